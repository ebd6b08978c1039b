//! Reads rule files: which alerts monitoring knows, and where it says so.
//!
//! Files come from `alert_rules` of the settings, below the site's root, and
//! from the command line, from anywhere. What a file holds is told from its
//! shape (`shape`); what is not understood is reported and never guessed.

mod alertmanager;
mod plain;
mod shape;
mod source;

use crate::base::position::LineIndex;
use crate::base::{Code, Diagnosed, Diagnostic, FileId, Span, TextRange};
use crate::model::alert_rule::{AlertRule, AlertRules};
use crate::model::allow;
use crate::model::config::Config;
use crate::model::source::{Texts, decode};
use crate::model::world::{Failure, Files, Given};
use crate::text::data::{Node, Value};
use crate::text::json;
use crate::text::yaml::{self, Limits};

/// The largest rule file, in bytes.
pub const LARGEST: usize = 4 * 1024 * 1024;
/// The most rule files.
const MOST_FILES: usize = 2_000;
/// The most bytes of all rule files.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// The most documents of YAML in a file.
const MOST_DOCUMENTS: usize = 2_000;

/// Reads all rule files of a site. What they allow is added to `config`.
///
/// # Errors
/// A [`Failure`] if a file is there and cannot be read.
pub fn load(
    files: &dyn Files,
    config: &mut Config,
    texts: &mut Texts,
) -> Result<Diagnosed<AlertRules>, Failure> {
    let mut found = Vec::new();
    let sources = source::sources(files, config, &mut found)?;
    let mut all = AlertRules { are_given: !sources.is_empty(), ..AlertRules::default() };
    let (mut is_whole, mut names_all) = (found.is_empty(), false);
    let mut bytes = 0_usize;
    for (number, given) in sources.iter().enumerate() {
        bytes = bytes.saturating_add(given.bytes.len());
        let file = FileId::of(&given.path);
        if MOST_FILES <= number || MOST_BYTES < bytes || LARGEST < given.bytes.len() {
            texts.add(&given.path, "");
            found.push(too_much(file, given.bytes.len()));
            is_whole = false;
            if LARGEST < given.bytes.len() {
                continue;
            }
            break;
        }
        let decoded = decode(file, &given.bytes);
        is_whole &= decoded.diagnostics.is_empty();
        let text = decoded.drain_into(&mut found);
        texts.add(&given.path, &text);
        let mut reader = Reader::new(given, file, &text);
        let read = reader.read();
        let Reader { rules, problems, allows, .. } = reader;
        is_whole &= problems.iter().all(|problem| problem.code != Code::RULES_NOT_UNDERSTOOD);
        names_all |= read == Read::Alerts;
        found.extend(problems);
        all.rules.extend(rules);
        config.allows.push((file, allows.into()));
    }
    all.are_all = is_whole && names_all;
    Ok(Diagnosed::new(all, found))
}

fn too_much(file: FileId, length: usize) -> Diagnostic {
    let message = match LARGEST < length {
        true => format!("more than {} MB, so its alerts are not read", LARGEST / 1024 / 1024),
        false => format!("more than {MOST_FILES} rule files, or {} MB", MOST_BYTES / 1024 / 1024),
    };
    let problem = Diagnostic::new(Code::RULES_NOT_UNDERSTOOD, Span::start_of(file), message);
    problem.help("check the rule files in several runs")
}

/// What a text turned out to be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Read {
    /// Nothing that is known.
    Nothing,
    /// Something that has no alerts.
    Other,
    /// It names alerts, but need not name all.
    Some,
    /// It says which alerts there are.
    Alerts,
}

/// Reads one file.
struct Reader<'a> {
    given: &'a Given,
    file: FileId,
    text: &'a str,
    lines: LineIndex<'a>,
    rules: Vec<AlertRule>,
    problems: Vec<Diagnostic>,
    allows: Vec<allow::Allow>,
}

