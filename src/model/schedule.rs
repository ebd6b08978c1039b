//! By when the items and gates of a checklist are due: what its labels say,
//! counted from the days that the page names.
//!
//! A business day is a weekday that is in no calendar of holidays of the
//! teams of the page's owner.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::catalog::loose;
use crate::model::checklist::gates;
use crate::model::kind::FieldData;
use crate::model::label::Label;
use crate::model::page::Page;
use crate::model::records::CalendarKind;
use crate::model::site::Site;
use crate::text::date;
use crate::text::due::{Due, Shift, Start};

/// A gate may be due with another, and that with a third, so often.
const DEEPEST: u32 = 8;
/// What is due within so many days is near.
const NEAR: i32 = 7;

/// The days of a page.
#[derive(Clone, Debug, Default)]
pub struct Schedule<'a> {
    /// Days by the names they have, written loosely.
    named: BTreeMap<String, Date>,
    /// By when gates are due, by their numbers.
    gates: BTreeMap<u32, &'a str>,
    /// First and last days of holidays, sorted and apart from each other.
    free: Vec<(Date, Date)>,
}

/// By when something is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deadline {
    /// A day.
    On(Date),
    /// So far from a day that the page does not say.
    From(Box<str>, Shift),
}

/// Where somebody should act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Urgency {
    /// So many days late.
    Overdue(i32),
    /// Due in so many days.
    Near(i32),
}

impl Urgency {
    /// Tells how urgent a day is; `None` if it is far.
    pub fn of(day: Date, today: Date) -> Option<Urgency> {
        let days = today.until(day).map_or(0, |span| span.get_days());
        match days {
            late if late < 0 => Some(Urgency::Overdue(-late)),
            left if left <= NEAR => Some(Urgency::Near(left)),
            _ => None,
        }
    }

    /// Returns the symbol and colour it has.
    pub fn symbol(self) -> &'static str {
        match self {
            Urgency::Overdue(_) => "s3",
            Urgency::Near(_) => "s4",
        }
    }

    /// Says it in few words.
    pub fn words(self) -> String {
        match self {
            Urgency::Overdue(1) => "Overdue by 1 day".into(),
            Urgency::Overdue(days) => format!("Overdue by {days} days"),
            Urgency::Near(0) => "Due today".into(),
            Urgency::Near(1) => "Due tomorrow".into(),
            Urgency::Near(days) => format!("Due in {days} days"),
        }
    }
}

impl<'a> Schedule<'a> {
    /// Reads the days of a page.
    pub fn of(site: &Site, page: &'a Page) -> Schedule<'a> {
        let gates = gates(&page.document.groups).into_iter();
        let due = gates.filter_map(|(number, gate)| Some((number, &*gate.field(Label::Due)?.text)));
        Schedule { named: named(page), gates: due.collect(), free: free(site, page) }
    }

    /// Returns by when a value of `Due:` is; `None` if it is only words.
    pub fn deadline(&self, text: &str) -> Option<Deadline> {
        self.deadline_within(text, DEEPEST)
    }

    fn deadline_within(&self, text: &str, depth: u32) -> Option<Deadline> {
        let Due { from, shift } = Due::parse(text)?;
        let from = match from {
            Start::Day(day) => Deadline::On(day),
            Start::Gate(number) => {
                let below = depth.checked_sub(1)?;
                self.deadline_within(self.gates.get(&number)?, below)?
            }
            Start::Named(name) => match (self.named.get(&loose(name)), shift) {
                (Some(day), _) => Deadline::On(*day),
                (None, Shift::None) => return None,
                (None, _) => return Some(Deadline::From(name.into(), shift)),
            },
        };
        match from {
            Deadline::On(day) => Some(Deadline::On(shift.of(day, &|day| self.is_free(day))?)),
            open @ Deadline::From(..) => (shift == Shift::None).then_some(open),
        }
    }

    fn is_free(&self, day: Date) -> bool {
        let after = self.free.partition_point(|(first, _)| *first <= day);
        let last = after.checked_sub(1).and_then(|at| self.free.get(at));
        last.is_some_and(|(_, last)| day <= *last)
    }
}

/// Returns the days in `dates:` that are one day each.
fn named(page: &Page) -> BTreeMap<String, Date> {
    let all = named_days(page).into_iter();
    all.filter_map(|(name, days)| Some((name, *days.first()?))).collect()
}

/// Returns the days in `dates:` by their names, written loosely.
pub fn named_days(page: &Page) -> BTreeMap<String, Vec<Date>> {
    let fields = page.document.front.fields.iter();
    let dates = fields.filter(|value| value.field.name == "dates");
    let nodes = dates.filter_map(|value| match &value.value {
        FieldData::Node(node) => node.as_map(),
        _ => None,
    });
    let days = nodes.flatten().map(|entry| {
        let one = std::slice::from_ref(&entry.value);
        let days = entry.value.as_list().unwrap_or(one).iter();
        (loose(&entry.key.text), days.filter_map(|day| date::parse(day.as_text()?)).collect())
    });
    days.collect()
}

/// Returns the holidays of the teams of a page's owner.
fn free(site: &Site, page: &Page) -> Vec<(Date, Date)> {
    let catalog = &site.catalog;
    let owner = page.document.front.owner.as_ref();
    let roles = owner.map(|owner| catalog.roles.find(&owner.text)).unwrap_or_default();
    let teams = roles.iter().flat_map(|role| &role.part.teams);
    let teams = teams.filter_map(|team| catalog.records.teams.find(&team.text));
    let calendars = teams.filter_map(|team| {
        let calendar = catalog.records.calendars.find(&team.holidays.as_ref()?.text)?;
        (calendar.kind == CalendarKind::Holidays).then_some(calendar)
    });
    let mut all: Vec<(Date, Date)> = calendars.flat_map(|own| own.days.iter().copied()).collect();
    all.sort_unstable();
    let mut apart: Vec<(Date, Date)> = Vec::new();
    for (first, last) in all {
        match apart.last_mut().filter(|(_, end)| first <= *end) {
            Some((_, end)) => *end = last.max(*end),
            None => apart.push((first, last)),
        }
    }
    apart
}
