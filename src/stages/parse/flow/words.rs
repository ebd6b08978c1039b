//! The words of a node: what they make it, what they are without marks, and
//! the page they name.

use super::piece::Piece;
use crate::domain::diagram::graph::NodeKind;
use crate::model::catalog::loose;
use crate::text::duration::Duration;

/// Words without marks, and the page they name.
pub(super) struct Label<'a> {
    /// As they are shown.
    pub(super) text: String,
    /// What stands in `[[...]]`, without an other text.
    pub(super) name: Option<Piece<'a>>,
}

/// Reads the words of a node.
pub(super) fn label(piece: Piece<'_>) -> Label<'_> {
    let named = || {
        let open = piece.text.find("[[")?;
        let close = open + piece.text.get(open..)?.find("]]")?;
        let inner = piece.part(open + 2, close).trim();
        let (name, shown) = match inner.text.find('|') {
            Some(at) => (inner.part(0, at).trim(), inner.part(at + 1, inner.text.len()).trim()),
            None => (inner, inner),
        };
        let (before, after) = (piece.text.get(..open)?, piece.text.get(close + 2..)?);
        (!name.is_empty()).then(|| (format!("{before}{}{after}", shown.text), name))
    };
    match named() {
        Some((text, name)) => Label { text: plain(&text), name: Some(name) },
        None => Label { text: plain(piece.text), name: None },
    }
}

fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}

/// Returns words as targets are compared: without marks, loosely.
pub(super) fn key(text: &str) -> String {
    loose(&label(Piece::new(text, 0)).text)
}

/// Tells what the words of a node make it.
pub(super) fn kind_of(piece: Piece<'_>) -> NodeKind {
    let words = label(piece).text.to_lowercase();
    let begins = |word: &str| {
        words.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    };
    let waits = |rest: &str| Duration::parse(rest.trim()).is_some();
    match words.as_str() {
        _ if begins("start") => NodeKind::Start,
        _ if begins("end") => NodeKind::End,
        "in parallel" | "in parallel:" => NodeKind::Fork,
        text if text.ends_with('?') => NodeKind::Decision,
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
    }

    #[test]
    fn a_name_may_have_another_text() {
        let read = label(Piece::new("Ask [[desk|the desk]] **now**", 5));
        let name = read.name.expect("a name");
        assert_eq!((&*read.text, name.text, name.range.start), ("Ask the desk now", "desk", 11));
        assert!(label(Piece::new("a ]] b [[ c", 0)).name.is_none());
        assert!(label(Piece::new("[[]]", 0)).name.is_none());
    }
}
