//! What a text says, whatever form it has: for what is drawn from a part of a
//! page, such as a question from a step.
//!
//! Beside white space and comments ([`super::material`]) these do not count:
//! marks of emphasis, code, headings, quotes and list items, the bars and the
//! line of a table, ids in braces, the language and the title of a block of code,
//! and where a link within the site leads. So who numbers a list anew, writes an
//! id down, says in which language a command is or moves a page changes nothing.
//! What stands in code counts letter by letter.
//!
//! As there, the rule knows little Markdown on purpose and must not change:
//! hashes of what it gives stand in the files of authors.

use super::line::{Line, behind_marks, each_line, push_words};

/// Returns what a text in Markdown says.
pub fn meaning(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    each_line(text, &mut |line| match line {
        Line::Words(words) => add(words, &mut run, &mut out),
        Line::Opens(_) => {
            flush(&mut run, &mut out);
            out.push_str("\n\n");
        }
        Line::Code(code) => {
            out.push_str(code);
            out.push('\n');
        }
        Line::Closes(_) => {}
    });
    flush(&mut run, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// Adds a line to those of its paragraph; an empty one ends that.
fn add(words: &str, run: &mut String, out: &mut String) {
    let words = heading(behind_marks(words));
    match words.chars().all(|c| "|-:=*_+ ".contains(c)) {
        true if words.is_empty() => flush(run, out),
        true => {}
        false => {
            run.push_str(words);
            run.push('\n');
        }
    }
}

/// Takes the marks of a heading away, those at its end too.
fn heading(words: &str) -> &str {
    let bare = words.trim_start_matches('#');
    let text = bare.trim();
    let before = text.trim_end_matches('#');
    let is_closed = bare.len() < words.len() && before.ends_with([' ', '\t']);
    if is_closed { before.trim_end() } else { text }
}

/// Writes what some lines without an empty one between them say.
fn flush(run: &mut String, out: &mut String) {
    let mut said = String::with_capacity(run.len());
    let mut spans = Spans { text: run, lacking: 0 };
    let (mut at, mut before) = (0, ' ');
    while let Some(letter) = run.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = run.get(at + letter.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next().unwrap_or(' ');
        let mut taken = letter.len_utf8();
        match letter {
            '\\' if next.is_ascii_punctuation() => {
                said.push(next);
                taken += 1;
            }
            '`' => {
                let (code, length) = spans.code(at);
                said.push_str(code);
                taken = length;
            }
            '[' if next == '[' => taken += name_before_text(rest),
            '*' | '[' => {}
            '_' if !(before.is_alphanumeric() && next.is_alphanumeric()) => {}
            '|' => said.push(' '),
            '{' if next == '#' => match id(rest) {
                Some(length) => taken += length,
                None => said.push(letter),
            },
            ']' if next == '(' => taken += destination(rest, &mut said),
            ']' => {}
            _ => said.push(letter),
        }
        before = letter;
        at += taken;
    }
    push_words(&said, out);
    run.clear();
}

/// Looks for code in a text; a length that closes nothing once need not be
/// looked for again.
struct Spans<'a> {
    text: &'a str,
    /// Bit n: no run of n marks closes what is open here or later.
    lacking: u64,
}

impl<'a> Spans<'a> {
    /// Returns the code that begins at a byte, and how many bytes it takes with
    /// its marks. Marks that close nothing are no text.
    fn code(&mut self, at: usize) -> (&'a str, usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let inside = rest.trim_start_matches('`');
        let length = rest.len() - inside.len();
        let bit = u32::try_from(length).ok().and_then(|length| 1_u64.checked_shl(length));
        let Some(bit) = bit.filter(|bit| self.lacking & bit == 0) else { return ("", length) };
        let mut from = 0;
        while let Some(found) = inside.get(from..).and_then(|rest| rest.find('`')) {
            let start = from + found;
            let marks = inside.get(start..).unwrap_or_default();
            let run = marks.len() - marks.trim_start_matches('`').len();
            if run == length {
                let code = inside.get(..start).unwrap_or_default();
                return (code, length + start + run);
            }
            from = start + run;
        }
        self.lacking |= bit;
        ("", length)
    }
}

