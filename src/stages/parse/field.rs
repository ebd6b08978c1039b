//! Reads the fields that a kind of page has of its own, by the types its
//! definition gives them.

use crate::base::TextRange;
use crate::model::front::Located;
use crate::model::kind::{Field, FieldData, FieldValue, Kind, Shape, Takes};
use crate::model::relation::RelationKind;
use crate::text::fields::Fields;

/// What the own fields of a kind say.
#[derive(Default)]
pub(super) struct Own {
    /// Their values.
    pub values: Vec<FieldValue>,
    /// Pages and roles they name.
    pub relations: Vec<(RelationKind, Located)>,
}

/// Reads the own fields of a kind; values in `head` come from the page's
/// head.
pub(super) fn read(kind: &Kind, fields: &mut Fields<'_, '_>, head: Option<TextRange>) -> Own {
    let mut own = Own::default();
    for field in kind.fields {
        if !field.synonyms.is_empty() {
            fields.synonyms(field.name, field.synonyms);
        }
        let Some((value, range)) = value(field, fields, &mut own.relations) else { continue };
        let is_head = head.is_some_and(|head| head.start <= range.start);
        let shape = if is_head { Shape::Head } else { Shape::Front };
        own.values.push(FieldValue { field, value, shape });
    }
    own
}

fn value(
    field: &'static Field,
    fields: &mut Fields<'_, '_>,
    relations: &mut Vec<(RelationKind, Located)>,
) -> Option<(FieldData, TextRange)> {
    let name = field.name;
    match field.takes {
        Takes::Text => {
            let text = Located::from_field(fields.text(name))?;
            let range = text.range;
            Some((FieldData::Texts(Box::new([text])), range))
        }
        Takes::Texts => texts(fields, name),
        Takes::Role(kind) | Takes::Roles(kind) | Takes::Page(kind) | Takes::Pages(kind) => {
            let (value, range) = texts(fields, name)?;
            if let FieldData::Texts(texts) = &value {
                relations.extend(texts.iter().map(|text| (kind, text.clone())));
            }
            Some((value, range))
        }
        Takes::Number => {
            let number = fields.number(name)?;
            Some((FieldData::Number(number.value), number.range))
        }
        Takes::Flag => {
            let flag = fields.flag(name)?;
            Some((FieldData::Flag(flag.value), flag.range))
        }
        Takes::Date => {
            let day = fields.date(name)?;
            Some((FieldData::Date(day.value), day.range))
        }
        Takes::Duration => {
            let time = fields.duration(name)?;
            Some((FieldData::Duration(time.value), time.range))
        }
        Takes::Choice(words) => {
            let word = fields.choice(name, words)?;
            let text = Located { text: word.value.into(), range: word.range };
            Some((FieldData::Texts(Box::new([text])), word.range))
        }
        Takes::TextsOrRecords(_) if !holds_records(fields, name) => texts(fields, name),
        Takes::Records(_) | Takes::TextsOrRecords(_) | Takes::Any => {
            let node = fields.node(name)?;
            Some((FieldData::Node(node.clone()), node.range))
        }
    }
}

/// Tells whether a field holds records, alone or in a list.
fn holds_records(fields: &mut Fields<'_, '_>, name: &'static str) -> bool {
    let Some(node) = fields.node(name) else { return false };
    let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
    nodes.iter().any(|node| node.as_map().is_some())
}

fn texts(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<(FieldData, TextRange)> {
    let texts = fields.list(name).into_iter();
    let texts: Box<[Located]> = texts.filter_map(|text| Located::from_field(Some(text))).collect();
    let range = texts.first()?.range;
    Some((FieldData::Texts(texts), range))
}
