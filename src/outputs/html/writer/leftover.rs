//! Syntax of other tools that reaches the text readers see.
//!
//! This is looked for where text is written, so nothing can reach readers by
//! a way that is not looked at. Code is not text: an example may show it.

use super::Writer;
use crate::base::{Code, TextRange};

impl Writer<'_> {
    /// Reports what looks like an instruction for another tool in a text
    /// that is being written.
    pub(super) fn look_for_leftovers(&mut self, text: &str, range: TextRange) {
        // Nearly all texts end here.
        if !text.bytes().any(|byte| matches!(byte, b':' | b'{' | b'!' | b'[' | b'<' | b'?')) {
            return;
        }
        let Some((at, mark)) = leftover(text, || self.begins_line(range)) else { return };
        let place = match range.len() == text.len() {
            true => TextRange::new(at, at + mark.len()).shifted(range.start),
            false => range,
        };
        let message = format!("`{mark}` reached the text that readers see");
        let help = "write it in Markdown, or as code if readers should see it; `handover import` \
                    rewrites whole sites";
        self.report(Code::LEFTOVER_SYNTAX, place, message, help);
    }

    /// Tells whether a text is the first in its line of the source.
    fn begins_line(&self, range: TextRange) -> bool {
        let before = self.part.document.source.text.get(..range.start as usize);
        let line = before.unwrap_or_default().rsplit('\n').next().unwrap_or_default();
        line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).is_empty()
    }
}

/// Finds the first mark of another tool: `:::`, `{{<`, `{{%`, `{% `, `<%`,
/// `[!word`, and at the start of a line `!!! word`.
fn leftover(text: &str, begins_line: impl Fn() -> bool) -> Option<(usize, &'static str)> {
    let letter = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.trim_start_matches(['-', ' ', '/', '.']).starts_with(char::is_alphabetic)
    };
    let anywhere = ["{{<", "{{%", "{%", "<%=", "<%", "[!"];
    let found = anywhere.into_iter().filter_map(|mark| {
        let at = text.find(mark)?;
        letter(at + mark.len()).then_some((at, mark))
    });
    let colons = text.find(":::").filter(|at| {
        let after = text.get(at + 3..).unwrap_or_default().trim_start_matches(':');
        let begins = text.get(..*at).unwrap_or_default().trim().is_empty() && begins_line();
        begins || after.starts_with(|c: char| c.is_alphabetic())
    });
    let bangs = text.starts_with("!!! ") && letter(4) && begins_line();
    let bangs = bangs.then_some((0, "!!!"));
    let all = found.chain(colons.map(|at| (at, ":::"))).chain(bangs);
    all.min_by_key(|(at, mark)| (*at, std::cmp::Reverse(mark.len())))
}

#[cfg(test)]
mod tests {
    use super::leftover;

    #[test]
    fn finds_what_is_written_for_other_tools_and_nothing_else() {
        for (text, expected) in [
            ("a {{< hint >}}", Some("{{<")),
            ("{{%/* x */%}}", None),
            ("see {% include x %}", Some("{%")),
            ("<%= title %>", Some("<%=")),
            ("[!NOTE] x", Some("[!")),
            (":::image source=1", Some(":::")),
            (":::", Some(":::")),
            ("!!! note", Some("!!!")),
            ("Wow!!! Nice", None),
            ("??? Really", None),
            ("std:: and a::b", None),
            ("100 {%} and [!]", None),
            ("{{ name }} {{x}}", None),
        ] {
            let found = leftover(text, || true).map(|(_, mark)| mark);
            assert_eq!(found, expected, "{text}");
        }
    }
}
