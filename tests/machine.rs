//! What programs read of a site: `site.json` fits its schema and agrees with
//! itself, and the twin of a page says what the page says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use handover::base::SitePath;
use handover::host::MemoryFiles;
use handover::model::world::Files;
use handover::text::html::{PieceKind, pieces};
use proptest::prelude::*;
use serde_json::Value;

use crate::corpus::folder;
use crate::dom;
use crate::site::{Output, build};

fn handbook() -> MemoryFiles {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = folder(&path, "content").expect("the handbook");
    files.set(SitePath::new("handover.toml").expect("a path"), b"title = \"Handbook\"\n");
    files
}

fn corpus(name: &str) -> Option<MemoryFiles> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(name);
    let files = folder(&path, "");
    if files.is_none() {
        println!("skipped: no {}", path.display());
    }
    files
}

/// A small site with everything that `site.json` can say.
fn small() -> MemoryFiles {
    MemoryFiles::new()
        .with("handover.toml", "[[planned]]\ntitle = \"Later\"\nowner = \"ops\"\ndue = \"2027-01-02\"\n")
        .with("index.md", "# Home\n\n[[a]] and [[Later]] and [[Nowhere]].\n")
        .with(
            "a.md",
            "---\nkind: runbook\nowner: ops\nbackup: nobody\npart_of: [index, Later]\n\
             requires: https://example.com/x\nreviewed: 2026-01-02\nreview_due: 2027-01-02\n\
             status: draft\ntags: [x, y]\nindustries: [Steel (SIC 33)]\n---\n# A\n\n[home](index.md)\n",
        )
        .with("roles/ops.md", "---\nkind: role\n---\n# Operator\n\nWorks.\n")
}

