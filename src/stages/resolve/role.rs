//! Names of roles, where only a role can stand.

use super::Ctx;
use super::name::candidates;
use crate::model::document::Reference;
use crate::model::page::Target;

pub(super) fn resolve(ctx: &Ctx<'_>, reference: &Reference) -> Target {
    let name = format!("role:{}", reference.destination);
    match candidates(ctx, &name).as_slice() {
        [role] => Target::Page(*role, None),
        _ => Target::Ignored,
    }
}
