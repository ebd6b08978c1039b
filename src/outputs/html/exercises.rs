//! Exercises of runbooks: what a page says of its own, and its row in lists.

use super::nav::Viewpoint;
use super::page::person;
use super::reviews::State;
use super::view::{Fact, ReviewRow, StateView};
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::exercise::{Outcome, standing_words};
use crate::model::extension::RenderContext;
use crate::model::page::Page;
use crate::model::review::{Attention, Standing, Timing};
use crate::text::date::format_day;

/// Returns what is known of the exercises of a page.
pub(super) fn facts(ctx: &RenderContext<'_>, id: PageId, folder: &SitePath) -> Vec<Fact> {
    let known = ctx.site.pages.get(&id).zip(ctx.site.reviews.exercises.get(&id));
    let Some((page, standing)) = known else { return Vec::new() };
    let front = &page.document.front;
    let mut facts = Vec::new();
    if let Some(last) = front.last_exercise() {
        let is_failed = last.result == Some(Outcome::Failed);
        let state = is_failed.then_some("s2");
        facts.push(Fact { state, ..Fact::new("Last exercised", last.words()) });
        if let Some(by) = &last.by {
            let (text, href) = person(ctx, &by.text, folder);
            facts.push(Fact { href, ..Fact::new("Exercised by", text) });
        }
    }
    if let Some((text, state)) = state(standing) {
        facts.push(Fact { state: Some(state), ..Fact::new("Exercise", text) });
    } else if let Some(due) = standing.due {
        facts.push(Fact::new("Exercise due", format_day(due)));
    }
    facts
}

/// Returns how the exercises of a page stand, in few words, for a list.
pub(super) fn brief(ctx: &RenderContext<'_>, id: PageId) -> (Option<StateView>, String) {
    let Some(standing) = ctx.site.reviews.exercises.get(&id) else {
        return (None, String::new());
    };
    let last = ctx.site.pages.get(&id).and_then(|page| page.document.front.last_exercise());
    let failed = last.filter(|last| last.result == Some(Outcome::Failed));
    let failed = failed.map(|last| (format!("Failed on {}", format_day(last.on)), "s2"));
    let state = failed.or_else(|| state(standing));
    let state = state.map(|(text, symbol)| StateView { text, symbol });
    let on = standing.on.filter(|_| state.is_none()).map(format_day);
    (state, on.unwrap_or_default())
}

/// Says what the days of exercises say, where someone should act.
fn state(standing: &Standing) -> Option<State> {
    let symbol = if matches!(standing.timing, Timing::Overdue(_)) { "s3" } else { "s4" };
    Some((standing_words(standing)?, symbol))
}

/// Returns the title and the id of a list of exercises.
pub(super) fn group_of(attention: Attention) -> (&'static str, &'static str) {
    match attention {
        Attention::Overdue => ("Exercise overdue", "exercise-overdue"),
        Attention::Due => ("Exercise due in the coming 90 days", "exercise-due"),
        Attention::Never => ("Never exercised", "never-exercised"),
        // An exercise does not change with the text.
        Attention::Changed => ("Changed since the exercise", "exercise-changed"),
    }
}

/// Returns the row of a page in such a list.
pub(super) fn row<'a>(
    viewpoint: &Viewpoint<'a>,
    page: &Page,
    standing: &Standing,
) -> Option<ReviewRow<'a>> {
    let link = viewpoint.link(page.id)?;
    let state = match standing.timing {
        Timing::Current(Some(days)) => Some((format!("Due in {days} days"), "ok")),
        _ => state(standing),
    };
    Some(ReviewRow {
        link,
        states: state.map(|(text, symbol)| StateView { text, symbol }).into_iter().collect(),
        reviewed: standing.on.map(format_day),
        due: standing.due.map(format_day),
        files: Vec::new(),
        more_files: 0,
    })
}
