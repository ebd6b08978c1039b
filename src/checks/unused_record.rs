//! `unused-record`: a team, a calendar or a service that nothing names.
//!
//! Only where others of the same kind are used: a list that nobody uses yet
//! is being written. A role has a page, which is read without being named.

use std::collections::BTreeSet;

use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::records::{Index, Named, Record, Uses};
use crate::model::site::Site;

/// The check `unused-record`.
pub struct UnusedRecord;

impl Check for UnusedRecord {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let records = &site.catalog.records;
        let documents = site.pages.values().map(|page| &page.document);
        let fields = documents.filter(|document| !document.front.fields.is_empty());
        let uses: Vec<Uses> = fields.map(|document| Uses::of_page(document)).collect();
        let of_roles = site.catalog.roles.all.iter().flat_map(|role| &role.part.teams);
        let teams = of_roles.chain(uses.iter().flat_map(|uses| &uses.teams));
        report(&records.teams, teams, found);
        let holidays = records.teams.all.iter().filter_map(|team| team.holidays.as_ref());
        let calendars = holidays.chain(uses.iter().flat_map(|uses| &uses.freezes));
        report(&records.calendars, calendars, found);
        report(&records.services, uses.iter().flat_map(|uses| &uses.services), found);
    }
}

fn report<'a, R: Record>(
    records: &Index<R>,
    names: impl Iterator<Item = &'a Named>,
    found: &mut Vec<Diagnostic>,
) {
    let used = names.filter_map(|name| records.find(&name.text));
    let used: BTreeSet<&str> = used.map(|record| &*record.head().id).collect();
    if used.is_empty() {
        return;
    }
    for head in records.all.iter().map(Record::head).filter(|head| !used.contains(&*head.id)) {
        let message = format!("no page and no record names the {} `{}`", R::KIND, head.id);
        let problem = Diagnostic::new(Code::UNUSED_RECORD, head.span, message);
        found.push(problem.help("remove it, or name it where it belongs"));
    }
}
