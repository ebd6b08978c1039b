//! A path as one package for a learning system: a page for each of its
//! courses, what these need, and a manifest.
//!
//! Each course is a unit of its own, which a learning system starts, keeps and
//! scores by itself: a path asks for so much *in every knowledge check*, and
//! whoever leaves comes back to the course and not to the beginning.
//! `scorm12.rs` and `cmi5.rs` write the manifests, `links.rs` cuts the pages
//! out of their site. `attempt.js` tells a learning system how far somebody
//! is; `scorm12.js` and `cmi5.js` are how it is told.

mod cmi5;
mod links;
mod scorm12;

use std::collections::{BTreeMap, BTreeSet};

pub use cmi5::Cmi5;
pub use scorm12::Scorm12;

use self::links::{Place, cut_out};
use crate::base::{Diagnosed, Diagnostic, Hash, SitePath, url};
use crate::model::catalog::{Identity, PageId};
use crate::model::extension::{Mode, Package, RenderContext, Rendered};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::training::{LearningPath, Module, Training};
use crate::outputs::html::packaged::{self, Packaging};
use crate::text::{css, script};

/// What a learning system does with a page: written once, in each form.
const ATTEMPT: &str = include_str!("attempt.js");

/// A path with its pages.
struct Pathway<'a> {
    identity: &'a Identity,
    /// The hash of what its courses say.
    version: String,
    /// How much of each course must be right, in percent.
    pass: u32,
    courses: Vec<Course<'a>>,
    /// Files that several courses may need.
    shared: BTreeSet<SitePath>,
}

/// A course of a path.
struct Course<'a> {
    identity: &'a Identity,
    module: &'a Module,
    /// The files of the site that its page needs.
    files: BTreeSet<SitePath>,
}

impl Course<'_> {
    /// Returns what it is about, in a sentence.
    fn about(&self) -> &str {
        about(self.identity)
    }
}

fn about(identity: &Identity) -> &str {
    match &*identity.description {
        "" => &identity.title,
        description => description,
    }
}

/// Writes what lists the courses of a path and their files.
type Manifest<'a> = dyn Fn(&Site, &Pathway<'a>) -> String;

/// Makes the package of a path. `connection` is the script that talks to a
/// learning system, `manifest` the file that lists what is there.
fn pack<'a>(
    ctx: &RenderContext<'a>,
    path: PageId,
    connection: &str,
    manifest: (&str, &Manifest<'a>),
) -> Option<Diagnosed<Package>> {
    let ctx = &RenderContext { mode: Mode::Package, ..*ctx };
    let (page, identity) = (ctx.site.pages.get(&path)?, ctx.site.catalog.page(path)?);
    let own = page.document.training.as_deref().and_then(Training::path)?;
    let mut package = Package::default();
    let mut found = Vec::new();
    let pass = own.finish.percent();
    let mut pathway = Pathway {
        identity,
        version: String::new(),
        pass,
        courses: Vec::new(),
        shared: BTreeSet::new(),
    };
    for id in courses(ctx.site, path, own, &mut package) {
        pathway.courses.extend(course(ctx, (id, pass), &mut package, &mut found));
    }
    if pathway.courses.is_empty() {
        return None;
    }
    add_files(ctx, &mut pathway, &mut package);
    let text = format!("(()=>{{\n{connection}\n{ATTEMPT}\n}})();");
    package.files.insert(script_file(), Rendered::Bytes(script::compact(&text).into_bytes()));
    pathway.shared.insert(script_file());
    pathway.version = Hash::of_parts(&bytes(ctx.site, &package)).to_string();
    package.courses = pathway.courses.len();
    package.questions = pathway.courses.iter().map(|course| course.module.questions.len()).sum();
    let (name, write) = manifest;
    let text = write(ctx.site, &pathway);
    package.files.insert(SitePath::default().child(name), Rendered::Bytes(text.into_bytes()));
    Some(Diagnosed::new(package, found))
}

/// Returns the courses of a path that are written, each once.
fn courses(site: &Site, path: PageId, own: &LearningPath, package: &mut Package) -> Vec<PageId> {
    let Some(page) = site.pages.get(&path) else { return Vec::new() };
    let mut courses = Vec::new();
    for stage in &own.stages {
        match stage.page(&page.targets).filter(|id| module(site, *id).is_some()) {
            Some(id) if courses.contains(&id) => {}
            Some(id) => courses.push(id),
            None => {
                let reference = page.document.references.get(stage.reference as usize);
                package.left_out.extend(reference.map(|own| own.destination.to_string()));
            }
        }
    }
    courses
}

fn module(site: &Site, id: PageId) -> Option<&Module> {
    site.pages.get(&id)?.document.training.as_deref().and_then(Training::module)
}

