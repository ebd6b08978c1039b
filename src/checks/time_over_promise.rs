//! `time-over-promise`: the steps of a runbook take longer than its charter
//! promises for its severity.

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::charter::{ServiceLevel, Time};
use crate::model::document::Document;
use crate::model::extension::Check;
use crate::model::front::Status;
use crate::model::kind::FieldData;
use crate::model::label::Label;
use crate::model::page::{Page, Target};
use crate::model::procedure::{Purpose, Step};
use crate::model::relation::RelationKind;
use crate::model::site::Site;
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
    let times = times(&page.document);
    let mut sum = 0_u64;
    let over = times.iter().find(|(time, _)| {
        sum = sum.saturating_add(*time);
        limit < sum
    });
    let place = Span::new(page.document.source.file, over?.1);
    let whole: u64 = times.iter().fold(0, |sum, (time, _)| sum.saturating_add(*time));
    let severity = level.priority.given().map(|priority| &*priority.text).unwrap_or_default();
    let whole = words(whole);
    let promised = &promise.written.text;
    let message = format!("the steps take {whole}, and {promised} is promised for {severity}");
    let said = Span::new(charter.source.file, promise.written.range);
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

/// Returns the time boxes of the steps that restore the service, each with
/// its place. Where a step has one, those of its sub-steps are in it.
fn times(document: &Document) -> Vec<(u64, TextRange)> {
    let counts = [Purpose::Diagnosis, Purpose::Work, Purpose::Verification];
    let sections = document.procedure.iter().filter(|own| counts.contains(&own.purpose));
    let mut times = Vec::new();
    for section in sections {
        let mut within: Option<u16> = None;
        for step in &section.steps {
            if within.is_some_and(|depth| depth < step.depth) {
                continue;
            }
            let own = time(step);
            within = own.map(|_| step.depth);
            times.extend(own);
        }
    }
    times
}

fn time(step: &Step) -> Option<(u64, TextRange)> {
    let field = step.field(Label::Time)?;
    Some((seconds(Duration::parse(&field.text)?)?, field.range))
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
