//! Calendars as another library reads them: the same instants for a year,
//! across summer time; the zones in them; the data beside them; and the
//! examples of the handbook. Sessions of training plans stand in calendars too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use handover::host::MemoryFiles;
use handover::model::routine::Whose;
use handover::text::recurrence::When;
use icalendar::parser::{Component, read_calendar, unfold};
use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;
use jiff::{Span, Timestamp, ToSpan};
use serde_json::Value;

use crate::cli::Desk;
use crate::site::{Output, TODAY, build, prepare};
use crate::time::timed;

/// Rules with who does it: every form, in zones with and without summer time
/// in the north and in the south.
const TASKS: &[(&str, &str)] = &[
    ("every weekday 07:30", "Desk agent"),
    ("every Mon, Wed and Sat 23:15", "Desk agent"),
    ("every 2 weeks on Friday 09:00, from 2026-10-02", "Lead"),
    ("every 3 days 10:00, from 2026-09-30", "Lead"),
    ("every month 12:00, from 2026-01-31", "Lead"),
    ("every 2 months 12:00, from 2026-01-30", "Lead"),
    ("quarterly 08:00", "Lead"),
    ("yearly 08:00, from 2024-02-29", "Lead"),
    ("31st day of the month 10:00", "Lead"),
    ("30th day of the month 10:00", "Lead"),
    ("last day of the month 10:00", "Night"),
    ("second Saturday of every month 07:00-11:00 UTC", "Lead"),
    ("last Friday of the month 16:00 America/New_York", "Lead"),
    ("third weekday of the month 16:00", "Night"),
    ("first 2 weekdays of the month 16:00", "Night"),
    ("last 2 days of the month 16:00", "Night"),
    ("first Monday of March 10:00", "Lead"),
    ("29th day of February 10:00", "Lead"),
    ("first business day of the month 10:00", "Lead"),
    ("last Friday of the quarter 16:00 Europe/Lisbon", "Lead"),
    ("2 business days before the end of the month 09:00", "Lead"),
    ("first Saturday of every 6 months 06:00-14:00 UTC, from 2027-03-06", "Lead"),
    ("every Friday 09:00, on a holiday skip", "Lead"),
    ("every Friday 09:00, on a holiday previous business day", "Lead"),
    ("every Monday 09:00, except freeze, 2027-03-01", "Lead"),
    ("every Monday 09:00, except August", "Lead"),
    ("every Monday 09:00, until 2027-03-20", "Lead"),
    ("every day 01:30 Europe/Lisbon", "Lead"),
    ("every day 02:15 Australia/Lord_Howe", "Lead"),
    ("every day 24:00 UTC", "Lead"),
    ("every weekday 22:00-06:00", "Night"),
    ("every 4 hours 06:00-18:00", "Lead"),
    ("every 90 minutes 06:00-18:00", "Lead"),
    ("every 6 hours", "Lead"),
    ("every Tuesday", "Lead"),
    ("15th day of the month, 28th day of the month 09:00", "Lead"),
    ("2027-03-01 to 2027-03-05 09:00", "Lead"),
    ("RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1 09:00", "Lead"),
    ("RRULE:FREQ=DAILY;INTERVAL=2;COUNT=30 09:00, from 2026-10-01", "Lead"),
    ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU 09:00, from 2026-10-01", "Night"),
    ("on demand", "Lead"),
];

