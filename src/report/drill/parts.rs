//! The parts of a sheet, in words. How they look is the business of those who
//! write them.

use super::{Sheet, minutes, said, time_of};
use crate::model::checklist::Field;
use crate::model::label::Label;
use crate::model::procedure::Step;
use crate::text::date::format_day;

/// A part of a sheet.
pub(super) enum Part {
    /// The title of the sheet.
    Title(String),
    /// The title of a section.
    Section(String),
    /// The title of a part of a section.
    Below(String),
    /// A paragraph.
    Text(String),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table(Table),
}

/// A table, with columns to be filled in by hand.
pub(super) struct Table {
    /// The columns that are filled in.
    pub head: Vec<&'static str>,
    /// Those that are empty.
    pub blank: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet<'_> {
    /// Puts the sheet into words.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = vec![Part::Title(format!("Exercise: {}", self.title)), self.head()];
        parts.extend(self.scenario());
        parts.extend(self.players());
        parts.extend(self.values());
        parts.extend(self.limits());
        parts.extend(self.steps_with_blanks());
        parts.extend(self.injects());
        parts.extend(self.questions());
        parts.extend(end());
        parts
    }

    fn head(&self) -> Part {
        let row = |name: &str, value: String| vec![name.to_string(), value];
        let owner = self.owner.clone().unwrap_or_else(|| "nobody".into());
        let rows = vec![
            row("Page", self.id.to_string()),
            row("Address", self.address.clone()),
            row("Version", self.version.clone()),
            row("Owner", owner),
            row("Sheet of", format_day(self.day)),
            row("Kind", "tabletop / drill".into()),
            row("Date of the exercise", String::new()),
            row("Place, or channel", String::new()),
            row("Began, ended (UTC)", String::new()),
        ];
        Part::Table(Table { head: vec!["Of the exercise", "Value"], blank: Vec::new(), rows })
    }

    fn scenario(&self) -> Vec<Part> {
        let text = "The leader reads this out, and nothing else. Everything that is said on \
                    the way begins with \"exercise, exercise, exercise\".";
        let mut parts = vec![Part::Section("Scenario".into()), Part::Text(text.into())];
        parts.push(match self.scenario.is_empty() {
            true => Part::Text("The page says nothing of what is seen: write it here.".into()),
            false => Part::List(self.scenario.clone()),
        });
        parts
    }

    fn players(&self) -> Vec<Part> {
        let mut rows = vec![
            vec!["Leader".into(), "says what happens, stops the exercise".into()],
            vec!["Observer".into(), "writes down times and answers, helps nobody".into()],
        ];
        for (role, part) in &self.roles {
            let list = |verb: &str, steps: &[(String, String)]| {
                (!steps.is_empty()).then(|| format!("{verb} {}", by_section(steps)))
            };
            let parts = [list("does", &part.does), list("approves", &part.approves)];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            rows.push(vec![role.clone(), parts.join("; ")]);
        }
        let table = Table { head: vec!["Role", "Part"], blank: vec!["Played by"], rows };
        vec![Part::Section("Who plays what".into()), Part::Table(table)]
    }

    fn values(&self) -> Vec<Part> {
        if self.values.is_empty() {
            return Vec::new();
        }
        let rows = self.values.iter().map(|value| {
            let example = match (value.is_secret, value.example) {
                (true, _) => "secret: never written down",
                (false, example) => example.unwrap_or("none is given"),
            };
            let label = value.label.unwrap_or_default().to_string();
            let find = value.find.unwrap_or_default().to_string();
            vec![value.name.to_string(), label, example.into(), find]
        });
        let head = vec!["Value", "What it is", "Example to play with", "Where it is found"];
        let table = Table { head, blank: vec!["Used"], rows: rows.collect() };
        vec![Part::Section("Values".into()), Part::Table(table)]
    }

    fn limits(&self) -> Vec<Part> {
        let (sum, without) = self.time();
        let mut lines = Vec::new();
        if 0 < sum {
            lines.push(format!("The steps have {} by their own time boxes.", in_minutes(sum)));
        }
        if 0 < without {
            let verb = if without == 1 { "step has" } else { "steps have" };
            lines.push(format!("{without} {verb} no time box: the observer measures them."));
        }
        if let Some(promise) = self.promise {
            let promised = minutes(promise);
            let left = match sum.checked_sub(promised) {
                Some(over) if 0 < over => {
                    format!("the time boxes are {} more", in_minutes(over))
                }
                _ => format!("{} are left", in_minutes(promised.saturating_sub(sum))),
            };
            lines.push(format!("The page promises {promise}: {left}."));
            lines.push(format!("Stop and talk when {promise} are over."));
        }
        vec![Part::Section("Time".into()), Part::List(lines)]
    }

    fn steps_with_blanks(&self) -> Vec<Part> {
        let text = "Times are hours and minutes in UTC. \"Seen\" is what was really seen.";
        let mut parts = vec![Part::Section("Steps".into()), Part::Text(text.into())];
        for (title, steps) in &self.sections {
            let rows = steps.iter().map(|step| {
                let expect = self.filled(&expected(step));
                let limit = time_of(step).map(|time| time.to_string()).unwrap_or_default();
                let name = format!("{}{}", step.name, beside(step));
                vec![step.number.to_string(), self.filled(&name), expect, limit]
            });
            let rows = rows.collect();
            let head = vec!["No", "Step", "Expected", "Time box"];
            let blank = vec!["Begun", "Ended", "Seen", "Initials"];
            parts.push(Part::Below(title.clone()));
            parts.push(Part::Table(Table { head, blank, rows }));
        }
        parts
    }

    fn injects(&self) -> Vec<Part> {
        if self.injects.is_empty() {
            return Vec::new();
        }
        let text = "For the leader alone. Choose some, so that the exercise takes a way that \
                    nobody has practised; write down when each was said.";
        let row = |own: &super::Inject| {
            vec![own.step.clone(), self.filled(&own.say), self.filled(&own.then)]
        };
        let rows = self.injects.iter().map(row).collect();
        let head = vec!["Step", "Say", "Right is"];
        let table = Table { head, blank: vec!["Said at", "Done"], rows };
        let title = Part::Section("Injects".into());
        vec![title, Part::Text(text.into()), Part::Table(table)]
    }

    fn questions(&self) -> Vec<Part> {
        let has = |label| self.steps().any(|step| step.field(label).is_some());
        let mut questions = vec![
            "Was the page found within a minute, and known to be the right one?",
            "Could each step be done as it is written, without asking anyone who is not there?",
            "Was each expected result seen before the next step was begun?",
            "Where did somebody wait, guess, or do something that the page does not say?",
        ];
        questions
            .extend((!self.values.is_empty()).then_some(
                "Was each value found where the page says it is, and did its form fit?",
            ));
        questions
            .extend(has(Label::Danger).then_some(
                "Was it said aloud what can go wrong before a dangerous step was done?",
            ));
        questions.extend(
            has(Label::Approval)
                .then_some("Was each approval asked for and given before its step, by that role?"),
        );
        questions.extend(has(Label::Undo).then_some("Was it known how each step is undone?"));
        questions.extend(
            has(Label::Tell)
                .then_some("Was everyone told who should be, in the words of the page?"),
        );
        questions.push("What must be changed on the page, by whom, and by when?");
        let row = |question: &str| vec![question.to_string()];
        let rows = questions.into_iter().map(row).collect();
        let table = Table { head: vec!["Question"], blank: vec!["Answer"], rows };
        vec![Part::Section("Questions for the observer".into()), Part::Table(table)]
    }
}

