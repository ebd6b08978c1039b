//! `handover graph`: what pages have to do with each other.

use super::Exit;
use super::args::{GraphFormat, SiteArgs};
use super::site::SiteFolder;
use crate::host::terminal::print;
use crate::model::extension::Mode;
use crate::model::relation::RelationKind;
use crate::model::world::Failure;
use crate::pipeline::{self, Session};
use crate::report::graph;

/// Prints the relations with these names, all without one. Problems are
/// those of `check`, and are not printed.
pub(super) fn run(args: &SiteArgs, format: GraphFormat, kinds: &[String]) -> Result<Exit, Failure> {
    let site = SiteFolder::open(args, Mode::Publish)?;
    let prepared = pipeline::prepare(&Session::new(), site.world(), site.options)?;
    let is_named = |kind: &RelationKind| kinds.iter().any(|name| name == kind.name());
    let kinds: Vec<RelationKind> = RelationKind::ALL.into_iter().filter(is_named).collect();
    print(&match format {
        GraphFormat::Json => graph::json(&prepared.site, &kinds),
        GraphFormat::Dot => graph::dot(&prepared.site, &kinds),
    })?;
    Ok(Exit::Clean)
}
