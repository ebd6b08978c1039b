//! Readings: what a measure of a training plan was on some days, as files of
//! the data folder say it.
//!
//! `stages/load/readings` reads them, the check `unknown-measure` looks for
//! the plan, and the page of measures shows them.

use jiff::civil::Date;

use crate::base::Span;

/// The file of readings, in the data folder; or the files in a folder of this
/// name.
pub const READINGS: &str = "adoption";

/// What was measured.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    /// A line of readings for each measure, in the order of files and columns.
    pub series: Vec<Series>,
}

/// The readings of one measure.
#[derive(Clone, Debug)]
pub struct Series {
    /// The measure, as it is written first.
    pub name: Box<str>,
    /// Where that is.
    pub span: Span,
    /// By day, each once; `None` where a cell is empty.
    pub points: Vec<(Date, Option<f64>)>,
}
