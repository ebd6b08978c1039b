//! What an import did: a count for each construct, and the place of
//! everything that was left out or not understood.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::SitePath;

/// What became of one use of a construct.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// It stands in the new page as it was.
    Kept,
    /// It is written in our language now.
    Changed,
    /// The new site has no place for it: a colour, a switch, a setting.
    LeftOut,
    /// It stays in the page as code, or is only told of here.
    NotUnderstood,
}

/// How often a construct met each outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Counts {
    /// Stands as it was.
    pub kept: usize,
    /// Is written in our language now.
    pub changed: usize,
    /// Has no place in the new site.
    pub left_out: usize,
    /// Stays as code or is only told of.
    pub not_understood: usize,
}

/// One place of the source that did not become part of the new site.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// The file of the source.
    pub file: SitePath,
    /// The line in it, from 1.
    pub line: usize,
    /// What is written there, as `shortcode panel`.
    pub construct: String,
    /// Why it stayed, as a lower-case phrase.
    pub reason: String,
    /// Whether it was understood, and the new site has no place for it.
    pub is_left_out: bool,
}

/// What an import did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// How many pages were written.
    pub pages: usize,
    /// How many other files of the source are part of the new site.
    pub assets: usize,
    /// Counts by construct.
    pub constructs: BTreeMap<String, Counts>,
    /// What was left out or not understood, by file and line.
    pub findings: Vec<Finding>,
    /// Files of the source that are not in the new site, by folder.
    pub unused: BTreeMap<String, usize>,
}

impl Report {
    /// Counts one use of a construct.
    pub fn count(&mut self, construct: &str, outcome: Outcome) {
        self.count_many(construct, outcome, 1);
    }

    /// Counts several uses of a construct.
    pub fn count_many(&mut self, construct: &str, outcome: Outcome, uses: usize) {
        if !self.constructs.contains_key(construct) {
            self.constructs.insert(construct.into(), Counts::default());
        }
        let Some(counts) = self.constructs.get_mut(construct) else { return };
        match outcome {
            Outcome::Kept => counts.kept += uses,
            Outcome::Changed => counts.changed += uses,
            Outcome::LeftOut => counts.left_out += uses,
            Outcome::NotUnderstood => counts.not_understood += uses,
        }
    }

    /// Tells of something that is not understood.
    pub fn not_understood(&mut self, place: (&SitePath, usize), construct: &str, reason: &str) {
        self.count(construct, Outcome::NotUnderstood);
        self.find(place, construct, (reason, false));
    }

    /// Tells of something the new site has no place for.
    pub fn left_out(&mut self, place: (&SitePath, usize), construct: &str, reason: &str) {
        self.count(construct, Outcome::LeftOut);
        self.find(place, construct, (reason, true));
    }

    fn find(&mut self, place: (&SitePath, usize), construct: &str, why: (&str, bool)) {
        self.findings.push(Finding {
            file: place.0.clone(),
            line: place.1,
            construct: construct.into(),
            reason: why.0.into(),
            is_left_out: why.1,
        });
    }

    /// Tells whether everything was understood.
    pub fn is_complete(&self) -> bool {
        self.constructs.values().all(|counts| counts.not_understood == 0)
    }

    /// Returns what is not understood, in order.
    pub fn unresolved(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| !finding.is_left_out)
    }

    /// Returns what was left out, in order.
    pub fn left(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_left_out)
    }

    /// Puts findings in the order of files and lines.
    pub(super) fn sort(&mut self) {
        self.findings.sort();
    }

    /// Writes the report for people.
    pub fn human(&self) -> String {
        let number = |count: usize, one: &str, many: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        };
        let pages = number(self.pages, "page", "pages");
        let assets = number(self.assets, "other file", "other files");
        let mut text = format!("{pages}, {assets}\n");
        let width = self.constructs.keys().map(|name| name.chars().count()).max().unwrap_or(0);
        let width = width.clamp("construct".len(), 48);
        let heads = ("construct", "kept", "changed", "left out", "not understood");
        let (a, b, c, d, e) = heads;
        text.push_str(&format!("\n{a:<width$} {b:>7} {c:>8} {d:>9} {e:>15}\n"));
        for (name, counts) in &self.constructs {
            let Counts { kept, changed, left_out, not_understood } = counts;
            let name = shown(name);
            text.push_str(&format!(
                "{name:<width$} {kept:>7} {changed:>8} {left_out:>9} {not_understood:>15}\n"
            ));
        }
        Report::list(
            "Not understood; it stays in the page as code or as it was",
            self.unresolved().collect(),
            &mut text,
        );
        Report::list(
            "Left out; the new site has no place for it",
            self.left().collect(),
            &mut text,
        );
        if !self.unused.is_empty() {
            text.push_str("\nFiles that are not part of the new site:\n");
            for (folder, count) in &self.unused {
                text.push_str(&format!("  {}: {count}\n", shown(folder)));
            }
        }
        text
    }

    fn list(title: &str, findings: Vec<&Finding>, text: &mut String) {
        let mut findings = findings.into_iter().peekable();
        if findings.peek().is_some() {
            text.push_str(&format!("\n{title}:\n"));
        }
        for Finding { file, line, construct, reason, .. } in findings {
            let (file, construct) = (shown(file.as_str()), shown(construct));
            text.push_str(&format!("  {file}:{line}: {construct}: {}\n", shown(reason)));
        }
    }

    /// Writes the report as one JSON document with a line end.
    pub fn json(&self) -> String {
        let document = JsonReport {
            pages: self.pages,
            assets: self.assets,
            constructs: &self.constructs,
            not_understood: self.unresolved().map(JsonFinding::of).collect(),
            left_out: self.left().map(JsonFinding::of).collect(),
            unused_files: &self.unused,
        };
        let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
        text.push('\n');
        text
    }
}

#[derive(Serialize)]
struct JsonReport<'a> {
    pages: usize,
    assets: usize,
    constructs: &'a BTreeMap<String, Counts>,
    not_understood: Vec<JsonFinding<'a>>,
    left_out: Vec<JsonFinding<'a>>,
    unused_files: &'a BTreeMap<String, usize>,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    file: &'a str,
    line: usize,
    construct: &'a str,
    reason: &'a str,
}

impl JsonFinding<'_> {
    fn of(finding: &Finding) -> JsonFinding<'_> {
        JsonFinding {
            file: finding.file.as_str(),
            line: finding.line,
            construct: &finding.construct,
            reason: &finding.reason,
        }
    }
}

/// Writes text of an author for a terminal: what a terminal obeys is gone.
fn shown(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
