//! Numbers as text that a script may contain: small ones take one character.
//!
//! Of the printable characters of ASCII, without `"`, `\` and `<`, the first
//! 62 end a number. Each of the other 30 says that more follows, and is the
//! remainder of what was taken away: a number of two characters is below
//! 62 + 30 * 62.

/// The characters, in the order of their values.
const DIGITS: &[u8; 92] =
    b" !#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
/// So many characters end a number.
const LAST: u32 = 62;
/// So many say that more follows.
const MORE: u32 = 30;

/// Writes a number.
pub fn write(mut number: u32, out: &mut String) {
    let digit = |value: u32| DIGITS.get(value as usize).copied().map_or(' ', char::from);
    while LAST <= number {
        number -= LAST;
        out.push(digit(LAST + number % MORE));
        number /= MORE;
    }
    out.push(digit(number));
}

/// Reads a number at the beginning of a text; returns what follows it. `None`
/// if there is none.
#[cfg(test)]
pub fn read(text: &str) -> Option<(u32, &str)> {
    let mut numbers = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        let value = u32::try_from(DIGITS.iter().position(|digit| *digit == byte)?).ok()?;
        if LAST <= value {
            numbers.push(value - LAST);
            continue;
        }
        let number = numbers.into_iter().rev().fold(value, |rest, low| rest * MORE + low + LAST);
        return Some((number, text.get(at + 1..)?));
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, proptest};

    use super::{read, write};

    #[test]
    fn small_numbers_take_one_character() {
        for (number, length) in [(0, 1), (61, 1), (62, 2), (1921, 2), (1922, 3), (u32::MAX, 7)] {
            let mut text = String::new();
            write(number, &mut text);
            assert_eq!(text.len(), length, "{number}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn reads_what_it_writes(numbers in proptest::collection::vec(proptest::num::u32::ANY, 0..20)) {
            let mut text = String::new();
            numbers.iter().for_each(|number| write(*number, &mut text));
            assert!(!text.contains(['"', '\\', '<']));
            let mut rest = &*text;
            for number in numbers {
                let (read, after) = read(rest).expect("a number");
                assert_eq!(read, number);
                rest = after;
            }
            assert_eq!(rest, "");
        }
    }
}
