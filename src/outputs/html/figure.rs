//! The picture of a graph: both forms, of which the style sheet shows one.

use crate::domain::diagram::Drawings;
use crate::domain::diagram::description::Reading;
use crate::domain::diagram::graph::Graph;
use crate::domain::diagram::size::{Form, typeset};
use crate::domain::diagram::svg::{self, Picture, Place};

/// Draws a graph in a page. Ids in the picture begin with `name`.
pub(super) fn picture(drawings: &Drawings, graph: &Graph, name: &str) -> String {
    let (wide, narrow) = (typeset(graph, Form::Wide), typeset(graph, Form::Narrow));
    let drawn = [drawings.of(Form::Wide, &wide.sketch), drawings.of(Form::Narrow, &narrow.sketch)];
    let reading = Reading::of(graph);
    let names = [format!("{name}w"), format!("{name}n")];
    let [wide_drawn, narrow_drawn] = &drawn;
    let [wide_name, narrow_name] = &names;
    let picture = |form| {
        let (typeset, drawing, figure) = match form {
            Form::Wide => (&wide, wide_drawn, wide_name),
            Form::Narrow => (&narrow, narrow_drawn, narrow_name),
        };
        let (reading, place) = (&reading, Place::Page);
        Picture { graph, reading, typeset, drawing, form, place, figure }
    };
    svg::figure(&picture(Form::Wide), &picture(Form::Narrow))
}
