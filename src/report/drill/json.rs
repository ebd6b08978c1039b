//! The record of a run that has not begun: to be filled in by hand and given
//! to `handover attest --record`.

use serde::Serialize;

use super::Sheet;
use crate::model::run::MARK;

#[derive(Serialize)]
struct Record<'a> {
    handover: &'static str,
    version: u8,
    page: Page<'a>,
    who: &'static str,
    kind: &'static str,
    result: &'static str,
    started: Option<&'static str>,
    ended: Option<&'static str>,
    values: serde_json::Map<String, serde_json::Value>,
    secrets: Vec<&'a str>,
    steps: Vec<Step<'a>>,
    events: [(); 0],
}

#[derive(Serialize)]
struct Page<'a> {
    id: &'a str,
    title: &'a str,
    address: &'a str,
    version: &'a str,
    built: String,
}

#[derive(Serialize)]
struct Step<'a> {
    id: &'a str,
    hash: String,
    no: &'a str,
    name: &'a str,
    state: &'static str,
    at: Option<&'static str>,
    reason: &'static str,
    note: &'static str,
    expected: Option<&'static str>,
    actual: &'static str,
}

/// Writes the record.
pub(super) fn write(sheet: &Sheet<'_>) -> String {
    let steps = sheet.steps().filter_map(|step| {
        Some(Step {
            id: step.id.as_deref()?,
            hash: format!("{:08x}", step.hash),
            no: &step.number,
            name: &step.name,
            state: "open",
            at: None,
            reason: "",
            note: "",
            expected: None,
            actual: "",
        })
    });
    let open = sheet.values.iter().filter(|value| !value.is_secret);
    let values = open.map(|value| (value.name.into(), value.example.unwrap_or_default().into()));
    let secrets = sheet.values.iter().filter(|value| value.is_secret);
    let Sheet { title, id, address, version, day, .. } = sheet;
    let record = Record {
        handover: MARK.1,
        version: 1,
        page: Page { id, title, address, version, built: day.to_string() },
        who: "",
        kind: "drill",
        result: "open",
        started: None,
        ended: None,
        values: values.collect(),
        secrets: secrets.map(|value| value.name).collect(),
        steps: steps.collect(),
        events: [],
    };
    serde_json::to_string_pretty(&record).unwrap_or_default() + "\n"
}
