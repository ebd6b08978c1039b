//! HTML in Markdown: which elements are safe, which exist, and how text is
//! escaped.
//!
//! Safety rests on lists of what may pass, never on lists of what may not:
//! an element or attribute invented tomorrow is not on them.

use html5gum::{HtmlString, Token, Tokenizer};

/// Escapes text for an element's content or an attribute's value.
pub fn escape_into(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            0 => "\u{fffd}",
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(replacement);
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

/// Returns `text` escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(&mut out, text);
    out
}

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Treatment {
    /// It stays, around text.
    Inline(&'static str),
    /// It stays, around blocks.
    Block(&'static str),
    /// It stays and has no content.
    Void(&'static str),
    /// Its tags go, its content stays.
    Unwrap,
    /// It goes with all its content.
    Remove,
    /// It goes and has no content.
    RemoveVoid,
    /// There is no such element: it is text.
    Unknown,
}

/// Tells what becomes of an element, by its name in lower case.
pub fn treatment(name: &str) -> Treatment {
    let is = |list: &'static [&'static str]| list.iter().copied().find(|tag| *tag == name);
    if let Some(tag) = is(INLINE) {
        Treatment::Inline(tag)
    } else if let Some(tag) = is(BLOCK) {
        Treatment::Block(tag)
    } else if let Some(tag) = is(VOID) {
        Treatment::Void(tag)
    } else if UNWRAP.contains(&name) {
        Treatment::Unwrap
    } else if REMOVE.contains(&name) {
        Treatment::Remove
    } else if REMOVE_VOID.contains(&name) {
        Treatment::RemoveVoid
    } else {
        Treatment::Unknown
    }
}

const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var", "data",
];
const BLOCK: &[&str] = &[
    "p",
    "div",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];
const VOID: &[&str] = &["br", "hr", "img", "wbr"];
const UNWRAP: &[&str] = &[
    "html", "body", "header", "footer", "main", "nav", "section", "article", "aside", "hgroup",
    "address", "center", "font", "big", "tt", "strike", "acronym", "picture", "form", "fieldset",
    "legend", "label", "button", "output", "menu", "search", "colgroup", "dialog", "slot", "nobr",
    "marquee", "blink", "dir", "basefont", "noscript", "datalist", "meter", "progress",
];
const REMOVE: &[&str] = &[
    "script",
    "style",
    "iframe",
    "object",
    "applet",
    "template",
    "svg",
    "math",
    "textarea",
    "select",
    "option",
    "optgroup",
    "title",
    "head",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
    "frameset",
    "canvas",
    "audio",
    "video",
    "map",
    "selectedcontent",
    "fencedframe",
    "portal",
];
const REMOVE_VOID: &[&str] = &[
    "input", "embed", "link", "meta", "base", "frame", "param", "source", "track", "area", "col",
    "keygen", "bgsound", "command", "isindex",
];

/// Returns the attribute as it may stand on the element, if it may.
///
/// `class`, `style`, `data-*` and handlers never may: they would reach into
/// the theme's looks and scripts.
pub fn safe_attribute(tag: &str, name: &str) -> Option<&'static str> {
    const GLOBAL: &[&str] = &["id", "title", "lang", "dir"];
    let own: &'static [&'static str] = match tag {
        "a" => &["href", "name"],
        "img" => &["src", "alt", "width", "height"],
        "td" | "th" => &["colspan", "rowspan", "scope"],
        "ol" => &["start", "reversed", "type"],
        "li" => &["value"],
        "details" => &["open"],
        "time" => &["datetime"],
        "data" => &["value"],
        _ => &[],
    };
    GLOBAL.iter().chain(own).copied().find(|known| *known == name)
}

/// A piece of HTML with its bytes in the text it was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: PieceKind,
}

