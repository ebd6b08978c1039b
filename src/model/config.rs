//! The settings of a site, checked and complete.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::base::code::Profile;
use crate::base::{Code, FileId, Severity, SitePath, Span};
use crate::model::allow::Allow;
use crate::model::audience::Audiences;
use crate::model::book::BookOrder;
use crate::model::collection::{Collection, Home};
use crate::model::folder::FolderDefaults;
use crate::model::front::PlannedPage;
use crate::model::lifted::Taxonomy;
use crate::model::readings::Readings;
use crate::model::records::{DataFile, Records};
use crate::model::rule::Rule;
use crate::model::tool::Tools;
use crate::model::vocabulary::Vocabularies;
use crate::text::duration::Duration;
pub use crate::text::markdown::flavour::Flavour;

/// How links to pages are written in the site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LinkStyle {
    /// `../page/index.html`: works on a server, from a folder and from a
    /// memory stick.
    #[default]
    Portable,
    /// `../page/`: shorter, needs a server.
    Pretty,
}

/// What happens to HTML in Markdown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum RawHtml {
    /// Safe elements stay, the rest is left out and reported.
    #[default]
    Sanitise,
    /// Everything stays. Only for content whose authors may also change the
    /// site's scripts.
    Trust,
}

/// What front matter may hold beside our keys.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Tolerance {
    /// Nothing: an unknown key is a mistake.
    #[default]
    Ours,
    /// The keys of other tools, unless one is nearly ours.
    Foreign,
}

/// How files are read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Dialect {
    /// Whose rules hold.
    pub flavour: Flavour,
    /// What happens to HTML.
    pub raw_html: RawHtml,
    /// What front matter may hold.
    pub tolerance: Tolerance,
    /// Keys of front matter that hold terms, beside those of every site.
    pub taxonomies: Arc<[Taxonomy]>,
    /// The tools that pages are written for.
    pub tools: Tools,
    /// Keys of front matter that the site declares as its own.
    pub own_keys: Arc<[Box<str>]>,
    /// For whom values may be.
    pub audiences: Arc<Audiences>,
}

/// The severity of a code in this site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported as this.
    At(Severity),
}

/// What stands where a file is included that does not exist.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum MissingInclude {
    /// A line that says what is missing.
    #[default]
    Stub,
    /// Nothing.
    Drop,
}

/// How videos of other sites are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Videos {
    /// A link: the page loads nothing from elsewhere.
    #[default]
    Link,
    /// A frame of the other site, and the link.
    Frame,
}

/// What happens where a page mentions a term of the glossary.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TermLinks {
    /// Its first mention in a section links to the term.
    #[default]
    Link,
    /// Nothing.
    Off,
}

/// How files that pages include are found.
#[derive(Clone, Debug, Default)]
pub struct Includes {
    /// What stands in the place of a file that does not exist.
    pub missing: MissingInclude,
    /// Beginnings of paths, each with the folder below the content folder
    /// that it means; the longest counts.
    pub map: Vec<(Box<str>, SitePath)>,
}

/// One entry of an explicit navigation file.
#[derive(Clone, Debug)]
pub struct NavEntry {
    /// What the menu says; else the page's title.
    pub title: Option<Box<str>>,
    /// The page's file, or an address elsewhere, as written, with its place.
    pub page: Option<(Box<str>, Span)>,
    /// The folder a relative path starts from, from the content folder.
    pub folder: SitePath,
    /// What lies below it.
    pub children: Vec<NavEntry>,
}

