//! Values that pages mention: `var.name`, `data.FILE.path`.

use std::borrow::Cow;

use super::Records;
use crate::base::nearest::nearest;
use crate::model::catalog::loose;
use crate::text::data::{Node, Value};
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

    /// Returns for whom a value is that this site withholds: the names as they
    /// are written, none where that is no name.
    pub fn withheld(&self, name: &str) -> Option<&[String]> {
        let path = path_key(name.split('.'));
        let above = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
        let mut above = above.filter_map(|end| self.withheld.get(path.get(..end)?));
        above.next().map(Vec::as_slice)
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
        self.nodes(path).find_map(Node::as_text)
    }

    /// Returns the node at a path in each of the files it may lie in.
    fn nodes<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Node> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let files = self.files.iter().filter(move |file| *file.name == *name);
        files.filter_map(move |file| at(&file.node, rest))
    }
}

/// Writes a path as paths are compared.
pub(super) fn path_key<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let parts: Vec<String> = parts.map(loose).collect();
    parts.join(".")
}

/// Walks down a path of keys, and of places in lists from 1.
fn at<'a>(node: &'a Node, path: &str) -> Option<&'a Node> {
    let mut node = node;
    for part in path.split('.').filter(|part| !part.is_empty()) {
        node = match &node.value {
            Value::Map(entries) => {
                let exact = entries.iter().find(|entry| entry.key.text == part);
                let loose = || entries.iter().find(|entry| is_same_key(&entry.key.text, part));
                &exact.or_else(loose)?.value
            }
            Value::List(items) => items.get(part.parse::<usize>().ok()?.checked_sub(1)?)?,
            Value::Scalar(_) | Value::Null => return None,
        };
    }
    Some(node)
}
