//! What a process is good for, as its page says it: the section "Impact", and
//! the benefits with how each is measured.

use crate::base::TextRange;
use crate::model::front::Located;

/// What goes well because of a process.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Impact {
    /// The id of its heading.
    pub anchor: Box<str>,
    /// Its first paragraph or item, without markup.
    pub text: Box<str>,
    /// Everything below its heading.
    pub range: TextRange,
}

/// One benefit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Benefit {
    /// What it is called.
    pub title: Located,
    /// The id of its heading.
    pub anchor: Box<str>,
    /// Its first paragraph, without markup; may be empty.
    pub text: Box<str>,
    /// Everything below its heading.
    pub range: TextRange,
    /// How it is measured.
    pub kpis: Box<[Kpi]>,
}

/// A measure of a benefit: a row of a table with the columns KPI, Meaning and
/// Target. Measures in running text are not guessed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kpi {
    /// What it is called.
    pub name: Located,
    /// What is counted.
    pub meaning: Option<Box<str>>,
    /// What is to be reached.
    pub target: Option<Box<str>>,
}
