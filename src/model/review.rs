//! Reviews of pages: what front matter says of them, and what follows from
//! it on a day.
//!
//! A page is stale when its day has passed, or when its text is no longer
//! what was reviewed. The text is known by a hash
//! ([`crate::model::material`]); which file changed is known where the
//! review names the hashes of the files it includes.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::{SitePath, TextRange};
use crate::model::catalog::PageId;
use crate::model::front::Located;
use crate::model::material::TextHash;
use crate::text::date::format_day;
use crate::text::duration::Duration;

/// A review as front matter has it: `reviewed: DATE`, or
/// `reviewed: {on, by, hash, from}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Review {
    /// The day.
    pub on: Date,
    /// Where that is written; empty where a collection says it for all pages.
    pub on_range: TextRange,
    /// The role that reviewed.
    pub by: Option<Located>,
    /// What the page's text was then, with its place.
    pub hash: Option<(TextHash, TextRange)>,
    /// What the text of the files it includes was, by their paths from the
    /// site's root.
    pub from: Box<[(Box<str>, TextHash)]>,
}

/// How often a page must be reviewed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cycle {
    /// The time from one review to the next.
    pub every: Duration,
    /// Where it is written; empty where a default says it.
    pub range: TextRange,
}

/// How the reviews of a site stand on the day of the build.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reviews {
    /// Of each page that has a review or must have one.
    pub standings: BTreeMap<PageId, Standing>,
    /// How exercises stand, of each page that has or must have one.
    pub exercises: BTreeMap<PageId, Standing>,
    /// How many reviews and exercises need attention.
    pub listed: usize,
    /// Whether any has a day on which it is due.
    pub has_days: bool,
}

/// How a page's review stands on the day of the build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The day of the last review.
    pub on: Option<Date>,
    /// The day of the next.
    pub due: Option<Date>,
    /// What the days say.
    pub timing: Timing,
    /// What changed since, where the text is not what was reviewed.
    pub changed: Option<Changed>,
}

/// What the days of a page's review say. Days are counted from the day of
/// the build.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Timing {
    /// The day has passed by so many days, at least 1.
    Overdue(i32),
    /// The day is so many days away, and so near that it is time to think
    /// of it; 0 is the day itself.
    Soon(i32),
    /// It must be reviewed from time to time and never was.
    Never,
    /// All is well: nothing is due for so many days, if ever.
    Current(Option<i32>),
}

/// What changed since a review.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changed {
    /// Files it includes whose text is another, or which it did not include
    /// then. Empty where the page itself changed, or where it is not known.
    pub files: Vec<SitePath>,
}

impl Reviews {
    /// Tells whether no page has or must have a review or an exercise.
    pub fn is_empty(&self) -> bool {
        self.standings.is_empty() && self.exercises.is_empty()
    }

    /// The name of the calendar of reviews, in the site's own folder.
    pub const CALENDAR: &str = "due.ics";
}

/// A review due in at most so many days is worth planning for.
const AHEAD: i32 = 90;

/// Why someone should look at a page, most urgent first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Attention {
    /// The day of its review has passed.
    Overdue,
    /// It is not what was reviewed.
    Changed,
    /// Its review is due in the coming 90 days.
    Due,
    /// It was never reviewed.
    Never,
}

impl Attention {
    /// All reasons, most urgent first.
    pub const ALL: [Attention; 4] =
        [Attention::Overdue, Attention::Changed, Attention::Due, Attention::Never];

    /// Returns the reason in words.
    pub fn title(self) -> &'static str {
        match self {
            Attention::Overdue => "Overdue",
            Attention::Changed => "Changed since the review",
            Attention::Due => "Due in the coming 90 days",
            Attention::Never => "Never reviewed",
        }
    }

    /// Returns the id of its list.
    pub fn anchor(self) -> &'static str {
        match self {
            Attention::Overdue => "overdue",
            Attention::Changed => "changed",
            Attention::Due => "due",
            Attention::Never => "never",
        }
    }
}

