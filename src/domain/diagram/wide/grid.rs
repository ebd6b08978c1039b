//! A grid that nodes stand in, one to a cell; a bar may take several cells of
//! its row.

use super::task::Way;

/// Where nodes stand: rows and columns of a grid, one node to a cell.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Of each node.
    pub row: Vec<usize>,
    /// Of each node; of a bar one of its columns.
    pub column: Vec<usize>,
    /// The first and the last column of each node.
    pub span: Vec<(usize, usize)>,
    /// How many rows there are.
    pub rows: usize,
    /// The first column of each strip, and the number of all.
    pub starts: Vec<usize>,
    pub(super) cells: Vec<Option<usize>>,
}

impl Grid {
    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// The node in a cell.
    pub fn node(&self, row: usize, column: usize) -> Option<usize> {
        self.cells.get(row * self.columns() + column).copied().flatten()
    }

    /// The column of a node that is nearest to another.
    pub fn nearest(&self, node: usize, column: usize) -> usize {
        let (low, high) = self.span[node];
        column.clamp(low, high)
    }

    /// The grid with bars that stand in one column, so that corridors are open.
    pub fn with_narrow_bars(&self) -> Grid {
        let mut grid = self.clone();
        for node in 0..grid.span.len() {
            grid.take(node);
            grid.stretch(node, (grid.column[node], grid.column[node]));
        }
        grid
    }

    /// Puts a node into another cell.
    pub fn move_to(&mut self, node: usize, (row, column): (usize, usize)) {
        self.take(node);
        self.row[node] = row;
        self.put(node, column);
    }

    /// The grid without rows in which nothing stands.
    pub fn without_empty_rows(mut self) -> Grid {
        let columns = self.columns();
        let is_used = |row: usize| (0..columns).any(|column| self.node(row, column).is_some());
        let used: Vec<usize> = (0..self.rows).filter(|row| is_used(*row)).collect();
        self.rows = used.len();
        self.cells = vec![None; self.rows * columns];
        for node in 0..self.row.len() {
            self.row[node] = used.binary_search(&self.row[node]).unwrap_or_default();
            self.stretch(node, self.span[node]);
        }
        self
    }

    pub(super) fn put(&mut self, node: usize, column: usize) {
        self.column[node] = column;
        self.stretch(node, (column, column));
    }

    pub(super) fn take(&mut self, node: usize) {
        let at = self.row[node] * self.columns();
        let (low, high) = self.span[node];
        self.cells[at + low..=at + high].fill(None);
    }

    /// Lets a node stand in several columns.
    pub(super) fn stretch(&mut self, node: usize, (low, high): (usize, usize)) {
        let at = self.row[node] * self.columns();
        self.span[node] = (low, high);
        self.cells[at + low..=at + high].fill(Some(node));
    }

    /// Where an edge leaves and where it arrives: bars go as far as they can
    /// to meet the other end.
    pub fn ends(&self, way: &Way) -> (usize, usize) {
        let from = self.nearest(way.from, self.column[way.to]);
        (from, self.nearest(way.to, from))
    }
}
