//! The words of a text, one after another.

use std::ops::Range;

use super::{BadWhen, bad};

/// Words of a text with the place of the next one.
pub(super) struct Cursor<'a> {
    text: &'a str,
    /// The language of the page.
    pub language: &'a str,
    words: Vec<Word>,
    at: usize,
}

/// A word or a comma.
struct Word {
    range: Range<usize>,
    /// In lower case.
    lower: String,
}

impl<'a> Cursor<'a> {
    /// Splits a text at white space and commas, and words like
    /// `business-day` at their hyphens.
    pub(super) fn new(text: &'a str, language: &'a str) -> Cursor<'a> {
        let mut words = Vec::new();
        for piece in text.split_whitespace() {
            // Pieces are slices of `text`, so their distance is their place.
            let mut at = piece.as_ptr() as usize - text.as_ptr() as usize;
            for part in piece.split_inclusive(',') {
                let word = part.trim_end_matches(',');
                push(text, at..at + word.len(), &mut words);
                if word.len() < part.len() {
                    push(text, at + word.len()..at + part.len(), &mut words);
                }
                at += part.len();
            }
        }
        Cursor { text, language, words, at: 0 }
    }

    /// Returns the next word in lower case; at the end nothing.
    pub(super) fn word(&self) -> &str {
        self.ahead(0)
    }

    /// Returns the word so many words ahead.
    pub(super) fn ahead(&self, count: usize) -> &str {
        self.words.get(self.at + count).map_or("", |word| &word.lower)
    }

    /// Returns the next word as it is written.
    pub(super) fn written(&self) -> &'a str {
        self.slice(self.place())
    }

    /// Returns a part of the text.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// Returns where the next word stands; at the end the place after the
    /// last one.
    pub(super) fn place(&self) -> Range<usize> {
        let end = self.words.last().map_or(0, |word| word.range.end);
        self.words.get(self.at).map_or(end..end, |word| word.range.clone())
    }

    /// Returns where the words so far end.
    pub(super) fn end(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.words.get(at));
        last.map_or(0, |word| word.range.end)
    }

    /// Goes to the next word.
    pub(super) fn step(&mut self) {
        self.at += usize::from(!self.is_over());
    }

    /// Goes on if these are the next words.
    pub(super) fn take(&mut self, words: &[&str]) -> bool {
        let fits = (0..).zip(words).all(|(at, word)| self.ahead(at) == *word);
        if fits {
            self.at += words.len();
        }
        fits
    }

    /// Goes on if the next word is one of these.
    pub(super) fn take_any(&mut self, words: &[&str]) -> bool {
        let fits = words.contains(&self.word());
        self.at += usize::from(fits);
        fits
    }

    /// Tells whether all words are read.
    pub(super) fn is_over(&self) -> bool {
        self.words.len() <= self.at
    }

    /// Tells whether a comma comes next.
    pub(super) fn is_comma(&self) -> bool {
        self.word() == ","
    }

    /// Goes to the end of the piece without white space and commas that the
    /// next word begins, and returns where it stands.
    pub(super) fn piece(&mut self) -> Range<usize> {
        let mut place = self.place();
        self.step();
        while matches!(self.slice(place.end..self.place().start), "-" | "_") {
            place.end = self.place().end;
            self.step();
        }
        place
    }

    /// Goes to the next white space, and returns where what stands before it
    /// stands, without a comma at its end.
    pub(super) fn stretch(&mut self) -> Range<usize> {
        let mut place = self.place();
        self.step();
        while !self.is_over() && self.place().start == place.end {
            let is_last = self.is_comma()
                && self.words.get(self.at + 1).is_none_or(|next| next.range.start != place.end + 1);
            if is_last {
                break;
            }
            place.end = self.place().end;
            self.step();
        }
        place
    }

    /// Goes to the next comma or one of the words `ends` says of, and returns
    /// where the words before it stand.
    pub(super) fn until(&mut self, ends: impl Fn(&Cursor<'_>) -> bool) -> Range<usize> {
        let mut place = self.place();
        place.end = place.start;
        while !self.is_over() && !self.is_comma() && !ends(self) {
            place.end = self.place().end;
            self.step();
        }
        place
    }

    /// Makes a problem of the next word, or of the end.
    pub(super) fn expected(&self, what: &str, help: &str) -> BadWhen {
        let place = self.place();
        match self.slice(place.clone()) {
            "" => bad(place, format!("{what} is missing"), help),
            word => bad(place, format!("\"{word}\" is not {what}"), help),
        }
    }
}

/// Adds a word, split at hyphens if it has only letters beside them: zones
/// and days have more.
fn push(text: &str, range: Range<usize>, words: &mut Vec<Word>) {
    let written = text.get(range.clone()).unwrap_or_default();
    let is_join = |c: char| matches!(c, '-' | '_');
    let is_plain = written.chars().all(|c| c.is_alphabetic() || is_join(c));
    let has_parts = written.contains(is_join) && written.contains(char::is_alphabetic);
    if !is_plain || !has_parts {
        if !written.is_empty() {
            words.push(Word { lower: written.to_lowercase(), range });
        }
        return;
    }
    let mut at = range.start;
    for part in written.split(is_join) {
        if !part.is_empty() {
            words.push(Word { range: at..at + part.len(), lower: part.to_lowercase() });
        }
        at += part.len() + 1;
    }
}
