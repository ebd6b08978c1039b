//! Reads the record of a run from JSON.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{LARGEST, MARK, Run, RunStep, StepState, VERSION};
use crate::base::{Code, Diagnosed, Diagnostic, FileId, Span, TextRange};
use crate::model::exercise::{ExerciseKind, Outcome};
use crate::model::front::Located;
use crate::text::data::Node;
use crate::text::fields::Fields;
use crate::text::json;

/// A run has no more steps than this.
const MOST_STEPS: usize = 5_000;
/// The longest id, in bytes.
const LONGEST_ID: usize = 400;

/// Reads a record whose run has ended.
///
/// # Errors
/// All that is wrong with it, each at its place; nothing of it counts then.
pub fn read(file: FileId, text: &str) -> Result<Run, Vec<Diagnostic>> {
    let mut reader = Reader { file, found: Vec::new() };
    if LARGEST < text.len() {
        let message = format!("a record has no more than {} MB", LARGEST / 1024 / 1024);
        reader.report(TextRange::default(), &message, "is it the record of a run?");
        return Err(reader.found);
    }
    let Diagnosed { value, diagnostics } = json::parse(file, text);
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    reader.mark(&value);
    if !reader.found.is_empty() {
        return Err(reader.found);
    }
    match reader.run(&value) {
        Some(run) if reader.found.is_empty() => Ok(run),
        _ => Err(reader.found),
    }
}

struct Reader {
    file: FileId,
    found: Vec<Diagnostic>,
}

impl Reader {
    fn report(&mut self, range: TextRange, message: &str, help: &str) {
        let span = Span::new(self.file, range);
        self.found.push(Diagnostic::new(Code::WRONG_TYPE, span, message).help(help));
    }

    /// Checks that this is a record, in a version that is known.
    fn mark(&mut self, node: &Node) {
        let (key, wanted) = MARK;
        let mark = node.get(key).and_then(Node::as_text);
        if mark != Some(wanted) {
            let place = node.get(key).map_or(first_byte(node), |mark| mark.range);
            let help = "a record begins with `\"handover\": \"run\"`; export it from the page";
            return self.report(place, "this is not the record of a run", help);
        }
        let version = node.get("version");
        let known = version.and_then(Node::as_text);
        if known != Some(VERSION) {
            let place = version.map_or(first_byte(node), |version| version.range);
            let help = format!("this program reads version {VERSION}");
            self.report(place, "this record has another version", &help);
        }
    }

    fn run(&mut self, node: &Node) -> Option<Run> {
        let file = self.file;
        let mut fields = Fields::new(file, "the record", node, &mut self.found);
        let kind = fields.choice("kind", &["drill", "real"]);
        let result = fields.choice("result", &["passed", "failed", "open"]);
        let page = fields.node("page");
        let started = fields.text("started");
        let ended = fields.text("ended");
        let steps = fields.node("steps");
        fields.finish(&|_| true);
        let lacks = [
            ("kind", kind.is_none() && node.get("kind").is_none()),
            ("page", page.is_none()),
            ("result", result.is_none() && node.get("result").is_none()),
            ("steps", steps.is_none()),
        ];
        for (key, _) in lacks.iter().filter(|(_, lacks)| *lacks) {
            let message = format!("the record has no `{key}`");
            self.report(first_byte(node), &message, "export it from the page again");
        }
        let page = page.and_then(|page| self.page(page));
        let steps = steps.map(|steps| self.steps(steps)).unwrap_or_default();
        let started = started.and_then(|text| self.time("started", (&text.value, text.range)));
        let (result, result_range) = result.map(|result| (result.value, result.range))?;
        if result == "open" {
            let help = "end it on the page, or write `passed` or `failed` and when it ended";
            self.report(result_range, "this run has not ended", help);
            return None;
        }
        let Some(ended) = ended else {
            let place = node.get("ended").map_or(first_byte(node), |ended| ended.range);
            let help = "write the time in UTC, as `2026-09-10T03:15:00Z`";
            self.report(place, "the record does not say when the run ended", help);
            return None;
        };
        let ended_range = ended.range;
        let ended = self.time("ended", (&ended.value, ended.range))?;
        if started.is_some_and(|started| ended < started) {
            let help = "write when it began and when it ended, both in UTC";
            self.report(ended_range, "this run ended before it began", help);
        }
        let result = Outcome::read(result)?;
        self.check_steps(&steps, (result, result_range));
        let kind = ExerciseKind::read(kind?.value)?;
        let steps = steps.into();
        Some(Run { page: page?, kind, result, started, ended, ended_range, steps })
    }

