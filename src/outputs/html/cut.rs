//! Rewrites a page for a copy or a package: where its links lead, what it
//! leaves out, and where its files are.

use crate::text::html::{PieceKind, escape, pieces};

/// Where a link leads, as seen from a copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::outputs) enum Way {
    /// Where it led before.
    Kept,
    /// To another place.
    To(String),
    /// To another place, in a window of its own.
    Beside(String),
    /// Nowhere, which needs no reason: its words stay.
    Plain,
    /// Nowhere, and nobody needs its words.
    Gone,
    /// Nowhere: its words stay, and these say why.
    Nowhere(&'static str),
}

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::outputs) enum Fate {
    /// It stays.
    Kept,
    /// It goes with all that is in it.
    Gone,
    /// Its tags go, what is in it stays.
    Opened,
}

/// What a copy is like.
pub(in crate::outputs) trait Copying {
    /// Finds out where an address leads.
    fn way(&mut self, address: &str) -> Way;

    /// Finds out what becomes of an element other than a link.
    fn fate(&mut self, name: &str, attributes: &[(String, String)]) -> Fate;

    /// Returns what an attribute is in the copy; `None` as it was.
    fn attribute(&mut self, element: &str, name: &str, value: &str) -> Option<String>;

    /// Tells whether the copy leaves an attribute out.
    fn is_left_out(&self, _element: &str, _name: &str) -> bool {
        false
    }
}

/// Elements that end without a tag of their own.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Tells whether an attribute names a file that the page is shown with.
pub(in crate::outputs) fn is_file(element: &str, name: &str) -> bool {
    matches!(
        (element, name),
        ("link" | "image", "href")
            | ("script", "src" | "data-run")
            | ("img" | "source" | "video" | "audio" | "track", "src")
            | ("video", "poster")
    )
}

/// Tells whether an attribute names files of which a browser takes one.
pub(in crate::outputs) fn is_choice(element: &str, name: &str) -> bool {
    (element, name) == ("img", "srcset")
}

/// Returns what such an attribute names, as the writer of pages writes it: each
/// address with its width.
pub(in crate::outputs) fn choices(value: &str) -> impl Iterator<Item = (&str, u32)> {
    let parts = value.split(", ").filter_map(|part| part.rsplit_once(' '));
    parts.filter_map(|(address, width)| Some((address, width.strip_suffix('w')?.parse().ok()?)))
}

/// Where in a page the next piece stands.
#[derive(Default)]
struct Place {
    /// The element that goes, and how many of its name are open in it.
    gone: Option<(String, usize)>,
    /// What ends the link that is open, if not `</a>`.
    ending: Option<String>,
    /// Names of elements whose tags go, for each that is open of their name.
    open: Vec<(String, bool)>,
    drawings: usize,
    lists: usize,
    frames: usize,
}

/// Rewrites a page.
pub(in crate::outputs) fn cut(html: &str, copying: &mut dyn Copying) -> String {
    let mut out = String::with_capacity(html.len());
    let mut place = Place::default();
    for piece in pieces(html) {
        let source = html.get(piece.start..piece.end).unwrap_or_default();
        if is_gone(&piece.kind, &mut place) {
            continue;
        }
        match &piece.kind {
            PieceKind::Open { name, attributes, .. } if name == "a" => {
                link((source, attributes), &mut place, copying, &mut out);
            }
            PieceKind::Close(name) if name == "a" => match place.ending.take() {
                Some(ending) => out.push_str(&ending),
                None => out.push_str(source),
            },
            PieceKind::Open { name, attributes, self_closing } => {
                let is_void = *self_closing || VOID.contains(&&**name);
                match copying.fate(name, attributes) {
                    Fate::Gone if is_void => continue,
                    Fate::Gone => {
                        place.gone = Some((name.clone(), 1));
                        continue;
                    }
                    fate if !is_void => {
                        place.count(name, 1);
                        place.open.push((name.clone(), fate == Fate::Opened));
                        if fate == Fate::Opened {
                            continue;
                        }
                    }
                    _ => {}
                }
                let end = if *self_closing { "/>" } else { ">" };
                tag((source, name, end), attributes, copying, &mut out);
            }
            PieceKind::Close(name) => {
                place.count(name, -1);
                let at = place.open.iter().rposition(|(open, _)| open == name);
                let is_opened = at.is_some_and(|at| {
                    place.open.drain(at..).any(|(own, opened)| own == *name && opened)
                });
                if !is_opened {
                    out.push_str(source);
                }
            }
            PieceKind::Other if copying.fate("!doctype", &[]) == Fate::Gone => {}
            _ => out.push_str(source),
        }
    }
    out
}

