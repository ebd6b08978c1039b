//! Words as a fence takes them: what has a meaning there is written in
//! another way.

/// Returns words in one line, without what a fence would take for a mark.
pub(super) fn plain(text: &str) -> String {
    let text = text.split_whitespace().map(word).collect::<Vec<String>>().join(" ");
    let text = text.replace("->", "to").replace("[[", "[").replace("]]", "]");
    match text.strip_suffix('}').and_then(|inner| inner.rfind("{#")) {
        Some(_) => text.replace("{#", "{ #"),
        None => text,
    }
}

/// Returns the name of a lane as lists of lanes take it.
pub(super) fn lane(text: &str) -> String {
    plain(text).replace('|', "/")
}

fn word(word: &str) -> String {
    // A word that begins like this is a lane, or a comment.
    match (word.strip_prefix('@'), word.strip_prefix("//")) {
        (Some(""), _) | (None, None) => word.into(),
        (Some(rest), _) => format!("at {rest}"),
        (_, Some(rest)) => format!("/{}", rest.trim_start_matches('/')),
    }
}

#[cfg(test)]
mod tests {
    use super::{lane, plain};

    #[test]
    fn marks_are_no_words() {
        assert_eq!(plain("Ask\n @Desk  -> {#x}"), "Ask at Desk to { #x}");
        assert_eq!(plain("a @ b // c http://d"), "a @ b / c http://d");
        assert_eq!(plain("[[A]]"), "[A]");
        assert_eq!(lane("A | B"), "A / B");
    }
}
