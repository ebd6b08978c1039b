//! How far the gates of a checklist are, by what the build knows: it has found
//! some of their items true, and the rest is for readers to tick.

use jiff::civil::Date;

use crate::model::areas::AreaState;
use crate::model::catalog::PageId;
use crate::model::checklist::{Group, Task};
use crate::model::label::Label;
use crate::model::page::Page;
use crate::model::relation::RelationKind;
use crate::model::schedule::{Deadline, Schedule};
use crate::model::site::Site;
use crate::model::verdict::Verdict;

/// At most so many checklists are of one set.
const MOST: usize = 60;

/// How far a checklist is.
#[derive(Debug)]
pub struct Readiness<'a> {
    /// Its groups, in order.
    pub groups: Vec<Progress<'a>>,
    /// Names of days it counts from that readers fill in, each once.
    pub asked: Vec<Box<str>>,
}

/// How far a group of tasks is.
#[derive(Debug)]
pub struct Progress<'a> {
    /// The group.
    pub group: &'a Group,
    /// How many of its tasks the build has found true.
    pub done: usize,
    /// By when it is due.
    pub due: Option<Date>,
}

impl<'a> Readiness<'a> {
    /// Looks at a page.
    pub fn of(site: &Site, page: &'a Page) -> Readiness<'a> {
        let schedule = Schedule::of(site, page);
        let mut asked: Vec<Box<str>> = Vec::new();
        let mut ask = |text: &str| match schedule.deadline(text)? {
            Deadline::On(day) => Some(day),
            Deadline::From(name, _) => {
                if !asked.contains(&name) && asked.len() < MOST {
                    asked.push(name);
                }
                None
            }
        };
        let groups = page.document.groups.iter().map(|group| {
            let due = group.field(Label::Due).and_then(|due| ask(&due.text));
            let items = group.tasks.iter().filter_map(|task| task.field(Label::Due));
            items.for_each(|due| {
                ask(&due.text);
            });
            let is_done = |task: &&Task| Verdict::ticks(site, page, task);
            Progress { group, done: group.tasks.iter().filter(is_done).count(), due }
        });
        Readiness { groups: groups.collect(), asked }
    }

    /// Returns its gates.
    pub fn gates(&self) -> impl Iterator<Item = &Progress<'a>> {
        self.groups.iter().filter(|progress| progress.group.is_gate())
    }
}

/// Returns the checklists that belong to a page: those below it, those that
/// name it as their charter or process, and those of its areas.
pub fn checklists_of(site: &Site, id: PageId) -> Vec<&Page> {
    let below = site.catalog.navigation.children.get(id.0 as usize);
    let below = below.map(Vec::as_slice).unwrap_or_default().iter().copied();
    let areas = site.areas.processes.get(&id).into_iter().flat_map(|process| &process.areas);
    let areas = areas.filter_map(|area| match area.state {
        AreaState::Written(id) => Some(id),
        _ => None,
    });
    let named = std::iter::once(id).chain(areas).flat_map(|owner| {
        let named = site.named_by.get(&owner).map(Vec::as_slice).unwrap_or_default();
        let belongs = |kind| matches!(kind, RelationKind::PartOf | RelationKind::Charter);
        named.iter().filter(move |(kind, _)| belongs(*kind)).map(|(_, page)| *page)
    });
    let mut seen: Vec<PageId> = Vec::new();
    let mut lists: Vec<&Page> = Vec::new();
    for page in below.chain(named).filter_map(|id| site.pages.get(&id)) {
        if MOST <= lists.len() {
            break;
        }
        if page.document.is_checklist() && page.id != id && !seen.contains(&page.id) {
            seen.push(page.id);
            lists.push(page);
        }
    }
    lists
}
