//! A flow is one value however it is written: as a fence, as a list in our
//! own language, and, where authors wrote one, in sentences.

use std::path::Path;

use handover::edit::overlay::Overlay;
use handover::host::MemoryFiles;
use handover::model::catalog::PageId;
use handover::model::document::Document;
use handover::model::extension::Mode;
use handover::model::flow::{Flow, FlowOrigin, to_fence, to_list};
use handover::model::world::{Files, World};
use handover::pipeline::fencing::{self, Fenced};
use handover::pipeline::{Options, Prepared, Session};
use handover::report;
use proptest::prelude::*;

use crate::fences::{document, fenced, joined, line};
use crate::site::{Stopped, TODAY, build, prepare};

/// What names of pages say in brackets.
fn destination(document: &Document) -> impl Fn(u32) -> Option<String> {
    |number| Some(document.references.get(number as usize)?.destination.to_string())
}

fn listed(document: &Document) -> String {
    to_list(&document.flows[0], &destination(document))
}

/// A page whose kind is said has labels taken out of its text; on another
/// they are bullets.
fn pages(list: &str) -> [String; 2] {
    [
        format!("# A\n\n## Process flow\n\n{list}"),
        format!("---\nkind: article\n---\n\n# A\n\n## Process flow\n\n{list}"),
    ]
}

/// How much of a flow is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Much {
    /// All but derived ids.
    All,
    /// Not the numbers, which sentences have letters in, nor in which order
    /// a step names its ways.
    Graph,
}

/// A flow without places in the source; its nodes and edges in one order.
fn plain(flow: &Flow, much: Much) -> String {
    let lane = |lane: Option<usize>| lane.map_or("", |lane| &flow.lanes[lane].name);
    let mut lines: Vec<String> = flow
        .lanes
        .iter()
        .enumerate()
        .map(|(at, lane)| format!("lane {at} {} {}", lane.name, lane.is_listed))
        .collect();
    let number = |at: usize| match much {
        Much::All => flow.nodes[at].number.as_deref().unwrap_or_default(),
        Much::Graph => "",
    };
    for (at, node) in flow.nodes.iter().enumerate() {
        let id = if &*node.id == "an-id" { "an-id" } else { "" };
        let number = number(at);
        lines.push(format!("{:?} {:?} {number} {id} {}", node.kind, node.label, lane(node.lane)));
    }
    for edge in &flow.edges {
        let ends =
            [edge.from, edge.to].map(|at| format!("{:?} {}", flow.nodes[at].label, number(at)));
        let kind = match (much, &edge.label) {
            (Much::Graph, _) => String::new(),
            _ => format!("{:?}", edge.kind),
        };
        let (label, most, shown) = (&edge.label, edge.at_most, edge.is_shown);
        lines.push(format!("{} -> {} {kind} {label:?} {most:?} {shown}", ends[0], ends[1]));
    }
    lines.sort();
    lines.join("\n")
}

