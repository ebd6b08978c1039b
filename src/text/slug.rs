//! Ids and addresses made from words, by the rule Git hosts use.

use unicode_normalization::UnicodeNormalization as _;

/// Makes the anchor of a heading: lower case, white space becomes `-`,
/// letters, digits, `-` and `_` stay, everything else goes. Nothing is
/// collapsed or trimmed, so `A & B` is `a--b`, as on GitHub and Microsoft
/// Learn, and links written for those keep working.
pub fn slug(text: &str) -> String {
    slug_keeping(text, |_| false)
}

/// Makes a part of an address from the name of a file or folder: as
/// [`slug`], and dots stay, so that `release-1.2` keeps its number. Never
/// empty, and never a name that hides or climbs.
pub fn segment(name: &str) -> String {
    let slug = slug_keeping(name, |c| c == '.');
    let slug = slug.trim_matches('.');
    if slug.is_empty() { "page".into() } else { slug.into() }
}

/// Makes the anchor of a heading by the rule of MkDocs, which is that of
/// Python-Markdown's `toc` extension: letters lose their marks, what is not
/// ASCII goes, and white space and hyphens collapse.
pub fn slug_of_mkdocs(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().nfkd() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => slug.push(c.to_ascii_lowercase()),
            c if (c == '-' || c.is_ascii_whitespace()) && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug
}

fn slug_keeping(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '-' | '_' => slug.push(c),
            c if c.is_whitespace() => slug.push('-'),
            c if c.is_alphanumeric() => slug.extend(c.to_lowercase()),
            c if keep(c) => slug.push(c),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_rule_of_git_hosts() {
        for (text, expected) in [
            ("Who does what", "who-does-what"),
            ("SLAs, priorities & escalations", "slas-priorities--escalations"),
            ("What's new?", "whats-new"),
            (" Step 3: go ", "-step-3-go-"),
            ("snake_case", "snake_case"),
            ("Größe и 数", "größe-и-数"),
        ] {
            assert_eq!(slug(text), expected);
        }
        for (text, expected) in [
            ("Executive Swoop - Anti-Motivation", "executive-swoop-anti-motivation"),
            ("SLAs, priorities & escalations", "slas-priorities-escalations"),
            ("Größe und Maß", "groe-und-ma"),
            ("数", ""),
        ] {
            assert_eq!(slug_of_mkdocs(text), expected);
        }
        assert_eq!(segment("Release 1.2"), "release-1.2");
        assert_eq!(segment("..."), "page");
    }
}
