//! Variables that some code sets.

use super::look::is_capital;

/// Commands that give values to the variables they name.
const SETTERS: &[&str] = &[
    "export",
    "read",
    "local",
    "declare",
    "typeset",
    "readonly",
    "mapfile",
    "readarray",
    "select",
    "for",
    "getopts",
    "-v",
    "setx",
    "set",
];

/// What stands for variables that cannot be known: the code runs a file that
/// may set any.
pub const ANY: &str = "*";

/// Adds the names of variables in capitals that code sets.
pub fn assigned<'t>(text: &'t str, out: &mut Vec<&'t str>) {
    for line in text.lines() {
        of_line(line, out);
    }
}

fn of_line<'t>(line: &'t str, out: &mut Vec<&'t str>) {
    let is_separator =
        |c: char| c.is_whitespace() || matches!(c, ';' | '&' | '|' | '(' | ')' | '`');
    let mut sets = false;
    let mut is_first = true;
    let mut at = 0;
    for word in line.split(is_separator) {
        let ends = line.get(at + word.len()..).and_then(|rest| rest.chars().next());
        at += word.len() + ends.map_or(0, char::len_utf8);
        let bare = word.trim_start_matches(['"', '\'', '$', '>', '{']);
        if is_first && matches!(word, "source" | "." | "eval") {
            out.push(ANY);
        }
        let name = bare.split(['=', '+', '"', '\'']).next().unwrap_or_default();
        let rest = bare.get(name.len()..).unwrap_or_default();
        let is_given = rest.starts_with('=') || rest.starts_with("+=");
        // PowerShell: `$NAME = value`.
        let is_spaced = word.starts_with('$')
            && rest.is_empty()
            && line.get(at..).is_some_and(|rest| rest.trim_start().starts_with("= "));
        if is_capital(name) && (is_given || is_spaced || sets && rest.is_empty()) {
            out.push(name);
        }
        let ends_command = ends.is_some_and(|c| matches!(c, ';' | '&' | '|' | '('));
        sets = !ends_command && (sets && word != "in" || SETTERS.contains(&word));
        is_first =
            ends_command || is_first && matches!(word, "" | "$" | ">" | "sudo" | "then" | "do");
    }
}
