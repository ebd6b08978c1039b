//! What the template of a runbook sees.

use serde::Serialize;

use super::contact::Reach;
use crate::outputs::html::view::{FactTerm, StateView};

/// A runbook.
#[derive(Serialize)]
pub(in crate::outputs::html) struct RunbookView {
    /// How bad it is.
    pub severity: Option<StateView>,
    pub service: Option<String>,
    pub owner: Option<FactTerm>,
    /// Whom to call.
    pub call: Option<CallView>,
    /// Its number in a catalogue.
    pub code: Option<String>,
    /// How long it takes.
    pub time: Option<String>,
    /// How many steps it has, in all sections.
    pub steps: usize,
    /// The id of the first one.
    pub first: Option<String>,
    /// Its alerts, where the text has no section about the right page.
    pub alerts: Vec<String>,
    /// Its symptoms, likewise.
    pub symptoms: Vec<String>,
    /// The text up to the first step, safe HTML.
    pub lead: String,
    /// The section of values to fill in, safe HTML.
    pub values: String,
    /// The text from the first step on, safe HTML.
    pub rest: String,
    /// Its steps and sections, for a list beside the text.
    pub index: Vec<StepLink>,
    /// How its steps are undone, where no section says it.
    pub undo: Vec<UndoView>,
    /// Who is called after whom, where no section says it.
    pub ladders: Option<LaddersView>,
}

impl RunbookView {
    /// Returns the symbols it needs.
    pub fn symbols(&self) -> impl Iterator<Item = &'static str> {
        let severity = self.severity.as_ref().map(|severity| severity.symbol);
        severity.into_iter().chain(self.call.as_ref().map(|_| "phone"))
    }
}

/// Whom to call.
#[derive(Serialize)]
pub(in crate::outputs::html) struct CallView {
    pub name: Option<String>,
    pub reach: Reach,
    /// The section that says who is next.
    pub anchor: Option<String>,
}

#[derive(Serialize)]
pub(in crate::outputs::html) struct StepLink {
    pub anchor: String,
    pub text: String,
}

/// How one step is undone.
#[derive(Serialize)]
pub(in crate::outputs::html) struct UndoView {
    pub anchor: String,
    pub number: String,
    pub name: String,
    /// Safe HTML.
    pub html: String,
}

/// Who is called after whom, as a charter says.
#[derive(Serialize)]
pub(crate) struct LaddersView {
    /// The charter.
    pub charter: FactTerm,
    pub all: Vec<LadderView>,
}

#[derive(Serialize)]
pub(crate) struct LadderView {
    /// Its heading, if the charter has several.
    pub title: Option<String>,
    pub rungs: Vec<RungView>,
}

#[derive(Serialize)]
pub(crate) struct RungView {
    pub after: String,
    pub to: FactTerm,
    /// How the charter says they are reached.
    pub channel: String,
    /// How their record says they are reached.
    pub reach: Option<Reach>,
    pub alternate: Option<FactTerm>,
    /// In which case.
    pub when: String,
}
