//! Steps as HTML: what is done, what can go wrong, what is said of it, and a
//! box to tick.
//!
//! A step is an item of a list, or a heading with what follows it. The script
//! knows it by its id and by the hash of its own text.

use super::{LabelHolder, Writer};
use crate::model::document::{Block, BlockKind, Heading, Inline, InlineKind, Item};
use crate::model::graft::id_in_page;
use crate::model::label::{Label, Labelled};
use crate::model::procedure::{Danger, Purpose, Step, StepSection, step_at};
use crate::text::duration::Duration;

/// How a step is undone, as its page shows it.
pub(in crate::outputs::html) struct Undo {
    /// Where the step begins in the source.
    pub at: u32,
    /// The id of the step.
    pub id: String,
    /// Safe HTML without ids.
    pub html: String,
}

/// A step and what its section is for.
pub(super) type Found<'a> = (Purpose, &'a Step);

impl<'a> Writer<'a> {
    /// Returns the step whose item or heading begins at a byte.
    pub(super) fn step_at(&self, at: u32) -> Option<Found<'a>> {
        let procedure: &'a [StepSection] = &self.part.document.procedure;
        step_at(procedure, at).map(|(section, step)| (section.purpose, step))
    }

    /// Writes the text of a page; of a runbook returns where each section
    /// begins, and what its kind calls it.
    pub(super) fn sections(&mut self, blocks: &[Block]) -> Vec<(usize, Option<&'static str>)> {
        let document = self.page.document.as_ref();
        let Some(known) = document.kind.filter(|known| known.kind.name == "runbook") else {
            self.blocks(blocks);
            return Vec::new();
        };
        let begins = |block: &Block| match &block.kind {
            BlockKind::Heading(heading) => heading.level <= 2,
            _ => false,
        };
        let (mut cuts, mut rest) = (Vec::new(), blocks);
        while let Some(first) = rest.first() {
            let end = rest.iter().skip(1).position(begins).map_or(rest.len(), |at| at + 1);
            let (part, after) = rest.split_at(end);
            if let BlockKind::Heading(heading) = &first.kind {
                let text = self.plain(&heading.content);
                let own = known.kind.sections.iter().find(|section| section.is_named(&text));
                let is_step = self.step_at(heading.range.start).is_some();
                let title = if is_step { Some("Steps") } else { own.map(|own| own.title) };
                cuts.push((self.out.len(), title));
            }
            self.blocks(part);
            rest = after;
        }
        cuts
    }

    /// Keeps how a step is undone: what was written from `begin` on.
    pub(super) fn keep_undo(&mut self, step: &Step, begin: usize) {
        let html = self.out.get(begin..).unwrap_or_default();
        // An id stands once on a page.
        if self.part.at.is_none() && !html.contains(" id=\"") {
            let html = html.to_string();
            let id = step.id.as_deref().unwrap_or_default().to_string();
            self.undos.push(Undo { at: step.at, id, html });
        }
    }

    /// Writes a step that is an item of a list.
    pub(super) fn step_item(&mut self, item: &Item, found: Found<'a>) {
        let (_, step) = found;
        self.markup("<li");
        let id = self.step_start(step);
        let (name, rest) = match item.blocks.split_first() {
            Some((
                Block { kind: BlockKind::Plain(name) | BlockKind::Paragraph(name), .. },
                rest,
            )) => (&**name, rest),
            _ => (&[][..], &*item.blocks),
        };
        let tag = if self.holds_block(name) { "div" } else { "p" };
        self.markup(&format!("<{tag} class=\"do\">"));
        self.inlines(name);
        self.minutes(step);
        self.markup(&format!("</{tag}>\n"));
        self.step_rest(rest, (&id, found));
        self.markup("</li>\n");
    }

    /// Writes a step that is a heading with what follows it, up to the next
    /// heading; tells how many blocks follow it, `None` if it is no step.
    pub(super) fn step_section(&mut self, block: &Block, after: &[Block]) -> Option<usize> {
        let BlockKind::Heading(heading) = &block.kind else { return None };
        let found = self.step_at(heading.range.start)?;
        let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
        let used = after.iter().position(is_heading).unwrap_or(after.len());
        self.controls();
        self.markup("<section");
        let id = self.step_start(found.1);
        self.step_heading(heading, found.1);
        self.step_rest(after.get(..used).unwrap_or_default(), (&id, found));
        self.markup("</section>\n");
        Some(used)
    }

    /// Writes the heading of a step, whose id is the step's.
    fn step_heading(&mut self, heading: &Heading, step: &Step) {
        let level = heading.level.clamp(2, 6);
        self.markup(&format!("<h{level} class=\"do\">"));
        self.other_id(heading);
        self.inlines(&heading.content);
        self.minutes(step);
        self.markup(&format!("</h{level}>\n"));
    }

    /// Writes what a script needs to know of a step, and ends its first tag.
    fn step_start(&mut self, step: &Step) -> String {
        let id = match &step.id {
            Some(id) => id_in_page(self.part.ids, id).to_string(),
            None => format!("step:{}", step.at),
        };
        self.attribute("id", &id);
        let danger = step.danger();
        self.markup(" class=\"step");
        self.markup(if danger.is_some() { " danger" } else { "" });
        self.markup(if step.is_decision { " decision\"" } else { "\"" });
        self.hash(step.hash);
        self.attribute("data-no", &step.number);
        if let Some(danger) = danger {
            self.attribute("data-danger", danger.word());
        }
        let time = step.field(Label::Time).and_then(|time| Duration::parse(&time.text));
        if let Some(time) = time.and_then(|time| time.iso()) {
            self.attribute("data-time", &time);
        }
        let said = [
            ("data-role", Label::Role),
            ("data-only-if", Label::OnlyIf),
            ("data-record", Label::Record),
            ("data-evidence", Label::Evidence),
        ];
        for (name, label) in said {
            let fields = step.fields.iter().filter(|field| field.label == label);
            let texts: Vec<&str> = fields.map(|field| &*field.text).collect();
            if !texts.is_empty() {
                self.attribute(name, &texts.join("; "));
            }
        }
        self.markup(">\n");
        id
    }

    /// Writes how long a step takes, behind its name.
    fn minutes(&mut self, step: &Step) {
        if let Some(time) = step.field(Label::Time) {
            self.markup(" <small>");
            self.filled(&time.text);
            self.markup("</small>");
        }
    }

    /// Writes what follows the name of a step.
    fn step_rest(&mut self, blocks: &[Block], (id, (purpose, step)): (&str, Found<'a>)) {
        let outside = std::mem::replace(&mut self.holder, LabelHolder::Step(step));
        self.condition(blocks);
        if step.danger().is_some() {
            self.guard(blocks, (id, step));
        }
        self.blocks(blocks);
        self.holder = outside;
        self.markup("<label class=\"tick\"><input type=\"checkbox\"");
        self.attribute("id", &format!("{id}:done"));
        self.markup(">");
        self.markup(word(purpose));
        self.text(&step.number);
        self.markup(" done</label>");
    }

    /// Writes under which condition a step is done, before all else.
    fn condition(&mut self, blocks: &[Block]) {
        let Some(said) = label_of(blocks, Label::OnlyIf) else { return };
        self.markup("<dl class=\"then\"><dt>");
        self.label_words(said.word);
        self.markup("</dt><dd>");
        self.inlines(&said.value);
        self.blocks(&said.blocks);
        self.markup("</dd></dl>\n");
    }

    /// Writes what can go wrong, with a box: who ticks it has read it.
    fn guard(&mut self, blocks: &[Block], (id, step): (&str, &Step)) {
        self.markup("<label class=\"guard\"><input type=\"checkbox\"");
        self.attribute("id", &format!("{id}:guard"));
        self.markup("><span>");
        let said = label_of(blocks, Label::Danger);
        let level = step.field(Label::Danger).and_then(|field| Danger::split(&field.text).0);
        self.markup("<strong>");
        self.symbol("s1");
        self.markup(match (step.is_final(), level) {
            (true, _) => "Cannot be undone.",
            (false, Some(Danger::High)) => "High danger.",
            (false, Some(Danger::Low)) => "Low danger.",
            (false, _) => "Danger.",
        });
        self.markup("</strong> ");
        match said {
            Some(said) => self.what_can_go_wrong(said),
            None => self.markup("Read this step to its end before you do it."),
        }
        self.markup("</span></label>\n");
    }

    /// Writes the value of `Danger:` without the word for how much.
    fn what_can_go_wrong(&mut self, labelled: &Labelled) {
        let Some((first, rest)) = labelled.value.split_first() else { return };
        let text = self.source(first.range);
        let (_, words) = Danger::split(text.trim_start());
        if !matches!(first.kind, InlineKind::Text) {
            return self.inlines(&labelled.value);
        }
        let mut range = first.range;
        range.start += (text.len() - words.len()) as u32;
        // It stands behind a full stop.
        if let Some(small) = words.chars().next().filter(|first| first.is_lowercase()) {
            let capital: String = small.to_uppercase().collect();
            self.text(&capital);
            range.start += small.len_utf8() as u32;
        }
        self.inlines(&[Inline { range, kind: InlineKind::Text }]);
        self.inlines(rest);
    }
}

/// Finds a label of a step among what stands below it.
fn label_of(blocks: &[Block], label: Label) -> Option<&Labelled> {
    let labels = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Labels(labels) => Some(labels.iter()),
        _ => None,
    });
    labels.flatten().find(|labelled| labelled.label == label)
}

/// Returns what the box of a step calls it. Numbers begin anew in each
/// section, so each has a word of its own.
fn word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Work => "Step ",
        Purpose::Diagnosis => "Diagnosis, step ",
        Purpose::Verification => "Verification, step ",
        Purpose::CleanUp => "Clean-up, step ",
        Purpose::Rollback => "Rollback, step ",
    }
}
