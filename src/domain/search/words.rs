//! The words of a text, as they are indexed and asked for.
//!
//! A text is cut at white space into chunks, a chunk into words: letters,
//! marks and digits in a row, cut again where a capital begins a new part
//! (`KubePodCrashLooping`). Words between which only one of `- _ . : @ + '`
//! stands are also one word together, so codes, file names and options are
//! found whole and in parts. Texts without spaces between words (Chinese,
//! Japanese, Thai and others) become pairs of letters.
//!
//! The page's script cuts questions in the same way (`search/10-words.js`).
//! Only what regular expressions of browsers know is used, so that both agree.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A longer word is cut off, in characters.
const LONGEST: usize = 40;
/// So many parts of one chunk are also one word together.
const MOST_PARTS: usize = 8;

/// A word with what it is part of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// The word, folded.
    pub text: String,
    /// Whether it is made of several that stand as words of their own.
    pub is_joined: bool,
}

/// Folds letters: small ones, without accents, ligatures in parts.
pub fn fold(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii()) {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            letter => out.extend(letter.to_lowercase()),
        }
    }
    out
}

/// Calls `each` with the words of every chunk of a text, in order.
pub fn chunks(text: &str, each: &mut dyn FnMut(&[Word])) {
    let mut words = Vec::new();
    for chunk in text.split_whitespace() {
        words.clear();
        of_chunk(chunk, &mut words);
        if !words.is_empty() {
            each(&words);
        }
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

fn joins(between: &str) -> bool {
    matches!(between, "-" | "_" | "." | ":" | "@" | "+" | "'" | "’")
}

/// Tells whether a letter belongs to a writing without spaces.
fn is_dense(letter: char) -> bool {
    matches!(letter,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{2fa1f}')
}

fn of_chunk(chunk: &str, out: &mut Vec<Word>) {
    let runs = runs(chunk);
    let mut together: Vec<String> = Vec::new();
    let mut end = 0;
    for run in runs {
        let between = chunk.get(end..run.start).unwrap_or_default();
        if end == 0 || !joins(between) {
            join(std::mem::take(&mut together), out);
        }
        let text = chunk.get(run.clone()).unwrap_or_default();
        end = run.end;
        if text.chars().any(is_dense) {
            join(std::mem::take(&mut together), out);
            pairs(text, out);
            continue;
        }
        let parts = capitals(text);
        let parts: Vec<String> = parts.into_iter().map(|part| cut(&fold(part))).collect();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            out.push(Word { text: part.clone(), is_joined: false });
        }
        if 2 < parts.len() && parts.len() <= MOST_PARTS {
            // Some of the parts of a name together: `CrashLooping`.
            for count in 2..parts.len().min(4) {
                for some in parts.windows(count) {
                    out.push(Word { text: cut(&some.concat()), is_joined: true });
                }
            }
        }
        together.extend(parts);
    }
    join(together, out);
}

/// Adds words that are one together.
fn join(parts: Vec<String>, out: &mut Vec<Word>) {
    if 1 < parts.len() && parts.len() <= MOST_PARTS {
        out.push(Word { text: cut(&parts.concat()), is_joined: true });
    }
}

fn cut(word: &str) -> String {
    match word.char_indices().nth(LONGEST) {
        Some((end, _)) => word.get(..end).unwrap_or_default().to_string(),
        None => word.to_string(),
    }
}

/// Returns the places of letters, marks and digits in a row.
fn runs(chunk: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, letter) in chunk.char_indices().filter(|(_, letter)| is_word(*letter)) {
        let end = at + letter.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

/// Cuts `KubePodCrash` and `HTTPServer` before the capitals that begin parts,
/// and `High403Forbidden` around its number.
fn capitals(run: &str) -> Vec<&str> {
    let letters: Vec<(usize, char)> = run.char_indices().collect();
    let mut parts = Vec::new();
    let mut begin = 0;
    for (number, near) in letters.windows(2).enumerate() {
        let [(_, before), (at, letter)] = near else { continue };
        let after = letters.get(number + 2).map(|(_, after)| *after);
        let begins_name = letter.is_uppercase()
            && (before.is_lowercase()
                || before.is_ascii_digit()
                || before.is_uppercase() && after.is_some_and(char::is_lowercase));
        // A word of three letters or more; `p1` and `ipv6` are whole.
        let word = number.checked_sub(2).and_then(|from| letters.get(from..number));
        let begins_number = letter.is_ascii_digit()
            && after.is_some_and(|after| after.is_ascii_digit())
            && before.is_lowercase()
            && word.is_some_and(|word| word.iter().all(|(_, letter)| letter.is_alphabetic()));
        if begins_name || begins_number {
            parts.extend(run.get(begin..*at));
            begin = *at;
        }
    }
    parts.extend(run.get(begin..));
    // `iOS` and `McDonald` are names; single letters say nothing.
    match parts.iter().all(|part| 1 < part.chars().count()) {
        true => parts,
        false => vec![run],
    }
}

/// Adds the letters of a text without spaces, two by two.
fn pairs(text: &str, out: &mut Vec<Word>) {
    let letters: Vec<char> = fold(text).chars().collect();
    match letters.as_slice() {
        [only] => out.push(Word { text: only.to_string(), is_joined: false }),
        letters => {
            let pairs = letters.windows(2).map(|pair| pair.iter().collect());
            out.extend(pairs.map(|text| Word { text, is_joined: false }));
        }
    }
}

/// A telephone number has at least and at most so many digits.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// It is found by so many of its last digits too.
const LAST_DIGITS: [usize; 2] = [9, 7];

/// Returns the digits of the telephone numbers in a text, whole and the last
/// ones. A number begins with `+`, `(` or `0`; its `(0)` is not dialled.
pub fn phones(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '.' | '/');
    let mut rest = text;
    while let Some(at) = rest.find(['+', '(', '0']) {
        let begins_word = rest.get(..at).is_none_or(|before| !before.ends_with(is_word));
        let from = rest.get(at..).unwrap_or_default();
        let first = from.chars().next().map_or(1, char::len_utf8);
        let end = from.get(first..).and_then(|rest| rest.find(|c| !is_part(c)));
        let end = end.map_or(from.len(), |end| end + first);
        let number = from.get(..end).unwrap_or_default().replace("(0)", "");
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if begins_word && DIGITS.contains(&digits.len()) {
            let last = LAST_DIGITS.iter().filter_map(|count| {
                digits.get(digits.len().checked_sub(*count)?..).map(str::to_string)
            });
            all.extend(last);
            all.push(digits);
        }
        rest = from.get(end..).unwrap_or_default();
    }
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::{chunks, fold, phones};

    #[test]
    fn telephone_numbers_are_digits() {
        for (text, numbers) in [
            ("call +44 (0)20 7946 0142, now", "079460142 442079460142 9460142"),
            ("020-7946-0142.", "02079460142 079460142 9460142"),
            ("on 2026-11-27 at 04:10", ""),
            ("0 or 1", ""),
        ] {
            assert_eq!(phones(text).join(" "), numbers, "{text}");
        }
    }

    fn words(text: &str) -> String {
        let mut all = Vec::new();
        chunks(text, &mut |words| {
            all.extend(words.iter().map(|word| match word.is_joined {
                true => format!("={}", word.text),
                false => word.text.clone(),
            }));
        });
        all.join(" ")
    }

    #[test]
    fn names_are_whole_and_in_parts() {
        for (text, expected) in [
            ("Restore the Database.", "restore the database"),
            (
                "KubePodCrashLooping",
                "kube pod crash looping =kubepod =podcrash =crashlooping =kubepodcrash \
              =podcrashlooping =kubepodcrashlooping",
            ),
            ("ORA-01555:", "ora 01555 =ora01555"),
            ("--no-verify", "no verify =noverify"),
            ("#p1-bridge", "p1 bridge =p1bridge"),
            ("HTTPServer P1 iOS", "http server =httpserver p1 ios"),
            ("and/or, (x)", "and or x"),
            (
                "High403Forbidden V4Subnet",
                "high 403 forbidden =high403 =403forbidden =high403forbidden v4 subnet =v4subnet",
            ),
            ("sha256 ipv6 k8s D365", "sha 256 =sha256 ipv6 k8s d365"),
            ("handover.toml", "handover toml =handovertoml"),
            ("Ärger Straße naïve", "arger strasse naive"),
            ("障害対応 a", "障害 害対 対応 a"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(words(&"a".repeat(5_000)).len(), 40);
        assert_eq!(words(&"a-".repeat(50)), vec!["a"; 50].join(" "));
    }

    #[test]
    fn folds_letters() {
        assert_eq!(fold("ÅØ İı ΣΑΣ"), "ao ii σασ");
    }
}
