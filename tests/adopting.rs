//! What a team is told that takes over a collection of others, in the profile
//! `standard`. The collections lie beside the project and are never copied.

use std::collections::BTreeMap;
use std::path::PathBuf;

use handover::base::SitePath;

use crate::corpus::folder;
use crate::site::{Output, build};

/// Builds a collection with a configuration that only names the profile.
fn standard(name: &str) -> Option<Output> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    let Some(mut files) = folder(&path, "") else {
        println!("skipped: no {}", path.display());
        return None;
    };
    let config = SitePath::new("handover.toml").expect("a path");
    files.set(config, b"profile = \"standard\"\n");
    Some(build(&files))
}

/// Counts the findings of some codes.
fn counts<'a>(output: &'a Output, codes: &[&str]) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for problem in output.problems.iter().filter(|problem| codes.contains(&problem.code)) {
        *counts.entry(problem.code).or_default() += 1;
    }
    counts
}

/// No key and no value of front matter that a tool documents is a mistake.
#[test]
fn keys_of_other_tools_are_no_mistakes() {
    for name in [
        "d365/guidance",
        "openshift-runbooks",
        "prometheus-operator-runbooks",
        "pagerduty-incident-response",
        "cncf-glossary",
        "seeds",
    ] {
        let Some(output) = standard(name) else { continue };
        let wrong =
            counts(&output, &["unknown-key", "unknown-kind", "wrong-type", "duplicate-key"]);
        assert_eq!(wrong, BTreeMap::new(), "{name}");
    }
}

/// The menu of the guidance says which process each of its 71 areas is part
/// of, and which level all have.
#[test]
fn the_menu_says_what_areas_are_part_of() {
    let Some(output) = standard("d365/guidance") else { return };
    let missing = counts(&output, &["missing-field", "level-mismatch", "area-not-listed"]);
    assert_eq!(missing, BTreeMap::new());
    let text = output.text("site.json");
    let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let list = |key: &str| data[key].as_array().cloned().unwrap_or_default();
    let ties = list("relations").into_iter().filter(|tie| tie["kind"] == "part_of");
    let ties: Vec<_> = ties.collect();
    assert_eq!(ties.len(), 71);
    for tie in &ties {
        let name = |end: &str| {
            let id = tie[end].as_str().unwrap_or_default();
            let name = id.rsplit('/').next().unwrap_or_default();
            // One file has a slip in its name.
            name.replace("aquire-", "acquire-").split('-').take(3).collect::<Vec<_>>().join("-")
        };
        assert_eq!(name("from"), name("to"), "{tie}");
    }
    let levels = |kind: &str, level: i64| {
        let pages = list("pages").into_iter();
        pages.filter(|page| page["kind"] == kind && page["level"] == level).count()
    };
    assert_eq!((levels("process", 1), levels("area", 2)), (30, 71));
}
