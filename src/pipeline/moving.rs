//! Plans a move: a build, the paths that must be written anew, a build of
//! that in memory, old addresses and what is still amiss, and a last build to
//! compare with the first. See [`crate::edit::moves`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::findings::{Reach, finish};
use super::{Options, Prepared, Session, prepare};
use crate::base::{Code, Diagnostic, FileId, SitePath};
use crate::edit::baseline::{self, Found};
use crate::edit::moves::aliases::{self, Addresses};
use crate::edit::moves::doubt::{Doubt, State, compare};
use crate::edit::moves::links::Edits;
use crate::edit::moves::meaning::Moves;
use crate::edit::moves::request::{Refusal, Request, settle};
use crate::edit::moves::{addresses, data, links, repair};
use crate::edit::overlay::Overlay;
use crate::edit::text::{TextEdit, apply, compatible};
use crate::model::baseline::BASELINE_FILE;
use crate::model::change::{Change, Relocation, Rewritten};
use crate::model::source::Texts;
use crate::model::world::{Failure, World};

/// A move, ready to be carried out.
#[derive(Debug)]
pub struct Moving {
    /// What is to be done.
    pub change: Change,
    /// How many links are written anew.
    pub links: usize,
    /// How many old addresses are written down.
    pub addresses: usize,
    /// What would be worse than before.
    pub doubts: Vec<Doubt>,
    /// Folders that had a page of their own without a file, and whose address
    /// nothing answers afterwards.
    pub gone: Vec<SitePath>,
    /// The texts that doubts point into.
    pub texts: Texts,
}

