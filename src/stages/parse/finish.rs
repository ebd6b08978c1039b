//! What is known only when a construct or the whole page has ended: ids,
//! footnotes, definitions nobody uses.

use std::collections::BTreeMap;
use std::sync::Arc;

use pulldown_cmark::{BrokenLinkCallback, CowStr, Parser};

use super::builder::{Around, Builder, Label, label_key};
use super::frame::exact;
use super::schema::Schema;
use super::sequence;
use super::{
    Head, allow, charter, duty, flow, flow_list, foreign, front, given, given_twice, head,
    heading_id, id, kind, label, lift, mend, message, pseudo_list, step, training,
};
use crate::base::{Code, Diagnostic, Span, TextRange, url};
use crate::model::allow::read_data;
use crate::model::config::{Dialect, Tolerance};
use crate::model::document::{
    Anchor, Block, BlockKind, Blocks, Document, Footnote, Heading, Inline, InlineKind,
    OutlineEntry, Reference, ReferenceKind, plain_text,
};
use crate::model::front::{Front, Located};
use crate::model::kind::Known;
use crate::model::lifted::{Lifted, Origin, Taxonomy};
use crate::model::named_item::NamedItem;
use crate::model::relation::{Relation, RelationKind};
use crate::model::source::Source;
use crate::model::stakeholder::Stakeholder;

/// Lists the reference definitions of a body that begins at `base`.
pub(super) fn definitions<'a, F: BrokenLinkCallback<'a>>(
    parser: &Parser<'a, F>,
    body: &str,
    base: u32,
) -> BTreeMap<String, Label> {
    parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| {
            let source = body.get(definition.span.clone()).unwrap_or_default();
            let after = source.find("]:").map_or(0, |at| at + 2);
            let rest = source.get(after..).unwrap_or_default();
            let place = definition_destination(rest, after);
            let range = TextRange::new(definition.span.start, definition.span.end);
            let label = label_key(label);
            let definition = Label {
                range: range.shifted(base),
                place: place.shifted(base + range.start),
                destination: definition.dest.to_string().into(),
                used: false,
            };
            (label, definition)
        })
        .collect()
}

/// Finds the destination in what follows `[label]:`, which begins at byte
/// `after` of the definition.
fn definition_destination(rest: &str, after: usize) -> TextRange {
    let address = rest.trim_start();
    let start = after + (rest.len() - address.len());
    let angle = address.strip_prefix('<').and_then(|inner| inner.find('>'));
    match angle {
        Some(length) => TextRange::new(start + 1, start + 1 + length),
        None => {
            let length = address.find(char::is_whitespace).unwrap_or(address.len());
            TextRange::new(start, start + length)
        }
    }
}

impl<'a> Builder<'a> {
    /// Ends a heading.
    pub fn close_heading(
        &mut self,
        level: u8,
        id: Option<CowStr<'a>>,
        mut inlines: Vec<Inline>,
        range: TextRange,
    ) {
        if self.tab_heading(level, &mut inlines, range) {
            return;
        }
        let written = self.before_allowance(&mut inlines, range);
        let content = self.finish_inlines(inlines);
        if let Some(mark) = self.titled_mark(range) {
            self.titles.insert(mark, content);
            return;
        }
        let text = self.plain(&content);
        let explicit = id.and_then(|id| self.written_id(&id, range)).or(written);
        let id = explicit.unwrap_or_else(|| self.derived_id(&text));
        self.anchors.push(Anchor { id: id.clone(), range });
        let heading = Heading { level, id, other_id: None, content, range };
        let at_root = self.frames.len() == 1;
        if level == 1 && at_root && self.heading.is_none() {
            self.heading = Some(heading);
            return;
        }
        if level == 1 && at_root {
            let first = self.heading.as_ref().map(|first| first.range).unwrap_or_default();
            let first = self.without_line_end(first);
            let span = Span::new(self.source.file, self.without_line_end(range));
            self.found.push(
                Diagnostic::new(Code::SEVERAL_TITLES, span, "a second heading of the first level")
                    .label(Span::new(self.source.file, first), "the page's title is here")
                    .help("write it with `##`"),
            );
        }
        self.outline.push(OutlineEntry { level, id: heading.id.clone(), text: text.into() });
        self.add_block(BlockKind::Heading(Box::new(heading)), range);
    }

    /// Takes what a heading has before a suppression at its end: an id, and a
    /// space that must not become part of a derived one.
    fn before_allowance(
        &mut self,
        inlines: &mut Vec<Inline>,
        heading: TextRange,
    ) -> Option<Box<str>> {
        let last = self.comments.last().filter(|comment| heading.start <= comment.start)?;
        let inside = self.text(*last).strip_prefix("<!--").unwrap_or_default();
        inside.trim_start().strip_prefix("handover ")?;
        let id = id::take_id(self, inlines);
        let text = inlines.last_mut().filter(|inline| matches!(inline.kind, InlineKind::Text))?;
        let length = text.range.of(&self.source.text).trim_end().len() as u32;
        text.range.end = text.range.start + length;
        if length == 0 {
            inlines.pop();
        }
        id
    }

