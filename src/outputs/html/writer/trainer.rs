//! A course as a trainer holds it: its units with their times, its text with the
//! notes for trainers open, and the answers below the questions.

use std::collections::BTreeSet;

use super::{Reader, Writer};
use crate::base::SitePath;
use crate::base::url::encode_fragment;
use crate::model::document::{Block, BlockKind};
use crate::model::extension::RenderContext;
use crate::model::page::Page;
use crate::model::training::{Module, PlacedUnit, units};
use crate::text::html::escape;
use crate::text::nested::{Leads, Nesting, nest};

/// Writes a course for its trainer; returns the symbols in it too.
pub(in crate::outputs::html) fn for_trainer<'a>(
    ctx: &'a RenderContext<'a>,
    (page, module): (&'a Page, &'a Module),
    folder: &'a SitePath,
) -> (String, BTreeSet<&'static str>) {
    let mut writer = Writer::new(ctx, page, folder);
    writer.reader = Reader::Trainer;
    writer.timetable(module);
    writer.whole_course(module);
    writer.footnotes();
    (writer.out, writer.symbols)
}

/// Writes a unit that has a page of its own as a part of the page of its
/// course, below a heading that is called as the page is.
fn unit<'a>(
    ctx: &'a RenderContext<'a>,
    own: PlacedUnit<'a>,
    (folder, reader): (&'a SitePath, Reader),
) -> (String, BTreeSet<&'static str>) {
    let mut writer = Writer::new(ctx, own.page, folder);
    writer.reader = reader;
    writer.blocks(&own.page.document.body);
    writer.footnotes();
    let prefix = format!("{}:", own.id(ctx.site));
    let nesting = Nesting {
        prefix: &escape(&prefix),
        fragment: &escape(&encode_fragment(&prefix)),
        leads: &|_| Leads::AsWritten,
    };
    let (id, title) = (escape(own.id(ctx.site)), escape(own.title(ctx.site)));
    let text = nest(&writer.out, &nesting);
    (format!("<h2 id=\"unit:{id}\">{title}</h2>\n{text}"), writer.symbols)
}

impl<'a> Writer<'a> {
    /// Writes the text of a course with the units that have pages of their own,
    /// which stand before its questions.
    pub(super) fn whole_course(&mut self, module: &Module) {
        let body: &'a [Block] = &self.page.document.body;
        let asks = module.questions.first().map_or(u32::MAX, |own| own.range.start);
        let is_check = |block: &Block| match &block.kind {
            BlockKind::Heading(heading) => heading.level == 2 && block.range.start <= asks,
            _ => false,
        };
        let is_last = asks != u32::MAX;
        let at = body.iter().rposition(is_check).filter(|_| is_last).unwrap_or(body.len());
        let (before, check) = body.split_at_checked(at).unwrap_or((body, &[]));
        self.blocks(before);
        for own in units(self.ctx.site, self.page).into_iter().filter(|own| own.is_page) {
            let (text, symbols) = unit(self.ctx, own, (self.folder, self.reader));
            self.markup(&text);
            self.symbols.extend(symbols);
        }
        self.blocks(check);
    }

    /// Writes in which minute each unit begins.
    fn timetable(&mut self, module: &Module) {
        let units = units(self.ctx.site, self.page);
        if !units.iter().any(|own| own.unit.minutes.is_some()) {
            return;
        }
        self.markup(
            "<div class=\"wide\" role=\"group\" aria-label=\"Table: Times\" tabindex=\"0\">\n",
        );
        self.markup("<table class=\"stack\">\n<thead><tr><th scope=\"col\">Unit</th><th scope=\"col\">From minute</th><th scope=\"col\">Minutes</th><th scope=\"col\">Objectives</th></tr></thead>\n<tbody>\n");
        let mut at = 0_u32;
        for own in units {
            let minutes = own.unit.minutes.unwrap_or_default();
            let id = own.id(self.ctx.site);
            let place = if own.is_page { format!("unit:{id}") } else { id.to_string() };
            self.markup("<tr><th scope=\"row\"><a");
            self.attribute("href", &format!("#{}", encode_fragment(&place)));
            self.markup(">");
            self.filled(own.title(self.ctx.site));
            self.markup(&format!("</a></th><td data-h=\"From minute\">{at}</td><td data-h=\"Minutes\">{minutes}</td><td data-h=\"Objectives\">"));
            self.filled(&objectives(self.page, module, own));
            self.markup("</td></tr>\n");
            at = at.saturating_add(minutes);
        }
        self.markup(&format!("<tr><th scope=\"row\">Questions</th><td data-h=\"From minute\">{at}</td><td data-h=\"Minutes\"></td><td data-h=\"Objectives\"></td></tr>\n"));
        self.markup("</tbody></table></div>\n");
    }
}

/// Says in words what a unit teaches.
fn objectives(page: &Page, module: &Module, own: PlacedUnit<'_>) -> String {
    let ids = own.taught(page);
    let named = module.objectives.iter().filter(|objective| ids.contains(&&*objective.id));
    let names: Vec<&str> = named.map(|own| own.name.trim_end_matches('.')).collect();
    names.join("; ")
}