/// Plans a move. Nothing is written.
///
/// # Errors
/// A [`Failure`] of the environment.
pub fn plan(
    session: &Session,
    world: World<'_>,
    options: Options,
    request: &Request,
) -> Result<Result<Moving, Refusal>, Failure> {
    let before = prepare(session, world, options)?;
    let moved = match settle(world.files, &before.site.config, request)? {
        Ok(moved) => moved,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let content = &before.site.config.content;
    let below = |path: &SitePath| path.below(content).unwrap_or_default();
    let within = Relocation { old: below(&moved.old), new: below(&moved.new) };
    let mut change = Change { moved: Some(moved.clone()), ..Change::default() };
    change.files = files(world, &moved)?;
    let links = write_paths(&before, world, &within, &mut change)?;

    let overlay = Overlay::new(world.files, &change);
    let between = prepare(session, World { files: &overlay, ..world }, options)?;
    if let Some(refusal) = address_taken(&before, &between, &moved) {
        return Ok(Err(refusal));
    }
    let (edits, addresses) = second_round(&before, &between, &within);
    let repaired = edits.values().map(Vec::len).sum::<usize>() - addresses;
    add(&mut change, &edits, &between.texts);

    let overlay = Overlay::new(world.files, &change);
    let after = prepare(session, World { files: &overlay, ..world }, options)?;
    let (old, new) = (problems(&before), problems(&after));
    carry_baseline(world, (&before, &old), (&after, &new), &mut change)?;
    let doubts = compare(state(&before, &old), state(&after, &new), (&moved, &within));
    let gone = gone(&before, &after);
    let texts = after.texts;
    let links = links + repaired;
    Ok(Ok(Moving { change, links, addresses, doubts, gone, texts }))
}

/// Lists the files that move.
fn files(world: World<'_>, moved: &Relocation) -> Result<Vec<SitePath>, Failure> {
    let mut files = world.files.list(&moved.old, &|_| false)?;
    files.retain(|entry| entry.path != moved.old);
    if files.is_empty() {
        return Ok(vec![moved.old.clone()]);
    }
    Ok(files.into_iter().map(|entry| entry.path).collect())
}

/// Writes every path anew that must be; returns how many.
fn write_paths(
    before: &Prepared,
    world: World<'_>,
    within: &Relocation,
    change: &mut Change,
) -> Result<usize, Failure> {
    let moves = Moves { catalog: &before.site.catalog, moved: within };
    let config = &before.site.config;
    let mut texts = before.texts.clone();
    let mut edits = links::in_pages(&moves, &before.site, &before.announced);
    for (file, more) in links::in_menu(&moves, config, &before.texts) {
        edits.entry(file).or_default().extend(more);
    }
    for path in other_tools(world, &config.content)? {
        let Some(bytes) = world.files.read(&path)? else { continue };
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let found = data::edits(&moves, config, &path, text);
        if !found.is_empty() {
            let file = texts.add(&path, text);
            edits.entry(file).or_default().extend(found);
        }
    }
    // One place can be found twice, by way of the menu and of its file.
    let edits: Edits = edits.into_iter().map(|(file, edits)| (file, compatible(edits))).collect();
    for (file, edits) in &edits {
        let Some((path, text)) = texts.get(*file) else { continue };
        let rewritten = Rewritten { before: text.into(), after: apply(text, edits).into() };
        change.texts.insert(path.clone(), rewritten);
    }
    Ok(edits.values().map(Vec::len).sum())
}

/// Lists files of other tools that could lead to pages.
fn other_tools(world: World<'_>, content: &SitePath) -> Result<BTreeSet<SitePath>, Failure> {
    let foreign = |folder: &SitePath| matches!(folder.name(), "node_modules" | "vendor" | "target");
    let listed = world.files.list(content, &foreign)?.into_iter().map(|entry| entry.path);
    let root = [data::MKDOCS, data::REDIRECTS].map(|name| SitePath::default().child(name));
    Ok(listed.chain(root).filter(data::is_candidate).collect())
}

/// Refuses a move to an address that another page has.
fn address_taken(before: &Prepared, between: &Prepared, moved: &Relocation) -> Option<Refusal> {
    let taken = |prepared: &Prepared| -> BTreeMap<SitePath, usize> {
        let mut files = BTreeMap::new();
        let found = prepared.found.iter().filter(|p| p.code == Code::DUPLICATE_ADDRESS);
        // An old address that is taken is found where it is written, a page's
        // own at the beginning of its file.
        for problem in found.filter(|problem| problem.span.range.is_empty()) {
            if let Some((path, _)) = prepared.texts.get(problem.span.file) {
                *files.entry(path.clone()).or_default() += 1;
            }
        }
        files
    };
    let known = taken(before);
    let new = taken(between).into_keys().find(|path| !known.contains_key(&moved.undo(path)))?;
    Some(Refusal::AddressTaken(new))
}

/// Finds the old addresses to write down and what means something else;
/// returns how many addresses are among the edits.
fn second_round(before: &Prepared, between: &Prepared, within: &Relocation) -> (Edits, usize) {
    let mut edits = repair::edits(&before.site, &between.site, within);
    edits.values_mut().for_each(|list| *list = compatible(std::mem::take(list)));
    let changed: BTreeMap<FileId, Addresses> =
        addresses::changed(&before.site.catalog, &between.site.catalog, within);
    let mut count = 0;
    for (file, addresses) in changed {
        let Some((path, text)) = between.texts.get(file) else { continue };
        let found: Option<Vec<TextEdit>> = match data::is_candidate(path) {
            true => aliases::in_data(file, text, &addresses),
            false => aliases::edits(file, text, &addresses),
        };
        let found = found.unwrap_or_default();
        count += found.len();
        edits.entry(file).or_default().extend(found);
    }
    (edits, count)
}

/// Adds edits of texts as they are after the first round.
fn add(change: &mut Change, edits: &Edits, texts: &Texts) {
    for (file, edits) in edits {
        let Some((place, text)) = texts.get(*file) else { continue };
        let path = change.moved.as_ref().map_or_else(|| place.clone(), |moved| moved.undo(place));
        let after: Arc<str> = apply(text, &compatible(edits.clone())).into();
        let unchanged = || Rewritten { before: text.into(), after: "".into() };
        change.texts.entry(path).or_insert_with(unchanged).after = after;
    }
    change.texts.retain(|_, text| text.before != text.after);
}

fn problems(prepared: &Prepared) -> Vec<Diagnostic> {
    finish(prepared.found.clone(), &prepared.ground(Reach::Checked))
}

fn state<'a>(prepared: &'a Prepared, problems: &'a [Diagnostic]) -> State<'a> {
    State { site: &prepared.site, problems, texts: &prepared.texts }
}

/// Takes known problems along. A baseline that cannot be read as a whole is
/// left as it is.
fn carry_baseline(
    world: World<'_>,
    (before, old): (&Prepared, &[Diagnostic]),
    (after, new): (&Prepared, &[Diagnostic]),
    change: &mut Change,
) -> Result<(), Failure> {
    let path = SitePath::default().child(BASELINE_FILE);
    let file = FileId::of(&path);
    let is_whole = !before.found.iter().any(|problem| problem.span.file == file);
    let Some(moved) = change.moved.as_ref().filter(|_| is_whole) else { return Ok(()) };
    let Some(bytes) = world.files.read(&path)?.filter(|_| !before.baseline.is_empty()) else {
        return Ok(());
    };
    let Ok(text) = std::str::from_utf8(&bytes) else { return Ok(()) };
    let both = (
        Found { problems: old, texts: &before.texts },
        Found { problems: new, texts: &after.texts },
    );
    let carried = baseline::moved(&before.baseline, both, moved);
    if carried != before.baseline {
        let after = baseline::write(&carried).into();
        change.texts.insert(path, Rewritten { before: text.into(), after });
    }
    Ok(())
}

/// Lists addresses of folders that had a page without a file.
fn gone(before: &Prepared, after: &Prepared) -> Vec<SitePath> {
    let catalog = &after.site.catalog;
    let known: BTreeSet<&SitePath> =
        catalog.pages.iter().map(|page| &page.output).chain(catalog.redirects.keys()).collect();
    let pages = before.site.catalog.pages.iter();
    let bare = pages.filter(|page| page.document.is_none() && page.section.is_some());
    bare.filter(|page| !known.contains(&page.output)).map(|page| page.output.parent()).collect()
}
