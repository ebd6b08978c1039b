//! `time-over-promise`: the steps of a runbook take longer than its charter
//! promises for its severity. Where branches lead elsewhere, those of the
//! longest way through them (`longest.rs`).

mod longest;

use std::collections::HashSet;

use self::longest::{Again, Longest, Way, longest};
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::charter::{ServiceLevel, Time};
use crate::model::document::Document;
use crate::model::extension::Check;
use crate::model::front::Status;
use crate::model::kind::FieldData;
use crate::model::label::Label;
use crate::model::page::{Page, Target};
use crate::model::procedure::{Purpose, Step, StepSection};
use crate::model::relation::RelationKind;
use crate::model::site::Site;
use crate::model::ways::{self, To, Ways};
use crate::text::duration::Duration;

/// The check `time-over-promise`.
pub struct TimeOverPromise;

impl Check for TimeOverPromise {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let runbooks = site.pages.values().filter(|page| {
            let document = &page.document;
            document.kind_name() == "runbook" && document.front.status != Status::Draft
        });
        found.extend(runbooks.filter_map(|page| of_page(site, page)));
    }
}

fn of_page(site: &Site, page: &Page) -> Option<Diagnostic> {
    let (charter, level, promise) = promise(site, page)?;
    let limit = promise.time.and_then(seconds)?;
    let procedure = Procedure::of(&page.document)?;
    let longest = procedure.longest();
    let mut sum = 0_u64;
    let over = longest.passed.iter().find(|(_, time)| {
        sum = sum.saturating_add(*time);
        limit < sum
    });
    let place = procedure.place(over?.0)?;
    let whole = longest.passed.iter().fold(0, |sum: u64, (_, time)| sum.saturating_add(*time));
    let severity = level.priority.given().map(|priority| &*priority.text).unwrap_or_default();
    let (whole, promised) = (words(whole), &promise.written.text);
    let takes = procedure.said(&longest);
    let message = format!("{takes} {whole}, and {promised} is promised for {severity}");
    let said = Span::new(charter.source.file, promise.written.range);
    let place = Span::new(page.document.source.file, place);
    let problem = Diagnostic::new(Code::TIME_OVER_PROMISE, place, message);
    let help = "give steps less time, split the work, or promise more";
    Some(problem.label(said, "promised here").help(help))
}

/// Finds what the charter of a runbook promises for its severity.
fn promise<'a>(site: &'a Site, page: &Page) -> Option<(&'a Document, &'a ServiceLevel, &'a Time)> {
    let document = &page.document;
    let severity = document.front.fields.iter().find(|own| own.field.name == "severity")?;
    let FieldData::Texts(severity) = &severity.value else { return None };
    let severity = severity.first()?;
    let mut relations = document.relations.iter();
    let charter = relations.find(|relation| relation.kind == RelationKind::Charter)?;
    let Target::Page(charter, _) = page.targets.get(charter.reference as usize)? else {
        return None;
    };
    let charter = &*site.pages.get(charter)?.document;
    let level = charter.charter.as_ref()?.promise(&severity.text)?;
    Some((charter, level, level.restore.given()?))
}

/// The steps of a runbook with their ways.
struct Procedure<'a> {
    steps: Vec<&'a Step>,
    ways: &'a Ways,
    /// The section of each step.
    sections: Vec<&'a StepSection>,
}

