//! Containers as HTML: tabs, columns, details, groups.

use super::{Reader, Writer};
use crate::model::callout;
use crate::model::container::{Column, Details, Group, GroupKind, Tab};
use crate::model::document::Block;

impl Writer<'_> {
    /// Tabs are sections with headings; the theme's script makes panels of
    /// them, so without it, and on paper, all are there.
    pub(super) fn tabs(&mut self, tabs: &[Tab]) {
        self.tab_groups += 1;
        let group = self.tab_groups;
        self.markup("<div class=\"tabs\">\n");
        for (at, tab) in tabs.iter().enumerate() {
            self.markup("<section class=\"panel\"");
            match &tab.id {
                Some(id) => self.id(id),
                None => self.attribute("id", &format!("tab:{group}-{}", at + 1)),
            }
            self.attribute("data-tab", &tab.key);
            if let Some(condition) = &tab.condition {
                self.attribute("data-if", condition);
            }
            self.markup("><p class=\"panel-title\">");
            self.inlines(&tab.title);
            self.markup("</p>\n");
            self.blocks(&tab.blocks);
            self.markup("</section>\n");
        }
        self.markup("</div>\n");
    }

    pub(super) fn columns(&mut self, columns: &[Column]) {
        self.markup("<div class=\"columns\">\n");
        for column in columns {
            match column.span {
                0 | 1 => self.markup("<div>"),
                span => self.markup(&format!("<div class=\"span-{span}\">")),
            }
            self.blocks(&column.blocks);
            self.markup("</div>\n");
        }
        self.markup("</div>\n");
    }

    pub(super) fn details(&mut self, details: &Details) {
        let is_for_trainer = self.part.document.is_for_trainer(details);
        if is_for_trainer && self.reader == Reader::Learner {
            return;
        }
        let (class, symbol, word) = match &details.callout {
            Some((kind, word)) => {
                let (class, symbol) = super::block::look(*kind);
                (Some(class), Some(symbol), callout::capitalised(word))
            }
            None => (None, None, "Details".to_string()),
        };
        self.markup("<details");
        if let Some(class) = class {
            self.attribute("class", &format!("note {class}"));
        }
        self.markup(if details.open || is_for_trainer { " open><summary>" } else { "><summary>" });
        if let Some(symbol) = symbol {
            self.symbol(symbol);
        }
        match details.title.is_empty() {
            true => self.text(&word),
            false => self.inlines(&details.title),
        }
        self.markup("</summary>\n");
        self.blocks(&details.blocks);
        self.markup("</details>\n");
    }

    pub(super) fn group(&mut self, group: &Group) {
        match &group.kind {
            GroupKind::Plain | GroupKind::Column(_) => self.blocks(&group.blocks),
            GroupKind::NextStep => self.wrapped_blocks("next-step", &group.blocks),
            GroupKind::Bordered => self.wrapped_blocks("bordered", &group.blocks),
            GroupKind::Zone(name) => {
                let name = name.replace(['-', '_'], " ").replace(',', ", ");
                self.conditional("For", &name, &group.blocks);
            }
            GroupKind::Version(range) => self.conditional("Version", range, &group.blocks),
            GroupKind::Described => {
                let (picture, description) = group.blocks.split_at(1.min(group.blocks.len()));
                self.blocks(picture);
                self.markup("<details class=\"described\"><summary>Description of the picture");
                self.markup("</summary>\n");
                self.blocks(description);
                self.markup("</details>\n");
            }
        }
    }

    fn wrapped_blocks(&mut self, class: &str, blocks: &[Block]) {
        self.markup("<div");
        self.attribute("class", class);
        self.markup(">\n");
        self.blocks(blocks);
        self.markup("</div>\n");
    }

    fn conditional(&mut self, label: &str, condition: &str, blocks: &[Block]) {
        self.markup("<div class=\"only\"><p class=\"only-label\">");
        self.markup(label);
        self.markup(": ");
        self.text(condition);
        self.markup("</p>\n");
        self.blocks(blocks);
        self.markup("</div>\n");
    }
}
