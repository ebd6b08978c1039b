//! The HTML of one page made part of another: ids get a prefix, headings go
//! one level down, links to pages that stand beside it become jumps.
//!
//! Landmarks become groups: a page that is made of many has one of each name,
//! and readers who jump between them want those of the whole.
//!
//! It reads what the writer and the templates have written, tag by tag, and
//! copies everything but the attributes that name an id or an address.

/// Attributes that hold ids, one or several.
const IDS: &[&str] = &[
    "id",
    "for",
    "headers",
    "list",
    "aria-labelledby",
    "aria-describedby",
    "aria-details",
    "aria-controls",
    "aria-owns",
];
/// Elements whose content is no markup.
const OPAQUE: &[&str] = &["script", "style", "textarea", "title"];

/// Where a link leads once its page is part of another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Leads {
    /// To a place on the same page, by its id, percent-encoded.
    Here(String),
    /// To a page elsewhere; readers of paper are told this address.
    Elsewhere(String),
    /// As it is written.
    AsWritten,
}

/// How a page becomes part of another.
pub struct Nesting<'a> {
    /// What stands before each of its ids, in the form of an attribute.
    pub prefix: &'a str,
    /// The same as part of an address.
    pub fragment: &'a str,
    /// Tells where an address leads. It is given as it stands in the
    /// attribute, escaped, and what it returns is escaped too.
    pub leads: &'a dyn Fn(&str) -> Leads,
}

/// Makes the HTML of a page part of another.
pub fn nest(html: &str, nesting: &Nesting<'_>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, from) = rest.split_at(at);
        out.push_str(text);
        rest = match tag(from) {
            Some(tag) => {
                let after = from.get(tag.len()..).unwrap_or_default();
                let name = name(tag);
                write_tag(&mut out, tag, name, nesting);
                let is_opaque = !tag.starts_with("</") && OPAQUE.contains(&name);
                let end = is_opaque.then(|| after.find(&format!("</{name}"))).flatten();
                let (inside, after) = after.split_at(end.unwrap_or(0));
                out.push_str(inside);
                after
            }
            None => {
                let skipped = comment(from).unwrap_or(1);
                let (skipped, after) = from.split_at(skipped);
                out.push_str(skipped);
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// Returns the length of the comment that a text begins with.
fn comment(from: &str) -> Option<usize> {
    let rest = from.strip_prefix("<!--")?;
    Some(rest.find("-->").map_or(from.len(), |end| "<!--".len() + end + "-->".len()))
}

/// Returns the tag that a text begins with. A `>` in quotes ends no tag.
fn tag(from: &str) -> Option<&str> {
    let after = from.strip_prefix("</").or_else(|| from.strip_prefix('<'))?;
    if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in from.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return from.get(..=at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name.get(..end).unwrap_or_default()
}

/// Elements that are landmarks by themselves.
const LANDMARKS: &[&str] = &["nav", "aside"];

/// Writes a tag with what becomes of it.
fn write_tag(out: &mut String, tag: &str, name: &str, nesting: &Nesting<'_>) {
    let (begin, attributes) = tag.split_at(tag.find(name).unwrap_or(0) + name.len());
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" => {
            out.push_str(begin.trim_end_matches(|c: char| c.is_ascii_digit()));
            let level = name.trim_start_matches('h').parse().unwrap_or(5u8);
            out.push_str(&(level + 1).to_string());
        }
        _ if LANDMARKS.contains(&name) => {
            out.push_str(if begin.starts_with("</") { "</div" } else { "<div role=\"group\"" });
        }
        _ => out.push_str(begin),
    }
    let mut rest = attributes;
    while let Some(Attribute { space, key, value, whole }) = attribute(rest) {
        rest = rest.get(whole.len()..).unwrap_or_default();
        let is_ids = IDS.contains(&key) || key == "name" && matches!(name, "input" | "details");
        match key {
            // On paper there is nothing to scroll to.
            // What is printed is printed as sharp as it is.
            "loading" | "srcset" | "sizes" => {}
            // Symbols stand once on a page, and all its parts use them.
            "href" if name == "use" && value.starts_with("#i:") => out.push_str(whole),
            "href" => {
                out.push_str(space);
                href(out, value, nesting);
            }
            // A section without a name is no landmark.
            "aria-labelledby" | "aria-label" if name == "section" => {}
            "role" if matches!(value, "region" | "navigation" | "complementary") => {
                out.push_str(space);
                write(out, key, "group");
            }
            _ if is_ids => {
                let ids = value.split_ascii_whitespace();
                let ids: Vec<String> = ids.map(|id| [nesting.prefix, id].concat()).collect();
                out.push_str(space);
                write(out, key, &ids.join(" "));
            }
            _ => out.push_str(whole),
        }
    }
    out.push_str(rest);
}

/// An attribute with a value.
struct Attribute<'a> {
    /// What stands before it.
    space: &'a str,
    key: &'a str,
    value: &'a str,
    /// All of it, with the space before it.
    whole: &'a str,
}

/// Returns the next attribute of a tag that has a value in double quotes, as
/// the writer and the templates write them; others stand in the space before.
fn attribute(rest: &str) -> Option<Attribute<'_>> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    let mut from = 0;
    loop {
        let equals = from + rest.get(from..)?.find(['=', '\''])?;
        let after = rest.get(equals + 1..)?;
        if rest.as_bytes().get(equals) == Some(&b'\'') {
            // What stands in single quotes is data.
            from = equals + 1 + after.find('\'')? + 1;
            continue;
        }
        let Some(quoted) = after.strip_prefix('"') else {
            from = equals + 1;
            continue;
        };
        let before = rest.get(..equals)?;
        let start = before.rfind(|c| !is_key(c)).map_or(0, |at| at + 1);
        let value = quoted.get(..quoted.find('"')?)?;
        let whole = rest.get(..equals + 1 + value.len() + 2)?;
        let (space, key) = before.split_at_checked(start)?;
        return Some(Attribute { space, key, value, whole });
    }
}