fn site(settings: &str) -> Output {
    let mut rows = String::new();
    for (at, (when, role)) in TASKS.iter().enumerate() {
        writeln!(rows, "| Task {at} | {when} | 30 min | {role} | test | [[Look]] | Note; a, b |")
            .unwrap();
    }
    let charter = format!(
        "---\nkind: charter\nowner: lead\nzone: Europe/Lisbon\nservices: [jobs]\n\
         freezes: [freeze]\nteams: [lisbon, osaka, sydney]\n---\n\n# Support\n\n\
         ## Routine tasks\n\n\
         | Task | When | Takes | Role | Environment | Runbook | Evidence |\n\
         |---|---|---|---|---|---|---|\n{rows}"
    );
    let files = MemoryFiles::new()
        .with("handover.toml", settings)
        .with("a.md", &charter)
        .with("look.md", "# Look\n")
        .with(
            "data/roles.yml",
            "lead: {title: Lead, team: lisbon}\nnight: {title: Night, team: sydney}\n\
             agent: {title: Desk agent, teams: [lisbon, osaka]}\n",
        )
        .with(
            "data/teams.yml",
            "lisbon: {title: Lisbon, zone: Europe/Lisbon, holidays: portugal}\n\
             osaka: {title: Osaka, zone: Asia/Tokyo}\nsydney: {title: Sydney, zone: Australia/Sydney}\n",
        )
        .with("data/services.yml", "jobs: {title: Jobs}\n")
        .with(
            "data/calendars.yml",
            "portugal: {title: Portugal, days: {2026: [2026-12-25], 2027: [2027-01-01, 2027-03-26]}}\n\
             freeze: {title: Freeze, kind: freeze, days: {2026: [2026-12-18 to 2027-01-05]}}\n",
        );
    build(&files)
}

/// Where a site is published.
const PUBLISHED: &str = "host = \"https://hand.example\"\nbase_path = \"/ops/\"\n";

fn year() -> (Date, Date) {
    (TODAY, TODAY.saturating_add(1.year()))
}

fn property<'a>(event: &'a Component<'_>, name: &str) -> Option<&'a str> {
    event.properties.iter().find(|own| own.name.as_str() == name).map(|own| own.val.as_str())
}

/// What `rrule` makes of an event: the instants, or the days at midnight.
fn expanded(event: &Component<'_>) -> Vec<Timestamp> {
    let mut text = String::new();
    for name in ["DTSTART", "RRULE", "EXDATE"] {
        for own in event.properties.iter().filter(|own| own.name.as_str() == name) {
            let zone = own.params.iter().find(|own| own.key.as_str() == "TZID");
            let zone = zone.and_then(|own| own.val.as_ref());
            let zone = zone.map(|zone| format!(";TZID={zone}")).unwrap_or_default();
            let value = own.val.as_str();
            let is_day = value.len() == 8 && name != "RRULE";
            let time = if is_day { "T000000Z" } else { "" };
            writeln!(text, "{name}{zone}:{value}{time}").unwrap();
        }
    }
    if property(event, "RRULE").is_none() {
        text.push_str("RRULE:FREQ=DAILY;COUNT=1\n");
    }
    let set: rrule::RRuleSet = text.trim().parse().unwrap_or_else(|bad| panic!("{text}: {bad}"));
    let dates = set.all(3_000).dates;
    dates.iter().map(|date| Timestamp::from_second(date.timestamp()).unwrap()).collect()
}

/// The times of the data, by task and team, within a year.
fn told(data: &Value) -> BTreeMap<String, BTreeSet<Timestamp>> {
    let mut all: BTreeMap<String, BTreeSet<Timestamp>> = BTreeMap::new();
    for task in data["tasks"].as_array().unwrap() {
        let name = task["task"].as_str().unwrap();
        let name = match task["team"]["title"].as_str() {
            Some(team) if task["role"]["id"] == "agent" => format!("{name} ({team})"),
            _ => name.to_string(),
        };
        let own = all.entry(name).or_default();
        for date in task["dates"].as_array().unwrap() {
            let day: Date = date["day"].as_str().unwrap().parse().unwrap();
            let midnight = day.to_datetime(jiff::civil::Time::midnight());
            let midnight = midnight.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
            let start = date["start"].as_str().map(|start| start.parse().unwrap());
            own.extend(Some(start.unwrap_or(midnight)).filter(|at| *at < end()));
        }
    }
    all
}

fn end() -> Timestamp {
    let last = year().1.to_datetime(jiff::civil::Time::midnight());
    last.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp()
}

