//! What a command does, as far as its words say: it looks, or it changes
//! something. Tools are many and verbs are few, so the verb decides.

/// What a command does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Effect {
    /// It only looks.
    Reads,
    /// Nobody can tell from its words.
    Unknown,
    /// It changes something.
    Changes,
}

/// Programs and verbs that only look.
const READ: &str = "\
    awk cat check column cut date describe df diff dig du echo events explain find free \
    get grep head help history host hostname id info inspect iostat journalctl jq less \
    list log logs ls lsblk lsof more netstat nslookup ping plan printf ps pwd query \
    read search select show sleep sort ss stat status tail test top traceroute tree \
    uname uniq uptime validate verify version view vmstat watch wc who whoami yq";

/// Programs and verbs that change something.
const CHANGE: &str = "\
    abort acknowledge add alter annotate apply approve assign attach cancel chmod chown \
    clean cleanup clear close commit cordon cp create dd deactivate decommission delete \
    demote deploy destroy detach disable discard drain drop edit enable evict expire \
    failover fix flush format fsck grant halt hold import insert install kill killall \
    label ln load lock merge migrate mkdir mkfs modify mount move mv patch pause pkill \
    promote prune publish purge push put rebalance reboot recover release reload remove \
    rename renew reopen repair replace reset resize restart restore resume retry revert \
    revoke rm rmdir rollback rotate run scale send set shutdown start stop submit \
    suspend switch sync taint terminate touch trigger truncate uncordon undo uninstall \
    unlink unlock unmount untaint update upgrade upsert wipe write";

/// Words before the command itself.
const BEFORE: &[&str] = &["sudo", "time", "nohup", "exec", "env", "command", "then", "do", "else"];

/// A verb stands among so many words: `kubectl rollout restart`.
const AMONG: usize = 4;

/// Tells what a line of commands does: what the strongest of its parts does.
pub fn effect(language: &str, line: &str) -> Effect {
    let language = language.to_ascii_lowercase();
    let line = line.split(" #").next().unwrap_or_default();
    match &*language {
        "http" => http(line),
        "kusto" | "kql" => Effect::Reads,
        "powershell" | "pwsh" | "ps1" => parts(line, shell_verb),
        "sql" | "tsql" | "psql" => parts(line, sql),
        _ => parts(line, shell),
    }
}

/// Looks at each command of a line.
fn parts(line: &str, effect: fn(&str) -> Effect) -> Effect {
    let is_end = |c: char| matches!(c, '|' | ';' | '&');
    let parts = line.split(is_end).map(str::trim).filter(|part| !part.is_empty());
    parts.map(effect).max().unwrap_or(Effect::Reads)
}

/// `GET /jobs`, `POST /jobs/1/cancel`.
fn http(line: &str) -> Effect {
    match line.split_whitespace().next().unwrap_or_default() {
        "GET" | "HEAD" | "OPTIONS" => Effect::Reads,
        "POST" | "PUT" | "PATCH" | "DELETE" => Effect::Changes,
        // A header or a body: the first line has said it.
        _ => Effect::Reads,
    }
}

fn sql(statement: &str) -> Effect {
    let first = statement.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    match &*first {
        "select" | "show" | "explain" | "describe" | "with" | "use" | "from" | "where" | "and"
        | "or" | "order" | "group" | "join" | "left" | "limit" => Effect::Reads,
        "exec" | "execute" | "call" => Effect::Unknown,
        "insert" | "update" | "delete" | "merge" | "create" | "alter" | "drop" | "truncate"
        | "grant" | "revoke" | "kill" | "backup" | "restore" => Effect::Changes,
        _ => Effect::Unknown,
    }
}

/// `Get-Job`, `Restart-Service`; other programs as in a shell.
fn shell_verb(part: &str) -> Effect {
    let first = part.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let Some((verb, _)) = first.split_once('-').filter(|(verb, noun)| {
        !noun.is_empty() && verb.chars().all(char::is_alphabetic) && !verb.is_empty()
    }) else {
        return shell(part);
    };
    match verb {
        "get" | "test" | "show" | "find" | "measure" | "select" | "where" | "sort" | "format"
        | "out" | "write" | "resolve" | "compare" | "read" | "search" | "foreach" | "wait"
        | "convertto" | "convertfrom" => Effect::Reads,
        "invoke" | "enter" | "connect" | "import" | "use" => Effect::Unknown,
        _ => Effect::Changes,
    }
}

