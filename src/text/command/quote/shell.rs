//! Words, quotes and operators of a POSIX shell (POSIX.1, 2.2 and 2.3), as
//! far as they say where a value stands. What a command does with its words
//! is read in `call.rs`, here-documents in `document.rs`.

use super::call::Reader;
use super::document::Document;
use super::{Found, Piece, command};

/// Commands in commands are read so deep.
const NESTED: u8 = 16;

/// Reads a script.
pub(super) fn read(pieces: &[Piece], found: &mut Found) {
    command::read_at(pieces, 0, found);
}

/// What ends a list of commands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    End,
    Paren,
}

/// A word of a command, as its program gets it.
#[derive(Clone, Default, Debug)]
pub(super) struct Word {
    pub pieces: Vec<Piece>,
    /// Whether any of it was quoted.
    pub is_quoted: bool,
}

impl Word {
    /// Returns what it says, if that is known.
    pub(super) fn text(&self) -> Option<String> {
        self.pieces.iter().map(Piece::letter).collect()
    }

    /// Tells whether it sets a variable.
    pub(super) fn is_assignment(&self) -> bool {
        let name = self.pieces.iter().map_while(Piece::letter).take_while(|c| *c != '=');
        let name: String = name.collect();
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let ends = self.pieces.get(name.chars().count()) == Some(&Piece::Letter('='));
        ends && !name.is_empty() && name.chars().all(is_part)
    }
}

/// The commands being read at one level.
#[derive(Default)]
pub(super) struct Line {
    /// Words of the command.
    pub(super) words: Vec<Word>,
    /// Texts it is given to read, by `<<<`.
    pub(super) given: Vec<Word>,
    /// Places in this pipeline.
    pub(super) touched: Vec<usize>,
    /// How many of them stand in commands before.
    pub(super) before: usize,
    /// Whether something comes through a pipe.
    pub(super) is_piped: bool,
    /// Whether nothing stands behind a pipe yet.
    waits: bool,
    /// How many groups are open.
    open: u32,
    /// How many `case` are.
    cases: u32,
}

/// A script being read.
pub(super) struct Shell<'a> {
    pub(super) pieces: &'a [Piece],
    pub(super) at: usize,
    pub(super) found: &'a mut Found,
    pub(super) line: Line,
    pub(super) documents: Vec<Document>,
    pub(super) depth: u8,
    pub(super) nested: u8,
    /// What the first command makes of what it reads.
    pub(super) first: Option<Reader>,
    /// Whether the name of a variable has just ended.
    pub(super) after_name: bool,
    /// Whether it had before the piece that is being read.
    behind_name: bool,
}

