//! Addresses as authors write them, and how they are written anew.
//!
//! A link that must lead elsewhere changes as little as possible: what was
//! relative stays relative, `/` and `~/` stay at the beginning and `\`
//! between the parts, `?query` and `#fragment` are not touched, and
//! characters are escaped as the place demands and as the author did.

use crate::base::{SitePath, TextRange, url};
use crate::text::{front_matter, html};

/// What surrounds an address, which decides what may stand in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// `](address)`, or behind `[label]:`.
    Markdown,
    /// `<address>` in one of these.
    Angle,
    /// An attribute's value in quotes.
    Quoted,
    /// An attribute's value without quotes.
    Unquoted,
    /// A value in YAML.
    Yaml,
}

/// How the characters of an address are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// As an address: `%20` is a space, `?` and `#` end the path.
    Address,
    /// As a path: every character stands for itself.
    Path,
}

/// An address where it is written.
#[derive(Clone, Copy, Debug)]
pub struct Destination<'a> {
    text: &'a str,
    range: TextRange,
    place: Place,
    encoding: Encoding,
    /// For YAML: what the scalar says.
    value: &'a str,
}

/// What a path is written from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// The folder of the page.
    Page,
    /// `/`: the content folder.
    Root,
    /// `~/`: the content folder, as Microsoft Learn writes it.
    Tilde,
}

/// Tells what a decoded path is written from, and returns the rest.
pub fn start(path: &str) -> (Start, &str) {
    match path.strip_prefix("~/") {
        Some(rest) => (Start::Tilde, rest),
        None if path.starts_with(['/', '\\']) => (Start::Root, path),
        None => (Start::Page, path),
    }
}

/// The text of a page in which addresses are found.
#[derive(Clone, Copy, Debug)]
pub struct PageText<'a> {
    text: &'a str,
    /// Where front matter ends.
    body: u32,
}

impl<'a> PageText<'a> {
    /// Looks where front matter ends.
    pub fn new(text: &'a str) -> PageText<'a> {
        PageText { text, body: front_matter::split(text).body }
    }

    /// Finds the address at `range`; `value` is what it says.
    pub fn destination(&self, range: TextRange, value: &'a str) -> Destination<'a> {
        let text = self.text;
        if range.start < self.body {
            return Destination::in_yaml(text, range, value, Encoding::Address);
        }
        let before = text.get(..range.start as usize).unwrap_or_default().chars().next_back();
        let after = text.get(range.end as usize..).unwrap_or_default().chars().next();
        let place = match (before, after) {
            (Some('<'), Some('>')) => Place::Angle,
            (Some(open @ ('"' | '\'')), Some(close)) if open == close => Place::Quoted,
            (Some('='), _) => Place::Unquoted,
            _ => Place::Markdown,
        };
        Destination { text, range, place, encoding: Encoding::Address, value }
    }
}

impl<'a> Destination<'a> {
    /// Finds the address that is the scalar at `range` of a YAML text.
    pub fn in_yaml(
        text: &'a str,
        range: TextRange,
        value: &'a str,
        encoding: Encoding,
    ) -> Destination<'a> {
        Destination { text, range, place: Place::Yaml, encoding, value }
    }

    /// Returns the path, with escapes of Markdown, HTML and YAML undone and
    /// percent-encoding kept.
    pub fn path(&self) -> &'a str {
        self.value.get(..self.path_length(self.value)).unwrap_or_default()
    }

    /// Returns the path as it is meant.
    pub fn decoded_path(&self) -> String {
        match self.encoding {
            Encoding::Address => url::decode(self.path()),
            Encoding::Path => self.path().into(),
        }
    }

    /// Writes another path in its place, in the style of this one: `to`, seen
    /// from the folder `from`. `None` where the source is written in a way
    /// that cannot be kept, such as a block of YAML.
    pub fn leading_to(&self, to: &SitePath, from: &SitePath) -> Option<(TextRange, String)> {
        let written = self.decoded_path();
        let path = match start(&written).0 {
            Start::Tilde => format!("~/{to}"),
            Start::Root => format!("/{to}"),
            Start::Page => relative(to, from, &written),
        };
        self.with_path(&path)
    }

