//! What is to be laid out: outlines and sizes, no words.

use super::drawing::Size;

/// A graph of boxes. Indices are into its own vectors.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Sketch {
    /// How many lanes there are, from left to right.
    pub lanes: usize,
    /// In the order of the process.
    pub nodes: Vec<Cell>,
    /// In the order in which they are said.
    pub edges: Vec<Link>,
}

/// A node as the layout sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Where lines may end at it.
    pub outline: Outline,
    /// Even numbers of pixels, so that a centre is a whole one.
    pub size: Size,
    /// Index of its lane.
    pub lane: Option<usize>,
}

/// Where lines may end at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outline {
    /// All four sides, away from the corners.
    Box,
    /// Its four corners.
    Diamond,
    /// A thin bar of a fork or a join: above and below, anywhere.
    Bar,
    /// Where a process begins: nothing but loops leads to it.
    Start,
    /// Where a process ends.
    End,
}

/// An edge as the layout sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Link {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it reaches.
    pub to: usize,
    /// Size of its label, which the layout must place.
    pub label: Option<Size>,
}
