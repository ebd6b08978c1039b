//! Lifts what authors write for readers or for other tools into data of the
//! page: a line "Applies to", hidden comments "Tags", a section
//! "Contributors", and the sections "Stakeholders", "Impact" and "Benefits". The
//! text itself stays as it is.

mod applies;
mod benefits;
mod contributors;
mod disagree;
mod flat;
mod items;
mod roles;
pub(super) mod section;
mod stakeholders;
mod tags;

pub(super) use benefits::is_name as is_benefits;

use super::builder::Builder;
use crate::base::TextRange;
use crate::model::document::Block;
use crate::model::front::{Foreign, Front};
use crate::model::lifted::{Lifted, Origin, Taxonomy, Term};
use crate::text::data::Node;
use crate::text::fields::{Fields, is_same_key};

/// Keys of Microsoft Learn that say who answers for a page and what it is.
const FOREIGN: &[&str] = &[
    "author",
    "ms.author",
    "ms.collection",
    "ms.reviewer",
    "ms.service",
    "ms.subservice",
    "ms.topic",
];

/// Vocabularies that every site has.
static EVERYWHERE: [Taxonomy; 6] = Taxonomy::ALL;

/// Reads the vocabularies of front matter: those that every site has, and the
/// `declared` ones.
pub(super) fn front_terms<'a>(
    fields: &mut Fields<'a, '_>,
    declared: &'a [Taxonomy],
) -> Box<[Term]> {
    let mut terms = Vec::new();
    for taxonomy in EVERYWHERE.iter().chain(declared) {
        for item in fields.list_called(taxonomy.key()) {
            let text = item.value.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() {
                terms.push(term(taxonomy, Origin::Front, &text, item.range));
            }
        }
    }
    terms.into()
}

/// Reads the keys of other tools that say something of the page, and those
/// that the site declares.
pub(super) fn foreign(node: &Node, declared: &[Box<str>]) -> Box<[Foreign]> {
    let entries = node.as_map().unwrap_or_default().iter();
    let is_known =
        |key: &str| FOREIGN.contains(&key) || declared.iter().any(|own| is_same_key(own, key));
    let known = entries.filter(|entry| is_known(&entry.key.text));
    let read = known.map(|entry| {
        let values = entry.value.as_list().unwrap_or(std::slice::from_ref(&entry.value));
        let values = values.iter().filter_map(|value| value.as_text());
        let values = values.filter(|value| !value.is_empty()).map(Into::into);
        Foreign { key: entry.key.text.as_str().into(), values: values.collect() }
    });
    read.filter(|foreign| !foreign.values.is_empty()).collect()
}

/// Lifts what a page says of itself.
pub(super) fn lift(builder: &mut Builder<'_>, body: &[Block], front: &Front) -> Lifted {
    let mut terms = front.terms.to_vec();
    terms.extend(applies::read(builder, body));
    for comment in std::mem::take(&mut builder.comments) {
        tags::read(builder, comment, &mut terms);
    }
    let contributors = contributors::read(builder, body);
    let lifted = Lifted {
        terms: terms.into(),
        contributors: contributors.into(),
        stakeholders: stakeholders::read(builder, body).into(),
        impact: benefits::impact(builder, body),
        benefits: benefits::read(builder, body).into(),
    };
    disagree::report(builder, &lifted);
    lifted
}

/// Makes a term; an industry may end with the range of its division.
fn term(taxonomy: &Taxonomy, origin: Origin, text: &str, range: TextRange) -> Term {
    let (name, code) = match division(text).filter(|_| *taxonomy == Taxonomy::Industries) {
        Some((name, code)) => (name, Some(code.into())),
        None => (text, None),
    };
    Term { taxonomy: taxonomy.clone(), text: name.into(), code, range, origin }
}

/// Splits `Retail Trade (52-59)`.
fn division(text: &str) -> Option<(&str, &str)> {
    let (name, code) = text.strip_suffix(')')?.rsplit_once('(')?;
    let is_code = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ' ');
    let has_digit = code.contains(|c: char| c.is_ascii_digit());
    (has_digit && code.chars().all(is_code) && !name.trim().is_empty())
        .then(|| (name.trim_end(), code.trim()))
}
