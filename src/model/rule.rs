//! Severities for a part of a site: some folders, some pages, some kinds.

use std::collections::BTreeMap;

use crate::base::code::Profile;
use crate::base::{Code, SitePath, Span};
use crate::model::config::{Config, Level};
use crate::model::document::Document;
use crate::model::kind::Kind;
use crate::text::glob::Globs;

/// What the configuration says of the problems of some files.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// Which files it is for, as patterns from the content folder; all files
    /// if there are none.
    pub globs: Globs,
    /// These patterns as they are written, with their places.
    pub written: Vec<(Box<str>, Span)>,
    /// Which kinds of pages it is for; all if there are none.
    pub kinds: Vec<Box<str>>,
    /// How severe problems are there.
    pub profile: Option<Profile>,
    /// Exceptions from the profile.
    pub levels: BTreeMap<Code, Level>,
}

/// What rules ask of a file.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Where it is from the content folder, if it is there at all.
    pub path: Option<&'a SitePath>,
    /// What it is, if it is a page and that is known.
    pub kind: Option<&'static Kind>,
}

impl Rule {
    /// Tells whether it is for a file.
    fn fits(&self, subject: Subject<'_>) -> bool {
        let is_there = |path: &SitePath| self.globs.is_match(path.as_str());
        let in_folder = self.written.is_empty() || subject.path.is_some_and(is_there);
        let is_kind = |kind: &Kind| {
            let is_named = |name: &str| kind.name == name || kind.synonyms.contains(&name);
            self.kinds.iter().any(|name| is_named(name))
        };
        in_folder && (self.kinds.is_empty() || subject.kind.is_some_and(is_kind))
    }
}

/// Returns the kind of a page.
pub fn kind_of(document: &Document) -> Option<&'static Kind> {
    document.kind.map(|known| known.kind)
}

/// The severities that hold for one file.
#[derive(Clone, Debug)]
pub struct Severities<'a> {
    config: &'a Config,
    /// The rules that are for the file, the last first.
    rules: Vec<&'a Rule>,
}

impl<'a> Severities<'a> {
    /// Finds the rules that are for a file.
    pub fn of(config: &'a Config, subject: Subject<'_>) -> Severities<'a> {
        let fitting = config.rules.iter().rev().filter(|rule| rule.fits(subject));
        Severities { config, rules: fitting.collect() }
    }

    /// Returns how a code is reported in the file.
    ///
    /// A severity said of the code itself counts before a profile, and the
    /// last that is said of it before all others.
    pub fn level(&self, code: Code) -> Level {
        let rules = self.rules.iter();
        if code == Code::INTERNAL_ERROR || rules.len() == 0 {
            return self.config.level(code);
        }
        let named = rules.clone().find_map(|rule| rule.levels.get(&code));
        if let Some(level) = named.or_else(|| self.config.levels.get(&code)) {
            return *level;
        }
        let profile = rules.clone().find_map(|rule| rule.profile).unwrap_or(self.config.profile);
        Level::At(code.severity_in(profile))
    }
}
