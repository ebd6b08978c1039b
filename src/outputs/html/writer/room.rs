//! Room for what the script of pages that are run brings, so that nothing
//! moves when it comes. All of it is hidden until then, and without a script.

use super::Writer;

/// What stands there of it so far.
#[derive(Default)]
pub(super) struct Room {
    /// How many boxes of tasks are written.
    boxes: usize,
    /// How many lists of tasks are open, one in another.
    depth: usize,
    /// Whether the controls of a run are written.
    has_controls: bool,
}

impl Room {
    /// Counts the box of a task.
    pub(super) fn count(&mut self) {
        self.boxes += 1;
    }

    /// Begins a list of tasks; returns how many boxes stand before it.
    pub(super) fn begin(&mut self) -> usize {
        self.depth += 1;
        self.boxes
    }
}

impl Writer<'_> {
    /// Writes the controls of a run, before the first step of the page.
    pub(super) fn controls(&mut self) {
        if !std::mem::replace(&mut self.room.has_controls, true) {
            self.markup(
                "<section class=\"runner\" aria-label=\"This run\" hidden><p><span>Not begun\
                 </span></p><p class=\"acts\"><button class=\"go\" type=\"button\">Start the run\
                 </button><button type=\"button\">One step at a time</button>\
                 <button type=\"button\">Record</button>\
                 <button type=\"button\" hidden>Start again</button></p></section>\n",
            );
        }
    }

    /// Ends a list of tasks. Below the outermost stands how much of it is done.
    pub(super) fn end_tasks(&mut self, before: usize) {
        self.room.depth = self.room.depth.saturating_sub(1);
        if self.room.depth == 0 && before + 1 < self.room.boxes {
            self.markup("<p class=\"count\" hidden></p>\n");
        }
    }

    /// Writes how a list of tasks is kept, at the end of a page without steps:
    /// one with steps has a record of all that is done on it.
    pub(super) fn keeping(&mut self) {
        if 1 < self.room.boxes && !self.room.has_controls {
            self.markup(
                "<p class=\"acts keep\" hidden><button type=\"button\">Copy as Markdown</button>\
                 <button type=\"button\">Save as CSV</button>\
                 <button type=\"button\">Save as JSON</button>\
                 <button type=\"button\">Start again</button></p>\n",
            );
        }
    }
}
