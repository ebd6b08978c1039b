//! What templates see. These types are the contract with themes: fields are
//! added, and never change their meaning.

use std::borrow::Cow;

use serde::Serialize;

use super::accessibility::AccessibilityView;
use super::again::AgainView;
use super::book::BookView;
use super::course::CourseView;
use super::kinds::KindPage;
use super::measures::MeasuresView;
use super::runbook::RunbookView;
use super::search::SearchGroup;
use super::start::StartView;
use super::term::TermView;

/// Everything a template sees.
#[derive(Serialize)]
pub(super) struct View<'a> {
    pub site: SiteView<'a>,
    pub build: BuildView,
    pub assets: AssetsView,
    /// The script of the preview server.
    pub live: Option<String>,
    pub symbols: Vec<&'static str>,
    pub page: PageView<'a>,
    pub tabs: Vec<Tab<'a>>,
    pub breadcrumb: Vec<Crumb<'a>>,
    pub tree: Tree<'a>,
    pub toc: Vec<TocEntry<'a>>,
    pub previous: Option<Link<'a>>,
    pub next: Option<Link<'a>>,
    pub backlinks: Vec<Link<'a>>,
    /// How many pages link here beyond those listed.
    pub more_backlinks: usize,
    /// What the page says because of its kind, below its title.
    pub facts: Vec<Fact>,
    /// Where the page stands in its process, unless its author placed that.
    pub place: Option<PlaceView<'a>>,
    /// What every page says of itself, at its foot.
    pub docket: Vec<Fact>,
    /// A volume of a book, on its own page only.
    pub book: Option<BookView<'a>>,
    /// What it is as a chapter of a book, where it is one.
    pub chapter: Option<Chapter>,
    /// The book of what the page gathers, to be printed.
    pub print: Option<String>,
    /// Why the page should not be trusted as it is; shown by its title.
    pub stale: Vec<StateView>,
    pub children: Vec<Child<'a>>,
    /// What a role must do, safe HTML, unless its page has the mark.
    pub work: Option<String>,
    /// The whole tree, on its own page only.
    pub flat: Vec<Flat<'a>>,
    /// Pages that are in no menu, on the page of the whole tree only.
    pub outside: Vec<Link<'a>>,
    /// The pages by kind and letter, on the page of search only, and only of a
    /// site that is not large.
    pub lookup: Vec<SearchGroup<'a>>,
    /// The register of planned pages, on its own page only.
    pub planned: Vec<PlannedView<'a>>,
    /// How much of what lists of next steps name is written, on the same
    /// page only.
    pub coverage: Option<CoverageView>,
    /// The pages of a kind, on their own page only.
    pub of_kind: Option<KindPage<'a>>,
    /// All topics on their own page, those of a vocabulary on its own.
    pub topics: Vec<TopicGroup<'a>>,
    /// Reviews that are due, on their own page only.
    pub reviews: Vec<ReviewGroup<'a>>,
    /// Who must learn again, on the same page and on one of its own.
    pub again: AgainView<'a>,
    /// The fields of values that front matter declares, safe HTML.
    pub values: Option<String>,
    /// What is known of a course or a path, on its own page.
    pub course: Option<CourseView<'a>>,
    /// The measures of a training plan, on their own page only.
    pub measures: Option<MeasuresView<'a>>,
    /// Where the measures of plans are: of a plan, of those that plan a path,
    /// or of all, on the page of reviews.
    pub plans: Vec<Link<'a>>,
    /// The calendar of the sessions of a training plan, on its own page.
    pub sessions: Option<String>,
    /// How much there is to do, for a checklist.
    pub checklist: Option<ChecklistView<'a>>,
    /// How far the gates of the checklists of a folder are, safe HTML, unless
    /// its page has the mark.
    pub readiness: String,
    /// What is known of a runbook, on its own page.
    pub run: Option<RunbookView>,
    /// Who is on duty now, on a page that says it.
    pub now: Option<NowView>,
    /// Terms that no page names, on the page of their vocabulary only.
    pub unused: Vec<&'a str>,
    /// A term of the glossary, on its own page only.
    pub term: Option<TermView<'a>>,
    /// A term of a vocabulary, on its own page only.
    pub topic: Option<TopicPage<'a>>,
    /// What a copy of the site begins with, on its own page only.
    pub start: Option<StartView<'a>>,
    /// How everybody can read the site, on its own page only.
    pub accessibility: Option<AccessibilityView<'a>>,
}

impl View<'_> {
    /// Tells whether a link around the page leads out of the site.
    pub fn has_external(&self) -> bool {
        let mut pages = self.tree.groups.iter().flat_map(|group| &group.pages);
        pages.any(|page| page.external) || self.breadcrumb.iter().any(|crumb| crumb.external)
    }
}

/// A page as a chapter of a book.
#[derive(Serialize)]
pub(super) struct Chapter {
    /// Its id in the book.
    pub id: String,
}

/// What a script needs to say who is on duty now.
#[derive(Serialize)]
pub(super) struct NowView {
    /// Hours, days off and who is called next, as JSON for an attribute in
    /// single quotes.
    pub data: String,
    /// The heading below which hours stand.
    pub anchor: String,
    /// What it says.
    pub hours: String,
}

