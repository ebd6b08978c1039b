//! Commands in code blocks: which languages they are written in, which
//! prompts stand before them, and which characters in them nobody sees.

mod danger;
mod effect;
mod quote;

pub use danger::danger;
pub use effect::{Effect, effect};
pub use quote::{Quoting, quotings};

/// Languages whose lines a reader copies and runs.
const LANGUAGES: &[&str] = &[
    "sh",
    "bash",
    "zsh",
    "shell",
    "console",
    "shell-session",
    "shellsession",
    "terminal",
    "powershell",
    "pwsh",
    "ps1",
    "cmd",
    "bat",
    "batch",
    "sql",
    "tsql",
    "psql",
    "kusto",
    "kql",
    "http",
];

/// Languages in which lines behind a prompt are commands, and others are what
/// they print.
const SESSIONS: &[&str] = &["console", "shell-session", "shellsession", "terminal"];

/// Tells whether code of a language is run, line by line, by who reads it.
pub fn is_command(language: &str) -> bool {
    LANGUAGES.iter().any(|name| name.eq_ignore_ascii_case(language))
}

/// Tells whether a language has prompts and output between its commands.
pub fn is_session(language: &str) -> bool {
    SESSIONS.iter().any(|name| name.eq_ignore_ascii_case(language))
}

/// Tells whether a block of such a language has commands only: none of its
/// lines has a prompt, and the first is a command.
pub fn is_bare(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.clone().find(|line| !line.starts_with('#'));
    first.is_some_and(is_command_line) && lines.all(|line| prompt(line).is_none())
}

/// Tells whether a line is a command rather than what one prints: it begins
/// with the name of a program, and is told by a verb, an option or a sign.
fn is_command_line(line: &str) -> bool {
    let line = line.strip_prefix("sudo ").unwrap_or(line).trim_start();
    let (program, rest) = line.split_once(' ').unwrap_or((line, ""));
    let name = program.strip_prefix("./").unwrap_or(program);
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_letter);
    let is_told = rest.starts_with('-') || rest.contains(" -") || rest.contains(['$', '|', '<']);
    is_name && !rest.is_empty() && (is_told || effect("sh", line) != Effect::Unknown)
}

/// Returns the length of the prompt a line begins with, in bytes, with the
/// space behind it: `$ `, `% `, `PS C:\> `, `C:\>`, `name@host:~$ `, `name=# `.
/// `# ` is a comment and `> ` may go on with a line: both are no prompts.
pub fn prompt(line: &str) -> Option<usize> {
    let sign = line.find(['$', '%', '>', '#'])?;
    let (before, rest) = line.split_at(sign);
    let spaces = rest[1..].len() - rest[1..].trim_start_matches(' ').len();
    let has_command = spaces < rest.len() - 1;
    let end = sign + 1 + spaces;
    let is_prompt = match rest.chars().next() {
        Some('$' | '%') if before.is_empty() => 0 < spaces,
        Some('$' | '#') if is_user_at_host(before) => 0 < spaces,
        Some('>') if is_drive(before) => true,
        Some('>' | '#') if is_database(before) => 0 < spaces,
        _ => false,
    };
    (is_prompt && has_command).then_some(end)
}

/// `name@host:~/folder`, in brackets or not.
fn is_user_at_host(text: &str) -> bool {
    let text = text.trim_end().trim_start_matches('[').trim_end_matches(']');
    let Some((user, rest)) = text.split_once('@') else { return false };
    let host = rest.split([':', ' ']).next().unwrap_or_default();
    is_name(user) && is_name(host)
}

/// `PS C:\folder`, `PS /home`, `C:\folder`.
fn is_drive(text: &str) -> bool {
    let (text, is_marked) =
        text.strip_prefix("PS ").map_or((text, text == "PS"), |rest| (rest, true));
    let bytes = text.as_bytes();
    let has_drive = matches!(bytes, [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic());
    has_drive || is_marked
}

/// `mysql`, `name=`, `sqlite`, `SQL`.
fn is_database(text: &str) -> bool {
    const CLIENTS: [&str; 5] = ["mysql", "sqlite", "SQL", "MariaDB", "redis"];
    text.strip_suffix('=').is_some_and(is_name) || CLIENTS.contains(&text)
}

fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !text.is_empty() && text.chars().all(is_part)
}

