//! Stems of words, by the language they are written in.

use pagefind_stem::{Algorithm, Stemmer};

use super::words::fold;

/// Returns what finds the stems of words of a language; `None` if nothing
/// does.
pub fn stemmer(lang: &str) -> Option<Stemmer> {
    let algorithm = match lang.split(['-', '_']).next().unwrap_or_default() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        _ => return None,
    };
    Some(Stemmer::create(algorithm))
}

/// Returns the stem of a folded word. Numbers and short words have none.
pub fn stem(stemmer: Option<&Stemmer>, word: &str) -> String {
    let is_plain = 3 < word.len() && word.chars().all(char::is_alphabetic);
    match stemmer.filter(|_| is_plain) {
        Some(stemmer) => fold(&stemmer.stem(word)),
        None => word.to_string(),
    }
}
