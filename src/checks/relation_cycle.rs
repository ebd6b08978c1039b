//! `relation-cycle`: pages that come one before the other, round in a circle.
//!
//! `requires`, `part_of`, `replaces` and `reports_to` are orders, each for
//! itself. Pages are walked from the first one, along what they name; a value
//! that leads back to a page of the way closes a circle and is reported, so
//! without the reported values there is none. Each page and each value is met
//! once, and the way is kept in a list: a chain of any length needs no stack.
//! Where all pages of a circle are courses or paths, it is `requires-cycle`,
//! and stands at the first of them.

use std::collections::HashMap;

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::catalog::PageId;
use crate::model::extension::Check;
use crate::model::page::{Page, Target};
use crate::model::relation::RelationKind;
use crate::model::site::Site;

/// The check `relation-cycle`.
pub struct RelationCycle;

/// Relations that are orders.
const ORDERS: &[RelationKind] = &[
    RelationKind::Requires,
    RelationKind::PartOf,
    RelationKind::Replaces,
    RelationKind::ReportsTo,
];
/// At most so many pages at each end of a way are named.
const MOST_NAMED: usize = 3;

impl Check for RelationCycle {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for kind in ORDERS {
            let graph = Graph { site, kind: *kind, edges: edges(site, *kind) };
            graph.walk(found);
        }
    }
}

/// A value that names a page.
#[derive(Clone, Copy)]
struct Edge {
    to: PageId,
    place: Span,
}

/// What pages name in one field.
struct Graph<'a> {
    site: &'a Site,
    kind: RelationKind,
    edges: HashMap<PageId, Vec<Edge>>,
}

/// A page of the way, and which of its values comes next.
struct Step {
    page: PageId,
    next: usize,
}

/// How far a page is.
#[derive(Clone, Copy)]
enum State {
    /// It is the page of the way with this number.
    Open(usize),
    Done,
}

fn edges(site: &Site, kind: RelationKind) -> HashMap<PageId, Vec<Edge>> {
    let mut edges: HashMap<PageId, Vec<Edge>> = HashMap::new();
    for page in site.pages.values() {
        let own = page.document.relations.iter().filter(|relation| relation.kind == kind);
        let own: Vec<Edge> = own.filter_map(|relation| edge(page, relation.reference)).collect();
        if !own.is_empty() {
            edges.insert(page.id, own);
        }
    }
    if kind == RelationKind::ReportsTo {
        edges.extend(records(site));
    }
    edges
}

/// Returns what roles say that are only records.
fn records(site: &Site) -> impl Iterator<Item = (PageId, Vec<Edge>)> {
    let roles = &site.catalog.roles;
    let records = roles.all.iter().filter(|role| !site.pages.contains_key(&role.page));
    records.filter_map(|role| {
        let name = role.part.reports_to.as_ref()?;
        let [above] = roles.find(&name.text)[..] else { return None };
        Some((role.page, vec![Edge { to: above.page, place: name.span }]))
    })
}

fn edge(page: &Page, number: u32) -> Option<Edge> {
    let to = match page.targets.get(number as usize)? {
        Target::Page(id, _) => *id,
        Target::Here(_) => page.id,
        _ => return None,
    };
    let range: TextRange = page.document.references.get(number as usize)?.range;
    Some(Edge { to, place: Span::new(page.document.source.file, range) })
}

