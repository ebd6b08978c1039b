//! Cuts a page out of its site: what it needs goes along, and what leads
//! elsewhere leads to the published site, if that has an address, or is text.

use std::collections::BTreeSet;

use crate::base::{SitePath, url};
use crate::outputs::html::cut::{Copying, Fate, Way, choices, cut, is_choice, is_file};

/// Where a page stands.
pub(super) struct Place<'a> {
    /// Its file.
    pub page: &'a SitePath,
    /// Tells whether a file goes along with pages.
    pub is_file: &'a dyn Fn(&SitePath) -> bool,
    /// The whole address of the site's root.
    pub site: Option<&'a str>,
}

/// A page by itself.
pub(super) struct Cut {
    pub html: String,
    /// The files it needs, from the root of the site.
    pub files: BTreeSet<SitePath>,
}

/// Cuts a page out of its site.
pub(super) fn cut_out(html: &str, place: &Place<'_>) -> Cut {
    let mut packing = Packing { place, files: BTreeSet::new() };
    let html = cut(html, &mut packing);
    Cut { html, files: packing.files }
}

/// A page on its way into a package.
struct Packing<'p, 'a> {
    place: &'p Place<'a>,
    files: BTreeSet<SitePath>,
}

impl Copying for Packing<'_, '_> {
    // In its own window: the page is to stay where the learning system shows
    // it.
    fn way(&mut self, address: &str) -> Way {
        match target(address, self.place) {
            Target::Kept => Way::Kept,
            Target::File(path) => {
                self.files.insert(path);
                Way::Beside(address.into())
            }
            Target::Away(whole) => Way::Beside(whole),
            Target::Nowhere => Way::Plain,
        }
    }

    fn fate(&mut self, _: &str, _: &[(String, String)]) -> Fate {
        Fate::Kept
    }

    fn attribute(&mut self, element: &str, name: &str, value: &str) -> Option<String> {
        if is_file(element, name)
            && let Target::File(path) = target(value, self.place)
        {
            self.files.insert(path);
        }
        let chosen = choices(value).filter(|_| is_choice(element, name));
        for (address, _) in chosen {
            if let Target::File(path) = target(address, self.place) {
                self.files.insert(path);
            }
        }
        None
    }
}

/// What an address means, as seen from a package.
enum Target {
    /// A place that stays as it is written.
    Kept,
    /// A file that goes along.
    File(SitePath),
    /// A whole address out of the package.
    Away(String),
    /// Nothing that can be reached.
    Nowhere,
}

/// Finds out what an address means.
fn target(address: &str, place: &Place<'_>) -> Target {
    if address.starts_with('#') {
        return Target::Kept;
    }
    if let Some(scheme) = url::scheme(address) {
        let is_page = matches!(scheme.as_str(), "http" | "https");
        return if is_page { Target::Away(address.into()) } else { Target::Kept };
    }
    let parts = url::split(address);
    let path = url::decode(parts.path);
    let Some(target) = place.page.parent().join(&path) else { return Target::Nowhere };
    if (place.is_file)(&target) {
        return Target::File(target);
    }
    let Some(site) = place.site else { return Target::Nowhere };
    let mut whole = site.trim_end_matches('/').to_string();
    whole.push('/');
    whole.push_str(&url::encode_path(target.as_str()));
    if !target.is_root() && path.ends_with('/') {
        whole.push('/');
    }
    if let Some(fragment) = parts.fragment {
        whole.push('#');
        whole.push_str(fragment);
    }
    Target::Away(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_page(html: &str, site: Option<&str>) -> Cut {
        let page = SitePath::new("training/a/index.html").expect("a path");
        let is_file = |path: &SitePath| path.as_str() == "training/a/plan.pdf";
        cut_out(html, &Place { page: &page, is_file: &is_file, site })
    }

    #[test]
    fn links_out_of_a_package_lead_to_the_site_or_nowhere() {
        for (link, with, without) in [
            ("<a href=\"#b\">b</a>", "<a href=\"#b\">b</a>", "<a href=\"#b\">b</a>"),
            (
                "<a href=\"mailto:a@b.c\">b</a>",
                "<a href=\"mailto:a@b.c\">b</a>",
                "<a href=\"mailto:a@b.c\">b</a>",
            ),
            (
                "<a class=\"x\" href=\"../../b/index.html#c%20d\"><b>b</b></a>",
                "<a class=\"x\" href=\"https://h.example/x/b/index.html#c%20d\" target=\"_blank\" rel=\"noopener\"><b>b</b></a>",
                "<span class=\"x\"><b>b</b></span>",
            ),
            (
                "<a href=\"../c/\" rel=\"next\">c</a>",
                "<a href=\"https://h.example/x/training/c/\" target=\"_blank\" rel=\"noopener\">c</a>",
                "<span>c</span>",
            ),
            (
                "<svg><a href=\"../c/\" aria-label=\"c\"><text>c</text></a></svg>",
                "<svg><a aria-label=\"c\" href=\"https://h.example/x/training/c/\" target=\"_blank\" rel=\"noopener\"><text>c</text></a></svg>",
                "<svg><g><text>c</text></g></svg>",
            ),
            ("<a href=\"../../../c/\">c</a>", "<span>c</span>", "<span>c</span>"),
        ] {
            assert_eq!(cut_page(link, Some("https://h.example/x/")).html, with);
            assert_eq!(cut_page(link, None).html, without);
        }
    }

    #[test]
    fn files_go_along_and_open_beside_the_page() {
        let cut = cut_page("<a href=\"plan.pdf\">plan</a><img src=\"plan.pdf\" alt=\"\">", None);
        let file = "<a href=\"plan.pdf\" target=\"_blank\" rel=\"noopener\">plan</a>";
        assert_eq!(cut.html, format!("{file}<img src=\"plan.pdf\" alt=\"\">"));
        assert_eq!(cut.files.len(), 1);
    }

    #[test]
    fn videos_of_trusted_html_go_along() {
        for video in ["<video src=\"plan.pdf\"></video>", "<video poster=\"plan.pdf\"></video>"] {
            let cut = cut_page(video, None);
            assert_eq!((cut.html.as_str(), cut.files.len()), (video, 1));
        }
    }
}
