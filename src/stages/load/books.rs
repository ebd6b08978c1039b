//! The tables `[[books]]` of the configuration.

use crate::base::{Code, Diagnostic, FileId, Span, TextRange};
use crate::model::book::{BookOrder, Gathered};
use crate::text::data::{Entry, Node};
use crate::text::fields::Fields;

/// What is written where a book does not say what it gathers.
const HELP: &str = "write for example `section = \"runbooks\"`, `role = \"*\"` or `all = true`";

/// Reads `[[books]]`, each with what it gathers, and its title and name if it
/// has its own. Whether any page fits is known once there are pages.
pub(super) fn read(
    file: FileId,
    node: &Node,
    found: &mut Vec<Diagnostic>,
) -> Vec<(BookOrder, Span)> {
    let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
    nodes.iter().filter_map(|node| table(file, node, found)).collect()
}

/// Makes of a name what a book gathers by it.
type Gathering = fn(Box<str>) -> Gathered;

/// The keys that gather by a name.
const GATHERING: [(&str, Gathering); 4] = [
    ("section", Gathered::Section),
    ("role", by_role),
    ("kind", Gathered::Kind),
    ("service", Gathered::Service),
];

fn by_role(name: Box<str>) -> Gathered {
    match &*name {
        "*" => Gathered::EachRole,
        _ => Gathered::Role(name),
    }
}

fn table(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Option<(BookOrder, Span)> {
    let mut problems = Vec::new();
    let mut fields = Fields::new(file, "`books`", node, found);
    let mut text = |key| fields.text(key).filter(|text| !text.value.trim().is_empty());
    let [title, name] = [text("title"), text("name")].map(|text| text.map(|text| text.value));
    let mut gathered: Vec<(Gathered, TextRange)> = Vec::new();
    for (key, make) in GATHERING {
        gathered.extend(text(key).map(|own| (make(own.value.trim().into()), own.range)));
    }
    let all = fields.flag("all").filter(|all| all.value);
    gathered.extend(all.map(|all| (Gathered::All, all.range)));
    fields.finish(&|_| false);
    let mut gathered = gathered.into_iter();
    let first = gathered.next();
    if let Some((_, range)) = gathered.next() {
        let message = "a book gathers one thing, and this one says two";
        let problem = Diagnostic::new(Code::WRONG_TYPE, Span::new(file, range), message);
        problems.push(problem.help("write a table `[[books]]` for each"));
    }
    if first.is_none() && node.as_map().is_some() {
        let span = Span::new(file, first_key(node));
        let message = "this book does not say which pages it gathers";
        problems.push(Diagnostic::new(Code::WRONG_TYPE, span, message).help(HELP));
    }
    found.extend(problems);
    let (gathered, range) = first?;
    let order = BookOrder { title: title.map(Into::into), name: name.map(Into::into), gathered };
    Some((order, Span::new(file, range)))
}

/// The place of the first key: a table has no line of its own that every way
/// to write it shares.
fn first_key(node: &Node) -> TextRange {
    let first = node.as_map().and_then(<[Entry]>::first);
    first.map_or(node.range, |first| first.key.range)
}
