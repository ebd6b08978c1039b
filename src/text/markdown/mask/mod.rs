//! Constructs that Markdown would tear apart, hidden before it is parsed.
//!
//! `:::image alt="a *b*" :::` would become emphasis, a line `:::` a
//! definition, and a comment at the start of a line would make HTML of all
//! that follows it. Each is replaced by something of the same length, so
//! that every offset stays true: marks of containers by a heading or the mark
//! of a list item (see [`super::mark`]), `:::mermaid` and its `:::` by the
//! marks of a fence, the others by a code span; the tree
//! builder looks into the source under it to see what it really is. The inner
//! brackets of `[[1]](address)` become commas, so that it is a link and not a
//! name. A delimiter row that only some tools read becomes one that all read.

mod inline;
mod line;

use std::borrow::Cow;
use std::ops::Range;

use super::delimiter;
use super::flavour::Flavour;
use super::mark::Mark;

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

/// Begins and ends a diagram in a wiki of Azure DevOps.
const COLONS: &str = ":::";

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
    /// Whether a diagram that begins may have an end.
    is_diagram_open: bool,
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
            is_diagram_open: true,
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
                (None, _) if self.diagram(line) => {}
                (None, _) => self.plain_line(line),
            }
        }
        self
    }

    /// Makes a fence of a diagram as Azure DevOps writes it, between lines
    /// `:::mermaid` and `:::`, if one begins here; moves past it.
    fn diagram(&mut self, line: &str) -> bool {
        let indent = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let Some(mark) = line.get(indent..).and_then(|inner| inner.strip_prefix(COLONS)) else {
            return false;
        };
        if !self.is_diagram_open || mark.trim() != "mermaid" {
            return false;
        }
        let mut at = self.at + line.len();
        for next in self.source.get(at..).unwrap_or_default().split_inclusive('\n') {
            let inner = next.trim_start_matches([' ', '\t', '>']);
            if inner.trim_end() == COLONS {
                let (open, close) = (self.at + indent, at + next.len() - inner.len());
                for start in [open, close] {
                    let range = start..start + COLONS.len();
                    self.hidden.push((range, Cover::Text("```".into())));
                }
                self.at = at + next.len();
                return true;
            }
            at += next.len();
        }
        // No later one ends either.
        self.is_diagram_open = false;
        false
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
    fn a_diagram_of_azure_devops_is_a_fence() {
        let source = "a\n\n> :::mermaid\n> A-->B[a *b*]:::c\n> :::\n\n:::\n";
        let masked = hide(source);
        assert_eq!(masked.text.len(), source.len());
        assert!(masked.text.contains("> ```mermaid\n> A-->B[a *b*]:::c\n> ```\n"));
        assert!(!hide(":::mermaid\nA\n").text.contains("```"));
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
