//! Constructs that Markdown would tear apart, hidden before it is parsed.
//!
//! `:::image alt="a *b*" :::` would become emphasis, a line `:::` a
//! definition, and a comment at the start of a line would make HTML of all
//! that follows it. Each is replaced by something of the same length, so
//! that every offset stays true: marks of containers by a heading or the mark
//! of a list item (see [`super::mark`]), the others by a code span; the tree
//! builder looks into the source under it to see what it really is. The inner
//! brackets of `[[1]](address)` become commas, so that it is a link and not a
//! name. A delimiter row that only some tools read becomes one that all read.

use std::borrow::Cow;
use std::ops::Range;

use super::delimiter;
use super::flavour::Flavour;
use super::mark::{self, LEAVES, Line, Mark};

/// A text ready to be parsed.
#[derive(Debug)]
pub struct Masked<'a> {
    /// The text, of the same length as the source.
    pub text: Cow<'a, str>,
    /// Where a comment begins that never ends, in bytes of the source. At the
    /// start of a line it hides the rest, and `text` ends there; else it is
    /// shown as text.
    pub unclosed_comment: Option<usize>,
    /// Marks of containers, in order.
    pub marks: Vec<Mark>,
    /// MkDocs' abbreviations: the short form and the long one.
    pub abbreviations: Vec<(Range<usize>, Range<usize>)>,
    /// Delimiter rows that only some tools read, with the row in `text`.
    pub loose_rows: Vec<(Range<usize>, String)>,
}

/// What something is replaced by.
#[derive(Debug)]
enum Cover {
    /// A code span.
    Code,
    /// One character that means nothing.
    Comma,
    /// A text of the same length.
    Text(String),
}

/// A directive that is longer, in bytes, is taken to be never closed.
const LONGEST_DIRECTIVE: usize = 4096;

/// Constructs a text without any of these does not hold.
const SIGNS: &[&str] = &[":::", "<!--", "]](", "!!!", "???", "===", "///", "-8<-", "*["];

/// Hides directives, comments that share a line with text, and brackets that
/// only look like those of a name.
pub fn mask(source: &str, flavour: Flavour) -> Masked<'_> {
    if !SIGNS.iter().any(|sign| source.contains(sign)) && !delimiter::is_possible(source) {
        return unmasked(source, None);
    }
    let scan = Scan::new(source, flavour).run();
    let unclosed_comment = scan.cut.or(scan.unclosed_comment);
    let end = scan.cut.unwrap_or(source.len());
    let source = source.get(..end).unwrap_or(source);
    if scan.hidden.is_empty() {
        return unmasked(source, unclosed_comment);
    }
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for (range, cover) in scan.hidden.iter().filter(|(range, _)| range.end <= end) {
        text.push_str(source.get(done..range.start).unwrap_or_default());
        match cover {
            Cover::Comma => text.push(','),
            Cover::Text(cover) => text.push_str(cover),
            Cover::Code => {
                text.push('`');
                text.extend(std::iter::repeat_n('x', range.len().saturating_sub(2)));
                text.push('`');
            }
        }
        done = range.end;
    }
    text.push_str(source.get(done..).unwrap_or_default());
    let marks = scan.marks.into_iter().filter(|mark| mark.range.end <= end).collect();
    let (abbreviations, loose_rows) = (scan.abbreviations, scan.loose_rows);
    Masked { text: Cow::Owned(text), unclosed_comment, marks, abbreviations, loose_rows }
}

fn unmasked(source: &str, unclosed_comment: Option<usize>) -> Masked<'_> {
    let (marks, abbreviations, loose_rows) = (Vec::new(), Vec::new(), Vec::new());
    let text = Cow::Borrowed(source);
    Masked { text, unclosed_comment, marks, abbreviations, loose_rows }
}

fn starts_line(source: &str, at: usize) -> bool {
    let before = source.get(..at).unwrap_or_default();
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    line.trim_start_matches([' ', '>', '-', '*', '+']).is_empty()
}

