//! The map of a process that keeps no list of its areas, in the twin of its
//! page.

use super::link::twin;
use super::writer::{Gap, Writer};
use crate::model::areas::{AreaSource, AreaState};
use crate::model::sequence::Generated;

/// At most so many areas are listed, as on the page.
const MOST: usize = 500;

impl Writer<'_> {
    /// Lists the areas of the process, unless its author placed them.
    pub(super) fn map_below(&mut self) {
        let site = self.ctx.site;
        let process = site.areas.processes.get(&self.page.id);
        let process = process.filter(|process| process.source == AreaSource::PartOf);
        let Some(process) = process.filter(|_| !self.made.contains(&Generated::Sequence)) else {
            return;
        };
        self.titled_line(2, "Areas", ("", String::new()));
        let written = process.areas.iter().filter_map(|area| match area.state {
            AreaState::Written(id) => site.catalog.page(id),
            _ => None,
        });
        for (at, page) in written.take(MOST).enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.begin();
            self.mark(&format!("{}. ", at + 1));
            self.linked_text(&page.title, &twin(self.folder, page));
        }
        self.next_after(Gap::Empty);
        self.after_list = Some('.');
        if MOST < process.areas.len() {
            let all = process.areas.len();
            self.block(|writer| writer.mark(&format!("{MOST} of {all} are shown.")));
        }
    }
}
