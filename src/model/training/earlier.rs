//! What the courses of an earlier build were drawn from, as its `site.json` says
//! it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::material::TextHash;

/// What an earlier build published, as far as courses need it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Earlier {
    /// The day of the build.
    pub built: Box<str>,
    /// For each course what it was drawn from, by name, with the hash of what
    /// that said.
    pub courses: BTreeMap<Box<str>, BTreeMap<Box<str>, TextHash>>,
}

#[derive(Deserialize)]
struct Published {
    site: About,
    pages: Vec<Page>,
}

#[derive(Deserialize)]
struct About {
    built: Box<str>,
}

#[derive(Deserialize)]
struct Page {
    id: Box<str>,
    #[serde(default)]
    drawn_from: BTreeMap<Box<str>, Box<str>>,
}

impl Earlier {
    /// Reads a `site.json`.
    ///
    /// # Errors
    /// What is wrong with it, in a phrase.
    pub fn read(bytes: &[u8]) -> Result<Earlier, String> {
        let published: Published =
            serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        let courses = published.pages.into_iter().filter(|page| !page.drawn_from.is_empty());
        let hashes = |from: BTreeMap<Box<str>, Box<str>>| {
            let from = from.into_iter();
            from.filter_map(|(name, hash)| Some((name, TextHash::parse(&hash)?))).collect()
        };
        Ok(Earlier {
            built: published.site.built,
            courses: courses.map(|page| (page.id, hashes(page.drawn_from))).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_there_and_says_what_is_wrong() {
        let page = r#"{"id":"a","title":"A","drawn_from":{"b#c":"0123456789abcdef","d":"no"}}"#;
        let text = format!(r#"{{"version":1,"site":{{"built":"2026-11-02"}},"pages":[{page}]}}"#);
        let earlier = Earlier::read(text.as_bytes()).expect("read");
        assert_eq!(&*earlier.built, "2026-11-02");
        assert_eq!(earlier.courses["a"].keys().map(|name| &**name).collect::<Vec<_>>(), ["b#c"]);
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for wrong in ["", "{}", "[]", "{\"pages\":[]}", "{\"site\":1,\"pages\":2}", &deep] {
            assert!(Earlier::read(wrong.as_bytes()).is_err(), "{:.20}", wrong);
        }
    }
}
