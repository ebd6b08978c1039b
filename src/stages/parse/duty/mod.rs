//! What roles do, as a page says it: in labels of tasks, gates and steps, and
//! in tables of who does what and of routine tasks, and in flows.

pub(super) mod flow;
pub(super) mod table;
#[cfg(test)]
mod tests;

use super::builder::{Builder, cover};
use super::label::PageKind;
use super::{checklist, item_id};
use crate::base::TextRange;
use crate::model::checklist::{Field, Group, Task};
use crate::model::document::{Block, BlockKind, Heading, Inline, InlineKind};
use crate::model::front::Front;
use crate::model::kind::{FieldData, Known};
use crate::model::label::{Label, Labelled};
use crate::model::relation::{Duty, DutySource, Part, Relation, RelationKind};
use crate::model::walk;

/// At most so many roles share a duty: an owner of a gate has all its items.
const SHARED: usize = 12;

/// Returns the numbers of the references that stand in some text itself, of
/// as many as can share a duty.
pub(super) fn references(content: &[Inline]) -> Box<[u32]> {
    let numbers = content.iter().filter_map(|inline| match inline.kind {
        InlineKind::Name(number, _) | InlineKind::Link(number, _) => Some(number),
        _ => None,
    });
    numbers.take(SHARED).collect()
}

/// Reads the groups of tasks of a page and the duties it gives; those of a
/// checklist are looked at. A page that only looks like one has groups, and
/// nothing is asked of them.
pub(super) fn of_page(
    builder: &mut Builder<'_>,
    known: Option<Known>,
    (front, relations): (&Front, &[Relation]),
    body: &[Block],
) -> (Vec<Group>, Vec<Duty>) {
    let is_checklist = known.is_some_and(|known| known.kind.name == "checklist");
    let kind = PageKind::of(known);
    if kind == PageKind::Unknown && !is_checklist {
        return (Vec::new(), Vec::new());
    }
    let groups = checklist::read(builder, body);
    if kind == PageKind::Unknown {
        return (groups, Vec::new());
    }
    let mut duties = read(builder, body, &groups);
    if !is_checklist {
        return (Vec::new(), duties);
    }
    checklist::report(builder, front, &groups);
    let title = match (&front.title, &builder.heading) {
        (Some(title), _) => title.text.to_string(),
        (None, Some(heading)) => builder.plain(&heading.content),
        (None, None) => String::new(),
    };
    duties.splice(0..0, repeated(front, relations, &title));
    (groups, duties)
}

/// Reads the duties in a body and its groups of tasks, in order of their
/// places.
fn read(builder: &Builder<'_>, body: &[Block], groups: &[Group]) -> Vec<Duty> {
    let mut reader = Reader { builder, duties: Vec::new() };
    groups.iter().for_each(|group| reader.group(group));
    let mut heading: Option<&Heading> = None;
    for block in body {
        match (&block.kind, heading) {
            (BlockKind::Heading(own), _) => heading = Some(own),
            (BlockKind::Labels(labels), Some(heading)) => {
                let what = builder.plain(&heading.content).trim().into();
                let place = Place { what, id: Some(&heading.id), range: cover(&heading.content) };
                reader.step(labels, &place);
            }
            _ => walk::walk(std::slice::from_ref(block), &mut |block| reader.block(block)),
        }
    }
    let mut duties = reader.duties;
    duties.sort_by_key(|duty| (duty.range, duty.part));
    duties
}

/// Makes the duty of a checklist that comes again, which is its owner's.
fn repeated(front: &Front, relations: &[Relation], title: &str) -> Option<Duty> {
    let repeat = front.fields.iter().find(|value| value.field.name == "repeat")?;
    let FieldData::Texts(texts) = &repeat.value else { return None };
    let repeat = texts.first()?;
    let owner = relations.iter().find(|relation| relation.kind == RelationKind::Owner)?;
    Some(Duty {
        role: owner.reference,
        part: Part::Does,
        source: DutySource::Routine,
        what: title.into(),
        when: Some(repeat.text.clone()),
        anchor: None,
        range: repeat.range,
    })
}

/// What a duty is about, and where it stands.
struct Place<'a> {
    what: Box<str>,
    id: Option<&'a str>,
    range: TextRange,
}

struct Reader<'b, 'a> {
    builder: &'b Builder<'a>,
    duties: Vec<Duty>,
}

impl Reader<'_, '_> {
    /// Adds a duty for each role.
    fn add(&mut self, roles: &[u32], part: Part, source: DutySource, place: &Place<'_>) {
        let duties = roles.iter().take(SHARED).map(|role| Duty {
            role: *role,
            part,
            source,
            what: place.what.clone(),
            when: None,
            anchor: place.id.map(Into::into),
            range: place.range,
        });
        self.duties.extend(duties);
    }

    /// Tasks are done by their own roles, else by those of the task above,
    /// else by the owner of the group. The owner of the page answers for it
    /// as a whole.
    fn group(&mut self, group: &Group) {
        let few = |field: &Field| field.references.iter().take(SHARED).copied().collect();
        let owner: Option<Box<[u32]>> = group.field(Label::Owner).map(few);
        let owner = owner.unwrap_or_default();
        let mut above: Vec<Box<[u32]>> = Vec::new();
        for task in &group.tasks {
            above.truncate(usize::from(task.depth));
            let own = task.owner().map(few);
            let roles = own.or_else(|| above.last().cloned()).unwrap_or_else(|| owner.clone());
            self.task(task, &roles);
            above.resize(usize::from(task.depth) + 1, roles);
        }
        let (Some(heading), Some(signs)) = (&group.heading, group.field(Label::SignOff)) else {
            return;
        };
        let (what, id) = (heading.text.clone(), Some(&*heading.id));
        let place = Place { what, id, range: heading.range };
        self.add(&signs.references, Part::Signs, DutySource::Gate, &place);
    }

    fn task(&mut self, task: &Task, roles: &[u32]) {
        let place = Place { what: task.text.clone(), id: task.id.as_deref(), range: task.range };
        let first = self.duties.len();
        self.add(roles, Part::Does, DutySource::Item, &place);
        if let Some(signs) = task.field(Label::SignOff) {
            self.add(&signs.references, Part::Signs, DutySource::Item, &place);
        }
        if let Some(due) = task.field(Label::Due) {
            let own = self.duties.get_mut(first..).unwrap_or_default();
            own.iter_mut().for_each(|duty| duty.when = Some(due.text.clone()));
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::List(list) => {
                for item in list.items.iter().filter(|item| item.task.is_none()) {
                    let content = item_id::text(&item.blocks);
                    for block in &item.blocks {
                        let BlockKind::Labels(labels) = &block.kind else { continue };
                        let what = item_id::name(self.builder, content).into();
                        let range = cover(content);
                        self.step(labels, &Place { what, id: item.id.as_deref(), range });
                    }
                }
            }
            BlockKind::Table(table) => {
                let duties = table::read(self.builder, table);
                self.duties.extend(duties);
            }
            _ => {}
        }
    }

    fn step(&mut self, labels: &[Labelled], place: &Place<'_>) {
        for labelled in labels {
            let part = match labelled.label {
                Label::Role => Part::Does,
                Label::Approval => Part::Approves,
                _ => continue,
            };
            let roles: Vec<u32> = labelled.references().take(SHARED).collect();
            self.add(&roles, part, DutySource::Step, place);
        }
    }
}
