//! Questions of a knowledge check as HTML.
//!
//! A page has a question with what can be chosen, and no answer: that stands
//! on a page of its own, `answers.html`, to which a closed line leads. So
//! everything works without a script, and nobody reads an answer by accident.
//! For the script the key of a question is veiled in an attribute.

use serde::Serialize;

use super::{Reader, Writer};
use crate::base::SitePath;
use crate::base::url::encode_fragment;
use crate::model::document::{Block, BlockKind, Heading, Item, List};
use crate::model::extension::{Mode, RenderContext};
use crate::model::page::Page;
use crate::model::training::{Answer, AnswerKind, Choice, Module, Question, Shape};
use crate::outputs::html::address;
use crate::outputs::html::course::{self, StageText};
use crate::text::veil::veil;

/// What the script knows of a question: short names, for it stands in every
/// page of a course.
#[derive(Serialize, Default)]
struct Key<'a> {
    /// Which choices are right, as they stand in the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    r: Vec<u8>,
    /// Why each choice is right or wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    b: Vec<&'a str>,
    /// The right number of each thing that is put in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    o: Vec<usize>,
    /// What counts as an answer: how it is compared, and what it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    a: Vec<(&'static str, &'a str)>,
    /// Why the answer is right.
    w: &'a str,
    p: u32,
}

impl<'a> Writer<'a> {
    /// Writes a question and all that stands below it; returns how many of the
    /// blocks after its heading that were, or `None` if it is none.
    pub(super) fn question(&mut self, block: &Block, after: &[Block]) -> Option<usize> {
        let BlockKind::Heading(heading) = &block.kind else { return None };
        let document = self.part.document;
        let module: &'a Module = document.training.as_deref()?.module()?;
        let after_it = |own: &Question| own.range.start < heading.range.start;
        let question = module.questions.get(module.questions.partition_point(after_it))?;
        if question.id != heading.id {
            return None;
        }
        let is_below = |block: &&Block| block.range.start < question.body.end;
        let below = after.iter().take_while(is_below).count();
        let blocks = after.get(..below)?;
        self.heading(heading);
        let list = blocks.iter().find(|block| Some(block.range) == question.list);
        for block in blocks {
            let is_elsewhere =
                Some(block.range) == question.list || matches!(block.kind, BlockKind::Labels(_));
            if !is_elsewhere {
                self.block(block);
            }
        }
        match self.reader {
            Reader::Learner => self.asked(heading, question, list),
            Reader::Trainer => self.answered(question),
        }
        Some(below)
    }

