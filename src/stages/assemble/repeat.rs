//! Checklists that come again, as tasks of their owners.

use std::collections::BTreeMap;

use crate::model::catalog::{Catalog, PageId};
use crate::model::charter::{Answer, Party, RoutineTask};
use crate::model::front::{Located, Status};
use crate::model::kind::FieldData;
use crate::model::page::Page;
use crate::model::relation::RelationKind;

/// Collects the checklists that say in `repeat:` when they come again.
pub(super) fn collect(
    pages: &BTreeMap<PageId, Page>,
    catalog: &Catalog,
) -> BTreeMap<PageId, RoutineTask> {
    let is_live = |page: &&Page| {
        page.document.is_checklist() && page.document.front.status != Status::Retired
    };
    let tasks = pages.values().filter(is_live).filter_map(|page| {
        let title = &catalog.page(page.id)?.title;
        Some((page.id, task(page, title)?))
    });
    tasks.collect()
}

fn task(page: &Page, title: &str) -> Option<RoutineTask> {
    let front = &page.document.front;
    let repeat = front.fields.iter().find(|value| value.field.name == "repeat")?;
    let FieldData::Texts(texts) = &repeat.value else { return None };
    let when = texts.first()?;
    let mut relations = page.document.relations.iter();
    let owner = relations.find(|relation| relation.kind == RelationKind::Owner);
    let owner = owner.zip(front.owner.as_ref());
    let role = owner.map_or(Answer::Unasked, |(relation, name)| {
        let party = Party { name: name.clone(), reference: relation.reference };
        Answer::Given(Box::from([party]))
    });
    Some(RoutineTask {
        range: when.range,
        id: None,
        task: Answer::Given(Located { text: title.into(), range: when.range }),
        when: Answer::Given(when.clone()),
        when_data: None,
        takes: Answer::Unasked,
        role,
        environment: Answer::Unasked,
        runbook: Answer::Unasked,
        evidence: Answer::Unasked,
        in_a_freeze: Answer::Unasked,
    })
}
