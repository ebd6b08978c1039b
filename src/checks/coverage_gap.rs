//! `promise-without-cover` and `coverage-gap`: hours in which nobody keeps a
//! promise of a charter, week after week or on some days of the year.

use super::charters::{self, Subject};
use crate::base::{Code, Diagnostic, TextRange};
use crate::domain::schedule::coverage::{Line, is_in_time};
use crate::domain::schedule::gaps::words::Length;
use crate::domain::schedule::{Clock, Coverage, Promise};
use crate::model::charter::ServiceLevel;
use crate::model::charter::staff::Staffing;
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::text::language;

/// The check of hours without cover.
pub struct CoverageGap;

impl Check for CoverageGap {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            let Some(roster) = site.roster(subject.page.id) else { continue };
            if let Some(staffing) = Staffing::of(site, subject.page) {
                of_charter(&subject, &staffing, &roster.coverage, found);
            }
        }
    }
}

fn of_charter(
    subject: &Subject<'_>,
    staffing: &Staffing<'_>,
    coverage: &Coverage,
    found: &mut Vec<Diagnostic>,
) {
    let promises = staffing.staff.promises.iter().zip(&staffing.promises).enumerate();
    for (at, (promise, level)) in promises {
        let own = coverage.lines.iter().filter(|line| line.promise == at);
        let (mute, heard): (Vec<&Line>, Vec<&Line>) =
            own.filter(|line| !line.gap.is_empty()).partition(|line| line.is_spoken_by_nobody());
        found.extend(mute.into_iter().map(|line| of_language(subject, promise, level, line)));
        // Languages with the same hours are told together.
        let mut groups: Vec<Vec<&Line>> = Vec::new();
        for line in heard {
            match groups.iter_mut().find(|own| own.iter().any(|own| own.gap == line.gap)) {
                Some(group) => group.push(line),
                None => groups.push(vec![line]),
            }
        }
        found.extend(groups.iter().filter_map(|group| of_hours(subject, staffing, at, group)));
    }
}

/// Reports a language that nobody speaks, at its name.
fn of_language(
    subject: &Subject<'_>,
    promise: &Promise,
    level: &ServiceLevel,
    line: &Line,
) -> Diagnostic {
    let tag = line.language.as_deref().unwrap_or_default();
    let at = promise.languages.iter().position(|own| **own == *tag);
    let written = level.languages.given().zip(at).and_then(|(all, at)| all.get(at));
    let range = written.map_or(place(level), |written| written.range);
    let message =
        format!("nobody who is on duty for {} speaks {}", promise.priority, language::name(tag));
    Diagnostic::new(Code::PROMISE_WITHOUT_COVER, subject.span(range), message)
        .help("promise another language, or name a team that speaks this one")
}

/// Reports hours of some languages, at the time within which somebody is to
/// answer.
fn of_hours(
    subject: &Subject<'_>,
    staffing: &Staffing<'_>,
    at: usize,
    lines: &[&Line],
) -> Option<Diagnostic> {
    let promise = staffing.staff.promises.get(at)?;
    let level = staffing.promises.get(at)?;
    let gap = &lines.first()?.words;
    let names: Vec<String> =
        lines.iter().filter_map(|line| Some(language::name(line.language.as_deref()?))).collect();
    let languages = match names.as_slice() {
        [] => String::new(),
        [one] => format!(" in {one}"),
        [first @ .., last] => format!(" in {} and {last}", first.join(", ")),
    };
    let priority = &promise.priority;
    let message =
        format!("nobody is on duty for {priority}{languages} {}", gap.words(Length::Short));
    let span = subject.span(place(level));
    if !gap.is_weekly() {
        let help = "add a row under *Out of hours* that holds on these days too";
        return Some(Diagnostic::new(Code::COVERAGE_GAP, span, message).help(help));
    }
    let problem = Diagnostic::new(Code::PROMISE_WITHOUT_COVER, span, message);
    Some(match too_slow(staffing, promise) {
        Some((written, range)) => problem
            .label(subject.span(range), "this is later than promised")
            .help(format!("promise an answer in {written}, or agree on less *Out of hours*")),
        None if promise.clock == Clock::AroundTheClock => {
            problem.help("add a row under *Out of hours*, or make the clock desk hours")
        }
        None => problem.help("add a row under *Out of hours*, or promise other hours"),
    })
}

/// Finds who would answer for a priority out of hours, and answers too late.
fn too_slow<'a>(staffing: &Staffing<'a>, promise: &Promise) -> Option<(&'a str, TextRange)> {
    let rows = staffing.staff.arrangements.iter().zip(&staffing.arrangements);
    let mut rows = rows.filter(|(own, _)| {
        let is_for = own.priorities.is_empty()
            || own.priorities.iter().any(|own| own.eq_ignore_ascii_case(&promise.priority));
        is_for && !is_in_time(own.answers, promise.respond)
    });
    let written = &rows.next()?.1.answers_within.given()?.written;
    Some((&written.text, written.range))
}

/// Returns the place of the time within which somebody is to answer.
fn place(level: &ServiceLevel) -> TextRange {
    level.respond.given().map_or(level.range, |respond| respond.written.range)
}
