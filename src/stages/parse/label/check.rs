//! What a build can look at for a task: `page month-end is reviewed`. Marks
//! of code in the value are free.

use super::vocabulary::{Holder, label};
use crate::base::{Code, TextRange};
use crate::model::checklist::Check;
use crate::model::document::{Inline, InlineKind, Reference, ReferenceKind};
use crate::model::label::Label;
use crate::model::table::Table;
use crate::stages::parse::builder::{Builder, cover};

/// Reads the columns "Due" and "Check" of a table of tasks. An empty cell and
/// a dash say that there is nothing to look at.
pub(super) fn read_columns(builder: &mut Builder<'_>, table: &mut Table) {
    let Some(columns) = &mut table.checklist else { return };
    let labels = table.head.iter().map(|cell| {
        let head = builder.plain(&cell.content);
        label(head.trim().trim_end_matches('?'), Holder::Task)
    });
    let labels: Vec<Option<Label>> = labels.collect();
    let column = |of| labels.iter().position(|label| *label == Some(of));
    (columns.check, columns.due) = (column(Label::Check), column(Label::Due));
    let Some(column) = columns.check else { return };
    for row in table.rows.iter_mut().filter(|row| row.task.is_some()) {
        let Some(cell) = row.cells.get_mut(column) else { continue };
        let text = builder.plain(&cell.content);
        if matches!(text.trim(), "" | "-" | "–" | "—") {
            continue;
        }
        let mut value = std::mem::take(&mut cell.content).into_vec();
        row.check = read(builder, &mut value);
        cell.content = value.into();
    }
}

/// Reads the value of a check. The page it names becomes a reference.
pub(super) fn read(builder: &mut Builder<'_>, value: &mut Vec<Inline>) -> Option<Check> {
    let place = cover(value);
    let text = builder.plain(value);
    let words: Vec<&str> = text.trim().trim_end_matches('.').split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    match lower.as_slice() {
        ["charter", name @ .., "is", "complete"] if !name.is_empty() => {
            let name = words.get(1..words.len() - 2).unwrap_or_default().join(" ");
            let around = ["charter ", " is complete"];
            return Some(Check::Charter(page(builder, (&name, around), value)?));
        }
        ["coverage", name @ .., _, "has", "no", "gap"] if !name.is_empty() => {
            let at = name.len() + 1;
            let name = words.get(1..at).unwrap_or_default().join(" ");
            let priority: &str = words.get(at).copied().unwrap_or_default();
            let rest = format!(" {priority} has no gap");
            let priority = priority.into();
            let charter = page(builder, (&name, ["coverage ", &rest]), value)?;
            return Some(Check::Coverage(charter, priority));
        }
        ["alerts", "are", "covered"] => return Some(Check::Alerts),
        ["page", name @ .., "is", "reviewed"] if !name.is_empty() => {
            let name = words.get(1..words.len() - 2).unwrap_or_default().join(" ");
            let around = ["page ", " is reviewed"];
            return Some(Check::Page(page(builder, (&name, around), value)?));
        }
        _ => {}
    }
    let help = "known: charter, coverage, alerts, page";
    builder.report(Code::UNKNOWN_CHECK, place, "the build cannot check this", help);
    None
}

/// Makes a reference of a page's name, and writes the value with it and the
/// words around it.
fn page(
    builder: &mut Builder<'_>,
    (name, [lead, rest]): (&str, [&str; 2]),
    value: &mut Vec<Inline>,
) -> Option<u32> {
    let place = cover(value);
    let at = builder.text(place).find(name);
    let range = at.map_or(place, |at| TextRange::new(at, at + name.len()).shifted(place.start));
    let number = u32::try_from(builder.references.len()).ok()?;
    let kind = ReferenceKind::Name;
    builder.references.push(Reference { kind, destination: name.into(), range, title: None });
    let words = |text: &str| InlineKind::Decoded(text.into());
    let before = TextRange { start: place.start, end: range.start };
    let after = TextRange { start: range.end, end: place.end };
    *value = vec![
        Inline { range: before, kind: words(lead) },
        Inline { range, kind: InlineKind::Name(number, None) },
        Inline { range: after, kind: words(rest) },
    ];
    Some(number)
}