/// Writes where a link leads.
fn href(out: &mut String, value: &str, nesting: &Nesting<'_>) {
    if let Some(id) = value.strip_prefix('#') {
        return write(out, "href", &["#", nesting.fragment, id].concat());
    }
    match (nesting.leads)(value) {
        Leads::Here(id) => write(out, "href", &["#", &id].concat()),
        Leads::AsWritten => write(out, "href", value),
        Leads::Elsewhere(address) => {
            write(out, "href", value);
            out.push(' ');
            write(out, "data-at", &address);
        }
    }
}

/// Writes an attribute whose value is escaped already.
fn write(out: &mut String, key: &str, value: &str) {
    for part in [key, "=\"", value, "\""] {
        out.push_str(part);
    }
}

#[cfg(test)]
mod tests {
    use super::{Leads, Nesting, nest};

    fn nested(html: &str) -> String {
        let leads = |address: &str| match address.split_once('#') {
            Some(("../b/", id)) => Leads::Here(format!("b:{id}")),
            None if address == "../b/" => Leads::Here("p:b".into()),
            _ if address.starts_with("../") => Leads::Elsewhere("c".into()),
            _ => Leads::AsWritten,
        };
        nest(html, &Nesting { prefix: "ä:", fragment: "%C3%A4:", leads: &leads })
    }

    #[test]
    fn ids_headings_and_links_change_and_nothing_else_does() {
        for (html, expected) in [
            ("<h1 id=\"a\">A</h1>", "<h2 id=\"ä:a\">A</h2>"),
            ("<h5>A</h5><h6>B</h6>", "<h6>A</h6><h6>B</h6>"),
            ("<header></header><hr>", "<header></header><hr>"),
            ("<a href=\"#x\">x</a>", "<a href=\"#%C3%A4:x\">x</a>"),
            ("<a href=\"../b/#x\">x</a>", "<a href=\"#b:x\">x</a>"),
            ("<a class=\"k\" href=\"../b/\">x</a>", "<a class=\"k\" href=\"#p:b\">x</a>"),
            ("<a href=\"../c/\">x</a>", "<a href=\"../c/\" data-at=\"c\">x</a>"),
            ("<a href=\"tel:+1\">x</a>", "<a href=\"tel:+1\">x</a>"),
            ("<use href=\"#i:out\"/>", "<use href=\"#i:out\"/>"),
            ("<use href=\"#d\"/>", "<use href=\"#%C3%A4:d\"/>"),
            ("<th headers=\"a  b\" hidden>", "<th headers=\"ä:a ä:b\" hidden>"),
            ("<img alt=\"a > b\" loading=\"lazy\">", "<img alt=\"a > b\">"),
            ("<img srcset=\"a 9w, b 99w\" sizes=\"9px\" src=\"b\">", "<img src=\"b\">"),
            ("<p data-now='{\"id\":\"a\"}' id=\"n\">", "<p data-now='{\"id\":\"a\"}' id=\"ä:n\">"),
            ("<input type=radio name=\"q\" checked>", "<input type=radio name=\"ä:q\" checked>"),
            ("<nav class=\"a\"></nav>", "<div role=\"group\" class=\"a\"></div>"),
            ("<section id=\"a\" aria-labelledby=\"b\">", "<section id=\"ä:a\">"),
            ("<div role=\"region\" aria-label=\"T\">", "<div role=\"group\" aria-label=\"T\">"),
            ("<meta name=\"q\">", "<meta name=\"q\">"),
            ("<!-- <h1 id=\"a\"> --><b>", "<!-- <h1 id=\"a\"> --><b>"),
            ("<script>\"<h1 id='a'>\"</script><h1>", "<script>\"<h1 id='a'>\"</script><h2>"),
            ("a < b <3 <h1", "a < b <3 <h1"),
        ] {
            assert_eq!(nested(html), expected);
        }
    }
}
