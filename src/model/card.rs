//! Cards: what the landing pages of a collection consist of.

use crate::base::TextRange;

/// One card.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its bytes in the source.
    pub range: TextRange,
    /// The level of its heading.
    pub level: u8,
    /// The id of its heading; empty where it has none.
    pub id: Box<str>,
    /// Its heading; empty where it has links alone.
    pub title: Box<str>,
    /// Where its heading leads: the number of a reference.
    pub link: Option<u32>,
    /// Its picture, which decorates it: the number of a reference.
    pub picture: Option<u32>,
    /// What kind of page its heading leads to, as written: `get-started`.
    pub kind: Option<Box<str>>,
    /// What it is about.
    pub summary: Box<str>,
    /// Its links.
    pub lists: Box<[CardList]>,
}

/// Some links of a card.
#[derive(Clone, Debug)]
pub struct CardList {
    /// What they have in common, as written: `how-to-guide`.
    pub kind: Option<Box<str>>,
    /// The links.
    pub links: Box<[CardLink]>,
}

/// One link of a card.
#[derive(Clone, Debug)]
pub struct CardLink {
    /// Its text.
    pub text: Box<str>,
    /// Where it leads: the number of a reference.
    pub reference: u32,
}

/// Writes a kind as readers see it: `how-to-guide` is "How-to guide".
pub fn kind_name(kind: &str) -> String {
    match kind {
        "whats-new" => return "What's new".into(),
        "how-to-guide" => return "How-to guide".into(),
        _ => {}
    }
    let words = kind.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
