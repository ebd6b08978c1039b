//! Problems that say the same thing in many places: a reader of the report
//! needs it once, with how often.

use std::collections::HashMap;

use crate::base::{Code, Diagnostic, Severity};

/// So many problems that say the same are still told one by one.
const MOST: usize = 10;

/// A problem, with the others that say the same.
pub struct Same<'a> {
    /// The first, in the order of files and places.
    pub first: &'a Diagnostic,
    /// The others, in the same order; empty for a problem told alone.
    pub others: Vec<&'a Diagnostic>,
}

/// What problems have in common that say the same.
type Words<'a> = (Code, Severity, &'a str, Option<&'a str>);

/// Puts problems together that say the same in more than ten places, where
/// the first of them stands. What `handover fix` mends, and what has to do
/// with other places, stays alone.
pub fn gather<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> Vec<Same<'a>> {
    let all: Vec<&Diagnostic> = diagnostics.collect();
    let mut counts: HashMap<Words<'_>, usize> = HashMap::new();
    for words in all.iter().filter_map(|problem| words(problem)) {
        *counts.entry(words).or_default() += 1;
    }
    let mut told: HashMap<Words<'a>, usize> = HashMap::new();
    let mut gathered: Vec<Same<'a>> = Vec::new();
    for problem in all {
        let words = words(problem);
        let words = words.filter(|words| counts.get(words).is_some_and(|count| MOST < *count));
        let first = words.and_then(|words| told.get(&words).copied());
        match first.and_then(|first| gathered.get_mut(first)) {
            Some(same) => same.others.push(problem),
            None => {
                told.extend(words.map(|words| (words, gathered.len())));
                gathered.push(Same { first: problem, others: Vec::new() });
            }
        }
    }
    gathered
}

fn words(problem: &Diagnostic) -> Option<Words<'_>> {
    let is_plain = problem.fix.is_none() && problem.labels.is_empty();
    let help = problem.help.as_deref();
    is_plain.then_some((problem.code, problem.severity, &*problem.message, help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{FileId, SitePath, Span};

    #[test]
    fn what_is_said_often_is_said_once() {
        let problem = |at: usize, message: &str| {
            let path = SitePath::default().child(&format!("{at}.md"));
            Diagnostic::new(Code::MISSING_FIELD, Span::start_of(FileId::of(&path)), message)
        };
        let mut all: Vec<Diagnostic> = (0..11).map(|at| problem(at, "no owner")).collect();
        all.insert(1, problem(20, "no level"));
        all.extend((0..10).map(|at| problem(at, "ten times")));
        let counts = |all: &[Diagnostic]| -> Vec<(String, usize)> {
            let same = gather(all.iter()).into_iter();
            same.map(|same| (same.first.message.to_string(), same.others.len())).collect()
        };
        let told = counts(&all);
        assert_eq!(told.len(), 12);
        assert_eq!(told[0], ("no owner".into(), 10));
        assert_eq!(told[1], ("no level".into(), 0));
        assert!(told[2..].iter().all(|own| *own == ("ten times".into(), 0)), "{told:?}");
    }
}