struct Scan<'a> {
    source: &'a str,
    flavour: Flavour,
    at: usize,
    hidden: Vec<(Range<usize>, Cover)>,
    marks: Vec<Mark>,
    abbreviations: Vec<(Range<usize>, Range<usize>)>,
    /// Those hidden that are delimiter rows, with what stands for each.
    loose_rows: Vec<(Range<usize>, String)>,
    unclosed_comment: Option<usize>,
    /// Where such a comment begins a line and hides the rest.
    cut: Option<usize>,
}

impl<'a> Scan<'a> {
    fn new(source: &'a str, flavour: Flavour) -> Scan<'a> {
        Scan {
            source,
            flavour,
            at: 0,
            hidden: Vec::new(),
            marks: Vec::new(),
            abbreviations: Vec::new(),
            loose_rows: Vec::new(),
            unclosed_comment: None,
            cut: None,
        }
    }

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
        if self.mark(start, indent, end) || self.loose_row(start + indent..end) {
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

    /// Hides what stands alone on the line `start..end` from its byte
    /// `indent` on; tells whether there is something.
    fn mark(&mut self, start: usize, indent: usize, end: usize) -> bool {
        let text = self.source.get(start + indent..end).unwrap_or_default();
        if !text.starts_with([':', '!', '?', '=', '/', '-', '*', ';']) {
            return false;
        }
        if text.starts_with("*[") {
            return self.abbreviation(start + indent, text);
        }
        if is_snippet(text) && self.flavour == Flavour::MkDocs {
            self.hidden.push((start + indent..end, Cover::Code));
            return true;
        }
        let deeper = self.next_indent().saturating_sub(indent);
        let line = Line { text, start: start + indent, deeper };
        let Some(mark) = mark::read(line, self.flavour) else { return self.leaf(start, indent) };
        let cover = mark::cover(&mark, text, deeper);
        self.hidden.push((mark.range.clone(), Cover::Text(cover)));
        self.marks.push(mark);
        true
    }

    /// Hides `*[short]: long`.
    fn abbreviation(&mut self, start: usize, text: &str) -> bool {
        let Some(close) = text.find("]:").filter(|close| 2 < *close) else { return false };
        if self.flavour != Flavour::MkDocs {
            return false;
        }
        let end = start + text.len();
        self.abbreviations.push((start + 2..start + close, start + close + 2..end));
        self.hidden.push((start..end, Cover::Text(" ".repeat(text.len()))));
        true
    }

    /// Hides a directive without content that begins a line. It may go on
    /// over lines with text and ends at the first `:::`, or with its line.
    fn leaf(&mut self, start: usize, indent: usize) -> bool {
        let rest = self.source.get(start + indent..).unwrap_or_default();
        let Some(name) = rest.strip_prefix(":::") else { return false };
        if !LEAVES.iter().any(|leaf| name.starts_with(leaf)) {
            return false;
        }
        let near = rest.get(..rest.floor_char_boundary(LONGEST_DIRECTIVE)).unwrap_or_default();
        let paragraph = near.find("\n\n").unwrap_or(near.len());
        let line = rest.find('\n').unwrap_or(rest.len());
        let close = rest.get(3..paragraph).and_then(|rest| rest.find(":::"));
        let length =
            close.map_or(rest.get(..line).unwrap_or_default().trim_end().len(), |at| at + 6);
        self.hidden.push((start + indent..start + indent + length, Cover::Code));
        let end = start + indent + length;
        if self.at < end {
            let rest = self.source.get(end..).unwrap_or_default();
            self.at = end + rest.find('\n').map_or(rest.len(), |at| at + 1);
        }
        true
    }

    /// Returns how far the next line with text is indented; 0 at the end.
    fn next_indent(&self) -> usize {
        let rest = self.source.get(self.at..).unwrap_or_default();
        for line in rest.lines() {
            let inner = line.trim_start_matches([' ', '>']);
            if !inner.trim().is_empty() {
                return line.len() - inner.len();
            }
        }
        0
    }

    /// Hides a line that is a delimiter row only some tools read.
    fn loose_row(&mut self, range: Range<usize>) -> bool {
        let row = self.source.get(range.clone()).unwrap_or_default();
        if !row.starts_with(['|', ':', '-']) || !row.contains('|') {
            return false;
        }
        let before = self.source.get(..range.start).unwrap_or_default();
        let above = before.rsplit('\n').nth(1).unwrap_or_default();
        let header = strip_list_marker(above.trim_start_matches([' ', '\t', '>']));
        let Some(repaired) = delimiter::repaired(row, header) else { return false };
        self.hidden.push((range.clone(), Cover::Text(repaired.clone())));
        self.loose_rows.push((range, repaired));
        true
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
            self.hidden.push((at + 1..at + 2, Cover::Comma));
            self.hidden.push((at + length - 2..at + length - 1, Cover::Comma));
            return Some(at + length);
        }
        if let Some(name) = rest.strip_prefix(":::")
            && LEAVES.iter().any(|leaf| name.starts_with(leaf))
        {
            let length = self.source.get(at + 3..end)?.find(":::").map_or(end - at, |to| to + 6);
            self.hidden.push((at..at + length, Cover::Code));
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
            self.hidden.push((at..close, Cover::Code));
        }
        Some(close)
    }
}

/// Tells whether a line is `--8<-- "file"` or another form of it.
fn is_snippet(line: &str) -> bool {
    let inner = line.trim_start_matches('-');
    let dashes = line.len() - inner.len();
    let after = inner.strip_prefix("8<").map(|rest| rest.trim_start_matches('-'));
    (1..=6).contains(&dashes)
        && after.is_some_and(|rest| rest.trim_start().starts_with(['"', '\'']))
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
    use super::super::flavour::Flavour;
    use super::{Masked, mask};

    fn hide(source: &str) -> Masked<'_> {
        mask(source, Flavour::GitHub)
    }

