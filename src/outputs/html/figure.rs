//! The picture of a graph: both forms, of which the style sheet shows one, or
//! one column for eyes alone.

use crate::domain::diagram::Drawings;
use crate::domain::diagram::description::Reading;
use crate::domain::diagram::graph::Graph;
use crate::domain::diagram::size::{Form, Typeset, typeset};
use crate::domain::diagram::svg::{self, Picture, Place};

/// Which forms of a picture stand in a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Forms {
    /// Both, if the wide one has room.
    Both,
    /// The narrow one, which has room everywhere.
    Narrow,
    /// The narrow one without lanes.
    Plain,
}

/// Draws a graph in a page. Ids in the picture begin with `name`.
pub(super) fn picture(drawings: &Drawings, graph: &Graph, (forms, name): (Forms, &str)) -> String {
    let (wide, narrow) = (typeset(graph, Form::Wide), typeset(graph, Form::Narrow));
    let narrow_drawn = drawings.of(Form::Narrow, &narrow.sketch);
    let is_wide = forms == Forms::Both && svg::has_room(&wide.sketch);
    let wide_drawn = is_wide.then(|| drawings.of(Form::Wide, &wide.sketch));
    let reading = &Reading::of(graph);
    let (wide_name, narrow_name) = (format!("{name}w"), format!("{name}n"));
    let picture = |(form, figure, typeset, drawing)| {
        let place = Place::Page;
        Picture { graph, reading, typeset, drawing, form, place, figure }
    };
    let beside = wide_drawn.as_deref().map(|drawn| {
        let typeset: &Typeset = &wide;
        picture((Form::Wide, &*wide_name, typeset, drawn))
    });
    let column = picture((Form::Narrow, &*narrow_name, &narrow, &*narrow_drawn));
    svg::figure(beside.as_ref(), &column)
}

/// Draws a graph in one column, for eyes alone: what stands beside it says the
/// same.
pub(super) fn column(drawings: &Drawings, graph: &Graph) -> String {
    let typeset = &typeset(graph, Form::Narrow);
    let drawing = &drawings.of(Form::Narrow, &typeset.sketch);
    let reading = &Reading::of(graph);
    let (form, place, figure) = (Form::Narrow, Place::Beside, "");
    Picture { graph, reading, typeset, drawing, form, place, figure }.svg()
}
