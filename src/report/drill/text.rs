//! A sheet as plain text: a row of a table is a few lines, blanks are lines to
//! write on.

use super::parts::{Part, Table};

/// The longest line, in characters.
const WIDTH: usize = 78;
const BLANK: &str = "__________";

/// Writes the parts of a sheet.
pub(super) fn write(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Title(text) => headed(text, '=', &mut out),
            Part::Section(text) => headed(text, '-', &mut out),
            Part::Below(text) => paragraph(&format!("{text}:"), "", &mut out),
            Part::Text(text) => paragraph(text, "", &mut out),
            Part::List(items) => items.iter().for_each(|item| bullet(item, &mut out)),
            Part::Table(table) => self::table(table, &mut out),
        }
        if !matches!(part, Part::Title(_) | Part::Section(_)) {
            out.push('\n');
        }
    }
    out
}

fn headed(text: &str, line: char, out: &mut String) {
    let text = printable(text);
    let length = text.chars().count().min(WIDTH);
    out.push_str(&format!("{text}\n{}\n\n", line.to_string().repeat(length)));
}

fn bullet(text: &str, out: &mut String) {
    let mut item = String::new();
    paragraph(text, "  ", &mut item);
    out.push_str("- ");
    out.push_str(item.trim_start());
}

/// Writes words into lines, each after an indent.
fn paragraph(text: &str, indent: &str, out: &mut String) {
    let text = printable(text);
    let mut line = indent.to_string();
    for word in text.split_whitespace() {
        let is_first = line.trim().is_empty();
        if !is_first && WIDTH < line.chars().count() + 1 + word.chars().count() {
            out.push_str(&line);
            out.push('\n');
            line = indent.to_string();
        }
        if !line.trim().is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

fn table(table: &Table, out: &mut String) {
    for row in &table.rows {
        let is_pair = table.head.len() == 2 && table.blank.is_empty();
        match row.as_slice() {
            [name, value] if is_pair => {
                let value = if value.is_empty() { BLANK } else { value };
                paragraph(&format!("{name}: {value}"), "", out);
            }
            cells => self::row(table, cells, out),
        }
    }
}

fn row(table: &Table, cells: &[String], out: &mut String) {
    let mut named = table.head.iter().zip(cells);
    let first = named.next().map_or("", |(_, first)| first);
    let (first, rest) = match table.head.first() {
        // A number stands before what it counts.
        Some(&"No") => {
            let name = named.next().map_or("", |(_, name)| name);
            (format!("{first}  {name}"), named)
        }
        _ => (first.to_string(), named),
    };
    paragraph(&first, "", out);
    for (head, cell) in rest.filter(|(_, cell)| !cell.is_empty()) {
        paragraph(&format!("{head}: {cell}"), "    ", out);
    }
    let blanks = table.blank.iter().map(|blank| format!("{blank} {BLANK}"));
    let blanks: Vec<String> = blanks.collect();
    if !blanks.is_empty() {
        out.push_str(&format!("    {}\n", blanks.join("  ")));
    }
}

/// Leaves out what a terminal obeys.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
