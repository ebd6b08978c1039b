//! A node: a link with its shape and its words, and the marks beside it.

use super::super::drawing::{Jump, Point, Rect};
use super::super::graph::{Node, NodeKind};
use super::super::size::{Form, PADDING, Words, insets};
use super::super::text::{NOTE, NUMBER, WORDS};
use super::lines::{Anchor, Text};
use super::markup::{Markup, safe_address};
use super::shape::{outline, rectangle, stripe};
use super::{Picture, Place};

/// From the upper edge of a line of words to the foot of its letters.
const ASCENT: i32 = 14;
/// What of a document is below its words: the wave.
const WAVE: i32 = 8;

impl Picture<'_> {
    /// Writes a node of the graph.
    pub fn node(&self, at: usize, out: &mut Markup) {
        let (Some(node), Some(rect)) = (self.graph.nodes.get(at), self.drawing.nodes.get(at))
        else {
            return;
        };
        let words = self.typeset.nodes.get(at).cloned().unwrap_or_default();
        if self.place == Place::Beside {
            outline(node.kind, self.form, rect, out);
            write_words(node, &words, self.form, rect, out);
            out.raw("\n");
            return;
        }
        let own = node.href.as_deref().and_then(safe_address).map(str::to_string);
        // Where ways only meet there is no step, and so no row.
        let has_row = self.place == Place::Page && node.kind != NodeKind::Join;
        let row = has_row.then(|| format!("#{}", self.row_id(node)));
        let is_page = own.is_some();
        let link = own.or(row);
        let mut class = "dg-node".to_string();
        class.push_str(if is_page { " dg-page" } else { "" });
        class.push_str(if node.is_planned { " dg-planned" } else { "" });
        out.raw(if link.is_some() { "<a" } else { "<g role=\"graphics-symbol\"" });
        // In a page the row of the table is the place of a step.
        if self.place == Place::File {
            out.attribute("id", &self.node_id(node));
        }
        out.attribute("class", &class);
        link.iter().for_each(|href| {
            out.attribute("href", href);
        });
        out.attribute("aria-label", &self.reading.name(at)).raw(">");
        outline(node.kind, self.form, rect, out);
        if self.form == Form::Narrow
            && let Some(lane) = node.lane
        {
            stripe(node.kind, lane, rect, out);
        }
        write_words(node, &words, self.form, rect, out);
        out.raw(if link.is_some() { "</a>" } else { "</g>" });
        write_lane(node, &words, rect, out);
        out.raw("\n");
    }

    /// Writes the mark at which an edge to `target` is left off.
    pub fn leaving_mark(&self, edge: usize, jump: &Jump, out: &mut Markup) {
        let Some(target) = self.graph.edges.get(edge).map(|edge| edge.to) else { return };
        let letter = letters(jump.letter);
        let name = format!("{letter}: goes on at {}", self.reading.reference(target));
        let ids = (self.leaving_id(edge), self.arriving_id(target));
        self.mark((&jump.leaves, &letter), (&ids.0, &ids.1, &name), out);
    }

    /// Writes the mark at which the edges of a jump are taken up again.
    pub fn arriving_mark(&self, edges: &[usize], jump: &Jump, out: &mut Markup) {
        let first = edges.first().and_then(|edge| Some((*edge, self.graph.edges.get(*edge)?)));
        let Some((first, link)) = first else { return };
        let letter = letters(jump.letter);
        let sources = edges.iter().filter_map(|edge| self.graph.edges.get(*edge));
        let sources = sources.take(4).map(|edge| self.reading.reference(edge.from));
        let mut name = format!("{letter}: comes from {}", sources.collect::<Vec<_>>().join(", "));
        if 4 < edges.len() {
            name.push_str(" and others");
        }
        let ids = (self.arriving_id(link.to), self.leaving_id(first));
        self.mark((&jump.arrives, &letter), (&ids.0, &ids.1, &name), out);
    }

    fn mark(
        &self,
        (rect, letter): (&Rect, &str),
        (id, href, name): (&str, &str, &str),
        out: &mut Markup,
    ) {
        let is_link = self.place != Place::Beside;
        if is_link {
            out.raw("<a class=\"dg-mark\"").attribute("id", id);
            out.attribute("href", &format!("#{href}")).attribute("aria-label", name).raw(">");
            let reach = Rect { x: rect.x - 3, y: rect.y - 3, width: 26, height: 26 };
            rectangle("dg-reach", &reach, 0, out);
        }
        rectangle("dg-box", rect, rect.width / 2, out);
        let at = Point { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 + 5 };
        let (font, room) = (NUMBER, rect.width);
        let text = Text { class: "dg-number", font, anchor: Anchor::Middle, room };
        text.write(letter, at, out);
        out.raw(if is_link { "</a>\n" } else { "\n" });
    }

    fn leaving_id(&self, edge: usize) -> String {
        format!("{}:{}:jump-{edge}", self.figure, self.letter())
    }

    fn arriving_id(&self, node: usize) -> String {
        format!("{}:{}:to-{node}", self.figure, self.letter())
    }
}

