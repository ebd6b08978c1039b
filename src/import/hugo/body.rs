//! The text of a page of Hugo in our Markdown.

use std::collections::HashSet;
use std::ops::Range;

use super::config::Config;
use super::lex::Tag;
use super::pages::{Found, Site};
use super::token::{Place, Token, cut};
use crate::import::draft::Draft;
use crate::import::gather::Gather;
use crate::import::out::Out;
use crate::import::page;
use crate::import::report::Outcome;
use crate::import::shape;
use crate::model::world::Failure;

/// Shortcodes in each other are read to this depth.
const DEEPEST: usize = 12;

/// What a shortcode becomes.
pub(super) enum Shape {
    /// Words in the line it stands in.
    Inline(String),
    /// Lines of their own.
    Block(Draft),
    /// Itself, as code, for a reason.
    Unknown(String),
}

/// A shortcode being rewritten.
pub(super) struct Call {
    /// The tag that begins it.
    pub tag: Tag,
    /// The tokens in it, if it has an end.
    pub inner: Option<Range<usize>>,
    /// How many shortcodes it is in.
    pub depth: usize,
}

/// A page being rewritten.
pub(super) struct Body<'a, 'g> {
    pub gather: &'a mut Gather<'g>,
    pub site: &'a Site,
    pub config: &'a Config,
    pub found: &'a Found,
    tokens: Vec<Token>,
    /// Ends of shortcodes that stay as code.
    plain_ends: HashSet<usize>,
}

/// Rewrites the text of a page.
///
/// # Errors
/// A [`Failure`] if a file that it shows cannot be read.
pub(super) fn rewrite(
    gather: &mut Gather<'_>,
    site: &Site,
    config: &Config,
    found: &Found,
) -> Result<Draft, Failure> {
    let tokens = cut(&found.page.text.text, found.page.front.body);
    let mut draft = page::unread_front(gather, &found.page).unwrap_or_default();
    let all = 0..tokens.len();
    let mut body = Body { gather, site, config, found, tokens, plain_ends: HashSet::new() };
    draft.append(&body.convert(all, 0)?);
    Ok(draft)
}

impl Body<'_, '_> {
    /// Rewrites some tokens.
    pub fn convert(&mut self, range: Range<usize>, depth: usize) -> Result<Draft, Failure> {
        let found = self.found;
        let text = &found.page.text.text;
        let mut out = Out::default();
        let mut at = range.start;
        while at < range.end {
            let Some(token) = self.tokens.get(at).cloned() else { break };
            at += 1;
            match token {
                Token::Source(range) => out.copy(text, range),
                Token::InCode(tag) => {
                    let reason = "it stands in code and is kept as it is";
                    self.report(&tag, reason);
                    out.copy(text, tag.range);
                }
                Token::Escaped(range, literal, place) => {
                    self.gather.report.count("shortcode that is shown", Outcome::Changed);
                    match place {
                        Place::Code => out.words(&literal, range.start),
                        Place::Text => out.code(&literal, range.start),
                    }
                }
                Token::Broken(range) => self.broken(range, &mut out),
                Token::Close(tag) => {
                    if !self.plain_ends.remove(&(at - 1)) {
                        self.report(&tag, "it ends nothing that has begun");
                    }
                    self.show(&tag, &mut out);
                }
                Token::Open(tag, close) => {
                    let inner = close.map(|close| at..close);
                    let shape = match depth < DEEPEST {
                        true => self.shortcode(Call { tag: tag.clone(), inner, depth })?,
                        false => Shape::Unknown("it is in too many others".into()),
                    };
                    at = self.place(&tag, (shape, close, at), &mut out);
                }
            }
        }
        Ok(out.finish())
    }

