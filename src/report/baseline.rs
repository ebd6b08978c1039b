//! What is said of a baseline: how much it knows, and how much is gone.

use crate::model::baseline::BASELINE_FILE;

/// Says that findings are in the baseline and not in the site any more.
pub fn gone(count: usize) -> String {
    let (findings, are) = if count == 1 { ("finding", "is") } else { ("findings", "are") };
    format!(
        "{} {findings} of `{BASELINE_FILE}` {are} gone: run `handover check --write-baseline`",
        grouped(count)
    )
}

/// Writes a count with its word: `1 known finding`, `1,204 known findings`.
pub fn known(count: usize) -> String {
    let word = if count == 1 { "known finding" } else { "known findings" };
    format!("{} {word}", grouped(count))
}

/// Writes a number with a comma before each three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let lead = digits.len() % 3;
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at != 0 && at % 3 == lead {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{gone, known};

    #[test]
    fn counts_are_grouped() {
        assert_eq!(known(1), "1 known finding");
        assert_eq!(known(999), "999 known findings");
        assert_eq!(known(1_204), "1,204 known findings");
        assert_eq!(known(1_234_567), "1,234,567 known findings");
        assert!(gone(12).starts_with("12 findings of `handover-baseline.json` are gone"));
    }
}
