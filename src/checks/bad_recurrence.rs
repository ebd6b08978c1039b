//! `bad-recurrence`: it is not understood when something is done again. What
//! is wrong with a time is `bad-time`, with a zone `unknown-zone`, with a
//! calendar `unknown-calendar`.

use super::routine_place::is_held;
use crate::base::{Code, Diagnostic, FileId, Span, TextRange};
use crate::model::charter::rows;
use crate::model::document::Document;
use crate::model::extension::Check;
use crate::model::front::Located;
use crate::model::kind::FieldData;
use crate::model::page::Page;
use crate::model::records::Named;
use crate::model::routine::{Mistake, charter_of, language, read, unknown_days};
use crate::model::site::Site;
use crate::text::recurrence::{Except, When};

/// The check `bad-recurrence`.
pub struct BadRecurrence;

impl Check for BadRecurrence {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let mut calendars = Vec::new();
        for page in site.pages.values() {
            let file = page.document.source.file;
            let said = said(site, page);
            for (place, when) in said {
                match when {
                    Ok(when) => {
                        calendars.extend(names(&when, place, file, page));
                        let pages = [page, charter_of(site, page)];
                        let unknown = unknown_days(site, &pages, &when);
                        found.extend(unknown.map(|name| no_day(page, place, name)));
                    }
                    Err(problem) => found.push(problem),
                }
            }
        }
        let known = &site.catalog.records.calendars;
        known.report(Code::UNKNOWN_CALENDAR, calendars.iter(), found);
    }
}

/// What says when something is done, and where it stands.
type Said = (TextRange, Result<When, Diagnostic>);

fn said(site: &Site, page: &Page) -> Vec<Said> {
    let document = &page.document;
    let language = language(site, page);
    let mut all = Vec::new();
    if document.is_checklist() {
        all.extend(repeat(document).map(|words| of_words(words, document, language)));
    }
    let charter = document.charter.as_deref().filter(|_| is_held(page));
    if let Some(charter) = charter {
        for task in rows(&charter.tasks) {
            let place = task.when.given().map_or(task.range, |words| words.range);
            let read = read(site, page, task);
            all.extend(read.map(|read| (place, read.map_err(|bad| problem(bad, document, place)))));
        }
        // The name of a calendar means its days.
        let calendars = &site.catalog.records.calendars;
        let periods = rows(&charter.periods).iter().filter_map(|period| period.when.given());
        let periods = periods.filter(|words| calendars.find(&words.text).is_none());
        all.extend(periods.map(|words| of_words(words, document, language)));
    }
    all
}

fn repeat(document: &Document) -> Option<&Located> {
    let fields = &document.front.fields;
    let repeat = fields.iter().find(|value| value.field.name == "repeat")?;
    match &repeat.value {
        FieldData::Texts(texts) => texts.first().filter(|words| !words.text.contains("{{")),
        _ => None,
    }
}

fn of_words(words: &Located, document: &Document, language: &str) -> Said {
    let read = When::parse_in(&words.text, language);
    let problem = |bad| problem(Mistake::Words(&words.text, bad), document, words.range);
    (words.range, read.map_err(problem))
}

fn problem(mistake: Mistake<'_>, document: &Document, place: TextRange) -> Diagnostic {
    let file = document.source.file;
    match mistake {
        Mistake::Words(text, bad) => bad.within(Span::new(file, place), text.len()),
        Mistake::Data(bad) => {
            let range = TextRange::new(bad.range.start, bad.range.end);
            bad.within(Span::new(file, range), usize::MAX)
        }
    }
}

/// Returns the calendars that a rule names, each where it is written.
fn names(when: &When, place: TextRange, file: FileId, page: &Page) -> Vec<Named> {
    let excepted = when.except.iter().filter_map(|except| match except {
        Except::Calendar(name) => Some(name),
        _ => None,
    });
    let named = excepted.chain(&when.calendar).map(|name| {
        let span = Span::new(file, written(page, place, name));
        Named { text: name.clone(), span }
    });
    named.collect()
}

fn no_day(page: &Page, place: TextRange, name: &str) -> Diagnostic {
    let span = Span::new(page.document.source.file, written(page, place, name));
    let message = format!("no day or calendar `{name}`");
    Diagnostic::new(Code::UNKNOWN_CALENDAR, span, message)
        .help("give it a date in `dates:`, or days in `data/calendars.yml`")
}

/// Returns where a name stands in some words.
fn written(page: &Page, place: TextRange, name: &str) -> TextRange {
    let text = place.of(&page.document.source.text);
    let at = text.rfind(name);
    at.map_or(place, |at| TextRange::new(at, at + name.len()).shifted(place.start))
}
