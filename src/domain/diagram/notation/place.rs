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

    /// Leads a line on to this place; its last point lies on the outline of
    /// the node as the site draws it.
    pub(super) fn lead_on(&self, way: &mut Vec<Point>) {
        let Some(end) = way.last().copied().filter(|_| self.form != Form::Same) else { return };
        let half = EVENT / 2;
        let middle = Point { x: self.bounds.x + half, y: self.bounds.y + half };
        let (dx, dy) = (end.x - middle.x, end.y - middle.y);
        if dx.abs() < half && dy != 0 {
            // From above or below, to the outline there.
            let reach = match self.form {
                Form::Circle => (half * half - dx * dx).isqrt(),
                _ => half - dx.abs(),
            };
            way.pop();
            way.push(Point { x: end.x, y: middle.y + reach * dy.signum() });
            return;
        }
        // From beside: in at the height of the middle.
        if dy != 0 {
            way.push(Point { x: end.x, y: middle.y });
        }
        way.push(Point { x: middle.x + half * dx.signum(), y: middle.y });
    }
}
