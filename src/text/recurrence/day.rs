//! Names of days, in English and in the language of a page, and lists of them.

use super::cursor::Cursor;
use super::number::suffix;
use super::{BadWhen, Day, MOST, bad};
use crate::base::nearest::nearest;

/// The days of a week in English, as they are written back.
pub(super) const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The kinds of day, for those who wrote another.
const KINDS: &str = "one of: day, weekday, business day, Monday ... Sunday";

/// The days of a week in other languages.
const FOREIGN: &[(&str, [&str; 7])] = &[
    ("de", ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]),
    ("es", ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]),
    ("fr", ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
    ("it", ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]),
    ("nl", ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]),
    ("pl", ["poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"]),
    (
        "pt",
        [
            "segunda-feira",
            "terça-feira",
            "quarta-feira",
            "quinta-feira",
            "sexta-feira",
            "sábado",
            "domingo",
        ],
    ),
    ("sv", ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]),
];

/// Reads the next words as a kind of day; none are taken if they are none.
pub(super) fn take(cursor: &mut Cursor<'_>) -> Option<Day> {
    if cursor.take(&["business", "day"]) || cursor.take(&["business", "days"]) {
        return Some(Day::Business);
    }
    let day = match cursor.word() {
        "day" | "days" => Some(Day::Any),
        "weekday" | "weekdays" => Some(Day::Weekday),
        word => of_week(word).map(Day::Of),
    };
    if day.is_some() {
        cursor.step();
        return day;
    }
    let length = (1..=2).find(|length| foreign(cursor, *length, own(cursor.language)).is_some());
    let day = foreign(cursor, length?, own(cursor.language))?;
    (0..length?).for_each(|_| cursor.step());
    Some(Day::Of(day))
}

/// Reads an English name of a day: `Monday`, `Mon`, `Mo`, `mondays`.
fn of_week(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    let whole = word.strip_suffix('s').filter(|one| one.ends_with("day")).unwrap_or(word);
    crate::text::hours::day(whole)
}

/// Returns the names of days in a language, if it is another one we know.
fn own(language: &str) -> &'static [(&'static str, [&'static str; 7])] {
    let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let at = FOREIGN.iter().position(|(tag, _)| *tag == primary);
    at.and_then(|at| FOREIGN.get(at..=at)).unwrap_or_default()
}

/// Reads so many words as the name of a day in one of these languages.
fn foreign(
    cursor: &Cursor<'_>,
    length: usize,
    languages: &[(&'static str, [&'static str; 7])],
) -> Option<u8> {
    let words: Vec<&str> = (0..length).map(|at| cursor.ahead(at)).collect();
    let written = words.join("-");
    let mut all = languages.iter().filter_map(|(_, days)| {
        let at = days.iter().position(|day| *day == written)?;
        u8::try_from(at).ok()
    });
    all.next()
}

/// Reads days: `Mon, Wed and Friday`. A comma belongs to them only if a day
/// follows.
pub(super) fn list(cursor: &mut Cursor<'_>) -> Result<Vec<Day>, BadWhen> {
    let mut days = vec![take(cursor).ok_or_else(|| no_day(cursor))?];
    loop {
        let skipped = if cursor.is_comma() {
            match (cursor.ahead(1), begins(cursor, 1)) {
                ("and", _) => 2,
                (_, true) => 1,
                _ => break,
            }
        } else if cursor.word() == "and" {
            1
        } else {
            break;
        };
        (0..skipped).for_each(|_| cursor.step());
        let day = take(cursor).ok_or_else(|| no_day(cursor))?;
        if !days.contains(&day) {
            days.push(day);
        }
        if MOST < days.len() {
            break;
        }
    }
    Ok(days)
}

/// Tells whether a day begins so many words ahead.
pub(super) fn begins(cursor: &Cursor<'_>, ahead: usize) -> bool {
    match cursor.ahead(ahead) {
        "day" | "weekday" | "weekdays" => true,
        "business" => cursor.ahead(ahead + 1).starts_with("day"),
        word => {
            of_week(word).is_some()
                || own(cursor.language).iter().flat_map(|(_, days)| days).any(|day| {
                    let two = format!("{word}-{}", cursor.ahead(ahead + 1));
                    *day == word || *day == two
                })
        }
    }
}

/// Makes the problem of a word that should be a day of the week, or be
/// another unit.
pub(super) fn no_day(cursor: &Cursor<'_>) -> BadWhen {
    let (written, place) = (cursor.written(), cursor.place());
    if written.is_empty() || cursor.is_comma() {
        return bad(place, "a day is missing", KINDS);
    }
    if let Some(day) = foreign(cursor, 1, FOREIGN) {
        let name = DAYS.get(usize::from(day)).copied().unwrap_or_default();
        let language = cursor.language;
        let message =
            format!("\"{written}\" is not a day in the language of this page ({language})");
        return bad(place, message, name);
    }
    if let Some(number) = number_of_day(cursor.word()) {
        let message = format!("\"{written}\" is not a day here");
        let short = if 28 < number { " (in short months: the last day)" } else { "" };
        let help = format!("write `{number}{} day of the month`{short}", suffix(number));
        return bad(place, message, help);
    }
    let units = ["day", "week", "month", "quarter", "year", "hour", "minute", "weekday"];
    let help = match nearest(written, DAYS.into_iter().chain(units)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => KINDS.into(),
    };
    bad(place, format!("\"{written}\" is not a day"), help)
}

/// Makes the problem of words that should be a kind of day, up to `of`.
pub(super) fn no_kind(cursor: &mut Cursor<'_>) -> BadWhen {
    let place = cursor.until(|cursor| {
        matches!(cursor.word(), "of" | "before" | "after")
            || cursor.word().starts_with(|c: char| c.is_ascii_digit())
    });
    match cursor.slice(place.clone()) {
        "" => bad(place, "a kind of day is missing", KINDS),
        written => bad(place, format!("\"{written}\" is not a kind of day"), KINDS),
    }
}

/// Reads `31st` or `31` as a day of a month.
fn number_of_day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let rest = word.get(digits.len()..)?;
    let is_ordinal = matches!(rest, "" | "." | "st" | "nd" | "rd" | "th");
    let number: u32 = digits.parse().ok()?;
    (is_ordinal && (1..=31).contains(&number)).then_some(number)
}
