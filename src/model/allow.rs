//! Problems an author allows, each with the reason beside it.
//!
//! Here is how one mark is read, and the marks of files that are data; which
//! blocks of a page a mark is for is said by `stages/parse/allow.rs`, and
//! what becomes of the problems by `pipeline/findings.rs`.

use std::ops::Range;

use crate::base::nearest::nearest;
use crate::base::{Code, Diagnostic, FileId, Span, TextRange};
use crate::text::data::{Node, Value};

/// One problem that is allowed in a part of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Allow {
    /// What is allowed.
    pub code: Code,
    /// Where: problems that begin in these bytes.
    pub covers: TextRange,
    /// Where the code is written.
    pub place: TextRange,
}

/// All bytes of a file.
pub const WHOLE_FILE: TextRange = TextRange { start: 0, end: u32::MAX };

/// Names that authors try, after the mark they wrote, and what is meant.
const OTHER_NAMES: &[(&str, Code)] = &[
    ("unclosed-audience", Code::UNCLOSED_CONTAINER),
    ("unclosed-details", Code::UNCLOSED_CONTAINER),
    ("unclosed-tabs", Code::UNCLOSED_CONTAINER),
    ("dead-link", Code::BROKEN_LINK),
    ("missing-owner", Code::MISSING_FIELD),
];

/// A mark as it is written: `handover allow CODE: REASON`.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// The bytes of the whole comment.
    pub whole: TextRange,
    /// What follows the word `allow`, and the byte where that begins.
    rest: (&'a str, u32),
}

impl<'a> Mark<'a> {
    /// Finds the mark in a comment; `inside` is what stands between the signs
    /// of the comment, and `start` the byte where that begins.
    pub fn find(whole: TextRange, inside: &'a str, start: u32) -> Option<Mark<'a>> {
        let rest = word(inside, "handover").and_then(|rest| word(rest, "allow"))?;
        let at = start + (inside.len() - rest.len()) as u32;
        Some(Mark { whole, rest: (rest, at) })
    }

    /// Finds the mark in a comment of code, where the name of the program
    /// may be left out.
    fn find_short(whole: TextRange, inside: &'a str, start: u32) -> Option<Mark<'a>> {
        let rest = word(inside, "handover").unwrap_or(inside);
        let rest = word(rest, "allow")?;
        let at = start + (inside.len() - rest.len()) as u32;
        Some(Mark { whole, rest: (rest, at) })
    }

    /// Reads the code, and reports what is wrong with the mark. A mark
    /// without a reason holds: what it hides is said once, here.
    pub fn read(&self, file: FileId, found: &mut Vec<Diagnostic>) -> Option<(Code, TextRange)> {
        let (rest, at) = self.rest;
        let text = rest.trim_start();
        let from = at as usize + (rest.len() - text.len());
        let length = text.find(|c: char| c == ':' || c.is_whitespace()).unwrap_or(text.len());
        let (name, after) = text.split_at(length);
        let place = TextRange::new(from, from + name.len());
        let code = code(file, (name, place), self.whole, found)?;
        let reason = after.trim_start().strip_prefix(':').map(str::trim).unwrap_or_default();
        if reason.is_empty() {
            found.push(without_reason(Span::new(file, self.whole), name));
        }
        Some((code, place))
    }
}

/// Takes a word off the beginning of a text.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.trim_start().strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ':')).then_some(rest)
}

/// Reads a code that may be allowed; `whole` is shown where there is none.
fn code(
    file: FileId,
    (name, place): (&str, TextRange),
    whole: TextRange,
    found: &mut Vec<Diagnostic>,
) -> Option<Code> {
    let Some(code) = Code::parse(name) else {
        let place = if name.is_empty() { whole } else { place };
        let message = match name {
            "" => "no problem is named here".into(),
            name => format!("no problem is called `{name}`"),
        };
        let codes = Code::ALL.iter().map(|code| code.name());
        let near = other_name(name).or_else(|| nearest(name, codes));
        let help = near.map_or_else(
            || "write the name in brackets after `error` or `warning`".into(),
            |near| format!("did you mean `{near}`?{}", but(near)),
        );
        let problem = Diagnostic::new(Code::UNKNOWN_CODE, Span::new(file, place), message);
        found.push(problem.help(help));
        return None;
    };
    if !code.can_be_allowed() {
        let message = format!("`{code}` cannot be allowed");
        let problem = Diagnostic::new(Code::FORBIDDEN_ALLOW, Span::new(file, place), message);
        found.push(problem.help("mend what it is about, and remove this"));
        return None;
    }
    Some(code)
}

/// Returns the code that authors may mean by a name it does not have.
fn other_name(name: &str) -> Option<&'static str> {
    let known = OTHER_NAMES.iter().find(|(other, _)| *other == name);
    known.map(|(_, code)| code.name())
}

