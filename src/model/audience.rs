//! For whom a site is built, and data without what is for somebody else.
//!
//! A value is for one audience where it is written `{value: ..., audience:
//! internal}`, and a record where it has the key `audience`. What is for
//! another audience than the site is taken out as soon as data is read, so
//! nothing later can show it. A site says of its audiences which are shown;
//! without that, none is.

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, FileId, Span, TextRange};
use crate::text::data::{Entry, Node, Value};
use crate::text::fields::is_same_key;

/// The key that says for whom something is.
const KEY: &str = "audience";
/// The key of a value beside it.
const VALUE: &str = "value";

/// The audiences of a site.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Audiences {
    /// All that the site knows.
    pub names: Box<[Box<str>]>,
    /// Those it is built for.
    pub shown: Box<[Box<str>]>,
}

/// Something that is for one audience alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scoped {
    /// Where it is: the keys that lead to it, and places in lists from 1.
    pub path: Vec<String>,
    /// The audiences as they are written; none where that is no name.
    pub names: Vec<String>,
    /// Where that is written.
    pub range: TextRange,
    /// Whether it was taken out.
    pub is_withheld: bool,
}

/// What the keys at the top of a file are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Top {
    /// Ids of records: one of them may be called `audience`.
    Ids,
    /// Keys like all others.
    Keys,
}

impl Audiences {
    /// Tells whether the site is built for an audience.
    pub fn shows(&self, name: &str) -> bool {
        self.shown.iter().any(|shown| is_same_key(shown, name))
    }

    /// Tells whether a name is that of an audience; a site that names none has
    /// no list to compare with.
    pub fn knows(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|known| is_same_key(known, name))
    }

    /// Reports audiences that the site does not know; what is for them is
    /// withheld.
    pub fn report(&self, file: FileId, seen: &[Scoped], found: &mut Vec<Diagnostic>) {
        for scoped in seen {
            let span = Span::new(file, scoped.range);
            if scoped.names.is_empty() {
                let message = "an audience must be named";
                let problem = Diagnostic::new(Code::UNKNOWN_AUDIENCE, span, message);
                found.push(problem.help("write for example `audience: internal`"));
            }
            let unknown = scoped.names.iter().filter(|name| !self.knows(name));
            found.extend(unknown.map(|name| self.unknown(name, span)));
        }
    }

    /// Makes the problem of a name that no audience has.
    pub fn unknown(&self, name: &str, span: Span) -> Diagnostic {
        let message = format!("no audience is called `{name}`");
        let near = did_you_mean(name, self.names.iter().map(|name| &**name));
        let help = near.unwrap_or_else(|| "name it in `audiences` of `handover.toml`".into());
        Diagnostic::new(Code::UNKNOWN_AUDIENCE, span, message).help(help)
    }

    /// Returns a tree without what is for other audiences; a value for one of
    /// those shown stands as if it were written alone. `seen` is told of each
    /// that is for an audience. What is taken out of a list leaves a gap, so
    /// that places in it keep their numbers.
    pub fn visible(&self, node: &Node, top: Top, seen: &mut Vec<Scoped>) -> Node {
        let mut reader = Reader { audiences: self, path: Vec::new(), seen };
        let visible = match (&node.value, top) {
            (Value::Map(entries), Top::Ids) => Some(reader.map(node, entries)),
            _ => reader.node(node),
        };
        visible.unwrap_or_else(|| Node::null(node.range))
    }
}

struct Reader<'a> {
    audiences: &'a Audiences,
    path: Vec<String>,
    seen: &'a mut Vec<Scoped>,
}

impl Reader<'_> {
    fn node(&mut self, node: &Node) -> Option<Node> {
        let inside = match &node.value {
            Value::Null | Value::Scalar(_) => return Some(node.clone()),
            Value::List(items) => return Some(self.list(node, items)),
            Value::Map(entries) => entries,
        };
        let Some(mark) = mark(inside) else { return Some(self.map(node, inside)) };
        let names = names(&mark.value);
        let is_shown = names.iter().any(|name| self.audiences.shows(name));
        let (path, range, is_withheld) = (self.path.clone(), mark.value.range, !is_shown);
        self.seen.push(Scoped { path, names, range, is_withheld });
        match alone(inside) {
            _ if is_withheld => None,
            Some(value) => self.node(value),
            None => Some(self.map(node, inside)),
        }
    }

    fn list(&mut self, node: &Node, items: &[Node]) -> Node {
        let items = items.iter().enumerate().map(|(at, item)| {
            let visible = self.below((at + 1).to_string(), item);
            visible.unwrap_or_else(|| Node::null(item.range))
        });
        Node { range: node.range, value: Value::List(items.collect()) }
    }

    fn map(&mut self, node: &Node, entries: &[Entry]) -> Node {
        let visible = entries.iter().filter_map(|entry| {
            let value = self.below(entry.key.text.clone(), &entry.value)?;
            Some(Entry { key: entry.key.clone(), value })
        });
        Node { range: node.range, value: Value::Map(visible.collect()) }
    }

    fn below(&mut self, key: String, node: &Node) -> Option<Node> {
        self.path.push(key);
        let visible = self.node(node);
        self.path.pop();
        visible
    }
}

