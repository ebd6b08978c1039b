//! Bounds on the work of a report: many problems on one long line, and many
//! that mention another file.

use super::{Lines, human, json};
use crate::base::{Code, Diagnostic, SitePath, Span, TextRange, processor_time};
use crate::model::source::Texts;

const PROBLEMS: usize = 30_000;

/// Makes a line of 780,000 bytes, and problems all along it that mention its
/// start and a line of another file.
fn one_long_line(texts: &mut Texts) -> Vec<Diagnostic> {
    let part = "see [the page](gone.md)€";
    let line = part.repeat(PROBLEMS);
    let file = texts.add(&SitePath::new("long.md").unwrap(), &line);
    let other = texts.add(&SitePath::new("other.md").unwrap(), &"a line\n".repeat(PROBLEMS));
    let problem = |n: usize| {
        let at = n * part.len() + part.find("gone").unwrap();
        let span = Span::new(file, TextRange::new(at, at + "gone.md".len()));
        let far = Span::new(file, TextRange::new(0, 3));
        let mention = Span::new(other, TextRange::new(n * 7, n * 7 + 1));
        Diagnostic::new(Code::BROKEN_LINK, span, "no file `gone.md`")
            .label(far, "begins here")
            .label(mention, "asked for here")
    };
    (0..PROBLEMS).map(problem).collect()
}

#[test]
fn many_problems_on_one_long_line_are_written_in_time() {
    let mut texts = Texts::default();
    let problems = one_long_line(&mut texts);
    let before = processor_time();
    let document = json::write(
        json::Problems { new: &problems, known: &[] },
        &texts,
        json::Totals::default(),
        None,
    );
    let took = processor_time() - before;
    assert!(took.as_millis() < 5_000, "JSON took {took:?}");
    // A part of the line has 24 characters, the wrong text begins at the 16th.
    let last = (PROBLEMS - 1) * 24 + 16;
    assert!(document.contains(&format!("\"column\": {last},")));

    let before = processor_time();
    let mut lines = Lines::new(&texts);
    let written: Vec<String> = problems
        .iter()
        .map(|problem| human::write(problem, &mut lines, human::Colour::Off))
        .collect();
    let took = processor_time() - before;
    assert!(took.as_millis() < 20_000, "text took {took:?}");
    assert!(written.last().unwrap().contains(&format!(" --> long.md:1:{last}\n")));
    assert!(written.iter().all(|text| text.len() < 2_000));
}