#[test]
fn another_library_reads_the_same_instants() {
    let output = site("");
    let data: Value = serde_json::from_str(&output.text("calendar.json")).expect("JSON");
    let told = told(&data);
    assert_eq!(told.len(), TASKS.len() + 1, "one has no dates, two are done by two teams");
    let text = output.text("calendar.ics");
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).expect("a calendar");
    let mut read: BTreeMap<String, BTreeSet<Timestamp>> = BTreeMap::new();
    let (mut ruled, mut ids) = (0, BTreeSet::new());
    for event in calendar.components.iter().filter(|own| own.name == "VEVENT") {
        let name = property(event, "SUMMARY").expect("a summary").to_string();
        ruled += usize::from(property(event, "RRULE").is_some());
        assert!(ids.insert(property(event, "UID").expect("an id").to_string()), "{name}");
        read.entry(name).or_default().extend(expanded(event).into_iter().filter(|at| *at < end()));
    }
    println!("{} tasks, {ruled} with a rule, {} events", told.len(), ids.len());
    assert!(25 <= ruled, "{ruled}");
    for (name, times) in &told {
        // The data has 600 dates at most.
        let most = if times.len() == 600 { 600 } else { usize::MAX };
        let read: Vec<_> = read.get(name).into_iter().flatten().take(most).collect();
        assert_eq!(read, times.iter().collect::<Vec<_>>(), "{name}");
    }
    assert_eq!(told.len(), read.len());
}

#[test]
fn each_role_team_service_and_environment_has_its_own() {
    let output = site(PUBLISHED);
    let names: Vec<&str> = [
        "environment/test",
        "role/agent",
        "role/lead",
        "role/night",
        "service/jobs",
        "team/lisbon",
        "team/osaka",
        "team/sydney",
    ]
    .into();
    let mut ids = BTreeMap::new();
    for name in names {
        let text = output.text(&format!("calendars/{name}.ics"));
        assert!(text.lines().all(|line| line.len() <= 75), "{name}");
        assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains('\n'));
        let count = text.matches("UID:").count();
        ids.insert(name, count);
        assert!(text.contains("DTSTAMP:") && 0 < count, "{name}");
    }
    assert!(ids["team/osaka"] < ids["team/lisbon"]);
    let all = output.text("calendar.ics").matches("UID:").count();
    assert_eq!(ids["environment/test"], all, "all of it is done there");
    let data: Value = serde_json::from_str(&output.text("calendar.json")).expect("JSON");
    let listed = data["calendars"].as_array().unwrap().iter();
    let listed: BTreeSet<&str> = listed.map(|own| own["address"].as_str().unwrap()).collect();
    let written: Vec<String> = ids.keys().map(|name| format!("calendars/{name}.ics")).collect();
    assert_eq!(listed, written.iter().map(String::as_str).collect());
    let unfolded = output.text("calendar.ics").replace("\r\n ", "");
    for wanted in [
        "X-WR-CALNAME:",
        "URL:https://hand.example/ops/a/index.html#task-0\r\n",
        "DESCRIPTION:When: every weekday 07:30\\nRole: Desk agent\\nTeam: Lisbon\\nEnvironment: test\
         \\nRunbook: Look https://hand.example/ops/look/index.html\\nEvidence: Note\\; a\\, b\r\n",
        "DTSTART;TZID=Asia/Tokyo:",
        "DURATION:PT30M\r\n",
        "RRULE:FREQ=MONTHLY;BYDAY=2SA\r\n",
    ] {
        assert!(unfolded.contains(wanted), "{wanted}\n{unfolded}");
    }
    assert_eq!(output.text("calendar.ics"), site(PUBLISHED).text("calendar.ics"));
}

/// The changes of clocks that a calendar lists, as they show the time, with
/// the offset that follows.
fn changes(zone: &Component<'_>) -> Vec<(Timestamp, String)> {
    let mut changes: Vec<(Timestamp, String)> = Vec::new();
    for part in &zone.components {
        let start = property(part, "DTSTART").expect("a start");
        let to = property(part, "TZOFFSETTO").expect("an offset").to_string();
        let mut text = format!("DTSTART:{start}Z\n");
        match property(part, "RRULE") {
            Some(rule) => writeln!(text, "RRULE:{rule}").unwrap(),
            None => text.push_str("RRULE:FREQ=DAILY;COUNT=1\n"),
        }
        for own in part.properties.iter().filter(|own| own.name.as_str() == "RDATE") {
            writeln!(text, "RDATE:{}Z", own.val.as_str()).unwrap();
        }
        let set: rrule::RRuleSet =
            text.trim().parse().unwrap_or_else(|bad| panic!("{text}: {bad}"));
        for date in set.all(20).dates {
            changes.push((Timestamp::from_second(date.timestamp()).unwrap(), to.clone()));
        }
    }
    changes.sort();
    changes
}

