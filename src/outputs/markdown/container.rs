//! Details, groups, cards and made lists as Markdown: titles are bold, what
//! they hold follows.

use super::writer::{Gap, Writer};
use crate::model::card::{Card, kind_name};
use crate::model::catalog::{Catalog, PageId};
use crate::model::container::{Details, Group, GroupKind};
use crate::model::document::{Block, BlockKind};
use crate::model::sequence::Generated;
use crate::outputs::html::writer::{Line, Standing, made};

use super::link::twin;

impl<'a> Writer<'a> {
    pub(super) fn details(&mut self, details: &'a Details) {
        if self.part.document.is_for_trainer(details) {
            return;
        }
        if let Some((kind, word)) = &details.callout {
            return self.alert(Some((*kind, word)), &details.title, &details.blocks);
        }
        if details.title.is_empty() {
            self.label("Details");
        }
        self.titled(&details.title, &details.blocks);
    }

    pub(super) fn group(&mut self, group: &'a Group) {
        match &group.kind {
            GroupKind::Plain | GroupKind::Column(_) | GroupKind::NextStep | GroupKind::Bordered => {
                self.blocks(&group.blocks);
            }
            GroupKind::Zone(name) => {
                let name = name.replace(['-', '_'], " ").replace(',', ", ");
                self.label(&format!("For: {name}"));
                self.blocks(&group.blocks);
            }
            GroupKind::Version(range) => {
                self.label(&format!("Version: {range}"));
                self.blocks(&group.blocks);
            }
            GroupKind::Described => {
                let (picture, description) = group.blocks.split_at(1.min(group.blocks.len()));
                self.blocks(picture);
                self.label("Description of the picture");
                self.blocks(description);
            }
        }
    }

    /// A title of ours.
    pub(super) fn label(&mut self, text: &str) {
        self.block(|writer| {
            writer.mark("**");
            writer.text(text);
            writer.mark("**");
        });
    }

    pub(super) fn cards(&mut self, cards: &'a [Card]) {
        cards.iter().for_each(|card| self.card(card));
    }

    fn card(&mut self, card: &'a Card) {
        if let Some(kind) = &card.kind {
            self.label(&kind_name(kind));
        }
        if !card.title.is_empty() {
            let title = self.one_line(super::writer::Flow::Title, |writer| match card.link {
                Some(number) => writer.anchored(number, &card.title),
                None => writer.text(&card.title),
            });
            let own = crate::text::slug::slug(&card.title);
            self.titled_line(card.level.clamp(2, 6), &title, (&card.id, own));
        }
        if !card.summary.is_empty() {
            self.block(|writer| writer.text(&card.summary));
        }
        for list in &card.lists {
            if let Some(kind) = &list.kind {
                self.label(&kind_name(kind));
            }
            self.entries(list.links.len(), |writer, at| {
                if let Some(link) = list.links.get(at) {
                    writer.anchored(link.reference, &link.text);
                }
            });
        }
    }

    /// Writes a list of lines.
    pub(super) fn entries(&mut self, count: usize, write: impl Fn(&mut Self, usize)) {
        let mark = if self.after_list == Some('-') { "* " } else { "- " };
        for at in 0..count {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.begin();
            self.mark(mark);
            write(self, at);
        }
        self.next_after(Gap::Empty);
        self.after_list = mark.chars().next();
    }

    /// Writes a list the site makes.
    pub(super) fn generated(&mut self, generated: Generated) {
        if self.made.contains(&generated) {
            return;
        }
        self.made.push(generated);
        if generated == Generated::Duties {
            return self.work(self.page.id);
        }
        if generated == Generated::Readiness {
            return self.gates();
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
        let list = made(self.ctx, self.page, self.folder, generated);
        let (mut first, mut all) = (None, 0);
        if let Some((owner, shown)) = list.order.filter(|_| !list.lines.is_empty()) {
            (first, all) = (Some(shown.first + 1), shown.all);
            let owner = Some(owner).filter(|owner| *owner != self.page.id);
            if let Some(page) = owner.and_then(|owner| self.ctx.site.catalog.page(owner)) {
                let href = twin(self.folder, page);
                self.block(|writer| {
                    writer.linked_text(&page.title, &href);
                    writer.mark(", in order.");
                    if let Some(here) = shown.here {
                        writer.mark(&format!(" You are at {} of {}.", here + 1, shown.all));
                    }
                });
            }
        }
        for (at, line) in list.lines.iter().enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.begin();
            match first {
                Some(first) => self.mark(&format!("{}. ", first + at)),
                None => self.mark("- "),
            }
            self.line(line);
        }
        self.next_after(Gap::Empty);
        self.after_list = Some(if first.is_some() { '.' } else { '-' });
        if list.lines.len() < all {
            let shown = list.lines.len();
            self.block(|writer| writer.mark(&format!("{shown} of {all} are shown.")));
        }
        if 0 < list.more {
            self.block(|writer| writer.mark(&format!("and {} more", list.more)));
        }
    }

    fn line(&mut self, line: &Line) {
        match (line.standing, &line.href) {
            (Standing::Here, _) => self.here(|writer| writer.text(&line.text)),
            (Standing::Planned, _) => self.planned(|writer| writer.text(&line.text)),
            (Standing::Other, Some(href)) => {
                let href = as_twin(href);
                self.linked_text(&line.text, &href);
            }
            (Standing::Other, None) => self.text(&line.text),
        }
        if let Some(beside) = &line.beside {
            self.mark(" ");
            self.text(beside);
        }
    }

    /// Lists the pages below a page where its page does.
    pub(super) fn children(&mut self) {
        let body = &self.page.document.body;
        let has_own = |block: &Block| {
            matches!(&block.kind, BlockKind::Cards(_) | BlockKind::Generated(Generated::Children))
        };
        if !body.iter().any(has_own) {
            self.below(self.page.id);
        }
    }

    fn below(&mut self, id: PageId) {
        for (title, pages) in below(&self.ctx.site.catalog, id) {
            self.titled_line(2, title, ("", String::new()));
            self.entries(pages.len(), |writer, at| {
                if let Some(id) = pages.get(at) {
                    writer.child(*id);
                }
            });
        }
    }

    fn child(&mut self, id: PageId) {
        let Some(page) = self.ctx.site.catalog.page(id) else { return };
        let href = twin(self.folder, page);
        self.linked_text(&page.title, &href);
        if !page.description.is_empty() {
            self.mark(": ");
            self.text(&page.description);
        }
    }
}

/// Returns the pages below a page that have none below them, and those that
/// do; the front page has these first. A list without pages is left out.
pub(super) fn below(catalog: &Catalog, id: PageId) -> Vec<(&'static str, Vec<PageId>)> {
    let navigation = &catalog.navigation;
    let children = navigation.children.get(id.0 as usize).map(Vec::as_slice);
    let is_section =
        |id: &PageId| navigation.below.get(id.0 as usize).is_some_and(|below| 0 < *below);
    let (sections, pages) =
        children.unwrap_or_default().iter().copied().partition::<Vec<PageId>, _>(is_section);
    let mut lists = vec![("Pages", pages), ("Sections", sections)];
    if catalog.root == Some(id) {
        lists.reverse();
    }
    lists.retain(|(_, pages)| !pages.is_empty());
    lists
}

/// Returns the address of the twin of a page, by that of the page.
pub(super) fn as_twin(href: &str) -> String {
    match href.strip_suffix("index.html") {
        Some(folder) => format!("{folder}index.md"),
        None => format!("{}index.md", href.strip_prefix("./").unwrap_or(href)),
    }
}
