//! The precise form as a mapping: `{pick: -1, of: quarter, among: Friday, at:
//! "16:00", zone: Europe/Lisbon}`.

use std::ops::Range;

use super::cursor::Cursor;
use super::things::DAY;
use super::{
    About, BadWhen, Clock, Day, MOST, Rule, When, bad, clock, day, limit, rrule, rule, span,
};
use crate::base::nearest::did_you_mean;
use crate::base::{FileId, SitePath};
use crate::text::data::{Entry, Node, Value};
use crate::text::yaml;

/// The keys of a mapping.
const KEYS: [&str; 12] = [
    "rrule",
    "pick",
    "of",
    "among",
    "at",
    "to",
    "zone",
    "from",
    "until",
    "except",
    "on_holiday",
    "calendar",
];

/// Reads a mapping that stands in a text.
pub(super) fn parse(text: &str, language: &str) -> Result<When, BadWhen> {
    let file = FileId::of(&SitePath::default());
    let read = yaml::parse(file, text, 0, yaml::Limits::FRONT_MATTER);
    if let Some(problem) = read.diagnostics.first() {
        let range = problem.span.range;
        let place = range.start as usize..range.end as usize;
        let help = "write for example `{pick: 1, of: month, among: business day}`";
        return Err(bad(place, problem.message.clone(), help));
    }
    When::of_node(&read.value, language)
}

impl When {
    /// Reads a value of YAML: a text, or a mapping. Places in problems are
    /// those of the value.
    ///
    /// # Errors
    /// The first place that is not understood.
    pub fn of_node(node: &Node, language: &str) -> Result<When, BadWhen> {
        match &node.value {
            Value::Scalar(scalar) => {
                let read = When::parse_in(&scalar.text, language);
                read.map_err(|problem| within(node, &scalar.text, problem))
            }
            Value::Map(entries) => of_entries(node, entries, language),
            _ => {
                let help = "write for example `every weekday 07:30`, or `on demand`";
                Err(bad(place(node), "this does not say when", help))
            }
        }
    }
}

fn of_entries(node: &Node, entries: &[Entry], language: &str) -> Result<When, BadWhen> {
    for Entry { key, .. } in entries {
        if !KEYS.contains(&&*key.text) {
            let place = key.range.start as usize..key.range.end as usize;
            let help = did_you_mean(&key.text, KEYS)
                .unwrap_or_else(|| format!("one of: {}", KEYS.join(", ")));
            return Err(bad(place, format!("`{}` is not known here", key.text), help));
        }
    }
    let map = Mapping { node, language };
    let mut when = When::of_rules(map.rules()?);
    when.clock = map.clock()?;
    when.from = map.day("from")?;
    when.until = map.day("until")?;
    when.calendar = map.text("calendar").map(Into::into);
    map.except(&mut when)?;
    if let Some(value) = node.get("on_holiday") {
        when.on_holiday = Some(map.inside(value, limit::on_holiday)?);
    }
    let places: Vec<Range<usize>> = when.rules.iter().map(|_| place(node)).collect();
    limit::check(&when, &places)?;
    Ok(when)
}

/// A mapping on a page in a language.
struct Mapping<'a> {
    node: &'a Node,
    language: &'a str,
}

