//! Words by their ends, for words that are written wrong at the beginning: a
//! shard of words with the same end is compared with the word asked for.

use std::collections::BTreeSet;

use super::families::shard;

/// A shorter word is not corrected.
const SHORTEST: usize = 5;

/// Cuts the words into shards by their ends: the words of each read backwards,
/// with spaces between, and the bounds.
pub(super) fn tails(words: &BTreeSet<&str>, count: usize) -> (Vec<String>, Vec<String>) {
    let is_told =
        |word: &&&str| SHORTEST <= word.chars().count() && word.chars().any(char::is_alphabetic);
    let mut tails: Vec<String> =
        words.iter().filter(is_told).map(|word| word.chars().rev().collect()).collect();
    tails.sort();
    let (shards, bounds) = shard(&tails, count);
    (shards.into_iter().map(|shard| shard.replace('\n', " ")).collect(), bounds)
}
