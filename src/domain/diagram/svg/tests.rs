//! What is written, and that nothing of an author's becomes markup.

use super::super::description::Reading;
use super::super::description::tests::{approval, edge, node};
use super::super::drawing::Drawing;
use super::super::graph::{EdgeKind, Graph, Lane, Node, NodeKind};
use super::super::narrow;
use super::super::size::{Form, typeset};
use super::{Picture, Place, figure, has_room, node::letters, standalone};

fn drawn(graph: &Graph, place: Place) -> String {
    let reading = Reading::of(graph);
    let typeset = typeset(graph, Form::Narrow);
    let drawing = narrow::lay_out(&typeset.sketch);
    let picture = Picture {
        graph,
        reading: &reading,
        typeset: &typeset,
        drawing: &drawing,
        form: Form::Narrow,
        place,
        figure: "flow",
    };
    match place {
        Place::Page | Place::Beside => picture.svg(),
        Place::File => standalone(&picture),
    }
}

/// A figure whose forms have the same drawing.
fn both_forms(graph: &Graph, drawing: &Drawing) -> String {
    let reading = &Reading::of(graph);
    let typeset = &typeset(graph, Form::Narrow);
    let (place, name) = (Place::Page, "flow");
    let picture = |form| Picture { graph, reading, typeset, drawing, form, place, figure: name };
    figure(Some(&picture(Form::Wide)), &picture(Form::Narrow))
}

/// The tags of well-formed markup with their attributes. Stops the test where
/// it is not well-formed.
fn tags(svg: &str) -> Vec<(String, Vec<(String, String)>)> {
    let (mut tags, mut open, mut rest) = (Vec::new(), Vec::new(), svg);
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "a bare `>`");
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{tag}");
            continue;
        }
        if tag.starts_with('?') {
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default().to_string();
        let mut attributes = Vec::new();
        let mut parts = tag[name.len()..].trim_end_matches('/').split('"');
        while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
            let key = key.strip_suffix('=').expect("an attribute has a value").trim();
            assert!(key.chars().all(|c| c.is_ascii_alphabetic() || c == '-'), "{key}");
            attributes.push((key.to_string(), value.to_string()));
        }
        if !tag.ends_with('/') {
            open.push(name.clone());
        }
        tags.push((name, attributes));
    }
    assert_eq!(open, Vec::<String>::new());
    tags
}

const ELEMENTS: [&str; 9] = ["svg", "title", "desc", "g", "a", "rect", "path", "text", "tspan"];

#[test]
fn only_known_elements_and_no_styles_or_scripts() {
    for (name, attributes) in tags(&drawn(&approval(), Place::Page)) {
        assert!(ELEMENTS.contains(&name.as_str()), "{name}");
        for (key, value) in attributes {
            assert!(key != "style" && !key.starts_with("on"), "{key}={value}");
        }
    }
}

#[test]
fn nodes_are_links_in_the_order_of_the_process() {
    let mut graph = approval();
    graph.nodes[1].href = Some("register/index.html".into());
    let svg = drawn(&graph, Place::Page);
    let links: Vec<String> = tags(&svg)
        .into_iter()
        .filter(|(name, _)| name == "a")
        .filter_map(|(_, attributes)| attributes.into_iter().find(|(key, _)| key == "href"))
        .map(|(_, href)| href)
        .collect();
    assert_eq!(links, ["#invoice-arrives", "register/index.html", "#2", "#3", "#end"]);
    assert!(
        svg.contains("aria-label=\"Step 1: Register invoice. Role: Accounts payable. Next: 2.\"")
    );
    assert!(svg.contains("<title id=\"flow:n:title\">Pay, in one column</title>"));
    assert!(svg.contains("class=\"dg-node dg-planned\""));
}

#[test]
fn a_file_has_styles_and_no_links_into_a_page() {
    let svg = drawn(&approval(), Place::File);
    assert!(svg.starts_with("<?xml") && svg.contains("<style>"));
    assert!(!svg.contains("href=") && svg.contains("role=\"graphics-symbol\""));
    tags(&svg);
}

#[test]
fn nothing_an_author_writes_is_markup() {
    let hostile = "</svg><script>alert(1)</script>\" onload='x' \u{0}\u{7}\u{202E}]]>&amp;<!--";
    let mut graph = Graph { title: hostile.into(), ..Graph::default() };
    graph.lanes.push(Lane { name: hostile.into(), href: Some("javascript:alert(1)".into()) });
    let kinds = [
        NodeKind::Start,
        NodeKind::End,
        NodeKind::Step,
        NodeKind::Area,
        NodeKind::Process,
        NodeKind::Decision,
        NodeKind::Fork,
        NodeKind::Join,
        NodeKind::Wait,
        NodeKind::Document,
        NodeKind::Connector,
    ];
    for (at, kind) in kinds.into_iter().enumerate() {
        let mut node = node(kind, hostile, hostile);
        node.lane = Some(0);
        node.href = Some(if at % 2 == 0 { " JavaScript:alert(1)" } else { "a\"><script>" }.into());
        graph.nodes.push(node);
        graph.edges.extend([edge(at, (at * 7 + 1) % 11, hostile), edge(at, 10, "")]);
    }
    graph.edges.push(super::super::graph::Edge { kind: EdgeKind::Message, ..edge(0, 99, "x") });
    for place in [Place::Page, Place::Beside, Place::File] {
        let svg = drawn(&graph, place);
        for (name, attributes) in tags(&svg) {
            assert!(ELEMENTS.contains(&name.as_str()) || name == "style", "{name}");
            for (key, value) in attributes {
                assert!(!key.starts_with("on") && key != "style", "{key}={value}");
                assert!(key != "href" || !value.to_lowercase().contains("javascript:"), "{value}");
            }
        }
        assert!(!svg.contains(['\u{0}', '\u{7}', '\u{202E}']));
    }
}

