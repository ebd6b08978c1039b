//! Links and pictures by address.

use super::Ctx;
use crate::base::nearest::{nearest, nearest_within, only_near};
use crate::base::{Code, Diagnostic, SitePath, Span, url};
use crate::model::catalog::PageId;
use crate::model::document::{Reference, ReferenceKind};
use crate::model::locate::{Found, Located, Moved};
use crate::model::message::Message;
use crate::model::page::Target;

pub(super) fn resolve(ctx: &Ctx<'_>, reference: &Reference, found: &mut Vec<Diagnostic>) -> Target {
    let destination = reference.destination.trim();
    if destination.is_empty() {
        let message = "this link has no address";
        found.push(ctx.problem(Code::BROKEN_LINK, reference, message).help("write where it leads"));
        return Target::Broken;
    }
    if let Some(id) = destination.strip_prefix("xref:") {
        return xref(ctx, reference, id, found);
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
    if from_root && let Some(target) = on_host(ctx, reference, &path, found) {
        return target;
    }
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
    let located = ctx.catalog.locate(&wanted);
    if let Some(called) = located.as_ref().and_then(|located| located.called.as_ref()) {
        found.push(case_mismatch(ctx, reference, called));
    }
    match (located, ctx.catalog.moved(&wanted)) {
        (Some(Located { found: what, .. }), _) => meant(ctx, reference, what, found),
        (None, Some(moved)) => through_redirect(ctx, reference, moved, found),
        // A link from the root of the host may mean another site on it.
        (None, None) if from_root && wanted.extension() != "md" => {
            let message = format!("`{}` is not in this site", address.path);
            let help = "it is left as it is, and works where the host has it";
            found.push(ctx.problem(Code::LINK_OUTSIDE, reference, message).help(help));
            Target::External(destination.into())
        }
        (None, None) => {
            found.push(broken(ctx, reference, address.path, &wanted));
            Target::Broken
        }
    }
}

/// Returns what a reference means that leads to a page or a file.
fn meant(ctx: &Ctx<'_>, reference: &Reference, what: Found, found: &mut Vec<Diagnostic>) -> Target {
    let address = url::split(reference.destination.trim());
    let fragment = address.fragment.map(url::decode);
    match what {
        Found::Page(page) if reference.kind != ReferenceKind::Image => match fragment {
            Some(fragment) => anchor(ctx, page, &fragment, reference, found),
            None => Target::Page(page, None),
        },
        Found::Page(_) => {
            let message = format!("`{}` is a page and no picture", address.path);
            let help = "write the link without `!`";
            found.push(ctx.problem(Code::MISSING_ASSET, reference, message).help(help));
            Target::Broken
        }
        Found::Asset(path) => Target::Asset(path, fragment.map(Into::into)),
    }
}

/// Follows an address that begins with `/` where it is known which place of
/// which host the site has.
fn on_host(
    ctx: &Ctx<'_>,
    reference: &Reference,
    path: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<Target> {
    let destination = reference.destination.trim();
    let Some(own) = ctx.catalog.own_path(path) else {
        let external = ctx.catalog.on_host(destination)?;
        return Some(Target::External(external.into()));
    };
    if let Some(located) = ctx.catalog.locate_address(&own) {
        return Some(meant(ctx, reference, located.found, found));
    }
    if let Some(moved) = ctx.catalog.moved(&own) {
        return Some(through_redirect(ctx, reference, moved, found));
    }
    found.push(broken(ctx, reference, url::split(destination).path, &own));
    Some(Target::Broken)
}

/// A link to a page that was moved leads to where it went.
fn through_redirect(
    ctx: &Ctx<'_>,
    reference: &Reference,
    moved: &Moved,
    found: &mut Vec<Diagnostic>,
) -> Target {
    let destination = reference.destination.trim();
    let written = url::split(destination);
    let (to, own) = match moved {
        Moved::Page(page, anchor) => {
            let file = ctx.catalog.file(*page);
            let to = file.map(|file| url::encode_spaces(&file.relative_from(&ctx.folder())));
            (to, anchor.as_deref())
        }
        Moved::External(address) => (Some(address.to_string()), None),
    };
    let message = format!("the page `{}` was moved", written.path);
    let problem = ctx.problem(Code::LINK_TO_REDIRECT, reference, message);
    let span = Span::new(ctx.document.source.file, reference.range);
    let is_plain = reference.range.of(&ctx.document.source.text) == destination;
    found.push(match to {
        Some(to) if is_plain => {
            let fragment = own.or(written.fragment).map(|fragment| format!("#{fragment}"));
            let new = format!("{to}{}", fragment.unwrap_or_default());
            problem.help(format!("write `{new}`")).fix(span, new)
        }
        to => problem.maybe_help(to.map(|to| format!("write `{to}`"))),
    });
    match (moved, written.fragment) {
        (Moved::Page(page, None), Some(fragment)) => {
            anchor(ctx, *page, &url::decode(fragment), reference, found)
        }
        _ => moved.target(),
    }
}

/// A cross-reference by id; unknown ids are reported once for the site, by
/// `collect`.
fn xref(ctx: &Ctx<'_>, reference: &Reference, id: &str, found: &mut Vec<Diagnostic>) -> Target {
    let address = url::split(id);
    match (ctx.catalog.by_id.get(address.path).copied(), address.fragment) {
        (Some(page), Some(fragment)) => anchor(ctx, page, &url::decode(fragment), reference, found),
        (Some(page), None) => Target::Page(page, None),
        (None, _) => Target::Ignored,
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

fn case_mismatch(ctx: &Ctx<'_>, reference: &Reference, path: &SitePath) -> Diagnostic {
    let written = path.relative_from(&ctx.folder());
    let message = format!("the file is called `{written}`");
    let problem = ctx
        .problem(Code::CASE_MISMATCH, reference, message)
        .help(format!("write `{written}`; not every system takes one for the other"));
    ctx.fix_path(problem, reference, path)
}

fn broken(ctx: &Ctx<'_>, reference: &Reference, written: &str, wanted: &SitePath) -> Diagnostic {
    let is_page = matches!(wanted.extension(), "md" | "markdown" | "yml" | "") && !wanted.is_root();
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
    let messages = document.map(|document| &*document.messages).unwrap_or_default();
    let kinds = match messages.is_empty() {
        true => "heading, step or item",
        false => "message, heading, step or item",
    };
    let message = format!("no {kinds} `{fragment}` {place}");
    // A page of thousands of headings has none that is plainly meant.
    let few = anchors.get(..MOST_ANCHORS).unwrap_or(anchors);
    let near = nearest(fragment, few.iter().map(|anchor| &*anchor.id));
    let help = near.map(|near| format!("did you mean `{near}`?"));
    let help = help.or_else(|| known(messages));
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

/// A message of at most so many is named where none is meant.
const MOST_MESSAGES: usize = 3;

/// Says which messages there are.
fn known(messages: &[Message]) -> Option<String> {
    let ids = messages.iter().take(MOST_MESSAGES).map(|message| format!("`{}`", message.id));
    let ids: Vec<String> = ids.collect();
    (!ids.is_empty()).then(|| format!("there is {}", ids.join(", ")))
}