#[derive(Serialize)]
pub(super) struct SiteView<'a> {
    pub title: &'a str,
    pub tagline: Option<&'a str>,
    pub lang: &'a str,
    pub home: String,
    pub all_pages: String,
    /// The page that says how everybody can read the site.
    pub accessibility: String,
    /// The page of search, where the site can be searched.
    pub search: Option<String>,
    pub planned: Option<String>,
    pub planned_count: usize,
    /// The page of all kinds, where pages are of any.
    pub kinds: Option<String>,
    /// The page of topics, where there are any.
    pub topics: Option<String>,
    /// The page of reviews that are due, where pages are reviewed.
    pub reviews: Option<String>,
    /// How many pages that page lists.
    pub reviews_count: usize,
    /// The calendar of reviews, where any has a day.
    pub calendar: Option<String>,
}

#[derive(Serialize)]
pub(super) struct BuildView {
    pub date: String,
    /// The same as machines write it: `2026-11-27`.
    pub day: String,
    pub version: &'static str,
}

#[derive(Serialize)]
pub(super) struct AssetsView {
    /// The style of the page, with that of drawings, steps and tasks where it
    /// has some.
    pub css: String,
    /// Its script, likewise.
    pub js: String,
    /// The script of a page that is run, which comes when the page is shown.
    pub run: Option<String>,
    pub icon: String,
}

#[derive(Serialize)]
pub(super) struct PageView<'a> {
    pub title: &'a str,
    /// The title with its markup, safe HTML.
    pub title_html: String,
    /// The id of the title's heading, where the page has one.
    pub anchor: Option<&'a str>,
    pub description: Option<&'a str>,
    pub kind: &'a str,
    pub kind_label: &'static str,
    pub lang: &'a str,
    pub dir: &'static str,
    /// Minutes it takes to read.
    pub minutes: u32,
    pub path: String,
    pub source: Option<&'a str>,
    /// The text, safe HTML.
    pub body: String,
    pub lede: Option<&'a str>,
    /// `draft` or `retired`, for a mark on the page.
    pub status: Option<&'static str>,
    /// The page as Markdown, where the site has that.
    pub twin: Option<String>,
    /// The beginning of the hash of what the page says, as sheets to sign have
    /// it, where it is of some kind.
    pub version: Option<String>,
    /// How a record of what was done names the page, where there is something
    /// to do.
    pub record: Option<RecordView<'a>>,
}

#[derive(Serialize)]
pub(super) struct RecordView<'a> {
    /// The permanent identity of the page.
    pub id: &'a str,
    /// The hash of what it says: 16 hexadecimal digits.
    pub version: String,
}

#[derive(Serialize)]
pub(super) struct Tab<'a> {
    pub title: &'a str,
    pub href: String,
    pub current: bool,
}

#[derive(Serialize)]
pub(super) struct Crumb<'a> {
    pub title: &'a str,
    pub href: Option<String>,
    /// Whether it leads out of the site.
    pub external: bool,
}

#[derive(Serialize, Default)]
pub(super) struct Tree<'a> {
    pub title: &'a str,
    pub groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
pub(super) struct Group<'a> {
    pub title: &'a str,
    /// What the section's own page is called here.
    pub own: &'static str,
    pub href: Option<String>,
    pub open: bool,
    /// Whether `href` is the page itself.
    pub current: bool,
    pub pages: Vec<TreePage<'a>>,
}

#[derive(Serialize)]
pub(super) struct TreePage<'a> {
    pub title: &'a str,
    pub href: Option<String>,
    pub current: bool,
    pub planned: bool,
    /// Whether it leads out of the site.
    pub external: bool,
}

#[derive(Serialize)]
pub(super) struct TocEntry<'a> {
    pub html: String,
    pub anchor: &'a str,
    pub children: Vec<TocEntry<'a>>,
}

#[derive(Serialize)]
pub(crate) struct Link<'a> {
    pub title: &'a str,
    pub href: String,
}

/// The place of a page in a sequence.
#[derive(Serialize)]
pub(super) struct PlaceView<'a> {
    /// From 1.
    pub at: usize,
    pub of: usize,
    /// What the sequence is called: the process, or the heading of the list.
    pub title: &'a str,
    pub href: String,
    pub previous: Option<Neighbour<'a>>,
    pub next: Option<Neighbour<'a>>,
}

/// What comes before or after; without an address it is not written.
#[derive(Serialize)]
pub(super) struct Neighbour<'a> {
    pub title: &'a str,
    pub href: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Fact {
    pub label: Cow<'static, str>,
    pub text: String,
    pub href: Option<String>,
    /// Several values, for a fact that is a list.
    pub terms: Vec<FactTerm>,
    /// How many values there are beyond those listed.
    pub more_terms: usize,
    /// A severity class where the fact asks for action.
    pub state: Option<&'static str>,
}

impl Fact {
    /// Makes a fact of one text.
    pub fn new(label: impl Into<Cow<'static, str>>, text: String) -> Fact {
        let label = label.into();
        Fact { label, text, href: None, terms: Vec::new(), more_terms: 0, state: None }
    }
}

