//! Commands after which nothing brings back what was there.

/// Returns the words of a command that make it dangerous, as a reader knows
/// them: `rm -rf`, `DROP TABLE`, `delete --all`.
pub fn danger(line: &str) -> Option<&'static str> {
    let lower = line.to_ascii_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ';' | '|' | '&' | '(' | ')' | '"' | '\''))
        .filter(|word| !word.is_empty())
        .collect();
    removal(&words).or_else(|| statement(&words)).or_else(|| tool(&words))
}

fn has(words: &[&str], word: &str) -> bool {
    words.contains(&word)
}

/// Tells whether short options of one letter are given: `-rf`, `-r -f`.
fn options(words: &[&str], letters: &[char]) -> bool {
    let short = words.iter().filter(|word| word.starts_with('-') && !word.starts_with("--"));
    let given: String = short.copied().collect();
    letters.iter().all(|letter| given.contains(*letter))
}

fn removal(words: &[&str]) -> Option<&'static str> {
    let is_forced = has(words, "--force") || options(words, &['f']);
    let is_deep = has(words, "--recursive") || options(words, &['r']);
    if has(words, "rm") && is_deep && is_forced {
        return Some("rm -rf");
    }
    if has(words, "remove-item") && has(words, "-recurse") && has(words, "-force") {
        return Some("Remove-Item -Recurse -Force");
    }
    if has(words, "rd") || has(words, "rmdir") {
        return has(words, "/s").then_some("rmdir /s");
    }
    None
}

fn statement(words: &[&str]) -> Option<&'static str> {
    let followed = |first: &str, second: &[&str]| {
        let pairs = words.iter().zip(words.iter().skip(1));
        pairs.into_iter().any(|(one, two)| *one == first && second.contains(two))
    };
    if followed("drop", &["table", "database", "schema", "keyspace", "index", "collection"]) {
        return Some("DROP");
    }
    if followed("truncate", &["table"]) {
        return Some("TRUNCATE");
    }
    if followed("delete", &["from"]) && !has(words, "where") {
        return Some("DELETE without WHERE");
    }
    None
}

fn tool(words: &[&str]) -> Option<&'static str> {
    if has(words, "delete") && (has(words, "--all") || has(words, "--all-namespaces")) {
        return Some("delete --all");
    }
    if words.iter().any(|word| word.starts_with("mkfs")) {
        return Some("mkfs");
    }
    if has(words, "dd") && words.iter().any(|word| word.starts_with("of=/dev/")) {
        return Some("dd of=/dev/...");
    }
    if has(words, "git") && has(words, "push") && (has(words, "--force") || has(words, "-f")) {
        return Some("git push --force");
    }
    for (tool, verb, name) in [
        ("terraform", "destroy", "terraform destroy"),
        ("redis-cli", "flushall", "FLUSHALL"),
        ("redis-cli", "flushdb", "FLUSHDB"),
        ("zpool", "destroy", "zpool destroy"),
        ("docker", "prune", "docker prune"),
    ] {
        if has(words, tool) && has(words, verb) {
            return Some(name);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::danger;

    #[test]
    fn what_cannot_be_brought_back_is_known() {
        for (line, is) in [
            ("rm -rf /var/spool/*", Some("rm -rf")),
            ("sudo rm -r -f spool", Some("rm -rf")),
            ("rm -f one", None),
            ("rm -i *", None),
            ("DROP TABLE jobs;", Some("DROP")),
            ("psql -c \"drop database tide\"", Some("DROP")),
            ("delete from jobs", Some("DELETE without WHERE")),
            ("delete from jobs where id = 1", None),
            ("kubectl delete pods --all", Some("delete --all")),
            ("kubectl delete pod queue-1", None),
            ("mkfs.ext4 /dev/sdb1", Some("mkfs")),
            ("git push origin main", None),
            ("tidectl drop-off list", None),
        ] {
            assert_eq!(danger(line), is, "{line}");
        }
    }
}
