//! Removes the problems that carry an edit: the front half of a build, the
//! edits, and the front half again on what comes of them, until nothing is
//! left to edit.

use std::collections::BTreeMap;

use super::findings::{Reach, finish};
use super::{Options, Session, prepare};
use crate::base::{Code, Diagnostic, SitePath};
use crate::edit::fixes::{self, Fixes};
use crate::edit::overlay::Overlay;
use crate::edit::text::apply;
use crate::model::change::{Change, Rewritten};
use crate::model::source::Texts;
use crate::model::world::{Failure, World};

/// An edit can uncover a problem with another edit; further than this it is
/// not followed in one run.
const ROUNDS: usize = 5;

/// What can be fixed.
pub struct Fixed {
    /// The texts as they would be.
    pub change: Change,
    /// How many problems of each code are gone then.
    pub counts: BTreeMap<Code, usize>,
    /// The problems that are left, in order.
    pub left: Vec<Diagnostic>,
    /// The texts that these point into.
    pub texts: Texts,
}

/// Finds what can be fixed of the codes in `only`, or of all codes where it
/// is empty. Nothing is written.
///
/// # Errors
/// A [`Failure`] of the environment.
pub fn fix(
    session: &Session,
    world: World<'_>,
    options: Options,
    only: &[Code],
) -> Result<Fixed, Failure> {
    let mut change = Change::default();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut rounds = 0;
    loop {
        let overlay = Overlay::new(world.files, &change);
        let prepared = prepare(session, World { files: &overlay, ..world }, options)?;
        let left = finish(prepared.found.clone(), &prepared.ground(Reach::Checked));
        let texts = prepared.texts;
        let chosen = fixes::choose(&left, only);
        let texts_after = match rounds < ROUNDS {
            true => rewritten(&chosen, &texts, world)?,
            false => Vec::new(),
        };
        if texts_after.is_empty() {
            return Ok(Fixed { change, counts, left, texts });
        }
        for (code, count) in chosen.counts {
            *counts.entry(code).or_default() += count;
        }
        for (path, text) in texts_after {
            let first = change.texts.entry(path).or_insert_with(|| text.clone());
            first.after = text.after;
        }
        rounds += 1;
    }
}

/// Returns the texts that edits change, by path.
fn rewritten(
    chosen: &Fixes,
    texts: &Texts,
    world: World<'_>,
) -> Result<Vec<(SitePath, Rewritten)>, Failure> {
    let mut changed = Vec::new();
    for (file, edits) in &chosen.edits {
        let Some((path, text)) = texts.get(*file) else { continue };
        let after = apply(text, edits);
        // What is not UTF-8 was read with replacements and must not be
        // written back.
        let is_text = world.files.read(path)?.is_some_and(|b| std::str::from_utf8(&b).is_ok());
        if after != text && is_text {
            let text = Rewritten { before: text.into(), after: after.into() };
            changed.push((path.clone(), text));
        }
    }
    Ok(changed)
}
