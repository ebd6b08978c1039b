//! HTML as tests look at it: pieces cut out by a selector, laid out so that
//! differences can be read.

use handover::text::html::{Piece, PieceKind, pieces};

/// Elements that begin a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "script",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements without an end.
pub const VOID: &[&str] =
    &["br", "col", "hr", "img", "input", "link", "meta", "wbr", "use", "path"];

/// Returns the content of the first element that fits `selector` (`main`,
/// `nav.tree`, `#id`, `.class`); `None` if there is none.
///
/// `<html>` is the tag itself.
pub fn inner<'a>(html: &'a str, selector: &str) -> Option<&'a str> {
    let pieces = pieces(html);
    if let Some(name) = selector.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        let piece = pieces.iter().find(|piece| fits(piece, name))?;
        return html.get(piece.start..piece.end);
    }
    let first = pieces.iter().position(|piece| fits(piece, selector))?;
    let PieceKind::Open { name, .. } = &pieces.get(first)?.kind else { return None };
    let start = pieces.get(first)?.end;
    let mut depth = 1usize;
    for piece in pieces.iter().skip(first + 1) {
        match &piece.kind {
            PieceKind::Open { name: other, .. } if other == name => depth += 1,
            PieceKind::Close(other) if other == name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return html.get(start..piece.start);
        }
    }
    html.get(start..)
}

/// Returns what an author wrote on a page: what stands in `main` between the
/// title and what the theme puts below.
pub fn text_of_page(html: &str) -> Option<&str> {
    let main = inner(html, "main")?;
    let text = main.split_once("</h1>").map_or(main, |(_, text)| text);
    let text = match text.trim_start().starts_with("<details class=\"tocsmall\"") {
        true => text.split_once("</details>").map_or(text, |(_, text)| text),
        false => text,
    };
    let below = ["<nav class=\"seq\"", "<footer class=\"foot\"", "<h2>Pages</h2>"];
    let end = below.iter().filter_map(|mark| text.find(mark)).min();
    text.get(..end.unwrap_or(text.len()))
}

fn fits(piece: &Piece, selector: &str) -> bool {
    let PieceKind::Open { name, attributes, .. } = &piece.kind else { return false };
    let (tag, rest) = selector.split_at(selector.find(['#', '.']).unwrap_or(selector.len()));
    let value = |key: &str| attributes.iter().find(|(k, _)| k == key).map(|(_, value)| value);
    let by_name = tag.is_empty() || tag == name;
    by_name
        && match (rest.strip_prefix('#'), rest.strip_prefix('.')) {
            (Some(id), _) => value("id").is_some_and(|value| value == id),
            (_, Some(class)) => {
                value("class").is_some_and(|value| value.split(' ').any(|word| word == class))
            }
            _ => true,
        }
}

/// Lays HTML out: white space outside `<pre>` counts once, blocks stand on
/// lines of their own, what they hold is indented.
pub fn layout(html: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    let mut pre = 0usize;
    for piece in pieces(html) {
        let source = html.get(piece.start..piece.end).unwrap_or_default();
        match &piece.kind {
            PieceKind::Open { name, .. } => {
                if BLOCKS.contains(&name.as_str()) && pre == 0 {
                    begin_line(&mut out, depth);
                    depth += usize::from(!VOID.contains(&name.as_str()));
                }
                pre += usize::from(name == "pre");
                out.push_str(&source.replace('\n', " "));
                if name == "hr" {
                    begin_line(&mut out, depth);
                }
            }
            PieceKind::Close(name) => {
                pre = pre.saturating_sub(usize::from(name == "pre"));
                let block = BLOCKS.contains(&name.as_str()) && pre == 0;
                if block {
                    depth = depth.saturating_sub(1);
                    trim_spaces(&mut out);
                    if out.ends_with('\n') {
                        begin_line(&mut out, depth);
                    }
                }
                out.push_str(source);
                if block {
                    begin_line(&mut out, depth);
                }
            }
            _ if 0 < pre => out.push_str(source),
            _ => text(&mut out, source, depth),
        }
    }
    let lines = out.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

fn trim_spaces(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
}

fn begin_line(out: &mut String, depth: usize) {
    trim_spaces(out);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out.push_str(&"  ".repeat(depth));
}

fn text(out: &mut String, source: &str, depth: usize) {
    let at_start = out.is_empty() || out.trim_end_matches(' ').ends_with('\n');
    if at_start && source.trim().is_empty() {
        return;
    }
    if at_start {
        begin_line(out, depth);
    } else if source.starts_with(char::is_whitespace) && !out.ends_with(' ') {
        out.push(' ');
    }
    out.push_str(&source.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    if source.ends_with(char::is_whitespace) && !out.ends_with(' ') {
        out.push(' ');
    }
}
