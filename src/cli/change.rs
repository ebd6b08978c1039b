//! Shows a change to the files of authors, and carries it out if that was
//! asked for.

use super::site::SiteFolder;
use crate::edit::diff;
use crate::host::change;
use crate::host::terminal::{Terminal, print};
use crate::model::change::Change;
use crate::model::world::Failure;

/// Whether a change is carried out or only shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Carry {
    /// Files are written.
    Out,
    /// Nothing is written.
    Nothing,
}

/// Carries a change out, or prints it as a difference.
///
/// # Errors
/// A [`Failure`] if something cannot be written.
pub(super) fn make(
    site: &SiteFolder,
    change: &Change,
    carry: Carry,
    terminal: Terminal,
) -> Result<(), Failure> {
    if change.is_empty() {
        return Ok(());
    }
    match carry {
        Carry::Out => change::carry_out(&site.root, change),
        Carry::Nothing => {
            let text = diff::write(change);
            print(&if terminal.out { coloured(&text) } else { text })
        }
    }
}

/// Colours a difference for a terminal, which must not obey what is in it.
fn coloured(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let colour = match line.as_bytes().first() {
            Some(b'+') if !line.starts_with("+++") => "\u{1b}[32m",
            Some(b'-') if !line.starts_with("---") => "\u{1b}[31m",
            Some(b'@') => "\u{1b}[36m",
            Some(b' ' | b'\\') | None => "",
            Some(_) => "\u{1b}[1m",
        };
        out.push_str(colour);
        out.extend(line.chars().map(|c| match c {
            '\t' => '\t',
            c if c.is_control() => '\u{fffd}',
            c => c,
        }));
        out.push_str(if colour.is_empty() { "\n" } else { "\u{1b}[0m\n" });
    }
    out
}

/// Writes a count with its word: `1 file`, `2 files`.
pub(super) fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::coloured;

    #[test]
    fn a_terminal_obeys_nothing_of_a_text() {
        let text = coloured("@@ -1 +1 @@\n-a\u{1b}[2J\r\n+b\n c\n");
        let expected = "\u{1b}[36m@@ -1 +1 @@\u{1b}[0m\n\u{1b}[31m-a\u{fffd}[2J\u{1b}[0m\n\
                        \u{1b}[32m+b\u{1b}[0m\n c\n";
        assert_eq!(text, expected);
    }
}