/// Returns when a step is done and what can go wrong, to stand behind its
/// name.
fn beside(step: &Step) -> String {
    let labels = [(Label::OnlyIf, "Only if"), (Label::Danger, "Danger")];
    let said = labels.into_iter().filter_map(|(label, word)| Some((word, said(step, label)?)));
    said.map(|(word, text)| format!(". {word}: {}", text.trim_end_matches('.'))).collect()
}

/// Returns what is to be seen at a step, and what is kept and sent.
fn expected(step: &Step) -> String {
    let of = |field: &Field| {
        let word = match field.label {
            Label::Expect => "",
            Label::Record => "Record: ",
            Label::Evidence => "Evidence: ",
            Label::Tell => "Tell: ",
            _ => return None,
        };
        (!field.text.is_empty()).then(|| format!("{word}{}", field.text.trim_end_matches('.')))
    };
    step.fields.iter().filter_map(of).collect::<Vec<_>>().join(". ")
}

/// Writes numbers of steps, each run of one section behind its title: `Steps
/// 1, 2, Verification 1`.
fn by_section(steps: &[(String, String)]) -> String {
    let mut text = String::new();
    let mut last = "";
    for (section, number) in steps {
        let gap = if text.is_empty() { "" } else { ", " };
        text.push_str(gap);
        if section != last {
            text.push_str(&format!("{section} "));
            last = section;
        }
        text.push_str(number);
    }
    text
}

fn in_minutes(minutes: u64) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let count = |number: u64, word: &str| {
        let plural = if number == 1 { "" } else { "s" };
        format!("{number} {word}{plural}")
    };
    match (hours, rest) {
        (0, rest) => count(rest, "minute"),
        (hours, 0) => count(hours, "hour"),
        (hours, rest) => format!("{} {}", count(hours, "hour"), count(rest, "minute")),
    }
}

fn end() -> Vec<Part> {
    let text = "Result: passed / failed. Ticket or file with the record:";
    let rows = ["Leader", "Observer", "Owner of the page"];
    let rows = rows.into_iter().map(|role| vec![role.to_string()]).collect();
    let blank = vec!["Name", "Date", "Signature"];
    let table = Table { head: vec!["Role"], blank, rows };
    vec![Part::Section("Sign-off".into()), Part::Text(text.into()), Part::Table(table)]
}
