//! Pools and lanes. A flow has lanes beside each other: a lane of lanes is
//! taken apart, and a pool without lanes is one.

use std::collections::{BTreeMap, HashMap};

use super::MODEL;
use super::draft::{Draft, Lane, range};
use crate::base::TextRange;
use crate::model::catalog::loose;
use crate::text::xml::Element;

/// The lanes that ids of nodes stand in.
pub(super) type Places = HashMap<String, usize>;

/// Reads the lanes of a process.
pub(super) fn read(draft: &mut Draft, process: Element<'_>, pool: usize) -> Places {
    let mut places = Places::new();
    let sets = process.children().filter(|child| child.name() == "laneSet");
    for set in sets.filter(|set| set.space() == MODEL) {
        lane_set(draft, set, (pool, None), &mut places);
    }
    places
}

fn lane_set(
    draft: &mut Draft,
    set: Element<'_>,
    (pool, above): (usize, Option<&str>),
    places: &mut Places,
) {
    for lane in set.children().filter(|lane| lane.name() == "lane") {
        let inner = lane.children().find(|child| child.name() == "childLaneSet");
        let inner = inner.filter(|inner| inner.children().any(|child| child.name() == "lane"));
        let index = draft.lanes.len();
        let name = lane.attribute("name").unwrap_or_default().trim();
        draft.lanes.push(Lane {
            name: name.into(),
            above: above.map(Into::into),
            pool,
            is_group: inner.is_some(),
            range: range(lane),
        });
        for child in lane.children().filter(|child| child.name() == "flowNodeRef") {
            places.insert(child.text().trim().into(), index);
        }
        if let Some(inner) = inner {
            let message = "a lane of lanes is taken apart: a flow has lanes beside each other";
            draft.notes.count(lane.at(), message);
            lane_set(draft, inner, (pool, Some(name)), places);
        }
    }
}

/// Gives the nodes of subprocesses and of borders the lane they stand in, and
/// those of pools without lanes one of their pool.
pub(super) fn spread(draft: &mut Draft) {
    for index in 0..draft.nodes.len() {
        let Some(node) = draft.nodes.get(index) else { continue };
        // What holds a node was read before it, or stands beside it.
        let around = node.host.or(node.inside).and_then(|around| draft.nodes.get(around)?.lane);
        if let Some(node) = draft.nodes.get_mut(index) {
            node.lane = node.lane.or(around);
        }
    }
    let drawn = draft.pools.iter().filter(|pool| pool.is_drawn).count();
    for pool in 0..draft.pools.len() {
        let has_lanes = draft.lanes.iter().any(|lane| lane.pool == pool);
        let Some(read) = draft.pools.get(pool) else { continue };
        let outside = |node: &&mut super::draft::Node| node.pool == pool && node.lane.is_none();
        if drawn < 2 || !read.is_drawn {
            continue;
        }
        let lane = draft.lanes.len();
        let range = TextRange::new(read.at, read.at);
        let (name, above) = (read.name.clone(), None);
        if !has_lanes || draft.nodes.iter_mut().any(|node| outside(&node)) {
            draft.lanes.push(Lane { name, above, pool, is_group: false, range });
            draft.nodes.iter_mut().filter(outside).for_each(|node| node.lane = Some(lane));
        }
    }
}

/// Returns the name of each lane: its own, with that of what holds it where
/// two would be called the same.
pub(super) fn names(draft: &Draft) -> Vec<String> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for lane in draft.lanes.iter().filter(|lane| !lane.is_group) {
        *uses.entry(loose(&lane.name)).or_default() += 1;
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let lanes = draft.lanes.iter().enumerate().map(|(index, lane)| {
        let pool = draft.pools.get(lane.pool).map(|pool| pool.name.clone());
        let above = lane.above.clone().or(pool).filter(|above| !above.is_empty());
        let name = match (uses.get(&loose(&lane.name)), above) {
            _ if lane.is_group => return lane.name.clone(),
            _ if lane.name.is_empty() => format!("Lane {}", index + 1),
            (Some(2..), Some(above)) => format!("{above}: {}", lane.name),
            _ => lane.name.clone(),
        };
        let count = taken.entry(loose(&name)).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name} {count}") }
    });
    lanes.collect()
}
