//! A walk through Markdown that knows what is code.
//!
//! It goes from construct to construct: code (fences, indented blocks, spans)
//! and comments pass as a whole, and it stops wherever one of the marks asked
//! for begins in ordinary text. Whoever asked reads the construct and says
//! where to go on. Each byte is looked at a bounded number of times.

use std::collections::HashMap;
use std::ops::Range;

/// What is met on the walk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// Ordinary text.
    Text(Range<usize>),
    /// Code with its fences or backticks.
    Code(Range<usize>),
    /// A comment of HTML.
    Comment(Range<usize>),
    /// One of the marks begins here; go on with [`Walk::seek`].
    Mark(usize),
}

/// A walk through a text.
pub(super) struct Walk<'a> {
    text: &'a str,
    marks: &'a [&'a str],
    at: usize,
    end: usize,
    /// Where runs of backticks begin, by their length.
    runs: HashMap<usize, Vec<usize>>,
    is_in_list: bool,
    has_no_comment_end: bool,
}

impl<'a> Walk<'a> {
    /// Begins a walk through the bytes `range` of `text`.
    pub fn new(text: &'a str, range: Range<usize>, marks: &'a [&'a str]) -> Walk<'a> {
        let mut runs: HashMap<usize, Vec<usize>> = HashMap::new();
        let bytes = text.as_bytes();
        let mut at = range.start;
        while let Some(found) = text.get(at..range.end).and_then(|rest| rest.find('`')) {
            let start = at + found;
            at = start + run_of(bytes, start, b'`');
            runs.entry(at - start).or_default().push(start);
        }
        let (at, end) = (range.start, range.end);
        Walk { text, marks, at, end, runs, is_in_list: false, has_no_comment_end: false }
    }

    /// Goes on at byte `at`.
    pub fn seek(&mut self, at: usize) {
        self.at = at.min(self.end);
    }

    /// Tells whether byte `at` is the first of its line but for white space.
    pub fn is_at_line_start(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        before.trim_end_matches([' ', '\t']).is_empty()
            || before.trim_end_matches([' ', '\t']).ends_with('\n')
    }

    /// Reads the construct at byte `at`: what it is, and where it ends.
    fn construct(&mut self, at: usize) -> Option<(Step, usize)> {
        let bytes = self.text.as_bytes();
        if (at == 0 || bytes.get(at - 1) == Some(&b'\n'))
            && let Some(end) = self.code_block(at)
        {
            return Some((Step::Code(at..end), end));
        }
        let rest = self.text.get(at..self.end)?;
        match bytes.get(at)? {
            b'`' => return self.code_span(at).map(|end| (Step::Code(at..end), end)),
            b'<' if rest.starts_with("<!--") && !self.has_no_comment_end => {
                if let Some(length) = rest.get(4..)?.find("-->") {
                    let end = at + 4 + length + 3;
                    return Some((Step::Comment(at..end), end));
                }
                self.has_no_comment_end = true;
            }
            _ => {}
        }
        let is_mark = self.marks.iter().any(|mark| rest.starts_with(mark));
        is_mark.then_some((Step::Mark(at), at))
    }

    /// Returns the end of the code span that begins at byte `at`, or of the
    /// run of backticks that begins none.
    fn code_span(&self, at: usize) -> Option<usize> {
        let length = run_of(self.text.as_bytes(), at, b'`');
        let starts = self.runs.get(&length)?;
        let next = starts.partition_point(|start| *start <= at);
        let close = *starts.get(next)?;
        let between = self.text.get(at..close)?;
        // A span does not reach over an empty line.
        let is_split = between.contains("\n\n") || between.contains("\n\r\n");
        (!is_split).then_some(close + length)
    }

    /// Returns the end of the fence or indented block that begins with the
    /// line at byte `at`.
    fn code_block(&mut self, at: usize) -> Option<usize> {
        let line = self.line(at);
        let inner = line.trim_start_matches([' ', '\t', '>']);
        let (prefix, _) = line.split_at(line.len() - inner.len());
        let is_after_blank = self.is_after_blank(at);
        let is_item = list_marker(inner).is_some();
        if is_item {
            self.is_in_list = true;
        } else if is_after_blank && !inner.trim().is_empty() && prefix.is_empty() {
            self.is_in_list = false;
        }
        if let Some((mark, run)) = opens_fence(inner) {
            return Some(self.fence_end(at + line.len(), (mark, run), prefix.contains('>')));
        }
        let is_indented = |line: &str| line.starts_with("    ") || line.starts_with('\t');
        if !is_indented(line) || self.is_in_list || !is_after_blank || inner.trim().is_empty() {
            return None;
        }
        let mut end = at;
        let mut next = at;
        while next < self.end {
            let line = self.line(next);
            let is_blank = line.trim().is_empty();
            if !is_blank && !is_indented(line) {
                break;
            }
            next += line.len();
            if !is_blank {
                end = next;
            }
        }
        Some(end)
    }

    fn fence_end(&self, from: usize, (mark, run): (u8, usize), is_quoted: bool) -> usize {
        let mut at = from;
        while at < self.end {
            let line = self.line(at);
            if is_quoted && !line.trim_start().starts_with('>') {
                return at;
            }
            at += line.len();
            let inner = line.trim_start_matches([' ', '\t', '>']);
            let length = run_of(inner.as_bytes(), 0, mark);
            if run <= length && inner.get(length..).is_some_and(|rest| rest.trim().is_empty()) {
                return at;
            }
        }
        self.end
    }

    fn line(&self, at: usize) -> &'a str {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        rest.find('\n').and_then(|end| rest.get(..=end)).unwrap_or(rest)
    }

    fn is_after_blank(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        let Some(before) = before.strip_suffix('\n') else { return true };
        let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
        line.trim_matches([' ', '\t', '>', '\r']).is_empty()
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start;
        while at < self.end {
            if let Some((step, end)) = self.construct(at) {
                if start < at {
                    self.at = at;
                    return Some(Step::Text(start..at));
                }
                self.at = end;
                return Some(step);
            }
            at += match bytes.get(at) {
                // What a backslash escapes begins nothing; it may be a mark.
                Some(b'\\') if bytes.get(at + 1) == Some(&b'`') => 1 + run_of(bytes, at + 1, b'`'),
                // A run that begins no span is passed as a whole.
                Some(b'`') => run_of(bytes, at, b'`'),
                _ => 1,
            };
            while at < self.end && !self.text.is_char_boundary(at) {
                at += 1;
            }
        }
        self.at = self.end;
        (start < self.end).then_some(Step::Text(start..self.end))
    }
}

fn run_of(bytes: &[u8], at: usize, mark: u8) -> usize {
    bytes.iter().skip(at).take_while(|byte| **byte == mark).count()
}

/// Reads the fence a line opens: its character and how many there are.
fn opens_fence(inner: &str) -> Option<(u8, usize)> {
    let inner = list_marker(inner).unwrap_or(inner);
    let mark = inner.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let run = run_of(inner.as_bytes(), 0, mark);
    let info = inner.get(run..).unwrap_or_default();
    (3 <= run && (mark == b'~' || !info.contains('`'))).then_some((mark, run))
}

/// Returns what follows the marker of a list item.
pub(super) fn list_marker(inner: &str) -> Option<&str> {
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = match digits.len() < inner.len() {
        true => digits.strip_prefix(['.', ')'])?,
        false => inner.strip_prefix(['-', '*', '+'])?,
    };
    rest.starts_with([' ', '\t', '\n']).then(|| rest.trim_start_matches([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows a walk: code in angles, comments in parentheses, marks as `@`.
    fn show(text: &str) -> String {
        let mut walk = Walk::new(text, 0..text.len(), &["{{<"]);
        let mut shown = String::new();
        while let Some(step) = walk.next() {
            match step {
                Step::Text(range) => shown.push_str(&text[range]),
                Step::Code(range) => shown.push_str(&format!("⟨{}⟩", &text[range])),
                Step::Comment(range) => shown.push_str(&format!("({})", &text[range])),
                Step::Mark(at) => {
                    shown.push('@');
                    walk.seek(at + 3);
                }
            }
        }
        shown
    }

    #[test]
    fn code_passes_as_a_whole() {
        for (text, wanted) in [
            ("a {{< b `{{<` ``x ` {{<`` c", "a @ b ⟨`{{<`⟩ ⟨``x ` {{<``⟩ c"),
            ("a ` {{< b\n\n`", "a ` @ b\n\n`"),
            ("```sh\n{{<\n```\n{{<", "⟨```sh\n{{<\n```\n⟩@"),
            ("- ~~~\n  {{<\n  ~~~\nx", "⟨- ~~~\n  {{<\n  ~~~\n⟩x"),
            ("> ```\n> {{<\n{{<", "⟨> ```\n> {{<\n⟩@"),
            ("x\n\n    {{<\n\n    y\nz {{<", "x\n\n⟨    {{<\n\n    y\n⟩z @"),
            ("- x\n\n    {{<\n", "- x\n\n    @\n"),
            ("a <!-- {{< --> b \\`{{<\\`", "a (<!-- {{< -->) b \\`@\\`"),
            ("```\n{{<", "⟨```\n{{<⟩"),
            ("<!-- {{<", "<!-- @"),
        ] {
            assert_eq!(show(text), wanted, "{text:?}");
        }
    }
}
