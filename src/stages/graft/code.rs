//! Code from other files: all of it, some lines, or a named part.

use crate::base::SitePath;
use crate::model::container::Include;
use crate::model::graft::Grafted;

/// Returns what an include shows of a file; the error is the part that the
/// file lacks.
pub(super) fn shown(path: &SitePath, text: &str, include: &Include) -> Result<Grafted, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<&str> = text.lines().collect();
    let taken: Vec<&str> = match (&include.region, include.lines.is_empty()) {
        (Some(name), _) => named(&lines, name).ok_or_else(|| name.to_string())?,
        (None, false) => {
            let is_taken = |number: u32| {
                include.lines.iter().any(|(first, last)| (*first..=*last).contains(&number))
            };
            let numbered = (1u32..).zip(lines);
            numbered.filter(|(number, _)| is_taken(*number)).map(|(_, line)| line).collect()
        }
        (None, true) => lines,
    };
    let is_mark = |line: &&str| mark(line).is_none();
    let taken: Vec<&str> = taken.into_iter().filter(is_mark).collect();
    let mut code = include.code.as_deref().cloned().unwrap_or_default();
    if code.language.is_empty() {
        code.language = path.extension().to_ascii_lowercase().into();
    }
    code.text = without_indent(&taken).into();
    Ok(Grafted::Code(Box::new(code)))
}

/// Which end of a named part a line marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// Reads the mark of a named part: `// <name>` and `// </name>` (DocFX),
/// `#region name` and `#endregion` (editors), `--8<-- [start:name]` and
/// `[end:name]` (MkDocs), `ANCHOR: name` and `ANCHOR_END: name` (mdBook).
fn mark(line: &str) -> Option<(End, &str)> {
    if let Some((_, rest)) = line.split_once("--8<--") {
        let inner = rest.trim().strip_prefix('[')?.split(']').next()?;
        return match inner.split_once(':')? {
            ("start", name) => Some((End::First, name.trim())),
            ("end", name) => Some((End::Last, name.trim())),
            _ => None,
        };
    }
    if let Some((_, name)) = line.split_once("ANCHOR_END:") {
        return Some((End::Last, name.split_whitespace().next()?));
    }
    if let Some((_, name)) = line.split_once("ANCHOR:") {
        return Some((End::First, name.split_whitespace().next()?));
    }
    let inner = line.trim().trim_start_matches(['/', '#', '-', '\'', ';', '*', ' ', '!', '<']);
    let comment = line.trim().starts_with(['/', '#', '-', '\'', ';', '<']);
    if let Some(name) = inner.strip_prefix("region ") {
        return comment.then(|| (End::First, name.trim()));
    }
    if inner.starts_with("endregion") {
        return comment.then(|| (End::Last, inner.trim_start_matches("endregion").trim()));
    }
    let trimmed = line.trim();
    let tag = trimmed.trim_start_matches(['/', '#', '-', '\'', ';', ' ']);
    let marked = tag.len() < trimmed.len();
    let name = tag.strip_prefix('<')?.strip_suffix('>').filter(|_| marked)?;
    let is_name = |name: &str| {
        let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        !name.is_empty() && name.chars().all(good)
    };
    match name.strip_prefix('/') {
        Some(name) => is_name(name).then_some((End::Last, name)),
        None => is_name(name).then_some((End::First, name)),
    }
}

/// Returns the lines between the marks of a named part; `None` if nothing is
/// marked so.
fn named<'a>(lines: &[&'a str], name: &str) -> Option<Vec<&'a str>> {
    let is = |line: &&str, end: End| {
        mark(line).is_some_and(|(own, found)| {
            own == end
                && (found.eq_ignore_ascii_case(name) || (found.is_empty() && end == End::Last))
        })
    };
    let first = lines.iter().position(|line| is(line, End::First))?;
    let after = lines.get(first + 1..)?;
    let last = after.iter().position(|line| is(line, End::Last)).unwrap_or(after.len());
    Some(after.get(..last)?.to_vec())
}

/// Takes the indent off that all lines have.
fn without_indent(lines: &[&str]) -> String {
    let indent = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let written = lines.iter().filter(|line| !line.trim().is_empty());
    let shared = written.map(indent).min().unwrap_or(0);
    let mut text = String::new();
    for line in lines {
        text.push_str(line.get(shared..).unwrap_or_default());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_named_parts_in_the_ways_of_all_tools() {
        for text in [
            "a\n  // <x>\n  b\n    c\n  // </x>\nd",
            "a\n#region x\n  b\n    c\n#endregion\nd",
            "# --8<-- [start:x]\n  b\n    c\n# --8<-- [end:x]",
            "// ANCHOR: x\n  b\n    c\n// ANCHOR_END: x\n",
            "<!-- <x> -->\n# <x>\n  b\n    c\n# </x>",
        ] {
            let lines: Vec<&str> = text.lines().collect();
            let part = named(&lines, "x").expect("marked");
            assert_eq!(without_indent(&part), "b\n  c\n", "{text}");
        }
        assert!(named(&["a"], "x").is_none());
        assert!(mark("<x>").is_none() && mark("if a < b > c").is_none());
    }
}
