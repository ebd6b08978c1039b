//! TOML into the same tree as YAML.
//!
//! Only the configuration is written in TOML. Numbers, booleans and dates
//! stay the text the author wrote.

use std::borrow::Cow;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue, Error};

use crate::base::{Code, Diagnosed, Diagnostic, FileId, Span, TextRange};
use crate::text::data::{Entry, Key, Node, Scalar, Value};

/// The longest text that is read, in bytes.
const MAX_BYTES: usize = 1024 * 1024;

/// The most problems told of one text.
const MAX_PROBLEMS: usize = 100;

/// Reads a TOML document as a map.
///
/// Every syntax error is reported at its place, a key given twice as
/// `duplicate-key`; what can be read is in the tree.
pub fn parse(file: FileId, text: &str) -> Diagnosed<Node> {
    if MAX_BYTES < text.len() {
        let span = Span::start_of(file);
        let problem = Diagnostic::new(Code::DATA_SYNTAX, span, "more than 1024 KB of TOML");
        return Diagnosed::new(Node::null(TextRange::default()), vec![problem]);
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    let place = TextRange::new(document.span().start, document.span().end);
    let map = table(text, document.into_inner());
    let mut found: Vec<Diagnostic> =
        errors.iter().take(MAX_PROBLEMS).map(|error| describe(file, text, error)).collect();
    found.sort_by_key(|problem| problem.span.range);
    found.dedup_by(|second, first| second.span == first.span);
    Diagnosed::new(Node { range: place, value: map }, found)
}

fn table(text: &str, table: DeTable<'_>) -> Value {
    let mut entries: Vec<Entry> =
        table.into_iter().map(|(key, value)| entry(text, key, value)).collect();
    entries.sort_by_key(|entry| entry.key.range);
    Value::Map(entries)
}

fn entry(text: &str, key: Spanned<Cow<'_, str>>, value: Spanned<DeValue<'_>>) -> Entry {
    let range = TextRange::new(key.span().start, key.span().end);
    let key = Key { range, text: key.into_inner().into_owned() };
    Entry { key, value: node(text, value) }
}

fn node(text: &str, value: Spanned<DeValue<'_>>) -> Node {
    let range = TextRange::new(value.span().start, value.span().end);
    let value = match value.into_inner() {
        DeValue::String(string) => {
            Value::Scalar(Scalar { text: string.into_owned(), quoted: true })
        }
        DeValue::Array(list) => {
            Value::List(list.into_iter().map(|value| node(text, value)).collect())
        }
        DeValue::Table(map) => table(text, map),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            Value::Scalar(Scalar { text: range.of(text).to_owned(), quoted: false })
        }
    };
    Node { range, value }
}

fn describe(file: FileId, text: &str, error: &Error) -> Diagnostic {
    let (start, end) = error.span().map_or((0, 0), |span| (span.start, span.end));
    let range = TextRange::new(start, end);
    let span = Span::new(file, one_line(text, range));
    let written = span.range.of(text).trim();
    if error.message().contains("duplicate key") {
        let message = format!("`{written}` is given twice");
        return Diagnostic::new(Code::DUPLICATE_KEY, span, message).help("keep one of the two");
    }
    let (message, help) = words(error.message());
    Diagnostic::new(Code::DATA_SYNTAX, span, message).maybe_help(help.map(str::to_owned))
}

/// Cuts a place at the end of its first line.
fn one_line(text: &str, range: TextRange) -> TextRange {
    let first = range.of(text).lines().next().unwrap_or_default();
    TextRange::new(range.start as usize, range.start as usize + first.len())
}

/// Says what TOML's parser says in the words of our other messages.
fn words(message: &str) -> (String, Option<&'static str>) {
    const WORDS: &[(&str, &str, Option<&str>)] = &[
        ("string values must be quoted", "text without quotes", Some("put the value in quotes")),
        ("invalid basic string", "a text that never ends", Some("write `\"` at its end")),
        ("invalid literal string", "a text that never ends", Some("write `'` at its end")),
        ("key with no value", "a key without a value", Some("write `key = \"value\"`")),
        ("missing value", "a key without a value", Some("write `key = \"value\"`")),
        ("extra `=`", "a second `=`", Some("put the value in quotes")),
        ("unclosed array", "a list that never ends", Some("write `]` at its end")),
        ("unclosed inline table", "a table that never ends", Some("write `}` at its end")),
        ("recursion", "values nested too deeply", None),
        ("duplicate", "the same table twice", Some("keep one of the two")),
    ];
    let known = WORDS.iter().find(|(part, _, _)| message.contains(part));
    match known {
        Some((_, message, help)) => ((*message).to_owned(), *help),
        None => {
            let line = message.lines().next().unwrap_or("not TOML").trim_end_matches('.');
            (format!("not TOML: {line}"), None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SitePath;
    use crate::text::data::show;

    fn file() -> FileId {
        FileId::of(&SitePath::new("handover.toml").unwrap())
    }

    #[test]
    fn keeps_order_text_and_places() {
        let text = "title = \"Ü\"\nz = 1_0\nport = 0x10\non = true\nday = 2026-11-02\n\
                    [server]\nhosts = ['a', \"b\"]\na.b = 1.10\n[[x]]\nn = 1\n[[x]]\nn = 2\n";
        let read = parse(file(), text);
        assert_eq!(read.diagnostics, []);
        assert_eq!(
            show(&read.value),
            "{title=Ü,z=1_0,port=0x10,on=true,day=2026-11-02,\
             server={hosts=[a,b],a={b=1.10}},x=[{n=1},{n=2}]}"
        );
        for entry in read.value.as_map().unwrap() {
            assert_eq!(entry.key.range.of(text), entry.key.text);
        }
        assert_eq!(read.value.get("title").unwrap().range.of(text), "\"Ü\"");
        assert_eq!(read.value.get("z").unwrap().range.of(text), "1_0");
    }

    #[test]
    fn reports_every_error_and_keeps_the_rest() {
        let text = "a = \nb = 1\nc = yes sir\nb = 2\nd = \"x\"\n";
        let read = parse(file(), text);
        let found: Vec<(&str, &str)> = read
            .diagnostics
            .iter()
            .map(|problem| (problem.code.name(), problem.span.range.of(text)))
            .collect();
        assert!(found.contains(&("duplicate-key", "b")), "{found:?}");
        assert!(found.iter().filter(|(code, _)| *code == "data-syntax").count() >= 2, "{found:?}");
        assert_eq!(read.value.get("d").unwrap().as_text(), Some("x"));
        assert_eq!(read.value.get("b").unwrap().as_text(), Some("1"));
    }

    #[test]
    fn refuses_depth_and_size() {
        for text in ["[".repeat(100_000), format!("a = {}", "[".repeat(100_000))] {
            assert!(!parse(file(), &text).diagnostics.is_empty());
        }
        assert!(parse(file(), &" ".repeat(MAX_BYTES + 1)).value.is_null());
    }
}
