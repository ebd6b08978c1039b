//! `calendar-without-tasks`: the mark of a calendar names somebody or something
//! that no task stands for.

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::document::{BlockKind, Document};
use crate::model::extension::Check;
use crate::model::routine::{Ask, find};
use crate::model::sequence::Generated;
use crate::model::site::Site;
use crate::model::walk::walk;

/// So many names are looked through for what somebody meant.
const MOST: usize = 500;

/// The check `calendar-without-tasks`.
pub struct CalendarWithoutTasks;

impl Check for CalendarWithoutTasks {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for page in site.pages.values() {
            for mark in marks(&page.document) {
                let ask = Ask::read(&page.document.source.text, mark);
                for (name, range) in &ask.names {
                    let span = Span::new(page.document.source.file, *range);
                    found.extend(problem(site, name).map(|(message, help)| {
                        Diagnostic::new(Code::CALENDAR_WITHOUT_TASKS, span, message)
                            .maybe_help(help)
                    }));
                }
            }
        }
    }
}

/// Returns where a document has marks of calendars.
fn marks(document: &Document) -> Vec<TextRange> {
    let mut marks = Vec::new();
    walk(&document.body, &mut |block| {
        if matches!(block.kind, BlockKind::Generated(Generated::Calendar)) {
            marks.push(block.range);
        }
    });
    marks
}

/// Says what is wrong with a name, and what to write instead.
fn problem(site: &Site, name: &str) -> Option<(String, Option<String>)> {
    match find(site, name) {
        None => {
            let all = site.task_scopes().iter().take(MOST);
            let names = all.flat_map(|own| [&*own.id, &*own.title]);
            let message = format!("no role, team, service or environment `{name}`");
            Some((message, did_you_mean(name, names)))
        }
        Some(scope) if site.task_scope(scope.kind, &scope.id).is_none() => {
            let help = "name one for which a charter has a task with days";
            Some((format!("`{name}` has no task that comes again"), Some(help.into())))
        }
        Some(_) => None,
    }
}
