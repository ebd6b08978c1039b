//! Events: what they are in a flow, and what is said of their time.

use super::MODEL;
use crate::text::duration::Duration;
use crate::text::xml::Element;

/// What an event waits for or gives, by the name of its definition.
pub(super) fn definition(element: Element<'_>) -> Option<Element<'_>> {
    let mut children = element.children();
    children.find(|child| child.space() == MODEL && child.name().ends_with("EventDefinition"))
}

/// Returns the kind of an event, `timer`, `message`; empty for one without.
pub(super) fn kind(element: Element<'_>) -> &str {
    let name = definition(element).map_or("", |definition| definition.name());
    name.strip_suffix("EventDefinition").unwrap_or_default()
}

/// Returns the time that the timer of an event says: a duration, a date, a
/// cycle.
pub(super) fn time(element: Element<'_>) -> Option<String> {
    let timer = definition(element)?;
    let times = ["timeDuration", "timeDate", "timeCycle"];
    let said = timer.children().find(|child| times.contains(&child.name()))?.text();
    let said = said.trim();
    (!said.is_empty()).then(|| in_words(said).unwrap_or_else(|| said.into()))
}

/// Returns the words of a wait; the time is said where the name does not.
pub(super) fn wait(name: &str, time: Option<&str>) -> String {
    match time {
        _ if name.to_lowercase().starts_with("wait") => name.into(),
        _ if Duration::parse(name).is_some() => format!("Wait {name}"),
        Some(time) if name.is_empty() => format!("Wait {time}"),
        None if name.is_empty() => "Wait".into(),
        _ => name.into(),
    }
}

/// Writes a duration of ISO 8601 as words: `PT1H30M` is "1 hour 30 minutes".
fn in_words(iso: &str) -> Option<String> {
    Duration::parse(iso)?;
    let mut is_time = false;
    let mut number = String::new();
    let mut words = Vec::new();
    for c in iso.strip_prefix(['P', 'p'])?.chars() {
        let unit = match (c.to_ascii_uppercase(), is_time) {
            ('0'..='9', _) => {
                number.push(c);
                continue;
            }
            ('T', _) => {
                is_time = true;
                continue;
            }
            ('Y', _) => "year",
            ('M', false) => "month",
            ('W', _) => "week",
            ('D', _) => "day",
            ('H', _) => "hour",
            ('M', true) => "minute",
            ('S', _) => "second",
            _ => return None,
        };
        let plural = if number == "1" { "" } else { "s" };
        words.push(format!("{number} {unit}{plural}"));
        number.clear();
    }
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{in_words, wait};

    #[test]
    fn times_are_said_in_words() {
        assert_eq!(in_words("PT10M").as_deref(), Some("10 minutes"));
        assert_eq!(in_words("P1DT2H").as_deref(), Some("1 day 2 hours"));
        assert_eq!(in_words("${later}"), None);
        assert_eq!(wait("", Some("10 minutes")), "Wait 10 minutes");
        assert_eq!(wait("2 days", None), "Wait 2 days");
        assert_eq!(wait("Wait 5 minutes", Some("1 day")), "Wait 5 minutes");
        assert_eq!(wait("Time to object", Some("1 day")), "Time to object");
    }
}
