//! The words of a node: what they make it, what they are without marks, and
//! the page they name.

use super::piece::Piece;
use crate::domain::diagram::graph::NodeKind;
use crate::model::catalog::loose;
use crate::model::flow::jump;
use crate::text::duration::Duration;

/// Words without marks, and the page they name.
pub(super) struct Label<'a> {
    /// As they are shown.
    pub(super) text: String,
    /// What stands in `[[...]]`, without an other text.
    pub(super) name: Option<Piece<'a>>,
    /// What is said of them in parentheses: `(process area)`.
    said: Option<NodeKind>,
}

/// Reads the words of a node.
pub(super) fn label(piece: Piece<'_>) -> Label<'_> {
    let (piece, said) = said(piece);
    let named = || {
        let open = open_bracket(piece.text)?;
        let close = open + piece.text.get(open..)?.find("]]")?;
        let inner = piece.part(open + 2, close).trim();
        let (name, shown) = match inner.text.find('|') {
            Some(at) => (inner.part(0, at).trim(), inner.part(at + 1, inner.text.len()).trim()),
            None => (inner, inner),
        };
        let (before, after) = (piece.text.get(..open)?, piece.text.get(close + 2..)?);
        let text = format!("{}{}{}", plain(before), plain(shown.text), plain(after));
        (!name.is_empty()).then_some((text, name))
    };
    let (text, name) = match named() {
        Some((text, name)) => (text, Some(name)),
        None => (plain(piece.text), None),
    };
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    Label { text, name, said }
}

impl Label<'_> {
    /// Tells whether something is said of the words in parentheses.
    pub(super) fn is_said(&self) -> bool {
        self.said.is_some()
    }
}

/// Takes `(process area)` off the end.
fn said(piece: Piece<'_>) -> (Piece<'_>, Option<NodeKind>) {
    let ends = |(words, kind): &(&str, NodeKind)| {
        let at = piece.text.len().checked_sub(words.len())?;
        let is_it = piece.text.get(at..)?.eq_ignore_ascii_case(words);
        let before = piece.part(0, at).trim();
        (is_it && !before.is_empty()).then_some((before, Some(*kind)))
    };
    jump::KINDS.iter().find_map(ends).unwrap_or((piece, None))
}

/// Finds `[[` that no `\` stands before.
fn open_bracket(text: &str) -> Option<usize> {
    let is_mark = |at: &usize| !text.get(..*at).is_some_and(|before| before.ends_with('\\'));
    text.match_indices("[[").map(|(at, _)| at).find(is_mark)
}

/// Takes marks of Markdown away; `\` makes a mark a character.
pub(in crate::stages::parse) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '\\' if next.is_some_and(|next| next.is_ascii_punctuation()) => {
                out.extend(chars.next());
            }
            '*' if next == Some('*') => drop(chars.next()),
            '`' => {}
            c => out.push(c),
        }
    }
    out
}

/// Returns words as targets are compared: without marks, loosely.
pub(super) fn key(text: &str) -> String {
    loose(&label(Piece::new(text, 0)).text)
}

/// Tells what the words of a node make it.
pub(super) fn kind_of(piece: Piece<'_>) -> NodeKind {
    let label = label(piece);
    if let Some(kind) = label.said {
        return kind;
    }
    let words = label.text.to_lowercase();
    let begins = |word: &str| {
        words.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    let waits = |rest: &str| Duration::parse(rest.trim()).is_some();
    match words.as_str() {
        _ if begins("start") => NodeKind::Start,
        _ if begins("end") => NodeKind::End,
        "in parallel" | "in parallel:" => NodeKind::Fork,
        text if text.ends_with('?') && !piece.text.ends_with("\\?") => NodeKind::Decision,
        text if text.strip_prefix("wait ").is_some_and(waits) => NodeKind::Wait,
        _ => NodeKind::Step,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_a_node_is() {
        let kind = |text| kind_of(Piece::new(text, 0));
        assert_eq!(kind("Start: 20:00 UTC"), NodeKind::Start);
        assert_eq!(kind("Start the engine"), NodeKind::Step);
        assert_eq!(kind("**Is it late?**"), NodeKind::Decision);
        assert_eq!(kind("[[Is it late?]]"), NodeKind::Decision);
        assert_eq!(kind("Wait 10 minutes"), NodeKind::Wait);
        assert_eq!(kind("Wait for the vendor"), NodeKind::Step);
        assert_eq!(kind("IN PARALLEL"), NodeKind::Fork);
        assert_eq!(kind("[[Hire to retire]] (end-to-end process)"), NodeKind::Process);
        assert_eq!(kind("Hire (process area\\)"), NodeKind::Step);
        assert_eq!(kind("Why\\?"), NodeKind::Step);
    }

    #[test]
    fn a_name_may_have_another_text() {
        let read = label(Piece::new("Ask [[desk|the desk]] **now**", 5));
        let name = read.name.expect("a name");
        assert_eq!((&*read.text, name.text, name.range.start), ("Ask the desk now", "desk", 11));
        assert!(label(Piece::new("a ]] b [[ c", 0)).name.is_none());
        assert!(label(Piece::new("[[]]", 0)).name.is_none());
        let text =
            label(Piece::new(r"Ask \@desk \//now \[[x]] 2 * 3 \\\\ C:\temp (document)", 0)).text;
        assert_eq!(text, r"Ask @desk //now [[x]] 2 * 3 \\ C:\temp");
    }
}