impl Standing {
    /// Returns the most urgent reason to look at the page.
    pub fn attention(&self) -> Option<Attention> {
        match (self.timing, &self.changed) {
            (Timing::Overdue(_), _) => Some(Attention::Overdue),
            (_, Some(_)) => Some(Attention::Changed),
            (Timing::Soon(_), None) => Some(Attention::Due),
            (Timing::Current(Some(..=AHEAD)), None) => Some(Attention::Due),
            (Timing::Never, None) => Some(Attention::Never),
            (Timing::Current(_), None) => None,
        }
    }

    /// Returns the state in a word, as data for programs: `overdue`,
    /// `changed`, `due-soon`, `never-reviewed` or `current`.
    pub fn word(&self) -> &'static str {
        match (self.timing, &self.changed) {
            (Timing::Overdue(_), _) => "overdue",
            (_, Some(_)) => "changed",
            (Timing::Soon(_), None) => "due-soon",
            (Timing::Never, None) => "never-reviewed",
            (Timing::Current(_), None) => "current",
        }
    }
}

impl Standing {
    /// Says in words what the most urgent reason to look at the page is.
    pub fn words(&self) -> Option<String> {
        match self.attention()? {
            Attention::Changed => self.changed_words(),
            _ => self.timing.words().or_else(|| match self.timing {
                Timing::Current(Some(left)) => Some(format!("Due in {}", days(left))),
                _ => None,
            }),
        }
    }

    /// Says that the text is not what was reviewed.
    pub fn changed_words(&self) -> Option<String> {
        let (_, on) = self.changed.as_ref().zip(self.on)?;
        Some(format!("Changed since its review on {}", format_day(on)))
    }

    /// Returns the state in a word where a reader should not trust the page as
    /// it is.
    pub fn stale(&self) -> Option<&'static str> {
        let is_stale = matches!(self.timing, Timing::Overdue(_)) || self.changed.is_some();
        is_stale.then(|| self.word())
    }
}

fn days(days: i32) -> String {
    if days == 1 { "1 day".into() } else { format!("{days} days") }
}

impl Timing {
    /// Says what the days of a review say, where someone should act.
    pub fn words(self) -> Option<String> {
        match self {
            Timing::Overdue(late) => Some(format!("Overdue by {}", days(late))),
            Timing::Soon(0) => Some("Due today".into()),
            Timing::Soon(left) => Some(format!("Due in {}", days(left))),
            Timing::Never => Some("Never reviewed".into()),
            Timing::Current(_) => None,
        }
    }

    /// Says what the days of a review say on the day `today`; a review is
    /// due soon from `notice` before its day on.
    pub fn on(today: Date, due: Option<Date>, notice: Duration) -> Timing {
        let Some(due) = due else { return Timing::Current(None) };
        let days = (due - today).get_days();
        match days {
            ..0 => Timing::Overdue(-days),
            _ if due <= notice.after(today) => Timing::Soon(days),
            _ => Timing::Current(Some(days)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The day itself is the last on which a page is not overdue.
    #[test]
    fn a_page_is_overdue_on_the_day_after() {
        let notice = Duration { days: 30, ..Duration::default() };
        let due = Some(date(2027, 3, 1));
        let on = |today| Timing::on(today, due, notice);
        assert_eq!(on(date(2027, 1, 29)), Timing::Current(Some(31)));
        assert_eq!(on(date(2027, 1, 30)), Timing::Soon(30));
        assert_eq!(on(date(2027, 2, 28)), Timing::Soon(1));
        assert_eq!(on(date(2027, 3, 1)), Timing::Soon(0));
        assert_eq!(on(date(2027, 3, 2)), Timing::Overdue(1));
        assert_eq!(on(date(2028, 3, 1)), Timing::Overdue(366));
        assert_eq!(Timing::on(date(2027, 3, 1), None, notice), Timing::Current(None));
        let never = Duration::default();
        assert_eq!(Timing::on(date(2027, 2, 28), due, never), Timing::Current(Some(1)));
        assert_eq!(Timing::on(date(2027, 3, 1), due, never), Timing::Soon(0));
    }
}
