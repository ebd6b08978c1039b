//! A family as a line of a shard: `BEGIN:END,END:POSTINGS`.
//!
//! Words have letters and digits alone, so colons and commas part them. The
//! postings are numbers (`vlq.rs`). First, how many pages have the word, and
//! whether only the best of these follow. Then of each page: how many pages
//! after the one before; how much it says of the word, with where it stands at
//! best; how many units follow; and of each unit how many units after the one
//! before, twice, plus one if it is in the title, and the place of the word.

use super::families::Family;
use super::posting::{Class, Place, Post};
use super::vlq;

/// Steps of how much a page says of a word, of each class.
const STEPS: u32 = 15;
/// A word as often as this says half of what it can say.
const HALF: f32 = 3.0;
/// A word of so many pages, which are so many parts of all, says no places.
const COMMON: usize = 40;
const COMMON_PART: usize = 4;
/// Of a word of more pages, the best are said.
const PAGES: usize = 2_000;

/// Returns what a line is sorted by.
pub(super) fn key(line: &str) -> &str {
    line.split(':').next().unwrap_or_default()
}

/// Writes a family as a line; `all` is how many pages the site has.
pub(super) fn family(family: &Family<'_>, all: u32) -> String {
    let mut line = String::from(family.begin);
    let ends = family.members.iter().map(|word| word.get(family.begin.len()..).unwrap_or_default());
    line.push(':');
    line.push_str(&ends.collect::<Vec<_>>().join(","));
    line.push(':');
    let pages = merged(&family.posts);
    let is_common = COMMON < pages.len() && all as usize / COMMON_PART < pages.len();
    let shown = best(&pages);
    vlq::write(pages.len() as u32 * 2 + u32::from(shown.len() < pages.len()), &mut line);
    let mut before = 0;
    for said in shown {
        vlq::write(said.page - before, &mut line);
        before = said.page;
        let part = said.weight / (HALF + said.weight);
        let step = ((part * STEPS as f32) as u32).min(STEPS - 1);
        vlq::write(said.class as u32 * STEPS + step, &mut line);
        let units: Vec<Place> = match is_common {
            true => said.units.iter().copied().take(1).collect(),
            false => said.units.clone(),
        };
        vlq::write(units.len() as u32, &mut line);
        let mut unit = 0;
        for place in units {
            let next = u32::from(place.unit);
            vlq::write((next - unit) * 2 + u32::from(place.in_title), &mut line);
            vlq::write(u32::from(place.at), &mut line);
            unit = next;
        }
    }
    line
}

/// What a page says of a family.
struct Said {
    page: u32,
    weight: f32,
    class: Class,
    units: Vec<Place>,
}

/// Adds up what a page says of several words of a family.
fn merged(posts: &[(u32, &Post)]) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::with_capacity(posts.len());
    for (page, post) in posts {
        match all.last_mut().filter(|last| last.page == *page) {
            Some(last) => {
                last.weight += post.weight;
                last.class = last.class.max(post.class);
                last.units.extend(post.units.iter().copied());
                last.units.sort_by_key(|place| (place.unit, !place.in_title, place.at));
                last.units.dedup_by_key(|place| place.unit);
                last.units.truncate(8);
            }
            None => all.push(Said {
                page: *page,
                weight: post.weight,
                class: post.class,
                units: post.units.to_vec(),
            }),
        }
    }
    all
}

/// Keeps the pages that say most of a word, in their order.
fn best(pages: &[Said]) -> Vec<&Said> {
    let mut shown: Vec<&Said> = pages.iter().collect();
    if PAGES < shown.len() {
        shown.sort_by(|a, b| {
            b.class.cmp(&a.class).then(b.weight.total_cmp(&a.weight)).then(a.page.cmp(&b.page))
        });
        shown.truncate(PAGES);
        shown.sort_by_key(|said| said.page);
    }
    shown
}
