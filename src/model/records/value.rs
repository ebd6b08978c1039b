//! Values that pages mention: `var.name`, `data.FILE.path`.

use std::borrow::Cow;

use super::Records;
use crate::base::nearest::nearest;
use crate::text::data::{Entry, Node, Value};
use crate::text::fields::is_same_key;
use crate::text::variable;

/// A value is at most so long, in bytes: a page may mention it a thousand
/// times.
pub const LONGEST_VALUE: usize = 1_000;

impl Records {
    /// Returns the value of a mention. A value of free data may mention
    /// variables; a variable holds text alone.
    pub fn value(&self, name: &str) -> Option<String> {
        if let Some(variable) = name.strip_prefix("var.") {
            return self.variables.get(variable).map(ToString::to_string);
        }
        let text = self.scalar(name.strip_prefix("data.")?)?;
        let variable = |name: &str| self.value(name).filter(|_| name.starts_with("var."));
        let text = variable::fill(text, &variable);
        (text.len() <= LONGEST_VALUE).then(|| text.into_owned())
    }

    /// Puts values in the place of mentions in a text.
    pub fn fill<'t>(&self, text: &'t str) -> Cow<'t, str> {
        variable::fill(text, &|name| self.value(name))
    }

    /// Tells whether there is anything that could be mentioned by the root of
    /// this name.
    pub fn has_root(&self, name: &str) -> bool {
        match name.strip_prefix("data.") {
            Some(path) => {
                let file = path.split('.').next().unwrap_or_default();
                self.files.iter().any(|known| *known.name == *file)
            }
            None => !self.variables.is_empty(),
        }
    }

    /// Returns the name nearest to one that has no value.
    pub fn nearest(&self, name: &str) -> Option<String> {
        if let Some(variable) = name.strip_prefix("var.") {
            let near = nearest(variable, self.variables.keys().map(|name| &**name))?;
            return Some(format!("var.{near}"));
        }
        let (above, last) = name.strip_prefix("data.")?.rsplit_once('.')?;
        let keys = self.nodes(above).filter_map(Node::as_map).flatten();
        let near = nearest(last, keys.map(|entry| entry.key.text.as_str()))?;
        Some(format!("data.{above}.{near}"))
    }

    fn scalar<'a>(&'a self, path: &'a str) -> Option<&'a str> {
        self.nodes(path).find_map(|node| inner(node).as_text())
    }

    /// Returns the node at a path in each of the files it may lie in.
    fn nodes<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Node> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let files = self.files.iter().filter(move |file| *file.name == *name);
        files.filter_map(move |file| at(&file.node, rest))
    }
}

/// Walks down a path of keys, and of places in lists from 1.
fn at<'a>(node: &'a Node, path: &str) -> Option<&'a Node> {
    let mut node = inner(node);
    for part in path.split('.').filter(|part| !part.is_empty()) {
        node = inner(match &node.value {
            Value::Map(entries) => {
                let exact = entries.iter().find(|entry| entry.key.text == part);
                let loose = || entries.iter().find(|entry| is_same_key(&entry.key.text, part));
                &exact.or_else(loose)?.value
            }
            Value::List(items) => items.get(part.parse::<usize>().ok()?.checked_sub(1)?)?,
            Value::Scalar(_) | Value::Null => return None,
        });
    }
    Some(node)
}

/// Returns the value of `{value: ..., audience: ...}`, or the node itself.
fn inner(node: &Node) -> &Node {
    scoped(node).map_or(node, |(value, _)| value)
}

/// Reads a value that is for one audience alone.
fn scoped(node: &Node) -> Option<(&Node, &str)> {
    let is_pair = node.as_map()?.len() == 2;
    let (value, audience) = (node.get("value")?, node.get("audience")?);
    is_pair.then_some((value, audience.as_text()?))
}

/// Returns the tree with each `{value: ..., audience: ...}` replaced by its
/// value; `seen` is told of each.
pub fn without_audiences(node: &Node, seen: &mut dyn FnMut(&Node, &str)) -> Node {
    if let Some((value, audience)) = scoped(node) {
        seen(value, audience);
        return without_audiences(value, seen);
    }
    let value = match &node.value {
        Value::List(items) => {
            Value::List(items.iter().map(|item| without_audiences(item, seen)).collect())
        }
        Value::Map(entries) => {
            let entry = |entry: &Entry| Entry {
                key: entry.key.clone(),
                value: without_audiences(&entry.value, seen),
            };
            Value::Map(entries.iter().map(entry).collect())
        }
        other => other.clone(),
    };
    Node { range: node.range, value }
}
