//! Steps and commands of pages that others wrote: what is taken for steps, and
//! how many blocks of commands have placeholders, prompts and output.

use std::collections::BTreeMap;
use std::path::Path;

use handover::base::{Code, Diagnostic, TextRange};
use handover::model::code_lines::lines;
use handover::model::document::{self, BlockKind, Document};
use handover::model::extension::Mode;
use handover::model::walk;
use handover::model::world::World;
use handover::pipeline::{Options, Session, fixing};
use handover::text::command;

use crate::corpus::{folder, prepared};
use crate::site::{Stopped, TODAY};

const OPTIONS: Options = Options { today: TODAY, mode: Mode::Publish };

/// Only runbooks of others have steps: a single list of the guidance would be
/// noticed here.
#[test]
fn no_list_of_others_is_taken_for_steps() {
    for name in [
        "d365",
        "openshift-runbooks",
        "cncf-glossary",
        "pagerduty-incident-response",
        "prometheus-operator-runbooks",
    ] {
        let Some(prepared) = prepared(name, |_| ()) else { continue };
        let pages = prepared.site.pages.values().map(|page| &page.document);
        let is_runbook = |own: &Document| own.kind_name() == "runbook";
        let others = pages.clone().filter(|own| !is_runbook(own) && !own.procedure.is_empty());
        let others: Vec<&str> = others.map(|own| own.source.path.as_str()).collect();
        let steps = pages.filter(|own| is_runbook(own)).flat_map(|own| &own.procedure);
        let steps: usize = steps.map(|section| section.steps.len()).sum();
        println!("{name}: {steps} steps of runbooks");
        assert_eq!(others, Vec::<&str>::new(), "{name}");
    }
}

/// What a block of commands has.
#[derive(Default)]
struct Block {
    has_placeholder: bool,
    has_prompt: bool,
    /// Lines without a prompt, be they comments or further lines of a command.
    is_mixed: bool,
    /// What a command printed.
    has_output: bool,
}

impl Block {
    fn of(document: &Document, range: TextRange, code: &document::Code) -> Block {
        let placeholders = document.parameters.placeholders.iter();
        let mut inside =
            placeholders.filter(|own| range.start <= own.start && own.end <= range.end);
        let mut block = Block { has_placeholder: inside.next().is_some(), ..Block::default() };
        let (mut goes_on, mut has_other) = (false, false);
        for (line, _) in lines(&document.source.text, range, code) {
            let line = line.trim();
            let is_prompt = command::prompt(line).is_some();
            let is_other = !is_prompt && !line.is_empty();
            let is_output = block.has_prompt && is_other && !goes_on && !line.starts_with('#');
            has_other |= is_other;
            block.has_output |= is_output;
            block.has_prompt |= is_prompt;
            goes_on = line.ends_with(['\\', '|']) && (is_prompt || goes_on);
        }
        block.is_mixed = block.has_prompt && has_other;
        block
    }
}

/// The counts of a survey of these pages, which looked at lines alone: 898
/// blocks of commands, 420 with placeholders, 450 with prompts, 68 with prompts
/// and other lines.
///
/// - Placeholders: 419 here. What a command printed has none, nor has a
///   variable that every computer has. A problem is reported once for each
///   placeholder of a page, so there are fewer problems than blocks.
/// - Other lines: 71 here. Most are comments and further lines of a command; 17
///   blocks have what a command printed, and that is a problem only where the
///   language is not `console`, which keeps it out of what is copied.
/// - Prompts: those of `console` are no problem either.
#[test]
fn commands_of_alerts_are_as_a_survey_counted_them() {
    let Some(prepared) = prepared("openshift-runbooks", |_| ()) else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in prepared.site.pages.values() {
        let document = &*page.document;
        walk::walk(&document.body, &mut |own| {
            let BlockKind::Code(code) = &own.kind else { return };
            if !command::is_command(&code.language) {
                return;
            }
            let block = Block::of(document, own.range, code);
            let has = [
                ("blocks", true),
                ("placeholders", block.has_placeholder),
                ("prompts", block.has_prompt),
                ("mixed", block.is_mixed),
                ("output", block.has_output),
            ];
            has.into_iter()
                .for_each(|(what, has)| *counts.entry(what).or_default() += usize::from(has));
        });
    }
    println!("{counts:?}");
    for (what, surveyed) in
        [("blocks", 898), ("placeholders", 420), ("prompts", 450), ("mixed", 68)]
    {
        let (own, most) = (counts[what], surveyed / 20 + 3);
        assert!(own.abs_diff(surveyed) <= most, "{what}: {own}, not {surveyed}");
    }
    let findings = |code: &str| prepared.found.iter().filter(|own| own.code.name() == code).count();
    for code in ["placeholder-not-parameter", "prompt-in-command", "output-in-command"] {
        println!("{code}: {}", findings(code));
    }
}

/// What the pages ask for is declared, and nothing else is found then.
#[test]
fn placeholders_of_alerts_are_declared() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/openshift-runbooks");
    let Some(files) = folder(&path, "") else { return println!("skipped: no {}", path.display()) };
    let (code, world) = (Code::PLACEHOLDER_NOT_PARAMETER, World { files: &files, clock: &Stopped });
    let fix = |only| fixing::fix(&Session::new(), world, OPTIONS, &[only]).expect("memory");
    // Nothing can be done about these.
    let before = fix(Code::MISSING_VERIFICATION).left;
    let fixed = fix(code);
    let count = |found: &[Diagnostic]| found.iter().filter(|own| own.code == code).count();
    println!("{} placeholders are declared", count(&before));
    assert_eq!(fixed.counts.get(&code).copied(), Some(count(&before)));
    assert_eq!(count(&fixed.left), 0);
    assert_eq!(fixed.left.len(), before.len() - count(&before));
}
