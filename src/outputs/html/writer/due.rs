//! By when an item or a gate is due, as HTML: the day that is meant, and
//! whether it is near or past. A day counted from one that only readers know
//! is left to the script.

use super::Writer;
use crate::model::document::Inline;
use crate::model::schedule::{Deadline, Urgency};
use crate::text::date::{format_weekday, parse};
use crate::text::due::Shift;
use crate::text::duration::Duration;
use crate::text::slug::slug;

impl Writer<'_> {
    /// Writes the value of `Due:`, with the day it means.
    pub(super) fn due(&mut self, value: &[Inline]) {
        let text = self.plain(value);
        let deadline = self.schedule.as_ref().and_then(|schedule| schedule.deadline(&text));
        let Some(deadline) = deadline else { return self.inlines(value) };
        if parse(&text).is_none() {
            self.inlines(value);
            self.markup(" ");
        }
        match deadline {
            Deadline::On(day) => {
                self.markup("<time");
                self.attribute("datetime", &day.to_string());
                self.markup(">");
                self.text(&format_weekday(day));
                self.markup("</time>");
                self.urgency(Urgency::of(day, self.ctx.site.config.today));
            }
            Deadline::From(name, shift) => {
                self.markup("<time hidden");
                self.attribute("data-day", &slug(&name));
                self.attribute("data-shift", &written(shift));
                self.markup("></time>");
            }
        }
    }

    /// Writes a chip where somebody should act.
    fn urgency(&mut self, urgency: Option<Urgency>) {
        let Some(urgency) = urgency else { return };
        let symbol = urgency.symbol();
        self.markup(" <span class=\"sev ");
        self.markup(symbol);
        self.markup("\">");
        self.symbol(symbol);
        self.text(&urgency.words());
        self.markup("</span>");
    }
}

/// Writes a shift for the script: months, days, business days, with a sign.
fn written(shift: Shift) -> String {
    let (sign, length) = match shift {
        Shift::None => ("", Duration::default()),
        Shift::Before(length) => ("-", length),
        Shift::After(length) => ("", length),
    };
    let months = u64::from(length.years) * 12 + u64::from(length.months);
    let days = u64::from(length.weeks) * 7 + u64::from(length.days);
    format!("{sign}{months} {sign}{days} {sign}{}", length.business_days)
}
