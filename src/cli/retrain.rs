//! `handover retrain`: who must learn again, because what courses are drawn
//! from says something else.

use std::path::Path;

use super::Exit;
use super::args::{Format, SiteArgs};
use super::build::{Checked, problems};
use crate::base::{Diagnostic, FileId};
use crate::host::terminal::{Terminal, print, print_error};
use crate::model::training::{AgainList, since, since_reviews};
use crate::model::world::{Failure, Files};
use crate::pipeline::findings::{Reach, finish};
use crate::pipeline::{self, Prepared, Session};
use crate::report::again;

/// Prints what changed since an earlier build, or without one since the
/// reviews of courses. Problems of the file of the earlier build are told as
/// `check` tells them; all others are for `check`.
pub(super) fn run(
    args: &SiteArgs,
    file: Option<&Path>,
    form: Format,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let folder = Checked { site: args, rules: &[], since: file }.open()?;
    let mut prepared = pipeline::prepare(&Session::new(), folder.world(), folder.options)?;
    if let Some(given) = folder.files.earlier() {
        let wrong = problems_of(&mut prepared, FileId::of(&given.path));
        print_error(&problems(&wrong, &prepared.texts, true, terminal));
        if prepared.site.published.is_none() {
            return Ok(Exit::Findings);
        }
    }
    let site = &prepared.site;
    let earlier = site.published.as_ref().filter(|_| file.is_some());
    let changes = match earlier {
        Some(earlier) => since(site, earlier),
        None => since_reviews(site),
    };
    let day = earlier.map(|earlier| &*earlier.built);
    print(&match form {
        Format::Json => AgainList::of(site, &changes, day).json(),
        Format::Human => again::words(site, &changes, day.unwrap_or("the reviews of courses")),
    })?;
    Ok(Exit::Clean)
}

/// Returns the problems of one file, with the severities of the site.
fn problems_of(prepared: &mut Prepared, file: FileId) -> Vec<Diagnostic> {
    let found = std::mem::take(&mut prepared.found).into_iter();
    let own = found.filter(|problem| problem.span.file == file).collect();
    finish(own, &prepared.ground(Reach::Checked))
}
