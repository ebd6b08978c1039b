//! What a single mark in a command looks like: `<name>`, `[name]`, `$NAME`.
//! Each function gets the place of the mark and returns how long the whole
//! is, if somebody has to put a value there.

use std::collections::HashSet;

/// The words between two marks are at most so long, in bytes.
const LONGEST: usize = 60;
/// And at most so many.
const MOST_WORDS: usize = 8;

/// What programs print, and elements of HTML that are never closed.
const OUTPUT: &[&str] = &[
    "none",
    "unset",
    "unknown",
    "pending",
    "nil",
    "null",
    "invalid",
    "no value",
    "nodes",
    "none yet",
    "empty",
    "br",
    "hr",
    "img",
    "eof",
    "defunct",
    "anonymous",
    "stdin",
    "stdout",
    "stderr",
];

/// What stands in brackets and is no value: what a command may also take, and
/// how severe a message is.
const OPTIONAL: &[&str] = &[
    "options",
    "option",
    "flags",
    "flag",
    "args",
    "arguments",
    "command",
    "info",
    "warn",
    "warning",
    "error",
    "debug",
    "trace",
    "fatal",
    "ok",
    "failed",
    "done",
    "optional",
];

/// Variables that every computer has, or every shell.
const KNOWN: &[&str] = &[
    "HOME",
    "PATH",
    "USER",
    "USERNAME",
    "PWD",
    "OLDPWD",
    "HOSTNAME",
    "HOST",
    "SHELL",
    "TERM",
    "LANG",
    "LOGNAME",
    "TMPDIR",
    "TMP",
    "TEMP",
    "UID",
    "EUID",
    "GID",
    "PPID",
    "PID",
    "RANDOM",
    "SECONDS",
    "LINENO",
    "IFS",
    "OPTARG",
    "OPTIND",
    "REPLY",
    "FUNCNAME",
    "PIPESTATUS",
    "SHLVL",
    "EDITOR",
    "VISUAL",
    "PAGER",
    "DISPLAY",
    "MAIL",
    "COLUMNS",
    "LINES",
    "OSTYPE",
    "HOSTTYPE",
    "MACHTYPE",
    "PROMPT_COMMAND",
    "DIRSTACK",
    "GROUPS",
    "EPOCHSECONDS",
    "EPOCHREALTIME",
    "SUDO_USER",
    "SSH_TTY",
    "SSH_CONNECTION",
    "SSH_CLIENT",
    "SSH_AUTH_SOCK",
    "KUBECONFIG",
    "NF",
    "NR",
    "FS",
    "OFS",
    "FNR",
    "FILENAME",
    "PROFILE",
    "APPDATA",
    "ERRORLEVEL",
    "TZ",
    "WINDIR",
    "COMPUTERNAME",
];

/// Beginnings of such variables.
const KNOWN_FAMILIES: &[&str] = &["LC_", "BASH_", "XDG_", "PS", "ZSH_", "HIST", "COMP_"];

/// Reads `<name>`; `closed` are the elements that the text closes.
pub(super) fn angle(text: &str, at: usize, closed: &HashSet<&str>) -> Option<usize> {
    let inner = inside(text, at, '>')?;
    let first = inner.split(' ').next().unwrap_or_default();
    let after = text.get(at + inner.len() + 2..).unwrap_or_default();
    let is_word = inner.chars().all(|c| c.is_alphanumeric() || " -_.:/|,'()".contains(c));
    // `<in 2>`: a redirection of input and one of errors.
    let redirects = inner.ends_with(|c: char| c.is_ascii_digit()) && inner.contains(' ');
    let is_output = OUTPUT.iter().any(|word| word.eq_ignore_ascii_case(inner));
    let joined = ends_word(text, at) || after.starts_with('>');
    let is_other =
        redirects || is_output || joined || closed.contains(first) || inner.contains("://");
    (is_word && !is_other && !inner.ends_with('/')).then_some(inner.len() + 2)
}

/// Reads `[name]`.
pub(super) fn bracket(text: &str, at: usize) -> Option<usize> {
    let inner = inside(text, at, ']')?;
    let is_word = inner.chars().all(|c| c.is_alphanumeric() || " -_".contains(c));
    let is_range = inner.split('-').all(|part| part.chars().count() == 1);
    let is_optional = OPTIONAL.iter().any(|word| word.eq_ignore_ascii_case(inner));
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let stands_alone = before.is_some_and(|c| " =/:,@\"'".contains(c));
    let after = text.get(at + inner.len() + 2..).and_then(|rest| rest.chars().next());
    let ends = after.is_none_or(|c| c.is_whitespace() || "\"'/:;,@)".contains(c));
    // `/[abc]/` is an expression, `[abc]` a set of letters.
    let is_set = before == Some('/') && after == Some('/') || inner.chars().count() < 3;
    let fits = is_word && !is_range && !is_optional && stands_alone && ends && !is_set;
    fits.then_some(inner.len() + 2)
}

/// Reads `$NAME` and `${NAME}` in capitals; one with a value in its place is
/// none.
pub(super) fn variable(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    if rest.starts_with('$') {
        return None;
    }
    let braced = rest.strip_prefix('{');
    let name = braced.unwrap_or(rest);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
    let (name, after) = name.split_at(end);
    let length = match braced {
        Some(_) if after.starts_with('}') => end + 3,
        // `${NAME:-value}` has a value, the others need one.
        Some(_) if after.starts_with([':', '-', '=', '+', '?']) => return None,
        Some(inner) => inner.char_indices().take(LONGEST).find(|(_, c)| *c == '}')?.0 + 3,
        None => end + 1,
    };
    let twice = at.checked_sub(1).is_some_and(|before| text.as_bytes().get(before) == Some(&b'$'));
    (is_capital(name) && !twice && !is_known(name)).then_some(length)
}

/// Tells whether a name is one of a variable in capitals.
pub(super) fn is_capital(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    2 <= name.len()
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(is_part)
}

fn is_known(name: &str) -> bool {
    KNOWN.contains(&name) || KNOWN_FAMILIES.iter().any(|family| name.starts_with(family))
}

/// Returns what stands between a mark and the one that closes it, if it is
/// some words of one line.
fn inside(text: &str, at: usize, close: char) -> Option<&str> {
    let rest = text.get(at + 1..)?;
    let mut letters = rest.char_indices().take(LONGEST);
    let (end, _) = letters.find(|(_, c)| *c == close || *c == '\n')?;
    let inner =
        rest.get(..end).filter(|_| rest.get(end..).is_some_and(|r| r.starts_with(close)))?;
    let begins = inner.starts_with(|c: char| c.is_alphabetic());
    let ends = inner.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '.');
    (begins && ends && inner.split(' ').count() <= MOST_WORDS).then_some(inner)
}

/// Tells whether a word ends where a mark begins: `List<String>`, `a<b`.
fn ends_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_some_and(|c| c.is_alphanumeric() || c == '<')
}
