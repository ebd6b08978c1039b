//! Sequences as HTML: where a reader is, what comes next, what is not
//! written yet. Lists an author keeps get these marks; a list the site makes
//! is the same on every page it stands on, but for the mark.

use std::collections::BTreeMap;

use super::super::{address, duties, readiness};
use super::Writer;
use crate::model::areas::{Area, AreaState};
use crate::model::catalog::{PageId, loose};
use crate::model::document::{Block, BlockKind, Inline, Item, List};
use crate::model::page::Target;
use crate::model::relation::RelationKind;
use crate::model::sequence::{Entry, EntryState, Generated, SequenceKind};
use crate::text::date::format_day;

/// At most so many entries of a made list are shown: around the page, where
/// there are more.
const MOST: usize = 60;

/// How an entry stands to the page it is on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The page itself.
    Here,
    /// Not written yet.
    Planned,
    /// Any other.
    Other,
}

impl Standing {
    /// Returns the class of its list item, with the space before it.
    pub fn class(self) -> &'static str {
        match self {
            Standing::Here => " class=\"here\"",
            Standing::Planned => " class=\"plan\"",
            Standing::Other => "",
        }
    }
}

/// A list the site makes.
pub(crate) struct Made {
    /// For a list in order: the page whose order it is, and what is shown.
    pub order: Option<(PageId, Shown)>,
    pub lines: Vec<Line>,
    /// How many entries there are beyond these.
    pub more: usize,
}

/// An entry of a list the site makes.
pub(crate) struct Line {
    pub text: Box<str>,
    pub href: Option<String>,
    /// What is said beside it.
    pub beside: Option<String>,
    pub standing: Standing,
}

/// Which part of a made list is shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    pub first: usize,
    end: usize,
    pub all: usize,
    /// The place of the page, if it is in the list.
    pub here: Option<usize>,
}

impl Shown {
    /// Chooses the entries around the page.
    fn around(here: Option<usize>, all: usize) -> Shown {
        let first = here.unwrap_or(0).saturating_sub(MOST / 2).min(all.saturating_sub(MOST));
        Shown { first, end: (first + MOST).min(all), all, here }
    }
}

impl<'a> Writer<'a> {
    /// Tells whether a list shows a reader where the page stands.
    pub(super) fn is_sequence(&self, list: &List) -> bool {
        let first = list.items.iter().find_map(|item| self.part.document.entry(item.range.start));
        first.is_some_and(|(sequence, _)| sequence.marked || sequence.kind == SequenceKind::Areas)
    }

    /// Returns how a list item stands to the page.
    pub(super) fn standing(&self, item: &Item) -> Standing {
        let Some((_, entry)) = self.part.document.entry(item.range.start) else {
            return Standing::Other;
        };
        match entry.reference() {
            None if entry.state == EntryState::Current => Standing::Here,
            Some(number) => match self.target(number) {
                Target::Page(id, None) if *id == self.page.id => Standing::Here,
                Target::Planned(_) => Standing::Planned,
                _ => Standing::Other,
            },
            None => Standing::Other,
        }
    }

    /// Writes the content of a list item; what names the page is no link.
    pub(super) fn entry(&mut self, item: &Item) {
        let entry = self.part.document.entry(item.range.start).map(|(_, entry)| entry);
        let is_current = entry.is_some_and(|entry| entry.state == EntryState::Current);
        let own = entry.and_then(Entry::reference);
        let own = own.filter(|number| self.target(*number) == &Target::Page(self.page.id, None));
        let around = std::mem::replace(&mut self.to_itself, own);
        match item.blocks.split_first() {
            Some((Block { kind: BlockKind::Plain(name), .. }, rest)) if is_current => {
                self.here(|writer| writer.inlines(name));
                self.markup("\n");
                self.blocks(rest);
            }
            Some((Block { kind: BlockKind::Paragraph(name), .. }, rest)) if is_current => {
                self.markup("<p>");
                self.here(|writer| writer.inlines(name));
                self.markup("</p>\n");
                self.blocks(rest);
            }
            _ => self.blocks(&item.blocks),
        }
        self.to_itself = around;
    }

    /// Writes the name of the page itself, which is no link.
    pub(super) fn here(&mut self, name: impl FnOnce(&mut Self)) {
        self.markup("<b aria-current=\"page\">");
        name(self);
        self.markup("</b> <small>(this page)</small>");
    }

    /// Writes a name that no page fits as its author did.
    pub(super) fn emphasised(&mut self, tag: &str, name: &[Inline]) {
        self.markup(&format!("<{tag}>"));
        self.inlines(name);
        self.markup(&format!("</{tag}>"));
    }

