//! Comments and spaces of a script, left out line by line.

/// Leaves out the lines that are comments, and room that means nothing. A
/// script with a template of several lines stays as it is, since a line of
/// that can look like anything; so does a comment that begins with `//!`.
pub(super) fn compact(script: &str) -> String {
    let is_open = |line: &str| line.matches('`').count() % 2 == 1;
    let is_comment = |line: &str| {
        let line = line.trim_start();
        line.starts_with("//") && !line.starts_with("//!") && !line.contains("*/")
    };
    if script.lines().any(|line| !is_comment(line) && is_open(line)) {
        return script.into();
    }
    let mut out = String::with_capacity(script.len());
    let mut continues = false;
    for line in script.split_inclusive('\n') {
        if continues {
            out.push_str(line);
        } else if !is_comment(line) {
            compact_line(line.trim_start_matches(' '), &mut out);
        }
        continues = line.trim_end().ends_with('\\');
    }
    out
}

/// Leaves out spaces beside marks, and the end of a line that goes on. What
/// is in quotes, in a pattern or in a template keeps its spaces; a line with a
/// slash that may be one thing or another keeps all.
fn compact_line(line: &str, out: &mut String) {
    let begins = out.len();
    let mut inside = None;
    let mut is_escaped = false;
    let mut letters = line.chars().peekable();
    let mut last = '\n';
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or('\n');
        match (inside, letter) {
            (None, '/') if begins_pattern(last) && !"/*".contains(next) => inside = Some('/'),
            (None, '/') if next == ' ' && is_value(last) => {}
            (None, '/') | (Some('`'), '{') => {
                out.truncate(begins);
                return out.push_str(line);
            }
            (None, ' ') if is_idle(last, next) => continue,
            (None, '"' | '\'' | '`') => inside = Some(letter),
            // A slash in brackets does not end a pattern.
            (Some('/'), '[') if !is_escaped => inside = Some(']'),
            (Some(']'), ']') if !is_escaped => inside = Some('/'),
            (Some(end), _) if letter == end && !is_escaped => inside = None,
            _ => {}
        }
        is_escaped = letter == '\\' && !is_escaped;
        if letter != '\n' || !";{,([".contains(last) {
            out.push(letter);
        }
        last = letter;
    }
}

/// Tells whether a slash behind this begins a pattern: nothing can be divided
/// there.
fn begins_pattern(last: char) -> bool {
    "(,=:[!&|?{;>".contains(last)
}

/// Tells whether something ends here that can be divided.
fn is_value(last: char) -> bool {
    last.is_alphanumeric() || ")]_$".contains(last)
}

/// Tells whether a space between two letters means nothing: neither are both
/// of words, nor would they become one mark.
fn is_idle(before: char, after: char) -> bool {
    let is_mark = |letter: char| letter.is_ascii_punctuation() && !"_$\\#@".contains(letter);
    let joins =
        matches!((before, after), ('+', '+') | ('-', '-' | '>') | ('<', '!') | ('/', '/' | '*'));
    let is_number = before.is_ascii_digit() && after == '.';
    (is_mark(before) || is_mark(after)) && !joins && !is_number
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn leaves_out_comments_and_idle_spaces_and_nothing_else() {
        for (script, left) in [
            ("// why\na();\n  // and `this`\n  b(); // c\n", "a();b(); // c\n"),
            ("f({\n  a,\n  b\n})\ng();\n", "f({a,b\n})\ng();"),
            ("//! licence\na(`b`);", "//! licence\na(`b`);"),
            ("a(`\n// text\n`);", "a(`\n// text\n`);"),
            ("/* a\n// b */ c();\n", "/* a\n// b */ c();\n"),
            ("a(\"b\\\n  // c\");\n", "a(\"b\\\n  // c\");\n"),
            ("const f = (a, b) => { return a + b; };\n", "const f=(a,b)=>{return a+b;};"),
            ("a(\" , \\\" , \", ' = ') ;", "a(\" , \\\" , \",' = ');"),
            ("a + +b - -c; d < !--e; f-- > g; 1 .h", "a+ +b- -c;d< !--e;f-- >g;1 .h"),
            ("x = y / z; p = (/a , [/] ,\\/ b/);", "x=y/z;p=(/a , [/] ,\\/ b/);"),
            ("x = y /z; p = 1;", "x = y /z; p = 1;"),
            ("if (a) /b , c/.test(d);", "if (a) /b , c/.test(d);"),
            ("x = `a , b` ;", "x=`a , b`;"),
            ("x = `a , ${ b }`;", "x = `a , ${ b }`;"),
            ("$ of _ in #a;", "$ of _ in #a;"),
        ] {
            assert_eq!(compact(script), left);
        }
    }
}