#[test]
fn a_fence_as_a_list() {
    let fence = "lanes: Operator | Owner\n\n1. Start: 20:00 UTC @Operator\n2. Check \\@night \\//now\n3. Run it {#run}\n4. Did it end well?\n   - Yes -> 8\n   - No, a job failed -> 5\n   - No, messages are missing -> [[Reload]] -> 3, at most 2 times\n   - No: late -> escalate\n   - Time -> wait 10 minutes -> 3\n5. [[Recover]]\n   -> [[The desk]]\n6. In parallel\n   - [[A]]\n   - Look: again @Owner\n   -> 8\n   -> 2, not shown\n7. Hire (process area)\n   -> stop\n8. Publish @Operator\n9. End: ready\n> 8 -> [[Order to cash]]\n< [[Plan]] -> 2\n";
    let list = "1. Start: 20:00 UTC\n   - Lanes: Operator | Owner\n   - Role: Operator\n2. Check @night //now\n   - Comes from: [[Plan]]\n3. Run it {#run}\n4. Did it end well?\n   - Yes: go to step 8 (Publish)\n   - No, a job failed: go to step 5 (Recover)\n   - No, messages are missing: [[Reload]], then go to step 3 (Run it), at most 2 times\n   - No\\: late: escalate\n   - Time -> Wait 10 minutes, then go to step 3 (Run it)\n5. [[Recover]]\n   - Then: continue with [[The desk]]\n6. In parallel\n   - [[A]]\n   - Look\\: again\n     - Role: Owner\n   - Then: go to step 8 (Publish); go to step 2 (Check @night //now), not shown\n7. Hire (process area)\n   - Then: stop\n8. Publish\n   - Role: Operator\n   - Leads also to: [[Order to cash]]\n9. End: ready\n";
    let first = fenced(fence);
    assert!(first.flows[0].is_whole, "{:?}", first.diagnostics);
    let wanted = plain(&first.flows[0], Much::All);
    println!("{}", listed(&first));
    for page in pages(&listed(&first)) {
        let read = document(&page);
        assert_eq!(read.flows.len(), 1, "{page}\n{:?}", read.diagnostics);
        assert!(read.flows[0].is_whole, "{page}\n{:?}", read.diagnostics);
        assert_eq!(plain(&read.flows[0], Much::All), wanted, "{page}");
        let again = fenced(&to_fence(&read.flows[0], &destination(&read)));
        assert_eq!(plain(&again.flows[0], Much::All), wanted);
    }
    assert_eq!(listed(&first).replace("wait 10", "Wait 10"), list);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a flow is, it is read again from its fence and from its list.
    #[test]
    fn a_flow_is_read_from_its_list(
        lines in prop::collection::vec(line(), 1..10),
        outs in prop::collection::vec(("[1-9]", "[x-z]", any::<bool>()), 0..3),
    ) {
        let first = fenced(&joined(&lines, &outs));
        let once = to_fence(&first.flows[0], &destination(&first));
        let first = fenced(&once);
        let flow = &first.flows[0];
        prop_assume!(flow.is_whole && !flow.edges.is_empty());
        let list = listed(&first);
        for page in pages(&list) {
            let read = document(&page);
            prop_assert_eq!(read.flows.len(), 1, "{}\n---\n{}\n{:?}", &once, &list, &read.diagnostics);
            let (wanted, found) = (plain(flow, Much::All), plain(&read.flows[0], Much::All));
            prop_assert_eq!(found, wanted, "{}\n---\n{}\n{:?}", &once, &list, &read.diagnostics);
        }
    }
}

/// All lists of processes of the corpus that are whole, written as fences and
/// as lists of ours, are the same flows.
#[test]
fn lists_of_sentences_in_other_forms() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let Some(files) = crate::corpus::folder(&corpora.join("d365/guidance"), "") else { return };
    let prepared = prepare(&files);
    let (mut whole, mut wrong) = (0, Vec::new());
    let mut documents: Vec<_> = prepared.documents.values().collect();
    documents.sort_by_key(|document| document.source.path.as_str());
    for document_of in documents {
        let lists = document_of.flows.iter().filter(|flow| flow.origin == FlowOrigin::List);
        for flow in lists.filter(|flow| flow.is_whole) {
            whole += 1;
            let wanted = plain(flow, Much::Graph);
            let named = destination(document_of);
            let nameless = |_| None;
            let names: [&dyn Fn(u32) -> Option<String>; 2] = [&nameless, &named];
            for name in names {
                let (list, fence) = (to_list(flow, name), to_fence(flow, name));
                let [page, _] = pages(&list);
                for (form, text, read) in
                    [("list", &list, document(&page)), ("fence", &fence, fenced(&fence))]
                {
                    let found = read.flows.first().map(|flow| plain(flow, Much::Graph));
                    let is_whole = read.flows.first().is_some_and(|flow| flow.is_whole);
                    if !is_whole || found.as_ref() != Some(&wanted) {
                        let found = found.unwrap_or_default();
                        let more = found.lines().filter(|line| !wanted.lines().any(|w| w == *line));
                        let less = wanted.lines().filter(|line| !found.lines().any(|f| f == *line));
                        let more: Vec<&str> = more.take(4).collect();
                        let less: Vec<&str> = less.take(4).collect();
                        let path = document_of.source.path.as_str();
                        wrong.push(format!(
                            "{path} {form}: {is_whole}\n  more {more:#?}\n  less {less:#?}\n{:?}\n{text}",
                            read.diagnostics
                        ));
                    }
                }
            }
        }
    }
    println!("{whole} whole lists, {} forms that say something else", wrong.len());
    wrong.iter().take(8).for_each(|wrong| println!("{wrong}"));
    assert!(wrong.is_empty());
}