fn shell(part: &str) -> Effect {
    let part = part.trim_start_matches(['(', '{', '!', ' ']);
    if part.is_empty() || part.starts_with('#') {
        return Effect::Reads;
    }
    let is_set = |word: &str| {
        word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        })
    };
    let mut words = part
        .split_whitespace()
        .skip_while(|word| BEFORE.contains(&word.to_ascii_lowercase().as_str()) || is_set(word));
    let Some(program) = words.next() else { return Effect::Reads };
    let rest: Vec<&str> = words.collect();
    let program = program.rsplit('/').next().unwrap_or(program).to_ascii_lowercase();
    if writes_file(&rest) {
        return Effect::Changes;
    }
    match &*program {
        "curl" | "wget" => web(&program, &rest),
        "export" | "cd" | "alias" | "source" | "." | "for" | "while" | "if" | "done" | "fi"
        | "ssh" | "true" | "read" | "set" => Effect::Reads,
        _ => verb(&program, &rest),
    }
}

/// Looks for the first word that is a verb: options and their values are none.
fn verb(program: &str, rest: &[&str]) -> Effect {
    let is_verb = |word: &&str| !word.starts_with(['-', '"', '\'', '$', '{', '<']);
    let words = rest.iter().copied().filter(is_verb).take(AMONG - 1);
    for word in std::iter::once(program).chain(words) {
        let word = word.to_ascii_lowercase();
        if is_among(CHANGE, &word) {
            return Effect::Changes;
        }
        if is_among(READ, &word) {
            return Effect::Reads;
        }
    }
    Effect::Unknown
}

fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|own| own == word)
}

/// `curl -X DELETE`, `curl --data`; `wget` writes a file here.
fn web(program: &str, rest: &[&str]) -> Effect {
    let sends = rest.iter().enumerate().any(|(at, word)| {
        let next = rest.get(at + 1).copied().unwrap_or_default();
        let is_method =
            |method: &str| !matches!(method.trim_matches(['"', '\'']), "GET" | "HEAD" | "");
        match *word {
            "-X" | "--request" => is_method(next),
            "-d" | "-F" | "-T" | "--form" | "--upload-file" => true,
            word => word.starts_with("--data") || word.strip_prefix("-X").is_some_and(is_method),
        }
    });
    match (program, sends) {
        (_, true) => Effect::Changes,
        _ => Effect::Reads,
    }
}

/// `> /etc/queue.conf`: a file of the system, not one that keeps output.
fn writes_file(words: &[&str]) -> bool {
    const OWN: [&str; 6] = ["/etc/", "/var/", "/opt/", "/srv/", "/proc/", "/sys/"];
    words.iter().enumerate().any(|(at, word)| {
        let behind = word.trim_start_matches('>');
        let file = match behind.is_empty() {
            true => words.get(at + 1).copied().unwrap_or_default(),
            false => behind,
        };
        behind.len() < word.len() && OWN.iter().any(|own| file.starts_with(own))
    })
}

#[cfg(test)]
mod tests {
    use super::{CHANGE, Effect, READ, effect, is_among};

    #[test]
    fn no_verb_does_both() {
        assert!(READ.split(' ').all(|word| !is_among(CHANGE, word)));
    }

    #[test]
    fn the_verb_says_what_a_command_does() {
        for (line, is) in [
            ("tidectl job show 7", Effect::Reads),
            ("tidectl queue hold nightly", Effect::Changes),
            ("kubectl -n jobs get pods", Effect::Reads),
            ("kubectl rollout restart deployment/queue", Effect::Changes),
            ("sudo systemctl restart queue", Effect::Changes),
            ("systemctl status queue", Effect::Reads),
            ("FOO=1 /usr/bin/rm -f spool", Effect::Changes),
            ("ps aux | grep queue", Effect::Reads),
            ("cat list | xargs kill", Effect::Changes),
            ("frobnicate", Effect::Unknown),
            ("curl -s https://queue.example/health", Effect::Reads),
            ("curl -X POST https://queue.example/drain", Effect::Changes),
            ("echo hold >> /etc/queue.conf", Effect::Changes),
            ("tidectl job log 7 > log.txt", Effect::Reads),
            ("ls > /dev/null", Effect::Reads),
            ("# restart the queue", Effect::Reads),
        ] {
            assert_eq!(effect("bash", line), is, "{line}");
        }
        for (language, line, is) in [
            ("sql", "select * from jobs", Effect::Reads),
            ("SQL", "UPDATE jobs SET state = 1", Effect::Changes),
            ("powershell", "Get-Service queue | Restart-Service", Effect::Changes),
            ("powershell", "Get-Service queue | Select-Object Name", Effect::Reads),
            ("http", "DELETE /jobs/1", Effect::Changes),
            ("kusto", "jobs | where state == 1", Effect::Reads),
        ] {
            assert_eq!(effect(language, line), is, "{line}");
        }
    }
}
