//! `secret-in-command`: a secret would stand in a command or an address,
//! where others can read it: in the history of a shell, in a list of
//! processes, in the log of a server.

use crate::base::{Code, Diagnostic, Span};
use crate::model::declared::Declared;
use crate::model::extension::Check;
use crate::model::parameter::{Parameter, UsePlace};
use crate::model::site::Site;

/// The check `secret-in-command`.
pub struct SecretInCommand;

impl Check for SecretInCommand {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            let Some(declared) = Declared::of(page) else { continue };
            if !declared.parameters.iter().any(|(_, own)| own.is_secret()) {
                continue;
            }
            for (document, own) in page.parameter_uses() {
                let place = match own.place {
                    UsePlace::Command => "a command",
                    UsePlace::Address => "an address",
                    UsePlace::Text | UsePlace::Code | UsePlace::Template => continue,
                };
                let parameter = declared.get(own.range.of(&document.source.text));
                if let Some(Parameter { name, .. }) = parameter.filter(|own| own.is_secret()) {
                    let message = format!("the secret `{}` would stand in {place}", name.text);
                    let span = Span::new(document.source.file, own.range);
                    let problem = Diagnostic::new(Code::SECRET_IN_COMMAND, span, message);
                    found.push(problem.help("let the tool ask for it, or read it from the vault"));
                }
            }
        }
    }
}
