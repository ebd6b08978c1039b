//! SHA-256, for those outside: `sha256sum`, browsers, content policies.
//!
//! Among ourselves bytes are known by their `Hash`, which is faster.

use std::fmt;
use std::io::Read;

use sha2::{Digest as _, Sha256 as Algorithm};

/// The SHA-256 of some bytes (FIPS 180-4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sha256([u8; 32]);

impl Sha256 {
    /// Makes the sum of `bytes`.
    pub fn of(bytes: &[u8]) -> Sha256 {
        Sha256(Algorithm::digest(bytes).into())
    }

    /// Makes the sum of what a reader gives, without keeping it.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn read(mut from: impl Read) -> std::io::Result<Sha256> {
        let mut summing = Algorithm::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            match from.read(&mut buffer)? {
                0 => return Ok(Sha256(summing.finalize().into())),
                count => summing.update(buffer.get(..count).unwrap_or_default()),
            }
        }
    }

    /// Reads 64 hexadecimal digits, of either case.
    pub fn parse(text: &str) -> Option<Sha256> {
        let mut sum = [0; 32];
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        for (at, byte) in sum.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Sha256(sum))
    }

    /// Writes it as a content policy names it: `sha256-` and Base64.
    pub fn source(&self) -> String {
        format!("sha256-{}", base64(&self.0))
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Writes bytes as Base64 (RFC 4648, section 4), with its padding.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let byte = |at: usize| u32::from(part.get(at).copied().unwrap_or(0));
        let number = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS.get((number >> (18 - 6 * place) & 63) as usize);
            text.push(match (place <= part.len(), digit) {
                (true, Some(digit)) => char::from(*digit),
                _ => '=',
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standard() {
        // FIPS 180-4 has these examples.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Sha256::of(b"abc").to_string(), abc);
        assert_eq!(Sha256::parse(&abc.to_uppercase()), Some(Sha256::of(b"abc")));
        assert_eq!(Sha256::parse(&abc.replace('b', "+")), None);
        assert_eq!(Sha256::parse("é"), None);
        let long = vec![7; 200_000];
        assert_eq!(Sha256::read(&*long).expect("read"), Sha256::of(&long));
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, written) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), written);
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }
}
