//! Tags of JSX and braces, as they are written.

use std::ops::Range;

use crate::import::literal;

/// Tags and braces longer than this are text.
const LONGEST: usize = 16 * 1024;

/// Braces in each other are read to this depth.
const DEEPEST: usize = 64;

/// What an attribute is given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Value {
    /// Nothing: `default`.
    None,
    /// Text in quotes.
    Text(String),
    /// Something in braces, without them.
    Code(String),
}

/// A tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tag {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its name; empty for `<>`.
    pub name: String,
    /// Whether it ends an element.
    pub is_close: bool,
    /// Whether it ends itself.
    pub is_closed: bool,
    /// Its attributes.
    pub attributes: Vec<(String, Value)>,
}

impl Tag {
    /// Tells whether this is an element of HTML and no component.
    pub fn is_element(&self) -> bool {
        self.name.starts_with(char::is_lowercase)
    }

    /// Returns the text of an attribute, also of one in braces that is only
    /// a text.
    pub fn text(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name)?;
        match value {
            Value::None => None,
            Value::Text(text) => Some(text.clone()),
            Value::Code(code) => text_of(code),
        }
    }

    /// Returns what an attribute has in braces.
    pub fn code(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name)?;
        match value {
            Value::Code(code) => Some(code),
            _ => None,
        }
    }
}

/// Returns the text that braces hold, if they hold nothing else.
pub(super) fn text_of(code: &str) -> Option<String> {
    let code = code.trim();
    let (text, range) = literal::string(code, 0)?;
    (range.end == code.len() && !text.contains("${")).then_some(text)
}

/// Returns the end of the braces that open at byte `at`; they hold no empty
/// line unless `is_long`.
pub(super) fn braces(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut skip = 0;
    for (offset, letter) in text.get(at..)?.char_indices() {
        if offset < skip {
            continue;
        }
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            '"' | '\'' | '`' => {
                // An apostrophe in words begins no text.
                if let Some((_, range)) = literal::string(text, at + offset)
                    && range.len() < LONGEST
                {
                    skip = range.end - at;
                }
            }
            _ => {}
        }
        if depth == 0 {
            return Some(at + offset + 1);
        }
        if DEEPEST < depth || LONGEST < offset {
            return None;
        }
    }
    None
}

/// Reads the tag that begins at byte `at`.
pub(super) fn tag(text: &str, at: usize) -> Option<Tag> {
    let mut reader = Reader { text, at: at + 1, start: at };
    let is_close = reader.takes('/');
    let name = reader.name();
    let mut attributes = Vec::new();
    loop {
        reader.skip();
        if LONGEST < reader.at - at {
            return None;
        }
        let is_closed = reader.takes('/');
        if reader.takes('>') {
            let range = at..reader.at;
            return Some(Tag { range, name, is_close, is_closed, attributes });
        }
        if is_closed || name.is_empty() {
            return None;
        }
        attributes.push(reader.attribute()?);
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    start: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn takes(&mut self, mark: char) -> bool {
        let is_next = self.rest().starts_with(mark);
        self.at += if is_next { mark.len_utf8() } else { 0 };
        is_next
    }

    fn name(&mut self) -> String {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '$');
        let name: String = self.rest().chars().take_while(|c| is_name(*c)).collect();
        self.at += name.len();
        name
    }

    fn attribute(&mut self) -> Option<(String, Value)> {
        if self.rest().starts_with('{') {
            let end = braces(self.text, self.at)?;
            let code = self.text.get(self.at + 1..end - 1)?.to_string();
            self.at = end;
            return Some((String::new(), Value::Code(code)));
        }
        let name = self.name();
        if name.is_empty() || LONGEST < self.at - self.start {
            return None;
        }
        self.skip();
        if !self.takes('=') {
            return Some((name, Value::None));
        }
        self.skip();
        let quote = self.rest().chars().next()?;
        if quote == '{' {
            let end = braces(self.text, self.at)?;
            let code = self.text.get(self.at + 1..end - 1)?.to_string();
            self.at = end;
            return Some((name, Value::Code(code)));
        }
        if !matches!(quote, '"' | '\'') {
            return None;
        }
        let inside = self.rest().get(1..)?;
        let length = inside.find(quote).filter(|length| *length < LONGEST)?;
        let value = inside.get(..length)?.to_string();
        self.at += length + 2;
        Some((name, Value::Text(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags_and_braces() {
        let text = "<Tabs groupId=\"os\" values={[{label: '}', value: 'a'}]} default>x";
        let tag = tag(text, 0).expect("a tag");
        assert_eq!((tag.name.as_str(), &text[tag.range.end..]), ("Tabs", "x"));
        assert_eq!(tag.text("groupId").as_deref(), Some("os"));
        assert_eq!(tag.code("values"), Some("[{label: '}', value: 'a'}]"));
        assert!(super::tag("</A>", 0).is_some_and(|tag| tag.is_close));
        assert!(
            super::tag("<A b={'c'} />", 0).is_some_and(|tag| tag.text("b").as_deref() == Some("c"))
        );
        assert!(super::tag("<a b", 0).is_none() && super::tag("< b>", 0).is_none());
        assert_eq!(braces("{it's {x}} y", 0), Some(10));
        assert_eq!(braces(&"{".repeat(10_000), 0), None);
    }
}