#[test]
fn beside_its_words_a_drawing_is_for_eyes_alone() {
    let mut graph = approval();
    graph.nodes.iter_mut().for_each(|node| node.href = Some("a/index.html".into()));
    let svg = drawn(&graph, Place::Beside);
    assert!(svg.starts_with("<svg class=\"dg\" ") && svg.contains(" aria-hidden=\"true\">"));
    for (name, attributes) in tags(&svg) {
        assert!(name != "a" && name != "title", "{name}");
        for (key, _) in attributes {
            assert!(key == "aria-hidden" || !key.starts_with("aria-"), "{key}");
            assert!(key != "id" && key != "href" && key != "role", "{key}");
        }
    }
}

#[test]
fn a_jump_is_two_marks_that_lead_to_each_other() {
    let mut nodes = Vec::new();
    for at in 0..12 {
        nodes.push(node(NodeKind::Step, &at.to_string(), "Do it"));
    }
    let mut edges: Vec<_> = (0..11).map(|at| edge(at, at + 1, "")).collect();
    edges.push(edge(0, 10, "No"));
    let svg = drawn(&Graph { nodes, edges, ..Graph::default() }, Place::Page);
    assert!(svg.contains(
        "id=\"flow:n:jump-11\" href=\"#flow:n:to-10\" aria-label=\"A: goes on at 10 Do it\""
    ));
    assert!(svg.contains(
        "id=\"flow:n:to-10\" href=\"#flow:n:jump-11\" aria-label=\"A: comes from 0 Do it\""
    ));
}

#[test]
fn ids_are_unique() {
    let svg = drawn(&approval(), Place::Page);
    let mut ids: Vec<String> = tags(&svg)
        .into_iter()
        .flat_map(|(_, attributes)| attributes)
        .filter(|(key, _)| key == "id")
        .map(|(_, id)| id)
        .collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn marks_count_in_letters() {
    assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
}

#[test]
fn a_figure_says_from_which_width_its_wide_form_can_be_read() {
    let graph = approval();
    let mut drawing = narrow::lay_out(&typeset(&graph, Form::Narrow).sketch);
    let mut classes = Vec::new();
    for width in [240, 552, 830, 1300, 1400] {
        drawing.size.width = width;
        let html = both_forms(&graph, &drawing);
        classes.push(html.split('"').nth(1).unwrap_or_default().to_string());
    }
    assert_eq!(
        classes,
        [
            "dg-figure dg-from-240 dg-printed",
            "dg-figure dg-from-560 dg-printed",
            "dg-figure dg-from-800 dg-wider",
            "dg-figure dg-wider dg-alone",
            "dg-figure dg-wider dg-alone"
        ]
    );
}

#[test]
fn the_same_graph_is_the_same_bytes() {
    assert_eq!(drawn(&approval(), Place::Page), drawn(&approval(), Place::Page));
}

#[test]
fn a_long_column_is_sent_once_and_printed_in_pieces() {
    let mut graph = approval();
    let steps: Vec<_> = (0..40).map(|at| node(NodeKind::Step, &at.to_string(), "Step")).collect();
    graph.edges = (0..39).map(|at| edge(at, at + 1, "")).collect();
    graph.nodes = steps;
    let drawing = narrow::lay_out(&typeset(&graph, Form::Narrow).sketch);
    let html = both_forms(&graph, &drawing);
    let tags = tags(&html);
    let named = |name: &str| tags.iter().filter(|(tag, _)| tag == name).count();
    assert!(3 < named("use"), "{html}");
    let heights = tags.iter().filter_map(|(_, attributes)| {
        let of = |key: &str| {
            attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
        };
        of("class").filter(|class| class.contains("dg-sheet") && !class.contains("sheets"))?;
        of("height")?.parse::<i32>().ok()
    });
    let heights: Vec<i32> = heights.collect();
    assert_eq!(heights.iter().sum::<i32>(), drawing.size.height);
    assert!(heights.iter().all(|height| *height <= 880), "{heights:?}");
}

#[test]
fn what_no_page_has_room_for_is_not_laid_out() {
    let mut graph = approval();
    assert!(has_room(&typeset(&graph, Form::Wide).sketch));
    let lane = |at| Lane { name: format!("Role {at}"), href: None };
    graph.lanes = (0..7).map(lane).collect();
    graph.nodes = (0..7)
        .map(|at| Node { lane: Some(at), ..node(NodeKind::Step, &at.to_string(), "Step") })
        .collect();
    graph.edges = Vec::new();
    let sketch = typeset(&graph, Form::Wide).sketch;
    assert!(!has_room(&sketch));
    // The bound is a bound: laid out, it is wider.
    assert!(1300 < super::super::wide::wide(&sketch).size.width);
}