    /// Writes a list the site makes: once, or a page of marks would grow
    /// without bound.
    pub(super) fn generated(&mut self, generated: Generated) {
        if self.made.contains(&generated) {
            return;
        }
        self.made.push(generated);
        if generated == Generated::Duties {
            let work = duties::write(self.ctx, self.page.id, self.folder);
            return self.markup(&work);
        }
        if generated == Generated::Readiness {
            let rows = readiness::rows(self.ctx, self.page, self.folder);
            let table = readiness::table(&rows, &mut |symbol| {
                self.symbols.insert(symbol);
            });
            return self.markup(&table);
        }
        if generated == Generated::Coverage {
            return self.coverage();
        }
        if generated == Generated::Matrix {
            return self.matrix();
        }
        if generated == Generated::Sequence && self.map() {
            return;
        }
        let Made { order, lines, more } = self.list_of(generated);
        if let Some((owner, shown)) = order {
            return self.ordered(owner, shown, &lines);
        }
        self.lines("ul", &lines);
        if 0 < more {
            self.markup(&format!("<p>and {more} more</p>\n"));
        }
    }

    /// Makes a list.
    pub(super) fn list_of(&self, generated: Generated) -> Made {
        let unordered = |lines| Made { order: None, lines, more: 0 };
        match generated {
            Generated::Sequence => self.sequence(),
            Generated::Children => unordered(self.pages(self.children(self.page.id), None)),
            Generated::Planned => unordered(self.wanted()),
            Generated::Duties
            | Generated::Readiness
            | Generated::Coverage
            | Generated::Matrix
            | Generated::Calendar => unordered(Vec::new()),
            Generated::Backlinks => {
                let all = self.ctx.site.backlinks.get(self.page.id.0 as usize);
                let all = all.map(Vec::as_slice).unwrap_or_default();
                let shown = all.get(..MOST).unwrap_or(all);
                Made { more: all.len() - shown.len(), ..unordered(self.pages(shown, None)) }
            }
        }
    }

    /// The areas of the process the page belongs to, else the pages of its
    /// folder, in order.
    fn sequence(&self) -> Made {
        let navigation = &self.ctx.site.catalog.navigation;
        let own = self.page.id.0 as usize;
        let above = navigation.parent.get(own).copied().flatten();
        if let Some((owner, areas)) = self.areas(above) {
            let is_here = |area: &Area| area.state == AreaState::Written(self.page.id);
            let shown = Shown::around(areas.iter().position(is_here), areas.len());
            let areas = areas.get(shown.first..shown.end).unwrap_or_default();
            let lines = areas.iter().filter_map(|area| self.area_line(area));
            return Made { order: Some((owner, shown)), lines: lines.collect(), more: 0 };
        }
        let owner = above.unwrap_or(self.page.id);
        let pages = self.children(owner);
        let position = navigation.position.get(own).copied().flatten();
        let here = position.filter(|_| above.is_some()).map(|position| position as usize);
        let shown = Shown::around(here, pages.len());
        let pages = pages.get(shown.first..shown.end).unwrap_or_default();
        let lines = self.pages(pages, Some(self.page.id));
        Made { order: Some((owner, shown)), lines, more: 0 }
    }

    fn ordered(&mut self, owner: PageId, shown: Shown, lines: &[Line]) {
        if lines.is_empty() {
            return;
        }
        let owner = Some(owner).filter(|owner| *owner != self.page.id);
        let owner = owner.and_then(|owner| self.ctx.site.catalog.page(owner));
        self.markup("<nav class=\"sequence\"");
        let label = owner.map_or("In order".into(), |page| format!("{}, in order", page.title));
        self.attribute("aria-label", &label);
        self.markup(">\n");
        if let Some(page) = owner {
            self.markup("<p><a");
            let href = address::page(self.folder, &page.output, self.ctx.site.config.links);
            self.attribute("href", &href);
            self.markup(">");
            self.text(&page.title);
            self.markup("</a>, in order.");
            if let Some(here) = shown.here {
                self.markup(&format!(" You are at {} of {}.", here + 1, shown.all));
            }
            self.markup("</p>\n");
        }
        match shown.first {
            0 => self.markup("<ol>\n"),
            first => self.markup(&format!("<ol start=\"{}\">\n", first + 1)),
        }
        lines.iter().for_each(|line| self.line(line));
        self.markup("</ol>\n");
        if lines.len() < shown.all {
            self.markup(&format!("<p>{} of {} are shown.</p>\n", lines.len(), shown.all));
        }
        self.markup("</nav>\n");
    }

    fn lines(&mut self, tag: &str, lines: &[Line]) {
        if lines.is_empty() {
            return;
        }
        self.markup(&format!("<{tag}>\n"));
        lines.iter().for_each(|line| self.line(line));
        self.markup(&format!("</{tag}>\n"));
    }

