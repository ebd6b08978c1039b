//! Whose tasks are shown alone: those of a role, a team, a service or an
//! environment.

use super::{Routine, Turn};
use crate::base::SitePath;
use crate::model::records::{Head, Uses};
use crate::model::role::Role;
use crate::model::site::Site;
use crate::text::slug::segment;

/// What tasks can be shown alone of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ScopeKind {
    /// Who does them.
    Role,
    /// The team that plays the role.
    Team,
    /// What a charter is about.
    Service,
    /// Where they are done.
    Environment,
}

impl ScopeKind {
    /// All of them, in the order readers see them.
    pub const ALL: [ScopeKind; 4] =
        [ScopeKind::Role, ScopeKind::Team, ScopeKind::Service, ScopeKind::Environment];

    /// Returns its word, which is a part of addresses: `role`.
    pub fn name(self) -> &'static str {
        match self {
            ScopeKind::Role => "role",
            ScopeKind::Team => "team",
            ScopeKind::Service => "service",
            ScopeKind::Environment => "environment",
        }
    }

    /// Returns the kind with this word.
    pub fn of_name(name: &str) -> Option<ScopeKind> {
        ScopeKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Somebody or something whose tasks are shown alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// Its id.
    pub id: Box<str>,
    /// What readers call it.
    pub title: Box<str>,
}

impl Scope {
    /// The folder of the calendars of scopes, for other programs.
    pub const FOLDER: &str = "calendars";
    /// The folder of their pages.
    pub const PAGES: &str = "all-tasks";

    /// Makes that of a role.
    pub fn of_role(role: &Role) -> Scope {
        let (id, title) = (role.id.clone(), role.title.clone());
        Scope { kind: ScopeKind::Role, id, title }
    }

    fn of_record(kind: ScopeKind, head: Option<&Head>, name: &str) -> Scope {
        let id = head.map_or_else(|| segment(name).into(), |head| head.id.clone());
        Scope { kind, id, title: head.map_or_else(|| name.into(), |head| head.title.clone()) }
    }

    /// Returns what is the same for two scopes that share an address.
    pub fn key(&self) -> (ScopeKind, String) {
        (self.kind, segment(&self.id))
    }

    /// Returns the file of its calendar for other programs.
    pub fn file(&self) -> SitePath {
        let folder = SitePath::default().child(Scope::FOLDER).child(self.kind.name());
        folder.child(&format!("{}.ics", segment(&self.id)))
    }

    /// Returns the file of its page.
    pub fn page(&self) -> SitePath {
        let folder = SitePath::default().child(Scope::PAGES).child(self.kind.name());
        folder.child(&segment(&self.id)).child("index.html")
    }
}

/// Returns in whose calendars somebody's part in a task stands.
pub fn scopes(site: &Site, routine: &Routine<'_>, turn: &Turn<'_>) -> Vec<Scope> {
    let records = &site.catalog.records;
    let mut all = Vec::new();
    if let Some(role) = turn.role {
        all.push(Scope::of_role(role));
    }
    if let Some(crew) = &turn.crew {
        let id = crew.id.map_or_else(|| segment(crew.title).into(), Into::into);
        all.push(Scope { kind: ScopeKind::Team, id, title: crew.title.into() });
    }
    for name in &*Uses::of_page(&routine.charter.document).services {
        let head = records.services.find(&name.text).map(|own| &own.head);
        all.push(Scope::of_record(ScopeKind::Service, head, &name.text));
    }
    for name in routine.task.environment.given().into_iter().flatten() {
        let head = records.environments.find(&name.text).map(|own| &own.head);
        all.push(Scope::of_record(ScopeKind::Environment, head, &name.text));
    }
    all
}

/// Returns the role or the record of this kind that has a name.
pub(super) fn of_name(site: &Site, kind: ScopeKind, name: &str) -> Option<Scope> {
    let records = &site.catalog.records;
    let head = match kind {
        ScopeKind::Role => match site.catalog.roles.find(name).as_slice() {
            [role] => return Some(Scope::of_role(role)),
            _ => return None,
        },
        ScopeKind::Team => &records.teams.find(name)?.head,
        ScopeKind::Service => &records.services.find(name)?.head,
        ScopeKind::Environment => &records.environments.find(name)?.head,
    };
    Some(Scope::of_record(kind, Some(head), name))
}
