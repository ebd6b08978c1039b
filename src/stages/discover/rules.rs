//! Reports patterns of the configuration's rules that fit no file.

use crate::base::{Diagnostic, SitePath};
use crate::model::config::Config;
use crate::model::rule::Rule;

use super::sort::unused_glob;

/// Remembers which patterns fitted a file.
pub(super) struct RulePatterns<'a> {
    rules: &'a [Rule],
    /// For each rule: which of its patterns fitted.
    used: Vec<Vec<bool>>,
}

impl<'a> RulePatterns<'a> {
    pub fn new(config: &'a Config) -> RulePatterns<'a> {
        let used = config.rules.iter().map(|rule| vec![false; rule.written.len()]).collect();
        RulePatterns { rules: &config.rules, used }
    }

    /// Notes which patterns fit a file; `path` is from the content folder.
    pub fn note(&mut self, path: &SitePath) {
        for (rule, used) in self.rules.iter().zip(&mut self.used) {
            for at in rule.globs.matches(path.as_str()) {
                if let Some(used) = used.get_mut(at) {
                    *used = true;
                }
            }
        }
    }

    /// Reports patterns that fitted no file.
    pub fn report(&self, found: &mut Vec<Diagnostic>) {
        for (rule, used) in self.rules.iter().zip(&self.used) {
            let unused = rule.written.iter().zip(used).filter(|(_, used)| !**used);
            found.extend(unused.map(|((pattern, span), _)| unused_glob(pattern, *span)));
        }
    }
}