    /// A heading takes an id and nothing else.
    pub fn report_attributes(&mut self, names: &[CowStr<'a>], range: TextRange) {
        for name in names {
            let place = self
                .text(range)
                .rfind(&**name)
                .map_or(range, |at| TextRange::new(at, at + name.len()).shifted(range.start));
            let message = format!("a heading has no attribute `{name}`");
            self.report(Code::UNKNOWN_KEY, place, message, "write `{#id}`, an id without spaces");
        }
    }
}

/// Makes the document of a page that has ended.
pub(super) fn document(
    mut builder: Builder<'_>,
    source: Arc<Source>,
    head: Head,
    dialect: &Dialect,
) -> Document {
    let mut body = whole(&mut builder);
    pseudo_list::report(&mut builder, &body);
    let mut allows = allow::read(&mut builder, &body);
    let above = (&*source.text, TextRange::new(0, builder.base as usize));
    allows.extend(read_data(source.file, above, &head.node, &mut builder.found));
    let (kind, mut front) = front_of(&mut builder, head, dialect, &mut body);
    mend::lists(&mut builder, kind, &mut body);
    heading_id::read(&mut builder, kind, &mut body);
    given::place(&mut builder, kind.map(|known| known.kind), &mut front, &mut body);
    charter::given::place(&mut builder, kind, &front, &mut body);
    allows.extend(front.allows.iter().copied());
    let lifted = lift::lift(&mut builder, &body, &front);
    report_unused_labels(&mut builder);
    let sequences = sequence::read(&source.text, kind, &mut body, &mut builder.references);
    message::name(&mut builder);
    label::gather(&mut builder, (kind, training::may_be_unit(kind, &front)), &mut body);
    let relations = relations(&front, &lifted, &mut builder.references);
    let (groups, mut duties) = duty::of_page(&mut builder, kind, (&front, &relations), &body);
    let mut flows = flow::finish(&mut builder, kind, (&front, &mut body));
    flow_list::read(&mut builder, &mut body, kind, &mut flows);
    duty::flow::add(&flows, &mut duties);
    let footnotes = footnotes(&mut builder);
    builder.find_in_addresses(&front);
    let mentions = builder.take_mentions();
    let (procedure, ways) = step::read(&mut builder, (kind, &relations), (&mut body, &mut flows));
    let charter = charter::read(&mut builder, kind, (&front, &body));
    let training = training::read(&mut builder, kind, (&front, &body));
    let parameters = builder.take_parameters(&front, &body);
    Document {
        summary: summary(&body, &lifted, &source.text).into(),
        words: words(&source, builder.base),
        kind,
        front,
        lifted,
        mentions,
        parameters,
        relations,
        duties: exact(duties),
        groups: exact(groups),
        procedure: exact(procedure),
        ways,
        messages: exact(builder.messages),
        charter,
        training,
        flows: exact(flows),
        heading: builder.heading,
        body,
        references: exact(builder.references),
        footnotes,
        outline: exact(builder.outline),
        sequences,
        anchors: sorted(builder.anchors),
        items: by_id(builder.items),
        diagnostics: builder.found.into(),
        includes: exact(builder.includes),
        included: Box::default(),
        grafts: Box::default(),
        allows: allows.into(),
        source,
    }
}

/// Counts the words of a text that begins at `base`.
fn words(source: &Source, base: u32) -> u32 {
    let words = source.text.get(base as usize..).unwrap_or_default();
    u32::try_from(words.split_whitespace().count()).unwrap_or(u32::MAX)
}

/// Ends what is open, and returns the blocks of the page.
fn whole(builder: &mut Builder<'_>) -> Blocks {
    while 1 < builder.frames.len() {
        builder.close_unclosed();
    }
    let Some(mut root) = builder.frames.pop() else { return Box::default() };
    root.range.end = u32::MAX;
    builder.finish_blocks(root, Around::Page)
}

/// Sorts ids, each once.
fn sorted(mut anchors: Vec<Anchor>) -> Box<[Anchor]> {
    anchors.sort();
    anchors.dedup_by(|a, b| a.id == b.id);
    exact(anchors)
}

/// Sorts what has an id by it, each once.
fn by_id(mut items: Vec<NamedItem>) -> Box<[NamedItem]> {
    items.sort_by(|a, b| (&a.id, a.range).cmp(&(&b.id, b.range)));
    items.dedup_by(|a, b| a.id == b.id);
    exact(items)
}

/// Decides what the page is, takes its head out of its body, and reads the
/// fields of both.
fn front_of(
    builder: &mut Builder<'_>,
    head: Head,
    dialect: &Dialect,
    body: &mut Blocks,
) -> (Option<Known>, Front) {
    let Head { mut node, kinds, .. } = head;
    let mut found = std::mem::take(&mut builder.found);
    let tools = foreign::tools_of(&node, dialect.tools);
    foreign::translate(&mut node, tools);
    let title = builder.heading.as_ref().map(|heading| builder.plain(&heading.content));
    let evidence = kind::Evidence {
        source: builder.source,
        node: &node,
        title: &title.unwrap_or_default(),
        body,
        outline: &builder.outline,
        flavour: builder.flavour,
        tolerance: if tools.is_empty() { dialect.tolerance } else { Tolerance::Foreign },
    };
    let known = kind::decide(&evidence, kinds, &mut found);
    if let Some(known) = known {
        let mut blocks = std::mem::take(body).into_vec();
        let fields = head::take(builder, known.kind, &mut blocks);
        *body = blocks.into();
        front::with_head(builder.source, &mut node, fields, &mut found);
        given_twice::report(builder.source, known.kind, (&node, body), &mut found);
    }
    let schema = Schema { known, dialect, tools, body: builder.base };
    let front = front::fields(builder.source, &node, schema, &mut found);
    builder.found = found;
    (known, front)
}

/// Makes references of the pages and roles that fields name.
fn relations(front: &Front, lifted: &Lifted, references: &mut Vec<Reference>) -> Box<[Relation]> {
    let mut relations = stakeholders(lifted);
    let reviewer = front.reviewed.as_ref().and_then(|review| review.by.clone());
    let roles = [
        (RelationKind::Owner, &front.owner),
        (RelationKind::Backup, &front.backup),
        (RelationKind::ReviewedBy, &reviewer),
    ];
    for (kind, name) in roles {
        let Some(Located { text, range }) = name.clone() else { continue };
        relations.push(Relation { kind, reference: references.len() as u32 });
        let kind = ReferenceKind::Role;
        references.push(Reference { kind, destination: text, range, title: None });
    }
    for (kind, named) in &front.relations {
        relations.push(Relation { kind: *kind, reference: references.len() as u32 });
        references.push(relation(*kind, named));
    }
    relations.into()
}

/// Makes relations of the roles that are concerned, in order of their
/// references, each once.
fn stakeholders(lifted: &Lifted) -> Vec<Relation> {
    let groups = lifted.stakeholders.iter();
    let mut numbers: Vec<u32> = groups.flat_map(Stakeholder::references).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let relation = |reference| Relation { kind: RelationKind::Stakeholder, reference };
    numbers.into_iter().map(relation).collect()
}

/// A page named in front matter is referred to like one named in the text: by
/// its file, by an address elsewhere, else by name.
fn relation(kind: RelationKind, name: &Located) -> Reference {
    let (path, _) = name.text.split_once('#').unwrap_or((&name.text, ""));
    let is_elsewhere = || path.contains("://") && url::scheme(path).is_some();
    let kind = match path.ends_with(".md") {
        true => ReferenceKind::Link,
        false if kind.names_role() => ReferenceKind::Role,
        false if is_elsewhere() => ReferenceKind::Link,
        false => ReferenceKind::Name,
    };
    Reference { kind, destination: name.text.clone(), range: name.range, title: None }
}

/// Definitions nobody uses are reported, and their addresses are checked.
fn report_unused_labels(builder: &mut Builder<'_>) {
    let mut labels: Vec<Label> = std::mem::take(&mut builder.labels).into_values().collect();
    labels.sort_by_key(|label| label.range);
    for label in labels {
        // `[//]: # (text)` and `[comment]: <> (text)` are comments.
        let comment = matches!(&*label.destination, "#" | "<>" | "");
        if label.used || comment {
            continue;
        }
        let message = "this definition is not used on the page";
        builder.report(Code::UNUSED_DEFINITION, label.range, message, "remove it, or link to it");
        builder.references.push(Reference {
            kind: ReferenceKind::Link,
            destination: label.destination,
            range: label.place,
            title: None,
        });
    }
}

fn footnotes(builder: &mut Builder<'_>) -> Box<[Footnote]> {
    let mut definitions: BTreeMap<Box<str>, (TextRange, Blocks)> =
        std::mem::take(&mut builder.definitions);
    let mut mentions: Vec<(Box<str>, u32)> =
        std::mem::take(&mut builder.mentions).into_iter().collect();
    mentions.sort_unstable_by_key(|(_, at)| *at);
    let footnotes = mentions
        .into_iter()
        .map(|(label, _)| {
            let blocks = definitions.remove(&label).map(|(_, blocks)| blocks).unwrap_or_default();
            Footnote { label, blocks }
        })
        .collect();
    for (label, (range, _)) in definitions {
        let message = format!("the footnote `{label}` is mentioned nowhere, so nobody can read it");
        let help = format!("write `[^{label}]` where it belongs");
        builder.report(Code::UNUSED_DEFINITION, range, message, help);
    }
    footnotes
}

/// Returns the text of the first paragraph that is no line "Applies to", at
/// most 300 characters of it.
fn summary(body: &[Block], lifted: &Lifted, source: &str) -> String {
    let applies = lifted.written(&Taxonomy::Products, Origin::AppliesTo).next();
    let applies = applies.map(|term| term.range.start);
    let holds_it =
        |range: TextRange| applies.is_some_and(|start| range.start <= start && start < range.end);
    let first = body.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(content) if !holds_it(block.range) => {
            let text = plain_text(content, source);
            let words: Vec<&str> = text.split_whitespace().collect();
            (!words.is_empty()).then(|| words.join(" "))
        }
        _ => None,
    });
    let text = first.unwrap_or_default();
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text,
    }
}
