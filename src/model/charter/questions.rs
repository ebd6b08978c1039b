//! What a charter asks and does not answer: sections that are missing, and
//! needed cells that are empty.

use super::{Charter, OpenQuestion, Questions, Section};
use crate::base::TextRange;
use crate::model::document::Document;
use crate::model::kind::{Field, FieldData, FieldValue};

/// What every charter must say, in the order of its sections.
const NEEDED: [&str; 10] = [
    "scope",
    "levels",
    "hours",
    "out of hours",
    "priorities",
    "service levels",
    "escalation",
    "who does what",
    "tools",
    "access",
];

/// How much of what a charter asks is answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Completeness {
    /// How many questions there are.
    pub asked: usize,
    /// How many of them have an answer.
    pub answered: usize,
}

impl Completeness {
    /// Returns the answered share in whole per cent; 100 only if no question
    /// is open.
    pub fn per_cent(self) -> usize {
        100 * self.answered.min(self.asked) / self.asked.max(1)
    }

    /// Returns how many questions are open.
    pub fn open(self) -> usize {
        self.asked.saturating_sub(self.answered)
    }
}

/// Whether a charter names its teams elsewhere than in a table of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NamedTeams {
    /// Its front matter names some.
    Some,
    /// It names none.
    None,
}

impl NamedTeams {
    /// Looks at the front matter of a page.
    pub fn of(document: &Document) -> NamedTeams {
        let mut fields = document.front.fields.iter().filter(|own| own.field.name == "teams");
        let names_some = |own: &FieldValue| match &own.value {
            FieldData::Texts(texts) => !texts.is_empty(),
            _ => false,
        };
        if fields.any(names_some) { NamedTeams::Some } else { NamedTeams::None }
    }
}

impl Charter {
    /// Returns the sections that it lacks and needs, in words.
    pub fn missing(&self, teams: NamedTeams) -> Vec<&'static str> {
        let is_there = [
            has(&self.scope),
            has(&self.levels),
            has(&self.teams) || teams == NamedTeams::Some,
            has(&self.out_of_hours),
            has(&self.priorities),
            has(&self.service_levels),
            has(&self.ladders),
            has(&self.matrices),
            has(&self.tools),
            has(&self.access),
        ];
        let all = NEEDED.iter().zip(is_there);
        all.filter(|(_, is_there)| !is_there).map(|(name, _)| *name).collect()
    }

    /// Returns the needed cells that are empty, in the order of sections.
    pub fn open_questions(&self) -> impl Iterator<Item = &OpenQuestion> {
        self.questions().into_iter().flat_map(|questions| &questions.open)
    }

    /// Returns the needed columns that its tables lack, each with the head of
    /// its table.
    pub fn lacking_columns(&self) -> impl Iterator<Item = (TextRange, &'static Field)> {
        self.questions().into_iter().flat_map(|questions| questions.lacking.iter().copied())
    }

    /// Counts its questions: a missing section is one, and every needed cell
    /// of those that are there.
    pub fn completeness(&self, teams: NamedTeams) -> Completeness {
        let missing = self.missing(teams).len();
        let questions = self.questions();
        let asked: usize = questions.iter().map(|own| own.asked).sum();
        let holes = self.holes();
        let open: usize = questions.iter().map(|own| own.open.len() + own.lacking.len()).sum();
        let asked = NEEDED.len() + asked;
        let answered = asked.saturating_sub(missing + open + holes);
        Completeness { asked, answered }
    }

    /// Counts the cells of the matrix that give no priority.
    fn holes(&self) -> usize {
        let rows = super::rows(&self.priorities).iter().flat_map(|matrix| &matrix.rows);
        let cells = rows.flat_map(|row| &row.cells);
        cells.filter(|cell| !cell.is_answered()).count()
    }

    fn questions(&self) -> Vec<&Questions> {
        let all = [
            of(&self.scope),
            of(&self.levels),
            of(&self.teams),
            of(&self.periods),
            of(&self.out_of_hours),
            of(&self.priorities),
            of(&self.service_levels),
            of(&self.ladders),
            of(&self.matrices),
            of(&self.tasks),
            of(&self.tools),
            of(&self.access),
            of(&self.changes),
            of(&self.hypercare),
            of(&self.agreements),
        ];
        all.into_iter().flatten().collect()
    }
}

fn has<R>(section: &Option<Section<R>>) -> bool {
    section.as_ref().is_some_and(|section| !section.rows.is_empty())
}

fn of<R>(section: &Option<Section<R>>) -> Option<&Questions> {
    section.as_ref().map(|section| &section.questions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_charter_answers_nothing() {
        let charter = Charter::default();
        let all = charter.completeness(NamedTeams::None);
        assert_eq!((all.asked, all.answered, all.per_cent()), (10, 0, 0));
        let all = charter.completeness(NamedTeams::Some);
        assert_eq!((all.open(), all.per_cent()), (9, 10));
        assert_eq!(Completeness { asked: 1000, answered: 999 }.per_cent(), 99);
    }
}