fn fences_of(files: &dyn Files) -> Fenced {
    let world = World { files, clock: &Stopped };
    let options = Options { today: TODAY, mode: Mode::Publish };
    fencing::fences(&Session::new(), world, options).expect("memory")
}

fn page_id(prepared: &Prepared, path: &str) -> PageId {
    let mut pages = prepared.site.pages.values();
    pages.find(|page| page.document.source.path.as_str() == path).expect("the page").id
}

const SENTENCES: &str = "# Store\n\n## Process flow\n\n1. Start\n1. *Collect goods*\n\n    A parallel branch connects to *Count goods*.\n\n1. *Count goods*\n1. End\n\nAfter.\n";

#[test]
fn a_list_becomes_a_fence() {
    let files = MemoryFiles::new()
        .with("handover.toml", "")
        .with("count.md", "# Count goods\n\nText.\n")
        .with("a.md", SENTENCES);
    let fenced = fences_of(&files);
    assert_eq!((fenced.made, fenced.kept.len()), (1, 0));
    let text = fenced.change.texts.values().next().expect("a text");
    let list = SENTENCES.split_once("1. Start").expect("a list").0;
    let fence =
        "```process\n1. Start\n2. Collect goods\n3. [[Count goods]]\n4. End\n```\n\nAfter.\n";
    assert_eq!(&*text.after, format!("{list}{fence}"));
}

/// Nothing that a fence has no room for is lost: such a list stays.
#[test]
fn a_list_that_says_more_stays() {
    let more = [
        ("1. Start\n2. *Pay*\n\n    ```sh\n    pay\n    ```\n\n3. End\n", "```sh", "no room"),
        ("1. Start\n2. **Pay** the vendor in euros\n3. End\n", "vendor", "no room"),
        ("1. Start\n2. *Pay*\n\n    Use the blue form.\n\n3. End\n", "Use", "no room"),
        ("1. Start\n2. *Pay* ![a form](f.png)\n3. End\n", "![a", "no room"),
        ("1. Start\n2. [Pay](https://pay.example)\n3. End\n", "Pay", "no page"),
        ("> 1. Start\n> 2. *Pay*\n> 3. End\n", "", ""),
    ];
    for (list, lost, why) in more {
        let text = format!("# Pay it\n\n## Process flow\n\n{list}");
        let files = MemoryFiles::new().with("handover.toml", "").with("a.md", &text);
        let fenced = fences_of(&files);
        assert_eq!(fenced.made, 0, "{list}");
        let found =
            fenced.kept.first().map(|(span, reason)| (span.range.of(&text), reason.words()));
        let Some((at, reason)) = found else {
            assert_eq!(why, "", "{list}");
            continue;
        };
        assert!(at.starts_with(lost) && reason.contains(why), "{list}: {at} {reason}");
    }
}

/// What is written into the lists of the corpus are the same flows.
#[test]
fn lists_of_the_corpus_become_fences() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let Some(files) = crate::corpus::folder(&corpora.join("d365/guidance"), "") else { return };
    let before = prepare(&files);
    let fenced = fences_of(&files);
    let after = prepare(&Overlay::new(&files, &fenced.change));
    let mut same = 0;
    for path in fenced.change.texts.keys() {
        let flows = |prepared: &Prepared| {
            let id = page_id(prepared, path.as_str());
            prepared.site.pages[&id].document.flows.clone()
        };
        let (before, after) = (flows(&before), flows(&after));
        assert_eq!(before.len(), after.len(), "{path}");
        for (one, other) in before.iter().zip(&after) {
            assert!(one.says_the_same(other), "{path}");
            same += usize::from(other.origin == FlowOrigin::Fence);
        }
    }
    assert_eq!(same, fenced.made);
    let mut why: Vec<&str> = fenced.kept.iter().map(|(_, why)| why.words()).collect();
    why.sort_unstable();
    let counted = why.chunk_by(|one, other| one == other).map(|same| (same[0], same.len()));
    println!("{} fences, kept: {:?}", fenced.made, counted.collect::<Vec<_>>());
    for (span, why) in fenced.kept.iter().filter(|(_, why)| why.words().contains("room")) {
        let (path, text) = fenced.texts.get(span.file).expect("a text");
        let line = text[..span.range.start as usize].lines().count();
        println!(
            "{path}:{line} {}: {}",
            why.words(),
            &span.range.of(text).lines().next().unwrap_or("")
        );
    }
}

