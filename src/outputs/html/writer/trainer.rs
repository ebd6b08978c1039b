//! A course as a trainer holds it: its units with their times, its text with the
//! notes for trainers open, and the answers below the questions.

use std::collections::BTreeSet;

use super::{Reader, Writer};
use crate::base::SitePath;
use crate::model::extension::RenderContext;
use crate::model::page::Page;
use crate::model::training::{Module, ObjectiveName, Unit};

/// Writes a course for its trainer; returns the symbols in it too.
pub(in crate::outputs::html) fn for_trainer<'a>(
    ctx: &'a RenderContext<'a>,
    (page, module): (&'a Page, &'a Module),
    folder: &'a SitePath,
) -> (String, BTreeSet<&'static str>) {
    let mut writer = Writer::new(ctx, page, folder);
    writer.reader = Reader::Trainer;
    writer.timetable(module);
    writer.blocks(&page.document.body);
    writer.footnotes();
    (writer.out, writer.symbols)
}

impl Writer<'_> {
    /// Writes in which minute each unit begins.
    fn timetable(&mut self, module: &Module) {
        if !module.units.iter().any(|unit| unit.minutes.is_some()) {
            return;
        }
        self.markup(
            "<div class=\"wide\" role=\"group\" aria-label=\"Table: Times\" tabindex=\"0\">\n",
        );
        self.markup("<table class=\"stack\">\n<thead><tr><th scope=\"col\">Unit</th><th scope=\"col\">From minute</th><th scope=\"col\">Minutes</th><th scope=\"col\">Objectives</th></tr></thead>\n<tbody>\n");
        let mut at = 0_u32;
        for unit in &module.units {
            let minutes = unit.minutes.unwrap_or_default();
            self.markup("<tr><th scope=\"row\"><a");
            self.attribute("href", &format!("#{}", crate::base::url::encode_fragment(&unit.id)));
            self.markup(">");
            self.filled(&unit.title);
            self.markup(&format!("</a></th><td data-h=\"From minute\">{at}</td><td data-h=\"Minutes\">{minutes}</td><td data-h=\"Objectives\">"));
            self.filled(&objectives(self.page, module, unit));
            self.markup("</td></tr>\n");
            at = at.saturating_add(minutes);
        }
        self.markup(&format!("<tr><th scope=\"row\">Questions</th><td data-h=\"From minute\">{at}</td><td data-h=\"Minutes\"></td><td data-h=\"Objectives\"></td></tr>\n"));
        self.markup("</tbody></table></div>\n");
    }
}

/// Says in words what a unit teaches.
fn objectives(page: &Page, module: &Module, unit: &Unit) -> String {
    let id = |name: &ObjectiveName| name.id(&page.targets).map(str::to_string);
    let ids: BTreeSet<String> = unit.objectives.iter().filter_map(id).collect();
    let named = module.objectives.iter().filter(|own| ids.contains(&*own.id));
    let names: Vec<&str> = named.map(|own| own.name.trim_end_matches('.')).collect();
    names.join("; ")
}
