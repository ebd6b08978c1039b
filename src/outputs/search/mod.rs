//! What search loads: small scripts that hand data to the page's script, so
//! that they load from a folder too. Below `_handover/search/` stand
//!
//! - `meta.js`: how the rest is cut, what kinds of pages there are
//! - `w/N.js`: words with the pages and places they stand in
//! - `e/N.js`: words by their ends, for words that are written wrong
//! - `p/N.js`: titles and addresses of some pages
//! - `t/ADDRESS.js`: the text of a page, for passages
//! - `f.js`: what pages can be narrowed down by
//!
//! `domain/search` makes the index of what `reader.rs` reads of a page.

mod facets;
mod hit;
mod made;
mod reader;
mod record;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;

use crate::base::{Diagnosed, Hash, SitePath};
use crate::domain::search::{
    Index, Memory, Posted, Record, Shards, Synonyms, asking_for_people, stop_words,
};
use crate::model::catalog::{Identity, PageId};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::theme::Theme;

/// The output `search`.
pub struct SearchData;

/// So many pages have their titles in one file.
const BLOCK: usize = 16;
/// For so many bytes of text there is one shard of words.
const BYTES_A_SHARD: usize = 9_000;
/// For so many there is one shard of words by their ends.
const BYTES_A_TAIL: usize = 100_000;
/// So much of a unit's text is kept for passages, and of a page's, in bytes.
const UNIT_TEXT: usize = 400;
const PAGE_TEXT: usize = 4_000;
/// There are no more shards of words.
const MOST_SHARDS: usize = 1_500;

impl Output for SearchData {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        if !site.config.search {
            return Vec::new();
        }
        let Shards { words, tails } = shards(site);
        let numbered = |kind: &'static str, count: usize| {
            (0..count).map(move |at| (file(&format!("{kind}/{at}")), record(kind, at)))
        };
        let texts = site.catalog.ids().filter(|(id, _)| site.pages.contains_key(id));
        let texts = texts.map(|(id, page)| (file(&text_name(&page.output)), Subject::Page(id)));
        let blocks = site.catalog.pages.len().div_ceil(BLOCK);
        let alone = [("meta", "meta"), ("f", "f")];
        let alone = alone.map(|(name, kind)| (file(name), Subject::Special(kind)));
        let jobs = numbered("w", words).chain(numbered("e", tails)).chain(numbered("p", blocks));
        let jobs = jobs.chain(texts).chain(alone);
        jobs.map(|(path, subject)| Job { path, subject }).collect()
    }

    fn prepare(&self, ctx: &RenderContext<'_>) {
        if ctx.site.config.search {
            index(ctx);
        }
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let script = match &job.subject {
            Subject::Page(id) => text(ctx, *id),
            Subject::Special("f") => script(ctx, "f", &facets::facets(ctx)),
            Subject::Record(kind, number) => numbered(ctx, kind, number),
            _ => meta(ctx),
        };
        Diagnosed::clean(Rendered::Bytes(script.into_bytes()))
    }
}

fn record(kind: &'static str, at: usize) -> Subject {
    Subject::Record(kind, at.to_string().into())
}

fn file(name: &str) -> SitePath {
    let folder = Theme::folder().child("search");
    folder.join(&format!("{name}.js")).unwrap_or_default()
}

/// Returns the name of the file with the text of a page.
fn text_name(output: &SitePath) -> String {
    format!("t/{output}")
}

/// Returns how many shards the index has: by how much there is to read, so
/// that it is known before anything is read.
fn shards(site: &Site) -> Shards {
    let bytes: usize = site.pages.values().map(|page| page.document.source.text.len()).sum();
    let words = bytes.div_ceil(BYTES_A_SHARD).clamp(1, MOST_SHARDS);
    Shards { words, tails: bytes.div_ceil(BYTES_A_TAIL).clamp(1, words) }
}

/// Returns the index, and makes it if nobody asked for it before.
fn index<'a>(ctx: &RenderContext<'a>) -> &'a Index {
    let site = ctx.site;
    site.search.of(|memory| make(ctx, memory))
}

