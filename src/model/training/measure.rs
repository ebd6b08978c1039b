//! How one sees whether a training plan worked: what is measured, and what is
//! to be reached.

use crate::model::catalog::loose;
use crate::model::front::Located;
use crate::model::readings::Series;
use crate::model::site::Site;
use crate::text::number;

/// A measure of a plan.
#[derive(Clone, Debug)]
pub struct Measure {
    /// What it is called.
    pub name: Located,
    /// Where its values come from.
    pub from: Option<Located>,
    /// What is to be reached, as written.
    pub target: Option<Located>,
}

/// What is to be reached, as a number.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    /// From which side.
    pub bound: Bound,
    /// The number.
    pub value: f64,
    /// What stands behind it, such as `%`.
    pub unit: Box<str>,
}

/// On which side of a target it is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// Above.
    AtLeast,
    /// Below.
    AtMost,
}

/// What may stand before the number of a target.
const BOUNDS: &[(&str, Bound)] = &[
    ("at least", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("more than", Bound::AtLeast),
    (">=", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("at most", Bound::AtMost),
    ("no more than", Bound::AtMost),
    ("less than", Bound::AtMost),
    ("fewer than", Bound::AtMost),
    ("below", Bound::AtMost),
    ("under", Bound::AtMost),
    ("<=", Bound::AtMost),
    ("≤", Bound::AtMost),
];

impl Measure {
    /// Returns the target as a number: `at least 80 %`, `at most 60`, `100 %`,
    /// which means at least that; of zero it means at most. `None` if it is
    /// said in another way.
    pub fn target(&self) -> Option<Target> {
        let text = self.target.as_ref()?.text.trim().to_lowercase();
        let bound = BOUNDS.iter().find(|(words, _)| text.starts_with(words));
        let rest = bound.map_or(&*text, |(words, _)| text.trim_start_matches(words)).trim_start();
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '\u{2212}');
        let end = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
        let (digits, unit) = rest.split_at_checked(end)?;
        let value = number::parse(digits).ok()?;
        let usual = if value == 0.0 { Bound::AtMost } else { Bound::AtLeast };
        let bound = bound.map_or(usual, |(_, bound)| *bound);
        Some(Target { bound, value, unit: unit.trim().into() })
    }

    /// Returns the readings of it, if there are some.
    pub fn series<'a>(&self, site: &'a Site) -> Option<&'a Series> {
        let name = loose(&self.name.text);
        site.config.readings.series.iter().find(|series| loose(&series.name) == name)
    }
}

impl Target {
    /// Tells whether a value reaches it.
    pub fn is_reached(&self, value: f64) -> bool {
        match self.bound {
            Bound::AtLeast => self.value <= value,
            Bound::AtMost => value <= self.value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Measure, Target};
    use crate::base::TextRange;
    use crate::model::front::Located;

    fn target(text: &str) -> Option<Target> {
        let located = |text: &str| Located { text: text.into(), range: TextRange::default() };
        Measure { name: located("a"), from: None, target: Some(located(text)) }.target()
    }

    #[test]
    fn targets_are_read_from_words() {
        for (text, bound, value, unit) in [
            ("100 %", Bound::AtLeast, 100.0, "%"),
            ("at least 80 %", Bound::AtLeast, 80.0, "%"),
            ("At most 60", Bound::AtMost, 60.0, ""),
            ("≤ 2,5 h", Bound::AtMost, 2.5, "h"),
            ("fewer than 3 a week", Bound::AtMost, 3.0, "a week"),
            ("0 complaints", Bound::AtMost, 0.0, "complaints"),
        ] {
            assert_eq!(target(text), Some(Target { bound, value, unit: unit.into() }), "{text}");
        }
        assert_eq!(target("everybody"), None);
        assert_eq!(target("at least half"), None);
        assert!(
            target("at most 60").is_some_and(|own| own.is_reached(60.0) && !own.is_reached(60.5))
        );
    }
}
