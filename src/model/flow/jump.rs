//! The words that lead to another place of a flow, as lists say it: `go to
//! step 3 (Hold the queue)`. What writes flows and what reads them share it.

use crate::model::catalog::loose;

/// What stands before the place.
pub const JUMPS: &[&str] = &[
    "go to",
    "goes to",
    "go back to",
    "goes back to",
    "back to",
    "continue with",
    "continues with",
    "continue at",
    "return to",
    "returns to",
    "proceed to",
    "repeat",
];

/// What leads on to the next step.
pub const NEXT: &[&str] = &["continue", "go on", "next", "next step", "the next step"];

/// Nothing follows.
pub const STOP: &str = "stop";

/// Leaves the flow, to whom the charter says.
pub const ESCALATE: &str = "escalate";

/// What is said of a way that the picture leaves out.
pub const NOT_SHOWN: &str = "not shown";

/// Says of the first step which lanes there are, in their order.
pub const LANES: &str = "Lanes";

/// Says of a step which flow of another page leads to it.
pub const COMES_FROM: &str = "Comes from";

/// Says of a step which flow of another page it leads to.
pub const LEADS_ALSO_TO: &str = "Leads also to";

/// What a node is said to be behind its words.
pub const KINDS: &[(&str, crate::domain::diagram::graph::NodeKind)] = &[
    ("(process area)", crate::domain::diagram::graph::NodeKind::Area),
    ("(end-to-end process)", crate::domain::diagram::graph::NodeKind::Process),
    ("(document)", crate::domain::diagram::graph::NodeKind::Document),
];

/// Returns how long the jump is that some words begin with.
pub fn jump(words: &str) -> Option<usize> {
    let lower = words.to_ascii_lowercase();
    let begins = |jump: &&&str| {
        lower.strip_prefix(**jump).is_some_and(|rest| rest.starts_with([' ', '\t', '\n']))
    };
    JUMPS.iter().filter(begins).map(|jump| jump.len()).max()
}

/// Tells whether words can stand on a way by themselves: nothing in them
/// leads elsewhere or parts the way.
pub fn is_plain(words: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '/' | '&');
    let lower = loose(words);
    let first = lower.split(' ').next().unwrap_or_default();
    let is_number = lower.chars().all(|c| c.is_ascii_digit());
    let is_place = first == "step" || first == ESCALATE || first == STOP || first == "end";
    let is_jump = jump(words).is_some() || NEXT.contains(&&*lower);
    let says = lower.contains("at most") || lower.contains(NOT_SHOWN) || lower.contains("then");
    words.chars().all(is_word) && !is_number && !is_place && !is_jump && !says
}

#[cfg(test)]
mod tests {
    use super::{is_plain, jump};

    #[test]
    fn jumps_are_told_from_words() {
        assert_eq!(jump("Go back to step 3"), Some(10));
        assert_eq!(jump("going to step 3"), None);
        assert!(is_plain("Reload missing messages"));
        assert!(!is_plain("continue with it") && !is_plain("10") && !is_plain("ask, then wait"));
    }
}
