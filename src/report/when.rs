//! The next times of a rule, for somebody who asks what it means.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::base::{Diagnostic, SitePath, Span, TextRange};
use crate::domain::schedule::occurrence::{Around, Days, Occurrence, next, zone_of};
use crate::model::source::Texts;
use crate::text::date::format_weekday;
use crate::text::recurrence::When;
use crate::text::zone;

/// What is asked.
pub struct Question<'a> {
    /// The rule.
    pub text: &'a str,
    /// The zone of times that name none; without it UTC.
    pub zone: Option<&'a str>,
    /// The first day that counts.
    pub from: Date,
    /// How many times are told.
    pub count: usize,
    /// Days that are no business days.
    pub holidays: &'a [Date],
}

/// How the answer is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A rule that is not understood, with the text it stands in.
pub struct Refused {
    /// What is wrong.
    pub problem: Diagnostic,
    /// The text.
    pub texts: Texts,
}

/// Answers a question.
///
/// # Errors
/// The first place that is not understood, or a zone that is none.
pub fn answer(question: &Question<'_>, form: Form) -> Result<String, Box<Refused>> {
    let when = When::parse(question.text).map_err(|bad| {
        refuse("RULE", question.text, |span| bad.within(span, question.text.len()))
    })?;
    let name = question.zone.unwrap_or("UTC");
    let zone = zone_of(name).ok_or_else(|| refuse("ZONE", name, |span| unknown(name, span)))?;
    let clock = when.clock.as_ref().and_then(|clock| zone_of(clock.zone.as_deref()?));
    let mut around = Around::zone(clock.unwrap_or(zone));
    around.holidays = Days::of(question.holidays.iter().map(|day| (*day, *day)).collect());
    let all = next(&when, question.from, question.count, &around);
    let answer = Answer { when: &when, zone: &around.zone, all: &all };
    Ok(match form {
        Form::Text => answer.text(),
        Form::Json => answer.json(),
    })
}

fn refuse(name: &str, text: &str, problem: impl FnOnce(Span) -> Diagnostic) -> Box<Refused> {
    let mut texts = Texts::default();
    let file = texts.add(&SitePath::default().child(name), text);
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let problem = problem(Span::new(file, TextRange { start: 0, end }));
    Box::new(Refused { problem, texts })
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    crate::model::records::Named { text: name.into(), span }.no_zone(zone::meant(name))
}

struct Answer<'a> {
    when: &'a When,
    zone: &'a TimeZone,
    all: &'a [Occurrence],
}

#[derive(Serialize)]
struct Shown<'a> {
    rule: String,
    zone: &'a str,
    dates: Vec<ShownDate>,
}

#[derive(Serialize)]
struct ShownDate {
    day: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
}

impl Answer<'_> {
    fn text(&self) -> String {
        let mut out = format!("{}\n\n", self.when);
        if !self.when.is_dated() {
            return out + "It has no dates.\n";
        }
        if self.all.is_empty() {
            return out + "There is no day in the next twenty years.\n";
        }
        for own in self.all {
            out.push_str(&format!("{:<22}", format_weekday(own.day)));
            if let Some(start) = own.start {
                out.push_str(&self.times(start, own.end));
            }
            out.truncate(out.trim_end().len());
            out.push('\n');
        }
        out
    }

    fn times(&self, start: Timestamp, end: Option<Timestamp>) -> String {
        let name = self.zone.iana_name().unwrap_or("UTC");
        let local = start.to_zoned(self.zone.clone()).strftime("%H:%M").to_string();
        let utc = start.strftime("%Y-%m-%d %H:%MZ").to_string();
        let times = match end {
            Some(end) => {
                let last = end.to_zoned(self.zone.clone()).strftime("%H:%M").to_string();
                (format!("{local}-{last}"), format!("{utc} to {}", end.strftime("%Y-%m-%d %H:%MZ")))
            }
            None => (local, utc),
        };
        match name {
            "UTC" => format!("  {} UTC", times.0),
            name => format!("  {} {name}   {}", times.0, times.1),
        }
    }

    fn json(&self) -> String {
        let dates = self.all.iter().map(|own| ShownDate {
            day: own.day.to_string(),
            start: own.start.map(|start| start.to_string()),
            end: own.end.map(|end| end.to_string()),
        });
        let zone = self.zone.iana_name().unwrap_or("UTC");
        let shown = Shown { rule: self.when.to_string(), zone, dates: dates.collect() };
        serde_json::to_string_pretty(&shown).unwrap_or_default() + "\n"
    }
}
