//! Days that have a name, which others are counted from: `2 business days
//! before period-end`.
//!
//! A name is one of `dates:` of a page, else that of a calendar. What comes
//! before a calendar's days is counted from the first of each of its
//! stretches, what comes after from the last.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::catalog::loose;
use crate::model::page::Page;
use crate::model::schedule;
use crate::model::site::Site;
use crate::text::recurrence::{Anchor, Rule, When};

/// Days by the names they have where they are used.
type Named = BTreeMap<Box<str>, Vec<(Date, Date)>>;

/// Returns the days that the names in a rule mean, on one of some pages.
pub fn named_days(site: &Site, pages: &[&Page], when: &When) -> Named {
    let known = names(when).filter_map(|name| Some((name.into(), days(site, pages, name)?)));
    known.collect()
}

/// Returns the names in a rule that mean no day.
pub fn unknown_days<'w>(
    site: &'w Site,
    pages: &'w [&Page],
    when: &'w When,
) -> impl Iterator<Item = &'w str> {
    names(when).filter(move |name| days(site, pages, name).is_none())
}

fn names(when: &When) -> impl Iterator<Item = &str> {
    when.rules.iter().filter_map(|rule| match rule {
        Rule::Near(_, _, _, Anchor::Named(name)) => Some(&**name),
        _ => None,
    })
}

fn days(site: &Site, pages: &[&Page], name: &str) -> Option<Vec<(Date, Date)>> {
    let own = pages.iter().find_map(|page| schedule::named_days(page).remove(&loose(name)));
    let own = own.map(|days| days.into_iter().map(|day| (day, day)).collect());
    own.or_else(|| Some(site.catalog.records.calendars.find(name)?.days.to_vec()))
}