    /// Writes `path` in place of the path.
    pub fn with_path(&self, path: &str) -> Option<(TextRange, String)> {
        let mut path = path.to_string();
        let ends_folder = self.path().ends_with(['/', '\\']);
        if ends_folder && !path.ends_with('/') {
            path.push('/');
        }
        let path = self.separated(self.escaped(&path));
        if self.place == Place::Yaml {
            let rest = self.value.get(self.path_length(self.value)..).unwrap_or_default();
            return yaml_scalar(self.raw(), self.value, &format!("{path}{rest}"))
                .map(|scalar| (self.range, scalar));
        }
        if !self.is_exact() {
            return None;
        }
        let length = self.path_length(self.raw());
        let start = self.range.start as usize;
        Some((TextRange::new(start, start + length), path))
    }

    /// Writes another fragment in place of the one behind `#`. An address
    /// without `#` is a fragment as a whole.
    pub fn with_fragment(&self, fragment: &str) -> Option<(TextRange, String)> {
        if self.place == Place::Yaml {
            let before = self.value.split_once('#').map_or("", |(before, _)| before);
            return yaml_scalar(self.raw(), self.value, &format!("{before}#{fragment}"))
                .map(|scalar| (self.range, scalar));
        }
        if !self.is_exact() {
            return None;
        }
        let raw = self.raw();
        let at = end_before(raw, &['#']).map_or(0, |at| at + 1);
        let start = self.range.start as usize;
        Some((TextRange::new(start + at, start + raw.len()), url::encode_fragment(fragment)))
    }

    fn raw(&self) -> &'a str {
        self.range.of(self.text)
    }

    /// Tells whether the range holds the address and nothing else. Where a
    /// place could not be found exactly, nothing must be written.
    fn is_exact(&self) -> bool {
        let escapes = matches!(self.place, Place::Markdown | Place::Angle);
        unescaped(self.raw(), escapes).trim() == self.value
    }

    /// Returns where the path ends: before `?` or `#`.
    fn path_length(&self, address: &str) -> usize {
        match self.encoding {
            Encoding::Address => end_before(address, &['?', '#']).unwrap_or(address.len()),
            Encoding::Path => address.len(),
        }
    }

    /// Writes `\` between the parts where the author did.
    fn separated(&self, path: String) -> String {
        let written = self.path();
        if !written.contains('\\') || written.contains('/') {
            return path;
        }
        // Before punctuation Markdown takes `\` for an escape.
        let is_escape = |part: &str| part.starts_with(|c: char| c.is_ascii_punctuation());
        let escapes = matches!(self.place, Place::Markdown | Place::Angle)
            && path.split('/').skip(1).any(is_escape);
        if escapes { path } else { path.replace('/', "\\") }
    }

    fn escaped(&self, path: &str) -> String {
        if self.encoding == Encoding::Path {
            return path.into();
        }
        let written = self.path();
        let spaces = match self.place {
            Place::Markdown | Place::Unquoted => false,
            Place::Angle | Place::Yaml => !written.contains("%20"),
            Place::Quoted => written.contains(' '),
        };
        let letters = !has_encoded_letters(written);
        let balanced = is_balanced(path);
        let mut escaped = String::with_capacity(path.len());
        let mut characters = path.chars().peekable();
        while let Some(c) = characters.next() {
            let stays = match c {
                ' ' => spaces,
                '%' | '#' | '?' => false,
                '(' | ')' => balanced || self.place != Place::Markdown,
                '&' => {
                    let next = characters.peek().copied().unwrap_or(' ');
                    self.place == Place::Yaml || !(next.is_ascii_alphanumeric() || next == '#')
                }
                '"' | '\'' | '<' | '>' | '`' | '|' | '[' | ']' | '{' | '}' | '=' | '\\' => {
                    self.place == Place::Yaml
                }
                c if c.is_control() => false,
                c => c.is_ascii() || letters,
            };
            match stays {
                true => escaped.push(c),
                false => encode_into(&mut escaped, c),
            }
        }
        escaped
    }
}

