//! `sequence-differs`: pages that list each other do not list the same.
//!
//! A list of next steps is copied by hand onto every page it names, and the
//! copies drift. Pages are a family where each names the other beside itself;
//! a page deeper in the list copies the list of the page it belongs to as
//! well, and lists the pages below itself. Pages, not texts, are compared: a
//! link and a name in italics that mean one page are equal.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::{PageId, loose};
use crate::model::extension::Check;
use crate::model::page::{Page, Target};
use crate::model::sequence::{Entry, EntryState, Sequence, SequenceKind};
use crate::model::site::Site;

/// The check `sequence-differs`.
pub struct SequenceDiffers;

impl Check for SequenceDiffers {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let copies: Vec<Copied<'_>> = site.pages.values().flat_map(copies).collect();
        for mut family in families(copies) {
            unify(&mut family);
            compare(&family.iter().collect::<Vec<_>>(), found);
        }
    }
}

/// What an entry means.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Meaning {
    Page(PageId),
    Name(String),
}

/// One list as one page has it: entries of one level.
struct Copied<'a> {
    page: &'a Page,
    sequence: &'a Sequence,
    /// The page for which it lists the neighbours: the page itself, the one
    /// it is nested below, or the first one below it.
    of: PageId,
    entries: Vec<&'a Entry>,
    meanings: Vec<Meaning>,
}

/// Entries of one level, and where the one they are nested below stands: its
/// level, and its place there.
struct LevelOf<'a> {
    entries: Vec<&'a Entry>,
    above: Option<(usize, usize)>,
}

/// Finds the lists of a page that say where it stands.
fn copies(page: &Page) -> Vec<Copied<'_>> {
    let mut copies = Vec::new();
    for sequence in &page.document.sequences {
        if sequence.kind != SequenceKind::NextSteps {
            continue;
        }
        let (levels, Some(own)) = levels(page, sequence) else { continue };
        let below = levels.iter().position(|level| level.above == Some(own));
        let below = below.and_then(|level| Some((level, first_page(page, levels.get(level)?)?)));
        let mut at = Some(own);
        let upwards = std::iter::from_fn(|| {
            let here = at?;
            at = levels.get(here.0).and_then(|level| level.above);
            Some(here)
        });
        for (level, place) in below.into_iter().chain(upwards) {
            let Some(level) = levels.get(level) else { break };
            let entries = level.entries.clone();
            let meanings: Vec<Meaning> = entries.iter().map(|entry| meaning(page, entry)).collect();
            if let Some(Meaning::Page(of)) = meanings.get(place).cloned() {
                copies.push(Copied { page, sequence, of, entries, meanings });
            }
        }
    }
    copies
}

/// Returns the place of the first entry of a level that is a page.
fn first_page(page: &Page, level: &LevelOf<'_>) -> Option<usize> {
    level.entries.iter().position(|entry| matches!(meaning(page, entry), Meaning::Page(_)))
}

/// Splits a sequence into levels, and finds the entry of the page itself.
fn levels<'a>(page: &Page, sequence: &'a Sequence) -> (Vec<LevelOf<'a>>, Option<(usize, usize)>) {
    let mut levels: Vec<LevelOf<'a>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut own = None;
    for entry in &sequence.entries {
        open.truncate(usize::from(entry.depth) + 1);
        while open.len() <= usize::from(entry.depth) {
            let last = open.last().copied();
            let place = |level: usize| levels.get(level).map_or(0, |level| level.entries.len());
            let above = last.and_then(|level| Some((level, place(level).checked_sub(1)?)));
            open.push(levels.len());
            levels.push(LevelOf { entries: Vec::new(), above });
        }
        let Some(level) = open.last().copied() else { continue };
        let Some(entries) = levels.get_mut(level).map(|level| &mut level.entries) else { continue };
        if own.is_none() && meaning(page, entry) == Meaning::Page(page.id) {
            own = Some((level, entries.len()));
        }
        entries.push(entry);
    }
    (levels, own)
}

