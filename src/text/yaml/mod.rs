//! YAML as a tree with places.
//!
//! The text is first scanned (`scan`) for what authors write and YAML takes
//! for something else; the library then reads a copy in which those places are
//! masked by as many harmless bytes, so that every other key is still read and
//! every offset stays true (`tree`). What the library refuses is said in our
//! own words (`problem`).

mod problem;
mod scan;
mod tree;

use std::collections::HashMap;

use crate::base::{Code, Diagnosed, Diagnostic, FileId, Span, TextRange};
use crate::text::data::{Entry, Node, Value};
use scan::Scan;

/// The most problems told of one text.
const MAX_PROBLEMS: usize = 100;

/// How large a text may be before it is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Length of the text in bytes.
    pub bytes: usize,
    /// Lists and maps in each other.
    pub depth: usize,
    /// Values altogether, those of aliases counted each time.
    pub nodes: usize,
    /// Aliases (`*name`).
    pub aliases: usize,
    /// What happens to tags (`!name`).
    pub tags: Tags,
}

/// What happens to tags, which say what kind a value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tags {
    /// They are reported: a value is text.
    Reported,
    /// They are left out: another tool's settings need them.
    LeftOut,
}

impl Limits {
    /// What front matter may have.
    pub const FRONT_MATTER: Limits =
        Limits { bytes: 64 * 1024, depth: 32, nodes: 10_000, aliases: 64, tags: Tags::Reported };

    /// What a data file may have.
    pub const DATA: Limits =
        Limits { bytes: 1024 * 1024, depth: 32, nodes: 200_000, aliases: 64, tags: Tags::Reported };

    /// What the settings of another tool may have.
    pub const FOREIGN: Limits = Limits { tags: Tags::LeftOut, ..Limits::DATA };
}

/// One text being read.
struct Input<'a> {
    file: FileId,
    text: &'a str,
    base: u32,
    limits: Limits,
}

impl Input<'_> {
    fn span(&self, range: TextRange) -> Span {
        Span::new(self.file, range.shifted(self.base))
    }

    fn problem(&self, range: TextRange, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::DATA_SYNTAX, self.span(range), message)
    }
}

/// Reads `text`, which begins at byte `base` of the file.
///
/// A part that cannot be read is reported at its place and left out; all
/// other keys of the top level are still read. Empty text is `Null`. At most
/// a hundred problems are told.
///
/// ```text
/// title: Failed batch job      Map [title -> Scalar "Failed batch job"]
/// severity: 0123               Scalar "0123", never a number
/// owner: [[Support lead]]      Scalar "Support lead", and `yaml-wiki-link`
/// ```
pub fn parse(file: FileId, text: &str, base: u32, limits: Limits) -> Diagnosed<Node> {
    let input = Input { file, text, base, limits };
    let mut out = Vec::new();
    let node = read(&input, &mut out);
    out.sort_by_key(|problem| problem.span.range);
    out.truncate(MAX_PROBLEMS);
    Diagnosed::new(node, out)
}

fn read(input: &Input<'_>, out: &mut Vec<Diagnostic>) -> Node {
    let nothing = Node::null(TextRange::new(0, 0).shifted(input.base));
    if input.limits.bytes < input.text.len() {
        let message = format!("more than {} KB of YAML", input.limits.bytes / 1024);
        out.push(input.problem(TextRange::new(0, 0), message).help("split it into several files"));
        return nothing;
    }
    let scan = scan::scan(input, out);
    if scan.refused {
        return nothing;
    }
    let mut reading = Reading { input, scan: &scan, whole: None, out };
    reading.read(&pieces(&scan.text));
    let Reading { whole, out, .. } = reading;
    let mut whole = whole.unwrap_or(nothing);
    if let Value::Map(entries) = &mut whole.value {
        let all = std::mem::take(entries);
        *entries = without_duplicates(input.file, all, out);
    }
    whole
}

/// The tree as far as it is read.
struct Reading<'a> {
    input: &'a Input<'a>,
    scan: &'a Scan<'a>,
    whole: Option<Node>,
    out: &'a mut Vec<Diagnostic>,
}