/// Counts in letters: A to Z, then AA.
pub fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or(0)));
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    letters.iter().rev().collect()
}

fn write_words(node: &Node, words: &Words, form: Form, rect: &Rect, out: &mut Markup) {
    if words.label.lines.is_empty() && words.number.is_none() {
        return;
    }
    let is_diamond = node.kind == NodeKind::Decision && form == Form::Wide;
    let (left, right) = match node.kind {
        NodeKind::Start | NodeKind::End => (PADDING, PADDING),
        _ => insets(node.kind, form),
    };
    let is_aside = !is_diamond && words.number.is_some() || form == Form::Narrow;
    let is_aside = is_aside && !matches!(node.kind, NodeKind::Start | NodeKind::End);
    if let Some(number) = words.number.as_ref().filter(|_| !is_diamond) {
        let at = Point { x: rect.x + left, y: rect.y + rect.height / 2 + 5 };
        let room = words.indent();
        Text { class: "dg-number", font: NUMBER, anchor: Anchor::Start, room }
            .write(number, at, out);
        out.raw(" ");
    }
    let indent = if is_diamond { 0 } else { words.indent() };
    let (anchor, x, room) = match (is_aside, is_diamond) {
        (true, _) => {
            let x = rect.x + left + indent;
            (Anchor::Start, x, rect.width - left - right - indent)
        }
        (_, true) => (Anchor::Middle, rect.x + rect.width / 2, words.label.width + 12),
        _ => (Anchor::Middle, rect.x + rect.width / 2, rect.width - left - right),
    };
    let mut y = top_of_words(node, words, rect) + ASCENT;
    let mut number = words.number.as_deref().filter(|_| is_diamond).unwrap_or_default();
    for (line, is_spaced) in words.label.lines.iter().zip(&words.label.is_spaced) {
        let text = Text { class: "dg-words", font: WORDS, anchor, room };
        // The first line of a diamond begins with it.
        let rest = line.strip_prefix(number).unwrap_or(line);
        text.write_numbered(number, rest, Point { x, y }, out);
        // It is not drawn, and parts the words for those who hear them.
        out.raw(if *is_spaced { " " } else { "" });
        number = "";
        y += WORDS.line_height();
    }
}

/// Writes who does it, outside the link, whose name says it already.
fn write_lane(node: &Node, words: &Words, rect: &Rect, out: &mut Markup) {
    if words.lane.lines.is_empty() {
        return;
    }
    let (left, right) = insets(node.kind, Form::Narrow);
    let x = rect.x + left + words.indent();
    let lines = i32::try_from(words.label.lines.len()).unwrap_or(0);
    let mut y = top_of_words(node, words, rect) + lines * WORDS.line_height() + ASCENT - 1;
    out.raw("<g aria-hidden=\"true\">");
    for line in &words.lane.lines {
        let room = rect.width - left - right - words.indent();
        Text { class: "dg-who", font: NOTE, anchor: Anchor::Start, room }.write(
            line,
            Point { x, y },
            out,
        );
        y += NOTE.line_height();
    }
    out.raw("</g>");
}

fn top_of_words(node: &Node, words: &Words, rect: &Rect) -> i32 {
    let wave = if node.kind == NodeKind::Document { WAVE } else { 0 };
    rect.y + (rect.height - wave - words.height()) / 2
}
