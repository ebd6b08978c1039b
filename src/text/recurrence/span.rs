//! What days are counted in: `month`, `half-year`, `6 months`, `March`.

use super::cursor::Cursor;
use super::{BadWhen, Day, Span, bad};
use crate::base::nearest::nearest;
use crate::text::date::MONTHS;

/// The most months a span has: ten years.
const LONGEST: u16 = 120;

const HELP: &str = "one of: week, month, quarter, half-year, year, `6 months`, or the name of a \
                    month";

/// Reads a span behind `of`.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Span, BadWhen> {
    cursor.take_any(&["the", "every", "each"]);
    if cursor.take(&["half", "year"]) || cursor.take(&["half", "a", "year"]) {
        return Ok(Span::HalfYear);
    }
    if let Ok(count) = cursor.word().parse::<u16>() {
        return months(cursor, count);
    }
    let span = match cursor.word() {
        "week" => Some(Span::Week),
        "month" => Some(Span::Month),
        "quarter" => Some(Span::Quarter),
        "halfyear" => Some(Span::HalfYear),
        "year" => Some(Span::Year),
        word => month(word).map(Span::Named),
    };
    if let Some(span) = span {
        cursor.step();
        return Ok(span);
    }
    let written = cursor.written();
    let known = ["week", "month", "quarter", "half-year", "year"].into_iter().chain(MONTHS);
    match nearest(written, known).filter(|_| !written.is_empty()) {
        Some(meant) => Err(cursor.expected("a span", &format!("did you mean `{meant}`?"))),
        None => Err(cursor.expected("a span", HELP)),
    }
}

impl Span {
    /// Returns how many days of a kind it has at most.
    pub(super) fn most(self, kind: Day) -> u16 {
        let days = match self {
            Span::Week => 7,
            Span::Month | Span::Named(_) => 31,
            Span::Quarter => 92,
            Span::HalfYear => 184,
            Span::Year => 366,
            Span::Months(count) => count.saturating_mul(31),
        };
        match kind {
            Day::Any => days,
            Day::Weekday | Day::Business => days.div_ceil(7).saturating_mul(5),
            Day::Of(_) => days.div_ceil(7),
        }
    }
}

/// Reads `6 months`.
fn months(cursor: &mut Cursor<'_>, count: u16) -> Result<Span, BadWhen> {
    let start = cursor.place().start;
    cursor.step();
    if !cursor.take_any(&["month", "months"]) {
        return Err(
            cursor.expected("`months`", "a span with a number is one of months: `6 months`")
        );
    }
    match count {
        1 => Ok(Span::Month),
        2..=LONGEST => Ok(Span::Months(count)),
        _ => {
            let help = format!("write a number from 1 to {LONGEST}");
            Err(bad(start..cursor.end(), "no span has so many months", help))
        }
    }
}

/// Reads the name of a month, or its first letters; January is 1.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    let fits = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.starts_with(word) && (word.len() == name.len() || (3..=4).contains(&word.len()))
    };
    let at = MONTHS.iter().position(|name| fits(name))?;
    u8::try_from(at + 1).ok()
}
