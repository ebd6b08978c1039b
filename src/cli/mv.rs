//! `handover mv`: moves a page, a folder or a file with everything that
//! leads to it.

use std::path::Path;

use super::Exit;
use super::args::{MvArgs, SiteArgs};
use super::change::{Carry, count, make};
use super::place::{below, here, real, site_of};
use super::site::SiteFolder;
use crate::base::SitePath;
use crate::edit::moves::doubt::Doubt;
use crate::edit::moves::request::{Aim, Refusal, Request};
use crate::host::terminal::{Terminal, print_error};
use crate::model::extension::Mode;
use crate::model::world::Failure;
use crate::pipeline::Session;
use crate::pipeline::moving::{self, Moving};

pub(super) fn run(
    (old, new): (&Path, &Path),
    args: MvArgs,
    terminal: Terminal,
) -> Result<Exit, Failure> {
    let dir = match args.site {
        Some(dir) => dir,
        None => site_of(old)?,
    };
    let site = SiteArgs { dir, date: args.date };
    let site = SiteFolder::open(&site, Mode::Publish)?;
    let refused = |refusal: Refusal| {
        let attempt = format!("cannot move `{}` to `{}`", old.display(), new.display());
        Failure::new(attempt, refusal)
    };
    let request = request(&site.root, old, new)?.map_err(refused)?;
    let moving = moving::plan(&Session::new(), site.world(), site.options, &request)?;
    let moving = moving.map_err(refused)?;
    let is_refused = !moving.doubts.is_empty() && !args.force;
    let carry = if args.write && !is_refused { Carry::Out } else { Carry::Nothing };
    if carry == Carry::Out || !args.write {
        make(&site, &moving.change, carry, terminal)?;
    }
    tell(&moving, terminal);
    print_error(&summary(&moving, carry));
    if is_refused {
        print_error(
            "Nothing is moved while something would be worse; `--force` moves all the same\n",
        );
        return Ok(Exit::Findings);
    }
    if carry == Carry::Nothing {
        print_error("`--write` does it\n");
    }
    Ok(Exit::Clean)
}

/// Says what would be worse, and what is worth knowing.
fn tell(moving: &Moving, terminal: Terminal) {
    let problems = moving.doubts.iter().filter_map(|doubt| match doubt {
        Doubt::Problem(problem) => Some(problem.clone()),
        _ => None,
    });
    let problems: Vec<_> = problems.collect();
    print_error(&super::build::problems(&problems, &moving.texts, true, terminal));
    for doubt in &moving.doubts {
        let line = match doubt {
            Doubt::Problem(_) => continue,
            Doubt::Turned { span, written, meaning } => {
                let (file, _) = moving.texts.get(span.file).unzip();
                let file = file.map(ToString::to_string).unwrap_or_default();
                format!("{file}: `{written}` would no longer lead to `{meaning}`")
            }
            Doubt::Lost(page) => format!("{page}: it would not be published there"),
            Doubt::Unreachable { page, address } => {
                format!("{page}: nothing would lead here from `/{address}/`")
            }
        };
        print_error(&format!("{}\n", printable(&line)));
    }
    for address in &moving.gone {
        let line =
            format!("note: `/{address}/` listed a folder that is gone; nothing answers there");
        print_error(&format!("{}\n", printable(&line)));
    }
}

/// The name of a file may hold what a terminal obeys.
fn printable(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

fn summary(moving: &Moving, carry: Carry) -> String {
    let Some(moved) = &moving.change.moved else { return String::new() };
    let verb = if carry == Carry::Out { "Moved" } else { "Would move" };
    let line = format!(
        "{verb} `{}` to `{}`: {}, {} written anew in {}, {} kept\n",
        moved.old,
        moved.new,
        count(moving.change.files.len(), "file"),
        count(moving.links, "link"),
        count(moving.change.texts.len(), "text"),
        match moving.addresses {
            1 => "1 old address".into(),
            number => format!("{number} old addresses"),
        },
    );
    line.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

/// Finds both paths in the site. They are written as for `mv`: from the
/// folder the command runs in.
fn request(root: &Path, old: &Path, new: &Path) -> Result<Result<Request, Refusal>, Failure> {
    let cannot =
        |path: &Path, error| Failure::new(format!("cannot look at `{}`", path.display()), error);
    let root = std::fs::canonicalize(root).map_err(|error| cannot(root, error))?;
    let here = here()?;
    let mut paths = Vec::new();
    for path in [old, new] {
        match below(&root, &real(&here.join(path))) {
            Some(path) => paths.push(path),
            None => {
                let path = SitePath::default().child(&path.to_string_lossy());
                return Ok(Err(Refusal::Outside(path)));
            }
        }
    }
    let is_folder = std::fs::metadata(new).is_ok_and(|found| found.is_dir());
    let aim = match is_folder || new.as_os_str().as_encoded_bytes().ends_with(b"/") {
        true => Aim::Into,
        false => Aim::Itself,
    };
    let [old, new] = <[SitePath; 2]>::try_from(paths).unwrap_or_default();
    Ok(Ok(Request { old, new, aim }))
}
