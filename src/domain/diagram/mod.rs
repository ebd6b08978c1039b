//! Process diagrams: from a graph with words to a drawing with coordinates.
//!
//! [`Graph`] says what is to be drawn, [`Sketch`] how large each part is,
//! [`Drawing`] where each part lies. Two layouts take a sketch and give a
//! drawing; [`measure()`] counts the faults of any drawing, whoever made it.
//! All coordinates are whole pixels, so that a drawing is the same bytes on
//! every machine.

pub mod description;
pub mod drawing;
pub mod graph;
pub mod measure;
pub mod memo;
pub mod narrow;
pub mod notation;
pub mod segment;
pub mod sheets;
pub mod size;
pub mod sketch;
pub mod svg;
pub mod text;
pub mod wide;

pub use drawing::{Drawing, Line, Point, Rect, Size};
pub use graph::Graph;
pub use measure::{Measures, measure};
pub use memo::Drawings;
pub use sketch::Sketch;
pub use wide::wide;
