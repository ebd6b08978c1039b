//! Tabs and columns: from headings inside a container, from Microsoft
//! Learn's headings with `#tab/` links, from MkDocs' `===`.

use std::collections::HashSet;

use super::builder::Builder;
use super::container::group;
use super::frame::exact;
use crate::base::TextRange;
use crate::model::container::{Column, GroupKind, Tab};
use crate::model::document::{Block, BlockKind, Heading, Inline, InlineKind, Inlines};

/// A heading `## [Title](#tab/key/condition)`.
pub(super) struct TabHead {
    pub level: u8,
    pub title: Inlines,
    pub key: Box<str>,
    pub condition: Option<Box<str>>,
}

impl<'a> Builder<'a> {
    /// Remembers a heading that is the handle of a tab; tells whether it is.
    pub fn tab_heading(&mut self, level: u8, inlines: &mut Vec<Inline>, range: TextRange) -> bool {
        let [Inline { kind: InlineKind::Link(number, _), .. }] = &**inlines else { return false };
        let Some(reference) = self.references.get(*number as usize) else { return false };
        let Some(path) = reference.destination.strip_prefix("#tab/") else { return false };
        let (key, condition) = match path.split_once('/') {
            Some((key, condition)) => (key, Some(condition.into())),
            None => (path, None),
        };
        let key = key.into();
        self.ignore(*number);
        let Some(Inline { kind: InlineKind::Link(_, title), .. }) = inlines.pop() else {
            return true;
        };
        self.tab_heads.insert(range.start, TabHead { level, title, key, condition });
        // It holds the place of the tab until the panels are known.
        self.add_block(BlockKind::Rule, range);
        true
    }

    /// Puts the blocks after the handles of tabs into panels. A group of tabs
    /// ends at a thematic break, at a heading of its level or above, and with
    /// its construct. Zones beside each other are panels too.
    pub fn group_tabs(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        if self.tab_heads.is_empty() && !blocks.iter().any(is_zone) {
            return blocks;
        }
        let mut grouped: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut open: Option<Panels> = None;
        for block in blocks {
            if let Some(head) = self.tab_heads.remove(&block.range.start) {
                if open.as_ref().is_some_and(|panels| panels.level != head.level) {
                    grouped.extend(open.take().map(Panels::finish));
                }
                let level = head.level;
                let range = block.range;
                let panels = open.get_or_insert(Panels { level, range, tabs: Vec::new() });
                panels.range = panels.range.cover(range);
                panels.tabs.push((head, Vec::new()));
                continue;
            }
            let ends = open.as_ref().is_some_and(|panels| panels.ends_at(&block));
            if ends {
                grouped.extend(open.take().map(Panels::finish));
            }
            match &mut open {
                Some(panels) => panels.push(block),
                // The break that ended the tabs has done its work.
                None if ends && matches!(block.kind, BlockKind::Rule) => {}
                None => grouped.push(block),
            }
        }
        grouped.extend(open.take().map(Panels::finish));
        zones(grouped)
    }

    /// Makes tabs of the headings of the first level found in a container.
    pub fn tabs_of_headings(&mut self, blocks: Vec<Block>) -> BlockKind {
        let (before, parts) = self.parts(blocks);
        if parts.is_empty() {
            return group(GroupKind::Plain, before);
        }
        let mut tabs: Vec<Tab> = Vec::with_capacity(parts.len());
        for (heading, inside) in parts {
            let key = key(&self.plain(&heading.content));
            let (id, title) = (Some(heading.id), heading.content);
            tabs.push(Tab { title, key, id, condition: None, blocks: exact(inside) });
        }
        let tabs = BlockKind::Tabs(exact(tabs));
        match before.is_empty() {
            true => tabs,
            false => {
                let range = before.last().map(|block| block.range).unwrap_or_default();
                let mut blocks = before;
                blocks.push(Block { range, kind: tabs });
                group(GroupKind::Plain, blocks)
            }
        }
    }

    /// Makes columns of the headings of the first level found in a container;
    /// without headings each block is a column.
    pub fn columns_of_headings(&mut self, blocks: Vec<Block>) -> BlockKind {
        let first = first_level(&blocks);
        let mut columns: Vec<Vec<Block>> = Vec::new();
        for block in blocks {
            let begins = match (&block.kind, first) {
                (BlockKind::Heading(heading), Some(level)) => heading.level == level,
                (_, Some(_)) => false,
                (_, None) => true,
            };
            match columns.last_mut().filter(|_| !begins) {
                Some(column) => column.push(block),
                None => columns.push(vec![block]),
            }
        }
        let column = |blocks: Vec<Block>| Column { span: 1, blocks: exact(blocks) };
        BlockKind::Columns(columns.into_iter().map(column).collect())
    }

