//! `handover clean`: removes what a build has written and what it keeps for
//! the next, and nothing else.

use std::path::Path;

use super::Exit;
use super::args::SiteArgs;
use super::site::SiteFolder;
use crate::host::cache::{self, FOLDER};
use crate::host::publish;
use crate::host::terminal::print_error;
use crate::model::extension::Mode;
use crate::model::world::Failure;
use crate::pipeline;

pub(super) fn run(args: &SiteArgs, out: Option<&Path>) -> Result<Exit, Failure> {
    let site = SiteFolder::open(args, Mode::Publish)?;
    let config = pipeline::settings(site.world(), site.options)?.config;
    let out = site.out(&config, out);
    let removed = publish::clean(&out)?;
    print_error(&format!("Removed {removed} files from {}\n", out.display()));
    let kept = cache::clean(&site.root);
    if 0 < kept {
        print_error(&format!("Removed {kept} files from {}\n", site.root.join(FOLDER).display()));
    }
    Ok(Exit::Clean)
}
