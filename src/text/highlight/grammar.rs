//! The grammars: a bundled set and a few of our own, each read on first use.

use std::sync::OnceLock;

use syntect::parsing::{SyntaxDefinition, SyntaxReference, SyntaxSet, SyntaxSetBuilder};

use super::class::Classes;
use super::language::{self, Reader};
use super::paint::Painter;
use crate::base::Hash;

/// Changes whenever the same code gives other HTML with the same grammars.
const RENDERER: &str = "1";

/// The version of the crate that carries the bundled grammars; a test
/// compares it with the lock file.
const BUNDLED: &str = "0.5.2+bat-0.26.1";

const OWN: &[(&str, &str)] = &[
    ("Bash", include_str!("grammars/bash.sublime-syntax")),
    ("Kusto", include_str!("grammars/kusto.sublime-syntax")),
    ("Bicep", include_str!("grammars/bicep.sublime-syntax")),
    ("INI", include_str!("grammars/ini.sublime-syntax")),
    ("Log", include_str!("grammars/log.sublime-syntax")),
    ("PowerShell", include_str!("grammars/powershell.sublime-syntax")),
    ("nginx", include_str!("grammars/nginx.sublime-syntax")),
    ("SQL", include_str!("grammars/sql.sublime-syntax")),
    ("YAML", include_str!("grammars/yaml.sublime-syntax")),
];

/// How to read the code of one fence.
pub enum Way<'a> {
    /// With a grammar.
    Grammar(&'a SyntaxSet, &'a SyntaxReference),
    /// As a terminal session.
    Session,
    /// As differences.
    Diff,
    /// Without colours, on purpose.
    Plain,
}

/// All grammars. Nothing is read before it is needed.
#[derive(Default)]
pub struct Grammars {
    bundled: OnceLock<SyntaxSet>,
    own: [OnceLock<Option<SyntaxSet>>; OWN.len()],
    classes: OnceLock<Classes>,
    version: OnceLock<String>,
}

impl Grammars {
    /// Returns how to read a language, by a word of the table or by the name
    /// or file extension of a bundled grammar.
    pub fn way(&self, word: &str) -> Option<Way<'_>> {
        match language::find(word).map(|language| language.reader) {
            Some(Reader::Plain) => Some(Way::Plain),
            Some(Reader::Session) => Some(Way::Session),
            Some(Reader::Diff) => Some(Way::Diff),
            Some(Reader::Own(name)) => self.own(name),
            Some(Reader::Bundled(name)) => self.bundled_named(name),
            None => self.bundled_for(word).map(|found| Way::Grammar(self.bundled(), found)),
        }
    }

    /// Returns a painter at the start of a text in a language of the table,
    /// if it is one that is read with a grammar.
    pub fn painter(&self, word: &str) -> Option<Painter<'_>> {
        match self.way(word)? {
            Way::Grammar(set, syntax) => Some(Painter::new(set, syntax, self.classes())),
            Way::Session | Way::Diff | Way::Plain => None,
        }
    }

    /// Returns the name readers see for a bundled grammar outside the table.
    pub fn bundled_name(&self, word: &str) -> Option<&str> {
        self.bundled_for(word).map(|found| found.name.as_str())
    }

    /// Returns the table of classes.
    pub fn classes(&self) -> &Classes {
        self.classes.get_or_init(Classes::new)
    }

    /// Returns what names this renderer with these grammars.
    pub fn version(&self) -> &str {
        self.version.get_or_init(|| {
            let own: String = OWN.iter().map(|(_, text)| *text).collect();
            format!("{RENDERER} {BUNDLED} {}", Hash::of(own.as_bytes()))
        })
    }

    fn bundled(&self) -> &SyntaxSet {
        self.bundled.get_or_init(two_face::syntax::extra_newlines)
    }

    fn bundled_named(&self, name: &str) -> Option<Way<'_>> {
        let set = self.bundled();
        set.find_syntax_by_name(name).map(|syntax| Way::Grammar(set, syntax))
    }

    fn bundled_for(&self, word: &str) -> Option<&SyntaxReference> {
        // One letter is more often a slip than a language, except for these.
        let known = 1 < word.len() || matches!(word, "c" | "C" | "d" | "D" | "r" | "R");
        let found = self.bundled().find_syntax_by_token(word).filter(|_| known && !word.is_empty());
        found.filter(|syntax| !syntax.hidden)
    }

    fn own(&self, name: &str) -> Option<Way<'_>> {
        let at = OWN.iter().position(|(known, _)| *known == name)?;
        let text = OWN.get(at).map(|(_, text)| *text)?;
        let set = self.own.get(at)?.get_or_init(|| read(text)).as_ref()?;
        set.find_syntax_by_name(name).map(|syntax| Way::Grammar(set, syntax))
    }
}

fn read(text: &str) -> Option<SyntaxSet> {
    let definition = SyntaxDefinition::load_from_str(text, true, None).ok()?;
    let mut builder = SyntaxSetBuilder::new();
    builder.add(definition);
    Some(builder.build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_grammars_are_well_formed() {
        for (name, text) in OWN {
            let read = SyntaxDefinition::load_from_str(text, true, None);
            assert_eq!(
                read.map(|read| read.name).map_err(|error| error.to_string()),
                Ok((*name).into())
            );
        }
    }

    #[test]
    fn every_language_of_the_table_has_its_grammar() {
        let grammars = Grammars::default();
        for language in language::LANGUAGES {
            for word in language.words.split(' ') {
                assert!(grammars.way(word).is_some(), "{word}");
            }
        }
        assert!(grammars.way("lua").is_some() && grammars.way("q").is_none());
    }

    #[test]
    fn the_version_names_the_bundled_grammars() {
        let lock = include_str!("../../../Cargo.lock");
        assert!(lock.contains(&format!("name = \"two-face\"\nversion = \"{BUNDLED}\"")));
        assert!(Grammars::default().version().contains(BUNDLED));
    }
}