/// Returns the entry that says for whom a record is. One that holds a record
/// itself is a key of the author's, unless a value stands beside it.
fn mark(entries: &[Entry]) -> Option<&Entry> {
    let named = |name: &str| entries.iter().find(|entry| is_same_key(name, &entry.key.text));
    named(KEY).filter(|entry| entry.value.as_map().is_none() || named(VALUE).is_some())
}

/// Returns the value of `{value: ..., audience: ...}`.
fn alone(entries: &[Entry]) -> Option<&Node> {
    let value = entries.iter().find(|entry| is_same_key(VALUE, &entry.key.text));
    value.filter(|_| entries.len() == 2).map(|entry| &entry.value)
}

/// Returns the audiences that are named; none where something else is.
fn names(node: &Node) -> Vec<String> {
    let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
    let names = nodes.iter().filter_map(Node::as_text).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::{Audiences, Top};
    use crate::base::{FileId, SitePath};
    use crate::text::data::show;
    use crate::text::yaml::{self, Limits};

    fn visible(text: &str, top: Top, shown: &[&str]) -> (String, String) {
        let file = FileId::of(&SitePath::new("data/a.yml").unwrap());
        let node = yaml::parse(file, text, 0, Limits::DATA).value;
        let shown = shown.iter().map(|name| (*name).into()).collect();
        let audiences = Audiences { names: Box::default(), shown };
        let mut seen = Vec::new();
        let node = audiences.visible(&node, top, &mut seen);
        let withheld = seen.iter().filter(|scoped| scoped.is_withheld);
        let paths: Vec<String> = withheld.map(|scoped| scoped.path.join(".")).collect();
        (show(&node), paths.join(" "))
    }

    #[test]
    fn what_is_for_others_is_gone_in_every_form() {
        for (text, left, withheld) in [
            ("a: {value: x, audience: in}\nb: y\n", "{b=y}", "a"),
            ("a: [x, {value: y, audience: in}, z]\n", "{a=[x,~,z]}", "a.2"),
            ("a: {Audience: in, phone: x}\n", "{}", "a"),
            ("a: {value: x, audience: [in, out]}\n", "{}", "a"),
            ("a: {value: x, audience: }\n", "{}", "a"),
            ("a: {value: x, audience: {b: c}}\n", "{}", "a"),
            ("a: {value: {b: x}, audience: in, note: y}\n", "{}", "a"),
            ("a: {b: {c: {value: x, AUDIENCE: in}}}\n", "{a={b={}}}", "a.b.c"),
            ("a: &x {value: x, audience: in}\nb: *x\n", "{}", "a b"),
            ("a: {audience: {title: Who}}\n", "{a={audience={title=Who}}}", ""),
        ] {
            assert_eq!(visible(text, Top::Keys, &[]), (left.into(), withheld.into()), "{text}");
        }
        assert_eq!(visible("audience: in\nb: x\n", Top::Keys, &[]), ("~".into(), "".into()));
        let ids = visible("audience: x\nb: y\n", Top::Ids, &[]);
        assert_eq!(ids, ("{audience=x,b=y}".into(), "".into()));
    }

    #[test]
    fn what_is_for_the_site_stands_as_if_alone() {
        for (text, left) in [
            ("a: {value: x, audience: In}\n", "{a=x}"),
            ("a: {value: x, audience: [out, in]}\n", "{a=x}"),
            ("a: {phone: x, audience: in}\n", "{a={phone=x,audience=in}}"),
            ("a: {value: {value: x, audience: out}, audience: in}\n", "{}"),
        ] {
            assert_eq!(visible(text, Top::Keys, &["in"]).0, left, "{text}");
        }
    }
}
