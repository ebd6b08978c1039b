//! What a page says of itself as data: the topics it belongs to, who wrote
//! it, and what other tools know of it.
//!
//! Some of it stands in front matter; much of it is lifted from where
//! authors of other tools write it: a line "Applies to", a hidden comment, a
//! section of contributors.

use std::borrow::Cow;
use std::sync::Arc;

use crate::base::TextRange;
use crate::model::benefit::{Benefit, Impact};
use crate::model::catalog::loose;
use crate::model::stakeholder::Stakeholder;

/// A vocabulary whose terms group pages.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Taxonomy {
    /// What is used.
    Products,
    /// Whose business it is about.
    Industries,
    /// Who is concerned.
    Stakeholders,
    /// Who acts.
    Roles,
    /// When in a project it is decided.
    ConfigurationStage,
    /// Any other words to find it by.
    Tags,
    /// One that the site declares, by its key in front matter.
    Declared(Arc<str>),
}

impl Taxonomy {
    /// Those that every site has, in the order readers see them.
    pub const ALL: [Taxonomy; 6] = [
        Taxonomy::Products,
        Taxonomy::Industries,
        Taxonomy::Stakeholders,
        Taxonomy::Roles,
        Taxonomy::ConfigurationStage,
        Taxonomy::Tags,
    ];

    /// Returns its key in front matter and in data.
    pub fn key(&self) -> &str {
        match self {
            Taxonomy::Products => "products",
            Taxonomy::Industries => "industries",
            Taxonomy::Stakeholders => "stakeholders",
            Taxonomy::Roles => "roles",
            Taxonomy::ConfigurationStage => "configuration_stage",
            Taxonomy::Tags => "tags",
            Taxonomy::Declared(key) => key,
        }
    }

    /// Returns its name for readers, where the site gives it no other.
    pub fn title(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Taxonomy::Products => "Products",
            Taxonomy::Industries => "Industries",
            Taxonomy::Stakeholders => "Stakeholders",
            Taxonomy::Roles => "Roles",
            Taxonomy::ConfigurationStage => "Configuration stage",
            Taxonomy::Tags => "Tags",
            Taxonomy::Declared(key) => return Cow::Owned(capitalised(key)),
        })
    }
}

/// Where a term is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Origin {
    /// In front matter.
    Front,
    /// In the line "Applies to".
    AppliesTo,
    /// In a hidden comment "Tags".
    Comment,
}

impl Origin {
    /// Returns what authors call the place.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Front => "front matter",
            Origin::AppliesTo => "`Applies to`",
            Origin::Comment => "`Tags`",
        }
    }
}

/// One term of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// The vocabulary.
    pub taxonomy: Taxonomy,
    /// The term without markup; white space is one space.
    pub text: Box<str>,
    /// For an industry: its division of the Standard Industrial
    /// Classification, such as `52-59`.
    pub code: Option<Box<str>>,
    /// Where it is written.
    pub range: TextRange,
    /// In which place that is.
    pub origin: Origin,
}

/// Someone who wrote a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contributor {
    /// The name.
    pub name: Box<str>,
    /// An address that tells more.
    pub url: Option<Box<str>>,
    /// What the person does.
    pub title: Option<Box<str>>,
    /// What the person did for the page.
    pub kind: Contribution,
}

/// What someone did for a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contribution {
    /// Wrote it.
    Author,
    /// Helped.
    Other,
}

/// What a page says of itself as data.
#[derive(Clone, Debug, Default)]
pub struct Lifted {
    /// Terms in the order of their origins and places; one term may be
    /// written in several.
    pub terms: Box<[Term]>,
    /// Who wrote it.
    pub contributors: Box<[Contributor]>,
    /// Who is concerned, as its section "Stakeholders" says.
    pub stakeholders: Box<[Stakeholder]>,
    /// What goes well because of what it describes.
    pub impact: Option<Impact>,
    /// What that is good for.
    pub benefits: Box<[Benefit]>,
}

impl Lifted {
    /// Returns the terms of a vocabulary, each once.
    pub fn of(&self, taxonomy: &Taxonomy) -> Vec<&Term> {
        let mut seen = std::collections::BTreeSet::new();
        let terms = self.terms.iter().filter(|term| term.taxonomy == *taxonomy);
        terms.filter(|term| seen.insert(term_key(&term.text))).collect()
    }

    /// Returns the terms of a vocabulary that are written in one place.
    pub fn written<'a>(
        &'a self,
        taxonomy: &'a Taxonomy,
        origin: Origin,
    ) -> impl Iterator<Item = &'a Term> {
        let fits = move |term: &&Term| term.taxonomy == *taxonomy && term.origin == origin;
        self.terms.iter().filter(fits)
    }
}

/// Writes a key as readers see it: `data-classes` is "Data classes".
fn capitalised(key: &str) -> String {
    let words = key.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Writes a term the way terms are compared: as names are, and any dash is a
/// hyphen.
pub fn term_key(term: &str) -> String {
    loose(&term.replace(['–', '—', '‑'], "-"))
}
