//! `calendar-ends`: a task of the next twelve months falls into a year of
//! which the calendar it is counted with says nothing.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::routine_place::{held, year};
use crate::base::{Code, Diagnostic, Span};
use crate::model::extension::Check;
use crate::model::records::Calendar;
use crate::model::routine::{Routine, Turn};
use crate::model::site::Site;
use crate::text::date::format_weekday;
use crate::text::recurrence::Except;

/// The check `calendar-ends`.
pub struct CalendarEnds;

impl Check for CalendarEnds {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let mut ends: BTreeMap<Span, (Date, String)> = BTreeMap::new();
        for routine in held(site) {
            for turn in &routine.turns {
                let calendars = calendars(site, &routine, turn);
                let calendars = calendars.filter(|calendar| !calendar.years.is_empty());
                let calendars: Vec<&Calendar> = calendars.collect();
                if calendars.is_empty() {
                    continue;
                }
                let days = routine.occurrences(turn, year(site));
                for calendar in calendars {
                    let lacks = |day: &Date| calendar.years.binary_search(&day.year()).is_err();
                    let Some(day) = days.iter().map(|own| own.day).find(lacks) else { continue };
                    let message = format!(
                        "`{}` says nothing of {}, and \"{}\" is done on {}",
                        calendar.head.id,
                        day.year(),
                        routine.name(),
                        format_weekday(day)
                    );
                    let first = ends.entry(calendar.head.span).or_insert((day, message.clone()));
                    if day < first.0 {
                        *first = (day, message);
                    }
                }
            }
        }
        found.extend(ends.into_iter().map(|(span, (day, message))| {
            let help = format!("add the days of {}", day.year());
            Diagnostic::new(Code::CALENDAR_ENDS, span, message).help(help)
        }));
    }
}

/// Returns the calendars that the days of a task depend on.
fn calendars<'a>(
    site: &'a Site,
    routine: &'a Routine<'_>,
    turn: &'a Turn<'_>,
) -> impl Iterator<Item = &'a Calendar> {
    let known = &site.catalog.records.calendars;
    let own = turn.crew.as_ref().and_then(|crew| crew.calendar);
    let named = routine.when.calendar.as_ref().and_then(|name| known.find(name));
    let holidays = named.or(own).filter(|_| routine.when.needs_calendar());
    let excepted = routine.when.except.iter().filter_map(|except| match except {
        Except::Calendar(name) => known.find(name),
        _ => None,
    });
    let freezes = routine.freezes.iter().map(|(calendar, _)| *calendar);
    let freezes = freezes.filter(|_| routine.skips_freezes());
    holidays.into_iter().chain(excepted).chain(freezes)
}
