//! Decides what a page is: because it says so, because of where it lies, or
//! because it looks like one.

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::catalog::loose;
use crate::model::config::{Flavour, Tolerance};
use crate::model::document::{Block, BlockKind, List, OutlineEntry};
use crate::model::kind::{Because, Kind, Known, section_name};
use crate::model::source::{Role, Source};
use crate::text::data::{Entry, Node};
use crate::text::fields::is_same_key;

/// Folders whose pages are of one kind.
const FOLDERS: &[(&str, &str)] = &[
    ("runbooks", "runbook"),
    ("checklists", "checklist"),
    ("roles", "role"),
    ("glossary", "term"),
    ("policies", "policy"),
];
/// Sections of a runbook as collections of alerts have them; two make one.
const RUNBOOK: &[&str] = &["meaning", "impact", "diagnosis", "mitigation"];
/// Sections of the page that introduces a process, with other words for them;
/// all make one. Their headings may also name the process.
const PROCESS: &[&[&str]] = &[&["impact", "effect"], &["stakeholders"], &["benefits"]];
/// Fewer tasks than this make no checklist.
const FEW_TASKS: usize = 3;

/// What the decision looks at.
pub(super) struct Evidence<'a> {
    pub source: &'a Source,
    pub node: &'a Node,
    pub title: &'a str,
    pub body: &'a [Block],
    pub outline: &'a [OutlineEntry],
    pub flavour: Flavour,
    pub tolerance: Tolerance,
}

/// Decides what a page is. A `kind` that nobody knows is reported.
pub(super) fn decide(
    evidence: &Evidence<'_>,
    kinds: &'static [&'static Kind],
    found: &mut Vec<Diagnostic>,
) -> Option<Known> {
    let named = |name: &str| kinds.iter().find(|kind| kind.name == name).copied();
    if evidence.source.role == Role::Fragment {
        return Some(Known { kind: named("article")?, because: Because::Nothing });
    }
    let (kind, because) = match said(evidence, kinds, found) {
        Some(said) => said,
        None => {
            let (name, because) = inferred(evidence);
            (named(name)?, because)
        }
    };
    Some(Known { kind, because })
}

/// Reads the key `kind`.
fn said(
    evidence: &Evidence<'_>,
    kinds: &'static [&'static Kind],
    found: &mut Vec<Diagnostic>,
) -> Option<(&'static Kind, Because)> {
    let value = &entry(evidence.node, "kind")?.value;
    let name = value.as_text()?.trim();
    let fits = |kind: &&&Kind| {
        is_same_key(kind.name, name) || kind.synonyms.iter().any(|other| is_same_key(other, name))
    };
    if let Some(kind) = kinds.iter().find(fits) {
        let is_own = value.range != TextRange::default();
        return Some((kind, if is_own { Because::Written } else { Because::Rule }));
    }
    let names = kinds.iter().map(|kind| kind.name);
    let near = did_you_mean(name, names.clone());
    if near.is_none() && evidence.tolerance == Tolerance::Foreign {
        return None;
    }
    let all = || names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let help = near.unwrap_or_else(|| format!("known: {}", all()));
    let span = Span::new(evidence.source.file, value.range);
    let message = format!("no kind of page is called `{name}`");
    found.push(Diagnostic::new(Code::UNKNOWN_KIND, span, message).help(help));
    None
}

/// Returns an entry of front matter.
pub(super) fn entry<'a>(node: &'a Node, key: &str) -> Option<&'a Entry> {
    node.as_map()?.iter().find(|entry| is_same_key(&entry.key.text, key))
}

fn inferred(evidence: &Evidence<'_>) -> (&'static str, Because) {
    if let Some((folder, kind)) = folder(evidence) {
        return (kind, Because::Folder(folder));
    }
    let topic = entry(evidence.node, "ms.topic").and_then(|entry| entry.value.as_text());
    if topic.is_some_and(|topic| loose(topic) == "checklist") {
        return ("checklist", Because::Key("ms.topic"));
    }
    let sections: Vec<String> =
        evidence.outline.iter().map(|entry| section_name(&entry.text)).collect();
    let has = |name: &str| sections.iter().any(|section| section == name);
    if 2 <= RUNBOOK.iter().filter(|name| has(name)).count() {
        return ("runbook", Because::Sections);
    }
    if mostly_task_tables(evidence.body) {
        return ("checklist", Because::TaskTables);
    }
    if mostly_tasks(evidence.body) {
        return ("checklist", Because::Tasks);
    }
    let written = entry(evidence.node, "title").and_then(|entry| entry.value.as_text());
    let title = loose(&format!("{} {}", written.unwrap_or_default(), evidence.title));
    // "Manage budgets within the Record to report end-to-end scenario" is one
    // of its areas.
    let is_part = title.contains(" within ") || title.contains("process area");
    let is_whole = title.contains("end to end") && !is_part;
    let flows =
        sections.iter().any(|name| name == "process flow" || name.ends_with(" process flow"));
    match (is_whole, flows) {
        (true, true) => ("process", Because::Flow),
        (false, true) => ("area", Because::Flow),
        _ if PROCESS.iter().all(|names| sections.iter().any(|own| is_about(own, names))) => {
            ("process", Because::Sections)
        }
        _ if title.contains("business process area") && has("stakeholders") => {
            ("area", Because::Sections)
        }
        _ => ("article", Because::Nothing),
    }
}

/// Tells whether a heading begins or ends with one of `names`.
fn is_about(heading: &str, names: &[&str]) -> bool {
    names.iter().any(|name| heading.starts_with(name) || heading.ends_with(name))
}

/// Finds the nearest folder whose pages are of one kind. The page of the
/// folder itself is none of them, and neither is a template.
fn folder(evidence: &Evidence<'_>) -> Option<(&'static str, &'static str)> {
    let path = &evidence.source.content_path;
    let stem = path.stem().to_ascii_lowercase();
    let is_own = matches!(stem.as_str(), "index" | "readme" | "_index" | "template");
    if is_own || stem.starts_with('_') || evidence.flavour == Flavour::Learn {
        return None;
    }
    let parts: Vec<&str> = path.parts().collect();
    let folders = parts.iter().rev().skip(1);
    folders.into_iter().find_map(|part| {
        let known = FOLDERS.iter().find(|(folder, _)| part.eq_ignore_ascii_case(folder));
        known.copied()
    })
}

/// Tells whether more tables have a column for what is done than have none.
fn mostly_task_tables(body: &[Block]) -> bool {
    let tables = body.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table.checklist.is_some()),
        _ => None,
    });
    let (tasks, others): (Vec<bool>, Vec<bool>) = tables.partition(|is_task| *is_task);
    others.len() < tasks.len()
}

/// Tells whether most of a page is tasks: more tasks than other list items,
/// paragraphs, tables and blocks of code together.
fn mostly_tasks(body: &[Block]) -> bool {
    let [mut tasks, mut others] = [0, 0];
    for block in body {
        match &block.kind {
            BlockKind::List(list) => {
                let (own, rest) = count(list);
                tasks += own;
                others += rest;
            }
            BlockKind::Heading(_) | BlockKind::Rule => {}
            _ => others += 1,
        }
    }
    FEW_TASKS <= tasks && others < tasks
}

fn count(list: &List) -> (usize, usize) {
    let tasks = list.items.iter().filter(|item| item.task.is_some()).count();
    (tasks, list.items.len() - tasks)
}