impl<'a> Shell<'a> {
    pub(super) fn new(pieces: &'a [Piece], depth: u8, found: &'a mut Found) -> Shell<'a> {
        let (line, documents) = (Line::default(), Vec::new());
        let (first, at, nested) = (None, 0, 0);
        let (after_name, behind_name) = (false, false);
        Shell { pieces, at, found, line, documents, depth, nested, first, after_name, behind_name }
    }

    pub(super) fn peek(&self, ahead: usize) -> Option<char> {
        self.pieces.get(self.at + ahead).and_then(Piece::letter)
    }

    pub(super) fn is_over(&self) -> bool {
        self.pieces.len() <= self.at
    }

    /// Allows plain characters only from a place on: what began there is not
    /// understood.
    pub(super) fn give_up(&mut self, from: usize, until: usize) {
        self.found.forbid(self.pieces.get(from..until).unwrap_or_default());
    }

    /// Puts a value into a word.
    pub(super) fn put(&mut self, code: char, word: &mut Word) {
        if let Some(Piece::Value(at, around)) = self.pieces.get(self.at) {
            let own = around.within(code);
            word.pieces.push(Piece::Value(*at, own.clone()));
            self.found.set(*at, own);
            self.line.touched.push(*at);
        }
        self.at += 1;
    }

    /// Reads commands up to where they end; tells whether that was found.
    pub(super) fn commands(&mut self, close: Close) -> bool {
        while !self.is_over() {
            match self.peek(0) {
                Some(' ' | '\t' | '\r') => self.at += 1,
                Some('\\') if self.peek(1) == Some('\n') => self.at += 2,
                Some('#') => self.comment(),
                Some('\n') => {
                    self.end_command();
                    self.at += 1;
                    self.read_documents();
                    self.end_pipeline();
                }
                Some(';' | '&') if self.peek(1) != Some('>') => {
                    self.end_command();
                    self.at += 1;
                    self.end_pipeline();
                }
                Some('|') => self.pipe(),
                Some('(') => self.group(),
                Some(')') => {
                    if self.end_group(close) {
                        return true;
                    }
                }
                Some('<' | '>' | '&') => self.redirection(),
                _ => self.next_word(),
            }
        }
        self.end_command();
        close == Close::End
    }

    fn comment(&mut self) {
        while !self.is_over() && self.peek(0) != Some('\n') {
            self.put('k', &mut Word::default());
        }
    }

    fn pipe(&mut self) {
        self.end_command();
        if self.peek(1) == Some('|') {
            self.at += 2;
            return self.end_pipeline();
        }
        self.at += if self.peek(1) == Some('&') { 2 } else { 1 };
        (self.line.is_piped, self.line.waits) = (true, true);
    }

    fn end_pipeline(&mut self) {
        if !self.line.waits {
            self.line.touched.clear();
            self.line.before = 0;
            self.line.is_piped = false;
            self.documents.iter_mut().for_each(|document| document.is_past = true);
        }
    }

    fn group(&mut self) {
        if self.peek(1) == Some('(') && self.line.words.is_empty() {
            return self.arithmetic();
        }
        self.end_command();
        self.at += 1;
        self.line.open += 1;
    }

    fn end_group(&mut self, close: Close) -> bool {
        self.end_command();
        self.at += 1;
        let is_inner = 0 < self.line.open;
        self.line.open = self.line.open.saturating_sub(1);
        !is_inner && close == Close::Paren && self.line.cases == 0
    }

    fn redirection(&mut self) {
        let is_inward = self.peek(0) == Some('<');
        if matches!(self.peek(0), Some('<' | '>')) && self.peek(1) == Some('(') {
            self.at += 1;
            self.substitution();
            return self.line.words.push(unknown());
        }
        let start = self.at;
        while matches!(self.peek(0), Some('<' | '>' | '&' | '|')) && self.at - start < 3 {
            self.at += 1;
        }
        let length = self.at - start;
        let is_double = is_inward && self.pieces.get(start + 1) == Some(&Piece::Letter('<'));
        let is_document = is_double && length == 2;
        let tabs = match is_document && self.peek(0) == Some('-') {
            true => Tabs::Dropped,
            false => Tabs::Kept,
        };
        self.at += usize::from(tabs == Tabs::Dropped);
        while matches!(self.peek(0), Some(' ' | '\t')) {
            self.at += 1;
        }
        let target = self.word(Stands::Later);
        match (is_double, length) {
            (true, 2) => self.announce(&target, tabs, start),
            (true, _) => self.line.given.push(target),
            _ => self.plain_word(&target),
        }
    }

    fn next_word(&mut self) {
        self.line.waits = false;
        let is_first = self.line.words.iter().all(Word::is_assignment);
        let word = self.word(if is_first { Stands::First } else { Stands::Later });
        let text = word.text().filter(|_| !word.is_quoted).unwrap_or_default();
        let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        if is_number && matches!(self.peek(0), Some('<' | '>')) {
            return;
        }
        match &*text {
            "case" if is_first => self.line.cases += 1,
            "esac" => {
                self.line.cases = self.line.cases.saturating_sub(1);
                return self.line.words.clear();
            }
            "if" | "then" | "elif" | "else" | "while" | "until" | "do" | "!" | "{" | "time"
                if is_first =>
            {
                return self.line.words.clear();
            }
            _ => {}
        }
        self.line.words.push(word);
    }

    /// Reads a word; what stands at its beginning may be the name of a
    /// command.
    pub(super) fn word(&mut self, stands: Stands) -> Word {
        let mut word = Word::default();
        self.after_name = false;
        while !self.is_over() {
            self.behind_name = std::mem::take(&mut self.after_name);
            match self.peek(0) {
                None => self.bare(stands, &mut word),
                Some(' ' | '\t' | '\r' | '\n' | ';' | '&' | '|' | '<' | '>' | '(' | ')') => break,
                Some('\\') => self.escaped(&mut word),
                Some('\'') => self.single(&mut word),
                Some('"') => self.double(&mut word),
                Some('$') => self.dollar(&mut word, Inside::Word),
                Some('`') => self.backquoted(&mut word),
                Some(letter) => {
                    word.pieces.push(Piece::Letter(letter));
                    self.at += 1;
                }
            }
        }
        word
    }

    /// A value outside of quotes.
    fn bare(&mut self, stands: Stands, word: &mut Word) {
        if self.pieces.get(self.at) == Some(&Piece::Unknown) {
            word.pieces.push(Piece::Unknown);
            self.at += 1;
            return;
        }
        let is_first = stands == Stands::First && word.pieces.is_empty();
        let next = self.peek(1);
        let code = match word.pieces.last() {
            Some(Piece::Letter('~')) if !word.is_quoted => 'p',
            _ if is_first && next == Some('=') => 'p',
            _ if is_first || self.behind_name || matches!(next, Some('<' | '>')) => 'c',
            _ => 'w',
        };
        self.put(code, word);
    }

    fn escaped(&mut self, word: &mut Word) {
        self.at += 1;
        match self.pieces.get(self.at) {
            Some(Piece::Letter('\n')) => self.at += 1,
            Some(Piece::Letter(letter)) => {
                word.pieces.push(Piece::Letter(*letter));
                word.is_quoted = true;
                self.at += 1;
            }
            Some(Piece::Value(..)) => self.put('p', word),
            Some(Piece::Unknown) | None => word.pieces.push(Piece::Letter('\\')),
        }
    }

    /// Reads `( ... )` behind a `$`, `<` or `>`, at its parenthesis.
    pub(super) fn substitution(&mut self) {
        let start = self.at;
        self.at += 1;
        self.nested += 1;
        let line = std::mem::take(&mut self.line);
        let is_closed = self.nested <= NESTED && self.commands(Close::Paren);
        let inner = std::mem::replace(&mut self.line, line);
        self.line.touched.extend(inner.touched);
        self.nested -= 1;
        if !is_closed {
            self.at = self.pieces.len();
            self.give_up(start, self.at);
        }
    }
}

fn unknown() -> Word {
    Word { pieces: vec![Piece::Unknown], is_quoted: false }
}

/// Where in a command a word stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// It may be the name of a command.
    First,
    Later,
}

/// What becomes of tabs at the beginning of lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tabs {
    Kept,
    Dropped,
}

/// Where a `$` stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    Word,
    Quotes,
}
