//! The day a build takes for today.
//!
//! It is read once, by `cli`, and handed to the pipeline as a value.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::world::Failure;

/// Returns today in UTC.
///
/// `source_date_epoch` is the value of the variable `SOURCE_DATE_EPOCH`
/// (seconds since 1970, see reproducible-builds.org) and takes the place of
/// the clock.
///
/// # Errors
/// A [`Failure`] if the variable is no such number or the clock stands
/// outside the years 1 to 9999: a build that silently took another day than
/// the one asked for would not be reproducible.
pub fn today(source_date_epoch: Option<&str>) -> Result<Date, Failure> {
    let seconds = match source_date_epoch {
        Some(text) => text.trim().parse::<i64>().map_err(|error| {
            let reason = format!("{error}; give seconds since 1970, or unset it");
            Failure::new(format!("cannot read SOURCE_DATE_EPOCH `{text}`"), reason)
        })?,
        None => match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(before) => -i64::try_from(before.duration().as_secs()).unwrap_or(i64::MAX),
        },
    };
    let now = Timestamp::from_second(seconds)
        .map_err(|error| Failure::new("cannot tell what day it is", error))?;
    Ok(now.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::today;

    #[test]
    fn takes_the_day_it_is_given() {
        assert_eq!(today(Some("0")), Ok(date(1970, 1, 1)));
        assert_eq!(today(Some("1767225599\n")), Ok(date(2025, 12, 31)));
        assert!(today(None).is_ok_and(|day| date(2025, 1, 1) < day));
    }

    #[test]
    fn refuses_what_is_no_time() {
        let failure = today(Some("yesterday")).expect_err("no number");
        assert!(failure.attempt.contains("`yesterday`"), "{failure}");
        assert!(today(Some("99999999999999")).is_err());
    }
}
