//! Reads data files into records: the name of a file says what its records
//! are, and each field is checked where it is written.
//!
//! Names of roles are checked later, when the pages of roles are known.

mod calendar;
mod entry;
mod other;
mod synonyms;
mod team;

use self::entry::{Entry, each};
use crate::base::{Code, Diagnostic, Span};
use crate::model::front::PlannedPage;
use crate::model::records::{DataFile, Index, Named, Record, Records};
use crate::text::data::{Node, Value};

/// Reads all records, and the pages that `data/planned.yml` announces.
pub(super) fn read(
    files: &[DataFile],
    found: &mut Vec<Diagnostic>,
) -> (Records, Vec<(PlannedPage, Span)>) {
    let mut records = Records { files: files.to_vec(), ..Records::default() };
    let mut planned = Vec::new();
    for file in files {
        for scoped in file.scoped.iter().filter(|scoped| scoped.is_withheld) {
            records.withhold(&file.name, scoped);
        }
        let node = &*file.node;
        match &*file.name {
            "planned" => {
                let pages = PlannedPage::read_all(file.file, &without_gaps(file), found);
                let place = |page: PlannedPage| {
                    let span = Span::new(file.file, page.title.range);
                    (page, span)
                };
                planned.extend(pages.into_iter().map(place));
            }
            "synonyms" => synonyms::read(file, &without_gaps(file), &mut records, found),
            "variables" => other::variables(file, node, &mut records, found),
            _ => read_file(file, node, &mut records, found),
        }
    }
    names(&records, found);
    (records, planned)
}

/// Returns the content of a file; what is withheld leaves no gap in its list.
fn without_gaps(file: &DataFile) -> Node {
    let mut node = (*file.node).clone();
    let is_withheld = file.scoped.iter().any(|scoped| scoped.is_withheld);
    if let (Value::List(items), true) = (&mut node.value, is_withheld) {
        items.retain(|item| !item.is_null());
    }
    node
}

fn read_file(file: &DataFile, node: &Node, records: &mut Records, found: &mut Vec<Diagnostic>) {
    let place = (file, node);
    match &*file.name {
        "roles" => read_into(&mut records.roles, other::role, place, found),
        "teams" => read_into(&mut records.teams, team::read, place, found),
        "calendars" => read_into(&mut records.calendars, calendar::read, place, found),
        "services" => read_into(&mut records.services, other::service, place, found),
        "environments" => read_into(&mut records.environments, other::environment, place, found),
        _ => {}
    }
}

/// Adds the records of a file, except those whose ids are taken by ones of
/// another file.
fn read_into<R: Record>(
    index: &mut Index<R>,
    read: fn(&Entry<'_>, &mut Vec<Diagnostic>) -> R,
    (file, node): (&DataFile, &Node),
    found: &mut Vec<Diagnostic>,
) {
    each(file, node, found, |entry, found| {
        let record = read(entry, found);
        match index.by_id(&record.head().id).map(|known| known.head().span) {
            Some(first) => found.push(entry.taken(first)),
            None => index.add(record),
        }
    });
}

/// Reports names of records that no record has.
fn names(records: &Records, found: &mut Vec<Diagnostic>) {
    let holidays = records.teams.all.iter().filter_map(|team| team.holidays.as_ref());
    if records.calendars.all.is_empty() {
        // A team that names its holidays expects a list of them.
        found.extend(holidays.map(no_calendar));
    } else {
        records.calendars.report(Code::UNKNOWN_CALENDAR, holidays, found);
    }
    let teams = records.roles.all.iter().flat_map(|role| &role.part.teams);
    records.teams.report(Code::UNKNOWN_TEAM, teams, found);
}

fn no_calendar(name: &Named) -> Diagnostic {
    let message = format!("no calendar `{}`", name.text);
    Diagnostic::new(Code::UNKNOWN_CALENDAR, name.span, message)
        .help("declare it in `data/calendars.yml`")
}