fn meaning(page: &Page, entry: &Entry) -> Meaning {
    let target = entry.reference().and_then(|number| page.targets.get(number as usize));
    match (entry.state, target) {
        (EntryState::Current, _) => Meaning::Page(page.id),
        (_, Some(Target::Page(id, _))) => Meaning::Page(*id),
        (_, Some(Target::Here(_))) => Meaning::Page(page.id),
        (_, Some(Target::External(address))) => Meaning::Name(address.to_string()),
        (_, Some(Target::Planned(name))) => Meaning::Name(loose(name)),
        _ => Meaning::Name(loose(&entry.name)),
    }
}

/// Groups lists whose pages name each other.
fn families(copies: Vec<Copied<'_>>) -> Vec<Vec<Copied<'_>>> {
    let names = copies.iter().flat_map(|copy| {
        let pages = copy.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Page(id) if *id != copy.of => Some(*id),
            _ => None,
        });
        pages.map(|id| (copy.of, id))
    });
    let names: HashSet<(PageId, PageId)> = names.collect();
    let mut first: BTreeMap<PageId, PageId> = BTreeMap::new();
    let mut pairs: Vec<(PageId, PageId)> =
        names.iter().copied().filter(|(a, b)| names.contains(&(*b, *a))).collect();
    pairs.sort_unstable();
    for (a, b) in pairs {
        let (a, b) = (root(&mut first, a), root(&mut first, b));
        first.insert(a.max(b), a.min(b));
    }
    let mut families: BTreeMap<PageId, Vec<Copied<'_>>> = BTreeMap::new();
    for copy in copies {
        families.entry(root(&mut first, copy.of)).or_default().push(copy);
    }
    families.into_values().filter(|family| 1 < family.len()).collect()
}

/// Finds the first page of a family, and shortens the way to it.
fn root(first: &mut BTreeMap<PageId, PageId>, id: PageId) -> PageId {
    let mut way = Vec::new();
    let mut at = id;
    while let Some(next) = first.get(&at).copied().filter(|next| *next != at) {
        way.push(at);
        at = next;
    }
    for id in way {
        first.insert(id, at);
    }
    at
}

