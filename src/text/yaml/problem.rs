//! What the YAML library refuses, in our words.
//!
//! The library says what it expected; an author wants to know what to write.
//! Its messages are matched here and nowhere else.

use serde_yaml::Error;

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::text::yaml::Input;
use crate::text::yaml::scan::quote;

/// Why and where the library gave up.
pub(super) struct Refusal {
    at: usize,
    message: String,
}

impl Refusal {
    /// Tells whether reading less of the text would not help: there is simply
    /// too much of it.
    pub(super) fn is_final(&self) -> bool {
        self.message.contains("budget") && !self.message.contains("depth")
    }
}

/// Takes what matters from the library's error about the text that begins at
/// byte `start`.
pub(super) fn refusal(text: &str, start: usize, error: &Error) -> Refusal {
    // The library counts characters here, not bytes.
    let characters = error.location().map_or(0, |place| place.span().offset() as usize);
    let at = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    Refusal { at: start + at, message: error.to_string() }
}

/// Reports a value hidden by `#`.
pub(super) fn comment_value(span: Span, message: String, written: &str) -> Diagnostic {
    let quoted = quote(written);
    let problem = Diagnostic::new(Code::YAML_COMMENT_VALUE, span, message)
        .help(format!("put the value in quotes: `{quoted}`"));
    // A word such as `#support` is a value; a sentence can be a comment.
    match written.contains(char::is_whitespace) {
        true => problem,
        false => problem.fix(span, format!(" {quoted}")),
    }
}

/// Says what is wrong at the place where the library gave up.
pub(super) fn describe(input: &Input<'_>, refusal: &Refusal) -> Diagnostic {
    // The refusal is about the masked text; the author's has the same bytes,
    // but not the same characters.
    let place = Place::new(input.text, input.text.floor_char_boundary(refusal.at));
    let is = |part: &str| refusal.message.contains(part);
    if let Some(problem) = place.control_character().or_else(|| place.tab()) {
        return problem.report(input);
    }
    let problem = if is("mapping values are not allowed") || is("illegal placement of ':'") {
        place.colon()
    } else if is("unclosed quote") || is("unclosed bracket") {
        place.never_closed()
    } else if is("mismatched bracket") || is("misplaced bracket") {
        place.here("a bracket closes that was not opened like this", "write the matching bracket")
    } else if is("expected ',' or") {
        place.here("`,` or a closing bracket is missing before this", "write `,` between values")
    } else if is("unexpected character") {
        place.reserved()
    } else if is("unknown anchor") {
        place.unknown_anchor()
    } else if is("multiple YAML documents") {
        place.second_document(input.text)
    } else {
        other(&place, &refusal.message)
    };
    problem.report(input)
}

fn other(place: &Place<'_>, message: &str) -> Problem {
    const WORDS: &[(&str, &str, &str)] = &[
        ("unknown escape", "an unknown `\\` sequence in double quotes", "write `\\\\` for `\\`"),
        ("low surrogate", "half a character in double quotes", "write the character itself"),
        (
            "trailing content after",
            "text after the closing quote",
            "put the whole value in quotes, and write `\\\"` for one inside",
        ),
        ("recursive references", "an alias that stands within itself", "write the value out"),
        ("block sequence entries", "a list item on the line of its key", "begin a line with `- `"),
        ("block scalar", "a block that is not written as one", "begin its text on the next line"),
        ("tag", "tags are not read", "put the value in quotes"),
        ("handle wasn't declared", "tags are not read", "put the value in quotes"),
        ("irective", "directives (`%`) are not read", "remove the line"),
        ("'-' indicator", "a line that is no item of the list above", "begin the line with `- `"),
        ("expected key", "a line that fits no key above", "indent it like the keys above"),
        ("document start", "a line indented less than the first", "indent all keys alike"),
        ("ndent", "an indentation that fits no line above", "indent it like the line above"),
        ("simple key", "a line without a key", "write `key: value`"),
        ("budget", "more values or deeper ones than are read", "split the file"),
        ("limit", "more values or deeper ones than are read", "split the file"),
    ];
    let known = WORDS.iter().find(|(part, _, _)| message.contains(part));
    match known {
        Some((_, message, help)) => place.here(message, help),
        None => place.here("YAML cannot be read from here on", "put the value in quotes"),
    }
}

