//! Text that wants out of its block, or wants to keep the build busy.

use super::super::{PlainReason, language};
use super::*;
use crate::base::processor_time;

#[test]
fn markup_stays_text_in_every_language() {
    let code = "</code></pre><script>alert(1)</script> ]]> --> '\"`<img src=x onerror=alert(1)> &amp; {{x}}\n\
        \"open </script> string\n'open <b>\n/* <!-- <? %> open\n";
    let highlighter = Highlighter::new();
    for word in language::words() {
        if let Outcome::Highlighted(html) = highlighter.highlight(Request { language: word, code })
        {
            assert_eq!(without_tags(&html, 1), escaped(code), "{word}");
        }
    }
}

#[test]
fn control_characters_and_line_ends_are_made_harmless() {
    let made = html("bash", "echo a\0b\r\nls\rpwd\u{1b}[31m");
    assert_eq!(without_tags(&made, 1), "echo a\u{FFFD}b\nls\npwd\u{1b}[31m");
    assert_eq!(html("json", ""), "");
    assert_eq!(html("json", "\n\n"), "\n\n");
    assert_eq!(html("yaml", "   \n\t"), "   \n\t");
}

#[test]
fn what_is_too_large_stays_plain() {
    let highlighter = Highlighter::new();
    let large = Outcome::Plain(PlainReason::TooLarge);
    let line = format!("{{\"a\": \"{}\"}}", "x".repeat(2 << 20));
    let spaces = " ".repeat(500_000);
    let lines = "ls\n".repeat(50_000);
    for code in [line.as_str(), &spaces, &lines, &"é".repeat(2_001)] {
        for word in ["json", "rust", "console", "diff", "kusto"] {
            assert_eq!(highlighter.highlight(Request { language: word, code }), large);
            assert_eq!(highlighter.diff_of(word, code), large);
        }
    }
    // The limit counts characters, not bytes.
    let code = "é".repeat(2_000);
    assert!(matches!(
        highlighter.highlight(Request { language: "yaml", code: &code }),
        Outcome::Highlighted(_)
    ));
}

#[test]
fn a_language_is_a_word_and_nothing_else() {
    let highlighter = Highlighter::new();
    for word in ["../../etc/passwd", "\"><script>", "bash sh", "\0", "..", "sh;ls", "nosuch", " "] {
        let made = highlighter.highlight(Request { language: word, code: "ls" });
        assert_eq!(made, Outcome::Plain(PlainReason::UnknownLanguage), "{word}");
        assert!(!highlighter.knows(word) && highlighter.canonical(word).is_none(), "{word}");
    }
    for word in ["", "text", "plaintext", "output", "none", "promql"] {
        let made = highlighter.highlight(Request { language: word, code: "ls" });
        assert_eq!(made, Outcome::Plain(PlainReason::NoLanguage), "{word}");
    }
    assert!(highlighter.knows("Text") && highlighter.knows("LUA"));
    assert_eq!(highlighter.canonical("kql"), Some("Kusto"));
    assert_eq!(highlighter.canonical("lua"), Some("Lua"));
    assert_eq!(highlighter.nearest("powershel"), Some("powershell"));
}

#[test]
fn lines_that_make_grammars_search_long_do_not_keep_the_build_busy() {
    let highlighter = Highlighter::new();
    let units = [
        "(",
        "{",
        "[",
        "\"",
        "'",
        "`",
        "<",
        "a",
        "a ",
        "-",
        "${",
        "$(",
        "1.",
        "@",
        "*_",
        "\\",
        "/*",
        " ",
        ": ",
        "a.b=(c[\"d\"]{e}:'f'<g>$h-1;",
    ];
    for language in language::LANGUAGES {
        let word = language.words.split(' ').next().unwrap();
        for unit in units {
            let line: String = unit.repeat(1_999 / unit.len());
            let code = format!("{line}\n{line}x\n\n{line}");
            let start = processor_time();
            if let Outcome::Highlighted(html) =
                highlighter.highlight(Request { language: word, code: &code })
            {
                assert_eq!(without_tags(&html, 1), escaped(&code), "{word}: {unit}");
            }
            let took = processor_time() - start;
            assert!(took.as_secs() < 5, "{word}: {unit}");
        }
    }
}

#[test]
fn an_open_string_reaches_the_end_and_no_further() {
    let code = format!("echo \"{}", "never closed & <b>\n".repeat(2_000));
    let made = html("bash", &code);
    assert_eq!(without_tags(&made, 1), escaped(&code));
    assert!(made.ends_with("<span class=\"s\">never closed &amp; &lt;b&gt;</span>\n"));
}
