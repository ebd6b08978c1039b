//! Reviews as data for programs: `due.json` says how each review stands,
//! `due.ics` is a calendar of the days on which reviews are due.
//!
//! Both have the same pages in the same order: by day, then by id. The
//! calendar has those with a day.

use serde::Serialize;

use crate::base::{Diagnosed, Hash, SitePath};
use crate::model::catalog::Identity;
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::page::Page;
use crate::model::review::{Reviews, Standing, Timing};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::outputs::html::address;
use crate::text::icalendar::{self, DayEvent};

/// The output of `due.json` and `due.ics`.
pub struct Due;

/// The names of the files, in the site's own folder.
const LIST: &str = "due.json";
const CALENDAR: &str = Reviews::CALENDAR;

impl Output for Due {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        let list = (!site.reviews.standings.is_empty()).then_some(LIST);
        let calendar = site.reviews.has_days.then_some(CALENDAR);
        let job = |name: &'static str| Job {
            path: Theme::folder().child(name),
            subject: Subject::Special(name),
        };
        list.into_iter().chain(calendar).map(job).collect()
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let text = match &job.subject {
            Subject::Special(CALENDAR) => calendar(ctx.site),
            _ => list(ctx.site),
        };
        Diagnosed::clean(Rendered::Bytes(text.into_bytes()))
    }
}

/// One page with a review.
struct Reviewed<'a> {
    identity: &'a Identity,
    page: &'a Page,
    standing: &'a Standing,
}

/// Lists all pages with reviews, by day and id; those without a day last.
fn reviewed(site: &Site) -> Vec<Reviewed<'_>> {
    let reviewed = site.reviewed_pages().filter_map(|(page, standing)| {
        Some(Reviewed { identity: site.catalog.page(page.id)?, page, standing })
    });
    let mut reviewed: Vec<Reviewed<'_>> = reviewed.collect();
    reviewed.sort_by(|a, b| key(a).cmp(&key(b)));
    reviewed
}

fn key<'a>(reviewed: &Reviewed<'a>) -> (bool, Option<jiff::civil::Date>, &'a str) {
    let due = reviewed.standing.due;
    (due.is_none(), due, &reviewed.identity.id)
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    /// From the root of the site.
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backup: Option<&'a str>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// Days from the day of the build to that day; negative when it passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i32>,
    /// Whether the text is not what was reviewed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    changed: bool,
    /// Files the page includes that changed since.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changed_files: Vec<&'a str>,
    /// The file, from the root of the site.
    source: &'a str,
}

fn list(site: &Site) -> String {
    let lines = reviewed(site).into_iter().filter_map(|reviewed| {
        let Reviewed { identity, page, standing } = reviewed;
        let front = &page.document.front;
        let files = standing.changed.as_ref().map(|changed| &*changed.files).unwrap_or_default();
        let review = front.reviewed.as_ref();
        let line = Line {
            id: &identity.id,
            title: &identity.title,
            address: address::page(&SitePath::default(), &identity.output, site.config.links),
            owner: front.owner.as_ref().map(|owner| &*owner.text),
            backup: front.backup.as_ref().map(|backup| &*backup.text),
            state: standing.word(),
            reviewed: standing.on.map(|day| day.to_string()),
            reviewed_by: review.and_then(|review| review.by.as_ref()).map(|by| &*by.text),
            due: standing.due.map(|day| day.to_string()),
            days: days(standing.timing),
            changed: standing.changed.is_some(),
            changed_files: files.iter().map(SitePath::as_str).collect(),
            source: page.document.source.path.as_str(),
        };
        serde_json::to_string(&line).ok()
    });
    let lines: Vec<String> = lines.collect();
    let title = serde_json::to_string(&site.title).unwrap_or_default();
    let today = site.config.today;
    let head = format!("{{\"version\":1,\"site\":{title},\"date\":\"{today}\",\"pages\":[\n");
    head + &lines.join(",\n") + "\n]}\n"
}

fn days(timing: Timing) -> Option<i32> {
    match timing {
        Timing::Overdue(late) => Some(-late),
        Timing::Soon(days) => Some(days),
        Timing::Current(days) => days,
        Timing::Never => None,
    }
}

fn calendar(site: &Site) -> String {
    let events = reviewed(site).into_iter().filter_map(|reviewed| event(site, &reviewed));
    let events: Vec<DayEvent> = events.collect();
    icalendar::write(&format!("{}: reviews", site.title), site.config.today, &events)
}

fn event(site: &Site, reviewed: &Reviewed<'_>) -> Option<DayEvent> {
    let front = &reviewed.page.document.front;
    let mut description = Vec::new();
    for (label, role) in [("Owner", &front.owner), ("Backup", &front.backup)] {
        description.extend(role.as_ref().map(|role| format!("{label}: {}", role.text)));
    }
    description.extend(reviewed.standing.on.map(|on| format!("Last reviewed: {on}")));
    description.extend(front.review_every.map(|cycle| format!("Every: {}", cycle.every)));
    let home = &site.config.home;
    let path = home.path.as_ref().map_or("", |path| path.as_str());
    let address = address::page(&SitePath::default(), &reviewed.identity.output, site.config.links);
    let url = home.host.as_ref().map(|host| match path {
        "" => format!("{host}/{address}"),
        path => format!("{host}/{}/{address}", crate::base::url::encode_path(path)),
    });
    let host = home.host.as_deref().unwrap_or_default();
    let parts = [host, path, &reviewed.identity.id].map(str::as_bytes);
    Some(DayEvent {
        uid: format!("{}@handover", Hash::of_parts(&parts)),
        day: reviewed.standing.due?,
        summary: format!("Review: {}", reviewed.identity.title),
        description: description.join("\n"),
        url: url.map(|url| url.replace(char::is_control, "")),
    })
}