/// A problem before it has its place in the file.
struct Problem {
    range: TextRange,
    message: String,
    help: String,
}

impl Problem {
    fn report(self, input: &Input<'_>) -> Diagnostic {
        input.problem(self.range, self.message).help(self.help)
    }
}

/// The place where the library gave up, with its line.
struct Place<'a> {
    at: usize,
    /// What stands there, if anything.
    found: Option<char>,
    /// Where its line begins.
    start: usize,
    line: &'a str,
}

impl<'a> Place<'a> {
    fn new(text: &'a str, at: usize) -> Place<'a> {
        // At the very end, the last character is shown.
        let behind = text.get(at..).is_none_or(str::is_empty);
        let last = text.trim_end().char_indices().next_back().map_or(0, |(last, _)| last);
        let at = if behind { last } else { at };
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |n| n + 1);
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        Place { at, found: text.get(at..).and_then(|rest| rest.chars().next()), start, line }
    }

    fn here(&self, message: &str, help: &str) -> Problem {
        let length = self.found.filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
        let range = TextRange::new(self.at, self.at + length);
        Problem { range, message: message.into(), help: help.into() }
    }

    fn control_character(&self) -> Option<Problem> {
        let found = self.found.filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))?;
        let message = format!("a control character (U+{:04X})", found as u32);
        Some(self.here(&message, "remove it"))
    }

    /// A tab among the spaces a line begins with.
    fn tab(&self) -> Option<Problem> {
        let indent = self.line.len() - self.line.trim_start().len();
        let tab = self.line.find('\t').filter(|tab| *tab < indent)?;
        let range = TextRange::new(self.start + tab, self.start + tab + 1);
        let message = "a tab in the indentation".into();
        Some(Problem { range, message, help: "indent with spaces".into() })
    }

    fn colon(&self) -> Problem {
        let (_, value) = self.line.split_once(": ").unwrap_or_default();
        let column = self.at - self.start;
        if column < self.line.len() - value.len() {
            return self.here(
                "a key where the value above goes on",
                "indent it like the key above, or write `: ` there",
            );
        }
        let help = format!("put the value in quotes: `{}`", quote(value.trim()));
        self.here("a colon in a value without quotes", &help)
    }

    fn never_closed(&self) -> Problem {
        let mark = match self.found {
            Some('[') => ']',
            Some('{') => '}',
            Some(other) => other,
            None => '"',
        };
        let opening = self.found.unwrap_or(mark);
        self.here(&format!("`{opening}` is never closed"), &format!("write `{mark}` at its end"))
    }

    fn reserved(&self) -> Problem {
        let found = self.found.unwrap_or(' ');
        let value = self.line.get(self.at - self.start..).unwrap_or_default().trim();
        let help = format!("put the value in quotes: `{}`", quote(value));
        self.here(&format!("a value cannot begin with `{found}`"), &help)
    }

    fn second_document(&self, text: &str) -> Problem {
        let mut problem = self.here("a second document begins here", "write one document a file");
        if let Some(at) = text.find("\n---") {
            problem.range = TextRange::new(at + 1, at + 4);
        }
        problem
    }

    fn unknown_anchor(&self) -> Problem {
        let value = self.line.get(self.at - self.start..).unwrap_or_default().trim();
        let help = format!("put the value in quotes: `{}`", quote(value));
        let mut problem = self.here("`*` begins an alias, and nothing has that name", &help);
        problem.range = TextRange::new(self.at, self.at + value.len());
        problem
    }
}
