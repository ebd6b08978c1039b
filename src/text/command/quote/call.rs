//! What a command makes of its words: programs that run one of them, or what
//! they are given to read, as a script.

use std::ops::Range;

use super::Piece;
use super::program::{self, Own};
use super::shell::Word;
use super::sql::Dialect;

/// What a program makes of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reader {
    /// It takes it as it is.
    Text,
    /// It runs it as a shell does.
    Shell,
    /// It runs it as a database does.
    Sql(Dialect),
    /// It runs it, and nobody here knows the language.
    Code,
}

/// A script among the words of a command.
pub(super) struct Script {
    /// Which words it is.
    pub words: Range<usize>,
    /// What it says.
    pub pieces: Vec<Piece>,
    /// What it is written in.
    pub reads: Reader,
    /// Whether it reads what the command is given to read.
    pub is_remote: bool,
}

/// What a command makes of its words.
pub(super) struct Call {
    pub scripts: Vec<Script>,
    /// Words in which only plain characters are safe.
    pub forbidden: Vec<usize>,
    /// What it makes of what it reads.
    pub reads: Reader,
}

impl Call {
    fn plain() -> Call {
        Call { scripts: Vec::new(), forbidden: Vec::new(), reads: Reader::Text }
    }

    /// Adds a word that is a script.
    fn word(&mut self, words: &[Word], at: usize, reads: Reader) {
        if let Some(word) = words.get(at) {
            let pieces = word.pieces.clone();
            self.scripts.push(Script { words: at..at + 1, pieces, reads, is_remote: false });
        }
    }

    /// Adds words that are put together, with spaces, to a script.
    fn joined(&mut self, words: &[Word], from: usize) {
        let all = words.get(from..).unwrap_or_default();
        let all: Vec<&[Piece]> = all.iter().map(|word| &*word.pieces).collect();
        let (pieces, reads) = (all.join(&Piece::Letter(' ')), Reader::Shell);
        if !pieces.is_empty() {
            let words = from..words.len();
            self.scripts.push(Script { words, pieces, reads, is_remote: true });
        }
    }

    fn forbid_from(&mut self, words: &[Word], from: usize) {
        self.forbidden.extend(from..words.len());
    }
}

/// Reads the words of a command.
pub(super) fn read(words: &[Word]) -> Call {
    let texts: Vec<String> = words.iter().map(|word| word.text().unwrap_or_default()).collect();
    let text = |at: usize| texts.get(at).map_or("", String::as_str);
    let mut call = Call::plain();
    if texts.iter().any(|text| program::name(text) == "xargs") {
        // It reads quotes in a way of its own, and may put what it reads
        // into words.
        call.reads = Reader::Code;
        if texts.iter().any(|text| text.starts_with("-I") || text.starts_with("-i")) {
            call.forbid_from(words, 0);
            return call;
        }
    }
    let Some(head) = program::head(&texts, words) else {
        call.forbid_from(words, 0);
        return call;
    };
    match program::own(program::name(text(head))) {
        Own::Remote => remote(&mut call, words, &texts, head),
        Own::Joins => {
            let first = (head + 1..words.len()).find(|at| !text(*at).starts_with('-'));
            call.joined(words, first.unwrap_or(words.len()));
        }
        Own::Script => {
            let first = (head + 1..words.len()).find(|at| text(*at) != "--");
            call.word(words, first.unwrap_or(words.len()), Reader::Shell);
        }
        Own::Option(flags) => {
            options(&mut call, words, &texts, (head, flags, Reader::Shell));
            shell(&mut call, words, &texts, head);
        }
        Own::Never => call.forbid_from(words, head + 1),
        Own::Names => names(&mut call, words, head),
        Own::Tests => tests(&mut call, words, &texts),
        Own::Other => other(&mut call, words, &texts, head),
    }
    call
}

/// A program that is no script's, or that starts another.
fn other(call: &mut Call, words: &[Word], texts: &[String], head: usize) {
    let starts = program::starts_others(program::name(texts.get(head).map_or("", |text| text)));
    let last = if starts { words.len() } else { head + 1 };
    for at in head..last {
        let name = program::name(texts.get(at).map_or("", |text| text));
        if let Some((dialect, flags)) = program::database(name) {
            let reads = Reader::Sql(dialect);
            call.reads = reads;
            options(call, words, texts, (at, flags, reads));
            if name == "sqlite3" && call.scripts.is_empty() {
                let given = (at + 1..words.len())
                    .filter(|own| !texts.get(*own).is_some_and(|text| text.starts_with('-')));
                if let Some(own) = given.clone().nth(1) {
                    call.word(words, own, reads);
                }
            }
            return;
        }
        if program::runs_code(name) {
            call.reads = Reader::Code;
            let is_mixed = |word: &Word| {
                let has_value = word.pieces.iter().any(|p| matches!(p, Piece::Value(..)));
                has_value && 1 < word.pieces.len()
            };
            let mixed = (at + 1..words.len()).filter(|own| words.get(*own).is_some_and(is_mixed));
            call.forbidden.extend(mixed);
            return;
        }
    }
    if !shell(call, words, texts, head) {
        risky(call, texts, head);
    }
}

