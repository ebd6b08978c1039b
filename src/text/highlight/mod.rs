//! Colours for code, made while the site is built: no script on the page.
//!
//! `Highlighter::highlight` takes the word after a fence and the code and
//! returns escaped HTML in which the only elements are `<span class="x">`
//! with the classes of `class`. Which problem an unknown language is, and
//! what is kept between builds, is decided by the callers; `version` belongs
//! into their keys.

mod class;
mod difference;
mod grammar;
mod language;
mod paint;
mod session;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use grammar::{Grammars, Way};
use paint::{Painter, Paper};
pub use session::{Prompt, Shell, is_output, prompt};

/// Larger blocks stay plain, in bytes.
const LARGEST_BLOCK: usize = 128 * 1024;

/// Blocks with a longer line stay plain, in characters.
const LONGEST_LINE: usize = 2_000;

/// Code and the language it is written in.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The word after the fence as the author wrote it; may be empty.
    pub language: &'a str,
    /// The text between the fences.
    pub code: &'a str,
}

/// What became of the code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Escaped HTML with as many line feeds as the code has line ends. No
    /// element crosses a line end, so lines can be wrapped and marked.
    /// `\r\n` and a lone `\r` have become line feeds, NUL is U+FFFD.
    Highlighted(String),
    /// The code stays plain; the caller escapes it.
    Plain(PlainReason),
}

/// Why code stays plain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlainReason {
    /// No language is given, or one that stands for plain text.
    NoLanguage,
    /// Nobody knows the language: worth telling the author.
    UnknownLanguage,
    /// More than 128 KiB, or a line of more than 2,000 characters.
    TooLarge,
}

/// Colours code. Made once for a build and shared by its threads.
#[derive(Default)]
pub struct Highlighter {
    grammars: Grammars,
}

impl Highlighter {
    /// Makes a highlighter. Grammars are read when they are first needed.
    pub fn new() -> Highlighter {
        Highlighter::default()
    }

    /// Colours code in its language.
    pub fn highlight(&self, request: Request<'_>) -> Outcome {
        let way = match self.way(request) {
            Ok(way) => way,
            Err(reason) => return Outcome::Plain(reason),
        };
        let code = clean(request.code);
        let mut paper = Paper::for_code(code.len());
        match way {
            Way::Diff => difference::paint(code.split('\n'), &mut paper),
            Way::Session if session::is_bare(&code) => {
                let bash = self.grammars.painter("bash");
                bash.into_iter().for_each(|painter| paint(painter, &code, &mut paper));
            }
            Way::Session => self.session(&code, &mut paper),
            Way::Grammar(_, syntax) if is_session(&syntax.name, &code) => {
                self.session(&code, &mut paper);
            }
            Way::Grammar(set, syntax) => {
                paint(Painter::new(set, syntax, self.grammars.classes()), &code, &mut paper);
            }
            Way::Plain => return Outcome::Plain(PlainReason::NoLanguage),
        }
        Outcome::Highlighted(paper.into_html())
    }

    /// Colours code whose lines begin with `+`, `-` or a space: a line that
    /// came is one `<span class="i">`, one that went one `<span class="d">`,
    /// with the spans of the language inside, one level deep.
    pub fn diff_of(&self, language: &str, code: &str) -> Outcome {
        if let Err(reason) = self.way(Request { language, code })
            && reason != PlainReason::NoLanguage
        {
            return Outcome::Plain(reason);
        }
        let code = clean(code);
        let mut paper = Paper::for_code(code.len());
        let painter = self.grammars.painter(language);
        difference::paint_marked(code.split('\n'), painter, &mut paper);
        Outcome::Highlighted(paper.into_html())
    }

    /// Tells whether the language needs no warning: one we colour, or one
    /// that stands for plain text.
    pub fn knows(&self, language: &str) -> bool {
        self.grammars.way(language).is_some()
    }

    /// Returns the name readers see: `PowerShell` for `ps1`.
    pub fn canonical(&self, language: &str) -> Option<&str> {
        match language::find(language) {
            Some(known) => Some(known.name),
            None => self.grammars.bundled_name(language),
        }
    }

    /// Returns the word the author of an unknown language may have meant.
    pub fn nearest(&self, language: &str) -> Option<&'static str> {
        crate::base::nearest::nearest(language, language::words())
    }

    /// Returns what names the grammars and this renderer together: part of
    /// the key of everything kept between builds.
    pub fn version(&self) -> &str {
        self.grammars.version()
    }

    fn way(&self, request: Request<'_>) -> Result<Way<'_>, PlainReason> {
        if request.language.is_empty() {
            return Err(PlainReason::NoLanguage);
        }
        match self.grammars.way(request.language) {
            None => Err(PlainReason::UnknownLanguage),
            Some(Way::Plain) => Err(PlainReason::NoLanguage),
            Some(_) if is_too_large(request.code) => Err(PlainReason::TooLarge),
            Some(way) => Ok(way),
        }
    }

    fn session(&self, code: &str, paper: &mut Paper) {
        let grammars = (self.grammars.painter("bash"), self.grammars.painter("powershell"));
        if let (Some(posix), Some(power_shell)) = grammars {
            session::paint(code.split('\n'), (&posix, &power_shell), paper);
        }
    }
}

/// Returns how long the prompt is that a line begins with, if it does.
pub fn prompt_length(line: &str) -> Option<usize> {
    session::prompt(line).map(|prompt| prompt.length)
}

fn paint(mut painter: Painter<'_>, code: &str, paper: &mut Paper) {
    for (number, line) in code.split('\n').enumerate() {
        if 0 < number {
            paper.end_line();
        }
        painter.line(line, paper);
    }
}

/// Does to line ends and NUL what every reader of HTML does anyway.
fn clean(code: &str) -> Cow<'_, str> {
    if code.contains(['\r', '\0']) {
        let code = code.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{FFFD}");
        return Cow::Owned(code);
    }
    Cow::Borrowed(code)
}

fn is_too_large(code: &str) -> bool {
    let is_long = |line: &str| LONGEST_LINE < line.len() && LONGEST_LINE < line.chars().count();
    LARGEST_BLOCK < code.len() || code.split(['\n', '\r']).any(is_long)
}

/// Shell code that begins with a prompt, be it below comments, was copied from
/// a terminal. `# ` and `> ` do not count here: in a script they are a comment
/// and a redirection.
fn is_session(grammar: &str, code: &str) -> bool {
    let is_told = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let first = code.split('\n').find(is_told).unwrap_or_default();
    match session::prompt(first) {
        Some(found) if found.shell == Shell::PowerShell => grammar == "PowerShell",
        Some(_) if first.trim_start().starts_with(['#', '>']) => false,
        Some(_) => grammar == "Bash",
        None => false,
    }
}
