//! Attributes of directives and containers, and the character references in
//! their values.

use std::ops::Range;

use crate::text::html::{self, PieceKind};

/// Reads `name="value"`, `name='value'` and `name=value`; the ranges are
/// bytes of `text`.
pub(super) fn attributes(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| rest.find('=')) {
        let equals = at + step;
        let before = text.get(at..equals).unwrap_or_default().trim_end();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let length = before.len() - before.trim_end_matches(is_name).len();
        let name = before.get(before.len() - length..).unwrap_or_default();
        let rest = text.get(equals + 1..).unwrap_or_default();
        let value = rest.trim_start();
        let start = text.len() - value.len();
        let range = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = value.get(1..).unwrap_or_default();
                start + 1..start + 1 + inner.find(quote).unwrap_or(inner.len())
            }
            _ => start..start + value.find(char::is_whitespace).unwrap_or(value.len()),
        };
        at = (range.end + 1).min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
        if !name.is_empty() {
            found.push((name, range));
        }
    }
    found
}

/// Reads character references; text without them is as it is.
pub(super) fn decoded(text: &str) -> String {
    if !text.contains('&') || text.contains('<') {
        return text.to_string();
    }
    let pieces = html::pieces(text).into_iter();
    let texts = pieces.filter_map(|piece| match piece.kind {
        PieceKind::Text(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::{attributes, decoded};

    #[test]
    fn reads_attributes_with_their_places() {
        let text = ":::image type=\"content\" source='a b.png' border=false alt-text=\"x = y\"";
        let found: Vec<(&str, &str)> =
            attributes(text).into_iter().map(|(name, range)| (name, &text[range])).collect();
        assert_eq!(
            found,
            [
                ("type", "content"),
                ("source", "a b.png"),
                ("border", "false"),
                ("alt-text", "x = y")
            ]
        );
        assert_eq!(attributes("a=\"ü").len(), 1);
        assert_eq!(decoded("A &quot;b&quot; &amp; c"), "A \"b\" & c");
    }
}
