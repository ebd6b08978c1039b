//! Addresses in Markdown and in its HTML, found and rewritten outside code.

use std::ops::Range;

use super::draft::Draft;
use super::walk::{Step, Walk};

/// An address or label longer than this is none.
const LONGEST: usize = 2048;

const MARKS: &[&str] = &["](", "]:", "href=", "src="];

/// Rewrites the addresses of a text. `new` is given each with the byte of the
/// source it comes from, and says what to write instead, if anything. An
/// address that was written by the import is right already.
pub(super) fn rewrite(draft: &Draft, new: &mut dyn FnMut(&str, usize) -> Option<String>) -> Draft {
    let text = draft.text();
    let mut out = Draft::default();
    let mut done = 0;
    let mut walk = Walk::new(text, 0..text.len(), MARKS);
    while let Some(step) = walk.next() {
        let Step::Mark(at) = step else { continue };
        let Some(range) = destination(text, at) else {
            walk.seek(at + 2);
            continue;
        };
        walk.seek(range.end);
        let written = text.get(range.clone()).unwrap_or_default();
        let from = draft.origin(range.start);
        if !draft.is_copy(range.start) {
            continue;
        }
        if let Some(address) = new(written, from) {
            out.append_part(draft, done..range.start);
            out.write(&address, from);
            done = range.end;
        }
    }
    out.append_part(draft, done..text.len());
    out
}

/// Finds the address of the link, definition or attribute whose mark is at
/// byte `at`.
fn destination(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    if rest.starts_with("](") {
        return inline(text, at + 2);
    }
    if rest.starts_with("]:") {
        let before = text.get(boundary(text, at.saturating_sub(LONGEST))..at)?;
        let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
        let label = line.trim_start_matches([' ', '>']).strip_prefix('[')?;
        // A footnote's definition has no address.
        let is_definition = !label.starts_with('^') && !label.contains(']');
        return is_definition.then(|| inline(text, at + 2)).flatten();
    }
    let name = rest.find('=')? + 1;
    let quote = rest.get(name..)?.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let is_attribute = text.get(..at)?.ends_with([' ', '\n', '\t']);
    let start = at + name + 1;
    let length = piece(text, start)?.find([quote, '>', '\n'])?;
    (is_attribute && text.get(start + length..)?.starts_with(quote))
        .then_some(start..start + length)
}

/// Finds an address that begins at or after byte `from`: in angle brackets,
/// or up to a space or the closing parenthesis.
fn inline(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = piece(text, from)?;
    let start = from + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let rest = piece(text, start)?;
    if let Some(inside) = rest.strip_prefix('<') {
        let length = inside.find(['<', '>', '\n'])?;
        return inside.get(length..)?.starts_with('>').then_some(start + 1..start + 1 + length);
    }
    let mut depth = 0usize;
    let mut end = rest.len();
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => end = at,
            b')' => depth -= 1,
            b'`' => return None,
            byte if byte <= b' ' => end = at,
            _ => {}
        }
        if end == at {
            break;
        }
    }
    (0 < end).then_some(start..start + end)
}

/// Returns the text from a byte on, as far as an address can reach.
fn piece(text: &str, from: usize) -> Option<&str> {
    text.get(from..boundary(text, from + LONGEST))
}

/// Returns the start of the character at a byte.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_addresses_outside_code() {
        let source =
            "[a](b \"t\") ![c](<d e>) [f](g(h)i)\n[j]: k\n[^l]: m\n<img src=\"n\"> `[o](p)`\n";
        let mut seen = Vec::new();
        let mut draft = Draft::default();
        draft.copy(source, 0..source.len());
        let out = rewrite(&draft, &mut |address, _| {
            seen.push(address.to_string());
            Some(address.to_uppercase())
        });
        assert_eq!(seen, ["b", "d e", "g(h)i", "k", "n"]);
        let wanted =
            "[a](B \"t\") ![c](<D E>) [f](G(H)I)\n[j]: K\n[^l]: m\n<img src=\"N\"> `[o](p)`\n";
        assert_eq!(out.text(), wanted);
    }
}