    fn line(&mut self, line: &Line) {
        self.markup("<li");
        self.markup(line.standing.class());
        self.markup(">");
        match (line.standing, &line.href) {
            (Standing::Here, _) => self.here(|writer| writer.text(&line.text)),
            (Standing::Planned, _) => self.planned(|writer| writer.text(&line.text)),
            (Standing::Other, Some(href)) => {
                self.markup("<a");
                self.attribute("href", href);
                self.markup(">");
                self.text(&line.text);
                self.markup("</a>");
            }
            (Standing::Other, None) => self.text(&line.text),
        }
        if let Some(beside) = &line.beside {
            self.markup(" <small>");
            self.text(beside);
            self.markup("</small>");
        }
        self.markup("</li>\n");
    }

    fn children(&self, id: PageId) -> &'a [PageId] {
        let children = self.ctx.site.catalog.navigation.children.get(id.0 as usize);
        children.map(Vec::as_slice).unwrap_or_default()
    }

    fn pages(&self, ids: &[PageId], own: Option<PageId>) -> Vec<Line> {
        ids.iter().filter_map(|id| self.page_line(*id, own)).collect()
    }

    fn page_line(&self, id: PageId, own: Option<PageId>) -> Option<Line> {
        let page = self.ctx.site.catalog.page(id)?;
        let href = address::page(self.folder, &page.output, self.ctx.site.config.links);
        let standing = if own == Some(id) { Standing::Here } else { Standing::Other };
        Some(Line { text: page.title.clone(), href: Some(href), beside: None, standing })
    }

    /// Finds the process the page belongs to: the one it says it is part of,
    /// itself, or the one above it in the menu.
    fn areas(&self, above: Option<PageId>) -> Option<(PageId, &'a [Area])> {
        let relations = self.page.document.relations.iter();
        let part_of = relations.filter(|relation| relation.kind == RelationKind::PartOf);
        let targets = part_of.map(|relation| self.page.targets.get(relation.reference as usize));
        let parents = targets.filter_map(|target| match target {
            Some(Target::Page(id, _)) => Some(*id),
            _ => None,
        });
        let inferred = self.ctx.site.areas.parents.get(&self.page.id).map(|own| own.page);
        parents.chain(inferred).chain([self.page.id]).chain(above).find_map(|id| {
            let process = self.ctx.site.areas.processes.get(&id)?;
            Some((id, &*process.areas))
        })
    }

    fn area_line(&self, area: &Area) -> Option<Line> {
        match &area.state {
            AreaState::Written(id) => self.page_line(*id, Some(self.page.id)),
            AreaState::Planned(name) => Some(self.planned_line(name)),
            AreaState::Other => {
                let (text, standing) = (area.name.clone(), Standing::Other);
                Some(Line { text, href: None, beside: None, standing })
            }
        }
    }

    /// A planned page, with when it is due if that is known.
    fn planned_line(&self, name: &str) -> Line {
        let catalog = &self.ctx.site.catalog;
        let known = catalog.planned_by_name.get(&loose(name));
        let known = known.and_then(|id| catalog.planned.get(id.0 as usize));
        let due = known.and_then(|planned| planned.due);
        Line {
            text: known.map_or_else(|| name.into(), |planned| planned.title.clone()),
            href: None,
            beside: due.map(|day| format!("due {}", format_day(day))),
            standing: Standing::Planned,
        }
    }

    /// The planned pages this page asks for or announces, by name.
    fn wanted(&self) -> Vec<Line> {
        let asked = self.page.targets.iter().filter_map(|target| match target {
            Target::Planned(name) => Some(&**name),
            _ => None,
        });
        let catalog = &self.ctx.site.catalog;
        let announced = self.page.document.front.planned.iter().map(|planned| &*planned.title.text);
        let announced =
            announced.filter(|title| catalog.planned_by_name.contains_key(&loose(title)));
        let lines = asked.chain(announced).map(|name| self.planned_line(name));
        let lines: BTreeMap<String, Line> = lines.map(|line| (loose(&line.text), line)).collect();
        lines.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Shown};

    #[test]
    fn shows_what_is_around_the_page() {
        for (here, all, expected) in [
            (None, 3, (0, 3)),
            (Some(2), MOST, (0, MOST)),
            (None, 1000, (0, MOST)),
            (Some(500), 1000, (500 - MOST / 2, 500 + MOST / 2)),
            (Some(999), 1000, (1000 - MOST, 1000)),
        ] {
            let shown = Shown::around(here, all);
            assert_eq!((shown.first, shown.end), expected, "{here:?} of {all}");
        }
    }
}