/// Makes the page of a course.
fn course<'a>(
    ctx: &RenderContext<'a>,
    (id, pass): (PageId, u32),
    package: &mut Package,
    found: &mut Vec<Diagnostic>,
) -> Option<Course<'a>> {
    let (identity, module) = (ctx.site.catalog.page(id)?, module(ctx.site, id)?);
    let path = &identity.output;
    let script = SitePath::default().child("attempt.js");
    let rendered = packaged::render(ctx, id, path, Packaging { script: &script, pass })?;
    let Rendered::Bytes(bytes) = rendered.drain_into(found) else { return None };
    let html = String::from_utf8(bytes).ok()?;
    let is_file = |path: &SitePath| is_content(ctx.site, path) || theme_file(ctx, path).is_some();
    let whole = root(ctx.site);
    let cut = cut_out(&html, &Place { page: path, is_file: &is_file, site: whole.as_deref() });
    package.files.insert(path.clone(), Rendered::Bytes(cut.html.into_bytes()));
    Some(Course { identity, module, files: cut.files })
}

/// Returns the whole address of a site's root, if it says where it is
/// published.
fn root(site: &Site) -> Option<String> {
    let home = &site.config.home;
    let path = home.path.as_ref().map_or("", |path| path.as_str());
    Some(format!("{}/{}", home.host.as_ref()?, url::encode_path(path)))
}

/// Adds the files that pages need.
fn add_files(ctx: &RenderContext<'_>, pathway: &mut Pathway<'_>, package: &mut Package) {
    let needed: BTreeSet<SitePath> =
        pathway.courses.iter().flat_map(|course| course.files.iter().cloned()).collect();
    for course in &mut pathway.courses {
        course.files.retain(|path| is_content(ctx.site, path));
    }
    for path in needed {
        match theme_file(ctx, &path) {
            Some(bytes) => {
                package.files.insert(path.clone(), Rendered::Bytes(made(&path, bytes)));
                pathway.shared.insert(path);
            }
            None => {
                let content = &ctx.site.config.content;
                let source = || content.join(path.as_str()).unwrap_or_else(|| path.clone());
                let variant = ctx.site.variants.content(&path).cloned();
                let file = variant.unwrap_or_else(|| Rendered::Copy(source()));
                package.files.insert(path, file);
            }
        }
    }
    // A style may name pictures and letters of its theme.
    for (name, bytes) in &ctx.theme.assets {
        if !matches!(name.extension(), "css" | "js") {
            let path = Theme::folder().join(name.as_str()).unwrap_or_default();
            package.files.insert(path.clone(), Rendered::Bytes(bytes.clone()));
            pathway.shared.insert(path);
        }
    }
}

/// Tells whether a file goes along with the pages of a site.
fn is_content(site: &Site, path: &SitePath) -> bool {
    site.assets.contains(path) || site.variants.content(path).is_some()
}

fn theme_file<'a>(ctx: &RenderContext<'a>, path: &SitePath) -> Option<&'a [u8]> {
    let name = path.below(&Theme::folder())?;
    let file = ctx.theme.assets.iter().find(|(own, _)| *own == name)?;
    Some(file.1.as_slice())
}

/// Returns a file of a theme as it is published.
fn made(path: &SitePath, bytes: &[u8]) -> Vec<u8> {
    match (path.extension(), std::str::from_utf8(bytes)) {
        ("css", Ok(text)) => css::compact(text).into_bytes(),
        ("js", Ok(text)) => script::compact(text).into_bytes(),
        _ => bytes.to_vec(),
    }
}

fn script_file() -> SitePath {
    Theme::folder().child("attempt.js")
}

fn bytes<'a>(site: &Site, package: &'a Package) -> Vec<&'a [u8]> {
    let files: &BTreeMap<SitePath, Rendered> = &package.files;
    let parts = files.iter().flat_map(|(path, file)| match file {
        // Its name says it, wherever it is kept.
        _ if site.variants.content(path).is_some() => [path.as_str().as_bytes(), b""],
        Rendered::Bytes(bytes) => [path.as_str().as_bytes(), bytes.as_slice()],
        Rendered::Copy(source) => [path.as_str().as_bytes(), source.as_str().as_bytes()],
    });
    parts.collect()
}

/// Returns the name of an element of a manifest, made of an id: `_` and what no
/// such name may have is written as its number.
fn element_id(before: &str, id: &str) -> String {
    let mut name = before.to_string();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => name.push(char::from(byte)),
            _ => name.push_str(&format!("_{byte:02x}")),
        }
    }
    name
}

/// Escapes a text for XML, which holds no control characters.
fn xml(text: &str) -> String {
    let is_bad = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    crate::text::html::escape(&text.replace(is_bad, " "))
}

#[cfg(test)]
mod tests {
    use super::{element_id, xml};

    #[test]
    fn ids_become_names_and_stay_apart() {
        assert_eq!(element_id("item-", "key-user"), "item-key-user");
        assert_eq!(element_id("item-", "a/b_c"), "item-a_2fb_5fc");
    }

    #[test]
    fn a_text_is_safe_in_xml() {
        assert_eq!(xml("a\u{1}<b> & \"c\""), "a &lt;b&gt; &amp; &quot;c&quot;");
    }
}
