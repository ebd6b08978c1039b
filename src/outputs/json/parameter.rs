//! The values that the reader of a page fills in, as data.

use serde::Serialize;

use crate::model::declared::Declared;
use crate::model::front::Located;
use crate::model::page::Page;
use crate::model::parameter::{self, Pattern};

/// A value a reader fills in.
#[derive(Serialize)]
pub(super) struct Parameter<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    /// A regular expression that a whole value matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<&'a str>,
    /// What a value looks like, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    find: Option<&'a str>,
    /// The variable that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    env: Option<&'a str>,
    /// Whether nobody but the reader may know it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    secret: bool,
}

/// Lists the values that the reader of a page fills in.
pub(super) fn of(page: &Page) -> Vec<Parameter<'_>> {
    let declared = Declared::of(page).map(|declared| declared.parameters);
    declared.unwrap_or_default().into_iter().map(|(_, own)| one(own)).collect()
}

fn one(own: &parameter::Parameter) -> Parameter<'_> {
    let (mut pattern, mut choices, mut format) = (None, Vec::new(), None);
    match &own.pattern {
        Pattern::Any => {}
        Pattern::Expression(text) => pattern = Some(&*text.text),
        Pattern::Choices(words) => choices = words.iter().map(|word| &*word.text).collect(),
        Pattern::Words(text) => format = Some(&*text.text),
    }
    Parameter {
        name: &own.name.text,
        label: words(&own.label),
        kind: own.kind().name(),
        pattern,
        choices,
        format,
        example: words(&own.example).filter(|_| !own.is_secret()),
        default: words(&own.default).filter(|_| !own.is_secret()),
        find: words(&own.find),
        env: words(&own.env),
        secret: own.is_secret(),
    }
}

fn words(located: &Option<Located>) -> Option<&str> {
    located.as_ref().map(|located| &*located.text)
}
