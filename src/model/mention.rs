//! Mentions of values that are kept elsewhere: `{{var.name}}`.

use crate::base::TextRange;

/// A mention of a value: `{{var.name}}`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mention {
    /// The name, without braces.
    pub range: TextRange,
    /// In what it stands.
    pub place: MentionPlace,
}

/// In what a value is mentioned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MentionPlace {
    /// In text, in an address, in front matter.
    Text,
    /// In code, which may be written in a language of templates.
    Code,
}
