//! `handover bundle`: a copy of a site that is read without a network.

use super::Exit;
use super::args::{BundleArgs, SiteArgs};
use super::build::pages;
use super::site::SiteFolder;
use crate::host::cache::Keeping;
use crate::host::file;
use crate::host::stop::Stop;
use crate::host::terminal::print_error;
use crate::model::extension::Mode;
use crate::model::world::Failure;
use crate::pipeline::bundling::{Bundled, Form, Wish, bundle};
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
    // From here on there is something to clear up.
    let stop = Stop::heed()?;
    let written = file::create_with(out, |file| made.write(file, &|| stop.check()));
    Exit::heeding(&stop, written.map(|size| tell(args, &made, size)))
}

/// Says what was written; `size` is in bytes.
fn tell(args: &BundleArgs, made: &Bundled<'_>, size: u64) -> Exit {
    let files = match args.single {
        true => String::new(),
        false => format!(", {} files", made.files),
    };
    print_error(&format!(
        "Wrote {}: {}{files}, {} KB\n{} {}\n",
        args.out.display(),
        pages(made.pages),
        size.div_ceil(1024),
        if args.single { "SHA-256 of the file:" } else { "SHA-256 of its SHA256SUMS:" },
        made.sum,
    ));
    let errors = Counts::of(&made.found).errors;
    if 0 < errors {
        print_error(&format!("The site has {errors} errors; `handover check` shows them\n"));
    }
    if errors == 0 { Exit::Clean } else { Exit::Findings }
}
