//! Flows from the numbered lists of real authors, against graphs made by hand.
//!
//! `tests/flows/*.edges` were written by reading the lists, before there was
//! anything that reads them; `tests/flows/README.md` says how well lists that
//! nobody had shown it were read. The lists lie beside the project and are never
//! copied into it; where they are not there, the tests say so and pass.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use handover::base::{Code, TextRange};
use handover::host::MemoryFiles;
use handover::model::document::Document;
use handover::model::flow::{Flow, FlowOrigin, Side};
use handover::model::page::Target;

use crate::site::prepare;

/// An edge by the names of its ends, with its answer.
type Edge = (String, String, String);

/// The folders of graphs, in the order in which they were written.
const SETS: &[&str] = &["", "second", "third", "fourth", "fifth", "sixth"];

const SEED: &str = "administer-to-operate-train-users-increase-adoption-overview";

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora")
}

fn read(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        println!("skipped: no {}", path.display());
    }
    text
}

/// Reads one page alone.
fn document(text: &str) -> Arc<Document> {
    let files = MemoryFiles::new().with("handover.toml", "").with("a.md", text);
    let prepared = prepare(&files);
    let is_page = |document: &&Arc<Document>| document.source.path.as_str() == "a.md";
    Arc::clone(prepared.documents.values().find(is_page).expect("the page"))
}

fn name(flow: &Flow, at: usize) -> String {
    let node = &flow.nodes[at];
    let is_twin = flow.nodes.iter().filter(|other| key(&other.label) == key(&node.label)).count();
    let mark = if 1 < is_twin && node.side == Some(Side::Downstream) { " >" } else { "" };
    format!("{}{mark}", key(&node.label))
}

/// Names are compared without case, articles and parentheses.
fn key(name: &str) -> String {
    let name = name.to_lowercase();
    let words = name.split_whitespace();
    let words = words.filter(|word| !word.starts_with('(') && *word != "the" && *word != "a");
    words.collect::<Vec<_>>().join(" ")
}

fn edges(flows: &[Flow]) -> BTreeSet<Edge> {
    let of = |flow: &Flow| -> Vec<Edge> {
        let label = |label: &Option<Box<str>>| key(label.as_deref().unwrap_or_default());
        let edge = |edge: &handover::model::flow::FlowEdge| {
            (name(flow, edge.from), name(flow, edge.to), label(&edge.label))
        };
        flow.edges.iter().map(edge).collect()
    };
    flows.iter().flat_map(of).collect()
}

fn expected(text: &str) -> BTreeSet<Edge> {
    let twin = |name: &str| match name.strip_suffix(" >") {
        Some(name) => format!("{} >", key(name)),
        None => key(name),
    };
    let line = |line: &str| {
        let (line, label) = match line.strip_suffix(']').and_then(|line| line.split_once(" [")) {
            Some((line, label)) => (line, label),
            None => (line, ""),
        };
        let (from, to) = line.split_once(" -> ").expect("an arrow");
        (twin(from), twin(to), key(label))
    };
    text.lines().filter(|line| !line.is_empty()).map(line).collect()
}

/// A page whose author has put all of it in a comment; its list counts here.
const COMMENTED: &str = "design-to-retire-define-product-costing-overview";

/// How many edges were found, how many of them are right, and how many were
/// wanted.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
struct Score {
    found: usize,
    right: usize,
    wanted: usize,
}

