//! The events of a task: one with a rule where RFC 5545 can say it, else one
//! for each time of the next year and a half.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use crate::base::{Hash, SitePath};
use crate::domain::schedule::occurrence::{Around, Occurrence, occurrences, zone_of};
use crate::model::charter::RoutineTask;
use crate::model::page::{Page, Target};
use crate::model::routine::{Routine, Turn, end, horizon};
use crate::model::site::Site;
use crate::outputs::html::address;
use crate::text::icalendar::{Event, Length, Moment, utc};
use crate::text::recurrence::{Clock, Except, OnHoliday, Rule, Unit, When};

/// At most so many events are written for somebody's part in a task.
const MOST: usize = 2_000;
/// A rule has at most so many exceptions.
const MOST_EXCEPT: usize = 400;
/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// Clocks change before this minute of a day.
const QUIET: u16 = 4 * 60;

/// Returns the events of somebody's part in a task.
pub(super) fn of_turn(site: &Site, routine: &Routine<'_>, turn: &Turn<'_>) -> Vec<Event> {
    let today = site.config.today;
    let all = routine.occurrences(turn, (today, horizon(today)));
    let Some(first) = all.first() else { return Vec::new() };
    let model = model(site, routine, turn);
    let times = Times::of(routine, turn);
    if let Some((rule, except)) = ruled(routine, turn, (&all, &times)) {
        let (start, length) = (times.moment(first), times.length(first, routine.task));
        return vec![Event { start, length, rule: Some(rule), except, ..model }];
    }
    let event = |own: &Occurrence| {
        let start = times.moment(own);
        let mark = match &start {
            Moment::Day(day) => day.to_string(),
            Moment::Local(time, _) => time.to_string(),
            Moment::Utc(at) => at.to_string(),
        };
        let mark = mark.replace([':', '-'], "");
        let uid = model.uid.replacen('@', &format!("-{mark}@"), 1);
        Event { uid, length: times.length(own, routine.task), start, ..model.clone() }
    };
    all.iter().take(MOST).map(event).collect()
}

/// Returns what all events of a task have.
fn model(site: &Site, routine: &Routine<'_>, turn: &Turn<'_>) -> Event {
    let identity = site.catalog.page(routine.page.id);
    let home = &site.config.home;
    let path = home.path.as_ref().map_or("", |path| path.as_str());
    let id = identity.map_or("", |identity| &*identity.id);
    let crew = turn.crew.as_ref().map(|crew| crew.id.unwrap_or(crew.title));
    let parts = [
        home.host.as_deref().unwrap_or_default(),
        path,
        id,
        routine.anchor().unwrap_or(routine.name()),
        turn.role.map_or("", |role| &*role.id),
        crew.unwrap_or_default(),
    ];
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    let url = identity.and_then(|identity| address::whole(&site.config, &identity.output));
    let several = routine.turns.len() > 1;
    let team = turn.crew.as_ref().filter(|_| several).map(|crew| format!(" ({})", crew.title));
    let environment = environments(routine.task);
    Event {
        uid: format!("{}@handover", Hash::of_parts(&parts)),
        start: Moment::Day(site.config.today),
        length: Length::Unknown,
        rule: None,
        except: Vec::new(),
        summary: format!("{}{}", routine.name(), team.unwrap_or_default()),
        description: description(site, routine, turn),
        location: environment.join(", "),
        url: url
            .map(|url| address::with_fragment(url, routine.anchor()).replace(char::is_control, "")),
    }
}

/// Returns the names of the environments of a task.
pub(super) fn environments(task: &RoutineTask) -> Vec<&str> {
    let names = task.environment.given().map(|names| &**names).unwrap_or_default();
    names.iter().map(|name| &*name.text).collect()
}

fn description(site: &Site, routine: &Routine<'_>, turn: &Turn<'_>) -> String {
    let task = routine.task;
    let mut lines = vec![format!("When: {}", routine.words())];
    lines.extend(turn.role.map(|role| format!("Role: {}", role.title)));
    lines.extend(turn.crew.as_ref().map(|crew| format!("Team: {}", crew.title)));
    let environment = environments(task).join(", ");
    lines.extend((!environment.is_empty()).then(|| format!("Environment: {environment}")));
    let runbook = runbook(site, routine.page, task);
    lines.extend(runbook.map(|(title, address)| match address {
        Some(address) => format!("Runbook: {title} {address}"),
        None => format!("Runbook: {title}"),
    }));
    let evidence = task.evidence.given();
    lines.extend(evidence.map(|evidence| format!("Evidence: {}", evidence.text)));
    lines.join("\n")
}

/// Returns the title and the address of the page that says how a task is
/// done; the address is whole if the site says where it is published.
pub(super) fn runbook(
    site: &Site,
    page: &Page,
    task: &RoutineTask,
) -> Option<(String, Option<String>)> {
    let name = task.runbook.given()?;
    let title = name.text.text.to_string();
    let target = name.reference.and_then(|number| page.targets.get(number as usize));
    let (identity, anchor) = match target {
        Some(Target::Page(id, anchor)) => (site.catalog.page(*id), anchor.as_deref()),
        _ => (None, None),
    };
    let address = identity.map(|identity| {
        let own = || address::page(&SitePath::default(), &identity.output, site.config.links);
        let whole = address::whole(&site.config, &identity.output).unwrap_or_else(own);
        address::with_fragment(whole, anchor)
    });
    Some((title, address))
}

