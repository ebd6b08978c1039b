//! A training plan: its period and its tables.
//!
//! Words that a cell cannot say are told here, with what to write: a number of
//! people that is none, a need that is neither must nor may.

use jiff::civil::Date;

use super::table::{self, Columns, Line};
use super::{objective, sections, text, when};
use crate::base::Code;
use crate::model::document::Block;
use crate::model::front::{Front, Located};
use crate::model::kind::Kind;
use crate::model::training::{
    Audience, ChangeImpact, MaterialLine, Measure, Need, Plan, Session, Subject,
};
use crate::stages::parse::builder::Builder;
use crate::text::date;
use crate::text::duration::Duration;

/// The tables of a plan with their columns, as the reference lists them.
const TABLES: [Columns; 5] = [
    Columns {
        section: "Audiences",
        needed: &["Audience", "Role", "People"],
        others: &["Languages", "Kind"],
    },
    Columns {
        section: "Sessions",
        needed: &["Session", "Audience", "When"],
        others: &["Place", "Language", "Delivery", "Trainer", "After"],
    },
    Columns {
        section: "Materials",
        needed: &["Material"],
        others: &["For", "Owner", "Kept in", "Review"],
    },
    Columns {
        section: "Change impact",
        needed: &["Change", "Touches", "Impact"],
        others: &["What people must do", "Training"],
    },
    Columns { section: "Measures", needed: &["Measure"], others: &["From", "Target"] },
];

/// Reads a plan.
pub(super) fn read(
    builder: &mut Builder<'_>,
    kind: &Kind,
    (front, body): (&Front, &[Block]),
) -> Plan {
    let mut plan = Plan {
        period: period(builder, front),
        objectives: objective::of_page(builder),
        ..Plan::default()
    };
    for section in sections(builder, kind, 2, body) {
        let Some(table) = table::first(section.blocks) else { continue };
        let heads = table::heads(builder, table);
        if let Some(columns) = TABLES.iter().find(|own| own.section == section.title) {
            columns.report(builder, table);
        }
        let lines = || table::lines(&heads, table);
        match section.title {
            "Audiences" => {
                plan.audiences = lines().filter_map(|line| audience(builder, &line)).collect()
            }
            "Who learns what" => {
                let learners = table.head.iter().skip(1);
                let learners = learners.map(|cell| {
                    let empty = || Located { text: Box::default(), range: cell.range };
                    table::said(builder, &cell.content).unwrap_or_else(empty)
                });
                plan.learners = learners.collect();
                plan.subjects = lines().filter_map(|line| subject(builder, &line)).collect();
            }
            "Sessions" => {
                let sessions: Vec<Session> =
                    lines().filter_map(|line| session(builder, &line)).collect();
                plan.sessions = sessions.into();
            }
            "Materials" => {
                plan.materials = lines().filter_map(|line| material(builder, &line)).collect()
            }
            "Change impact" => {
                plan.changes = lines().filter_map(|line| change(builder, &line)).collect()
            }
            "Measures" => {
                plan.measures = lines().filter_map(|line| measure(builder, &line)).collect()
            }
            _ => {}
        }
    }
    plan
}

/// Reads `2027-01-01 to 2027-06-30`.
fn period(builder: &mut Builder<'_>, front: &Front) -> Option<(Date, Date)> {
    let own = text(front, "period")?;
    let days = own.text.split_once(" to ");
    let days = days.and_then(|(first, last)| Some((date::parse(first)?, date::parse(last)?)));
    let days = days.filter(|(first, last)| first <= last);
    if days.is_none() {
        let message = format!("`{}` is no period", own.text);
        let help = "write for example `2027-01-01 to 2027-06-30`";
        builder.report(Code::WRONG_TYPE, own.range, message, help);
    }
    days
}

fn audience(builder: &mut Builder<'_>, line: &Line<'_>) -> Option<Audience> {
    let people = line.text(builder, "people");
    let languages = line.names(builder, "languages");
    Some(Audience {
        name: line.text(builder, "audience")?,
        role: line.text(builder, "role"),
        people: people.and_then(|people| number(builder, &people, "how many people")),
        languages: languages.iter().map(|language| language.text.clone()).collect(),
    })
}