    #[test]
    fn hides_directives_and_keeps_lengths() {
        let source = "a\n\n:::image source=\"x*y*\" :::\n  ::: zone-end\n";
        let masked = hide(source);
        assert_eq!(masked.text.len(), source.len());
        assert!(!masked.text.contains(":::"));
    }

    #[test]
    fn leaves_code_alone() {
        for source in ["`<!-- x -->` y", "```\n:::\n<!-- x\n```\n", "- ~~~\n  :::\n  ~~~\n"] {
            assert_eq!(hide(source).text, source);
            assert_eq!(hide(source).unclosed_comment, None);
        }
    }

    #[test]
    fn hides_comments_beside_text_only() {
        assert_eq!(hide("- <!-- a --> b").text, "- `xxxxxxxx` b");
        assert_eq!(hide("<!-- a -->\nb").text, "<!-- a -->\nb");
        assert_eq!(hide("b\n\n<!-- a\n\n:::\n-->\nc").text, "b\n\n<!-- a\n\n:::\n-->\nc");
    }

    #[test]
    fn a_link_in_brackets_is_no_name() {
        assert_eq!(hide("[[1]](a.md) [[b]] `[[1]](c)`").text, "[,1,](a.md) [[b]] `[[1]](c)`");
        for source in ["[[a]](not an address)", "[[a]] (b)", "[[]](c)", "[[a]][b]"] {
            assert_eq!(hide(source).text, source);
        }
    }

    #[test]
    fn a_loose_delimiter_row_is_one_for_all() {
        let masked = hide("> | a | b |\n> |: --: |--|\n> | c | d |\n");
        assert_eq!(masked.text, "> | a | b |\n> | :--: |--|\n> | c | d |\n");
        assert_eq!(masked.loose_rows, [(14..25, "| :--: |--|".into())]);
        for source in ["```\n| a |\n|: -|\n```", "<!--\n| a |\n|: -|\n-->", "| a |\n\n|: -|"] {
            assert_eq!(hide(source).text, source);
        }
    }

    #[test]
    fn finds_comments_without_an_end() {
        let masked = hide("a\n<!-- b\n\n# c\n");
        assert_eq!((masked.unclosed_comment, &*masked.text), (Some(2), "a\n"));
        let masked = hide("a <!-- b\n\n# c\n");
        assert_eq!((masked.unclosed_comment, masked.text.contains("# c")), (Some(2), true));
        let masked = hide("a <!-- b\n[[1]](c)\n<!-- d\ne");
        assert_eq!((masked.unclosed_comment, &*masked.text), (Some(18), "a <!-- b\n[,1,](c)\n"));
    }
}
