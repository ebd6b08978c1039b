//! What counts of a text when it is compared with what was reviewed.
//!
//! Any run of white space is one space, and comments do not count. In a
//! fenced code block lines and indents do count, for there they carry
//! meaning; the indent of the fence itself and spaces at the ends of lines do
//! not. Who wraps lines anew or saves a file with other line ends changes
//! nothing.
//!
//! The rule is line by line and knows little Markdown on purpose: hashes of
//! what it gives stand in the files of authors, and must not depend on what
//! the parser learns.

/// Returns what counts of a text in Markdown.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<Fence> = None;
    let mut comments = Comments::of(text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match &fence {
            Some(open) if open.closes(line) => {
                push_words(line, &mut out);
                out.push('\n');
                fence = None;
            }
            Some(open) => open.push(line, &mut out),
            None => {
                let was_comment = comments.open;
                comments.push_rest(line, start, &mut out);
                fence = Fence::opens(line).filter(|_| !was_comment);
                if fence.is_some() {
                    out.push('\n');
                }
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Returns what counts of a text without code: its words.
pub fn line(text: &str) -> String {
    let mut out = String::new();
    push_words(text, &mut out);
    out
}

pub(super) fn push_words(text: &str, out: &mut String) {
    for word in text.split_whitespace() {
        if !out.is_empty() && !out.ends_with(['\n', ' ']) {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Returns what counts of code: its lines.
pub fn code(text: &str) -> String {
    text.lines().fold(String::new(), |out, line| out + line.trim_end() + "\n")
}

/// A fenced code block that is open.
pub(super) struct Fence {
    mark: char,
    length: usize,
    indent: usize,
}

impl Fence {
    /// Reads a line that opens a code block.
    pub(super) fn opens(line: &str) -> Option<Fence> {
        let written = behind_marks(line);
        let mark = written.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let length = written.len() - written.trim_start_matches(mark).len();
        let info = written.get(length..)?;
        let is_inline = mark == '`' && info.contains('`');
        let indent = line.len() - written.len();
        let indent = if line.trim_start().starts_with('>') { 0 } else { indent };
        (3 <= length && !is_inline).then_some(Fence { mark, length, indent })
    }

    pub(super) fn closes(&self, line: &str) -> bool {
        let written = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let rest = written.trim_start_matches(self.mark);
        rest.is_empty() && self.length <= written.len()
    }

    /// Writes a line of code without the indent of the fence.
    pub(super) fn push(&self, line: &str, out: &mut String) {
        let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
        let code = line.get(spaces.min(self.indent)..).unwrap_or_default();
        out.push_str(code.trim_end());
        out.push('\n');
    }
}

/// Returns a line behind the marks of quotes and list items.
pub(super) fn behind_marks(line: &str) -> &str {
    let mut rest = line.trim_start();
    loop {
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let item = match number.len() < rest.len() {
            true => number.strip_prefix(['.', ')']),
            false => rest.strip_prefix(['-', '*', '+']),
        };
        let item = item.filter(|item| item.starts_with([' ', '\t']));
        match item.or_else(|| rest.strip_prefix('>')) {
            Some(inside) => rest = inside.trim_start(),
            None => return rest,
        }
    }
}

/// Comments of a text, which end before `last_end` or are none.
pub(super) struct Comments {
    open: bool,
    last_end: Option<usize>,
}

impl Comments {
    pub(super) fn of(text: &str) -> Comments {
        Comments { open: false, last_end: text.rfind("-->") }
    }

    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// Writes the words of a line, which begins at byte `start`, that stand
    /// in no comment.
    pub(super) fn push_rest(&mut self, line: &str, start: usize, out: &mut String) {
        let mut at = 0;
        while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
            if self.open {
                let Some(end) = rest.find("-->") else { return };
                at += end + "-->".len();
                self.open = false;
                continue;
            }
            let begins = rest.find("<!--").filter(|begins| {
                self.last_end.is_some_and(|end| start + at + begins + "<!--".len() <= end)
            });
            match begins {
                Some(begins) => {
                    push_words(rest.get(..begins).unwrap_or_default(), out);
                    at += begins + "<!--".len();
                    self.open = true;
                }
                None => {
                    push_words(rest, out);
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_comments_do_not_count() {
        let wanted = "# Title Text of a page. - One - Two";
        for written in [
            "# Title\n\nText of a page.\n\n- One\n- Two\n",
            "# Title\r\n\r\nText of a page.\r\n\r\n- One\r\n- Two\r\n",
            "\n\n# Title  \nText of\na page. <!-- handover allow x: y -->\n\n-   One\n\n-\tTwo",
            "<!-- a\n\n```\n\nb --># Title\n\nText\u{a0}of a page.\n<!---->\n- One\n- Two",
        ] {
            assert_eq!(text(written), wanted, "{written:?}");
        }
        for written in ["<!-- a", "--> <!-- a", "a <!-", "<!-->"] {
            assert_eq!(text(written), written, "what is no comment counts");
        }
    }

    #[test]
    fn lines_and_indents_of_code_count() {
        let wanted = "Run: ```yaml\na:\n  b: 1 <!-- c -->\n\nd: 2\n```\nThen.";
        for written in [
            "Run:\n\n```yaml\na:\n  b: 1 <!-- c -->\n\nd: 2\n```\n\nThen.\n",
            "Run:\r\n\r\n```yaml\r\na:\r\n  b: 1 <!-- c -->  \r\n\r\nd: 2\r\n```\r\nThen.\r\n",
            "  Run:\n  ```yaml\n  a:\n    b: 1 <!-- c -->\n\n  d: 2\n  ```\n  Then.",
        ] {
            assert_eq!(text(written), wanted, "{written:?}");
        }
        assert_ne!(text("```\na\n  b\n```"), text("```\na\nb\n```"));
        assert_ne!(text("```\na\nb\n```"), text("```\na b\n```"));
        assert_eq!(text("`````\n```\n a\n`````\n b"), "`````\n```\n a\n`````\nb");
        assert_eq!(text("```\nnever closed\n  x"), "```\nnever closed\n  x");
        assert_eq!(text("``` a ```\n b"), "``` a ``` b");
        let item = "1. - ```\n     a\n       b\n     ```\nThen\n it";
        assert_eq!(text(item), "1. - ```\na\n  b\n```\nThen it");
        assert_eq!(text("> ```\n> a\n> ```\nb\n c"), "> ```\n> a\n> ```\nb c");
    }
}