const OWN: &str = "---\nkind: article\n---\n\n# Night\n\n1. Start\n   - Role: Operator\n2. **Run the jobs** {#run}\n\n    ```sh\n    jobs run\n    ```\n\n   - Expect: `done`\n3. **Did they end well?**\n   - Yes: go to step 5 (End)\n   - No: go to step 2 (Run the jobs), at most 2 times\n   - Still not: go to step 4 (Call)\n4. **Call**\n   - Role: Night desk\n5. End\n";

/// A procedure in our own language has a figure below it, and nothing of its
/// text is lost. Each id is given once.
#[test]
fn a_procedure_has_a_figure() {
    let files = MemoryFiles::new()
        .with("handover.toml", "")
        .with("operator.md", "---\nkind: role\ntitle: Operator\n---\n\n# Operator\n\nText.\n")
        .with("desk.md", "---\nkind: role\ntitle: Night desk\n---\n\n# Night desk\n\nText.\n")
        .with("a.md", OWN);
    let output = build(&files);
    let page = output.text("a/index.html");
    assert!(page.contains("<figure class=\"flow said\">") && page.contains("<pre"), "{page}");
    let count = |what: &str| page.matches(what).count();
    assert_eq!((count("id=\"run\""), count("id=\"call\"")), (1, 1), "{page}");
    assert!(page.contains("; Night desk <a href=\"#call\">4</a></p>"), "{page}");
    // The list says its steps, so no table says them again.
    assert!(!page.contains("<table") && page.contains("<li id=\"did-they-end-well\">"), "{page}");
    // The role does what stands in its lane, though no item says so.
    let role = output.text("operator/index.html");
    assert!(role.contains("Did they end well") && role.contains("a/index.html#run"), "{role}");
    let desk = output.text("desk/index.html");
    assert_eq!(desk.matches("a/index.html#call").count(), 1, "{desk}");
}

#[test]
fn a_page_is_explained_with_its_flows() {
    let files = MemoryFiles::new().with("handover.toml", "").with("a.md", SENTENCES);
    let prepared = prepare(&files);
    let id = page_id(&prepared, "a.md");
    let text = report::page::describe(&prepared.site, &prepared.texts, id).expect("a page");
    let flows = text.split_once("\nFlows\n").expect("flows").1;
    let wanted = "  a list, lines 5 to 11: 2 steps, 3 ways\n    2 ways are its order\n    others are said in lines 8\n";
    assert_eq!(flows, wanted);
    let table = report::flow::write(&prepared.site, (id, 0), report::flow::Form::Table);
    let rows = "| 1 | Start |  | 2 |  |\n| 2 | Collect goods |  | 3 |  |\n";
    assert!(table.as_ref().is_some_and(|table| table.contains(rows)), "{table:?}");
    let list = report::flow::write(&prepared.site, (id, 0), report::flow::Form::List);
    assert_eq!(list.as_deref(), Some("1. Start\n2. Collect goods\n3. Count goods\n4. End\n"));
}

/// A flow of an included file is a figure of the page that shows it; its
/// links stay in that page.
#[test]
fn a_flow_of_an_included_file() {
    let fence = "```process\n1. Start @Desk\n2. Pay {#pay}\n3. Post @Night\n4. End\n```\n";
    let files = MemoryFiles::new()
        .with("handover.toml", "")
        .with("includes/pay.md", fence)
        .with("a.md", "# A\n\n## Pay\n\n[!INCLUDE [Pay](includes/pay.md)]\n");
    let page = build(&files).text("a/index.html");
    assert!(page.contains("<figure class=\"flow\">"), "{page}");
    let ids: Vec<&str> = page
        .match_indices(" id=\"")
        .filter_map(|(at, mark)| page[at + mark.len()..].split('"').next())
        .collect();
    for (at, _) in page.match_indices("href=\"#") {
        let target = page[at + 7..].split('"').next().expect("an address");
        assert!(ids.contains(&target), "#{target}");
    }
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
}
