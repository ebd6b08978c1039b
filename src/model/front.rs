//! Front matter as values.

use jiff::civil::Date;

use crate::base::{Code, Diagnostic, FileId, SitePath, Span, TextRange};
use crate::model::allow::Allow;
use crate::model::exercise::Exercise;
use crate::model::kind::FieldValue;
use crate::model::lifted::Term;
use crate::model::relation::RelationKind;
use crate::model::review::{Cycle, Review};
use crate::text::data::Node;
use crate::text::fields::{self, Fields};

/// What a page can be.
pub const KINDS: &[&str] = &[
    "article",
    "process",
    "area",
    "runbook",
    "charter",
    "checklist",
    "role",
    "term",
    "policy",
    "path",
    "module",
    "course",
    "training-plan",
];

/// Text of front matter with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located {
    /// The text.
    pub text: Box<str>,
    /// Where it stands in the file.
    pub range: TextRange,
}

/// A level of a catalogue with its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LocatedLevel {
    /// The level.
    pub value: i64,
    /// Where it stands in the file.
    pub range: TextRange,
}

impl Located {
    /// Keeps text that says something.
    pub fn from_field(field: Option<fields::Located<String>>) -> Option<Located> {
        let field = field.filter(|field| !field.value.trim().is_empty())?;
        Some(Located { text: field.value.trim().into(), range: field.range })
    }
}

/// The state of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Status {
    /// Being written: left out of the menu, marked on the page.
    Draft,
    /// For readers.
    #[default]
    Published,
    /// Kept for old links, no longer valid.
    Retired,
    /// The file announces a page; it is not published.
    Planned,
}

/// The front matter of a page, checked. Everything is optional: most public
/// pages have none.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// What the page is.
    pub kind: Option<Located>,
    /// Its permanent identity.
    pub id: Option<Located>,
    /// Its title; else the first heading.
    pub title: Option<Located>,
    /// What it is about in a sentence.
    pub description: Option<Located>,
    /// Its number in a catalogue.
    pub code: Option<Located>,
    /// Its level in a catalogue of processes; 1 is a process from end to end.
    pub level: Option<LocatedLevel>,
    /// Other names.
    pub aliases: Box<[Located]>,
    /// Old addresses (entries of `aliases` that begin with `/`), with the
    /// place where each is written.
    pub redirects: Box<[(SitePath, TextRange)]>,
    /// The role that answers for the page.
    pub owner: Option<Located>,
    /// The role that answers when the owner cannot.
    pub backup: Option<Located>,
    /// Its state.
    pub status: Status,
    /// Its last review.
    pub reviewed: Option<Review>,
    /// How often it must be reviewed.
    pub review_every: Option<Cycle>,
    /// When it was rehearsed or used, in the order written.
    pub exercised: Box<[Exercise]>,
    /// How often it is to be exercised.
    pub exercise_every: Option<Cycle>,
    /// Pages and roles its fields name, by relation, except its owner and
    /// backup.
    pub relations: Box<[(RelationKind, Located)]>,
    /// The fields that its kind has of its own.
    pub fields: Box<[FieldValue]>,
    /// Pages it announces.
    pub planned: Box<[PlannedPage]>,
    /// Its terms of the vocabularies, tags among them.
    pub terms: Box<[Term]>,
    /// Keys of other tools that say something of the page, in the order they
    /// are written.
    pub foreign: Box<[Foreign]>,
    /// Its place among its neighbours; smaller comes first.
    pub order: Option<i64>,
    /// A shorter title for menus.
    pub nav_title: Option<Located>,
    /// Whether menus leave it out.
    pub hidden: bool,
    /// The language it is written in, as BCP 47 says it.
    pub lang: Option<Located>,
    /// Problems that its author allows: on the whole page, or on a line of
    /// the front matter.
    pub allows: Box<[Allow]>,
}

impl Front {
    /// Returns the day the next review is due.
    pub fn review_due(&self) -> Option<Date> {
        Some(self.review_every?.every.after(self.reviewed.as_ref()?.on))
    }
}

/// A key of another tool.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Foreign {
    /// The key as it is written.
    pub key: Box<str>,
    /// What it says; never empty.
    pub values: Box<[Box<str>]>,
}

/// A page announced and not written yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlannedPage {
    /// Its future title.
    pub title: Located,
    /// What it will be.
    pub kind: Option<Box<str>>,
    /// Its future id.
    pub id: Option<Box<str>>,
    /// Its future number in a catalogue.
    pub code: Option<Box<str>>,
    /// Who writes it.
    pub owner: Option<Box<str>>,
    /// When it is due.
    pub due: Option<Date>,
}

impl PlannedPage {
    /// Reads a list of announced pages: titles, or records with a `title`.
    pub fn read_all(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Box<[PlannedPage]> {
        let nodes = node.as_list().unwrap_or(std::slice::from_ref(node));
        nodes.iter().filter_map(|node| PlannedPage::read(file, node, found)).collect()
    }

    fn read(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Option<PlannedPage> {
        if let Some(title) = node.as_text() {
            let title = Located { text: title.trim().into(), range: node.range };
            let [kind, id, code, owner] = [const { None }; 4];
            return Some(PlannedPage { title, kind, id, code, owner, due: None });
        }
        let mut fields = Fields::new(file, "a planned page", node, found);
        let title = Located::from_field(fields.text("title"));
        let mut text = |key| fields.text(key).map(|text| text.value.into());
        let [kind, id, code, owner] = ["kind", "id", "code", "owner"].map(&mut text);
        let due = fields.date("due").map(|due| due.value);
        fields.finish(&|_| false);
        let Some(title) = title else {
            let message = "a planned page needs a `title`";
            found.push(
                Diagnostic::new(Code::WRONG_TYPE, Span::new(file, node.range), message)
                    .help("write `- title: Its future title`"),
            );
            return None;
        };
        Some(PlannedPage { title, kind, id, code, owner, due })
    }
}