#[test]
fn zones_in_calendars_are_those_of_the_database() {
    let text = site("").text("calendar.ics");
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).expect("a calendar");
    let zones: Vec<_> = calendar.components.iter().filter(|own| own.name == "VTIMEZONE").collect();
    assert_eq!(zones.len(), 5, "Lisbon, New York, Tokyo, Sydney, Lord Howe");
    for zone in zones {
        let name = property(zone, "TZID").expect("a name");
        let changes = changes(zone);
        let known = TimeZoneDatabase::bundled().get(name).expect("a zone");
        for day in 0..3_000 {
            let day = TODAY.saturating_add(Span::new().days(day));
            let wall = day.at(12, 0, 0, 0);
            let seconds = known.to_ambiguous_timestamp(wall).compatible().unwrap();
            let seconds = known.to_offset(seconds).seconds();
            let sign = if seconds < 0 { '-' } else { '+' };
            let seconds = seconds.unsigned_abs();
            let expected = format!("{sign}{:02}{:02}", seconds / 3_600, seconds % 3_600 / 60);
            let instant = wall.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
            let found = changes.iter().rfind(|(at, _)| *at <= instant).map(|(_, to)| &**to);
            assert_eq!(found, Some(&*expected), "{name} {wall}");
        }
    }
}

/// Says where data does not fit the schema that is published.
fn misfits(data: &Value) -> Vec<String> {
    let schema = include_str!("../content/reference/calendar-schema.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    validator.iter_errors(data).map(|bad| bad.to_string()).collect()
}

#[test]
fn the_data_fits_its_schema() {
    let data: Value = serde_json::from_str(&site("").text("calendar.json")).expect("JSON");
    assert_eq!(misfits(&data), Vec::<String>::new());
}

#[test]
fn a_site_without_tasks_has_no_calendar() {
    let output = build(&MemoryFiles::new().with("a.md", "# A\n"));
    assert!(!output.shown().contains("calendar"));
}

const PLAN: &str = "---
kind: training-plan
id: plan
title: Plan
period: 2027-01-01 to 2027-12-31
---

# Plan

## Audiences

| Audience | Role | People |
|---|---|---|
| Desk agents | Desk agent | 16 |

## Sessions

| Session | Audience | When | Place | Language | Delivery | Trainer | After |
|---|---|---|---|---|---|---|---|
| Winter | Desk agents | 2027-01-19 10:00-10:30 Europe/Brussels | Room 1, left | nl | in the room | Lead | |
| Summer | Users | 2027-07-20 22:00-01:00 Europe/Brussels | | | | | Winter |
| Twice | Users | 2027-10-31 01:30-03:30 Europe/Lisbon | | | | | |
| Again | Users | 2027-03-16 13:00-14:30 UTC | | | | | |
| Again | Users | 2027-02-10 13:00-14:00 America/Halifax | | | | | |
| Days | Users | 2027-03-29 to 2027-04-09 | | | | | |
| Someday | Users | in spring | | | | | |
";

#[test]
fn sessions_are_read_by_another_library_at_their_instants() {
    let files = |plan: &str| {
        MemoryFiles::new()
            .with("handover.toml", "host = \"https://hand.example\"\n")
            .with("learn/plan.md", plan)
    };
    let output = build(&files(PLAN));
    let text = output.text("learn/plan/sessions.ics");
    assert!(output.text("learn/plan/index.html").contains("<a href=\"sessions.ics\">"));
    let unfolded = unfold(&text);
    let calendar = read_calendar(&unfolded).expect("a calendar");
    let events = calendar.components.iter().filter(|own| own.name == "VEVENT");
    let all: Vec<(String, &str, &str)> = events
        .map(|event| {
            let start = match property(event, "DTSTART").expect("a start") {
                day if day.len() == 8 => day.to_string(),
                _ => expanded(event)[0].to_string(),
            };
            let name = property(event, "SUMMARY").expect("a name");
            (start, name, property(event, "DTEND").expect("an end"))
        })
        .collect();
    let wanted = [
        ("2027-01-19T09:00:00Z", "Winter", "20270119T103000"),
        ("2027-07-20T20:00:00Z", "Summer", "20270721T010000"),
        ("2027-10-31T00:30:00Z", "Twice", "20271031T033000Z"),
        ("2027-03-16T13:00:00Z", "Again", "20270316T143000Z"),
        ("2027-02-10T17:00:00Z", "Again", "20270210T140000"),
        ("20270329", "Days", "20270410"),
    ];
    let wanted = wanted.map(|(start, name, end)| (start.to_string(), name, end));
    assert_eq!(all, wanted);
    let zones = calendar.components.iter().filter(|own| own.name == "VTIMEZONE");
    let zones: Vec<_> = zones.map(|zone| property(zone, "TZID").expect("a name")).collect();
    assert_eq!(zones, ["America/Halifax", "Europe/Brussels"]);
    let whole = text.replace("\r\n ", "");
    for line in [
        "X-WR-CALNAME:Plan (",
        "LOCATION:Room 1\\, left\r\n",
        "DESCRIPTION:For: Desk agents (16 people)\\nDelivery: in the room\\nLanguage: nl\\nTrainer: Lead\\nPlan: Plan\r\n",
        "DESCRIPTION:For: Users\\nAfter: Winter\\nPlan: Plan\r\n",
        "URL:https://hand.example/learn/plan/index.html\r\n",
    ] {
        assert!(whole.contains(line), "{line}\n{whole}");
    }
    // A session that moves is the same one; two of one name are two.
    let moved = build(&files(&PLAN.replace("2027-01-19 10:00-10:30", "2027-01-20 11:00-11:30")));
    let ids = |text: &str| {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_string).collect::<Vec<_>>()
    };
    let moved = moved.text("learn/plan/sessions.ics");
    assert_eq!(ids(&text), ids(&moved));
    assert_ne!(text, moved);
    assert_eq!(ids(&text).into_iter().collect::<BTreeSet<_>>().len(), 6);
    let bare = build(&files(&PLAN.replace("2027-", "later ")));
    assert!(!bare.files.contains_key("learn/plan/sessions.ics"));
}

