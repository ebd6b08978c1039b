//! The edit that declares what a page asks for: rows for its table of
//! parameters, a new section, or a field of front matter where a table would
//! not count.

use std::collections::BTreeMap;

use super::{pattern_free, variable};
use crate::base::{Fix, Span, TextRange};
use crate::model::declared::{Declared, counts_tables};
use crate::model::document::{Block, BlockKind, Document, plain_text};
use crate::model::page::Page;
use crate::model::parameter::Declaration;
use crate::model::table::Table;
use crate::text::fields::is_same_key;
use crate::text::front_matter::{self, Front};
use crate::text::parameter::{is_name, name_of};

/// A parameter to be declared.
#[derive(Default)]
struct New {
    also: Option<String>,
    env: Option<String>,
}

/// The columns a row needs, each with its other names.
const COLUMNS: [(&str, &[&str]); 4] = [
    ("Name", &["name", "parameter"]),
    ("What it is", &["what it is", "label", "description", "meaning"]),
    ("Also written", &["also written", "also"]),
    ("Variable", &["variable", "env", "environment variable"]),
];

/// What is written, and what would declare it.
pub(super) struct Declaring {
    /// The texts that are declared then.
    written: Vec<String>,
    fix: Option<Fix>,
}

impl Declaring {
    /// Plans to declare texts of a page that look like values.
    pub fn of(page: &Page, declared: Option<&Declared<'_>>, all: &[&str]) -> Declaring {
        let mut new: BTreeMap<String, New> = BTreeMap::new();
        let mut written = Vec::new();
        for text in all {
            if let Some((name, own)) = parameter(text, declared)
                && join(new.entry(name).or_default(), own)
            {
                written.push((*text).to_string());
            }
        }
        let fix = (!new.is_empty()).then(|| edit(page, declared, &new)).flatten();
        Declaring { written, fix }
    }

    /// Returns the edit, if it declares a text.
    pub fn fix(&self, written: &str) -> Option<&Fix> {
        self.fix.as_ref().filter(|_| self.written.iter().any(|own| own == written))
    }
}

/// Returns the name that a text would have, and how it is written; `None` if
/// that is taken, or cannot be said.
fn parameter(written: &str, declared: Option<&Declared<'_>>) -> Option<(String, New)> {
    let (name, own) = match variable(written) {
        Some(name) => {
            let is_plain =
                [format!("${name}"), format!("${{{name}}}")].iter().any(|own| own == written);
            let env = is_plain.then(|| name.to_string())?;
            (name_of(name), New { env: Some(env), also: None })
        }
        None => {
            let also = (!written.starts_with('<')).then(|| written.to_string());
            (name_of(written), New { also, env: None })
        }
    };
    let is_taken = declared.is_some_and(|own| own.get(&format!("{{{{{name}}}}}")).is_some());
    (is_name(&name) && !is_taken && pattern_free(written)).then_some((name, own))
}

/// Adds another way to write a parameter; `false` if it has another one.
fn join(own: &mut New, more: New) -> bool {
    let fits = |own: &Option<String>, more: &Option<String>| {
        own.is_none() || more.is_none() || own == more
    };
    let is_fit = fits(&own.also, &more.also) && fits(&own.env, &more.env);
    if is_fit {
        own.also = own.also.take().or(more.also);
        own.env = own.env.take().or(more.env);
    }
    is_fit
}

fn edit(page: &Page, declared: Option<&Declared<'_>>, new: &BTreeMap<String, New>) -> Option<Fix> {
    let document = &*page.document;
    let own = declared.into_iter().flat_map(|own| &own.parameters);
    let mut own = own.filter(|(other, _)| std::ptr::eq(*other, document)).map(|(_, own)| own);
    let (range, replacement) = match own.next() {
        Some(first) if first.place == Declaration::Table => rows(document, first.range, new)?,
        Some(_) => return None,
        None if counts_tables(page) => section(document, new)?,
        None => field(document, new)?,
    };
    Some(Fix { span: Span::new(document.source.file, range), replacement })
}

fn line_end(document: &Document) -> &'static str {
    if document.source.text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Adds rows to the table in which a parameter is declared, and columns that
