//! `handover ids`: lists the ids that are only derived, and writes them down.

use std::path::PathBuf;

use serde::Serialize;

use super::Exit;
use super::args::{IdsArgs, IdsFormat, SiteArgs};
use super::change::{Carry, count, make};
use super::place::{paths, site_of};
use super::site::SiteFolder;
use crate::host::change;
use crate::host::terminal::{Terminal, print, print_error};
use crate::model::extension::Mode;
use crate::model::named_item::IdOrigin;
use crate::model::world::Failure;
use crate::pipeline::Session;
use crate::pipeline::pinning::{self, Pinning};
use crate::report::Lines;

pub(super) fn run(args: IdsArgs, terminal: Terminal) -> Result<Exit, Failure> {
    let dir = match (args.site, args.pages.first()) {
        (Some(dir), _) => dir,
        // A folder may be the site itself.
        (None, Some(first)) if first.is_dir() => site_of(&first.join("index.md"))?,
        (None, Some(first)) => site_of(first)?,
        (None, None) => PathBuf::from("."),
    };
    let site = SiteFolder::open(&SiteArgs { dir, date: args.date }, Mode::Publish)?;
    let pages = paths(&site, &args.pages, "look for ids in")?;
    let planned = pinning::plan(&Session::new(), site.world(), site.options, &pages)?;
    let pinning = planned.map_err(|path| {
        Failure::new(format!("cannot look for ids in `{path}`"), "there is no page".to_string())
    })?;
    let carry = if args.write { Carry::Out } else { Carry::Nothing };
    match (args.format, carry) {
        (IdsFormat::Diff, _) => make(&site, &pinning.change, carry, terminal)?,
        (_, Carry::Out) if !pinning.change.is_empty() => {
            change::carry_out(&site.root, &pinning.change)?;
        }
        _ => {}
    }
    match args.format {
        IdsFormat::Diff => {}
        IdsFormat::Text => print(&list(&pinning))?,
        IdsFormat::Json => print(&json(&pinning))?,
    }
    print_error(&summary(&pinning, carry));
    let waits = carry == Carry::Nothing && !pinning.change.is_empty();
    let is_well = pinning.refused.is_empty() && !waits;
    Ok(if is_well { Exit::Clean } else { Exit::Findings })
}

/// Lists ids, a line each: the place, the id, what has it and what that is
/// called.
fn list(pinning: &Pinning) -> String {
    let mut lines = Lines::new(&pinning.texts);
    let mut text = String::new();
    for (span, item) in &pinning.ids {
        let place = lines.at(*span);
        text.push_str(&format!("{place}: {} #{} {}\n", item.kind.name(), item.id, item.name));
    }
    // A name may hold what a terminal obeys.
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}

/// An id, for programs.
#[derive(Serialize)]
struct Id<'a> {
    /// File, line and column.
    place: String,
    id: &'a str,
    kind: &'static str,
    name: &'a str,
    /// Whether it can be written where the item stands.
    writable: bool,
}

fn json(pinning: &Pinning) -> String {
    let mut lines = Lines::new(&pinning.texts);
    let ids = pinning.ids.iter().map(|(span, item)| Id {
        place: lines.at(*span).to_string(),
        id: &item.id,
        kind: item.kind.name(),
        name: &item.name,
        writable: matches!(item.origin, IdOrigin::Derived(_)),
    });
    let ids: Vec<Id<'_>> = ids.collect();
    let data = serde_json::json!({ "version": 1, "ids": ids });
    format!("{data:#}\n")
}

fn summary(pinning: &Pinning, carry: Carry) -> String {
    let mut text = String::new();
    for (path, reason) in &pinning.refused {
        text.push_str(&format!("{path}: not changed: {reason}\n"));
    }
    let ids = count(pinning.pinned, "id");
    let files = count(pinning.change.texts.len(), "file");
    match (pinning.pinned, carry) {
        (0, _) => text.push_str("No id to write\n"),
        (_, Carry::Out) => text.push_str(&format!("Wrote {ids} in {files}\n")),
        (_, Carry::Nothing) => text.push_str(&format!("Would write {ids} in {files}\n")),
    }
    if pinning.pinned < pinning.ids.len() {
        let kept = count(pinning.ids.len() - pinning.pinned, "id");
        text.push_str(&format!("{kept} made anew at each build: there is no place to write it\n"));
    }
    if 0 < pinning.pinned && carry == Carry::Nothing {
        text.push_str("`--write` writes the files\n");
    }
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}
