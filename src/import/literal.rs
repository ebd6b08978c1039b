//! Plain data written in JavaScript: objects, lists, texts, numbers. Nothing
//! is executed; a call, a variable or anything else that must be computed is
//! not read.

use std::ops::Range;

use crate::base::TextRange;
use crate::text::data::{Entry, Key, Node, Scalar, Value};

/// Data deeper than this is not read.
const DEEPEST: usize = 64;

/// Why a text is not plain data: the byte, and what is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct NotPlain {
    /// The byte it was noticed at.
    pub at: usize,
    /// What is there, as a lower-case phrase.
    pub reason: &'static str,
}

/// Reads one value that begins at byte `from`, behind white space and
/// comments; returns it and the byte behind it.
pub(super) fn read(text: &str, from: usize) -> Result<(Node, usize), NotPlain> {
    let mut reader = Reader { text, at: from };
    let node = reader.value(0)?;
    Ok((node, reader.at))
}

/// Finds the value a file of JavaScript exports: of `module.exports =` or
/// `export default`, also by the name of a constant.
pub(super) fn exported(text: &str) -> Result<Node, NotPlain> {
    let start = text.find("module.exports").map(|at| at + "module.exports".len());
    let start = start.and_then(|at| {
        let rest = text.get(at..)?.trim_start();
        rest.starts_with('=').then_some(text.len() - rest.len() + 1)
    });
    let start = start.or_else(|| text.find("export default").map(|at| at + "export default".len()));
    let Some(start) = start else {
        let is_json = text.trim_start().starts_with('{');
        let reason = "no `module.exports =` and no `export default` with plain data";
        return if is_json {
            read(text, 0).map(|(node, _)| node)
        } else {
            Err(NotPlain { at: 0, reason })
        };
    };
    let rest = text.get(start..).unwrap_or_default().trim_start();
    let name: String =
        rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$')).collect();
    if name.is_empty() {
        return read(text, start).map(|(node, _)| node);
    }
    let constant = constant(text, &name);
    constant.map_or_else(
        || Err(NotPlain { at: start, reason: "what is exported is computed" }),
        |at| read(text, at).map(|(node, _)| node),
    )
}

