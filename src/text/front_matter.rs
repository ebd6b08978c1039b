//! Where front matter ends and the page begins.
//!
//! Front matter is YAML between a first line `---` and a line `---` or `...`.
//! A page that merely begins with a thematic break has none. What stands
//! between the fences is read by [`crate::text::yaml`].

use crate::base::TextRange;

/// A page cut in two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Split {
    /// The front matter.
    pub front: Front,
    /// The byte the body begins at, behind a byte order mark.
    pub body: u32,
}

/// What stands before the body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Front {
    /// Nothing.
    None,
    /// YAML between two fences; the range is what they enclose.
    Closed(TextRange),
    /// YAML that is never closed; it is taken to end at the first empty line.
    Unclosed {
        /// The fence that opens it.
        fence: TextRange,
        /// The lines up to the first empty one.
        yaml: TextRange,
    },
    /// Front matter in another language (`---toml`, `+++`); the range is its
    /// first line. It is not read, and it is not part of the body.
    Foreign(TextRange),
}

/// Cuts a page into front matter and body.
///
/// Line ends may be `\n` or `\r\n`; a byte order mark and spaces behind a
/// fence do not matter.
pub fn split(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let none = Split { front: Front::None, body: TextRange::new(start, start).start };
    let rest = text.get(start..).unwrap_or_default();
    let Some(first) = rest.split_inclusive('\n').next() else { return none };
    let fence = TextRange::new(start, start + first.trim_end().len());
    let inside = start + first.len();
    match first.trim_end() {
        "---" => yaml(text, fence, inside).unwrap_or(none),
        "+++" => foreign(text, fence, inside, "+++").unwrap_or(none),
        other => match other.strip_prefix("---") {
            Some(name) if name.trim_start().bytes().all(|b| b.is_ascii_alphabetic()) => {
                foreign(text, fence, inside, "---").unwrap_or(none)
            }
            _ => none,
        },
    }
}

fn yaml(text: &str, fence: TextRange, inside: usize) -> Option<Split> {
    let closing = closing(text, inside, |line| line == "---" || line == "...");
    let end = closing.map_or(text.len(), |closing| closing.start as usize);
    let yaml = text.get(inside..end)?;
    let first = yaml.lines().find(|line| !is_silent(line));
    let begins_with_key = first.is_some_and(is_key);
    match closing {
        // With nothing but comments and empty lines there is no first line.
        Some(closing) if begins_with_key || first.is_none() => Some(Split {
            front: Front::Closed(TextRange::new(inside, end)),
            body: behind_line(text, closing),
        }),
        None if begins_with_key && !yaml.lines().next()?.trim().is_empty() => {
            let length: usize = yaml
                .split_inclusive('\n')
                .take_while(|line| !line.trim().is_empty())
                .map(str::len)
                .sum();
            let yaml = TextRange::new(inside, inside + length);
            Some(Split { front: Front::Unclosed { fence, yaml }, body: yaml.end })
        }
        _ => None,
    }
}

fn foreign(text: &str, fence: TextRange, inside: usize, end: &str) -> Option<Split> {
    let closing = closing(text, inside, |line| line == end)?;
    Some(Split { front: Front::Foreign(fence), body: behind_line(text, closing) })
}

/// Finds the first line from byte `from` on that closes.
fn closing(text: &str, from: usize, closes: impl Fn(&str) -> bool) -> Option<TextRange> {
    let mut at = from;
    for line in text.get(from..)?.split_inclusive('\n') {
        let written = line.trim_end();
        if closes(written) {
            return Some(TextRange::new(at, at + written.len()));
        }
        at += line.len();
    }
    None
}

fn behind_line(text: &str, line: TextRange) -> u32 {
    let end = line.end as usize;
    let rest = text.get(end..).unwrap_or_default();
    let length = rest.find('\n').map_or(rest.len(), |at| at + 1);
    TextRange::new(end, end + length).end
}

/// Tells whether YAML reads nothing on a line.
fn is_silent(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// Tells whether a line is meant as `key: value`: few words, then a colon.
fn is_key(line: &str) -> bool {
    let line = line.trim();
    if line.starts_with(['{', '"', '\'', '?']) {
        return line.contains(':');
    }
    let Some((key, rest)) = line.split_once(':') else { return false };
    let starts_value = rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']);
    let words = key.split_whitespace().count();
    let plain = !key.contains(['[', ']', '`', '(', '*', '>', '|', '.']) || !key.contains(' ');
    let tag_or_link = key.starts_with(['[', '*', '|', '>', '-', '+']) || key.contains("](");
    words != 0 && words <= 3 && plain && !tag_or_link && (starts_value || words == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows a split as `front | body`.
    fn show(text: &str) -> String {
        let split = split(text);
        let body = text.get(split.body as usize..).unwrap();
        match split.front {
            Front::None => format!("none | {body}"),
            Front::Closed(yaml) => format!("{} | {body}", yaml.of(text)),
            Front::Unclosed { fence, yaml } => {
                assert_eq!(fence.of(text), "---");
                format!("unclosed {} | {body}", yaml.of(text))
            }
            Front::Foreign(fence) => format!("foreign {} | {body}", fence.of(text)),
        }
    }

    #[test]
    fn finds_the_fences() {
        for (text, wanted) in [
            ("---\na: b\n---\n# T\n", "a: b\n | # T\n"),
            ("\u{feff}---\na: b\n---\n# T", "a: b\n | # T"),
            ("---  \r\na: b\r\n--- \t\r\n# T\r\n", "a: b\r\n | # T\r\n"),
            ("---\na: b\n...\nx", "a: b\n | x"),
            ("---\na: b\n---", "a: b\n | "),
            ("---\n---\nx", " | x"),
            ("---\n\n---\nx", "\n | x"),
            ("---\n# c\n\na: b\n---\nx", "# c\n\na: b\n | x"),
            ("---\na: |\n  ---\n---\nx", "a: |\n  ---\n | x"),
            ("---\nReview every: 6 months\n---\n", "Review every: 6 months\n | "),
            ("---\nms.topic: x\n---\n", "ms.topic: x\n | "),
            ("---\n\ta:b\n---\n", "\ta:b\n | "),
            ("---\n{a: b}\n---\n", "{a: b}\n | "),
            ("---\na: b\n---\n---\nc: d\n---\n", "a: b\n | ---\nc: d\n---\n"),
        ] {
            assert_eq!(show(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn leaves_other_pages_alone() {
        for text in [
            "",
            "# T\n",
            " ---\na: b\n---\n",
            "\n---\na: b\n---\n",
            "---\n\nText.\n\n---\n\nMore.\n",
            "---\nText.\n---\n",
            "---\n# Heading\n\nText\n---\n",
            "---\n\nNote: never closed.\n",
            "---",
            "----\na: b\n---\n",
            "+++\n",
            "---\n[x](https://a.example): y\n---\n",
            "---\nWhen all of this is done: stop.\n---\n",
        ] {
            assert_eq!(show(text), format!("none | {text}"), "{text:?}");
        }
        assert_eq!(show("\u{feff}# T"), "none | # T");
    }

    #[test]
    fn tells_what_is_not_closed_or_not_yaml() {
        assert_eq!(show("---\na: b\nc: d\n\n# T\n"), "unclosed a: b\nc: d\n | \n# T\n");
        assert_eq!(show("---\na: b"), "unclosed a: b | ");
        assert_eq!(show("---js\nx\n---\n# T\n"), "foreign ---js | # T\n");
        assert_eq!(show("+++\nx = 1\n+++\n# T\n"), "foreign +++ | # T\n");
    }
}
