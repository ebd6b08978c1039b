//! `session-outside-period`: a session takes place before its plan begins or
//! after it has ended. Mostly its year is that of another plan.

use super::course_place::{of, plans};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `session-outside-period`.
pub struct SessionOutsidePeriod;

impl Check for SessionOutsidePeriod {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        plans(site, &mut |page, plan| {
            let Some((first, last)) = plan.period else { return };
            for when in plan.sessions.iter().filter_map(|session| session.when.as_ref()) {
                let message = match when.days {
                    (_, end) if end < first => format!("the plan begins on {first}"),
                    (begin, _) if last < begin => format!("the plan ends on {last}"),
                    _ => continue,
                };
                let place = of(page, when.range);
                found.push(
                    Diagnostic::new(Code::SESSION_OUTSIDE_PERIOD, place, message)
                        .help("correct the day, or the `period` of the plan"),
                );
            }
        });
    }
}
