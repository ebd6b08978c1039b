//! Strings, words and comments of PowerShell (language specification, 2.3.5
//! and 8.2). Quotes of typography are quotes there.

use super::{Found, Piece};

/// Expressions in expressions are read so deep.
const NESTED: u8 = 16;

/// Reads a script.
pub(super) fn read(pieces: &[Piece], found: &mut Found) {
    let mut script = Script { pieces, at: 0, found, nested: 0, is_first: true };
    while !script.is_over() {
        script.statements(None);
    }
}

fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛')
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

struct Script<'a> {
    pieces: &'a [Piece],
    at: usize,
    found: &'a mut Found,
    nested: u8,
    /// Whether a command may begin here.
    is_first: bool,
}

impl Script<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.pieces.get(self.at + ahead).and_then(Piece::letter)
    }

    fn is_over(&self) -> bool {
        self.pieces.len() <= self.at
    }

    fn give_up(&mut self, from: usize) {
        self.found.forbid(self.pieces.get(from..self.at).unwrap_or_default());
    }

    /// Reads up to a bracket; tells whether it was found.
    fn statements(&mut self, close: Option<char>) -> bool {
        self.is_first = true;
        while !self.is_over() {
            match self.peek(0) {
                None => self.bare(),
                Some(c) if Some(c) == close => {
                    self.at += 1;
                    return true;
                }
                Some(' ' | '\t' | '\r') => self.at += 1,
                Some('\n' | ';' | '|' | '{' | '&') => {
                    // Behind `&` a string is the name of a command.
                    self.is_first = self.peek(0) != Some('&');
                    self.at += 1;
                }
                Some('`') => self.escaped(),
                Some('#') if self.begins_word() => self.comment(),
                Some('<') if self.peek(1) == Some('#') => self.block_comment(),
                Some('@') if self.peek(1).is_some_and(|c| is_single(c) || is_double(c)) => {
                    self.here_string();
                }
                Some(c) if is_single(c) => self.single(),
                Some(c) if is_double(c) => self.double(),
                Some('$') => self.dollar(None),
                Some('(') => self.nested(),
                Some('-') if self.stops() => self.stopped(),
                Some(_) => self.word(),
            }
        }
        close.is_none()
    }

    fn begins_word(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.pieces.get(at));
        match before {
            None => true,
            Some(Piece::Letter(c)) => {
                c.is_whitespace() || matches!(c, ';' | '|' | '(' | '{' | ')' | '}')
            }
            Some(_) => false,
        }
    }

    /// Letters of a word; one that ends in `=`, `,` or `(` ends itself.
    fn word(&mut self) {
        self.is_first = false;
        self.at += 1;
    }

    /// A value outside of quotes. A string that begins a word ends it too, so
    /// nothing may follow.
    fn bare(&mut self) {
        let before = self.at.checked_sub(1).and_then(|at| self.pieces.get(at));
        let begins = match before {
            None => true,
            Some(Piece::Letter(c)) => {
                c.is_whitespace() || matches!(c, '(' | ',' | '=' | ';' | '{' | '[' | '|')
            }
            Some(_) => false,
        };
        let ends = match self.pieces.get(self.at + 1) {
            None => true,
            Some(Piece::Letter(c)) => {
                c.is_whitespace() || matches!(c, ')' | ',' | ';' | '}' | ']' | '|')
            }
            Some(_) => false,
        };
        let follows_value = matches!(before, Some(Piece::Value(..)));
        let code = match self.is_first || follows_value || begins && !ends {
            true => 'P',
            false => 'W',
        };
        self.put(code);
        self.is_first = false;
    }

    fn put(&mut self, code: char) {
        if let Some(piece) = self.pieces.get(self.at) {
            self.found.add(piece, code);
        }
        self.at += 1;
    }

    fn escaped(&mut self) {
        self.at += 1;
        match self.pieces.get(self.at) {
            Some(Piece::Value(..)) => self.put('P'),
            _ => self.at += 1,
        }
    }

    fn comment(&mut self) {
        while !self.is_over() && self.peek(0) != Some('\n') {
            self.put('k');
        }
    }

    fn block_comment(&mut self) {
        while !self.is_over() {
            if self.peek(0) == Some('#') && self.peek(1) == Some('>') {
                self.at += 2;
                return;
            }
            self.put('P');
        }
    }

    fn single(&mut self) {
        let start = self.at;
        self.is_first = false;
        self.at += 1;
        while !self.is_over() {
            match self.peek(0) {
                Some(c) if is_single(c) => {
                    self.at += 1;
                    return;
                }
                None => self.put('S'),
                Some(_) => self.at += 1,
            }
        }
        self.give_up(start);
    }

    fn double(&mut self) {
        let start = self.at;
        self.is_first = false;
        self.at += 1;
        while !self.is_over() {
            match self.peek(0) {
                Some(c) if is_double(c) => {
                    self.at += 1;
                    return;
                }
                _ => self.inside(),
            }
        }
        self.give_up(start);
    }

    /// One piece of a string in which variables are replaced.
    fn inside(&mut self) {
        match self.peek(0) {
            Some('`') => {
                self.at += 1;
                match self.pieces.get(self.at) {
                    Some(Piece::Value(..)) => self.put('n'),
                    _ => self.at += 1,
                }
            }
            Some('$') => self.dollar(Some('n')),
            None => self.put('D'),
            Some(_) => self.at += 1,
        }
    }

    /// `@'` and `@"` up to a line that begins with `'@` or `"@`.
    fn here_string(&mut self) {
        let start = self.at;
        let is_literal = self.peek(1).is_some_and(is_single);
        self.is_first = false;
        self.at += 2;
        while !self.is_over() {
            let is_line = self.peek(0) == Some('\n');
            let ends = |c| if is_literal { is_single(c) } else { is_double(c) };
            if is_line && self.peek(1).is_some_and(ends) && self.peek(2) == Some('@') {
                self.at += 3;
                return;
            }
            match (is_literal, self.peek(0)) {
                (true, None) => self.put('R'),
                (true, Some(_)) => self.at += 1,
                (false, _) => self.inside(),
            }
        }
        self.give_up(start);
    }

    /// `$name`, `${name}`, `$(...)`; what a value means right behind a name.
    fn dollar(&mut self, behind: Option<char>) {
        self.is_first = false;
        match self.pieces.get(self.at + 1) {
            Some(Piece::Letter('(')) => {
                self.at += 1;
                return self.nested();
            }
            Some(Piece::Letter('{')) => {
                while !self.is_over() && self.peek(0) != Some('}') {
                    self.put('n');
                }
                self.at += 1;
                return;
            }
            _ => self.at += 1,
        }
        while self.peek(0).is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '?')) {
            self.at += 1;
        }
        if matches!(self.pieces.get(self.at), Some(Piece::Value(..))) {
            self.put(behind.unwrap_or('n'));
        }
    }

    /// `( ... )`, in which commands and expressions stand.
    fn nested(&mut self) {
        let start = self.at;
        self.at += 1;
        self.nested += 1;
        let is_closed = self.nested <= NESTED && self.statements(Some(')'));
        self.nested -= 1;
        self.is_first = false;
        if !is_closed {
            self.at = self.pieces.len();
            self.give_up(start);
        }
    }

    /// Tells whether `--%` stands here, behind which nothing is read.
    fn stops(&self) -> bool {
        self.peek(1) == Some('-') && self.peek(2) == Some('%')
    }

    fn stopped(&mut self) {
        while !self.is_over() && self.peek(0) != Some('\n') {
            self.put('P');
        }
    }
}
