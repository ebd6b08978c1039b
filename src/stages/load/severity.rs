//! Reads how severe problems are: the table `severity` for the whole site,
//! and `rules` for parts of it.

use std::collections::BTreeMap;

use globset::Glob;

use crate::base::code::Profile;
use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, FileId, Severity, Span, TextRange};
use crate::model::config::{Config, Level};
use crate::model::front::KINDS;
use crate::model::rule::Rule;
use crate::text::data::{Key, Node};
use crate::text::fields::{Fields, Located};
use crate::text::glob::{Globs, Rules};

/// More rules than these are not read: each is asked for every file.
const MOST_RULES: usize = 100;

/// Reads both keys.
pub(super) fn read(
    file: FileId,
    fields: &mut Fields<'_, '_>,
    config: &mut Config,
    found: &mut Vec<Diagnostic>,
) {
    if let Some(node) = fields.node("severity") {
        let help = "write `[severity]` and below it for example `missing-alt = \"error\"`";
        config.levels = levels(file, node, help, found);
    }
    let Some(node) = fields.node("rules") else { return };
    let Some(list) = node.as_list() else {
        let message = "`rules` must be a list of tables";
        let problem = Diagnostic::new(Code::WRONG_TYPE, Span::new(file, node.range), message);
        return found.push(problem.help("write `[[rules]]` with two brackets on each side"));
    };
    if let Some(first) = list.get(MOST_RULES) {
        let message =
            format!("more than {MOST_RULES} rules; this one and those after it are not read");
        let help = "name several folders or kinds in one rule";
        found.push(wrong(file, first, &message, help));
    }
    config.rules = list.iter().take(MOST_RULES).map(|node| rule(file, node, found)).collect();
}

/// Reads a table code = level.
fn levels(
    file: FileId,
    node: &Node,
    help: &str,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Code, Level> {
    let Some(entries) = node.as_map() else {
        let message = "`severity` must be a table";
        let problem = Diagnostic::new(Code::WRONG_TYPE, Span::new(file, node.range), message);
        found.push(problem.help(help));
        return BTreeMap::new();
    };
    let known = entries.iter().filter_map(|entry| {
        let code = code(file, &entry.key, found)?;
        let level = level(entry.value.as_text().unwrap_or_default());
        if level.is_none() {
            let message = format!("`{}` must be a severity", entry.key.text);
            let span = Span::new(file, entry.value.range);
            let problem = Diagnostic::new(Code::WRONG_TYPE, span, message);
            found.push(problem.help("write `error`, `warning`, `note` or `off`"));
        }
        Some((code, level?))
    });
    known.collect()
}

fn code(file: FileId, key: &Key, found: &mut Vec<Diagnostic>) -> Option<Code> {
    let code = Code::parse(&key.text);
    if code.is_none() {
        let message = format!("no problem is called `{}`", key.text);
        let help = did_you_mean(&key.text, Code::ALL.iter().map(|code| code.name()));
        let span = Span::new(file, key.range);
        found.push(Diagnostic::new(Code::UNKNOWN_CODE, span, message).maybe_help(help));
    }
    code
}

fn level(word: &str) -> Option<Level> {
    match word {
        "off" => Some(Level::Off),
        "note" => Some(Level::At(Severity::Note)),
        "warning" => Some(Level::At(Severity::Warning)),
        "error" => Some(Level::At(Severity::Error)),
        _ => None,
    }
}

/// Reads one of `rules`.
fn rule(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Rule {
    let mut problems = Vec::new();
    let mut fields = Fields::new(file, "a rule", node, found);
    let patterns = patterns(file, fields.list("in"), &mut problems);
    let kinds = kinds(file, fields.list("kind"), &mut problems);
    let has_place = fields.node("in").is_some() || fields.node("kind").is_some();
    let profile = fields.choice("profile", &["adopt", "standard", "strict"]);
    let severity = fields.node("severity");
    let says = fields.key_range("profile").is_some() || severity.is_some();
    fields.finish(&|_| false);
    let help = "write for example `severity = { missing-alt = \"off\" }`";
    let levels = severity.map(|node| levels(file, node, help, &mut problems)).unwrap_or_default();
    if node.as_map().is_some() && !has_place {
        let message = "a rule must say what it is for";
        let help = "write for example `in = \"runbooks/**\"` or `kind = \"runbook\"`";
        problems.push(wrong(file, node, message, help));
    } else if node.as_map().is_some() && !says {
        let message = "a rule must say how severe problems are";
        problems.push(wrong(file, node, message, help));
    }
    found.extend(problems);
    // A rule whose patterns or kinds are all wrong is for nothing.
    let is_void = patterns.is_empty() && kinds.is_empty();
    let globs = Globs::new(patterns.iter().map(|(pattern, _)| &**pattern), Rules::Own);
    Rule {
        globs,
        written: patterns,
        kinds,
        profile: profile.filter(|_| !is_void).and_then(|profile| Profile::parse(profile.value)),
        levels: if is_void { BTreeMap::new() } else { levels },
    }
}

fn wrong(file: FileId, node: &Node, message: &str, help: &str) -> Diagnostic {
    let start = node.range.start as usize;
    // The first line of the table: `[[rules]]`, or what stands in its place.
    let range = TextRange::new(start, (node.range.end as usize).min(start + "[[rules]]".len()));
    Diagnostic::new(Code::WRONG_TYPE, Span::new(file, range), message).help(help)
}

fn patterns(
    file: FileId,
    written: Vec<Located<String>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<(Box<str>, Span)> {
    let mut patterns = Vec::new();
    for pattern in written {
        let span = Span::new(file, pattern.range);
        match Glob::new(&pattern.value) {
            Ok(_) => patterns.push((pattern.value.into(), span)),
            Err(error) => {
                let message = format!("`{}` is no glob: {}", pattern.value, error.kind());
                let problem = Diagnostic::new(Code::WRONG_TYPE, span, message);
                found.push(problem.help("write for example `runbooks/**`"));
            }
        }
    }
    patterns
}

fn kinds(
    file: FileId,
    written: Vec<Located<String>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Box<str>> {
    let mut kinds = Vec::new();
    for kind in written {
        match KINDS.contains(&kind.value.as_str()) {
            true => kinds.push(kind.value.into()),
            false => {
                let message = format!("no page is of the kind `{}`", kind.value);
                let help = did_you_mean(&kind.value, KINDS.iter().copied());
                let span = Span::new(file, kind.range);
                found.push(Diagnostic::new(Code::WRONG_TYPE, span, message).maybe_help(help));
            }
        }
    }
    kinds
}
