//! What a drawing says: the texts of an SVG, in the order in which they are
//! drawn.
//!
//! A text is one element `text` with all its lines, or what HTML in a
//! `foreignObject` says. Texts between two shapes are drawn on the first of
//! them: they are one run. Letters drawn as outlines say nothing.

use super::xml::{self, Element, Piece};

/// The most bytes of a drawing whose texts are read.
pub const LARGEST: usize = 2 * 1024 * 1024;
/// The most texts of a drawing.
const MOST: usize = 2_000;

/// Elements that draw something beside text.
const SHAPES: &[&str] =
    &["rect", "path", "polygon", "polyline", "circle", "ellipse", "line", "image", "use"];
/// Elements whose content is not drawn where it stands.
const HIDDEN: &[&str] = &[
    "style", "script", "title", "desc", "metadata", "defs", "symbol", "clipPath", "mask", "marker",
    "pattern", "filter",
];

/// A text of a drawing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// Its words, in one line.
    pub words: Box<str>,
    /// Which shape it is drawn on, as a number that only counts up.
    pub run: u32,
}

/// Returns the texts of a drawing; none where it cannot be read.
pub fn texts(bytes: &[u8]) -> Vec<Text> {
    if LARGEST < bytes.len() {
        return Vec::new();
    }
    let Some(tree) = xml::decoded(bytes).and_then(|text| xml::read(&text).ok()) else {
        return Vec::new();
    };
    let mut reader = Reader { texts: Vec::new(), run: 0 };
    if let Some(root) = tree.root().filter(|root| root.name() == "svg") {
        reader.element(root);
    }
    reader.texts
}

struct Reader {
    texts: Vec<Text>,
    run: u32,
}

impl Reader {
    /// Reads an element; they are not nested deeper than XML is read.
    fn element(&mut self, element: Element<'_>) {
        match element.name() {
            name if HIDDEN.contains(&name) => {}
            name if SHAPES.contains(&name) => self.run = self.run.saturating_add(1),
            "text" | "foreignObject" => self.text(element),
            "switch" => {
                // The first that says something is what is drawn.
                let before = self.texts.len();
                for child in element.children() {
                    if self.texts.len() == before {
                        self.element(child);
                    }
                }
            }
            _ => element.children().for_each(|child| self.element(child)),
        }
    }

    fn text(&mut self, element: Element<'_>) {
        let mut words = String::new();
        collect(element, &mut words);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() && self.texts.len() < MOST {
            self.texts.push(Text { words: words.into(), run: self.run });
        }
    }
}

/// Adds what an element says. What has a place of its own begins a word.
fn collect(element: Element<'_>, words: &mut String) {
    for piece in element.content() {
        match piece {
            Piece::Text(text) => words.push_str(text),
            Piece::Element(inner) if HIDDEN.contains(&inner.name()) => {}
            Piece::Element(inner) => {
                let is_inline = matches!(inner.name(), "tspan" | "a" | "span" | "b" | "i" | "font");
                let has_place = ["x", "y", "dy"].iter().any(|name| inner.attribute(name).is_some());
                if has_place || !is_inline {
                    words.push(' ');
                }
                collect(inner, words);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn a_text_has_all_its_lines() {
        let read = |inner: &str| {
            let texts =
                texts(format!("<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>").as_bytes());
            texts.into_iter().map(|text| format!("{} {}", text.run, text.words)).collect::<Vec<_>>()
        };
        assert_eq!(
            read(
                "<rect/><text>99 Manage <tspan x='4' dy='1em'>acc<tspan>ess</tspan></tspan>\n</text>"
            ),
            ["1 99 Manage access"]
        );
        assert_eq!(
            read("<rect/><text>Pay</text><text>roll</text><path d=''/><text>B</text>"),
            ["1 Pay", "1 roll", "2 B"]
        );
        assert_eq!(
            read("<title>No</title><defs><text>No</text></defs><style>a{}</style>"),
            [""; 0]
        );
        assert_eq!(
            read(
                "<switch><foreignObject><div>A<br/>b</div></foreignObject><text>cannot</text></switch>"
            ),
            ["0 A b"]
        );
        assert!(texts(b"<svg><text>").is_empty());
        assert!(texts(b"\x89PNG").is_empty());
    }
}
