//! A flow as a whole, from its lines: first its nodes, then what they lead to,
//! then what is wrong with them.

use super::line::Line;
use super::nodes::{Given, Reader};
use super::{edges, explain, fence};
use crate::base::TextRange;
use crate::model::flow::{Flow, FlowOrigin};
use crate::stages::parse::builder::Builder;

/// Reads the fence that stands here.
pub(super) fn fence(builder: &mut Builder<'_>, range: TextRange) -> Flow {
    let written = fence::lines(builder.text(range), range.start as usize);
    let mut reader = Reader::new(builder, Given::default());
    lines(&mut reader, &written);
    reader.finish(FlowOrigin::Fence, range)
}

/// Reads all lines: a target may stand further down, so nodes come first.
pub(super) fn lines(reader: &mut Reader<'_, '_>, lines: &[Line<'_>]) {
    reader.nodes(lines);
    edges::read(reader, lines);
    explain::report(reader, lines);
}
