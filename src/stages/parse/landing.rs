//! Pages of data: `YamlMime:Landing` and `YamlMime:Hub` of Microsoft Learn.
//!
//! They become documents like all others: a title, headings, cards. Every
//! address in them is a reference with its place in the file, so it is
//! resolved and checked like one in Markdown.

use std::collections::HashMap;
use std::sync::Arc;

use super::front;
use super::schema::Schema;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::allow;
use crate::model::card::{Card, CardLink, CardList};
use crate::model::config::{Dialect, Tolerance};
use crate::model::document::{
    Anchor, Block, BlockKind, Document, Heading, Inline, InlineKind, OutlineEntry, Reference,
    ReferenceKind,
};
use crate::model::front::{Front, Located};
use crate::model::lifted::Lifted;
use crate::model::parameter::Parameters;
use crate::model::source::Source;
use crate::model::tool::{Tool, Tools};
use crate::text::data::{Node, Value};
use crate::text::slug::slug;
use crate::text::yaml::{self, Limits};

/// The parts of a hub, in the order they are shown.
const PARTS: &[&str] =
    &["highlightedContent", "productDirectory", "conceptualContent", "tools", "additionalContent"];

/// Parses a page of data.
pub(super) fn read(source: &Arc<Source>) -> Document {
    let mut found = Vec::new();
    let node = yaml::parse(source.file, &source.text, 0, Limits::DATA).drain_into(&mut found);
    let front = front(source, &node, &mut found);
    let whole = TextRange::new(0, source.text.len());
    let mut allows = front.allows.to_vec();
    allows.extend(allow::read_data(source.file, (&source.text, whole), &node, &mut found));
    let mut landing = Landing {
        source,
        blocks: Vec::new(),
        references: Vec::new(),
        outline: Vec::new(),
        anchors: Vec::new(),
        slugs: HashMap::new(),
        words: 0,
        found,
    };
    if let Some(cards) = node.get("landingContent") {
        landing.cards(cards, 2);
    }
    for part in PARTS.iter().filter_map(|part| node.get(part)) {
        landing.part(part);
    }
    let mut anchors = landing.anchors;
    anchors.sort();
    Document {
        source: Arc::clone(source),
        // The description stands above the cards, so there is none to add.
        summary: Box::default(),
        kind: None,
        front,
        heading: None,
        body: landing.blocks.into(),
        references: landing.references.into(),
        footnotes: Box::default(),
        outline: landing.outline.into(),
        items: Box::default(),
        sequences: Box::default(),
        lifted: Lifted::default(),
        mentions: Box::default(),
        parameters: Parameters::default(),
        relations: Box::default(),
        duties: Box::default(),
        groups: Box::default(),
        procedure: Box::default(),
        ways: None,
        messages: Box::default(),
        charter: None,
        training: None,
        flows: Box::default(),
        anchors: anchors.into(),
        words: landing.words,
        includes: Box::default(),
        included: Box::default(),
        grafts: Box::default(),
        allows: allows.into(),
        diagnostics: landing.found.into(),
    }
}

/// Reads the metadata as front matter; title and summary count before those
/// in it.
fn front(source: &Source, node: &Node, found: &mut Vec<Diagnostic>) -> Front {
    let mut front = match node.get("metadata") {
        Some(metadata) => {
            let dialect = Dialect { tolerance: Tolerance::Foreign, ..Dialect::default() };
            let (dialect, tools) = (&dialect, Tools::default().with(Tool::Learn));
            let schema = Schema { known: None, dialect, tools, body: u32::MAX };
            front::fields(source, metadata, schema, found)
        }
        None => Front::default(),
    };
    let text = |key: &str| {
        let node = node.get(key)?;
        let text = node.as_text()?.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| Located { text: text.into(), range: node.range })
    };
    front.title = text("title").or(front.title);
    front.description = text("summary").or(front.description);
    front
}

/// A page being read.
struct Landing<'a> {
    source: &'a Source,
    blocks: Vec<Block>,
    references: Vec<Reference>,
    outline: Vec<OutlineEntry>,
    anchors: Vec<Anchor>,
    /// How often each id was derived.
    slugs: HashMap<String, u32>,
    words: u32,
    found: Vec<Diagnostic>,
}

