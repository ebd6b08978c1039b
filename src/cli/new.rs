//! `handover new`: the beginning of a site or a page. Nothing that is there
//! is ever overwritten.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::Exit;
use super::args::{New, SiteArgs};
use super::place::{here, real, site_of};
use super::schema;
use super::site::{self, SiteFolder};
use crate::host::file;
use crate::host::terminal::print_error;
use crate::model::extension::Mode;
use crate::model::kind::Kind;
use crate::model::world::Failure;
use crate::pipeline::{self, Session};
use crate::registry::KINDS;

const CONFIG: &str = include_str!("new/handover.toml");
const FRONT_PAGE: &str = include_str!("new/index.md");
/// The folder of the schemas, in the site's root.
const SCHEMAS: &str = "schemas";
/// What stands where authors describe their page.
const DESCRIPTION: &str = "What this page is about, in one sentence.";
const ROLES: &str = include_str!("new/roles.yml");
const FIRST_RUNBOOK: &str = include_str!("new/restore-a-backup.md");

pub(super) fn run(new: &New) -> Result<Exit, Failure> {
    match new.what.as_str() {
        "site" => begin_site(&new.path),
        name => page(name, new),
    }
}

fn begin_site(dir: &Path) -> Result<Exit, Failure> {
    let own = [
        ("handover.toml", CONFIG),
        ("content/index.md", FRONT_PAGE),
        ("content/data/roles.yml", ROLES),
        ("content/runbooks/restore-a-backup.md", FIRST_RUNBOOK),
    ];
    let own = own.map(|(path, text)| (dir.join(path), text.to_owned()));
    let files: Vec<(PathBuf, String)> =
        own.into_iter().chain(schema::files(&dir.join(SCHEMAS))).collect();
    for (path, _) in &files {
        if file::exists(path) {
            return Err(Failure::new(
                format!("cannot begin a site in `{}`", dir.display()),
                format!("`{}` is there already", path.display()),
            ));
        }
    }
    for (path, text) in &files {
        file::create(path, text.as_bytes())?;
        print_error(&format!("Wrote {}\n", path.display()));
    }
    print_error(&format!("Now run: handover serve {}\n", dir.display()));
    Ok(Exit::Clean)
}

/// Begins a page of a kind; `page` is an article.
fn page(name: &str, new: &New) -> Result<Exit, Failure> {
    let path = match new.path.extension() {
        Some(_) => new.path.clone(),
        None => new.path.with_extension("md"),
    };
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let title = new.title.clone().unwrap_or_else(|| words(&stem.unwrap_or_default()));
    let is_it = |kind: &&&Kind| kind.name == name || kind.synonyms.contains(&name);
    let Some(kind) = KINDS.iter().find(is_it).or(KINDS.first()) else { return Ok(Exit::Clean) };
    let around = Around::of(&path, new.owner.as_deref())?;
    let text = scaffold(kind, &title, &around);
    let text = match schema_of(kind, &path)? {
        Some(schema) => {
            text.replacen("---\n", &format!("---\n# yaml-language-server: $schema={schema}\n"), 1)
        }
        None => text,
    };
    file::create(&path, text.as_bytes())?;
    print_error(&format!("Wrote {}\n", path.display()));
    Ok(Exit::Clean)
}

/// Returns the way from a page to the schema of its kind, if the site has
/// schemas: editors read it from a comment in the front matter.
fn schema_of(kind: &Kind, page: &Path) -> Result<Option<String>, Failure> {
    let site = site_of(page)?;
    let schema = Path::new(SCHEMAS).join(format!("{}.schema.json", kind.name));
    if !file::exists(&site.join(&schema)) {
        return Ok(None);
    }
    let page = real(&here()?.join(page));
    let site = real(&site);
    let Some(below) = page.strip_prefix(&site).ok().and_then(Path::parent) else {
        return Ok(None);
    };
    let up = "../".repeat(below.components().count());
    Ok(Some(format!("{up}{}", schema.display())))
}

/// What a new page takes from the pages around it.
struct Around {
    /// The role that answers for it, as front matter names it and as readers
    /// see it.
    owner: [String; 2],
    /// The process an area would belong to.
    parent: String,
    today: Date,
}

impl Around {
    /// Looks at the site a new file will belong to. A site that cannot be
    /// read says nothing.
    fn of(path: &Path, owner: Option<&str>) -> Result<Around, Failure> {
        let args = SiteArgs { dir: site_of(path)?, date: None };
        let today = site::today(&args)?;
        let prepared = SiteFolder::open(&args, Mode::Publish)
            .and_then(|folder| pipeline::prepare(&Session::new(), folder.world(), folder.options));
        let pages = prepared.as_ref().map(|prepared| &prepared.site.pages);
        let pages = || pages.iter().flat_map(|pages| pages.values());
        let near = |owner: &str| path.to_string_lossy().contains(owner);
        let owned = pages().filter_map(|page| {
            let document = &page.document;
            let folder = document.source.path.parent();
            let is_above = folder.is_root() || near(folder.as_str());
            is_above.then_some(())?;
            Some((folder.as_str().len(), document.front.owner.as_ref()?.text.to_string()))
        });
        let nearest = owned.max_by_key(|(depth, _)| *depth).map(|(_, owner)| owner);
        let owner = owner.map(ToOwned::to_owned).or(nearest);
        let owner = owner.unwrap_or_else(|| "page-owner".into());
        let process = pages().find(|page| page.document.kind_name() == "process");
        let parent = process.and_then(|page| {
            let catalog = prepared.as_ref().ok().map(|prepared| &prepared.site.catalog)?;
            Some(catalog.page(page.id)?.id.to_string())
        });
        let name = words(&owner);
        Ok(Around { owner: [owner, name], parent: parent.unwrap_or_default(), today })
    }
}

/// Fills the blanks of a kind's scaffold.
fn scaffold(kind: &Kind, title: &str, around: &Around) -> String {
    let quoted = match title.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'')) {
        true => title.to_owned(),
        false => serde_json::to_string(title).unwrap_or_default(),
    };
    let (front, text) = kind.scaffold.split_once("\n---\n").unwrap_or((kind.scaffold, ""));
    let front = front.replace("{title}", &quoted).replace("{description}", DESCRIPTION);
    let text = text.replace("{title}", title);
    let [owner, name] = &around.owner;
    format!("{front}\n---\n{text}")
        .replace("{owner}", owner)
        .replace("{owner-name}", name)
        .replace("{parent}", &around.parent)
        .replace("{today}", &around.today.to_string())
}

/// Writes `failed-batch-job` as "Failed batch job".
fn words(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