impl Reading<'_> {
    /// Reads some neighbouring keys (or list items) of the top level; where
    /// that fails, each half on its own, so that one mistake costs one key.
    fn read(&mut self, pieces: &[TextRange]) {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        if MAX_PROBLEMS < self.out.len() {
            return;
        }
        match tree::read(self.input, self.scan, first.cover(*last)) {
            Ok(piece) => {
                let node = tree::convert(self.input, self.scan, piece, self.out);
                let is_all = first.cover(*last).len() == self.input.text.len();
                self.whole = Some(match self.whole.take() {
                    None if is_all => node,
                    whole => join(self.input, whole, node, self.out),
                });
            }
            Err(refusal) if pieces.len() == 1 || refusal.is_final() => {
                self.out.push(problem::describe(self.input, &refusal));
            }
            Err(refusal) => {
                let told = self.out.len();
                let (left, right) = pieces.split_at(pieces.len() / 2);
                self.read(left);
                self.read(right);
                if self.out.len() == told {
                    // Each half can be read, but not both together.
                    self.out.push(problem::describe(self.input, &refusal));
                }
            }
        }
    }
}

fn join(input: &Input<'_>, whole: Option<Node>, next: Node, out: &mut Vec<Diagnostic>) -> Node {
    if next.as_text().is_some() {
        let span = Span::new(input.file, next.range);
        let problem = Diagnostic::new(Code::DATA_SYNTAX, span, "neither a key nor a list item");
        out.push(problem.help("write `key: value`, with a space after the colon"));
        return whole.unwrap_or(Node::null(next.range));
    }
    let Some(mut whole) = whole.filter(|node| !node.is_null()) else { return next };
    let place = next.range;
    match (&mut whole.value, next.value) {
        (Value::Map(entries), Value::Map(more)) => entries.extend(more),
        (Value::List(nodes), Value::List(more)) => nodes.extend(more),
        (_, Value::Null) => {}
        (_, Value::Map(entries)) => {
            let key = entries.first().map_or(place, |entry| entry.key.range);
            out.push(mixed(input.file, key, "a key among list items"));
        }
        _ => {
            let dash = TextRange { end: place.start + 1, ..place };
            out.push(mixed(input.file, dash, "list items among keys"));
        }
    }
    whole.range = whole.range.cover(place);
    whole
}

fn mixed(file: FileId, place: TextRange, message: &str) -> Diagnostic {
    Diagnostic::new(Code::DATA_SYNTAX, Span::new(file, place), message)
        .help("write keys only, or list items only")
}

/// Cuts the text before every line that begins a key or a list item.
fn pieces(text: &str) -> Vec<TextRange> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if 0 < at && begins_piece(line) {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(text.len());
    starts.iter().zip(starts.iter().skip(1)).map(|(a, b)| TextRange::new(*a, *b)).collect()
}

fn begins_piece(line: &str) -> bool {
    let line = line.trim_end();
    if line == "-" || ["- ", "? ", "---", "..."].iter().any(|mark| line.starts_with(mark)) {
        return true;
    }
    let outside = |c: char| c.is_ascii_whitespace() || "#[]{},".contains(c);
    if line.starts_with(outside) {
        return false;
    }
    match line.split_once(':') {
        Some((key, rest)) => {
            !key.contains([' ', '[', '{', ',']) || rest.is_empty() || rest.starts_with([' ', '\t'])
        }
        None => false,
    }
}

/// Reports keys given twice and keeps the first of each.
fn without_duplicates(file: FileId, entries: Vec<Entry>, out: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut index: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let known = if kept.len() < 16 {
            kept.iter().position(|first| first.key.text == entry.key.text)
        } else {
            if index.is_empty() {
                index.extend(kept.iter().enumerate().map(|(at, e)| (e.key.text.clone(), at)));
            }
            let at = *index.entry(entry.key.text.clone()).or_insert(kept.len());
            (at < kept.len()).then_some(at)
        };
        match known.and_then(|at| kept.get(at)) {
            Some(first) if out.len() <= MAX_PROBLEMS => out.push(duplicate(file, first, &entry)),
            Some(_) => {}
            None => kept.push(entry),
        }
    }
    kept
}

fn duplicate(file: FileId, first: &Entry, second: &Entry) -> Diagnostic {
    let message = format!("`{}` is given twice", second.key.text);
    Diagnostic::new(Code::DUPLICATE_KEY, Span::new(file, second.key.range), message)
        .label(Span::new(file, first.key.range), "first given here; this one counts")
        .help("keep one of the two")
}

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