/// Says that a code is none to allow, so that nobody writes it in vain.
fn but(name: &str) -> &'static str {
    match Code::parse(name) {
        Some(Code::UNCLOSED_CONTAINER) => " It cannot be allowed for an audience block",
        Some(code) if !code.can_be_allowed() => " It cannot be allowed",
        _ => "",
    }
}

fn without_reason(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(Code::ALLOW_WITHOUT_REASON, span, "say why after a colon")
        .help(format!("write for example `{name}: decoration only`"))
}

/// Reads `allow: {CODE: REASON}`, which holds for a whole file.
pub fn read_map(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Vec<Allow> {
    let Some(entries) = node.as_map() else {
        let message = "`allow` must say of each problem why it is allowed";
        let problem = Diagnostic::new(Code::WRONG_TYPE, Span::new(file, node.range), message);
        found.push(problem.help("write for example `allow: {missing-alt: decoration only}`"));
        return Vec::new();
    };
    let known = entries.iter().filter_map(|entry| {
        let place = entry.key.range;
        let code = code(file, (&entry.key.text, place), place, found)?;
        if entry.value.as_text().is_none_or(|reason| reason.trim().is_empty()) {
            found.push(without_reason(Span::new(file, place), code.name()));
        }
        Some(Allow { code, covers: WHOLE_FILE, place })
    });
    known.collect()
}

/// Reads the comments of YAML or TOML: at the end of a line, for that line;
/// alone on a line, for the next and what is indented below it. `node` is
/// what the text at `range` of `text` was read as: what looks like a comment
/// in one of its values is none.
pub fn read_data(
    file: FileId,
    (text, range): (&str, TextRange),
    node: &Node,
    found: &mut Vec<Diagnostic>,
) -> Vec<Allow> {
    if !range.of(text).contains("handover") {
        return Vec::new();
    }
    let mut values = Vec::new();
    scalars(node, &mut values);
    values.sort_unstable();
    let is_value = |at: usize| {
        let before = values.partition_point(|value| value.start as usize <= at);
        let value = before.checked_sub(1).and_then(|last| values.get(last));
        value.is_some_and(|value| at < value.end as usize)
    };
    let lines = Lines { file, text, range, sign: "#" };
    lines.read(&|line, at| comment_sign(line, "#", &|sign| is_value(at + sign)), found)
}

/// Reads the comments `// allow CODE: REASON` of code at `range` of `text`.
pub fn read_code(
    file: FileId,
    (text, range): (&str, TextRange),
    found: &mut Vec<Diagnostic>,
) -> Vec<Allow> {
    let lines = Lines { file, text, range, sign: "//" };
    lines.read(&|line, _| comment_sign(line, "//", &|_| false), found)
}

/// Finds where a comment begins in a line: a sign at its beginning or after a
/// space, and not in a value.
fn comment_sign(line: &str, sign: &str, is_value: &dyn Fn(usize) -> bool) -> Option<usize> {
    let starts = |at: usize| {
        line.get(..at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t']))
    };
    line.match_indices(sign).map(|(at, _)| at).find(|at| starts(*at) && !is_value(*at))
}

/// Lists the places of all texts of a tree.
fn scalars(node: &Node, out: &mut Vec<TextRange>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(_) => out.push(node.range),
        Value::List(list) => list.iter().for_each(|node| scalars(node, out)),
        Value::Map(map) => {
            for entry in map {
                out.push(entry.key.range);
                scalars(&entry.value, out);
            }
        }
    }
}

/// Lines of which some end in a comment.
struct Lines<'a> {
    file: FileId,
    text: &'a str,
    range: TextRange,
    sign: &'static str,
}

/// Marks alone on their lines that wait for the lines they are for.
struct Waiting {
    /// Which of the marks.
    marks: Range<usize>,
    /// The indentation of the first line, and the lines so far.
    lines: Option<(usize, TextRange)>,
}

impl Lines<'_> {
    /// Reads all marks; `find` says where in a line the comment begins, which
    /// begins at a byte of the text.
    fn read(
        &self,
        find: &dyn Fn(&str, usize) -> Option<usize>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Allow> {
        let mut allows: Vec<Allow> = Vec::new();
        let mut open: Vec<Waiting> = Vec::new();
        let mut at = self.range.start as usize;
        for line in self.range.of(self.text).split_inclusive('\n') {
            let (begin, written) = (at, line.trim_end());
            at += line.len();
            let sign = find(written, begin);
            let before = sign.and_then(|sign| written.get(..sign)).unwrap_or(written);
            let is_alone = before.trim().is_empty();
            let range = TextRange::new(begin, begin + written.len());
            if !is_alone {
                let indent = before.len() - before.trim_start().len();
                give(&mut open, &mut allows, (indent, range));
            }
            let Some(sign) = sign else { continue };
            let Some((code, place)) = self.mark(written, (begin, sign), found) else { continue };
            if is_alone {
                wait(&mut open, allows.len());
            }
            let covers = if is_alone { TextRange::default() } else { range };
            allows.push(Allow { code, covers, place });
        }
        open.iter().for_each(|waiting| waiting.settle(&mut allows));
        allows
    }

    fn mark(
        &self,
        line: &str,
        (begin, sign): (usize, usize),
        found: &mut Vec<Diagnostic>,
    ) -> Option<(Code, TextRange)> {
        let inside = line.get(sign + self.sign.len()..)?;
        let whole = TextRange::new(begin + sign, begin + line.len());
        let start = whole.start + self.sign.len() as u32;
        let mark = match self.sign {
            "//" => Mark::find_short(whole, inside, start)?,
            _ => Mark::find(whole, inside, start)?,
        };
        mark.read(self.file, found)
    }
}

