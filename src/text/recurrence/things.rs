//! The values that say when: rules, days, spans, times.

use jiff::civil::Date;

use super::Rrule;

/// On which days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rule {
    /// `every 2 weeks on Friday`: each so many units; of days, weeks, hours
    /// and minutes only on these days.
    Every(u32, Unit, Box<[Day]>),
    /// `every Monday and Thursday`: all days that are one of these.
    Days(Box<[Day]>),
    /// `last Friday of the quarter`: from 1, or backwards from -1.
    Pick(i16, Day, Span),
    /// `first 2 business days of the month`.
    Run(Edge, u16, Day, Span),
    /// `2 business days before the start of the month`: beyond the edge of a
    /// span, counted from its first or last day of that kind.
    Beyond(Edge, u16, Day, Span),
    /// `5 business days before 2027-03-01`.
    Near(u16, Day, Side, Anchor),
    /// `2027-03-01 to 2027-04-30`: all these days.
    Dates(Date, Date),
    /// A rule of RFC 5545 that words cannot say.
    Precise(Box<Rrule>),
    /// `after each release`: listed, not dated.
    After(Box<str>),
    /// `on demand`: listed, not dated.
    OnDemand,
}

impl Rule {
    /// Tells whether its days depend on which days are business days.
    pub fn needs_calendar(&self) -> bool {
        match self {
            Rule::Every(_, _, days) | Rule::Days(days) => days.contains(&Day::Business),
            Rule::Pick(_, day, _)
            | Rule::Run(_, _, day, _)
            | Rule::Beyond(_, _, day, _)
            | Rule::Near(_, day, ..) => *day == Day::Business,
            Rule::Dates(..) | Rule::Precise(_) | Rule::After(_) | Rule::OnDemand => false,
        }
    }
}

/// A length of time that comes again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// Of an hour's sixty.
    Minute,
    /// Of a day's hours.
    Hour,
    /// A day of the calendar.
    Day,
    /// From Monday.
    Week,
    /// A month of the calendar.
    Month,
    /// From January, April, July or October.
    Quarter,
    /// From January.
    Year,
}

/// A kind of day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Day {
    /// Any day.
    Any,
    /// Monday to Friday.
    Weekday,
    /// Monday to Friday without holidays.
    Business,
    /// A day of the week; Monday is 0.
    Of(u8),
}

/// What days are counted in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Span {
    /// From Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// Three months, from January on.
    Quarter,
    /// Six months, from January on.
    HalfYear,
    /// A year of the calendar.
    Year,
    /// So many months, from that of the first day on.
    Months(u16),
    /// This month of each year; January is 1.
    Named(u8),
}

/// An end of a span.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Edge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// On which side of a day.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// Earlier.
    Before,
    /// Later.
    After,
}

/// What is counted from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// A day.
    On(Date),
    /// A day a page has a name for, as written.
    Named(Box<str>),
}

/// Minutes of a day.
pub(super) const DAY: u16 = 24 * 60;

/// A time of the day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clock {
    /// Minutes from midnight, at most 1,440.
    pub at: u16,
    /// The end, in minutes from the same midnight, so it may lie in the next
    /// day.
    pub to: Option<u16>,
    /// The zone; without it that of whoever does it.
    pub zone: Option<Box<str>>,
}

/// When something is not done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Except {
    /// On these days.
    Days(Date, Date),
    /// In this month of each year; January is 1.
    Month(u8),
    /// On the days of a calendar, as its name is written.
    Calendar(Box<str>),
}

/// What becomes of something that falls on a holiday.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum OnHoliday {
    /// It is not done.
    Skip,
    /// It is done on the next business day.
    Next,
    /// It is done on the business day before.
    Previous,
}
