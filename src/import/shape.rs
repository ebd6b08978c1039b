//! The shapes of our language that imports write: callouts, tabs, details,
//! fences, and code for what is not understood.

use super::draft::Draft;
use super::walk::{Step, Walk};

/// Returns the kind of callout a word of another generator means.
pub(super) fn callout_kind(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" | "info" | "information" | "primary" | "secondary" | "light" | "dark" | "notice"
        | "abstract" | "summary" | "default" | "seealso" => "NOTE",
        "tip" | "hint" | "success" | "ok" | "check" | "done" => "TIP",
        "important" | "attention" | "key" => "IMPORTANT",
        "warning" | "warn" | "alert" => "WARNING",
        "danger" | "caution" | "error" | "failure" | "critical" | "bug" => "CAUTION",
        _ => return None,
    })
}

/// Writes a callout.
pub(super) fn callout(kind: &str, title: &str, body: &Draft, from: usize) -> Draft {
    let title = one_line(title);
    let mut draft = Draft::of(format!("> [!{kind}] {title}").trim_end(), from);
    let body = body.trimmed();
    if !body.text().is_empty() {
        draft.write("\n", from);
        draft.append(&prefixed(&body, "> "));
    }
    draft
}

/// Puts `prefix` before each line; an empty line gets no trailing space.
pub(super) fn prefixed(draft: &Draft, prefix: &str) -> Draft {
    draft.lines(|_, line| {
        let is_blank = line.trim().is_empty();
        (0, if is_blank { prefix.trim_end().into() } else { prefix.into() })
    })
}

/// Writes a container `::: name title`. One that holds others is closed by
/// more colons than they are.
pub(super) fn container(opener: &str, body: &Draft, from: usize) -> Draft {
    let colons = ":".repeat(2 + longest_colons(body.text()).max(1));
    let opener = one_line(opener);
    let mut draft = Draft::of(format!("{colons} {opener}").trim_end(), from);
    draft.write("\n\n", from);
    let body = body.trimmed();
    draft.append(&body);
    draft.write(if body.text().is_empty() { "" } else { "\n\n" }, from);
    draft.write(&colons, from);
    draft
}

/// How many containers are in each other, counted by their colons: none is
/// 0, `:::` is 2.
fn longest_colons(text: &str) -> usize {
    let colons = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let run = line.len() - line.trim_start_matches(':').len();
        if 3 <= run { run - 1 } else { 0 }
    };
    text.lines().map(colons).max().unwrap_or(0)
}

/// Writes tabs: each a heading one level above those inside.
pub(super) fn tabs(tabs: &[(String, Draft)], from: usize) -> Draft {
    let highest = tabs.iter().filter_map(|(_, body)| highest_heading(body)).min();
    let level = highest.map_or(4, |highest| highest.saturating_sub(1)).clamp(2, 4);
    let mut body = Draft::default();
    for (title, content) in tabs {
        let title = one_line(title);
        body.write(&format!("{} {title}\n\n", "#".repeat(level)), from);
        let lower = level + 1;
        let down = highest.map_or(0, |highest| lower.saturating_sub(highest));
        body.append(&lowered(content, down).trimmed());
        body.write("\n\n", from);
    }
    container("tabs", &body, from)
}

fn highest_heading(draft: &Draft) -> Option<usize> {
    headings(draft).into_iter().map(|(_, level)| level).min()
}

/// Lists the headings of a text with the bytes they begin at.
fn headings(draft: &Draft) -> Vec<(usize, usize)> {
    let text = draft.text();
    let mut found = Vec::new();
    for step in Walk::new(text, 0..text.len(), &[]) {
        let Step::Text(range) = step else { continue };
        let mut at = range.start;
        for line in text.get(range).unwrap_or_default().split_inclusive('\n') {
            let level = line.len() - line.trim_start_matches('#').len();
            let is_whole = at == 0 || text.get(..at).is_some_and(|t| t.ends_with('\n'));
            let is_heading = line.get(level..).is_some_and(|rest| rest.starts_with([' ', '\n']));
            if is_whole && (1..=6).contains(&level) && is_heading {
                found.push((at, level));
            }
            at += line.len();
        }
    }
    found
}

/// Moves headings down by some levels.
fn lowered(draft: &Draft, down: usize) -> Draft {
    let mut moved = Draft::default();
    let mut done = 0;
    for (at, level) in headings(draft) {
        moved.append_part(draft, done..at);
        moved.write(&"#".repeat(down.min(6usize.saturating_sub(level))), draft.origin(at));
        done = at;
    }
    moved.append_part(draft, done..draft.text().len());
    moved
}

/// Writes a fence that is longer than every run of backticks in it.
pub(super) fn fence(info: &str, code: &str) -> String {
    let info = one_line(info).replace('`', "");
    let marks = "`".repeat(longest_run(code).max(2) + 1);
    let code = code.strip_suffix('\n').unwrap_or(code);
    format!("{marks}{info}\n{code}\n{marks}")
}

/// Writes a code span that shows exactly `text`; line ends become spaces. Its
/// marks are of a length that is not open in the text `before` it.
pub(super) fn code_span_after(before: &str, text: &str) -> String {
    let text = text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    let mut length = longest_run(&text) + 1;
    while runs(before).filter(|run| *run == length).count() % 2 == 1 {
        length += 1;
    }
    let marks = "`".repeat(length);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{pad}{text}{pad}{marks}")
}

