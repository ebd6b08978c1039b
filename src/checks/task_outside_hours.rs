//! `task-outside-hours`: a task falls into hours in which the team that does
//! it does not work. Holidays are no such hours: what becomes of a task then
//! is said by its rule.

use jiff::{SignedDuration, Timestamp};

use super::routine_place::{held, of_time, year};
use crate::base::{Code, Diagnostic};
use crate::domain::schedule::occurrence::Occurrence;
use crate::model::extension::Check;
use crate::model::routine::{Crew, Routine, Turn, end};
use crate::model::site::Site;
use crate::text::date::format_weekday;

/// At most so many times of a task are looked at.
const MOST: usize = 400;
/// And at most so many hours of each.
const LONGEST: usize = 48;

/// The check `task-outside-hours`.
pub struct TaskOutsideHours;

impl Check for TaskOutsideHours {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for routine in held(site) {
            let mut turns = routine.turns.iter();
            found.extend(turns.find_map(|turn| outside(site, &routine, turn)));
        }
    }
}

fn outside(site: &Site, routine: &Routine<'_>, turn: &Turn<'_>) -> Option<Diagnostic> {
    let crew = turn.crew.as_ref()?;
    let hours = crew.hours?;
    let all = routine.occurrences(turn, year(site));
    let timed = || all.iter().filter(|own| own.start.is_some()).take(MOST);
    let mut wrong = timed().filter(|own| !is_within(own, routine, (turn, crew)));
    let first = wrong.next()?;
    let is_always = wrong.count() + 1 == timed().count();
    let when =
        if is_always { String::new() } else { format!(": not on {}", format_weekday(first.day)) };
    let message = format!("{} works {hours}{when}", crew.title);
    Some(Diagnostic::new(Code::TASK_OUTSIDE_HOURS, of_time(routine), message))
}

/// Tells whether a team is there from the beginning to the end.
fn is_within(
    own: &Occurrence,
    routine: &Routine<'_>,
    (turn, crew): (&Turn<'_>, &Crew<'_>),
) -> bool {
    let Some(start) = own.start else { return true };
    let minute = SignedDuration::from_mins(1);
    let last = end(own, routine.task).filter(|end| start < *end).map_or(start, |end| end - minute);
    let hourly = (0..LONGEST).scan(start, |at, _| {
        let now = *at;
        *at += minute * 60;
        Some(now)
    });
    hourly.take_while(|at| *at < last).chain([last]).all(|at| is_there(at, turn, crew))
}

fn is_there(at: Timestamp, turn: &Turn<'_>, crew: &Crew<'_>) -> bool {
    let zone = crew.zone.as_ref().unwrap_or(&turn.around.zone);
    let wall = zone.to_datetime(at);
    let day = u8::try_from(wall.date().weekday().to_monday_zero_offset()).unwrap_or_default();
    let minute =
        u16::from(wall.hour().unsigned_abs()) * 60 + u16::from(wall.minute().unsigned_abs());
    crew.hours_on(wall.date()).iter().any(|hours| hours.holds(day, minute))
}
