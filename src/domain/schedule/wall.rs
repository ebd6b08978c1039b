//! What clocks on walls show over a year, and the instants at which they do.
//!
//! A time of the day that exists twice, because clocks are turned back, means
//! both instants; one that is left out means none.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

use super::times::{Stretch, Times};
use crate::text::hours::{Hours, Shift};

/// Seconds of a day.
pub const DAY: i64 = 86_400;
/// So many days before a year a shift may begin that reaches into it.
const REACH: i64 = 2;

/// The clocks of a zone over a year.
#[derive(Clone, Debug)]
pub struct Wall {
    /// What is computed of.
    year: Stretch,
    /// Times between changes of clocks; one follows the other.
    pieces: Vec<Piece>,
}

/// Some time in which clocks are not changed.
#[derive(Clone, Copy, Debug)]
struct Piece {
    during: Stretch,
    /// How many seconds clocks are ahead of UTC.
    offset: i64,
}

/// Returns the year that begins with a day.
pub fn year(zone: &TimeZone, today: Date) -> Stretch {
    let begin = |day: Date| zone.to_timestamp(day.at(0, 0, 0, 0)).ok();
    let end = today.checked_add(1.year()).ok().and_then(begin);
    let from = begin(today).map_or(0, Timestamp::as_second);
    Stretch { from, to: end.map_or(from, Timestamp::as_second) }
}

/// Returns the number of a day, counted from 1970-01-01.
pub fn day_number(day: Date) -> i64 {
    let first = jiff::civil::date(1970, 1, 1);
    first.until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// Returns the day of a number.
pub fn day_of(number: i64) -> Date {
    let days = Span::new().try_days(number).ok();
    let day = days.and_then(|days| jiff::civil::date(1970, 1, 1).checked_add(days).ok());
    day.unwrap_or(if number < 0 { Date::MIN } else { Date::MAX })
}

/// Returns the day of the week of a day by its number; Monday is 0.
pub fn weekday(number: i64) -> u8 {
    // 1970-01-01 was a Thursday.
    u8::try_from((number + 3).rem_euclid(7)).unwrap_or_default()
}

impl Wall {
    /// Looks at the clocks of a zone.
    pub fn new(zone: &TimeZone, year: Stretch) -> Wall {
        let mut pieces = Vec::new();
        let start = Timestamp::from_second(year.from).unwrap_or(Timestamp::MIN);
        let mut piece = Piece { during: year, offset: i64::from(zone.to_offset(start).seconds()) };
        for change in zone.following(start) {
            let at = change.timestamp().as_second();
            if year.to <= at {
                break;
            }
            let offset = i64::from(change.offset().seconds());
            if offset == piece.offset {
                continue;
            }
            piece.during.to = at;
            pieces.push(piece);
            piece = Piece { during: Stretch { from: at, to: year.to }, offset };
        }
        pieces.push(piece);
        Wall { year, pieces }
    }

    /// Returns the instants at which clocks are changed.
    pub fn changes(&self) -> impl Iterator<Item = i64> + '_ {
        self.pieces.iter().skip(1).map(|piece| piece.during.from)
    }

    /// Returns the number of the day that clocks show at an instant.
    pub fn day_at(&self, second: i64) -> i64 {
        let at = self.pieces.partition_point(|piece| piece.during.to <= second);
        let piece = self.pieces.get(at).or(self.pieces.last());
        second.saturating_add(piece.map_or(0, |piece| piece.offset)).div_euclid(DAY)
    }

    /// Adds the instants at which clocks show some time, given in seconds of
    /// the clock from 1970-01-01 00:00.
    pub fn when(&self, shown: Stretch, times: &mut Vec<Stretch>) {
        let instants =
            self.pieces.iter().filter_map(|piece| shown.later(-piece.offset).and(piece.during));
        times.extend(instants);
    }

    /// Returns all that clocks show at some instants, in seconds of the clock.
    pub fn shown(&self, times: &Times) -> Times {
        let during = |piece: &Piece| {
            let during = times.and(&Times::from(piece.during));
            let offset = piece.offset;
            during.stretches().iter().map(|stretch| stretch.later(offset)).collect::<Vec<_>>()
        };
        Times::new(self.pieces.iter().flat_map(during).collect())
    }

    /// Returns what clocks never show between the beginning and the end of
    /// the year, in seconds of the clock.
    pub fn left_out(&self) -> Times {
        let pairs = self.pieces.iter().zip(self.pieces.iter().skip(1));
        let jumps = pairs.map(|(before, after)| {
            let at = before.during.to;
            Stretch { from: at + before.offset, to: at + after.offset }
        });
        Times::new(jumps.collect())
    }

    /// Returns the instants of shifts; `of` says which shifts begin on a day.
    pub fn shifts<'a>(&self, of: impl Fn(i64) -> Vec<&'a Hours>) -> Times {
        let mut times = Vec::new();
        let (first, last) = (self.day_at(self.year.from) - REACH, self.day_at(self.year.to) + 1);
        for number in first..=last {
            let day = weekday(number);
            for hours in of(number) {
                let own = hours.shifts.iter().filter(|shift| shift.day == day);
                own.for_each(|shift| self.when(shown(number, shift), &mut times));
            }
        }
        Times::new(times)
    }
}

/// Returns what clocks show during a shift that begins on a day.
fn shown(number: i64, shift: &Shift) -> Stretch {
    let begin = number * DAY;
    Stretch { from: begin + 60 * i64::from(shift.from), to: begin + 60 * i64::from(shift.to) }
}
