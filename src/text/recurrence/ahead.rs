//! What the next words begin: a rule, a limit, a time, a day. A part of a text
//! ends where another begins, so each part asks this of the words behind it.

use super::cursor::Cursor;
use super::number::ordinal;

/// Tells whether a rule begins so many words ahead.
pub(super) fn rule_begins(cursor: &Cursor<'_>, ahead: usize) -> bool {
    let word = cursor.ahead(ahead);
    let next = cursor.ahead(ahead + 1);
    match word {
        "every" | "each" | "last" | "daily" | "hourly" | "weekly" | "monthly" | "quarterly"
        | "yearly" | "annually" => true,
        "after" => matches!(next, "each" | "every"),
        "on" => next == "demand",
        _ if word.starts_with("rrule:") => true,
        _ if word.contains(':') => false,
        _ => ordinal(word).is_some() || is_day(word) || word.parse::<u16>().is_ok(),
    }
}

/// Tells whether a limit begins so many words ahead.
pub(super) fn limit_begins(cursor: &Cursor<'_>, ahead: usize) -> bool {
    match cursor.ahead(ahead) {
        "from" | "until" | "except" => true,
        "on" => {
            let next = cursor.ahead(ahead + 1);
            matches!((next, cursor.ahead(ahead + 2)), ("a", "holiday") | ("holidays", _))
        }
        "by" => cursor.ahead(ahead + 1) == "calendar",
        _ => false,
    }
}

/// Tells whether a limit comes next, in words that may be a name: `return
/// from holiday` is one.
pub(super) fn limit_ends_name(cursor: &Cursor<'_>) -> bool {
    let is_followed = cursor.ahead(1).starts_with(|c: char| c.is_ascii_digit());
    limit_begins(cursor, 0) && (is_followed || !matches!(cursor.word(), "from" | "until"))
}

/// Tells whether a word is written like a time.
pub(super) fn is_time(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(':')
}

/// Tells whether a word is written like a day.
pub(super) fn is_day(word: &str) -> bool {
    word.len() == 10 && word.as_bytes().get(4) == Some(&b'-') && word.starts_with(char::is_numeric)
}