/// Compares the flows of a page with its graph, a file of `tests/flows`.
fn compare(graph: &str, text: &str) -> Score {
    let document = match graph == COMMENTED {
        true => document(&text.replace("<!--", "").replace("-->", "")),
        false => document(text),
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/flows/{graph}.edges"));
    let wanted = expected(&std::fs::read_to_string(path).expect("a graph"));
    let found = edges(&document.flows);
    for (from, to, label) in found.difference(&wanted) {
        println!("{graph}: too many: {from} -> {to} [{label}]");
    }
    for (from, to, label) in wanted.difference(&found) {
        println!("{graph}: missing: {from} -> {to} [{label}]");
    }
    let right = found.intersection(&wanted).count();
    Score { found: found.len(), right, wanted: wanted.len() }
}

#[test]
fn the_flow_of_the_seed() {
    let Some(text) = read(&corpora().join(format!("seeds/{SEED}.md"))) else { return };
    let Score { found, right, wanted } = compare(SEED, &text);
    assert_eq!((found, right), (wanted, wanted));
}

/// Compares all lists of a folder of graphs.
fn compare_all(set: &str) -> Option<Score> {
    let folder = corpora().join("d365/guidance/business-processes");
    let graphs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/flows").join(set);
    let mut stems: Vec<String> = std::fs::read_dir(graphs)
        .expect("the graphs")
        .filter_map(|entry| {
            let name = entry.expect("an entry").file_name().into_string().expect("a name");
            name.strip_suffix(".edges").map(str::to_owned)
        })
        .collect();
    stems.sort();
    let mut all = Score::default();
    for stem in stems.iter().filter(|stem| *stem != SEED) {
        let text = read(&folder.join(format!("{stem}.md")))?;
        let graph = if set.is_empty() { stem.clone() } else { format!("{set}/{stem}") };
        let Score { found, right, wanted } = compare(&graph, &text);
        println!("{stem}: {right} of {found} right, {wanted} wanted");
        all.found += found;
        all.right += right;
        all.wanted += wanted;
    }
    println!("precision {}/{}, recall {}/{}", all.right, all.found, all.right, all.wanted);
    Some(all)
}

#[test]
fn flows_made_by_hand() {
    for set in SETS {
        let Some(Score { found, right, wanted }) = compare_all(set) else { return };
        assert!(95 * found <= 100 * right, "{set}: precision {right} of {found}");
        assert!(95 * wanted <= 100 * right, "{set}: recall {right} of {wanted}");
    }
}

/// Sentences that say edges, found by their words alone.
fn relational(document: &Document, flow: &Flow) -> Vec<TextRange> {
    let text = &*document.source.text;
    let start = text[..flow.range.start as usize].rfind("\n#").unwrap_or(0);
    let end = text[flow.range.end as usize..]
        .find("\n#")
        .map_or(text.len(), |at| at + flow.range.end as usize);
    let mut found = Vec::new();
    let mut at = start;
    let mut is_comment = false;
    for line in text[start..end].split_inclusive('\n') {
        let begins = at;
        at += line.len();
        is_comment |= line.contains("<!--");
        let skip =
            is_comment || line.starts_with('#') || line.contains(":::") || line.starts_with('>');
        is_comment &= !line.contains("-->");
        if skip {
            continue;
        }
        let mut from = begins;
        for part in line.split_inclusive(". ") {
            let words = part.to_lowercase();
            let says = ["connect", "branch", "leads to", "links to"]
                .iter()
                .any(|word| words.contains(word));
            let item = words
                .trim_start()
                .trim_start_matches(|c: char| c.is_ascii_digit() || ".-*( ".contains(c));
            let answers = ["yes", "no ", "no:", "no,", "if yes", "if no"]
                .iter()
                .any(|word| item.starts_with(word));
            let is_talk = [
                "diagram shows",
                "diagram illustrates",
                "represents",
                "steps are illustrated",
                "arrows show",
                "shown as branches",
            ]
            .iter()
            .any(|talk| words.contains(talk));
            let is_aside = words.trim_start().starts_with('(') && words.trim_end().ends_with(')');
            if (says || answers) && !is_talk && !is_aside {
                found.push(TextRange::new(from, from + part.trim_end().len()));
            }
            from += part.len();
        }
    }
    found
}

#[test]
fn sentences_of_all_lists() {
    let Some(files) = crate::corpus::folder(&corpora().join("d365/guidance"), "") else { return };
    let prepared = prepare(&files);
    let (mut lists, mut all, mut missed) = (0, 0, Vec::new());
    let mut documents: Vec<_> = prepared.documents.values().collect();
    documents.sort_by_key(|document| document.source.path.as_str());
    for document in documents {
        let path = document.source.path.as_str();
        for flow in document.flows.iter().filter(|flow| flow.origin == FlowOrigin::List) {
            lists += 1;
            let touches =
                |one: TextRange, other: TextRange| one.start < other.end && other.start < one.end;
            for sentence in relational(document, flow) {
                all += 1;
                let is_reported = document.diagnostics.iter().any(|problem| {
                    problem.code == Code::FLOW_NOT_UNDERSTOOD
                        && touches(problem.span.range, sentence)
                });
                let is_edge = flow.edges.iter().any(|edge| touches(edge.range, sentence));
                if is_reported || !is_edge {
                    let text = &*document.source.text;
                    let line = text[..sentence.start as usize].lines().count();
                    let why = if is_reported { "reported" } else { "SILENT" };
                    missed.push(format!("{path}:{line} {why}: {}", sentence.of(text).trim()));
                }
            }
        }
    }
    missed.sort();
    println!("{lists} lists, {all} sentences, {} not understood", missed.len());
    missed.iter().for_each(|line| println!("{line}"));
    assert!(100 * missed.len() <= 8 * all, "{} of {all}", missed.len());
}

/// What is said against lists that are understood. Each was looked at: two
/// questions of these 86 lists have only the answer "Yes", and no other list
/// has a finding. More than one list in twenty would be a reader's mistake.
#[test]
fn findings_of_all_lists() {
    let Some(files) = crate::corpus::folder(&corpora().join("d365/guidance"), "") else { return };
    let prepared = prepare(&files);
    let lists = prepared.documents.values().flat_map(|document| &document.flows);
    let lists = lists.filter(|flow| flow.origin == FlowOrigin::List).count();
    let codes = [Code::DECISION_WITH_ONE_ANSWER, Code::DEAD_END, Code::UNREACHABLE_STEP];
    let found: Vec<&str> = (prepared.found.iter())
        .filter(|problem| codes.contains(&problem.code))
        .map(|problem| &*problem.message)
        .collect();
    println!("{} findings in {lists} lists: {found:?}", found.len());
    assert!(20 * found.len() <= lists, "{found:#?}");
}

/// Names in lists are links to pages, or planned pages, where the site has
/// such.
#[test]
fn names_of_all_lists() {
    let Some(files) = crate::corpus::folder(&corpora().join("d365/guidance"), "") else { return };
    let prepared = prepare(&files);
    let (mut pages, mut planned, mut steps) = (0, 0, 0);
    for (document, targets) in prepared.site.pages.values().flat_map(|page| page.parts()) {
        let lists = document.flows.iter().filter(|flow| flow.origin == FlowOrigin::List);
        for node in lists.flat_map(|flow| &flow.nodes) {
            match node.reference.map(|number| &targets[number as usize]) {
                Some(Target::Page(..)) => pages += 1,
                Some(Target::Planned(_)) => planned += 1,
                _ => steps += 1,
            }
        }
    }
    println!("{pages} names are pages, {planned} are planned, {steps} are steps");
    assert!(0 < pages && 0 < planned, "{pages} {planned} {steps}");
}

/// A number is a place in the list, and no place is that of two steps.
#[test]
fn numbers_of_all_lists() {
    let Some(files) = crate::corpus::folder(&corpora().join("d365/guidance"), "") else { return };
    let prepared = prepare(&files);
    let twice = |document: &Arc<Document>| -> Vec<String> {
        let path = document.source.path.as_str();
        let lists = document.flows.iter().filter(|flow| flow.origin == FlowOrigin::List);
        let repeated = |flow: &Flow| {
            let mut seen = BTreeSet::new();
            let nodes = flow.nodes.iter().filter(|node| node.number.is_some());
            let nodes = nodes.filter(|node| !seen.insert(node.number.clone()));
            nodes
                .map(|node| format!("{path}: {:?} {}", node.number, node.label))
                .collect::<Vec<_>>()
        };
        lists.flat_map(repeated).collect()
    };
    let mut twice: Vec<String> = prepared.documents.values().flat_map(twice).collect();
    twice.sort();
    assert!(twice.is_empty(), "{twice:#?}");
}

/// Twice the list takes about twice the time: what is read stays linear.
#[test]
fn long_lists() {
    let items = |count: usize| -> String {
        let item = |at: usize| {
            format!(
                "1. *Step {at}*\n\n    A parallel branch connects to *Step {}*, *Other {at}*, and End.\n\n",
                at / 2
            )
        };
        format!("# A\n\n## Process flow\n\n1. Start\n{}", (0..count).map(item).collect::<String>())
    };
    grows_no_faster("items", 10_000, items);
}

/// A sentence of a megabyte, and items that name a thousand things side by
/// side, cost no more than their length.
#[test]
fn long_sentences() {
    let names = |count: usize| (0..count).map(|at| format!("*Name {at}*, ")).collect::<String>();
    let list =
        |item: &str| format!("# A\n\n## Process flow\n\n1. Start\n1. *Do*\n\n{item}\n1. End\n");
    grows_no_faster("names of a sentence", 40_000, |count| {
        list(&format!("    A parallel branch connects to {}and *Last*\n", names(count)))
    });
    grows_no_faster("things side by side", 2_000, |count| {
        let below = (0..count).map(|at| format!("    1. *Name {at}*\n")).collect::<String>();
        list(&format!("1. Upstream processes\n\n{below}\n1. Downstream processes\n\n{below}"))
    });
    let item = |item: usize| {
        let names = (0..400).map(|at| format!("*Name {item} {at}*, ")).collect::<String>();
        format!("1. {names}and *Last {item}*\n")
    };
    grows_no_faster("items of 400 names", 25, |count| {
        format!("# A\n\n1. Start\n{}", (0..count).map(item).collect::<String>())
    });
}

/// Asserts that twice of something takes less than four times as long. Both
/// are timed in turn and the shortest times count, so a busy machine makes no
/// difference.
fn grows_no_faster(what: &str, count: usize, page: impl Fn(usize) -> String) {
    let (single, double) = (page(count), page(2 * count));
    let (mut half, mut whole) = (Duration::MAX, Duration::MAX);
    for _ in 0..6 {
        half = half.min(time(&single));
        whole = whole.min(time(&double));
        if whole < 4 * half {
            println!("{count} {what}: {half:?}; twice as many: {whole:?}");
            return;
        }
    }
    panic!("{count} {what} take {half:?}, twice as many {whole:?}");
}

/// Returns how long it takes to read a page with one flow.
fn time(text: &str) -> Duration {
    let begun = Instant::now();
    let document = document(text);
    let taken = begun.elapsed();
    assert_eq!(document.flows.len(), 1);
    taken
}
