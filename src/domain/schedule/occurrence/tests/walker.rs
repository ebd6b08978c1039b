//! Tells of one day whether a rule means it, by counting from that day.

use jiff::civil::{Date, date};

use crate::domain::schedule::occurrence::{Days, later};
use crate::text::recurrence::{Anchor, Day, Edge, Rule, Side, Span as Length, Unit};

/// Whether a day is one that a rule means, found by counting from that day.
pub(super) struct Walker {
    pub from: Date,
    pub holidays: Days,
}

impl Walker {
    fn is_of(&self, day: Date, kind: Day) -> bool {
        let number = day.weekday().to_monday_one_offset();
        match kind {
            Day::Any => true,
            Day::Weekday => number <= 5,
            Day::Business => {
                number <= 5 && !self.holidays.ranges().iter().any(|(a, b)| *a <= day && day <= *b)
            }
            Day::Of(own) => number == i8::try_from(own).expect("a day") + 1,
        }
    }

    /// Whether two days lie in the same span, and one that counts.
    fn same(&self, one: Date, other: Date, span: Length) -> bool {
        let key = |day: Date| {
            let month = i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
            match span {
                Length::Week => {
                    let days = i64::from(date(1900, 1, 1).until(day).expect("days").get_days());
                    Some(days.div_euclid(7))
                }
                Length::Month => Some(month),
                Length::Quarter => Some(month.div_euclid(3)),
                Length::HalfYear => Some(month.div_euclid(6)),
                Length::Year => Some(month.div_euclid(12)),
                Length::Months(count) => {
                    let from = i64::from(self.from.year()) * 12 + i64::from(self.from.month()) - 1;
                    Some((month - from).div_euclid(i64::from(count)))
                }
                Length::Named(own) => {
                    (day.month() == i8::try_from(own).expect("a month")).then_some(month)
                }
            }
        };
        key(one).is_some() && key(one) == key(other)
    }

    /// How many days of a kind lie on one side of a day in its span.
    fn before(&self, day: Date, step: i32, kind: Day, span: Length) -> u16 {
        let mut count = 0;
        let mut at = later(day, step);
        while self.same(day, at, span) {
            count += u16::from(self.is_of(at, kind));
            at = later(at, step);
        }
        count
    }

    fn is_near(&self, day: Date, (count, kind): (u16, Day), side: Side, on: Date) -> bool {
        let step = if side == Side::Before { 1 } else { -1 };
        let (mut at, mut seen) = (day, u16::from(self.is_of(day, kind)));
        while at != on && seen <= count && at > Date::MIN && at < Date::MAX {
            at = later(at, step);
            seen += u16::from(self.is_of(at, kind) && at != on);
        }
        self.is_of(day, kind) && at == on && day != on && seen == count
    }

    pub(super) fn is_due(&self, rule: &Rule, day: Date) -> bool {
        match rule {
            Rule::Days(kinds) => kinds.iter().any(|kind| self.is_of(day, *kind)),
            Rule::Pick(nth, kind, span) => {
                let is_in = self.same(day, day, *span) && self.is_of(day, *kind);
                let step = if *nth < 0 { 1 } else { -1 };
                let at = self.before(day, step, *kind, *span) + 1;
                let is_month = matches!(span, Length::Month | Length::Named(_));
                let is_last = later(day, 1).day() == 1;
                let is_short = *kind == Day::Any && is_month && (29..=31).contains(nth) && is_last;
                is_in
                    && (at == nth.unsigned_abs()
                        || (is_short && nth.unsigned_abs() > at && at > 27))
            }
            Rule::Run(edge, count, kind, span) => {
                let step = if *edge == Edge::End { 1 } else { -1 };
                self.same(day, day, *span)
                    && self.is_of(day, *kind)
                    && self.before(day, step, *kind, *span) < *count
            }
            Rule::Beyond(edge, count, kind, span) => {
                let step = if *edge == Edge::Start { 1 } else { -1 };
                if !self.is_of(day, *kind) {
                    return false;
                }
                let (mut at, mut seen) = (day, 0);
                while seen < *count {
                    at = later(at, step);
                    seen += u16::from(self.is_of(at, *kind));
                }
                self.same(at, at, *span) && self.before(at, -step, *kind, *span) == 0
            }
            Rule::Near(count, kind, side, Anchor::On(on)) => {
                self.is_near(day, (*count, *kind), *side, *on)
            }
            Rule::Every(count, Unit::Week, kinds) => {
                let back =
                    |day: Date| later(day, 1 - i32::from(day.weekday().to_monday_one_offset()));
                let weeks = back(self.from).until(back(day)).expect("days").get_days() / 7;
                weeks % i32::try_from(*count).expect("small") == 0
                    && kinds.iter().any(|kind| self.is_of(day, *kind))
            }
            Rule::Every(count, Unit::Month, _) => {
                let months = (i32::from(day.year()) - i32::from(self.from.year())) * 12
                    + i32::from(day.month())
                    - i32::from(self.from.month());
                let own = self.from.day();
                let is_last = later(day, 1).day() == 1;
                months % i32::try_from(*count).expect("small") == 0
                    && (day.day() == own || (is_last && day.day() < own))
            }
            Rule::Every(count, Unit::Day, _) => {
                let days = self.from.until(day).expect("days").get_days();
                days % i32::try_from(*count).expect("small") == 0
            }
            _ => false,
        }
    }
}
