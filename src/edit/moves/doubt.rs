//! What would be worse after a move than before.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::page_after;
use super::meaning::{Meaning, file_of};
use super::repair::{lost, turned};
use crate::base::{Code, Diagnostic, SitePath, Span};
use crate::model::catalog::Catalog;
use crate::model::change::Relocation;
use crate::model::site::Site;
use crate::model::source::Texts;

/// One thing that would be worse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// A problem that is not there now.
    Problem(Diagnostic),
    /// A reference would mean something else.
    Turned {
        /// Where it is written, afterwards.
        span: Span,
        /// What is written there.
        written: Box<str>,
        /// What it has to mean.
        meaning: SitePath,
    },
    /// A page would not be published.
    Lost(SitePath),
    /// Nothing would lead from the old address of a page to it.
    Unreachable {
        /// The page's file, afterwards.
        page: SitePath,
        /// The address, as the folder of its file in the site.
        address: SitePath,
    },
}

/// One state of a site.
#[derive(Clone, Copy)]
pub struct State<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its problems.
    pub problems: &'a [Diagnostic],
    /// The texts these point into.
    pub texts: &'a Texts,
}

/// Compares a site before and after a move; `moved` has paths from the
/// site's root, `within` from the content folder.
pub fn compare(
    before: State<'_>,
    after: State<'_>,
    (moved, within): (&Relocation, &Relocation),
) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> =
        new_problems(before, after, moved).into_iter().map(Doubt::Problem).collect();
    for (turned, meaning) in turned(before.site, after.site, within) {
        let span = Span::new(turned.page.document.source.file, turned.reference.range);
        let written = turned.reference.destination.clone();
        let Meaning { file, section, .. } = meaning;
        let meaning = file.or(section).unwrap_or_default();
        doubts.push(Doubt::Turned { span, written, meaning });
    }
    let (old, new) = (&before.site.catalog, &after.site.catalog);
    doubts.extend(lost(old, new, within).into_iter().map(Doubt::Lost));
    doubts.extend(unreachable(old, new, within));
    doubts
}

/// Lists problems of which a file has more of the same code than before.
fn new_problems(before: State<'_>, after: State<'_>, moved: &Relocation) -> Vec<Diagnostic> {
    let place = |state: State<'_>, problem: &Diagnostic| {
        state.texts.get(problem.span.file).map(|(path, _)| path.clone()).unwrap_or_default()
    };
    let mut known: BTreeMap<(SitePath, Code), Vec<&str>> = BTreeMap::new();
    for problem in before.problems {
        let path = moved.apply(&place(before, problem));
        known.entry((path, problem.code)).or_default().push(&problem.message);
    }
    let mut now: BTreeMap<(SitePath, Code), Vec<&Diagnostic>> = BTreeMap::new();
    for problem in after.problems {
        now.entry((place(after, problem), problem.code)).or_default().push(problem);
    }
    let mut gone = gone(&known, &now);
    let mut new = Vec::new();
    for (key, mut problems) in now {
        let known = known.get(&key).map(Vec::as_slice).unwrap_or_default();
        let more = problems.len().saturating_sub(known.len());
        let words: BTreeSet<&str> = known.iter().copied().collect();
        // Those that say something new are shown first.
        problems.sort_by_key(|problem| words.contains(problem.message.as_str()));
        // One that is told once for several files can be told at another.
        let is_new = |problem: &&&Diagnostic| {
            let count = gone.get_mut(&(problem.code, problem.message.clone()));
            let is_elsewhere = count.filter(|count| 0 < **count).map(|count| *count -= 1);
            is_elsewhere.is_none()
        };
        new.extend(problems.iter().take(more).filter(is_new).map(|problem| (*problem).clone()));
    }
    new
}

/// Counts the problems of files that say something no more.
fn gone(
    known: &BTreeMap<(SitePath, Code), Vec<&str>>,
    now: &BTreeMap<(SitePath, Code), Vec<&Diagnostic>>,
) -> BTreeMap<(Code, String), usize> {
    let mut gone = BTreeMap::new();
    for (key, messages) in known {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for problem in now.get(key).into_iter().flatten() {
            *left.entry(problem.message.as_str()).or_default() += 1;
        }
        for message in messages {
            match left.get_mut(message).filter(|count| 0 < **count) {
                Some(count) => *count -= 1,
                None => *gone.entry((key.1, message.to_string())).or_default() += 1,
            }
        }
    }
    gone
}

fn unreachable(before: &Catalog, after: &Catalog, within: &Relocation) -> Vec<Doubt> {
    let outputs: BTreeSet<&SitePath> = after.pages.iter().map(|page| &page.output).collect();
    let mut doubts = Vec::new();
    for page in &before.pages {
        let Some((id, now)) = page_after(page, after, within) else { continue };
        let leads = outputs.contains(&page.output) || after.redirected(&page.output) == Some(id);
        if let (false, Some(file)) = (leads, file_of(now)) {
            let address = page.output.parent();
            doubts.push(Doubt::Unreachable { page: file.clone(), address });
        }
    }
    // Redirects of earlier moves must go on leading to the same pages.
    for file in before.redirects.keys() {
        let page = before.redirected(file).and_then(|id| before.page(id));
        let Some(page) = page else { continue };
        let Some((id, now)) = page_after(page, after, within) else { continue };
        let leads = now.output == *file || after.redirected(file) == Some(id);
        if let (false, Some(page)) = (leads, file_of(now)) {
            let address = file.parent();
            doubts.push(Doubt::Unreachable { page: page.clone(), address });
        }
    }
    doubts
}
