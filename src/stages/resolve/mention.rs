//! Words that mean a role if the site has one called so. They were written
//! for readers, so words that mean none are no mistake.

use super::Ctx;
use super::name::candidates;
use crate::model::document::Reference;
use crate::model::page::Target;

pub(super) fn resolve(ctx: &Ctx<'_>, reference: &Reference) -> Target {
    let name = &*reference.destination;
    // Authors write "buyers" of the role "Buyer".
    let one = name.strip_suffix('s').filter(|one| !one.is_empty());
    let role = |name: &str| match candidates(ctx, &format!("role:{name}")).as_slice() {
        [role] => Some(*role),
        _ => None,
    };
    let found = role(name).or_else(|| one.and_then(role));
    found.map_or(Target::Ignored, |role| Target::Page(role, None))
}
