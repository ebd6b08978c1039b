//! Names of languages, by the codes of ISO 639-1 that authors write.

/// Codes and English names, sorted by code.
const LANGUAGES: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("az", "Azerbaijani"),
    ("be", "Belarusian"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("bs", "Bosnian"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gl", "Galician"),
    ("gu", "Gujarati"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("kk", "Kazakh"),
    ("km", "Khmer"),
    ("kn", "Kannada"),
    ("ko", "Korean"),
    ("lo", "Lao"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mk", "Macedonian"),
    ("ml", "Malayalam"),
    ("mn", "Mongolian"),
    ("mr", "Marathi"),
    ("ms", "Malay"),
    ("mt", "Maltese"),
    ("my", "Burmese"),
    ("nb", "Norwegian Bokmål"),
    ("ne", "Nepali"),
    ("nl", "Dutch"),
    ("nn", "Norwegian Nynorsk"),
    ("no", "Norwegian"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("si", "Sinhala"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("so", "Somali"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("th", "Thai"),
    ("tl", "Tagalog"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("uz", "Uzbek"),
    ("vi", "Vietnamese"),
    ("xh", "Xhosa"),
    ("yo", "Yoruba"),
    ("zh", "Chinese"),
    ("zu", "Zulu"),
];

/// Returns what readers call a language: `Portuguese`, `Portuguese (BR)`; a
/// tag that is not known is its own name.
pub fn name(tag: &str) -> String {
    let (code, place) = tag.split_once('-').unwrap_or((tag, ""));
    let known = LANGUAGES.iter().find(|(own, _)| own.eq_ignore_ascii_case(code));
    match (known, place) {
        (Some((_, name)), "") => (*name).into(),
        (Some((_, name)), place) => format!("{name} ({})", place.to_uppercase()),
        (None, _) => tag.into(),
    }
}

/// Returns the tag of a language that is written as its tag or by its
/// English name: `pt` for `Portuguese`.
pub fn tag(written: &str) -> String {
    let written = written.trim();
    let named = LANGUAGES.iter().find(|(_, name)| name.eq_ignore_ascii_case(written));
    named.map_or_else(|| written.to_lowercase(), |(code, _)| (*code).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_languages_by_tag_and_by_name() {
        for (written, tag_of, name_of) in [
            ("pt", "pt", "Portuguese"),
            ("pt-BR", "pt-br", "Portuguese (BR)"),
            ("English", "en", "English"),
            (" JA ", "ja", "Japanese"),
            ("Klingon", "klingon", "klingon"),
        ] {
            assert_eq!(tag(written), tag_of, "{written}");
            assert_eq!(name(&tag(written)), name_of, "{written}");
        }
        assert!(LANGUAGES.is_sorted());
    }
}
