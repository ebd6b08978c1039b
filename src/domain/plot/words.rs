//! What a plot shows, in a sentence.

use super::{Plot, with_unit};
use crate::text::date::format_day;

/// Says the first and the last value with their days, and the target.
pub(super) fn of(plot: &Plot<'_>) -> String {
    let known = plot.points.iter().filter_map(|(day, value)| Some((*day, (*value)?)));
    let known: Vec<_> = known.collect();
    let value = |value: f64| with_unit(value, plot.unit);
    let mut text = match known.as_slice() {
        [] => format!("{}: no value", plot.name),
        [(day, own)] => format!("{}: {} on {}", plot.name, value(*own), format_day(*day)),
        [(from, first), .., (to, last)] => format!(
            "{}: {} on {}, {} on {}",
            plot.name,
            value(*first),
            format_day(*from),
            value(*last),
            format_day(*to)
        ),
    };
    if let Some(target) = plot.target {
        text.push_str(&format!("; target {}", value(target)));
    }
    text
}
