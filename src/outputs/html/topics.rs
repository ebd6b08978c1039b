//! What pages are about: the page of all topics, one for each vocabulary, one
//! for each term, and the facts of a page that lead there.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::nav::Viewpoint;
use super::page::{frame, kind_title};
use super::view::{
    Crumb, Fact, FactTerm, Link, NearView, PageGroup, TopicGroup, TopicPage, TopicView, View,
};
use super::{ALL_TOPICS, address, special_path, template};
use crate::base::{Diagnosed, SitePath};
use crate::model::document::Document;
use crate::model::extension::{Job, RenderContext, Rendered, Subject};
use crate::model::lifted::Taxonomy;
use crate::model::site::Site;
use crate::model::topics::Topic;
use crate::model::vocabulary::Vocabulary;

/// At most so many terms of one vocabulary stand on a page.
const TERMS: usize = 30;
/// At most so many terms that share pages stand on the page of a term.
const NEAR: usize = 8;
/// So many pages of a term tell which terms are near.
const ASKED: usize = 1_000;

/// Lists the pages of topics, where pages name any.
pub(super) fn jobs(site: &Site) -> Vec<Job> {
    let topics = &site.topics;
    if topics.all.is_empty() {
        return Vec::new();
    }
    let mut jobs =
        vec![Job { path: special_path(ALL_TOPICS), subject: Subject::Special(ALL_TOPICS) }];
    for (at, vocabulary) in (0u32..).zip(site.config.vocabularies.iter()) {
        if topics.of(&vocabulary.taxonomy).next().is_some() {
            let path = path(vocabulary, None);
            jobs.push(Job { path, subject: Subject::Vocabulary(at) });
        }
    }
    for (at, topic) in (0u32..).zip(&topics.all) {
        let vocabulary = site.config.vocabularies.get(&topic.taxonomy);
        jobs.extend(vocabulary.map(|vocabulary| Job {
            path: path(vocabulary, Some(topic)),
            subject: Subject::Topic(at),
        }));
    }
    jobs
}

/// Returns the file of a vocabulary's page, or of one of its terms.
fn path(vocabulary: &Vocabulary, topic: Option<&Topic>) -> SitePath {
    let folder = SitePath::default().child(ALL_TOPICS).child(&vocabulary.slug);
    let folder = topic.map_or_else(|| folder.clone(), |topic| folder.child(&topic.slug));
    folder.child("index.html")
}

/// Renders the page of all topics.
pub(super) fn all_topics(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "Topics");
    let groups = ctx.site.config.vocabularies.iter().map(|own| group(ctx, own, &folder));
    view.topics = groups.filter(|group| !group.terms.is_empty()).collect();
    template::render(ctx, "topics.html", &view)
}

/// Renders the page of a vocabulary.
pub(super) fn vocabulary(ctx: &RenderContext<'_>, at: u32, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let Some(own) = ctx.site.config.vocabularies.iter().nth(at as usize) else {
        return Diagnosed::clean(Rendered::Bytes(Vec::new()));
    };
    let mut view = frame(ctx, &folder, None, &own.title);
    above(ctx, &mut view, &[], &folder);
    let named: BTreeSet<String> =
        ctx.site.topics.of(&own.taxonomy).map(|topic| topic.key.to_string()).collect();
    let is_free =
        |name: &&str| !named.contains(&ctx.site.config.vocabularies.key(&own.taxonomy, name));
    view.unused = own.records.iter().map(|record| &*record.title).filter(is_free).collect();
    view.topics = vec![group(ctx, own, &folder)];
    template::render(ctx, "vocabulary.html", &view)
}

fn group<'a>(ctx: &RenderContext<'a>, own: &'a Vocabulary, folder: &SitePath) -> TopicGroup<'a> {
    let style = ctx.site.config.links;
    let term = |topic: &'a Topic| TopicView {
        name: topic.name(),
        code: topic.code.as_deref(),
        description: topic.record.as_ref().and_then(|record| record.description.as_deref()),
        anchor: &topic.anchor,
        href: address::page(folder, &path(own, Some(topic)), style),
        pages: topic.pages.len(),
    };
    TopicGroup {
        title: &own.title,
        anchor: &own.slug,
        href: address::page(folder, &path(own, None), style),
        terms: ctx.site.topics.of(&own.taxonomy).map(term).collect(),
    }
}

/// Adds the pages of topics above one to its breadcrumb.
fn above<'a>(
    ctx: &RenderContext<'a>,
    view: &mut View<'a>,
    vocabularies: &[&'a Vocabulary],
    folder: &'a SitePath,
) {
    let style = ctx.site.config.links;
    let topics = ("Topics", special_path(ALL_TOPICS));
    let own = vocabularies.iter().map(|own| (&*own.title, path(own, None)));
    let crumbs = std::iter::once(topics).chain(own).map(|(title, path)| Crumb {
        title,
        href: Some(address::page(folder, &path, style)),
        external: false,
    });
    let last = view.breadcrumb.len().saturating_sub(1);
    view.breadcrumb.splice(last..last, crumbs);
}

