//! Content hashes.

use std::fmt;

/// A 128-bit hash of bytes (the first half of BLAKE3).
///
/// Equal hashes are taken for equal content everywhere in Handover: at 128
/// bits an accident is not to be expected, and BLAKE3 resists intent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 16]);

impl Hash {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash::cut(&blake3::hash(bytes))
    }

    /// Hashes what a reader gives, without keeping it.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn read(from: impl std::io::Read) -> std::io::Result<Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(from)?;
        Ok(Hash::cut(&hasher.finalize()))
    }

    /// Hashes several pieces; where one ends and the next begins counts.
    pub fn of_parts(parts: &[&[u8]]) -> Hash {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Hash::cut(&hasher.finalize())
    }

    /// Reads the 32 hexadecimal digits that `Display` writes.
    pub fn parse(text: &str) -> Option<Hash> {
        let number = u128::from_str_radix(text, 16).ok()?;
        (text.len() == 32).then(|| Hash(number.to_be_bytes()))
    }

    /// Returns the lower 64 bits.
    pub fn low(self) -> u64 {
        u128::from_be_bytes(self.0) as u64
    }

    /// Returns the bytes.
    pub fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    fn cut(hash: &blake3::Hash) -> Hash {
        let mut short = [0; 16];
        for (to, from) in short.iter_mut().zip(hash.as_bytes()) {
            *to = *from;
        }
        Hash(short)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
