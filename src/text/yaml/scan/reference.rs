//! References and braces in YAML values: `[[...]]` and `{{...}}`.
//!
//! YAML takes the first for a list in a list and the second for a mapping in
//! a mapping. Nobody means that; the scanner reports and masks them.

use crate::base::{Code, Diagnostic, TextRange};
use crate::text::yaml::scan::{Edit, Place, Scanner};

/// Further than this a closing `]]` or `}}` is not looked for.
const MAX_REFERENCE: usize = 512;

impl Scanner<'_, '_> {
    /// Reports `{{...}}` where a value begins.
    pub(super) fn braces(&mut self) -> bool {
        self.braces_from(self.at)
    }

    /// Reports the value that began at `start` and has `{{` here.
    pub(super) fn braces_from(&mut self, start: usize) -> bool {
        let Some(mut end) = self.find(self.at, b"}}") else { return false };
        let colon = self.bytes.get(end) == Some(&b':');
        let key = self.value == Place::Item && colon;
        if self.open.is_empty() && !key {
            end = self.plain_line_end();
        } else if !key {
            end = self.flow_end(end);
        }
        let range = self.trimmed(start, end);
        let text = range.of(self.input.text);
        let span = self.input.span(range);
        let message = "braces open a mapping in YAML";
        let quoted = quote(text);
        let problem = Diagnostic::new(Code::YAML_UNQUOTED_BRACES, span, message);
        self.out
            .push(problem.help(format!("put the value in quotes: `{quoted}`")).fix(span, quoted));
        self.mask(range);
        self.at = range.end as usize;
        self.value_or_key(start);
        true
    }

    /// Finds the end of a value within brackets, behind byte `end`.
    fn flow_end(&self, mut end: usize) -> usize {
        loop {
            match self.bytes.get(end) {
                None | Some(b'\n' | b',' | b']' | b'}') => return end,
                Some(b'{') if self.bytes.get(end + 1) == Some(&b'{') => {
                    match self.find(end, b"}}") {
                        Some(next) => end = next,
                        None => return end,
                    }
                }
                Some(_) => end += 1,
            }
        }
    }

    /// Returns where the value ends that goes on to a comment or the line's end.
    fn plain_line_end(&self) -> usize {
        let end = self.line_end();
        let line = self.bytes.get(self.at..end).unwrap_or_default();
        let comment = line.windows(2).position(|pair| matches!(pair, [b' ' | b'\t', b'#']));
        comment.map_or(end, |n| self.at + n)
    }

    /// Returns the place behind `mark` on this line, if it is near.
    fn find(&self, from: usize, mark: &[u8]) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        let near = rest.get(..MAX_REFERENCE).unwrap_or(rest);
        let line = near.split(|byte| *byte == b'\n').next()?;
        let at = line.windows(mark.len()).position(|part| part == mark)?;
        Some(from + at + mark.len())
    }

    /// Reads `[[name]]`, alone or several with commas, where a value begins.
    pub(super) fn wiki_links(&mut self) -> bool {
        let mut links = Vec::new();
        let mut at = self.at;
        let end = loop {
            let Some(end) = self.wiki_link(at) else { return false };
            links.push(TextRange::new(at, end));
            let next = self.skip_blanks(end);
            match self.bytes.get(next) {
                _ if !self.open.is_empty() => break end,
                Some(b',') => at = self.skip_blanks(next + 1),
                None | Some(b'\n' | b'\r' | b'#') => break end,
                Some(_) => return false,
            }
        };
        let several = 1 < links.len();
        for link in &links {
            self.report_wiki_link(*link);
            self.edits.push(Edit { range: *link, byte: b' ' });
            self.mask(self.inner(*link));
        }
        if let (true, Some(first), Some(last)) = (several, links.first(), links.last()) {
            let byte = |at: u32| TextRange { start: at, end: at + 1 };
            self.edits.push(Edit { range: byte(first.start), byte: b'[' });
            self.edits.push(Edit { range: byte(last.end - 1), byte: b']' });
        }
        self.at = end;
        self.value = Place::After;
        true
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        while matches!(self.bytes.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        at
    }

    /// Returns the end of a `[[name]]` at `at`; a comma makes it a list.
    fn wiki_link(&self, at: usize) -> Option<usize> {
        if self.bytes.get(at..at + 2) != Some(b"[[") {
            return None;
        }
        let end = self.find(at + 2, b"]]")?;
        let inner = self.bytes.get(at + 2..end - 2)?;
        let plain = !inner.iter().any(|byte| b"[],{}".contains(byte));
        (plain && inner.iter().any(|byte| !byte.is_ascii_whitespace())).then_some(end)
    }

    /// Returns the name in `[[name]]`, without spaces and quotes around it.
    fn inner(&self, link: TextRange) -> TextRange {
        let inner = self.trimmed(link.start as usize + 2, link.end as usize - 2);
        match inner.of(self.input.text).as_bytes() {
            [b'"', .., b'"'] | [b'\'', .., b'\''] => {
                TextRange { start: inner.start + 1, end: inner.end - 1 }
            }
            _ => inner,
        }
    }

    fn report_wiki_link(&mut self, link: TextRange) {
        let name = self.inner(link).of(self.input.text);
        let key = self.key.map(|key| key.of(self.input.text)).unwrap_or_default();
        let written = match self.value {
            Place::Value if self.open.is_empty() => format!("{key}: {name}"),
            _ if self.open.is_empty() => format!("- {name}"),
            _ => name.to_owned(),
        };
        let message = format!("a list in a list where {} is expected", expected(key));
        let span = self.input.span(link);
        let problem = Diagnostic::new(Code::YAML_WIKI_LINK, span, message);
        let help = format!("in YAML write the name without brackets: `{written}`");
        self.out.push(problem.help(help).fix(span, name));
    }

    fn mask(&mut self, range: TextRange) {
        self.edits.push(Edit { range, byte: b'x' });
        self.masked.push(range);
    }

    fn trimmed(&self, start: usize, end: usize) -> TextRange {
        let text = self.input.text.get(start..end).unwrap_or_default();
        let start = start + (text.len() - text.trim_start().len());
        TextRange::new(start, start + text.trim().len())
    }
}

/// Returns what the value of a key names.
fn expected(key: &str) -> &'static str {
    match key {
        "owner" | "backup" | "role" | "roles" | "alternate" | "reports_to" | "approved_by" => {
            "a role"
        }
        "team" | "teams" => "a team",
        "service" | "services" => "a service",
        _ => "a name",
    }
}

/// Writes a value in quotes.
pub(in crate::text::yaml) fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}
