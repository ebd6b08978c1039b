//! "Did you mean": the candidate nearest to what was written.

/// Longer texts, in bytes, are no slips of each other; the work grows with
/// the product of both lengths.
const LONGEST: usize = 200;

/// Returns the candidate nearest to `word`, if one is near enough.
///
/// The distance is the restricted Damerau-Levenshtein distance (insertions,
/// deletions, substitutions and swaps of neighbours) over lower-case
/// characters; near enough is one change for each three characters of the
/// longer word, but one letter is not near to another. The first of equally
/// near candidates wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_within(word, candidates, usize::MAX)
}

/// As [`nearest`], and at most `most` changes are near enough.
pub fn nearest_within<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Option<&'a str> {
    if LONGEST < word.len() {
        return None;
    }
    let wanted: Vec<char> = word.to_lowercase().chars().collect();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Lower case seldom changes how many characters there are, and this
        // need not be exact: it spares most candidates the work below.
        let length = candidate.chars().count();
        if LONGEST < candidate.len() || most.saturating_add(1) < length.abs_diff(wanted.len()) {
            continue;
        }
        let other: Vec<char> = candidate.to_lowercase().chars().collect();
        let limit = match wanted.len().max(other.len()) {
            0 | 1 => 0,
            longer => (longer / 3).max(1).min(most),
        };
        let bound = best.map_or(limit, |(distance, _)| limit.min(distance.saturating_sub(1)));
        if bound < wanted.len().abs_diff(other.len()) {
            continue;
        }
        let distance = distance(&wanted, &other);
        if distance <= bound && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
        if distance == 0 {
            break;
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Returns the candidate that is near to `word` if it is the only one, and
/// has the same numbers: `step-2` is another step than `step-1`.
pub fn only_near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let is_near = |candidate: &&str| nearest(word, [*candidate]).is_some();
    let mut near = candidates.into_iter().filter(is_near);
    let only = near.next().filter(|_| near.next().is_none())?;
    let numbers = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    (numbers(only) == numbers(word)).then_some(only)
}

/// Returns `did you mean `X`?` for the nearest candidate.
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(word, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (get(&last, j) + usize::from(x != y))
                .min(get(&last, j + 1) + 1)
                .min(get(&row, j) + 1);
            let swapped = 0 < i && 0 < j && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{nearest, only_near};

    #[test]
    fn finds_the_nearest_word_and_nothing_far() {
        let words = ["reviewed", "review_every", "owner"];
        assert_eq!(nearest("reviewd", words), Some("reviewed"));
        assert_eq!(nearest("onwer", words), Some("owner"));
        assert_eq!(nearest("zebra", words), None);
        assert_eq!(nearest("", words), None);
    }

    #[test]
    fn finds_the_only_near_word() {
        assert_eq!(
            only_near("restore-backup", ["restore-a-backup", "who"]),
            Some("restore-a-backup")
        );
        assert_eq!(only_near("restore", ["restored", "restores"]), None);
        assert_eq!(only_near("step-1", ["step-2"]), None);
    }
}
