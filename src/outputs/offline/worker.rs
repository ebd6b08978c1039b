//! The service worker of a site that readers' browsers keep: what is kept,
//! each file with its sum, and the script `worker.js`.
//!
//! It is made when all other files are, because it knows their sums: a browser
//! takes a new build only if every file of it is what the build wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::part::is_html;
use crate::base::{Sha256, SitePath, url};
use crate::model::catalog::PageId;
use crate::model::extension::{RenderContext, Subject};
use crate::model::page::Target;
use crate::model::part::{ALL, named};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::outputs::html::start;
use crate::text::script;

/// The file of the service worker. Its folder is what it keeps.
pub const WORKER: &str = "service-worker.js";
/// So many digits of a sum are enough to know a file of ours by.
const DIGITS: usize = 32;

/// Makes the service worker; `None` if the site wants none. `sums` are those
/// of all files.
pub fn worker(
    ctx: &RenderContext<'_>,
    subjects: &BTreeMap<SitePath, Subject>,
    sums: &BTreeMap<SitePath, Sha256>,
) -> Option<(SitePath, Vec<u8>)> {
    let config = &ctx.site.config;
    if config.offline.is_empty() {
        return None;
    }
    let kept = kept(ctx.site, subjects, sums);
    let files: BTreeMap<String, String> = kept
        .into_iter()
        .filter_map(|path| {
            let sum: String = sums.get(path)?.to_string().chars().take(DIGITS).collect();
            Some((url::encode_path(path.as_str()), sum))
        })
        .collect();
    let files = serde_json::to_string(&files).unwrap_or_default();
    let build = Sha256::of(files.as_bytes()).to_string();
    let away = serde_json::to_string(&start::away(ctx)).unwrap_or_default();
    let mut text = String::new();
    // Writing into memory does not fail.
    let _ = write!(
        text,
        "const build = \"{}\";\nconst files = {files};\nconst away = {away};\n",
        build.get(..16).unwrap_or_default()
    );
    text.push_str(&script::compact(include_str!("worker.js")));
    Some((SitePath::default().child(WORKER), text.into_bytes()))
}

/// Returns the files that browsers keep: the pages that are named, the way to
/// them, and what these are shown with.
fn kept<'a>(
    site: &Site,
    subjects: &'a BTreeMap<SitePath, Subject>,
    sums: &BTreeMap<SitePath, Sha256>,
) -> BTreeSet<&'a SitePath> {
    let words: Vec<&str> = site.config.offline.iter().map(|(word, _)| &**word).collect();
    let is_all = words.contains(&ALL);
    let mut pages: BTreeSet<PageId> =
        words.iter().filter_map(|word| named(site, word)).flatten().collect();
    pages.extend(site.catalog.root);
    let assets: BTreeSet<&SitePath> = pages
        .iter()
        .filter_map(|id| site.pages.get(id))
        .flat_map(|page| page.parts())
        .flat_map(|(_, targets)| targets)
        .filter_map(|target| match target {
            Target::Asset(path, _) => Some(path),
            _ => None,
        })
        .collect();
    // Which one a browser takes can change while there is no network.
    let variants = assets.iter().flat_map(|path| site.variants.of(path));
    let variants: BTreeSet<&SitePath> = variants.map(|variant| &variant.path).collect();
    let is_kept = |path: &SitePath, subject: &Subject| match subject {
        _ if path.as_str() == "404.html" => false,
        _ if path.is_within(&Theme::folder()) => true,
        Subject::Asset(path) => is_all || assets.contains(path) || variants.contains(path),
        _ if !is_html(path) => false,
        _ if is_all => true,
        Subject::Page(id) | Subject::Redirect(id) | Subject::Answers(id) => pages.contains(id),
        Subject::Trainer(id) | Subject::Certificate(id) => pages.contains(id),
        // The list of all pages is the menu of a phone.
        Subject::Special(name) => *name == "all-pages",
        _ => false,
    };
    let all = subjects.iter().filter(|(path, subject)| is_kept(path, subject));
    all.map(|(path, _)| path).filter(|path| sums.contains_key(*path)).collect()
}
