//! Text as Markdown that means just this text. Most text stays as it is: a
//! mark is escaped only where it could mean something.

/// Where a text stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Whether it begins a line, where a list or a heading could begin.
    pub begins_line: bool,
    /// Whether it stands in a cell, which ends at a bar.
    pub in_cell: bool,
}

/// Writes a text.
pub(super) fn escape_into(out: &mut String, text: &str, place: Place) {
    let text = if place.begins_line { text.trim_start_matches([' ', '\t']) } else { text };
    let mut rest = text;
    if place.begins_line {
        rest = begin_line(out, text);
    }
    if !rest.bytes().any(is_special) {
        return out.push_str(rest);
    }
    let mut before = out.chars().next_back();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        let after = chars.clone().next();
        let means_something = match c {
            '|' => place.in_cell,
            '&' => is_reference(chars.as_str()),
            c => needs_escape(c, before, after),
        };
        if means_something {
            out.push('\\');
        }
        match c {
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
        before = Some(c);
    }
}

fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'`'
            | b'*'
            | b'_'
            | b'['
            | b']'
            | b'<'
            | b'&'
            | b'~'
            | b'|'
            | b'{'
            | b'#'
            | b':'
            | b'\n'
            | b'\r'
    )
}

fn needs_escape(c: char, before: Option<char>, after: Option<char>) -> bool {
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '`' | '[' | ']' | '~' => true,
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
        '*' => !(before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_whitespace)),
        '_' => !(is_word(before) && is_word(after) || is_space(before) && after == Some(' ')),
        '<' => after.is_none_or(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
        // Attributes, and marks of other tools.
        '{' => after.is_some_and(|c| matches!(c, '#' | '.' | ':' | '%' | '{')),
        // The end of a heading.
        '#' => is_space(before) && before.is_some() && (is_space(after) || after == Some('#')),
        _ => false,
    }
}

/// Tells whether `&` and this text could be read as a character.
fn is_reference(after: &str) -> bool {
    let end = after
        .bytes()
        .take(LONGEST_REFERENCE)
        .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'));
    // What is cut here may go on in the next text.
    end.map_or(after.len() <= LONGEST_REFERENCE, |end| after.as_bytes().get(end) == Some(&b';'))
}

/// So long is the longest name of a character.
const LONGEST_REFERENCE: usize = 32;

/// Writes what would begin a block, escaped; returns the rest.
fn begin_line<'a>(out: &mut String, text: &'a str) -> &'a str {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    let mut chars = rest.chars();
    let (first, second) = (chars.next(), chars.next());
    let begins_block = match first {
        Some('.' | ')') => 0 < digits && second.is_none_or(char::is_whitespace),
        Some('#') => digits == 0 && second.is_none_or(|c| c == '#' || c.is_whitespace()),
        Some(mark @ ('-' | '+' | '*' | '_')) => {
            digits == 0 && second.is_none_or(|c| c.is_whitespace() || c == mark)
        }
        Some('>' | '=' | '|') => digits == 0,
        Some(':') => digits == 0 && second.is_none_or(|c| c == ':' || c.is_whitespace()),
        Some('!' | '?' | '/') => digits == 0 && first == second,
        _ => false,
    };
    if !begins_block {
        return text;
    }
    out.push_str(number);
    out.push('\\');
    out.extend(first);
    chars.next();
    rest.get(first.map_or(0, char::len_utf8)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Place, escape_into};

    #[test]
    fn escapes_what_could_mean_something_and_nothing_else() {
        for (text, expected) in [
            ("a * b, 2 < 3, snake_case, R&D, C#", "a * b, 2 < 3, snake_case, R&D, C#"),
            ("*a* _b_ `c` [d](e) ~f~", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~f\\~"),
            ("<b> &amp; \\* C:\\a", "\\<b> \\&amp; \\\\\\* C:\\a"),
            ("1. a", "1\\. a"),
            ("1.5 a", "1.5 a"),
            ("- a", "\\- a"),
            ("-5 a", "-5 a"),
            ("# a", "\\# a"),
            ("> a", "\\> a"),
            ("* a", "\\* a"),
            ("_ _ _", "\\_ _ \\_"),
            ("::: a", "\\::: a"),
            ("=== a", "\\=== a"),
            ("a {#b} {c}", "a \\{#b} {c}"),
            ("!!! a", "\\!!! a"),
        ] {
            let mut out = String::new();
            escape_into(&mut out, text, Place { begins_line: true, in_cell: false });
            assert_eq!(out, expected);
        }
        let mut out = String::new();
        escape_into(&mut out, "a|b", Place { begins_line: false, in_cell: true });
        assert_eq!(out, "a\\|b");
    }
}
