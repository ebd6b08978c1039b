//! What the buttons of blocks of commands copy, on pages that others wrote:
//! commands alone, without prompts and output, and what a shell can read.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use handover::base::Code;
use handover::edit::overlay::Overlay;
use handover::model::document::BlockKind;
use handover::model::extension::Mode;
use handover::model::walk;
use handover::model::world::World;
use handover::pipeline::{Options, Session, fixing};
use handover::text::command;
use handover::text::html::{PieceKind, pieces};

use crate::corpus::folder;
use crate::site::{Output, Stopped, TODAY, build, build_page, prepare};

/// A block of code as its page has it.
#[derive(Default)]
struct Block {
    /// All of its text.
    all: String,
    /// What the button copies, with a word in the place of each value.
    copied: String,
    has_button: bool,
}

/// What an open element is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Figure,
    Code,
    /// A prompt or output.
    Left,
    Value,
    Other,
}

/// Reads the blocks of code of a page.
fn blocks(html: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Vec<(String, Part)> = Vec::new();
    for piece in pieces(html) {
        let is_in = |part: Part| open.iter().any(|(_, own)| *own == part);
        match piece.kind {
            PieceKind::Open { name, attributes, .. } => {
                let class = attributes.iter().find(|(own, _)| own == "class");
                let has =
                    |word: &str| class.is_some_and(|(_, all)| all.split(' ').any(|c| c == word));
                let part = match &*name {
                    "figure" if has("code") => Part::Figure,
                    "code" if is_in(Part::Figure) => Part::Code,
                    "span" if has("pr") || has("out") => Part::Left,
                    "var" => Part::Value,
                    _ => Part::Other,
                };
                if part == Part::Figure {
                    blocks.push(Block::default());
                }
                if let Some(block) = blocks.last_mut().filter(|_| is_in(Part::Figure)) {
                    block.has_button |= has("copy");
                    let is_value = part == Part::Value && !is_in(Part::Left);
                    block.copied.push_str(if is_value { "x" } else { "" });
                }
                open.push((name, part));
            }
            PieceKind::Close(name) => {
                if let Some(at) = open.iter().rposition(|(own, _)| *own == name) {
                    open.truncate(at);
                }
            }
            PieceKind::Text(text) if is_in(Part::Code) => {
                if let Some(block) = blocks.last_mut() {
                    block.all.push_str(&text);
                    let is_copied = !is_in(Part::Left) && !is_in(Part::Value);
                    block.copied.push_str(if is_copied { &text } else { "" });
                }
            }
            _ => {}
        }
    }
    for block in &mut blocks {
        block.copied = block.copied.trim_start_matches('\n').trim_end().to_string();
    }
    blocks
}

/// Tells whether `sh` can read a text.
fn is_read(text: &str) -> bool {
    let mut shell = Command::new("sh");
    shell.arg("-n").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut shell = shell.spawn().expect("a shell");
    // One that finds a mistake need not read to the end.
    let _ = shell.stdin.take().expect("piped").write_all(text.as_bytes());
    shell.wait().expect("an end").success()
}

/// Why a shell cannot read what is copied, as far as its text tells.
fn cause(text: &str) -> &'static str {
    let has = |mark: &str| text.contains(mark);
    let first = text.lines().find(|line| !line.starts_with(['#', '/'])).unwrap_or_default().trim();
    if has("function ") || has("=($(") {
        return "what only bash reads";
    }
    let is_query = ["sum", "(sum", "rate", "label_replace", "topk", "ocs_"];
    if is_query.iter().any(|word| first.starts_with(word)) || has("sum by") {
        return "a query in a block of a shell";
    }
    if has("health:") || first.starts_with(['I', 'W', '❯']) {
        return "output in a block of a shell";
    }
    if has("<") {
        return "a placeholder on a page that is no runbook";
    }
    "another"
}

/// Blocks of code by their pages: the text and the language of each.
type Written = BTreeMap<String, Vec<(String, String)>>;

