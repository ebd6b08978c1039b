//! Texts made to make us slow, or to make us fall over.

use std::time::Duration;

use super::*;
use crate::base::{SitePath, processor_time};

fn file() -> FileId {
    FileId::of(&SitePath::new("a.md").unwrap())
}

/// Texts made to exhaust a parser.
fn hostile() -> Vec<(&'static str, String)> {
    let lines =
        |count: usize, line: &dyn Fn(usize) -> String| -> String { (0..count).map(line).collect() };
    let bomb = lines(9, &|n| {
        let before = format!("*a{}, ", n.max(1) - 1).repeat(9);
        let inside = if n == 0 { "x, ".repeat(9) } else { before };
        format!("a{n}: &a{n} [{inside}]\n")
    });
    vec![
        ("alias bomb", bomb),
        ("alias of itself", "a: &a [*a]\n".into()),
        ("brackets", "[".repeat(20_000)),
        ("brackets as value", format!("a: {}", "[".repeat(60_000))),
        ("braces", "{".repeat(60_000)),
        ("braces with keys", "{a: ".repeat(16_000)),
        ("closing", "]".repeat(60_000)),
        ("brackets in pairs", "[]".repeat(30_000)),
        ("wiki links", "[[a]],".repeat(10_000)),
        ("open wiki links", "a: [[b\n".repeat(8_000)),
        ("dashes", "- ".repeat(30_000)),
        ("question marks", "? ".repeat(30_000)),
        ("colons", ": ".repeat(30_000)),
        ("deep maps", lines(350, &|n| format!("{}a:\n", " ".repeat(n)))),
        ("quotes", "\"".repeat(60_000)),
        ("open quotes", "a: \"b\n".repeat(10_000)),
        ("anchors", lines(4_000, &|n| format!("k{n}: &a{n} x\n"))),
        ("aliases", format!("a: &a b\n{}", lines(4_000, &|n| format!("k{n}: *a\n")))),
        ("tags", "a: !b c\n".repeat(8_000)),
        ("one key again and again", "a: b\n".repeat(13_000)),
        ("many keys", lines(6_000, &|n| format!("k{n}: v\n"))),
        ("many bad keys", lines(5_000, &|n| format!("k{n}: a: b\n"))),
        ("commas", format!("[{}]", ",".repeat(60_000))),
        ("nul", "\0".repeat(60_000)),
        ("one scalar", format!("a: {}", "x".repeat(64_000))),
        ("spaces", " ".repeat(65_000)),
        ("tabs", "\t".repeat(65_000)),
        ("comments", "#\n".repeat(32_000)),
        ("no-break spaces", "a:\u{a0}\u{a0}\n".repeat(8_000)),
        ("blocks", "a: |\n".repeat(13_000)),
        ("percent", "%\n".repeat(30_000)),
        ("documents", "---\n".repeat(16_000)),
        ("brace references", "{{a}} ".repeat(10_000)),
        ("open brace references", format!("[{}", "{{".repeat(30_000))),
        ("brace references in a list", format!("[{}", "{{a}}".repeat(12_000))),
    ]
}

#[test]
fn no_text_takes_long() {
    for (name, text) in hostile() {
        assert!(text.len() <= Limits::FRONT_MATTER.bytes, "{name} is too long");
        let start = processor_time();
        let read = parse(file(), &text, 0, Limits::FRONT_MATTER);
        let took = processor_time() - start;
        // The promise is 100 ms in a release build on an idle machine.
        assert!(took < Duration::from_millis(1000), "{name} took {took:?}");
        assert!(read.diagnostics.len() <= MAX_PROBLEMS, "{name}");
    }
    for name in ["brackets", "dashes", "alias bomb", "deep maps", "aliases", "tags", "quotes"] {
        let (_, text) = hostile().into_iter().find(|(known, _)| *known == name).unwrap();
        let read = parse(file(), &text, 0, Limits::FRONT_MATTER);
        assert!(!read.diagnostics.is_empty(), "{name} is refused");
    }
}

#[test]
fn what_is_too_long_is_not_read() {
    let text = "[".repeat(100 * 1024);
    let read = parse(file(), &text, 0, Limits::FRONT_MATTER);
    assert_eq!(read.diagnostics.len(), 1);
    assert_eq!(read.diagnostics.first().unwrap().message, "more than 64 KB of YAML");
    let read = parse(file(), &text, 0, Limits::DATA);
    assert_eq!(read.diagnostics.first().unwrap().message, "brackets more than 32 deep");
}