/// A name in italics on one page and a link by this name on another are one
/// entry: the page was written in between.
fn unify(family: &mut [Copied<'_>]) {
    let mut pages: HashMap<String, Meaning> = HashMap::new();
    for copy in family.iter() {
        for (meaning, entry) in copy.meanings.iter().zip(&copy.entries) {
            if matches!(meaning, Meaning::Page(_)) {
                pages.entry(loose(&entry.name)).or_insert_with(|| meaning.clone());
            }
        }
    }
    for meaning in family.iter_mut().flat_map(|copy| &mut copy.meanings) {
        if let Meaning::Name(name) = meaning
            && let Some(page) = pages.get(name)
        {
            *meaning = page.clone();
        }
    }
}

/// Reports the lists of a family that are not as most of them are.
fn compare(family: &[&Copied<'_>], found: &mut Vec<Diagnostic>) {
    let Some((model, _)) = model(family) else { return };
    // A page may stand in a list of another kind; that has no voice.
    let alike: Vec<&Copied<'_>> =
        family.iter().copied().filter(|copy| is_alike(copy, model)).collect();
    let Some((model, same)) = self::model(&alike) else { return };
    for copy in alike.iter().filter(|copy| copy.meanings != model.meanings) {
        found.push(report(copy, model, (same, alike.len())));
    }
}

/// Tells whether two lists share half of the shorter one.
fn is_alike(copy: &Copied<'_>, model: &Copied<'_>) -> bool {
    let known: HashSet<&Meaning> = model.meanings.iter().collect();
    let shared = copy.meanings.iter().filter(|meaning| known.contains(meaning)).count();
    copy.meanings.len().min(known.len()) <= 2 * shared
}

/// Finds the list that has what most have and nothing else; of lists in
/// several orders the one found most often, of equal ones the first. Also
/// returns how many are the same.
fn model<'c, 'a>(family: &[&'c Copied<'a>]) -> Option<(&'c Copied<'a>, usize)> {
    let mut votes: HashMap<&Meaning, i64> = HashMap::new();
    let mut variants: HashMap<&[Meaning], usize> = HashMap::new();
    for copy in family {
        let distinct: HashSet<&Meaning> = copy.meanings.iter().collect();
        distinct.into_iter().for_each(|meaning| *votes.entry(meaning).or_default() += 1);
        *variants.entry(&copy.meanings).or_default() += 1;
    }
    let count = i64::try_from(family.len()).unwrap_or(i64::MAX);
    let agree = |copy: &Copied<'_>| variants.get(&*copy.meanings).copied().unwrap_or_default();
    let score = |copy: &Copied<'_>| {
        let distinct: HashSet<&Meaning> = copy.meanings.iter().collect();
        let votes = |meaning| votes.get(meaning).copied().unwrap_or_default();
        let score: i64 = distinct.into_iter().map(|meaning| 2 * votes(meaning) - count).sum();
        (score, agree(copy))
    };
    let model = family.iter().rev().copied().max_by_key(|copy| score(copy))?;
    Some((model, agree(model)))
}

fn report(copy: &Copied<'_>, model: &Copied<'_>, (same, all): (usize, usize)) -> Diagnostic {
    let (missing, extra) = (only_in(model, copy), only_in(copy, model));
    let differences = differences(&missing, &extra);
    let place = |copy: &Copied<'_>, range| Span::new(copy.page.document.source.file, range);
    let first_moved = || {
        let mut pairs = copy.meanings.iter().zip(&model.meanings).zip(&copy.entries);
        pairs.find(|((own, other), _)| own != other).map(|(_, entry)| *entry)
    };
    let wrong = match (missing.is_empty(), extra.first()) {
        (_, Some(entry)) => entry.place,
        (true, None) => first_moved().map_or(copy.sequence.heading, |entry| entry.place),
        (false, None) => copy.sequence.heading,
    };
    let message = format!("this list differs from those of the pages in it: {differences}");
    let label = match same {
        1 => format!("no two of {all} lists agree, and this one is nearest to all"),
        same => format!("{same} of {all} lists are like this one"),
    };
    Diagnostic::new(Code::SEQUENCE_DIFFERS, place(copy, wrong), message)
        .label(place(model, model.sequence.heading), label)
        .help("make the lists equal, or let the site make them: write `[[_SEQUENCE_]]` instead")
}

/// Says what one list has and lacks; an entry of one name in both leads to
/// another page.
fn differences(missing: &[&Entry], extra: &[&Entry]) -> String {
    let names = |entries: &[&Entry]| -> HashSet<String> {
        entries.iter().map(|entry| loose(&entry.name)).collect()
    };
    let (lacked, added) = (names(missing), names(extra));
    let only = |entries: &[&Entry], others: &HashSet<String>| -> Vec<String> {
        let fits = |entry: &&&Entry| !others.contains(&loose(&entry.name));
        entries.iter().filter(fits).map(|entry| entry.name.to_string()).collect()
    };
    let moved = extra.iter().filter(|entry| lacked.contains(&loose(&entry.name)));
    let moved: Vec<String> = moved.map(|entry| entry.name.to_string()).collect();
    let parts = [
        named(&only(missing, &added), ["is missing", "are missing"]),
        named(&only(extra, &lacked), ["stands only here", "stand only here"]),
        named(&moved, ["leads to another page", "lead to other pages"]),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "the order differs".into() } else { parts.join(", ") }
}

/// Lists the entries of one list that another lacks.
fn only_in<'a>(one: &Copied<'a>, other: &Copied<'_>) -> Vec<&'a Entry> {
    let known: HashSet<&Meaning> = other.meanings.iter().collect();
    let entries = one.meanings.iter().zip(&one.entries);
    entries.filter(|(meaning, _)| !known.contains(meaning)).map(|(_, entry)| *entry).collect()
}

/// At most so many entries are named in a problem.
const MOST_NAMED: usize = 3;

fn named(names: &[String], [one, several]: [&str; 2]) -> Option<String> {
    let shown: Vec<String> =
        names.iter().take(MOST_NAMED).map(|name| format!("\"{name}\"")).collect();
    match (names.len(), names.len().saturating_sub(shown.len())) {
        (0, _) => None,
        (1, _) => Some(format!("{} {one}", shown.join(", "))),
        (_, 0) => Some(format!("{} {several}", shown.join(", "))),
        (_, more) => Some(format!("{} and {more} more {several}", shown.join(", "))),
    }
}
