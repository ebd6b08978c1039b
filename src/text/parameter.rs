//! How a value is written that a reader fills in: `{{name}}`, and the forms
//! that older pages have in code, `<name>`, `[name]`, `$NAME`, `${NAME}`.
//!
//! There is no space in the braces and no dot, so what other template
//! languages write is none of them. Whether a page declares such a name is
//! not known here.

use crate::base::TextRange;

/// Words of template languages, which are no names.
const RESERVED: [&str; 4] = ["end", "else", "break", "continue"];
/// A name is at most so long, in bytes, and so is a form with what is around it.
const LONGEST: usize = 80;

/// A place that may stand for a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Written<'a> {
    /// Its bytes in the text, with braces or brackets.
    pub range: TextRange,
    /// The same as it is written.
    pub text: &'a str,
}

impl<'a> Written<'a> {
    fn new(text: &'a str, start: usize, end: usize) -> Option<Written<'a>> {
        Some(Written { range: TextRange::new(start, end), text: text.get(start..end)? })
    }

    /// Returns the name in `{{name}}`, if it is written so.
    pub fn name(&self) -> Option<&'a str> {
        self.text.strip_prefix("{{")?.strip_suffix("}}")
    }
}

/// Tells whether a word can be the name of a parameter.
pub fn is_name(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(is_part)
        && word.len() <= LONGEST
        && !RESERVED.contains(&word)
}

/// Makes a name of words: `Job ID` is `job-id`. Empty if nothing is left.
pub fn name_of(words: &str) -> String {
    let mut name = String::new();
    for c in words.chars().map(|c| c.to_ascii_lowercase()) {
        match c {
            'a'..='z' => name.push(c),
            '0'..='9' if !name.is_empty() => name.push(c),
            _ if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    name
}

/// Finds every `{{name}}` in a text, in order.
pub fn in_braces(text: &str) -> Vec<Written<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| rest.find("{{")) {
        at += step;
        match braces(text, at) {
            Ok(written) => {
                found.push(written);
                at = written.range.end as usize;
            }
            Err(after) => at = after,
        }
    }
    found
}

/// Finds everything in code that may stand for a value, in order. The word
/// forms count only where `words` says so: `NAMESPACE`.
pub fn in_code(text: &str, words: Words) -> Vec<Written<'_>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let written = match byte {
            b'{' if bytes.get(at + 1) == Some(&b'{') => match braces(text, at) {
                Ok(written) => Some(written),
                Err(after) => {
                    at = after;
                    continue;
                }
            },
            b'<' => bracketed(text, at, '>'),
            b'[' => bracketed(text, at, ']'),
            b'$' => variable(text, at),
            b'%' => bracketed(text, at, '%'),
            byte if byte.is_ascii_alphanumeric() || *byte == b'_' => {
                let end = at + word(text.get(at..).unwrap_or_default());
                let own = Written::new(text, at, end).filter(|_| words == Words::Count);
                found.extend(own);
                at = end.max(at + 1);
                continue;
            }
            _ => None,
        };
        at = written.map_or(at + 1, |written| written.range.end as usize);
        found.extend(written);
    }
    found
}

/// Whether words without a mark may stand for a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Words {
    /// They may: the page says so of one.
    Count,
    /// They are words.
    Pass,
}

/// Reads `{{name}}` at a place, or says where to go on.
fn braces(text: &str, at: usize) -> Result<Written<'_>, usize> {
    let rest = text.get(at + 2..).unwrap_or_default();
    if rest.starts_with('{') {
        // `{{{x}}}` belongs to another language as a whole.
        return Err(at + 2 + (rest.len() - rest.trim_start_matches('{').len()));
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let after = rest.get(end..).unwrap_or_default();
    let is_whole = after.starts_with("}}") && !after.starts_with("}}}");
    let is_ours = is_whole && rest.get(..end).is_some_and(is_name);
    let written = Written::new(text, at, at + end + 4).filter(|_| is_ours);
    written.ok_or(at + 2)
}

/// Reads `<name>` and the like at a place: one line, nothing of its kind inside.
fn bracketed(text: &str, at: usize, close: char) -> Option<Written<'_>> {
    let rest = text.get(at + 1..)?;
    let is_end = |c: char| c == close || matches!(c, '\n' | '<' | '[' | '{' | '$' | '"');
    let mut letters = rest.char_indices().take(LONGEST);
    let (end, found) = letters.find(|(_, c)| is_end(*c))?;
    (found == close && 0 < end).then(|| Written::new(text, at, at + 1 + end + close.len_utf8()))?
}

/// Reads `$NAME`, `${NAME}` or `$env:NAME` at a place.
fn variable(text: &str, at: usize) -> Option<Written<'_>> {
    let rest = text.get(at + 1..)?;
    if let Some(inner) = rest.strip_prefix('{') {
        let end = identifier(inner);
        let is_whole = 0 < end && inner.get(end..)?.starts_with('}');
        return is_whole.then(|| Written::new(text, at, at + 3 + end))?;
    }
    let scope =
        rest.get(..4).filter(|scope| scope.eq_ignore_ascii_case("env:")).map_or(0, str::len);
    let end = identifier(rest.get(scope..)?);
    (0 < end).then(|| Written::new(text, at, at + 1 + scope + end))?
}

fn identifier(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len())
}

fn word(text: &str) -> usize {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    text.find(|c: char| !is_part(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        in_braces(text).iter().filter_map(Written::name).collect()
    }

    fn forms(text: &str) -> Vec<&str> {
        in_code(text, Words::Pass).iter().map(|written| written.text).collect()
    }

    #[test]
    fn finds_our_names_and_no_templates() {
        assert_eq!(names("a {{job-id}}, {{ns}}{{x2}}"), ["job-id", "ns", "x2"]);
        for text in [
            "{{ x }}",
            "{{.x}}",
            "{{x.y}}",
            "{{var.x}}",
            "{{range .items}}",
            "{{end}}",
            "{{else}}",
            "{{X}}",
            "{{2x}}",
            "{{x",
            "{{x}",
            "{{{x}}}",
            "{{}}",
            "{{-x}}",
            "{x}",
            "{{",
            "{{x|y}}",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn finds_the_forms_of_older_pages_in_code() {
        assert_eq!(
            forms("oc -n <ns> get [pod] $A ${B_2} {{c}}"),
            ["<ns>", "[pod]", "$A", "${B_2}", "{{c}}"]
        );
        assert_eq!(forms("$env:NS %NS% a<b\n>c é<é>"), ["$env:NS", "%NS%", "<é>"]);
        assert_eq!(forms("<<EOF $( $1 [] <> {{{x}}} ${X:-y}"), ["$1"]);
        let words: Vec<&str> =
            in_code("get NS-1 $X", Words::Count).iter().map(|written| written.text).collect();
        assert_eq!(words, ["get", "NS-1", "$X"]);
    }

    #[test]
    fn makes_names_of_words() {
        for (words, name) in
            [("Job ID", "job-id"), ("NAMESPACE", "namespace"), ("_2 x__y_", "x-y"), ("é", "")]
        {
            assert_eq!(name_of(words), name);
        }
    }
}
