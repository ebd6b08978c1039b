//! What became of the ids of a page: which are still those of the same thing,
//! and what took the place of those that are not. Every list is gone through
//! once.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::base::Span;
use crate::model::catalog::loose;
use crate::model::published::Named;

/// What became of an id that is not what it was; indices of what the page has
/// now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// It is gone; what is in its place has another id.
    Gone(Option<usize>),
    /// Something else has it.
    Taken {
        /// What has it.
        by: usize,
        /// What it belonged to.
        own: usize,
    },
}

/// What became of all ids of a page.
pub(super) struct Matching {
    fates: Vec<Option<Fate>>,
}

/// What is told apart: how the text of something reads, or what it is called.
type Mark<'a> = (&'a str, String);

impl Matching {
    pub(super) fn of(earlier: &[Named], now: &[(Named, Span)]) -> Matching {
        let before: HashSet<&str> = earlier.iter().map(|own| &*own.id).collect();
        let by_id: HashMap<&str, usize> =
            now.iter().enumerate().map(|(at, (own, _))| (&*own.id, at)).collect();
        let is_new = |own: &Named| !before.contains(&*own.id);
        let by_hash = marks(now, &is_new, &hash);
        let by_name = marks(now, &is_new, &name);
        let beside = beside(earlier, now, &by_id);
        let same = |own: &Named| {
            let hash = hash(own).and_then(|mark| by_hash.get(&mark));
            let name = || name(own).and_then(|mark| by_name.get(&mark));
            hash.or_else(name).copied()
        };
        let fate = |(index, own): (usize, &Named)| match by_id.get(&*own.id).copied() {
            None => Some(Fate::Gone(same(own).or_else(|| beside.get(&index).copied()))),
            Some(by) => {
                let (has, _) = now.get(by)?;
                let is_it = match (own.hash, has.hash) {
                    (Some(before), Some(now)) if before == now => true,
                    _ => {
                        name(own) == name(has)
                            && hash(own).and_then(|mark| by_hash.get(&mark)).is_none()
                    }
                };
                let own = same(own).filter(|_| !is_it)?;
                Some(Fate::Taken { by, own })
            }
        };
        Matching { fates: earlier.iter().enumerate().map(fate).collect() }
    }

    /// Returns what became of an id, if it is not what it was.
    pub(super) fn fate(&self, index: usize) -> Option<Fate> {
        self.fates.get(index).copied().flatten()
    }
}

fn hash(own: &Named) -> Option<Mark<'_>> {
    own.hash.map(|hash| (&*own.kind, format!("{hash:08x}")))
}

fn name(own: &Named) -> Option<Mark<'_>> {
    let name = loose(&own.name);
    (!name.is_empty()).then_some((&*own.kind, name))
}

/// Lists what is new by a mark; the first of several.
fn marks<'a>(
    now: &'a [(Named, Span)],
    is_new: &dyn Fn(&Named) -> bool,
    mark: &dyn Fn(&'a Named) -> Option<Mark<'a>>,
) -> HashMap<Mark<'a>, usize> {
    let mut marks = HashMap::new();
    for (at, (own, _)) in now.iter().enumerate().filter(|(_, (own, _))| is_new(own)) {
        if let Some(mark) = mark(own) {
            marks.entry(mark).or_insert(at);
        }
    }
    marks
}

/// Pairs ids that are gone with new ones in the same gap: between what kept
/// its id, of the same kind, and as many.
fn beside<'a>(
    earlier: &'a [Named],
    now: &'a [(Named, Span)],
    by_id: &HashMap<&str, usize>,
) -> HashMap<usize, usize> {
    type Gaps<'a> = BTreeMap<(Option<&'a str>, &'a str), Vec<usize>>;
    let mut gone = Gaps::new();
    let mut after = None;
    for (at, own) in earlier.iter().enumerate() {
        match by_id.contains_key(&*own.id) {
            true => after = Some(&*own.id),
            false => gone.entry((after, &*own.kind)).or_default().push(at),
        }
    }
    let before: HashSet<&str> = earlier.iter().map(|own| &*own.id).collect();
    let mut new = Gaps::new();
    let mut after = None;
    for (at, (own, _)) in now.iter().enumerate() {
        match before.contains(&*own.id) {
            true => after = Some(&*own.id),
            false => new.entry((after, &*own.kind)).or_default().push(at),
        }
    }
    let mut beside = HashMap::new();
    for (gap, gone) in gone {
        if let Some(new) = new.get(&gap).filter(|new| new.len() == gone.len()) {
            beside.extend(gone.into_iter().zip(new.iter().copied()));
        }
    }
    beside
}
