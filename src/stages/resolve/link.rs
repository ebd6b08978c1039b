//! Links and pictures by address.

use super::Ctx;
use crate::base::nearest::{nearest, nearest_within, only_near};
use crate::base::{Code, Diagnostic, SitePath, url};
use crate::model::catalog::PageId;
use crate::model::document::{Reference, ReferenceKind};
use crate::model::page::Target;

pub(super) fn resolve(ctx: &Ctx<'_>, reference: &Reference, found: &mut Vec<Diagnostic>) -> Target {
    let destination = reference.destination.trim();
    if destination.is_empty() {
        let message = "this link has no address";
        found.push(ctx.problem(Code::BROKEN_LINK, reference, message).help("write where it leads"));
        return Target::Broken;
    }
    if let Some(scheme) = url::scheme(destination) {
        return external(ctx, reference, &scheme, found);
    }
    if destination.starts_with("//") {
        return Target::External(destination.into());
    }
    let address = url::split(destination);
    if let ("", Some(fragment)) = (address.path, address.fragment) {
        return anchor(ctx, ctx.id, &url::decode(fragment), reference, found);
    }
    if address.path.is_empty() {
        return Target::Page(ctx.id, None);
    }
    let path = url::decode(address.path);
    let from_root = path.starts_with(['/', '\\']);
    let in_site = path.strip_prefix("~/").map(str::to_string);
    let start = if from_root || in_site.is_some() { SitePath::default() } else { ctx.folder() };
    let written = in_site.as_deref().unwrap_or(&path);
    let wanted = start.join(written).or_else(|| through_the_folder_above(ctx, &start, written));
    let Some(wanted) = wanted else {
        let message = format!("`{}` leads out of the content folder", address.path);
        let help = "move the file into the content folder, or link to its address on the web";
        found.push(ctx.problem(Code::BROKEN_LINK, reference, message).help(help));
        return Target::Broken;
    };
    if let Some(title) = ctx.catalog.planned_by_path.get(&wanted) {
        return Target::Planned(title.clone());
    }
    let fragment = address.fragment.map(url::decode);
    match find(ctx, reference, &wanted, found) {
        Some(Found::Page(page)) if reference.kind != ReferenceKind::Image => match fragment {
            Some(fragment) => anchor(ctx, page, &fragment, reference, found),
            None => Target::Page(page, None),
        },
        Some(Found::Page(_)) => {
            let message = format!("`{}` is a page and no picture", address.path);
            let help = "write the link without `!`";
            found.push(ctx.problem(Code::MISSING_ASSET, reference, message).help(help));
            Target::Broken
        }
        Some(Found::Asset(path)) => Target::Asset(path, fragment.map(Into::into)),
        // A link from the root of the host may mean another site on it.
        None if from_root && wanted.extension() != "md" => {
            let message = format!("`{}` is not in this site", address.path);
            let help = "it is left as it is, and works where the host has it";
            found.push(ctx.problem(Code::LINK_OUTSIDE, reference, message).help(help));
            Target::External(destination.into())
        }
        _ => {
            found.push(broken(ctx, reference, address.path, &wanted));
            Target::Broken
        }
    }
}

/// A link may climb out of the content folder and come back by its name:
/// `../../docs/page.md` in the folder `docs`.
fn through_the_folder_above(ctx: &Ctx<'_>, start: &SitePath, written: &str) -> Option<SitePath> {
    let folder = SitePath::default().child(ctx.catalog.folder.as_deref()?);
    folder.join(start.as_str())?.join(written)?.below(&folder)
}

fn external(
    ctx: &Ctx<'_>,
    reference: &Reference,
    scheme: &str,
    found: &mut Vec<Diagnostic>,
) -> Target {
    let destination = reference.destination.trim();
    let is_picture = reference.kind == ReferenceKind::Image;
    let safe = match is_picture {
        true => matches!(scheme, "http" | "https"),
        false => url::is_safe_scheme(scheme),
    };
    if safe {
        return Target::External(destination.into());
    }
    let message = format!("an address that begins with `{scheme}:` is not safe in a page");
    let help = match is_picture {
        true => "put the picture beside the page and link to the file",
        false => "write a web address, or show this one as code",
    };
    found.push(ctx.problem(Code::UNSAFE_LINK, reference, message).help(help));
    Target::Broken
}

enum Found {
    Page(PageId),
    Asset(SitePath),
}

/// Finds what a path means: a page by its file, a folder, a file, each also
/// in other upper and lower case, and a page without its ending.
fn find(
    ctx: &Ctx<'_>,
    reference: &Reference,
    wanted: &SitePath,
    found: &mut Vec<Diagnostic>,
) -> Option<Found> {
    let catalog = ctx.catalog;
    if let Some(page) = catalog.by_path.get(wanted).or_else(|| catalog.sections.get(wanted)) {
        return Some(Found::Page(*page));
    }
    let lower = wanted.as_str().to_lowercase();
    let assets = catalog.assets.get(&lower).map(Vec::as_slice).unwrap_or_default();
    if let Some(asset) = assets.iter().find(|asset| *asset == wanted) {
        return Some(Found::Asset(asset.clone()));
    }
    if let Some(page) = catalog.by_lower_path.get(&lower) {
        let path = catalog.page(*page)?.document.as_ref()?.source.content_path.clone();
        found.push(case_mismatch(ctx, reference, &path));
        return Some(Found::Page(*page));
    }
    if let Some(asset) = assets.first() {
        found.push(case_mismatch(ctx, reference, asset));
        return Some(Found::Asset(asset.clone()));
    }
    let stem = match wanted.extension() {
        "html" => wanted.parent().child(wanted.stem()),
        _ => wanted.clone(),
    };
    let page = wanted.parent().child(&format!("{}.md", stem.name()));
    catalog.by_path.get(&page).copied().map(Found::Page)
}

