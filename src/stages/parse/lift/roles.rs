//! Names of roles in a sentence: "include buyers, accountants, and the CFO".
//!
//! The words that may stand around such a list are few and known; a list that
//! does not end where one should is not read further. What follows it is
//! what the roles do.

use std::ops::Range;

/// Who is said to include roles.
const SUBJECTS: &[&str] = &[
    "this group of stakeholders",
    "the group of stakeholders",
    "these stakeholders",
    "this stakeholder",
    "these individuals",
    "this group",
    "these groups",
    "this team",
    "these teams",
    "the team",
    "these roles",
    "stakeholders",
    "these",
    "this",
    "they",
    "roles",
];
/// How surely.
const SURENESS: &[&str] = &["typically", "usually", "often", "might", "may", "can", "could"];
/// Words that begin a list.
const BEGINNINGS: &[&str] = &[
    "includes",
    "include",
    "including",
    "such as",
    "consists of",
    "consist of",
    "examples are",
    "examples",
    "for example",
    "for instance",
];
/// Words between the beginning and the first role.
const AFTER: &[&str] = &[
    "include",
    "includes",
    "but aren't limited to",
    "but are not limited to",
    "roles such as",
    "roles like",
    "such as",
];
/// Words that end a list, with or without a comma before them.
const ENDS: &[&str] = &[
    "who",
    "which",
    "that",
    "whose",
    "are",
    "is",
    "can",
    "could",
    "may",
    "might",
    "must",
    "should",
    "will",
    "play",
    "plays",
    "have",
    "has",
    "need",
    "needs",
    "responsible",
    "to",
    "in",
    "from",
    "with",
    "within",
    "across",
    "involved",
    "they",
    "these",
    "their",
    "help",
    "provide",
    "describe",
    "define",
    "ensure",
    "manage",
    "oversee",
    "use",
    "work",
    "each",
    "all",
    "because",
];
/// Words that join the last name of a list.
const JOINTS: &[&str] = &["and/or", "and", "or", "as well as", "also"];
/// Words before a name.
const ARTICLES: &[&str] = &["the", "a", "an"];
/// A longer name is a sentence.
const MOST_WORDS: usize = 7;

/// Reads the roles after `start`: where each stands, and where what they do
/// begins. `is_linked` tells whether a link or name begins at a place: a list
/// of links needs no words before it.
pub(super) fn read(
    text: &str,
    start: usize,
    is_linked: &dyn Fn(usize) -> bool,
) -> (Vec<Range<usize>>, usize) {
    let rest = text.get(start..).unwrap_or_default();
    let from = text.len() - rest.trim_start_matches(is_between).len();
    let first = match beginning(text, from) {
        Some(first) => first,
        None if is_linked(from) => from,
        None => return (Vec::new(), from),
    };
    let end = sentence_end(text, first);
    let mut roles = Vec::new();
    for part in parts(text, first..end) {
        let part = without_joint(text, part);
        let (name, ended) = name(text, part.clone());
        if name.is_empty() && !ended {
            continue;
        }
        if name.is_empty() || MOST_WORDS < words(text, &name) {
            return (roles, part.start);
        }
        let after = name.end;
        split(text, name, &mut roles);
        if ended {
            return (roles, after);
        }
    }
    (roles, end)
}

/// Characters between the name of a group and what is said of it.
pub(super) fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ':' | ',' | ';' | '.' | '-' | '–' | '—')
}

/// Returns where the first role stands, if the text begins a list.
fn beginning(text: &str, from: usize) -> Option<usize> {
    let at = after_any(text, from, SUBJECTS).unwrap_or(from);
    let at = after_any(text, at, SURENESS).unwrap_or(at);
    let mut at = after_any(text, at, BEGINNINGS)?;
    while let Some(next) = after_any(text, at, AFTER) {
        at = next;
    }
    Some(at)
}

/// Returns where the text goes on after one of some phrases.
fn after_any(text: &str, at: usize, phrases: &[&str]) -> Option<usize> {
    let rest = text.get(at..)?;
    phrases.iter().find_map(|phrase| {
        let after = rest.get(phrase.len()..)?;
        let begins = rest.get(..phrase.len())?.eq_ignore_ascii_case(phrase);
        let ends = !after.starts_with(char::is_alphanumeric);
        (begins && ends).then(|| text.len() - after.trim_start_matches(is_between).len())
    })
}

/// Returns where the sentence ends, or the part of it before a dash.
fn sentence_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let mut depth = 0usize;
    for (at, c) in rest.char_indices() {
        let after = rest.get(at + c.len_utf8()..).unwrap_or_default();
        let ends_word = after.is_empty() || after.starts_with(char::is_whitespace);
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '.' | ';' | ':' | '–' | '—' | '-' if depth == 0 && ends_word => return from + at,
            _ => {}
        }
    }
    text.len()
}

