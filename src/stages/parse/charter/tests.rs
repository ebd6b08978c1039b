//! What the tables of a charter say.

use std::sync::Arc;

use crate::base::{FileId, Hash, SitePath};
use crate::model::charter::{Answer, Clock, rows};
use crate::model::config::Dialect;
use crate::model::document::Document;
use crate::model::kind::{Kind, Section};
use crate::model::source::{Role, Source};
use crate::stages::parse::parse;

static SECTIONS: [Section; 8] = [
    Section::new("Service levels", ""),
    Section::new("Scope", ""),
    Section::new("Hours", ""),
    Section::new("Special periods", ""),
    Section::new("Out of hours", ""),
    Section::new("Priorities", ""),
    Section::new("Escalation", ""),
    Section::new("Who does what", "").or(&["RACI"]),
];
static CHARTER: Kind = Kind {
    name: "charter",
    synonyms: &[],
    article: "a charter",
    titles: ["", ""],
    about: "",
    fields: &[],
    needs: &[],
    sections: &SECTIONS,
    scaffold: "",
};
static KINDS: [&Kind; 1] = [&CHARTER];

fn document(text: &str) -> Document {
    let path = SitePath::new("a.md").unwrap();
    let text = format!("---\nkind: charter\nowner: lead\n---\n\n# A\n\n{text}");
    let source = Source {
        role: Role::Page,
        content_path: path.clone(),
        defaults: None,
        file: FileId::of(&path),
        hash: Hash::of(text.as_bytes()),
        text: text.into(),
        path,
    };
    parse(&Arc::new(source), &Dialect::default(), &KINDS)
}

fn found(document: &Document) -> Vec<String> {
    let text = &document.source.text;
    let show = |own: &crate::base::Diagnostic| {
        let at = own.span.range;
        format!("{} `{}`@{} {}", own.code.name(), at.of(text), at.start, own.message)
    };
    document.diagnostics.iter().map(show).collect()
}

#[test]
fn cells_are_answered_empty_or_nothing() {
    let document = document(
        "## Service levels\n\n| Priority | Respond | Restore | Clock | Resolve |\n|---|---|---|---|---|\n\
         | P1 | 15 min | | around the clock | as agreed |\n| P2 | - | 1 business day | Desk hours | none |\n\
         | P3 | 1 h | 2 h | hours of Lisbon desk | soon |\n",
    );
    let charter = document.charter.as_ref().unwrap();
    let [p1, p2, p3] = rows(&charter.service_levels) else { panic!() };
    assert!(matches!(p1.respond, Answer::Given(ref time) if time.time.unwrap().minutes == 15));
    assert!(matches!(p1.restore, Answer::Open(_)) && matches!(p2.respond, Answer::Nothing(_)));
    assert!(p1.resolve.given().unwrap().time.is_none());
    assert!(matches!(p2.resolve, Answer::Nothing(_)) && matches!(p1.means, Answer::Unasked));
    assert_eq!(p1.clock.given().unwrap().clock, Clock::AroundTheClock);
    let Clock::Team(team) = &p3.clock.given().unwrap().clock else { panic!() };
    assert_eq!(team.range.of(&document.source.text), "Lisbon desk");
    assert_eq!(found(&document).len(), 1, "{:?}", found(&document));
    assert!(found(&document)[0].starts_with("bad-duration `soon`"));
    let questions = &charter.service_levels.as_ref().unwrap().questions;
    let open = &questions.open[0];
    assert_eq!((questions.asked, questions.open.len(), open.column.name), (12, 1, "restore"));
    let at = open.range.start as usize;
    assert_eq!(&document.source.text[at - 10..at + 3], " 15 min | | a");
}

#[test]
fn sections_are_known_by_name_by_key_and_by_nesting() {
    let document = document(
        "## Scope\n\n| Area | What |\n|---|---|\n| Jobs | All |\n\n### Out of scope\n\n- Printers.\n\n\
         ### More areas\n\n| Area | Colour |\n|---|---|\n| Data | red |\n\n\
         ## Wie schnell {#sla}\n\n| Priority | Respond |\n|---|---|\n| P1 | 1 h |\n\n\
         ## Notes\n\n| Priority | Respond |\n|---|---|\n| P9 | never |\n\n\
         ## Hours\n\n### Out of hours\n\n| When | Who |\n|---|---|\n| Always | Lead, [[Other]] |\n\n\
         ## Escalation\n\n### Out of hours\n\n| After | From | To |\n|---|---|---|\n| 5 min | A | B |\n",
    );
    let charter = document.charter.as_ref().unwrap();
    assert_eq!(rows(&charter.scope).len(), 2);
    assert_eq!(rows(&charter.service_levels).len(), 1);
    assert_eq!(&*rows(&charter.out_of_scope)[0].text, "Printers.");
    let who = rows(&charter.out_of_hours)[0].who.given().unwrap();
    let names: Vec<&str> = who.iter().map(|party| &*party.name.text).collect();
    assert_eq!(names, ["Lead", "Other"]);
    let [ladder] = rows(&charter.ladders) else { panic!() };
    assert_eq!(ladder.title.as_ref().map(|title| &*title.text), Some("Out of hours"));
    assert_eq!(ladder.rungs[0].to.given().unwrap()[0].name.text, "B".into());
    assert!(found(&document).iter().any(|own| own.starts_with("unknown-column `Colour`")));
}

#[test]
fn cross_tables_have_names_at_two_sides() {
    let document = document(
        "## Priorities\n\n| Impact \\ Urgency | High | Low |\n|---|---|---|\n| Site | P1 | |\n\n\
         ## RACI\n\n| Task | Lead | Agent |\n|---|---|---|\n| Answer | A | R |\n| Restore | A/R | X |\n",
    );
    let charter = document.charter.as_ref().unwrap();
    let [matrix] = rows(&charter.priorities) else { panic!() };
    assert_eq!(matrix.columns.len(), 2);
    assert!(matches!(matrix.rows[0].cells[1], Answer::Open(_)));
    let [raci] = rows(&charter.matrices) else { panic!() };
    assert_eq!(raci.roles[1].as_ref().map(|own| &*own.name.text), Some("Agent"));
    assert!(raci.rows[0].is_read && !raci.rows[1].is_read);
    assert_eq!(raci.rows[1].cells[0].len(), 2);
    assert!(found(&document).iter().any(|own| own.starts_with("wrong-type `X`")));
}

#[test]
fn a_period_changes_the_hours_of_a_team() {
    let document = document(
        "## Special periods\n\n| Period | When | What changes |\n|---|---|---|\n\
         | Close | last 2 business days of the month | Desk: Mon-Fri 07:00-20:00 |\n\
         | Start | 2027-03-01 | One more agent: at the desk |\n| End | 2027-04-01 | Desk: Mon 8-9 |\n",
    );
    let charter = document.charter.as_ref().unwrap();
    let [close, start, end] = rows(&charter.periods) else { panic!() };
    let hours = |own: &crate::model::charter::Period| own.changes.given().unwrap().hours.clone();
    let (team, open) = hours(close).unwrap();
    assert_eq!((&*team.text, open.hours.unwrap().shifts.len()), ("Desk", 5));
    assert!(hours(start).is_none() && hours(end).unwrap().1.hours.is_none());
    assert!(found(&document).iter().any(|own| own.starts_with("bad-time `8-9`")));
}