/// Folders of Markdown that other pages include, where nothing else is said.
pub const FRAGMENTS: &[&str] = &["**/includes/**", "**/_includes/**"];

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's title; else the root page's title, else the folder's name.
    pub title: Option<Box<str>>,
    /// A second, quieter part of the name.
    pub tagline: Option<Box<str>>,
    /// The language of pages that do not say theirs.
    pub lang: Box<str>,
    /// The folder of pages, from the site's root.
    pub content: SitePath,
    /// What that folder is called, if it has a name: a link may climb out of
    /// it and come back.
    pub folder: Option<Box<str>>,
    /// The folder the site is written to, as written in the configuration.
    pub out: Option<Box<str>>,
    /// The theme's name.
    pub theme: Box<str>,
    /// How links are written.
    pub links: LinkStyle,
    /// What happens to HTML.
    pub raw_html: RawHtml,
    /// Whose rules hold for the text of pages.
    pub flavour: Flavour,
    /// The tools that pages are written for, where the settings say it; else
    /// the files show it.
    pub tools: Option<Tools>,
    /// Keys of front matter that are the site's own.
    pub own_keys: Arc<[Box<str>]>,
    /// How severe problems are.
    pub profile: Profile,
    /// Exceptions from the profile.
    pub levels: BTreeMap<Code, Level>,
    /// Severities for parts of the site; the last that fits counts.
    pub rules: Vec<Rule>,
    /// Problems that are allowed in files that are no pages.
    pub allows: Vec<(FileId, Box<[Allow]>)>,
    /// Folders and files to leave out, as globs from the content folder.
    pub exclude: Vec<Box<str>>,
    /// Markdown that is no page of its own, as globs from the content folder.
    pub fragments: Vec<Box<str>>,
    /// Where the site lives on the web.
    pub home: Home,
    /// What the settings of another tool say.
    pub collection: Collection,
    /// Rule files of monitoring, as globs from the site's root, with their
    /// places.
    pub alert_rules: Vec<(Box<str>, Span)>,
    /// The `site.json` of an earlier build, from the site's root, with the
    /// place that names it.
    pub since: Option<(SitePath, Span)>,
    /// The navigation file, as written in the configuration.
    pub nav_file: Option<Box<str>>,
    /// The menu, where the site has a navigation file.
    pub nav: Option<Vec<NavEntry>>,
    /// How videos of other sites are shown.
    pub videos: Videos,
    /// The widths of smaller variants of pictures, in pixels, from the
    /// narrowest; none if there are to be none.
    pub picture_widths: Vec<u32>,
    /// How files that pages include are found.
    pub includes: Includes,
    /// Whether a Markdown file stands beside every page, for programs.
    pub twins: bool,
    /// What browsers keep for readers without a network, as written: `all`,
    /// kinds, ids, folders and patterns of paths. Nothing is kept otherwise.
    pub offline: Vec<(Box<str>, Span)>,
    /// Whether the site can be searched.
    pub search: bool,
    /// Pages announced for the whole site, with their places.
    pub planned: Vec<(PlannedPage, Span)>,
    /// Data files, in the order of their paths.
    pub data: Vec<DataFile>,
    /// What measures of training plans were on some days.
    pub readings: Readings,
    /// What pages of some folders say where they do not say it themselves,
    /// in the order written; of two that say the same, the later counts.
    pub defaults: Vec<FolderDefaults>,
    /// The books the site has, with their places; `None` where nothing is said
    /// of them.
    pub books: Option<Vec<(BookOrder, Span)>>,
    /// How long before its day a review counts as due soon.
    pub review_notice: Duration,
    /// What they hold, checked.
    pub records: Arc<Records>,
    /// The vocabularies of pages.
    pub vocabularies: Vocabularies,
    /// Whether the terms of the glossary link by themselves.
    pub glossary: TermLinks,
    /// For whom the site is built.
    pub audiences: Arc<Audiences>,
    /// Whom readers tell what keeps them from reading: a role, an address, or
    /// words; nobody if it is empty. Where nothing is said, it is who owns the
    /// front page.
    pub accessibility_contact: Option<Box<str>>,
    /// The day of the build.
    pub today: Date,
    /// Whether there is a configuration file.
    pub configured: bool,
}

impl Config {
    /// Returns the settings of a folder without configuration.
    pub fn plain(today: Date) -> Config {
        Config {
            title: None,
            tagline: None,
            lang: "en".into(),
            content: SitePath::default(),
            folder: None,
            out: None,
            theme: "default".into(),
            links: LinkStyle::default(),
            raw_html: RawHtml::default(),
            flavour: Flavour::default(),
            tools: None,
            own_keys: Arc::default(),
            profile: Profile::Adopt,
            levels: BTreeMap::new(),
            rules: Vec::new(),
            allows: Vec::new(),
            exclude: Vec::new(),
            fragments: FRAGMENTS.iter().map(|glob| (*glob).into()).collect(),
            home: Home::default(),
            collection: Collection::default(),
            alert_rules: Vec::new(),
            since: None,
            nav_file: None,
            nav: None,
            videos: Videos::default(),
            picture_widths: Vec::new(),
            includes: Includes::default(),
            twins: true,
            offline: Vec::new(),
            search: true,
            planned: Vec::new(),
            data: Vec::new(),
            readings: Readings::default(),
            defaults: Vec::new(),
            books: None,
            review_notice: Duration { days: 30, ..Duration::default() },
            records: Arc::default(),
            vocabularies: Vocabularies::default(),
            glossary: TermLinks::default(),
            audiences: Arc::default(),
            accessibility_contact: None,
            today,
            configured: false,
        }
    }

    /// Returns how the site's files are read, written for `tools`.
    pub fn dialect(&self, tools: Tools) -> Dialect {
        let tolerance = match self.profile {
            Profile::Adopt => Tolerance::Foreign,
            Profile::Standard | Profile::Strict => Tolerance::Ours,
        };
        let taxonomies = self.vocabularies.declared();
        let (flavour, raw_html) = (self.flavour, self.raw_html);
        let own_keys = Arc::clone(&self.own_keys);
        let audiences = Arc::clone(&self.audiences);
        Dialect { flavour, raw_html, tolerance, taxonomies, tools, own_keys, audiences }
    }

    /// Returns where a path of the content folder is published, as far as the
    /// settings of a collection say so.
    pub fn published(&self, path: &SitePath) -> SitePath {
        let collection = &self.collection;
        if collection.content.is_empty() {
            return path.clone();
        }
        let from_base = self.content.join(path.as_str());
        let from_base = from_base.and_then(|path| path.below(&collection.base));
        from_base.map_or_else(|| path.clone(), |path| collection.published(&path))
    }

    /// Returns how a code is reported in this site.
    pub fn level(&self, code: Code) -> Level {
        let usual = Level::At(code.severity_in(self.profile));
        // A failure of ours cannot be configured away.
        if code == Code::INTERNAL_ERROR {
            return usual;
        }
        self.levels.get(&code).copied().unwrap_or(usual)
    }
}
