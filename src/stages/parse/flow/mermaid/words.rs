//! The words of a Mermaid flowchart: what it writes with tags, entities and
//! marks, as text. Nothing of it is ever HTML.

use std::borrow::Cow;

use crate::text::html::{self, PieceKind, Treatment, treatment};

/// Before the names of icons of Font Awesome.
const ICONS: &[&str] = &["fa:", "fab:", "fas:", "far:", "fal:", "fad:", "fak:", "fass:"];

/// Returns words as they are read: tags of looks are left out, line breaks
/// are spaces.
pub(super) fn words(written: &str) -> String {
    let written = written.trim();
    let marked = written.strip_prefix('`').and_then(|inner| inner.strip_suffix('`'));
    let text = match marked {
        Some(inner) => Cow::Owned(inner.replace("**", "").replace('*', "")),
        None => Cow::Borrowed(written),
    };
    let text = decoded(&without_tags(&text.replace("\\n", " ")));
    let words = text.split_whitespace().filter(|word| !is_icon(word));
    words.collect::<Vec<_>>().join(" ")
}

fn is_icon(word: &str) -> bool {
    ICONS.iter().any(|set| word.strip_prefix(set).is_some_and(|name| name.starts_with("fa-")))
}

/// Leaves out the tags of elements that HTML has; `<name>` is text.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        match tag(rest) {
            Some((length, is_break)) => {
                out.push_str(if is_break { " " } else { "" });
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                out.push('<');
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

/// Reads a tag: its length, and whether a line ends there.
fn tag(text: &str) -> Option<(usize, bool)> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = inner.get(..end)?.to_ascii_lowercase();
    let rest = inner.get(end..)?;
    let close = rest.find(['<', '>', '\n']).filter(|at| rest.get(*at..).is_some_and(is_close))?;
    let length = text.len() - rest.len() + close + 1;
    match treatment(&name) {
        Treatment::Unknown => None,
        Treatment::Block(_) | Treatment::Void(_) => Some((length, true)),
        _ => Some((length, false)),
    }
}

fn is_close(text: &str) -> bool {
    text.starts_with('>')
}

/// Returns a text without entities. Mermaid writes these with `#`, as in
/// `#quot;`, so that `&` can stand for "and".
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['#', '&']) {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        match entity(rest) {
            Some((length, character)) => {
                out.push_str(&character);
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                out.push_str(rest.get(..1).unwrap_or_default());
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

/// The longest name of an entity that is read.
const LONGEST_NAME: usize = 32;

/// Reads an entity: its length, and what it stands for.
fn entity(text: &str) -> Option<(usize, String)> {
    let name = text.get(1..)?;
    let name = name.strip_prefix('#').unwrap_or(name);
    let end = name.bytes().take(LONGEST_NAME).position(|byte| !byte.is_ascii_alphanumeric())?;
    let name = name.get(..end).filter(|_| name.as_bytes().get(end) == Some(&b';'))?;
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    let length = text.find(';')? + 1;
    let written = match is_number {
        true => format!("&#{name};"),
        false => format!("&{name};"),
    };
    match html::pieces(&written).into_iter().next()?.kind {
        PieceKind::Text(decoded) if !name.is_empty() && decoded != written => {
            Some((length, decoded))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_text() {
        for (written, expected) in [
            ("a<br/>b<br>c<BR />d", "a b c d"),
            ("<b>01</b> · <i style='x'>two</i>", "01 · two"),
            ("List<String> a < b > c", "List<String> a < b > c"),
            (
                "say #quot;yes#quot; #9829; #35;1 &amp; #amp; R&D; #1 &#39;",
                "say \"yes\" ♥ #1 & & R&D; #1 '",
            ),
            ("`The **cat**\n  in *the* hat`", "The cat in the hat"),
            ("fa:fa-car Get it", "Get it"),
            ("one\\ntwo", "one two"),
            ("#lt;script#gt;", "<script>"),
            ("<script>x</script", "x</script"),
            ("#;&;##", "#;&;##"),
        ] {
            assert_eq!(words(written), expected, "{written}");
        }
    }
}
