//! The names of levels, and to whom each hands on.

use super::Level;
use crate::base::TextRange;
use crate::model::catalog::loose;

/// Writes the name of a level as levels are compared: `Level 2` is `2`.
pub fn level_name(text: &str) -> String {
    let name = loose(text);
    name.strip_prefix("level ").map(str::to_string).unwrap_or(name)
}

/// Returns the levels that a level hands on to, each with its place.
pub fn hands_to(level: &Level) -> Vec<(String, TextRange)> {
    let Some(words) = level.hands_to.given() else { return Vec::new() };
    let is_verbatim = words.range.len() == words.text.len();
    let mut at = 0;
    let mut names = Vec::new();
    for piece in words.text.split([',', '/']) {
        let lead = piece.len() - piece.trim_start().len();
        let name = level_name(piece.trim());
        let place = TextRange::new(at + lead, at + lead + piece.trim().len());
        at += piece.len() + 1;
        if !matches!(name.as_str(), "" | "end" | "nobody" | "none") {
            let range = if is_verbatim { place.shifted(words.range.start) } else { words.range };
            names.push((name, range));
        }
    }
    names
}
