//! Terminal sessions: what was typed told apart from what came back.
//!
//! A line that begins with a prompt is a command; lines a command goes on in
//! (after `\` or a backtick) belong to it; everything else is output. Prompts
//! and output get classes of their own, so that copying can leave them out. A
//! session without any prompt is commands alone, if it begins with one.

use super::paint::{Painter, Paper};
use crate::text::command;

/// The shell a prompt belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shell {
    /// `$ `, `# `, `> `, `user@host:~$ `.
    Posix,
    /// `PS> `, `PS C:\Users> `.
    PowerShell,
}

/// A prompt at the beginning of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Prompt {
    /// Bytes, with the space after it.
    pub length: usize,
    /// Who is asking.
    pub shell: Shell,
}

/// Returns the prompt a line begins with, if it does.
pub fn prompt(line: &str) -> Option<Prompt> {
    let shown = line.trim_start_matches(' ');
    let indent = line.len() - shown.len();
    let (length, shell) = power_shell(shown).or_else(|| posix(shown))?;
    Some(Prompt { length: indent + length, shell })
}

/// Tells whether a session has commands only: none of its lines has a prompt,
/// the first is a command, and none looks like what one prints.
pub fn is_bare(code: &str) -> bool {
    let mut goes_on = false;
    command::is_bare(code)
        && code.split('\n').all(|line| {
            let is_part = std::mem::replace(&mut goes_on, line.trim_end().ends_with(['\\', '|']));
            prompt(line).is_none() && (is_part || !looks_printed(line.trim()))
        })
}

/// Tells whether a line looks like what a command prints: a table, a name in
/// capitals, a number.
fn looks_printed(line: &str) -> bool {
    let word = line.split(' ').next().unwrap_or_default();
    let is_set = word.contains('=');
    line.contains("   ")
        || word.starts_with(|c: char| !c.is_lowercase() && c.is_alphanumeric()) && !is_set
}

/// Tells whether coloured code is what a command printed and nothing else.
pub fn is_output(lines: &str) -> bool {
    let mut lines = lines.lines().filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some() && lines.all(|line| line.starts_with("<span class=\"out\">"))
}