impl Landing<'_> {
    /// Reads a part of a hub: a title, a summary, cards, sections of them.
    fn part(&mut self, part: &Node) {
        if part.as_map().is_none() {
            return self.report_wrong(part, "a part of a hub must have `items` or `sections`");
        }
        let level = self.head(part, 2);
        if let Some(items) = part.get("items") {
            self.cards(items, level);
        }
        let Some(sections) = part.get("sections") else { return };
        let Some(sections) = sections.as_list() else {
            return self.report_wrong(sections, "`sections` must be a list");
        };
        for section in sections {
            let level = self.head(section, level);
            if let Some(items) = section.get("items") {
                self.cards(items, level);
            }
        }
    }

    /// Adds the heading and the summary of what follows; returns the level of
    /// headings below.
    fn head(&mut self, node: &Node, level: u8) -> u8 {
        let title = node.get("title").and_then(|title| Some((title, text(title)?)));
        let summary = node.get("summary").and_then(|summary| Some((summary, text(summary)?)));
        let below = if title.is_some() { level + 1 } else { level };
        if let Some((node, title)) = title {
            let content = self.inline(node, &title);
            let id = self.id(&title, level, node.range);
            let heading = Heading { level, id, other_id: None, content, range: node.range };
            self.add(BlockKind::Heading(Box::new(heading)), node.range);
        }
        if let Some((node, summary)) = summary {
            let content = self.inline(node, &summary);
            self.add(BlockKind::Paragraph(content), node.range);
        }
        below
    }

    fn add(&mut self, kind: BlockKind, range: TextRange) {
        self.blocks.push(Block { range, kind });
    }

    fn inline(&mut self, node: &Node, text: &str) -> Box<[Inline]> {
        self.count(text);
        Box::new([Inline { range: node.range, kind: InlineKind::Decoded(text.into()) }])
    }

    fn count(&mut self, text: &str) {
        let words = u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
        self.words = self.words.saturating_add(words);
    }

    /// Makes the id of a heading, unique in the page, and lists it.
    fn id(&mut self, title: &str, level: u8, range: TextRange) -> Box<str> {
        let slug = slug(title);
        let mut id = if slug.is_empty() { "section".to_string() } else { slug.clone() };
        while let Some(count) = self.slugs.get_mut(&id) {
            *count += 1;
            id = format!("{slug}-{count}");
        }
        self.slugs.insert(id.clone(), 0);
        let id: Box<str> = id.into();
        self.anchors.push(Anchor { id: id.clone(), range });
        self.outline.push(OutlineEntry { level, id: id.clone(), text: title.into() });
        id
    }

    /// Adds a list of cards.
    fn cards(&mut self, items: &Node, level: u8) {
        let Some(list) = items.as_list() else {
            return self.report_wrong(items, "the cards must be a list");
        };
        let cards: Vec<Card> = list.iter().filter_map(|item| self.card(item, level)).collect();
        if !cards.is_empty() {
            self.add(BlockKind::Cards(cards.into()), items.range);
        }
    }

    fn card(&mut self, item: &Node, level: u8) -> Option<Card> {
        let title = item.get("title");
        let title_text = title.and_then(text).unwrap_or_default();
        let before = self.found.len();
        let lists = self.lists(item);
        if title_text.is_empty() && lists.is_empty() {
            if self.found.len() == before {
                self.report_wrong(item, "a card must have a `title` or `links`");
            }
            return None;
        }
        self.count(&title_text);
        let summary = item.get("summary").and_then(text).unwrap_or_default();
        self.count(&summary);
        let range = title.map_or(item.range, |title| title.range);
        let link = item.get("url").and_then(|url| self.reference(url, ReferenceKind::Link));
        let picture = item.get("imageSrc");
        let picture = picture.and_then(|picture| self.reference(picture, ReferenceKind::Image));
        Some(Card {
            range: item.range,
            level,
            id: match title_text.is_empty() {
                true => Box::default(),
                false => self.id(&title_text, level, range),
            },
            title: title_text.into(),
            link,
            picture,
            kind: item.get("itemType").and_then(text).map(Into::into),
            summary: summary.into(),
            lists,
        })
    }

    /// Reads `links`, `linkLists` and `footerLink` of a card.
    fn lists(&mut self, item: &Node) -> Box<[CardList]> {
        let mut lists = Vec::new();
        if let Some(links) = item.get("links") {
            lists.push(CardList { kind: None, links: self.links(links) });
        }
        let nodes = item.get("linkLists").and_then(Node::as_list).unwrap_or_default();
        for node in nodes {
            let kind = node.get("linkListType").and_then(text).map(Into::into);
            let links = node.get("links").map(|links| self.links(links)).unwrap_or_default();
            lists.push(CardList { kind, links });
        }
        if let Some(link) = item.get("footerLink").and_then(|link| self.link(link)) {
            lists.push(CardList { kind: None, links: Box::new([link]) });
        }
        lists.retain(|list| !list.links.is_empty());
        lists.into()
    }

    fn links(&mut self, links: &Node) -> Box<[CardLink]> {
        let Some(list) = links.as_list() else {
            self.report_wrong(links, "`links` must be a list");
            return Box::default();
        };
        list.iter().filter_map(|link| self.link(link)).collect()
    }

    fn link(&mut self, link: &Node) -> Option<CardLink> {
        let words = link.get("text").and_then(text);
        let url = link.get("url");
        let reference = url.and_then(|url| self.reference(url, ReferenceKind::Link));
        let (Some(words), Some(reference)) = (words, reference) else {
            self.report_wrong(link, "a link needs a `text` and a `url`");
            return None;
        };
        self.count(&words);
        Some(CardLink { text: words.into(), reference })
    }

    /// Adds a reference, with its place without quotes.
    fn reference(&mut self, node: &Node, kind: ReferenceKind) -> Option<u32> {
        let destination = text(node)?;
        let written = node.range.of(&self.source.text);
        let quotes = u32::from(written.starts_with(['"', '\'']) && 2 < written.len());
        let range = TextRange { start: node.range.start + quotes, end: node.range.end - quotes };
        let number = u32::try_from(self.references.len()).ok()?;
        let destination = destination.into();
        self.references.push(Reference { kind, destination, range, title: None });
        Some(number)
    }

    fn report_wrong(&mut self, node: &Node, message: &str) {
        let first = node.range.of(&self.source.text).lines().next().unwrap_or_default();
        let start = node.range.start as usize;
        let span = Span::new(self.source.file, TextRange::new(start, start + first.len()));
        self.found.push(
            Diagnostic::new(Code::WRONG_TYPE, span, message)
                .help("see the handbook's page about collections of Microsoft Learn"),
        );
    }
}

/// Returns a text on one line, if there is one.
fn text(node: &Node) -> Option<String> {
    let Value::Scalar(scalar) = &node.value else { return None };
    let text = scalar.text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
