//! The alerts that pages say they answer. Where two pages name one, the first
//! counts: an alert leads to one page.

use std::sync::Arc;

use crate::base::{Code, Diagnostic, Span};
use crate::model::alert::{Alert, Alerts, Holder};
use crate::model::catalog::Catalog;
use crate::model::document::Document;
use crate::model::front::Located;
use crate::model::kind::FieldData;

/// Collects the alerts of pages in their order, then those of pages that are
/// only announced.
pub(super) fn collect(
    catalog: &Catalog,
    announced: &[Arc<Document>],
    found: &mut Vec<Diagnostic>,
) -> Alerts {
    let mut alerts = Alerts::default();
    let pages = catalog.ids().filter_map(|(id, page)| Some((id, page.document.as_deref()?)));
    for (id, document) in pages {
        add(catalog, document, &Holder::Page(id), (&mut alerts, found));
    }
    for document in announced {
        let title = document.front.title.as_ref().map(|title| &*title.text);
        let title = title.unwrap_or(document.source.content_path.stem());
        add(catalog, document, &Holder::Announced(title.into()), (&mut alerts, found));
    }
    alerts
}

/// Returns the names of the alerts that a page says it answers.
fn names(document: &Document) -> &[Located] {
    let fields = document.front.fields.iter();
    let alerts = fields.filter(|field| field.field.name == "alerts");
    let mut texts = alerts.filter_map(|field| match &field.value {
        FieldData::Texts(texts) => Some(&**texts),
        _ => None,
    });
    texts.next_back().unwrap_or_default()
}

fn add(
    catalog: &Catalog,
    document: &Document,
    holder: &Holder,
    (alerts, found): (&mut Alerts, &mut Vec<Diagnostic>),
) {
    for written in names(document) {
        let name: Box<str> = catalog.records.fill(written.text.trim()).into();
        if name.is_empty() {
            continue;
        }
        let span = Span::new(document.source.file, document.place_of(Some(written.range)));
        let alert = Alert { name: name.clone(), span, holder: holder.clone(), file: None };
        if let Some(first) = alerts.add(alert) {
            found.push(twice(catalog, first, span));
        }
    }
}

fn twice(catalog: &Catalog, first: &Alert, span: Span) -> Diagnostic {
    let (name, title) = (&first.name, title(catalog, first));
    let is_here = first.span.file == span.file;
    let (message, help): (String, String) = match is_here {
        true => (format!("this page names the alert `{name}` twice"), "keep one of the two".into()),
        false => (
            format!("\"{title}\" answers the alert `{name}` already"),
            "remove it here or there; an alert leads to one page".into(),
        ),
    };
    let problem = Diagnostic::new(Code::DUPLICATE_ALERT, span, message);
    problem.label(first.span, "named here first; this one counts").help(help)
}

/// Returns the title of what answers an alert.
fn title<'a>(catalog: &'a Catalog, alert: &'a Alert) -> &'a str {
    match &alert.holder {
        Holder::Page(id) => catalog.page(*id).map_or("", |page| &*page.title),
        Holder::Announced(title) => title,
    }
}
