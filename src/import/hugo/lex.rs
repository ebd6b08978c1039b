//! Shortcodes as they are written: `{{< name "a" b="c" >}}`.

use std::ops::Range;

use super::argument::{Argument, Arguments};

/// A shortcode longer than this is not read as one.
const LONGEST: usize = 4096;

/// One tag of a shortcode.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its name.
    pub name: String,
    /// Whether it ends a shortcode.
    pub is_close: bool,
    /// Whether it ends itself: `{{< x />}}`.
    pub is_closed: bool,
    /// What it is given.
    pub arguments: Arguments,
}

/// What two braces and a mark begin.
pub(super) enum Lexed {
    /// A tag.
    Tag(Tag),
    /// A shortcode that is shown and not run: its bytes, and what is shown.
    Escaped(Range<usize>, String),
    /// Nothing that ends as it should.
    Broken,
}

/// Reads what begins at byte `at` with `{{<` or `{{%`.
pub(super) fn lex(text: &str, at: usize) -> Lexed {
    let end = cut(text, at + LONGEST).max(at);
    let Some(rest) = text.get(at..end) else { return Lexed::Broken };
    let (open, close) = match rest.get(..3) {
        Some("{{<") => ("{{<", ">}}"),
        Some("{{%") => ("{{%", "%}}"),
        _ => return Lexed::Broken,
    };
    let inside = rest.get(3..).unwrap_or_default();
    if let Some(shown) = inside.strip_prefix("/*") {
        let Some(length) = shown.find("*/") else { return Lexed::Broken };
        if !shown.get(length + 2..).is_some_and(|rest| rest.starts_with(close)) {
            return Lexed::Broken;
        }
        let literal = format!("{open}{}{close}", shown.get(..length).unwrap_or_default());
        return Lexed::Escaped(at..at + 3 + 2 + length + 2 + 3, literal);
    }
    let mut lexer = Lexer { text: inside, at: 0, close };
    match lexer.tag() {
        Some(tag) => Lexed::Tag(Tag { range: at..at + 3 + lexer.at, ..tag }),
        None => Lexed::Broken,
    }
}

/// Returns the character boundary at or before byte `at`.
fn cut(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    close: &'static str,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn takes(&mut self, mark: &str) -> bool {
        let is_next = self.rest().starts_with(mark);
        self.at += if is_next { mark.len() } else { 0 };
        is_next
    }

    fn tag(&mut self) -> Option<Tag> {
        self.skip();
        let is_close = self.takes("/");
        self.skip();
        let name = self.bare()?;
        let mut arguments = Vec::new();
        let mut is_closed = false;
        loop {
            self.skip();
            if self.takes(self.close) {
                break;
            }
            if self.rest().starts_with('/')
                && self
                    .rest()
                    .get(1..)
                    .is_some_and(|rest| rest.trim_start().starts_with(self.close))
            {
                self.at += 1;
                is_closed = true;
                continue;
            }
            arguments.push(self.argument()?);
        }
        let arguments = Arguments::new(arguments);
        Some(Tag { range: 0..0, name, is_close, is_closed, arguments })
    }

    fn argument(&mut self) -> Option<Argument> {
        if self.rest().starts_with(['"', '`']) {
            return Some(Argument { name: None, value: self.quoted()? });
        }
        let word = self.bare()?;
        let before = self.at;
        self.skip();
        if !self.takes("=") {
            self.at = before;
            return Some(Argument { name: None, value: word });
        }
        self.skip();
        let value = match self.rest().starts_with(['"', '`']) {
            true => self.quoted()?,
            false => self.bare()?,
        };
        Some(Argument { name: Some(word), value })
    }

    /// Reads up to a space, an equals sign or the end.
    fn bare(&mut self) -> Option<String> {
        let rest = self.rest();
        let mut end = 0;
        for (at, letter) in rest.char_indices() {
            let is_end = letter.is_whitespace()
                || matches!(letter, '=' | '"' | '`' | '{' | '}')
                || rest.get(at..)?.starts_with(self.close)
                || rest.get(at..)?.strip_prefix('/').is_some_and(|r| r.starts_with(self.close));
            if is_end {
                break;
            }
            end = at + letter.len_utf8();
        }
        let word = rest.get(..end).filter(|word| !word.is_empty())?;
        self.at += end;
        Some(word.into())
    }

    fn quoted(&mut self) -> Option<String> {
        let rest = self.rest();
        let quote = rest.chars().next()?;
        let mut value = String::new();
        let mut letters = rest.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                _ if letter == quote => {
                    self.at += at + 1;
                    return Some(value);
                }
                '\\' if quote == '"' => match letters.next()?.1 {
                    'n' => value.push('\n'),
                    other => value.push(other),
                },
                _ => value.push(letter),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        match lex(text, 0) {
            Lexed::Tag(tag) => {
                let mark = if tag.is_close { "/" } else { "" };
                let end = if tag.is_closed { "/" } else { "" };
                let rest = &text[tag.range.end..];
                format!("{mark}{}{} {end}|{rest}", tag.name, tag.arguments.shown())
            }
            Lexed::Escaped(range, literal) => format!("shows {literal}|{}", &text[range.end..]),
            Lexed::Broken => "broken".into(),
        }
    }

    #[test]
    fn reads_tags_as_hugo_does() {
        for (text, wanted) in [
            ("{{< a >}}x", "a |x"),
            ("{{%a b \"c >}} d\" e=\"f\\\"g\" h=i%}}", "a b c >}} d e=f\"g h=i |"),
            ("{{< /a >}}", "/a |"),
            ("{{< ref \"./x.md\" />}}", "ref ./x.md /|"),
            ("{{< a\n b = `c\nd`\n>}}", "a b=c\nd |"),
            ("{{</* a \"b\" */>}}x", "shows {{< a \"b\" >}}|x"),
            ("{{< a", "broken"),
            ("{{< a %}}", "broken"),
            ("{{< a {{< b >}}", "broken"),
            ("{{< >}}", "broken"),
        ] {
            assert_eq!(show(text), wanted, "{text:?}");
        }
    }
}
