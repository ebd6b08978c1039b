//! A piece of a line, with its place in the source.

use crate::base::TextRange;

/// Some text that stands in the source as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) range: TextRange,
}

impl<'a> Piece<'a> {
    /// Makes the piece that begins at a byte of the source.
    pub(super) fn new(text: &'a str, start: usize) -> Piece<'a> {
        Piece { text, range: TextRange::new(start, start + text.len()) }
    }

    /// Returns the part between two bytes of its text.
    pub(super) fn part(self, start: usize, end: usize) -> Piece<'a> {
        let text = self.text.get(start..end).unwrap_or_default();
        Piece::new(text, self.range.start as usize + start)
    }

    pub(super) fn trim(self) -> Piece<'a> {
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start, start + self.text.trim().len())
    }

    pub(super) fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    /// Returns what follows a prefix.
    pub(super) fn after(self, prefix: &str) -> Option<Piece<'a>> {
        self.text.strip_prefix(prefix)?;
        Some(self.part(prefix.len(), self.text.len()))
    }

    /// Splits at a byte of its text; `length` bytes there are left out.
    pub(super) fn split_at(self, at: usize, length: usize) -> (Piece<'a>, Piece<'a>) {
        (self.part(0, at), self.part(at + length, self.text.len()))
    }

    /// Splits wherever the mark stands outside `[[...]]`.
    pub(super) fn split(self, mark: &str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut rest = self;
        while let Some(at) = find_outside(rest.text, mark) {
            let (first, others) = rest.split_at(at, mark.len());
            pieces.push(first.trim());
            rest = others;
        }
        pieces.push(rest.trim());
        pieces
    }
}

/// Finds a mark that does not stand in `[[...]]`.
pub(super) fn find_outside(text: &str, mark: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let at = rest.find(mark)?;
        match rest.find("[[").filter(|open| *open < at) {
            None => return Some(from + at),
            Some(open) => match rest.get(open..).and_then(|inside| inside.find("]]")) {
                Some(close) => from += open + close + 2,
                None => return Some(from + at),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Piece;

    #[test]
    fn splits_outside_names() {
        let pieces = Piece::new("a -> [[b -> c]] -> d", 10).split("->");
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
        assert_eq!(texts, ["a", "[[b -> c]]", "d"]);
        assert_eq!(pieces[2].range.start, 29);
        assert_eq!(Piece::new("[[a -> b", 0).split("->").len(), 2);
    }
}
