//! Addresses: schemes, fragments, percent-encoding.

/// An address as written in a link, taken apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Address<'a> {
    /// Everything before `?` and `#`.
    pub path: &'a str,
    /// What follows `?`, without it.
    pub query: Option<&'a str>,
    /// What follows `#`, without it.
    pub fragment: Option<&'a str>,
}

/// Takes an address apart at its first `#` and, before that, its first `?`.
pub fn split(address: &str) -> Address<'_> {
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (address, None),
    };
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (rest, None),
    };
    Address { path, query, fragment }
}

/// Returns the scheme of an address in lower case (RFC 3986, 3.1).
///
/// Leading white space and control characters and embedded tabs and line
/// ends do not hide a scheme: browsers drop them, so they are dropped here.
pub fn scheme(address: &str) -> Option<String> {
    let clean: String = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let (scheme, _) = clean.split_once(':')?;
    let mut letters = scheme.chars();
    let starts = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
    let goes_on = letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // One letter before the colon is a Windows drive, not a scheme.
    (starts && goes_on && 1 < scheme.len()).then(|| scheme.to_ascii_lowercase())
}

/// Schemes a link may have. Everything else (`javascript:`, `data:`, ...) is
/// refused, so a scheme invented tomorrow is refused too.
const SAFE: &[&str] = &[
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "ssh", "git", "irc", "ircs",
    "xmpp", "sip", "sips", "slack", "msteams", "teams", "vscode", "news", "nntp", "matrix", "ldap",
    "ldaps", "rdp", "smb", "file", "zoommtg", "webcal", "geo", "urn", "doi", "im", "magnet",
];

/// Tells whether a link may lead to a scheme (given in lower case).
pub fn is_safe_scheme(scheme: &str) -> bool {
    SAFE.contains(&scheme)
}

/// Undoes percent-encoding. A broken sequence stays as it is; bytes that are
/// no UTF-8 become replacement characters.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(value) => {
                decoded.push(value);
                at += 3;
            }
            None => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Writes a path as an author can write it in a link: a space would end it.
pub fn encode_spaces(path: &str) -> String {
    path.replace(' ', "%20")
}

/// Percent-encodes a path for a link: everything but unreserved characters,
/// `/` and what RFC 3986 allows in a path segment. A first segment with a
/// colon gets `./` before it, so that it can never be read as a scheme.
pub fn encode_path(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    if path.split('/').next().is_some_and(|first| first.contains(':')) {
        encoded.push_str("./");
    }
    let mut done = 0;
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => continue,
            b'-' | b'.' | b'_' | b'~' | b'/' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*'
            | b'+' | b',' | b';' | b'=' | b':' | b'@' => continue,
            _ => encoded.push_str(path.get(done..at).unwrap_or_default()),
        }
        encoded.push_str(&format!("%{byte:02X}"));
        done = at + 1;
    }
    encoded.push_str(path.get(done..).unwrap_or_default());
    encoded
}

/// Percent-encodes a fragment: as [`encode_path`], and `?` and letters of
/// every language stay readable.
pub fn encode_fragment(fragment: &str) -> String {
    let mut encoded = String::with_capacity(fragment.len());
    for c in fragment.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '`' | '%' | '\\' | '^' | '{' | '|' | '}' | '#' => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    encoded.push_str(&format!("%{byte:02X}"));
                }
            }
            c if c.is_control() => {}
            c => encoded.push(c),
        }
    }
    encoded
}

/// Percent-encodes what may not stand in an address that is otherwise left as
/// it was written: white space, control characters, quotes, angle brackets.
pub fn encode_address(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for c in address.chars() {
        if c <= ' ' || matches!(c, '"' | '<' | '>' | '`' | '\\' | '\u{7f}') {
            encoded.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            encoded.push(c);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_cannot_hide() {
        assert_eq!(scheme(" Java\tScript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme("\u{1}javascript:x").as_deref(), Some("javascript"));
        assert_eq!(scheme("C:\\x"), None);
        assert_eq!(scheme("a/b:c"), None);
        assert!(!is_safe_scheme("javascript") && is_safe_scheme("https"));
    }

    #[test]
    fn encoding_round_trips() {
        assert_eq!(decode("a%20b%zz%+1%C3%BC"), "a b%zz%+1ü");
        assert_eq!(encode_address("https://h/a b\"ü%20"), "https://h/a%20b%22ü%20");
        assert_eq!(encode_path("a b/ü.md"), "a%20b/%C3%BC.md");
        assert_eq!(encode_path("javascript:x"), "./javascript:x");
    }

    #[test]
    fn splits_query_and_fragment() {
        let address = split("a.md?x=1#y#z");
        assert_eq!(
            (address.path, address.query, address.fragment),
            ("a.md", Some("x=1"), Some("y#z"))
        );
    }
}
