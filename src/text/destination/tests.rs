use super::*;

fn path(text: &str) -> SitePath {
    SitePath::new(text).expect("inside")
}

/// Finds the address between `«` and `»` and lets it lead to `to` from the
/// folder `from`.
fn lead(marked: &str, to: &str, from: &str) -> String {
    let start = marked.find('«').expect("a begin");
    let end = marked.find('»').expect("an end") - '«'.len_utf8();
    let text = marked.replace(['«', '»'], "");
    let range = TextRange::new(start, end);
    let raw = range.of(&text).to_string();
    let value = raw.trim_matches(['"', '\'']).replace("&amp;", "&").replace("&#35;", "#");
    let destination = PageText::new(&text).destination(range, &value);
    let (range, new) = destination.leading_to(&path(to), &path(from)).expect("can be written");
    let (before, after) = (&text[..range.start as usize], &text[range.end as usize..]);
    format!("{before}{new}{after}")
}

#[test]
fn the_style_stays() {
    for (marked, expected) in [
        ("[t](«a.md» \"x\")", "[t](../n/b.md \"x\")"),
        ("[t](«./a.md#f»)", "[t](../n/b.md#f)"),
        ("[t](«/a.md?x=1#f»)", "[t](/n/b.md?x=1#f)"),
        ("[t](«~/a.md»)", "[t](~/n/b.md)"),
        ("[t](«x\\a.md»)", "[t](..\\n\\b.md)"),
        ("<a href='«x\\a.md»'>", "<a href='..\\n\\b.md'>"),
        ("<a href=«a.md»>", "<a href=../n/b.md>"),
        ("[t](«a&amp;c.md#f»)", "[t](../n/b.md#f)"),
        ("[t]: «a.md» 'x'", "[t]: ../n/b.md 'x'"),
        ("---\npart_of: «a.md»\n---\n", "---\npart_of: ../n/b.md\n---\n"),
        ("---\npart_of: «'a.md#f'»\n---\n", "---\npart_of: '../n/b.md#f'\n---\n"),
    ] {
        assert_eq!(lead(marked, "n/b.md", "m"), expected, "{marked}");
    }
    assert_eq!(lead("[t](«./a.md»)", "m/b.md", "m"), "[t](./b.md)");
    assert_eq!(lead("[t](«a/»)", "n/c", "n"), "[t](c/)");
    // `..\..` would be `....` in Markdown.
    assert_eq!(lead("[t](«x\\a.md»)", "b.md", "m/n"), "[t](../../b.md)");
}

#[test]
fn what_the_place_forbids_is_escaped() {
    for (marked, to, expected) in [
        ("[t](«a.md»)", "a b.md", "[t](a%20b.md)"),
        ("[t](<«a.md»>)", "a b.md", "[t](<a b.md>)"),
        ("[t](<«a%20.md»>)", "a b.md", "[t](<a%20b.md>)"),
        ("[t](«a.md»)", "a(b).md", "[t](a(b).md)"),
        ("[t](«a.md»)", "a)b.md", "[t](a%29b.md)"),
        ("[t](«a.md»)", "100%#?.md", "[t](100%25%23%3F.md)"),
        ("[t](«a.md»)", "ü.md", "[t](ü.md)"),
        ("[t](«%C3%A4.md»)", "ü.md", "[t](%C3%BC.md)"),
        ("[t](«a.md»)", "b&amp;.md", "[t](b%26amp;.md)"),
        ("[t](«a.md»)", "c:d.md", "[t](./c:d.md)"),
        ("[t](«a.md»)", "~x.md", "[t](./~x.md)"),
        ("<img src=\"«a.png»\">", "a\"b.png", "<img src=\"a%22b.png\">"),
        ("---\npart_of: «a.md»\n---\n", "a, b.md", "---\npart_of: \"a, b.md\"\n---\n"),
        ("---\npart_of: «'a.md'»\n---\n", "it's.md", "---\npart_of: 'it''s.md'\n---\n"),
    ] {
        assert_eq!(lead(marked, to, ""), expected, "{marked}");
    }
}

#[test]
fn a_fragment_is_replaced_alone() {
    let fragment = |text: &str| {
        let range = TextRange::new(0, text.len());
        let (range, new) = PageText::new(text)
            .destination(range, text)
            .with_fragment("b")
            .expect("can be written");
        format!("{}{new}", &text[..range.start as usize])
    };
    assert_eq!(fragment("x.md?q=1#a"), "x.md?q=1#b");
    assert_eq!(fragment("#a"), "#b");
    assert_eq!(fragment("a"), "b");
}

#[test]
fn a_block_of_yaml_is_left_alone() {
    let text = "---\npart_of: >\n  a.md\n---\n";
    let range = TextRange::new(13, 20);
    let destination = Destination::in_yaml(text, range, "a.md", Encoding::Address);
    assert_eq!(destination.with_path("b.md"), None);
}

#[test]
fn a_place_that_is_not_exact_is_left_alone() {
    let exact = |raw: &str, value| {
        let range = TextRange::new(0, raw.len());
        PageText::new(raw).destination(range, value).with_path("b.md")
    };
    assert_eq!(exact("[t](a.md)", "a.md"), None);
    assert_eq!(
        exact("a\\_b&amp;c&#x20;.md", "a_b&c .md"),
        Some((TextRange::new(0, 19), "b.md".into()))
    );
    assert_eq!(exact("a&b.md", "a&b.md"), Some((TextRange::new(0, 6), "b.md".into())));
}
