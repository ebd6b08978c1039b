//! Writes the text of a page as HTML.
//!
//! The markup is the theme's contract: classes and structure are described
//! in the handbook under "Themes". Everything an author wrote is escaped
//! here, and nothing else writes it.

mod areas;
mod block;
mod branch;
mod calendar;
mod card;
mod charter;
mod choice;
mod code;
mod container;
mod due;
mod flow;
mod graft;
mod inline;
mod label;
mod ladder;
mod leftover;
mod link;
mod list;
mod matrix;
mod mention;
mod message;
mod parameter;
mod picture;
mod question;
mod room;
mod sequence;
mod step;
mod table;
mod trainer;
mod values;
mod word;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::base::{Code, Diagnostic, SitePath, Span, TextRange};
use crate::model::catalog::PageId;
use crate::model::charter::Roster;
use crate::model::declared::Declared;
use crate::model::document::{BlockKind, Document, Inline, plain_text};
use crate::model::extension::{Mode, RenderContext};
use crate::model::glossary::{Mention, Place};
use crate::model::graft::id_in_page;
use crate::model::page::{Page, Target};
use crate::model::procedure::Step;
use crate::model::schedule::Schedule;
use crate::model::sequence::Generated;
use crate::model::training::Training;
use crate::text::html::escape_into;
pub(crate) use charter::severity;
pub(super) use flow::Pictured;
pub(super) use question::answers;
pub(crate) use sequence::{Line, Made, Standing};
pub(super) use step::Undo;
pub(super) use trainer::for_trainer;

/// A page's text as HTML, and what its surroundings need to know.
pub(super) struct Written<'a> {
    pub body: String,
    /// How much of it is the first block, unless that is a heading.
    pub first: usize,
    /// The page's heading without its tags.
    pub title: Option<String>,
    /// Symbols used in the body.
    pub symbols: BTreeSet<&'static str>,
    pub found: Vec<Diagnostic>,
    /// Whether it has a chart of its areas.
    pub has_chart: bool,
    /// Whether it has a list, a table or a calendar that the build makes.
    pub has_made: bool,
    /// Whether it has a calendar.
    pub has_calendar: bool,
    /// The figures of its procedures, or of a charter: those that it can do
    /// without.
    pub pictured: Vec<Pictured>,
    /// Whether there is something to tick, to do or to fill in.
    pub is_run: bool,
    /// The fields of values that front matter declares.
    pub values: Option<String>,
    /// For a runbook: where each section begins, and what its kind calls it.
    pub cuts: Vec<(usize, Option<&'static str>)>,
    /// How its steps are undone.
    pub undos: Vec<Undo>,
    /// For a charter: who keeps its promises.
    pub roster: Option<&'a Roster>,
}

/// Makes a list of a page that is published in `folder`, for outputs that
/// write it in their own way.
pub(crate) fn made(
    ctx: &RenderContext<'_>,
    page: &Page,
    folder: &SitePath,
    generated: Generated,
) -> Made {
    Writer::new(ctx, page, folder).list_of(generated)
}

/// Writes a page that is published in `folder`.
pub(super) fn write<'a>(
    ctx: &'a RenderContext<'a>,
    page: &'a Page,
    folder: &'a SitePath,
) -> Written<'a> {
    let mut writer = Writer::new(ctx, page, folder);
    writer.routines = charter::routines(ctx.site, page);
    let title = page.document.heading.as_ref().map(|heading| {
        writer.inlines(&heading.content);
        std::mem::take(&mut writer.out)
    });
    let body = &*page.document.body;
    let is_text = !matches!(body.first().map(|first| &first.kind), Some(BlockKind::Heading(_)));
    let (first, rest) = body.split_at(body.len().min(usize::from(is_text)));
    let course = page.document.training.as_deref().and_then(Training::module);
    let (first, cuts) = match course.filter(|_| ctx.mode == Mode::Package) {
        Some(course) => {
            writer.whole_course(course);
            (writer.out.len(), Default::default())
        }
        None => {
            writer.blocks(first);
            (writer.out.len(), writer.sections(rest))
        }
    };
    writer.end_section();
    if !writer.made.contains(&Generated::Sequence) {
        writer.map_below();
    }
    writer.footnotes();
    writer.keeping();
    if !page.grafts.is_empty() {
        // What is shown several times has its problems once.
        writer.found.sort_unstable();
        writer.found.dedup();
    }
    let has_steps = page.document.procedure.iter().any(|section| !section.steps.is_empty());
    let is_run = has_steps || !writer.tasks.is_empty() || writer.declared.is_some();
    let values = writer.values_of_front();
    let has_calendar = writer.made.contains(&Generated::Calendar);
    let has_made = !writer.made.is_empty();
    let Writer { out: body, symbols, found, chart, pictured, undos, roster, .. } = writer;
    let has_chart = chart == Charted::Shown;
    Written {
        body,
        first,
        title,
        symbols,
        found,
        has_chart,
        has_made,
        has_calendar,
        is_run,
        pictured,
        values,
        cuts,
        undos,
        roster,
    }
}

/// For whom a course is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// Who learns it: without the notes for trainers, and without answers.
    Learner,
    /// Who holds it.
    Trainer,
}

