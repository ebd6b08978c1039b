//! Style sheets: what they say without what they say to their authors.

/// Leaves out comments (CSS Syntax, "Consume comments") and the ends of lines
/// that part nothing, because they stand behind a brace, a semicolon or a
/// comma. Text in quotes stays as it is, and so does a comment that begins with
/// `/*!`, which by custom holds a licence.
pub fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let is_special = |byte: u8| matches!(byte, b'"' | b'\'' | b'/' | b'\\' | b'\n');
    while let Some(at) = rest.bytes().position(is_special) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let length = match here.as_bytes() {
            [b'\n', ..] if out.is_empty() || out.ends_with(['{', '}', ';', ',', '\n']) => {
                rest = here.get(1..).unwrap_or_default();
                continue;
            }
            [b'/', b'*', b'!', ..] => comment(here),
            [b'/', b'*', ..] => {
                rest = here.get(comment(here)..).unwrap_or_default();
                continue;
            }
            [quote @ (b'"' | b'\''), ..] => string(here, *quote),
            [b'\\', ..] => 1 + here.chars().nth(1).map_or(0, char::len_utf8),
            _ => 1,
        };
        let (kept, after) = here.split_at_checked(length).unwrap_or((here, ""));
        out.push_str(kept);
        rest = after;
    }
    out + rest
}

/// Returns the length of the comment a text begins with; one that never ends
/// goes to the end.
fn comment(text: &str) -> usize {
    let body = text.get(2..).unwrap_or_default();
    body.find("*/").map_or(text.len(), |end| end + 4)
}

/// Returns the length of the quoted text a text begins with. A line that ends
/// in it ends it.
fn string(text: &str, quote: u8) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'\n' => return at,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn leaves_out_what_says_nothing() {
        for (css, shown) in [
            ("/* a */\na{b:c}\n\n/* d\n e */\nf{}", "a{b:c}f{}"),
            ("a{b:/* c */d}", "a{b:d}"),
            ("a{content:\"/* no */\"}/* yes */", "a{content:\"/* no */\"}"),
            ("a{content:'\\'/*'}/* yes */b{}", "a{content:'\\'/*'}b{}"),
            ("/*! licence */a{}", "/*! licence */a{}"),
            ("a{} /* never ends", "a{} "),
            ("a{b:url(x/y)}", "a{b:url(x/y)}"),
            ("\\/*é*/", "\\/*é*/"),
            ("\"never ends /* a", "\"never ends /* a"),
            ("'a\n/* b */c", "'a\nc"),
            (
                "a,\nb{\nc:d;\ne:f g\n h\n}\n\n@media x{\nb{}\n}\n",
                "a,b{c:d;e:f g\n h\n}@media x{b{}}",
            ),
            ("a{content:';\\\nb'}\nc d\n e{}", "a{content:';\\\nb'}c d\n e{}"),
        ] {
            assert_eq!(compact(css), shown, "{css}");
        }
    }
}
