//! Many pages as one file, which needs nothing beside it: styles, scripts and
//! pictures are in it, and its policy allows nothing else.
//!
//! `leaf.rs` makes a part of the file of a page. Without a script the page
//! whose place is asked for is shown, and else the contents; with one,
//! `single.js` leaves the page alone in the document before its scripts begin,
//! so that they work as on the site.

mod data;
mod leaf;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use self::leaf::{Leaf, leaf};
use super::Whole;
use crate::base::{Diagnosed, Sha256, SitePath};
use crate::model::catalog::{Identity, PageId};
use crate::model::extension::{RenderContext, Rendered};
use crate::model::part::Part;
use crate::model::theme::{Family, Shown, Theme};
use crate::outputs::html::start::{Group, groups};
use crate::outputs::html::template;
use crate::text::{css, script};

/// A file of more bytes is none that somebody opens on a phone.
const LARGEST: usize = 32 * 1024 * 1024;
/// What ends the name of a page in an id; no id of a page or a theme has it.
const MARK: &str = "!:";
/// The id of the contents.
const CONTENTS: &str = "contents!:";

/// Pages as one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Single {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

#[derive(Serialize)]
struct View<'a> {
    site: SiteView<'a>,
    build: BuildView,
    single: SingleView<'a>,
    symbols: String,
}

#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    lang: &'a str,
}

#[derive(Serialize)]
struct BuildView {
    date: String,
    version: &'static str,
}

#[derive(Serialize)]
struct SingleView<'a> {
    policy: String,
    styles: String,
    script: String,
    icon: Option<String>,
    /// The name of the contents in addresses.
    contents: &'static str,
    groups: Vec<Group<'a>>,
    pages: usize,
    leaves: String,
}

/// Makes one file of the pages of a part, or of all runbooks and charters.
///
/// # Errors
/// A text that says why there is no such file.
pub fn single(
    ctx: &RenderContext<'_>,
    whole: &Whole<'_>,
    part: Option<(&Part, &[String])>,
) -> Result<Diagnosed<Single>, String> {
    let pages = chosen(ctx, part);
    if pages.is_empty() {
        return Err("there are no runbooks and no charters; name pages with `--only`".into());
    }
    let names = names(ctx, &pages);
    let catalog = &ctx.site.catalog;
    let sequence = catalog.navigation.sequence.iter().map(|(id, _)| *id);
    let unlisted = catalog.ids().map(|(id, _)| id);
    let mut seen = BTreeSet::new();
    let ordered = sequence.chain(unlisted).filter(|id| pages.contains(id) && seen.insert(*id));
    let (mut leaves, mut size) = (Vec::new(), 0_usize);
    for id in ordered {
        let Some(page) = catalog.page(id) else { continue };
        let leaf = leaf(whole, &page.output, &names);
        size += leaf.html.len();
        if LARGEST < size {
            return Err(too_large());
        }
        leaves.push(leaf);
    }
    let rendered = write(ctx, whole, &pages, (&names, &leaves));
    let pages = leaves.len();
    let bytes = match rendered.value {
        Rendered::Bytes(bytes) if bytes.len() <= LARGEST => bytes,
        _ => return Err(too_large()),
    };
    Ok(Diagnosed::new(Single { bytes, pages }, rendered.diagnostics))
}

fn too_large() -> String {
    let most = LARGEST / 1024 / 1024;
    format!(
        "with their pictures they have more than {most} MB, which no phone opens; name fewer \
         with `--only` or `--service`, or write an archive without `--single`"
    )
}

/// Returns the pages that are asked for.
fn chosen(ctx: &RenderContext<'_>, part: Option<(&Part, &[String])>) -> Part {
    match part {
        Some((part, _)) => part.clone(),
        None => {
            let is_needed = |page: &Identity| page.is_of("runbook") || page.is_of("charter");
            let pages = ctx.site.catalog.ids().filter(|(_, page)| is_needed(page));
            pages.map(|(id, _)| id).collect()
        }
    }
}

