//! Bare addresses in text, found by the rules of GitHub Flavored Markdown
//! (section "Autolinks (extension)" of its specification).

use std::ops::Range;

/// An address found in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Autolink {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Where it leads.
    pub destination: String,
}

/// Finds the addresses in `text`: `http://`, `https://`, `ftp://`, `www.`
/// and mail addresses.
pub fn find(text: &str) -> Vec<Autolink> {
    let mut found = Vec::new();
    if !(text.contains("://") || text.contains("www.") || text.contains('@')) {
        return found;
    }
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(step) = rest.find([':', 'w', '@']) else { break };
        let here = at + step;
        match web(text, here, at).or_else(|| mail(text, here, at)) {
            Some(link) => {
                at = link.range.end;
                found.push(link);
            }
            None => at = here + 1,
        }
    }
    found
}

/// Reads a web address whose `:` or `www.` stands at `here`; it may not
/// begin before `from`.
fn web(text: &str, here: usize, from: usize) -> Option<Autolink> {
    let rest = text.get(here..)?;
    let (start, scheme) = if rest.starts_with("://") {
        let before = text.get(from..here)?;
        let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| {
            let tail = before.len().checked_sub(scheme.len()).and_then(|at| before.get(at..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(scheme))
        })?;
        (here - scheme.len(), "")
    } else if rest.starts_with("www.") {
        (here, "http://")
    } else {
        return None;
    };
    let before = text.get(..start)?.chars().next_back();
    if !before.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '(' | '"' | '\''))
    {
        return None;
    }
    let host_start = if scheme.is_empty() { here + 3 } else { here };
    is_domain(text.get(host_start..)?).then_some(())?;
    let end = start + trimmed(text.get(start..)?);
    let address = text.get(start..end)?;
    (host_start < end)
        .then(|| Autolink { range: start..end, destination: format!("{scheme}{address}") })
}

/// Tells whether a text begins with a domain: labels of letters, digits, `-`
/// and `_`, at least one dot (or a port-free host after a scheme), no `_` in
/// the last two labels.
fn is_domain(text: &str) -> bool {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))
        .unwrap_or(text.len());
    let host = text.get(..end).unwrap_or_default().trim_end_matches('.');
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let before = labels.next().unwrap_or_default();
    !last.is_empty() && !before.is_empty() && !last.contains('_') && !before.contains('_')
}

/// Returns the length of the address at the start of `text`, without the
/// punctuation that belongs to the sentence.
fn trimmed(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || c == '<').unwrap_or(text.len());
    let mut address = text.get(..end).unwrap_or_default();
    loop {
        let shorter = match address.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '"') => {
                address.get(..address.len() - 1)
            }
            Some(')') if address.matches('(').count() < address.matches(')').count() => {
                address.get(..address.len() - 1)
            }
            Some(';') => Some(without_entity(address)),
            _ => None,
        };
        match shorter {
            Some(shorter) if shorter.len() < address.len() => address = shorter,
            _ => return address.len(),
        }
    }
}

fn without_entity(address: &str) -> &str {
    let body = address.strip_suffix(';').unwrap_or(address);
    match body.rsplit_once('&') {
        Some((before, name))
            if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            before
        }
        _ => address,
    }
}

/// Reads a mail address whose `@` stands at `here`.
fn mail(text: &str, here: usize, from: usize) -> Option<Autolink> {
    let after = text.get(here..)?.strip_prefix('@')?;
    let before = text.get(from..here)?;
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let start = here - (before.len() - before.trim_end_matches(is_local).len());
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let host = after.get(..after.find(|c| !is_host(c)).unwrap_or(after.len()))?;
    let host = host.trim_end_matches('.');
    let good = start < here
        && host.contains('.')
        && !host.ends_with(['-', '_'])
        && host.split('.').all(|label| !label.is_empty());
    let end = here + 1 + host.len();
    let destination = format!("mailto:{}", text.get(start..end)?);
    good.then_some(Autolink { range: start..end, destination })
}

#[cfg(test)]
mod tests {
    use super::find;

    fn links(text: &str) -> Vec<&str> {
        find(text).into_iter().filter_map(|link| text.get(link.range)).collect()
    }

    #[test]
    fn finds_addresses_without_the_sentence_around_them() {
        assert_eq!(
            links("See https://a.example/x_y?z=1, or www.b.example."),
            ["https://a.example/x_y?z=1", "www.b.example"]
        );
        assert_eq!(
            links("(http://a.example/(b)) and x@y.example;"),
            ["http://a.example/(b)", "x@y.example"]
        );
        assert_eq!(links("http://a.example/?q=1&hl; x"), ["http://a.example/?q=1"]);
    }

    #[test]
    fn leaves_other_text_alone() {
        for text in
            ["a:b", "www", "xhttp://a.b", "http://", "user@host", "a@b-", "http://localhost"]
        {
            assert_eq!(links(text), [""; 0], "{text}");
        }
    }
}
