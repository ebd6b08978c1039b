//! Writes down that pages were exercised: records of runs are compared with
//! the pages they are of, an edit of each page is planned, and the front half
//! of a build says whether the pages are read as it is meant afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::attesting::{Refusal, check_role, keep_text};
use super::{Options, Prepared, Session, prepare};
use crate::base::nearest::did_you_mean;
use crate::base::{Diagnostic, FileId, LineIndex, SitePath, TextRange};
use crate::edit::exercise::{self, Exercised};
use crate::edit::overlay::Overlay;
use crate::edit::text::{apply, compatible};
use crate::model::catalog::Catalog;
use crate::model::change::{Change, Rewritten};
use crate::model::document::Document;
use crate::model::run::{self, Run};
use crate::model::world::{Failure, World};

/// At most so many changed steps are named of one record.
const NAMED: usize = 8;

/// What is to be written down.
#[derive(Clone, Debug)]
pub struct Request {
    /// The records.
    pub records: Vec<Given>,
    /// The pages and folders they must be of; any page if there are none.
    pub paths: Vec<SitePath>,
    /// The role that answers for the entries.
    pub by: String,
    /// What to do about a page whose steps are other ones now.
    pub outdated: Outdated,
}

/// A record as it was given.
#[derive(Clone, Debug)]
pub struct Given {
    /// The file, as the command names it.
    pub file: String,
    /// What it holds.
    pub text: Arc<str>,
    /// What the entry names: a ticket, or the file.
    pub record: String,
}

/// What to do about a record of a page whose steps are other ones now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outdated {
    /// It is refused.
    Refused,
    /// Its result is written down all the same.
    Taken,
}

/// What would be written down.
#[derive(Debug, Default)]
pub struct Exercising {
    /// The texts as they would be.
    pub change: Change,
    /// How many entries are new.
    pub added: usize,
    /// How many are there already.
    pub kept: usize,
    /// What is wrong with records, or with their pages.
    pub refused: Vec<Refused>,
}

/// Something that is not written down.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Refused {
    /// Where: `run.json:3:11`, or the file of a page.
    pub place: String,
    /// What is wrong, in a phrase.
    pub message: String,
    /// What to do instead.
    pub help: String,
}

/// What pages are to say, by their files.
type Wanted = BTreeMap<SitePath, (Arc<Document>, Vec<Exercised>)>;

/// Finds the change that writes down the records of `request`. Nothing is
/// written.
///
/// # Errors
/// A [`Failure`] of the environment.
pub fn plan(
    session: &Session,
    world: World<'_>,
    options: Options,
    request: &Request,
) -> Result<Result<Exercising, Refusal>, Failure> {
    let prepared = prepare(session, world, options)?;
    if let Err(refusal) = check_role(&prepared.site, &request.by) {
        return Ok(Err(refusal));
    }
    let mut reader = Reader { prepared: &prepared, options, request, refused: Vec::new() };
    let mut wanted = Wanted::new();
    for given in &request.records {
        let Some((document, entry)) = reader.entry(given) else { continue };
        let path = document.source.path.clone();
        let (_, entries) = wanted.entry(path).or_insert_with(|| (document, Vec::new()));
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    let mut exercising = Exercising { refused: reader.refused, ..Exercising::default() };
    for (document, entries) in wanted.values() {
        add(document, entries, &mut exercising);
    }
    let broken = keep_text(world, &mut exercising.change)?;
    exercising.refused.extend(broken.into_iter().map(|path| page(&path, "it is not UTF-8 text")));
    confirm(session, world, options, (&mut exercising, &wanted))?;
    exercising.refused.sort();
    Ok(Ok(exercising))
}

struct Reader<'a> {
    prepared: &'a Prepared,
    options: Options,
    request: &'a Request,
    refused: Vec<Refused>,
}

impl Reader<'_> {
    /// Reads a record and finds its page.
    fn entry(&mut self, given: &Given) -> Option<(Arc<Document>, Exercised)> {
        // The record is no file of the site.
        let file = FileId::of(&SitePath::default());
        let run = match run::read(file, &given.text) {
            Ok(run) => run,
            Err(found) => {
                self.refused.extend(found.into_iter().map(|problem| of_problem(given, problem)));
                return None;
            }
        };
        let document = match self.page(&run) {
            Ok(document) => document,
            Err((message, help)) => return self.refuse(given, run.page.range, (message, help)),
        };
        if self.options.today < run.day() {
            let message = format!("this run ended on {}, which has not been yet", run.day());
            let help = format!("today is {}; `--date` names another day", self.options.today);
            return self.refuse(given, run.ended_range, (message, help));
        }
        let changed = changed(&document, &run);
        if !changed.is_empty() && self.request.outdated == Outdated::Refused {
            let message = format!("the steps of this page are other ones now: {}", list(&changed));
            let help = "exercise the page as it is, or write the result down with `--outdated`";
            return self.refuse(given, run.page.range, (message, help.into()));
        }
        let entry = Exercised {
            on: run.day(),
            kind: run.kind,
            result: run.result,
            by: self.request.by.trim().into(),
            record: given.record.clone(),
        };
        Some((document, entry))
    }

    fn refuse<T>(
        &mut self,
        given: &Given,
        range: TextRange,
        (message, help): (String, String),
    ) -> Option<T> {
        self.refused.push(Refused { place: place(given, range), message, help });
        None
    }

    /// Finds the page of a record.
    fn page(&self, run: &Run) -> Result<Arc<Document>, (String, String)> {
        let site = &self.prepared.site;
        let id = &*run.page.text;
        let page = site.catalog.by_id.get(id).and_then(|page| site.pages.get(page));
        let Some(page) = page else {
            let message = format!("no page of this site has the id `{id}`");
            return Err((message, nearest(&site.catalog, id)));
        };
        let path = &page.document.source.path;
        let paths = &self.request.paths;
        if !paths.is_empty() && !paths.iter().any(|wanted| path.is_within(wanted)) {
            let message = format!("this is the record of another page, `{path}`");
            return Err((message, "give its record to the page that was followed".into()));
        }
        if exercise::field(&page.document).is_none() || page.document.procedure.is_empty() {
            let message = format!("`{path}` is no runbook with steps");
            return Err((message, "only runbooks are exercised".into()));
        }
        Ok(Arc::clone(&page.document))
    }
}

