//! `invisible-character`: a command has a character that nobody sees, so that
//! what is run is not what is read.

use super::code_place::commands;
use crate::base::{Code, Diagnostic, Span};
use crate::model::code_lines::{lines, part};
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::text::command;

/// The check `invisible-character`.
pub struct InvisibleCharacter;

impl Check for InvisibleCharacter {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        commands(site, &mut |document, block, code| {
            if !command::may_hide(&code.text) {
                return;
            }
            for (line, place) in lines(&document.source.text, block.range, code) {
                for (at, c, name) in command::invisibles(line) {
                    let range = part(line, place, at..at + c.len_utf8());
                    let message = format!("U+{:04X} {name} in a command", u32::from(c));
                    found.push(
                        Diagnostic::new(
                            Code::INVISIBLE_CHARACTER,
                            Span::new(document.source.file, range),
                            message,
                        )
                        .help("delete it, or write the plain space that is meant"),
                    );
                }
            }
        });
    }
}
