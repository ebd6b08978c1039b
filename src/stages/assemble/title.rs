//! Titles there are, and which of them a name is a slip of.
//!
//! A slip leaves most of a name as it is. So only titles that share a word,
//! the beginning or the end with it are compared letter by letter: hundreds
//! of planned names in thousands of titles cost no time worth a word.

use std::collections::HashMap;

use crate::base::nearest::nearest_within;
use crate::model::catalog::{Catalog, Identity, loose};

/// How many letters may differ for a name to be taken for a slip.
const SLIP: usize = 3;
/// At most so many titles are compared with a name, those with rarer words
/// first.
const MOST_COMPARED: usize = 256;
/// How many letters a beginning and an end have.
const EDGE: usize = 4;

/// The titles of a site, written and announced.
pub(super) struct Titles<'a> {
    /// As they are compared, and as they are written.
    known: Vec<(String, &'a str)>,
    /// By what they may share with a slip: places in `known`.
    by_key: HashMap<String, Vec<usize>>,
}

impl<'a> Titles<'a> {
    /// Lists the titles of a catalog.
    pub fn of(catalog: &'a Catalog) -> Titles<'a> {
        // A group of a menu is no page anyone can mean by its name.
        let is_named = |page: &&Identity| page.has_name();
        let titles = catalog.pages.iter().filter(is_named).map(|page| &*page.title);
        let announced = catalog.planned.iter().map(|planned| &*planned.title);
        let known: Vec<(String, &str)> =
            titles.chain(announced).map(|title| (loose(title), title)).collect();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (title, _)) in known.iter().enumerate() {
            for key in keys(title) {
                let places = by_key.entry(key).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
        }
        Titles { known, by_key }
    }

    /// Returns the title that a loosely written name is a slip of.
    pub fn near(&self, name: &str) -> Option<&'a str> {
        let length = name.chars().count();
        // A short name is not a slip of another short name.
        let limit = SLIP.min(length / 4);
        if limit == 0 {
            return None;
        }
        let mut lists: Vec<&[usize]> =
            keys(name).filter_map(|key| self.by_key.get(&key)).map(Vec::as_slice).collect();
        lists.sort_by_key(|list| list.len());
        let places = lists.into_iter().flatten().copied();
        let mut places: Vec<usize> = places.take(MOST_COMPARED).collect();
        places.sort_unstable();
        places.dedup();
        let candidates = || places.iter().filter_map(|at| self.known.get(*at));
        let near = nearest_within(name, candidates().map(|(loose, _)| loose.as_str()), limit)?;
        candidates().find(|(loose, _)| loose == near).map(|(_, title)| *title)
    }
}

/// Lists what a name and a slip of it may share.
fn keys(name: &str) -> impl Iterator<Item = String> {
    let first: String = name.chars().take(EDGE).collect();
    let last: String = name.chars().rev().take(EDGE).collect();
    let edges = [format!("^{first}"), format!("${last}")];
    name.split(' ').map(str::to_string).chain(edges)
}

#[cfg(test)]
mod tests {
    use super::Titles;
    use crate::model::catalog::{Catalog, Planned, loose};

    fn near<'a>(catalog: &'a Catalog, name: &str) -> Option<&'a str> {
        Titles::of(catalog).near(&loose(name))
    }

    #[test]
    fn finds_slips_in_any_part_of_a_name() {
        let planned = |title: &&str| Planned {
            title: (*title).into(),
            kind: None,
            code: None,
            owner: None,
            due: None,
            announced: None,
        };
        let titles = ["Month-end close", "Manage pricing", "Troubleshooting", "Log"];
        let catalog =
            Catalog { planned: titles.iter().map(planned).collect(), ..Catalog::default() };
        for (name, expected) in [
            ("Month end closed", Some("Month-end close")),
            ("Manage prcing", Some("Manage pricing")),
            ("Mange pricing", Some("Manage pricing")),
            ("Troubelshooting", Some("Troubleshooting")),
            ("Troubleshoot", Some("Troubleshooting")),
            ("Manage licensing", None),
            ("Lag", None),
            ("", None),
        ] {
            assert_eq!(near(&catalog, name), expected, "{name}");
        }
    }
}