/// Writes a session, given line by line without line ends.
pub fn paint<'a>(
    lines: impl Iterator<Item = &'a str>,
    grammars: (&Painter<'_>, &Painter<'_>),
    paper: &mut Paper,
) {
    let (posix, power_shell) = grammars;
    let mut running: Option<(Painter<'_>, Shell)> = None;
    for (number, line) in lines.enumerate() {
        if 0 < number {
            paper.end_line();
        }
        let found = prompt(line);
        let goes_on = running.take();
        let (command, mut painter, shell) = match (found, goes_on) {
            (Some(found), goes_on) => {
                let (mark, command) = line.split_at(found.length);
                paper.whole(mark, "pr");
                match goes_on {
                    Some((painter, shell)) if mark.trim() == ">" => (command, painter, shell),
                    _ => {
                        let grammar = if found.shell == Shell::Posix { posix } else { power_shell };
                        (command, grammar.clone(), found.shell)
                    }
                }
            }
            (None, Some((painter, shell))) => (line, painter, shell),
            (None, None) => {
                paper.whole(line, "out");
                continue;
            }
        };
        painter.line(command, paper);
        if command.ends_with(if shell == Shell::Posix { '\\' } else { '`' }) {
            running = Some((painter, shell));
        }
    }
}

/// `PS> `, `PS C:\logs> `, `PS /home/me> `.
fn power_shell(line: &str) -> Option<(usize, Shell)> {
    let rest = line.strip_prefix("PS")?;
    let end = rest.find('>')?;
    let place = rest.get(..end)?;
    let fits = place.is_empty() || place.starts_with(' ') && !place.contains(['|', '"', '$']);
    fits.then(|| (with_space(line, "PS".len() + end + 1), Shell::PowerShell))
}

fn posix(line: &str) -> Option<(usize, Shell)> {
    let length = match line.as_bytes().first()? {
        b'$' if line == "$" || line.starts_with("$ ") => with_space(line, 1),
        b'>' if line == ">" || line.starts_with("> ") => with_space(line, 1),
        b'#' if line.strip_prefix("# ").is_some_and(looks_like_command) => 2,
        _ => named(line)?,
    };
    Some((length, Shell::Posix))
}

/// `user@host:~$ `, `[user@host dir]# `, `(venv) user@host:~$ `.
fn named(line: &str) -> Option<usize> {
    let end = line.find(['$', '#'])?;
    let before = line.get(..end)?;
    let after = line.get(end + 1..)?;
    if !(after.is_empty() || after.starts_with(' ')) {
        return None;
    }
    let place = match before.strip_prefix('(').and_then(|rest| rest.split_once(") ")) {
        Some((_, rest)) => rest,
        None => before,
    };
    let is_place = match place.strip_prefix('[').map(|rest| rest.trim_end_matches(' ')) {
        Some(rest) => rest.strip_suffix(']').is_some_and(is_user_at_host),
        None => place.split_once(':').is_some_and(|(who, path)| {
            is_user_at_host(who) && !path.starts_with(' ') && !path.contains(['"', '\''])
        }),
    };
    is_place.then(|| with_space(line, end + 1))
}

fn is_user_at_host(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let is_name = |name: &str| {
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    word.split_once('@').is_some_and(|(user, host)| is_name(user) && is_name(host))
}

fn with_space(line: &str, length: usize) -> usize {
    match line.as_bytes().get(length) {
        Some(b' ') => length + 1,
        _ => length,
    }
}

/// `# ` is a prompt of root before a command and a comment before prose. The
/// word after it decides: a path, or one of the commands root types.
fn looks_like_command(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    word.starts_with('/')
        || word.starts_with("./")
        || COMMANDS.split(' ').any(|known| known == word)
}

const COMMANDS: &str = "apk apt apt-get aptitude az aws awk blkid brctl cat cd certbot chgrp chmod \
    chown chroot cp crictl crontab ctr curl date dd df dig dmesg dnf docker dpkg du echo etcdctl \
    export fdisk find firewall-cmd free fsck gcloud getent git grep groupadd gzip head helm \
    hostnamectl id ip ip6tables iptables journalctl kill kubeadm kubectl less ln ls lsblk lsof \
    lvextend make mkdir mkfs mount mv mysql nano netstat nft nginx nmcli npm oc openssl passwd \
    ping pip podman ps psql pvcreate python python3 reboot redis-cli resize2fs rm rpm rsync scp \
    sed service setenforce sh shutdown snap source ss ssh strace su sudo swapoff swapon sysctl \
    systemctl tail tar tcpdump tee terraform timedatectl top touch ufw umount uname unzip update-grub \
    uptime useradd usermod vgextend vi vim virsh visudo watch wget xfs_growfs yum zfs zpool zypper";

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(line: &str) -> Option<(&str, Shell)> {
        prompt(line).and_then(|found| Some((line.get(..found.length)?, found.shell)))
    }

    #[test]
    fn prompts_are_told_from_output() {
        let cases: &[(&str, Option<(&str, Shell)>)] = &[
            ("$ kubectl get pods", Some(("$ ", Shell::Posix))),
            ("$", Some(("$", Shell::Posix))),
            ("  $ ls", Some(("  $ ", Shell::Posix))),
            ("# systemctl restart api", Some(("# ", Shell::Posix))),
            ("# Restart the service", None),
            ("# HELP requests_total Requests", None),
            ("> SELECT 1;", Some(("> ", Shell::Posix))),
            ("PS> Get-Service", Some(("PS> ", Shell::PowerShell))),
            ("PS C:\\Users\\Ann> dir", Some(("PS C:\\Users\\Ann> ", Shell::PowerShell))),
            ("anna@web-1:~/logs$ tail x", Some(("anna@web-1:~/logs$ ", Shell::Posix))),
            ("root@db:~# ls", Some(("root@db:~# ", Shell::Posix))),
            ("[root@db ~]# ls", Some(("[root@db ~]# ", Shell::Posix))),
            ("(venv) a@b:~$ ls", Some(("(venv) a@b:~$ ", Shell::Posix))),
            ("$5 was paid", None),
            ("api-7d  1/1  Running", None),
            ("mail: anna@example.com: costs $ 5", None),
            ("PSScriptRoot > x", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(mark(line), *expected, "{line}");
        }
    }
}
