//! Data files: what pages refer to by name and no page says.
//!
//! A file says by its name what it holds: roles, teams, calendars, services,
//! environments, variables. Any other is free data, reached by a path. Pages
//! name a record by its id, its title or an alias.

mod find;
mod page;
mod read;
mod value;
mod zone;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

pub use self::find::Index;
pub use self::value::LONGEST_VALUE;
use crate::base::{FileId, SitePath, Span};
use crate::model::allow::Allow;
use crate::model::audience::Scoped;
use crate::text::data::Node;
use crate::text::hours::Hours;

/// The folder of data files, in the content folder.
pub const DATA_FOLDER: &str = "data";

/// A data file: `data/NAME.yml`, or one of `data/NAME/*.yml`.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// What it holds: `roles`, `teams`.
    pub name: Box<str>,
    /// Where it is from the site's root.
    pub path: SitePath,
    /// Its name in spans.
    pub file: FileId,
    /// Its content, without what is for other audiences than the site's.
    pub node: Arc<Node>,
    /// What of it is for one audience alone.
    pub scoped: Box<[Scoped]>,
    /// Problems that its author allows.
    pub allows: Box<[Allow]>,
}

/// All records of a site, in the order of files and places.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// Roles; a page of the same id stands in the place of a record.
    pub roles: Index<RoleRecord>,
    /// Teams.
    pub teams: Index<Team>,
    /// Calendars of holidays, freezes and days with a name.
    pub calendars: Index<Calendar>,
    /// Services.
    pub services: Index<Service>,
    /// Environments.
    pub environments: Index<Environment>,
    /// Values by name, for `{{var.name}}`.
    pub variables: BTreeMap<Box<str>, Box<str>>,
    /// For whom values are that this site withholds, by their paths.
    pub withheld: BTreeMap<String, Vec<String>>,
    /// Words and phrases that mean the same to those who search.
    pub synonyms: Vec<Vec<Box<str>>>,
    /// The files, for `{{data.FILE.path}}`.
    pub files: Vec<DataFile>,
}

impl Records {
    /// Keeps in mind that a value is for another audience; `file` is the name of
    /// its file.
    pub fn withhold(&mut self, file: &str, scoped: &Scoped) {
        let root: &[&str] = if file == "variables" { &["var"] } else { &["data", file] };
        let path = root.iter().copied().chain(scoped.path.iter().map(String::as_str));
        self.withheld.entry(value::path_key(path)).or_insert_with(|| scoped.names.clone());
    }
}

/// What every record has.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its permanent identity, the key it is written under.
    pub id: Box<str>,
    /// What readers see.
    pub title: Box<str>,
    /// Other names.
    pub aliases: Box<[Box<str>]>,
    /// Who may see it, if not everybody.
    pub audience: Option<Box<str>>,
    /// Where its id is written.
    pub span: Span,
}

/// A name that leads to something, with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The name as written.
    pub text: Box<str>,
    /// Where it is written.
    pub span: Span,
}

/// A role without a page of its own.
#[derive(Clone, Debug)]
pub struct RoleRecord {
    /// Its names.
    pub head: Head,
    /// What else is said of it.
    pub part: RolePart,
}

/// What is said of a role, on its page or in its record.
#[derive(Clone, Debug, Default)]
pub struct RolePart {
    /// The teams that play it.
    pub teams: Box<[Named]>,
    /// The role that stands in for it.
    pub alternate: Option<Named>,
    /// The role it answers to.
    pub reports_to: Option<Named>,
    /// The levels of support it works on.
    pub levels: Box<[Box<str>]>,
    /// How it is reached.
    pub contact: Option<Contact>,
    /// What whoever plays it must have learnt.
    pub training: Box<[Named]>,
    /// What it teaches others.
    pub trains: Box<[Named]>,
}

/// Records that a page names.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    /// The services it is about.
    pub services: Box<[Named]>,
    /// The teams that keep its promises.
    pub teams: Box<[Named]>,
    /// Calendars of days on which nothing is changed.
    pub freezes: Box<[Named]>,
    /// The time zone of times that name none.
    pub zone: Option<Named>,
}

/// How a team or a role is reached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Contact {
    /// A channel: `#desk`, `pager`.
    pub channel: Option<Box<str>>,
    /// A telephone number.
    pub phone: Option<Box<str>>,
    /// An address of mail.
    pub email: Option<Box<str>>,
    /// Who may see it, if not everybody.
    pub audience: Option<Box<str>>,
}

/// A team.
#[derive(Clone, Debug)]
pub struct Team {
    /// Its names.
    pub head: Head,
    /// Where it sits.
    pub location: Option<Box<str>>,
    /// Its time zone, by its name.
    pub zone: Option<Named>,
    /// The languages it speaks.
    pub languages: Box<[Box<str>]>,
    /// When it is there, in its zone.
    pub hours: Option<Hours>,
    /// The calendar of its holidays.
    pub holidays: Option<Named>,
    /// How it is reached.
    pub contact: Option<Contact>,
    /// Whether it belongs to another company.
    pub external: bool,
}

/// What the days of a calendar are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CalendarKind {
    /// Nobody works.
    #[default]
    Holidays,
    /// Nothing is changed.
    Freeze,
    /// Days with a name, that others are counted from.
    Days,
}

/// A calendar.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Its names.
    pub head: Head,
    /// What its days are.
    pub kind: CalendarKind,
    /// First and last day of each of its periods, sorted.
    pub days: Box<[(Date, Date)]>,
    /// The years it speaks of, sorted.
    pub years: Box<[i16]>,
}

/// A service that is operated.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its names.
    pub head: Head,
    /// The role that answers for it.
    pub owner: Option<Named>,
    /// Where it runs.
    pub environments: Box<[Named]>,
}

/// A place where services run.
#[derive(Clone, Debug)]
pub struct Environment {
    /// Its names.
    pub head: Head,
    /// The role that answers for it.
    pub owner: Option<Named>,
    /// Whether change is dangerous there.
    pub protected: bool,
}

/// What has the names of a record.
pub trait Record {
    /// What such a record is called: `team`.
    const KIND: &'static str;

    /// Returns its names.
    fn head(&self) -> &Head;
}

macro_rules! records {
    ($($name:ident $kind:literal;)*) => {$(
        impl Record for $name {
            const KIND: &'static str = $kind;

            fn head(&self) -> &Head {
                &self.head
            }
        }
    )*};
}

records! {
    RoleRecord "role";
    Team "team";
    Calendar "calendar";
    Service "service";
    Environment "environment";
}