    /// Returns what a path says of one of its courses.
    pub(super) fn stage(&self, item: &Item) -> Option<StageText<'a>> {
        let is_own = self.part.at.is_none();
        is_own.then(|| course::stage(self.ctx.site, self.page, item.range.start)).flatten()
    }

    /// Writes a course of a path, whose item is begun.
    pub(super) fn stage_item(&mut self, item: &Item, stage: &StageText<'_>) {
        self.attribute("data-course", stage.id);
        self.attribute("data-questions", &stage.questions.to_string());
        self.markup(">");
        self.blocks(&item.blocks);
        if !stage.words.is_empty() {
            self.markup("<small>");
            self.filled(&stage.words);
            self.markup("</small>");
        }
        self.markup("</li>\n");
    }

    fn asked(&mut self, heading: &Heading, question: &Question, list: Option<&Block>) {
        let list = list.and_then(|block| match &block.kind {
            BlockKind::List(list) => Some(&**list),
            _ => None,
        });
        let order = question.shown_order();
        self.markup("<fieldset class=\"ask\"");
        self.attribute("aria-labelledby", &heading.id);
        self.attribute("data-q", &question.id);
        self.attribute("data-key", &veil(&key(question, &order), &question.id));
        self.markup(">\n");
        match (&question.shape, list) {
            (Shape::Choices(_), Some(list)) => self.choices(question, list),
            (Shape::Order(_), Some(list)) => self.things(question, (list, &order)),
            (Shape::Short(_), _) => {
                self.markup("<p><label>Your answer <input type=\"text\" maxlength=\"200\" autocomplete=\"off\"></label></p>\n");
            }
            _ => {}
        }
        self.where_answered(question);
        self.markup("</fieldset>\n");
    }

    fn choices(&mut self, question: &Question, list: &List) {
        let (kind, name) = match question.has_several() {
            true => ("checkbox", None),
            false => ("radio", Some(format!("q:{}", question.id))),
        };
        for item in list.items.iter().filter(|item| item.task.is_some()) {
            self.markup("<label class=\"opt\"><input");
            self.attribute("type", kind);
            if let Some(name) = &name {
                self.attribute("name", name);
            }
            self.markup("><span>");
            self.said(item);
            self.markup("</span></label>\n");
        }
    }

    /// Writes things to put in order, each with room for its number.
    fn things(&mut self, question: &Question, (list, order): (&List, &[usize])) {
        self.markup("<p>Give each its number.</p>\n");
        for at in order {
            let Some(item) = list.items.get(*at) else { continue };
            self.markup("<label class=\"opt\"><select");
            self.attribute("aria-label", &format!("Number of: {}", text_of(question, *at)));
            self.markup("><option value=\"\">–</option>");
            for number in 1..=order.len() {
                self.markup(&format!("<option>{number}</option>"));
            }
            self.markup("</select><span>");
            self.said(item);
            self.markup("</span></label>\n");
        }
    }

    /// Writes what an item says, without its labels.
    fn said(&mut self, item: &Item) {
        for block in item.blocks.iter() {
            match &block.kind {
                BlockKind::Labels(_) => {}
                BlockKind::Plain(content) | BlockKind::Paragraph(content) => self.inlines(content),
                _ => self.block(block),
            }
        }
    }

    /// Says where the answer is, and where it comes from.
    fn where_answered(&mut self, question: &Question) {
        let summary = match (self.ctx.mode, question.from.is_empty()) {
            // The script looks for it.
            (Mode::Package, true) => return self.markup("<p class=\"answer\" hidden></p>\n"),
            (Mode::Package, false) => "Where to look",
            _ => "Answer",
        };
        self.markup(&format!("<details class=\"answer\"><summary>{summary}</summary><p>"));
        if let Some(file) = course::beside(self.ctx, self.page.id, course::Beside::Answers) {
            let href = address::file(self.folder, &file);
            self.markup("<a");
            self.attribute("href", &format!("{href}#{}", encode_fragment(&question.id)));
            self.markup(">What is right, and why</a>.");
        }
        self.drawn_from(question);
        self.markup("</p></details>\n");
    }

    fn drawn_from(&mut self, question: &Question) {
        for (at, number) in question.from.iter().enumerate() {
            self.markup(if at == 0 { " It is drawn from " } else { ", " });
            self.name(*number, None);
        }
        self.markup(if question.from.is_empty() { "" } else { "." });
    }

    fn solved(&mut self, question: &Question) {
        self.markup("<h2");
        self.attribute("id", &question.id);
        self.markup(">");
        self.filled(&question.text);
        self.markup("</h2>\n");
        self.right_and_why(question);
        self.markup("<p class=\"soft\">");
        self.markup("<a");
        let back = encode_fragment(&question.id);
        self.attribute("href", &format!("index.html#{back}"));
        self.markup(">Back to the question</a>.");
        self.drawn_from(question);
        self.markup("</p>\n");
    }

    /// Writes the answer below its question.
    fn answered(&mut self, question: &Question) {
        self.right_and_why(question);
        self.markup("<p class=\"soft\">");
        self.drawn_from(question);
        self.markup("</p>\n");
    }

    fn right_and_why(&mut self, question: &Question) {
        match &question.shape {
            Shape::Choices(choices) => self.judged("ul", choices),
            Shape::Order(things) => self.judged("ol", things),
            Shape::Short(answers) => self.right(answers),
            Shape::Open => {}
        }
        if let Some(why) = &question.why {
            self.markup("<p>");
            self.filled(why);
            self.markup("</p>\n");
        }
    }

    fn judged(&mut self, tag: &str, choices: &[Choice]) {
        self.markup(&format!("<{tag} class=\"key\">\n"));
        for choice in choices {
            let (begin, end) = match (tag, choice.is_right) {
                ("ol", _) => ("<li>", ""),
                (_, true) => ("<li><strong>Right:</strong> ", ""),
                (_, false) => ("<li>Wrong: ", ""),
            };
            self.markup(begin);
            self.filled(&choice.text);
            self.markup(end);
            if let Some(because) = &choice.because {
                self.markup("<br><span class=\"soft\">");
                self.filled(because);
                self.markup("</span>");
            }
            self.markup("</li>\n");
        }
        self.markup(&format!("</{tag}>\n"));
    }

    fn right(&mut self, answers: &[Answer]) {
        self.markup("<p>Right is ");
        for (at, answer) in answers.iter().enumerate() {
            self.markup(if at == 0 { "" } else { " or " });
            match answer.kind {
                AnswerKind::Words => self.filled(&answer.text),
                AnswerKind::Exact | AnswerKind::Pattern => {
                    self.markup("<code>");
                    self.filled(&answer.text);
                    self.markup("</code>");
                }
            }
        }
        self.markup(".</p>\n");
    }
}

/// Writes the answers to the questions of a course, for a page in `folder`.
pub(in crate::outputs::html) fn answers(
    ctx: &RenderContext<'_>,
    (page, module): (&Page, &Module),
    folder: &SitePath,
) -> String {
    let mut writer = Writer::new(ctx, page, folder);
    module.questions.iter().for_each(|question| writer.solved(question));
    // Places of the course are on its page, not on this one. What an author
    // wrote has no quotes here that could look like an address.
    writer.out.replace("href=\"#", "href=\"index.html#")
}

fn text_of(question: &Question, at: usize) -> &str {
    match &question.shape {
        Shape::Choices(choices) | Shape::Order(choices) => {
            choices.get(at).map_or("", |choice| &*choice.text)
        }
        _ => "",
    }
}

/// Returns the key of a question as JSON.
fn key(question: &Question, order: &[usize]) -> String {
    let mut key = Key {
        w: question.why.as_deref().unwrap_or_default(),
        p: question.points,
        ..Key::default()
    };
    match &question.shape {
        Shape::Choices(choices) => {
            key.r = choices.iter().map(|choice| u8::from(choice.is_right)).collect();
            key.b = choices.iter().map(|own| own.because.as_deref().unwrap_or_default()).collect();
        }
        Shape::Order(_) => key.o = order.iter().map(|at| at + 1).collect(),
        Shape::Short(answers) => {
            key.a = answers.iter().map(|own| (compared(own.kind), &*own.text)).collect();
        }
        Shape::Open => {}
    }
    serde_json::to_string(&key).unwrap_or_default()
}

fn compared(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Exact => "e",
        AnswerKind::Words => "w",
        AnswerKind::Pattern => "p",
    }
}
