//! How a copy of a site differs from its list, as text and as JSON.

use serde::Serialize;

use crate::base::Sha256;
use crate::model::sums::Difference;

/// A copy that was looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'a> {
    /// Where it is, as it was given.
    pub path: &'a str,
    /// The name of its list.
    pub list: &'a str,
    /// The sum of the list itself.
    pub sum: Sha256,
    /// How many files it lists.
    pub listed: usize,
    /// How the copy differs from it.
    pub difference: &'a Difference,
}

/// Says it for people: a line for each file that is wrong, and what that
/// makes of the copy.
pub fn text(looked: &Looked<'_>) -> String {
    let Looked { path, list, sum, listed, difference } = looked;
    let Difference { whole, missing, changed, extra, unreadable, broken } = difference;
    let mut text = String::new();
    let why = |file: &String, why: &String| format!("{file}: {why}");
    let unreadable: Vec<String> =
        unreadable.iter().map(|(file, reason)| why(file, reason)).collect();
    for (word, files) in
        [("missing", missing), ("changed", changed), ("extra", extra), ("unreadable", &unreadable)]
    {
        for file in files {
            text.push_str(&format!("{word:<10}  {}\n", printable(file)));
        }
    }
    if let Some(why) = broken {
        text.push_str(&format!("broken      {}\n", printable(why)));
    }
    if broken.is_some() && *listed == 0 {
        text.push_str(&format!("`{path}` is not whole: no list in it can be read\n"));
        return text;
    }
    let verdict = match difference.is_none() {
        true => format!("`{path}` is whole: {whole} files are as `{list}` says"),
        false => format!("`{path}` is not whole: {whole} of {listed} files are as `{list}` says"),
    };
    text.push_str(&format!("{verdict}\nSum of that list: {sum}\n"));
    text
}

/// A name from outside may hold anything; terminals obey some of it.
fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Says it for programs.
pub fn json(looked: &Looked<'_>) -> String {
    #[derive(Serialize)]
    struct Report<'a> {
        format: u32,
        path: &'a str,
        list: &'a str,
        sum: String,
        is_whole: bool,
        listed: usize,
        whole: usize,
        missing: &'a [String],
        changed: &'a [String],
        extra: &'a [String],
        unreadable: Vec<Unreadable<'a>>,
        broken: Option<&'a str>,
    }
    #[derive(Serialize)]
    struct Unreadable<'a> {
        file: &'a str,
        reason: &'a str,
    }
    let Looked { path, list, sum, listed, difference } = looked;
    let unreadable = difference.unreadable.iter();
    let report = Report {
        format: 1,
        path,
        list,
        sum: sum.to_string(),
        is_whole: difference.is_none(),
        listed: *listed,
        whole: difference.whole,
        missing: &difference.missing,
        changed: &difference.changed,
        extra: &difference.extra,
        unreadable: unreadable.map(|(file, reason)| Unreadable { file, reason }).collect(),
        broken: difference.broken.as_deref(),
    };
    let text = serde_json::to_string_pretty(&report);
    text.map_or_else(|_| String::new(), |text| text + "\n")
}
