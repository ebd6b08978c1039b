//! Who is called after whom: the tables of a charter's section "Escalation".

use super::contact::{Reach, tel};
use super::view::{LadderView, LaddersView, RungView};
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::document::{Block, BlockKind, Document, Inline, plain_text};
use crate::model::extension::RenderContext;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::table::{Row, Table};
use crate::outputs::html::address;
use crate::outputs::html::page::person;
use crate::outputs::html::view::FactTerm;
use crate::text::fields::is_same_key;

/// At most so many tables, and so many lines of each, are shown.
const TABLES: usize = 3;
const RUNGS: usize = 8;

/// Returns the ladders of the charter that a page names, else of the only
/// charter there is.
pub(super) fn of_page(
    ctx: &RenderContext<'_>,
    page: &Page,
    folder: &SitePath,
) -> Option<LaddersView> {
    let site = ctx.site;
    let own = page.document.relations.iter().find(|own| own.kind == RelationKind::Charter);
    let id = match own.and_then(|own| page.targets.get(own.reference as usize)) {
        Some(Target::Page(id, _)) => *id,
        Some(_) => return None,
        None => only_charter(ctx)?,
    };
    let charter = site.pages.get(&id)?;
    let identity = site.catalog.page(id)?;
    let all = ladders(ctx, &charter.document, folder);
    let mut href = address::page(folder, &identity.output, site.config.links);
    if let Some(anchor) = section(&charter.document).and_then(|own| own.first()).and_then(id_of) {
        href = format!("{href}#{}", crate::base::url::encode_fragment(anchor));
    }
    let charter = FactTerm { text: identity.title.to_string(), href: Some(href) };
    (!all.is_empty()).then_some(LaddersView { charter, all })
}

fn only_charter(ctx: &RenderContext<'_>) -> Option<PageId> {
    let charters = ctx.site.catalog.kinds.find("charter")?;
    match charters.pages.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn id_of(block: &Block) -> Option<&str> {
    match &block.kind {
        BlockKind::Heading(heading) => Some(&heading.id),
        _ => None,
    }
}

/// Returns the section "Escalation" with its heading.
fn section(document: &Document) -> Option<&[Block]> {
    let known = document.kind?.kind;
    let own = known.sections.iter().find(|section| section.title == "Escalation")?;
    let level = |block: &Block| match &block.kind {
        BlockKind::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let is_own = |block: &Block| match &block.kind {
        BlockKind::Heading(heading) => own.is_named(&plain(document, &heading.content)),
        _ => false,
    };
    let begin = document.body.iter().position(is_own)?;
    let below = document.body.get(begin..)?;
    let top = level(below.first()?)?;
    let ends = |block: &Block| level(block).is_some_and(|level| level <= top);
    let end = below.iter().skip(1).position(ends).map_or(below.len(), |at| at + 1);
    below.get(..end)
}

fn plain(document: &Document, content: &[Inline]) -> String {
    plain_text(content, &document.source.text).trim().to_string()
}

fn ladders(ctx: &RenderContext<'_>, document: &Document, folder: &SitePath) -> Vec<LadderView> {
    let mut ladders = Vec::new();
    let mut title = None;
    for block in section(document).unwrap_or_default().iter().skip(1) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                let text = plain(document, &heading.content);
                title = Some(ctx.site.catalog.records.fill(&text).into_owned());
            }
            BlockKind::Table(table) if ladders.len() < TABLES => {
                let reader = Reader { ctx, document, folder, table };
                let rungs: Vec<RungView> =
                    table.rows.iter().filter_map(|row| reader.rung(row)).take(RUNGS).collect();
                if !rungs.is_empty() {
                    ladders.push(LadderView { title: title.take(), rungs });
                }
            }
            _ => {}
        }
    }
    ladders
}

struct Reader<'a> {
    ctx: &'a RenderContext<'a>,
    document: &'a Document,
    folder: &'a SitePath,
    table: &'a Table,
}

impl Reader<'_> {
    fn rung(&self, row: &Row) -> Option<RungView> {
        let (after, to) = (self.cell(row, "After")?, self.cell(row, "To")?);
        let channel = self.cell(row, "Channel").unwrap_or_default();
        let reach = Reach::of(self.ctx, &to).or_else(|| {
            let (phone, tel) = (Some(channel.clone()), Some(tel(&channel)?));
            Some(Reach { phone, tel, channel: None })
        });
        Some(RungView {
            after,
            to: self.person(&to),
            channel,
            reach,
            alternate: self.cell(row, "Alternate").map(|name| self.person(&name)),
            when: self.cell(row, "When").unwrap_or_default(),
        })
    }

    fn person(&self, name: &str) -> FactTerm {
        let (text, href) = person(self.ctx, name, self.folder);
        FactTerm { text, href }
    }

    /// Returns what a row says in a column; `None` if it says nothing.
    fn cell(&self, row: &Row, column: &str) -> Option<String> {
        let is_column = |text: &str| is_same_key(text, column);
        let mut heads = self.table.head.iter().map(|cell| plain(self.document, &cell.content));
        let cell = row.cells.get(heads.position(|head| is_column(&head))?)?;
        let text = plain(self.document, &cell.content);
        let text = self.ctx.site.catalog.records.fill(&text).into_owned();
        (!text.is_empty() && text != "-").then_some(text)
    }
}
