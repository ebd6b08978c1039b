//! Round values and days for the axes of a plot.

use jiff::ToSpan;
use jiff::civil::Date;

use super::length;
use crate::text::date::MONTHS;

/// About so many steps lie between the lowest and the highest mark.
const STEPS: f64 = 4.0;

/// Returns round values around all values, in order and with equal steps: at
/// least two. Zero is among them, so that a line shows how large its values
/// are; `None` without values.
pub(super) fn values(all: impl Iterator<Item = f64>) -> Option<Vec<f64>> {
    let mut ends: Option<(f64, f64)> = None;
    for value in all.filter(|value| value.is_finite()) {
        let (low, high) = ends.unwrap_or((value, value));
        ends = Some((low.min(value), high.max(value)));
    }
    let (low, high) = ends?;
    let (low, high) = (low.min(0.0), high.max(0.0));
    let (low, high) = if low == high { (0.0, 1.0) } else { (low, high) };
    let step = round_step((high - low) / STEPS);
    let (from, to) = ((low / step).floor(), (high / step).ceil());
    let mut marks = Vec::new();
    let mut at = from;
    // Steps are at least a fifth of the whole, so these are few.
    while at <= to && marks.len() < 16 {
        marks.push(if at == 0.0 { 0.0 } else { at * step });
        at += 1.0;
    }
    Some(marks)
}

/// Returns 1, 2 or 5, with zeros, that is not below a step.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let mut round = [1.0, 2.0, 5.0].into_iter().map(|own| own * power);
    // What arithmetic adds to a round number is no reason for a larger one.
    round.find(|own| step <= own * 1.000_001).unwrap_or(10.0 * power)
}

/// Returns round days within two, each with what it is called: firsts of
/// months, or days where months are too long; at most `most`.
pub(super) fn days((first, last): (Date, Date), most: usize) -> Vec<(Date, String)> {
    let all = length(first, last);
    if first == last {
        return vec![(first, name_day(first, true))];
    }
    if all < 62 {
        return single_days((first, last), most);
    }
    let months = |step: i32| months((first, last), step);
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000, 120_000];
    let fitting = steps.into_iter().map(months).find(|days| days.len() <= most);
    fitting.unwrap_or_default()
}

fn single_days((first, last): (Date, Date), most: usize) -> Vec<(Date, String)> {
    let all = usize::try_from(length(first, last)).unwrap_or_default();
    let step = [1, 2, 7, 14, 28, 56].into_iter().find(|step| all / step < most).unwrap_or(56);
    let mut days = Vec::new();
    let mut day = first;
    while day <= last && days.len() < most {
        let is_new =
            days.last().is_none_or(|(before, _): &(Date, String)| before.year() != day.year());
        days.push((day, name_day(day, is_new)));
        let Ok(next) = day.checked_add(i64::try_from(step).unwrap_or(1).days()) else { break };
        day = next;
    }
    days
}

fn months((first, last): (Date, Date), step: i32) -> Vec<(Date, String)> {
    let number = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let start = number(first) + i32::from(1 < first.day());
    let mut at = start + (step - start.rem_euclid(step)) % step;
    let mut days: Vec<(Date, String)> = Vec::new();
    while at <= number(last) && days.len() <= 16 {
        let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
        let parts = (i16::try_from(year), i8::try_from(month));
        let (Ok(year), Ok(month)) = parts else { break };
        let Ok(day) = Date::new(year, month, 1) else { break };
        let is_new = days.last().is_none_or(|(before, _)| before.year() != year);
        let name = short_month(day);
        let name = match (step, is_new) {
            (12.., _) => year.to_string(),
            (_, true) => format!("{name} {year}"),
            (_, false) => name.into(),
        };
        days.push((day, name));
        at += step;
    }
    days
}

fn name_day(day: Date, with_year: bool) -> String {
    let name = format!("{} {}", day.day(), short_month(day));
    if with_year { format!("{name} {}", day.year()) } else { name }
}

fn short_month(day: Date) -> &'static str {
    let at = usize::try_from(day.month()).unwrap_or(1).saturating_sub(1);
    MONTHS.get(at).and_then(|name| name.get(..3)).unwrap_or_default()
}
