//! The days of a rule within its limits: the first and the last day, what is
//! left out, and what becomes of holidays.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use super::days::{Days, away, distance, is_of, of_kind};
use super::spans::{Months, index, monday, spans};
use super::{Around, later, period};
use crate::text::recurrence::{Anchor, Day, Edge, Except, OnHoliday, Rule, Side, Span, Unit, When};

/// What falls on a holiday moves by at most so many days.
const FARTHEST: i32 = 40;

/// Returns the days of one of the rules of `when`, from `first` to `last`.
pub(super) fn days(
    when: &When,
    rule: &Rule,
    (first, last): (Date, Date),
    around: &Around,
) -> BTreeSet<Date> {
    let moves = matches!(when.on_holiday, Some(OnHoliday::Next | OnHoliday::Previous));
    let margin = if moves { FARTHEST } else { 0 };
    let from = when.from.unwrap_or(Date::MIN).max(later(first, -margin));
    let until = when.until.unwrap_or(Date::MAX).min(later(last, margin));
    if until < from {
        return BTreeSet::new();
    }
    let counting = Counting { start: when.from, days: (from, until), holidays: &around.holidays };
    let all = counting.days_of(rule, around).into_iter();
    let all = all.filter(|day| from <= *day && *day <= until);
    let all = all.filter(|day| !when.except.iter().any(|except| is_left_out(*day, except, around)));
    let moved = all.filter_map(|day| on_holiday(day, when.on_holiday, &around.holidays));
    moved.filter(|day| first <= *day && *day <= last).collect()
}

fn is_left_out(day: Date, except: &Except, around: &Around) -> bool {
    match except {
        Except::Days(first, last) => *first <= day && day <= *last,
        Except::Month(month) => u8::try_from(day.month()) == Ok(*month),
        Except::Calendar(name) => around.calendars.get(name).is_some_and(|days| days.holds(day)),
    }
}

fn on_holiday(day: Date, on_holiday: Option<OnHoliday>, holidays: &Days) -> Option<Date> {
    if !holidays.holds(day) {
        return Some(day);
    }
    let step = match on_holiday {
        None => return Some(day),
        Some(OnHoliday::Skip) => return None,
        Some(OnHoliday::Next) => 1,
        Some(OnHoliday::Previous) => -1,
    };
    let mut near = (1..=FARTHEST).map(|days| later(day, step * days));
    near.find(|day| is_of(*day, Day::Business, holidays))
}

/// What a rule is counted with.
struct Counting<'a> {
    /// Where counting begins.
    start: Option<Date>,
    /// The days that are asked for.
    days: (Date, Date),
    holidays: &'a Days,
}

