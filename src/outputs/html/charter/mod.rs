//! What the page of a charter shows beyond what its author wrote: who is
//! there in which hours, and when nobody is.
//!
//! `heat.rs` draws it, `table.rs` and `gaps.rs` say it in words, `now.rs`
//! writes the data of the bar that tells who is on duty now.

mod gaps;
mod heat;
mod now;
mod table;

use super::view::NowView;
use crate::domain::schedule::Team;
use crate::model::charter::{Parties, Roster, Rung, rows};
use crate::model::extension::RenderContext;
use crate::model::page::Page;
use crate::outputs::html::name;
use crate::text::duration::Duration;
use crate::text::language;

/// Writes who is there when: a picture, the same as a table, and when nobody
/// is.
pub(super) fn write(roster: &Roster, out: &mut String) {
    out.push_str(&heat::picture(roster));
    table::write(roster, out);
    gaps::write(&roster.kept(), out);
}

/// Returns what a script needs to say who is on duty now.
pub(super) fn now(
    ctx: &RenderContext<'_>,
    page: &Page,
    roster: Option<&Roster>,
) -> Option<NowView> {
    let (roster, charter) = (roster?, page.document.charter.as_ref()?);
    let rungs = rows(&charter.ladders).first().map(|ladder| &*ladder.rungs).unwrap_or_default();
    let ladder: Vec<now::Line> = rungs.iter().filter_map(|rung| rung_line(ctx, rung)).collect();
    let data = now::data(roster, &ladder);
    // The attribute is in single quotes.
    let data = data.replace('&', "&amp;").replace('\'', "&#39;").replace('<', "&lt;");
    let section = charter.teams.as_ref();
    let anchor = section.map_or("hours", |section| &*section.id).to_string();
    let heading = page.document.outline.iter().find(|entry| *entry.id == *anchor);
    let hours = heading.map_or("Hours", |entry| &*entry.text).to_string();
    Some(NowView { data, anchor, hours })
}

/// Says who is called next, after how long, and how.
fn rung_line(ctx: &RenderContext<'_>, rung: &Rung) -> Option<now::Line> {
    let who = parties(ctx, &rung.to)?;
    let after = rung.after.given()?;
    let is_at_once = after.time.is_some_and(|time| time == Duration::default());
    let after = match is_at_once {
        true => "at once".to_string(),
        false => format!("after {}", after.written.text),
    };
    let channel =
        rung.channel.given().map(|by| ctx.site.catalog.records.fill(&by.text).into_owned());
    let words = std::iter::once(after).chain(channel).collect::<Vec<_>>().join(", ");
    Some(now::Line { who, words })
}

/// Names those whom a cell names as their own pages and records do.
fn parties(ctx: &RenderContext<'_>, parties: &Parties) -> Option<String> {
    let all = parties.given()?.iter().map(|party| name::titled(ctx.site, &party.name.text).0);
    Some(all.collect::<Vec<_>>().join(", "))
}

/// Tells whether a team speaks a language: `pt-BR` is Portuguese.
fn speaks(team: &Team, wanted: &str) -> bool {
    let is_it = |own: &str| {
        own.eq_ignore_ascii_case(wanted)
            || own.split_once('-').is_some_and(|(own, _)| own.eq_ignore_ascii_case(wanted))
    };
    team.languages.is_empty() || team.languages.iter().any(|own| is_it(own))
}

/// Says which languages a team speaks; nothing for one that names none.
fn spoken(team: &Team) -> String {
    team.languages.iter().map(|tag| language::name(tag)).collect::<Vec<_>>().join(", ")
}

/// Names a zone as readers do: `Europe/Lisbon`, `America/New York`.
fn zone_name(zone: &jiff::tz::TimeZone) -> String {
    zone.iana_name().unwrap_or("UTC").replace('_', " ")
}
