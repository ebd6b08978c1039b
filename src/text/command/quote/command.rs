//! A command whose words are read: which of them are scripts, which are
//! addresses or JSON, and what becomes of the texts it is given.

use super::call::{self, Reader};
use super::shell::{Close, Shell, Word};
use super::{Found, Piece, data, sql};

/// Scripts in scripts are read so deep.
const DEEPEST: u8 = 4;

/// Reads a script that stands so deep in others; returns what its first
/// command makes of what it is given to read.
pub(super) fn read_at(pieces: &[Piece], depth: u8, found: &mut Found) -> Reader {
    if DEEPEST < depth {
        found.forbid(pieces);
        return Reader::Text;
    }
    let mut shell = Shell::new(pieces, depth, found);
    shell.commands(Close::End);
    shell.first.unwrap_or(Reader::Text)
}

impl Shell<'_> {
    /// Ends a command, whose words are all read.
    pub(super) fn end_command(&mut self) {
        let words = std::mem::take(&mut self.line.words);
        let given = std::mem::take(&mut self.line.given);
        let own = call::read(&words);
        let mut reads = own.reads;
        for (at, word) in words.iter().enumerate() {
            match own.scripts.iter().any(|script| script.words.contains(&at)) {
                true => {}
                false if own.forbidden.contains(&at) => self.found.forbid(&word.pieces),
                false => self.plain_word(word),
            }
        }
        for script in &own.scripts {
            let told = self.script(script);
            reads = if script.is_remote { told } else { reads };
        }
        if reads != Reader::Text {
            given.iter().for_each(|word| self.found.forbid(&word.pieces));
        }
        if reads != Reader::Text && self.line.is_piped {
            let before = self.line.touched.get(..self.line.before).unwrap_or_default();
            before.iter().for_each(|at| self.found.restrict(*at));
            let mut here = self.documents.iter_mut().filter(|document| !document.is_past);
            here.by_ref().for_each(|document| document.reads = Some(Reader::Code));
        }
        self.documents.iter_mut().for_each(|document| {
            document.reads.get_or_insert(reads);
        });
        self.line.before = self.line.touched.len();
        if !words.is_empty() {
            self.first.get_or_insert(reads);
        }
    }

    /// Reads a script that is a word of a command, or several.
    fn script(&mut self, script: &call::Script) -> Reader {
        let knows = !script.pieces.contains(&Piece::Unknown);
        match script.reads {
            Reader::Shell => {
                let told = read_at(&script.pieces, self.depth + 1, self.found);
                // What a variable brings may have quotes.
                if !knows {
                    let after = script.pieces.iter().position(|piece| *piece == Piece::Unknown);
                    let rest = script.pieces.get(after.unwrap_or(0)..).unwrap_or_default();
                    self.found.forbid(rest);
                }
                return told;
            }
            Reader::Sql(dialect) if knows => sql::read(&script.pieces, dialect, self.found),
            _ => self.found.forbid(&script.pieces),
        }
        Reader::Text
    }

    /// Reads a word that its program takes as it is: in an address and in
    /// JSON a value is written as these need it.
    pub(super) fn plain_word(&mut self, word: &Word) {
        if word.pieces.iter().any(|piece| matches!(piece, Piece::Value(..))) {
            data::argument(&word.pieces, self.found);
        }
    }

    /// Reads the text of a here-document by what its reader is.
    pub(super) fn given(&mut self, pieces: &[Piece], reads: Reader) {
        match reads {
            Reader::Text => data::argument(pieces, self.found),
            Reader::Shell => {
                read_at(pieces, self.depth + 1, self.found);
            }
            Reader::Sql(dialect) => sql::read(pieces, dialect, self.found),
            Reader::Code => self.found.forbid(pieces),
        }
    }
}
