//! Tests of the whole: code in, HTML out.

mod hostile;
mod languages;

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