/// Writes `to` as seen from `from`, with `./` before it where `written` has
/// that, and where a scheme could be read into it.
fn relative(to: &SitePath, from: &SitePath, written: &str) -> String {
    let path = to.relative_from(from);
    let dotted = written.starts_with("./") || written.starts_with(".\\");
    let scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    let tilde = path.starts_with('~');
    match (dotted && !path.starts_with('.')) || scheme || tilde {
        true => format!("./{path}"),
        false => path,
    }
}

/// Finds the first of some characters that is not part of an entity.
fn end_before(address: &str, ends: &[char]) -> Option<usize> {
    let mut entity_end = 0;
    for (at, c) in address.char_indices() {
        if c == '&' && entity_end <= at {
            let rest = address.get(at + 1..).unwrap_or_default();
            let inner = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
            let ends = inner.filter(|end| {
                0 < *end && rest.get(*end..).is_some_and(|rest| rest.starts_with(';'))
            });
            entity_end = ends.map_or(entity_end, |end| at + 1 + end);
        }
        if ends.contains(&c) && entity_end <= at {
            return Some(at);
        }
    }
    None
}

/// Undoes entities, and escapes with `\` where they are some.
fn unescaped(raw: &str, escapes: bool) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        let escaped = after.chars().next().filter(char::is_ascii_punctuation);
        match (c, escaped) {
            ('\\', Some(escaped)) if escapes => {
                text.push(escaped);
                rest = after.get(1..).unwrap_or_default();
            }
            ('&', _) => {
                let length = after.find(';').filter(|end| *end < 40).map_or(1, |end| end + 2);
                let entity = rest.get(..length).unwrap_or("&");
                for piece in html::pieces(entity) {
                    if let html::PieceKind::Text(decoded) = piece.kind {
                        text.push_str(&decoded);
                    }
                }
                rest = rest.get(entity.len()..).unwrap_or_default();
            }
            _ => {
                text.push(c);
                rest = after;
            }
        }
    }
    text
}

fn has_encoded_letters(path: &str) -> bool {
    path.split('%')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| matches!(c, '8' | '9' | 'a'..='f' | 'A'..='F')))
}

fn is_balanced(path: &str) -> bool {
    let mut depth = 0usize;
    for byte in path.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return false,
            b')' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

fn encode_into(out: &mut String, c: char) {
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
}

/// Writes a scalar of YAML with the quotes that `raw` has, or with quotes
/// where it needs them. `None` for a block or a text over several lines.
fn yaml_scalar(raw: &str, value: &str, text: &str) -> Option<String> {
    match raw.chars().next() {
        _ if raw.contains('\n') => None,
        Some('"') => Some(double_quoted(text)),
        Some('\'') => Some(format!("'{}'", text.replace('\'', "''"))),
        _ if raw.trim() != value.trim() => None,
        _ if is_plain(text) => Some(text.into()),
        _ => Some(double_quoted(text)),
    }
}

/// Writes a text as a scalar of YAML, in quotes if it needs them.
pub fn yaml_text(text: &str) -> String {
    if is_plain(text) { text.into() } else { double_quoted(text) }
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Tells whether YAML reads a text as it is without quotes, in a list in
/// brackets too.
fn is_plain(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_'))
        || text.starts_with("~/");
    let ends = text.ends_with(|c: char| c != ':' && c != ' ');
    let inside = !text.contains(": ") && !text.contains(" #") && !text.contains("---");
    let dots = text.chars().all(|c| c == '.');
    let marks = |c: char| c.is_control() || matches!(c, ',' | '[' | ']' | '{' | '}' | '"' | '\'');
    begins && ends && inside && !dots && !text.contains(marks)
}

#[cfg(test)]
mod tests;
