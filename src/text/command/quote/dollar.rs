//! Quotes and what `$` begins, in a POSIX shell (POSIX.1, 2.2 and 2.6).

use super::Piece;
use super::shell::{Inside, Shell, Word};

impl Shell<'_> {
    /// `'...'`.
    pub(super) fn single(&mut self, word: &mut Word) {
        self.until_quote('s', word);
    }

    /// `$'...'`, whose escapes not every shell knows.
    fn ansi(&mut self, word: &mut Word) {
        self.until_quote('a', word);
    }

    /// Passes over what stands in single quotes; values in it have the letter
    /// `code`. In those of `a` a backslash begins an escape.
    fn until_quote(&mut self, code: char, word: &mut Word) {
        let start = self.at;
        self.at += 1;
        word.is_quoted = true;
        while let Some(piece) = self.pieces.get(self.at) {
            match piece {
                Piece::Letter('\'') => {
                    self.at += 1;
                    return;
                }
                Piece::Letter('\\') if code == 'a' => self.escaped_in_ansi(word),
                Piece::Value(..) => self.put(code, word),
                other => {
                    word.pieces.push(other.clone());
                    self.at += 1;
                }
            }
        }
        self.give_up(start, self.at);
    }

    /// A backslash in `$'...'`.
    fn escaped_in_ansi(&mut self, word: &mut Word) {
        if self.peek(1).is_some() {
            self.at += 2;
            // Which character it means is not looked for.
            return word.pieces.push(Piece::Unknown);
        }
        self.at += 1;
        self.put('n', word);
    }

    /// `"..."`.
    pub(super) fn double(&mut self, word: &mut Word) {
        let start = self.at;
        self.at += 1;
        word.is_quoted = true;
        while !self.is_over() {
            let was_name = std::mem::take(&mut self.after_name);
            match self.peek(0) {
                Some('"') => {
                    self.at += 1;
                    return;
                }
                Some('\\') => self.escaped_in('"', word),
                Some('$') => self.dollar(word, Inside::Quotes),
                Some('`') => self.backquoted(word),
                Some(letter) => {
                    word.pieces.push(Piece::Letter(letter));
                    self.at += 1;
                }
                None if self.pieces.get(self.at) == Some(&Piece::Unknown) => {
                    word.pieces.push(Piece::Unknown);
                    self.at += 1;
                }
                None => self.put(if was_name { 'n' } else { 'd' }, word),
            }
        }
        self.give_up(start, self.at);
    }

    /// A backslash in `"..."`, or in a here-document, which has no quote.
    pub(super) fn escaped_in(&mut self, quote: char, word: &mut Word) {
        self.at += 1;
        match self.pieces.get(self.at) {
            Some(Piece::Letter('\n')) => self.at += 1,
            Some(Piece::Letter(c)) if matches!(c, '$' | '`' | '\\') || *c == quote => {
                word.pieces.push(Piece::Letter(*c));
                self.at += 1;
            }
            Some(Piece::Value(..)) => {
                word.pieces.push(Piece::Letter('\\'));
                self.put('n', word);
            }
            _ => word.pieces.push(Piece::Letter('\\')),
        }
    }

    /// What begins with `$`.
    pub(super) fn dollar(&mut self, word: &mut Word, inside: Inside) {
        match self.pieces.get(self.at + 1) {
            Some(Piece::Letter('(')) if self.peek(2) == Some('(') => {
                self.at += 1;
                self.arithmetic();
            }
            Some(Piece::Letter('(')) => {
                self.at += 1;
                self.substitution();
            }
            Some(Piece::Letter('{')) => {
                self.at += 1;
                self.balanced('{', '}');
            }
            Some(Piece::Letter('\'')) if inside == Inside::Word => {
                self.at += 1;
                return self.ansi(word);
            }
            Some(Piece::Letter('"')) if inside == Inside::Word => {
                self.at += 1;
                return self.double(word);
            }
            Some(Piece::Letter(c)) if c.is_ascii_alphabetic() || *c == '_' => {
                self.at += 1;
                while self.peek(0).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') {
                    self.at += 1;
                }
                self.after_name = true;
            }
            Some(Piece::Letter('0'..='9' | '?' | '#' | '@' | '*' | '!' | '$' | '-')) => {
                self.at += 2;
            }
            Some(Piece::Value(..)) => {
                self.at += 1;
                word.pieces.push(Piece::Letter('$'));
                return self.put('n', word);
            }
            _ => {
                self.at += 1;
                return word.pieces.push(Piece::Letter('$'));
            }
        }
        word.pieces.push(Piece::Unknown);
    }

    /// `((...))`, in which a name is a variable and an index is run.
    pub(super) fn arithmetic(&mut self) {
        self.balanced('(', ')');
    }

    /// Passes over what nobody looks into, at its first bracket.
    fn balanced(&mut self, open: char, close: char) {
        let (start, mut depth) = (self.at, 0u32);
        while let Some(piece) = self.pieces.get(self.at) {
            self.at += 1;
            match piece {
                Piece::Letter('\\') => self.at += usize::from(self.peek(0).is_some()),
                Piece::Letter(c) if *c == open => depth += 1,
                Piece::Letter(c) if *c == close => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        self.give_up(start, self.at);
    }

    /// A command in backquotes, in which backslashes mean more.
    pub(super) fn backquoted(&mut self, word: &mut Word) {
        let start = self.at;
        self.at += 1;
        while let Some(piece) = self.pieces.get(self.at) {
            self.at += 1;
            match piece {
                Piece::Letter('\\') => self.at += usize::from(self.peek(0).is_some()),
                Piece::Letter('`') => break,
                _ => {}
            }
        }
        self.give_up(start, self.at);
        word.pieces.push(Piece::Unknown);
    }
}
