//! The parts of a line of a Mermaid flowchart: ids, and words in shapes. What
//! is read is what Mermaid reads.

use std::ops::Range;

/// A part of the text.
pub(super) type Part = Range<usize>;

/// A place in a text that moves on.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// A shape with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shaped {
    pub(super) shape: Shape,
    pub(super) words: Part,
}

/// The shape of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A box of any kind: something that is done.
    Box,
    /// `([...])`, `((...))`, `(((...)))`: where a flow begins or ends.
    Terminal,
    /// `{...}`.
    Question,
    /// `[[...]]`.
    Part,
    /// `[(...)]`, `[/.../]`.
    Record,
    /// `>...]`.
    Flag,
    /// A bar, of `@{shape: fork}`.
    Bar,
}

/// What opens a shape, what closes it, and what it is. Longer ones first.
const SHAPES: &[(&str, &[&str], Shape)] = &[
    ("(((", &[")))"], Shape::Terminal),
    ("((", &["))"], Shape::Terminal),
    ("([", &["])"], Shape::Terminal),
    ("(-", &["-)"], Shape::Box),
    ("(", &[")"], Shape::Box),
    ("[[", &["]]"], Shape::Part),
    ("[(", &[")]"], Shape::Record),
    ("[/", &["/]", "\\]"], Shape::Record),
    ("[\\", &["\\]", "/]"], Shape::Box),
    ("[", &["]"], Shape::Box),
    ("{{", &["}}"], Shape::Box),
    ("{", &["}"], Shape::Question),
    (">", &["]"], Shape::Flag),
];

impl<'a> Scan<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn part(&self, part: &Part) -> &'a str {
        self.text.get(part.clone()).unwrap_or_default()
    }

    /// Moves over a text that stands here.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let is_here = self.rest().starts_with(text);
        if is_here {
            self.at += text.len();
        }
        is_here
    }

    /// Moves over spaces and tabs.
    pub(super) fn skip_blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    }

    /// Moves over white space and line ends.
    pub(super) fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Moves to the end of the line and returns what stood before it.
    pub(super) fn line(&mut self) -> Part {
        let start = self.at;
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        start..start + self.part(&(start..self.at)).trim_end().len()
    }

    /// Moves over a comment, or over settings, `%%{...}%%`, which may have
    /// several lines.
    pub(super) fn comment(&mut self) {
        if self.rest().starts_with("%%{") {
            let end = self.rest().find("}%%").map(|end| end + "}%%".len());
            self.at += end.unwrap_or(self.rest().len());
        } else {
            self.line();
        }
    }

    /// Reads a word of letters, `-` and `_`.
    pub(super) fn word(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    }

    /// Reads the id of a node or a group.
    pub(super) fn id(&mut self) -> Option<Part> {
        let start = self.at;
        let mut letters = self.rest().chars().peekable();
        while let Some(c) = letters.next() {
            let next = letters.peek().copied();
            let is_part = match c {
                '-' => !matches!(next, Some('-' | '.' | '>')),
                '=' => next != Some('='),
                ':' => self.at != start && next.is_some_and(char::is_alphanumeric),
                '&' => self.at != start,
                '_' | '.' | '!' | '#' | '$' | '\'' | '*' | '+' | '?' | '/' | '\\' | '`' => true,
                '%' => next != Some('%'),
                c => c.is_alphanumeric() || (!c.is_ascii() && !c.is_whitespace()),
            };
            if !is_part {
                break;
            }
            self.at += c.len_utf8();
        }
        (start < self.at).then_some(start..self.at)
    }

    /// Reads the shape that stands here, with its words; `Err` if it has no
    /// end.
    pub(super) fn shape(&mut self) -> Result<Option<Shaped>, ()> {
        let start = self.at;
        let opens = |(open, ..): &&(&str, &[&str], Shape)| self.rest().starts_with(open);
        let Some((open, closes, shape)) = SHAPES.iter().find(opens).copied() else {
            return Ok(None);
        };
        self.at += open.len();
        match self.words(open, closes) {
            Some(words) => Ok(Some(Shaped { shape, words })),
            None => {
                self.at = start;
                Err(())
            }
        }
    }

    /// Reads words up to what closes them, and moves over that.
    pub(super) fn words(&mut self, open: &str, closes: &[&str]) -> Option<Part> {
        self.skip_blank();
        if self.rest().starts_with('"') {
            let words = self.quoted()?;
            self.skip_space();
            return closes.iter().any(|close| self.eat(close)).then_some(words);
        }
        let start = self.at;
        // Mermaid wants quotes around brackets; where these are in pairs,
        // nothing else can be meant.
        let (deeper, shallower) = match open {
            "(" => ('(', ')'),
            "{" => ('{', '}'),
            "[" => ('[', ']'),
            _ => ('\0', '\0'),
        };
        let mut depth = 0usize;
        let found = self.rest().char_indices().take_while(|(_, c)| *c != '\n').find(|(at, c)| {
            if *c == deeper {
                depth += 1;
            } else if *c == shallower && 0 < depth {
                depth -= 1;
                return false;
            }
            let here = self.text.get(start + at..).unwrap_or_default();
            depth == 0 && closes.iter().any(|close| here.starts_with(close))
        });
        let (length, _) = found?;
        self.at = start + length;
        closes.iter().any(|close| self.eat(close)).then_some(start..start + length)
    }

    /// Reads a text in quotes, which may have several lines; returns it
    /// without them.
    pub(super) fn quoted(&mut self) -> Option<Part> {
        let inner = self.rest().strip_prefix('"')?;
        let length = inner.find('"')?;
        let start = self.at + 1;
        self.at = start + length + 1;
        Some(start..start + length)
    }
}