/// Splits a list at commas outside parentheses.
fn parts(text: &str, list: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (list.start, 0usize);
    let inside = text.get(list.clone()).unwrap_or_default();
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(start..list.start + at);
                start = list.start + at + 1;
            }
            _ => {}
        }
    }
    parts.push(start..list.end);
    parts.into_iter().map(|part| trim(text, part)).filter(|part| !part.is_empty()).collect()
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = text.get(range.clone()).unwrap_or_default();
    let from = range.start + (inside.len() - inside.trim_start().len());
    from..(range.start + inside.trim_end().len()).max(from)
}

/// Takes "and" and "or" off the beginning of a part, and articles.
fn without_joint(text: &str, part: Range<usize>) -> Range<usize> {
    let mut at = part.start;
    while let Some(next) = after_any(text, at, JOINTS).filter(|_| at < part.end) {
        at = next.min(part.end);
    }
    // An article alone is a name: "groups such as a, b and c".
    if let Some(next) = after_any(text, at, ARTICLES).filter(|next| *next < part.end) {
        at = next;
    }
    at..part.end
}

/// Returns the name at the beginning of a part, and whether a word after it
/// ends the list.
fn name(text: &str, part: Range<usize>) -> (Range<usize>, bool) {
    let inside = text.get(part.clone()).unwrap_or_default();
    let mut at = part.start;
    for word in inside.split(' ') {
        let is_end = ENDS.iter().any(|end| word.eq_ignore_ascii_case(end));
        if is_end || word.eq_ignore_ascii_case("etc") {
            return (trim(text, part.start..at), true);
        }
        at += word.len() + 1;
    }
    (part, false)
}

/// Adds a name, or the names in it: "buyers or managers", "buyers and
/// managers" where what stands before "and" is a name by itself.
fn split(text: &str, name: Range<usize>, roles: &mut Vec<Range<usize>>) {
    let inside = text.get(name.clone()).unwrap_or_default();
    let cut = [" or ", " and "].into_iter().find_map(|joint| {
        let at = inside.find(joint)?;
        let before = inside.get(..at)?;
        let is_cut = !before.contains('(') && (joint == " or " || is_name(before));
        is_cut.then_some((at, at + joint.len()))
    });
    match cut {
        Some((end, next)) => {
            roles.push(trim(text, name.start..name.start + end));
            split(text, without_joint(text, trim(text, name.start + next..name.end)), roles);
        }
        None if !name.is_empty() => roles.push(name),
        None => {}
    }
}

/// Tells whether words end as names of people do: in "credit and collections
/// manager" there is one.
fn is_name(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    let is_short = 1 < last.len() && last.chars().all(char::is_uppercase);
    let endings = ["s", "er", "or", "ist", "yst", "ant", "agent", "head", "ive", "clerk"];
    is_short || endings.iter().any(|ending| last.ends_with(ending))
}

fn words(text: &str, range: &Range<usize>) -> usize {
    text.get(range.clone()).unwrap_or_default().split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::read;

    fn roles(text: &str) -> (Vec<&str>, &str) {
        let (roles, does) = read(text, 0, &|_| false);
        let does = text.get(does..).unwrap_or_default().trim_start_matches(super::is_between);
        (roles.into_iter().map(|role| &text[role]).collect(), does)
    }

    #[test]
    fn reads_lists_as_authors_write_them() {
        for (text, expected, does) in [
            (" include buyers and the CFO. They buy.", vec!["buyers", "CFO"], "They buy."),
            (" such as a, b, or c.", vec!["a", "b", "c"], ""),
            (
                ", such as buyers or vendor managers, can sign.",
                vec!["buyers", "vendor managers"],
                "can sign.",
            ),
            (
                ": These stakeholders include general managers (GMs, VPs) and clerks",
                vec!["general managers (GMs, VPs) and clerks"],
                "",
            ),
            (
                " – examples: COO, VP of sales, Credit and collections manager",
                vec!["COO", "VP of sales", "Credit and collections manager"],
                "",
            ),
            (
                " include external and internal auditors. Auditors look.",
                vec!["external and internal auditors"],
                "Auditors look.",
            ),
            (
                " include compliance officers, which give guidance",
                vec!["compliance officers"],
                "which give guidance",
            ),
            (" is accountable for it.", vec![], "is accountable for it."),
            (": They decide.", vec![], "They decide."),
            ("", vec![], ""),
            (" include", vec![], ""),
            (" include, and, or", vec![], ""),
        ] {
            assert_eq!(roles(text), (expected, does), "{text}");
        }
    }
}
