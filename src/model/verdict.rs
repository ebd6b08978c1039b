//! What a build finds when it looks at what a task is to be checked for.

use crate::domain::schedule::Line;
use crate::domain::schedule::gaps::words::Length;
use crate::domain::schedule::times::Times;
use crate::model::alert_rule::AlertRules;
use crate::model::catalog::PageId;
use crate::model::charter::NamedTeams;
use crate::model::checklist::{Check, Task};
use crate::model::front::Status;
use crate::model::label::Label;
use crate::model::page::{Page, Target};
use crate::model::site::Site;
use crate::text::date::format_day;

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// Whether the build looked, and it is so.
    pub is_true: bool,
    /// What it found, for readers.
    pub words: String,
}

impl Verdict {
    /// Looks at what a check of a page is about; `targets` are those of the
    /// file that it stands in.
    pub fn of(site: &Site, (page, targets): (PageId, &[Target]), check: &Check) -> Verdict {
        match check {
            Check::Page(number) => match targets.get(*number as usize) {
                Some(Target::Page(id, _)) => review(site, *id),
                Some(Target::Here(_)) => review(site, page),
                _ => not_yet("this page is not written"),
            },
            Check::Charter(number) => match targets.get(*number as usize) {
                Some(Target::Page(id, _)) => charter(site, *id),
                Some(Target::Here(_)) => charter(site, page),
                _ => not_yet("this charter is not written"),
            },
            Check::Coverage(number, priority) => match targets.get(*number as usize) {
                Some(Target::Page(id, _)) => coverage(site, *id, priority),
                Some(Target::Here(_)) => coverage(site, page, priority),
                _ => not_yet("this charter is not written"),
            },
            Check::Alerts => alerts(&site.alert_rules),
        }
    }

    /// Tells whether all that a task of a page is to be checked for was found
    /// true; a task without checks is a reader's to tick.
    pub fn ticks(site: &Site, page: &Page, task: &Task) -> bool {
        let mut checks = task.fields.iter().filter(|field| field.label == Label::Check).peekable();
        let own = (page.id, &*page.targets);
        let is_true = |check: &Option<Check>| {
            check.as_ref().is_some_and(|c| Verdict::of(site, own, c).is_true)
        };
        checks.peek().is_some() && checks.all(|field| is_true(&field.check))
    }
}

/// Tells whether every alert of the rule files has a page that says what to
/// do.
fn alerts(rules: &AlertRules) -> Verdict {
    let unknown = |words: &str| Verdict { is_true: false, words: words.into() };
    match rules.lacking {
        None if rules.are_given => unknown("Not known: not all rules were understood"),
        None => unknown("Not looked at by the build: it has no rules of alerts"),
        Some(0) => {
            let words = "Checked by the build: every alert has a page".into();
            Verdict { is_true: true, words }
        }
        Some(1) => not_yet("1 alert has no page that says what to do"),
        Some(count) => not_yet(&format!("{count} alerts have no page that says what to do")),
    }
}

/// Tells whether a charter answers all that it asks.
fn charter(site: &Site, id: PageId) -> Verdict {
    let document = site.catalog.page(id).and_then(|page| page.document.as_deref());
    let own = document.and_then(|own| Some((own.charter.as_deref()?, NamedTeams::of(own))));
    let Some((charter, teams)) = own else { return not_yet("this page is no charter") };
    let completeness = charter.completeness(teams);
    let (open, asked) = (completeness.open(), completeness.asked);
    if open == 0 {
        let words = format!("Checked by the build: all {asked} questions are answered");
        return Verdict { is_true: true, words };
    }
    let are = if open == 1 { "is" } else { "are" };
    let share = completeness.per_cent();
    not_yet(&format!("{open} of {asked} questions {are} open, {share} % are answered"))
}

/// Tells whether somebody is on duty in all hours in which a charter promises
/// an answer for a priority.
fn coverage(site: &Site, id: PageId, priority: &str) -> Verdict {
    if site.pages.get(&id).is_none_or(|page| page.document.charter.is_none()) {
        return not_yet("this page is no charter");
    }
    let Some(roster) = site.roster(id) else {
        return not_yet("the charter does not say when its teams are there");
    };
    let is_own = |line: &&Line| {
        let promise = roster.staff.promises.get(line.promise);
        promise.is_some_and(|own| own.priority.eq_ignore_ascii_case(priority))
    };
    let lines: Vec<&Line> = roster.coverage.lines.iter().filter(is_own).collect();
    let open: Vec<&&Line> = lines.iter().filter(|line| !line.gap.is_empty()).collect();
    let Some(first) = open.first() else {
        if lines.is_empty() {
            return not_yet(&format!("the charter promises no {priority}"));
        }
        let day = format_day(roster.today);
        let words =
            format!("Checked by the build: {priority} has no gap in the year from {day} on");
        return Verdict { is_true: true, words };
    };
    let seconds = |times: fn(&Line) -> &Times| -> i64 {
        lines.iter().map(|line| times(line).seconds()).sum()
    };
    let (promised, gap) = (seconds(|line| &line.promised), seconds(|line| &line.gap));
    let covered = promised.saturating_sub(gap).saturating_mul(1_000) / promised.max(1);
    let (promise, words) = (roster.promise(first), first.words.words(Length::Short));
    let more = match open.len() - 1 {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let share = format!("{}.{} %", covered / 10, covered % 10);
    not_yet(&format!(
        "nobody is on duty for {promise} {words}{more}; {share} of the hours are covered"
    ))
}

/// Tells whether a page is as it was reviewed and no review is due.
fn review(site: &Site, id: PageId) -> Verdict {
    let known = site.reviews.standings.get(&id);
    let Some((standing, on)) = known.and_then(|known| Some((known, known.on?))) else {
        let document = site.catalog.page(id).and_then(|page| page.document.as_ref());
        let is_retired = document.is_some_and(|own| own.front.status == Status::Retired);
        return match is_retired {
            true => not_any_more("this page is retired"),
            false => not_yet("this page was never reviewed"),
        };
    };
    let (day, today) = (format_day(on), site.config.today);
    match (standing.due, &standing.changed) {
        _ if today < on => not_yet(&format!("its review is dated {day}")),
        (Some(due), _) if due < today => {
            not_any_more(&format!("a review was due {}", format_day(due)))
        }
        (_, Some(_)) => not_any_more(&format!("changed since its review on {day}")),
        _ => Verdict { is_true: true, words: format!("Checked by the build: reviewed {day}") },
    }
}

fn not_yet(why: &str) -> Verdict {
    Verdict { is_true: false, words: format!("Not true yet: {why}") }
}

fn not_any_more(why: &str) -> Verdict {
    Verdict { is_true: false, words: format!("Not true any more: {why}") }
}
