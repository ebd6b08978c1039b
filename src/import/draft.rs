//! A text being rewritten that knows where each of its parts came from, so
//! that whatever is found in it later has a line of the source.

use std::ops::Range;

/// A text made of parts of the source and of new words.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    text: String,
    marks: Vec<Mark>,
    /// The byte at which the last line begins.
    line: usize,
}

/// From byte `at` on the text comes from byte `from` of the source.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    from: usize,
    /// Whether it stands there as in the source, byte for byte.
    is_copy: bool,
}

impl Draft {
    /// Makes a draft of new words for what stands at byte `from`.
    pub fn of(text: impl AsRef<str>, from: usize) -> Draft {
        let mut draft = Draft::default();
        draft.write(text.as_ref(), from);
        draft
    }

    /// Adds a part of the source.
    pub fn copy(&mut self, source: &str, range: Range<usize>) {
        let text = source.get(range.clone()).unwrap_or_default();
        self.push(text, Mark { at: self.text.len(), from: range.start, is_copy: true });
    }

    /// Adds new words for what stands at byte `from` of the source.
    pub fn write(&mut self, text: &str, from: usize) {
        self.push(text, Mark { at: self.text.len(), from, is_copy: false });
    }

    fn push(&mut self, text: &str, mark: Mark) {
        if text.is_empty() {
            return;
        }
        self.marks.push(mark);
        self.add(text);
    }

    fn add(&mut self, text: &str) {
        if let Some(end) = text.rfind('\n') {
            self.line = self.text.len() + end + 1;
        }
        self.text.push_str(text);
    }

    /// Adds another draft.
    pub fn append(&mut self, other: &Draft) {
        let base = self.text.len();
        self.add(&other.text);
        self.marks.extend(other.marks.iter().map(|mark| Mark { at: mark.at + base, ..*mark }));
    }

    /// Adds a part of another draft.
    pub fn append_part(&mut self, other: &Draft, range: Range<usize>) {
        let Some(text) = other.text.get(range.clone()) else { return };
        let first = Mark { at: self.text.len(), ..other.mark(range.start) };
        let inside = |mark: &&Mark| range.start < mark.at && mark.at < range.end;
        let skip = other.marks.partition_point(|mark| mark.at <= range.start);
        let moved = other.marks.iter().skip(skip).take_while(inside);
        let base = self.text.len();
        self.marks.push(first);
        self.marks.extend(moved.map(|mark| Mark { at: mark.at - range.start + base, ..*mark }));
        self.add(text);
    }

    /// The mark that would stand at byte `at`.
    fn mark(&self, at: usize) -> Mark {
        let next = self.marks.partition_point(|mark| mark.at <= at);
        let mark = next.checked_sub(1).and_then(|before| self.marks.get(before));
        match mark {
            Some(mark) if mark.is_copy => {
                Mark { at, from: mark.from + at - mark.at, is_copy: true }
            }
            Some(mark) => Mark { at, ..*mark },
            None => Mark { at, from: 0, is_copy: false },
        }
    }

    /// Returns the byte of the source that byte `at` comes from.
    pub fn origin(&self, at: usize) -> usize {
        self.mark(at).from
    }

    /// Tells whether byte `at` stands there as in the source.
    pub fn is_copy(&self, at: usize) -> bool {
        self.mark(at).is_copy
    }

    /// Returns the text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns what stands on the last line so far.
    pub fn last_line(&self) -> &str {
        self.text.get(self.line..).unwrap_or_default()
    }

    /// Removes everything from byte `at` on.
    pub fn truncate(&mut self, at: usize) {
        self.text.truncate(at);
        self.line = self.text.rfind('\n').map_or(0, |end| end + 1);
        let kept = self.marks.partition_point(|mark| mark.at < at);
        self.marks.truncate(kept);
    }

    /// Returns the draft without empty lines around it and without white
    /// space at its end.
    pub fn trimmed(&self) -> Draft {
        let end = self.text.trim_end().len();
        let mut start = 0;
        while let Some(line) = self.text.get(start..end).and_then(|rest| rest.find('\n')) {
            let blank = self.text.get(start..start + line).is_some_and(|l| l.trim().is_empty());
            if !blank {
                break;
            }
            start += line + 1;
        }
        let mut draft = Draft::default();
        draft.append_part(self, start..end);
        draft
    }

    /// Returns the draft with each line rewritten: `cut` says how many bytes
    /// go from its start, and what comes in their place.
    pub fn lines(&self, mut cut: impl FnMut(usize, &str) -> (usize, String)) -> Draft {
        let mut draft = Draft::default();
        let mut at = 0;
        for (number, line) in self.text.split_inclusive('\n').enumerate() {
            let (gone, prefix) = cut(number, line.trim_end_matches('\n'));
            draft.write(&prefix, self.origin(at));
            draft.append_part(self, at + gone.min(line.len())..at + line.len());
            at += line.len();
        }
        draft
    }
}

#[cfg(test)]
mod tests {
    use super::Draft;

    #[test]
    fn every_byte_knows_where_it_came_from() {
        let source = "one\n  two\nthree";
        let mut draft = Draft::default();
        draft.copy(source, 0..4);
        draft.write("new\n", 4);
        draft.copy(source, 6..15);
        assert_eq!(draft.text(), "one\nnew\ntwo\nthree");
        assert_eq!((draft.origin(1), draft.origin(6), draft.origin(12)), (1, 4, 10));
        let quoted = draft.lines(|_, _| (0, "> ".into()));
        assert_eq!(quoted.text(), "> one\n> new\n> two\n> three");
        let three = quoted.text().find("three").expect("there");
        assert_eq!(quoted.origin(three), 10);
        let mut trimmed = Draft::of("\n \n x\ny \n", 7).trimmed();
        assert_eq!(trimmed.text(), " x\ny");
        trimmed.truncate(2);
        assert_eq!((trimmed.text(), trimmed.last_line(), trimmed.origin(0)), (" x", " x", 7));
    }
}
