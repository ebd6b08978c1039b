//! What the twin of a runbook says behind its text, as its page does: how all
//! of it is undone, the last step first, and who is called after whom.

use super::link::linked;
use super::writer::{Flow, Gap, Writer};
use crate::model::document::{Block, BlockKind};
use crate::model::label::{Label, Labelled};
use crate::model::procedure::{Purpose, Step};
use crate::model::walk;
use crate::outputs::html::runbook::{LadderView, RungView, ladders};

impl<'a> Writer<'a> {
    /// Writes how the steps are undone and who is called, where no section
    /// says it.
    pub(super) fn runbook_below(&mut self) {
        if self.page.document.kind_name() != "runbook" {
            return;
        }
        self.undo_below();
        self.ladders_below();
    }

    fn undo_below(&mut self) {
        let document = &*self.page.document;
        let mut sections = document.procedure.iter();
        if sections.any(|section| section.purpose == Purpose::Rollback) {
            return;
        }
        let steps = document.procedure.iter().flat_map(|section| &section.steps);
        let does = |step: &&Step| {
            step.undo().is_some_and(|undo| !undo.to_lowercase().starts_with("nothing"))
        };
        let steps: Vec<&'a Step> = steps.filter(does).collect();
        if steps.is_empty() {
            return;
        }
        let labels = undos(&document.body);
        self.titled_line(2, "Take it back", ("", String::new()));
        for step in steps.into_iter().rev() {
            let Some(field) = step.field(Label::Undo) else { continue };
            let own = labels.binary_search_by_key(&field.range, |own| own.place());
            let Some(labelled) = own.ok().and_then(|at| labels.get(at)).copied() else { continue };
            self.undo(step, labelled);
        }
        self.next_after(Gap::Empty);
        self.after_list = Some('-');
    }

    fn undo(&mut self, step: &Step, labelled: &'a Labelled) {
        let name = format!("Step {}, {}", step.number, step.name);
        let name = match &step.id {
            Some(id) => linked(&name, &format!("#{id}"), Flow::Lines),
            None => super::plain(&name, Flow::Lines),
        };
        self.begin();
        self.mark("- ");
        self.within("  ", |writer| {
            writer.block(|writer| {
                writer.mark(&name);
                writer.mark(": ");
                writer.inlines(&labelled.value);
            });
            writer.blocks(&labelled.blocks);
        });
        self.next_after(Gap::Line);
    }

    fn ladders_below(&mut self) {
        let Some(found) = ladders(self.ctx, self.page, self.folder) else { return };
        self.titled_line(2, "Escalate", ("", String::new()));
        let charter = super::plain(&found.charter.text, Flow::Lines);
        let intro = format!("From {charter}. Count from the alert, not from when you saw it.");
        self.block(|writer| writer.mark(&intro));
        let is_one = found.all.len() == 1;
        for LadderView { title, rungs } in &found.all {
            if let Some(title) = title.as_ref().filter(|_| !is_one) {
                let title = super::plain(title, Flow::Title);
                self.titled_line(3, &title, ("", String::new()));
            }
            for rung in rungs {
                let line = line(rung);
                self.begin();
                self.mark(&line);
                self.next_after(Gap::Line);
            }
            self.next_after(Gap::Empty);
            self.after_list = Some('-');
        }
    }
}

/// Writes who is called, when, and how they are reached.
fn line(rung: &RungView) -> String {
    let plain = |text: &str| super::plain(text, Flow::Lines);
    let mut line = format!("- {}: **{}**", plain(&rung.after), plain(&rung.to.text));
    if let Some(alternate) = &rung.alternate {
        line.push_str(&format!(", else {}", plain(&alternate.text)));
    }
    let reach = rung.reach.as_ref();
    let phone = reach.and_then(|reach| reach.phone.as_deref());
    let channel = reach.and_then(|reach| reach.channel.as_deref());
    let channel = Some(&*rung.channel).filter(|own| !own.is_empty()).or(channel);
    let mut said: Vec<String> = Vec::new();
    for own in [phone, channel].into_iter().flatten().map(plain) {
        if !said.contains(&own) {
            said.push(own);
        }
    }
    if !said.is_empty() {
        line.push_str(&format!(", {}", said.join(", ")));
    }
    if !rung.when.is_empty() {
        line.push_str(&format!(". If {}", plain(&rung.when)));
    }
    line
}

/// Returns the labels that say how a step is undone, in order of their places.
fn undos(body: &[Block]) -> Vec<&Labelled> {
    let mut found = Vec::new();
    walk::walk(body, &mut |block| {
        if let BlockKind::Labels(labels) = &block.kind {
            found.extend(labels.iter().filter(|own| own.label == Label::Undo));
        }
    });
    found.sort_by_key(|own: &&Labelled| own.place());
    found
}
