//! A word of `offline` in `handover.toml` that means no page: browsers would
//! keep less than somebody relies on.

use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::part::{ALL, named};
use crate::model::site::Site;

/// Reports words that mean nothing.
pub struct KeptOffline;

impl Check for KeptOffline {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let words = site.config.offline.iter();
        let unknown = words.filter(|(word, _)| &**word != ALL && named(site, word).is_none());
        found.extend(unknown.map(|(word, span)| {
            let message =
                format!("`offline` names `{word}`, which is no page and no kind of pages");
            Diagnostic::new(Code::WRONG_TYPE, *span, message).help(
                "write `all`, a kind such as `runbook`, an id, or a folder of the content \
                 folder such as `runbooks`",
            )
        }));
    }
}
