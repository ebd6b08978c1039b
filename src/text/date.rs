//! Days as authors write them.

use jiff::civil::{Date, Weekday};

/// Reads a day: `2026-11-02` (year first), `11/02/2026` or `11/2/2026` (month
/// first, as Microsoft Learn writes them). Impossible days are none.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some((year, rest)) = text.split_once('-') {
        let (month, day) = rest.split_once('-')?;
        let exact = [(year, 4), (month, 2), (day, 2)].iter().all(|(t, n)| t.len() == *n);
        return if exact { make(year, month, day) } else { None };
    }
    let (month, rest) = text.split_once('/')?;
    let (day, year) = rest.split_once('/')?;
    if year.len() == 4 { make(year, month, day) } else { None }
}

fn make(year: &str, month: &str, day: &str) -> Option<Date> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if ![year, month, day].into_iter().all(is_number) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Says why a text that is written like a day (`2027-02-30`) is none.
pub fn why_not(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let number = |text: &str, length: usize| {
        let is_number = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i16>().ok().filter(|_| is_number)
    };
    let (year, month) = (number(year, 4)?, number(month, 2)?);
    number(day, 2)?;
    let first = i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok());
    let Some(first) = first else { return Some(format!("a year has no month {month:02}")) };
    let name = format_day(first);
    let name = name.split_once(' ').map_or("", |(_, month)| month);
    Some(format!("{name} has {} days", first.days_in_month()))
}

/// The months in English.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Writes a day for readers: `2 November 2026`.
pub fn format_day(date: Date) -> String {
    format!("{} {}", format_day_of_year(date), date.year())
}

/// Writes a day of any year for readers: `2 November`.
pub fn format_day_of_year(date: Date) -> String {
    let month = usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at));
    format!("{} {}", date.day(), month.unwrap_or(&""))
}

/// Writes a day for readers who plan: `Mon 2 November 2026`.
pub fn format_weekday(date: Date) -> String {
    let name = match date.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    };
    format!("{name} {}", format_day(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_three_spellings() {
        for text in ["2026-11-02", "11/02/2026", "11/2/2026", " 2026-11-02 "] {
            assert_eq!(parse(text).map(format_day).as_deref(), Some("2 November 2026"), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_day() {
        for text in [
            "",
            "2026",
            "2026-02-30",
            "2026-13-01",
            "02-11-2026",
            "2026-1-2",
            "13/01/2026",
            "1/2/26",
            "+026-11-02",
            "２026-11-02",
            "soon",
            "2026-11-02T10:00:00Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