/// Lists the lengths of the runs of backticks in a text.
fn runs(text: &str) -> impl Iterator<Item = usize> {
    text.split(|c| c != '`').map(str::len).filter(|run| 0 < *run)
}

fn longest_run(text: &str) -> usize {
    runs(text).max().unwrap_or(0)
}

/// Writes an include of another Markdown file.
pub(super) fn include(title: &str, path: &str) -> String {
    format!("[!INCLUDE [{}]({})]", one_line(title).replace([']', '['], ""), address(path))
}

/// Writes an address as it can stand in a link.
pub(super) fn address(path: &str) -> String {
    path.replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}

/// Joins the lines of a title.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a block goes: at the end of a draft, on lines of its own.
///
/// Returns the prefix that its lines have: the indent of a list item, the
/// marks of a quotation.
pub(super) fn place_block(out: &mut Draft, block: &Draft, from: usize) {
    let line = out.last_line().to_string();
    let prefix = line_prefix(&line);
    let is_alone = line.len() == prefix.len();
    let above = out.text().len() - line.len();
    match is_alone {
        false => {
            let end = out.text().trim_end_matches([' ', '\t']).len();
            out.truncate(end);
            out.write(&format!("\n{}\n{prefix}", prefix.trim_end()), from);
        }
        true => {
            let before = out.text().get(..above).unwrap_or_default();
            let gap = before.trim_end_matches([' ', '\t', '>']);
            let has_gap = gap.is_empty() || before.ends_with("\n\n") || gap.ends_with("\n\n");
            if !has_gap && !line.trim_end().ends_with(['-', '*', '+', '.', ')']) {
                out.truncate(above);
                out.write(&format!("{}\n{line}", prefix.trim_end()), from);
            }
        }
    }
    let rest = block.lines(|number, line| {
        let is_blank = line.trim().is_empty();
        let prefix = if is_blank { prefix.trim_end() } else { &prefix };
        (0, if number == 0 { String::new() } else { prefix.to_string() })
    });
    out.append(&rest);
}

/// Returns what the lines after a line must begin with to belong to the same
/// list item or quotation.
pub(super) fn line_prefix(line: &str) -> String {
    let mut prefix = String::new();
    let mut rest = line;
    loop {
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        let (space, after) = rest.split_at(spaces);
        prefix.push_str(space);
        match super::walk::list_marker(after) {
            Some(behind) => {
                let width = after.len() - behind.len();
                prefix.extend(std::iter::repeat_n(' ', width));
                rest = behind;
            }
            None => return prefix,
        }
    }
}

/// Takes the prefix of the line a construct stands on from the lines in it.
pub(super) fn without_prefix(draft: &Draft, prefix: &str) -> Draft {
    let spaces = prefix.len();
    draft.lines(|_, line| {
        if !prefix.is_empty() && line.starts_with(prefix) {
            return (spaces, String::new());
        }
        if prefix.contains('>') && line.starts_with(prefix.trim_end()) {
            return (prefix.trim_end().len(), String::new());
        }
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        (indent.min(spaces), String::new())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_on_lines_of_their_own() {
        for (before, wanted) in [
            ("", "a\nb"),
            ("x", "x\n\na\nb"),
            ("x\n", "x\n\na\nb"),
            ("x\n\n", "x\n\na\nb"),
            ("- x\n  ", "- x\n\n  a\n  b"),
            ("- ", "- a\n  b"),
            ("1. x ", "1. x\n\n   a\n   b"),
            ("> ", "> a\n> b"),
        ] {
            let mut out = Draft::of(before, 0);
            place_block(&mut out, &Draft::of("a\nb", 0), 0);
            assert_eq!(out.text(), wanted, "{before:?}");
        }
    }

    #[test]
    fn tabs_stand_above_the_headings_in_them() {
        let tab = |text: &str| ("A\nB".to_string(), Draft::of(text, 0));
        let text = |text: &str| tabs(&[tab(text)], 0).text().to_string();
        assert_eq!(text("x"), "::: tabs\n\n#### A B\n\nx\n\n:::");
        assert_eq!(
            text("### y\n\n```\n# z\n```"),
            "::: tabs\n\n## A B\n\n### y\n\n```\n# z\n```\n\n:::"
        );
        assert_eq!(text("# y\n## z"), "::: tabs\n\n## A B\n\n### y\n#### z\n\n:::");
        let nested = tabs(&[tab(":::: tabs\n::::")], 0);
        assert!(nested.text().starts_with("::::: tabs\n"), "{}", nested.text());
    }

    #[test]
    fn code_shows_what_it_is_given() {
        assert_eq!(code_span_after("", "a `b` c"), "``a `b` c``");
        assert_eq!(code_span_after("", "`a\n  b"), "`` `a b ``");
        assert_eq!(code_span_after("an open ` is", "x"), "``x``");
        assert_eq!(code_span_after("a closed `y` is not", "x"), "`x`");
        assert_eq!(fence("sh", "a ``` b\n"), "````sh\na ``` b\n````");
        assert_eq!(
            callout("TIP", "A\nb", &Draft::of("x\n\ny", 0), 0).text(),
            "> [!TIP] A b\n> x\n>\n> y"
        );
    }
}
