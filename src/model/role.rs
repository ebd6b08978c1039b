//! The roles of a site: pages of the kind `role`, and records of
//! `data/roles.yml` that no page replaces.

use std::collections::HashMap;

use crate::base::nearest::nearest;
use crate::base::{Code, Diagnostic, SitePath, Span};
use crate::model::catalog::{PageId, loose};
use crate::model::page::{Page, Target};
use crate::model::records::RolePart;
use crate::model::relation::RelationKind;
use crate::model::site::Site;

/// So many roles are looked through for what somebody meant.
const MOST_COMPARED: usize = 500;
/// For so many unknown names a role is suggested.
const MOST_SUGGESTED: usize = 100;

/// At most so many roles are looked for in one name.
const MOST_PARTS: usize = 12;

/// A role.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its permanent identity.
    pub id: Box<str>,
    /// What readers see.
    pub title: Box<str>,
    /// Other names.
    pub aliases: Box<[Box<str>]>,
    /// What is said of it.
    pub part: RolePart,
    /// Its page; one without a file is made.
    pub page: PageId,
}

/// All roles of a site: a vocabulary, closed as soon as there is one.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// The roles: those with pages in the order of pages, then the others.
    pub all: Vec<Role>,
    /// The folder that holds their pages, from the content folder.
    pub folder: SitePath,
    by_page: HashMap<PageId, usize>,
    by_id: HashMap<Box<str>, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Roles {
    /// Makes an empty list of roles whose pages lie in a folder.
    pub fn within(folder: SitePath) -> Roles {
        Roles { folder, ..Roles::default() }
    }

    /// Adds a role.
    pub fn add(&mut self, role: Role) {
        let at = self.all.len();
        self.by_page.insert(role.page, at);
        self.by_id.entry(role.id.clone()).or_insert(at);
        for name in [&role.id, &role.title].into_iter().chain(&role.aliases) {
            let roles = self.by_name.entry(loose(name)).or_default();
            if roles.last() != Some(&at) {
                roles.push(at);
            }
        }
        self.all.push(role);
    }

    /// Lets a role be found by the id of its page too, which has the folder
    /// in it.
    pub fn add_page(&mut self, page: PageId, id: &str) {
        if let Some(at) = self.by_page.get(&page) {
            self.by_id.entry(id.into()).or_insert(*at);
        }
    }

    /// Returns the role a page is of.
    pub fn of_page(&self, page: PageId) -> Option<&Role> {
        self.all.get(*self.by_page.get(&page)?)
    }

    /// Returns the roles a name can mean: the one with this id, else all with
    /// this title or alias, compared loosely.
    pub fn find(&self, name: &str) -> Vec<&Role> {
        let name = bare(name);
        if let Some(role) = self.by_id.get(name).and_then(|at| self.all.get(*at)) {
            return vec![role];
        }
        let named = self.by_name.get(&loose(name)).into_iter().flatten();
        named.filter_map(|at| self.all.get(*at)).collect()
    }

    /// Makes the problem of a name that no role has; `before` says how many
    /// problems there were before it, since a search for what is meant takes
    /// time.
    pub fn unknown(&self, name: &str, span: Span, before: usize) -> Diagnostic {
        let written = bare(name);
        let most = if before < MOST_SUGGESTED { MOST_COMPARED } else { 0 };
        let roles = self.all.iter().take(most);
        let names = roles.flat_map(|role| [&role.title, &role.id].into_iter().chain(&role.aliases));
        let near = nearest(written, names.map(|name| &**name));
        let help = match near {
            _ if self.are_several(written) => "write a comma between several roles".into(),
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "declare it in `data/roles.yml`, or write a page of kind `role`".into(),
        };
        let message = format!("no role is called \"{written}\"");
        Diagnostic::new(Code::UNKNOWN_ROLE, span, message).help(help)
    }

    /// Tells whether some words are names of roles, parted by other than commas.
    fn are_several(&self, words: &str) -> bool {
        let parting = [" and ", " or ", " & ", "/"].into_iter();
        let mut parts = parting.map(|word| words.split(word).collect::<Vec<&str>>());
        parts.any(|parts| {
            (2..=MOST_PARTS).contains(&parts.len())
                && parts.iter().all(|part| !self.find(part).is_empty())
        })
    }

    /// Makes the problem of a name that several roles have.
    pub fn ambiguous(name: &str, roles: &[&Role], span: Span) -> Diagnostic {
        let message = format!("{} roles are called \"{}\"", roles.len(), bare(name));
        let ids: Vec<String> = roles.iter().map(|role| format!("`{}`", role.id)).collect();
        Diagnostic::new(Code::AMBIGUOUS_REFERENCE, span, message)
            .help(format!("write {}", ids.join(" or ")))
    }

    /// Makes the problem of a name that means something else: `a term`.
    pub fn is_a(kind: &str, name: &str, span: Span) -> Diagnostic {
        let message = format!("\"{name}\" is {kind}; a role is expected");
        Diagnostic::new(Code::WRONG_KIND, span, message)
    }

    /// Checks a name that stands where only a role can; `before` says how many
    /// problems there were before it.
    pub fn check(&self, name: &str, span: Span, before: usize) -> Option<Diagnostic> {
        match self.find(name).as_slice() {
            [_] => None,
            [] => Some(self.unknown(name, span, before)),
            several => Some(Roles::ambiguous(name, several, span)),
        }
    }
}

/// Takes off what says that a name is one of a role.
fn bare(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix("role:").map_or(name, str::trim)
}

/// Returns the role that answers for a page, as the page says it.
pub fn owner<'a>(site: &'a Site, page: &Page) -> Option<&'a Role> {
    let mut relations = page.document.relations.iter();
    let owner = relations.find(|relation| relation.kind == RelationKind::Owner)?;
    match page.targets.get(owner.reference as usize)? {
        Target::Page(id, _) => site.catalog.roles.of_page(*id),
        _ => None,
    }
}
