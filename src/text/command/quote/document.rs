//! Here-documents of a POSIX shell (POSIX.1, 2.7.4).

use super::Piece;
use super::call::Reader;
use super::shell::{Inside, Shell, Tabs, Word};

/// A line announces at most so many.
const MOST: usize = 16;

/// A here-document that a line announces.
pub(super) struct Document {
    /// The line that ends it.
    end: String,
    /// What becomes of tabs at the beginning of its lines.
    tabs: Tabs,
    /// Whether it is taken as it is.
    is_literal: bool,
    /// What reads it, once that is known.
    pub(super) reads: Option<Reader>,
    /// Whether the pipeline is over that it stands in.
    pub(super) is_past: bool,
}

impl Shell<'_> {
    /// Keeps a here-document whose end is such a word.
    pub(super) fn announce(&mut self, end: &Word, tabs: Tabs, start: usize) {
        let is_literal = end.is_quoted;
        let fits = |end: &String| !end.is_empty() && !end.contains(char::is_whitespace);
        match end.text().filter(fits) {
            Some(end) if self.documents.len() < MOST => {
                let (reads, is_past) = (None, false);
                self.documents.push(Document { end, tabs, is_literal, reads, is_past });
            }
            _ => {
                self.at = self.pieces.len();
                self.give_up(start, self.at);
            }
        }
    }

    /// Reads the here-documents that the line before has announced.
    pub(super) fn read_documents(&mut self) {
        for document in std::mem::take(&mut self.documents) {
            let start = self.at;
            let end = self.end_of(&document);
            let Some(pieces) = self.pieces.get(..end).filter(|_| !self.is_over_at(end)) else {
                self.at = self.pieces.len();
                return self.give_up(start, self.at);
            };
            // The text is read as a script of its own that ends where it does.
            let whole = std::mem::replace(&mut self.pieces, pieces);
            let text = self.text_of(&document);
            self.pieces = whole;
            let reads = document.reads.unwrap_or(Reader::Text);
            self.given(&text.pieces, reads);
            if reads != Reader::Text && text.pieces.contains(&Piece::Unknown) {
                self.found.forbid(&text.pieces);
            }
            self.alone_in(start, end, &document.end);
            self.at = end;
            while self.peek(0).is_some_and(|letter| letter != '\n') {
                self.at += 1;
            }
            self.at = (self.at + 1).min(self.pieces.len());
        }
    }

    fn is_over_at(&self, at: usize) -> bool {
        self.pieces.len() <= at
    }

    /// Finds where the line begins that ends a document.
    fn end_of(&self, document: &Document) -> usize {
        let mut at = self.at;
        while let Some(rest) = self.pieces.get(at..).filter(|rest| !rest.is_empty()) {
            let length = rest.iter().position(|piece| *piece == Piece::Letter('\n'));
            let line = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
            let text: Option<String> = line.iter().map(Piece::letter).collect();
            let text = text.unwrap_or_default();
            let text = text.trim_end_matches('\r');
            let text =
                if document.tabs == Tabs::Dropped { text.trim_start_matches('\t') } else { text };
            if text == document.end {
                return at;
            }
            at += line.len() + 1;
        }
        self.pieces.len()
    }

    /// Returns the text as its reader gets it.
    fn text_of(&mut self, document: &Document) -> Word {
        let mut word = Word::default();
        let mut begins = true;
        while let Some(piece) = self.pieces.get(self.at) {
            let was_name = std::mem::take(&mut self.after_name);
            let at_begin = std::mem::replace(&mut begins, *piece == Piece::Letter('\n'));
            match piece {
                Piece::Letter('\t') if document.tabs == Tabs::Dropped && at_begin => {
                    self.at += 1;
                    begins = true;
                }
                Piece::Letter('\\') if !document.is_literal => self.escaped_in('\\', &mut word),
                Piece::Letter('$') if !document.is_literal => {
                    // Some shells join lines in here before they read it.
                    let start = self.at;
                    self.dollar(&mut word, Inside::Quotes);
                    self.give_up(start, self.at);
                }
                Piece::Letter('`') if !document.is_literal => self.backquoted(&mut word),
                Piece::Value(..) if was_name => self.put('n', &mut word),
                Piece::Value(..) => self.put_in(document, &mut word),
                other => {
                    word.pieces.push(other.clone());
                    self.at += 1;
                }
            }
        }
        word
    }

    fn put_in(&mut self, document: &Document, word: &mut Word) {
        let (at, around) = match self.pieces.get(self.at) {
            Some(Piece::Value(at, around)) => (*at, around),
            _ => return,
        };
        let code = if document.is_literal { 'H' } else { 'h' };
        let mark = if document.tabs == Tabs::Dropped { "-" } else { "" };
        let own = around.within_document(code, &format!("{mark}{}", document.end));
        word.pieces.push(Piece::Value(at, own.clone()));
        self.found.set(at, own);
        self.line.touched.push(at);
        self.at += 1;
    }

    /// A line that has the words of the end takes plain characters only.
    fn alone_in(&mut self, start: usize, end: usize, mark: &str) {
        let body = self.pieces.get(start..end).unwrap_or_default();
        for line in body.split(|piece| *piece == Piece::Letter('\n')) {
            let text: String = line.iter().filter_map(Piece::letter).collect();
            if text.contains(mark) {
                self.found.forbid(line);
            }
        }
    }
}