/// A charter and a plan that share roles.
fn site_with_sessions(plan: &str) -> Output {
    let files = MemoryFiles::new()
        .with("handover.toml", "host = \"https://hand.example\"\n")
        .with("learn/plan.md", plan)
        .with(
            "a.md",
            "---\nkind: charter\nowner: lead\n---\n\n# Support\n\n## Routine tasks\n\n\
             | Task | When | Role |\n|---|---|---|\n| Read the log | every Monday 09:00 | Lead |\n\
             | Count | every Monday 10:00 | Night |\n",
        )
        .with(
            "agent.md",
            "---\nkind: role\nid: agent\n---\n\n# Desk agent\n\n[[_CALENDAR_|12 months]]\n",
        )
        .with("data/roles.yml", "lead: {title: Lead}\nnight: {title: Night}\n");
    build(&files)
}

#[test]
fn sessions_stand_in_the_calendars_of_who_learns_and_who_teaches() {
    let past = PLAN.replace(
        "| Someday |",
        "| Over | Desk agents | 2026-01-05 09:00-10:00 UTC | | | | Lead | |\n\
         | Far | Desk agents | 2031-01-05 09:00-10:00 UTC | | | | Lead | |\n| Someday |",
    );
    let output = site_with_sessions(&past);
    let summaries = |name: &str| {
        let text = output.text(name);
        let unfolded = unfold(&text);
        let calendar = read_calendar(&unfolded).expect("a calendar");
        let events = calendar.components.iter().filter(|own| own.name == "VEVENT");
        let all = events.map(|event| property(event, "SUMMARY").expect("a name").to_string());
        all.collect::<Vec<String>>()
    };
    assert_eq!(summaries("calendars/role/agent.ics"), ["Session: Winter"]);
    assert_eq!(summaries("calendars/role/lead.ics"), ["Read the log", "Session: Winter"]);
    assert_eq!(summaries("calendars/role/night.ics"), ["Count"]);
    let all = summaries("calendar.ics");
    assert_eq!(all.len(), 2 + 6, "what is over, far or without a day is left out: {all:?}");
    // It is the event of the plan's own calendar, but for its name.
    let event = |name: &str| {
        let text = output.text(name).replace("\r\n ", "");
        let events = text.split("BEGIN:VEVENT").skip(1).filter(|own| own.contains("Winter\r\n"));
        let own = events.into_iter().next().expect("the session").to_string();
        own.split("END:VEVENT").next().unwrap().replace("SUMMARY:Session: ", "SUMMARY:")
    };
    assert_eq!(event("calendars/role/agent.ics"), event("learn/plan/sessions.ics"));
    let page = output.text("all-tasks/role/lead/index.html");
    for part in [
        "<caption>All tasks and sessions</caption>",
        "<a href=\"../../../learn/plan/index.html\">Session: Winter</a></th>\
         <td data-h=\"When\">2027-01-19 10:00-10:30 Europe/Brussels</td>\
         <td data-h=\"Next\">Tue 19 January 2027</td>",
        ">Desk agent</a>; trainer: <a href=",
        "<td data-h=\"Where\">Room 1, left</td>",
        "\">Session: Winter</a></td>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!output.text("all-tasks/role/night/index.html").contains("Session"));
    // The page of a role that has sessions alone leads to them as well.
    let links = |role: &str| {
        let pages =
            output.files.keys().filter(|path| path.ends_with(&format!("{role}/index.html")));
        let page = output.text(pages.min_by_key(|path| path.len()).expect("its page"));
        let to = format!("all-tasks/role/{role}/index.html\">By month</a>");
        (page.matches(&to).count(), page.contains("<td>1 to come</td>"))
    };
    assert_eq!(links("agent"), (1, true));
    assert_eq!(links("lead"), (1, false));
    assert_eq!(links("plan"), (0, false));
    assert!(output.text("all-tasks/index.html").contains("Session: Days</a>"));
    let role = output.text("agent/index.html");
    assert!(!role.is_empty(), "{:?}", output.files.keys().collect::<Vec<_>>());
    assert!(role.contains("Session: Winter") && !role.contains("Read the log</a>"), "{role}");
    let twin = output.text("agent/index.md");
    assert!(
        twin.contains("- Session: [Winter](../learn/plan/index.md): 2027-01-19 10:00-10:30"),
        "{twin}"
    );
    assert!(twin.contains("; trainer: "), "{twin}");
}

#[test]
fn the_data_has_the_sessions_and_fits_its_schema() {
    let data: Value =
        serde_json::from_str(&site_with_sessions(PLAN).text("calendar.json")).unwrap();
    let sessions = data["sessions"].as_array().expect("sessions");
    assert_eq!(sessions.len(), 6);
    let winter = serde_json::json!({
        "session": "Winter", "page": "plan", "address": "learn/plan/index.html",
        "when": "2027-01-19 10:00-10:30 Europe/Brussels",
        "first": "2027-01-19", "last": "2027-01-19",
        "start": "2027-01-19T09:00:00Z", "end": "2027-01-19T09:30:00Z",
        "audience": "Desk agents", "roles": [{"id": "agent", "title": "Desk agent"}],
        "trainer": {"id": "lead", "title": "Lead"},
        "place": "Room 1, left", "language": "nl", "delivery": "in the room",
    });
    assert_eq!(sessions[0], winter);
    assert_eq!(sessions[5]["first"], "2027-03-29");
    assert_eq!(sessions[5]["last"], "2027-04-09");
    assert_eq!(sessions[5].get("start"), None);
    assert_eq!(misfits(&data), Vec::<String>::new());
    let mut wrong = data.clone();
    wrong["sessions"][0].as_object_mut().unwrap().remove("end");
    assert_eq!(misfits(&wrong).len(), 1);
    // Sessions alone make calendars, of those who are there.
    let alone = build(
        &MemoryFiles::new().with("plan.md", PLAN).with("data/roles.yml", "lead: {title: Lead}\n"),
    );
    assert!(alone.text("calendars/role/lead.ics").contains("SUMMARY:Session: Winter\r\n"));
    let data: Value = serde_json::from_str(&alone.text("calendar.json")).unwrap();
    assert_eq!((data["tasks"].as_array().unwrap().len(), misfits(&data).len()), (0, 0));
}

/// A calendar of one understands the tasks of this one alone: with twelve
/// hundred roles that is a thousandth of the work that all of them are.
#[test]
fn a_calendar_does_not_cost_more_for_the_tasks_of_others() {
    let count = 1_200;
    let roles: String = (0..count).map(|at| format!("r{at}: {{title: Role {at}}}\n")).collect();
    let mut files = MemoryFiles::new().with("data/roles.yml", &roles);
    for at in 0..count {
        let text = format!(
            "---\nkind: charter\n---\n\n# Charter {at}\n\n## Routine tasks\n\n\
             | Task | When | Role |\n|---|---|---|\n| Task {at} | every Monday 09:00 | Role {at} |\n"
        );
        files = files.with(&format!("c{at}.md"), &text);
    }
    let site = prepare(&files).site;
    let scopes = site.task_scopes();
    assert_eq!(scopes.len(), count);
    let understood = || {
        let own =
            scopes.iter().map(|scope| site.tasks_of(&Whose::scopes(std::slice::from_ref(scope))));
        own.map(|tasks| tasks.len()).sum::<usize>()
    };
    let (taken, understood) = timed(Duration::from_secs(3), understood);
    assert_eq!(understood, count);
    assert!(taken < Duration::from_secs(3), "{taken:?}; all tasks for each role take a minute");
}

#[test]
fn the_rules_of_the_handbook_are_understood() {
    let page = include_str!("../content/handover/calendars.md");
    let (table, _) = page.split_once("## Whose").expect("the next part");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let rules: Vec<&str> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    assert!(15 <= rules.len(), "{rules:?}");
    for rule in rules {
        assert!(When::parse(rule).is_ok(), "{rule}: {:?}", When::parse(rule));
    }
    let language = include_str!("../content/reference/language/recurrence.md");
    for row in language.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let (words, precise) = (cells[0], cells[1].trim_matches('`'));
        let [words, precise] = [words, precise].map(|text| When::parse(text).expect(text));
        assert_eq!(words, precise, "{row}");
    }
}

