//! Who must learn again, in words and as data.

use std::collections::BTreeSet;

use crate::model::catalog::PageId;
use crate::model::site::Site;
use crate::model::training::{AgainLine, Change, ids};

/// Writes changes as JSON; `since` is the day of the earlier build, if it is
/// compared with one.
pub fn json(site: &Site, changes: &[Change<'_>], since: Option<&str>) -> String {
    let since = serde_json::to_string(&since).unwrap_or_default();
    let lines = changes.iter().map(|change| format!("\n{}", AgainLine::of(site, change).json()));
    let lines: Vec<String> = lines.collect();
    let end = if lines.is_empty() { "" } else { "\n" };
    let roles: BTreeSet<PageId> = changes.iter().flat_map(|own| own.roles.clone()).collect();
    let roles = serde_json::to_string(&ids(site, &roles)).unwrap_or_default();
    format!(
        "{{\"version\":1,\"since\":{since},\"roles\":{roles},\"changes\":[{}{end}]}}\n",
        lines.join(",")
    )
}

/// Writes changes for people; `since` says with what they are compared.
pub fn words(site: &Site, changes: &[Change<'_>], since: &str) -> String {
    if changes.is_empty() {
        return format!("Nothing that courses are drawn from changed since {since}\n");
    }
    let mut text = String::new();
    for change in changes {
        text.push_str(title(site, change.page));
        let places: Vec<&str> = change.places.iter().copied().flatten().collect();
        if !places.is_empty() {
            text.push_str(&format!(": {}", places.join(", ")));
        }
        text.push('\n');
        for touched in &change.courses {
            let title = title(site, touched.page.id);
            text.push_str(&format!("  course  {title}: {}\n", touched.words()));
            for question in &touched.questions {
                text.push_str(&format!("          - {}\n", question.text));
            }
        }
        for (name, pages) in [("path", &change.paths), ("role", &change.roles)] {
            for page in pages {
                text.push_str(&format!("  {name:<6}  {}\n", self::title(site, *page)));
            }
        }
        text.push('\n');
    }
    let roles: BTreeSet<PageId> = changes.iter().flat_map(|own| own.roles.clone()).collect();
    let names: Vec<&str> = roles.iter().map(|role| title(site, *role)).collect();
    let names = if names.is_empty() { "no role".into() } else { names.join(", ") };
    text.push_str(&format!("To learn again since {since}: {names}\n"));
    // A title may hold what a terminal obeys.
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

fn title(site: &Site, page: PageId) -> &str {
    site.catalog.page(page).map_or("", |page| &*page.title)
}
