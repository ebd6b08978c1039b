//! Finds where pages mention terms of the glossary: the first mention in each
//! section, in the text alone. Headings, links, code and the heads of tables
//! stay as they are, and a section that links to a term by hand needs no
//! second link.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::catalog::{Catalog, PageId};
use crate::model::config::{Config, TermLinks};
use crate::model::document::{Block, BlockKind, Document, Inline, InlineKind};
use crate::model::front::Status;
use crate::model::glossary::{Definition, Glossary, Mention, Place, definition, is_term};
use crate::model::graft::Grafted;
use crate::model::page::{Page, Target};
use crate::model::source::Role;
use crate::model::walk;
use crate::text::phrase::Phrases;
use crate::text::sentence::first_sentence;

/// A heading of a lower level begins no section.
const SECTION: u8 = 3;
/// A definition is shown with at most so many characters.
const SHOWN: usize = 200;
/// HTML elements whose text stays as it is.
const QUIET: &[&str] = &[
    "a", "abbr", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "pre",
    "samp", "summary", "th", "thead", "var",
];

/// Gathers the terms of a site, and where they are mentioned.
pub(super) fn collect(
    pages: &BTreeMap<PageId, Page>,
    catalog: &Catalog,
    config: &Config,
) -> Glossary {
    let terms = pages.values().filter(|page| is_term(&page.document));
    let definitions: BTreeMap<PageId, Box<str>> =
        terms.map(|page| (page.id, shown(&page.document))).collect();
    let mut glossary = Glossary { definitions, ..Glossary::default() };
    if glossary.definitions.is_empty() || config.glossary == TermLinks::Off {
        return glossary;
    }
    let phrases = phrases(pages, catalog, &glossary);
    let found: Vec<(PageId, Vec<Mention>)> = pages
        .par_iter()
        .map(|(id, page)| (*id, Reader::new(page, &phrases).read()))
        .filter(|(_, mentions)| !mentions.is_empty())
        .collect();
    for (page, mut mentions) in found {
        let terms: BTreeSet<PageId> = mentions.iter().map(|mention| mention.term).collect();
        for term in terms {
            glossary.uses.entry(term).or_default().push(page);
        }
        mentions.sort_unstable();
        glossary.mentions.insert(page, mentions.into());
    }
    glossary
}

/// Returns the names of all terms; the number of a name is that of its page.
fn phrases(pages: &BTreeMap<PageId, Page>, catalog: &Catalog, glossary: &Glossary) -> Phrases {
    let mut phrases = Phrases::default();
    for id in glossary.terms() {
        let (Some(page), Some(identity)) = (pages.get(&id), catalog.page(id)) else { continue };
        if page.document.front.status == Status::Retired {
            continue;
        }
        let title = &*identity.title;
        phrases.add(title, id.0);
        // `Recovery point objective (RPO)` has two names.
        let both = title.strip_suffix(')').and_then(|title| title.rsplit_once(" ("));
        for name in both.into_iter().flat_map(|(long, short)| [long, short]) {
            phrases.add(name, id.0);
        }
        page.document.front.aliases.iter().for_each(|alias| phrases.add(&alias.text, id.0));
    }
    phrases
}

/// Returns what a term means in a sentence, or its beginning.
fn shown(document: &Document) -> Box<str> {
    let Definition::Given(text) = definition(document) else { return Box::default() };
    let text = first_sentence(&text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => {
            let text = text.get(..end).unwrap_or_default();
            let end = text.rfind(' ').unwrap_or(text.len());
            format!("{}…", text.get(..end).unwrap_or_default()).into()
        }
        None => text.into(),
    }
}

/// A page whose mentions are sought.
struct Reader<'a> {
    page: &'a Page,
    phrases: &'a Phrases,
    part: Part<'a>,
    /// Text that stands together, and the nodes it comes from: where each
    /// begins in the text, and in its file.
    text: String,
    nodes: Vec<(usize, u32)>,
    /// Terms that the section has mentioned.
    seen: BTreeSet<PageId>,
    mentions: Vec<Mention>,
}

/// The file that is read: the page's own, or one that it includes.
#[derive(Clone, Copy)]
struct Part<'a> {
    number: u32,
    document: &'a Document,
    targets: &'a [Target],
}