impl Counting<'_> {
    /// Returns the days of a rule that are asked for, and perhaps others.
    fn days_of(&self, rule: &Rule, around: &Around) -> Vec<Date> {
        let (first, last) = self.days;
        match rule {
            Rule::Every(count, unit, on) => self.every(*count, *unit, on),
            Rule::Days(kinds) => self.kinds(self.days, kinds).collect(),
            Rule::Pick(nth, kind, span) => self
                .spans(*span, 0)
                .filter_map(|ends| self.pick(ends, *nth, (*kind, *span)))
                .collect(),
            Rule::Run(edge, count, kind, span) => {
                let spans = self.spans(*span, 0);
                spans.flat_map(|ends| self.run(ends, *edge, (*count, *kind))).collect()
            }
            Rule::Beyond(edge, count, kind, span) => {
                let margin = i32::from(*count).saturating_mul(8) + FARTHEST;
                let spans = self.spans(*span, margin);
                spans.filter_map(|ends| self.beyond(ends, *edge, (*count, *kind))).collect()
            }
            Rule::Near(count, kind, side, anchor) => {
                let days = match anchor {
                    Anchor::On(day) => vec![*day],
                    Anchor::Named(name) => named(around, name, *side),
                };
                let near = days.into_iter();
                near.filter_map(|day| away((day, *count), *side, *kind, self.holidays)).collect()
            }
            Rule::Dates(from, to) => {
                let ends = (first.max(*from), last.min(*to));
                let all = (ends.0 <= ends.1).then(|| self.kinds(ends, &[Day::Any]));
                all.into_iter().flatten().collect()
            }
            Rule::Precise(rule) => period::days(rule, self.start, self.days),
            Rule::After(_) | Rule::OnDemand => Vec::new(),
        }
    }

    fn spans(&self, span: Span, margin: i32) -> impl Iterator<Item = (Date, Date)> {
        let (first, last) = self.days;
        let days = (later(first, -margin), later(last, margin));
        spans(span, self.start, days).into_iter()
    }

    /// Returns the days that are of one of these kinds.
    fn kinds(&self, (first, last): (Date, Date), kinds: &[Day]) -> impl Iterator<Item = Date> {
        let all = of_kind((first, last), Day::Any, self.holidays);
        all.filter(|day| kinds.iter().any(|kind| is_of(*day, *kind, self.holidays)))
    }

    fn every(&self, count: u32, unit: Unit, on: &[Day]) -> Vec<Date> {
        let any = [Day::Any];
        let kinds = if on.is_empty() { &any } else { on };
        match unit {
            Unit::Minute | Unit::Hour => self.kinds(self.days, kinds).collect(),
            Unit::Day => {
                let start = self.start.unwrap_or(self.days.0);
                let is_due = |day: &Date| distance(start, *day).rem_euclid(i64::from(count)) == 0;
                self.kinds(self.days, kinds).filter(is_due).collect()
            }
            Unit::Week => {
                let start = self.start.unwrap_or(self.days.0);
                let own = self.start.map_or(Weekday::Monday, Date::weekday);
                let own = [Day::Of(u8::try_from(own.to_monday_zero_offset()).unwrap_or_default())];
                let kinds = if on.is_empty() { &own } else { on };
                let is_due = |day: &Date| {
                    let weeks = distance(monday(start), monday(*day)) / 7;
                    weeks.rem_euclid(i64::from(count)) == 0
                };
                self.kinds(self.days, kinds).filter(is_due).collect()
            }
            Unit::Month => self.months(i64::from(count)),
            Unit::Quarter => self.months(i64::from(count) * 3),
            Unit::Year => self.months(i64::from(count) * 12),
        }
    }

    /// Returns the day of the first one in each so many months; in short
    /// months the last day. Without a first day months begin with January.
    fn months(&self, count: i64) -> Vec<Date> {
        let base = self.start.map_or(0, index);
        let day = self.start.map_or(1, Date::day);
        let spans = Months { length: 1, step: count, base }.between(self.days).into_iter();
        spans.filter_map(|(start, end)| start.with().day(day.min(end.day())).build().ok()).collect()
    }

    fn pick(&self, ends: (Date, Date), nth: i16, (kind, span): (Day, Span)) -> Option<Date> {
        let (first, last) = ends;
        let is_month = matches!(span, Span::Month | Span::Named(_));
        if is_month && kind == Day::Any && (29..=31).contains(&nth) {
            let day = i8::try_from(nth).ok()?.min(last.day());
            return first.with().day(day).build().ok();
        }
        let ends = if nth < 0 { (last, first) } else { (first, last) };
        of_kind(ends, kind, self.holidays).nth(usize::from(nth.unsigned_abs()).checked_sub(1)?)
    }

    fn run(
        &self,
        (first, last): (Date, Date),
        edge: Edge,
        (count, kind): (u16, Day),
    ) -> impl Iterator<Item = Date> {
        let ends = if edge == Edge::End { (last, first) } else { (first, last) };
        of_kind(ends, kind, self.holidays).take(usize::from(count))
    }

    fn beyond(
        &self,
        (first, last): (Date, Date),
        edge: Edge,
        (count, kind): (u16, Day),
    ) -> Option<Date> {
        let (ends, side) = match edge {
            Edge::Start => ((first, last), Side::Before),
            Edge::End => ((last, first), Side::After),
        };
        let anchor = of_kind(ends, kind, self.holidays).next()?;
        away((anchor, count), side, kind, self.holidays)
    }
}

/// Returns the days that a name means: what comes before them is counted from
/// the first, what comes after from the last.
fn named(around: &Around, name: &str, side: Side) -> Vec<Date> {
    let days = around.named.get(name).into_iter().flatten();
    let edge = |(first, last): &(Date, Date)| if side == Side::Before { *first } else { *last };
    days.map(edge).collect()
}
