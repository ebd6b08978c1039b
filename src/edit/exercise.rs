//! Exercises written into a page: one more entry of `exercised`.
//!
//! The entry is written as the others are: in front matter as a line of a
//! list, as a record in braces or over several lines, or as values in one
//! line; in the head of a page as more values of its line or row. Comments,
//! line ends and the order of entries stay: where the newest stands first,
//! the new one does too.

mod head;

use jiff::civil::Date;

use super::review::{behind, indent, is_plain, line_end, line_start};
use crate::base::TextRange;
use crate::edit::text::TextEdit;
use crate::model::document::Document;
use crate::model::exercise::{ExerciseKind, Outcome};
use crate::model::front::Front;
use crate::model::kind::{Field, FieldData, Shape};
use crate::text::data::{Entry, Node, Value};
use crate::text::destination::yaml_text;
use crate::text::front_matter::{self, Front as Written};
use crate::text::yaml::{self, Limits};

/// The field of exercises.
const KEY: &str = "exercised";

/// An exercise to be written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Exercised {
    /// The day it ended.
    pub on: Date,
    /// How the page was followed.
    pub kind: ExerciseKind,
    /// How it went.
    pub result: Outcome,
    /// The role that answers for the entry.
    pub by: String,
    /// The ticket or file that says more.
    pub record: String,
}

impl Exercised {
    fn fields(&self) -> [(&'static str, String); 5] {
        [
            ("on", self.on.to_string()),
            ("kind", self.kind.name().into()),
            ("result", self.result.name().into()),
            ("by", yaml_text(&self.by)),
            ("record", yaml_text(&self.record)),
        ]
    }

    /// Writes it as a record in braces.
    fn in_braces(&self) -> String {
        format!("{{{}}}", self.fields().map(|(key, value)| format!("{key}: {value}")).join(", "))
    }

    /// Writes its values in one line.
    fn in_one_line(&self) -> String {
        let Exercised { on, kind, result, by, record } = self;
        format!("{on}, {}, {}, {by}, {record}", kind.name(), result.name())
    }

    /// Writes them as one value of YAML; outside brackets a comma is a letter.
    fn in_one_value(&self) -> String {
        let is_plain = |text: &String| yaml_text(text) == *text;
        let line = self.in_one_line();
        if is_plain(&self.by) && is_plain(&self.record) { line } else { yaml_text(&line) }
    }
}

/// Tells whether a page says exactly this.
pub fn says(front: &Front, wanted: &Exercised) -> bool {
    front.exercised.iter().any(|own| {
        own.on == wanted.on
            && own.kind == Some(wanted.kind)
            && own.result == Some(wanted.result)
            && own.by.as_ref().is_some_and(|by| *by.text == *wanted.by)
            && own.record.as_ref().is_some_and(|record| *record.text == *wanted.record)
    })
}

/// Returns the field of exercises of a page, if its kind has one.
pub fn field(document: &Document) -> Option<&'static Field> {
    document.kind?.kind.fields.iter().find(|field| field.name == KEY)
}

/// Finds the edits that write exercises into a page; `None` where its front
/// matter is written in a way that nothing can be added to.
pub fn edits(document: &Document, added: &[Exercised]) -> Option<Vec<TextEdit>> {
    let field = field(document)?;
    let text = &*document.source.text;
    let mut added = added.to_vec();
    added.sort();
    let order = order(&document.front);
    if order == Order::NewestFirst {
        added.reverse();
    }
    let writing = Writing { text, end: end_of_lines(text), order, added: &added };
    let own = document.front.fields.iter().find(|own| own.field.name == KEY);
    if let Some((FieldData::Node(node), Shape::Head)) = own.map(|own| (&own.value, own.shape)) {
        return head::more(&writing, node.range);
    }
    let split = front_matter::split(text);
    let yaml = match split.front {
        Written::Closed(yaml) => yaml,
        Written::None => {
            let line = head::line(document, &writing);
            return Some(vec![line.unwrap_or_else(|| writing.front(split.body as usize))]);
        }
        Written::Unclosed { .. } | Written::Foreign(_) => return None,
    };
    let node = yaml::parse(document.source.file, yaml.of(text), yaml.start, Limits::FRONT_MATTER);
    let entries = node.value.as_map().unwrap_or_default();
    match entries.iter().find(|entry| field.is_named(&entry.key.text)) {
        Some(entry) => writing.in_value(entry),
        None => writing.new_key(&node.value, yaml.end as usize),
    }
}

