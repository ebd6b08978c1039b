//! Text in commands that looks like a value somebody has to put there:
//! `<namespace>`, `[name]`, `$NAMESPACE` that nothing sets.
//!
//! What only looks so is passed over: redirections, tests, indices of lists,
//! optional flags, output such as `<none>`, marks of HTML, variables that
//! every computer has. What a page declares is not known here.

mod assigned;
mod look;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::base::TextRange;
use crate::text::command;
use crate::text::highlight::prompt_length;
pub use assigned::{ANY, assigned};

/// A language of commands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// A POSIX shell, or a session in one.
    Shell,
    /// A session in a terminal: only what stands after a prompt is a command.
    Session,
    /// PowerShell.
    PowerShell,
    /// The command prompt of Windows.
    Cmd,
    /// SQL, Kusto.
    Query,
    /// Requests of HTTP.
    Http,
}

impl Language {
    /// Finds a language by the word after a fence.
    pub fn of(word: &str) -> Option<Language> {
        if !command::is_command(word) {
            return None;
        }
        Some(match word.to_ascii_lowercase().as_str() {
            _ if command::is_session(word) => Language::Session,
            "powershell" | "pwsh" | "ps1" => Language::PowerShell,
            "cmd" | "bat" | "batch" => Language::Cmd,
            "sql" | "tsql" | "psql" | "kusto" | "kql" => Language::Query,
            "http" => Language::Http,
            _ => Language::Shell,
        })
    }

    fn is_posix(self) -> bool {
        matches!(self, Language::Shell | Language::Session)
    }
}

/// Finds in commands what looks like a value to fill in, in order. Variables
/// are found whether or not something sets them.
pub fn find(language: Language, text: &str) -> Vec<TextRange> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let begins = first.trim_start();
    let is_prompt = prompt_length(first).is_some() && !begins.starts_with(['#', '>']);
    let language = match language {
        Language::Shell if is_prompt => Language::Session,
        Language::Session if command::is_bare(text) => Language::Shell,
        language => language,
    };
    let mut reader = Reader {
        language,
        text,
        closed: closed(text),
        quote: None,
        here: None,
        goes_on: false,
        found: Vec::new(),
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        reader.line(at, line);
        at += line.len();
    }
    reader.found
}

/// Returns the names of elements that are closed: `</name>`.
fn closed(text: &str) -> HashSet<&str> {
    let names = text.match_indices("</").filter_map(|(at, _)| {
        let rest = text.get(at + 2..)?;
        let mut letters = rest.char_indices().take(60);
        let (end, _) = letters.find(|(_, c)| matches!(c, '>' | ' ' | '\n'))?;
        rest.get(..end)
    });
    names.collect()
}

/// A text that goes to a command as its input: up to a line of one word.
#[derive(Clone, Copy)]
struct Here<'t> {
    until: &'t str,
    /// Whether variables count in it.
    expands: bool,
}

struct Reader<'t> {
    language: Language,
    text: &'t str,
    closed: HashSet<&'t str>,
    /// The quotation mark that is open.
    quote: Option<u8>,
    here: Option<Here<'t>>,
    /// Whether the line before goes on in this one.
    goes_on: bool,
    found: Vec<TextRange>,
}

impl<'t> Reader<'t> {
    fn line(&mut self, start: usize, line: &'t str) {
        if let Some(here) = self.here {
            match line.trim() == here.until {
                true => self.here = None,
                false => self.body(start, line, here),
            }
            return;
        }
        let mut at = start;
        if self.language == Language::Session {
            match prompt_length(line.trim_end_matches(['\n', '\r'])) {
                Some(length) => at += length.min(line.len()),
                None if self.goes_on || self.quote.is_some() => {}
                None => return,
            }
        }
        if !self.language.is_posix() {
            self.quote = None;
        }
        let end = start + line.len();
        self.goes_on = line.trim_end().ends_with('\\');
        self.command(at, end);
    }

    /// Reads a line of an input: quotation marks are text in it.
    fn body(&mut self, start: usize, line: &str, here: Here<'_>) {
        let end = start + line.len();
        let mut at = start;
        while at < end {
            let length = match self.byte(at) {
                Some(b'<') => look::angle(self.text, at, &self.closed),
                Some(b'$') if here.expands => look::variable(self.text, at),
                _ => None,
            };
            at = self.keep(at, length);
        }
    }

    fn command(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            let Some(byte) = self.byte(at) else { return };
            let is_single = self.quote == Some(b'\'');
            match byte {
                b'\\' if !is_single && self.language.is_posix() => {
                    at += 2;
                    continue;
                }
                b'\'' | b'"' => self.toggle(byte),
                b'#' if self.begins_comment(at, start) => return,
                _ => {}
            }
            let length = match byte {
                b'<' if self.byte(at + 1) == Some(b'<') => {
                    at = self.input(at, end);
                    continue;
                }
                b'<' => look::angle(self.text, at, &self.closed),
                b'$' if self.language.is_posix() && !is_single => look::variable(self.text, at),
                b'[' if !is_single && self.takes_brackets() && start < at => {
                    look::bracket(self.text, at)
                }
                _ => None,
            };
            at = self.keep(at, length);
        }
    }

    /// Keeps what begins at a place if it has a length, and goes on.
    fn keep(&mut self, at: usize, length: Option<usize>) -> usize {
        let Some(length) = length else { return at + 1 };
        self.found.push(TextRange::new(at, at + length));
        at + length
    }

    /// Passes over `<<<`, and over `<<WORD`, which begins an input.
    fn input(&mut self, at: usize, end: usize) -> usize {
        let rest = self.text.get(at + 2..end).unwrap_or_default();
        if self.quote.is_some() || !self.language.is_posix() || rest.starts_with('<') {
            return at + 2 + usize::from(rest.starts_with('<'));
        }
        let word = rest.strip_prefix('-').unwrap_or(rest).trim_start_matches(' ');
        let open = word.trim_start_matches(['\'', '"', '\\']);
        let length = open.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(open.len());
        let until = open.get(..length).unwrap_or_default();
        if !until.is_empty() {
            self.here = Some(Here { until, expands: open.len() == word.len() });
        }
        let after = rest.len() - open.len() + length;
        let closing = usize::from(open.len() < word.len() && !word.starts_with('\\'));
        at + 2 + after + closing
    }

    fn toggle(&mut self, mark: u8) {
        match self.quote {
            None => self.quote = Some(mark),
            Some(open) if open == mark => self.quote = None,
            Some(_) => {}
        }
    }

    /// A comment is no command.
    fn begins_comment(&self, at: usize, start: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.byte(before));
        let begins = at == start || before.is_none_or(|byte| byte.is_ascii_whitespace());
        let has = self.language.is_posix() || self.language == Language::PowerShell;
        begins && has && self.quote.is_none()
    }

    /// In PowerShell a bracket holds a type, in a query a name.
    fn takes_brackets(&self) -> bool {
        !matches!(self.language, Language::PowerShell | Language::Query)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }
}
