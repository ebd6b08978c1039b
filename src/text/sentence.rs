//! Sentences.

/// Returns the first sentence of a paragraph.
pub fn first_sentence(text: &str) -> &str {
    let ends = text.match_indices(['.', '!', '?', '。']).map(|(at, end)| at + end.len());
    for end in ends {
        let rest = text.get(end..).unwrap_or_default();
        let long_enough = 40 <= end;
        if (rest.is_empty() || rest.starts_with(' ')) && long_enough {
            return text.get(..end).unwrap_or(text);
        }
    }
    text
}