impl<'a> Reader<'a> {
    fn new(given: &'a Given, file: FileId, text: &'a str) -> Reader<'a> {
        let lines = LineIndex::new(text);
        let (rules, problems, allows) = (Vec::new(), Vec::new(), Vec::new());
        Reader { given, file, text, lines, rules, problems, allows }
    }

    fn read(&mut self) -> Read {
        let read = match plain::format(self.given.path.extension(), self.text) {
            plain::Format::List => self.list(),
            plain::Format::Json => self.json(),
            plain::Format::Yaml => self.yaml(),
        };
        if read == Read::Nothing && self.problems.is_empty() && self.given.is_named {
            let message = "nothing in this file is a rule or an alert that is known";
            self.problem(TextRange::default(), message, HELP);
        }
        read
    }

    fn json(&mut self) -> Read {
        let read = json::parse(self.file, self.text);
        let wrong = read.diagnostics.into_iter().find(|own| own.code == Code::DATA_SYNTAX);
        match wrong {
            Some(wrong) => self.unreadable(wrong),
            None => self.document(&read.value),
        }
    }

    /// Reads the documents of a file of YAML, each by itself.
    fn yaml(&mut self) -> Read {
        let mut read = Read::Nothing;
        for (number, range) in documents(self.text).into_iter().enumerate() {
            if MOST_DOCUMENTS <= number {
                let message = format!("more than {MOST_DOCUMENTS} documents in one file");
                self.problem(range, &message, "split it into several files");
                break;
            }
            let limits = Limits { bytes: LARGEST, depth: 64, ..Limits::FOREIGN };
            let parsed = yaml::parse(self.file, range.of(self.text), range.start, limits);
            let is_wrong = |own: &Diagnostic| {
                matches!(own.code, Code::DATA_SYNTAX | Code::YAML_UNQUOTED_BRACES)
            };
            let mut marks = Vec::new();
            let text = (self.text, range);
            self.allows.extend(allow::read_data(self.file, text, &parsed.value, &mut marks));
            self.problems.extend(marks);
            read = read.max(match parsed.diagnostics.into_iter().find(is_wrong) {
                Some(wrong) => self.unreadable(wrong),
                None => self.document(&parsed.value),
            });
        }
        read
    }

    /// Reports a text that cannot be read, unless it was only found in a
    /// folder and has nothing of alerts in it.
    fn unreadable(&mut self, wrong: Diagnostic) -> Read {
        if !self.given.is_named && !self.text.to_lowercase().contains("alert") {
            return Read::Other;
        }
        let is_template = self.text.contains("{{");
        let (message, help) = match is_template {
            true => (
                "this is a template, and no YAML before it is filled in".to_string(),
                "check what `helm template` writes".to_string(),
            ),
            false => (wrong.message, wrong.help.unwrap_or_else(|| HELP.into())),
        };
        self.problem(wrong.span.range, &message, &help);
        Read::Other
    }

    /// Reports what cannot be read; a long text by its first line.
    fn problem(&mut self, range: TextRange, message: &str, help: &str) {
        let first = range.of(self.text).lines().next().unwrap_or_default().len();
        let range = TextRange { end: range.start + first as u32, ..range };
        let span = Span::new(self.file, range);
        let problem = Diagnostic::new(Code::RULES_NOT_UNDERSTOOD, span, message);
        self.problems.push(problem.help(help));
    }

    /// Adds an alert whose name is the text of a node.
    fn alert(&mut self, name: &Node, told: Told<'_>) {
        let Some(text) = name.as_text().map(str::trim).filter(|text| !text.is_empty()) else {
            return;
        };
        if text.contains("{{") {
            let message = "this name is filled in by a template, so it is not known";
            return self.problem(self.inner(name), message, "check what the template makes");
        }
        self.named(text, self.inner(name), told);
    }

    /// Adds an alert whose name stands in some bytes.
    fn named(&mut self, name: &str, range: TextRange, told: Told<'_>) {
        let text = |keys: &[&str]| {
            let values = keys.iter().filter_map(|key| told.labels?.get(key)?.as_text());
            values.map(str::trim).find(|text| !text.is_empty()).map(Box::from)
        };
        let runbook = ["runbook_url", "runbook"].iter().find_map(|key| {
            let node = told.annotations?.get(key)?;
            let text = node.as_text()?.trim();
            let span = Span::new(self.file, self.inner(node));
            (!text.is_empty()).then(|| (text.into(), span))
        });
        let line = self.lines.line_of(range.start as usize);
        self.rules.push(AlertRule {
            name: name.into(),
            span: Span::new(self.file, range),
            place: (self.given.path.clone(), line),
            severity: text(&["severity", "priority"]),
            service: text(&["service", "app"]),
            runbook,
        });
    }

    /// Returns where a text stands without its quotes.
    fn inner(&self, node: &Node) -> TextRange {
        let written = node.range.of(self.text);
        let is_quoted = matches!(&node.value, Value::Scalar(scalar) if scalar.quoted)
            && 2 <= written.len()
            && (written.starts_with('"') || written.starts_with('\''));
        match is_quoted {
            true => TextRange { start: node.range.start + 1, end: node.range.end - 1 },
            false => node.range,
        }
    }
}

/// What stands beside the name of an alert.
#[derive(Clone, Copy, Default)]
struct Told<'n> {
    labels: Option<&'n Node>,
    annotations: Option<&'n Node>,
}

/// What to do about a file that is not understood.
const HELP: &str =
    "give rules of Prometheus, Alertmanager or Grafana, or a list with one name a line";

/// Cuts a text at the lines that begin a document of YAML.
fn documents(text: &str) -> Vec<TextRange> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_mark = line.trim_end() == "---" || line.starts_with("--- ");
        if is_mark && 0 < at {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(text.len());
    let ranges = starts.iter().zip(starts.iter().skip(1)).map(|(a, b)| TextRange::new(*a, *b));
    ranges.filter(|range| !range.of(text).trim().is_empty()).collect()
}
