//! The lines of a text as those see them who compare texts: words outside of
//! comments, and code.
//!
//! What [`super::material`] and [`super::meaning`] say of their rules holds
//! here: this knows little Markdown on purpose and must not change.

/// A line of a text.
pub(super) enum Line<'l> {
    /// Its words that stand in no comment, with one space between them.
    Words(&'l str),
    /// The words of a line that opens a code block.
    Opens(&'l str),
    /// A line of code, without the indent of its block.
    Code(&'l str),
    /// A line that closes a code block.
    Closes(&'l str),
}

/// Goes through the lines of a text in Markdown.
pub(super) fn each_line(text: &str, each: &mut dyn FnMut(Line<'_>)) {
    let mut fence: Option<Fence> = None;
    let mut comments = Comments::of(text);
    let mut words = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        match &fence {
            Some(open) if open.closes(line) => {
                each(Line::Closes(line));
                fence = None;
            }
            Some(open) => each(Line::Code(open.code(line))),
            None => {
                let was_comment = comments.open;
                words.clear();
                comments.push_rest(line, start, &mut words);
                fence = Fence::opens(line).filter(|_| !was_comment);
                each(if fence.is_some() { Line::Opens(&words) } else { Line::Words(&words) });
            }
        }
    }
}

/// Writes words with one space between them.
pub(super) fn push_words(text: &str, out: &mut String) {
    for word in text.split_whitespace() {
        if !out.is_empty() && !out.ends_with(['\n', ' ']) {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// A fenced code block that is open.
struct Fence {
    mark: char,
    length: usize,
    indent: usize,
}

impl Fence {
    /// Reads a line that opens a code block.
    fn opens(line: &str) -> Option<Fence> {
        let written = behind_marks(line);
        let mark = written.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let length = written.len() - written.trim_start_matches(mark).len();
        let info = written.get(length..)?;
        let is_inline = mark == '`' && info.contains('`');
        let indent = line.len() - written.len();
        let indent = if line.trim_start().starts_with('>') { 0 } else { indent };
        (3 <= length && !is_inline).then_some(Fence { mark, length, indent })
    }

    fn closes(&self, line: &str) -> bool {
        let written = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let rest = written.trim_start_matches(self.mark);
        rest.is_empty() && self.length <= written.len()
    }

    /// Returns a line of code without the indent of the fence, and without
    /// spaces at its end.
    fn code<'l>(&self, line: &'l str) -> &'l str {
        let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(spaces.min(self.indent)..).unwrap_or_default().trim_end()
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
struct Comments {
    open: bool,
    last_end: Option<usize>,
}

impl Comments {
    fn of(text: &str) -> Comments {
        Comments { open: false, last_end: text.rfind("-->") }
    }

    /// Writes the words of a line, which begins at byte `start`, that stand
    /// in no comment.
    fn push_rest(&mut self, line: &str, start: usize, out: &mut String) {
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
