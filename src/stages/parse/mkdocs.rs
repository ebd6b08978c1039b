//! What MkDocs' extensions let authors write in a line of text: attribute
//! lists, icons, marked and inserted text, keys, abbreviations.
//!
//! Only pages of MkDocs collections are read so: elsewhere `==` and `{ .x }`
//! are text.

use super::builder::Builder;
use crate::base::TextRange;
use crate::model::config::Flavour;
use crate::model::document::{Anchor, Element, Inline, InlineKind, Inlines};

/// Sets of icons; an icon is written `:set-name:`.
const ICONS: &[&str] = &["material", "fontawesome", "octicons", "simple"];

/// Words in the name of an icon that say nothing.
const ICON_NOISE: &[&str] = &["solid", "regular", "brands", "outline", "16", "24"];

enum Piece {
    Inline(Inline),
    /// `==` or `^^`, which may open or close.
    Delimiter(TextRange),
}

impl<'a> Builder<'a> {
    /// Reads MkDocs' constructs in the text of a finished construct.
    pub fn read_mkdocs(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        if self.flavour != Flavour::MkDocs {
            return inlines;
        }
        let count = inlines.len();
        let mut pieces = Vec::with_capacity(count);
        for (at, inline) in inlines.into_iter().enumerate() {
            match inline.kind {
                InlineKind::Text => {
                    let ends = at + 1 == count;
                    let follows =
                        matches!(pieces.last(), Some(Piece::Inline(last)) if !is_text(last));
                    self.split_line(inline.range, follows, ends, &mut pieces);
                }
                _ => pieces.push(Piece::Inline(inline)),
            }
        }
        self.paired(pieces)
    }

    /// Takes the constructs out of one run of text; `follows` says that a
    /// link, picture or other mark stands right before it, `ends` that
    /// nothing comes after it.
    fn split_line(&mut self, range: TextRange, follows: bool, ends: bool, to: &mut Vec<Piece>) {
        let text = self.text(range);
        let mut done = 0;
        let mut at = 0;
        while let Some(step) = text.get(at..).and_then(|rest| rest.find([':', '{', '=', '^', '+']))
        {
            let here = at + step;
            let rest = text.get(here..).unwrap_or_default();
            let place = |length: usize| TextRange::new(here, here + length).shifted(range.start);
            let found = if let Some(length) = self.attribute_list(rest).filter(|length| {
                let whole = here + length == text.trim_end().len();
                (here == 0 && follows) || (ends && whole)
            }) {
                self.claim_attributes(place(length));
                Some((length, None))
            } else if let Some((length, name)) = icon(rest) {
                let kind = InlineKind::Decoded(name.into());
                Some((length, Some(Piece::Inline(Inline { range: place(length), kind }))))
            } else if let Some((length, keys)) = keys(rest, here, range) {
                let kind = element("kbd", keys);
                Some((length, Some(Piece::Inline(Inline { range: place(length), kind }))))
            } else if ["==", "^^"].iter().any(|mark| rest.starts_with(mark)) && !is_longer(rest) {
                Some((2, Some(Piece::Delimiter(place(2)))))
            } else {
                None
            };
            let Some((length, piece)) = found else {
                at = here + 1;
                continue;
            };
            self.push_text(TextRange::new(done, here).shifted(range.start), to);
            to.extend(piece);
            done = here + length;
            at = done;
        }
        self.push_text(TextRange::new(done, text.len()).shifted(range.start), to);
    }

    /// Adds text, in which abbreviations are marked.
    fn push_text(&mut self, range: TextRange, to: &mut Vec<Piece>) {
        let text = self.text(range);
        let plain = |start: usize, end: usize| {
            let range = TextRange::new(start, end).shifted(range.start);
            (!range.is_empty()).then_some(Piece::Inline(Inline { range, kind: InlineKind::Text }))
        };
        let mut done = 0;
        let mut at = 0;
        while let Some(word) = next_word(text, at).filter(|_| !self.abbreviations.is_empty()) {
            at = word.end;
            let written = text.get(word.clone()).unwrap_or_default();
            let Some(long) = self.abbreviations.get(written) else { continue };
            to.extend(plain(done, word.start));
            let range = TextRange::new(word.start, word.end).shifted(range.start);
            let content: Inlines = Box::new([Inline { range, kind: InlineKind::Text }]);
            let attributes: Box<[_]> = Box::new([("title", Box::from(*long))]);
            let abbr = Element { tag: "abbr", attributes, reference: None, content };
            let kind = InlineKind::Element(Box::new(abbr));
            to.push(Piece::Inline(Inline { range, kind }));
            done = word.end;
        }
        to.extend(plain(done, text.len()));
    }

