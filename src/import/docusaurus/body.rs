//! The text of a page of Docusaurus in our Markdown.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::jsx;
use super::pages::{Found, Site};
use super::token::{Begin, Token, cut};
use crate::base::SitePath;
use crate::import::draft::Draft;
use crate::import::gather::Gather;
use crate::import::literal;
use crate::import::out::Out;
use crate::import::page;
use crate::import::report::Outcome;
use crate::import::shape::{self, callout_kind};

/// Admonitions and components in each other are read to this depth.
const DEEPEST: usize = 12;

/// What something becomes.
pub(super) enum Shape {
    /// Words in the line.
    Words(String),
    /// Lines of their own.
    Block(Draft),
    /// Itself, as code, for a reason.
    Unknown(String),
}

/// A page being rewritten.
pub(super) struct Body<'a, 'g> {
    pub gather: &'a mut Gather<'g>,
    pub site: &'a Site,
    pub found: &'a Found,
    pub tokens: Vec<Token>,
    /// Markdown files by the name they are imported under.
    pub parts: BTreeMap<String, SitePath>,
    /// Ends of what stays as code.
    plain_ends: HashSet<usize>,
}

/// Rewrites the text of a page.
pub(super) fn rewrite(gather: &mut Gather<'_>, site: &Site, found: &Found) -> Draft {
    let tokens = cut(&found.page.text.text, found.page.front.body);
    let mut draft = page::unread_front(gather, &found.page).unwrap_or_default();
    let all = 0..tokens.len();
    let mut body =
        Body { gather, site, found, tokens, parts: BTreeMap::new(), plain_ends: HashSet::new() };
    draft.append(&body.convert(all, 0));
    draft
}

impl Body<'_, '_> {
    /// Rewrites some tokens.
    pub fn convert(&mut self, range: Range<usize>, depth: usize) -> Draft {
        let found = self.found;
        let text = &found.page.text.text;
        let mut out = Out::default();
        let mut at = range.start;
        while at < range.end {
            let Some(token) = self.tokens.get(at).cloned() else { break };
            at += 1;
            match token {
                Token::Source(range) => out.copy(text, range),
                Token::Braces(range) => self.braces(range, &mut out),
                Token::Module(range) => self.module(range, &mut out),
                Token::Close(end) => self.close(at - 1, &end, &mut out),
                Token::Open(begin, close) => {
                    let inner = close.map(|close| at..close);
                    let shape = match depth < DEEPEST {
                        true => self.shape(&begin, inner, depth),
                        false => Shape::Unknown("it is in too many others".into()),
                    };
                    at = self.place(&begin, (shape, close, at), &mut out);
                }
            }
        }
        out.finish()
    }

    fn shape(&mut self, begin: &Begin, inner: Option<Range<usize>>, depth: usize) -> Shape {
        match begin {
            Begin::Tag(tag) => self.component(tag, inner, depth),
            Begin::Admonition(admonition) => {
                let Some(inner) = inner else {
                    return Shape::Unknown("it never ends".into());
                };
                let Some(kind) = callout_kind(&admonition.kind) else {
                    return Shape::Unknown("no admonition of this kind is known".into());
                };
                let body = self.inner(begin, inner, depth);
                let from = admonition.range.start;
                Shape::Block(shape::callout(kind, &admonition.title, &body, from))
            }
        }
    }

    /// Rewrites what stands in something.
    pub fn inner(&mut self, begin: &Begin, inner: Range<usize>, depth: usize) -> Draft {
        let draft = self.convert(inner, depth + 1);
        let line = self.found.page.text.before(begin.range().start);
        shape::without_prefix(&draft, &shape::line_prefix(line))
    }

    /// Adds what something became; returns the token to go on with.
    fn place(
        &mut self,
        begin: &Begin,
        (shape, close, next): (Shape, Option<usize>, usize),
        out: &mut Out,
    ) -> usize {
        let range = begin.range();
        let from = range.start;
        let shape = match shape {
            Shape::Block(_) if out.is_in_table() => {
                Shape::Unknown("it is a block, which cannot stand in a table".into())
            }
            shape => shape,
        };
        let text = &self.found.page.text.text;
        match shape {
            Shape::Words(words) => out.words(&words, from),
            Shape::Block(block) => out.block(&block, from),
            Shape::Unknown(reason) => {
                self.report(&begin.construct(), from, &reason);
                out.code(text.get(range).unwrap_or_default(), from);
                self.plain_ends.extend(close);
                return next;
            }
        }
        self.gather.report.count(&begin.construct(), Outcome::Changed);
        close.map_or(next, |close| close + 1)
    }

