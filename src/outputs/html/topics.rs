//! What pages are about: the page of all topics, and the facts of one page
//! that lead there.

use super::nav::Viewpoint;
use super::page::frame;
use super::view::{Fact, FactTerm, TopicGroup, TopicView};
use super::{ALL_TOPICS, address, special_path, template};
use crate::base::{Diagnosed, SitePath, url};
use crate::model::document::Document;
use crate::model::extension::{RenderContext, Rendered};
use crate::model::lifted::Taxonomy;
use crate::model::topics::Topic;

/// At most so many terms of one vocabulary stand on a page.
const TERMS: usize = 30;

/// Renders the page of all topics.
pub(super) fn all_topics(ctx: &RenderContext<'_>, path: &SitePath) -> Diagnosed<Rendered> {
    let folder = path.parent();
    let mut view = frame(ctx, &folder, None, "Topics");
    let viewpoint = Viewpoint { site: ctx.site, folder: &folder, page: None };
    for taxonomy in Taxonomy::ALL {
        let terms = ctx.site.topics.of(taxonomy).map(|topic| term(&viewpoint, topic));
        let terms: Vec<TopicView<'_>> = terms.collect();
        if !terms.is_empty() {
            let (title, anchor) = (taxonomy.title(), group_anchor(taxonomy));
            view.topics.push(TopicGroup { title, anchor, terms });
        }
    }
    template::render(ctx, "topics.html", &view)
}

fn term<'a>(viewpoint: &Viewpoint<'a>, topic: &'a Topic) -> TopicView<'a> {
    TopicView {
        name: topic.name(),
        code: topic.code.as_deref(),
        anchor: &topic.anchor,
        pages: topic.pages.iter().filter_map(|id| viewpoint.link(*id)).collect(),
    }
}

/// Returns the id of a vocabulary on the page of topics.
fn group_anchor(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::ConfigurationStage => "configuration-stage",
        other => other.key(),
    }
}

/// Returns what a page is about, with the way to all pages about the same.
pub(super) fn facts(ctx: &RenderContext<'_>, document: &Document, folder: &SitePath) -> Vec<Fact> {
    let topics = &ctx.site.topics;
    let page = address::page(folder, &special_path(ALL_TOPICS), ctx.site.config.links);
    let fact = |taxonomy: Taxonomy| {
        let terms = document.lifted.of(taxonomy);
        let term = |term: &&crate::model::lifted::Term| {
            let topic = topics.find(taxonomy, &term.text);
            let fragment = topic.map(|topic| url::encode_fragment(&topic.anchor));
            let href = fragment.map(|fragment| format!("{page}#{fragment}"));
            FactTerm { text: topic.map_or(&*term.text, Topic::name).into(), href }
        };
        let more_terms = terms.len().saturating_sub(TERMS);
        let shown: Vec<FactTerm> = terms.iter().take(TERMS).map(term).collect();
        let fact = Fact::new(taxonomy.title(), String::new());
        (!shown.is_empty()).then_some(Fact { terms: shown, more_terms, ..fact })
    };
    Taxonomy::ALL.into_iter().filter_map(fact).collect()
}