/// it lacks.
fn rows(
    document: &Document,
    within: TextRange,
    new: &BTreeMap<String, New>,
) -> Option<(TextRange, String)> {
    let holds = |block: &&Block| {
        matches!(block.kind, BlockKind::Table(_))
            && block.range.start <= within.start
            && within.end <= block.range.end
    };
    let block = document.body.iter().find(holds)?;
    let BlockKind::Table(table) = &block.kind else { return None };
    let mut columns = columns(document, table);
    let end = line_end(document);
    let text = block.range.of(&document.source.text);
    let whole = text.trim_end();
    let mut lines: Vec<String> = whole.lines().map(|line| line.trim_end().into()).collect();
    for column in 1..COLUMNS.len() {
        let is_needed = column == 1 || new.values().any(|own| cell(own, "", column).is_some());
        if columns.contains(&Some(column)) || !is_needed {
            continue;
        }
        if !lines.iter().all(|line| line.ends_with('|') && !line.ends_with("\\|")) {
            return None;
        }
        let title = COLUMNS.get(column).map_or("", |(title, _)| title);
        for (at, line) in lines.iter_mut().enumerate() {
            match at {
                0 => line.push_str(&format!(" {title} |")),
                1 => line.push_str("---|"),
                _ => line.push_str(" |"),
            }
        }
        columns.push(Some(column));
    }
    for (name, own) in new {
        let cells = columns.iter().map(|column| column.and_then(|column| cell(own, name, column)));
        let cells: Vec<String> = cells.map(Option::unwrap_or_default).collect();
        lines.push(format!("| {} |", cells.join(" | ")));
    }
    let range = TextRange::new(0, whole.len()).shifted(block.range.start);
    Some((range, lines.join(end)))
}

/// Returns which of our columns those of a table are.
fn columns(document: &Document, table: &Table) -> Vec<Option<usize>> {
    let column = |name: String| {
        COLUMNS.iter().position(|(_, names)| names.iter().any(|own| is_same_key(own, &name)))
    };
    let names = table.head.iter().map(|cell| plain_text(&cell.content, &document.source.text));
    names.map(column).collect()
}

/// Returns what a row says in one of our columns.
fn cell(own: &New, name: &str, column: usize) -> Option<String> {
    match column {
        0 => Some(name.into()),
        1 => Some(label(name)),
        2 => own.also.as_ref().map(|also| format!("`{also}`")),
        _ => own.env.clone(),
    }
}

/// Makes words of a name: `job-id` is `Job id`.
fn label(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Makes a section with a table, before the section with the first step.
fn section(document: &Document, new: &BTreeMap<String, New>) -> Option<(TextRange, String)> {
    let first = document.procedure.iter().find_map(|section| {
        let heading = section.heading.as_ref().map(|heading| heading.range.start);
        heading.or_else(|| section.steps.first().map(|step| step.at))
    });
    let first = first.or_else(|| document.parameters.placeholders.first().map(|own| own.start))?;
    let heads = document.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.level <= 2 => Some(block.range.start),
        _ => None,
    });
    let at = heads.take_while(|start| *start <= first).last();
    let at = at.or_else(|| Some(document.body.first()?.range.start))?;
    let end = line_end(document);
    let is_needed = |column: usize| new.values().any(|own| cell(own, "", column).is_some());
    let columns: Vec<usize> =
        (0..COLUMNS.len()).filter(|own| *own < 2 || is_needed(*own)).collect();
    let titles: Vec<&str> =
        columns.iter().filter_map(|own| COLUMNS.get(*own)).map(|(title, _)| *title).collect();
    let mut lines = vec!["## Parameters".to_string(), String::new()];
    lines.push(format!("| {} |", titles.join(" | ")));
    lines.push(format!("|{}", "---|".repeat(titles.len())));
    for (name, own) in new {
        let cells = columns.iter().map(|column| cell(own, name, *column).unwrap_or_default());
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
    }
    lines.push(String::new());
    lines.push(String::new());
    Some((TextRange { start: at, end: at }, lines.join(end)))
}

/// Adds a field to the front matter of a page, or makes its front matter.
fn field(document: &Document, new: &BTreeMap<String, New>) -> Option<(TextRange, String)> {
    if document.front.fields.iter().any(|own| own.field.name == "parameters") {
        return None;
    }
    let end = line_end(document);
    let mut lines = vec!["parameters:".to_string()];
    for (name, own) in new {
        let mut fields = vec![format!("label: {}", label(name))];
        fields.extend(own.also.as_ref().map(|also| format!("also: \"{also}\"")));
        fields.extend(own.env.as_ref().map(|env| format!("env: {env}")));
        lines.push(format!("  {name}: {{{}}}", fields.join(", ")));
    }
    let text = &document.source.text;
    let split = front_matter::split(text);
    let at = match split.front {
        Front::None => {
            lines.insert(0, "---".into());
            lines.push("---".into());
            lines.push(String::new());
            split.body
        }
        Front::Closed(range) => {
            let inner = range.of(text);
            (inner.is_empty() || inner.ends_with('\n')).then_some(range.end)?
        }
        Front::Unclosed { .. } | Front::Foreign(_) => return None,
    };
    Some((TextRange { start: at, end: at }, lines.join(end) + end))
}
