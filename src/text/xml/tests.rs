use std::fmt::Write as _;

use super::{LARGEST, decoded, read};

#[test]
fn elements_have_names_places_and_texts() {
    let text = "<?xml version=\"1.0\"?>\n<a:r xmlns:a='urn:a' xmlns='urn:b'>\n  <x y=\"1 &lt; &#50;\" a:y='2'/>t<![CDATA[<&>]]>&amp;&#x41;&other;</a:r>";
    let tree = read(text).expect("a tree");
    let root = tree.root().expect("a root");
    assert_eq!((root.name(), root.space(), root.at()), ("r", "urn:a", 22));
    let x = root.children().next().expect("a child");
    assert_eq!((x.name(), x.space()), ("x", "urn:b"));
    assert_eq!(x.attribute("y"), Some("1 < 2"));
    assert_eq!(x.attribute_in("urn:a", "y"), Some("2"));
    assert_eq!(x.attribute("z"), None);
    assert_eq!(root.text().trim(), "t<&>&A&other;");
    assert!(text[x.at()..].starts_with("<x "));
}

#[test]
fn what_is_no_xml_has_a_place() {
    for (text, at) in [
        ("", 0),
        ("no", 2),
        ("<a><b></a>", 6),
        ("<a>", 3),
        ("<a/><b/>", 4),
        ("<a b=c d/>", 0),
        ("<a><!-- </a>", 3),
    ] {
        let error = read(text).expect_err(text);
        assert_eq!(error.at, at, "{text}: {}", error.message);
    }
}

#[test]
fn a_document_type_gives_no_text() {
    let mut laughs = String::from("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
    for level in 1..20 {
        let before = format!("&l{};", level - 1).repeat(10);
        let _ = write!(laughs, "<!ENTITY l{level} \"{before}\">");
    }
    let text =
        format!("{laughs}<!ENTITY f SYSTEM \"file:///etc/passwd\">]><a b=\"&l19;\">&l19;&f;</a>");
    let tree = read(&text).expect("a tree");
    let root = tree.root().expect("a root");
    assert_eq!(root.text(), "&l19;&f;");
    assert_eq!(root.attribute("b"), Some("&l19;"));
}

#[test]
fn what_is_too_large_is_refused() {
    let deep = "<a>".repeat(100_000) + &"</a>".repeat(100_000);
    let large = format!("<a>{}</a>", "x".repeat(LARGEST));
    let many = format!("<a>{}</a>", "<b/>".repeat(300_000));
    let mut named = String::from("<a");
    (0..100_000).for_each(|n| write!(named, " xmlns:n{n}='u{n}' n{n}:b=''").expect("text"));
    let mut attributes = String::from("<a");
    (0..500_000).for_each(|n| write!(attributes, " b{n}='{n}'").expect("text"));
    attributes.push_str("/>");
    let spaces: String = (0..150_000).map(|n| format!("<b xmlns='u{n}'/>")).collect();
    let spaces = format!("<a>{spaces}</a>");
    assert!(read(&deep).expect_err("deep").message.contains("deep"));
    assert!(read(&large).expect_err("large").message.contains("8 MB"));
    assert!(read(&many).expect_err("many").message.contains("more elements"));
    assert!(read(&named).is_err());
    assert!(read(&attributes).is_ok());
    assert!(read(&spaces).is_ok());
}

#[test]
fn files_are_utf_8_or_have_a_mark() {
    assert_eq!(decoded("ä".as_bytes()).as_deref(), Some("ä"));
    assert_eq!(decoded(b"\xef\xbb\xbfa").as_deref(), Some("a"));
    assert_eq!(decoded(b"\xff\xfea\0").as_deref(), Some("a"));
    assert_eq!(decoded(b"\xfe\xff\0a").as_deref(), Some("a"));
    assert_eq!(decoded(b"\xe4"), None);
}
