//! The twins of pages that nobody wrote: of folders, and of roles that are
//! only records.

use super::link::{linked, twin};
use super::writer::Flow;
use super::{container, plain, work};
use crate::base::SitePath;
use crate::model::catalog::PageId;
use crate::model::extension::RenderContext;
use crate::model::role::Role;
use crate::outputs::html::name;

/// Writes what the page shows below its title, after `text`.
pub(super) fn write(
    ctx: &RenderContext<'_>,
    id: PageId,
    folder: &SitePath,
    mut text: String,
) -> String {
    let catalog = &ctx.site.catalog;
    let title = catalog.page(id).map_or("", |page| &*page.title);
    text.push_str(&format!("# {}\n", plain(title, Flow::Title)));
    if let Some(role) = catalog.roles.of_page(id) {
        let lines = work::lines(ctx.site, id, folder);
        if !lines.is_empty() {
            text.push_str(&format!("\n{}\n\n{}\n", work::TITLE, lines.join("\n")));
        }
        said(ctx, role, folder, &mut text);
    }
    for (heading, pages) in container::below(catalog, id) {
        text.push_str(&format!("\n## {heading}\n\n"));
        for page in pages.into_iter().filter_map(|id| catalog.page(id)) {
            let link = linked(&page.title, &twin(folder, page), Flow::Lines);
            text.push_str(&format!("- {link}\n"));
        }
    }
    text
}

/// Writes what the record of a role says in the text of its page.
fn said(ctx: &RenderContext<'_>, role: &Role, folder: &SitePath, text: &mut String) {
    let names: Vec<String> = name::other_names(role).map(|own| plain(own, Flow::Lines)).collect();
    if !names.is_empty() {
        text.push_str(&format!("\nAlso called {}.\n", names.join(", ")));
    }
    let courses: Vec<String> = name::training(ctx.site, role)
        .map(|(title, page)| match page.and_then(|page| ctx.site.catalog.page(page)) {
            Some(page) => format!("- {}\n", linked(&title, &twin(folder, page), Flow::Lines)),
            None => format!("- {}\n", plain(&title, Flow::Lines)),
        })
        .collect();
    if !courses.is_empty() {
        text.push_str(&format!("\nTraining for this role:\n\n{}", courses.concat()));
    }
}