    /// Cuts blocks at the headings of the first level found, which leave the
    /// outline of the page: they are handles.
    fn parts(&mut self, blocks: Vec<Block>) -> (Vec<Block>, Vec<(Heading, Vec<Block>)>) {
        let first = first_level(&blocks);
        let mut before = Vec::new();
        let mut parts: Vec<(Heading, Vec<Block>)> = Vec::new();
        for block in blocks {
            match block.kind {
                BlockKind::Heading(heading) if Some(heading.level) == first => {
                    parts.push((*heading, Vec::new()));
                }
                kind => {
                    let block = Block { kind, ..block };
                    parts.last_mut().map_or(&mut before, |(_, inside)| inside).push(block);
                }
            }
        }
        let handles: HashSet<&str> = parts.iter().map(|(heading, _)| &*heading.id).collect();
        self.outline.retain(|entry| !handles.contains(&*entry.id));
        (before, parts)
    }

    /// Adds a panel of MkDocs; panels that follow each other are one group.
    pub fn add_tab(&mut self, title: Inlines, blocks: Box<[Block]>, range: TextRange) {
        let key = key(&self.plain(&title));
        let tab = Tab { title, key, id: None, condition: None, blocks };
        self.flush();
        let last = self.frames.last_mut().and_then(|frame| frame.blocks.last_mut());
        if let Some(Block { range: whole, kind: BlockKind::Tabs(tabs) }) = last
            && self.open_tabs == Some(whole.start)
        {
            let mut all = std::mem::take(tabs).into_vec();
            all.push(tab);
            *tabs = all.into();
            *whole = whole.cover(range);
            return;
        }
        self.open_tabs = Some(range.start);
        self.add_block(BlockKind::Tabs(Box::new([tab])), range);
    }
}

/// Returns the level of the first heading.
fn first_level(blocks: &[Block]) -> Option<u8> {
    blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some(heading.level),
        _ => None,
    })
}

/// Writes what a tab is chosen by: its title, loosely.
fn key(title: &str) -> Box<str> {
    title.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase().into()
}

/// A group of tabs that has begun.
struct Panels {
    level: u8,
    range: TextRange,
    tabs: Vec<(TabHead, Vec<Block>)>,
}

impl Panels {
    fn ends_at(&self, block: &Block) -> bool {
        match &block.kind {
            BlockKind::Rule => true,
            BlockKind::Heading(heading) => heading.level <= self.level,
            _ => false,
        }
    }

    fn push(&mut self, block: Block) {
        self.range = self.range.cover(block.range);
        if let Some((_, inside)) = self.tabs.last_mut() {
            inside.push(block);
        }
    }

    fn finish(self) -> Block {
        let tabs = self.tabs.into_iter().map(|(head, blocks)| Tab {
            title: head.title,
            key: head.key,
            id: None,
            condition: head.condition,
            blocks: exact(blocks),
        });
        Block { range: self.range, kind: BlockKind::Tabs(tabs.collect()) }
    }
}

fn is_zone(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Group(group) if matches!(group.kind, GroupKind::Zone(_)))
}

/// Makes tabs of zones that stand beside each other.
fn zones(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut run: Vec<Block> = Vec::new();
    for block in blocks {
        if is_zone(&block) {
            run.push(block);
            continue;
        }
        join_zones(&mut run, &mut joined);
        joined.push(block);
    }
    join_zones(&mut run, &mut joined);
    joined
}

fn join_zones(run: &mut Vec<Block>, joined: &mut Vec<Block>) {
    if run.len() < 2 {
        return joined.append(run);
    }
    let first = run.first().map(|block| block.range).unwrap_or_default();
    let range = run.iter().fold(first, |all, block| all.cover(block.range));
    let tabs = run.drain(..).filter_map(zone_tab).collect();
    joined.push(Block { range, kind: BlockKind::Tabs(tabs) });
}

fn zone_tab(block: Block) -> Option<Tab> {
    let BlockKind::Group(group) = block.kind else { return None };
    let GroupKind::Zone(key) = group.kind else { return None };
    let text = InlineKind::Decoded(key.replace(['-', '_'], " ").replace(',', ", ").into());
    let title = Box::new([Inline { range: block.range, kind: text }]);
    Some(Tab { title, key, id: None, condition: None, blocks: group.blocks })
}
