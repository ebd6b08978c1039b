use jiff::civil::date;

use super::*;
use crate::base::SitePath;
use crate::edit::text::apply;

fn review(files: &[&str]) -> Attestation {
    let hash = TextHash::parse("0123456789abcdef").expect("a hash");
    let file = |path: &&str| (SitePath::new(path).expect("inside"), hash);
    let material = Material { whole: hash, files: files.iter().map(file).collect() };
    let origins = BTreeMap::new();
    Attestation { on: date(2026, 11, 22), by: "Support lead".into(), material, origins }
}

fn attested(text: &str, review: &Attestation) -> Option<String> {
    let file = FileId::of(&SitePath::default());
    Some(apply(text, &edits(file, text, review)?))
}

/// What is written of a review without files.
const ONE: &str = "{on: 2026-11-22, by: Support lead, hash: 0123456789abcdef}";

#[test]
fn writes_a_review_and_keeps_the_rest() {
    for (text, wanted) in [
        ("# T\n", "---\nreviewed: ONE\n---\n\n# T\n"),
        ("\u{feff}# T\r\n", "\u{feff}---\r\nreviewed: ONE\r\n---\r\n\r\n# T\r\n"),
        ("\nText", "---\nreviewed: ONE\n---\n\nText"),
        ("", "---\nreviewed: ONE\n---\n\n"),
        ("---\n---\n# T", "---\nreviewed: ONE\n---\n# T"),
        ("---\n# why\na: 'b' # c\n---\nx", "---\n# why\na: 'b' # c\nreviewed: ONE\n---\nx"),
        ("---\r\na: b\r\n---\r\n", "---\r\na: b\r\nreviewed: ONE\r\n---\r\n"),
        (
            "---\na: b\nreview_every: 6 months\nc: d\n---\n",
            "---\na: b\nreviewed: ONE\nreview_every: 6 months\nc: d\n---\n",
        ),
        ("---\nreviewed: 2026-01-01 # c\nz: 1\n---\n", "---\nreviewed: ONE # c\nz: 1\n---\n"),
        ("---\nreviewed: '2026-01-01'\n---\n", "---\nreviewed: ONE\n---\n"),
        ("---\nreviewed:\nz: 1\n---\n", "---\nreviewed: ONE\nz: 1\n---\n"),
        ("---\nreviewed: # when\nz: 1\n---\n", "---\nreviewed: ONE # when\nz: 1\n---\n"),
        ("---\nreviewed: ~\n---\n", "---\nreviewed: ONE\n---\n"),
        ("---\nReviewed: {on: 2026-01-01}\n---\n", "---\nReviewed: ONE\n---\n"),
        ("---\n{a: b}\n---\n", "---\n{a: b, reviewed: ONE}\n---\n"),
        ("---\nms.date: 01/02/2026\n---\n", "---\nms.date: 01/02/2026\nreviewed: ONE\n---\n"),
    ] {
        let wanted = wanted.replace("ONE", ONE);
        assert_eq!(attested(text, &review(&[])).as_deref(), Some(&*wanted), "{text:?}");
        let again = attested(&wanted, &review(&[]));
        assert_eq!(again.as_deref(), Some(&*wanted), "twice changes nothing: {text:?}");
    }
}

#[test]
fn a_record_in_lines_keeps_its_lines() {
    let before = "---\nreviewed:\n  # who was it\n  by: Old role # x\n  on: 2026-01-01\n\
                  z: 1\n---\n";
    let after = "---\nreviewed:\n  # who was it\n  by: Support lead # x\n  on: 2026-11-22\n  \
                 hash: 0123456789abcdef\n  from: {inc/a b.md: 0123456789abcdef}\nz: 1\n---\n";
    assert_eq!(attested(before, &review(&["inc/a b.md"])).as_deref(), Some(after));
    let without = after.replace("  from: {inc/a b.md: 0123456789abcdef}\n", "");
    assert_eq!(attested(after, &review(&[])).as_deref(), Some(&*without));
    let lines = "---\nreviewed:\n  from:\n    inc/b.md: 0123456789abcdef\n  on: 2026-01-01\n---\n";
    let after = "---\nreviewed:\n  from: {inc/a.md: 0123456789abcdef}\n  on: 2026-11-22\n  \
                 by: Support lead\n  hash: 0123456789abcdef\n---\n";
    assert_eq!(attested(lines, &review(&["inc/a.md"])).as_deref(), Some(after));
}

#[test]
fn a_record_in_braces_keeps_what_else_it_says() {
    let review = review(&[]);
    for (text, expected) in [
        (
            "{on: 2026-01-01, ticket: X-1, by: 'A'}",
            "{on: 2026-11-22, ticket: X-1, by: Support lead, hash: 0123456789abcdef}",
        ),
        (
            "{on: 2026-01-01, # the day\n  by: A, # who\n  }",
            "{on: 2026-11-22, # the day\n  by: Support lead, hash: 0123456789abcdef, # who\n  }",
        ),
        (
            "{from: {a.md: 0123456789abcdef}, on: 2026-01-01, by: A, hash: 1}",
            "{on: 2026-11-22, by: Support lead, hash: 0123456789abcdef}",
        ),
        (
            "{on: 2026-01-01, by: A, from: {a.md: 0123456789abcdef}}",
            "{on: 2026-11-22, by: Support lead, hash: 0123456789abcdef}",
        ),
        ("{on: , by: A}", "{on: 2026-11-22 , by: Support lead, hash: 0123456789abcdef}"),
        ("{}", ONE),
    ] {
        let page = |record: &str| format!("---\nreviewed: {record} # at the end\n---\n");
        assert_eq!(attested(&page(text), &review), Some(page(expected)), "{text}");
    }
}

#[test]
fn leaves_alone_what_it_cannot_edit() {
    for text in [
        "---\na: b\n\n# never closed\n",
        "+++\na = 1\n+++\n",
        "---\nreviewed: |\n  2026-01-01\n---\n",
        "---\nreviewed: [2026-01-01]\n---\n",
        "---\nreviewed:\n  2026-01-01\n---\n",
    ] {
        assert_eq!(attested(text, &review(&[])), None, "{text:?}");
    }
}

#[test]
fn hashes_that_are_numbers_stand_in_quotes() {
    let hash = |text| hash_text(TextHash::parse(text).expect("a hash"));
    assert_eq!(hash("0123456789abcdef"), "0123456789abcdef");
    assert_eq!(hash("0123456789012345"), "\"0123456789012345\"");
    assert_eq!(hash("01234567890123e5"), "\"01234567890123e5\"");
}
