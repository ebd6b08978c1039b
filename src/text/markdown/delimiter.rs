//! Delimiter rows that only some tools read.
//!
//! In `|: --: |--|` a space parts the colon from the dashes. Microsoft Learn
//! reads a table there, GitHub and CommonMark's table extension read text.
//! Which lines these are, and how they are written for everyone, is known
//! here; `mask` puts that in their place.

/// Tells whether a text can hold such a row at all: somewhere a colon and a
/// dash stand with nothing but spaces between them.
pub fn is_possible(source: &str) -> bool {
    source.match_indices(':').any(|(at, _)| {
        let after = source.get(at + 1..).unwrap_or_default();
        let before = source.get(..at).unwrap_or_default();
        after.starts_with(' ') && after.trim_start_matches(' ').starts_with('-')
            || before.ends_with(' ') && before.trim_end_matches(' ').ends_with('-')
    })
}

/// Returns a loose delimiter row as every tool reads it, of the same length;
/// `None` if the row is no delimiter row of `header`, or is read by all as it
/// is.
pub fn repaired(row: &str, header: &str) -> Option<String> {
    let is_of_row = |byte: u8| matches!(byte, b'|' | b':' | b'-' | b' ');
    if !row.contains('|') || !header.contains('|') || !row.bytes().all(is_of_row) {
        return None;
    }
    if count_cells(header) != count_cells(row) {
        return None;
    }
    let mut repaired = String::with_capacity(row.len());
    for (at, cell) in row.split('|').enumerate() {
        if 0 < at {
            repaired.push('|');
        }
        repaired.push_str(&repaired_cell(cell)?);
    }
    (repaired != row).then_some(repaired)
}

/// Moves the colons of a cell to its dashes.
fn repaired_cell(cell: &str) -> Option<String> {
    let inner = cell.trim_matches(' ');
    if inner.is_empty() {
        return Some(cell.into());
    }
    let dashes = inner.trim_matches(':').trim_matches(' ');
    let is_plain = !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-');
    let (starts, ends) = (inner.starts_with(':'), inner.ends_with(':'));
    let colons = inner.bytes().filter(|byte| *byte == b':').count();
    if !is_plain || colons != usize::from(starts) + usize::from(ends) {
        return None;
    }
    let start = cell.find('-')? - usize::from(starts);
    let mark = [if starts { ":" } else { "" }, dashes, if ends { ":" } else { "" }].concat();
    Some(format!("{}{mark:<1$}", " ".repeat(start), cell.len() - start))
}

/// Counts the cells of a row; a bar after a backslash is text.
fn count_cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut cells = 1;
    let mut escaped = false;
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !escaped && at + 1 < row.len() {
            cells += 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::{is_possible, repaired};

    #[test]
    fn colons_move_to_their_dashes() {
        for (row, expected) in [
            ("|: --: |--|", "| :--: |--|"),
            ("| --- : | : --- |", "| ---:  |  :--- |"),
            (":  -- |--", "  :-- |--"),
        ] {
            assert_eq!(repaired(row, "| a | b |").as_deref(), Some(expected), "{row}");
            assert!(is_possible(row), "{row}");
        }
    }

    #[test]
    fn other_rows_stay() {
        for row in ["|:--:|--|", "| a: - | b |", "|: -- :: |--|", "|: :|--|", "|: --|", ": --"] {
            assert_eq!(repaired(row, "| a | b |"), None, "{row}");
        }
        assert_eq!(repaired("|: --|--|", "text"), None);
        assert_eq!(repaired("|: --|--|", "| a \\| b |"), None);
        assert!(!is_possible("a: b - c\n|:--|"));
    }
}
