//! How far gates are: on the page of a checklist, and of a set of them as a
//! table.

use super::address;
use super::name;
use super::view::{ChecklistView, DayView, FactTerm, StateView, TaskGroup};
use crate::base::{SitePath, url};
use crate::model::document::{Block, BlockKind};
use crate::model::extension::RenderContext;
use crate::model::label::Label;
use crate::model::page::{Page, Target};
use crate::model::readiness::{Progress, Readiness, checklists_of};
use crate::model::schedule::Urgency;
use crate::model::sequence::Generated;
use crate::text::date::format_weekday;
use crate::text::html::escape;
use crate::text::slug::slug;

/// Returns how much there is to do on a page; `None` if there is nothing.
pub(super) fn view<'a>(
    ctx: &RenderContext<'a>,
    page: &'a Page,
    folder: &SitePath,
) -> Option<ChecklistView<'a>> {
    let groups = &page.document.groups;
    let tasks: usize = groups.iter().map(|group| group.tasks.len()).sum();
    if tasks == 0 {
        return None;
    }
    let ready = Readiness::of(ctx.site, page);
    let made = ready.groups.iter().filter_map(|progress| group(ctx, page, folder, progress));
    let day = |name: &str| DayView { name: name.into(), slug: slug(name) };
    Some(ChecklistView {
        tasks,
        done: ready.groups.iter().map(|progress| progress.done).sum(),
        gates: ready.gates().count(),
        groups: made.collect(),
        days: ready.asked.iter().map(|name| day(name)).collect(),
    })
}

fn group<'a>(
    ctx: &RenderContext<'a>,
    page: &'a Page,
    folder: &SitePath,
    progress: &Progress<'a>,
) -> Option<TaskGroup<'a>> {
    let group = progress.group;
    let heading = group.heading.as_ref()?;
    let urgency = progress.due.and_then(|day| Urgency::of(day, ctx.site.config.today));
    Some(TaskGroup {
        title: &heading.text,
        anchor: &heading.id,
        tasks: group.tasks.len(),
        done: progress.done,
        gate: group.is_gate(),
        outcome: group.field(Label::Outcome).map(|field| &*field.text),
        due: progress.due.map(format_weekday),
        urgency: urgency
            .map(|urgency| StateView { text: urgency.words(), symbol: urgency.symbol() }),
        signs: signs(ctx, page, folder, progress),
    })
}

/// Returns the roles that sign a gate, by title; words where no role is meant.
fn signs(
    ctx: &RenderContext<'_>,
    page: &Page,
    folder: &SitePath,
    progress: &Progress<'_>,
) -> Vec<FactTerm> {
    let Some(field) = progress.group.field(Label::SignOff) else { return Vec::new() };
    if field.references.is_empty() {
        return vec![FactTerm { text: field.text.to_string(), href: None }];
    }
    let term = |number: &u32| {
        let reference = page.document.references.get(*number as usize);
        let target = page.targets.get(*number as usize)?;
        let identity = match target {
            Target::Page(id, _) => ctx.site.catalog.page(*id),
            _ => None,
        };
        let text = name::text(ctx.site, page, reference, target).into();
        let href = identity.map(|to| address::page(folder, &to.output, ctx.site.config.links));
        Some(FactTerm { text, href })
    };
    field.references.iter().filter_map(term).collect()
}

