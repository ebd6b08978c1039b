//! What is read, what is reported, and where.

use super::*;
use crate::base::SitePath;

const BASE: u32 = 7;

fn file() -> FileId {
    FileId::of(&SitePath::new("a.md").unwrap())
}

/// Reads `text` as if it stood behind seven bytes.
fn parse_at(text: &str) -> (String, Diagnosed<Node>) {
    let whole = format!("---{}{text}", " ".repeat(BASE as usize - 3));
    (whole, parse(file(), text, BASE, Limits::FRONT_MATTER))
}

/// Writes a tree in one line; quoted scalars in quotes.
fn show(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".into(),
        Value::Scalar(scalar) if scalar.quoted => format!("{:?}", scalar.text),
        Value::Scalar(scalar) => scalar.text.clone(),
        Value::List(list) => format!("[{}]", list.iter().map(show).collect::<Vec<_>>().join(", ")),
        Value::Map(map) => {
            let entry = |e: &Entry| format!("{}: {}", e.key.text, show(&e.value));
            format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Collects the text of every value's place, depth first.
fn places(text: &str, node: &Node, out: &mut Vec<String>) {
    out.push(node.range.of(text).to_owned());
    for entry in node.as_map().unwrap_or_default() {
        out.push(entry.key.range.of(text).to_owned());
        places(text, &entry.value, out);
    }
    node.as_list().unwrap_or_default().iter().for_each(|node| places(text, node, out));
}

/// Writes problems as `code [place] message / help`.
fn problems(text: &str, found: &[Diagnostic]) -> Vec<String> {
    let line = |problem: &Diagnostic| {
        let place = problem.span.range.of(text);
        let help = problem.help.as_deref().unwrap_or("-");
        format!("{} [{place}] {} / {help}", problem.code, problem.message)
    };
    found.iter().map(line).collect()
}

#[test]
fn reads_trees_and_keeps_text_as_written() {
    for (text, wanted) in [
        ("", "~"),
        ("# only a comment\n", "~"),
        (
            "a: no\nb: 0123\nc: 1:30\nd: 1.10\ne: 07:30\n",
            "{a: no, b: 0123, c: 1:30, d: 1.10, e: 07:30}",
        ),
        (
            "a: .nan\nb: 1e999\nc: 0x1F\nd: 1_000\ne: TRUE\n",
            "{a: .nan, b: 1e999, c: 0x1F, d: 1_000, e: TRUE}",
        ),
        ("a: \"no\"\nb: 'it''s'\nc: \"\\u00e9\"\n", "{a: \"no\", b: \"it's\", c: \"é\"}"),
        ("a: ~\nb:\nc: null\nd: ''\n", "{a: ~, b: ~, c: ~, d: \"\"}"),
        (
            "a: |\n  x: {{y}}\n  # no comment\nb: >-\n  one\n  two\n",
            "{a: \"x: {{y}}\\n# no comment\\n\", b: \"one two\"}",
        ),
        ("a: one\n  two {{x}}\nb: c\n", "{a: one two {{x}}, b: c}"),
        ("a: see {{x}} and [[y]]\n", "{a: see {{x}} and [[y]]}"),
        ("a: [b, {c: d}, 'e']\n", "{a: [b, {c: d}, \"e\"]}"),
        ("a:\n- b\n- c: d\n  e: f\n", "{a: [b, {c: d, e: f}]}"),
        ("2026: [2026-12-01]\ntrue: x\n1.10: y\n", "{2026: [2026-12-01], true: x, 1.10: y}"),
        ("a: &x {b: c}\nd: *x\n", "{a: {b: c}, d: {b: c}}"),
        ("a: [[1, 2], [3]]\nb: [[1, 2]]\n", "{a: [[1, 2], [3]], b: [[1, 2]]}"),
        ("a: b\r\nc: [d,\r\n  e]\r\nf: \"g\"\r\n", "{a: b, c: [d, e], f: \"g\"}"),
        ("a:\u{a0}b\nc\u{a0}: d\n\u{a0}e: f\n", "{a: b, c: d, e: f}"),
        (
            "phone: \"{{var.pager}}\"\nchannel: \"#x\"\n",
            "{phone: \"{{var.pager}}\", channel: \"#x\"}",
        ),
        ("a: # a comment\n  b: c\nd: #x\n  - e\n", "{a: {b: c}, d: [e]}"),
        ("constructor: 1\n__proto__: 2\n", "{constructor: 1, __proto__: 2}"),
        ("\"a b\": c\n", "{a b: c}"),
        ("a: http://x.example/#y\nb: x#y\n", "{a: http://x.example/#y, b: x#y}"),
    ] {
        let (whole, read) = parse_at(text);
        assert_eq!(problems(&whole, &read.diagnostics), Vec::<String>::new(), "{text:?}");
        assert_eq!(show(&read.value), wanted, "{text:?}");
    }
}

#[test]
fn places_are_the_text_written() {
    for (text, wanted) in [
        ("tïtle: Ünï\r\nb: \"q\" # c\r\n", vec!["tïtle", "Ünï", "b", "\"q\""]),
        ("a: {b: [c, d ] }\n", vec!["a", "{b: [c, d ] }", "b", "[c, d ]", "c", "d"]),
        ("a: [ b, # ]\n  c,\n ]\n", vec!["a", "[ b, # ]\n  c,\n ]", "b", "c"]),
        ("a: {}\nb: [ ]\n", vec!["a", "{}", "b", "[ ]"]),
        ("a:\n  b: c\n  d: e\nf: g\n", vec!["a", "b: c\n  d: e", "b", "c", "d", "e", "f", "g"]),
        ("a:\n- b\n- 'c'\n", vec!["a", "b\n- 'c'", "b", "'c'"]),
        ("a: 2026-11-02\nb: 12\n", vec!["a", "2026-11-02", "b", "12"]),
        ("a:\nb: ~\n", vec!["a", "", "b", "~"]),
        ("a: &x 5\nb: *x\n", vec!["a", "5", "b", "*x"]),
        ("a: |\n  b\nc: d\n", vec!["a", "b", "c", "d"]),
    ] {
        let (whole, read) = parse_at(text);
        assert_eq!(read.diagnostics, [], "{text:?}");
        let mut found = Vec::new();
        places(&whole, &read.value, &mut found);
        found.remove(0);
        assert_eq!(found, wanted, "{text:?}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn what_yaml_takes_for_something_else() {
    let wiki =
        "a list in a list where a role is expected / in YAML write the name without brackets";
    for (text, tree, wanted) in [
        (
            "owner: [[Platform operator]]\n",
            "{owner: Platform operator}",
            vec![format!(
                "yaml-wiki-link [[[Platform operator]]] {wiki}: `owner: Platform operator`"
            )],
        ),
        (
            "roles:\n  - [[Ä: b]] # c\n  - d\n",
            "{roles: [Ä: b, d]}",
            vec![format!("yaml-wiki-link [[[Ä: b]]] {wiki}: `- Ä: b`")],
        ),
        (
            "roles: [[a]], [[b]]\nx: y\n",
            "{roles: [a, b], x: y}",
            vec![
                format!("yaml-wiki-link [[[a]]] {wiki}: `roles: a`"),
                format!("yaml-wiki-link [[[b]]] {wiki}: `roles: b`"),
            ],
        ),
        (
            "roles: [[[a]], b]\n",
            "{roles: [a, b]}",
            vec![format!("yaml-wiki-link [[[a]]] {wiki}: `a`")],
        ),
        (
            "contact: {phone: {{var.desk}}}\n",
            "{contact: {phone: {{var.desk}}}}",
            vec![
                "yaml-unquoted-braces [{{var.desk}}] braces open a mapping in YAML / \
                  put the value in quotes: `\"{{var.desk}}\"`"
                    .to_owned(),
            ],
        ),
        (
            "a: {{x}}: {{y}} # c\nb: [{{z}}, see {{u}} or {{v}}]\nc: d\n",
            "{a: {{x}}: {{y}}, b: [{{z}}, see {{u}} or {{v}}], c: d}",
            vec![
                "yaml-unquoted-braces [{{x}}: {{y}}] braces open a mapping in YAML / \
                 put the value in quotes: `\"{{x}}: {{y}}\"`"
                    .to_owned(),
                "yaml-unquoted-braces [{{z}}] braces open a mapping in YAML / \
                 put the value in quotes: `\"{{z}}\"`"
                    .to_owned(),
                "yaml-unquoted-braces [see {{u}} or {{v}}] braces open a mapping in YAML / \
                 put the value in quotes: `\"see {{u}} or {{v}}\"`"
                    .to_owned(),
            ],
        ),
        (
            "contact:\n  channel: #ops desk\nb: c\n",
            "{contact: {channel: ~}, b: c}",
            vec![
                "yaml-comment-value [ #ops desk] the value of `channel` is empty because `#` \
                  starts a comment / put the value in quotes: `\"#ops desk\"`"
                    .to_owned(),
            ],
        ),
        (
            "a: !!python/object:os.system x\nb: !!str 5\n",
            "{a: x, b: 5}",
            vec![
                "data-syntax [!!python/object:os.system] tags such as `!!python/object:os.system` \
                 are not read / remove it; a value is text"
                    .to_owned(),
                "data-syntax [!!str] tags such as `!!str` are not read / \
                 remove it; a value is text"
                    .to_owned(),
            ],
        ),
        (
            "a: &x {b: c}\nd:\n  <<: *x\n  e: f\n",
            "{a: {b: c}, d: {e: f}}",
            vec![
                "data-syntax [<<] merge keys (`<<`) are not read / \
                  write the keys of the other mapping out here"
                    .to_owned(),
            ],
        ),
        (
            "a: 1\nb: 2\na: 3\n",
            "{a: 1, b: 2}",
            vec!["duplicate-key [a] `a` is given twice / keep one of the two".to_owned()],
        ),
        (
            "? [a, b]\n: c\nd: e\n",
            "{d: e}",
            vec!["data-syntax [[] a key must be text / write `key: value`".to_owned()],
        ),
    ] {
        let (whole, read) = parse_at(text);
        assert_eq!(problems(&whole, &read.diagnostics), wanted, "{text:?}");
        assert_eq!(show(&read.value), tree, "{text:?}");
    }
}

#[test]
fn a_duplicate_key_shows_the_first() {
    let (whole, read) = parse_at("ä: 1\nb: {c: 1, c: 2}\nä: 3\n");
    let places: Vec<(&str, u32, Vec<u32>)> = read
        .diagnostics
        .iter()
        .map(|p| {
            let labels = p.labels.iter().map(|l| l.span.range.start - BASE).collect();
            (p.span.range.of(&whole), p.span.range.start - BASE, labels)
        })
        .collect();
    assert_eq!(places, [("c", 16, vec![10]), ("ä", 22, vec![0])]);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn one_mistake_costs_one_key() {
    for (text, tree, wanted) in [
        (
            "t: a\nb: c: d\ne: f\n",
            "{t: a, e: f}",
            "[:] a colon in a value without quotes / put the value in quotes: `\"c: d\"`",
        ),
        (
            "t: a\nb: \"x\ne: f\n",
            "{t: a, e: f}",
            "[\"] `\"` is never closed / write `\"` at its end",
        ),
        ("t: a\nb: [x\ne: f\n", "{t: a, e: f}", "[[] `[` is never closed / write `]` at its end"),
        (
            "t: a\nb: [x}\ne: f\n",
            "{t: a, e: f}",
            "[[] a bracket closes that was not opened like this / write the matching bracket",
        ),
        (
            "t: ä\nb:\n\t- c\ne: f\n",
            "{t: ä, e: f}",
            "[\t] a tab in the indentation / indent with spaces",
        ),
        (
            "t: a\nb: @c\ne: f\n",
            "{t: a, e: f}",
            "[@] a value cannot begin with `@` / put the value in quotes: `\"@c\"`",
        ),
        (
            "t: a\nb: *c\ne: f\n",
            "{t: a, e: f}",
            "[*c] `*` begins an alias, and nothing has that name / put the value in quotes: `\"*c\"`",
        ),
        ("t: a\nb: x\0y\ne: f\n", "{t: a, e: f}", "[\0] a control character (U+0000) / remove it"),
        (
            "t: a\nb: \"x\" y\ne: f\n",
            "{t: a, e: f}",
            "[y] text after the closing quote / put the whole value in quotes, and write `\\\"` for one \
             inside",
        ),
        (
            "t: a\nb: \"\\q\"\ne: f\n",
            "{t: a, e: f}",
            "[\"] an unknown `\\` sequence in double quotes / write `\\\\` for `\\`",
        ),
        (
            "t: a\nb: - c\ne: f\n",
            "{t: a, e: f}",
            "[-] a list item on the line of its key / begin a line with `- `",
        ),
        (
            "t: a\nkey:value\ne: f\n",
            "{t: a, e: f}",
            "[key:value] neither a key nor a list item / write `key: value`, with a space after the colon",
        ),
        (
            "t: a\n - b\n  c\n d: e\ne: f\n",
            "{e: f}",
            "[:] a key where the value above goes on / indent it like the key above, or write `: ` there",
        ),
        (
            "t: a\n- b\ne: f\n",
            "{t: a, e: f}",
            "[-] list items among keys / write keys only, or list items only",
        ),
        (
            "a: &x [*x]\nb: c\n",
            "{b: c}",
            "[*] an alias that stands within itself / write the value out",
        ),
        (
            "a: b\n---\nc: d\n",
            "{a: b, c: d}",
            "[---] a second document begins here / write one document a file",
        ),
    ] {
        let (whole, read) = parse_at(text);
        let found = problems(&whole, &read.diagnostics);
        assert_eq!(found, [format!("data-syntax {wanted}")], "{text:?}");
        assert_eq!(show(&read.value), tree, "{text:?}");
    }
}

#[test]
fn several_mistakes_are_all_told() {
    let (whole, read) = parse_at("a: b: c\nd: @e\nf: [[g]]\nh: {{i}}\nj: [\nk: l\nk: m\n");
    let codes: Vec<String> = read
        .diagnostics
        .iter()
        .map(|p| format!("{} {}", p.code, p.span.range.of(&whole)))
        .collect();
    let wanted = [
        "data-syntax :",
        "data-syntax @",
        "yaml-wiki-link [[g]]",
        "yaml-unquoted-braces {{i}}",
        "data-syntax [",
        "duplicate-key k",
    ];
    assert_eq!(codes, wanted);
    assert_eq!(show(&read.value), "{f: g, h: {{i}}, k: l}");
}

proptest::proptest! {
    /// Places are never outside the text or within a character, and the same
    /// text gives the same tree behind any number of bytes.
    #[test]
    fn places_are_places(text in "([a-c]: |- |\\[|\\]|\\{|\\}|\"|'|\\||>|#|&a|\\*a|!|,|x|ü|\u{a0}| |\t|\n|\r\n|:|\\{\\{x\\}\\}|\\[\\[ü\\]\\]){0,40}") {
        let (whole, read) = parse_at(&text);
        let mut found = Vec::new();
        places(&whole, &read.value, &mut found);
        for problem in &read.diagnostics {
            let range = problem.span.range;
            let slice = whole.get(range.start as usize..range.end as usize);
            proptest::prop_assert!(slice.is_some(), "{:?} in {:?}", problem, whole);
        }
        let at_zero = parse(file(), &text, 0, Limits::FRONT_MATTER);
        proptest::prop_assert_eq!(show(&at_zero.value), show(&read.value));
    }
}

#[test]
fn places_of_the_handbook() {
    let text = "desk:\n  title: Desk\n  zone: Europe/Lisbon\n  contact: {phone: {{var.desk}}}\n\
                duty:\n  title: Duty\n  zone: UTC\n  contact:\n    channel: #orchard-desk\n";
    let index = crate::base::LineIndex::new(text);
    let read = parse(file(), text, 0, Limits::DATA);
    let ends: Vec<_> = read
        .diagnostics
        .iter()
        .map(|problem| index.ends(problem.span.range))
        .map(|(from, to)| (from.line, from.column, to.line, to.column))
        .collect();
    assert_eq!(ends, [(4, 20, 4, 32), (9, 13, 9, 27)]);
}
