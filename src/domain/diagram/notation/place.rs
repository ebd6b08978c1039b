//! Places as BPMN has them: its events and gateways have sizes of their own,
//! so that lines are led on to where these are drawn.

use crate::domain::diagram::drawing::{Point, Rect};
use crate::domain::diagram::graph::NodeKind;

/// The size of an event in BPMN editors, in pixels.
const EVENT: i32 = 36;

/// What BPMN draws in place of a node.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) bounds: Rect,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As large as on the site.
    Same,
    /// A circle about the middle.
    Circle,
    /// A rhombus about the middle.
    Rhombus,
}

impl Place {
    /// Returns the place of a node that lies here on the site.
    pub(super) fn of(kind: NodeKind, rect: Rect) -> Place {
        let form = match kind {
            NodeKind::Start | NodeKind::End | NodeKind::Wait | NodeKind::Connector => Form::Circle,
            NodeKind::Fork | NodeKind::Join => Form::Rhombus,
            _ => Form::Same,
        };
        let bounds = match form {
            Form::Same => rect,
            Form::Circle | Form::Rhombus => Rect {
                x: rect.x + (rect.width - EVENT) / 2,
                y: rect.y + (rect.height - EVENT) / 2,
                width: EVENT,
                height: EVENT,
            },
        };
        Place { bounds, form }
    }

    /// Returns the points that lead a line on, from its end to this place.
    /// The line ends on the outline of the node as the site draws it.
    pub(super) fn lead_on(&self, end: Point) -> Vec<Point> {
        let half = EVENT / 2;
        let middle = Point { x: self.bounds.x + half, y: self.bounds.y + half };
        let (dx, dy) = (end.x - middle.x, end.y - middle.y);
        match self.form {
            Form::Same => Vec::new(),
            // From beside, straight in; else to the nearest corner.
            _ if dy == 0 => vec![Point { x: middle.x + half * dx.signum(), y: middle.y }],
            _ if dx == 0 => vec![Point { x: middle.x, y: middle.y + half * dy.signum() }],
            _ if dx.abs() <= half => vec![
                Point { x: end.x, y: middle.y + half * dy.signum() },
                Point { x: middle.x, y: middle.y + half * dy.signum() },
            ],
            _ => vec![
                Point { x: end.x, y: middle.y },
                Point { x: middle.x + half * dx.signum(), y: middle.y },
            ],
        }
    }
}