impl Place {
    fn count(&mut self, name: &str, by: isize) {
        let count = match name {
            "svg" => &mut self.drawings,
            "nav" => &mut self.lists,
            "header" | "footer" => &mut self.frames,
            _ => return,
        };
        *count = count.saturating_add_signed(by);
    }
}

/// Tells whether a piece goes with the element it stands in.
fn is_gone(piece: &PieceKind, place: &mut Place) -> bool {
    let Some((name, depth)) = &mut place.gone else { return false };
    match piece {
        PieceKind::Open { name: inner, self_closing: false, .. } if inner == name => *depth += 1,
        PieceKind::Close(inner) if inner == name => *depth -= 1,
        _ => {}
    }
    if *depth == 0 {
        place.gone = None;
    }
    true
}

/// Writes the beginning of a link, and keeps in mind what ends it.
fn link(
    (source, attributes): (&str, &[(String, String)]),
    place: &mut Place,
    copying: &mut dyn Copying,
    out: &mut String,
) {
    let href = attributes.iter().find(|(name, _)| name == "href").map(|(_, value)| &**value);
    match href.map_or(Way::Kept, |href| copying.way(href)) {
        Way::Kept => tag((source, "a", ">"), attributes, copying, out),
        ref way @ (Way::To(ref address) | Way::Beside(ref address)) => {
            out.push_str("<a");
            for (name, value) in attributes {
                let value = match name.as_str() {
                    "href" => Some(address.clone()),
                    "target" | "rel" => continue,
                    _ => copying.attribute("a", name, value),
                }
                .unwrap_or_else(|| value.clone());
                out.push_str(&format!(" {name}=\"{}\"", escape(&value)));
            }
            out.push_str(match way {
                Way::Beside(_) => " target=\"_blank\" rel=\"noopener\">",
                _ => ">",
            });
        }
        // A menu of what is not there is none.
        Way::Gone => place.gone = Some(("a".into(), 1)),
        Way::Nowhere(_) if 0 < place.frames => place.gone = Some(("a".into(), 1)),
        way @ (Way::Nowhere(_) | Way::Plain) => {
            let is_drawn = 0 < place.drawings;
            let element = if is_drawn { "g" } else { "span" };
            let kept = |name: &str| matches!(name, "id" | "class" | "title" | "transform");
            out.push_str(&format!("<{element}"));
            for (name, value) in attributes.iter().filter(|(name, _)| kept(name)) {
                let value = copying.attribute("a", name, value).unwrap_or_else(|| value.clone());
                out.push_str(&format!(" {name}=\"{}\"", escape(&value)));
            }
            out.push('>');
            let words = match way {
                Way::Nowhere(why) if !is_drawn && place.lists == 0 => {
                    format!(" <small>({why})</small>")
                }
                _ => String::new(),
            };
            place.ending = Some(format!("</{element}>{words}"));
        }
    }
}

/// Writes the beginning of an element; as it was, if nothing of it changes.
fn tag(
    (source, name, end): (&str, &str, &str),
    attributes: &[(String, String)],
    copying: &mut dyn Copying,
    out: &mut String,
) {
    let kept: Vec<&(String, String)> =
        attributes.iter().filter(|(own, _)| !copying.is_left_out(name, own)).collect();
    let changed: Vec<Option<String>> =
        kept.iter().map(|(own, value)| copying.attribute(name, own, value)).collect();
    if kept.len() == attributes.len() && changed.iter().all(Option::is_none) {
        out.push_str(source);
        return;
    }
    // Names of elements in drawings have upper case that pieces do not keep.
    let written = source.get(1..=name.len()).unwrap_or(name);
    out.push_str(&format!("<{written}"));
    for ((own, value), changed) in kept.into_iter().zip(changed) {
        let name = written_name(source, own);
        out.push_str(&format!(" {name}=\"{}\"", escape(changed.as_deref().unwrap_or(value))));
    }
    out.push_str(end);
}

/// Returns the name of an attribute as its tag writes it: `viewBox`.
fn written_name<'a>(source: &'a str, name: &'a str) -> &'a str {
    let mut found = source.match_indices('=').map(|(end, _)| source.get(..end).unwrap_or_default());
    let as_written = found.find_map(|before| {
        let own = before.get(before.len().checked_sub(name.len())?..)?;
        (own.eq_ignore_ascii_case(name) && before.len() > name.len()).then_some(own)
    });
    as_written.unwrap_or(name)
}