/// A page being written.
pub(super) struct Writer<'a> {
    ctx: &'a RenderContext<'a>,
    page: &'a Page,
    part: Part<'a>,
    folder: &'a SitePath,
    /// For whom a course is written.
    reader: Reader,
    out: String,
    symbols: BTreeSet<&'static str>,
    found: Vec<Diagnostic>,
    /// Room for what the script brings.
    room: room::Room,
    /// How often each task id was given.
    tasks: BTreeMap<String, u32>,
    /// Footnotes in the order of their numbers, each with how often it is
    /// mentioned in what is written.
    notes: Vec<(Note<'a>, u32)>,
    /// How many groups of tabs there are so far.
    tab_groups: u32,
    /// Whether a picture is written.
    has_picture: bool,
    /// The reference of the entry being written, if it leads to the page.
    to_itself: Option<u32>,
    /// Lists that are made; each stands once on a page.
    made: Vec<Generated>,
    /// Terms whose meaning is given.
    explained: BTreeSet<PageId>,
    /// Mentions of terms on the page, sorted.
    mentions: &'a [Mention],
    /// Where the mention that is being written ends.
    mention: Option<Place>,
    /// The values its reader fills in.
    declared: Option<Declared<'a>>,
    /// By when items are due, for a checklist.
    schedule: Option<Schedule<'a>>,
    /// The chart of the process, which is looked for once.
    chart: Charted,
    /// The branches of its steps.
    branches: branch::Branches<'a>,
    /// The figure of its procedure.
    pictured: Vec<Pictured>,
    /// What labels stand below.
    holder: LabelHolder<'a>,
    /// How the steps are undone that are written.
    undos: Vec<Undo>,
    /// The section of a charter that is being written.
    section: charter::Section,
    /// For a charter: who keeps its promises.
    roster: Option<&'a Roster>,
    /// For a charter: the lines of its tasks with the days they are done next.
    routines: Vec<(TextRange, Date)>,
}

/// What labels stand below.
#[derive(Clone, Copy)]
enum LabelHolder<'a> {
    /// A step, which says some of them in other places.
    Step(&'a Step),
    /// Anything else.
    Other,
}

/// What became of the chart of a process.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Charted {
    NotYet,
    Nothing,
    Shown,
}

/// The file that is being written: the page's own, or one that it includes.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// Which graft it is.
    at: Option<u32>,
    document: &'a Document,
    targets: &'a [Target],
    /// Ids that are taken in the page, with those used instead.
    ids: &'a [(Box<str>, Box<str>)],
}

/// A footnote of one of the page's files.
#[derive(Clone, Copy)]
struct Note<'a> {
    part: Part<'a>,
    /// Its index among the footnotes of that file.
    at: u32,
}

impl<'a> Writer<'a> {
    fn new(ctx: &'a RenderContext<'a>, page: &'a Page, folder: &'a SitePath) -> Writer<'a> {
        Writer {
            ctx,
            page,
            part: Part { at: None, document: &page.document, targets: &page.targets, ids: &[] },
            folder,
            reader: Reader::Learner,
            out: String::with_capacity(page.document.source.text.len() * 2),
            symbols: BTreeSet::new(),
            found: Vec::new(),
            room: room::Room::default(),
            tasks: BTreeMap::new(),
            notes: Vec::new(),
            tab_groups: 0,
            has_picture: false,
            to_itself: None,
            made: Vec::new(),
            explained: BTreeSet::new(),
            mentions: ctx.site.glossary.mentions(page.id),
            mention: None,
            chart: Charted::NotYet,
            holder: LabelHolder::Other,
            undos: Vec::new(),
            section: charter::Section::None,
            roster: ctx.site.roster(page.id),
            routines: Vec::new(),
            declared: Declared::of(page),
            schedule: page.document.is_checklist().then(|| Schedule::of(ctx.site, page)),
            branches: branch::branches(&page.document),
            pictured: Vec::new(),
        }
    }

    fn source(&self, range: TextRange) -> &'a str {
        range.of(&self.part.document.source.text)
    }

    fn plain(&self, inlines: &[Inline]) -> String {
        let text = plain_text(inlines, &self.part.document.source.text);
        self.ctx.site.catalog.records.fill(&text).into_owned()
    }

    /// Writes markup of our own.
    fn markup(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Writes text of an author's.
    fn text(&mut self, text: &str) {
        escape_into(&mut self.out, text);
    }

    /// Writes text of an author's with the values it mentions.
    fn filled(&mut self, text: &str) {
        let filled = self.ctx.site.catalog.records.fill(text);
        self.text(&filled);
    }

    /// Writes ` name="value"`.
    fn attribute(&mut self, name: &str, value: &str) {
        self.markup(" ");
        self.markup(name);
        self.markup("=\"");
        self.text(value);
        self.markup("\"");
    }

    /// Writes ` id="..."` with an id of an author's.
    fn id(&mut self, id: &str) {
        let id = id_in_page(self.part.ids, id);
        self.attribute("id", id);
    }

    /// Writes a symbol of the theme.
    fn symbol(&mut self, name: &'static str) {
        self.symbols.insert(name);
        self.markup("<svg class=\"i\" aria-hidden=\"true\"><use href=\"#i:");
        self.markup(name);
        self.markup("\"/></svg>");
    }

    fn report(&mut self, code: Code, range: TextRange, message: String, help: &str) {
        let span = Span::new(self.part.document.source.file, range);
        self.found.push(Diagnostic::new(code, span, message).help(help));
    }
}
