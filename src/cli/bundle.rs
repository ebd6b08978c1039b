//! `handover bundle`: a copy of a site that is read without a network.

use super::Exit;
use super::args::{BundleArgs, SiteArgs};
use super::build::pages;
use super::site::SiteFolder;
use crate::host::cache::Keeping;
use crate::host::file;
use crate::host::terminal::print_error;
use crate::model::extension::Mode;
use crate::model::world::Failure;
use crate::pipeline::bundling::{Form, Wish, bundle};
use crate::report::Counts;

/// Writes the copy to a new file.
pub(super) fn run(args: &BundleArgs) -> Result<Exit, Failure> {
    let BundleArgs { site, date, out, only, kind, service, single } = args;
    if file::exists(out) {
        let attempt = format!("cannot write `{}`", out.display());
        return Err(Failure::new(attempt, "it is there already; remove it, or name another file"));
    }
    let site = SiteFolder::open(&SiteArgs { dir: site.clone(), date: *date }, Mode::Copy)?;
    let form = if *single { Form::Single } else { Form::Archive };
    let only: Vec<String> = only.iter().chain(kind).cloned().collect();
    let wish = Wish { only: &only, services: service };
    let session = site.session(Keeping::Everything);
    let made = bundle(&session, site.world(), site.options, (form, wish))?;
    file::create(out, &made.bytes)?;
    let files = match form {
        Form::Archive => format!(", {} files", made.files),
        Form::Single => String::new(),
    };
    print_error(&format!(
        "Wrote {}: {}{files}, {} KB\n{} {}\n",
        out.display(),
        pages(made.pages),
        made.bytes.len().div_ceil(1024),
        if *single { "SHA-256 of the file:" } else { "SHA-256 of its SHA256SUMS:" },
        made.sum,
    ));
    let errors = Counts::of(&made.found).errors;
    if 0 < errors {
        print_error(&format!("The site has {errors} errors; `handover check` shows them\n"));
    }
    Ok(if errors == 0 { Exit::Clean } else { Exit::Findings })
}
