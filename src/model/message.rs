//! A text to send, as a fence ` ```message ` holds it: header lines, an empty
//! line, the text.

use crate::base::TextRange;

/// A text to send.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its id, made of its name.
    pub id: Box<str>,
    /// Its header lines, in order.
    pub headers: Box<[Header]>,
    /// How many lines of the block come before its text.
    pub head: usize,
    /// Its text, as it is written.
    pub text: Box<str>,
    /// The bytes of the block.
    pub range: TextRange,
}

/// A header line of a message.
#[derive(Clone, Debug)]
pub struct Header {
    /// What it says.
    pub key: HeaderKey,
    /// The bytes of its word, without the colon.
    pub word: TextRange,
    /// Its value.
    pub value: Box<str>,
    /// The bytes of its value.
    pub range: TextRange,
}

/// What a header line says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeaderKey {
    /// What the message is called.
    Name,
    /// Who reads it.
    To,
    /// Where it is sent.
    Channel,
    /// When it is sent.
    When,
    /// Its subject.
    Subject,
    /// The language it is written in.
    Language,
}

impl HeaderKey {
    /// All of them.
    pub const ALL: [HeaderKey; 6] = [
        HeaderKey::Name,
        HeaderKey::To,
        HeaderKey::Channel,
        HeaderKey::When,
        HeaderKey::Subject,
        HeaderKey::Language,
    ];

    /// Returns how it is written.
    pub fn name(self) -> &'static str {
        match self {
            HeaderKey::Name => "Name",
            HeaderKey::To => "To",
            HeaderKey::Channel => "Channel",
            HeaderKey::When => "When",
            HeaderKey::Subject => "Subject",
            HeaderKey::Language => "Language",
        }
    }
}

impl Message {
    /// Returns a header line, if it says something.
    pub fn header(&self, key: HeaderKey) -> Option<&Header> {
        self.headers.iter().find(|header| header.key == key && !header.value.is_empty())
    }

    /// Returns what it is called.
    pub fn name(&self) -> &str {
        self.header(HeaderKey::Name).map_or("Message", |name| &name.value)
    }

    /// Returns what a form of its block has without the header lines.
    pub fn below_head<'c>(&self, code: &'c str) -> &'c str {
        let head: usize = code.split_inclusive('\n').take(self.head).map(str::len).sum();
        code.get(head..).unwrap_or_default()
    }
}
