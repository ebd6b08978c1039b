//! Runs the checks over a finished site.

use crate::base::Diagnostic;
use crate::model::extension::Check;
use crate::model::site::Site;

/// Returns everything the checks find.
pub fn check(site: &Site, checks: &[&dyn Check]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for check in checks {
        check.check(site, &mut found);
    }
    found
}
