//! `handover explain`: the handbook's page of a problem, the reference of a
//! kind, or what a page is and why.

use std::path::Path;

use super::Exit;
use super::args::SiteArgs;
use super::place::site_of;
use super::site::SiteFolder;
use crate::base::Code;
use crate::base::nearest::did_you_mean;
use crate::host::terminal::print;
use crate::model::catalog::{Catalog, PageId, loose};
use crate::model::extension::Mode;
use crate::model::world::Failure;
use crate::pipeline::{self, Prepared, Session};
use crate::registry;
use crate::report::page;

pub(super) fn run(what: Option<&str>, site: Option<&Path>) -> Result<Exit, Failure> {
    let Some(name) = what else {
        print(&all())?;
        return Ok(Exit::Clean);
    };
    if let Some(code) = Code::parse(name) {
        print(registry::explanation(code))?;
        return Ok(Exit::Clean);
    }
    if let Some(text) = registry::kind_explanation(name).filter(|_| site.is_none()) {
        print(&text)?;
        return Ok(Exit::Clean);
    }
    match described(name, site)? {
        Some(text) => print(&text)?,
        None => {
            let names = Code::ALL.iter().map(|code| code.name());
            let help = did_you_mean(name, names)
                .unwrap_or_else(|| "`handover explain` without a name lists all problems".into());
            return Err(Failure::new(format!("no problem and no page is called `{name}`"), help));
        }
    }
    Ok(Exit::Clean)
}

/// Describes the page of a site that has this file, id, title or alias.
fn described(name: &str, site: Option<&Path>) -> Result<Option<String>, Failure> {
    let prepared = opened(name, site)?;
    let found = find(&prepared.site.catalog, name);
    Ok(found.and_then(|id| page::describe(&prepared.site, &prepared.texts, id)))
}

/// Opens the site that a page is looked for in: the one that is named, else
/// the one that holds its file.
pub(super) fn opened(name: &str, site: Option<&Path>) -> Result<Prepared, Failure> {
    let dir = match site {
        Some(dir) => dir.to_path_buf(),
        None => match site_of(Path::new(name))? {
            // A file of a folder nobody configured, elsewhere.
            here if here == Path::new(".") && Path::new(name).is_absolute() => {
                Path::new(name).parent().map(Path::to_path_buf).unwrap_or(here)
            }
            site => site,
        },
    };
    let args = SiteArgs { dir, date: None };
    let site = SiteFolder::open(&args, Mode::Publish)?;
    pipeline::prepare(&Session::new(), site.world(), site.options)
}

/// Finds a page by its file, as far as it is written, or by its names.
pub(super) fn find(catalog: &Catalog, name: &str) -> Option<PageId> {
    let written = name.replace('\\', "/");
    let ends = |path: &str| {
        written == path || written.strip_suffix(path).is_some_and(|before| before.ends_with('/'))
    };
    let files = catalog.ids().filter_map(|(id, page)| Some((id, page.document.as_ref()?)));
    let by_file = files
        .filter(|(_, document)| {
            ends(document.source.path.as_str()) || ends(document.source.content_path.as_str())
        })
        .max_by_key(|(_, document)| document.source.path.as_str().len());
    by_file.map(|(id, _)| id).or_else(|| {
        let by_id = catalog.by_id.get(name).copied();
        let by_name = || catalog.by_name.get(&loose(name))?.first().copied();
        by_id.or_else(by_name).or_else(|| catalog.by_short_id.get(name)?.first().copied())
    })
}

fn all() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or(0);
    let line = |code: &Code| format!("{:width$}  {}\n", code.name(), code.title());
    Code::ALL.iter().map(line).collect()
}