    fn page(&mut self, node: &Node) -> Option<Located> {
        let mut fields = Fields::new(self.file, "`page`", node, &mut self.found);
        let id = Located::from_field(fields.text("id"));
        fields.finish(&|_| true);
        match id.filter(|id| id.text.len() <= LONGEST_ID) {
            Some(id) => Some(id),
            None => {
                let help = "write the id of the page, as `\"id\": \"failed-job\"`";
                self.report(node.range, "the record does not say of which page it is", help);
                None
            }
        }
    }

    fn time(&mut self, key: &str, (text, range): (&str, TextRange)) -> Option<Timestamp> {
        let time = text.parse().ok();
        if time.is_none() {
            let message = format!("`{key}` must be a time");
            self.report(range, &message, "write it in UTC, as `2026-09-10T03:15:00Z`");
        }
        time
    }

    fn steps(&mut self, node: &Node) -> Vec<RunStep> {
        let Some(nodes) = node.as_list() else {
            self.report(node.range, "`steps` must be a list", "export the record again");
            return Vec::new();
        };
        if MOST_STEPS < nodes.len() {
            let message = format!("a run has no more than {MOST_STEPS} steps");
            self.report(first_byte(node), &message, "export the record again");
            return Vec::new();
        }
        let mut known = HashSet::new();
        let mut steps = Vec::new();
        for node in nodes {
            let Some(step) = self.step(node) else { continue };
            if !known.insert(step.id.text.clone()) {
                let message = format!("the step `{}` is there twice", step.id.text);
                self.report(step.id.range, &message, "keep one of the two");
            }
            steps.push(step);
        }
        steps
    }

    fn step(&mut self, node: &Node) -> Option<RunStep> {
        let before = self.found.len();
        let mut fields = Fields::new(self.file, "a step", node, &mut self.found);
        let id = Located::from_field(fields.text("id"));
        let hash = fields.text("hash");
        let state = fields.choice("state", &["done", "skipped", "open"]);
        fields.finish(&|_| true);
        let number = hash.as_ref().and_then(|hash| hex(&hash.value));
        let id = id.filter(|id| id.text.len() <= LONGEST_ID);
        if let (Some(hash), None) = (&hash, number) {
            let help = "it is written by the page; leave it as it is";
            self.report(hash.range, "`hash` must be a hash of 8 digits", help);
        }
        let (Some(id), Some(hash), Some(state)) = (id, number, state) else {
            if self.found.len() == before {
                let help = "write `id`, `hash` and `state`";
                self.report(first_byte(node), "a step is not complete", help);
            }
            return None;
        };
        let state = match state.value {
            "done" => StepState::Done,
            "skipped" => StepState::Skipped,
            _ => StepState::Open,
        };
        Some(RunStep { id, hash, state })
    }

    /// Who passed a run has done something.
    fn check_steps(&mut self, steps: &[RunStep], (result, range): (Outcome, TextRange)) {
        let is_done = |step: &RunStep| step.state == StepState::Done;
        if result == Outcome::Passed && self.found.is_empty() && !steps.iter().any(is_done) {
            let help = "write `done` at each step that was, or `failed` here";
            self.report(range, "this run passed, and no step of it is done", help);
        }
    }
}

fn hex(text: &str) -> Option<u32> {
    let is_hex = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u32::from_str_radix(text, 16).ok()).flatten()
}

