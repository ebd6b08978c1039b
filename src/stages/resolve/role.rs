//! Names of roles, where only a role can stand.

use super::Ctx;
use super::name::candidates;
use crate::base::{Diagnostic, Span};
use crate::model::catalog::{Identity, loose};
use crate::model::document::Reference;
use crate::model::page::Target;
use crate::model::role::Roles;

/// Resolves the name of a role. A site that declares no role has no list to
/// compare with: only what is plainly something else is reported then.
pub(super) fn resolve(ctx: &Ctx<'_>, reference: &Reference, found: &mut Vec<Diagnostic>) -> Target {
    let (roles, name) = (&ctx.catalog.roles, reference.destination.trim());
    let span = Span::new(ctx.document.source.file, reference.range);
    let problem = match roles.find(name).as_slice() {
        [role] => return Target::Page(role.page, None),
        [] => match other_kind(ctx, name) {
            Some(kind) => Roles::is_a(kind, name, span),
            None if roles.all.is_empty() => return Target::Ignored,
            None if is_announced(ctx, name) => return Target::Planned(name.into()),
            None => roles.unknown(name, span, found.len()),
        },
        several => Roles::ambiguous(name, several, span),
    };
    found.push(problem);
    Target::Broken
}

/// Resolves the name of a role or of a team; a team has no page.
pub(super) fn resolve_party(
    ctx: &Ctx<'_>,
    reference: &Reference,
    found: &mut Vec<Diagnostic>,
) -> Target {
    let name = reference.destination.trim();
    let is_role = !ctx.catalog.roles.find(name).is_empty();
    match !is_role && is_team(ctx, name) {
        true => Target::Ignored,
        false => resolve(ctx, reference, found),
    }
}

/// Tells whether a team has this name, in a data file or on the page itself.
fn is_team(ctx: &Ctx<'_>, name: &str) -> bool {
    let charter = ctx.document.charter.as_ref();
    ctx.catalog.records.teams.find(name).is_some()
        || charter.is_some_and(|charter| charter.describes(name))
}

/// Returns what a name means that is no role, with its article. Where no role
/// is declared, a page counts only if somebody says what it is.
fn other_kind(ctx: &Ctx<'_>, name: &str) -> Option<&'static str> {
    if ctx.catalog.records.teams.find(name).is_some() {
        return Some("a team");
    }
    let is_open = ctx.catalog.roles.all.is_empty();
    let is_said = |page: &&Identity| {
        let known = page.document.as_ref().and_then(|document| document.kind);
        known.is_some_and(|known| known.because.is_said()) || !is_open
    };
    let pages = candidates(ctx, name).into_iter().filter_map(|id| ctx.catalog.page(id));
    let mut kinds = pages.filter(is_said).filter_map(Identity::kind);
    let kind = kinds.next()?;
    kinds.all(|other| other == kind).then_some(kind.article)
}

/// Tells whether a name is that of a role that is announced.
fn is_announced(ctx: &Ctx<'_>, name: &str) -> bool {
    let planned = ctx.catalog.planned_by_name.get(&loose(name));
    let planned = planned.and_then(|id| ctx.catalog.planned.get(id.0 as usize));
    planned.is_some_and(|planned| planned.kind.as_deref() == Some("role"))
}
