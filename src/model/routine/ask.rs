//! What `[[_CALENDAR_|production, 6 months]]` asks for: whose tasks, and how
//! many months.

use std::collections::{BTreeMap, BTreeSet};

use super::{Routine, Scope, ScopeKind, Turn, scope, scopes};
use crate::base::TextRange;
use crate::model::catalog::{PageId, loose};
use crate::model::page::Page;
use crate::model::site::Site;

/// So many months are shown if nobody says how many.
const MONTHS: i8 = 3;
/// At most so many months are shown.
const MOST_MONTHS: i8 = 12;
/// At most so many names are read.
const MOST_NAMES: usize = 20;

/// What a mark asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ask {
    /// Roles, teams, services and environments, each with its place.
    pub names: Vec<(Box<str>, TextRange)>,
    /// How many months.
    pub months: i8,
}

impl Default for Ask {
    fn default() -> Ask {
        Ask { names: Vec::new(), months: MONTHS }
    }
}

impl Ask {
    /// Reads a mark that stands somewhere in `range` of a text.
    pub fn read(text: &str, range: TextRange) -> Ask {
        let mut ask = Ask::default();
        let written = text.get(range.start as usize..range.end as usize).unwrap_or_default();
        let Some((before, rest)) = written.split_once('|') else { return ask };
        let inner = rest.split("]]").next().unwrap_or_default();
        let mut at = before.len() + 1;
        for piece in inner.split(',').take(MOST_NAMES) {
            let lead = piece.len() - piece.trim_start().len();
            let name = piece.trim();
            let place = TextRange::new(at + lead, at + lead + name.len());
            at += piece.len() + 1;
            match months(name) {
                Some(months) => ask.months = months,
                None if name.is_empty() => {}
                None => ask.names.push((name.into(), place.shifted(range.start))),
            }
        }
        ask
    }
}

/// Reads `6 months`.
fn months(text: &str) -> Option<i8> {
    let (count, unit) = text.split_once(' ')?;
    let is_months = matches!(unit.trim(), "month" | "months");
    let count: i8 = count.parse().ok().filter(|_| is_months)?;
    Some(count.clamp(1, MOST_MONTHS))
}

/// Whose tasks are shown.
#[derive(Clone, Debug)]
pub enum Whose {
    /// Everybody's.
    All,
    /// Those that a page lists.
    Page(PageId),
    /// Those of one scope of each kind that is named.
    Scopes(BTreeMap<ScopeKind, BTreeSet<String>>),
}

impl Whose {
    /// Returns whose tasks a mark on a page means: those it names, else those
    /// of the page, which are a charter's own and a role's own, else all.
    pub fn of_mark(site: &Site, page: &Page, ask: &Ask) -> Whose {
        let named = ask.names.iter().filter_map(|(name, _)| find(site, name));
        let named: Vec<Scope> = named.collect();
        if !ask.names.is_empty() {
            return Whose::scopes(&named);
        }
        if page.document.charter.is_some() {
            return Whose::Page(page.id);
        }
        match site.catalog.roles.of_page(page.id) {
            Some(role) => Whose::scopes(&[Scope::of_role(role)]),
            None => Whose::All,
        }
    }

    /// Makes those of some scopes.
    pub fn scopes(scopes: &[Scope]) -> Whose {
        let mut all: BTreeMap<ScopeKind, BTreeSet<String>> = BTreeMap::new();
        for (kind, id) in scopes.iter().map(Scope::key) {
            all.entry(kind).or_default().insert(id);
        }
        Whose::Scopes(all)
    }

    /// Tells whether somebody's part in a task is among them.
    pub fn has(&self, site: &Site, routine: &Routine<'_>, turn: &Turn<'_>) -> bool {
        match self {
            Whose::All => true,
            Whose::Page(page) => routine.charter.id == *page,
            Whose::Scopes(wanted) => {
                let own: Vec<_> = scopes(site, routine, turn).iter().map(Scope::key).collect();
                let is_in = |(kind, ids): (&ScopeKind, &BTreeSet<String>)| {
                    own.iter().any(|(own, id)| own == kind && ids.contains(id))
                };
                !wanted.is_empty() && wanted.iter().all(is_in)
            }
        }
    }
}

/// Returns what a name means: `production`, or `team: Lisbon` where two have
/// one name.
pub fn find(site: &Site, name: &str) -> Option<Scope> {
    let (kind, name) = match name.split_once(':') {
        Some((kind, rest)) => match ScopeKind::of_name(&loose(kind)) {
            Some(kind) => (Some(kind), rest.trim()),
            None => (None, name),
        },
        None => (None, name),
    };
    let kinds = ScopeKind::ALL.into_iter().filter(|own| kind.is_none_or(|kind| kind == *own));
    let known = kinds.filter_map(|kind| scope::of_name(site, kind, name)).next();
    known.or_else(|| {
        let wanted = loose(name);
        let is_it = |own: &Scope| {
            let is_named = loose(&own.title) == wanted || loose(&own.id) == wanted;
            is_named && kind.is_none_or(|kind| kind == own.kind)
        };
        site.task_scopes().iter().find(|own| is_it(own)).cloned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_says_whose_tasks_and_how_many_months() {
        let text = "> [[_CALENDAR_|Lead,  test, 6 months]]";
        let ask = Ask::read(text, TextRange::new(2, text.len()));
        assert_eq!(ask.months, 6);
        let places = ask.names.iter().map(|(name, place)| (&**name, place.of(text)));
        assert_eq!(places.collect::<Vec<_>>(), [("Lead", "Lead"), ("test", "test")]);
        let usual = "[[_CALENDAR_]]";
        assert_eq!(Ask::read(usual, TextRange::new(0, usual.len())), Ask::default());
        let long = "[[_CALENDAR_|90 months]]";
        assert_eq!(Ask::read(long, TextRange::new(0, long.len())).months, 12);
    }
}
