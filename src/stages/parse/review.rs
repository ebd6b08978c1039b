//! Reads what front matter says of reviews: `reviewed` and `review_every`.

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::front::Located;
use crate::model::material::TextHash;
use crate::model::review::{Cycle, Review};
use crate::model::source::Source;
use crate::text::data::Node;
use crate::text::fields::{self, Fields};

/// The field of a review.
pub(super) const KEY: &str = "reviewed";
/// Keys of other tools that name the day of a review.
const OTHERS: &[&str] = &["last_reviewed_on", "ms.date"];

/// Lets the day be written as other tools do. Where a page says
/// `reviewed` itself, the keys of other tools beside it are theirs alone.
pub(super) fn synonyms(fields: &mut Fields<'_, '_>, node: &Node) {
    let mut keys = node.as_map().unwrap_or_default().iter();
    if keys.any(|entry| fields::is_same_key(KEY, &entry.key.text) && !entry.value.is_null()) {
        for key in OTHERS {
            fields.node(key);
        }
    } else {
        fields.synonyms(KEY, OTHERS);
    }
}

/// Reads how often a page must be reviewed.
pub(super) fn cycle(fields: &mut Fields<'_, '_>) -> Option<Cycle> {
    let every = fields.duration("review_every")?;
    Some(Cycle { every: every.value, range: every.range })
}

/// Reads `reviewed: DATE` or `reviewed: {on, by, hash, from}`.
pub(super) fn review(
    source: &Source,
    fields: &mut Fields<'_, '_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Review> {
    let Some(node) = fields.node("reviewed").filter(|node| node.as_map().is_some()) else {
        let day = fields.date("reviewed")?;
        let (on, on_range) = (day.value, day.range);
        return Some(Review { on, on_range, by: None, hash: None, from: Box::default() });
    };
    let mut problems = Vec::new();
    let mut record = Fields::new(source.file, "a review", node, found);
    let is_written = record.node("on").is_some();
    let day = record.date("on");
    let by = Located::from_field(record.text("by"));
    let hash = record.text("hash").and_then(|hash| {
        let value = text_hash(source, "hash", (&hash.value, hash.range), &mut problems)?;
        Some((value, hash.range))
    });
    let from = record.node("from").map(|node| from(source, node, &mut problems));
    record.finish(&|_| false);
    if !is_written {
        let message = "a review needs its day";
        let span = Span::new(source.file, node.range);
        found.push(
            Diagnostic::new(Code::WRONG_TYPE, span, message)
                .help("write for example `on: 2026-11-02`"),
        );
    }
    found.extend(problems);
    let day = day?;
    let (on, on_range) = (day.value, day.range);
    Some(Review { on, on_range, by, hash, from: from.unwrap_or_default() })
}

/// Reads the hashes of files by their paths.
fn from(source: &Source, node: &Node, found: &mut Vec<Diagnostic>) -> Box<[(Box<str>, TextHash)]> {
    let Some(entries) = node.as_map() else {
        let message = "`from` must be a mapping of files to hashes";
        let span = Span::new(source.file, node.range);
        found.push(
            Diagnostic::new(Code::WRONG_TYPE, span, message).help("`handover attest` writes it"),
        );
        return Box::default();
    };
    let files = entries.iter().filter_map(|entry| {
        let written = entry.value.as_text().unwrap_or_default();
        let hash = text_hash(source, &entry.key.text, (written, entry.value.range), found)?;
        Some((entry.key.text.as_str().into(), hash))
    });
    files.collect()
}

fn text_hash(
    source: &Source,
    key: &str,
    (written, range): (&str, TextRange),
    found: &mut Vec<Diagnostic>,
) -> Option<TextHash> {
    let hash = TextHash::parse(written.trim());
    if hash.is_none() {
        let message = format!("`{key}` must be a hash of 16 digits");
        found.push(
            Diagnostic::new(Code::WRONG_TYPE, Span::new(source.file, range), message)
                .help("`handover attest` writes it"),
        );
    }
    hash
}
