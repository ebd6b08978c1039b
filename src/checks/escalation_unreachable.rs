//! `escalation-unreachable`: a step of a ladder comes at hours in which
//! nobody whom it names can be reached.

use super::charters::{self, Subject};
use crate::base::{Code, Diagnostic, TextRange};
use crate::domain::schedule::gaps::Frame;
use crate::domain::schedule::gaps::words::Length;
use crate::domain::schedule::times::Times;
use crate::domain::schedule::{Called, Coverage, Staff};
use crate::model::charter::staff::Staffing;
use crate::model::charter::{Party, Rung, rows};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `escalation-unreachable`.
pub struct EscalationUnreachable;

impl Check for EscalationUnreachable {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            let Some(roster) = site.roster(subject.page.id) else { continue };
            let Some(mut staffing) = Staffing::of(site, subject.page) else { continue };
            let ladders = rows(&subject.charter.ladders).iter();
            let steps: Vec<Step<'_>> = ladders
                .flat_map(|ladder| ladder.rungs.iter())
                .filter_map(|rung| Step::of(rung, &mut staffing))
                .collect();
            report(&subject, &steps, (&roster.staff, &roster.coverage), found);
        }
    }
}

/// A step of a ladder, with those whom it names.
struct Step<'a> {
    names: Vec<&'a str>,
    called: Vec<Called>,
    place: TextRange,
}

impl<'a> Step<'a> {
    /// Gathers whom a step names; `None` if it calls nobody, or if of one of
    /// them no team is known.
    fn of(rung: &'a Rung, staffing: &mut Staffing<'_>) -> Option<Step<'a>> {
        let to = rung.to.given()?;
        let place = to.first()?.name.range;
        let others = [&rung.from, &rung.to, &rung.alternate].into_iter();
        let parties: Vec<&Party> =
            others.filter_map(|own| own.given()).flat_map(|own| own.iter()).collect();
        let called: Vec<Called> = parties.iter().map(|party| staffing.called(party)).collect();
        let mut names: Vec<&str> = Vec::new();
        for party in parties {
            if !names.contains(&&*party.name.text) {
                names.push(&party.name.text);
            }
        }
        let is_known = |who: &Called| !matches!(who, Called::Role(_, teams) if teams.is_empty());
        called.iter().all(is_known).then_some(Step { names, called, place })
    }
}

fn report(
    subject: &Subject<'_>,
    steps: &[Step<'_>],
    (staff, coverage): (&Staff, &Coverage),
    found: &mut Vec<Diagnostic>,
) {
    let promised = Times::any(coverage.lines.iter().map(|line| &line.promised));
    let needed = if promised.is_empty() { &coverage.desk_hours } else { &promised };
    let frame = Frame::new(staff, coverage.year);
    for step in steps {
        let reached = step.called.iter().map(|who| coverage.reach(staff, who));
        let gap = needed.without(&Times::any(&reached.collect::<Vec<_>>()));
        if gap.is_empty() {
            continue;
        }
        let when = frame.describe(&gap);
        if !when.is_weekly() {
            continue;
        }
        let names = match step.names.as_slice() {
            [one] => (*one).to_string(),
            names => format!("none of {}", names.join(", ")),
        };
        let verb = if step.names.len() == 1 { "cannot be reached" } else { "can be reached" };
        let message = format!("{names} {verb} {}", when.words(Length::Short));
        let problem =
            Diagnostic::new(Code::ESCALATION_UNREACHABLE, subject.span(step.place), message);
        found.push(problem.help("add a row under *Out of hours* for one of them"));
    }
}