/// In which order entries stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The newest is the first.
    NewestFirst,
    /// The newest is the last, or nobody can tell.
    NewestLast,
}

fn order(front: &Front) -> Order {
    match &*front.exercised {
        [first, .., last] if last.on < first.on => Order::NewestFirst,
        _ => Order::NewestLast,
    }
}

fn end_of_lines(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// What is written, and how.
struct Writing<'a> {
    text: &'a str,
    /// The end of a line.
    end: &'static str,
    order: Order,
    /// In the order in which they are to stand.
    added: &'a [Exercised],
}

impl Writing<'_> {
    fn braces(&self) -> String {
        let braces: Vec<String> = self.added.iter().map(Exercised::in_braces).collect();
        braces.join(", ")
    }

    fn values(&self) -> String {
        let lines: Vec<String> = self.added.iter().map(Exercised::in_one_line).collect();
        lines.join("; ")
    }

    /// Makes lines of a list, each after `indent`.
    fn lines(&self, indent: &str) -> String {
        let end = self.end;
        let line = |own: &Exercised| format!("{indent}- {}{end}", own.in_braces());
        self.added.iter().map(line).collect()
    }

    /// Begins front matter in a page without any.
    fn front(&self, body: usize) -> TextEdit {
        let end = self.end;
        let is_empty = self.text.get(body..).is_some_and(|body| body.starts_with(['\r', '\n']));
        let gap = if is_empty { "" } else { end };
        let lines = self.lines("  ");
        TextEdit::insert(body, format!("---{end}{KEY}:{end}{lines}---{end}{gap}"))
    }

    /// Adds the key to front matter that does not have it.
    fn new_key(&self, node: &Node, end: usize) -> Option<Vec<TextEdit>> {
        let entries = node.as_map().unwrap_or_default();
        if node.range.of(self.text).starts_with('{') {
            let last = entries.last()?;
            let list = format!(", {KEY}: [{}]", self.braces());
            return Some(vec![TextEdit::insert(behind(last), list)]);
        }
        let start = |entry: &Entry| entry.key.range.start as usize;
        let indent = entries.first().map_or("", |first| indent(self.text, start(first)));
        let every = entries
            .iter()
            .find(|entry| crate::text::fields::is_same_key("exercise_every", &entry.key.text));
        let at = every.map_or(end, |every| line_start(self.text, start(every)));
        let lines = self.lines(&format!("{indent}  "));
        Some(vec![TextEdit::insert(at, format!("{indent}{KEY}:{}{lines}", self.end))])
    }

    fn in_value(&self, entry: &Entry) -> Option<Vec<TextEdit>> {
        let value = &entry.value;
        let text = value.range.of(self.text);
        match &value.value {
            Value::Null if text.is_empty() => {
                let indent = indent(self.text, entry.key.range.start as usize);
                let at = line_end(self.text, entry.key.range.end as usize);
                Some(vec![TextEdit::insert(at, self.lines(&format!("{indent}  ")))])
            }
            Value::Null => Some(vec![TextEdit::new(value.range, format!("[{}]", self.braces()))]),
            Value::List(list) if text.starts_with('[') => self.in_brackets(value, list),
            Value::List(list) => self.in_list(list),
            Value::Map(_) if text.starts_with('{') => Some(vec![
                TextEdit::insert(value.range.start as usize, "["),
                TextEdit::insert(value.range.end as usize, format!(", {}]", self.braces())),
            ]),
            Value::Map(fields) => self.in_record(fields),
            Value::Scalar(_) if is_plain(self.text, entry) => Some(vec![self.in_line(value)]),
            Value::Scalar(_) => None,
        }
    }

    fn in_brackets(&self, value: &Node, list: &[Node]) -> Option<Vec<TextEdit>> {
        let (Some(first), Some(last)) = (list.first(), list.last()) else {
            return Some(vec![TextEdit::new(value.range, format!("[{}]", self.braces()))]);
        };
        Some(vec![match self.order {
            Order::NewestFirst => {
                TextEdit::insert(first.range.start as usize, format!("{}, ", self.braces()))
            }
            Order::NewestLast => {
                TextEdit::insert(last.range.end as usize, format!(", {}", self.braces()))
            }
        }])
    }

    /// Adds lines to a list that has a line, or several, for each entry.
    fn in_list(&self, list: &[Node]) -> Option<Vec<TextEdit>> {
        let (first, last) = (list.first()?, list.last()?);
        let start = line_start(self.text, first.range.start as usize);
        let before = self.text.get(start..first.range.start as usize)?;
        let indent = before.strip_suffix(before.trim_start())?;
        let is_mark = before.trim() == "-" && !before.contains('\t');
        let (pattern, at) = match self.order {
            Order::NewestFirst => (first, start),
            Order::NewestLast => (last, line_end(self.text, end(last))),
        };
        let lines = match &pattern.value {
            Value::Map(_) if is_mark && !pattern.range.of(self.text).starts_with('{') => {
                let entries = self.added.iter().map(|own| self.record(before, own));
                entries.collect()
            }
            Value::Scalar(_) if is_mark => {
                let line = |own: &Exercised| format!("{before}{}{}", own.in_one_value(), self.end);
                self.added.iter().map(line).collect()
            }
            _ if is_mark => self.lines(indent),
            _ => return None,
        };
        Some(vec![TextEdit::insert(at, lines)])
    }

    /// Writes a record over several lines; the first follows `mark`.
    fn record(&self, mark: &str, own: &Exercised) -> String {
        let mut gap = mark.to_string();
        let mut lines = String::new();
        for (key, value) in own.fields() {
            lines.push_str(&format!("{gap}{key}: {value}{}", self.end));
            gap = " ".repeat(mark.len());
        }
        lines
    }

    /// Makes a list of a record over several lines, and adds to it.
    fn in_record(&self, fields: &[Entry]) -> Option<Vec<TextEdit>> {
        let (first, last) = (fields.first()?, fields.last()?);
        let from = first.key.range.start as usize;
        let indent = indent(self.text, from);
        if indent.is_empty() || indent.contains('\t') {
            return None;
        }
        let until = line_end(self.text, behind(last));
        let mut edits = vec![TextEdit::insert(from, "- ")];
        let mut at = line_end(self.text, from);
        while at < until {
            let is_blank = self.text.get(at..)?.starts_with(['\n', '\r']);
            edits.extend((!is_blank).then(|| TextEdit::insert(at, "  ")));
            at = line_end(self.text, at);
        }
        let mark = format!("{indent}- ");
        let lines = self.added.iter().map(|own| self.record(&mark, own));
        edits.push(TextEdit::insert(until, lines.collect::<String>()));
        Some(edits)
    }

    /// Adds values to those in one line.
    fn in_line(&self, value: &Node) -> TextEdit {
        let quote = usize::from(value.range.of(self.text).starts_with(['"', '\'']));
        let range = TextRange::new(
            value.range.start as usize + quote,
            (value.range.end as usize).saturating_sub(quote),
        );
        self.beside(range, &self.values())
    }

    /// Writes values before or behind those that are there.
    fn beside(&self, range: TextRange, values: &str) -> TextEdit {
        match self.order {
            Order::NewestFirst => TextEdit::insert(range.start as usize, format!("{values}; ")),
            Order::NewestLast => TextEdit::insert(range.end as usize, format!("; {values}")),
        }
    }
}

/// Returns where a value ends; a record over several lines ends with its last
/// field.
fn end(node: &Node) -> usize {
    match &node.value {
        Value::Map(fields) => fields.last().map_or(node.range.end as usize, behind),
        _ => node.range.end as usize,
    }
}

#[cfg(test)]
mod tests;
