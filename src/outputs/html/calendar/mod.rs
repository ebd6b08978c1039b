//! The calendar of tasks that come again and of sessions of training: months,
//! and all of them as a table.
//!
//! A task that comes more often than once a week would stand on every day, so
//! it stands in the table alone. `month.rs` writes a month, `pages.rs` the
//! pages that the site makes of all tasks and of those of somebody.

mod month;
mod pages;

pub(super) use pages::{jobs, render};

use super::address;
use crate::base::SitePath;
use crate::model::catalog::Identity;
use crate::model::extension::RenderContext;
use crate::model::role::Role;
use crate::model::routine::{Agenda, Entry, Scope, ScopeKind};
use crate::text::date::{format_day, format_weekday};
use crate::text::html::escape;

/// Where a calendar stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub ctx: &'a RenderContext<'a>,
    /// The folder of the page.
    pub folder: &'a SitePath,
    /// Which calendar of the page it is, from 1.
    pub number: usize,
}

/// Writes a calendar; `file` is the same for other programs.
pub(super) fn write(place: Place<'_>, agenda: &Agenda<'_>, file: &SitePath) -> String {
    if agenda.entries.is_empty() {
        return "<p>No task comes again.</p>\n".into();
    }
    let mut out = notes(place, agenda);
    for month in &agenda.months {
        month::write(place, agenda, month, &mut out);
    }
    let (title, first) = match agenda.has_sessions() {
        true => ("All tasks and sessions", "What"),
        false => ("All tasks", "Task"),
    };
    out.push_str(&format!(
        "<div class=\"wide\" role=\"group\" aria-label=\"{title}\" tabindex=\"0\">\
         <table class=\"stack tasks\">\n<caption>{title}</caption>\n<thead><tr>"
    ));
    let has_places = agenda.entries.iter().any(|own| !own.places.is_empty());
    let heads = [first, "When", "Next", "Who", "Where"];
    for head in heads.iter().take(if has_places { 5 } else { 4 }) {
        out.push_str(&format!("<th scope=\"col\">{head}</th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (at, entry) in agenda.entries.iter().enumerate() {
        let place_cell = has_places.then(|| entry.places.join(", "));
        row(place, (at, entry), place_cell, &mut out);
    }
    out.push_str("</tbody></table></div>\n");
    if 0 < agenda.more {
        out.push_str(&format!("<p>and {} more</p>\n", agenda.more));
    }
    let href = address::file(place.folder, file);
    out.push_str(&format!("<p><a href=\"{}\">Subscribe to this calendar</a>", escape(&href)));
    let all = SitePath::default().child(Scope::PAGES).child("index.html");
    if all.parent() != *place.folder {
        let href = address::page(place.folder, &all, place.ctx.site.config.links);
        let what = "Tasks by role, team, service and environment";
        out.push_str(&format!(" · <a href=\"{}\">{what}</a>", escape(&href)));
    }
    out.push_str("</p>\n");
    out
}

/// Says what months do not show, and when nothing is changed.
fn notes(place: Place<'_>, agenda: &Agenda<'_>) -> String {
    let all = agenda.entries.iter().enumerate();
    let often = all.filter(|(_, own)| own.is_often).map(|(at, own)| link(place, at, own));
    let often: Vec<String> = often.collect();
    let mut out = String::new();
    if !often.is_empty() {
        let often = often.join(", ");
        out.push_str(&format!("<p>More often than once a week: {often}.</p>\n"));
    }
    for (first, last, calendar) in &agenda.freezes {
        let (first, last) = (format_day(*first), format_day(*last));
        let title = escape(&calendar.head.title);
        let days = if first == last { first } else { format!("{first} to {last}") };
        out.push_str(&format!("<p>{title}: {days}.</p>\n"));
    }
    out
}

/// Writes the name of a task, with a link to its line in the table.
fn link(place: Place<'_>, at: usize, entry: &Entry<'_>) -> String {
    let name = name(place, entry);
    format!("<a href=\"#c{}:{at}\">{}</a>", place.number, escape(&name))
}

fn name(place: Place<'_>, entry: &Entry<'_>) -> String {
    let name = place.ctx.site.catalog.records.fill(entry.name);
    match entry.session.is_some() {
        true => format!("Session: {name}"),
        false => name.into_owned(),
    }
}

fn row(
    place: Place<'_>,
    (at, entry): (usize, &Entry<'_>),
    place_cell: Option<String>,
    out: &mut String,
) {
    let records = &place.ctx.site.catalog.records;
    let own = own_place(place, entry);
    let runbook = runbook(place, entry);
    let name = escape(&name(place, entry));
    let words = escape(&records.fill(&entry.words));
    let head = anchor(if runbook.is_some() { &runbook } else { &own }, &name);
    let when = if runbook.is_some() { anchor(&own, &words) } else { words };
    let next = entry.next.map(|next| format_weekday(next.day)).unwrap_or_default();
    let who = who(place, entry);
    let number = place.number;
    out.push_str(&format!("<tr id=\"c{number}:{at}\"><th scope=\"row\">{head}</th>"));
    let cells = [("When", when), ("Next", next), ("Who", who)].into_iter();
    for (head, cell) in cells.chain(place_cell.map(|cell| ("Where", escape(&cell)))) {
        out.push_str(&format!("<td data-h=\"{head}\">{cell}</td>"));
    }
    out.push_str("</tr>\n");
}

fn anchor(href: &Option<String>, text: &str) -> String {
    match href {
        Some(href) => format!("<a href=\"{}\">{text}</a>", escape(href)),
        None => text.to_string(),
    }
}

/// Says who does a task; of a session who learns and who teaches.
fn who(place: Place<'_>, entry: &Entry<'_>) -> String {
    let named = |role: &Role| {
        let page = place.ctx.site.catalog.page(role.page);
        anchor(&page.map(|page| href(place, page, None)), &escape(&role.title))
    };
    let roles = entry.roles.iter().map(|role| named(role));
    let mut who = roles.chain(entry.audience().map(escape)).collect::<Vec<_>>().join(", ");
    if !entry.teams.is_empty() {
        who.push_str(&format!(" ({})", escape(&entry.teams.join(", "))));
    }
    if let Some((name, role)) = entry.trainer() {
        let trainer = role.map_or_else(|| escape(name), named);
        who.push_str(if who.is_empty() { "Trainer: " } else { "; trainer: " });
        who.push_str(&trainer);
    }
    who
}

fn href(place: Place<'_>, page: &Identity, fragment: Option<&str>) -> String {
    let href = address::page(place.folder, &page.output, place.ctx.site.config.links);
    address::with_fragment(href, fragment)
}

/// Returns where a task or a session is written.
fn own_place(place: Place<'_>, entry: &Entry<'_>) -> Option<String> {
    let page = place.ctx.site.catalog.page(entry.page.id)?;
    Some(href(place, page, entry.anchor))
}

/// Returns where it is written how a task is done.
fn runbook(place: Place<'_>, entry: &Entry<'_>) -> Option<String> {
    let (page, anchor) = entry.runbook?;
    Some(href(place, place.ctx.site.catalog.page(page)?, anchor))
}

/// Returns the calendar of all tasks for other programs.
pub(super) fn whole() -> SitePath {
    SitePath::default().child("calendar.ics")
}

/// Names a kind of scope for readers, one and several.
fn titles(kind: ScopeKind) -> [&'static str; 2] {
    match kind {
        ScopeKind::Role => ["Role", "Roles"],
        ScopeKind::Team => ["Team", "Teams"],
        ScopeKind::Service => ["Service", "Services"],
        ScopeKind::Environment => ["Environment", "Environments"],
    }
}
