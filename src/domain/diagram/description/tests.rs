//! What is said of small processes.

use super::super::graph::{Edge, EdgeKind, Graph, Lane, Node, NodeKind};
use super::Reading;

pub(crate) fn node(kind: NodeKind, number: &str, label: &str) -> Node {
    Node {
        id: if number.is_empty() {
            label.to_lowercase().replace(' ', "-")
        } else {
            number.to_string()
        },
        kind,
        label: label.to_string(),
        number: (!number.is_empty()).then(|| number.to_string()),
        lane: None,
        href: None,
        is_planned: false,
    }
}

pub(crate) fn edge(from: usize, to: usize, label: &str) -> Edge {
    let label = (!label.is_empty()).then(|| label.to_string());
    Edge { from, to, kind: EdgeKind::Sequence, label }
}

/// Start, a step, a decision that leads on or to a loop, an end.
pub(crate) fn approval() -> Graph {
    let mut nodes = vec![
        node(NodeKind::Start, "", "Invoice arrives"),
        node(NodeKind::Step, "1", "Register invoice"),
        node(NodeKind::Decision, "2", "Order found?"),
        node(NodeKind::Area, "3", "Confirm the purchase"),
        node(NodeKind::End, "", "End"),
    ];
    nodes[1].lane = Some(0);
    nodes[3].is_planned = true;
    let mut back = edge(3, 1, "");
    back.kind = EdgeKind::Loop;
    let edges = vec![edge(0, 1, ""), edge(1, 2, ""), edge(2, 4, "Yes"), edge(2, 3, "No"), back];
    let lanes = vec![Lane { name: "Accounts payable".into(), href: None }];
    Graph { title: "Pay".into(), lanes, nodes, edges }
}

#[test]
fn a_summary_counts_and_names_the_ends() {
    let graph = approval();
    assert_eq!(
        Reading::of(&graph).summary(),
        "3 steps, 1 role, 1 decision; starts at Invoice arrives, ends at Order found?"
    );
    assert_eq!(Reading::of(&Graph::default()).summary(), "No steps.");
}

#[test]
fn what_follows_is_said_with_its_condition() {
    let graph = approval();
    let reading = Reading::of(&graph);
    assert_eq!(reading.then(1), "2");
    assert_eq!(reading.then(2), "if Yes, End; if No, 3 Confirm the purchase");
    assert_eq!(reading.then(3), "back to 1");
    assert_eq!(reading.then(4), "");
    assert_eq!(reading.then(99), "");
}

#[test]
fn a_name_says_what_the_picture_shows() {
    let graph = approval();
    let reading = Reading::of(&graph);
    assert_eq!(reading.name(0), "Invoice arrives. Start. Next: 1.");
    assert_eq!(reading.name(1), "Step 1: Register invoice. Role: Accounts payable. Next: 2.");
    assert_eq!(
        reading.name(2),
        "Step 2: Order found? Decision. Next: if Yes, End; if No, 3 Confirm the purchase."
    );
    assert_eq!(
        reading.name(3),
        "Step 3: Confirm the purchase. Process area. Planned, not written yet. Next: back to 1."
    );
    assert_eq!(reading.name(4), "End");
}

#[test]
fn a_bar_is_no_step() {
    let nodes = vec![
        node(NodeKind::Step, "1", "Ask"),
        node(NodeKind::Fork, "", ""),
        node(NodeKind::Step, "2", "Train"),
        node(NodeKind::Step, "3", "Publish"),
    ];
    let edges = vec![edge(0, 1, ""), edge(1, 2, ""), edge(1, 3, "")];
    let graph = Graph { title: String::new(), lanes: Vec::new(), nodes, edges };
    let reading = Reading::of(&graph);
    assert_eq!(reading.then(0), "2 and 3");
    assert_eq!(reading.name(1), "In parallel. Next: 2 and 3.");
}

#[test]
fn bars_that_lead_to_each_other_end() {
    let nodes = vec![node(NodeKind::Fork, "", ""), node(NodeKind::Join, "", "")];
    let edges = vec![edge(0, 1, ""), edge(1, 0, "")];
    let graph = Graph { title: String::new(), lanes: Vec::new(), nodes, edges };
    assert_eq!(Reading::of(&graph).then(0), "Together again");
}