fn make(ctx: &RenderContext<'_>, memory: &Memory) -> Index {
    let ids: Vec<PageId> = ctx.site.catalog.ids().map(|(id, _)| id).collect();
    let pages: Vec<(Hash, Arc<Posted>)> = ids
        .par_iter()
        .map(|id| {
            // A page that cannot be read is left out; its own file says so.
            let read = || memory.posted(&record::of_page(ctx, *id));
            let left_out = |_| memory.posted(&Record::default());
            catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(left_out)
        })
        .collect();
    memory.keep(&pages);
    let pages: Vec<Arc<Posted>> = pages.into_iter().map(|(_, posted)| posted).collect();
    let mut synonyms = Synonyms::of_languages(langs(ctx.site));
    for group in &ctx.site.catalog.records.synonyms {
        synonyms.add(group.iter().map(|word| &**word));
    }
    let mut index = Index::of(&pages, &synonyms, shards(ctx.site));
    index.version = version(ctx.site, &index);
    index
}

/// Returns the languages of the site, its own first.
fn langs(site: &Site) -> Vec<&str> {
    let pages = site.pages.values().filter_map(|page| page.document.front.lang.as_ref());
    let mut langs: Vec<&str> = pages.map(|lang| &*lang.text).collect();
    langs.sort_unstable();
    langs.dedup();
    langs.retain(|lang| *lang != &*site.config.lang);
    langs.insert(0, &site.config.lang);
    langs
}

/// Returns what changes when pages get other numbers, or words other shards.
fn version(site: &Site, index: &Index) -> String {
    let pages = site.catalog.pages.iter().map(|page| page.output.as_str().as_bytes());
    let bounds = index.bounds.iter().chain(&index.tail_bounds).map(|bound| bound.as_bytes());
    let parts: Vec<&[u8]> = pages.chain(bounds).collect();
    format!("{:08x}", Hash::of_parts(&parts).low() as u32)
}

/// Writes data as a script that hands it over.
fn script(ctx: &RenderContext<'_>, name: &str, data: &impl Serialize) -> String {
    let data = serde_json::to_string(data).unwrap_or_default();
    let name = serde_json::to_string(name).unwrap_or_default();
    format!("handoverSearch({name},\"{}\",{data})\n", index(ctx).version)
}

fn numbered(ctx: &RenderContext<'_>, kind: &str, number: &str) -> String {
    let at: usize = number.parse().unwrap_or_default();
    let name = format!("{kind}/{number}");
    let index = index(ctx);
    let words = match kind {
        "w" => &index.words,
        "e" => &index.tails,
        _ => return script(ctx, &name, &hit::block(ctx, at * BLOCK, BLOCK)),
    };
    script(ctx, &name, &words.get(at).map_or("", String::as_str))
}

fn meta(ctx: &RenderContext<'_>) -> String {
    let index = index(ctx);
    let stop: Vec<&str> = langs(ctx.site).into_iter().map(stop_words).collect();
    let who: Vec<&str> = langs(ctx.site).into_iter().map(asking_for_people).collect();
    let meta = json!({
        "pages": ctx.site.catalog.pages.len(),
        "block": BLOCK,
        "words": index.bounds.join("|"),
        "tails": index.tail_bounds.join("|"),
        "minor": index.minor,
        "endings": index.endings.join(" "),
        "stop": stop.join(" ").trim(),
        "who": who.join(" ").trim(),
        "people": people(ctx),
        "kinds": hit::kinds(ctx),
    });
    script(ctx, "meta", &meta)
}

/// Returns the pages that say who does what, the charters and the roles: how
/// many pages each comes after the one before.
fn people(ctx: &RenderContext<'_>) -> Vec<u32> {
    let says_who = |page: &Identity| page.is_of("charter") || page.is_of("role");
    let pages = ctx.site.catalog.ids().filter(|(_, page)| says_who(page));
    let pages: Vec<u32> = pages.map(|(id, _)| id.0).collect();
    let before = std::iter::once(0).chain(pages.iter().copied());
    pages.iter().zip(before).map(|(page, before)| page - before).collect()
}

/// Writes the units of a page: id, label, title, text, command. Of a long text
/// only the beginning is kept.
fn text(ctx: &RenderContext<'_>, id: PageId) -> String {
    let record = record::of_page(ctx, id);
    let mut left = PAGE_TEXT;
    let units = record.units.iter().map(|unit| {
        let text = reader::cut(&unit.text, UNIT_TEXT.min(left));
        left -= text.len();
        let mut parts = vec![&*unit.id, &unit.label, &unit.title, text, &unit.command];
        while parts.last().is_some_and(|last| last.is_empty()) {
            parts.pop();
        }
        parts
    });
    let units: Vec<Vec<&str>> = units.collect();
    let name = ctx.site.catalog.page(id).map(|page| text_name(&page.output));
    script(ctx, &name.unwrap_or_default(), &units)
}
