//! What counts of a page's text when it is reviewed, and its hash.
//!
//! A review holds for what a page says, not for how its file looks. So
//! this is hashed: the title and the description of the front matter, the
//! text below it, and the text of every file the page includes, in order, all
//! without what does not count ([`crate::text::markdown::material`]).
//!
//! Hashes stand in the files of authors. A change of the rule would make
//! every page look changed, so it must not change; a test holds it.

use std::collections::BTreeMap;
use std::fmt;

use crate::base::{Hash, SitePath};
use crate::model::document::{Block, Document};
use crate::model::front::Front;
use crate::model::graft::Grafted;
use crate::text::front_matter;
use crate::text::markdown::material::{code, line, text};

/// The hash of what counts of a text: 64 bits, which are 16 hexadecimal
/// digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextHash(u64);

impl TextHash {
    /// Reads 16 hexadecimal digits.
    pub fn parse(text: &str) -> Option<TextHash> {
        let is_hex = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then(|| u64::from_str_radix(text, 16).ok()).flatten().map(TextHash)
    }

    /// Returns its first eight digits, which people compare on paper.
    pub fn short(self) -> String {
        format!("{:08x}", self.0 >> 32)
    }

    /// Hashes several texts; where one ends and the next begins counts.
    pub(super) fn of(parts: &[&str]) -> TextHash {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        TextHash((u128::from_be_bytes(*Hash::of_parts(&parts).bytes()) >> 64) as u64)
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The hashes of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Material {
    /// Of all it shows.
    pub whole: TextHash,
    /// Of what it shows of each file it includes.
    pub files: BTreeMap<SitePath, TextHash>,
}

impl Material {
    /// Hashes a page. One that is data, not text, has no hash: nothing tells
    /// what of it readers see.
    pub fn of(document: &Document) -> Option<Material> {
        let extension = document.source.path.extension().to_ascii_lowercase();
        if matches!(extension.as_str(), "yml" | "yaml") {
            return None;
        }
        let body = front_matter::split(&document.source.text).body as usize;
        let [title, summary] = head(&document.front);
        let own = document.source.text.get(body..).unwrap_or_default();
        let mut parts = vec![line(title), line(summary), text(own)];
        let mut files: BTreeMap<SitePath, Vec<String>> = BTreeMap::new();
        for graft in &document.grafts {
            let part = match &graft.content {
                Grafted::Whole(file) => {
                    let body = front_matter::split(&file.source.text).body as usize;
                    text(file.source.text.get(body..).unwrap_or_default())
                }
                Grafted::Part(file, blocks) => text(shown(file, blocks)),
                Grafted::Code(shown) => code(&shown.text),
            };
            if let Some(file) = graft.document() {
                files.entry(file.source.path.clone()).or_default().push(part.clone());
            }
            parts.push(part);
        }
        let hash =
            |parts: &[String]| TextHash::of(&parts.iter().map(String::as_str).collect::<Vec<_>>());
        let files = files.into_iter().map(|(path, texts)| (path, hash(&texts))).collect();
        Some(Material { whole: hash(&parts), files })
    }
}

fn head(front: &Front) -> [&str; 2] {
    [&front.title, &front.description].map(|text| text.as_ref().map_or("", |text| &*text.text))
}

/// Returns the text from the first of some blocks to the last.
fn shown<'a>(file: &'a Document, blocks: &[Block]) -> &'a str {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return "" };
    let range = first.range.start as usize..last.range.end as usize;
    file.source.text.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These values stand in files of authors.
    #[test]
    fn the_hash_of_a_text_stays() {
        let hash = |parts: &[&str]| TextHash::of(parts).to_string();
        assert_eq!(hash(&["", "", "# Title Text."]), "747ce4caf7fd25b6");
        assert_eq!(hash(&[""]), "71e0a99173564931");
    }

    #[test]
    fn reads_what_it_writes() {
        let hash = TextHash::of(&["a"]);
        assert_eq!(TextHash::parse(&hash.to_string()), Some(hash));
        assert_eq!(TextHash::parse(&hash.to_string().to_uppercase()), Some(hash));
        for text in ["", "0", "+123456789abcdef", "0123456789abcdeg", "0123456789abcdef0"] {
            assert_eq!(TextHash::parse(text), None, "{text}");
        }
    }
}
