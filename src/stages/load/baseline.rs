//! Reads the problems a site is known to have.

use crate::base::{Code, Diagnosed, Diagnostic, FileId, Hash, SitePath, Span};
use crate::model::baseline::{BASELINE_FILE, Baseline, Finding, Known, VERSION};
use crate::model::source::{Texts, decode};
use crate::model::world::{Failure, Files};
use crate::text::data::Node;
use crate::text::json;

/// What a mistake in the file is mended by.
const HELP: &str = "run `handover check --write-baseline`, which writes the file anew";

/// Reads the baseline beside `handover.toml`, if there is one. What cannot be
/// read of it is reported, and knows no problem.
///
/// # Errors
/// A [`Failure`] if the file is there and cannot be read.
pub fn load(files: &dyn Files, texts: &mut Texts) -> Result<Diagnosed<Baseline>, Failure> {
    let path = SitePath::default().child(BASELINE_FILE);
    let Some(bytes) = files.read(&path)? else {
        return Ok(Diagnosed::clean(Baseline::default()));
    };
    let mut found = Vec::new();
    let text = decode(FileId::of(&path), &bytes).drain_into(&mut found);
    let file = texts.add(&path, &text);
    let node = json::parse(file, &text).drain_into(&mut found);
    let is_syntax = !found.is_empty();
    let wrong = |node: &Node, message: &str| {
        let mut range = node.range;
        // The first line says enough of a value that goes on for pages.
        let first = range.of(&text).lines().next().unwrap_or_default().len();
        range.end = range.end.min(range.start + u32::try_from(first).unwrap_or(u32::MAX));
        Diagnostic::new(Code::WRONG_TYPE, Span::new(file, range), message).help(HELP)
    };
    let mut baseline = Baseline::default();
    let version = node.get("version").and_then(Node::as_text);
    let findings = node.get("findings").and_then(Node::as_list);
    match (version, findings) {
        (Some(VERSION), Some(list)) => {
            for node in list {
                match finding(node) {
                    Some((finding, known)) => {
                        let entry = baseline.findings.entry(finding).or_default();
                        entry.count = entry.count.saturating_add(known.count);
                        entry.message = known.message;
                    }
                    None => found.push(wrong(node, "this is no finding of a baseline")),
                }
            }
        }
        _ if is_syntax => {}
        (Some(VERSION), None) => found.push(wrong(&node, "a baseline has a list of `findings`")),
        _ => {
            let place = node.get("version").unwrap_or(&node);
            found.push(wrong(place, "this version of a baseline cannot be read"));
        }
    }
    Ok(Diagnosed::new(baseline, found))
}

fn finding(node: &Node) -> Option<(Finding, Known)> {
    let text = |key: &str| node.get(key).and_then(Node::as_text);
    let finding = Finding {
        // A rule file may lie above the root; its path is compared only.
        file: SitePath::new(text("file")?)
            .unwrap_or_else(|| SitePath::default().child(text("file").unwrap_or_default())),
        code: text("code")?.into(),
        hash: Hash::parse(text("hash")?)?,
    };
    let count = text("count").map_or(Some(1), |count| count.parse().ok())?;
    let message = text("message").unwrap_or_default().into();
    Some((finding, Known { count, message }))
}
