//! The languages we know by name, and the words authors write for them.
//!
//! The table decides for the languages operations people write; other words
//! are looked up among the bundled grammars by name and file extension.

/// A language of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// What readers see: `PowerShell`, `Bash`.
    pub name: &'static str,
    /// The words authors may write after the fence, in lower case.
    pub words: &'static str,
    /// How code in it is read.
    pub reader: Reader,
}

/// How code in a language is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// By the bundled grammar of this name.
    Bundled(&'static str),
    /// By the grammar of our own of this name.
    Own(&'static str),
    /// Not at all: text without colours, on purpose.
    Plain,
    /// As a terminal session: prompts, commands, output.
    Session,
    /// As differences between two texts, line by line.
    Diff,
}

/// Returns the language of the table a word stands for; case is ignored.
pub fn find(word: &str) -> Option<&'static Language> {
    LANGUAGES
        .iter()
        .find(|language| language.words.split(' ').any(|known| known.eq_ignore_ascii_case(word)))
}

/// Returns every word of the table.
pub fn words() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(|language| language.words.split(' '))
}

const fn language(name: &'static str, words: &'static str, reader: Reader) -> Language {
    Language { name, words, reader }
}

/// Words are single, in lower case, and stand for one language each.
pub const LANGUAGES: &[Language] = &[
    language("Bash", "bash sh shell zsh ksh shellscript", Reader::Own("Bash")),
    language("Terminal", "console terminal shell-session sh-session", Reader::Session),
    language("PowerShell", "powershell ps1 pwsh posh azurepowershell", Reader::Own("PowerShell")),
    language("Batch", "cmd bat batch", Reader::Bundled("Batch File")),
    language("SQL", "sql tsql t-sql mysql psql plsql postgres postgresql", Reader::Own("SQL")),
    language("Kusto", "kusto kql", Reader::Own("Kusto")),
    language("PromQL", "promql", Reader::Plain),
    language("YAML", "yaml yml", Reader::Own("YAML")),
    language("JSON", "json jsonc json5", Reader::Bundled("JSON")),
    language("TOML", "toml", Reader::Bundled("TOML")),
    language("INI", "ini cfg conf", Reader::Own("INI")),
    language("Properties", "properties", Reader::Bundled("Java Properties")),
    language("XML", "xml xsd xslt svg csproj", Reader::Bundled("XML")),
    language("HTML", "html htm", Reader::Bundled("HTML")),
    language("CSS", "css", Reader::Bundled("CSS")),
    language(
        "Dockerfile",
        "dockerfile docker containerfile",
        Reader::Bundled("Dockerfile (with bash)"),
    ),
    language("HCL", "hcl terraform tf tfvars", Reader::Bundled("Terraform")),
    language("Bicep", "bicep bicepparam", Reader::Own("Bicep")),
    language("Python", "python py python3", Reader::Bundled("Python")),
    language("C#", "c# cs csharp", Reader::Bundled("C#")),
    language("TypeScript", "typescript ts", Reader::Bundled("TypeScript")),
    language("JavaScript", "javascript js mjs node", Reader::Bundled("JavaScript")),
    language("HTTP", "http rest", Reader::Bundled("HTTP Request and Response")),
    language("nginx", "nginx nginxconf", Reader::Own("nginx")),
    language("Log", "log logs", Reader::Own("Log")),
    language("Diff", "diff patch", Reader::Diff),
    language("Go", "go golang", Reader::Bundled("Go")),
    language("Rust", "rust rs", Reader::Bundled("Rust")),
    language("Java", "java", Reader::Bundled("Java")),
    language("Markdown", "markdown md", Reader::Bundled("Markdown")),
    language("Text", "text txt plain plaintext output none", Reader::Plain),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_for_one_language() {
        let mut all: Vec<&str> = words().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|word| !word.is_empty() && *word == word.to_lowercase()));
    }

    #[test]
    fn case_does_not_matter_and_parts_do_not_count() {
        assert_eq!(find("PowerShell").map(|language| language.name), Some("PowerShell"));
        assert_eq!(find("KQL").map(|language| language.name), Some("Kusto"));
        assert_eq!(find(""), None);
        assert_eq!(find("bash sh"), None);
    }
}
