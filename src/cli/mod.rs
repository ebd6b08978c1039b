//! The commands. Each module runs one and returns an `Exit`; this one reads
//! the arguments and turns failures of the environment into exit code 2.
//!
//! Only here and in `host` may be printed, read from the environment, and
//! asked for the time.
#![expect(
    clippy::disallowed_methods,
    reason = "commands are where the program meets its environment"
)]

mod args;
mod attest;
mod baseline;
mod build;
mod bundle;
mod change;
mod clean;
mod config;
mod diagram;
mod drill;
mod explain;
mod fix;
mod graph;
mod ids;
mod import;
mod mv;
mod new;
mod package;
mod pdf;
mod place;
#[cfg(feature = "serve")]
mod preview;
mod retrain;
mod rules;
#[cfg(feature = "serve")]
pub mod schema;
mod serve;
mod site;
mod verify;
mod when;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Cli, Command, Format};
use self::change::Carry;
use crate::host::stop::{self, Stop};
use crate::host::terminal::{Terminal, print, print_error};
use crate::model::world::Failure;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Exit {
    /// Well.
    Clean,
    /// With problems at or above the failing severity.
    Findings,
    /// By a signal, after it had cleared up.
    Stopped(i32),
}

impl Exit {
    /// Returns how a command ended that listened for signals: what it failed
    /// with after one is of no interest.
    fn heeding(stop: &Stop, ended: Result<Exit, Failure>) -> Result<Exit, Failure> {
        match (ended, stop.asked()) {
            (Err(_), Some(signal)) => Ok(Exit::Stopped(signal)),
            (ended, _) => ended,
        }
    }
}

/// Runs the command that the arguments name.
///
/// The exit code is 0 if all is well, 1 if problems were found, and 2 if the
/// arguments are wrong or the environment failed. A bug of ours ends with
/// 101, which is what a panic does. A command that listened for signals ends
/// by the one that it heard.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    std::panic::set_hook(Box::new(tell_of_a_bug));
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match dispatch(cli.command) {
        Ok(Exit::Clean) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(1),
        Ok(Exit::Stopped(signal)) => {
            stop::end_by(signal);
            ExitCode::from(2)
        }
        Err(failure) => {
            print_error(&format!("error: {failure}\n"));
            ExitCode::from(2)
        }
    }
}

/// Says that a panic is our mistake. A panic on one page is also a problem of
/// that page, and the command goes on; any other ends it with exit code 101.
fn tell_of_a_bug(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let message = panic.payload_as_str().unwrap_or("no message");
    print_error(&format!(
        "internal error: {message} ({place}, version {})\n\
         This is a mistake in Handover. Please report it with the text that caused it.\n",
        env!("CARGO_PKG_VERSION"),
    ));
}

fn dispatch(command: Command) -> Result<Exit, Failure> {
    let terminal = Terminal::detect();
    match command {
        Command::Build { site, out, report } => {
            build::build(&site, out.as_deref(), &report, terminal)
        }
        Command::Check { site, write_baseline, rules, since, report } => {
            let since = since.as_deref();
            let site = build::Checked { site: &site, rules: &rules, since };
            match write_baseline {
                true => baseline::write(site, &report, terminal),
                false => build::check(site, &report, terminal),
            }
        }
        #[cfg(feature = "serve")]
        Command::Serve { site, port, open, poll } => {
            preview::run(&site, preview::Listen { port, open, poll }, terminal)
        }
        Command::Mv { old, new, args } => mv::run((&old, &new), args, terminal),
        Command::Fix { site, write, only, flows } => {
            let carry_out = if write { Carry::Out } else { Carry::Nothing };
            match flows {
                true => fix::flows(&site, carry_out, terminal),
                false => fix::run(&site, &only, carry_out, terminal),
            }
        }
        Command::Schema { folder } => schema::run(&folder),
        Command::New(what) => new::run(&what),
        Command::Diagram { page, format, number, site } => {
            diagram::run(&page, site.as_deref(), format, number)
        }
        Command::Drill { page, format, out, site } => {
            drill::run(&page, site.as_deref(), format, out.as_deref())
        }
        Command::Package { args } => package::run(&args),
        Command::Bundle { args } => bundle::run(&args),
        Command::Verify { path, json } => {
            verify::run(&path, if json { Format::Json } else { Format::Human })
        }
        Command::Pdf { args } => pdf::run(&args),
        Command::Explain { what, site } => explain::run(what.as_deref(), site.as_deref()),
        Command::Attest { args } => attest::run(args, terminal),
        Command::Ids { args } => ids::run(args, terminal),
        Command::When { args } => when::run(&args, terminal),
        Command::Retrain { site, since, json } => {
            let form = if json { Format::Json } else { Format::Human };
            retrain::run(&site, since.as_deref(), form, terminal)
        }
        Command::Config { site } => config::run(&site, terminal),
        Command::Graph { site, format, kind } => graph::run(&site, format, &kind),
        Command::Clean { site, out } => clean::run(&site, out.as_deref()),
        Command::Import { generator, source, dest, format, report } => {
            let report = import::ReportTo { format, file: report.as_deref() };
            import::run(generator, &source, &dest, report)
        }
        Command::Completions { shell } => completions(shell),
    }
}

/// Prints what a shell completes commands with.
fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "handover", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