/// Returns a part without quotes and the space around it.
pub(super) fn bare(text: &str, part: Part) -> Part {
    let mut part = part;
    for trimmed in [' ', '"', '`', ' '] {
        let own = text.get(part.clone()).unwrap_or_default();
        let start = part.start + (own.len() - own.trim_start_matches(trimmed).len());
        part = start..start + own.trim_matches(trimmed).len();
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_shapes_of_mermaid() {
        for (text, shape) in [
            ("[a b]", Shape::Box),
            ("(a b)", Shape::Box),
            ("([a b])", Shape::Terminal),
            ("((a b))", Shape::Terminal),
            ("(((a b)))", Shape::Terminal),
            ("{a b}", Shape::Question),
            ("{{a b}}", Shape::Box),
            ("[[a b]]", Shape::Part),
            ("[(a b)]", Shape::Record),
            ("[/a b/]", Shape::Record),
            ("[\\a b\\]", Shape::Box),
            ("[/a b\\]", Shape::Record),
            (">a b]", Shape::Flag),
            ("[\"a b\"]", Shape::Box),
            ("[ \"a b\" ]", Shape::Box),
        ] {
            let mut scan = Scan { text, at: 0 };
            let shaped = scan.shape().expect("an end").expect("a shape");
            assert_eq!((shaped.shape, scan.part(&shaped.words), scan.rest()), (shape, "a b", ""));
        }
        let mut scan = Scan { text: "[a (b) [c]]", at: 0 };
        let words = scan.shape().expect("an end").expect("a shape").words;
        assert_eq!(scan.part(&words), "a (b) [c]");
        for text in ["[a\n]", "[\"a]", "([a)"] {
            assert_eq!(Scan { text, at: 0 }.shape(), Err(()), "{text}");
        }
    }

    #[test]
    fn an_id_ends_where_an_arrow_begins() {
        for (text, expected) in [
            ("A-->B", "A"),
            ("a-b-->c", "a-b"),
            ("a.b-.->c", "a.b"),
            ("x==>y", "x"),
            ("n1:::c", "n1"),
            ("大前端 -->", "大前端"),
            ("a/b[x]", "a/b"),
            ("A&B", "A&B"),
        ] {
            let mut scan = Scan { text, at: 0 };
            let id = scan.id().expect("an id");
            assert_eq!(scan.part(&id), expected);
        }
    }
}
