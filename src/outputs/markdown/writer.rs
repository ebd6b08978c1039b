//! Lines of Markdown: what begins them, what stands between blocks, what is
//! written of other files.

use std::collections::BTreeSet;

use super::escape::{Place, escape_into};
use crate::base::{SitePath, TextRange};
use crate::model::document::{Document, Inline, plain_text};
use crate::model::extension::RenderContext;
use crate::model::page::{Page, Target};
use crate::model::sequence::Generated;

/// A page being written as Markdown.
pub(super) struct Writer<'a> {
    pub ctx: &'a RenderContext<'a>,
    pub page: &'a Page,
    pub part: Part<'a>,
    pub folder: &'a SitePath,
    pub out: String,
    /// What every line of the block begins with: marks of quotations, spaces
    /// of lists.
    prefix: String,
    /// Where the text of the line begins in `out`.
    line: usize,
    gap: Gap,
    pub flow: Flow,
    /// The marks of a list that ended just before.
    pub after_list: Option<char>,
    /// Ids of elements that the next text takes.
    pub anchors: Vec<Box<str>>,
    /// Ids that headings have by their text.
    pub ids: BTreeSet<String>,
    /// Footnotes in the order of their numbers.
    pub notes: Vec<Note<'a>>,
    /// The reference of the entry being written, if it leads to the page.
    pub to_itself: Option<u32>,
    /// Lists that are made; each stands once on a page.
    pub made: Vec<Generated>,
    /// Whether the chart of the process, if it has one, is written.
    pub is_charted: bool,
}

/// The file that is being written: the page's own, or one that it includes.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// Which graft it is.
    pub at: Option<u32>,
    pub document: &'a Document,
    pub targets: &'a [Target],
    /// Ids that are taken in the page, with those used instead.
    pub ids: &'a [(Box<str>, Box<str>)],
}

/// A footnote of one of the page's files.
#[derive(Clone, Copy)]
pub(super) struct Note<'a> {
    pub part: Part<'a>,
    /// Its index among the footnotes of that file.
    pub at: u32,
}

/// What stands before the next block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: a mark of a list or quotation was just written.
    Nothing,
    /// The end of a line.
    Line,
    /// An empty line.
    Empty,
}

/// What the text is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// A page, which has as many lines as it needs.
    Lines,
    /// A heading or title, which has one.
    Title,
    /// A cell, which has one and ends at a bar.
    Cell,
}

impl<'a> Writer<'a> {
    pub fn new(ctx: &'a RenderContext<'a>, page: &'a Page, folder: &'a SitePath) -> Writer<'a> {
        Writer {
            ctx,
            page,
            part: Part { at: None, document: &page.document, targets: &page.targets, ids: &[] },
            folder,
            out: String::with_capacity(page.document.source.text.len() + 512),
            prefix: String::new(),
            line: 0,
            gap: Gap::Nothing,
            flow: Flow::Lines,
            after_list: None,
            anchors: Vec::new(),
            ids: BTreeSet::new(),
            notes: Vec::new(),
            to_itself: None,
            made: Vec::new(),
            is_charted: false,
        }
    }

    pub fn source(&self, range: TextRange) -> &'a str {
        range.of(&self.part.document.source.text)
    }

    pub fn plain(&self, inlines: &[Inline]) -> String {
        plain_text(inlines, &self.part.document.source.text)
    }

    /// Writes Markdown of our own.
    pub fn mark(&mut self, mark: &str) {
        self.out.push_str(mark);
    }

    /// Writes text of an author's.
    pub fn text(&mut self, text: &str) {
        // A number may have come before.
        let line = self.out.get(self.line..).unwrap_or_default();
        let is_number = !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && text.starts_with(['.', ')']) {
            self.mark("\\");
        }
        let place = Place { begins_line: self.begins_line(), in_cell: self.flow == Flow::Cell };
        escape_into(&mut self.out, text, place);
    }

    /// Tells whether nothing stands in the line yet.
    pub fn begins_line(&self) -> bool {
        self.out.len() <= self.line
    }

    /// Begins a block.
    pub fn begin(&mut self) {
        match (self.flow, self.gap) {
            (_, Gap::Nothing) => {}
            (Flow::Lines, Gap::Line) => self.new_line(),
            (Flow::Lines, Gap::Empty) => {
                self.out.push('\n');
                let prefix = self.prefix.trim_end();
                self.out.push_str(prefix);
                self.new_line();
            }
            (Flow::Title, _) => self.out.push(' '),
            (Flow::Cell, _) => self.out.push_str("<br>"),
        }
        self.line = self.out.len();
        self.gap = Gap::Empty;
        self.after_list = None;
    }

    /// Ends the line, where lines can end.
    pub fn new_line(&mut self) {
        match self.flow {
            Flow::Lines => {
                self.out.push('\n');
                self.out.push_str(&self.prefix);
                self.line = self.out.len();
            }
            Flow::Title | Flow::Cell => self.out.push(' '),
        }
    }

    /// Ends the line for readers.
    pub fn hard_break(&mut self) {
        match self.flow {
            _ if self.begins_line() => {}
            Flow::Lines => {
                self.out.push('\\');
                self.new_line();
            }
            Flow::Title => self.out.push(' '),
            Flow::Cell => self.out.push_str("<br>"),
        }
    }

    /// Says what stands before the next block.
    pub fn next_after(&mut self, gap: Gap) {
        self.gap = gap;
    }

    /// Writes a block; takes its beginning back if it has no content.
    pub fn block(&mut self, write: impl FnOnce(&mut Self)) {
        let (length, line, gap, list) = (self.out.len(), self.line, self.gap, self.after_list);
        self.begin();
        let start = self.out.len();
        write(self);
        if self.flow == Flow::Lines {
            let text = self.out.trim_end_matches(' ').trim_end_matches("\\\n").len();
            self.out.truncate(text.max(start));
        }
        if self.out.get(start..).is_none_or(|text| text.trim().is_empty()) {
            self.out.truncate(length);
            (self.line, self.gap, self.after_list) = (line, gap, list);
        }
    }

    /// Writes blocks whose lines begin with `prefix`, after its first line's
    /// mark was written.
    pub fn within(&mut self, prefix: &str, write: impl FnOnce(&mut Self)) {
        let length = self.prefix.len();
        self.prefix.push_str(prefix);
        self.line = self.out.len();
        self.gap = Gap::Nothing;
        self.after_list = None;
        write(self);
        self.prefix.truncate(length);
        self.gap = Gap::Empty;
    }

    /// Writes something in one line; returns it.
    pub fn one_line(&mut self, flow: Flow, write: impl FnOnce(&mut Self)) -> String {
        let around = (self.flow, self.line, self.gap, self.after_list);
        let out = std::mem::take(&mut self.out);
        self.flow = if self.flow == Flow::Cell { Flow::Cell } else { flow };
        self.line = 0;
        self.gap = Gap::Nothing;
        write(self);
        (self.flow, self.line, self.gap, self.after_list) = around;
        let written = std::mem::replace(&mut self.out, out);
        written.trim().trim_end_matches("<br>").to_string()
    }

    /// Writes something of another file.
    pub fn inside(&mut self, part: Part<'a>, write: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.part, part);
        write(self);
        self.part = outside;
    }
}
