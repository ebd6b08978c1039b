//! How the reviews and exercises of pages stand on the day of the build.

use std::collections::BTreeMap;

use crate::model::catalog::PageId;
use crate::model::config::Config;
use crate::model::document::Document;
use crate::model::front::Status;
use crate::model::material::Material;
use crate::model::page::Page;
use crate::model::review::{Changed, Review, Reviews, Standing, Timing};

/// Says how the review of each page stands that has one or must have one. A
/// retired page is no longer valid, so nobody need review it.
pub(super) fn collect(pages: &BTreeMap<PageId, Page>, config: &Config) -> Reviews {
    let standing = |page: &Page| Some((page.id, standing(&page.document, config)?));
    let standings: BTreeMap<PageId, Standing> = pages.values().filter_map(standing).collect();
    let exercise = |page: &Page| Some((page.id, exercise(&page.document, config)?));
    let exercises: BTreeMap<PageId, Standing> = pages.values().filter_map(exercise).collect();
    let all = || standings.values().chain(exercises.values());
    let listed = all().filter(|standing| standing.attention().is_some()).count();
    let has_days = all().any(|standing| standing.due.is_some());
    Reviews { standings, exercises, listed, has_days }
}

/// Says how the exercises of a page stand, if it had or must have one.
fn exercise(document: &Document, config: &Config) -> Option<Standing> {
    let front = &document.front;
    if front.status == Status::Retired {
        return None;
    }
    let Some(last) = front.last_exercise() else {
        front.exercise_every?;
        return Some(Standing { on: None, due: None, timing: Timing::Never, changed: None });
    };
    let due = front.exercise_due();
    let timing = Timing::on(config.today, due, config.review_notice);
    Some(Standing { on: Some(last.on), due, timing, changed: None })
}

fn standing(document: &Document, config: &Config) -> Option<Standing> {
    let front = &document.front;
    if front.status == Status::Retired {
        return None;
    }
    let Some(review) = &front.reviewed else {
        front.review_every?;
        return Some(Standing { on: None, due: None, timing: Timing::Never, changed: None });
    };
    let due = front.review_due();
    Some(Standing {
        on: Some(review.on),
        due,
        timing: Timing::on(config.today, due, config.review_notice),
        changed: changed(document, review),
    })
}

/// Compares a page with what was reviewed, where a hash says what that was.
fn changed(document: &Document, review: &Review) -> Option<Changed> {
    let (hash, _) = review.hash.as_ref()?;
    let material = Material::of(document).filter(|material| material.whole != *hash)?;
    let known = |path: &str| review.from.iter().find(|(known, _)| **known == *path);
    let files = material.files.into_iter().filter(|(path, hash)| {
        !review.from.is_empty() && known(path.as_str()).is_none_or(|(_, known)| known != hash)
    });
    Some(Changed { files: files.map(|(path, _)| path).collect() })
}
