//! The sheet of an exercise: what a runbook says, laid out for those who
//! play it, lead it and watch it.
//!
//! `Sheet::of` takes from the page what the sheet needs; `parts` puts that
//! into words; `text`, `markdown` and `html` write the parts. `json` is the
//! record of a run, not filled in yet. The same page gives the same sheet.

mod html;
mod inject;
mod json;
mod markdown;
mod parts;
mod scenario;
mod text;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::base::{SitePath, url};
use crate::model::catalog::PageId;
use crate::model::document::Document;
use crate::model::kind::FieldData;
use crate::model::label::Label;
use crate::model::material::Material;
use crate::model::procedure::{Purpose, Step, StepSection};
use crate::model::site::Site;
use crate::text::duration::Duration;

use self::inject::Inject;

/// No name of a value is looked for further than this, in bytes.
const LONGEST_NAME: usize = 200;

/// How a sheet is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// For a terminal, and for mail.
    Text,
    /// For a ticket.
    Markdown,
    /// For a printer; one file that needs no other.
    Html,
    /// The record of a run, to be filled in.
    Json,
}

/// Writes the sheet of an exercise of a page; `None` if the page has no
/// steps.
pub fn write(site: &Site, page: PageId, form: Form) -> Option<String> {
    let sheet = Sheet::of(site, page)?;
    Some(match form {
        Form::Text => text::write(&sheet.parts()),
        Form::Markdown => markdown::write(&sheet.parts()),
        Form::Html => html::write(sheet.title, &sheet.parts()),
        Form::Json => json::write(&sheet),
    })
}

/// What the sheet of a page says.
struct Sheet<'a> {
    title: &'a str,
    id: &'a str,
    /// On the web if that is known, else from the root of the site.
    address: String,
    /// The hash of what the page says.
    version: String,
    day: Date,
    /// The role that answers for the page.
    owner: Option<String>,
    /// What is given out at the beginning.
    scenario: Vec<String>,
    /// What each role does and approves, by its name.
    roles: BTreeMap<String, Part>,
    values: Vec<Value<'a>>,
    /// The values to play with, by their names.
    examples: BTreeMap<&'a str, &'a str>,
    sections: Vec<(String, &'a [Step])>,
    injects: Vec<Inject>,
    /// How long the page says the work takes.
    promise: Option<Duration>,
}

/// What a role does in the steps of a page: numbers of steps, by the titles of
/// their sections where there are several.
#[derive(Default)]
struct Part {
    does: Vec<(String, String)>,
    approves: Vec<(String, String)>,
}

/// A value to be filled in.
struct Value<'a> {
    name: &'a str,
    label: Option<&'a str>,
    /// A value to play with; `None` for a secret.
    example: Option<&'a str>,
    find: Option<&'a str>,
    is_secret: bool,
}

impl<'a> Sheet<'a> {
    fn of(site: &'a Site, page: PageId) -> Option<Sheet<'a>> {
        let identity = site.catalog.page(page)?;
        let document = &*site.pages.get(&page)?.document;
        let has_steps = |section: &&StepSection| !section.steps.is_empty();
        let sections: Vec<_> = document.procedure.iter().filter(has_steps).collect();
        if sections.is_empty() {
            return None;
        }
        let values = values(document);
        let owner = document.front.owner.as_ref().map(|owner| &*owner.text);
        Some(Sheet {
            title: &identity.title,
            id: &identity.id,
            owner: owner.map(|owner| role_title(site, owner)),
            address: address(site, &identity.output),
            version: Material::of(document).map(|own| own.whole.to_string()).unwrap_or_default(),
            day: site.config.today,
            scenario: scenario::of(document),
            roles: roles(site, &sections, owner),
            examples: values.iter().filter_map(|own| Some((own.name, own.example?))).collect(),
            values,
            injects: inject::all(document),
            sections: sections.into_iter().map(|own| (title(own), &*own.steps)).collect(),
            promise: promise(document),
        })
    }

    /// Puts the values to play with into a text of the page.
    fn filled(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            let end = after.as_bytes().windows(2).take(LONGEST_NAME).position(|two| two == b"}}");
            let value = end.and_then(|end| {
                let name = after.get(..end)?.trim();
                Some((*self.examples.get(name)?, after.get(end + 2..)?))
            });
            match value {
                Some((example, after)) => {
                    filled.push_str(example);
                    rest = after;
                }
                None => {
                    filled.push_str("{{");
                    rest = after;
                }
            }
        }
        filled + rest
    }