/// Returns what each page is called in addresses of the file: its id in plain
/// letters, with a number where that is taken.
fn names(ctx: &RenderContext<'_>, pages: &Part) -> BTreeMap<SitePath, String> {
    let mut taken = BTreeSet::from(["contents".to_string()]);
    let mut names = BTreeMap::new();
    for page in pages.iter().filter_map(|id: &PageId| ctx.site.catalog.page(*id)) {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let name: String = page.id.chars().map(plain).collect();
        let others = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(others).find(|name| !taken.contains(name));
        let name = free.unwrap_or(name);
        taken.insert(name.clone());
        names.insert(page.output.clone(), name);
    }
    names
}

/// Writes the file.
fn write(
    ctx: &RenderContext<'_>,
    whole: &Whole<'_>,
    pages: &Part,
    (names, leaves): (&BTreeMap<SitePath, String>, &[Leaf]),
) -> Diagnosed<Rendered> {
    let styles = styles(whole);
    let script = scripts(whole, leaves);
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; img-src data:; font-src data:; \
         media-src data:; base-uri 'none'; form-action 'none'",
        Sha256::of(script.as_bytes()).source(),
        Sha256::of(styles.as_bytes()).source(),
    );
    let href =
        |page: &Identity| format!("#{}{MARK}", names.get(&page.output).map_or("", String::as_str));
    let groups = groups(ctx, pages, true, &href);
    let mut symbols: BTreeMap<&str, &str> = BTreeMap::new();
    for leaf in leaves {
        symbols.extend(leaf.symbols.iter().map(|(id, symbol)| (&**id, &**symbol)));
    }
    let icon = Theme::folder().child("icon.svg");
    let view = View {
        site: SiteView { title: &ctx.site.title, lang: &ctx.site.config.lang },
        build: BuildView {
            date: crate::text::date::format_day(ctx.site.config.today),
            version: env!("CARGO_PKG_VERSION"),
        },
        single: SingleView {
            policy,
            styles,
            script,
            icon: data::address(whole, &icon),
            contents: CONTENTS,
            groups,
            pages: leaves.len(),
            leaves: leaves.iter().map(|leaf| &*leaf.html).collect(),
        },
        symbols: symbols.into_values().collect(),
    };
    template::render(ctx, "single.html", &view)
}

/// Returns the styles of all pages, and those of the file itself. Pages with a
/// calendar, which may be of any family, have the styles of all.
fn styles(whole: &Whole<'_>) -> String {
    let path = Theme::folder().child(Theme::styles(Family::Calendar, Shown::Work).as_str());
    let all = whole.files.read(&path).unwrap_or_default();
    let all = data::in_styles(whole, &path, &String::from_utf8_lossy(&all));
    let own = css::compact(include_str!("single.css"));
    // Nothing in a style may end the element it stands in.
    format!("{all}{own}").replace("</", "<\\/")
}

/// Returns the script of the file: those of its pages, each as a function,
/// which pages begin with which, and what chooses the page.
fn scripts(whole: &Whole<'_>, leaves: &[Leaf]) -> String {
    let used = leaves.iter().flat_map(|leaf| &leaf.scripts);
    let first = Theme::folder().child(Theme::script(Family::Any).as_str());
    let used: BTreeSet<&SitePath> = used.chain([&first]).collect();
    let mut text = String::from("(() => {\nconst files = {\n");
    for path in used {
        let bytes = whole.files.read(path).unwrap_or_default();
        let name = serde_json::to_string(path.name()).unwrap_or_default();
        text.push_str(&format!("{name}: () => {{\n{}\n}},\n", String::from_utf8_lossy(&bytes)));
    }
    let first = serde_json::to_string(first.name()).unwrap_or_default();
    let own = script::compact(include_str!("single.js"));
    text.push_str(&format!("}};\nconst first = {first};\n{own}\n}})();\n"));
    // Nothing in a script may end the element it stands in.
    text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
}
