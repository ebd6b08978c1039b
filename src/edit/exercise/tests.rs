//! The places where an exercise is written; the rest of a page stays.

use jiff::civil::date;

use super::*;
use crate::base::TextRange;
use crate::edit::text::apply;

fn exercised(day: i8) -> Exercised {
    let record = format!("CHG-{day}");
    let by = "Support lead".to_string();
    let on = date(2026, 11, day);
    Exercised { on, kind: ExerciseKind::Drill, result: Outcome::Passed, by, record }
}

/// Edits the value of `exercised` in front matter.
fn edited(yaml: &str, order: Order, days: &[i8]) -> Option<String> {
    let text = format!("---\n{yaml}---\n");
    let added: Vec<Exercised> = days.iter().copied().map(exercised).collect();
    let writing = Writing { text: &text, end: "\n", order, added: &added };
    let range = TextRange::new(4, 4 + yaml.len());
    let file = crate::base::FileId::of(&crate::base::SitePath::default());
    let node = yaml::parse(file, range.of(&text), range.start, Limits::FRONT_MATTER).value;
    let entries = node.as_map().unwrap_or_default();
    let edits = match entries.iter().find(|entry| entry.key.text == KEY) {
        Some(entry) => writing.in_value(entry)?,
        None => writing.new_key(&node, range.end as usize)?,
    };
    let after = apply(&text, &edits);
    Some(after.strip_prefix("---\n")?.strip_suffix("---\n")?.to_string())
}

const NEW: &str = "{on: 2026-11-12, kind: drill, result: passed, by: Support lead, record: CHG-12}";
const LINE: &str = "2026-11-12, drill, passed, Support lead, CHG-12";

#[test]
fn an_entry_is_written_as_the_others_are() {
    for (before, after) in [
        ("a: 1\n", "a: 1\nexercised:\n  - NEW\n"),
        ("exercise_every: 1 year\nz: 1\n", "exercised:\n  - NEW\nexercise_every: 1 year\nz: 1\n"),
        ("exercised:\nz: 1\n", "exercised:\n  - NEW\nz: 1\n"),
        ("exercised: # none\nz: 1\n", "exercised: # none\n  - NEW\nz: 1\n"),
        ("exercised: ~ # none\n", "exercised: [NEW] # none\n"),
        ("exercised: []\n", "exercised: [NEW]\n"),
        ("exercised: [{on: 2026-01-01}] # x\n", "exercised: [{on: 2026-01-01}, NEW] # x\n"),
        ("exercised: {on: 2026-01-01} # x\n", "exercised: [{on: 2026-01-01}, NEW] # x\n"),
        (
            "exercised:\n- {on: 2026-01-01} # x\n# y\nz: 1\n",
            "exercised:\n- {on: 2026-01-01} # x\n- NEW\n# y\nz: 1\n",
        ),
        (
            "exercised:\n  -   on: 2026-01-01 # x\n      kind: drill\nz: 1\n",
            "exercised:\n  -   on: 2026-01-01 # x\n      kind: drill\n  -   on: 2026-11-12\n      \
             kind: drill\n      result: passed\n      by: Support lead\n      record: CHG-12\nz: 1\n",
        ),
        (
            "exercised:\n  on: 2026-01-01 # x\n  kind: drill\nz: 1\n",
            "exercised:\n  - on: 2026-01-01 # x\n    kind: drill\n  - on: 2026-11-12\n    \
             kind: drill\n    result: passed\n    by: Support lead\n    record: CHG-12\nz: 1\n",
        ),
        ("exercised: 2026-01-01, drill # x\n", "exercised: 2026-01-01, drill; LINE # x\n"),
        ("exercised: '2026-01-01, drill'\n", "exercised: '2026-01-01, drill; LINE'\n"),
        ("exercised:\n  - 2026-01-01, real\n", "exercised:\n  - 2026-01-01, real\n  - LINE\n"),
    ] {
        let after = after.replace("NEW", NEW).replace("LINE", LINE);
        let written = edited(before, Order::NewestLast, &[12]);
        assert_eq!(written.as_deref(), Some(&*after), "{before}");
    }
}

#[test]
fn the_newest_stays_first() {
    for (before, after) in [
        ("exercised: [{on: 2026-01-01}]\n", "exercised: [NEW, {on: 2026-01-01}]\n"),
        ("exercised:\n  - {on: 2026-01-01}\n", "exercised:\n  - NEW\n  - {on: 2026-01-01}\n"),
        ("exercised: 2026-01-01\n", "exercised: LINE; 2026-01-01\n"),
    ] {
        let after = after.replace("NEW", NEW).replace("LINE", LINE);
        let written = edited(before, Order::NewestFirst, &[12]);
        assert_eq!(written.as_deref(), Some(&*after), "{before}");
    }
}

#[test]
fn what_is_not_plain_is_left_alone() {
    assert_eq!(edited("exercised: |\n  2026-01-01\n", Order::NewestLast, &[12]), None);
    assert_eq!(edited("exercised: &a 2026-01-01\n", Order::NewestLast, &[12]), None);
}
