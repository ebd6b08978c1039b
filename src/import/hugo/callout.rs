//! The family of shortcodes that become callouts.

use super::argument::Arguments;
use super::body::{Body, Call, Shape};
use crate::import::draft::Draft;
use crate::import::shape::{self, callout_kind};
use crate::model::world::Failure;

impl Body<'_, '_> {
    /// Rewrites `alert`, `hint`, `notice`, `note` and their like.
    pub fn callout(&mut self, mut call: Call) -> Result<Shape, Failure> {
        let name = call.tag.name.to_ascii_lowercase();
        let arguments = &mut call.tag.arguments;
        let word = word(arguments);
        let title = arguments.named(&["title", "heading"]);
        let from = call.tag.range.start;
        let body = match self.inner(&call)? {
            Some(body) => body,
            None => {
                let text = call.tag.arguments.named_or_next(&["text", "content", "message"]);
                let Some(text) = text else {
                    return Ok(Shape::Unknown("it never ends and says nothing".into()));
                };
                Draft::of(text, from)
            }
        };
        let title = title.or_else(|| call.tag.arguments.next());
        let kind = word.as_deref().and_then(callout_kind);
        let kind = kind.or_else(|| callout_kind(own_kind(&name))).unwrap_or("NOTE");
        if let Some(word) = word.filter(|word| callout_kind(word).is_none()) {
            let place = self.found.page.text.place(from);
            let construct = format!("kind `{word}` of shortcode {name}");
            self.gather.report.left_out(place, &construct, "there is no callout of this kind");
        }
        self.report_rest(&call.tag);
        Ok(Shape::Block(shape::callout(kind, &title.unwrap_or_default(), &body, from)))
    }
}

/// Takes the word that says which kind it is.
fn word(arguments: &mut Arguments) -> Option<String> {
    let named = arguments.named(&["type", "color", "context", "style", "level", "kind"]);
    named.or_else(|| {
        let is_kind = arguments.peek().is_some_and(|first| callout_kind(first).is_some());
        if is_kind { arguments.next() } else { None }
    })
}

/// Returns the kind that the name of a shortcode means by itself.
fn own_kind(name: &str) -> &str {
    match name {
        // These take their kind from an argument; without one they inform.
        "alert" | "hint" | "notice" | "callout" | "admonition" => "note",
        name => name,
    }
}
