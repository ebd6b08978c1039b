//! Names that pages have only by use.
//!
//! A list of next steps often calls a page otherwise than its title does, and
//! another list asks for it by that name in italics. A text by which such
//! lists on two pages or more link one page, and no other, is taken for a
//! name of it. One list alone is no witness: half of such texts are slips. A
//! page that asks for the name itself knows that it is another's. Links in
//! running text do not count: "Learn more" and "here" lead to one page often
//! enough. Steps of flows that are called so mean the page too.

use std::collections::{HashMap, HashSet};

use crate::model::catalog::{PageId, loose};
use crate::model::document::ReferenceKind;
use crate::model::page::{Page, Target};
use crate::model::sequence::EntryState;

/// Makes links of planned names in italics that other lists link.
pub(super) fn link(pages: &mut [Page]) {
    let wanted: HashSet<String> =
        pages.iter().flat_map(nameless).map(|(_, name)| loose(name)).collect();
    if wanted.is_empty() {
        return;
    }
    let names = names(pages, &wanted);
    for page in pages {
        let known: Vec<(usize, PageId)> =
            nameless(page).filter_map(|(at, name)| Some((at, *names.get(&loose(name))?))).collect();
        for (at, id) in known {
            if let Some(target) = page.targets.get_mut(at) {
                *target = Target::Page(id, None);
            }
        }
    }
}

/// Lists the planned names in italics of a page, by the number of their
/// reference.
fn planned(page: &Page) -> impl Iterator<Item = (usize, &str)> {
    let references = page.document.references.iter().zip(&page.targets).enumerate();
    references.filter_map(|(at, (reference, target))| match (reference.kind, target) {
        (ReferenceKind::Italic, Target::Planned(name)) => Some((at, &**name)),
        _ => None,
    })
}

/// Lists the names of a page that may be called otherwise elsewhere.
fn nameless(page: &Page) -> impl Iterator<Item = (usize, &str)> {
    planned(page).chain(steps(page))
}

/// Lists the names of steps of flows that mean nothing yet.
fn steps(page: &Page) -> impl Iterator<Item = (usize, &str)> {
    let nodes = page.document.flows.iter().flat_map(|flow| &flow.nodes);
    let numbers = nodes.filter_map(|node| node.reference);
    numbers.filter_map(|number| {
        let at = number as usize;
        let reference = page.document.references.get(at)?;
        let is_open =
            reference.kind == ReferenceKind::Bold && page.targets.get(at) == Some(&Target::Ignored);
        is_open.then_some((at, &*reference.destination))
    })
}

/// What lists of next steps mean by a name.
struct Use {
    /// The page, if they all mean the same.
    page: Option<PageId>,
    /// The page whose list used it last.
    last: PageId,
    /// On how many pages it is used.
    pages: usize,
}

/// Finds the page that lists of next steps mean by each wanted name.
fn names(pages: &[Page], wanted: &HashSet<String>) -> HashMap<String, PageId> {
    let mut uses: HashMap<String, Use> = HashMap::new();
    for page in pages {
        for entry in page.document.sequences.iter().flat_map(|sequence| &sequence.entries) {
            let EntryState::Linked(number) = entry.state else { continue };
            let Some(Target::Page(id, None)) = page.targets.get(number as usize) else { continue };
            let name = loose(&entry.name);
            if !wanted.contains(&name) {
                continue;
            }
            let known =
                uses.entry(name).or_insert(Use { page: Some(*id), last: page.id, pages: 1 });
            known.page = known.page.filter(|known| known == id);
            known.pages += usize::from(known.last != page.id);
            known.last = page.id;
        }
    }
    for page in pages {
        for (_, name) in planned(page) {
            if let Some(known) = uses.get_mut(&loose(name)) {
                known.page = known.page.filter(|known| *known != page.id);
            }
        }
    }
    let certain = uses.into_iter().filter(|(_, known)| 1 < known.pages);
    certain.filter_map(|(name, known)| Some((name, known.page?))).collect()
}
