//! Values of a measure over time as a picture: a line, its target, and an axis
//! of days and one of values.
//!
//! A picture is a function of its values: equal values give equal bytes. It is
//! drawn in a wide and in a narrow form, so that its letters keep their size;
//! styles show one of them. `ticks.rs` finds round values and days, `words.rs`
//! says the picture in a sentence. The same values belong in a table beside
//! it, which whoever shows it writes.

mod ticks;
mod words;

use jiff::civil::Date;

use self::ticks::{days, values};
use crate::text::html::escape;
use crate::text::number::format;

/// The values of a measure, to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Plot<'a> {
    /// What is measured.
    pub name: &'a str,
    /// What stands behind a value, such as `%`; may be empty.
    pub unit: &'a str,
    /// The days in order, each once; `None` where there is no value, which
    /// parts the line.
    pub points: &'a [(Date, Option<f64>)],
    /// The value that is to be reached.
    pub target: Option<f64>,
}

/// For how much room a picture is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// For a screen or paper.
    Wide,
    /// For a phone.
    Narrow,
}

/// More points than this have no dots.
const MOST_DOTS: usize = 60;
/// What stays free at the top and the bottom, in pixels.
const TOP: f64 = 16.0;
const BOTTOM: f64 = 34.0;
/// How wide a letter is at most, in pixels.
const LETTER: f64 = 7.5;

impl Form {
    fn name(self) -> &'static str {
        match self {
            Form::Wide => "wide",
            Form::Narrow => "narrow",
        }
    }

    /// Returns width and height in pixels.
    fn size(self) -> (f64, f64) {
        match self {
            Form::Wide => (640.0, 228.0),
            Form::Narrow => (320.0, 198.0),
        }
    }

    /// Returns how many days are written below the axis at most.
    fn most_days(self) -> usize {
        match self {
            Form::Wide => 7,
            Form::Narrow => 4,
        }
    }
}

/// Draws a plot; nothing if no day has a value.
pub fn svg(plot: &Plot<'_>, form: Form) -> Option<String> {
    let known = plot.points.iter().filter_map(|(_, value)| *value);
    let known: Vec<f64> = known.filter(|value| value.is_finite()).collect();
    let (first, last) = (plot.points.first()?.0, plot.points.last()?.0);
    let target = plot.target.filter(|target| target.is_finite());
    let marks = values(known.iter().copied().chain(target))?;
    known.first()?;
    let frame = Frame::of((first, last), &marks, (plot.unit, form));
    let mut out = format!(
        "<svg class=\"plot plot-{}\" role=\"img\" aria-label=\"{}\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">",
        form.name(),
        escape(&words::of(plot)),
        w = form.size().0,
        h = form.size().1,
    );
    frame.axes(&marks, plot.unit, &mut out);
    if let Some(target) = target {
        frame.target(target, plot.unit, &mut out);
    }
    frame.line(plot.points, &mut out);
    out.push_str("</svg>");
    Some(out)
}

/// Where days and values lie in the picture.
struct Frame {
    form: Form,
    days: (Date, Date),
    values: (f64, f64),
    /// What stays free before the axis of values, in pixels.
    left: f64,
}

impl Frame {
    fn of(days: (Date, Date), marks: &[f64], (unit, form): (&str, Form)) -> Frame {
        let low = marks.first().copied().unwrap_or_default();
        let high = marks.last().copied().unwrap_or(1.0);
        let letters = marks.iter().map(|mark| with_unit(*mark, unit).chars().count()).max();
        let left = 8.0 + LETTER * f64::from(u32::try_from(letters.unwrap_or(1)).unwrap_or(1));
        Frame { form, days, values: (low, high), left: left.min(form.size().0 / 3.0) }
    }

