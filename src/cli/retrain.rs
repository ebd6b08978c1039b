//! `handover retrain`: who must learn again, because what courses are drawn
//! from says something else.

use std::path::Path;

use super::Exit;
use super::args::SiteArgs;
use super::site::SiteFolder;
use crate::host::disk;
use crate::host::terminal::print;
use crate::model::extension::Mode;
use crate::model::training::{Earlier, since, since_reviews};
use crate::model::world::Failure;
use crate::pipeline::{self, Session};
use crate::report::again;

/// The largest `site.json` that is read, in bytes.
const LARGEST: usize = 256 * 1024 * 1024;

/// How the answer is written.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Prints what changed since an earlier build, or without one since the
/// reviews of courses. Problems are those of `check`, and are not printed.
pub(super) fn run(args: &SiteArgs, file: Option<&Path>, form: Form) -> Result<Exit, Failure> {
    let earlier = file.map(earlier).transpose()?;
    let folder = SiteFolder::open(args, Mode::Publish)?;
    let prepared = pipeline::prepare(&Session::new(), folder.world(), folder.options)?;
    let site = &prepared.site;
    let changes = match &earlier {
        Some(earlier) => since(site, earlier),
        None => since_reviews(site),
    };
    let day = earlier.as_ref().map(|earlier| &*earlier.built);
    print(&match form {
        Form::Json => again::json(site, &changes, day),
        Form::Text => again::words(site, &changes, day.unwrap_or("the reviews of courses")),
    })?;
    Ok(Exit::Clean)
}

fn earlier(file: &Path) -> Result<Earlier, Failure> {
    let cannot = |reason: String| Failure::new(format!("cannot read `{}`", file.display()), reason);
    let bytes = disk::read(file, LARGEST)?;
    if LARGEST < bytes.len() {
        return Err(cannot(format!("it has more than {} MB", LARGEST / 1024 / 1024)));
    }
    Earlier::read(&bytes).map_err(|reason| cannot(format!("this is no site.json: {reason}")))
}