/// Returns the length of `[name|` of a link in two brackets that has a text of
/// its own; 0 for another one, whose name is what readers see.
fn name_before_text(rest: &str) -> usize {
    let line = rest.lines().next().unwrap_or_default();
    let inner = line.find("]]").and_then(|end| line.get(..end));
    inner.and_then(|inner| inner.find('|')).map_or(0, |bar| bar + 1)
}

/// Returns the length of `#id}`.
fn id(rest: &str) -> Option<usize> {
    let end = rest.find(|c: char| c == '}' || c.is_whitespace())?;
    rest.get(end..)?.starts_with('}').then_some(end + 1)
}

/// Takes the destination of a link: only one outside the site counts. Returns
/// its length with both brackets.
fn destination(rest: &str, said: &mut String) -> usize {
    let end = rest.find([')', '\n']).unwrap_or(rest.len());
    let destination = rest.get(1..end).unwrap_or_default();
    if destination.contains("://") {
        said.push(' ');
        said.push_str(destination);
    }
    end + usize::from(rest.get(end..).is_some_and(|rest| rest.starts_with(')')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_does_not_count() {
        let wanted = "Hold it Run `a *` no. Wait 5 min, see the charter.";
        let wanted = wanted.replace('`', "");
        for written in [
            "## Hold it {#hold}\n\n1. **Run `a *`** no.\n2. Wait 5 min, see [the charter](c.md).",
            "### Hold it\n> * Run ``a *`` _no_.\n> * Wait\n>   5 min, see [the charter](../b/c.md#x).",
            "Hold it\n===\n\n- __Run `a *`__ no.\n\n<!-- why --> 7) Wait 5 min, see the charter.",
        ] {
            assert_eq!(meaning(written), wanted, "{written:?}");
        }
        let table = "| A | B |\n|---|:-:|\n| x_y | \\*z |";
        assert_eq!(meaning(table), meaning("A | B\n-|-\nx_y|\\*z\n"));
        assert_eq!(meaning(table), "A B x_y *z");
        assert_eq!(meaning("## Hold it ##\n\nC #"), meaning("Hold it\n===\nC #"));
        assert_eq!(meaning("See [[hold-it|Hold it]], [[a\\|b]]."), meaning("See [[Hold it]], b."));
        let bare = meaning("A:\n\n```\na\n```\nB");
        assert_eq!(meaning("A:\n\n~~~sh title=\"b\" {1}\na\n~~~\nB"), bare);
    }

    #[test]
    fn words_code_and_places_outside_count() {
        let differ = [
            ("Wait 5 min.", "Wait 15 min."),
            ("`rm *`", "`rm`"),
            ("[it](https://a.example)", "[it](https://b.example)"),
            ("- [x] Yes", "- [ ] Yes"),
            ("```sh\na\n  b\n```", "```sh\na\nb\n```"),
            ("> [!NOTE]\n> Stop.", "> [!WARNING]\n> Stop."),
            ("~~Stop.~~", "Stop."),
        ];
        for (one, other) in differ {
            assert_ne!(meaning(one), meaning(other));
        }
        assert_eq!(meaning("1. A:\n\n   ```sh\n   a\n     b\n   ```\n\nB"), "A:\n\na\n  b\nB");
        assert_eq!(meaning("10. A:\n\n    ~~~ sh\n    a\n      b\n    ~~~\nB"), "A:\n\na\n  b\nB");
    }

    /// Runs of marks that close nothing are looked for once each.
    #[test]
    fn many_marks_take_little_time() {
        let text = (0..20_000).map(|n| "`".repeat(n % 60 + 1) + "a ").collect::<String>();
        assert!(!meaning(&text).is_empty());
        assert_eq!(meaning("a ` b {#c d](e"), "a b {#c d");
    }
}
