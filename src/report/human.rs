//! Problems as text: the message, the place, the line underlined, and what
//! to write instead.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::place::{Counts, Lines, Place, printable};
use crate::base::{Diagnostic, Severity, Span, TextRange};

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

/// Writes one problem, with an empty line after it.
pub fn write(diagnostic: &Diagnostic, lines: &mut Lines<'_>, colour: Colour) -> String {
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
    let labels: Vec<(Place<'_>, Span, String)> = diagnostic
        .labels
        .iter()
        .take(MOST_LABELS)
        .map(|label| (lines.place(label.span), label.span, printable(&label.message)))
        .collect();
    let place = lines.place(diagnostic.span);
    let mut group = Group::with_title(title);
    if !place.path.is_empty() {
        let here = labels.iter().filter(|(_, span, _)| span.file == diagnostic.span.file);
        let others: Vec<(TextRange, &str)> =
            here.map(|(_, span, message)| (span.range, message.as_str())).collect();
        let first = |offset| lines.line(diagnostic.span.file, offset);
        group = group.element(snippet(&place, diagnostic.span.range, &others, first));
    }
    for (place, span, message) in &labels {
        if span.file != diagnostic.span.file && !place.path.is_empty() {
            let first = |offset| lines.line(span.file, offset);
            group = group.element(snippet(place, span.range, &[(span.range, message)], first));
        }
    }
    let hidden = diagnostic.labels.len().saturating_sub(MOST_LABELS);
    let more = format!("and {hidden} more places; `--format json` lists all");
    if 0 < hidden {
        group = group.element(Level::NOTE.message(&*more));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(&**help));
    }
    format!("{}\n\n", renderer.render(&[group]))
}

/// Returns what to write instead, and what `handover fix` would write where
/// that is not said by it.
fn help(diagnostic: &Diagnostic) -> Option<String> {
    let fix = diagnostic.fix.as_ref().map(|fix| fix.replacement.trim());
    let help = diagnostic.help.as_deref();
    let fix = fix.filter(|fix| !help.is_some_and(|help| help.contains(fix)));
    let text = match (help, fix) {
        (help, None) => help?.to_string(),
        (None, Some(fix)) => format!("`handover fix` writes `{fix}`"),
        (Some(help), Some(fix)) => format!("{help}; `handover fix` writes `{fix}`"),
    };
    Some(printable(&text))
}

/// Shows the lines a problem touches, and no others: a file can be long.
fn snippet<'a>(
    place: &Place<'a>,
    range: TextRange,
    others: &[(TextRange, &'a str)],
    line_of: impl FnOnce(usize) -> usize,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let all = others.iter().map(|(range, _)| *range).chain([range]);
    let whole = all.fold(range, TextRange::cover);
    let start = line_start(place.text, whole.start as usize);
    let end = line_end(place.text, whole.end as usize);
    let lines = place.text.get(start..end).unwrap_or_default();
    let within = |range: TextRange| {
        let from = (range.start as usize).saturating_sub(start).min(lines.len());
        let to = (range.end as usize).saturating_sub(start).min(lines.len());
        from..to.max(from)
    };
    let mut snippet =
        Snippet::source(lines).line_start(line_of(start)).path(printable(&place.path)).fold(true);
    for (other, message) in others {
        let kind = match *other == range {
            true => AnnotationKind::Primary,
            false => AnnotationKind::Context,
        };
        snippet = snippet.annotation(kind.span(within(*other)).label(*message));
    }
    if !others.iter().any(|(other, _)| *other == range) {
        snippet = snippet.annotation(AnnotationKind::Primary.span(within(range)));
    }
    snippet
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |line| line + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.find('\n').unwrap_or(rest.len())
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
}
