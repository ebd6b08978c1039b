//! Typed fields from a map.
//!
//! Whoever knows the schema asks for each field it knows; every value of the
//! wrong kind is reported at the value, and at the end every key nobody asked
//! for. Nothing stops at the first mistake.

use jiff::civil::Date;

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, FileId, Span, TextRange};
use crate::text::data::{Entry, Node, Value};
use crate::text::date;
use crate::text::duration::Duration;

/// A value and where it is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its text in the file.
    pub range: TextRange,
}

/// Reads the fields of one map.
///
/// Keys are compared loosely: case is ignored; space, no-break space, `-` and
/// `_` are equal. A field whose value is empty counts as absent.
///
/// ```text
/// let mut fields = Fields::new(file, "an article", &node, &mut out);
/// fields.synonyms("review_every", &["review_in", "ms.update-cycle"]);
/// let owner = fields.text("owner");
/// let every = fields.duration("review_every");
/// fields.finish(&|key| key.starts_with("ms."));
/// ```
#[must_use]
pub struct Fields<'a, 'o> {
    file: FileId,
    owner: &'a str,
    entries: &'a [Entry],
    /// Whether the entry at the same index was asked for.
    asked: Vec<bool>,
    known: Vec<&'a str>,
    synonyms: Vec<(&'static str, &'static [&'static str])>,
    out: &'o mut Vec<Diagnostic>,
}

impl<'a, 'o> Fields<'a, 'o> {
    /// Begins reading. `owner` names what has the fields, with its article
    /// ("an article"). A node that is no map is reported and has no fields;
    /// an empty one has none and is fine.
    pub fn new(
        file: FileId,
        owner: &'a str,
        node: &'a Node,
        out: &'o mut Vec<Diagnostic>,
    ) -> Fields<'a, 'o> {
        let entries = node.as_map().unwrap_or_default();
        if !matches!(node.value, Value::Map(_) | Value::Null) {
            let message = format!("{owner} must be a mapping");
            let problem = Diagnostic::new(Code::WRONG_TYPE, Span::new(file, node.range), message);
            out.push(problem.help("write `key: value` on each line"));
        }
        let asked = vec![false; entries.len()];
        Fields { file, owner, entries, asked, known: Vec::new(), synonyms: Vec::new(), out }
    }

    /// Lets the field `key` also be written as one of `others`.
    pub fn synonyms(&mut self, key: &'static str, others: &'static [&'static str]) {
        self.synonyms.push((key, others));
    }

    /// Reads the value of a field as it is; `Null` counts as absent.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value).filter(|node| !node.is_null())
    }

    /// Returns the place of a field's key, if it is written.
    pub fn key_range(&mut self, key: &'static str) -> Option<TextRange> {
        self.entry(key).map(|entry| entry.key.range)
    }

    /// Reads a field that is text.
    pub fn text(&mut self, key: &'static str) -> Option<Located<String>> {
        self.read(key, &Expected::new("text", "put the value on one line, in quotes"), |text| {
            Some(text.to_owned())
        })
    }

    /// Reads a field that is a list of texts; one text is a list of one.
    pub fn list(&mut self, key: &'static str) -> Vec<Located<String>> {
        let entry = self.entry(key);
        entry.map(|entry| self.list_in(entry)).unwrap_or_default()
    }

    /// Reads a field that is a list of texts and whose name the program does
    /// not know: a site declares it.
    pub fn list_called(&mut self, key: &'a str) -> Vec<Located<String>> {
        self.known.push(key);
        let all = self.entries.iter().zip(&mut self.asked);
        let mut own = all.filter(|(entry, _)| is_same_key(key, &entry.key.text));
        let Some((entry, asked)) = own.next() else { return Vec::new() };
        let is_new = !std::mem::replace(asked, true);
        for (again, asked) in own {
            *asked = true;
            if is_new {
                self.out.push(given_twice(self.file, entry, again));
            }
        }
        self.list_in(entry)
    }

    fn list_in(&mut self, entry: &'a Entry) -> Vec<Located<String>> {
        let nodes = match &entry.value.value {
            Value::List(nodes) => nodes.as_slice(),
            Value::Null => &[],
            Value::Scalar(_) | Value::Map(_) => std::slice::from_ref(&entry.value),
        };
        let mut list = Vec::with_capacity(nodes.len());
        for node in nodes.iter().filter(|node| !node.is_null()) {
            match node.as_text() {
                Some(text) => list.push(Located { value: text.to_owned(), range: node.range }),
                None => {
                    let expected = Expected::new("a list of texts", "write for example `[a, b]`");
                    self.wrong(&entry.key.text, node, &expected);
                }
            }
        }
        list
    }

    /// Reads a field that is `true` or `false` (`yes`, `no`, `on`, `off`).
    pub fn flag(&mut self, key: &'static str) -> Option<Located<bool>> {
        let expected = Expected::new("`true` or `false`", "write `true` or `false`");
        self.read(key, &expected, |text| match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(true),
            "false" | "no" | "off" => Some(false),
            _ => None,
        })
    }

    /// Reads a field that is a whole number.
    pub fn number(&mut self, key: &'static str) -> Option<Located<i64>> {
        let expected = Expected::new("a whole number", "write for example `30`");
        self.read(key, &expected, |text| text.parse().ok())
    }

    /// Reads a field that is a day.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        self.read(key, &Expected::new("a date", "write for example `2026-11-02`"), date::parse)
    }