fn case_mismatch(ctx: &Ctx<'_>, reference: &Reference, path: &SitePath) -> Diagnostic {
    let written = path.relative_from(&ctx.folder());
    let message = format!("the file is called `{written}`");
    let problem = ctx
        .problem(Code::CASE_MISMATCH, reference, message)
        .help(format!("write `{written}`; not every system takes one for the other"));
    ctx.fix_path(problem, reference, path)
}

fn broken(ctx: &Ctx<'_>, reference: &Reference, written: &str, wanted: &SitePath) -> Diagnostic {
    let is_page = matches!(wanted.extension(), "md" | "markdown" | "") && !wanted.is_root();
    let (code, kind) = match reference.kind {
        ReferenceKind::Image => (Code::MISSING_ASSET, "picture"),
        _ if is_page => (Code::BROKEN_LINK, "file"),
        _ => (Code::MISSING_ASSET, "file"),
    };
    let help = suggestion(ctx, wanted).map(|path| {
        let near = url::encode_spaces(&path.relative_from(&ctx.folder()));
        format!("did you mean `{near}`?")
    });
    let problem = ctx.problem(code, reference, format!("no {kind} `{written}`")).maybe_help(help);
    match same_name(ctx, wanted) {
        // A page of this name elsewhere has moved there; a picture called
        // `overview.png` can be another.
        [only] if code == Code::BROKEN_LINK => ctx.fix_path(problem, reference, only),
        _ => problem,
    }
}

/// Lists the files of the same name. Every folder can have an `index.md`,
/// so a name like that says nothing.
fn same_name<'a>(ctx: &Ctx<'a>, wanted: &SitePath) -> &'a [SitePath] {
    let says_nothing = matches!(wanted.stem(), "index" | "_index" | "README");
    let files = ctx.catalog.files_by_name.get(wanted.name()).filter(|_| !says_nothing);
    files.map(Vec::as_slice).unwrap_or_default()
}

/// Suggests a file: one of the same name elsewhere, or one of almost the
/// same name in the same folder.
fn suggestion(ctx: &Ctx<'_>, wanted: &SitePath) -> Option<SitePath> {
    if let Some(path) = same_name(ctx, wanted).first() {
        return Some(path.clone());
    }
    let files = ctx.catalog.files_by_folder.get(&wanted.parent())?;
    let beside = || files.iter().filter(|path| path.extension() == wanted.extension());
    // Names in a folder often share a long beginning; only a slip is near.
    let near = nearest_within(wanted.stem(), beside().map(SitePath::stem), 3)?;
    beside().find(|path| path.stem() == near).cloned()
}

/// How many anchors of a page are looked at for a suggestion.
const MOST_ANCHORS: usize = 500;

/// Finds an anchor in a page: exactly, else in other upper and lower case.
pub(super) fn anchor(
    ctx: &Ctx<'_>,
    page: PageId,
    fragment: &str,
    reference: &Reference,
    found: &mut Vec<Diagnostic>,
) -> Target {
    let here = page == ctx.id;
    let target = |id: &str| match here {
        true => Target::Here(id.into()),
        false => Target::Page(page, Some(id.into())),
    };
    // Browsers scroll to the top for these.
    if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || fragment.starts_with(":~:") {
        return match here {
            true => Target::Here("".into()),
            false => Target::Page(page, None),
        };
    }
    let identity = ctx.catalog.page(page);
    let document = identity.and_then(|identity| identity.document.as_ref());
    let anchors = document.map(|document| &*document.anchors).unwrap_or_default();
    let exact = anchors.binary_search_by(|anchor| (*anchor.id).cmp(fragment));
    if let Some(anchor) = exact.ok().and_then(|at| anchors.get(at)) {
        return target(&anchor.id);
    }
    let lower = || fragment.chars().flat_map(char::to_lowercase);
    let is_same = |id: &str| id.chars().flat_map(char::to_lowercase).eq(lower());
    if let Some(anchor) = anchors.iter().find(|anchor| is_same(&anchor.id)) {
        let message = format!("the heading's id is `{}`", anchor.id);
        let help = format!("write `#{}`", anchor.id);
        let problem = ctx.problem(Code::CASE_MISMATCH, reference, message).help(help);
        found.push(ctx.fix_fragment(problem, reference, &anchor.id));
        return target(&anchor.id);
    }
    let place = match identity {
        _ if here => "on this page".to_string(),
        Some(identity) => format!("in \"{}\"", identity.title),
        None => "there".into(),
    };
    let message = format!("no heading, step or item `{fragment}` {place}");
    // A page of thousands of headings has none that is plainly meant.
    let few = anchors.get(..MOST_ANCHORS).unwrap_or(anchors);
    let near = nearest(fragment, few.iter().map(|anchor| &*anchor.id));
    let help = near.map(|near| format!("did you mean `{near}`?"));
    let problem = ctx.problem(Code::BROKEN_ANCHOR, reference, message).maybe_help(help);
    let all = few.iter().map(|anchor| &*anchor.id);
    let only = near.and_then(|_| only_near(fragment, all));
    found.push(match only.filter(|_| few.len() == anchors.len()) {
        Some(id) => ctx.fix_fragment(problem, reference, id),
        None => problem,
    });
    match here {
        true => Target::Broken,
        false => Target::Page(page, None),
    }
}
