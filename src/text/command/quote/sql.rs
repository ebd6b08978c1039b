//! Strings, names and comments of SQL (ISO 9075-2, 5.3), and of Kusto.

use super::data::stands_alone;
use super::{Found, Piece};

/// In which way a database reads strings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dialect {
    /// A backslash is a character.
    Standard,
    /// A backslash makes another character of the next one.
    Backslashes,
    /// Nobody says which.
    Any,
    /// Kusto: strings are those of C.
    Kusto,
}

impl Dialect {
    /// Returns the dialect of a language.
    pub(super) fn of(language: &str) -> Option<Dialect> {
        Some(match language {
            "sql" => Dialect::Any,
            "tsql" | "t-sql" | "psql" | "plsql" | "postgres" | "postgresql" | "sqlite" => {
                Dialect::Standard
            }
            "mysql" | "mariadb" => Dialect::Backslashes,
            "kusto" | "kql" => Dialect::Kusto,
            _ => return None,
        })
    }

    /// Returns the layers of a value, the last one as given.
    fn codes(self, last: char) -> [Option<char>; 2] {
        match self {
            Dialect::Standard => [Some(last), None],
            Dialect::Backslashes => [Some(last), Some('x')],
            Dialect::Any => [Some(last), Some('m')],
            Dialect::Kusto => [Some(if last == 'b' { 'l' } else { 'K' }), None],
        }
    }
}

/// Words behind which a name stands.
const BEFORE_NAMES: &str = " from join into update table database schema use index view user \
    role column procedure function trigger sequence exec execute call as on by add alter drop ";

/// Reads statements.
pub(super) fn read(pieces: &[Piece], dialect: Dialect, found: &mut Found) {
    let mut sql = Sql { pieces, at: 0, dialect, found, word: String::new() };
    while let Some(piece) = pieces.get(sql.at) {
        match piece {
            Piece::Letter(letter) => sql.letter(*letter),
            Piece::Value(..) => sql.bare(piece),
            Piece::Unknown => sql.at += 1,
        }
    }
}

struct Sql<'a> {
    pieces: &'a [Piece],
    at: usize,
    dialect: Dialect,
    found: &'a mut Found,
    /// The last word, in small letters.
    word: String,
}

impl Sql<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.pieces.get(self.at + ahead).and_then(Piece::letter)
    }

    fn letter(&mut self, letter: char) {
        let is_kusto = self.dialect == Dialect::Kusto;
        match (letter, self.peek(1)) {
            ('\'', _) => self.text('\'', 'q'),
            ('"', _) => self.text('"', if is_kusto { 'q' } else { 'i' }),
            ('`', _) => self.words_until("`"),
            ('[', _) if !is_kusto => self.words_until("]"),
            ('-', Some('-')) | ('#', _) => self.comment(),
            ('/', Some('/')) if is_kusto => self.comment(),
            ('/', Some('*')) => self.words_until("*/"),
            ('$', _) => self.dollar(),
            ('\\', _) => self.line(),
            (c, _) if c.is_alphanumeric() || c == '_' => self.name(),
            _ => self.at += 1,
        }
    }

    fn name(&mut self) {
        self.word.clear();
        while let Some(letter) = self.peek(0).filter(|c| c.is_alphanumeric() || *c == '_') {
            self.word.extend(letter.to_lowercase());
            self.at += 1;
        }
    }

    /// `'...'` and `"..."`.
    fn text(&mut self, quote: char, code: char) {
        let start = self.at;
        let before = start.checked_sub(1).and_then(|at| self.pieces.get(at)?.letter());
        let escapes = self.dialect == Dialect::Backslashes || self.dialect == Dialect::Kusto;
        // `E'...'` has escapes; `@'...'` of Kusto has none.
        let is_escaped = matches!(before, Some('e' | 'E')) && self.word == "e" && quote == '\'';
        let is_other = before == Some('@') && escapes;
        self.at += 1;
        while let Some(piece) = self.pieces.get(self.at) {
            match piece {
                Piece::Letter(c) if *c == quote => {
                    self.at += 1;
                    self.word.clear();
                    return;
                }
                Piece::Letter('\\') if escapes || is_escaped => {
                    if let Some(next @ Piece::Value(..)) = self.pieces.get(self.at + 1) {
                        self.found.forbid(std::slice::from_ref(next));
                    }
                    self.at += 1;
                }
                Piece::Value(..) if is_other => self.found.add(piece, 'o'),
                Piece::Value(..) if is_escaped => self.layers(piece, [Some(code), Some('x')]),
                Piece::Value(..) => self.layers(piece, self.dialect.codes(code)),
                _ => {}
            }
            self.at += 1;
        }
        let rest = self.pieces.get(start..).unwrap_or_default();
        rest.iter().for_each(|piece| self.found.add(piece, 'o'));
    }

    fn layers(&mut self, piece: &Piece, codes: [Option<char>; 2]) {
        let Piece::Value(at, around) = piece else { return };
        let mut own = around.clone();
        for code in codes.into_iter().flatten() {
            own = own.within(code);
        }
        self.found.set(*at, own);
    }

    /// A value outside of quotes: a literal, or part of a name.
    fn bare(&mut self, piece: &Piece) {
        let before_name = BEFORE_NAMES.contains(&format!(" {} ", self.word));
        let is_alone = stands_alone(self.pieces, self.at) && !self.adjoins_value();
        match is_alone && (!before_name || self.word.is_empty()) {
            true => self.layers(piece, self.dialect.codes('b')),
            false => self.found.add(piece, 'o'),
        }
        self.word.clear();
        self.at += 1;
    }

    fn adjoins_value(&self) -> bool {
        let is_value = |at: usize| matches!(self.pieces.get(at), Some(Piece::Value(..)));
        is_value(self.at + 1) || self.at.checked_sub(1).is_some_and(is_value)
    }

    /// `--` up to the end of its line.
    fn comment(&mut self) {
        self.until_line_end('k');
    }

    /// A command of a client.
    fn line(&mut self) {
        self.until_line_end('o');
    }

    fn until_line_end(&mut self, code: char) {
        while let Some(piece) = self.pieces.get(self.at) {
            if *piece == Piece::Letter('\n') {
                break;
            }
            self.found.add(piece, code);
            self.at += 1;
        }
    }

    /// Passes over what ends with some letters; values in it are words.
    fn words_until(&mut self, end: &str) {
        self.at += end.len();
        while let Some(piece) = self.pieces.get(self.at) {
            let mut letters = end.chars().enumerate();
            if letters.all(|(ahead, letter)| self.peek(ahead) == Some(letter)) {
                self.at += end.len();
                return;
            }
            self.found.add(piece, 'o');
            self.at += 1;
        }
    }

    /// `$$...$$` and `$tag$...$tag$`.
    fn dollar(&mut self) {
        let is_part = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        let ahead = self.pieces.iter().skip(self.at + 1).map_while(Piece::letter);
        let tag: String = ahead.take_while(is_part).collect();
        match self.peek(1 + tag.len()) {
            Some('$') => self.words_until(&format!("${tag}$")),
            _ => self.at += 1,
        }
    }
}
