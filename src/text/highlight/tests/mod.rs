//! Tests of the whole: code in, HTML out.

mod hostile;
mod languages;
mod own_grammars;

use super::{Highlighter, Outcome, Request};

/// Colours code and returns the HTML; plain code fails the test.
fn html(language: &str, code: &str) -> String {
    match Highlighter::new().highlight(Request { language, code }) {
        Outcome::Highlighted(html) => html,
        Outcome::Plain(reason) => panic!("{language} is plain: {reason:?}"),
    }
}

fn escaped(code: &str) -> String {
    code.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Removes our elements and checks on the way that they are sound: known
/// classes, never empty, closed on their line, at most `depth` deep.
fn without_tags(html: &str, depth: usize) -> String {
    let mut text = String::new();
    for (number, line) in html.split('\n').enumerate() {
        if 0 < number {
            text.push('\n');
        }
        let mut open = 0_usize;
        let mut pieces = line.split('<');
        text.push_str(pieces.next().unwrap());
        for piece in pieces {
            let (tag, rest) = piece.split_once('>').unwrap();
            if tag == "/span" {
                open = open.checked_sub(1).expect("nothing to close");
            } else {
                let class = tag.strip_prefix("span class=\"").and_then(|t| t.strip_suffix('"'));
                let class = class.unwrap_or_else(|| panic!("strange tag <{tag}>"));
                let known = "k s c n f t a v i d e w pr out".split(' ').any(|known| known == class);
                assert!(known, "unknown class {class}");
                open += 1;
                assert!(open <= depth, "too deep: {line}");
                assert!(depth > 1 || !rest.is_empty(), "empty element: {line}");
            }
            text.push_str(rest);
        }
        assert_eq!(open, 0, "open at the end of the line: {line}");
    }
    text
}

/// Asserts that nothing is lost, that the named tokens have their classes and
/// that at least `variety` classes occur.
fn check(language: &str, code: &str, variety: usize, tokens: &[(&str, &str)]) {
    let html = html(language, code);
    assert_eq!(without_tags(&html, 1), escaped(code), "{language}");
    let mut classes: Vec<&str> =
        html.split("<span class=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    classes.sort_unstable();
    classes.dedup();
    assert!(variety <= classes.len(), "{language} has only {classes:?} in\n{html}");
    for (class, token) in tokens {
        let element = format!("<span class=\"{class}\">{}</span>", escaped(token));
        assert!(html.contains(&element), "{language}: no {element} in\n{html}");
    }
}
