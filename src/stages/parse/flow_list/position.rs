//! Places in a list as sentences name them: `4.`, `4.b.i.`, `d.`, `a-j`.

/// More parts name no place of a list.
const MOST_PARTS: usize = 8;
/// Longer texts, in bytes, are no places.
const LONGEST: usize = 32;

/// Reads a place at the beginning of a text: how long it is, and its numbers
/// from the outer list to the inner one.
pub(super) fn read(text: &str) -> Option<(usize, Box<[u32]>)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
    let length = text.bytes().take(LONGEST + 1).take_while(is_part).count();
    let written = text.get(..length).filter(|written| written.len() <= LONGEST)?;
    let inner = written.strip_suffix('.').unwrap_or(written);
    let mut numbers = Vec::new();
    for (depth, part) in inner.split('.').enumerate() {
        if MOST_PARTS <= depth {
            return None;
        }
        numbers.push(number(part, depth)?);
    }
    let is_digits = inner.bytes().all(|byte| byte.is_ascii_digit());
    let after = text.get(length..).unwrap_or_default();
    // A letter alone is a place only before what stands there: `d. *Pay*`.
    let is_roman = 1 < inner.len() && inner.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let is_place = is_digits
        || is_roman && after.starts_with(',')
        || 1 < numbers.len()
        || written.ends_with('.') && inner.len() <= 4;
    let goes_on = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == ',');
    (is_place && goes_on).then(|| (length, numbers.into()))
}

/// Reads the number of one part: digits, a letter, or from the third list on
/// a Roman number.
fn number(part: &str, depth: usize) -> Option<u32> {
    if let Ok(number) = part.parse::<u32>() {
        return (part.len() <= 4).then_some(number);
    }
    let is_roman = part.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    match part.as_bytes() {
        [letter @ b'a'..=b'z'] if depth < 2 || !is_roman => Some(u32::from(letter - b'a') + 1),
        [_, ..] if is_roman && part.len() <= 5 => Some(roman(part)),
        _ => None,
    }
}

fn roman(part: &str) -> u32 {
    let value = |byte: u8| match byte {
        b'x' => 10,
        b'v' => 5,
        _ => 1,
    };
    let mut sum = 0u32;
    let mut bytes = part.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let own = value(byte);
        match bytes.peek().is_some_and(|next| own < value(*next)) {
            true => sum = sum.wrapping_sub(own),
            false => sum = sum.wrapping_add(own),
        }
    }
    sum
}

/// Reads letters that name items: `a-j`, or one of `A, B, and C`.
pub(super) fn letters(word: &str, after: &str, is_list: bool) -> Option<(u32, u32)> {
    let index = |letter: u8| u32::from(letter.to_ascii_lowercase() - b'a') + 1;
    match word.as_bytes() {
        [first, b'-', last] if first.is_ascii_alphabetic() && last.is_ascii_alphabetic() => {
            let (first, last) = (index(*first), index(*last));
            (first < last).then_some((first, last))
        }
        [letter] if letter.is_ascii_uppercase() && (is_list || after.starts_with(',')) => {
            Some((index(*letter), index(*letter)))
        }
        _ => None,
    }
}

/// Writes the place of an item as readers see it: digits, letters, Roman
/// numbers, and again.
pub(super) fn write(path: &[u32]) -> String {
    let parts = path.iter().enumerate().map(|(depth, number)| match depth % 3 {
        1 if (1..=26).contains(number) => {
            char::from(b'a' + (*number as u8).saturating_sub(1)).to_string()
        }
        2 if *number < 40 => as_roman(*number),
        _ => number.to_string(),
    });
    parts.collect::<Vec<_>>().join(".")
}

fn as_roman(mut number: u32) -> String {
    let mut text = String::new();
    for (value, letters) in [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while value <= number {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn places_are_told_from_words() {
        let numbers = |text: &str| read(text).map(|(length, path)| (length, path.to_vec()));
        assert_eq!(numbers("4. Build"), Some((2, vec![4])));
        assert_eq!(numbers("4.b.i. Assign"), Some((6, vec![4, 2, 1])));
        assert_eq!(numbers("d. Analyze"), Some((2, vec![4])));
        assert_eq!(numbers("End."), None);
        assert_eq!(numbers("a branch"), None);
        assert_eq!(numbers("in stock"), None);
        assert_eq!(write(&[4, 2, 9]), "4.b.ix");
    }
}