/// Reads a whole number; another text is reported.
fn number(builder: &mut Builder<'_>, written: &Located, what: &str) -> Option<u32> {
    let read = written.text.parse().ok();
    if read.is_none() {
        let message = format!("`{}` does not say {what}", written.text);
        let help = "write a whole number without marks, for example `1350`";
        builder.report(Code::WRONG_TYPE, written.range, message, help);
    }
    read
}

fn subject(builder: &mut Builder<'_>, line: &Line<'_>) -> Option<Subject> {
    let (first, needs) = line.cells().split_first()?;
    let needs = needs.iter().map(|cell| {
        let written = table::said(builder, &cell.content)?;
        need(builder, &written)
    });
    let needs = needs.collect();
    Some(Subject {
        name: table::said(builder, &first.content)?,
        references: table::references(&first.content),
        needs,
    })
}

/// Reads how much somebody needs a subject; another word is reported.
fn need(builder: &mut Builder<'_>, written: &Located) -> Option<Need> {
    match written.text.to_lowercase().as_str() {
        "must" => Some(Need::Must),
        "may" => Some(Need::May),
        _ => {
            let message = format!("`{}` does not say how much this is needed", written.text);
            let help = "write `must` or `may`, or leave the cell empty";
            builder.report(Code::WRONG_TYPE, written.range, message, help);
            None
        }
    }
}

fn session(builder: &mut Builder<'_>, line: &Line<'_>) -> Option<Session> {
    let name = line.text(builder, "session")?;
    let when = line.text(builder, "when");
    Some(Session {
        name,
        audience: line.text(builder, "audience"),
        when: when.and_then(|when| when::read(builder, &when)),
        after: line.names(builder, "after"),
        place: line.text(builder, "place"),
        language: line.text(builder, "language"),
        delivery: line.text(builder, "delivery"),
        trainer: line.text(builder, "trainer"),
    })
}

/// Reads a line of materials: `every 6 months`, or the day of the next look.
/// Other words are shown; what has figures and is no day is reported.
fn material(builder: &mut Builder<'_>, line: &Line<'_>) -> Option<MaterialLine> {
    let review = line.text(builder, "review");
    let written = review.as_ref().map_or("", |review| &*review.text);
    let every = written.strip_prefix("every ").and_then(Duration::parse);
    let due = date::parse(written.strip_prefix("by ").unwrap_or(written));
    let is_day = written.starts_with(|c: char| c.is_ascii_digit());
    if let Some(review) = review.as_ref().filter(|_| is_day && due.is_none()) {
        let message = format!("`{}` is no day", review.text);
        let help = date::why_not(&review.text);
        let help =
            help.unwrap_or_else(|| "write for example `2027-02-09` or `every 6 months`".into());
        builder.report(Code::BAD_TIME, review.range, message, help);
    }
    let owner = line.text(builder, "owner");
    Some(MaterialLine { name: line.text(builder, "material")?, owner, due, every, review })
}

fn measure(builder: &Builder<'_>, line: &Line<'_>) -> Option<Measure> {
    Some(Measure {
        name: line.text(builder, "measure")?,
        from: line.text(builder, "from"),
        target: line.text(builder, "target"),
    })
}

fn change(builder: &mut Builder<'_>, line: &Line<'_>) -> Option<ChangeImpact> {
    let impact = line.text(builder, "impact");
    Some(ChangeImpact {
        name: line.text(builder, "change")?,
        touches: line.names(builder, "touches"),
        impact: impact.and_then(|impact| degree(builder, &impact)),
        training: line.references("training"),
    })
}

/// Reads how much a change means, from 1 to 5; another text is reported.
fn degree(builder: &mut Builder<'_>, written: &Located) -> Option<u8> {
    let read = written.text.parse().ok().filter(|degree| (1..=5).contains(degree));
    if read.is_none() {
        let message = format!("`{}` does not say how much changes", written.text);
        let help = "write a number from 1, nearly nothing, to 5, work is another one";
        builder.report(Code::WRONG_TYPE, written.range, message, help);
    }
    read
}
