//! The lines of a charter's tables as records.

use super::cell::{Reader, part};
use super::head;
use super::line::Line;
use super::section::Found;
use crate::base::Code;
use crate::model::catalog::loose;
use crate::model::charter::{
    AccessRule, Agreement, Answer, Arrangement, ChangeRule, Clock, ClockName, InFreeze, Ladder,
    Level, Measure, Period, PeriodChange, RoutineTask, Rung, ScopeArea, Section, ServiceLevel,
    TeamLine, Tool, columns, staff,
};
use crate::model::front::Located;
use crate::text::hours::day;

type Cells<'l, 'd> = &'l Line<'d>;

pub(super) fn scope(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> ScopeArea {
    ScopeArea {
        range: line.range(),
        area: reader.words(line, "area"),
        what: reader.words(line, "what"),
        detail: reader.words(line, "in_detail"),
        who: reader.parties(line, "who"),
        when: reader.words(line, "when"),
        how: reader.words(line, "how"),
    }
}

pub(super) fn level(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> Level {
    Level {
        range: line.range(),
        level: reader.words(line, "level"),
        role: reader.parties(line, "role"),
        does: reader.words(line, "does"),
        takes_over: reader.words(line, "takes_over_when"),
        hands_on: reader.words(line, "hands_on_when"),
        hands_to: reader.words(line, "hands_to"),
    }
}

pub(super) fn team(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> TeamLine {
    TeamLine {
        range: line.range(),
        team: reader.words(line, "team"),
        zone: reader.words(line, "zone"),
        languages: reader.list(line, "languages"),
        hours: reader.hours(line, "hours"),
        location: reader.words(line, "location"),
        holidays: reader.words(line, "holidays"),
    }
}

pub(super) fn period(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> Period {
    Period {
        range: line.range(),
        period: reader.words(line, "period"),
        when: reader.words(line, "when"),
        changes: match reader.words(line, "what_changes") {
            Answer::Given(written) => Answer::Given(change_of_hours(reader, written)),
            other => other.map(|written| PeriodChange { written, hours: None }),
        },
    }
}

/// Reads `Lisbon desk: Mon-Fri 07:00-20:00`; other words are only shown.
fn change_of_hours(reader: &mut Reader<'_, '_>, written: Located) -> PeriodChange {
    let Some((team, rest)) = written.text.split_once(':') else {
        return PeriodChange { written, hours: None };
    };
    let begins = rest.trim_start();
    let word = begins.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_hours = day(word).is_some()
        || ["24x7", "24", "closed", "never", "daily", "weekdays", "weekends", "always"]
            .contains(&&*word.to_ascii_lowercase());
    let is_team = !team.trim().is_empty() && !team.ends_with(|c: char| c.is_ascii_digit());
    if !is_hours || !is_team {
        return PeriodChange { written, hours: None };
    }
    let lead = team.len() - team.trim_start().len();
    let range = part(&written, lead..lead + team.trim().len());
    let name = Located { text: team.trim().into(), range };
    let start = written.text.len() - begins.len();
    let range = part(&written, start..start + begins.trim_end().len());
    let hours = reader.open_hours(Located { text: begins.trim_end().into(), range });
    PeriodChange { written, hours: Some((name, hours)) }
}

pub(super) fn arrangement(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> Arrangement {
    let when = reader.words(line, "when");
    if let Some(words) = when.given().filter(|words| staff::window(&words.text).is_none()) {
        let message = format!("\"{}\" are no hours", words.text);
        let help = "write `outside desk hours`, `outside office hours`, or for example \
                    `Sat-Sun 00:00-24:00`";
        reader.report(Code::BAD_TIME, words.range, message, help.into());
    }
    Arrangement {
        range: line.range(),
        when,
        who: reader.parties(line, "who"),
        reached_by: reader.words(line, "reached_by"),
        answers_within: reader.time(line, "answers_within"),
        priorities: reader.list(line, "for"),
    }
}

pub(super) fn service_level(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> ServiceLevel {
    ServiceLevel {
        range: line.range(),
        priority: reader.words(line, "priority"),
        means: reader.words(line, "means"),
        respond: reader.time(line, "respond"),
        update: reader.time(line, "update_every"),
        restore: reader.time(line, "restore"),
        resolve: reader.time(line, "resolve"),
        clock: reader.words(line, "clock").map(clock),
        languages: reader.list(line, "languages"),
        target: reader.words(line, "target"),
    }
}

/// Reads which hours count.
fn clock(written: Located) -> ClockName {
    let words = loose(&written.text);
    let clock = match words.as_str() {
        "around the clock" | "24x7" | "24/7" | "24 7" | "always" => Clock::AroundTheClock,
        "desk hours" | "office hours" | "business hours" | "service hours" | "support hours"
        | "working hours" => Clock::Desk,
        _ => Clock::Team(team_of_hours(&written)),
    };
    ClockName { written, clock }
}

/// Takes `hours` off the name of a team: `hours of Lisbon desk`, `Lisbon desk
/// hours`.
fn team_of_hours(written: &Located) -> Located {
    let lower = written.text.to_ascii_lowercase();
    let start = ["hours of the ", "hours of "].iter().find(|lead| lower.starts_with(**lead));
    let start = start.map_or(0, |lead| lead.len());
    let end = lower.strip_suffix(" hours").map_or(lower.len(), str::len).max(start);
    let text = written.text.get(start..end).unwrap_or(&written.text);
    Located { text: text.into(), range: part(written, start..end) }
}

pub(super) fn ladders(reader: &mut Reader<'_, '_>, found: &Found<'_>) -> Section<Ladder> {
    let (tables, questions) = head::read(reader, found, (columns::ESCALATION, "to"));
    let mut ladders = Vec::with_capacity(tables.len());
    for table in &tables {
        let title = table.heading.and_then(|heading| reader.located(&heading.content));
        let id = table.heading.map_or(found.id, |heading| &heading.id);
        let rungs = table.lines.iter().map(|line| rung(reader, line)).collect();
        ladders.push(Ladder { title, id: Some(id.into()), rungs });
    }
    Section { range: found.range, id: found.id.into(), rows: ladders.into(), questions }
}

fn rung(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> Rung {
    Rung {
        range: line.range(),
        step: reader.words(line, "step"),
        after: reader.time(line, "after"),
        from: reader.parties(line, "from"),
        to: reader.parties(line, "to"),
        channel: reader.words(line, "channel"),
        alternate: reader.parties(line, "alternate"),
        when: reader.words(line, "when"),
    }
}

pub(super) fn task(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> RoutineTask {
    RoutineTask {
        range: line.range(),
        id: line.row.id.clone(),
        task: reader.words(line, "task"),
        when: reader.words(line, "when"),
        when_data: reader.mapping(line, "when").cloned().map(Box::new),
        takes: reader.time(line, "takes"),
        role: reader.roles(line, "role"),
        environment: reader.list(line, "environment"),
        runbook: reader.page(line, "runbook"),
        evidence: reader.words(line, "evidence"),
        in_a_freeze: in_a_freeze(reader, line),
    }
}

fn in_a_freeze(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> Answer<InFreeze> {
    match reader.words(line, "in_a_freeze") {
        Answer::Given(words) => match &*words.text.to_ascii_lowercase() {
            "run" | "runs" | "yes" => Answer::Given(InFreeze::Run),
            "skip" | "skipped" | "no" => Answer::Given(InFreeze::Skip),
            _ => {
                let message = format!("\"{}\" is neither run nor skip", words.text);
                reader.report_plainly(Code::WRONG_TYPE, words.range, message);
                Answer::Open(words.range)
            }
        },
        other => other.map(|_| InFreeze::Skip),
    }
}

pub(super) fn tool(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> Tool {
    Tool {
        range: line.range(),
        tool: reader.words(line, "tool"),
        purpose: reader.words(line, "for"),
        owner: reader.roles(line, "owner"),
        outside_party: reader.outsiders(line, "outside_party"),
        their_reference: reader.words(line, "their_reference"),
        rule: reader.words(line, "rule"),
    }
}

pub(super) fn access(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> AccessRule {
    AccessRule {
        range: line.range(),
        party: reader.outsiders(line, "party"),
        system: reader.words(line, "system"),
        data: reader.words(line, "data"),
        condition: reader.words(line, "on_condition"),
        approver: reader.roles(line, "approver"),
        emergency: reader.page(line, "in_an_emergency"),
    }
}

pub(super) fn change(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> ChangeRule {
    ChangeRule {
        range: line.range(),
        change: reader.words(line, "change"),
        approved_by: reader.roles(line, "approved_by"),
        example: reader.words(line, "example"),
        notice: reader.time(line, "notice"),
    }
}

pub(super) fn measure(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> Measure {
    Measure {
        range: line.range(),
        measure: reader.words(line, "measure"),
        condition: reader.words(line, "condition"),
        holds_for: reader.time(line, "for_how_long"),
    }
}

pub(super) fn agreement(reader: &mut Reader<'_, '_>, line: Cells<'_, '_>) -> Agreement {
    Agreement {
        range: line.range(),
        party: reader.outsiders(line, "party"),
        agreement: reader.words(line, "agreement"),
        service_level: reader.words(line, "service_level"),
        ends: reader.words(line, "ends"),
    }
}