impl Graph<'_> {
    /// Walks from every page that no way has met, in the order of pages.
    fn walk(&self, found: &mut Vec<Diagnostic>) {
        let mut states: HashMap<PageId, State> = HashMap::new();
        let mut pages: Vec<PageId> = self.edges.keys().copied().collect();
        pages.sort_unstable();
        for id in pages {
            if !states.contains_key(&id) {
                self.walk_from(id, &mut states, found);
            }
        }
    }

    fn walk_from(
        &self,
        start: PageId,
        states: &mut HashMap<PageId, State>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut way = vec![Step { page: start, next: 0 }];
        states.insert(start, State::Open(0));
        while let Some(step) = way.last_mut() {
            let edge = self.edge(step.page, step.next);
            step.next += 1;
            let Some(edge) = edge else {
                states.insert(step.page, State::Done);
                way.pop();
                continue;
            };
            match states.get(&edge.to) {
                Some(State::Done) => {}
                Some(State::Open(at)) => {
                    found.push(self.report(way.get(*at..).unwrap_or_default(), edge));
                }
                None => {
                    states.insert(edge.to, State::Open(way.len()));
                    way.push(Step { page: edge.to, next: 0 });
                }
            }
        }
    }

    fn edge(&self, page: PageId, at: usize) -> Option<Edge> {
        self.edges.get(&page)?.get(at).copied()
    }

    /// Reports the value that leads back to the first page of a way.
    fn report(&self, circle: &[Step], closing: Edge) -> Diagnostic {
        if self.kind == RelationKind::Requires && circle.iter().all(|step| self.is_course(step)) {
            return self.courses(circle, closing);
        }
        let field = self.kind.name();
        let (message, remedy) = match circle {
            [_] => (format!("`{field}` names the page itself"), "remove it"),
            circle => (
                format!("`{field}` leads round in a circle: {}", self.way(circle)),
                "remove this, or what leads back to it",
            ),
        };
        let problem = Diagnostic::new(Code::RELATION_CYCLE, closing.place, message).help(format!(
            "{}: {}",
            remedy,
            meaning(self.kind)
        ));
        // The value that leads on from where the last one leads to.
        let onwards = circle.first().and_then(|step| {
            self.edge(step.page, step.next.checked_sub(1)?).filter(|_| 1 < circle.len())
        });
        match onwards {
            Some(edge) => problem.label(edge.place, "from there it goes on here"),
            None => problem,
        }
    }

    fn is_course(&self, step: &Step) -> bool {
        let page = self.site.pages.get(&step.page);
        page.is_some_and(|page| page.document.training.is_some())
    }

    /// Reports courses that need each other, at what the first one needs.
    fn courses(&self, circle: &[Step], closing: Edge) -> Diagnostic {
        let title = |page| self.site.catalog.page(page).map_or("", |page| &*page.title);
        let first = circle.first();
        let onwards = first.and_then(|step| self.edge(step.page, step.next.checked_sub(1)?));
        let place = onwards.unwrap_or(closing).place;
        let first = first.map_or("", |step| title(step.page));
        let message = match circle {
            [_] => format!("{first} requires itself"),
            [_, second] => {
                format!("{first} requires {}, which requires {first}", title(second.page))
            }
            _ => format!("{} each require the next", self.way(circle)),
        };
        let problem = Diagnostic::new(Code::REQUIRES_CYCLE, place, message)
            .help("remove one of the two: a learner could not begin anywhere");
        match closing.place == place {
            true => problem,
            false => problem.label(closing.place, "this leads back"),
        }
    }

    /// Names the pages of a circle from the one that closes it, which is the
    /// last; a long way only by both its ends.
    fn way(&self, circle: &[Step]) -> String {
        let title = |page| self.site.catalog.page(page).map_or("", |page| &*page.title);
        let name = |step: &Step| format!("\"{}\"", title(step.page));
        let last = circle.last().map(name);
        let mut names: Vec<String> = last.clone().into_iter().collect();
        let between = circle.get(..circle.len().saturating_sub(1)).unwrap_or_default();
        if between.len() <= 2 * MOST_NAMED {
            names.extend(between.iter().map(name));
        } else {
            names.extend(between.iter().take(MOST_NAMED).map(name));
            names.push(format!("{} more", between.len() - 2 * MOST_NAMED));
            names.extend(between.iter().skip(between.len() - MOST_NAMED).map(name));
        }
        names.extend(last);
        names.join(", ")
    }
}

/// Says why such a circle cannot be.
fn meaning(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::PartOf => "a page cannot be part of itself",
        RelationKind::Replaces => "a page cannot be newer than itself",
        RelationKind::ReportsTo => "a role cannot answer to itself",
        _ => "a reader could not begin anywhere",
    }
}
