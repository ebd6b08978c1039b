//! Programs by name: which run their words, or what they read, as code.

use super::shell::Word;
use super::sql::Dialect;

/// What a program makes of its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Own {
    /// It puts them together for a shell elsewhere.
    Remote,
    /// It puts them together and runs them as a script.
    Joins,
    /// Its first word is a script.
    Script,
    /// The word behind one of these options is a script.
    Option(&'static [&'static str]),
    /// It runs them in a way that is not read here.
    Never,
    /// They are names of variables.
    Names,
    /// They are a test.
    Tests,
    /// Nothing of these.
    Other,
}

/// Options of `ssh` with a word behind them.
pub(super) const SSH_TAKES: &str = "bBcDEeFIiJLlmOopPQRSWw";

/// Programs before another one, with their options that take a word.
const WRAPPERS: [(&str, &str); 14] = [
    ("sudo", "ughpCrtUTD"),
    ("doas", "uC"),
    ("env", "uC"),
    ("time", "of"),
    ("timeout", "sk"),
    ("nohup", ""),
    ("exec", "a"),
    ("command", ""),
    ("builtin", ""),
    ("nice", "n"),
    ("ionice", "cnp"),
    ("stdbuf", "ioe"),
    ("sshpass", "pfd"),
    ("xargs", "InPdLsEa"),
];

/// Returns the name of a program without its folder.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Finds which word is the program that a command runs in the end; `None` if
/// a shell is put between in a way that is not read here.
pub(super) fn head(texts: &[String], words: &[Word]) -> Option<usize> {
    let mut at = 0;
    loop {
        while words.get(at).is_some_and(Word::is_assignment) {
            at += 1;
        }
        let own = texts.get(at).map_or("", |text| name(text));
        let Some((own, takes)) = WRAPPERS.iter().find(|(known, _)| *known == own) else {
            return Some(at);
        };
        at += 1;
        while let Some(option) =
            texts.get(at).filter(|text| 1 < text.len() && text.starts_with('-'))
        {
            let starts_shell =
                *own == "sudo" && !option.starts_with("--") && option.contains(['i', 's']);
            let splits =
                *own == "env" && (option.starts_with("-S") || option.starts_with("--split"));
            if starts_shell
                || splits
                || (*own == "sudo" && matches!(&**option, "--login" | "--shell"))
            {
                return None;
            }
            let has_word = option.len() == 2 && option.ends_with(|c| takes.contains(c));
            at += if has_word { 2 } else { 1 };
        }
        at += usize::from(*own == "timeout");
    }
}

/// Tells what a program makes of its words.
pub(super) fn own(name: &str) -> Own {
    match name {
        "ssh" => Own::Remote,
        "eval" | "watch" => Own::Joins,
        "trap" => Own::Script,
        "su" | "runuser" => Own::Option(&["-c", "--command", "--session-command"]),
        "flock" | "script" => Own::Option(&["-c", "--command"]),
        "alias" | "parallel" | "pdsh" | "pssh" | "mosh" | "adb" | "vagrant" | "ansible"
        | "salt" | "expect" | "tmux" | "screen" | "make" | "at" | "batch" | "cmd" | "cmd.exe"
        | "powershell" | "powershell.exe" | "pwsh" | "wsl" | "wsl.exe" | "rsh" | "plink"
        | "docker-machine" => Own::Never,
        "unset" | "read" | "mapfile" | "readarray" | "let" | "declare" | "typeset" | "local"
        | "export" | "readonly" | "getopts" => Own::Names,
        "[" | "[[" | "test" => Own::Tests,
        _ => Own::Other,
    }
}

/// Tells whether a program is a shell.
pub(super) fn is_shell(name: &str) -> bool {
    matches!(name, "sh" | "bash" | "dash" | "zsh" | "ksh" | "ash" | "mksh")
}

/// Tells whether a program starts another one that its words name.
pub(super) fn starts_others(name: &str) -> bool {
    matches!(
        name,
        "kubectl"
            | "oc"
            | "docker"
            | "docker-compose"
            | "podman"
            | "nerdctl"
            | "crictl"
            | "lxc"
            | "nsenter"
            | "chroot"
            | "ip"
            | "find"
            | "systemd-run"
            | "machinectl"
            | "setsid"
            | "unshare"
            | "flatpak"
            | "strace"
            | "pct"
    )
}

/// Returns the dialect of a program that runs SQL, and its options for it.
pub(super) fn database(name: &str) -> Option<(Dialect, &'static [&'static str])> {
    Some(match name {
        "psql" => (Dialect::Standard, &["-c", "--command"]),
        "mysql" | "mariadb" => (Dialect::Backslashes, &["-e", "--execute"]),
        "sqlcmd" => (Dialect::Standard, &["-Q", "-q"]),
        "sqlite3" => (Dialect::Standard, &["-cmd"]),
        "sqlplus" | "isql" | "clickhouse-client" | "db2" | "bq" | "snowsql" => {
            (Dialect::Any, &["-q", "--query", "--execute"])
        }
        _ => return None,
    })
}

/// Tells whether a program runs its words, or what it reads, in a language
/// that is not read here.
pub(super) fn runs_code(name: &str) -> bool {
    matches!(
        name,
        "awk"
            | "gawk"
            | "mawk"
            | "sed"
            | "perl"
            | "python"
            | "python2"
            | "python3"
            | "ruby"
            | "node"
            | "php"
            | "jq"
            | "yq"
            | "bc"
            | "dc"
            | "lua"
            | "Rscript"
            | "groovy"
            | "mongo"
            | "mongosh"
            | "osascript"
            | "tclsh"
            | "ed"
            | "ex"
            | "vim"
            | "gdb"
    )
}