    /// Makes elements of what stands between two equal delimiters; a lone one
    /// is text.
    fn paired(&mut self, pieces: Vec<Piece>) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::with_capacity(pieces.len());
        // Where a delimiter stands in `out`, as text.
        let mut open: Vec<(usize, TextRange)> = Vec::new();
        for piece in pieces {
            let range = match piece {
                Piece::Inline(inline) => {
                    out.push(inline);
                    continue;
                }
                Piece::Delimiter(range) => range,
            };
            let mark = self.text(range);
            let partner = open.iter().rposition(|(_, other)| self.text(*other) == mark);
            let inside = partner.and_then(|partner| open.get(partner)).copied();
            match inside.filter(|(at, _)| at + 1 < out.len()) {
                Some((at, start)) => {
                    open.truncate(partner.unwrap_or(0));
                    let content: Inlines = out.drain(at + 1..).collect();
                    out.pop();
                    let tag = if mark == "==" { "mark" } else { "ins" };
                    out.push(Inline { range: start.cover(range), kind: element(tag, content) });
                }
                None => {
                    open.push((out.len(), range));
                    out.push(Inline { range, kind: InlineKind::Text });
                }
            }
        }
        out
    }

    /// Returns the length of `{ .class #id key=value }` or `{: ... }` at the
    /// start of a text.
    fn attribute_list(&self, text: &str) -> Option<usize> {
        let inner = text.strip_prefix('{')?;
        let end = inner.find(['}', '\n', '{'])?;
        if !inner.get(end..)?.starts_with('}') {
            return None;
        }
        let body = inner.get(..end)?;
        let words = body.strip_prefix(':').unwrap_or(body).trim();
        let is_word = |word: &str| {
            let name = word.trim_start_matches(['.', '#']);
            let marked = name.len() < word.len() || word.contains('=');
            let good = |c: char| c.is_alphanumeric() || "-_:=\"'.%/;,()".contains(c);
            marked && !name.is_empty() && name.chars().all(good)
        };
        let fits = !words.is_empty() && words.split_whitespace().all(is_word);
        fits.then_some(end + 2)
    }

    /// Keeps the id of an attribute list; looks belong to the theme.
    fn claim_attributes(&mut self, range: TextRange) {
        let text = self.text(range);
        let id = text.split([' ', '{', '}', ':']).find_map(|word| word.strip_prefix('#'));
        let Some(id) = id.filter(|id| !id.is_empty()) else { return };
        if let Some(id) = self.claim_id(id, range) {
            self.anchors.push(Anchor { id, range });
        }
    }
}

fn is_text(inline: &Inline) -> bool {
    matches!(
        inline.kind,
        InlineKind::Text | InlineKind::Decoded(_) | InlineKind::SoftBreak | InlineKind::HardBreak
    )
}

/// Tells whether a run of one character is longer than a delimiter.
fn is_longer(text: &str) -> bool {
    let mut bytes = text.bytes();
    let first = bytes.next();
    bytes.next();
    bytes.next() == first
}

fn element(tag: &'static str, content: Inlines) -> InlineKind {
    let element = Element { tag, attributes: Box::default(), reference: None, content };
    InlineKind::Element(Box::new(element))
}

/// Reads `:material-account-check:`, which readers see as "account check".
fn icon(text: &str) -> Option<(usize, String)> {
    let inner = text.strip_prefix(':')?;
    let end = inner.find(':').filter(|end| *end < 80)?;
    let name = inner.get(..end)?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let (set, rest) = name.split_once('-')?;
    if !ICONS.contains(&set) || !rest.chars().all(is_name) {
        return None;
    }
    let words = rest.split('-').filter(|word| !ICON_NOISE.contains(word));
    Some((end + 2, words.collect::<Vec<_>>().join(" ")))
}

/// Reads `++ctrl+alt+del++`.
fn keys(text: &str, at: usize, range: TextRange) -> Option<(usize, Inlines)> {
    let inner = text.strip_prefix("++")?;
    let end = inner.find("++").filter(|end| *end < 80)?;
    let body = inner.get(..end)?;
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '"' | '_');
    if body.is_empty() || !body.chars().all(good) {
        return None;
    }
    let place = TextRange::new(at + 2, at + 2 + end).shifted(range.start);
    let names = body.split('+').map(|key| {
        let words = key.trim_matches('"').replace('-', " ");
        let mut letters = words.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    });
    let names = names.flatten().collect::<Vec<_>>().join("+");
    let kind = InlineKind::Decoded(names.into());
    Some((end + 4, Box::new([Inline { range: place, kind }])))
}

/// Returns the next run of letters and digits from byte `from` on.
fn next_word(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let rest = text.get(from..)?;
    let start = from + rest.find(char::is_alphanumeric)?;
    let rest = text.get(start..)?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '&');
    let end = start + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    Some(start..end)
}
