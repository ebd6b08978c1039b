//! `handover pdf`: pages and books as PDF, printed by the Chromium that is
//! installed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Exit;
use super::args::{Paper, PdfArgs, PdfWhat};
use super::explain::find;
use super::site::SiteFolder;
use crate::base::nearest::did_you_mean;
use crate::base::{Severity, SitePath};
use crate::host::chromium::Chromium;
use crate::host::file;
use crate::host::stop::Stop;
use crate::host::temporary::TemporaryFolder;
use crate::host::terminal::print_error;
use crate::model::book::{BookOrder, Gathered};
use crate::model::catalog::loose;
use crate::model::extension::Mode;
use crate::model::site::Site;
use crate::model::world::Failure;
use crate::pipeline::printing::{OnPaper, Printed, print};
use crate::pipeline::{self, Prepared, Session};

/// What every PDF begins with.
const PDF: &[u8] = b"%PDF-";

/// Prints what the arguments name.
pub(super) fn run(args: &PdfArgs) -> Result<Exit, Failure> {
    let named = args.chromium.clone();
    let named = named.or_else(|| std::env::var_os("CHROMIUM").map(PathBuf::from));
    let named = named.filter(|program| !program.as_os_str().is_empty());
    let chromium = Chromium::find(named.as_deref(), std::env::var_os("PATH").as_deref())?;
    let site = SiteFolder::open(&args.site, Mode::Publish)?;
    let session = Session::new();
    let mut prepared = pipeline::prepare(&session, site.world(), site.options)?;
    let printed = wanted(&mut prepared.site, &args.what)?;
    let files = files(&prepared.site, &printed, &args.out)?;
    let wanted = Wanted { session: &session, site: &site, prepared: &prepared, printed: &printed };
    // From here on there is something to clear up.
    let stop = Stop::heed()?;
    Exit::heeding(&stop, print_into(&files, wanted, (&chromium, args, &stop)))
}

/// What is to be printed, of which site.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    session: &'a Session,
    site: &'a SiteFolder,
    prepared: &'a Prepared,
    printed: &'a [Printed],
}

/// Prints each of `files`: a page of the site, and the file it becomes.
fn print_into(
    files: &[(SitePath, PathBuf)],
    wanted: Wanted<'_>,
    (chromium, args, stop): (&Chromium, &PdfArgs, &Stop),
) -> Result<Exit, Failure> {
    let Wanted { session, site, prepared, printed } = wanted;
    let temporary = TemporaryFolder::new(&site.files, stop)?;
    let rule = match args.paper {
        Paper::A4 => "@page{size:A4}",
        Paper::Letter => "@page{size:Letter}",
    };
    let sink = OnPaper { sink: &temporary, rule };
    let found = print(session, site.options, prepared, (printed, &sink))?;
    if let Some(problem) = found.iter().find(|problem| problem.severity == Severity::Error) {
        return Err(Failure::new("cannot make the pages", &problem.message));
    }
    if chromium.is_unguarded() {
        print_error("Chromium runs without its sandbox, because this is root\n");
    }
    let work = temporary.path().join("_handover/browser");
    let limit = Duration::from_secs(args.timeout);
    for (page, file) in files {
        file::folder(&work)?;
        let page = temporary.path().join(page.as_str());
        let pdf = chromium.print(&page, (&work.join("page.pdf"), &work), (limit, stop))?;
        file::replace(file, &pdf, PDF)?;
        print_error(&format!("Wrote {}: {} KB\n", file.display(), pdf.len().div_ceil(1024)));
    }
    Ok(Exit::Clean)
}

/// Returns what is to be printed; a book that the site does not have is added
/// to it.
fn wanted(site: &mut Site, what: &PdfWhat) -> Result<Vec<Printed>, Failure> {
    if !what.page.is_empty() {
        return what.page.iter().map(|name| page(site, name)).collect();
    }
    if let Some(name) = &what.book {
        return book(site, name);
    }
    let gathered = match what {
        PdfWhat { section: Some(name), .. } => Gathered::Section(name.as_str().into()),
        PdfWhat { role: Some(name), .. } => Gathered::Role(name.as_str().into()),
        PdfWhat { kind: Some(name), .. } => Gathered::Kind(name.as_str().into()),
        PdfWhat { service: Some(name), .. } => Gathered::Service(name.as_str().into()),
        _ => Gathered::All,
    };
    let first = site.books.volumes.len();
    let mut books = std::mem::take(&mut site.books);
    let added = books.add(site, &BookOrder { title: None, name: None, gathered });
    site.books = books;
    match added {
        0 => Err(Failure::new("cannot print this book", "it has no page")),
        _ => Ok((first..first + added).map(Printed::Volume).collect()),
    }
}

fn page(site: &Site, name: &str) -> Result<Printed, Failure> {
    find(&site.catalog, name).map(Printed::Page).ok_or_else(|| {
        let names = site.catalog.ids().map(|(_, page)| &*page.title);
        let help = did_you_mean(name, names)
            .unwrap_or_else(|| "name a page by its file, its id or its title".into());
        Failure::new(format!("no page is called `{name}`"), help)
    })
}

/// Finds all volumes of a book of the site.
fn book(site: &Site, name: &str) -> Result<Vec<Printed>, Failure> {
    let volumes = &site.books.volumes;
    let is_named = |own: &str| own == name || loose(own) == loose(name);
    let found = volumes
        .iter()
        .position(|volume| &*volume.name == name)
        .or_else(|| volumes.iter().position(|volume| is_named(&volume.title)));
    let Some((at, volume)) = found.and_then(|at| Some((at, volumes.get(at)?))) else {
        let names = volumes.iter().map(|volume| &*volume.name);
        let help = did_you_mean(name, names)
            .unwrap_or_else(|| "books are asked for in `handover.toml`: `[[books]]`".into());
        return Err(Failure::new(format!("no book is called `{name}`"), help));
    };
    let first = (at + 1).saturating_sub(volume.number);
    Ok((first..first + volume.of).map(Printed::Volume).collect())
}

/// Returns which file each is printed into. One goes to the file that is named,
/// several into the folder.
fn files(
    site: &Site,
    printed: &[Printed],
    out: &Path,
) -> Result<Vec<(SitePath, PathBuf)>, Failure> {
    let is_folder = out.is_dir() || out.as_os_str().to_string_lossy().ends_with('/');
    let is_file = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if 1 < printed.len() && is_file && !is_folder {
        let attempt = format!("cannot write {} files into `{}`", printed.len(), out.display());
        return Err(Failure::new(attempt, "name a folder"));
    }
    let outputs = printed.iter().filter_map(|printed| printed.output(site));
    let file = |output: &SitePath| {
        let name = output.parent().as_str().replace('/', "-");
        let name = name.strip_prefix("print-").unwrap_or(&name);
        let name = if name.is_empty() { "home" } else { name };
        match printed.len() == 1 && !is_folder {
            true => out.to_path_buf(),
            false => out.join(format!("{name}.pdf")),
        }
    };
    Ok(outputs.map(|output| (output.clone(), file(&output))).collect())
}
