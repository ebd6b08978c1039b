//! The measures of a plan: what is to be reached, and what was measured, as a
//! figure and as a table of the same values.

use serde::Serialize;

use crate::domain::plot::{Form, Plot, svg, with_unit};
use crate::model::site::Site;
use crate::model::training::{Bound, Measure, Plan};
use crate::outputs::html::view::StateView;
use crate::text::date::format_day;
use crate::text::slug;

/// At most so many measures have a figure, and so many values stand in its
/// table: the latest.
const MOST_FIGURES: usize = 12;
const MOST_ROWS: usize = 24;
/// A longer unit stands in the target alone.
const SHORT: usize = 4;

/// A measure.
#[derive(Serialize)]
pub(in crate::outputs::html) struct Aim<'a> {
    pub name: &'a str,
    pub anchor: String,
    pub from: Option<&'a str>,
    pub target: Option<&'a str>,
    /// The latest value, with its day.
    pub latest: Option<[String; 2]>,
    /// Whether it reaches the target, where that is a number.
    pub state: Option<StateView>,
    /// The values as a figure, safe HTML: a wide and a narrow form.
    pub figure: Option<String>,
    /// The values, with their days.
    pub rows: Vec<[String; 2]>,
    /// How many older ones there are.
    pub more: usize,
}

/// Returns the measures of a plan, in its order.
pub(super) fn aims<'a>(site: &'a Site, plan: &'a Plan) -> Vec<Aim<'a>> {
    let aims = plan.measures.iter().enumerate();
    aims.map(|(at, measure)| aim(site, measure, at)).collect()
}

fn aim<'a>(site: &'a Site, measure: &'a Measure, at: usize) -> Aim<'a> {
    let target = measure.target();
    let unit = target.as_ref().map(|target| &*target.unit).unwrap_or_default();
    let unit = if unit.chars().count() <= SHORT { unit } else { "" };
    let points = measure.series(site).map(|series| &*series.points).unwrap_or_default();
    let latest = points.iter().rev().find_map(|(day, value)| Some((*day, (*value)?)));
    let goal = target.as_ref().map(|target| target.value);
    let plot = Plot { name: &measure.name.text, unit, points, target: goal };
    let is_shown = at < MOST_FIGURES;
    let forms = [Form::Wide, Form::Narrow].map(|form| svg(&plot, form).unwrap_or_default());
    let shown = points.iter().rev().take(MOST_ROWS);
    let value =
        |value: Option<f64>| value.map_or_else(|| "none".into(), |own| with_unit(own, unit));
    Aim {
        name: &measure.name.text,
        // An id of the page of its own, so no heading can have it.
        anchor: format!("m{at}:{}", slug::slug(&measure.name.text)),
        from: measure.from.as_ref().map(|from| &*from.text),
        target: measure.target.as_ref().map(|target| &*target.text),
        latest: latest.map(|(day, own)| [with_unit(own, unit), format_day(day)]),
        state: target.as_ref().zip(latest).map(|(target, (_, own))| {
            let (text, symbol) = match (target.is_reached(own), target.bound) {
                (true, _) => ("Reached", "ok"),
                (false, Bound::AtLeast) => ("Below the target", "s3"),
                (false, Bound::AtMost) => ("Above the target", "s3"),
            };
            StateView { text: text.into(), symbol }
        }),
        figure: Some(forms.concat()).filter(|figure| is_shown && !figure.is_empty()),
        rows: shown.map(|(day, own)| [format_day(*day), value(*own)]).collect(),
        more: points.len().saturating_sub(MOST_ROWS),
    }
}
