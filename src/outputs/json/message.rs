//! The texts to send that a page has, as data.

use serde::Serialize;

use crate::model::message::{HeaderKey, Message};
use crate::model::page::Page;

/// A text to send.
#[derive(Serialize)]
pub(super) struct MessageView<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// As it is written, with its values to fill in.
    text: &'a str,
}

/// Lists the texts to send of a page.
pub(super) fn of(page: &Page) -> Vec<MessageView<'_>> {
    page.document.messages.iter().map(one).collect()
}

fn one(message: &Message) -> MessageView<'_> {
    let value = |key| message.header(key).map(|header| &*header.value);
    MessageView {
        id: &message.id,
        name: message.name(),
        to: value(HeaderKey::To),
        channel: value(HeaderKey::Channel),
        when: value(HeaderKey::When),
        subject: value(HeaderKey::Subject),
        language: value(HeaderKey::Language),
        text: &message.text,
    }
}
