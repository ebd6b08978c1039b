//! Places where a long name may go on in the next line. `KubePodNotReady` and
//! `/etc/kubernetes/manifests` are one word to a browser, which breaks it
//! anywhere, or lets it stand out of its column.

use super::html::escape_into;

/// A word of fewer characters fits into every column.
const LONG: usize = 16;
/// So many characters stand on each side of a break at least.
const LEAST: usize = 3;

/// Escapes a text for HTML, with places to break in its long words: before a
/// capital letter that begins a word, and behind a sign that joins words.
pub fn with_breaks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < LONG {
            escape_into(&mut out, word);
            continue;
        }
        let end = word.trim_end().chars().count();
        let (mut start, mut last) = (0, 0);
        for (at, (offset, _)) in word.char_indices().enumerate() {
            if LEAST <= at - last && at + LEAST <= end && may_break(&letters, at) {
                escape_into(&mut out, word.get(start..offset).unwrap_or_default());
                out.push_str("<wbr>");
                (start, last) = (offset, at);
            }
        }
        escape_into(&mut out, word.get(start..).unwrap_or_default());
    }
    out
}

/// Tells whether a line may end before the letter at `at`.
fn may_break(letters: &[char], at: usize) -> bool {
    let (Some(before), Some(letter)) = (letters.get(at.wrapping_sub(1)), letters.get(at)) else {
        return false;
    };
    let is_sign =
        matches!(before, '_' | '.' | '/' | ':' | ',' | '=' | '&') && letter.is_alphanumeric();
    let begins = letter.is_uppercase()
        && (before.is_lowercase()
            || before.is_uppercase()
                && letters.get(at + 1).is_some_and(|next| next.is_lowercase()));
    is_sign || begins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_break_where_their_words_begin() {
        for (text, broken) in [
            ("KubePersistentVolumeFillingUp", "Kube|Persistent|Volume|FillingUp"),
            ("OVNKubernetesNorthdInactive", "OVN|Kubernetes|Northd|Inactive"),
            ("etcdHighNumberOfFailedGRPCRequests", "etcd|High|Number|OfFailed|GRPC|Requests"),
            ("node_filesystem_avail_bytes", "node_|filesystem_|avail_|bytes"),
            ("/etc/kubernetes/manifests", "/etc/|kubernetes/|manifests"),
            ("Donaudampfschifffahrt", "Donaudampfschifffahrt"),
            ("KubePodNotReady", "KubePodNotReady"),
            ("A JavaScript page", "A JavaScript page"),
            ("ABCDEFGHIJKLMNOPQRS", "ABCDEFGHIJKLMNOPQRS"),
        ] {
            assert_eq!(with_breaks(text).replace("<wbr>", "|"), broken);
        }
    }

    #[test]
    fn what_means_something_in_html_is_escaped() {
        assert_eq!(
            with_breaks("a<b> LongNames&OtherNames\"x"),
            "a&lt;b&gt; Long<wbr>Names&amp;<wbr>Other<wbr>Names&quot;x"
        );
    }
}
