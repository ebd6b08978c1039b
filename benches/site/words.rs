//! Words in an order that looks accidental and is the same every time.

const WORDS: &[&str] = &[
    "service",
    "queue",
    "backup",
    "report",
    "account",
    "message",
    "batch",
    "partner",
    "window",
    "release",
    "order",
    "invoice",
    "customer",
    "database",
    "interface",
    "alert",
    "ticket",
    "owner",
    "restart",
    "confirm",
    "compare",
    "escalate",
    "document",
    "before",
    "after",
    "during",
    "every",
    "manual",
    "nightly",
    "pending",
    "failed",
    "regional",
    "the",
    "a",
    "of",
    "for",
    "and",
    "with",
];

/// Words made from one number.
pub struct Words(u64);

impl Words {
    /// Starts the words that belong to `seed`.
    pub fn new(seed: u64) -> Words {
        let mut words = Words(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        // The first numbers of near seeds are near each other.
        for _ in 0..8 {
            words.next();
        }
        words
    }

    /// Returns the next number of Marsaglia's xorshift.
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Returns a number below `limit`, or 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }

    /// Returns one of some texts.
    pub fn one_of(&mut self, texts: &[&'static str]) -> &'static str {
        texts.get(self.below(texts.len())).copied().unwrap_or_default()
    }

    /// Returns one word.
    pub fn word(&mut self) -> &'static str {
        self.one_of(WORDS)
    }

    /// Returns `count` words; the first begins with a capital.
    pub fn sentence(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.word()).collect();
        let mut text = words.join(" ");
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    }

    /// Returns sentences of `count` words in all, with some markup in them.
    pub fn paragraph(&mut self, count: usize) -> String {
        let mut text = String::new();
        let mut left = count;
        while 0 < left {
            let length = left.min(6 + self.below(10));
            left -= length;
            text.push_str(&self.sentence(length));
            text.push_str(match self.below(6) {
                0 => " **at once**. ",
                1 => " with `systemctl status`. ",
                2 => ", *if asked*; see Q&A.\n",
                _ => ". ",
            });
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// Returns a heading; no two numbers below 6 have the same.
    pub fn heading(&mut self, number: usize) -> String {
        const HEADINGS: &[&str] =
            &["Find the cause of", "Restore", "Tell others about", "Measure", "Undo", "Report"];
        let heading = HEADINGS.get(number).copied().unwrap_or_default();
        format!("{heading} the {} {}", self.word(), self.word())
    }
}
