//! A change as a difference, in the form that `git apply` and `patch` read.

use similar::TextDiff;

use crate::base::SitePath;
use crate::model::change::{Change, Rewritten};

/// How many unchanged lines stand around a changed one.
const CONTEXT: usize = 3;

/// Writes a change, file by file, sorted by the path before.
pub fn write(change: &Change) -> String {
    let mut out = String::new();
    let mut files: Vec<&SitePath> = change.files.iter().chain(change.texts.keys()).collect();
    files.sort_unstable();
    files.dedup();
    for path in files {
        file(path, &change.place(path), change.texts.get(path), &mut out);
    }
    out
}

fn file(old: &SitePath, new: &SitePath, text: Option<&Rewritten>, out: &mut String) {
    let (a, b) = (name("a", old), name("b", new));
    out.push_str(&format!("diff --git {a} {b}\n"));
    if old != new {
        let similarity = text.map_or(100, similarity);
        let (old, new) = (quoted(old.to_string()), quoted(new.to_string()));
        out.push_str(&format!(
            "similarity index {similarity}%\nrename from {old}\nrename to {new}\n"
        ));
    }
    let Some(text) = text else { return };
    let diff = TextDiff::from_lines(&*text.before, &*text.after);
    // Behind a name with a space, `patch` needs a tab to find its end.
    let end = |name: &str| if name.contains(' ') { "\t" } else { "" };
    let (a, b) = (format!("{a}{}", end(&a)), format!("{b}{}", end(&b)));
    let unified = diff.unified_diff().context_radius(CONTEXT).header(&a, &b).to_string();
    out.push_str(&unified);
}

/// Returns how much of a text stays, in percent. Never 100: that would say
/// that nothing changes.
fn similarity(text: &Rewritten) -> usize {
    let diff = TextDiff::from_lines(&*text.before, &*text.after);
    let percent = (f64::from(diff.ratio()) * 100.0) as usize;
    percent.min(99)
}

fn name(side: &str, path: &SitePath) -> String {
    quoted(format!("{side}/{path}"))
}

/// Writes a name as git does: in quotes where it has characters that would
/// end it or that a terminal obeys.
fn quoted(name: String) -> String {
    if !name.contains(|c: char| c.is_control() || matches!(c, '"' | '\\')) {
        return name;
    }
    let mut text = String::from('"');
    for c in name.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    text.push_str(&format!("\\{byte:03o}"));
                }
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::change::Relocation;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("inside")
    }

    #[test]
    fn shows_what_moves_and_what_changes() {
        let moved = Relocation { old: path("a b"), new: path("c") };
        let text = Rewritten { before: "1\n2".into(), after: "1\n3".into() };
        let change = Change {
            moved: Some(moved),
            files: vec![path("a b/x.md"), path("a b/y.png")],
            texts: [(path("a b/x.md"), text.clone()), (path("z.md"), text)].into(),
        };
        let expected = "diff --git a/a b/x.md b/c/x.md\n\
            similarity index 50%\nrename from a b/x.md\nrename to c/x.md\n\
            --- a/a b/x.md\t\n+++ b/c/x.md\n@@ -1,2 +1,2 @@\n 1\n-2\n\
            \\ No newline at end of file\n+3\n\\ No newline at end of file\n\
            diff --git a/a b/y.png b/c/y.png\n\
            similarity index 100%\nrename from a b/y.png\nrename to c/y.png\n\
            diff --git a/z.md b/z.md\n--- a/z.md\n+++ b/z.md\n@@ -1,2 +1,2 @@\n 1\n-2\n\
            \\ No newline at end of file\n+3\n\\ No newline at end of file\n";
        assert_eq!(write(&change), expected);
    }
}