/// The times of a task, as calendars write them.
struct Times<'a> {
    clock: Option<&'a Clock>,
    zone: TimeZone,
    name: String,
    /// Whether it is done again within a day.
    is_repeated: bool,
}

impl<'a> Times<'a> {
    fn of(routine: &'a Routine<'_>, turn: &Turn<'_>) -> Times<'a> {
        let clock = routine.when.clock.as_ref();
        let own = clock.and_then(|clock| zone_of(clock.zone.as_deref()?));
        let zone = own.unwrap_or_else(|| turn.around.zone.clone());
        let name = zone.iana_name().unwrap_or("UTC").to_string();
        let is_repeated = routine.when.rules.iter().any(is_repeated);
        Times { clock, zone, name, is_repeated }
    }

    /// Returns when an occurrence begins: what clocks show, but an instant if
    /// they do not show the time that was meant.
    fn moment(&self, own: &Occurrence) -> Moment {
        match own.start {
            None => Moment::Day(own.day),
            Some(at) if self.name == "UTC" => Moment::Utc(at),
            Some(at) if !self.is_shown(own) => Moment::Utc(at),
            Some(at) => Moment::Local(self.zone.to_datetime(at), (*self.name).into()),
        }
    }

    /// Tells whether clocks show the time that was meant, and once: it is not
    /// left out when they change, and not shown twice. Programs differ there.
    fn is_shown(&self, own: &Occurrence) -> bool {
        let Some(at) = own.start else { return true };
        let shown = self.zone.to_datetime(at);
        let meant = self.clock.and_then(|clock| wall(own.day, clock.at));
        let is_once = !self.zone.to_ambiguous_timestamp(shown).is_ambiguous();
        is_once && (self.is_repeated || Some(shown) == meant)
    }

    fn length(&self, own: &Occurrence, task: &RoutineTask) -> Length {
        let (Some(start), Some(last)) = (own.start, end(own, task)) else { return Length::Unknown };
        if own.end.is_none() {
            let minutes = last.duration_since(start).as_mins();
            return Length::Minutes(u32::try_from(minutes).unwrap_or_default());
        }
        let is_local = matches!(self.moment(own), Moment::Local(..));
        Length::Until(match is_local {
            true => Moment::Local(self.zone.to_datetime(last), (*self.name).into()),
            false => Moment::Utc(last),
        })
    }
}

/// Returns what clocks show at a minute of a day or of the next.
fn wall(day: Date, minute: u16) -> Option<DateTime> {
    let midnight = DateTime::from(day);
    midnight.checked_add(Span::new().minutes(i64::from(minute))).ok()
}

/// Returns the rule of a task with its exceptions, if RFC 5545 can say it.
fn ruled(
    routine: &Routine<'_>,
    turn: &Turn<'_>,
    (all, times): (&[Occurrence], &Times<'_>),
) -> Option<(String, Vec<Moment>)> {
    let when = &routine.when;
    let moves = matches!(when.on_holiday, Some(OnHoliday::Next | OnHoliday::Previous));
    let has_months = when.except.iter().any(|except| matches!(except, Except::Month(_)));
    if moves || has_months || !is_safe(when, (all, times)) {
        return None;
    }
    let mut rule = when.rfc()?;
    if let Some(until) = when.until {
        let last = match &when.clock {
            None => until.to_string().replace('-', ""),
            Some(_) => utc(wall(until, DAY - 1)?.to_zoned(times.zone.clone()).ok()?.timestamp()),
        };
        rule.push_str(&format!(";UNTIL={last}"));
    }
    let begin = all.first()?.day;
    let days = (begin, begin.saturating_add(3.years()));
    let plain = When { except: Box::default(), on_holiday: None, ..when.clone() };
    let around = Around::zone(turn.around.zone.clone());
    let kept = routine.occurrences(turn, days);
    let left_out = occurrences(&plain, days, &around).into_iter();
    let left_out = left_out.filter(|own| kept.binary_search(own).is_err());
    let except: Vec<Moment> = left_out.map(|own| times.moment(&own)).collect();
    (except.len() <= MOST_EXCEPT).then_some((rule, except))
}

/// Tells whether another program counts the same times from the rule: none of
/// them is left out when clocks change, and none lies in another day.
fn is_safe(when: &When, (all, times): (&[Occurrence], &Times<'_>)) -> bool {
    let Some(clock) = &when.clock else {
        return !times.is_repeated;
    };
    if times.is_repeated {
        let is_quiet = QUIET <= clock.at && clock.to.is_some_and(|to| to < DAY);
        return is_quiet || (times.name == "UTC" && clock.to.is_some_and(|to| to < DAY));
    }
    clock.at < DAY && all.iter().all(|own| times.is_shown(own))
}

/// Tells whether something is done again within a day.
fn is_repeated(rule: &Rule) -> bool {
    matches!(rule, Rule::Every(_, Unit::Hour | Unit::Minute, _))
}