/// Finds the value of `const name = ...`, also with a type before the `=`.
fn constant(text: &str, name: &str) -> Option<usize> {
    ["const ", "let ", "var "].iter().find_map(|word| {
        let declaration = format!("{word}{name}");
        let at = text.find(&declaration)? + declaration.len();
        let rest = text.get(at..)?;
        rest.starts_with([' ', ':', '=']).then_some(())?;
        Some(at + rest.find('=')? + 1)
    })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn fail<T>(&self, reason: &'static str) -> Result<T, NotPlain> {
        Err(NotPlain { at: self.at, reason })
    }

    /// Skips white space and comments.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let spaces = rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            let comment = match rest {
                _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |at| at + 2),
                _ => 0,
            };
            self.at += spaces + comment;
            if comment == 0 {
                return;
            }
        }
    }

    fn takes(&mut self, mark: char) -> bool {
        self.skip();
        let is_next = self.rest().starts_with(mark);
        self.at += if is_next { mark.len_utf8() } else { 0 };
        is_next
    }

    fn value(&mut self, depth: usize) -> Result<Node, NotPlain> {
        self.skip();
        let start = self.at;
        if DEEPEST < depth {
            return self.fail("data this deep is not read");
        }
        let value = match self.rest().chars().next() {
            Some('{') => self.object(depth)?,
            Some('[') => self.list(depth)?,
            Some('\'' | '"' | '`') => self.quoted()?,
            _ => self.literal()?,
        };
        Ok(Node { range: TextRange::new(start, self.at), value })
    }

    fn object(&mut self, depth: usize) -> Result<Value, NotPlain> {
        self.takes('{');
        let mut entries = Vec::new();
        while !self.takes('}') {
            let start = self.at;
            let key = match self.rest().chars().next() {
                Some('\'' | '"') => self.quoted()?,
                _ => self.word()?,
            };
            let Value::Scalar(Scalar { text, .. }) = key else {
                return self.fail("a key that is computed");
            };
            let key = Key { range: TextRange::new(start, self.at), text };
            if !self.takes(':') {
                return self.fail("a value that is computed");
            }
            entries.push(Entry { key, value: self.value(depth + 1)? });
            if !self.takes(',') && !self.rest().starts_with('}') {
                return self.fail("a value that is computed");
            }
        }
        Ok(Value::Map(entries))
    }

    fn list(&mut self, depth: usize) -> Result<Value, NotPlain> {
        self.takes('[');
        let mut items = Vec::new();
        while !self.takes(']') {
            items.push(self.value(depth + 1)?);
            if !self.takes(',') && !self.rest().starts_with(']') {
                return self.fail("a value that is computed");
            }
        }
        Ok(Value::List(items))
    }

    fn quoted(&mut self) -> Result<Value, NotPlain> {
        match string(self.text, self.at) {
            Some((text, range)) if !(text.contains("${") && self.rest().starts_with('`')) => {
                self.at = range.end;
                Ok(Value::Scalar(Scalar { text, quoted: true }))
            }
            _ => self.fail("a text that is computed or never ends"),
        }
    }

    /// Reads a number, `true`, `false` or `null`.
    fn literal(&mut self) -> Result<Value, NotPlain> {
        let start = self.at;
        let value = self.word()?;
        let is_literal = match &value {
            Value::Scalar(Scalar { text, .. }) => {
                matches!(text.as_str(), "true" | "false") || text.parse::<f64>().is_ok()
            }
            _ => true,
        };
        self.at = if is_literal { self.at } else { start };
        if is_literal { Ok(value) } else { self.fail("a value that is computed") }
    }

    /// Reads a number, a name or a key without quotes.
    fn word(&mut self) -> Result<Value, NotPlain> {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | '+');
        let word: String = self.rest().chars().take_while(|c| is_word(*c)).collect();
        if word.is_empty() || word.starts_with("...") {
            return self.fail("something that is computed");
        }
        self.at += word.len();
        if self.rest().trim_start().starts_with('(') {
            return self.fail("a call");
        }
        Ok(match word.as_str() {
            "null" | "undefined" => Value::Null,
            _ => Value::Scalar(Scalar { text: word, quoted: false }),
        })
    }
}

/// Reads the text in quotes at byte `at`: what it says, and its bytes.
pub(super) fn string(text: &str, at: usize) -> Option<(String, Range<usize>)> {
    let rest = text.get(at..)?;
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
    let mut said = String::new();
    let mut letters = rest.char_indices().skip(1);
    while let Some((offset, letter)) = letters.next() {
        match letter {
            '\\' => said.push(match letters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                other => other,
            }),
            _ if letter == quote => return Some((said, at..at + offset + 1)),
            '\n' if quote != '`' => return None,
            _ => said.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_plain_data_only() {
        let text = "// @ts-check\n/** @type {x} */\nconst sidebars = {\n  docs: ['intro', {type: 'category',\n  \
                    label: \"It's\", items: [\"a/b\",], collapsed: false},], // end\n};\n\
                    export default sidebars;\n";
        let node = exported(text).expect("plain");
        let docs = node.get("docs").and_then(Node::as_list).expect("a list");
        assert_eq!(docs.first().and_then(Node::as_text), Some("intro"));
        let label = docs.get(1).and_then(|item| item.get("label")).and_then(Node::as_text);
        assert_eq!(label, Some("It's"));
        assert!(exported("module.exports = { a: [1, 2.5, true, null] }").is_ok());
        for computed in [
            "module.exports = { a: require('x') }",
            "module.exports = { ...other }",
            "module.exports = { a: `x${y}` }",
            "module.exports = make()",
            "module.exports = { a: [b, ...c] }",
            "module.exports = { a() { return 1 } }",
            "x",
        ] {
            assert!(exported(computed).is_err(), "{computed}");
        }
        let deep = format!("module.exports = {}", "[".repeat(10_000));
        assert!(exported(&deep).is_err());
    }
}
