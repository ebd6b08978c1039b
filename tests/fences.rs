//! Fences `process` as values: what is written is read again, and nothing an
//! author writes takes long.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use handover::base::{FileId, Hash, SitePath};
use handover::host::MemoryFiles;
use handover::model::config::Dialect;
use handover::model::document::Document;
use handover::model::flow::{Flow, to_fence};
use handover::model::source::{Role, Source};
use handover::stages::parse::parse;
use proptest::prelude::*;

/// A page `a.md`.
pub fn source(text: &str) -> Arc<Source> {
    let path = SitePath::default().child("a.md");
    Arc::new(Source {
        role: Role::Page,
        defaults: None,
        content_path: path.clone(),
        file: FileId::of(&path),
        text: text.into(),
        hash: Hash::of(text.as_bytes()),
        path,
    })
}

pub fn document(text: &str) -> Document {
    parse(&source(text), &Dialect::default(), handover::registry::KINDS)
}

pub fn fenced(lines: &str) -> Document {
    document(&format!("# A\n\n```process\n{lines}```\n"))
}

fn written(document: &Document) -> String {
    let name = |number: u32| {
        let reference = document.references.get(number as usize)?;
        Some(reference.destination.to_string())
    };
    to_fence(&document.flows[0], &name)
}

/// A flow without places in the source.
fn plain(flow: &Flow) -> String {
    let mut text = String::new();
    for lane in &flow.lanes {
        writeln!(text, "lane {} {}", lane.name, lane.is_listed).unwrap();
    }
    for node in &flow.nodes {
        let (kind, label, number, id) = (node.kind, &node.label, &node.number, &node.id);
        writeln!(text, "{kind:?} {label:?} {number:?} {id} {:?}", node.lane).unwrap();
    }
    let mut edges: Vec<String> = flow
        .edges
        .iter()
        .map(|edge| {
            let (from, to, kind) = (edge.from, edge.to, edge.kind);
            format!("{from} {to} {kind:?} {:?} {:?}", edge.label, edge.at_most)
        })
        .collect();
    edges.sort();
    text + &edges.join("\n")
}

#[test]
fn the_flows_of_the_design_are_written_as_they_are_read() {
    for lines in [
        "lanes: Operator | Owner\n\n1. Start: 20:00 UTC @Operator\n2. Check it\n3. Run it {#run}\n4. Did it end well? {#ok}\n   - Yes -> 8\n   - No, a job failed -> 5\n   - No, messages are missing -> [[Reload]] -> 3\n5. [[Recover]]\n6. Is a record wrong?\n   - Yes -> 7\n   - No -> 3, at most 3 times\n7. Correct it @Owner\n   -> 3\n8. Publish @Operator\n9. End: ready\n",
        "1. Start @Desk\n2. In parallel\n   - [[A]]\n   - [[B|The other]]\n3. Is it due? @Night\n   - Yes -> [[C]] -> 2\n   - No -> wait 10 minutes -> escalate\n   - Otherwise -> 4\n4. End: over\n< [[D]] -> 2\n> 2 -> [[E]]\n",
    ] {
        assert_eq!(written(&fenced(lines)), lines);
    }
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{3,8}( [a-z]{2,6})?",
        Just("Start".to_string()),
        Just("End".to_string()),
        Just("In parallel".to_string()),
        Just("Wait 5 minutes".to_string()),
        Just("[[Page one]]".to_string()),
        r"\[\[[a-c]\|[a-z]{3,5}\]\]",
        "[a-z]{3,8}\\?",
        "[a-z]{3,8}\\?",
    ]
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        "#[1-9]",
        "#[1-9]",
        r"\[\[[a-e]\]\]",
        r"\[\[[a-e]\]\] -> #[1-9]",
        "[a-z]{3,4} -> #[1-9], at most [1-3] times",
        Just("escalate".to_string()),
        "wait 5 minutes -> #[1-9]",
    ]
}

pub fn line() -> impl Strategy<Value = String> {
    let end = prop_oneof![Just(""), Just(" @Desk"), Just(" @Night owl"), Just(" {#an-id}")];
    let node = (words(), end).prop_map(|(words, end)| format!("{words}{end}"));
    let below = prop::collection::vec((words(), target()), 0..4);
    (node, below).prop_map(|(node, below)| {
        let mut text = format!("{node}\n");
        if node.starts_with("In parallel") {
            text += "   - look\n";
        }
        for (words, target) in below {
            if node.starts_with("In parallel") {
                writeln!(text, "   - {words}").unwrap();
            } else if node.contains('?') {
                writeln!(text, "   - {words} -> {target}").unwrap();
            } else if words.len() < 6 {
                writeln!(text, "   -> {target}").unwrap();
            }
        }
        text
    })
}

