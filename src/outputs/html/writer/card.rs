//! Cards of landing pages as HTML.

use super::Writer;
use crate::model::card::{Card, CardLink, CardList, kind_name};

impl Writer<'_> {
    pub(super) fn cards(&mut self, cards: &[Card]) {
        // Cards that are one link each can stand closer together.
        let is_short = |card: &Card| card.lists.is_empty();
        let short = cards.iter().all(is_short);
        self.markup(if short { "<ul class=\"deck short\">\n" } else { "<ul class=\"deck\">\n" });
        for card in cards {
            self.card(card);
        }
        self.markup("</ul>\n");
    }

    fn card(&mut self, card: &Card) {
        self.markup("<li>");
        if let Some((number, src)) =
            card.picture.and_then(|number| Some((number, self.address(number)?)))
        {
            self.picture_start(number, &src, "");
            self.picture_end();
        }
        if let Some(kind) = &card.kind {
            self.kind(kind);
        }
        if !card.title.is_empty() {
            self.card_title(card);
        }
        if !card.summary.is_empty() {
            self.markup("<p>");
            self.text(&card.summary);
            self.markup("</p>\n");
        }
        for list in &card.lists {
            self.card_list(list);
        }
        self.markup("</li>\n");
    }

    fn card_title(&mut self, card: &Card) {
        let level = card.level.clamp(2, 6);
        self.markup(&format!("<h{level}"));
        self.attribute("id", &card.id);
        self.markup(">");
        match card.link {
            Some(number) => self.anchor(number, &card.title),
            None => self.text(&card.title),
        }
        self.markup(&format!("</h{level}>\n"));
    }

    fn card_list(&mut self, list: &CardList) {
        if let Some(kind) = &list.kind {
            self.kind(kind);
        }
        self.markup("<ul>\n");
        for CardLink { text, reference } in &list.links {
            self.markup("<li>");
            self.anchor(*reference, text);
            self.markup("</li>\n");
        }
        self.markup("</ul>\n");
    }

    fn kind(&mut self, kind: &str) {
        self.markup("<p class=\"kind\">");
        self.text(&kind_name(kind));
        self.markup("</p>\n");
    }
}
