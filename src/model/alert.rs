//! Alerts that pages answer, and the permanent address of each: `/a/NAME/`.
//!
//! The address depends on the name alone, so it stays when a page moves. A
//! name is written so that every system can keep it as the name of a folder.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::base::{Hash, SitePath, Span};
use crate::model::catalog::PageId;

/// The folder of permanent addresses.
pub const FOLDER: &str = "a";

/// A longer name is cut, and its hash added.
const LONGEST: usize = 120;

/// Names that Windows keeps for devices.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// An alert that a page names.
#[derive(Clone, Debug)]
pub struct Alert {
    /// What it is called.
    pub name: Box<str>,
    /// Where the page names it.
    pub span: Span,
    /// Who answers it.
    pub holder: Holder,
    /// The file of its permanent address, if it has one.
    pub file: Option<SitePath>,
}

/// What answers an alert.
#[derive(Clone, Debug)]
pub enum Holder {
    /// A page.
    Page(PageId),
    /// A page that is only announced, by its title.
    Announced(Box<str>),
}

/// All alerts that pages name, each once, in the order of pages.
#[derive(Clone, Debug, Default)]
pub struct Alerts {
    all: Vec<Alert>,
    by_name: HashMap<Box<str>, usize>,
    by_lower: HashMap<String, usize>,
    by_file: HashMap<SitePath, usize>,
}

impl Alerts {
    /// Adds an alert. One that is there already is not added, and returned.
    pub fn add(&mut self, alert: Alert) -> Option<&Alert> {
        if let Some(at) = self.by_name.get(&alert.name) {
            return self.all.get(*at);
        }
        self.by_name.insert(alert.name.clone(), self.all.len());
        self.by_lower.entry(alert.name.to_lowercase()).or_insert(self.all.len());
        self.all.push(alert);
        None
    }

    /// Returns all alerts.
    pub fn all(&self) -> &[Alert] {
        &self.all
    }

    /// Gives an alert, by its place among all, its permanent address.
    pub fn settle(&mut self, at: usize, file: SitePath) {
        if let Some(alert) = self.all.get_mut(at) {
            alert.file = Some(file.clone());
            self.by_file.insert(file, at);
        }
    }

    /// Finds an alert by exactly its name.
    pub fn find(&self, name: &str) -> Option<&Alert> {
        self.by_name.get(name).and_then(|at| self.all.get(*at))
    }

    /// Finds the alert whose name differs at most in upper and lower case.
    pub fn find_loosely(&self, name: &str) -> Option<&Alert> {
        let lower = || self.by_lower.get(&name.to_lowercase()).and_then(|at| self.all.get(*at));
        self.find(name).or_else(lower)
    }

    /// Returns the alert whose permanent address a file is.
    pub fn at(&self, file: &SitePath) -> Option<&Alert> {
        self.by_file.get(file).and_then(|at| self.all.get(*at))
    }
}

/// Returns the file of the permanent address of an alert.
pub fn file(name: &str) -> SitePath {
    SitePath::default().child(FOLDER).child(&folder(name)).child("index.html")
}

/// Writes a name as that of a folder: letters of all scripts, digits, `-`,
/// `_`, `.` and spaces stay; of all else each byte becomes `~` and two hex
/// digits. So do a dot or a space at an end, and the first letter of a name
/// that a system or a site needs itself.
fn folder(name: &str) -> String {
    let name: String = name.trim().nfc().collect();
    let ends = name.len() - name.trim_end_matches(['.', ' ']).len();
    let ends = name.len() - ends;
    let starts = name.len() - name.trim_start_matches(['.', ' ']).len();
    let mut folder = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        let is_inside = starts <= at && at < ends;
        let is_own = at == 0 && is_taken(&name);
        match stays(c, is_inside) && !is_own {
            true => folder.push(c),
            false => escape(c, &mut folder),
        }
    }
    if folder.len() <= LONGEST {
        return folder;
    }
    let mut end = LONGEST;
    while !folder.is_char_boundary(end) {
        end -= 1;
    }
    folder.truncate(end);
    format!("{}~{}", folder.trim_end_matches(['.', ' ']), Hash::of(name.as_bytes()))
}

fn stays(c: char, is_inside: bool) -> bool {
    match c {
        '.' | ' ' => is_inside,
        '-' | '_' => true,
        c => c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c),
    }
}

fn escape(c: char, out: &mut String) {
    let mut bytes = [0; 4];
    for byte in c.encode_utf8(&mut bytes).bytes() {
        out.push_str(&format!("~{byte:02X}"));
    }
}

/// Tells whether a folder cannot be called so on every system, or in a site.
fn is_taken(name: &str) -> bool {
    let lower = name.to_lowercase();
    let stem = lower.split('.').next().unwrap_or_default().trim_end();
    let numbered = |port: &str| {
        stem.strip_prefix(port).is_some_and(|n| n.len() == 1 && n.chars().all(char::is_numeric))
    };
    DEVICES.contains(&stem)
        || numbered("com")
        || numbered("lpt")
        || matches!(&*lower, "index.html" | "index.md")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_folder_on_every_system() {
        for (name, expected) in [
            ("KubePodCrashLooping", "KubePodCrashLooping"),
            ("Disk full: /var", "Disk full~3A ~2Fvar"),
            ("..", "~2E~2E"),
            ("../../etc/passwd", "~2E~2E~2F..~2Fetc~2Fpasswd"),
            ("a\\b", "a~5Cb"),
            ("CON", "~43ON"),
            ("com1.txt", "~63om1.txt"),
            ("index.html", "~69ndex.html"),
            ("queue.", "queue~2E"),
            ("Диск полон", "Диск полон"),
            ("डिस्क", "डिस्क"),
            ("a~b%c#d?", "a~7Eb~25c~23d~3F"),
            ("a\u{202e}b\n", "a~E2~80~AEb"),
        ] {
            assert_eq!(folder(name), expected, "{name}");
        }
        assert_eq!(folder("e\u{301}"), folder("\u{e9}"));
        let [one, other] = ["x", "y"].map(|end| folder(&format!("{}{end}", "é".repeat(300))));
        assert!(one.len() < 160 && one != other, "{one}");
        assert_eq!(file("X").as_str(), "a/X/index.html");
    }
}