/// Returns the symbols that the head of a checklist uses.
pub(super) fn symbols(list: Option<&ChecklistView<'_>>) -> impl Iterator<Item = &'static str> {
    let groups = list.map(|list| &*list.groups).unwrap_or_default().iter();
    groups.filter_map(|group| Some(group.urgency.as_ref()?.symbol))
}

/// A gate of a set of checklists, or a list without gates.
pub(crate) struct Row {
    /// The title of the checklist.
    pub list: Box<str>,
    /// Where it is.
    pub href: String,
    /// The gate, with its place in the list.
    pub gate: Option<(Box<str>, String)>,
    /// How many items are open, of how many.
    pub open: (usize, usize),
    /// By when it is due.
    pub due: Option<String>,
    /// Where somebody should act on that.
    pub urgency: Option<Urgency>,
    /// Who signs.
    pub signs: String,
}

/// Returns the gates of all checklists that belong to a page.
pub(crate) fn rows(ctx: &RenderContext<'_>, page: &Page, folder: &SitePath) -> Vec<Row> {
    let lists = checklists_of(ctx.site, page.id);
    lists.into_iter().flat_map(|list| rows_of(ctx, list, folder)).collect()
}

fn rows_of(ctx: &RenderContext<'_>, list: &Page, folder: &SitePath) -> Vec<Row> {
    let Some(identity) = ctx.site.catalog.page(list.id) else { return Vec::new() };
    let href = address::page(folder, &identity.output, ctx.site.config.links);
    let ready = Readiness::of(ctx.site, list);
    let row = |gate, open| Row {
        list: identity.title.clone(),
        href: href.clone(),
        gate,
        open,
        due: None,
        urgency: None,
        signs: String::new(),
    };
    let today = ctx.site.config.today;
    let gate = |gate: &Progress<'_>| {
        let heading = gate.group.heading.as_ref()?;
        let place = format!("{href}#{}", url::encode_fragment(&heading.id));
        let signs = signs(ctx, list, folder, gate).into_iter().map(|sign| sign.text);
        let tasks = gate.group.tasks.len();
        let row = row(Some((heading.text.clone(), place)), (tasks - gate.done, tasks));
        Some(Row {
            due: gate.due.map(format_weekday),
            urgency: gate.due.and_then(|day| Urgency::of(day, today)),
            signs: signs.collect::<Vec<String>>().join(", "),
            ..row
        })
    };
    let gates: Vec<Row> = ready.gates().filter_map(gate).collect();
    if gates.is_empty() {
        let tasks: usize = ready.groups.iter().map(|progress| progress.group.tasks.len()).sum();
        let done: usize = ready.groups.iter().map(|progress| progress.done).sum();
        return if tasks == 0 { Vec::new() } else { vec![row(None, (tasks - done, tasks))] };
    }
    gates
}

/// Returns the gates of the checklists in the folder of a page, unless its
/// author placed them; the home page and pages of cards list nothing.
pub(crate) fn below(ctx: &RenderContext<'_>, page: &Page, folder: &SitePath) -> Vec<Row> {
    let navigation = &ctx.site.catalog.navigation;
    let children = navigation.children.get(page.id.0 as usize).map(Vec::as_slice);
    let mut children = children.unwrap_or_default().iter().filter_map(|id| ctx.site.pages.get(id));
    let is_placed = |block: &Block| {
        matches!(block.kind, BlockKind::Cards(_) | BlockKind::Generated(Generated::Readiness))
    };
    let is_home = ctx.site.catalog.root == Some(page.id);
    if is_home
        || page.document.body.iter().any(is_placed)
        || !children.any(|child| child.document.is_checklist())
    {
        return Vec::new();
    }
    let rows = rows(ctx, page, folder);
    if rows.iter().any(|row| row.gate.is_some()) { rows } else { Vec::new() }
}

/// Writes a table of gates; the symbols it uses are added to those of the page.
pub(super) fn table(rows: &[Row], symbols: &mut dyn FnMut(&'static str)) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let has_days = has_days(rows);
    let mut html = String::from("<table class=\"stack readiness\">\n<thead><tr>");
    let heads = ["Gate", "Open", "Due", "Signed by"];
    for head in heads.into_iter().filter(|head| has_days || *head != "Due") {
        html.push_str(&format!("<th scope=\"col\">{head}</th>"));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        let (title, href) = match &row.gate {
            Some((title, href)) => (title, href),
            None => (&row.list, &row.href),
        };
        html.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"{}\">{}</a>",
            escape(href),
            escape(title)
        ));
        if row.gate.is_some() {
            html.push_str(&format!(" <small>{}</small>", escape(&row.list)));
        }
        let (open, all) = row.open;
        html.push_str(&format!("</th><td data-h=\"Open\">{open} of {all}</td>"));
        if has_days {
            let due = row.due.as_deref().unwrap_or_default();
            let chip = chip(row.urgency, symbols);
            html.push_str(&format!("<td data-h=\"Due\">{due}{chip}</td>"));
        }
        html.push_str(&format!("<td data-h=\"Signed by\">{}</td></tr>\n", escape(&row.signs)));
    }
    html.push_str("</tbody></table>\n");
    html
}

/// Tells whether any of the gates is due on a day.
pub(crate) fn has_days(rows: &[Row]) -> bool {
    rows.iter().any(|row| row.due.is_some())
}

fn chip(urgency: Option<Urgency>, symbols: &mut dyn FnMut(&'static str)) -> String {
    let Some(urgency) = urgency else { return String::new() };
    let (symbol, words) = (urgency.symbol(), urgency.words());
    symbols(symbol);
    format!(
        " <span class=\"sev {symbol}\"><svg class=\"i\" aria-hidden=\"true\"><use \
         href=\"#i:{symbol}\"/></svg>{words}</span>"
    )
}