/// Returns the name that Unicode gives to a character which is not seen, or
/// which turns the order of what is seen. Such a character in a command makes
/// it another command than the one a reader sees (CVE-2021-42574).
pub fn invisible(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{A0}' => "NO-BREAK SPACE",
        '\u{AD}' => "SOFT HYPHEN",
        '\u{61C}' => "ARABIC LETTER MARK",
        '\u{180E}' => "MONGOLIAN VOWEL SEPARATOR",
        '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{3000}' => "a space that is none of code",
        '\u{200B}' => "ZERO WIDTH SPACE",
        '\u{200C}' => "ZERO WIDTH NON-JOINER",
        '\u{200D}' => "ZERO WIDTH JOINER",
        '\u{200E}' => "LEFT-TO-RIGHT MARK",
        '\u{200F}' => "RIGHT-TO-LEFT MARK",
        '\u{2028}' => "LINE SEPARATOR",
        '\u{2029}' => "PARAGRAPH SEPARATOR",
        '\u{202A}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202B}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202C}' => "POP DIRECTIONAL FORMATTING",
        '\u{202D}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202E}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{202F}' => "NARROW NO-BREAK SPACE",
        '\u{2060}' => "WORD JOINER",
        '\u{2061}'..='\u{2064}' => "an invisible operator",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{206A}'..='\u{206F}' => "a deprecated format character",
        '\u{FEFF}' => "ZERO WIDTH NO-BREAK SPACE",
        '\u{FFF9}'..='\u{FFFB}' => "an annotation mark",
        '\u{E0000}'..='\u{E007F}' => "a tag character",
        // Other controls than tab and the ends of lines.
        '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => {
            "a control character"
        }
        _ => return None,
    })
}

/// Tells whether a character turns the order in which others are seen.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Tells whether a text can have invisible characters at all, which most code
/// cannot.
pub fn may_hide(text: &str) -> bool {
    text.bytes().any(|byte| byte >= 0x7F || (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')))
}

/// Returns the invisible characters of a text with their places in bytes. The
/// joiner that makes one picture of several is none.
pub fn invisibles(text: &str) -> impl Iterator<Item = (usize, char, &'static str)> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let joins = c == '\u{200D}' && is_pictured(before);
        before = c;
        if joins { None } else { invisible(c).map(|name| (at, c, name)) }
    })
}

fn is_pictured(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::{invisibles, is_bare, prompt};

    #[test]
    fn prompts_are_told_from_code() {
        for (line, end) in [
            ("$ tidectl job list", 2),
            ("$   ls", 4),
            ("% ls", 2),
            (r"PS C:\Users> Get-Job", 13),
            (r"C:\>dir", 4),
            ("root@db-1:~# ls", 13),
            ("[ops@db-1 ~]$ ls", 14),
            ("mysql> select 1;", 7),
            ("tide=# select 1;", 7),
        ] {
            assert_eq!(prompt(line), Some(end), "{line}");
        }
        for line in [
            "$HOME/bin/run",
            "$ ",
            "# a comment",
            "> goes on",
            "a > b",
            "echo $x > y",
            "x=$(date)",
            "select 5 % 3",
            "",
            "curl a@b.example # mail",
            "tar c . | ssh a@b tar x > log",
        ] {
            assert_eq!(prompt(line), None, "{line}");
        }
    }

    #[test]
    fn sessions_without_a_prompt_may_be_commands() {
        for text in [
            "oc edit mcp $MCP_NAME",
            "oc -n jobs logs $POD",
            "# look\nsudo tidectl job list <job>",
            "aws s3 ls | sort\nNAME",
        ] {
            assert!(is_bare(text), "{text}");
        }
        for text in [
            "",
            "$ tidectl job list",
            "tidectl job list\n$ tidectl job list",
            "name: <pool>",
            "W0917 11:21:46 daemon.go:662] Failed: lookup on <node-ip>",
            "NAME   READY",
            "pod/a deleted",
            "total 24",
            "level=error msg=<x>",
        ] {
            assert!(!is_bare(text), "{text}");
        }
    }

    #[test]
    fn what_nobody_sees_is_found() {
        let found: Vec<_> =
            invisibles("a\u{200B}b\u{A0}\u{202E}").map(|(at, c, _)| (at, c)).collect();
        assert_eq!(found, [(1, '\u{200B}'), (5, '\u{A0}'), (7, '\u{202E}')]);
        assert_eq!(invisibles("echo 👩\u{200D}🚀 é — …\t\n").count(), 0);
    }
}
