//! What a role's page says of the role: who plays it, who stands in, how it
//! is reached. A role that is only a record has nothing else on its page.

use super::page::person;
use super::view::{Fact, FactTerm};
use super::{address, name};
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::extension::RenderContext;
use crate::model::records::{Contact, Named};
use crate::model::role::Role;
use crate::model::site::Site;
use crate::text::html::escape;

/// At most so many values of one fact stand on a page.
const TERMS: usize = 30;

/// Returns the facts of the role a page is of.
pub(in crate::outputs) fn facts(
    ctx: &RenderContext<'_>,
    page: PageId,
    folder: &SitePath,
) -> Vec<Fact> {
    let Some(role) = ctx.site.catalog.roles.of_page(page) else { return Vec::new() };
    let part = &role.part;
    let mut facts = Vec::new();
    facts.extend(list("Team", part.teams.iter().map(|team| team_name(ctx, team)).collect()));
    for (label, name) in [("Stand-in", &part.alternate), ("Answers to", &part.reports_to)] {
        let Some(name) = name else { continue };
        let (text, href) = person(ctx, &name.text, folder);
        facts.push(Fact { href, ..Fact::new(label, text) });
    }
    facts.extend(list("Level", part.levels.iter().map(ToString::to_string).collect()));
    facts.extend(part.contact.as_ref().and_then(|contact| reached(ctx, contact)));
    facts
}

fn list(label: &'static str, mut texts: Vec<String>) -> Option<Fact> {
    let more_terms = texts.len().saturating_sub(TERMS);
    texts.truncate(TERMS);
    let terms: Vec<FactTerm> =
        texts.into_iter().map(|text| FactTerm { text, href: None }).collect();
    (!terms.is_empty()).then_some(Fact { terms, more_terms, ..Fact::new(label, String::new()) })
}

fn team_name(ctx: &RenderContext<'_>, team: &Named) -> String {
    let known = ctx.site.catalog.records.teams.find(&team.text);
    known.map_or(&team.text, |team| &team.head.title).to_string()
}

/// Returns how a role is reached. What is for one audience alone is not said.
fn reached(ctx: &RenderContext<'_>, contact: &Contact) -> Option<Fact> {
    let ways = [&contact.channel, &contact.phone, &contact.email];
    let ways =
        ways.into_iter().flatten().map(|way| ctx.site.catalog.records.fill(way).into_owned());
    list("Reached by", ways.collect()).filter(|_| contact.audience.is_none())
}

/// Writes the text of the page of a role that nobody wrote one for.
pub(super) fn body(ctx: &RenderContext<'_>, role: &Role, folder: &SitePath) -> String {
    let mut body = String::new();
    let names: Vec<String> = other_names(role).map(escape).collect();
    if !names.is_empty() {
        body.push_str(&format!("<p>Also called {}.</p>\n", names.join(", ")));
    }
    let training = training(ctx.site, role).map(|(text, page)| {
        let text = escape(&text);
        match page.and_then(|page| ctx.site.catalog.page(page)) {
            Some(page) => {
                let href = address::page(folder, &page.output, ctx.site.config.links);
                format!("<li><a href=\"{}\">{text}</a></li>", escape(&href))
            }
            None => format!("<li>{text}</li>"),
        }
    });
    let training: String = training.collect();
    if !training.is_empty() {
        body.push_str(&format!("<p>Training for this role:</p>\n<ul>{training}</ul>\n"));
    }
    body
}

/// Returns the other names of a role that its page says.
pub(in crate::outputs) fn other_names(role: &Role) -> impl Iterator<Item = &str> {
    role.aliases.iter().take(TERMS).map(|name| &**name)
}

/// Returns the courses for a role that its page lists: the title, and the
/// page if there is one.
pub(in crate::outputs) fn training<'a>(
    site: &'a Site,
    role: &'a Role,
) -> impl Iterator<Item = (String, Option<PageId>)> + 'a {
    role.part.training.iter().take(TERMS).map(|course| name::titled(site, &course.text))
}
