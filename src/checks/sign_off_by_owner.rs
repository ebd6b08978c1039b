//! `sign-off-by-owner`: a role signs for what it does itself.
//!
//! Roles are compared, not their names: an id, a title and an alias are one
//! role. Names that mean no role are compared as names are.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic, Span};
use crate::model::catalog::{PageId, loose};
use crate::model::checklist::{Field, Group};
use crate::model::extension::Check;
use crate::model::label::Label;
use crate::model::page::{Page, Target};
use crate::model::site::Site;

/// The check `sign-off-by-owner`.
pub struct SignOffByOwner;

impl Check for SignOffByOwner {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            if page.document.is_checklist() {
                let look = Look { site, page };
                page.document.groups.iter().for_each(|group| look.group(group, found));
            }
        }
    }
}

/// Who acts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Who {
    /// The role with this page.
    Role(PageId),
    /// Someone no role is known for.
    Name(String),
}

struct Look<'a> {
    site: &'a Site,
    page: &'a Page,
}

impl Look<'_> {
    /// Who does a task and signs for it is reported at the task; who owns a
    /// whole gate, at the gate.
    fn group(&self, group: &Group, found: &mut Vec<Diagnostic>) {
        let signs = group.field(Label::SignOff).map(|signs| self.who(signs)).unwrap_or_default();
        if let Some(owner) = group.field(Label::Owner) {
            self.alone(owner, &signs, found);
        }
        for task in &group.tasks {
            let Some(owner) = task.owner() else { continue };
            match task.field(Label::SignOff) {
                Some(own) => self.alone(owner, &self.who(own), found),
                None => self.alone(owner, &signs, found),
            }
        }
    }

    /// Where another role signs as well, two pairs of eyes have looked.
    fn alone(&self, owner: &Field, signs: &BTreeSet<Who>, found: &mut Vec<Diagnostic>) {
        if signs.is_empty() || !signs.is_subset(&self.who(owner)) {
            return;
        }
        let span = Span::new(self.page.document.source.file, owner.range);
        let message = format!("{} does this and signs for it", owner.text);
        let help = "name another role in `Sign-off:`, alone or beside this one";
        found.push(Diagnostic::new(Code::SIGN_OFF_BY_OWNER, span, message).help(help));
    }

    /// Returns who is named in a field: by its references, else by its words.
    fn who(&self, field: &Field) -> BTreeSet<Who> {
        if field.references.is_empty() {
            let names = field.text.split(',').map(|name| name.trim().trim_end_matches('.'));
            return names.filter(|name| !name.is_empty()).map(|name| self.named(name)).collect();
        }
        field.references.iter().filter_map(|number| self.meant(*number)).collect()
    }

    fn meant(&self, number: u32) -> Option<Who> {
        let reference = self.page.document.references.get(number as usize)?;
        match self.page.targets.get(number as usize)? {
            Target::Page(id, _) => Some(Who::Role(*id)),
            _ => Some(self.named(&reference.destination)),
        }
    }

    fn named(&self, name: &str) -> Who {
        match self.site.catalog.roles.find(name).as_slice() {
            [role] => Who::Role(role.page),
            _ => Who::Name(loose(name)),
        }
    }
}