    /// Adds what a shortcode became; returns the token to go on with.
    fn place(
        &mut self,
        tag: &Tag,
        (shape, close, next): (Shape, Option<usize>, usize),
        out: &mut Out,
    ) -> usize {
        let name = format!("shortcode {}", tag.name);
        let from = tag.range.start;
        let behind = close.map_or(next, |close| close + 1);
        let shape = match shape {
            Shape::Block(_) if out.is_in_table() => {
                Shape::Unknown("it is a block, which cannot stand in a table".into())
            }
            shape => shape,
        };
        match shape {
            Shape::Unknown(reason) => {
                self.report(tag, &reason);
                self.show(tag, out);
                self.plain_ends.extend(close);
                return next;
            }
            Shape::Inline(words) => out.words(&words, from),
            Shape::Block(block) => out.block(&block, from),
        }
        self.gather.report.count(&name, Outcome::Changed);
        behind
    }

    fn broken(&mut self, range: Range<usize>, out: &mut Out) {
        let text = &self.found.page.text;
        let reason = "this shortcode never ends";
        self.gather.report.not_understood(text.place(range.start), "shortcode", reason);
        out.code(text.text.get(range.clone()).unwrap_or_default(), range.start);
    }

    /// Shows a tag as code.
    fn show(&self, tag: &Tag, out: &mut Out) {
        let text = self.found.page.text.text.get(tag.range.clone()).unwrap_or_default();
        out.code(text, tag.range.start);
    }

    fn report(&mut self, tag: &Tag, reason: &str) {
        let place = self.found.page.text.place(tag.range.start);
        self.gather.report.not_understood(place, &format!("shortcode {}", tag.name), reason);
    }

    /// Reports arguments that have no place in our language.
    pub fn report_rest(&mut self, tag: &Tag) {
        let place = self.found.page.text.place(tag.range.start);
        for name in tag.arguments.rest() {
            let construct = format!("argument {name} of shortcode {}", tag.name);
            self.gather.report.left_out(place, &construct, "there is no such choice");
        }
    }

    /// Rewrites what stands in a shortcode.
    pub fn inner(&mut self, call: &Call) -> Result<Option<Draft>, Failure> {
        let Some(inner) = call.inner.clone() else { return Ok(None) };
        let draft = self.convert(inner, call.depth + 1)?;
        Ok(Some(shape::without_prefix(&draft, &self.prefix(&call.tag))))
    }

    /// Returns what the lines of a list item or quotation begin with in which
    /// a tag stands.
    fn prefix(&self, tag: &Tag) -> String {
        shape::line_prefix(self.found.page.text.before(tag.range.start))
    }

    /// Returns what stands in a shortcode as it is written, without the line
    /// ends around it.
    pub fn raw(&self, call: &Call) -> Option<String> {
        let inner = call.inner.clone()?;
        let end = match self.tokens.get(inner.end)? {
            Token::Close(tag) => tag.range.start,
            _ => return None,
        };
        let raw = self.found.page.text.text.get(call.tag.range.end..end)?;
        let raw = raw.strip_prefix('\n').unwrap_or(raw).trim_end();
        let raw = shape::without_prefix(&Draft::of(raw, 0), &self.prefix(&call.tag));
        Some(raw.text().to_string())
    }

    /// Lists the shortcodes directly in one, as the number of their tokens;
    /// `None` if anything else stands there.
    pub fn children(&self, call: &Call) -> Option<Vec<usize>> {
        let inner = call.inner.clone()?;
        let mut children = Vec::new();
        let mut at = inner.start;
        while at < inner.end {
            match self.tokens.get(at)? {
                Token::Open(_, close) => {
                    children.push(at);
                    at = close.unwrap_or(at);
                }
                Token::Source(range) => {
                    let text = self.found.page.text.text.get(range.clone())?;
                    text.trim().is_empty().then_some(())?;
                }
                _ => return None,
            }
            at += 1;
        }
        Some(children)
    }

    /// Returns a shortcode by the number of its token.
    pub fn call(&self, at: usize, depth: usize) -> Option<Call> {
        match self.tokens.get(at)? {
            Token::Open(tag, close) => {
                let inner = close.map(|close| at + 1..close);
                Some(Call { tag: tag.clone(), inner, depth })
            }
            _ => None,
        }
    }
}
