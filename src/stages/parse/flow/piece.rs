//! A piece of a line, with its place in the source.

use crate::base::TextRange;

/// Some text that stands in the source as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::stages::parse) struct Piece<'a> {
    pub(in crate::stages::parse) text: &'a str,
    pub(in crate::stages::parse) range: TextRange,
}

impl<'a> Piece<'a> {
    /// Makes the piece that begins at a byte of the source.
    pub(in crate::stages::parse) fn new(text: &'a str, start: usize) -> Piece<'a> {
        Piece { text, range: TextRange::new(start, start + text.len()) }
    }

    /// Returns the part between two bytes of its text.
    pub(in crate::stages::parse) fn part(self, start: usize, end: usize) -> Piece<'a> {
        let text = self.text.get(start..end).unwrap_or_default();
        Piece::new(text, self.range.start as usize + start)
    }

    pub(in crate::stages::parse) fn trim(self) -> Piece<'a> {
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start, start + self.text.trim().len())
    }

    pub(in crate::stages::parse) fn is_empty(self) -> bool {
        self.text.is_empty()
    }

    /// Tells whether it is a number and nothing else.
    pub(in crate::stages::parse) fn is_number(self) -> bool {
        !self.is_empty() && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Returns what follows a prefix.
    pub(in crate::stages::parse) fn after(self, prefix: &str) -> Option<Piece<'a>> {
        self.text.strip_prefix(prefix)?;
        Some(self.part(prefix.len(), self.text.len()))
    }

    /// Splits at a byte of its text; `length` bytes there are left out.
    pub(in crate::stages::parse) fn split_at(
        self,
        at: usize,
        length: usize,
    ) -> (Piece<'a>, Piece<'a>) {
        (self.part(0, at), self.part(at + length, self.text.len()))
    }

    /// Splits wherever the mark stands outside `[[...]]` and parentheses.
    pub(in crate::stages::parse) fn split(self, mark: &str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for at in outside_all(self.text, mark) {
            pieces.push(self.part(start, at).trim());
            start = at + mark.len();
        }
        pieces.push(self.part(start, self.text.len()).trim());
        pieces
    }
}

/// Finds each place of a mark that does not stand in `[[...]]` nor behind
/// `\`, in one walk.
pub(in crate::stages::parse) fn outside<'t>(
    text: &'t str,
    mark: &'t str,
) -> impl Iterator<Item = usize> + 't {
    let mut at = 0;
    let mut closes = true;
    std::iter::from_fn(move || {
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            if rest.starts_with('\\') {
                let next = rest.chars().nth(1).filter(char::is_ascii_punctuation);
                at += 1 + next.map_or(0, char::len_utf8);
                continue;
            }
            if closes && rest.starts_with("[[") {
                match rest.find("]]") {
                    Some(close) => at += close + 2,
                    None => closes = false,
                }
                continue;
            }
            let here = at;
            if rest.starts_with(mark) {
                at += mark.len();
                return Some(here);
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        None
    })
}

/// Finds each place of a mark that stands neither there nor in parentheses.
pub(in crate::stages::parse) fn outside_all<'t>(
    text: &'t str,
    mark: &'t str,
) -> impl Iterator<Item = usize> + 't {
    let (mut from, mut depth, mut is_escaped) = (0, 0i32, false);
    outside(text, mark).filter(move |at| {
        for byte in text.as_bytes().get(from..*at).unwrap_or_default() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'(' => depth += 1,
                b')' => depth = (depth - 1).max(0),
                _ => {}
            }
        }
        from = *at;
        depth == 0
    })
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
        assert_eq!(Piece::new("ä->->", 0).split("->").len(), 3);
        assert_eq!(Piece::new(r"a \-> b \[[c -> d", 0).split("->").len(), 2);
    }
}
