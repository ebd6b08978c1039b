//! `handover serve`: the arguments, and what the terminal says meanwhile.

use std::sync::Arc;
use std::time::Duration;

use super::Exit;
use super::args::SiteArgs;
use super::serve::{self, Open, ServeOptions};
use super::site::today;
use crate::host::terminal::{self, print_error};
use crate::model::baseline::Parted;
use crate::model::site::Site;
use crate::model::source::Texts;
use crate::model::world::Failure;

/// Where the server listens and what it watches with.
pub(super) struct Listen {
    pub port: u16,
    pub open: bool,
    /// Milliseconds between two looks, where the system does not tell.
    pub poll: Option<u64>,
}

/// Serves a site until Ctrl-C.
pub(super) fn run(
    args: &SiteArgs,
    listen: Listen,
    terminal: terminal::Terminal,
) -> Result<Exit, Failure> {
    let options = ServeOptions {
        root: args.dir.clone(),
        port: listen.port,
        open: if listen.open { Open::Browser } else { Open::Nothing },
        today: today(args)?,
        poll: listen.poll.map(Duration::from_millis),
    };
    serve::serve(options, Arc::new(Talk { terminal }))?;
    Ok(Exit::Clean)
}

/// Tells on standard error what happens.
struct Talk {
    terminal: terminal::Terminal,
}

impl serve::Terminal for Talk {
    fn serving(&self, address: &str) {
        print_error(&format!("Serving at {address} - Ctrl-C ends it\n"));
    }

    fn rebuilt(&self, took: Duration) {
        print_error(&format!("Took over a change in {:.0} ms\n", took.as_secs_f64() * 1e3));
    }

    fn found(&self, found: &Parted, texts: &Texts, site: &Site) {
        let problems = super::build::problems(&found.new, texts, false, self.terminal);
        let pages = site.catalog.pages.len();
        let summary = super::build::summary(&found.new, found.known.len());
        print_error(&format!("{problems}{pages} pages: {summary}\n"));
    }

    fn failed(&self, failure: &Failure) {
        print_error(&format!("error: {failure}\n"));
    }
}
