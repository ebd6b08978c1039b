//! Records by name.

use std::collections::HashMap;

use super::{Named, Record};
use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic};
use crate::model::catalog::loose;

/// So many records are looked through for what somebody meant.
const MOST_COMPARED: usize = 500;
/// For so many unknown names a record is suggested.
const MOST_SUGGESTED: usize = 100;

/// Records that are found by id, title or alias.
#[derive(Clone, Debug)]
pub struct Index<R> {
    /// The records, in the order of files and places.
    pub all: Vec<R>,
    by_id: HashMap<Box<str>, usize>,
    by_name: HashMap<String, usize>,
}

impl<R> Default for Index<R> {
    fn default() -> Index<R> {
        Index { all: Vec::new(), by_id: HashMap::new(), by_name: HashMap::new() }
    }
}

impl<R: Record> Index<R> {
    /// Adds a record. Of two with one name the first is found.
    pub fn add(&mut self, record: R) {
        let at = self.all.len();
        let head = record.head();
        self.by_id.entry(head.id.clone()).or_insert(at);
        let names = [&head.id, &head.title].into_iter().chain(&head.aliases);
        for name in names {
            self.by_name.entry(loose(name)).or_insert(at);
        }
        self.all.push(record);
    }

    /// Returns the record of an id.
    pub fn by_id(&self, id: &str) -> Option<&R> {
        self.all.get(*self.by_id.get(id)?)
    }

    /// Returns the record of a name: by its id, else by a loosely written
    /// title or alias.
    pub fn find(&self, name: &str) -> Option<&R> {
        let at = self.by_id.get(name.trim()).or_else(|| self.by_name.get(&loose(name)))?;
        self.all.get(*at)
    }

    /// Reports names that no record has, as `code`. Where no record is
    /// declared at all there is no list to compare with, and nothing is wrong.
    pub fn report<'a>(
        &self,
        code: Code,
        names: impl Iterator<Item = &'a Named>,
        found: &mut Vec<Diagnostic>,
    ) {
        if self.all.is_empty() {
            return;
        }
        for (at, name) in names.filter(|name| self.find(&name.text).is_none()).enumerate() {
            let help = (at < MOST_SUGGESTED).then(|| self.near(&name.text)).flatten();
            let message = format!("no {} `{}`", R::KIND, name.text);
            found.push(Diagnostic::new(code, name.span, message).maybe_help(help));
        }
    }

    fn near(&self, name: &str) -> Option<String> {
        let heads = self.all.iter().take(MOST_COMPARED).map(Record::head);
        did_you_mean(name, heads.flat_map(|head| [&*head.id, &*head.title]))
    }
}