/// Options that are called as if they took code: `--command`.
fn risky(call: &mut Call, texts: &[String], head: usize) {
    if texts.get(head).is_some_and(|text| text == "printf")
        && texts.get(head + 1).is_some_and(|text| text == "-v")
    {
        call.forbidden.push(head + 2);
    }
    const FLAGS: [&str; 8] = [
        "--command",
        "--commands",
        "--script",
        "--scripts",
        "--parameters",
        "--eval",
        "--query",
        "--exec",
    ];
    for (at, text) in texts.iter().enumerate().skip(head + 1) {
        if FLAGS.contains(&text.as_str()) {
            call.forbidden.push(at + 1);
        }
    }
}

/// `sh -c '...'`, wherever in a command it stands; tells whether it does.
fn shell(call: &mut Call, words: &[Word], texts: &[String], head: usize) -> bool {
    let is_shell =
        |at: &usize| program::is_shell(program::name(texts.get(*at).map_or("", |text| text)));
    let Some(at) = (head..words.len()).find(is_shell) else { return false };
    let (mut next, mut is_script, mut reads_all) = (at + 1, false, false);
    while let Some(text) = texts.get(next) {
        let is_option = text.starts_with(['-', '+']) && 1 < text.len();
        if !is_option {
            break;
        }
        let is_short = !text.starts_with("--");
        is_script |= is_short && text.starts_with('-') && text.contains('c');
        reads_all |= is_short && text.contains('s');
        let takes = is_short && text.ends_with(['o', 'O']) || text.ends_with("file");
        next += if takes { 2 } else { 1 };
    }
    if is_script {
        call.word(words, next, Reader::Shell);
        return true;
    }
    let first = texts.get(head).map_or("", |text| text);
    let is_started = at == head || program::starts_others(program::name(first));
    if is_started && (reads_all || words.len() <= next) {
        call.reads = Reader::Shell;
    }
    false
}

/// Options whose word is a script: `-c '...'`, `--command='...'`.
fn options(
    call: &mut Call,
    words: &[Word],
    texts: &[String],
    (from, flags, reads): (usize, &[&str], Reader),
) {
    for at in from + 1..words.len() {
        let text = texts.get(at).map_or("", |text| text);
        if flags.contains(&text) {
            call.word(words, at + 1, reads);
            continue;
        }
        let Some(word) = words.get(at) else { continue };
        let begins: String = word.pieces.iter().map_while(Piece::letter).collect();
        let flag = flags.iter().find_map(|flag| match flag.starts_with("--") {
            true => begins.strip_prefix(flag)?.starts_with('=').then_some(flag.len() + 1),
            false => begins.starts_with(flag).then_some(flag.len()),
        });
        if let Some(length) = flag {
            let pieces = word.pieces.get(length..).unwrap_or_default().to_vec();
            call.scripts.push(Script { words: at..at + 1, pieces, reads, is_remote: false });
        }
    }
}

/// `ssh HOST words ...`: the words are put together, and a shell on the host
/// reads them again.
fn remote(call: &mut Call, words: &[Word], texts: &[String], head: usize) {
    let (mut at, mut has_host) = (head + 1, false);
    while at < words.len() {
        let text = texts.get(at).map_or("", |text| text);
        let takes = text.len() == 2 && program::SSH_TAKES.contains(text.trim_start_matches('-'));
        match text.starts_with('-') && 1 < text.len() {
            true if takes => {
                // What stands behind `-o` may be run by a shell here.
                call.forbidden.extend((text == "-o").then_some(at + 1));
                at += 2;
            }
            true => at += 1,
            false if has_host => break,
            false => {
                has_host = true;
                at += 1;
            }
        }
    }
    let begins = |word: &Word| word.pieces.first() == Some(&Piece::Letter('-'));
    let own = words.get(..at).unwrap_or_default().iter().enumerate().skip(head + 1);
    call.forbidden.extend(own.filter(|(_, word)| begins(word)).map(|(at, _)| at));
    match at < words.len() {
        true => call.joined(words, at),
        false => call.reads = Reader::Shell,
    }
}

/// Commands whose words are names of variables, in which an index is run.
fn names(call: &mut Call, words: &[Word], head: usize) {
    for (at, word) in words.iter().enumerate().skip(head + 1) {
        let name = word.pieces.iter().take_while(|piece| **piece != Piece::Letter('='));
        if name.clone().any(|piece| matches!(piece, Piece::Value(..))) {
            call.forbidden.push(at);
        }
    }
}

/// Tests that calculate run an index too.
fn tests(call: &mut Call, words: &[Word], texts: &[String]) {
    const RUN: [&str; 8] = ["-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-v", "-R"];
    if texts.iter().any(|text| RUN.contains(&text.as_str())) {
        call.forbid_from(words, 0);
    }
}
