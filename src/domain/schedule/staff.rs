//! Teams, arrangements and promises, as values: what the engine is given.
//!
//! Teams are named by their place in the list of the staff. What a name, a
//! language or a text of hours means was found out before.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::text::duration::Duration;
use crate::text::hours::Hours;

/// Everyone who keeps the promises of a charter, and the promises.
#[derive(Clone, Debug)]
pub struct Staff {
    /// The zone in which times are told.
    pub zone: TimeZone,
    /// All teams that are named, in the order of the charter.
    pub teams: Vec<Team>,
    /// Who answers when others are away.
    pub arrangements: Vec<Arrangement>,
    /// How fast an answer is promised, by priority.
    pub promises: Vec<Promise>,
}

/// A team.
#[derive(Clone, Debug)]
pub struct Team {
    /// What readers call it.
    pub name: Box<str>,
    /// What it is to the charter.
    pub standing: Standing,
    /// Where it sits, as readers call it.
    pub location: Option<Box<str>>,
    /// The zone of its hours, holidays and periods.
    pub zone: TimeZone,
    /// Tags of languages (`pt`, `pt-BR`); a team that names none is taken to
    /// speak every language.
    pub languages: Vec<Box<str>>,
    /// When it is there, week after week.
    pub hours: Hours,
    /// First and last days on which it is away. What begins on such a day is
    /// left out, also within a period.
    pub holidays: Vec<(Date, Date)>,
    /// Days with other hours.
    pub periods: Vec<Period>,
}

/// What a team is to a charter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// One of its own teams: it answers in its hours.
    Own,
    /// A team of another company that is asked later, not first. Where all
    /// teams of a charter are such teams, they answer. Whoever makes the
    /// value calls a company that gives the first level [`Standing::Own`].
    External,
    /// A team that is not the charter's; it counts only where an arrangement
    /// calls it or somebody of it.
    Elsewhere,
}

/// Days on which a team has other hours.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// The hours of a week that hold instead of the usual ones for what
    /// begins on these days. Where periods overlap, the hours of all hold.
    pub hours: Hours,
}

/// Who answers when others are away.
#[derive(Clone, Debug)]
pub struct Arrangement {
    /// When it holds.
    pub window: Window,
    /// Who is called. They are reached whatever their own hours and holidays
    /// are, in the languages of their teams; who has no team, or one that
    /// names no language, is taken to speak every language.
    pub who: Vec<Called>,
    /// How soon they answer; an arrangement that does not say it is taken to
    /// be fast enough.
    pub answers: Option<Duration>,
    /// The priorities it is for; none means all.
    pub priorities: Vec<Box<str>>,
}

/// When an arrangement holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Window {
    /// Whenever no desk is open.
    OutsideDeskHours,
    /// Whenever no team of those who are called is at work; if they have no
    /// team, whenever no desk is open.
    OutsideOfficeHours,
    /// At hours of the week, in the charter's zone.
    Weekly(Hours),
    /// On days that are holidays of a desk, each from midnight to midnight
    /// where the desk is.
    Holidays,
}

/// Who is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Called {
    /// A team.
    Team(usize),
    /// A role, with the teams of those who play it.
    Role(Box<str>, Vec<usize>),
}

/// How fast an answer is promised for a priority.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The priority: `P1`.
    pub priority: Box<str>,
    /// How soon somebody answers; without it, every arrangement is fast
    /// enough.
    pub respond: Option<Duration>,
    /// When the promise holds.
    pub clock: Clock,
    /// Tags of the languages it is made in; none means in any language.
    pub languages: Vec<Box<str>>,
}

/// When a promise holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
    /// At every hour of the year.
    AroundTheClock,
    /// While a desk is open that speaks the language; see
    /// [`crate::domain::schedule`].
    DeskHours,
    /// While a team is there.
    HoursOf(usize),
}
