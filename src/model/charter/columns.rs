//! The columns of the tables of a charter. They are the fields of its records
//! in front matter as well, and what the reference lists.

use crate::model::kind::{Field, Takes};

/// Areas of what is supported.
pub const SCOPE: &[Field] = &[
    text("area", "what is supported").required(),
    text("what", "what users ask for").required(),
    text("in_detail", "what belongs to it").or(&["detail", "details"]).required(),
    texts("who", "roles or teams that support it").required(),
    text("when", "in which hours").required(),
    text("how", "in which way").required(),
];

/// Levels of support.
pub const LEVELS: &[Field] = &[
    text("level", "its number or name").required(),
    texts("role", "who works on it").or(&["roles", "provider", "who"]).required(),
    text("does", "what they do").or(&["duties", "what they do"]).required(),
    text("takes_over_when", "when it takes a request over").or(&["entry", "takes over"]),
    text("hands_on_when", "when it hands one on").or(&["exit", "hands on"]),
    text("hands_to", "the level it hands on to, or `end`").or(&["hands on to"]).required(),
];

/// Teams that keep the promises.
pub const TEAMS: &[Field] = &[
    text("team", "its name").or(&["desk", "name"]).required(),
    text("zone", "its time zone").or(&["time zone"]).required(),
    texts("languages", "the languages it speaks").or(&["language"]).required(),
    text("hours", "when it is there, in its zone").or(&["service hours"]).required(),
    text("location", "where it sits").or(&["place", "site"]),
    text("holidays", "the calendar of its holidays").or(&["calendar"]),
];

/// Days on which other hours hold.
pub const PERIODS: &[Field] = &[
    text("period", "what it is called").required(),
    text("when", "its days").required(),
    text("what_changes", "the team with its hours").or(&["changes"]).required(),
];

/// Who answers when nobody is there.
pub const OUT_OF_HOURS: &[Field] = &[
    text("when", "when it holds").required(),
    texts("who", "roles and teams").required(),
    text("reached_by", "how they are called").or(&["channel", "reached"]).required(),
    time("answers_within", "how soon they answer").or(&["answers in"]).required(),
    texts("for", "for which priorities").or(&["priorities", "priority"]),
];

/// Promises, one for each priority.
pub const SLA: &[Field] = &[
    text("priority", "the priority").required(),
    text("means", "what it means").or(&["meaning"]),
    time("respond", "how soon somebody answers").or(&["response", "respond in"]).required(),
    time("update_every", "how often there is news").or(&["update", "updates"]),
    time("restore", "how soon the service works again").or(&["restore in"]).required(),
    time("resolve", "how soon the cause is gone").or(&["resolve in", "resolution"]),
    text("clock", "which hours count").or(&["hours"]).required(),
    texts("languages", "in which languages").or(&["language"]),
    text("target", "which share is within the times"),
];

/// Steps of a ladder.
pub const ESCALATION: &[Field] = &[
    text("step", "its number").or(&["no", "no."]),
    time("after", "how long after the beginning").required(),
    texts("from", "who calls").required(),
    texts("to", "who is called").required(),
    text("channel", "how").or(&["by", "reached by"]).required(),
    texts("alternate", "who is called instead").or(&["stand-in", "deputy"]).required(),
    text("when", "in which case").or(&["if", "criteria"]),
];

/// Tasks that come again.
pub const TASKS: &[Field] = &[
    text("task", "what is done").required(),
    Field::new("when", Takes::Any, "when it is done").required(),
    time("takes", "how long it takes").or(&["time", "duration"]),
    texts("role", "who does it").or(&["roles", "who"]).required(),
    texts("environment", "where").or(&["environments"]),
    text("runbook", "the page that says how").or(&["page"]),
    text("evidence", "what shows that it was done"),
    Field::new(
        "in_a_freeze",
        Takes::Choice(&["run", "skip"]),
        "whether it is done while nothing may be changed",
    )
    .or(&["in freeze", "freeze"]),
];

/// What the work is done with.
pub const TOOLS: &[Field] = &[
    text("tool", "what it is called").required(),
    text("for", "what it is for").or(&["purpose"]).required(),
    texts("owner", "the role that answers for it").required(),
    texts("outside_party", "who works on the other side"),
    text("their_reference", "what they call a request"),
    text("rule", "what holds for it"),
];

/// What outside parties may enter.
pub const ACCESS: &[Field] = &[
    texts("party", "who").required(),
    text("system", "what they enter").required(),
    text("data", "which data are there").required(),
    text("on_condition", "when they may").or(&["condition"]).required(),
    texts("approver", "who says yes").or(&["approved by"]).required(),
    text("in_an_emergency", "what holds when there is no time").or(&["emergency"]).required(),
];

/// Who approves which change.
pub const CHANGES: &[Field] = &[
    text("change", "which sort").required(),
    text("example", "one of it"),
    texts("approved_by", "who says yes").or(&["approver"]).required(),
    time("notice", "how long before it is told"),
];

/// When a project may leave.
pub const HYPERCARE: &[Field] = &[
    text("measure", "what is counted").required(),
    text("condition", "what it must be").required(),
    time("for_how_long", "for how long").or(&["for"]),
];

/// What was agreed with others.
pub const AGREEMENTS: &[Field] = &[
    texts("party", "with whom").required(),
    text("agreement", "which agreement").required(),
    text("service_level", "what it promises").or(&["promise"]),
    text("ends", "its last day").or(&["until", "end"]),
];

/// Writes the name of a field as it stands above a column.
pub fn title(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

const fn text(name: &'static str, meaning: &'static str) -> Field {
    Field::new(name, Takes::Text, meaning)
}

const fn texts(name: &'static str, meaning: &'static str) -> Field {
    Field::new(name, Takes::Texts, meaning)
}

const fn time(name: &'static str, meaning: &'static str) -> Field {
    Field::new(name, Takes::Duration, meaning)
}