/// Kinds of pieces.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PieceKind {
    /// `<name attribute="value">`.
    Open {
        /// In lower case.
        name: String,
        /// Names in lower case, values decoded.
        attributes: Vec<(String, String)>,
        /// `<name/>`.
        self_closing: bool,
    },
    /// `</name>`, in lower case.
    Close(String),
    /// Text, decoded.
    Text(String),
    /// A comment.
    Comment,
    /// A doctype or processing instruction.
    Other,
}

/// Takes HTML apart.
pub fn pieces(html: &str) -> Vec<Piece> {
    let text = |string: &HtmlString| String::from_utf8_lossy(string).into_owned();
    let emitter = html5gum::emitters::default::DefaultEmitter::<usize>::new_with_span();
    let mut pieces = Vec::new();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        let (span, kind) = match token {
            Token::StartTag(tag) => {
                let attributes =
                    tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                let name = text(&tag.name);
                (tag.span, PieceKind::Open { name, attributes, self_closing: tag.self_closing })
            }
            Token::EndTag(tag) => (tag.span, PieceKind::Close(text(&tag.name))),
            Token::String(string) => (string.span, PieceKind::Text(text(&string.value))),
            Token::Comment(comment) => (comment.span, PieceKind::Comment),
            Token::Doctype(doctype) => (doctype.span, PieceKind::Other),
            Token::Error(_) => continue,
        };
        pieces.push(Piece { start: span.start, end: span.end, kind });
    }
    pieces
}

/// Returns where the value of an attribute stands in the source of one tag,
/// without its quotes.
pub fn value_range(tag: &str, attribute: &str) -> Option<std::ops::Range<usize>> {
    let emitter = html5gum::emitters::default::DefaultEmitter::<usize>::new_with_span();
    let Ok(token) = Tokenizer::new_with_emitter(tag, emitter).next()?;
    let Token::StartTag(start) = token else { return None };
    // The tokenizer's place is that of the whole attribute.
    let place = start.attributes.get(attribute.as_bytes())?.span;
    let (name, value) = tag.get(place.start..place.end)?.split_once('=')?;
    let begin = place.start + name.len() + 1 + (value.len() - value.trim_start().len());
    let value = value.trim();
    Some(match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inner = value.strip_prefix(quote)?.strip_suffix(quote)?;
            begin + 1..begin + 1 + inner.len()
        }
        _ => {
            let end = value.find(|c: char| c == '>' || c.is_ascii_whitespace());
            begin..begin + end.unwrap_or(value.len())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_places() {
        for (tag, value) in [
            ("<a href=\"a\">", "a"),
            ("<a title='b.md' HREF = 'b.md'>", "b.md"),
            ("<a title=x href=c.md>", "c.md"),
            ("<a\n href=\"d&amp;e.md\">", "d&amp;e.md"),
        ] {
            let range = value_range(tag, "href").expect("a value");
            assert_eq!(&tag[range.clone()], value);
            assert!(tag.len() - range.end <= 2, "{tag}");
        }
        assert_eq!(value_range("<a>", "href"), None);
    }

    #[test]
    fn pieces_know_their_places() {
        let html = "a &lt; <b title='x>y'>c</b><!-- d --><e f/>";
        let pieces = pieces(html);
        let slices: Vec<&str> = pieces.iter().map(|piece| &html[piece.start..piece.end]).collect();
        assert_eq!(slices, ["a &lt; ", "<b title='x>y'>", "c", "</b>", "<!-- d -->", "<e f/>"]);
        assert_eq!(pieces[0].kind, PieceKind::Text("a < ".into()));
    }

    #[test]
    fn nothing_active_is_safe() {
        for name in ["script", "iframe", "object", "svg", "style", "form", "input", "base"] {
            let kept = matches!(
                treatment(name),
                Treatment::Inline(_) | Treatment::Block(_) | Treatment::Void(_)
            );
            assert!(!kept, "{name}");
        }
        for name in ["onclick", "style", "class", "srcdoc", "data-x", "formaction"] {
            assert_eq!(safe_attribute("a", name), None);
        }
    }
}
