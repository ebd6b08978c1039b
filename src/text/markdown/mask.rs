//! Constructs that Markdown would tear apart, hidden before it is parsed.
//!
//! A line `:::image alt="a *b*" :::` would become emphasis, a line `:::` a
//! definition, and a comment at the start of a line would make HTML of all
//! that follows it. Each is replaced by a code span of the same length, so
//! that every offset stays true; the tree builder looks into the source
//! under a code span to see what it really is. The inner brackets of
//! `[[1]](address)` become commas, so that it is a link and not a name.

use std::borrow::Cow;
use std::ops::Range;

/// A text ready to be parsed.
#[derive(Debug)]
pub struct Masked<'a> {
    /// The text, of the same length as the source.
    pub text: Cow<'a, str>,
    /// Where a comment begins that never ends, in bytes of the source. At the
    /// start of a line it hides the rest, and `text` ends there; else it is
    /// shown as text.
    pub unclosed_comment: Option<usize>,
}

/// Hides directives, comments that share a line with text, and brackets that
/// only look like those of a name.
pub fn mask(source: &str) -> Masked<'_> {
    if ![":::", "<!--", "]]("].iter().any(|mark| source.contains(mark)) {
        return Masked { text: Cow::Borrowed(source), unclosed_comment: None };
    }
    let scan = Scan { source, at: 0, hidden: Vec::new(), unclosed_comment: None, cut: None }.run();
    let unclosed_comment = scan.cut.or(scan.unclosed_comment);
    let end = scan.cut.unwrap_or(source.len());
    let source = source.get(..end).unwrap_or(source);
    if scan.hidden.is_empty() {
        return Masked { text: Cow::Borrowed(source), unclosed_comment };
    }
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for range in scan.hidden.iter().filter(|range| range.end <= end) {
        text.push_str(source.get(done..range.start).unwrap_or_default());
        if range.len() == 1 {
            text.push(',');
        } else {
            text.push('`');
            text.extend(std::iter::repeat_n('x', range.len().saturating_sub(2)));
            text.push('`');
        }
        done = range.end;
    }
    text.push_str(source.get(done..).unwrap_or_default());
    Masked { text: Cow::Owned(text), unclosed_comment }
}

fn starts_line(source: &str, at: usize) -> bool {
    let before = source.get(..at).unwrap_or_default();
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    line.trim_start_matches([' ', '>', '-', '*', '+']).is_empty()
}

struct Scan<'a> {
    source: &'a str,
    at: usize,
    hidden: Vec<Range<usize>>,
    unclosed_comment: Option<usize>,
    /// Where such a comment begins a line and hides the rest.
    cut: Option<usize>,
}

impl<'a> Scan<'a> {
    fn run(mut self) -> Scan<'a> {
        let mut fence: Option<(u8, usize)> = None;
        while self.at < self.source.len() && self.cut.is_none() {
            let line = self.line();
            let inner = line.trim_start_matches([' ', '\t', '>']);
            match (fence, fence_mark(inner)) {
                (Some((mark, length)), Some((other, run, rest))) => {
                    if mark == other && length <= run && rest.trim().is_empty() {
                        fence = None;
                    }
                    self.at += line.len();
                }
                (Some(_), None) => self.at += line.len(),
                (None, Some((mark, run, rest))) if mark == b'~' || !rest.contains('`') => {
                    fence = Some((mark, run));
                    self.at += line.len();
                }
                (None, _) => self.plain_line(line),
            }
        }
        self
    }

    fn line(&self) -> &'a str {
        let rest = self.source.get(self.at..).unwrap_or_default();
        rest.find('\n').and_then(|end| rest.get(..=end)).unwrap_or(rest)
    }

    /// Looks for constructs in a line outside fences, and moves past it (or
    /// past the comment that begins in it and ends in another).
    fn plain_line(&mut self, line: &str) {
        let (start, end) = (self.at, self.at + line.trim_end().len());
        let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        self.at += line.len();
        if line.get(indent..).is_some_and(|inner| inner.starts_with(":::")) {
            self.hidden.push(start + indent..end);
            return;
        }
        let mut at = start;
        while at < end {
            let rest = self.source.get(at..end).unwrap_or_default();
            let Some(step) = rest.find(['`', '<', ':', '[']) else { return };
            at += step;
            at = match self.construct(start, at, end) {
                Some(next) => next,
                None => at + 1,
            };
        }
        self.at = self.at.max(at);
    }

    /// Reads the construct at `at` in the line `start..end` and returns
    /// where it ends; `None` if there is none.
    fn construct(&mut self, start: usize, at: usize, end: usize) -> Option<usize> {
        let rest = self.source.get(at..)?;
        if rest.starts_with('`') {
            return code_span_end(rest).map(|length| at + length);
        }
        if rest.starts_with("[[") {
            let length = linked_brackets(self.source.get(at..end)?)?;
            self.hidden.push(at + 1..at + 2);
            self.hidden.push(at + length - 2..at + length - 1);
            return Some(at + length);
        }
        if rest.starts_with(":::image ") {
            let length = self.source.get(at + 3..end)?.find(":::").map_or(end - at, |to| to + 6);
            self.hidden.push(at..at + length);
            return Some(at + length);
        }
        let comment = rest.strip_prefix("<!--")?;
        // After one comment without an end there is no end for another.
        let length = match self.unclosed_comment {
            Some(_) => None,
            None if comment.starts_with('>') => Some(1),
            None if comment.starts_with("->") => Some(2),
            None => comment.find("-->").map(|at| at + 3),
        };
        let Some(length) = length else {
            self.unclosed_comment = self.unclosed_comment.or(Some(at));
            self.cut = Some(at).filter(|at| starts_line(self.source, *at));
            return Some(if self.cut.is_some() { self.source.len() } else { at + 4 });
        };
        let close = at + 4 + length;
        let before = self.source.get(start..at).unwrap_or_default();
        let after = self.source.get(close..end).unwrap_or_default();
        let alone = is_marker(before) && after.trim().is_empty();
        if close <= end && !alone {
            self.hidden.push(at..close);
        }
        Some(close)
    }
}

