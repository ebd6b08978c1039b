//! Who must learn again, in words.

use std::collections::BTreeSet;

use crate::model::catalog::PageId;
use crate::model::site::Site;
use crate::model::training::{Change, learners};

/// At most so many changes are told in short.
const FEW: usize = 8;

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
    text.push_str(&format!("To learn again since {since}: {}\n", who(site, changes)));
    harmless(&text)
}

/// Writes changes in a few lines, to stand below the problems of a site.
pub fn short(site: &Site, changes: &[Change<'_>], since: &str) -> String {
    if changes.is_empty() {
        return format!("Nobody has to learn again since {since}\n");
    }
    let mut text = format!("To learn again since {since}: {}\n", who(site, changes));
    for change in changes.iter().take(FEW) {
        let courses = change.courses.iter().map(|touched| {
            let title = title(site, touched.page.id);
            format!("{title} ({})", touched.words())
        });
        let courses: Vec<String> = courses.collect();
        text.push_str(&format!("  {}: {}\n", title(site, change.page), courses.join(", ")));
    }
    if FEW < changes.len() {
        let more = changes.len() - FEW;
        text.push_str(&format!("  and {more} more: `handover retrain` shows all\n"));
    }
    harmless(&text)
}

/// Names the roles that learn again, and counts the people who have each, if
/// a training plan says how many they are.
fn who(site: &Site, changes: &[Change<'_>]) -> String {
    let roles: BTreeSet<PageId> = changes.iter().flat_map(|own| own.roles.clone()).collect();
    let people = learners(site, &roles);
    let names = roles.iter().map(|role| {
        let own = people.iter().filter(|own| own.role == *role);
        let own = own.filter_map(|own| Some((&own.audience.name.text, own.audience.people?)));
        let own: Vec<String> =
            own.map(|(audience, people)| format!("{audience}: {people}")).collect();
        match own.is_empty() {
            true => title(site, *role).to_string(),
            false => format!("{} ({})", title(site, *role), own.join("; ")),
        }
    });
    let names: Vec<String> = names.collect();
    if names.is_empty() { "no role".into() } else { names.join(", ") }
}

/// A title may hold what a terminal obeys.
fn harmless(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

fn title(site: &Site, page: PageId) -> &str {
    site.catalog.page(page).map_or("", |page| &*page.title)
}
