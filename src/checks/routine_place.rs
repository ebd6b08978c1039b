//! The tasks that come again, as checks look at them: those of pages that say
//! they are charters, and are no drafts.

use jiff::Span as Length;
use jiff::civil::Date;

use crate::base::{Span, TextRange};
use crate::model::front::{Located, Status};
use crate::model::page::Page;
use crate::model::routine::{Routine, Whose};
use crate::model::site::Site;
use crate::text::recurrence;

/// Tells whether a page is held to what charters must be.
pub(super) fn is_held(page: &Page) -> bool {
    let known = page.document.kind.filter(|known| known.kind.name == "charter");
    known.is_some_and(|known| known.because.is_said())
        && page.document.front.status != Status::Draft
}

/// Returns the tasks of all pages that are held.
pub(super) fn held(site: &Site) -> impl Iterator<Item = Routine<'_>> {
    site.tasks_of(&Whose::All).into_iter().filter(|routine| is_held(routine.page))
}

/// Returns the year from the day of the build on.
pub(super) fn year(site: &Site) -> (Date, Date) {
    let today = site.config.today;
    (today, today.saturating_add(Length::new().years(1)))
}

/// Returns where the time of a task stands; all that says when if it has none.
pub(super) fn of_time(routine: &Routine<'_>) -> Span {
    let file = routine.page.document.source.file;
    let task = routine.task;
    let data = task.when_data.as_ref().map(|node| node.range);
    let words = task.when.given();
    let place = match (data, words) {
        (Some(range), _) => range,
        (None, Some(words)) => recurrence::time_in(&words.text)
            .map_or(words.range, |place| part(words, (place.start, place.end))),
        (None, None) => task.range,
    };
    Span::new(file, place)
}

/// Returns a part of some words; all of them if they are not written letter by
/// letter.
fn part(words: &Located, (start, end): (usize, usize)) -> TextRange {
    match words.range.len() == words.text.len() {
        true => TextRange::new(start, end).shifted(words.range.start),
        false => words.range,
    }
}
