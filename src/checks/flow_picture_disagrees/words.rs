//! Words of names as they are compared: without case, articles, punctuation
//! and codes.

/// Words that say nothing about which step is meant.
const ARTICLES: &[&str] = &["a", "an", "the"];
/// Words that boxes are titled with.
const FURNITURE: &[&str] = &[
    "area",
    "areas",
    "business",
    "downstream",
    "end",
    "flow",
    "key",
    "legend",
    "lane",
    "level",
    "no",
    "of",
    "or",
    "process",
    "processes",
    "start",
    "step",
    "steps",
    "to",
    "upstream",
    "yes",
];
/// Last words of what pictures and lanes are called, and not steps.
const TITLES: &[&str] = &[
    "clerk",
    "department",
    "diagram",
    "flow",
    "manager",
    "map",
    "officer",
    "overview",
    "team",
    "view",
];

/// A name as words.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(text: &str) -> Words {
        let text = text.to_lowercase().replace('&', " and ");
        let kept = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}');
        // A code like 99.30.040 is one piece, with points in it.
        let pieces = text
            .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '\u{2013}' | '\u{a0}'));
        let pieces = pieces.filter(|piece| !is_code(piece));
        let words = pieces.flat_map(|piece| piece.split(move |c| !kept(c)));
        let words = words.map(|word| word.replace(['\'', '\u{2019}'], ""));
        Words(words.filter(|word| !word.is_empty() && !ARTICLES.contains(&word.as_str())).collect())
    }

    /// Tells whether the words of another stand here, next to each other.
    pub(super) fn contain(&self, other: &Words) -> bool {
        !other.0.is_empty() && self.0.windows(other.0.len()).any(|part| part == other.0)
    }

    /// Returns its letters and digits without what stands between them.
    pub(super) fn letters(&self) -> String {
        self.0.concat()
    }

    /// Tells whether its letters stand in others, whole or, where it says two
    /// things, each of them.
    pub(super) fn stand_in(&self, letters: &str) -> bool {
        let has = |words: &[String]| !words.is_empty() && letters.contains(&words.concat());
        let ands = self.0.iter().enumerate().filter(|(_, word)| *word == "and");
        let parts = ands.filter_map(|(at, _)| Some((self.0.get(..at)?, self.0.get(at + 1..)?)));
        has(&self.0) || parts.into_iter().any(|(one, other)| has(one) && has(other))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells whether it may be the name of a step: at least two words, that
    /// do not only say what kind of thing a box is.
    pub(super) fn is_name(&self) -> bool {
        let is_title = self.0.last().is_some_and(|last| TITLES.contains(&last.as_str()));
        let is_short = self.0.len() < 6;
        1 < self.0.len() && !self.is_furniture() && !(is_title && is_short)
    }

    /// Tells whether it only says what kind of thing a box is.
    pub(super) fn is_furniture(&self) -> bool {
        let is_own = |word: &String| {
            !FURNITURE.contains(&word.as_str()) && word.chars().any(char::is_alphabetic)
        };
        !self.0.iter().any(is_own)
    }

    /// Adds words of what stands beside it.
    pub(super) fn extend(&mut self, other: &Words) {
        self.0.extend(other.0.iter().cloned());
    }

    /// Tells how much two names have in common, of 100: words that are in
    /// both, of all words.
    pub(super) fn likeness(&self, other: &Words) -> usize {
        let stem = |word: &String| word.trim_end_matches('s').to_string();
        let (one, two): (Vec<_>, Vec<_>) =
            (self.0.iter().map(stem).collect(), other.0.iter().map(stem).collect());
        let common = one.iter().filter(|word| two.contains(word)).count();
        let all = one.len() + two.iter().filter(|word| !one.contains(word)).count();
        (common * 100).checked_div(all).unwrap_or(0)
    }
}

/// Tells whether a piece is a code or a number: `99.30.040`, `4.b`, `2)`.
fn is_code(piece: &str) -> bool {
    let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
    let mut parts = piece.split('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(is_number) && parts.all(|part| is_number(part) || part.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn names_are_compared_by_their_words() {
        let same = |one, two| Words::of(one) == Words::of(two);
        assert!(same("99.30.040 Conduct  the training", "Conduct training."));
        assert!(same("Plan & build", "plan and build"));
        assert!(same("4.b Work-order", "work order"));
        assert!(!same("Train users", "Train user"));
        assert!(Words::of("a b c d").contain(&Words::of("b c")));
        assert!(!Words::of("Business process area").is_name());
        assert!(Words::of("Measure adoption").is_name());
        assert!(!Words::of("Night team").is_name());
        let like = Words::of("Measure adoption and success");
        assert_eq!(like.likeness(&Words::of("Measure training and adoption success")), 80);
    }
}