impl<'a> Reader<'a> {
    fn new(page: &'a Page, phrases: &'a Phrases) -> Reader<'a> {
        let part = Part { number: 0, document: &page.document, targets: &page.targets };
        Reader {
            page,
            phrases,
            part,
            text: String::new(),
            nodes: Vec::new(),
            seen: BTreeSet::new(),
            mentions: Vec::new(),
        }
    }

    fn read(mut self) -> Vec<Mention> {
        self.blocks(&self.page.document.body);
        for footnote in &self.page.document.footnotes {
            self.seen.clear();
            self.blocks(&footnote.blocks);
        }
        self.mentions
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.paragraph(content),
            BlockKind::Heading(heading) => self.section(heading.level),
            BlockKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| self.paragraph(&cell.content));
            }
            BlockKind::Include(number) => self.include(*number),
            BlockKind::Element(element) if QUIET.contains(&element.tag) => {
                if element.tag.starts_with('h') {
                    self.seen.clear();
                }
            }
            _ => walk::children(block).into_iter().for_each(|below| self.blocks(below)),
        }
    }

    /// Begins a section with a heading of this level.
    fn section(&mut self, level: u8) {
        if level <= SECTION {
            self.seen.clear();
        }
    }

    fn paragraph(&mut self, content: &'a [Inline]) {
        self.inlines(content);
        self.flush();
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            let node = inline.range.start;
            match &inline.kind {
                InlineKind::Text => {
                    self.add(node, inline.range.of(&self.part.document.source.text))
                }
                InlineKind::Decoded(text) => self.add(node, text),
                InlineKind::SoftBreak => self.text.push('\n'),
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content) => {
                    self.flush();
                    self.paragraph(content);
                }
                InlineKind::Link(number, _) | InlineKind::Name(number, _) => self.link(*number),
                InlineKind::Element(element) => {
                    self.flush();
                    if let Some(number) = element.reference {
                        self.link(number);
                    }
                    if !QUIET.contains(&element.tag) {
                        self.paragraph(&element.content);
                    }
                }
                InlineKind::Include(number) => {
                    self.flush();
                    self.include(*number);
                }
                _ => self.flush(),
            }
        }
    }

    fn add(&mut self, node: u32, text: &str) {
        self.nodes.push((self.text.len(), node));
        self.text.push_str(text);
    }

    /// A link by hand is a mention too.
    fn link(&mut self, number: u32) {
        self.flush();
        if let Some(Target::Page(page, _)) = self.part.targets.get(number as usize) {
            self.seen.insert(*page);
        }
    }

    fn include(&mut self, number: u32) {
        let Some(Target::Graft(at)) = self.part.targets.get(number as usize) else { return };
        let Some(graft) = self.page.document.grafts.get(*at as usize) else { return };
        let Some(document) = graft.document() else { return };
        let targets = self.page.grafts.get(*at as usize).map(|targets| &**targets);
        let part = Part { number: at + 1, document, targets: targets.unwrap_or_default() };
        let outside = std::mem::replace(&mut self.part, part);
        match &graft.content {
            Grafted::Whole(document) => {
                if document.heading.is_some() && document.source.role == Role::Fragment {
                    self.section(2);
                }
                self.blocks(&document.body);
            }
            Grafted::Part(_, blocks) => self.blocks(blocks),
            Grafted::Code(_) => {}
        }
        self.part = outside;
    }

    /// Looks for terms in the text that stands together.
    fn flush(&mut self) {
        for found in self.phrases.find(&self.text) {
            let term = PageId(found.value);
            let places = self.place(found.start).zip(self.place(found.end - 1));
            let Some((from, last)) = places.filter(|_| term != self.page.id) else { continue };
            if self.seen.insert(term) {
                let to = Place { offset: last.offset + 1, ..last };
                self.mentions.push(Mention { part: self.part.number, from, to, term });
            }
        }
        self.text.clear();
        self.nodes.clear();
    }

    /// Returns the place of a byte of the text.
    fn place(&self, at: usize) -> Option<Place> {
        let after = self.nodes.partition_point(|(start, _)| *start <= at);
        let (start, node) = *self.nodes.get(after.checked_sub(1)?)?;
        Some(Place { node, offset: u32::try_from(at - start).ok()? })
    }
}