/// Makes the text of a fence of lines and connectors.
pub fn joined(lines: &[String], outs: &[(String, String, bool)]) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        write!(text, "{}. {line}", index + 1).unwrap();
    }
    // A target is one of the lines.
    for number in 1..=9 {
        text = text.replace(&format!("#{number}"), &format!("{}", (number - 1) % lines.len() + 1));
    }
    for (number, page, is_in) in outs {
        let number = (number.parse::<usize>().unwrap() - 1) % lines.len() + 1;
        match is_in {
            true => writeln!(text, "< [[{page}]] -> {number}").unwrap(),
            false => writeln!(text, "> {number} -> [[{page}]]").unwrap(),
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a flow is, writing it as a fence and reading that gives the
    /// text and the flow again.
    #[test]
    fn a_fence_of_a_flow_is_read_as_the_flow(
        lines in prop::collection::vec(line(), 1..10),
        outs in prop::collection::vec(("[1-9]", "[x-z]", any::<bool>()), 0..3),
    ) {
        let text = joined(&lines, &outs);
        let first = fenced(&text);
        prop_assert!(first.flows[0].is_whole, "{text}\n{:?}", first.diagnostics);
        let once = written(&first);
        let second = fenced(&once);
        prop_assert!(second.flows[0].is_whole, "{text}\n---\n{once}\n{:?}", second.diagnostics);
        let twice = written(&second);
        prop_assert_eq!(&once, &twice, "{}", text);
        let third = fenced(&twice);
        prop_assert_eq!(plain(&second.flows[0]), plain(&third.flows[0]));
    }
}

#[test]
fn a_fence_of_any_size_is_read_in_time() {
    let many = |line: &dyn Fn(usize) -> String| (0..10_000).map(line).collect::<String>();
    let shapes: &[(&str, String)] = &[
        ("steps", many(&|at| format!("{}. Step {at} @Lane {at}\n", at + 1))),
        (
            "questions",
            many(&|at| format!("{}. Is {at}?\n   - a -> 1\n   - b -> {}\n", at + 1, at + 2)),
        ),
        ("members", format!("1. In parallel\n{}", many(&|at| format!("   - Member {at}\n")))),
        ("forks", many(&|at| format!("{}. In parallel\n   - M\n", at + 1))),
        ("nowhere", many(&|at| format!("{}. Step\n   -> nowher{at}\n", at + 1))),
        ("numbers", many(&|at| format!("{}. Step\n   -> 999999\n", at + 1))),
        ("unknown", many(&|at| format!("what is {at}\n"))),
        ("same number", many(&|at| format!("1. Step {at}\n2. Step\n"))),
        ("connectors", format!("1. Start\n{}", many(&|at| format!("> 1 -> [[P{at}]]\n")))),
        ("a chain", format!("1. Start\n   -> {}1\n", many(&|at| format!("step {at} -> ")))),
        ("one line", format!("1. Start\n   -> {}\n", "[[".repeat(100_000) + &"->".repeat(100_000))),
        ("names", format!("1. {}@Lane\n", "[[a]]".repeat(60_000))),
        ("ids", many(&|at| format!("{}. Step {{#same}}\n", at + 1))),
        ("quotes", "> ".repeat(200) + "```process\n1. Start\n"),
    ];
    for (name, lines) in shapes {
        let start = Instant::now();
        let read = fenced(lines);
        if !read.flows.is_empty() {
            let _ = written(&read);
        }
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{name}: {took:?}");
    }
}

/// A step that is only a page's id is called what the page is called, in the
/// picture, in the table and in the twin.
#[test]
fn a_step_has_the_title_of_its_page() {
    let fence =
        "```process\n1. Start\n2. [[hold-queue]]\n3. See [[hold-queue|the queue]]\n4. End\n```\n";
    let files = MemoryFiles::new()
        .with("handover.toml", "")
        .with("a.md", &format!("# A\n\n{fence}"))
        .with("hold-queue.md", "# Hold the queue at night\n\nText.\n");
    let output = crate::site::build(&files);
    let page = output.text("a/index.html");
    let (picture, table) = page.split_once("<table").expect("a picture and a table");
    assert!(picture.contains("Hold the"), "{picture}");
    assert!(table.contains("Hold the queue at night</a>"), "{table}");
    assert!(table.contains("See the queue"), "{table}");
    assert!(!page.contains(">hold-queue<"), "{page}");
    assert!(output.text("a/index.md").contains("[Hold the queue at night]"));
}