#[test]
fn the_command_prints_what_the_handbook_says() {
    let page = include_str!("../content/handover/calendars.md");
    let (command, rest) =
        page.split_once("```bash\nhandover when ").unwrap().1.split_once('\n').unwrap();
    let expected = rest.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let (rule, options) = command[1..].split_once("\" ").unwrap();
    let desk = Desk::new();
    let args: Vec<&str> = ["when", rule].into_iter().chain(options.split(' ')).collect();
    let ran = desk.run(&args);
    assert_eq!((ran.code(), ran.out().as_str()), (0, expected), "{}", ran.err());
    let ran = desk.run(&["when", "every Mondya"]);
    assert_eq!(ran.code(), 1);
    assert!(ran.err().contains("bad-recurrence") && ran.err().contains("^^^^^^"), "{}", ran.err());
    let ran = desk.run(&["when", "every day 10:00", "--zone", "Lisbon"]);
    assert!(ran.code() == 1 && ran.err().contains("Europe/Lisbon"), "{}", ran.err());
    let ran =
        desk.run(&["when", "every day 10:00", "--from", "2027-01-01", "--count", "1", "--json"]);
    let data: Value = serde_json::from_str(&ran.out()).expect("JSON");
    assert_eq!(data["dates"][0]["start"], "2027-01-01T10:00:00Z");
    assert_eq!(desk.run(&["when", "on demand"]).out(), "on demand\n\nIt has no dates.\n");
}
