//! `handover package`: a path as a package for a learning system.

use std::path::Path;

use super::Exit;
use super::args::{PackageArgs, PackageFormat};
use super::change::count;
use super::explain::find;
use super::place::site_of;
use super::site::SiteFolder;
use crate::base::nearest::did_you_mean;
use crate::cli::args::SiteArgs;
use crate::host::cache::Keeping;
use crate::host::file;
use crate::host::terminal::print_error;
use crate::model::extension::{Mode, Packing};
use crate::model::world::Failure;
use crate::pipeline::packaging::{Packaged, package};
use crate::pipeline::{self, reducing};
use crate::registry::PACKINGS;

/// Writes the package of a path to a new file.
pub(super) fn run(args: &PackageArgs) -> Result<Exit, Failure> {
    let PackageArgs { path, format, out, site, date } = args;
    let dir = match site {
        Some(dir) => dir.clone(),
        None => site_of(Path::new(path))?,
    };
    let site = SiteFolder::open(&SiteArgs { dir, date: *date }, Mode::Package)?;
    let session = site.session(Keeping::Everything);
    let mut prepared = pipeline::prepare(&session, site.world(), site.options)?;
    reducing::reduce(&session, &site.files, &mut prepared)?;
    let catalog = &prepared.site.catalog;
    let Some(id) = find(catalog, path) else {
        let names = catalog.ids().map(|(_, page)| &*page.title);
        let help = did_you_mean(path, names)
            .unwrap_or_else(|| "name a path by its file, its id or its title".into());
        return Err(Failure::new(format!("no page is called `{path}`"), help));
    };
    let packing = packing(*format)?;
    let Some(made) = package(&session, site.world(), &prepared, (id, packing))? else {
        let reason = "only a path with a course that is written can be packed";
        return Err(Failure::new(format!("`{path}` is no such path"), reason));
    };
    if let Some(problem) = made.found.first() {
        let message = problem.message.clone();
        return Err(Failure::new(format!("cannot make the pages of `{path}`"), message));
    }
    file::create(out, &made.archive)?;
    print_error(&said(&made, out));
    Ok(Exit::Clean)
}

fn packing(format: PackageFormat) -> Result<&'static dyn Packing, Failure> {
    let name = match format {
        PackageFormat::Scorm12 => "scorm12",
        PackageFormat::Cmi5 => "cmi5",
    };
    let known = PACKINGS.iter().copied().find(|packing| packing.name() == name);
    known.ok_or_else(|| Failure::new(format!("cannot write `{name}`"), "there is no such form"))
}

/// Says what was made.
fn said(made: &Packaged, out: &Path) -> String {
    let Packaged { archive, files, courses, questions, left_out, .. } = made;
    let mut text = format!(
        "Wrote {}: {}, {}, {files} files, {} KB\n",
        out.display(),
        count(*courses, "course"),
        count(*questions, "question"),
        archive.len().div_ceil(1024),
    );
    for name in left_out {
        text.push_str(&format!("Left out, because it is not written: {name}\n"));
    }
    text
}
