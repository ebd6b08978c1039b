//! Reviews and exercises: what a page says of its own, and the page of all
//! that are due.

use std::collections::BTreeMap;

use super::again;
use super::exercises;
use super::measures;
use super::nav::Viewpoint;
use super::page::{frame, person};
use super::template;
use super::view::{Fact, ReviewGroup, ReviewOwner, ReviewRow, StateView};
use crate::base::{Diagnosed, SitePath};
use crate::model::catalog::PageId;
use crate::model::extension::{RenderContext, Rendered};
use crate::model::page::Page;
use crate::model::review::{Attention, Standing, Timing};
use crate::text::date::format_day;

/// At most so many changed files are named of one page.
const FILES: usize = 3;

/// A state in words, with the symbol and colour it has.
pub(super) type State = (String, &'static str);

/// Returns what is known of the review of a page, and of its exercises.
pub(super) fn facts(ctx: &RenderContext<'_>, id: PageId, folder: &SitePath) -> Vec<Fact> {
    let mut facts = of_review(ctx, id, folder);
    facts.extend(exercises::facts(ctx, id, folder));
    facts
}

fn of_review(ctx: &RenderContext<'_>, id: PageId, folder: &SitePath) -> Vec<Fact> {
    let known = ctx.site.pages.get(&id).zip(ctx.site.reviews.standings.get(&id));
    let Some((page, standing)) = known else { return Vec::new() };
    let mut facts = Vec::new();
    if let Some(on) = standing.on {
        let next = standing.due.map(|due| format!(", next by {}", format_day(due)));
        facts.push(Fact::new("Reviewed", format_day(on) + &next.unwrap_or_default()));
    }
    let review = page.document.front.reviewed.as_ref();
    if let Some(by) = review.and_then(|review| review.by.as_ref()) {
        let (text, href) = person(ctx, &by.text, folder);
        facts.push(Fact { href, ..Fact::new("Reviewed by", text) });
    }
    let states = [("Review", timing(standing)), ("Text", changed(standing))];
    for (label, state) in states {
        let Some((text, state)) = state else { continue };
        facts.push(Fact { state: Some(state), ..Fact::new(label, text) });
    }
    facts
}

/// Returns why readers should not trust a page as it is: its review is
/// overdue, or its text is not what was reviewed. What is only to be planned
/// for is told in the foot alone.
pub(super) fn stale(ctx: &RenderContext<'_>, id: PageId) -> Vec<StateView> {
    let Some(standing) = ctx.site.reviews.standings.get(&id) else { return Vec::new() };
    let overdue = timing(standing).filter(|_| matches!(standing.timing, Timing::Overdue(_)));
    let overdue = overdue.map(|(text, state)| (format!("Review {}", text.to_lowercase()), state));
    let states = [overdue, changed(standing)].into_iter().flatten();
    states.map(|(text, symbol)| StateView { text, symbol }).collect()
}

/// Returns how the review of a page stands, in few words: where someone should
/// act, else when it was or must be; nothing of a page without one.
pub(super) fn brief(ctx: &RenderContext<'_>, id: PageId) -> (Vec<StateView>, String) {
    let Some(standing) = ctx.site.reviews.standings.get(&id) else {
        return (Vec::new(), String::new());
    };
    let states = [timing(standing), changed(standing)].into_iter().flatten();
    let states: Vec<StateView> = states.map(|(text, symbol)| StateView { text, symbol }).collect();
    let review = match (standing.due, standing.on) {
        _ if !states.is_empty() => String::new(),
        (Some(due), _) => format!("next by {}", format_day(due)),
        (None, on) => on.map(format_day).unwrap_or_default(),
    };
    (states, review)
}

/// Says what the days of a review say, where someone should act.
fn timing(standing: &Standing) -> Option<State> {
    let symbol = if matches!(standing.timing, Timing::Overdue(_)) { "s3" } else { "s4" };
    Some((standing.timing.words()?, symbol))
}

/// Says that a text is not what was reviewed.
fn changed(standing: &Standing) -> Option<State> {
    Some((standing.changed_words()?, "s2"))
}

/// Renders the page of reviews that are due.
pub(super) fn reviews_due(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "Reviews due");
    let all = |of: Of| Attention::ALL.into_iter().map(move |attention| (of, attention));
    let groups = all(Of::Review).chain(all(Of::Exercise));
    view.reviews = groups.filter_map(|group| self::group(ctx, &folder, group)).collect();
    view.again = again::view(ctx, &folder);
    view.plans = measures::links(ctx, None, &folder);
    view.symbols.extend(["ok", "s2", "s3", "s4"]);
    template::render(ctx, "reviews.html", &view)
}

