//! Tables as spreadsheets export them: cells with their places.
//!
//! Cells are parted by `,`, `;` or tabs, whichever the first line has; a cell
//! may stand in double quotes, in which two stand for one. Lines end as they
//! do anywhere; a mark of byte order is no text.

use std::borrow::Cow;

use crate::base::TextRange;

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell<'a> {
    /// What it says, without quotes and without spaces around it.
    pub text: Cow<'a, str>,
    /// Its bytes, with its quotes.
    pub range: TextRange,
    /// Whether its quotes never end.
    pub is_open: bool,
}

/// A line that is not empty, as cells.
pub type Row<'a> = Vec<Cell<'a>>;

/// Takes a text apart, at most `most` rows of it.
pub fn rows(text: &str, most: usize) -> Vec<Row<'_>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader { text, at: start, mark: separator(text) };
    let mut rows = Vec::new();
    while reader.at < text.len() && rows.len() < most {
        let row = reader.row();
        if row.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(row);
        }
    }
    rows
}

/// Returns what parts the cells of the first line that is not empty.
fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    // What stands in quotes parts nothing.
    let outside: String = first.split('"').step_by(2).collect();
    [';', '\t'].into_iter().find(|mark| outside.contains(*mark)).unwrap_or(',')
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    mark: char,
}

impl<'a> Reader<'a> {
    fn row(&mut self) -> Row<'a> {
        let mut row = vec![self.cell()];
        while self.rest().starts_with(self.mark) {
            self.at += self.mark.len_utf8();
            row.push(self.cell());
        }
        let rest = self.rest();
        self.at += if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
        row
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn cell(&mut self) -> Cell<'a> {
        let is_space = |c: char| c != self.mark && (c == ' ' || c == '\t');
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start_matches(is_space).len();
        if rest.get(blank..).is_some_and(|rest| rest.starts_with('"')) {
            self.at += blank;
            return self.quoted();
        }
        let length = rest.find([self.mark, '\n', '\r']).unwrap_or(rest.len());
        let written = rest.get(..length).unwrap_or_default();
        let text = written.trim();
        let start = self.at + (written.len() - written.trim_start().len());
        self.at += length;
        let start = if text.is_empty() { self.at - length } else { start };
        let range = TextRange::new(start, start + text.len());
        Cell { text: Cow::Borrowed(text), range, is_open: false }
    }

    /// Reads a cell that begins with a quote; what stands behind its end is
    /// left out.
    fn quoted(&mut self) -> Cell<'a> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(end) = rest.find('"') else {
                // To the end of the line: the rest of the file is not lost.
                let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
                text.push_str(rest.get(..line).unwrap_or_default());
                self.at += line;
                let range = TextRange::new(start, self.at);
                return Cell { text: Cow::Owned(text.trim().into()), range, is_open: true };
            };
            text.push_str(rest.get(..end).unwrap_or_default());
            self.at += end + 1;
            if !self.rest().starts_with('"') {
                break;
            }
            text.push('"');
            self.at += 1;
        }
        let range = TextRange::new(start, self.at);
        let rest = self.rest();
        self.at += rest.find([self.mark, '\n', '\r']).unwrap_or(rest.len());
        Cell { text: Cow::Owned(text.trim().into()), range, is_open: false }
    }
}

#[cfg(test)]
mod tests {
    use super::rows;

    fn read(text: &str) -> Vec<Vec<String>> {
        let cells = |row: super::Row<'_>| row.into_iter().map(|cell| cell.text.into()).collect();
        rows(text, 100).into_iter().map(cells).collect()
    }

    #[test]
    fn cells_are_parted_by_what_the_first_line_has() {
        assert_eq!(read("a,b\n1,2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(read("\u{feff}a;b\r\n1,5;2\r\n"), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(read("a\tb\n1,5\t\n"), [["a", "b"], ["1,5", ""]]);
        assert_eq!(read("\"a;x\",b\n1,2\n"), [["a;x", "b"], ["1", "2"]]);
    }

    #[test]
    fn quotes_hold_marks_lines_and_quotes() {
        assert_eq!(read("a,b\n\"1,5\", \"x \"\"y\"\"\" \n"), [["a", "b"], ["1,5", "x \"y\""]]);
        assert_eq!(read("a,b\n\"1\n2\",3\n4,5"), [["a", "b"], ["1\n2", "3"], ["4", "5"]]);
        let open = read("a,b\n\"1,2\n3,4\n");
        assert_eq!(open[1..], [vec!["1,2"], vec!["3", "4"]]);
        assert!(rows("\"a", 9)[0][0].is_open);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "a;b\n ü ; \"x\"\n;z";
        let shown = |row: &super::Row<'_>| {
            row.iter().map(|cell| cell.range.of(text).to_string()).collect::<Vec<_>>()
        };
        let rows = rows(text, 9);
        assert_eq!(shown(&rows[1]), ["ü", "\"x\""]);
        assert_eq!(shown(&rows[2]), ["", "z"]);
        assert_eq!(super::rows(text, 2).len(), 2);
        assert_eq!(read("\n\na,b\n\n,\n1,2\n\n"), [["a", "b"], ["1", "2"]]);
    }
}
