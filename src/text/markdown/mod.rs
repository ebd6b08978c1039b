//! Markdown as Handover reads it: which extensions are on, what is cut out
//! before parsing, and the links GitHub finds in bare text.

pub mod autolink;
pub mod delimiter;
pub mod flavour;
mod line;
pub mod mark;
pub mod mask;
pub mod material;
pub mod meaning;

use pulldown_cmark::Options;

/// Returns the extensions of the language.
///
/// `YAML_STYLE_METADATA_BLOCKS` is off because it matches anywhere in the
/// body and swallows text; `SMART_PUNCTUATION` is off because it changes
/// commands.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_DEFINITION_LIST
}
