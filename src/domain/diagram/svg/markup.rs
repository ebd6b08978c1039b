//! Writing SVG: the one place where text is escaped.

use super::super::text::is_hidden;

/// SVG as it is written. Everything that is not a literal of ours passes
/// through [`Markup::text`] or [`Markup::attribute`].
#[derive(Default)]
pub struct Markup {
    out: String,
}

impl Markup {
    /// Returns what was written.
    pub fn finish(self) -> String {
        self.out
    }

    /// Writes markup of our own.
    pub fn raw(&mut self, markup: &str) -> &mut Markup {
        self.out.push_str(markup);
        self
    }

    /// Writes a number.
    pub fn number(&mut self, number: i32) -> &mut Markup {
        self.out.push_str(&number.to_string());
        self
    }

    /// Writes an attribute whose value may be anything.
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut Markup {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"")
    }

    /// Writes an attribute that is a number.
    pub fn length(&mut self, name: &str, value: i32) -> &mut Markup {
        self.raw(" ").raw(name).raw("=\"").number(value).raw("\"")
    }

    /// Writes text that may be anything. What XML does not allow is left out.
    pub fn text(&mut self, text: &str) -> &mut Markup {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                '\t' | '\n' => self.out.push(' '),
                c if is_hidden(c) => {}
                c => self.out.push(c),
            }
        }
        self
    }
}

/// Returns an address as it may be linked to: within the site, or of a
/// scheme that opens a page or a message.
pub fn safe_address(address: &str) -> Option<&str> {
    let address = address.trim();
    let before = address.split(['/', '?', '#']).next().unwrap_or_default();
    let is_safe = match before.split_once(':') {
        None => true,
        Some((scheme, _)) => {
            let scheme = scheme.to_ascii_lowercase();
            matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel")
        }
    };
    (is_safe && !address.is_empty() && !address.chars().any(char::is_control)).then_some(address)
}
