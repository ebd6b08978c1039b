//! Mentions of values kept in one place: `{{var.name}}`, `{{data.FILE.path}}`.
//!
//! There is no space in the braces, and a dot after the root, so what other
//! template languages write is never one: `{{ x }}`, `{{.metadata.name}}`,
//! `{{x}}`.

use std::borrow::Cow;

use crate::base::TextRange;

/// What a mention can begin with.
const ROOTS: [&str; 2] = ["var.", "data."];
/// A name is at most so long.
const LONGEST: usize = 200;

/// One mention in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mention<'a> {
    /// Its bytes in the text, with the braces.
    pub range: TextRange,
    /// The name: `var.desk-phone`.
    pub name: &'a str,
}

impl Mention<'_> {
    /// Returns the bytes of the name.
    pub fn name_range(&self) -> TextRange {
        TextRange { start: self.range.start + 2, end: self.range.end - 2 }
    }
}

/// Finds all mentions in a text, in order.
pub fn find(text: &str) -> Vec<Mention<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| rest.find("{{")) {
        let start = at + step;
        at = start + 2;
        let rest = text.get(at..).unwrap_or_default();
        if let Some(name) = name(rest) {
            let end = at + name.len() + 2;
            found.push(Mention { range: TextRange::new(start, end), name });
            at = end;
        } else if rest.starts_with('{') {
            // `{{{x}}}` belongs to another language as a whole.
            at += rest.len() - rest.trim_start_matches('{').len();
        }
    }
    found
}

/// Reads `root.path}}` at the start of a text; returns it without the braces.
fn name(text: &str) -> Option<&str> {
    let root = ROOTS.into_iter().find(|root| text.starts_with(root))?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let end = text.find(|c: char| !is_part(c)).filter(|end| *end <= LONGEST)?;
    let name = text.get(..end)?;
    let after = text.get(end..).unwrap_or_default();
    let is_whole = after.starts_with("}}") && !after.starts_with("}}}");
    (is_whole && root.len() < name.len() && !name.ends_with('.')).then_some(name)
}

/// Puts values in the place of mentions; what `value` does not know stays as
/// it is written. Values are not looked through again.
pub fn fill<'t>(text: &'t str, value: &dyn Fn(&str) -> Option<String>) -> Cow<'t, str> {
    if !text.contains("{{") {
        return Cow::Borrowed(text);
    }
    let mut filled = String::new();
    let mut done = 0;
    for mention in find(text) {
        let Some(value) = value(mention.name) else { continue };
        let range = mention.range;
        filled.push_str(text.get(done..range.start as usize).unwrap_or_default());
        filled.push_str(&value);
        done = range.end as usize;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    filled.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        find(text).iter().map(|mention| mention.name).collect()
    }

    #[test]
    fn finds_our_mentions_and_no_others() {
        assert_eq!(
            names("call {{var.desk-phone}} or {{data.teams.a.x_y}}"),
            ["var.desk-phone", "data.teams.a.x_y"]
        );
        for text in [
            "{{ var.x }}",
            "{{var.x }}",
            "{{.var.x}}",
            "{{x}}",
            "{{var.}}",
            "{{var}}",
            "{var.x}",
            "{{var.x",
            "{{{var.x}}}",
            "{{var.x}",
            "{{range .items}}",
            "{{var.x|upper}}",
            "{{",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(names("{{ {{var.x}} {{var.y}}{{"), ["var.x", "var.y"]);
    }

    #[test]
    fn puts_values_in_once() {
        let value = |name: &str| (name == "var.x").then(|| "{{var.x}} é".to_string());
        assert_eq!(fill("a {{var.x}}b {{var.y}}", &value), "a {{var.x}} éb {{var.y}}");
        assert_eq!(fill("é{{var.x}}", &value), "é{{var.x}} é");
        assert!(matches!(fill("{{var.y}}", &value), Cow::Borrowed(_)));
    }
}
