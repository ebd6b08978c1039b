//! How a value is written that stands in code, so that the code says the
//! value and nothing else.
//!
//! Each place has a short text of letters, one for each layer of quoting, the
//! innermost first: `w` is a word of a shell, `s` stands between two `'`; so
//! `ws` is a word of the script in `sh -c '...'`. What each letter does is
//! written in the script of the theme, which has the value; here is only
//! found where a value stands. A place nobody understands takes plain
//! characters only.

mod call;
mod command;
mod data;
mod document;
mod dollar;
mod power_shell;
mod program;
mod shell;
mod sql;
#[cfg(test)]
mod tests;

use crate::base::TextRange;
use crate::text::highlight::{Shell as Asks, prompt};

/// Larger code is not read, in bytes; commands then take plain characters
/// only.
const LARGEST: usize = 256 * 1024;

/// How a value is written in a place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Quoting {
    /// A letter for each layer, the innermost first; empty where it stands as
    /// it is.
    pub codes: String,
    /// The lines that end the here-documents it stands in, the innermost
    /// first, with a space between them. `-` before one says that tabs at the
    /// beginning of a line are dropped.
    pub ends: String,
}

impl Quoting {
    /// Returns what it is with another layer inside.
    fn within(&self, code: char) -> Quoting {
        Quoting { codes: format!("{code}{}", self.codes), ends: self.ends.clone() }
    }

    /// Returns what it is with a here-document inside.
    fn within_document(&self, code: char, end: &str) -> Quoting {
        let ends = match self.ends.is_empty() {
            true => end.to_string(),
            false => format!("{end} {}", self.ends),
        };
        Quoting { ends, ..self.within(code) }
    }
}

/// A piece of code.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    /// A character.
    Letter(char),
    /// A place, with the layers around it.
    Value(usize, Quoting),
    /// What nobody knows before it runs: `$NAME`.
    Unknown,
}

impl Piece {
    fn letter(&self) -> Option<char> {
        match self {
            Piece::Letter(letter) => Some(*letter),
            _ => None,
        }
    }
}

/// Finds how values are written in the places of a code block, in order.
pub fn quotings(language: &str, text: &str, places: &[TextRange]) -> Vec<Quoting> {
    let own = vec![Quoting::default(); places.len()];
    let mut found = Found { own, plain: vec![false; places.len()] };
    if LARGEST < text.len() && super::is_command(language) {
        found.plain.fill(true);
    } else if !places.is_empty() && text.len() <= LARGEST {
        read(&language.to_ascii_lowercase(), &pieces(text, places), &mut found);
    }
    let both = found.own.into_iter().zip(found.plain);
    both.map(|(own, plain)| match plain && !own.codes.starts_with(['n', 'p']) {
        true => own.within('p'),
        false => own,
    })
    .collect()
}

/// What is known of each place.
struct Found {
    own: Vec<Quoting>,
    /// Whether only plain characters are taken.
    plain: Vec<bool>,
}

impl Found {
    fn set(&mut self, at: usize, own: Quoting) {
        if let Some(known) = self.own.get_mut(at) {
            *known = own;
        }
    }

    /// Adds a layer inside those that a value has.
    fn add(&mut self, piece: &Piece, code: char) {
        if let Piece::Value(at, around) = piece {
            self.set(*at, around.within(code));
        }
    }

    fn restrict(&mut self, at: usize) {
        if let Some(plain) = self.plain.get_mut(at) {
            *plain = true;
        }
    }

    /// Allows plain characters only, in all places of a piece of code.
    fn forbid(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            if let Piece::Value(at, _) = piece {
                self.restrict(*at);
            }
        }
    }
}

fn read(language: &str, pieces: &[Piece], found: &mut Found) {
    match language {
        "sh" | "bash" | "zsh" | "ksh" | "shell" | "shellscript" => {
            match begins_with_prompt(pieces) {
                true => session(pieces, found),
                false => shell::read(pieces, found),
            }
        }
        "powershell" | "pwsh" | "ps1" | "posh" | "azurepowershell" => {
            match begins_with_prompt(pieces) {
                true => session(pieces, found),
                false => power_shell::read(pieces, found),
            }
        }
        "console" | "terminal" | "shell-session" | "shellsession" | "sh-session" => {
            session(pieces, found);
        }
        "cmd" | "bat" | "batch" => found.forbid(pieces),
        "http" | "rest" => data::http(pieces, found),
        "json" | "jsonc" | "json5" => data::json(pieces, found),
        _ => {
            if let Some(dialect) = sql::Dialect::of(language) {
                sql::read(pieces, dialect, found);
            }
        }
    }
}

fn pieces(text: &str, places: &[TextRange]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len());
    let mut done = 0;
    for (at, place) in places.iter().enumerate() {
        let before = text.get(done..place.start as usize).unwrap_or_default();
        pieces.extend(before.chars().map(Piece::Letter));
        pieces.push(Piece::Value(at, Quoting::default()));
        done = place.end as usize;
    }
    pieces.extend(text.get(done..).unwrap_or_default().chars().map(Piece::Letter));
    pieces
}

/// Returns the letters of pieces, with one that is in no prompt for others.
fn letters(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.letter().unwrap_or('\u{1}')).collect()
}

fn lines(pieces: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    pieces.split_inclusive(|piece| *piece == Piece::Letter('\n'))
}

fn begins_with_prompt(pieces: &[Piece]) -> bool {
    let first = lines(pieces).next().map(letters).unwrap_or_default();
    let is_sure = !first.trim_start().starts_with(['#', '>']);
    is_sure && prompt(first.trim_end_matches('\n')).is_some()
}

/// Reads a session: each command on its own, and no output.
fn session(pieces: &[Piece], found: &mut Found) {
    let mut command: Vec<Piece> = Vec::new();
    let mut asks = Asks::Posix;
    let mut goes_on = false;
    for line in lines(pieces) {
        let text = letters(line);
        let text = text.trim_end_matches(['\n', '\r']);
        let known = prompt(text);
        let is_new = known.is_some() && !text.trim_start().starts_with('>');
        if is_new {
            run(asks, &std::mem::take(&mut command), found);
        }
        let length = match known {
            Some(known) => {
                asks = if is_new { known.shell } else { asks };
                text.get(..known.length).map_or(0, |mark| mark.chars().count())
            }
            None if goes_on => 0,
            None => continue,
        };
        command.extend(line.iter().skip(length).cloned());
        goes_on = text.ends_with(if asks == Asks::Posix { '\\' } else { '`' });
    }
    run(asks, &command, found);
}

fn run(asks: Asks, command: &[Piece], found: &mut Found) {
    match asks {
        Asks::Posix => shell::read(command, found),
        Asks::PowerShell => power_shell::read(command, found),
    }
}