impl Waiting {
    /// Gives its lines to its marks.
    fn settle(&self, allows: &mut [Allow]) {
        let Some((_, lines)) = self.lines else { return };
        for allow in allows.get_mut(self.marks.clone()).unwrap_or_default() {
            allow.covers = lines;
        }
    }
}

/// Lets a mark wait, together with those that stand right above it.
fn wait(open: &mut Vec<Waiting>, mark: usize) {
    match open.last_mut() {
        Some(last) if last.lines.is_none() => last.marks.end = mark + 1,
        _ => open.push(Waiting { marks: mark..mark + 1, lines: None }),
    }
}

/// Gives a line to the marks above it, and settles those it does not belong
/// to. Waiting marks are indented ever deeper, so there are few.
fn give(open: &mut Vec<Waiting>, allows: &mut [Allow], (indent, line): (usize, TextRange)) {
    open.retain_mut(|waiting| match &mut waiting.lines {
        None => {
            waiting.lines = Some((indent, line));
            true
        }
        Some((first, lines)) if *first < indent => {
            *lines = lines.cover(line);
            true
        }
        Some(_) => {
            waiting.settle(allows);
            false
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SitePath;
    use crate::text::yaml::{self, Limits};

    /// Shows what is allowed and where, and the codes of problems.
    fn show(text: &str, read: impl Fn(FileId, &mut Vec<Diagnostic>) -> Vec<Allow>) -> Vec<String> {
        let file = FileId::of(&SitePath::new("a.yml").expect("a path"));
        let mut found = Vec::new();
        let allows = read(file, &mut found);
        let one = |allow: &Allow| {
            assert_eq!(allow.place.of(text), allow.code.name());
            format!("{}: {}", allow.code, allow.covers.of(text))
        };
        let problem =
            |problem: &Diagnostic| format!("{} {}", problem.code, problem.span.range.of(text));
        allows.iter().map(one).chain(found.iter().map(problem)).collect()
    }

    fn data(text: &str) -> Vec<String> {
        let whole = TextRange::new(0, text.len());
        show(text, |file, found| {
            let node = yaml::parse(file, text, 0, Limits::DATA).value;
            read_data(file, (text, whole), &node, found)
        })
    }

    #[test]
    fn comments_of_data_are_for_their_line_or_the_next() {
        let text = "a: 1 # handover allow bad-id: old\n\
                    # handover allow unknown-key: kept\n# handover allow wrong-type: kept\n\
                    b:\n  c: 2\n\n  d: 3\ne: 4\n";
        assert_eq!(
            data(text),
            [
                "bad-id: a: 1 # handover allow bad-id: old",
                "unknown-key: b:\n  c: 2\n\n  d: 3",
                "wrong-type: b:\n  c: 2\n\n  d: 3",
            ]
        );
    }

    #[test]
    fn values_are_no_comments() {
        let text = "a: 'x # handover allow bad-id: y'\nb: |\n  # handover allow bad-id: y\n\
                    c: x# handover allow bad-id: y\n";
        assert_eq!(data(text), Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_with_a_mark_is_told() {
        let text = "a: 1 # handover allow bad-id\nb: 1 # handover allow bad-ib: x\n\
                    c: 1 # handover allow\nd: 1 # handover allow unsafe-link: x\n\
                    e: 1 # handover allows bad-id: x\nf: 1 # handover allow bad-id - x\n";
        assert_eq!(
            data(text),
            [
                "bad-id: a: 1 # handover allow bad-id",
                "bad-id: f: 1 # handover allow bad-id - x",
                "allow-without-reason # handover allow bad-id",
                "unknown-code bad-ib",
                "unknown-code # handover allow",
                "forbidden-allow unsafe-link",
                "allow-without-reason # handover allow bad-id - x",
            ]
        );
    }

    #[test]
    fn comments_of_code_may_leave_the_name_out() {
        let text = "a // allow bad-id: x\n// handover allow bad-id: y\nb\nhttps://allow c\n";
        let whole = TextRange::new(0, text.len());
        let shown = show(text, |file, found| read_code(file, (text, whole), found));
        assert_eq!(shown, ["bad-id: a // allow bad-id: x", "bad-id: b"]);
    }
}
