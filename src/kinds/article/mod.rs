//! The kind `article`.

use crate::model::kind::Kind;

/// The kind `article`.
pub const KIND: Kind = Kind {
    name: "article",
    synonyms: &[],
    article: "an article",
    titles: ["Article", "Articles"],
    about: "A page of text: an explanation, an overview, a list of links. A page is an article unless something says otherwise.",
    fields: &[],
    needs: &[],
    sections: &[],
    scaffold: include_str!("scaffold.md"),
};