impl<'a> Mapping<'a> {
    fn text(&self, key: &str) -> Option<&'a str> {
        self.node.get(key)?.as_text()
    }

    /// Reads all of a value as words.
    fn inside<T>(
        &self,
        value: &Node,
        read: impl FnOnce(&mut Cursor<'_>) -> Result<T, BadWhen>,
    ) -> Result<T, BadWhen> {
        let Some(text) = value.as_text() else {
            return Err(bad(place(value), "this should be a text", "write one value"));
        };
        let mut cursor = Cursor::new(text, self.language);
        let all = read(&mut cursor).and_then(|all| match cursor.is_over() {
            true => Ok(all),
            false => Err(bad(cursor.place(), "this is not understood here", "remove it")),
        });
        all.map_err(|problem| within(value, text, problem))
    }

    fn rules(&self) -> Result<Vec<Rule>, BadWhen> {
        match (self.node.get("rrule"), self.node.get("pick")) {
            (Some(rule), None) => {
                let text = rule.as_text().unwrap_or_default();
                let head = if text.to_ascii_lowercase().starts_with("rrule:") { 6 } else { 0 };
                let read = rrule::parse(text.get(head..).unwrap_or_default(), head);
                Ok(vec![read.map_err(|problem| within(rule, text, problem))?])
            }
            (None, Some(pick)) => self.picks(pick),
            (Some(_), Some(pick)) => {
                Err(bad(place(pick), "`rrule` says on which days already", "remove one of them"))
            }
            (None, None) => {
                let help = "add `rrule`, or `pick` and `of`";
                Err(bad(place(self.node), "it is not said on which days", help))
            }
        }
    }

    fn picks(&self, pick: &Node) -> Result<Vec<Rule>, BadWhen> {
        let Some(of) = self.node.get("of") else {
            let help = "add for example `of: month`";
            return Err(bad(place(pick), "it is not said of what", help));
        };
        let span = self.inside(of, span::read)?;
        let kind = match self.node.get("among") {
            None => Day::Any,
            Some(among) => {
                self.inside(among, |cursor| day::take(cursor).ok_or_else(|| day::no_kind(cursor)))?
            }
        };
        let all = pick.as_list().unwrap_or(std::slice::from_ref(pick));
        let read = |node: &Node| {
            let nth = node.as_text().and_then(|text| text.parse::<i16>().ok());
            let nth = nth.filter(|nth| *nth != 0 && nth.abs() <= 1_000).ok_or_else(|| {
                let help = "write 1 for the first one, or -1 for the last one";
                bad(place(node), "this is no such number", help)
            })?;
            rule::picked(nth, kind, span)
                .map_err(|problem| BadWhen { range: place(node), ..problem })
        };
        if all.is_empty() || MOST < all.len() {
            return Err(bad(place(pick), "so many cannot be picked", "write from 1 to 60 numbers"));
        }
        all.iter().map(read).collect()
    }

    fn clock(&self) -> Result<Option<Clock>, BadWhen> {
        let time = |key: &str| match self.node.get(key) {
            None => Ok(None),
            Some(value) => {
                let text = value.as_text().unwrap_or_default();
                let read = clock::time(text, 0..text.len());
                read.map(Some).map_err(|problem| within(value, text, problem))
            }
        };
        let (at, to) = (time("at")?, time("to")?);
        let zone = match self.node.get("zone") {
            None => None,
            Some(value) => {
                let text = value.as_text().unwrap_or_default();
                let read = clock::named_zone(text, 0..text.len());
                Some(read.map_err(|problem| within(value, text, problem))?)
            }
        };
        match (at, to, zone) {
            (Some(at), to, zone) => {
                let to = to.map(|to| if to <= at { to + DAY } else { to });
                Ok(Some(Clock { at, to, zone }))
            }
            (None, None, None) => Ok(None),
            (None, ..) => {
                let problem = bad(place(self.node), "a time is missing", "add `at: \"09:00\"`");
                Err(BadWhen { about: About::Time, ..problem })
            }
        }
    }

    fn day(&self, key: &str) -> Result<Option<jiff::civil::Date>, BadWhen> {
        self.node.get(key).map(|value| self.inside(value, limit::day)).transpose()
    }

    fn except(&self, when: &mut When) -> Result<(), BadWhen> {
        let Some(value) = self.node.get("except") else { return Ok(()) };
        let all = value.as_list().unwrap_or(std::slice::from_ref(value));
        for node in all.iter().take(MOST) {
            self.inside(node, |cursor| limit::except(cursor, when))?;
        }
        Ok(())
    }
}

fn place(node: &Node) -> Range<usize> {
    node.range.start as usize..node.range.end as usize
}

/// Moves a problem of a text to where the text stands; if that has escapes,
/// the problem is of all of it.
fn within(node: &Node, text: &str, problem: BadWhen) -> BadWhen {
    let place = place(node);
    let shift = match place.len().checked_sub(text.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return BadWhen { range: place, ..problem },
    };
    let start = place.start + shift;
    BadWhen { range: start + problem.range.start..start + problem.range.end, ..problem }
}
