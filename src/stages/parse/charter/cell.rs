//! What a cell says: words, several words, lengths of time, hours, names.

use std::ops::Range;

use super::line::Line;
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::charter::{Answer, List, OpenHours, PageName, Parties, Party, Time, Words};
use crate::model::document::{Inline, InlineKind, Reference, ReferenceKind};
use crate::model::front::Located;
use crate::model::table::Cell;
use crate::stages::parse::builder::{Builder, cover};
use crate::text::data::{Node, Value};
use crate::text::duration::Duration;
use crate::text::hours::Hours;

/// What parts names and words.
const PARTING: [char; 2] = [',', ';'];
/// A longer text, in bytes, is a sentence and no name.
const LONGEST_NAME: usize = 100;
/// A cell names at most so many.
const MOST_NAMES: usize = 40;
/// Words that stand for a length of time.
const AGREED: [&str; 4] = ["as agreed", "on change", "best effort", "when it changes"];

/// Reads cells, and reports what is wrong in them.
pub(super) struct Reader<'b, 'a> {
    pub builder: &'b mut Builder<'a>,
    /// Whether the page says that it is a charter. One that only looks like
    /// one is read, and nothing is asked of it.
    pub is_said: bool,
    /// Its routine tasks, where front matter gives them.
    pub tasks: Option<&'b Node>,
}

impl Reader<'_, '_> {
    /// Reports a mistake of form.
    pub fn report(&mut self, code: Code, range: TextRange, message: String, help: String) {
        if self.is_said {
            self.builder.report(code, range, message, help);
        }
    }

    /// Reports a mistake of form that needs no advice.
    pub fn report_plainly(&mut self, code: Code, range: TextRange, message: String) {
        if self.is_said {
            let span = Span::new(self.builder.source.file, range);
            self.builder.found.push(Diagnostic::new(code, span, message));
        }
    }

    /// Returns some text with its place; `None` if it is empty.
    pub fn located(&self, content: &[Inline]) -> Option<Located> {
        let text = self.builder.plain(content);
        let range = trimmed(self.builder, cover(content));
        (!text.trim().is_empty()).then(|| Located { text: text.trim().into(), range })
    }

    /// Reads words.
    pub fn words(&self, line: &Line<'_>, column: &str) -> Words {
        line.cell(column).map_or(Answer::Unasked, |cell| self.cell(cell))
    }

    /// Reads the words of a cell.
    pub fn cell(&self, cell: &Cell) -> Words {
        match self.located(&cell.content) {
            None => Answer::Open(self.place_to_write(cell)),
            Some(words) if is_dash(&words.text) => Answer::Nothing(words.range),
            Some(words) => Answer::Given(words),
        }
    }

    /// Returns where the words of an empty cell would stand: behind its first
    /// space.
    fn place_to_write(&self, cell: &Cell) -> TextRange {
        let written = self.builder.text(cell.range);
        let written = written.strip_prefix('|').unwrap_or(written);
        let skipped = self.builder.text(cell.range).len() - written.len();
        let space = usize::from(written.starts_with(' '));
        let at = skipped + space;
        TextRange::new(at, at).shifted(cell.range.start)
    }

    /// Reads several words.
    pub fn list(&self, line: &Line<'_>, column: &str) -> List {
        self.words(line, column).map(|words| split(&words).into())
    }

    /// Reads a length of time.
    pub fn time(&mut self, line: &Line<'_>, column: &str) -> Answer<Time> {
        let words = match self.words(line, column) {
            Answer::Given(words) if words.text.eq_ignore_ascii_case("none") => {
                Answer::Nothing(words.range)
            }
            words => words,
        };
        words.map(|written| {
            let time = Duration::parse(&written.text);
            let is_agreed = AGREED.iter().any(|own| written.text.eq_ignore_ascii_case(own));
            if time.is_none() && !is_agreed && !written.text.contains("{{") {
                let message = format!("\"{}\" is not a duration", written.text);
                let help = "write for example `10 min`".into();
                self.report(Code::BAD_DURATION, written.range, message, help);
            }
            Time { written, time }
        })
    }

    /// Reads hours of a week.
    pub fn hours(&mut self, line: &Line<'_>, column: &str) -> Answer<OpenHours> {
        let words = self.words(line, column);
        words.map(|written| self.open_hours(written))
    }

    /// Reads hours of a week in some words.
    pub fn open_hours(&mut self, written: Located) -> OpenHours {
        match Hours::parse(&written.text) {
            Ok(hours) => OpenHours { written, hours: Some(hours) },
            Err(bad) => {
                let place = part(&written, bad.range);
                self.report(Code::BAD_TIME, place, bad.message.into(), bad.help);
                OpenHours { written, hours: None }
            }
        }
    }

