//! What a role's page says of the role: who plays it, who stands in, how it
//! is reached. A role that is only a record has nothing else on its page.

use super::name::RoleFact;
use super::view::{Fact, FactTerm};
use super::{address, name};
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::extension::RenderContext;
use crate::model::role::Role;
use crate::text::html::escape;

/// At most so many values of one fact stand on a page.
const TERMS: usize = 30;

/// Returns the facts of the role a page is of.
pub(super) fn facts(ctx: &RenderContext<'_>, page: PageId, folder: &SitePath) -> Vec<Fact> {
    let Some(role) = ctx.site.catalog.roles.of_page(page) else { return Vec::new() };
    let said = name::of_role(ctx.site, role).into_iter();
    let facts = said.map(|RoleFact { label, mut values, is_list }| {
        let more_terms = values.len().saturating_sub(TERMS);
        values.truncate(TERMS);
        let mut terms: Vec<FactTerm> = values
            .into_iter()
            .map(|(text, page)| {
                let page = page.and_then(|page| ctx.site.catalog.page(page));
                let href =
                    page.map(|page| address::page(folder, &page.output, ctx.site.config.links));
                FactTerm { text, href }
            })
            .collect();
        match (is_list, terms.pop()) {
            (false, Some(FactTerm { text, href })) => Fact { href, ..Fact::new(label, text) },
            (_, last) => {
                terms.extend(last);
                Fact { terms, more_terms, ..Fact::new(label, String::new()) }
            }
        }
    });
    facts.collect()
}

/// Writes the text of the page of a role that nobody wrote one for.
pub(super) fn body(ctx: &RenderContext<'_>, role: &Role, folder: &SitePath) -> String {
    let mut body = String::new();
    let names: Vec<String> = name::other_names(role).map(escape).collect();
    if !names.is_empty() {
        body.push_str(&format!("<p>Also called {}.</p>\n", names.join(", ")));
    }
    let training = name::training(ctx.site, role).map(|(text, page)| {
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