/// What is due.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// To read a page.
    Review,
    /// To follow it.
    Exercise,
}

/// Lists the pages that need one kind of attention, by owner.
fn group<'a>(
    ctx: &RenderContext<'a>,
    folder: &'a SitePath,
    (of, attention): (Of, Attention),
) -> Option<ReviewGroup<'a>> {
    let site = ctx.site;
    let viewpoint = Viewpoint { site, folder, page: None };
    let mut owners: BTreeMap<(bool, String), Vec<(&'a Page, &'a Standing)>> = BTreeMap::new();
    let pages: Vec<(&Page, &Standing)> = match of {
        Of::Review => site.reviewed_pages().collect(),
        Of::Exercise => site.exercised_pages().collect(),
    };
    for (page, standing) in pages {
        if standing.attention() == Some(attention) {
            let owner = page.document.front.owner.as_ref();
            let owner = owner.map(|owner| person(ctx, &owner.text, folder).0);
            // Pages that nobody owns come last.
            let key = (owner.is_none(), owner.unwrap_or_default());
            owners.entry(key).or_default().push((page, standing));
        }
    }
    let owners: Vec<ReviewOwner<'a>> = owners
        .into_iter()
        .map(|((_, name), mut pages)| {
            pages.sort_by_key(|(page, standing)| (standing.due, page.id));
            let rows = pages.iter().filter_map(|(page, standing)| match of {
                Of::Review => row(&viewpoint, page, standing),
                Of::Exercise => exercises::row(&viewpoint, page, standing),
            });
            let rows = rows.collect();
            let owner = pages.first().and_then(|(page, _)| page.document.front.owner.as_ref());
            let href = owner.and_then(|owner| person(ctx, &owner.text, folder).1);
            ReviewOwner { name, href, rows }
        })
        .collect();
    let count = owners.iter().map(|owner| owner.rows.len()).sum();
    let (title, anchor, last) = match of {
        Of::Review => (attention.title(), attention.anchor(), "Reviewed"),
        Of::Exercise => {
            let (title, anchor) = exercises::group_of(attention);
            (title, anchor, "Exercised")
        }
    };
    (0 < count).then_some(ReviewGroup { title, anchor, last, count, owners })
}

fn row<'a>(
    viewpoint: &Viewpoint<'a>,
    page: &Page,
    standing: &'a Standing,
) -> Option<ReviewRow<'a>> {
    let link = viewpoint.link(page.id)?;
    let files = standing.changed.as_ref().map(|changed| &*changed.files).unwrap_or_default();
    let days = match standing.timing {
        Timing::Current(Some(days)) => Some((format!("Due in {days} days"), "ok")),
        _ => timing(standing),
    };
    let days = days
        .filter(|_| standing.changed.is_none() || !matches!(standing.timing, Timing::Current(_)));
    let states = [days, changed(standing)].into_iter().flatten();
    Some(ReviewRow {
        link,
        states: states.map(|(text, symbol)| StateView { text, symbol }).collect(),
        reviewed: standing.on.map(format_day),
        due: standing.due.map(format_day),
        files: files.iter().take(FILES).map(SitePath::as_str).collect(),
        more_files: files.len().saturating_sub(FILES),
    })
}
