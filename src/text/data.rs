//! The tree all data languages are read into.
//!
//! Scalars are text: what `1.10`, `no` or `07:30` means is decided by the
//! field that is read (see [`crate::text::fields`]), not by the language it
//! is written in.

use crate::base::TextRange;

/// A value with its place.
///
/// Places are bytes of the whole file, also for front matter.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Node {
    /// The text of the value; empty where nothing is written.
    pub range: TextRange,
    /// What is written there.
    pub value: Value,
}

/// What can be written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// One text.
    Scalar(Scalar),
    /// Values in order.
    List(Vec<Node>),
    /// Keys with values, in the order written, no key twice.
    Map(Vec<Entry>),
}

/// One text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Scalar {
    /// The text as written, or what the quotes or the block hold.
    pub text: String,
    /// Whether it stands in quotes or in a block.
    pub quoted: bool,
}

/// One key with its value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// The value.
    pub value: Node,
}

/// A key with its place.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    /// The text of the key, with quotes if it has them.
    pub range: TextRange,
    /// The key without quotes and without spaces around it.
    pub text: String,
}

impl Node {
    /// Makes a node that says nothing.
    pub fn null(range: TextRange) -> Node {
        Node { range, value: Value::Null }
    }

    /// Makes a scalar as it would be written without quotes.
    pub fn plain(range: TextRange, text: impl Into<String>) -> Node {
        Node { range, value: Value::Scalar(Scalar { text: text.into(), quoted: false }) }
    }

    /// Tells whether nothing is said.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// Returns the text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// Returns the values of a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// Returns the entries of a map.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Returns the value of exactly this key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let entry = self.as_map()?.iter().find(|entry| entry.key.text == key)?;
        Some(&entry.value)
    }
}

/// Writes a tree in one line, for tests.
#[cfg(test)]
pub fn show(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".into(),
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(list) => format!("[{}]", list.iter().map(show).collect::<Vec<_>>().join(",")),
        Value::Map(map) => {
            let entry = |e: &Entry| format!("{}={}", e.key.text, show(&e.value));
            format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}