/// A value of a fact that is a list.
#[derive(Serialize)]
pub(crate) struct FactTerm {
    pub text: String,
    pub href: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Child<'a> {
    pub title: &'a str,
    pub href: String,
    pub description: Option<&'a str>,
    /// How many pages lie below it, at any depth.
    pub count: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct Flat<'a> {
    pub title: &'a str,
    pub href: Option<String>,
    pub depth: u16,
    pub planned: bool,
    /// Whether it leads out of the site.
    pub external: bool,
}

#[derive(Serialize)]
pub(super) struct CoverageView {
    /// Entries that lead somewhere, written for readers: `1,262`.
    pub written: String,
    /// All entries, written so as well.
    pub entries: String,
    /// The first as a share of the second, in whole percent, rounded down.
    pub percent: u32,
}

#[derive(Serialize)]
pub(super) struct PlannedView<'a> {
    pub title: &'a str,
    pub kind: Option<&'a str>,
    pub owner: Option<String>,
    pub due: Option<String>,
    pub announced: bool,
    pub asked_by: Vec<Link<'a>>,
}

/// A vocabulary on the page of topics.
#[derive(Serialize)]
pub(super) struct TopicGroup<'a> {
    pub title: &'a str,
    pub anchor: &'a str,
    /// The page of the vocabulary.
    pub href: String,
    pub terms: Vec<TopicView<'a>>,
}

#[derive(Serialize)]
pub(super) struct TopicView<'a> {
    pub name: &'a str,
    /// For an industry: its range in the Standard Industrial Classification.
    pub code: Option<&'a str>,
    pub description: Option<&'a str>,
    pub anchor: &'a str,
    /// The page of the term.
    pub href: String,
    /// How many pages name it.
    pub pages: usize,
}

/// A term of a vocabulary with its pages.
#[derive(Serialize)]
pub(super) struct TopicPage<'a> {
    /// What its vocabulary is called.
    pub vocabulary: &'a str,
    /// For an industry: its range in the Standard Industrial Classification.
    pub code: Option<&'a str>,
    /// Other names.
    pub also: Vec<&'a str>,
    /// How many pages name it.
    pub pages: usize,
    /// These pages by what they are.
    pub groups: Vec<PageGroup<'a>>,
    /// Terms that share pages with it, those that share most first.
    pub near: Vec<NearView<'a>>,
}

#[derive(Serialize)]
pub(super) struct PageGroup<'a> {
    pub title: &'static str,
    pub pages: Vec<Link<'a>>,
}

/// Pages whose reviews need attention for one reason.
#[derive(Serialize)]
pub(super) struct ReviewGroup<'a> {
    pub title: &'static str,
    pub anchor: &'static str,
    /// What the column of the last day is called.
    pub last: &'static str,
    pub count: usize,
    pub owners: Vec<ReviewOwner<'a>>,
}

/// Those of one owner; the name of nobody is empty.
#[derive(Serialize)]
pub(super) struct ReviewOwner<'a> {
    pub name: String,
    pub href: Option<String>,
    pub rows: Vec<ReviewRow<'a>>,
}

#[derive(Serialize)]
pub(super) struct ReviewRow<'a> {
    pub link: Link<'a>,
    pub states: Vec<StateView>,
    pub reviewed: Option<String>,
    pub due: Option<String>,
    /// Files the page includes that changed since its review.
    pub files: Vec<&'a str>,
    /// How many there are beyond those listed.
    pub more_files: usize,
}

/// A state in words, with its symbol, which names its colour too.
#[derive(Serialize)]
pub(super) struct StateView {
    pub text: String,
    pub symbol: &'static str,
}

/// How much there is to do on a checklist.
#[derive(Serialize)]
pub(super) struct ChecklistView<'a> {
    /// How many items it has.
    pub tasks: usize,
    /// How many of them the build has found true.
    pub done: usize,
    /// How many of its groups are gates.
    pub gates: usize,
    /// Its groups that have a heading.
    pub groups: Vec<TaskGroup<'a>>,
    /// Days that readers fill in.
    pub days: Vec<DayView>,
}

/// A group of items.
#[derive(Serialize)]
pub(super) struct TaskGroup<'a> {
    pub title: &'a str,
    pub anchor: &'a str,
    pub tasks: usize,
    /// How many of them the build has found true.
    pub done: usize,
    pub gate: bool,
    /// What is true when it is passed.
    pub outcome: Option<&'a str>,
    /// By when.
    pub due: Option<String>,
    /// Where somebody should act on that.
    pub urgency: Option<StateView>,
    /// The roles that sign it.
    pub signs: Vec<FactTerm>,
}

/// A day with a name that readers fill in.
#[derive(Serialize)]
pub(super) struct DayView {
    pub name: Box<str>,
    pub slug: String,
}

#[derive(Serialize)]
pub(super) struct NearView<'a> {
    pub title: &'a str,
    pub href: String,
    pub vocabulary: &'a str,
    /// How many pages name both.
    pub pages: usize,
}