    fn steps(&self) -> impl Iterator<Item = &'a Step> {
        self.sections.iter().flat_map(|(_, steps)| steps.iter())
    }

    /// Returns how long the steps take by their own time boxes, in minutes,
    /// and how many of them have none.
    fn time(&self) -> (u64, usize) {
        let times = self.steps().map(|step| time_of(step).map(minutes));
        let times: Vec<Option<u64>> = times.collect();
        let sum = times.iter().flatten().fold(0, |sum: u64, time| sum.saturating_add(*time));
        (sum, times.iter().filter(|time| time.is_none()).count())
    }
}

fn address(site: &Site, output: &SitePath) -> String {
    let home = &site.config.home;
    let path = home.path.as_ref().map_or("", |path| path.as_str());
    let page = url::encode_path(output.as_str());
    match (&home.host, path) {
        (None, _) => page,
        (Some(host), "") => format!("{host}/{page}"),
        (Some(host), path) => format!("{host}/{}/{page}", url::encode_path(path)),
    }
}

fn title(section: &StepSection) -> String {
    let heading = section.heading.as_ref().map(|heading| heading.text.to_string());
    heading.unwrap_or_else(|| {
        match section.purpose {
            Purpose::Diagnosis => "Diagnosis",
            Purpose::Work => "Steps",
            Purpose::Verification => "Verification",
            Purpose::CleanUp => "Clean-up",
            Purpose::Rollback => "Rollback",
        }
        .into()
    })
}

/// Returns what is said of a step under a label, if anything is.
fn said(step: &Step, label: Label) -> Option<&str> {
    step.field(label).map(|field| &*field.text).filter(|text| !text.is_empty())
}

fn time_of(step: &Step) -> Option<Duration> {
    Duration::parse(said(step, Label::Time)?)
}

/// Returns a length of time in minutes; a part of one is a whole one.
fn minutes(time: Duration) -> u64 {
    let days = u64::from(time.years) * 365
        + u64::from(time.months) * 30
        + u64::from(time.weeks) * 7
        + u64::from(time.days)
        + u64::from(time.business_days);
    (days * 24 + u64::from(time.hours)) * 60
        + u64::from(time.minutes)
        + u64::from(time.seconds.div_ceil(60))
}

/// Lists who does what; whoever owns the page does what nobody is named for.
fn roles(site: &Site, sections: &[&StepSection], owner: Option<&str>) -> BTreeMap<String, Part> {
    let mut roles: BTreeMap<String, Part> = BTreeMap::new();
    for section in sections {
        let title = if sections.len() == 1 { String::new() } else { title(section) };
        for step in &section.steps {
            let place = (title.clone(), step.number.to_string());
            if let Some(role) = said(step, Label::Role).or(owner) {
                roles.entry(role_title(site, role)).or_default().does.push(place.clone());
            }
            if let Some(role) = said(step, Label::Approval) {
                roles.entry(role_title(site, role)).or_default().approves.push(place);
            }
        }
    }
    roles
}

/// Returns the title of a role; the name as it is written if no role, or more
/// than one, has it.
fn role_title(site: &Site, name: &str) -> String {
    match site.catalog.roles.find(name).as_slice() {
        [role] => role.title.to_string(),
        _ => name.to_string(),
    }
}

fn values(document: &Document) -> Vec<Value<'_>> {
    let declared = document.parameters.declared.iter();
    declared
        .map(|own| {
            let example = own.example.as_ref().or(own.default.as_ref());
            Value {
                name: &own.name.text,
                label: own.label.as_ref().map(|label| &*label.text),
                example: example.filter(|_| !own.is_secret()).map(|example| &*example.text),
                find: own.find.as_ref().map(|find| &*find.text),
                is_secret: own.is_secret(),
            }
        })
        .collect()
}

fn promise(document: &Document) -> Option<Duration> {
    document.front.fields.iter().find_map(|own| match (own.field.name, &own.value) {
        ("time", FieldData::Duration(time)) => Some(*time),
        _ => None,
    })
}
