//! A page as search sees it.

/// A page to be found.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Record {
    /// The language it is written in, as BCP 47 says it.
    pub lang: Box<str>,
    /// Whether others are better answers: it was made of them, or is no longer
    /// or not yet valid.
    pub is_minor: bool,
    /// What it is called in one word: its code, its alerts, its id.
    pub names: Vec<String>,
    /// The last part of its address, which authors choose with care.
    pub slug: String,
    /// Other titles it answers to.
    pub aliases: Vec<String>,
    /// Its parts in order; the first is the page itself.
    pub units: Vec<Unit>,
}

/// A part of a page.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Unit {
    /// Its id on the page; empty for the page itself.
    pub id: String,
    /// What readers see before its title: `Step 3`.
    pub label: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Its first command.
    pub command: String,
}
