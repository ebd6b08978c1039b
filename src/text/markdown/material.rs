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

use super::line::{Line, each_line, push_words};

/// Returns what counts of a text in Markdown.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    each_line(text, &mut |line| match line {
        Line::Words(words) => push_words(words, &mut out),
        Line::Opens(words) | Line::Closes(words) => {
            push_words(words, &mut out);
            out.push('\n');
        }
        Line::Code(code) => {
            out.push_str(code);
            out.push('\n');
        }
    });
    out.truncate(out.trim_end().len());
    out
}

/// Returns what counts of a text without code: its words.
pub fn line(text: &str) -> String {
    let mut out = String::new();
    push_words(text, &mut out);
    out
}

/// Returns what counts of code: its lines.
pub fn code(text: &str) -> String {
    text.lines().fold(String::new(), |out, line| out + line.trim_end() + "\n")
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
