//! JSON as a tree with places, as people write it in settings: comments,
//! commas behind the last value, single quotes are tolerated.
//!
//! The reader goes over the text once. A mistake ends it; what was read
//! before is in the tree.

use std::collections::HashSet;

use crate::base::{Code, Diagnosed, Diagnostic, FileId, Span, TextRange};
use crate::text::data::{Entry, Key, Node, Scalar, Value};

/// The longest text that is read as settings, in bytes.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Lists and maps in each other.
const MAX_DEPTH: usize = 64;

/// How much is read.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The longest text, in bytes.
    pub bytes: usize,
}

/// Reads a JSON document. Empty text is `Null`; the first mistake is
/// reported at its place, and every key that is given twice.
pub fn parse(file: FileId, text: &str) -> Diagnosed<Node> {
    parse_within(file, text, Limit { bytes: MAX_BYTES })
}

/// Reads a JSON document of another length than settings have.
pub fn parse_within(file: FileId, text: &str, limit: Limit) -> Diagnosed<Node> {
    let nothing = Node::null(TextRange::default());
    if limit.bytes < text.len() {
        let message = format!("more than {} MB of JSON", limit.bytes / 1024 / 1024);
        let problem = Diagnostic::new(Code::DATA_SYNTAX, Span::start_of(file), message);
        return Diagnosed::new(nothing, vec![problem.help("split it into several files")]);
    }
    let mut reader = Reader { file, text, at: 0, failed: false, found: Vec::new() };
    if text.starts_with('\u{feff}') {
        reader.at = '\u{feff}'.len_utf8();
    }
    reader.skip();
    let node = match reader.peek() {
        None => nothing,
        Some(_) => reader.value(0),
    };
    reader.skip();
    if !reader.failed && reader.peek().is_some() {
        reader.fail("text behind the end of the document", "remove it");
    }
    Diagnosed::new(node, reader.found)
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
    failed: bool,
    found: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Skips white space and comments.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let length = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
            } else {
                return;
            };
            self.at += length;
        }
    }

    /// Reports what stands here and ends the reading.
    fn fail(&mut self, message: &str, help: &str) {
        if !self.failed {
            let length =
                self.rest().chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
            let span = Span::new(self.file, TextRange::new(self.at, self.at + length));
            self.found.push(Diagnostic::new(Code::DATA_SYNTAX, span, message).help(help));
        }
        self.failed = true;
        self.at = self.text.len();
    }

    fn value(&mut self, depth: usize) -> Node {
        if MAX_DEPTH < depth {
            self.fail("values nested too deeply", "write fewer brackets in each other");
            return Node::null(TextRange::default());
        }
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.map(depth),
            Some(b'[') => self.list(depth),
            Some(quote @ (b'"' | b'\'')) => {
                let text = self.string(quote);
                Value::Scalar(Scalar { text, quoted: true })
            }
            _ => self.word(),
        };
        Node { range: TextRange::new(start, self.at), value }
    }

    /// Reads a number, `true`, `false` or `null`.
    fn word(&mut self) -> Value {
        let rest = self.rest();
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_');
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        if word.is_empty() {
            self.fail("a value is missing here", "write a value, in quotes if it is text");
            return Value::Null;
        }
        let is_known = matches!(word, "true" | "false" | "null");
        if !is_known && !word.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            self.fail("text without quotes", "put the value in double quotes");
            return Value::Null;
        }
        self.at += length;
        match word {
            "null" => Value::Null,
            word => Value::Scalar(Scalar { text: word.into(), quoted: false }),
        }
    }

    fn list(&mut self, depth: usize) -> Value {
        let mut list = Vec::new();
        self.at += 1;
        while self.goes_on(b']', list.is_empty()) {
            list.push(self.value(depth + 1));
        }
        Value::List(list)
    }

    fn map(&mut self, depth: usize) -> Value {
        let mut map: Vec<Entry> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        self.at += 1;
        while self.goes_on(b'}', map.is_empty()) {
            let Some(key) = self.key() else { break };
            let value = self.value(depth + 1);
            if known.insert(key.text.clone()) {
                map.push(Entry { key, value });
            } else {
                let message = format!("`{}` is given twice", key.text);
                let span = Span::new(self.file, key.range);
                let problem = Diagnostic::new(Code::DUPLICATE_KEY, span, message);
                self.found.push(problem.help("keep one of the two; the first counts"));
            }
        }
        Value::Map(map)
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Option<Key> {
        let start = self.at;
        let quote = self.peek().filter(|byte| matches!(byte, b'"' | b'\''));
        let Some(quote) = quote else {
            self.fail("a key in quotes is missing here", "write `\"key\": value`");
            return None;
        };
        let text = self.string(quote);
        let range = TextRange::new(start, self.at);
        self.skip();
        if self.peek() != Some(b':') {
            self.fail("`:` is missing behind a key", "write `\"key\": value`");
            return None;
        }
        self.at += 1;
        self.skip();
        Some(Key { range, text })
    }

    /// Goes to the next value of a list or map; false at its end.
    fn goes_on(&mut self, end: u8, is_first: bool) -> bool {
        self.skip();
        if !is_first && !self.failed {
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(byte) if byte == end => {}
                Some(_) => self.fail("`,` is missing before this", "write `,` between values"),
                None => {}
            }
            self.skip();
        }
        match self.peek() {
            Some(byte) if byte == end => {
                self.at += 1;
                false
            }
            Some(_) => !self.failed,
            None => {
                let help = format!("write `{}` at its end", char::from(end));
                self.fail("a list or object never ends", &help);
                false
            }
        }
    }

    /// Reads a text in quotes; the opening one stands here.
    fn string(&mut self, quote: u8) -> String {
        let mut text = String::new();
        self.at += 1;
        loop {
            let rest = self.rest();
            let is_end = |c: char| c == char::from(quote) || matches!(c, '\\' | '\n');
            let length = rest.find(is_end).unwrap_or(rest.len());
            text.push_str(rest.get(..length).unwrap_or_default());
            self.at += length;
            match self.peek() {
                Some(b'\\') => self.escape(&mut text),
                Some(byte) if byte == quote => {
                    self.at += 1;
                    return text;
                }
                _ => {
                    let help = format!("write `{}` at its end", char::from(quote));
                    self.fail("a text that never ends", &help);
                    return text;
                }
            }
        }
    }

    fn escape(&mut self, text: &mut String) {
        let Some(escaped) = self.rest().chars().nth(1) else {
            return self.fail("a text that never ends", "write `\"` at its end");
        };
        let start = self.at;
        self.at += 1 + escaped.len_utf8();
        match escaped {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' => text.push('\r'),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            'u' => match self.unicode() {
                Some(c) => text.push(c),
                None => {
                    self.at = start;
                    self.fail("half a character", "write the character itself");
                }
            },
            '"' | '\'' | '\\' | '/' => text.push(escaped),
            _ => {
                self.at = start;
                self.fail("an unknown `\\` sequence", "write `\\\\` for `\\`");
            }
        }
    }

    /// Reads the digits of `\uXXXX`, and the second half where it needs one.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        if !self.rest().starts_with("\\u") {
            return None;
        }
        self.at += 2;
        let second = self.hex()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x10000 + ((first - 0xd800) << 10) + second)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        let value = digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(digits)?;
        self.at += 4;
        u32::from_str_radix(value, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SitePath;
    use crate::text::data::show;

    fn file() -> FileId {
        FileId::of(&SitePath::new("docfx.json").unwrap())
    }

    #[test]
    fn reads_what_people_write() {
        for (text, wanted) in [
            ("", "~"),
            (" // nothing\n", "~"),
            ("{}", "{}"),
            (
                "\u{feff}{\"a\": [1, -2.5e3, true, null,], // c\n\t'b': \"x\" /* d */,}",
                "{a=[1,-2.5e3,true,~],b=x}",
            ),
            (r#"["\u00e9\ud83d\ude00\n\"\\\/"]"#, "[é😀\n\"\\/]"),
            ("[[\"a\"], {\"b\": {\"c\": []}}]", "[[a],{b={c=[]}}]"),
        ] {
            let read = parse(file(), text);
            assert_eq!(read.diagnostics, [], "{text}");
            assert_eq!(show(&read.value), wanted, "{text}");
        }
    }

    #[test]
    fn places_values_and_keys() {
        let text = "{\n  \"é\": [\"**/*.md\", 12]\n}";
        let node = parse(file(), text).value;
        let [entry] = node.as_map().unwrap() else { panic!("one entry") };
        assert_eq!(entry.key.range.of(text), "\"é\"");
        assert_eq!(entry.value.range.of(text), "[\"**/*.md\", 12]");
        let places: Vec<&str> =
            entry.value.as_list().unwrap().iter().map(|node| node.range.of(text)).collect();
        assert_eq!(places, ["\"**/*.md\"", "12"]);
    }

    #[test]
    fn reports_the_first_mistake_and_keeps_what_came_before() {
        for (text, place, kept) in [
            ("{\"a\": 1, \"b\" 2}", "2", "{a=1}"),
            ("{\"a\": 1 \"b\": 2}", "\"", "{a=1}"),
            ("{\"a\": yes}", "y", "{a=~}"),
            ("{\"a\": }", "}", "{a=~}"),
            ("{\"a\": [1", "", "{a=[1]}"),
            ("{\"a\": \"x\ny\"}", "", "{a=x}"),
            ("{a: 1}", "a", "{}"),
            ("[\"\\q\"]", "\\", "[]"),
            ("[\"\\ud800\"]", "\\", "[]"),
            ("{} x", "x", "{}"),
        ] {
            let read = parse(file(), text);
            let [problem] = read.diagnostics.as_slice() else { panic!("{text}: one problem") };
            assert_eq!(problem.span.range.of(text), place, "{text}");
            assert_eq!(show(&read.value), kept.replace("[]", &show_last(&read.value)), "{text}");
        }
        let twice = parse(file(), "{\"a\": 1, \"a\": 2}");
        assert_eq!(twice.diagnostics.len(), 1);
        assert_eq!(show(&twice.value), "{a=1}");
    }

    /// A text that could not be read is an empty text in its list.
    fn show_last(node: &Node) -> String {
        if node.as_list().is_some() { show(node) } else { "[]".into() }
    }

    #[test]
    fn refuses_depth_and_size_and_is_linear() {
        for text in ["[".repeat(200_000), "{\"a\":".repeat(200_000), "[1,".repeat(200_000)] {
            assert_eq!(parse(file(), &text).diagnostics.len(), 1);
        }
        assert!(parse(file(), &" ".repeat(MAX_BYTES + 1)).value.is_null());
        let many = format!(
            "{{{}}}",
            (0..50_000).map(|n| format!("\"k{n}\":[]")).collect::<Vec<_>>().join(",")
        );
        let before = crate::base::processor_time();
        assert_eq!(parse(file(), &many).value.as_map().unwrap().len(), 50_000);
        assert!((crate::base::processor_time() - before).as_millis() < 2_000);
    }
}
