//! Numbers of days and units, in digits and as ordinals: `2`, `first`, `31st`.

/// The ordinals with a word.
const ORDINALS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

/// Reads a number in digits.
pub(super) fn number(word: &str) -> Option<u32> {
    let is_number = word.len() <= 9 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|_| is_number)
}

/// Reads `first` to `fifth`, `1st` to `31st`.
pub(super) fn ordinal(word: &str) -> Option<i16> {
    if let Some(at) = ORDINALS.iter().position(|ordinal| *ordinal == word) {
        return i16::try_from(at + 1).ok();
    }
    let digits = word.get(..word.len().checked_sub(2)?)?;
    let rest = word.get(digits.len()..)?;
    let number: u32 = number(digits).filter(|number| (1..=31).contains(number))?;
    let fits = matches!(rest, "st" | "nd" | "rd" | "th");
    i16::try_from(number).ok().filter(|_| fits)
}

/// Writes a number as an ordinal: `first`, `31st`.
pub(super) fn written_ordinal(number: u32) -> String {
    let word = usize::try_from(number).ok().and_then(|at| ORDINALS.get(at.checked_sub(1)?));
    word.map_or_else(|| format!("{number}{}", suffix(number)), |word| (*word).to_string())
}

/// Returns what makes a number an ordinal.
pub(super) fn suffix(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}
