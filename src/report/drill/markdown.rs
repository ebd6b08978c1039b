//! A sheet as Markdown, for a ticket or a wiki.

use super::parts::{Part, Table};

/// Writes the parts of a sheet.
pub(super) fn write(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Title(text) => out.push_str(&format!("# {}\n", escaped(text))),
            Part::Section(text) => out.push_str(&format!("## {}\n", escaped(text))),
            Part::Below(text) => out.push_str(&format!("### {}\n", escaped(text))),
            Part::Text(text) => out.push_str(&format!("{}\n", escaped(text))),
            Part::List(items) => {
                out.extend(items.iter().map(|item| format!("- {}\n", escaped(item))));
            }
            Part::Table(table) => self::table(table, &mut out),
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn table(table: &Table, out: &mut String) {
    let heads: Vec<&str> = table.head.iter().chain(&table.blank).copied().collect();
    out.push_str(&format!("| {} |\n", heads.join(" | ")));
    out.push_str(&format!("|{}\n", "---|".repeat(heads.len())));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        let blanks = " |".repeat(table.blank.len());
        out.push_str(&format!("| {} |{blanks}\n", cells.join(" | ")));
    }
}

/// Writes text in one line so that Markdown shows it as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let words: Vec<&str> = text.split_whitespace().collect();
    for c in words.join(" ").chars() {
        if c.is_control() {
            continue;
        }
        let is_mark = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#' | '$'
        );
        if is_mark {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
