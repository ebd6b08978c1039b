//! Reads what drawings say: those beside flows, so that a check can compare the
//! two, and all where the site is searched.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::SitePath;
use crate::model::document::{Document, ReferenceKind};
use crate::model::page::{Page, Target};
use crate::model::site::Site;
use crate::model::world::{Failure, Files};
use crate::text::svg::{self, Text};

/// Returns the texts of the SVG drawings of pages that have flows, by path; of
/// all pages where the site is searched.
/// Drawings without text are left out.
///
/// # Errors
/// A [`Failure`] if a file cannot be read.
pub fn texts(files: &dyn Files, site: &Site) -> Result<BTreeMap<SitePath, Vec<Text>>, Failure> {
    let wanted: BTreeSet<&SitePath> =
        site.pages.values().flat_map(|page| drawings(site, page)).collect();
    let wanted: Vec<&SitePath> =
        wanted.into_iter().filter(|path| site.assets.contains(path)).collect();
    let texts: Vec<_> = wanted
        .into_par_iter()
        .map(|path| {
            let file = site.config.content.join(path.as_str()).unwrap_or_default();
            let texts = files.read(&file)?.map(|bytes| svg::texts(&bytes)).unwrap_or_default();
            Ok((!texts.is_empty()).then(|| (path.clone(), texts)))
        })
        .collect::<Result<_, Failure>>()?;
    Ok(texts.into_iter().flatten().collect())
}

/// Returns the drawings that a page shows, in files with flows or in all.
fn drawings<'s>(site: &'s Site, page: &'s Page) -> impl Iterator<Item = &'s SitePath> {
    let is_read = |document: &Document| site.config.search || !document.flows.is_empty();
    let parts = page.parts().filter(move |(document, _)| is_read(document));
    let shown = parts.flat_map(|(document, targets)| document.references.iter().zip(targets));
    shown.filter_map(|(reference, target)| match target {
        Target::Asset(path, _) if reference.kind == ReferenceKind::Image => {
            path.extension().eq_ignore_ascii_case("svg").then_some(path)
        }
        _ => None,
    })
}
