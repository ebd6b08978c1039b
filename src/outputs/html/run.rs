//! What there is to do on a page, and how a record of it names the page.

use super::view::{ChecklistView, RecordView, TaskGroup};
use crate::model::catalog::Identity;
use crate::model::checklist::Group;
use crate::model::document::Document;
use crate::model::material::Material;

/// Returns how a record of what was done names a page.
pub(super) fn record<'a>(identity: &'a Identity, document: &Document) -> Option<RecordView<'a>> {
    let version = Material::of(document)?.whole.to_string();
    Some(RecordView { id: &identity.id, version })
}

/// Returns how much there is to do; `None` if there is nothing.
pub(super) fn checklist(groups: &[Group]) -> Option<ChecklistView<'_>> {
    let titled = groups.iter().filter_map(|group| {
        let heading = group.heading.as_ref()?;
        let (title, anchor) = (&*heading.text, &*heading.id);
        Some(TaskGroup { title, anchor, tasks: group.tasks.len(), gate: group.is_gate() })
    });
    let titled: Vec<TaskGroup<'_>> = titled.collect();
    let tasks: usize = groups.iter().map(|group| group.tasks.len()).sum();
    let gates = titled.iter().filter(|group| group.gate).count();
    (0 < tasks).then_some(ChecklistView { tasks, gates, groups: titled })
}
