//! Scripts: what they do without what they say to their authors.

/// Leaves out the lines that are comments, and the room before the others. A
/// script with a template of several lines stays as it is, since a line of
/// that can look like a comment; so does a comment that begins with `//!`,
/// which by custom holds a licence.
pub fn without_comments(script: &str) -> String {
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
            out.push_str(line.trim_start_matches(' '));
        }
        continues = line.trim_end().ends_with('\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn leaves_out_comments_and_nothing_else() {
        for (script, left) in [
            ("// why\na();\n  // and `this`\n  b(); // c\n", "a();\nb(); // c\n"),
            ("//! licence\na(`b`);", "//! licence\na(`b`);"),
            ("a(`\n// text\n`);", "a(`\n// text\n`);"),
            ("/* a\n// b */ c();\n", "/* a\n// b */ c();\n"),
            ("a(\"b\\\n  // c\");\n", "a(\"b\\\n  // c\");\n"),
        ] {
            assert_eq!(without_comments(script), left);
        }
    }
}