    fn close(&mut self, at: usize, end: &Begin, out: &mut Out) {
        let text = &self.found.page.text.text;
        let range = end.range();
        if !self.plain_ends.remove(&at) {
            let construct = match end {
                Begin::Admonition(_) => "admonition".into(),
                Begin::Tag(_) => end.construct(),
            };
            self.report(&construct, range.start, "it ends nothing that has begun");
        }
        out.code(text.get(range.clone()).unwrap_or_default(), range.start);
    }

    pub fn report(&mut self, construct: &str, at: usize, reason: &str) {
        let place = self.found.page.text.place(at);
        self.gather.report.not_understood(place, construct, reason);
    }

    /// Rewrites braces: a comment as a comment, a text as itself.
    fn braces(&mut self, range: Range<usize>, out: &mut Out) {
        let written = self.found.page.text.text.get(range.clone()).unwrap_or_default();
        let inside = written.trim_start_matches('{').trim_end_matches('}').trim();
        let comment = inside.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/"));
        if let Some(comment) = comment {
            // In a heading it gives the id.
            if let Some(id) = comment.trim().strip_prefix('#') {
                out.words(&format!("{{#{id}}}"), range.start);
                return self.gather.report.count("comment of JSX", Outcome::Changed);
            }
            if !comment.contains("--") {
                out.words(&format!("<!-- {} -->", comment.trim()), range.start);
                return self.gather.report.count("comment of JSX", Outcome::Changed);
            }
        }
        if let Some(text) = jsx::text_of(inside).filter(|text| !text.contains('\n')) {
            out.words(&text, range.start);
            return self.gather.report.count("text in braces", Outcome::Changed);
        }
        self.report("expression", range.start, "JavaScript is not run");
        out.code(written, range.start);
    }

    /// Rewrites lines of `import` and `export`: what only brings the known
    /// components goes, all else stays as code.
    fn module(&mut self, range: Range<usize>, out: &mut Out) {
        let text = &self.found.page.text.text;
        let mut rest = Vec::new();
        let mut at = range.start;
        for line in text.get(range.clone()).unwrap_or_default().split_inclusive('\n') {
            if self.is_known_import(line.trim()) {
                self.gather.report.count("import of a known component", Outcome::Changed);
            } else {
                if line.starts_with("import") || line.starts_with("export") {
                    let word = line.split([' ', '{']).next().unwrap_or_default().to_string();
                    self.report(&word, at, "JavaScript is not run");
                }
                rest.push(line);
            }
            at += line.len();
        }
        let rest = rest.concat();
        if !rest.trim().is_empty() {
            out.block(&Draft::of(shape::fence("jsx", &rest), range.start), range.start);
        }
    }

    fn is_known_import(&mut self, line: &str) -> bool {
        let Some((names, from)) =
            line.strip_prefix("import ").and_then(|rest| rest.split_once(" from "))
        else {
            return false;
        };
        let Some((path, _)) = literal::string(from.trim(), 0) else { return false };
        let name = names.trim();
        if matches!(path.as_str(), "@theme/Tabs" | "@theme/TabItem" | "@theme/Admonition") {
            return true;
        }
        let is_name = name.chars().all(char::is_alphanumeric);
        let is_markdown = path.ends_with(".md") || path.ends_with(".mdx");
        let file = match path.strip_prefix("@site/") {
            Some(path) => SitePath::new(path),
            None => self.found.page.placed.source.parent().join(&path),
        };
        let place = file.and_then(|file| self.site.addresses.place_of(&file).cloned());
        let place = place.filter(|_| is_name && is_markdown);
        let is_known = place.is_some();
        self.parts.extend(place.map(|place| (name.to_string(), place)));
        is_known
    }
}