/// Renders the page of a term.
pub(super) fn topic(ctx: &RenderContext<'_>, at: u32, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let topic = ctx.site.topics.all.get(at as usize);
    let own = topic.and_then(|topic| ctx.site.config.vocabularies.get(&topic.taxonomy));
    let (Some(topic), Some(own)) = (topic, own) else {
        return Diagnosed::clean(Rendered::Bytes(Vec::new()));
    };
    let mut view = frame(ctx, &folder, None, topic.name());
    above(ctx, &mut view, &[own], &folder);
    let record = topic.record.as_ref();
    view.page.description = record.and_then(|record| record.description.as_deref());
    let also = record.map(|record| &*record.aliases).unwrap_or_default();
    view.topic = Some(TopicPage {
        vocabulary: &own.title,
        code: topic.code.as_deref(),
        also: also.iter().map(|alias| &**alias).collect(),
        pages: topic.pages.len(),
        groups: groups(ctx, topic, &folder),
        near: near(ctx, at, topic, &folder),
    });
    template::render(ctx, "topic.html", &view)
}

/// Groups the pages of a term by what they are.
fn groups<'a>(
    ctx: &RenderContext<'a>,
    topic: &'a Topic,
    folder: &'a SitePath,
) -> Vec<PageGroup<'a>> {
    let viewpoint = Viewpoint { site: ctx.site, folder, page: None };
    let mut groups: BTreeMap<(bool, &str), Vec<Link<'a>>> = BTreeMap::new();
    for id in &topic.pages {
        let document = ctx.site.pages.get(id).map(|page| &*page.document);
        let title = document.and_then(kind_title);
        let group = groups.entry((title.is_none(), title.unwrap_or("Pages")));
        group.or_default().extend(viewpoint.link(*id));
    }
    let group =
        |((_, title), pages): ((bool, &'static str), Vec<Link<'a>>)| PageGroup { title, pages };
    groups.into_iter().map(group).collect()
}

/// Finds the terms that share most pages with one.
fn near<'a>(
    ctx: &RenderContext<'a>,
    at: u32,
    topic: &Topic,
    folder: &SitePath,
) -> Vec<NearView<'a>> {
    let topics = &ctx.site.topics;
    let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
    for page in topic.pages.iter().take(ASKED) {
        for other in topics.of_page.get(page).into_iter().flatten().filter(|other| **other != at) {
            *shared.entry(*other).or_default() += 1;
        }
    }
    let mut shared: Vec<(u32, usize)> = shared.into_iter().collect();
    shared.sort_by_key(|(other, pages)| (Reverse(*pages), *other));
    let near = shared.into_iter().take(NEAR).filter_map(|(other, pages)| {
        let topic = topics.all.get(other as usize)?;
        let own = ctx.site.config.vocabularies.get(&topic.taxonomy)?;
        let href = address::page(folder, &path(own, Some(topic)), ctx.site.config.links);
        Some(NearView { title: topic.name(), href, vocabulary: &own.title, pages })
    });
    near.collect()
}

/// Returns what a page is about, with the way to all pages about the same.
pub(super) fn facts(ctx: &RenderContext<'_>, document: &Document, folder: &SitePath) -> Vec<Fact> {
    let vocabularies = &ctx.site.config.vocabularies;
    let fact = |own: &Vocabulary| {
        let mut seen = BTreeSet::new();
        let terms = document.lifted.of(&own.taxonomy).into_iter().map(|term| {
            let key = vocabularies.key(&own.taxonomy, &term.text);
            (term, key)
        });
        let terms: Vec<_> = terms.filter(|(_, key)| seen.insert(key.clone())).collect();
        let term = |(term, key): &(&crate::model::lifted::Term, String)| {
            let topic = ctx.site.topics.find(&own.taxonomy, key);
            let title = own.record(key).map_or(&*term.text, |record| &record.title);
            let href = topic
                .map(|topic| address::page(folder, &path(own, Some(topic)), ctx.site.config.links));
            let text = topic.map_or(title, Topic::name);
            // A role is called as its page is, however it was written here.
            let role = (own.taxonomy == Taxonomy::Roles)
                .then(|| match ctx.site.catalog.roles.find(&term.text)[..] {
                    [role] => Some(&*role.title),
                    _ => None,
                })
                .flatten();
            FactTerm { text: role.unwrap_or(text).into(), href }
        };
        let more_terms = terms.len().saturating_sub(TERMS);
        let shown: Vec<FactTerm> = terms.iter().take(TERMS).map(term).collect();
        let fact = Fact::new(own.title.to_string(), String::new());
        (!shown.is_empty()).then_some(Fact { terms: shown, more_terms, ..fact })
    };
    vocabularies.iter().filter_map(fact).collect()
}
