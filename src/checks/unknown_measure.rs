//! `unknown-measure`: readings are of a measure that no training plan has.

use super::course_place::plans;
use crate::base::{Code, Diagnostic, nearest};
use crate::model::catalog::loose;
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `unknown-measure`.
pub struct UnknownMeasure;

impl Check for UnknownMeasure {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let mut names: Vec<&str> = Vec::new();
        plans(site, &mut |_, plan| {
            names.extend(plan.measures.iter().map(|measure| &*measure.name.text));
        });
        for series in &site.config.readings.series {
            let name = loose(&series.name);
            if names.iter().any(|own| loose(own) == name) {
                continue;
            }
            let message = format!("no training plan has a measure `{}`", series.name);
            let help = match nearest::nearest(&series.name, names.iter().copied()) {
                Some(near) => format!("write `{near}`"),
                None if names.is_empty() => {
                    "write the section *Measures* of a training plan".into()
                }
                None => "write the name as the section *Measures* of a plan has it".into(),
            };
            found.push(Diagnostic::new(Code::UNKNOWN_MEASURE, series.span, message).help(help));
        }
    }
}
