//! Writes the text of a page as HTML.
//!
//! The markup is the theme's contract: classes and structure are described
//! in the handbook under "Themes". Everything an author wrote is escaped
//! here, and nothing else writes it.

mod block;
mod code;
mod inline;
mod link;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Code, Diagnostic, SitePath, Span, TextRange};
use crate::model::document::{Document, Inline, plain_text};
use crate::model::extension::RenderContext;
use crate::model::page::Page;
use crate::text::html::escape_into;

/// A page's text as HTML, and what its surroundings need to know.
pub(super) struct Written {
    pub body: String,
    /// The page's heading without its tags.
    pub title: Option<String>,
    /// Symbols used in the body.
    pub symbols: BTreeSet<&'static str>,
    pub found: Vec<Diagnostic>,
}

/// Writes a page that is published in `folder`.
pub(super) fn write(ctx: &RenderContext<'_>, page: &Page, folder: &SitePath) -> Written {
    let mut writer = Writer::new(ctx, page, folder);
    let title = page.document.heading.as_ref().map(|heading| {
        writer.inlines(&heading.content);
        std::mem::take(&mut writer.out)
    });
    writer.blocks(&page.document.body);
    writer.footnotes();
    Written { body: writer.out, title, symbols: writer.symbols, found: writer.found }
}

/// A page being written.
pub(super) struct Writer<'a> {
    ctx: &'a RenderContext<'a>,
    page: &'a Page,
    document: &'a Document,
    folder: &'a SitePath,
    out: String,
    symbols: BTreeSet<&'static str>,
    found: Vec<Diagnostic>,
    /// How often each task id was given.
    tasks: BTreeMap<String, u32>,
    /// Footnotes in the order of their numbers, each with how often it is
    /// mentioned in what is written.
    notes: Vec<(u32, u32)>,
}

impl<'a> Writer<'a> {
    fn new(ctx: &'a RenderContext<'a>, page: &'a Page, folder: &'a SitePath) -> Writer<'a> {
        Writer {
            ctx,
            page,
            document: &page.document,
            folder,
            out: String::with_capacity(page.document.source.text.len() * 2),
            symbols: BTreeSet::new(),
            found: Vec::new(),
            tasks: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    fn source(&self, range: TextRange) -> &'a str {
        range.of(&self.document.source.text)
    }

    fn plain(&self, inlines: &[Inline]) -> String {
        plain_text(inlines, &self.document.source.text)
    }

    /// Writes markup of our own.
    fn markup(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Writes text of an author's.
    fn text(&mut self, text: &str) {
        escape_into(&mut self.out, text);
    }

    /// Writes ` name="value"`.
    fn attribute(&mut self, name: &str, value: &str) {
        self.markup(" ");
        self.markup(name);
        self.markup("=\"");
        self.text(value);
        self.markup("\"");
    }

    /// Writes a symbol of the theme.
    fn symbol(&mut self, name: &'static str) {
        self.symbols.insert(name);
        self.markup("<svg class=\"i\" aria-hidden=\"true\"><use href=\"#i:");
        self.markup(name);
        self.markup("\"/></svg>");
    }

    fn report(&mut self, code: Code, range: TextRange, message: String, help: &str) {
        let span = Span::new(self.document.source.file, range);
        self.found.push(Diagnostic::new(code, span, message).help(help));
    }
}
