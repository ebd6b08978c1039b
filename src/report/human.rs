//! Problems as text: the message, the place, the line underlined, and what
//! to write instead.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::place::{Counts, Lines, Place, printable};
use super::same::Same;
use crate::base::{Diagnostic, Position, Severity, Span, TextRange};

/// Whether text may be coloured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    /// With escape sequences.
    On,
    /// Plain.
    Off,
}

/// So many other places of one problem are shown.
const MOST_LABELS: usize = 3;

/// What stands between the place in the file and that in the excerpt. No
/// text has it: control characters are replaced.
const OWN_PLACE: char = '\u{1}';

/// Writes a problem and how many others say the same, with an empty line
/// after it.
pub fn write_same(same: &Same<'_>, lines: &mut Lines<'_>, colour: Colour) -> String {
    let others = same.others.len();
    let places = same.others.iter().take(MOST_LABELS).map(|other| {
        let place = lines.place(other.span);
        format!("{}:{}", printable(&place.path), place.start.line)
    });
    let places = places.collect::<Vec<_>>().join(", ");
    let more =
        format!("the same in {others} more places: {places} and others; `--format json` lists all");
    problem(same.first, Some(more).filter(|_| 0 < others), lines, colour)
}

/// Writes one problem, with an empty line after it.
pub fn write(diagnostic: &Diagnostic, lines: &mut Lines<'_>, colour: Colour) -> String {
    problem(diagnostic, None, lines, colour)
}

fn problem(
    diagnostic: &Diagnostic,
    same: Option<String>,
    lines: &mut Lines<'_>,
    colour: Colour,
) -> String {
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = printable(&diagnostic.message);
    let help = help(diagnostic);
    let title = level.primary_title(&*message).id(diagnostic.code.name());
    let labels: Vec<Mention> = diagnostic
        .labels
        .iter()
        .take(MOST_LABELS)
        .map(|label| Mention { span: label.span, message: printable(&label.message) })
        .collect();
    let mut group = Group::with_title(title);
    for shown in all_shown(diagnostic.span, &labels, lines) {
        group = group.element(shown.snippet());
    }
    let hidden = diagnostic.labels.len().saturating_sub(MOST_LABELS);
    let more = format!("and {hidden} more places; `--format json` lists all");
    if 0 < hidden {
        group = group.element(Level::NOTE.message(&*more));
    }
    if let Some(same) = &same {
        group = group.element(Level::NOTE.message(&**same));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(&**help));
    }
    format!("{}\n\n", with_own_places(&renderer.render(&[group])))
}

/// Returns what to write instead, and what `handover fix` would write where
/// that is not said by it.
fn help(diagnostic: &Diagnostic) -> Option<String> {
    let fix = diagnostic.fix.as_ref().map(|fix| fix.replacement.trim());
    let help = diagnostic.help.as_deref();
    let fix = fix.filter(|fix| !help.is_some_and(|help| help.contains(fix)));
    let text = match (help, fix) {
        (help, None) => help?.to_string(),
        (Some(help), Some(fix)) if fix.contains('\n') => format!("{help}; `handover fix` does it"),
        (None, Some(fix)) if fix.contains('\n') => "`handover fix` mends it".to_string(),
        (None, Some(fix)) => format!("`handover fix` writes `{fix}`"),
        (Some(help), Some(fix)) => format!("{help}; `handover fix` writes `{fix}`"),
    };
    Some(printable(&text))
}

/// Another place of a problem, and what it has to do with it.
struct Mention {
    span: Span,
    message: String,
}

/// A part of a file that is shown, and what is said about it.
struct Shown<'a> {
    place: Place,
    range: TextRange,
    excerpt: Excerpt<'a>,
    /// The line the excerpt begins with.
    line: usize,
    mentions: Vec<&'a Mention>,
}

/// Returns what is shown of a problem: its place with the others near it,
/// then each that is in another file or far away.
fn all_shown<'a, 't: 'a>(
    span: Span,
    labels: &'a [Mention],
    lines: &mut Lines<'t>,
) -> Vec<Shown<'a>> {
    let text = lines.text(span.file);
    let mut excerpt = Excerpt::around(text, span.range);
    let mut whole = span.range;
    let (mut near, mut far) = (Vec::new(), Vec::new());
    for label in labels {
        let joined = whole.cover(label.span.range);
        if label.span.file != span.file {
            far.push(label);
        } else if excerpt.holds(label.span.range) {
            near.push(label);
        } else if let Some(lines) = Excerpt::lines(text, joined) {
            (excerpt, whole) = (lines, joined);
            near.push(label);
        } else {
            far.push(label);
        }
    }
    let alone = far.into_iter().map(|label| {
        let excerpt = Excerpt::around(lines.text(label.span.file), label.span.range);
        (label.span, excerpt, vec![label])
    });
    let all: Vec<_> = std::iter::once((span, excerpt, near)).chain(alone).collect();
    let shown = all.into_iter().map(|(span, excerpt, mentions)| Shown {
        place: lines.place(span),
        range: span.range,
        line: lines.line(span.file, excerpt.start()),
        excerpt,
        mentions,
    });
    shown.filter(|shown| !shown.place.path.is_empty()).collect()
}

