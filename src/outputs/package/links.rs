//! Cuts a page out of its site: what it needs goes along, and what leads
//! elsewhere leads to the published site, if that has an address, or is text.

use std::collections::BTreeSet;

use crate::base::{SitePath, url};
use crate::text::html::{PieceKind, escape, pieces};

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

/// Where a link leads, as seen from a package.
enum Way {
    /// To a place that stays as it is written.
    Kept,
    /// To a file that goes along.
    File(SitePath),
    /// Out of the package.
    Away(String),
    /// Nowhere.
    Nowhere,
}

/// Attributes that name files a page is shown with.
const NEEDED: &[(&str, &str)] = &[
    ("link", "href"),
    ("script", "src"),
    ("script", "data-run"),
    ("img", "src"),
    ("image", "href"),
    ("source", "src"),
];

/// Cuts a page out of its site.
pub(super) fn cut_out(html: &str, place: &Place<'_>) -> Cut {
    let mut cut = Cut { html: String::with_capacity(html.len()), files: BTreeSet::new() };
    let mut drawings = 0_usize;
    // What ends the link that is open, if it is none any more.
    let mut ending: Option<&str> = None;
    for piece in pieces(html) {
        let source = html.get(piece.start..piece.end).unwrap_or_default();
        match &piece.kind {
            PieceKind::Open { name, attributes, .. } if name == "a" => {
                let tag = if drawings == 0 { "span" } else { "g" };
                ending = link(source, (attributes, tag), place, &mut cut);
                continue;
            }
            PieceKind::Close(name) if name == "a" => {
                cut.html.push_str(ending.take().unwrap_or(source));
                continue;
            }
            PieceKind::Open { name, attributes, self_closing } => {
                drawings += usize::from(name == "svg" && !self_closing);
                needed(name, attributes, place, &mut cut);
            }
            PieceKind::Close(name) if name == "svg" => drawings = drawings.saturating_sub(1),
            _ => {}
        }
        cut.html.push_str(source);
    }
    cut
}

/// Writes the beginning of a link; returns what ends it if that is not `</a>`.
fn link(
    source: &str,
    (attributes, tag): (&[(String, String)], &'static str),
    place: &Place<'_>,
    cut: &mut Cut,
) -> Option<&'static str> {
    let href = attributes.iter().find(|(name, _)| name == "href").map(|(_, value)| &**value);
    let is_kept = |name: &str| matches!(name, "id" | "class" | "title" | "transform");
    let way = href.map_or(Way::Kept, |href| way(href, place));
    let address = match &way {
        Way::Kept => {
            cut.html.push_str(source);
            return None;
        }
        Way::Nowhere => None,
        Way::File(_) => href,
        Way::Away(address) => Some(&**address),
    };
    cut.html.push('<');
    cut.html.push_str(if address.is_some() { "a" } else { tag });
    for (name, value) in attributes.iter().filter(|(name, _)| address.is_some() || is_kept(name)) {
        let value = match name.as_str() {
            "href" => address.unwrap_or_default(),
            "target" | "rel" => continue,
            _ => value,
        };
        cut.html.push_str(&format!(" {name}=\"{}\"", escape(value)));
    }
    if let Way::File(path) = &way {
        cut.files.insert(path.clone());
    }
    // In its own window: the page is to stay where the learning system shows it.
    cut.html.push_str(if address.is_some() { " target=\"_blank\" rel=\"noopener\">" } else { ">" });
    match (address, tag) {
        (Some(_), _) => None,
        (None, "g") => Some("</g>"),
        (None, _) => Some("</span>"),
    }
}

/// Notes the file that an element shows.
fn needed(name: &str, attributes: &[(String, String)], place: &Place<'_>, cut: &mut Cut) {
    for (_, attribute) in NEEDED.iter().filter(|(tag, _)| *tag == name) {
        let value = attributes.iter().find(|(own, _)| own == attribute);
        if let Some(Way::File(path)) = value.map(|(_, value)| way(value, place)) {
            cut.files.insert(path);
        }
    }
    let choice = attributes.iter().find(|(own, _)| name == "img" && own == "srcset");
    for part in choice.iter().flat_map(|(_, value)| value.split(", ")) {
        let address = part.split(' ').next().unwrap_or_default();
        if let Way::File(path) = way(address, place) {
            cut.files.insert(path);
        }
    }
}

/// Finds out where an address leads.
fn way(address: &str, place: &Place<'_>) -> Way {
    if address.starts_with('#') {
        return Way::Kept;
    }
    if let Some(scheme) = url::scheme(address) {
        let is_page = matches!(scheme.as_str(), "http" | "https");
        return if is_page { Way::Away(address.into()) } else { Way::Kept };
    }
    let parts = url::split(address);
    let path = url::decode(parts.path);
    let Some(target) = place.page.parent().join(&path) else { return Way::Nowhere };
    if (place.is_file)(&target) {
        return Way::File(target);
    }
    let Some(site) = place.site else { return Way::Nowhere };
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
    Way::Away(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(html: &str, site: Option<&str>) -> Cut {
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
            assert_eq!(cut(link, Some("https://h.example/x/")).html, with);
            assert_eq!(cut(link, None).html, without);
        }
    }

    #[test]
    fn files_go_along_and_open_beside_the_page() {
        let cut = cut("<a href=\"plan.pdf\">plan</a><img src=\"plan.pdf\" alt=\"\">", None);
        let file = "<a href=\"plan.pdf\" target=\"_blank\" rel=\"noopener\">plan</a>";
        assert_eq!(cut.html, format!("{file}<img src=\"plan.pdf\" alt=\"\">"));
        assert_eq!(cut.files.len(), 1);
    }
}
