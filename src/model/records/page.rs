//! What a page says of a role, and the records it names, from the fields its
//! kind gives it.

use super::{Contact, Named, RolePart, Uses};
use crate::base::{Diagnostic, FileId, Span};
use crate::model::document::Document;
use crate::model::front::Located;
use crate::model::kind::{FieldData, FieldValue};
use crate::text::data::Node;

impl RolePart {
    /// Gathers what the page of a role says of it. The record of its contact
    /// is checked here; all else was when the page was read.
    pub fn of_page(document: &Document, found: &mut Vec<Diagnostic>) -> RolePart {
        let file = document.source.file;
        let fields = &document.front.fields;
        let all = |name| texts(fields, name).map(|text| named(file, text)).collect();
        let one = |name| texts(fields, name).next().map(|text| named(file, text));
        RolePart {
            teams: all("teams"),
            alternate: one("alternate"),
            reports_to: one("reports_to"),
            levels: texts(fields, "levels").map(|text| text.text.clone()).collect(),
            contact: node(fields, "contact").map(|node| Contact::read(file, node, found)),
            training: all("training"),
            trains: all("trains"),
        }
    }
}

impl Uses {
    /// Gathers the records a page names; none if its kind names no records.
    pub fn of_page(document: &Document) -> Uses {
        let file = document.source.file;
        let fields = &document.front.fields;
        let all = |name| texts(fields, name).map(|text| named(file, text));
        Uses {
            services: all("service").chain(all("services")).collect(),
            teams: all("teams").collect(),
            freezes: all("freezes").collect(),
            zone: all("zone").next(),
        }
    }
}

fn named(file: FileId, text: &Located) -> Named {
    Named { text: text.text.clone(), span: Span::new(file, text.range) }
}

fn texts<'a>(fields: &'a [FieldValue], name: &str) -> impl Iterator<Item = &'a Located> {
    let field = fields.iter().find(|field| field.field.name == name);
    let texts = field.and_then(|field| match &field.value {
        FieldData::Texts(texts) => Some(&**texts),
        _ => None,
    });
    texts.unwrap_or_default().iter()
}

fn node<'a>(fields: &'a [FieldValue], name: &str) -> Option<&'a Node> {
    let field = fields.iter().find(|field| field.field.name == name)?;
    match &field.value {
        FieldData::Node(node) => Some(node),
        _ => None,
    }
}
