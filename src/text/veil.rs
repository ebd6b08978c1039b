//! Texts that are not to be read by accident: what the script of a page needs
//! and a reader should not see beside the question.
//!
//! This keeps nothing secret. Whoever wants to know can run the script.

/// The digits of base64.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Veils a text with a word: each byte by a stream of bytes that begins with
/// the word and goes on with the text, the whole as base64. So the end of it
/// is another one when anything before it is. `course.js` undoes it.
pub fn veil(text: &str, word: &str) -> String {
    let mut state = word.bytes().fold(7_u32, |state, byte| next(state ^ u32::from(byte)));
    let veiled: Vec<u8> = text
        .bytes()
        .map(|byte| {
            state = next(state);
            let veiled = byte ^ state.to_be_bytes()[0];
            state ^= u32::from(byte);
            veiled
        })
        .collect();
    base64(&veiled)
}

fn next(state: u32) -> u32 {
    state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)
}

/// Writes bytes as base64.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place) & 63) as usize;
            let is_filled = place <= three.len();
            let digit = DIGITS.get(digit).filter(|_| is_filled).copied().unwrap_or(b'=');
            text.push(char::from(digit));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_base64() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_text_is_not_readable_and_depends_on_its_word() {
        let veiled = veil("the state is failed", "q-state");
        assert_eq!(veiled.len(), 28);
        assert!(!veiled.contains("failed"));
        assert_ne!(veiled, veil("the state is failed", "q-hold"));
    }

    /// `course.js` knows a question by the end of its key.
    #[test]
    fn the_end_depends_on_all_of_the_text() {
        let veiled = veil("{\"r\":[1,0],\"w\":\"Why it is so\",\"p\":1}", "q");
        let other = veil("{\"r\":[0,1],\"w\":\"Why it is so\",\"p\":1}", "q");
        assert_eq!(veiled.len(), other.len());
        assert_ne!(veiled[veiled.len() - 12..], other[other.len() - 12..]);
    }
}