impl<'a> Shown<'a> {
    fn snippet(self) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let Position { line, column } = self.place.start;
        let path = format!("{}:{line}:{column}{OWN_PLACE}", printable(&self.place.path));
        let here = AnnotationKind::Primary.span(self.excerpt.place(self.range));
        let is_mentioned = self.mentions.iter().any(|other| other.span.range == self.range);
        let mentions = self.mentions.iter().map(|other| {
            let kind = match other.span.range == self.range {
                true => AnnotationKind::Primary,
                false => AnnotationKind::Context,
            };
            kind.span(self.excerpt.place(other.span.range)).label(&*other.message)
        });
        let mentions: Vec<_> = mentions.chain((!is_mentioned).then_some(here)).collect();
        let snippet = Snippet::source(self.excerpt.text).line_start(self.line);
        snippet.path(path).fold(true).annotations(mentions)
    }
}

/// Removes the places that were counted in what is shown: each stands after
/// the one in the file.
fn with_own_places(text: &str) -> String {
    let mut parts = text.split(OWN_PLACE);
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |whole, part| {
        whole + part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit())
    })
}

/// Writes the last line: how many problems there are.
pub fn summary(counts: Counts) -> String {
    let part = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts: Vec<String> = [
        part(counts.errors, "error"),
        part(counts.warnings, "warning"),
        part(counts.notes, "note"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() { "no problems".into() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Code, SitePath};
    use crate::model::source::Texts;

    #[test]
    fn underlines_the_text_and_says_what_to_write() {
        let mut texts = Texts::default();
        let path = SitePath::new("a.md").expect("a path");
        let file = texts.add(&path, "# A\n\nSee [b](c.md) now.\n");
        let problem = Diagnostic::new(
            Code::BROKEN_LINK,
            Span::new(file, TextRange::new(13, 17)),
            "no file `c.md`\u{1b}[31m",
        )
        .help("did you mean `b.md`?");
        let text = write(&problem, &mut Lines::new(&texts), Colour::Off);
        assert!(text.contains("error[broken-link]: no file `c.md`\u{fffd}[31m"), "{text}");
        assert!(text.contains("--> a.md:3:9"), "{text}");
        assert!(text.contains("^^^^"), "{text}");
        assert!(text.contains("did you mean `b.md`?"), "{text}");
    }
    /// Writes a problem with `part` of a text and other parts as labels.
    fn report(text: &str, part: &str, labels: &[&str]) -> String {
        let mut texts = Texts::default();
        let file = texts.add(&SitePath::new("a.md").expect("a path"), text);
        let span = |part: &str| {
            let at = text.find(part).expect("a part");
            Span::new(file, TextRange::new(at, at + part.len()))
        };
        let problem = Diagnostic::new(Code::BROKEN_LINK, span(part), "no file");
        let problem = labels
            .iter()
            .fold(problem, |problem, label| problem.label(span(label), format!("here {label}")));
        let written = write(&problem, &mut Lines::new(&texts), Colour::Off);
        written.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    #[test]
    fn long_lines_are_cut_and_places_are_true() {
        let (left, right) = ("ü".repeat(900), "x".repeat(900));
        let wanted = format!(
            "error[broken-link]: no file\n --> a.md:2:903\n  |\n\
             2 | …{}\u{20}   (bad){}…\n  | {}^^^\n\n",
            "ü".repeat(17),
            "x".repeat(76),
            " ".repeat(23),
        );
        for end in ["\n", "\r\n"] {
            let text = format!("a{end}{left}\t(bad){right}{end}b");
            assert_eq!(report(&text, "bad", &[]), wanted);
        }
    }

    #[test]
    fn labels_on_a_long_line_are_shown_near_or_alone() {
        let text = format!("{}one two{}three", "x".repeat(900), "y".repeat(900));
        let written = report(&text, "two", &["one", "three"]);
        let (near, far) = written.split_once(":::").expect("two excerpts");
        assert!(near.contains("--> a.md:1:905\n"), "{near}");
        assert!(near.contains("--- ^^^") && near.contains("here one"), "{near}");
        assert!(far.starts_with(" a.md:1:1808\n"), "{far}");
        assert!(far.contains(&format!("…{}three\n", "y".repeat(40))), "{far}");
        assert!(far.contains("^^^^^ here three"), "{far}");
    }

    #[test]
    fn labels_far_away_are_shown_alone() {
        let text = format!("one\n{}two\nthree\n", "line\n".repeat(2_000));
        let written = report(&text, "two", &["one", "three"]);
        assert!(written.contains("--> a.md:2002:1\n"), "{written}");
        assert!(written.contains("2003 | three\n     | ----- here three\n"), "{written}");
        assert!(written.contains("::: a.md:1:1\n     |\n   1 | one\n"), "{written}");
    }
    #[test]
    fn control_characters_change_no_place() {
        let mut texts = Texts::default();
        let path = SitePath::new("a\u{1}:9.md").unwrap_or_default();
        let file = texts.add(&path, "\u{feff}a \u{1}:3 [b](c.md)\r\n");
        let problem = Diagnostic::new(
            Code::BROKEN_LINK,
            Span::new(file, TextRange::new(13, 17)),
            "no file \u{1}:4",
        );
        let text = write(&problem, &mut Lines::new(&texts), Colour::On);
        assert!(text.contains(":1:11\n"), "{text:?}");
        assert!(text.contains("no file \u{fffd}:4"), "{text:?}");
        assert!(text.contains("␁:3 [b](c.md)"), "{text:?}");
        assert!(!text.contains(OWN_PLACE) && !text.contains('␍'), "{text:?}");
    }
}
