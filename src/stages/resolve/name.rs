//! `[[names]]`: by id, title, alias or code; `[[kind:runbook]]` is the list of
//! the pages of a kind, `[[alert:NAME]]` the page that answers an alert.

use super::Ctx;
use super::link::anchor;
use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, TextRange};
use crate::model::alert::Holder;
use crate::model::catalog::{PageId, loose};
use crate::model::document::Reference;
use crate::model::front::KINDS;
use crate::model::page::Target;
use crate::text::fields::is_same_key;

pub(super) fn resolve(ctx: &Ctx<'_>, reference: &Reference, found: &mut Vec<Diagnostic>) -> Target {
    let (name, fragment) = match reference.destination.split_once('#') {
        Some((name, fragment)) => (name, Some(fragment)),
        None => (&*reference.destination, None),
    };
    let place = fragment.map(|fragment| fragment_place(reference, name, fragment));
    if name.is_empty() {
        let reference = Reference { range: place.unwrap_or(reference.range), ..reference.clone() };
        return anchor(ctx, ctx.id, fragment.unwrap_or_default(), &reference, found);
    }
    let alert = name.trim().strip_prefix("alert:").map(str::trim);
    let pages = match alert {
        Some(alert) => match answering(ctx, alert) {
            Ok(page) => vec![page],
            Err(other) => return other.unwrap_or_else(|| unanswered(ctx, reference, alert, found)),
        },
        None => candidates(ctx, name),
    };
    match pages.as_slice() {
        [] => match name.trim().strip_prefix("kind:") {
            Some(kind) => of_kind(ctx, reference, kind.trim(), found),
            None => Target::Planned(name.trim().into()),
        },
        [page] => match (fragment, place) {
            (Some(fragment), Some(range)) => {
                let reference = Reference { range, ..reference.clone() };
                anchor(ctx, *page, fragment, &reference, found)
            }
            _ => Target::Page(*page, None),
        },
        several => {
            found.push(ambiguous(ctx, reference, name, several));
            Target::Broken
        }
    }
}

/// Finds the page that answers an alert; else what else it leads to, if
/// anything.
fn answering(ctx: &Ctx<'_>, name: &str) -> Result<PageId, Option<Target>> {
    match ctx.catalog.alerts.find_loosely(name).map(|alert| &alert.holder) {
        Some(Holder::Page(page)) => Ok(*page),
        Some(Holder::Announced(title)) => Err(Some(Target::Planned(title.clone()))),
        None => Err(None),
    }
}

/// Reports the name of an alert that no page answers.
fn unanswered(
    ctx: &Ctx<'_>,
    reference: &Reference,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Target {
    // Comparing with all names is work, and a hundred suggestions are enough.
    let names = ctx.catalog.alerts.all().iter().map(|alert| &*alert.name);
    let near = (found.len() < 100).then(|| did_you_mean(name, names)).flatten();
    let help = near.unwrap_or_else(|| {
        format!("write `alerts: [{name}]` on the runbook that answers it, or remove the link")
    });
    let message = format!("no page answers an alert `{name}`");
    found.push(ctx.problem(Code::BROKEN_LINK, reference, message).help(help));
    Target::Broken
}

/// Finds the list of the pages of a kind. There is none of a kind that no page
/// has.
fn of_kind(
    ctx: &Ctx<'_>,
    reference: &Reference,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Target {
    if let Some(own) = ctx.catalog.kinds.find(name) {
        return Target::Kind(own.kind);
    }
    let known = KINDS.iter().find(|kind| is_same_key(kind, name));
    found.push(match known {
        Some(kind) => {
            let message = format!("no page is of the kind `{kind}`, so there is no list of them");
            let help = format!("write a page with `kind: {kind}`, or remove the link");
            ctx.problem(Code::BROKEN_LINK, reference, message).help(help)
        }
        None => {
            let near = did_you_mean(name, KINDS.iter().copied());
            let kinds = || KINDS.iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>();
            let help = near.unwrap_or_else(|| format!("known: {}", kinds().join(", ")));
            let message = format!("no kind of page is called `{name}`");
            ctx.problem(Code::UNKNOWN_KIND, reference, message).help(help)
        }
    });
    Target::Broken
}

/// Returns where the fragment of a name is written.
fn fragment_place(reference: &Reference, name: &str, fragment: &str) -> TextRange {
    let start = reference.range.start as usize + name.len() + 1;
    let range = TextRange::new(start, start + fragment.len());
    if range.end <= reference.range.end { range } else { reference.range }
}

/// Lists the pages a name can mean: the one with this id, else all with this
/// title, alias or code, else all whose id ends in it.
pub(super) fn candidates(ctx: &Ctx<'_>, name: &str) -> Vec<PageId> {
    let (kind, name) = match name.split_once(':') {
        Some((kind, rest)) if KINDS.contains(&kind) => (Some(kind), rest.trim()),
        _ => (None, name.trim()),
    };
    let catalog = ctx.catalog;
    let fits = |id: &PageId| {
        kind.is_none_or(|kind| catalog.page(*id).is_some_and(|page| page.is_of(kind)))
    };
    if let Some(id) = catalog.by_id.get(name).filter(|id| fits(id)) {
        return vec![*id];
    }
    let named = catalog.by_name.get(&loose(name)).into_iter().flatten();
    let named: Vec<PageId> = named.copied().filter(fits).collect();
    if !named.is_empty() {
        return named;
    }
    let short = catalog.by_short_id.get(name).into_iter().flatten();
    short.copied().filter(fits).collect()
}

fn ambiguous(
    ctx: &Ctx<'_>,
    reference: &Reference,
    name: &str,
    candidates: &[PageId],
) -> Diagnostic {
    let pages: Vec<_> = candidates.iter().filter_map(|id| ctx.catalog.page(*id)).collect();
    let kinds = pages.iter().filter_map(|page| page.kind());
    let mut distinct: Vec<(&str, &str)> = Vec::new();
    for kind in kinds.map(|kind| (kind.name, kind.article)) {
        if !distinct.contains(&kind) {
            distinct.push(kind);
        }
    }
    let by_kind = distinct.len() == pages.len();
    let (message, ways): (String, Vec<String>) = if by_kind {
        let kinds: Vec<&str> = distinct.iter().map(|(_, article)| *article).collect();
        let ways = distinct.iter().map(|(kind, _)| format!("`[[{kind}:{name}]]`")).collect();
        (format!("\"{name}\" is {}", kinds.join(" and ")), ways)
    } else {
        let mut ways: Vec<String> = pages.iter().map(|page| format!("`[[{}]]`", page.id)).collect();
        ways.dedup();
        (format!("{} pages are called \"{name}\"", pages.len()), ways)
    };
    // A page was copied with its id.
    if let ([way], 1..) = (&*ways, pages.len().saturating_sub(1)) {
        let help = format!("give one of them another `id`; then {way} is the other");
        return ctx.problem(Code::AMBIGUOUS_REFERENCE, reference, message).help(help);
    }
    ctx.problem(Code::AMBIGUOUS_REFERENCE, reference, message)
        .help(format!("write {}", ways.join(" or ")))
}
