//! A drawing as SVG.
//!
//! There is no inline style, no script and no foreign object in it: how it
//! looks is said by the style sheet of the theme, by classes that begin with
//! `dg-`. A node is a link in the order of the process, whose name says what
//! the picture shows; lines say nothing that names do not. Ids begin with
//! the name of the figure, so that a page may have several.

mod figure;
mod lines;
mod markup;
mod node;
mod shape;
mod sheets;

use std::collections::BTreeMap;

use super::description::Reading;
use super::drawing::{Drawing, Point, Rect};
use super::graph::{Graph, Lane, Node};
use super::size::{Form, HEADER, Typeset};
use super::text::{HEADING, NOTE, break_lines, clean};
use markup::{Markup, safe_address};

pub use figure::{figure, has_room, standalone};

/// Where an SVG is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Within a page, with its table of steps beside it.
    Page,
    /// Within a page, beside what says the same: for eyes alone.
    Beside,
    /// A file of its own.
    File,
}

/// A drawing with what is written in it.
pub struct Picture<'a> {
    /// What is drawn.
    pub graph: &'a Graph,
    /// The same in words.
    pub reading: &'a Reading<'a>,
    /// The lines of words.
    pub typeset: &'a Typeset,
    /// Where everything lies.
    pub drawing: &'a Drawing,
    /// What it was laid out for.
    pub form: Form,
    /// Where it is.
    pub place: Place,
    /// Unique in the page; ids begin with it.
    pub figure: &'a str,
}

