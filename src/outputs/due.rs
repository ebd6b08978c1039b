//! Reviews and exercises as data for programs: `due.json` says how each
//! stands, `due.ics` is a calendar of the days on which they are due.
//!
//! Both have the same pages in the same order: by day, then by id. The
//! calendar has those with a day.

use serde::Serialize;

use crate::base::{Diagnosed, Hash, SitePath};
use crate::model::catalog::Identity;
use crate::model::exercise::{ExerciseKind, Outcome};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::front::Front;
use crate::model::page::Page;
use crate::model::review::{Cycle, Reviews, Standing, Timing};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::training::{AgainLine, since_reviews};
use crate::outputs::html::address;
use crate::text::icalendar::{self, DayEvent};

/// The output of `due.json` and `due.ics`.
pub struct Due;

/// The names of the files, in the site's own folder.
const LIST: &str = "due.json";
const CALENDAR: &str = Reviews::CALENDAR;

impl Output for Due {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        let list = (!site.reviews.is_empty()).then_some(LIST);
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

/// One page with a review or with exercises.
struct Reviewed<'a> {
    identity: &'a Identity,
    page: &'a Page,
    standing: &'a Standing,
}

/// Lists pages with how they stand by day and id; those without a day last.
fn sorted<'a>(
    site: &'a Site,
    pages: impl Iterator<Item = (&'a Page, &'a Standing)>,
) -> Vec<Reviewed<'a>> {
    let reviewed = pages.filter_map(|(page, standing)| {
        Some(Reviewed { identity: site.catalog.page(page.id)?, page, standing })
    });
    let mut reviewed: Vec<Reviewed<'a>> = reviewed.collect();
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
    let lines = sorted(site, site.reviewed_pages()).into_iter().filter_map(|reviewed| {
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
    head + &lines.join(",\n") + "\n]" + &exercises(site) + &again(site) + "}\n"
}

#[derive(Serialize)]
struct Exercised<'a> {
    id: &'a str,
    title: &'a str,
    /// From the root of the site.
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    exercised: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// Days from the day of the build to that day; negative when it passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i32>,
    /// The file, from the root of the site.
    source: &'a str,
}

/// Lists how exercises stand; nothing where no page has any.
fn exercises(site: &Site) -> String {
    let lines = sorted(site, site.exercised_pages()).into_iter().filter_map(|exercised| {
        let Reviewed { identity, page, standing } = exercised;
        let front = &page.document.front;
        let last = front.last_exercise();
        let line = Exercised {
            id: &identity.id,
            title: &identity.title,
            address: address::page(&SitePath::default(), &identity.output, site.config.links),
            owner: front.owner.as_ref().map(|owner| &*owner.text),
            state: if standing.timing == Timing::Never {
                "never-exercised"
            } else {
                standing.word()
            },
            exercised: standing.on.map(|day| day.to_string()),
            kind: last.and_then(|last| last.kind).map(ExerciseKind::name),
            result: last.and_then(|last| last.result).map(Outcome::name),
            due: standing.due.map(|day| day.to_string()),
            days: days(standing.timing),
            source: page.document.source.path.as_str(),
        };
        serde_json::to_string(&line).ok()
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!(",\"exercises\":[\n{}\n]", lines.join(",\n"))
    }
}

/// Lists who must learn again; nothing where nobody must.
fn again(site: &Site) -> String {
    let changes = since_reviews(site);
    let lines: Vec<String> =
        changes.iter().map(|change| AgainLine::of(site, change).json()).collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!(",\"learn_again\":[\n{}\n]", lines.join(",\n"))
    }
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
    let reviews = sorted(site, site.reviewed_pages()).into_iter();
    let reviews = reviews.filter_map(|reviewed| event(site, &reviewed, &REVIEW));
    let exercises = sorted(site, site.exercised_pages()).into_iter();
    let exercises = exercises.filter_map(|exercised| event(site, &exercised, &EXERCISE));
    let events: Vec<DayEvent> = reviews.chain(exercises).collect();
    icalendar::write(&format!("{}: reviews", site.title), site.config.today, &events)
}

/// What an event is of.
struct Kind {
    /// Its name, before the title of the page.
    name: &'static str,
    /// What the day of the last one is called.
    last: &'static str,
    /// Tells its events from those of the other kind.
    mark: &'static str,
    every: fn(&Front) -> Option<Cycle>,
}

const REVIEW: Kind =
    Kind { name: "Review", last: "Last reviewed", mark: "", every: |front| front.review_every };
const EXERCISE: Kind = Kind {
    name: "Exercise",
    last: "Last exercised",
    mark: "exercise",
    every: |front| front.exercise_every,
};

fn event(site: &Site, reviewed: &Reviewed<'_>, kind: &Kind) -> Option<DayEvent> {
    let front = &reviewed.page.document.front;
    let mut description = Vec::new();
    for (label, role) in [("Owner", &front.owner), ("Backup", &front.backup)] {
        description.extend(role.as_ref().map(|role| format!("{label}: {}", role.text)));
    }
    description.extend(reviewed.standing.on.map(|on| format!("{}: {on}", kind.last)));
    description.extend((kind.every)(front).map(|cycle| format!("Every: {}", cycle.every)));
    let home = &site.config.home;
    let path = home.path.as_ref().map_or("", |path| path.as_str());
    let url = address::whole(&site.config, &reviewed.identity.output);
    let host = home.host.as_deref().unwrap_or_default();
    let mut parts = vec![host.as_bytes(), path.as_bytes(), reviewed.identity.id.as_bytes()];
    parts.extend((!kind.mark.is_empty()).then_some(kind.mark.as_bytes()));
    Some(DayEvent {
        uid: format!("{}@handover", Hash::of_parts(&parts)),
        day: reviewed.standing.due?,
        summary: format!("{}: {}", kind.name, reviewed.identity.title),
        description: description.join("\n"),
        url: url.map(|url| url.replace(char::is_control, "")),
    })
}
