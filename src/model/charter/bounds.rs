//! How long a promised time is at least and at most, so that two can be
//! compared: a business day has no fixed length, nor has a month.

use super::{Answer, Time};
use crate::text::duration::Duration;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// A business day is at least so long: the shortest desk that is counted on.
const SHORTEST_DAY: u64 = 4 * HOUR;
/// A business day is at most so long: a request of Friday night is answered
/// at the end of Monday.
const LONGEST_DAY: u64 = 3 * DAY;

/// The least and the most seconds of a length of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Bounds {
    /// At least so many.
    pub least: u64,
    /// At most so many.
    pub most: u64,
}

impl Bounds {
    /// Returns those of a length of time.
    pub fn of(time: Duration) -> Bounds {
        let Duration { years, months, weeks, days, business_days, hours, minutes, seconds } = time;
        let [years, months, weeks, days, business, hours, minutes, seconds] =
            [years, months, weeks, days, business_days, hours, minutes, seconds].map(u64::from);
        let fixed = seconds + MINUTE * minutes + HOUR * hours + DAY * (days + 7 * weeks);
        Bounds {
            least: fixed + DAY * (28 * months + 365 * years) + SHORTEST_DAY * business,
            most: fixed + DAY * (31 * months + 366 * years) + LONGEST_DAY * business,
        }
    }

    /// Returns those of a cell; `None` where it says no length.
    pub fn of_answer(answer: &Answer<Time>) -> Option<(&Time, Bounds)> {
        let given = answer.given()?;
        Some((given, Bounds::of(given.time?)))
    }

    /// Tells whether this is shorter than another, however long both are.
    pub fn is_shorter(self, other: Bounds) -> bool {
        self.most < other.least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_compared_only_where_that_is_sure() {
        let of = |text: &str| Bounds::of(Duration::parse(text).unwrap());
        assert!(of("30 min").is_shorter(of("1 h")) && !of("1 h").is_shorter(of("60 min")));
        assert!(of("2 h").is_shorter(of("1 business day")));
        assert!(!of("8 h").is_shorter(of("1 business day")));
        assert!(!of("1 business day").is_shorter(of("2 days")));
        assert!(
            of("27 days").is_shorter(of("1 month")) && !of("30 days").is_shorter(of("1 month"))
        );
        let most = Duration::parse("4000000000 years 4000000000 business days").unwrap();
        assert!(of("1 year").is_shorter(Bounds::of(most)));
    }
}