/// Returns the length of `[[text]]` at the start of a line's rest if an
/// address in parentheses follows it at once.
fn linked_brackets(text: &str) -> Option<usize> {
    let length = text.find("]]")? + 2;
    let address = text.get(length..)?.strip_prefix('(')?;
    let address = address.get(..address.find(')')?)?.trim();
    let is_address =
        !address.is_empty() && (!address.contains(' ') || address.contains(['<', '"']));
    let inside = text.get(2..length - 2)?;
    (is_address && !inside.is_empty() && !inside.contains(['[', '`'])).then_some(length)
}

/// Tells whether a line's beginning holds nothing but list and quote marks.
fn is_marker(text: &str) -> bool {
    text.trim().is_empty()
}

/// Returns the length of the code span at the start of `text`, if it ends
/// before the next empty line.
fn code_span_end(text: &str) -> Option<usize> {
    let run = text.len() - text.trim_start_matches('`').len();
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let mut at = run;
    while let Some(step) = text.get(at..paragraph)?.find('`') {
        let rest = text.get(at + step..)?;
        let length = rest.len() - rest.trim_start_matches('`').len();
        at += step + length;
        if length == run {
            return Some(at);
        }
    }
    // An unmatched run is text.
    Some(run)
}

/// Reads a fence mark at the start of a line without its indent: the
/// character, how many there are, and what follows.
fn fence_mark(line: &str) -> Option<(u8, usize, &str)> {
    let line = strip_list_marker(line);
    let mark = line.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let rest = line.trim_start_matches(mark as char);
    let run = line.len() - rest.len();
    (3 <= run).then_some((mark, run, rest))
}

/// A fence may begin in the line of a list item: "1. ```sh".
fn strip_list_marker(line: &str) -> &str {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let ordered = digits.len() < line.len();
    let rest = match ordered {
        true => digits.strip_prefix(['.', ')']),
        false => line.strip_prefix(['-', '*', '+']),
    };
    match rest {
        Some(rest) if rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn hides_directives_and_keeps_lengths() {
        let source = "a\n\n:::image source=\"x*y*\" :::\n  ::: zone-end\n";
        let masked = mask(source);
        assert_eq!(masked.text.len(), source.len());
        assert!(!masked.text.contains(":::"));
    }

    #[test]
    fn leaves_code_alone() {
        for source in ["`<!-- x -->` y", "```\n:::\n<!-- x\n```\n", "- ~~~\n  :::\n  ~~~\n"] {
            assert_eq!(mask(source).text, source);
            assert_eq!(mask(source).unclosed_comment, None);
        }
    }

    #[test]
    fn hides_comments_beside_text_only() {
        assert_eq!(mask("- <!-- a --> b").text, "- `xxxxxxxx` b");
        assert_eq!(mask("<!-- a -->\nb").text, "<!-- a -->\nb");
        assert_eq!(mask("b\n\n<!-- a\n\n:::\n-->\nc").text, "b\n\n<!-- a\n\n:::\n-->\nc");
    }

    #[test]
    fn a_link_in_brackets_is_no_name() {
        assert_eq!(mask("[[1]](a.md) [[b]] `[[1]](c)`").text, "[,1,](a.md) [[b]] `[[1]](c)`");
        for source in ["[[a]](not an address)", "[[a]] (b)", "[[]](c)", "[[a]][b]"] {
            assert_eq!(mask(source).text, source);
        }
    }

    #[test]
    fn finds_comments_without_an_end() {
        let masked = mask("a\n<!-- b\n\n# c\n");
        assert_eq!((masked.unclosed_comment, &*masked.text), (Some(2), "a\n"));
        let masked = mask("a <!-- b\n\n# c\n");
        assert_eq!((masked.unclosed_comment, masked.text.contains("# c")), (Some(2), true));
        let masked = mask("a <!-- b\n[[1]](c)\n<!-- d\ne");
        assert_eq!((masked.unclosed_comment, &*masked.text), (Some(18), "a <!-- b\n[,1,](c)\n"));
    }
}
