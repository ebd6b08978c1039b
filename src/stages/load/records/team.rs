//! Teams.

use super::entry::{Entry, text};
use crate::base::{Code, Diagnostic};
use crate::model::records::Team;
use crate::text::data::Node;
use crate::text::hours::Hours;
use crate::text::zone;

/// So many problems are told before names of zones are no longer suggested.
const MOST_SUGGESTED: usize = 200;

pub(super) fn read(entry: &Entry<'_>, found: &mut Vec<Diagnostic>) -> Team {
    let is_crowded = MOST_SUGGESTED < found.len();
    let mut problems = Vec::new();
    let mut fields = entry.fields("a team", found);
    let head = entry.head(&mut fields);
    let zone = entry.named(fields.text("zone"));
    let unknown = zone.as_ref().filter(|zone| !zone::is_zone(&zone.text));
    problems.extend(unknown.map(|zone| {
        let meant = if is_crowded { None } else { zone::meant(&zone.text) };
        zone.no_zone(meant)
    }));
    // Asked for as text, so that what is no text is reported.
    let written = fields.text("hours").and(fields.node("hours"));
    let team = Team {
        head,
        location: text(fields.text("location")),
        zone,
        languages: fields.list("languages").into_iter().map(|lang| lang.value.into()).collect(),
        hours: written.and_then(|node| hours(entry, node, &mut problems)),
        holidays: entry.named(fields.text("holidays")),
        contact: entry.contact(&mut fields, &mut problems),
        external: fields.flag("external").is_some_and(|external| external.value),
    };
    fields.finish(&|_| false);
    found.extend(problems);
    team
}

fn hours(entry: &Entry<'_>, node: &Node, found: &mut Vec<Diagnostic>) -> Option<Hours> {
    match Hours::parse(node.as_text()?) {
        Ok(hours) => Some(hours),
        Err(bad) => {
            let span = entry.within(node, bad.range);
            found.push(Diagnostic::new(Code::BAD_TIME, span, bad.message).help(bad.help));
            None
        }
    }
}