    /// Reads names of roles or teams.
    pub fn parties(&mut self, line: &Line<'_>, column: &str) -> Parties {
        self.names(line, column, ReferenceKind::Party)
    }

    /// Reads names of roles.
    pub fn roles(&mut self, line: &Line<'_>, column: &str) -> Parties {
        self.names(line, column, ReferenceKind::Role)
    }

    /// Reads names of those who need be no role: outside parties.
    pub fn outsiders(&mut self, line: &Line<'_>, column: &str) -> Parties {
        self.names(line, column, ReferenceKind::Mention)
    }

    fn names(&mut self, line: &Line<'_>, column: &str, kind: ReferenceKind) -> Parties {
        let Some(cell) = line.cell(column) else { return Answer::Unasked };
        let words = self.cell(cell);
        words.map(|_| self.named(&cell.content, kind).into())
    }

    /// Makes references of the names in some text; those that are some
    /// already are taken as they are.
    pub fn named(&mut self, content: &[Inline], kind: ReferenceKind) -> Vec<Party> {
        let mut parties = Vec::new();
        let refers = |own: &Inline| matches!(own.kind, InlineKind::Name(..) | InlineKind::Link(..));
        for run in content.chunk_by(|one, next| !refers(one) && !refers(next)) {
            match run {
                [Inline { kind: InlineKind::Name(number, _), .. }] => {
                    let own = self.builder.references.get(*number as usize);
                    let name =
                        own.map(|own| Located { text: own.destination.clone(), range: own.range });
                    parties.extend(name.map(|name| Party { name, reference: *number }));
                }
                [Inline { kind: InlineKind::Link(number, text), .. }] => {
                    let name = self.located(text);
                    parties.extend(name.map(|name| Party { name, reference: *number }));
                }
                words => {
                    let names = self.located(words).map(|words| split(&words)).unwrap_or_default();
                    parties.extend(names.into_iter().map(|name| self.refer(name, kind)));
                }
            }
        }
        parties.truncate(MOST_NAMES);
        parties
    }

    fn refer(&mut self, name: Located, kind: ReferenceKind) -> Party {
        let is_name = name.text.len() <= LONGEST_NAME && self.is_said;
        let kind = if is_name { kind } else { ReferenceKind::Mention };
        let reference = u32::try_from(self.builder.references.len()).unwrap_or(u32::MAX);
        let (destination, range) = (name.text.clone(), name.range);
        self.builder.references.push(Reference { kind, destination, range, title: None });
        Party { name, reference }
    }

    /// Returns the data that a cell was made of, where that is a mapping.
    pub fn mapping(&self, line: &Line<'_>, column: &str) -> Option<&Node> {
        let place = line.cell(column)?.range;
        let nodes = match &self.tasks?.value {
            Value::List(nodes) => nodes.iter().collect(),
            Value::Map(entries) => entries.iter().map(|entry| &entry.value).collect(),
            _ => Vec::new(),
        };
        let fields = nodes.into_iter().filter_map(Node::as_map).flatten();
        let mut values = fields.map(|entry| &entry.value);
        values.find(|value| value.range == place && value.as_map().is_some())
    }

    /// Reads the name of a page: a link, or a bare name where it is data.
    pub fn page(&mut self, line: &Line<'_>, column: &str) -> Answer<PageName> {
        let Some(cell) = line.cell(column) else { return Answer::Unasked };
        let reference = cell.content.iter().find_map(|inline| match inline.kind {
            InlineKind::Name(number, _) | InlineKind::Link(number, _) => Some(number),
            _ => None,
        });
        self.cell(cell).map(|text| PageName { text, reference })
    }
}

/// Tells whether a text says that there is nothing.
pub(super) fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "-" | "–" | "—")
}

/// Splits words at commas, each with its place.
pub(super) fn split(words: &Located) -> Vec<Located> {
    let mut at = 0;
    let mut found = Vec::new();
    for piece in words.text.split(PARTING) {
        let lead = piece.len() - piece.trim_start().len();
        let (start, text) = (at + lead, piece.trim());
        if !text.is_empty() && found.len() < MOST_NAMES {
            let range = part(words, start..start + text.len());
            found.push(Located { text: text.into(), range });
        }
        at += piece.len() + 1;
    }
    found
}

/// Returns the place of a part of some words: exactly, where they stand in
/// the source as they are meant, else that of all of them.
pub(super) fn part(words: &Located, range: Range<usize>) -> TextRange {
    match words.range.len() == words.text.len() {
        true => TextRange::new(range.start, range.end).shifted(words.range.start),
        false => words.range,
    }
}

/// Returns a range without the white space around its text.
fn trimmed(builder: &Builder<'_>, range: TextRange) -> TextRange {
    let text = builder.text(range);
    let lead = text.len() - text.trim_start().len();
    TextRange::new(lead, lead + text.trim().len()).shifted(range.start)
}
