//! Pages that are announced and not written.

use std::sync::Arc;

use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::{Catalog, Planned, PlannedId, loose};
use crate::model::config::Config;
use crate::model::document::{Document, plain_text};
use crate::model::front::{Located, PlannedPage};

pub(super) fn collect(
    catalog: &mut Catalog,
    announced: &[Arc<Document>],
    config: &Config,
    found: &mut Vec<Diagnostic>,
) {
    let mut all: Vec<(PlannedPage, Span)> = config.planned.clone();
    for page in &catalog.pages {
        let Some(document) = &page.document else { continue };
        for planned in &document.front.planned {
            all.push((planned.clone(), Span::new(document.source.file, planned.title.range)));
        }
    }
    for document in announced {
        let (planned, span) = from_document(document);
        let path = document.source.content_path.clone();
        catalog.planned_by_path.insert(path, planned.title.text.clone());
        all.push((planned, span));
    }
    for (planned, span) in all {
        add(catalog, planned, span, found);
    }
}

/// Reads a file with `status: planned` as the announcement it is.
fn from_document(document: &Document) -> (PlannedPage, Span) {
    let front = &document.front;
    let heading = document.heading.as_ref().map(|heading| {
        let text = plain_text(&heading.content, &document.source.text);
        Located { text: text.into(), range: heading.range }
    });
    let stem = || Located {
        text: document.source.content_path.stem().into(),
        range: crate::base::TextRange::default(),
    };
    let title = front.title.clone().or(heading).unwrap_or_else(stem);
    let span = Span::new(document.source.file, title.range);
    let text = |located: &Option<Located>| located.as_ref().map(|l| l.text.clone());
    let planned = PlannedPage {
        title,
        kind: text(&front.kind),
        id: text(&front.id),
        code: text(&front.code),
        owner: text(&front.owner),
        due: None,
    };
    (planned, span)
}

fn add(catalog: &mut Catalog, planned: PlannedPage, span: Span, found: &mut Vec<Diagnostic>) {
    let written = catalog.by_name.get(&loose(&planned.title.text)).and_then(|pages| pages.first());
    if let Some(page) = written.and_then(|id| catalog.page(*id)) {
        let message = format!("\"{}\" is written, at `{}`", planned.title.text, page.id);
        found.push(
            Diagnostic::new(Code::PLANNED_PAGE_WRITTEN, span, message)
                .help("remove the announcement; every mention is a link already"),
        );
        return;
    }
    let names = [Some(&planned.title.text), planned.id.as_ref(), planned.code.as_ref()];
    let names: Vec<String> = names.into_iter().flatten().map(|name| loose(name)).collect();
    let known = names.iter().find_map(|name| catalog.planned_by_name.get(name)).copied();
    if known.is_some() {
        return;
    }
    let id = PlannedId(u32::try_from(catalog.planned.len()).unwrap_or(u32::MAX));
    catalog.planned.push(Planned {
        title: planned.title.text,
        kind: planned.kind,
        code: planned.code,
        owner: planned.owner,
        due: planned.due,
        announced: Some(span),
    });
    catalog.planned_by_name.extend(names.into_iter().map(|name| (name, id)));
}