/// Reads `site.json` and checks it against its schema, and that every id in
/// it is one of a page.
fn valid(name: &str, output: &Output) -> Value {
    let schema = include_str!("../content/reference/site-schema.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let text = output.text("site.json");
    let data: Value = serde_json::from_str(&text).expect("JSON");
    let wrong: Vec<String> = (validator.iter_errors(&data))
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    let list = |key: &str| data[key].as_array().expect("a list").iter();
    let known: BTreeSet<&str> = list("pages").filter_map(|page| page["id"].as_str()).collect();
    let asked = list("planned").chain(list("terms")).flat_map(|line| {
        let ids = line["asked_by"].as_array().or(line["pages"].as_array());
        ids.expect("ids").iter()
    });
    let linked = list("links").filter_map(|line| line["to"].as_array()).flatten();
    let ends = list("relations").flat_map(|line| [&line["from"], &line["to"]]);
    let roles = list("duties").flat_map(|line| [&line["page"], &line["role"]["to"]]);
    for id in asked.chain(linked).chain(ends).chain(roles).filter_map(Value::as_str) {
        assert!(known.contains(id), "{name}: no page {id}");
    }
    let planned: BTreeSet<&str> =
        list("planned").filter_map(|line| line["title"].as_str()).collect();
    let titles = list("relations").filter_map(|line| line["planned"].as_str());
    for title in titles {
        assert!(planned.contains(title), "{name}: not planned: {title}");
    }
    for page in list("pages") {
        let address = page["address"].as_str().expect("an address");
        for flow in page["flows"].as_array().into_iter().flatten() {
            follow(&format!("{name} {address}"), flow, &output.text(address), &known);
        }
        let twin = address.replace("index.html", "index.md");
        assert!(output.files.contains_key(&twin), "{name}: no {twin}");
    }
    data
}

/// Checks that a flow agrees with itself and with its page.
fn follow(name: &str, flow: &Value, html: &str, known: &BTreeSet<&str>) {
    let nodes = flow["nodes"].as_array().expect("nodes");
    let ids: BTreeSet<&str> = nodes.iter().filter_map(|node| node["id"].as_str()).collect();
    assert_eq!(ids.len(), nodes.len(), "{name}: an id twice");
    // A long list has no figure.
    let is_list = flow["source"] == "list" && !html.contains("<figure class=\"flow");
    let is_procedure = flow["source"] == "procedure";
    for node in nodes {
        let id = node["id"].as_str().expect("an id");
        // A list of our own language has the places of its steps itself.
        // Where a procedure ends is no step of it.
        let is_way = node["kind"] == "join" || is_procedure && node["kind"] != "step";
        let has_row = is_list || is_way || html.contains(&format!(" id=\"{id}\""));
        assert!(has_row, "{name}: no row {id}");
        let page = node["page"].as_str();
        assert!(page.is_none_or(|page| known.contains(page)), "{name}: no page {page:?}");
    }
    for edge in flow["edges"].as_array().into_iter().flatten() {
        for end in [&edge["from"], &edge["to"]] {
            assert!(end.as_str().is_some_and(|end| ids.contains(end)), "{name}: no node {end}");
        }
    }
}

#[test]
fn the_data_fits_its_schema() {
    let data = valid("small", &build(&small()));
    let relations = data["relations"].as_array().expect("relations");
    let named: Vec<&str> = relations.iter().filter_map(|line| line["named"].as_str()).collect();
    assert_eq!((relations.len(), &*named), (5, ["nobody"].as_slice()), "{relations:#?}");
    let external = relations.iter().find_map(|line| line["external"].as_str());
    assert_eq!(external, Some("https://example.com/x"));
    valid("handbook", &build(&handbook()));
    for name in ["seeds", "pagerduty-incident-response", "d365/guidance"] {
        if let Some(files) = corpus(name) {
            valid(name, &build(&files));
        }
    }
}

/// A page and what its twin says when it is read as a page: both as text.
#[test]
fn a_twin_says_what_its_page_says() {
    let handbook = handbook();
    let mut wrong = differences("handbook", &handbook, &build(&handbook));
    for name in [
        "seeds",
        "openshift-runbooks",
        "prometheus-operator-runbooks",
        "pagerduty-incident-response",
        "d365/guidance",
        "cncf-glossary",
    ] {
        if let Some(files) = corpus(name) {
            wrong.extend(differences(name, &files, &build(&files)));
        }
    }
    assert!(wrong.is_empty(), "{} pages\n{}", wrong.len(), wrong.join("\n"));
}

/// Kinds whose pages show what is worked out from other pages, from a year and
/// from their own answers. What their twins say of that stands in `cases/`.
const WORKED_OUT: [&str; 4] = ["charter", "module", "path", "training-plan"];

fn is_worked_out(twin: &[u8]) -> bool {
    let text = String::from_utf8_lossy(twin);
    let kind = text.lines().skip(1).take_while(|line| *line != "---");
    let mut kind = kind.filter_map(|line| line.strip_prefix("kind: "));
    kind.any(|kind| WORKED_OUT.contains(&kind))
}

/// Takes out of a twin what a runbook gathers from its steps and its charter:
/// its page gathers it again.
fn without_gathered(twin: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(twin);
    let marks = ["\n## Take it back\n\n- [Step ", "\n## Escalate\n\nFrom "];
    let end = marks.iter().filter_map(|mark| text.find(mark)).min();
    text.get(..end.unwrap_or(text.len())).unwrap_or_default().as_bytes().to_vec()
}

fn differences(name: &str, source: &MemoryFiles, output: &Output) -> Vec<String> {
    let mut twins =
        MemoryFiles::new().with("handover.toml", "profile = \"adopt\"\ncontent = \"c\"\n");
    for (path, bytes) in &output.files {
        let file = SitePath::new(&format!("c/{path}")).expect("a path");
        if !path.ends_with(".html") && !path.starts_with("_handover/") {
            twins.set(file, &without_gathered(bytes));
        }
    }
    // Names of teams are those of the data files.
    let data = SitePath::new("content/data").expect("a path");
    for entry in source.list(&data, &|_| false).expect("a list") {
        let file = SitePath::new(&entry.path.as_str().replacen("content/", "c/", 1));
        let bytes = source.read(&entry.path).expect("a file").expect("its bytes");
        twins.set(file.expect("a path"), &bytes);
    }
    let again = build(&twins);
    let pages =
        output.files.keys().filter(|path| path.ends_with("/index.md") || *path == "index.md");
    let mut wrong = Vec::new();
    for path in pages.filter(|path| !is_worked_out(&output.files[*path])) {
        let page = path.replace("index.md", "index.html");
        // A page shows tasks by month, its twin lists them.
        if output.text(&page).contains("<table class=\"stack tasks\">") {
            continue;
        }
        let (before, after) =
            (said(&unfolded(&output.text(&page))), said(&without_made(&again.text(&page))));
        if before != after {
            let at = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
            let part = |words: &[String]| {
                words
                    .iter()
                    .skip(at.saturating_sub(3))
                    .take(12)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            wrong.push(format!("{name} {page}:\n  - {}\n  + {}", part(&before), part(&after)));
        }
    }
    wrong
}

/// Takes out what a role must do, what is known of areas and where their flows
/// lead, which the theme gathers from the twins as it does from pages: the
/// twins say it already.
fn without_made(html: &str) -> String {
    let mut text = html.to_string();
    for (begin, end) in [
        ("<section class=\"duties\"", "</section>"),
        ("<p class=\"covered\"", "</p>"),
        ("<p class=\"facts\"", "</p>"),
        ("<figure class=\"flow chart\"", "</figure>"),
    ] {
        text = without(&text, begin, end);
    }
    text
}

/// Takes out whatever begins and ends so.
fn without(html: &str, begin: &str, end: &str) -> String {
    let mut text = html.to_string();
    while let Some((before, list)) = text.split_once(begin)
        && let Some((_, after)) = list.split_once(end)
    {
        text = format!("{before}{after}");
    }
    text
}

/// Takes out what stands on the folds of what a role must do: it stands in
/// them again.
fn unfolded(html: &str) -> String {
    let Some((before, list)) = html.split_once("<section class=\"duties\"") else {
        return html.into();
    };
    // The calendars of a site are its own.
    let list = list.replacen("Again and again <span>", "Again and again<i>", 1);
    let list = list.replacen("Sessions <span>", "Sessions<i>", 1);
    let list = without(&list, "<i>", "</span>");
    let mut text = format!("{before}<section class=\"duties\"");
    for (at, part) in list.split("<summary>").enumerate() {
        let inside = part.split_once("</summary>").filter(|_| 0 < at);
        text.push_str(inside.map_or(part, |(_, after)| after));
    }
    text
}

/// Words of the theme's own that a twin has in another form.
const ALERTS: &[&str] = &["Note", "Tip", "Important", "Warning", "Caution"];

/// Elements that words may touch.
const INLINE: &[&str] = &[
    "a", "b", "code", "del", "em", "i", "kbd", "s", "small", "span", "strong", "sub", "sup", "svg",
    "use",
];

/// Returns the words of a page's text.
fn said(html: &str) -> Vec<String> {
    let text = dom::text_of_page(html).unwrap_or_default();
    let lists = ["<h2>Sections", "<h2 id=\"used:by\"", "<h2 id=\"pages\"", "<h2 id=\"sections\""];
    let end = lists.iter().filter_map(|mark| text.find(mark)).min();
    let text = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let mut out = String::new();
    // How deep inside something that is not text.
    let mut skip: Vec<String> = Vec::new();
    let mut alert = None;
    let mut is_message = false;
    for piece in pieces(text) {
        match piece.kind {
            PieceKind::Open { name, attributes, self_closing } => {
                if !INLINE.contains(&name.as_str()) {
                    out.push(' ');
                }
                let has = |class: &str| {
                    attributes.iter().any(|(key, value)| {
                        key == "class" && value.split(' ').any(|own| own == class)
                    })
                };
                is_message = if name == "figure" { has("message") } else { is_message };
                // What makes a page stale is data of its twin; its place in a process
                // follows from the twin of the process.
                if has("anchor")
                    || has("stale")
                    || has("place")
                    || has("tocsmall")
                    // What a runbook gathers from its data, its steps and its charter.
                    || has("toc")
                    || attributes.iter().any(|(key, value)| {
                        key == "aria-labelledby" && value.starts_with("site:")
                    })
                    // A picture says what its table or list says.
                    || has("dg-figure")
                    || has("pictured")
                    || has("said")
                    || name == "figcaption" && !is_message
                    || name == "button"
                    || !skip.is_empty()
                {
                    if !self_closing && !dom::VOID.contains(&name.as_str()) {
                        skip.push(name);
                    }
                } else if has("note-title") {
                    alert = Some(out.len());
                }
            }
            PieceKind::Close(name) => {
                if skip.last() == Some(&name) {
                    skip.pop();
                } else if name == "p"
                    && let Some(start) = alert.take()
                    && ALERTS.contains(&out.get(start..).unwrap_or_default().trim())
                {
                    out.truncate(start);
                }
                if !INLINE.contains(&name.as_str()) {
                    out.push(' ');
                }
            }
            PieceKind::Text(text) if skip.is_empty() => out.push_str(&text),
            _ => {}
        }
    }
    words(&out)
}

/// Returns the words of a text that page and twin share.
fn words(out: &str) -> Vec<String> {
    // Links in HTML have no such mark.
    // A role that is planned is none that the twins know, which are built without the rest.
    let out = out.replace(" (external site)", "").replace(" (planned) (broken link)", " (planned)");
    let mut words: Vec<String> = out.split_whitespace().map(str::to_string).collect();
    // "Written 12 of 13 areas": an area that is planned is text in the twin.
    let coverage = words.windows(5).position(
        |five| matches!(five, [a, _, b, _, c] if a == "Written" && b == "of" && c == "areas"),
    );
    if let Some(at) = coverage {
        words.drain(at..at + 5);
    }
    words
}

/// What authors write, to be put together by chance.
const PARTS: &[&str] = &[
    "Words *in italics*, **in bold** and `code | with a bar`.",
    "A\\*star, snake_case, 2 < 3, R&D, C#, {x}, [brackets], ~tilde~ and 1.",
    "[[a]], [text](a.md#here), [*m*](https://example.com/x_(y)) and <https://example.com>.",
    "[[Later]] and [gone](gone.md) and ![](gone.png)",
    "## A heading with `code` and *more*",
    "## A heading with `code` and *more*",
    "### Twice {#twice}",
    "1. one\n2. two\n\n   more\n3. three",
    "- a\n- b\n  - c\n    1. d",
    "* [ ] to do\n* [x] done\n  - Owner: Desk\n  - Expect: it works",
    "> a quotation\n> in two lines",
    "> [!WARNING]\n> Beware of *this*.",
    "> [!EXAMPLE] With a title\n> - and\n> - a list",
    "```bash\necho \"`x`\" | cat\n```",
    "````text title=\"a\"\n```\n````",
    "| a | b |\n|---|--:|\n| `x\\|y` | **2** |\n| | c |",
    "A note[^1] and again[^1].\n\n[^1]: The note.",
    "::: details A fold\ninside\n:::",
    "::: tabs\n## One\n1\n## Two\n2\n:::",
    "<b>bold</b> <kbd>K</kbd> H<sub>2</sub>O <!-- hidden --> &amp; &copy;",
    "<table><tr><th>h</th></tr><tr><td>c<br>d</td></tr></table>",
    "Two  \nlines\\\nand three\nor four",
    "***both*** and *a **b** c*d and **a**b",
    "---",
    "- - nested\n- \n- # no",
    "Term\n: meaning",
    "{{var.desk-phone}} and \\# not",
];

/// What the parts stand in.
fn within(part: &str, around: usize) -> String {
    let lines = |first: &str, more: &str| {
        let lines = part.lines().enumerate().map(|(at, line)| match at {
            0 => format!("{first}{line}"),
            _ => format!("{more}{line}").trim_end().to_string(),
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    match around {
        0..=4 => part.to_string(),
        5 => lines("> ", "> "),
        6 => lines("- ", "  "),
        _ => lines("1. ", "   "),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn twins_and_data_hold_whatever_is_written(
        parts in proptest::collection::vec((proptest::sample::select(PARTS), 0..8usize), 1..9),
        kind in proptest::sample::select(&["", "kind: runbook\n", "kind: checklist\n"][..]),
    ) {
        let parts: Vec<String> = parts.iter().map(|(part, at)| within(part, *at)).collect();
        let page = format!("---\ntitle: Page\n{kind}---\n\n# Page\n\n{}\n", parts.join("\n\n"));
        let files = MemoryFiles::new()
            .with("data/roles.yml", "desk: Desk\n")
            .with("data/variables.yml", "desk-phone: \"*12*_3_\"\n")
            .with("a.md", "# A\n\n## Here\n\nText.\n")
            .with("page.md", &page);
        let output = build(&files);
        valid("chance", &output);
        let wrong = differences("chance", &files, &output);
        prop_assert!(wrong.is_empty(), "{}\n{page}\n{}", wrong.join("\n"), output.text("page/index.md"));
    }
}
