//! Patterns of paths, as the tools write them that have them.
//!
//! All are compiled into sets that are matched at once, so the work for a
//! path does not grow with the number of patterns. A pattern that cannot be
//! compiled matches nothing; whoever reads settings asks `problem` first.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Whose rules a pattern follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rules {
    /// Ours: `*` stays within a folder, upper and lower case differ.
    Own,
    /// DocFX: case is ignored, `**.md` means `**/*.md`, `a/` all below `a`.
    DocFx,
}

/// Patterns of which any or all may fit a path.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    set: GlobSet,
    /// The number of each pattern of the set: one that is none is left out.
    numbers: Vec<usize>,
}

impl Globs {
    /// Compiles patterns; their order numbers them.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>, rules: Rules) -> Globs {
        let mut set = GlobSetBuilder::new();
        let mut numbers = Vec::new();
        for (number, pattern) in patterns.into_iter().enumerate() {
            if let Ok(glob) = compile(pattern, rules) {
                set.add(glob);
                numbers.push(number);
            }
        }
        Globs { set: set.build().unwrap_or_default(), numbers }
    }

    /// Tells whether any pattern fits.
    pub fn is_match(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    /// Returns the numbers of all patterns that fit, in order.
    pub fn matches(&self, path: &str) -> Vec<usize> {
        let matches = self.set.matches(path).into_iter();
        matches.filter_map(|at| self.numbers.get(at).copied()).collect()
    }
}

/// Says why a pattern cannot be compiled.
pub fn problem(pattern: &str, rules: Rules) -> Option<String> {
    compile(pattern, rules).err().map(|error| error.kind().to_string())
}

fn compile(pattern: &str, rules: Rules) -> Result<Glob, globset::Error> {
    let written = match rules {
        Rules::Own => pattern.to_string(),
        Rules::DocFx => docfx(pattern),
    };
    GlobBuilder::new(&written)
        .literal_separator(true)
        .case_insensitive(rules == Rules::DocFx)
        .backslash_escape(rules == Rules::Own)
        .build()
}

/// Writes a pattern of DocFX as ours: `**` need not stand alone, and a
/// pattern may begin with `./` or `~/`.
fn docfx(pattern: &str) -> String {
    let pattern = pattern.trim().replace('\\', "/");
    let pattern = pattern.strip_prefix("~/").or(pattern.strip_prefix("./")).unwrap_or(&pattern);
    let parts: Vec<String> = pattern
        .split('/')
        .map(|part| match part {
            "**" => part.to_string(),
            // `**.md` and `**.*` reach into folders.
            part => match part.strip_prefix("**") {
                Some(rest) => format!("**/*{rest}"),
                None => part.replace("**", "*"),
            },
        })
        .collect();
    let joined = parts.join("/");
    if joined.ends_with('/') { format!("{joined}**") } else { joined }
}

/// Patterns as Git reads them: the last one that fits decides, and `!` takes
/// a path out again.
#[derive(Clone, Debug, Default)]
pub struct Ignores {
    set: GlobSet,
    /// For each pattern of the set: whether it takes paths out.
    keeps: Vec<bool>,
}

impl Ignores {
    /// Compiles one pattern a line; `#` begins a comment.
    pub fn new(text: &str) -> Ignores {
        let mut set = GlobSetBuilder::new();
        let mut keeps = Vec::new();
        let lines = text.lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (keep, pattern) = match line.strip_prefix('!') {
                Some(rest) => (true, rest),
                None => (false, line),
            };
            for pattern in git(pattern) {
                if let Ok(glob) = compile(&pattern, Rules::Own) {
                    set.add(glob);
                    keeps.push(keep);
                }
            }
        }
        Ignores { set: set.build().unwrap_or_default(), keeps }
    }

    /// Tells whether a path is meant.
    pub fn is_match(&self, path: &str) -> bool {
        let last = self.set.matches(path).into_iter().max();
        last.is_some_and(|last| self.keeps.get(last) == Some(&false))
    }
}

/// Writes a pattern of Git as ours (gitignore, "Pattern format"): one
/// without a slash fits at any depth, and a folder means all below it.
fn git(pattern: &str) -> Vec<String> {
    let (body, is_folder) = match pattern.strip_suffix('/') {
        Some(body) => (body, true),
        None => (pattern, false),
    };
    let is_anchored = body.contains('/');
    let body = body.trim_start_matches('/');
    let body = if is_anchored { body.to_string() } else { format!("**/{body}") };
    let below = format!("{body}/**");
    if is_folder { vec![below] } else { vec![body, below] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, path: &str) -> bool {
        Globs::new([pattern], Rules::DocFx).is_match(path)
    }

    #[test]
    fn docfx_patterns_mean_what_docfx_means() {
        for (pattern, path) in [
            ("**/*.md", "a.md"),
            ("**/*.md", "a/b/C.MD"),
            ("**.md", "a/b.md"),
            ("articles/**.md", "articles/x/y.md"),
            ("reference/**.*", "reference/a/b.yml"),
            ("a/**", "a/b/c"),
            ("media/", "media/x.png"),
            ("~/toc.yml", "TOC.yml"),
            ("*.{md,yml}", "a.yml"),
            ("a\\*.md", "a/b.md"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("*.md", "a/b.md"),
            ("reference-architecture/**.*", "reference-architectures/a.md"),
            ("toc.yml", "a/toc.yml"),
        ] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_keeps_the_numbers_of_the_others() {
        let globs = Globs::new(["[", "*.md"], Rules::Own);
        assert_eq!(globs.matches("a.md"), [1]);
        assert!(problem("[", Rules::Own).is_some());
        assert_eq!(problem("*.md", Rules::Own), None);
    }

    #[test]
    fn the_last_pattern_of_git_decides() {
        let ignores = Ignores::new("# c\n*.tmp.md\ndrafts/\n/top.md\na/b.md\n!keep.tmp.md\n");
        for path in ["x.tmp.md", "a/x.tmp.md", "drafts/x.md", "a/drafts/x.md", "top.md", "a/b.md"] {
            assert!(ignores.is_match(path), "{path}");
        }
        for path in ["a/keep.tmp.md", "a/top.md", "c/a/b.md", "x.md"] {
            assert!(!ignores.is_match(path), "{path}");
        }
    }
}