/// The pages of others after `handover fix` has declared their placeholders.
fn mended() -> Option<(Output, Written)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/openshift-runbooks");
    let Some(files) = folder(&path, "") else {
        println!("skipped: no {}", path.display());
        return None;
    };
    let options = Options { today: TODAY, mode: Mode::Publish };
    let world = World { files: &files, clock: &Stopped };
    let only = [Code::PLACEHOLDER_NOT_PARAMETER];
    let fixed = fixing::fix(&Session::new(), world, options, &only).expect("memory");
    let overlay = Overlay::new(&files, &fixed.change);
    let site = prepare(&overlay).site;
    let mut written = Written::new();
    for (id, page) in &site.pages {
        let output = site.catalog.page(*id).expect("a page").output.to_string();
        walk::walk(&page.document.body, &mut |block| {
            if let BlockKind::Code(code) = &block.kind {
                let own = (code.text.trim().to_string(), code.language.to_string());
                written.entry(output.clone()).or_default().push(own);
            }
        });
    }
    Some((build(&overlay), written))
}

#[test]
fn what_is_copied_from_runbooks_of_others_are_commands() {
    let Some((output, written)) = mended() else { return };
    let (mut counts, mut faults) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for (page, codes) in &written {
        for block in blocks(&output.text(page)) {
            let own = codes.iter().find(|(text, _)| text == block.all.trim());
            if own.is_none_or(|(_, language)| !is_shell(language)) {
                continue;
            }
            let mut count = |what| *counts.entry(what).or_default() += 1;
            count("blocks of shells");
            match (block.has_button, block.copied.is_empty()) {
                (true, true) => {
                    faults.push(format!("{page}: a button copies nothing: {}", block.all))
                }
                (false, true) => count("output alone, without a button"),
                (false, false) => faults.push(format!("{page}: no button: {}", block.all)),
                (true, false) if is_read(&block.copied) => count("read by a shell"),
                (true, false) => count(cause(&block.copied)),
            }
            for line in block.copied.lines() {
                let is_prompt = line.starts_with("$ ") || command::prompt(line).is_some();
                let is_elided = matches!(line.trim(), "..." | "…" | "<...>");
                if is_prompt || is_elided {
                    faults.push(format!("{page}: {line}"));
                }
            }
        }
    }
    println!("{counts:#?}");
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
    let of = |what: &str| counts.get(what).copied().unwrap_or_default();
    assert_eq!(of("another"), 0);
    let all = of("blocks of shells") - of("output alone, without a button");
    assert!(all * 96 <= of("read by a shell") * 100, "{} of {all}", of("read by a shell"));
}

fn is_shell(language: &str) -> bool {
    let is = |name: &&str| name.eq_ignore_ascii_case(language);
    ["sh", "bash", "zsh", "shell"].iter().any(is) || command::is_session(language)
}

#[test]
fn commands_without_a_prompt_are_copied_and_output_alone_is_not() {
    for (language, text, copied) in [
        (
            "console",
            "tidectl job list\ntidectl job show 7",
            Some("tidectl job list\ntidectl job show 7"),
        ),
        (
            "console",
            "tidectl job list \\\n  --long | sort",
            Some("tidectl job list \\\n  --long | sort"),
        ),
        ("console", "$ tidectl job list\nJOB   STATE", Some("tidectl job list")),
        ("console", "JOB   STATE\n7     held", None),
        ("console", "tidectl job list\nJOB   STATE", None),
        (
            "bash",
            "### First\n$ tidectl job list\n\n### Then\n$ tidectl job show 7",
            Some("tidectl job list\n\n\ntidectl job show 7"),
        ),
        ("bash", "# First\ntidectl job list", Some("# First\ntidectl job list")),
        ("text", "JOB   STATE", Some("JOB   STATE")),
    ] {
        let output = build_page(&format!("# A\n\n```{language}\n{text}\n```\n"));
        let blocks = blocks(&output.text("a/index.html"));
        let shown: Vec<_> =
            blocks.iter().map(|own| own.has_button.then_some(&*own.copied)).collect();
        assert_eq!(shown, [copied], "{language}: {text}");
    }
}
