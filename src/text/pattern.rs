//! Regular expressions that authors write, as patterns of a whole value.
//!
//! They are not trusted: matching takes time in the length of the value, and
//! an expression that would need much memory is refused.

use regex_automata::meta::{BuildError, Regex};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

/// An expression is at most so long, in bytes.
const LONGEST: usize = 500;
/// A value is at most so long, in bytes.
const LONGEST_VALUE: usize = 2_000;
/// What a compiled expression may take, in bytes.
const LARGEST: usize = 256 * 1024;
/// What matching may remember, in bytes.
const CACHE: usize = 256 * 1024;
/// How deep groups may stand in each other.
const DEEPEST: u32 = 20;

/// A pattern that a whole value matches or not.
#[derive(Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Reads a regular expression.
    ///
    /// # Errors
    /// Returns why it is none, as a phrase.
    pub fn read(text: &str) -> Result<Pattern, &'static str> {
        if LONGEST < text.len() {
            return Err("it is too long");
        }
        let config = Regex::config()
            .nfa_size_limit(Some(LARGEST))
            .hybrid_cache_capacity(CACHE)
            .onepass(false)
            .dfa(false);
        let syntax = syntax::Config::new().nest_limit(DEEPEST);
        let build = |text: &str| {
            let built = Regex::builder().configure(config.clone()).syntax(syntax).build(text);
            built.map_err(|error| reason(&error))
        };
        // A bracket too many must not end the group that makes `a|b` wholly
        // one or wholly the other.
        build(text)?;
        build(&format!("(?:{text})\\z")).map(Pattern)
    }

    /// Tells whether a whole value matches; a very long one is not looked at
    /// and does.
    pub fn matches(&self, value: &str) -> bool {
        let input = Input::new(value).anchored(Anchored::Yes);
        LONGEST_VALUE < value.len() || self.0.is_match(input)
    }
}

fn reason(error: &BuildError) -> &'static str {
    match error.size_limit() {
        Some(_) => "it is too large",
        None => "it cannot be read",
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_whole_value_matches() {
        for (pattern, value, fits) in [
            ("BJ-[0-9]{6}", "BJ-204417", true),
            ("BJ-[0-9]{6}", "BJ-20441", false),
            ("BJ-[0-9]{6}", "xBJ-204417", false),
            ("a|ab", "ab", true),
            ("a|ab", "abc", false),
            (r"\d+", "12", true),
            (r"^\p{Lu}\w+$", "Älfa", true),
            ("", "", true),
            ("(?i)abc", "aBc", true),
        ] {
            let read = Pattern::read(pattern).unwrap();
            assert_eq!(read.matches(value), fits, "{pattern} {value}");
        }
    }

    #[test]
    fn what_is_no_expression_or_too_large_is_refused() {
        for pattern in ["(", "a)", "a)(b", "[a", "a{2,1}", r"(a)\1", "(?=a)", "*"] {
            assert!(Pattern::read(pattern).is_err(), "{pattern}");
        }
        let deep = format!("{}a{}", "(".repeat(200), ")".repeat(200));
        for pattern in [r"(\w{100}){100}", "((a{99}){99}){99}", &deep, &"a".repeat(501)] {
            assert!(Pattern::read(pattern).is_err());
        }
        let slow = Pattern::read("(a*)*b").unwrap();
        assert!(!slow.matches(&"a".repeat(1_999)));
    }
}