fn nearest(catalog: &Catalog, id: &str) -> String {
    let ids = catalog.by_id.keys().map(|id| &**id);
    let help = "the record is of another site, or the page has another id now";
    did_you_mean(id, ids).unwrap_or_else(|| help.into())
}

/// Says what is other in the steps of a page than in a record. A step is known
/// by its id, else by its text: a new id alone changes nothing.
fn changed(document: &Document, run: &Run) -> Vec<String> {
    let steps = || document.procedure.iter().flat_map(|section| &section.steps);
    let ids: BTreeSet<&str> = steps().filter_map(|step| step.id.as_deref()).collect();
    let texts: BTreeSet<u32> = steps().map(|step| step.hash).collect();
    let then: BTreeMap<&str, u32> =
        run.steps.iter().map(|step| (&*step.id.text, step.hash)).collect();
    let texts_then: BTreeSet<u32> = then.values().copied().collect();
    let mut changed = Vec::new();
    for step in steps() {
        let words = |what: &str| format!("step {} ({}) {what}", step.number, step.name);
        match step.id.as_deref().and_then(|id| then.get(id)) {
            Some(hash) if *hash != step.hash => changed.push(words("changed")),
            None if !texts_then.contains(&step.hash) => changed.push(words("is new")),
            _ => {}
        }
    }
    // A task or another place that is still there is no step that is gone.
    let is_there = |id: &str| document.anchors.iter().any(|anchor| &*anchor.id == id);
    let gone = then
        .iter()
        .filter(|(id, hash)| !ids.contains(**id) && !texts.contains(*hash) && !is_there(id));
    changed.extend(gone.map(|(id, _)| format!("step `{id}` is gone")));
    changed
}

fn list(changed: &[String]) -> String {
    let shown = changed.get(..NAMED.min(changed.len())).unwrap_or_default().join("; ");
    match changed.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown}; and {more} more"),
    }
}

fn of_problem(given: &Given, problem: Diagnostic) -> Refused {
    let place = place(given, problem.span.range);
    Refused { place, message: problem.message, help: problem.help.unwrap_or_default() }
}

fn place(given: &Given, range: TextRange) -> String {
    let start = LineIndex::new(&given.text).position(range.start as usize);
    format!("{}:{}:{}", given.file, start.line, start.column)
}

fn page(path: &SitePath, message: &str) -> Refused {
    let help = "write the exercise into its front matter by hand";
    Refused { place: path.to_string(), message: message.into(), help: help.into() }
}

/// Plans the edit of one page.
fn add(document: &Document, entries: &[Exercised], exercising: &mut Exercising) {
    let (path, text) = (&document.source.path, &document.source.text);
    let is_new = |entry: &&Exercised| !exercise::says(&document.front, entry);
    let new: Vec<Exercised> = entries.iter().filter(is_new).cloned().collect();
    exercising.kept += entries.len() - new.len();
    if new.is_empty() {
        return;
    }
    match exercise::edits(document, &new) {
        Some(edits) => {
            let after = apply(text, &compatible(edits)).into();
            let text = Rewritten { before: text.clone(), after };
            exercising.change.texts.insert(path.clone(), text);
            exercising.added += new.len();
        }
        None => exercising.refused.push(page(path, "nothing can be added to its front matter")),
    }
}

/// Reads the pages as they would be, and leaves out those that would not say
/// what was meant, or would lose what they said.
fn confirm(
    session: &Session,
    world: World<'_>,
    options: Options,
    (exercising, wanted): (&mut Exercising, &Wanted),
) -> Result<(), Failure> {
    if exercising.change.is_empty() {
        return Ok(());
    }
    let overlay = Overlay::new(world.files, &exercising.change);
    let after = prepare(session, World { files: &overlay, ..world }, options)?;
    let fronts = after.site.pages.values();
    let fronts: BTreeMap<&SitePath, _> =
        fronts.map(|page| (&page.document.source.path, &page.document.front)).collect();
    let texts = std::mem::take(&mut exercising.change.texts);
    for (path, text) in texts {
        let Some((before, entries)) = wanted.get(&path) else { continue };
        let new = entries.iter().filter(|entry| !exercise::says(&before.front, entry)).count();
        let is_said = fronts.get(&path).is_some_and(|front| {
            let count = before.front.exercised.len() + new;
            front.exercised.len() == count
                && entries.iter().all(|entry| exercise::says(front, entry))
        });
        if is_said {
            exercising.change.texts.insert(path, text);
        } else {
            exercising.added -= new;
            let message = "the entry would not be read as it is meant";
            exercising.refused.push(page(&path, message));
        }
    }
    Ok(())
}
