//! Where the lines of a code block stand in its file.

use std::ops::Range;

use crate::base::TextRange;
use crate::model::tree::Code;

/// Returns the lines of a block, each with its first byte in the file. A line
/// that does not stand there as it is, such as one of another file that is
/// shown, has the range of the block.
pub fn lines<'a>(source: &str, block: TextRange, code: &'a Code) -> Vec<(&'a str, TextRange)> {
    let written = block.of(source);
    let mut start = block.start as usize;
    let mut rows = Vec::new();
    for row in written.split_inclusive('\n') {
        let end = start + row.len();
        rows.push((row.trim_end_matches(['\n', '\r']), start));
        start = end;
    }
    let is_fenced = written.trim_start().starts_with(['`', '~']);
    let rows = rows.iter().skip(usize::from(is_fenced)).map(Some).chain(std::iter::repeat(None));
    let place = |line: &str, row: Option<&(&str, usize)>| match row {
        Some((row, start)) if row.ends_with(line) => {
            let start = start + row.len() - line.len();
            TextRange::new(start, start + line.len())
        }
        _ => block,
    };
    code.text.lines().zip(rows).map(|(line, row)| (line, place(line, row))).collect()
}

/// Returns a part of a line by its bytes there. All of the block stands for
/// what is not written in the file.
pub fn part(line: &str, place: TextRange, part: Range<usize>) -> TextRange {
    if place.len() != line.len() {
        return place;
    }
    TextRange::new(part.start, part.end).shifted(place.start)
}