impl Picture<'_> {
    /// Writes the drawing as one `svg` element.
    pub fn svg(&self) -> String {
        let mut out = Markup::default();
        self.open(&mut out);
        self.body(&mut out);
        out.raw("</svg>\n");
        out.finish()
    }

    /// Writes the drawing as [`Picture::svg`] does, and the same drawing again
    /// in pieces that end at `cuts`, for paper.
    pub fn svg_in_pieces(&self, cuts: &[i32]) -> String {
        let mut out = Markup::default();
        self.open(&mut out);
        let id = self.part_id("all");
        // The style sheet looks no further up than this from a piece.
        out.raw("<g class=\"dg\"").attribute("id", &id).raw(">\n");
        self.body(&mut out);
        out.raw("</g></svg>\n");
        sheets::write(self.drawing.size.width, cuts, &id, &mut out);
        out.finish()
    }

    fn open(&self, out: &mut Markup) {
        let (width, height) = (self.drawing.size.width, self.drawing.size.height);
        let class = match self.form {
            Form::Wide => "dg dg-wide",
            Form::Narrow => "dg dg-narrow",
        };
        let is_beside = self.place == Place::Beside;
        // HTML needs no name of the vocabulary.
        out.raw(if is_beside { "<svg" } else { "<svg xmlns=\"http://www.w3.org/2000/svg\"" });
        out.attribute("class", if is_beside { "dg" } else { class });
        out.attribute("viewBox", &format!("0 0 {width} {height}"));
        out.length("width", width).length("height", height);
        if is_beside {
            out.raw(" aria-hidden=\"true\">\n");
            return;
        }
        out.raw(" direction=\"ltr\" role=\"graphics-document document\"");
        let (title, words) = (self.part_id("title"), self.part_id("words"));
        out.attribute("aria-labelledby", &title).attribute("aria-describedby", &words).raw(">\n");
        out.raw("<title").attribute("id", &title).raw(">").text(&self.title()).raw("</title>");
        out.raw("<desc").attribute("id", &words).raw(">").text(&self.reading.summary());
        out.raw("</desc>\n");
    }

    fn body(&self, out: &mut Markup) {
        if self.place == Place::Beside {
            self.joined_lines(out);
            self.nodes(out);
            self.labels(out);
            return;
        }
        self.lanes(out);
        out.raw("<g class=\"dg-edges\" aria-hidden=\"true\">\n");
        self.lines(out);
        out.raw("</g>\n");
        self.nodes(out);
        out.raw("<g class=\"dg-labels\" aria-hidden=\"true\">");
        self.labels(out);
        out.raw("</g>\n");
    }

    fn labels(&self, out: &mut Markup) {
        let labels = self.typeset.labels.iter().zip(&self.drawing.edges);
        for (words, line) in labels {
            if let Some(rect) = &line.label {
                lines::label(words, rect, out);
            }
        }
    }

    fn title(&self) -> String {
        let title = clean(&self.graph.title);
        match (title.is_empty(), self.form) {
            (true, _) => "Process".to_string(),
            (_, Form::Wide) => title,
            (_, Form::Narrow) => format!("{title}, in one column"),
        }
    }

    fn lanes(&self, out: &mut Markup) {
        for (at, (lane, rect)) in self.graph.lanes.iter().zip(&self.drawing.lanes).enumerate() {
            let name = format!("Role: {}", clean(&lane.name));
            out.raw("<g role=\"graphics-object\"").attribute("aria-label", &name);
            out.attribute("class", if at % 2 == 0 { "dg-strip" } else { "dg-strip dg-odd" });
            out.raw(">");
            shape::rectangle("dg-ground", rect, 0, out);
            heading(lane, rect, out);
            out.raw("</g>\n");
        }
    }

    /// Writes all lines as one path, and all heads as another.
    fn joined_lines(&self, out: &mut Markup) {
        let (mut all, mut heads) = (String::new(), String::new());
        for (edge, line) in self.graph.edges.iter().zip(&self.drawing.edges) {
            let shape = |at: usize| Some((self.graph.nodes.get(at)?, self.drawing.nodes.get(at)?));
            if let (Some(from), Some(to)) = (shape(edge.from), shape(edge.to)) {
                let (way, head) = lines::ways(line, (from, to));
                all.push_str(&way);
                heads.push_str(&head.unwrap_or_default());
            }
        }
        shape::path("dg-line", &all, out);
        shape::path("dg-head", &heads, out);
        out.raw("\n");
    }

    fn lines(&self, out: &mut Markup) {
        for (edge, line) in self.graph.edges.iter().zip(&self.drawing.edges) {
            let shape = |at: usize| Some((self.graph.nodes.get(at)?, self.drawing.nodes.get(at)?));
            if let (Some(from), Some(to)) = (shape(edge.from), shape(edge.to)) {
                lines::line(edge, line, (from, to), out);
            }
        }
        out.raw("\n");
    }

    /// Writes nodes in the order of the process, each with its marks.
    fn nodes(&self, out: &mut Markup) {
        let (mut leaving, mut arriving) = (BTreeMap::new(), BTreeMap::new());
        for (at, (edge, line)) in self.graph.edges.iter().zip(&self.drawing.edges).enumerate() {
            if let Some(jump) = &line.jump {
                leaving.entry(edge.from).or_insert_with(Vec::new).push((at, jump));
                let (edges, _) = arriving.entry(edge.to).or_insert_with(|| (Vec::new(), jump));
                edges.push(at);
            }
        }
        for at in 0..self.graph.nodes.len() {
            if let Some((edges, jump)) = arriving.get(&at) {
                self.arriving_mark(edges, jump, out);
            }
            self.node(at, out);
            for (edge, jump) in leaving.get(&at).into_iter().flatten() {
                self.leaving_mark(*edge, jump, out);
            }
        }
    }

    fn letter(&self) -> &'static str {
        match self.form {
            Form::Wide => "w",
            Form::Narrow => "n",
        }
    }

    fn part_id(&self, part: &str) -> String {
        format!("{}:{}:{part}", self.figure, self.letter())
    }

    fn node_id(&self, node: &Node) -> String {
        self.part_id(&format!("node-{}", node.id))
    }

    fn row_id(&self, node: &Node) -> String {
        node.id.clone()
    }
}

/// Writes the name of a lane at the top of its strip.
fn heading(lane: &Lane, rect: &Rect, out: &mut Markup) {
    let room = rect.width - 16;
    let name = break_lines(&clean(&lane.name), HEADING, room * 92 / 100, 2);
    let href = lane.href.as_deref().and_then(safe_address);
    if let Some(href) = href {
        out.raw("<a class=\"dg-page\"").attribute("href", href);
        out.attribute("aria-label", &clean(&lane.name)).raw(">");
        let reach = Rect { height: HEADER, ..*rect };
        shape::rectangle("dg-reach", &reach, 0, out);
    }
    let mut y = rect.y + if name.lines.len() < 2 { 23 } else { 14 };
    for line in &name.lines {
        let anchor = lines::Anchor::Start;
        lines::Text { class: "dg-role", font: HEADING, anchor, room }.write(
            line,
            Point { x: rect.x + 8, y },
            out,
        );
        y += NOTE.line_height();
    }
    out.raw(if href.is_some() { "</a>" } else { "" });
}

#[cfg(test)]
mod tests;