    /// Reads a field that is a length of time.
    pub fn duration(&mut self, key: &'static str) -> Option<Located<Duration>> {
        let expected = Expected::new("a duration", "write for example `6 months`");
        self.read(key, &expected, Duration::parse)
    }

    /// Reads a field that is one of `words`, compared loosely; returns the
    /// word as it stands in `words`.
    pub fn choice(
        &mut self,
        key: &'static str,
        words: &'static [&'static str],
    ) -> Option<Located<&'static str>> {
        let entry = self.entry(key)?;
        let node = &entry.value;
        if node.is_null() {
            return None;
        }
        let text = node.as_text().unwrap_or_default().trim();
        match words.iter().find(|word| is_same_key(word, text)) {
            Some(word) => Some(Located { value: *word, range: node.range }),
            None => {
                let all = words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ");
                let what = format!("one of {all}");
                let help = did_you_mean(text, words.iter().copied());
                self.report_wrong(&entry.key.text, node.range, &what, help);
                None
            }
        }
    }

    /// Ends reading: reports every key nobody asked for, unless it is
    /// `tolerated`, such as the keys of another tool.
    pub fn finish(self, tolerated: &dyn Fn(&str) -> bool) {
        let unknown = self.entries.iter().zip(&self.asked).filter(|(_, asked)| !**asked);
        for (entry, _) in unknown {
            let key = &entry.key;
            if tolerated(&key.text) {
                continue;
            }
            let message = format!("no field `{}` on {}", key.text, self.owner);
            let span = Span::new(self.file, key.range);
            let help = did_you_mean(&key.text, self.known.iter().copied());
            self.out.push(Diagnostic::new(Code::UNKNOWN_KEY, span, message).maybe_help(help));
        }
    }

    /// Finds a field and marks all its spellings as asked for.
    fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        let others = self.synonyms.iter().find(|(name, _)| *name == key).map(|(_, all)| *all);
        let is_new = !self.known.contains(&key);
        if is_new {
            self.known.push(key);
            self.known.extend(others.unwrap_or_default());
        }
        let mut first: Option<&'a Entry> = None;
        for (entry, asked) in self.entries.iter().zip(&mut self.asked) {
            let written = &entry.key.text;
            let is_it = is_same_key(key, written)
                || others.unwrap_or_default().iter().any(|other| is_same_key(other, written));
            if !is_it {
                continue;
            }
            *asked = true;
            match first {
                None => first = Some(entry),
                Some(first) if is_new => self.out.push(given_twice(self.file, first, entry)),
                Some(_) => {}
            }
        }
        first
    }

    fn read<T>(
        &mut self,
        key: &'static str,
        expected: &Expected,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Located<T>> {
        let entry = self.entry(key)?;
        let node = &entry.value;
        if node.is_null() {
            return None;
        }
        match node.as_text().and_then(|text| read(text.trim())) {
            Some(value) => Some(Located { value, range: node.range }),
            None => {
                self.wrong(&entry.key.text, node, expected);
                None
            }
        }
    }

    fn wrong(&mut self, key: &str, node: &Node, expected: &Expected) {
        self.report_wrong(key, node.range, expected.what, Some(expected.help.to_owned()));
    }

    fn report_wrong(&mut self, key: &str, range: TextRange, what: &str, help: Option<String>) {
        let message = format!("`{key}` must be {what}");
        let span = Span::new(self.file, range);
        self.out.push(Diagnostic::new(Code::WRONG_TYPE, span, message).maybe_help(help));
    }
}

/// What a field needs.
struct Expected {
    what: &'static str,
    help: &'static str,
}

impl Expected {
    fn new(what: &'static str, help: &'static str) -> Expected {
        Expected { what, help }
    }
}

fn given_twice(file: FileId, first: &Entry, second: &Entry) -> Diagnostic {
    let (one, two) = (&first.key.text, &second.key.text);
    let message = if one == two {
        format!("`{two}` is given twice")
    } else {
        format!("`{two}` says the same as `{one}`")
    };
    Diagnostic::new(Code::DUPLICATE_KEY, Span::new(file, second.key.range), message)
        .label(Span::new(file, first.key.range), "first given here; this one counts")
        .help("keep one of the two")
}

/// Tells whether two names are one: case is ignored; space, no-break space,
/// `-` and `_` are equal.
pub fn is_same_key(one: &str, other: &str) -> bool {
    folded(one.trim()).eq(folded(other.trim()))
}

fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars().flat_map(char::to_lowercase).map(|c| match c {
        '-' | '_' | '\u{a0}' => ' ',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SitePath;
    use crate::text::yaml::{self, Limits};

    fn file() -> FileId {
        FileId::of(&SitePath::new("a.md").unwrap())
    }

    fn node(text: &str) -> Node {
        let read = yaml::parse(file(), text, 0, Limits::FRONT_MATTER);
        assert_eq!(read.diagnostics, []);
        read.value
    }

    /// Shows problems as `code place: message (help)`.
    fn show(text: &str, found: &[Diagnostic]) -> Vec<String> {
        let line = |problem: &Diagnostic| {
            let help = problem.help.as_deref().unwrap_or("-");
            let place = problem.span.range.of(text);
            format!("{} {place}: {} ({help})", problem.code, problem.message)
        };
        found.iter().map(line).collect()
    }

    #[test]
    fn reports_every_mistake_at_its_place() {
        let text = "kind: article\nreviewd: 2026-11-01\nreview_every: often\ntitle: [a]\n\
                    order: first\nhidden: maybe\nreviewed: 2026-02-30\nstatus: drafd\n\
                    tags: [a, [b]]\nms.topic: x\nzebra: 1\n";
        let node = node(text);
        let mut out = Vec::new();
        let mut fields = Fields::new(file(), "an article", &node, &mut out);
        assert_eq!(fields.text("kind").unwrap().value, "article");
        assert_eq!(fields.duration("review_every"), None);
        assert_eq!(fields.text("title"), None);
        assert_eq!(fields.number("order"), None);
        assert_eq!(fields.flag("hidden"), None);
        assert_eq!(fields.date("reviewed"), None);
        assert_eq!(fields.choice("status", &["draft", "published"]), None);
        assert_eq!(fields.list("tags").len(), 1);
        fields.finish(&|key| key.contains('.'));
        let wanted = [
            "wrong-type often: `review_every` must be a duration (write for example `6 months`)",
            "wrong-type [a]: `title` must be text (put the value on one line, in quotes)",
            "wrong-type first: `order` must be a whole number (write for example `30`)",
            "wrong-type maybe: `hidden` must be `true` or `false` (write `true` or `false`)",
            "wrong-type 2026-02-30: `reviewed` must be a date (write for example `2026-11-02`)",
            "wrong-type drafd: `status` must be one of `draft`, `published` (did you mean `draft`?)",
            "wrong-type [b]: `tags` must be a list of texts (write for example `[a, b]`)",
            "unknown-key reviewd: no field `reviewd` on an article (did you mean `reviewed`?)",
            "unknown-key zebra: no field `zebra` on an article (-)",
        ];
        assert_eq!(show(text, &out), wanted);
    }

    #[test]
    fn reads_values_and_compares_keys_loosely() {
        let text = "Review Every: P6M\nNAV-title: no\non: Yes\nn: -3\nday: 11/02/2026\n\
                    one: a\nnone:\nStatus: Draft\n";
        let node = node(text);
        let mut out = Vec::new();
        let mut fields = Fields::new(file(), "a page", &node, &mut out);
        assert_eq!(fields.duration("review_every").unwrap().value.to_string(), "6 months");
        let title = fields.text("nav_title").unwrap();
        assert_eq!((title.value.as_str(), title.range.of(text)), ("no", "no"));
        assert!(fields.flag("on").unwrap().value);
        assert_eq!(fields.number("n").unwrap().value, -3);
        assert_eq!(date::format_day(fields.date("day").unwrap().value), "2 November 2026");
        assert_eq!(fields.list("one").first().unwrap().value, "a");
        assert_eq!(fields.text("none"), None);
        assert!(fields.node("none").is_none() && fields.key_range("none").is_some());
        assert_eq!(fields.choice("status", &["draft"]).unwrap().value, "draft");
        fields.finish(&|_| false);
        assert_eq!(out, []);
    }

    #[test]
    fn takes_one_of_two_spellings() {
        let text = "review_in: 1 year\nReview-Every: 2 years\n";
        let node = node(text);
        let mut out = Vec::new();
        let mut fields = Fields::new(file(), "a page", &node, &mut out);
        fields.synonyms("review_every", &["review_in", "ms.update-cycle"]);
        assert_eq!(fields.duration("review_every").unwrap().value.years, 1);
        assert!(fields.node("review_every").is_some());
        fields.finish(&|_| false);
        assert_eq!(
            show(text, &out),
            ["duplicate-key Review-Every: `Review-Every` says the same as `review_in` \
              (keep one of the two)"]
        );
    }

    #[test]
    fn needs_a_map() {
        let text = "just text";
        let scalar = node(text);
        let mut out = Vec::new();
        Fields::new(file(), "an article", &scalar, &mut out).finish(&|_| false);
        assert_eq!(
            show(text, &out),
            [
                "wrong-type just text: an article must be a mapping (write `key: value` on each line)"
            ]
        );
        let empty = node("");
        let mut out = Vec::new();
        Fields::new(file(), "an article", &empty, &mut out).finish(&|_| false);
        assert_eq!(out, []);
    }
}