    fn x(&self, day: Date) -> f64 {
        let (first, last) = self.days;
        let (from, to) = (self.left + 8.0, self.form.size().0 - 12.0);
        match length(first, last) {
            0 => f64::midpoint(from, to),
            all => from + (to - from) * f64::from(length(first, day)) / f64::from(all),
        }
    }

    fn y(&self, value: f64) -> f64 {
        let (low, high) = self.values;
        let (top, bottom) = (TOP, self.form.size().1 - BOTTOM);
        bottom - (bottom - top) * (value - low) / (high - low)
    }

    /// Draws a line for each round value, and writes values and days.
    fn axes(&self, marks: &[f64], unit: &str, out: &mut String) {
        let (width, height) = self.form.size();
        let end = width - 4.0;
        for mark in marks {
            let (x, y) = (self.left, self.y(*mark));
            let class = if *mark == 0.0 { "plot-base" } else { "plot-grid" };
            out.push_str(&format!("<path class=\"{class}\" d=\"M{x:.1} {y:.1}H{end:.1}\"/>"));
            let text = escape(&with_unit(*mark, unit));
            let (x, y) = (x - 6.0, y + 4.5);
            out.push_str(&format!(
                "<text class=\"plot-mark\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>"
            ));
        }
        for (day, text) in days(self.days, self.form.most_days()) {
            let x = self.x(day);
            let half = LETTER * f64::from(u32::try_from(text.chars().count()).unwrap_or(1)) / 2.0;
            // A word at the edge stays in the picture.
            let at = x.min(width - 2.0 - half).max(half);
            let (from, to) = (height - BOTTOM, height - BOTTOM + 4.0);
            out.push_str(&format!("<path class=\"plot-base\" d=\"M{x:.1} {from:.1}V{to:.1}\"/>"));
            let y = height - 8.0;
            out.push_str(&format!(
                "<text class=\"plot-day\" x=\"{at:.1}\" y=\"{y:.1}\">{text}</text>"
            ));
        }
    }

    fn target(&self, target: f64, unit: &str, out: &mut String) {
        let (y, end) = (self.y(target), self.form.size().0 - 4.0);
        out.push_str(&format!(
            "<path class=\"plot-target\" d=\"M{:.1} {y:.1}H{end:.1}\"/>",
            self.left
        ));
        let text = escape(&with_unit(target, unit));
        // Above the line where there is room.
        let at = if TOP + 12.0 <= y { y - 5.0 } else { y + 15.0 };
        let x = self.left + 6.0;
        out.push_str(&format!(
            "<text class=\"plot-goal\" x=\"{x:.1}\" y=\"{at:.1}\">target {text}</text>"
        ));
    }

    /// Draws the line, which ends where a value is missing, and its dots.
    fn line(&self, points: &[(Date, Option<f64>)], out: &mut String) {
        let mut path = String::new();
        let mut dots = String::new();
        let is_few = points.len() <= MOST_DOTS;
        for part in points.split(|(_, value)| !value.is_some_and(f64::is_finite)) {
            let is_alone = part.len() == 1;
            for (at, (day, value)) in part.iter().enumerate() {
                let (x, y) = (self.x(*day), self.y(value.unwrap_or_default()));
                if !is_alone {
                    let letter = if at == 0 { 'M' } else { 'L' };
                    path.push_str(&format!("{letter}{x:.1} {y:.1}"));
                }
                if is_few || is_alone {
                    dots.push_str(&format!(
                        "<circle class=\"plot-dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>"
                    ));
                }
            }
        }
        if !path.is_empty() {
            out.push_str(&format!("<path class=\"plot-line\" d=\"{path}\"/>"));
        }
        out.push_str(&dots);
    }
}

/// Returns how many days lie between two, the second not before the first.
fn length(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}

/// Writes a value with its unit for readers.
pub fn with_unit(value: f64, unit: &str) -> String {
    if unit.is_empty() { format(value) } else { format!("{}\u{a0}{unit}", format(value)) }
}

#[cfg(test)]
mod tests;
