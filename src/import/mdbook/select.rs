//! The part of a file that an include names: all of it, some lines, or what
//! stands between two marks.

/// What is taken of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// Lines from the first to the last, from 1.
    Lines(usize, usize),
    /// What stands between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(String),
}

/// Takes `path:2:10`, `path:anchor` or `path` apart.
pub(super) fn split(written: &str) -> (&str, Part) {
    let Some((path, rest)) = written.split_once(':') else { return (written, Part::Whole) };
    let (first, last) = match rest.split_once(':') {
        Some((first, last)) => (first.trim(), Some(last.trim())),
        None => (rest.trim(), None),
    };
    let number = |text: &str| text.parse::<usize>().ok();
    let part = match (number(first), last) {
        (Some(line), None) => Part::Lines(line, line),
        (first_line, Some(last)) if first_line.is_some() || first.is_empty() => {
            Part::Lines(first_line.unwrap_or(1), number(last).unwrap_or(usize::MAX))
        }
        _ if first.is_empty() => Part::Whole,
        _ => Part::Anchor(first.to_string()),
    };
    (path, part)
}

/// Returns the part of a text; `None` if it has no such mark.
pub(super) fn part(text: &str, part: &Part) -> Option<String> {
    let chosen = chosen(text, part)?;
    let lines = chosen.into_iter().filter(|(_, is_chosen)| *is_chosen);
    Some(lines.map(|(line, _)| line).collect::<Vec<_>>().join("\n"))
}

/// Returns the whole text with the lines outside the part hidden, as `# `
/// hides them in Rust.
pub(super) fn with_hidden(text: &str, part: &Part) -> Option<String> {
    let chosen = chosen(text, part)?;
    let line = |(line, is_chosen): (&str, bool)| match is_chosen {
        true => line.to_string(),
        false => format!("# {line}").trim_end().to_string(),
    };
    Some(chosen.into_iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// Lists the lines that are no marks, each with whether it is chosen.
fn chosen<'a>(text: &'a str, part: &Part) -> Option<Vec<(&'a str, bool)>> {
    let mut is_open = false;
    let mut was_open = false;
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let mark = mark(line);
        if let (Some((is_end, name)), Part::Anchor(wanted)) = (mark, part)
            && name == wanted
        {
            is_open = !is_end;
            was_open = true;
        }
        let is_chosen = match part {
            Part::Whole => true,
            Part::Lines(first, last) => (*first..=*last).contains(&(at + 1)),
            Part::Anchor(_) => is_open,
        };
        if mark.is_none() {
            lines.push((line, is_chosen));
        }
    }
    (was_open || !matches!(part, Part::Anchor(_))).then_some(lines)
}

/// Reads `ANCHOR: name` or `ANCHOR_END: name` in a line.
fn mark(line: &str) -> Option<(bool, &str)> {
    let (_, rest) = line.split_once("ANCHOR")?;
    let (is_end, rest) = match rest.strip_prefix("_END") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let name = rest.strip_prefix(':')?.trim_start();
    let end = name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
    let name = name.get(..end.unwrap_or(name.len()))?;
    (!name.is_empty()).then_some((is_end, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_lines_and_what_is_marked() {
        let text = "a\n// ANCHOR: x\nb\n// ANCHOR_END: x\nc\n";
        let take = |written: &str| part(text, &split(written).1);
        assert_eq!(take("f").as_deref(), Some("a\nb\nc"));
        assert_eq!(take("f:x").as_deref(), Some("b"));
        assert_eq!(take("f:y"), None);
        assert_eq!(take("f:1").as_deref(), Some("a"));
        assert_eq!(take("f:3:").as_deref(), Some("b\nc"));
        assert_eq!(take("f::3").as_deref(), Some("a\nb"));
        assert_eq!(take("f:3:5").as_deref(), Some("b\nc"));
        let hidden = with_hidden(text, &split("f:x").1);
        assert_eq!(hidden.as_deref(), Some("# a\nb\n# c"));
    }
}
