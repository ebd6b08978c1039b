//! Words of commands with hyphens, kept on one line.
//!
//! Long commands of a runbook go on in the next line. A browser would also
//! break them behind a hyphen, and then nobody sees whether it belongs there.

use std::borrow::Cow;

/// Longer words may break: they would not fit on a phone.
const LONGEST: usize = 28;

/// Returns coloured code with an element around each word that has a hyphen
/// in it. Options have one already, and values can be long.
pub(super) fn kept_together(html: &str) -> Cow<'_, str> {
    if !html.contains('-') {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let (mut rest, mut passed) = (html, 0_usize);
    while !rest.is_empty() {
        let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if passed == 0 {
            words(text, &mut out)
        } else {
            out.push_str(text)
        }
        let (tag, after) = after.split_at(after.find('>').map_or(after.len(), |at| at + 1));
        let is_own = tag.starts_with("<span class=\"a\"") || tag.starts_with("<var");
        passed = match (tag.starts_with("</"), passed) {
            (true, _) => passed.saturating_sub(1),
            (false, 0) => usize::from(is_own),
            (false, _) => passed + usize::from(!tag.is_empty()),
        };
        out.push_str(tag);
        rest = after;
    }
    Cow::Owned(out)
}

fn words(text: &str, out: &mut String) {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut rest = text;
    while !rest.is_empty() {
        let begin = rest.find(is_word).unwrap_or(rest.len());
        let (before, here) = rest.split_at(begin);
        let length = here.find(|c| !is_word(c)).unwrap_or(here.len());
        let ends = length + usize::from(here.get(length..).is_some_and(|end| end.starts_with('=')));
        let (word, after) = here.split_at(ends);
        out.push_str(before);
        match has_hyphen(word) && word.len() <= LONGEST {
            true => out.extend(["<span class=\"w\">", word, "</span>"]),
            false => out.push_str(word),
        }
        rest = after;
    }
}

/// Tells whether a hyphen stands inside of a word.
fn has_hyphen(word: &str) -> bool {
    word.trim_matches(['-', '.', '=']).contains('-')
}

#[cfg(test)]
mod tests {
    use super::kept_together;

    #[test]
    fn a_word_is_not_broken_at_its_hyphen() {
        for (html, wanted) in [
            ("a custom-columns=N:.a", "a <span class=\"w\">custom-columns=</span>N:.a"),
            ("- x -y z-", "- x -y z-"),
            ("<span class=\"a\">--no-wait</span> a", "<span class=\"a\">--no-wait</span> a"),
            ("<var p=\"a\">a-b</var>-c", "<var p=\"a\">a-b</var>-c"),
            (
                "<span class=\"s\">'a-b'</span>",
                "<span class=\"s\">'<span class=\"w\">a-b</span>'</span>",
            ),
            ("&lt;a-b&gt;", "&lt;<span class=\"w\">a-b</span>&gt;"),
            ("a-very-long-word-that-fits-on-no-phone", "a-very-long-word-that-fits-on-no-phone"),
        ] {
            assert_eq!(kept_together(html), wanted);
        }
    }
}