fn first_byte(node: &Node) -> TextRange {
    let start = node.range.start;
    TextRange { start, end: node.range.end.min(start + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SitePath;

    const WHOLE: &str = r#"{"handover":"run","version":1,"page":{"id":"failed-job","x":1},
"kind":"drill","result":"passed","started":"2026-09-10T02:00:00Z","ended":"2026-09-10T03:15:00Z",
"values":{"a":"b"},"steps":[{"id":"hold","hash":"0a1b2c3d","state":"done","note":"n"}],"y":[]}"#;

    fn problems(text: &str) -> Vec<String> {
        let file = FileId::of(&SitePath::default());
        let found = read(file, text).err().unwrap_or_default();
        let words =
            |problem: &Diagnostic| format!("{}: {}", problem.span.range.of(text), problem.message);
        found.iter().map(words).collect()
    }

    #[test]
    fn reads_a_record_and_ignores_what_it_does_not_know() {
        let run = read(FileId::of(&SitePath::default()), WHOLE).expect("a record");
        assert_eq!((&*run.page.text, run.day().to_string()), ("failed-job", "2026-09-10".into()));
        let step = run.steps.first().expect("a step");
        assert_eq!((step.hash, step.state), (0x0a1b_2c3d, StepState::Done));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        for (from, to, problem) in [
            ("\"run\"", "\"list\"", "\"list\": this is not the record of a run"),
            ("\"handover\":\"run\",", "", "{: this is not the record of a run"),
            ("\"version\":1", "\"version\":2", "2: this record has another version"),
            (
                "\"id\":\"failed-job\"",
                "\"id\":\"\"",
                "{\"id\":\"\",\"x\":1}: the record does not say of which page it is",
            ),
            ("\"page\":", "\"pag\":", "{: the record has no `page`"),
            ("\"drill\"", "\"drll\"", "\"drll\": `kind` must be one of `drill`, `real`"),
            ("\"kind\":\"drill\",", "", "{: the record has no `kind`"),
            ("\"passed\"", "\"open\"", "\"open\": this run has not ended"),
            (
                "\"2026-09-10T03:15:00Z\"",
                "null",
                "null: the record does not say when the run ended",
            ),
            ("T03:15:00Z", " at noon", "\"2026-09-10 at noon\": `ended` must be a time"),
            ("T03:15", "T01:15", "\"2026-09-10T01:15:00Z\": this run ended before it began"),
            ("0a1b2c3d", "+a1b2c3d", "\"+a1b2c3d\": `hash` must be a hash of 8 digits"),
            ("\"done\"", "\"open\"", "\"passed\": this run passed, and no step of it is done"),
            ("\"state\":\"done\",", "", "{: a step is not complete"),
            ("[{\"id\"", "[1,{\"id\"", "1: a step must be a mapping"),
            ("\"y\":[]}", "\"y\":[]", ": a list or object never ends"),
            ("\"kind\"", "\"handover\":1,\"kind\"", "\"handover\": `handover` is given twice"),
        ] {
            assert_eq!(problems(&WHOLE.replacen(from, to, 1)), [problem], "{to}");
        }
        let twice = "},{\"id\":\"hold\",\"hash\":\"00000000\",\"state\":\"open\"}],\"y\"";
        let text = WHOLE.replacen("}],\"y\"", twice, 1);
        assert_eq!(problems(&text), ["\"hold\": the step `hold` is there twice"]);
    }

    #[test]
    fn is_bounded() {
        assert_eq!(problems(&" ".repeat(LARGEST + 1)), [": a record has no more than 1 MB"]);
        assert_eq!(problems(&"[".repeat(1_000)).len(), 1);
        let step = "{\"id\":\"a\",\"hash\":\"00000000\",\"state\":\"done\"},";
        let many = WHOLE.replacen("[{\"id\"", &format!("[{}{{\"id\"", step.repeat(5_000)), 1);
        assert_eq!(problems(&many), ["[: a run has no more than 5000 steps"]);
    }
}