impl<'a> Procedure<'a> {
    fn of(document: &'a Document) -> Option<Procedure<'a>> {
        let ways = document.ways.as_deref()?;
        let all = || {
            document.procedure.iter().flat_map(|own| own.steps.iter().map(move |step| (own, step)))
        };
        let (sections, steps) = all().unzip();
        Some(Procedure { steps, ways, sections })
    }

    /// Finds the longest way from the first step of a section that restores
    /// the service, or from the first step of the page.
    fn longest(&self) -> Longest {
        let mut ways: Vec<Way> = self.ways.all.iter().filter_map(|way| self.way(way)).collect();
        ways.extend(self.next_lists());
        let first = self.sections.iter().position(|section| restores(section));
        longest(&self.times(), &ways, &[first.unwrap_or_default()])
    }

    /// Returns the time boxes of steps. Where a step has one, those of its
    /// sub-steps are in it.
    fn times(&self) -> Vec<u64> {
        let mut within: Option<(u32, u16)> = None;
        let time = |(step, section): (&&Step, &&StepSection)| {
            let own = section.steps.first().map(|first| first.at).unwrap_or_default();
            if within.is_some_and(|(other, depth)| other == own && depth < step.depth) {
                return 0;
            }
            let time = time(step);
            within = time.map(|_| (own, step.depth));
            time.filter(|_| section.purpose != Purpose::CleanUp).unwrap_or_default()
        };
        self.steps.iter().zip(&self.sections).map(time).collect()
    }

    fn way(&self, way: &ways::Way) -> Option<Way> {
        let To::Step(to) = way.to else { return None };
        let branch = match way.branch {
            Some(branch) => self.steps.get(way.from)?.branches.get(branch),
            None => None,
        };
        let wait = branch.and_then(|branch| branch.wait).and_then(seconds).unwrap_or_default();
        let at_most = match branch {
            Some(branch) => branch.at_most,
            None => self.bound_behind(way.from, to),
        };
        Some(Way { from: way.from, to, wait, at_most })
    }

    /// Returns how often the way is gone that follows the last step below a
    /// branch.
    fn bound_behind(&self, from: usize, to: usize) -> Option<u32> {
        if from < to {
            return None;
        }
        let section = self.sections.get(from)?;
        let before = self.ways.firsts.iter().rev().find(|first| **first <= from);
        let own = u32::try_from(from - before?).ok()?;
        let step = section.steps.get(own as usize)?;
        // The question stands above its steps, and not far.
        let above = section.steps.get(..own as usize)?.iter().rev();
        let mut above = above.filter(|above| above.depth < step.depth).take(NEAREST);
        above.find_map(|above| {
            let mut branches = above.branches.iter();
            let own = branches.find(|own_branch| {
                own_branch.body.is_some_and(|(first, last)| first <= own && own < last)
            })?;
            own.at_most
        })
    }

    /// Returns the ways from the last step of each list to the next list of
    /// its section: to that nothing else leads.
    fn next_lists(&self) -> impl Iterator<Item = Way> {
        let goes_on = self.ways.all.iter().filter(|way| way.branch.is_none());
        let goes_on: HashSet<usize> = goes_on.map(|way| way.from).collect();
        let is_new = |at: &&usize| self.ways.firsts.binary_search(at).is_err();
        let on = move |at: &usize| {
            let from = at.checked_sub(1).filter(|from| goes_on.contains(from))?;
            Some(Way { from, to: *at, wait: 0, at_most: None })
        };
        self.ways.begins.iter().filter(is_new).filter_map(on)
    }

    /// Returns where the time of a step stands; without one, its name.
    fn place(&self, at: usize) -> Option<TextRange> {
        let step = self.steps.get(at)?;
        Some(step.field(Label::Time).map_or(step.range, |field| field.range))
    }

    /// Says which way takes so long.
    fn said(&self, longest: &Longest) -> String {
        let number = |at: usize| self.steps.get(at).map_or("", |step| &*step.number);
        let again = |again: &Again| {
            let Again { from, to, times } = *again;
            format!("{} more from step {} to step {}", count(times), number(to), number(from))
        };
        let again: Vec<String> = longest.again.iter().take(SAID).map(again).collect();
        let leads = self.steps.iter().flat_map(|step| &step.branches);
        match (leads.count(), again.is_empty()) {
            (0, _) => "the steps take".into(),
            (_, true) => "the longest way through the steps takes".into(),
            (_, false) => {
                format!("the longest way through the steps, {}, takes", again.join(" and "))
            }
        }
    }
}

/// So many steps above one are looked at for the question it stands below.
const NEAREST: usize = 256;
/// At most so many ways back are named.
const SAID: usize = 3;

fn count(times: u32) -> String {
    match times {
        1 => "once".into(),
        2 => "twice".into(),
        times => format!("{times} times"),
    }
}

fn restores(section: &StepSection) -> bool {
    matches!(section.purpose, Purpose::Diagnosis | Purpose::Work | Purpose::Verification)
}

fn time(step: &Step) -> Option<u64> {
    Duration::parse(&step.field(Label::Time)?.text).and_then(seconds)
}

/// Returns how many seconds a duration has; `None` where that depends on a
/// calendar.
fn seconds(duration: Duration) -> Option<u64> {
    let Duration { years, months, weeks, days, business_days, hours, minutes, seconds } = duration;
    let is_fixed = (years, months, business_days) == (0, 0, 0);
    let days = 7 * u64::from(weeks) + u64::from(days);
    let all = 86_400 * days + 3_600 * u64::from(hours) + 60 * u64::from(minutes);
    is_fixed.then_some(all + u64::from(seconds))
}

/// Writes a length of time in hours and minutes.
fn words(seconds: u64) -> String {
    let minutes = seconds.div_ceil(60);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
