//! Marks that open and close containers, a line each.
//!
//! Read here, by what stands on the line alone: Handover's `::: name` and
//! `:::`, Microsoft Learn's `:::row:::` and `:::row-end:::`, and MkDocs'
//! `!!! note`, `??? note`, `=== "Tab"` and `/// note`. What a container
//! means is decided where the tree is built.

use std::ops::Range;

use super::flavour::Flavour;

/// A mark, with its bytes in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The line without its indent and its end.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
    /// Whether what it opens is indented, so that the mark is parsed as the
    /// mark of a list item.
    pub as_item: bool,
}

/// The characters a fence is made of, and how many there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fence {
    /// `:` or `/`.
    pub mark: u8,
    /// At least three.
    pub length: usize,
}

/// Kinds of marks. Ranges are bytes of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MarkKind {
    /// Opens a container, which a close ends.
    Open {
        /// The fence.
        fence: Fence,
        /// The container's name.
        name: Range<usize>,
        /// What follows the name: a title or attributes.
        rest: Range<usize>,
        /// The title among it.
        title: Option<Range<usize>>,
        /// Whether it is ended by `:::name-end` and by nothing else.
        named: bool,
    },
    /// Closes a container: the one of this name, else the innermost.
    Close {
        /// The fence.
        fence: Fence,
        /// The name in `:::name-end`.
        name: Option<Range<usize>>,
    },
    /// `!!! name "title"`, whose content is indented.
    Callout {
        /// The first word.
        name: Range<usize>,
        /// The title; empty where the callout has none on purpose.
        title: Option<Range<usize>>,
        /// For `???` and `???+`: whether it is open at first.
        folded: Option<bool>,
    },
    /// `=== "title"`, whose content is indented.
    Tab {
        /// The title.
        title: Range<usize>,
    },
}

impl Mark {
    /// Returns the mark moved right by `offset` bytes.
    pub fn shifted(&self, offset: usize) -> Mark {
        let shift = |range: &Range<usize>| range.start + offset..range.end + offset;
        let kind = match &self.kind {
            MarkKind::Open { fence, name, rest, title, named } => MarkKind::Open {
                fence: *fence,
                name: shift(name),
                rest: shift(rest),
                title: title.as_ref().map(shift),
                named: *named,
            },
            MarkKind::Close { fence, name } => {
                MarkKind::Close { fence: *fence, name: name.as_ref().map(shift) }
            }
            MarkKind::Callout { name, title, folded } => {
                let (name, title) = (shift(name), title.as_ref().map(shift));
                MarkKind::Callout { name, title, folded: *folded }
            }
            MarkKind::Tab { title } => MarkKind::Tab { title: shift(title) },
        };
        Mark { range: shift(&self.range), kind, as_item: self.as_item }
    }
}

/// Containers of Microsoft Learn that end with `:::name-end`.
const LEARN: &[&str] = &["row", "column", "zone", "moniker"];

/// Directives of Microsoft Learn that have no content.
pub const LEAVES: &[&str] = &["image", "code", "video", "form", "no-loc"];

/// A line on which a mark may stand.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The line from its first visible character, without its end.
    pub text: &'a str,
    /// Where that is in the whole text.
    pub start: usize,
    /// How much further the next line with text is indented, if it is.
    pub deeper: usize,
}

/// Reads the mark on a line, if there is one.
pub fn read(line: Line<'_>, flavour: Flavour) -> Option<Mark> {
    let mark = *line.text.as_bytes().first()?;
    let (kind, as_item) = match mark {
        b':' => {
            let kind = colons(line)?;
            let opens = matches!(kind, MarkKind::Open { .. });
            let width = line.deeper;
            (kind, opens && (2..=14).contains(&width) && width < line.text.len())
        }
        b'/' if flavour == Flavour::MkDocs => (slashes(line)?, false),
        b'!' | b'?' => (callout(line)?, true),
        b'=' if 4 <= line.deeper => (tab(line)?, true),
        _ => return None,
    };
    if !is_likely(&kind, line, flavour) {
        return None;
    }
    let range = line.start..line.start + line.text.len();
    Some(Mark { range, kind, as_item })
}

/// Writes what stands for a mark, whose text is `line`, while the rest is
/// parsed, of the same length: a heading with the title, which ends whatever
/// stands above it, in the mark of a list item if the content is indented.
pub fn cover(mark: &Mark, line: &str, deeper: usize) -> String {
    let length = mark.range.len();
    let mut cover = match &mark.kind {
        MarkKind::Open { title, .. } => {
            let head = if mark.as_item { item_of_width(deeper) } else { "#".into() };
            with_title(&head, title.as_ref(), mark, line)
        }
        MarkKind::Callout { title, .. } => with_title("-   #", title.as_ref(), mark, line),
        MarkKind::Tab { title } => with_title("-  #", Some(title), mark, line),
        MarkKind::Close { .. } => "#".into(),
    };
    cover.extend(std::iter::repeat_n(' ', length.saturating_sub(cover.len())));
    cover
}

/// Writes the mark of a list item whose content begins `width` bytes after
/// it, and an empty heading as its first content.
fn item_of_width(width: usize) -> String {
    match width {
        0..=5 => format!("-{}#", " ".repeat(width.saturating_sub(1).max(1))),
        _ => format!("{:0>digits$}.    #", 1, digits = width.saturating_sub(5).max(1)),
    }
}

/// The title stays where it is written, so that it is parsed as text.
fn with_title(head: &str, title: Option<&Range<usize>>, mark: &Mark, line: &str) -> String {
    let mut cover = head.to_string();
    let Some(title) = title.filter(|title| !title.is_empty()) else { return cover };
    let (start, end) = (title.start - mark.range.start, title.end - mark.range.start);
    cover.extend(std::iter::repeat_n(' ', start.saturating_sub(cover.len())));
    cover.push_str(line.get(start..end).unwrap_or_default());
    cover
}

/// Outside MkDocs `!!!` and `???` begin a callout only where its content is
/// indented below them: "??? What is this" is a question.
fn is_likely(kind: &MarkKind, line: Line<'_>, flavour: Flavour) -> bool {
    match kind {
        MarkKind::Callout { .. } => 4 <= line.deeper || flavour == Flavour::MkDocs,
        _ => true,
    }
}

fn colons(line: Line<'_>) -> Option<MarkKind> {
    let rest = line.text.trim_start_matches(':');
    let length = line.text.len() - rest.len();
    if length < 3 {
        return None;
    }
    let fence = Fence { mark: b':', length };
    let inner = rest.trim_end_matches(':').trim_end();
    let words = inner.trim_start();
    if words.is_empty() {
        return Some(MarkKind::Close { fence, name: None });
    }
    let start = line.start + length + (inner.len() - words.len());
    let attached = inner.len() == words.len();
    if let Some(braces) = words.strip_prefix('{') {
        return in_braces(braces, start + 1, fence);
    }
    let word = word(words);
    let name = start..start + word.len();
    if word.is_empty() || LEAVES.contains(&word) && attached {
        return None;
    }
    if let Some(ended) = word.strip_suffix("-end").filter(|name| attached || is_learn(name)) {
        let name = Some(start..start + ended.len());
        return Some(MarkKind::Close { fence, name });
    }
    let rest = name.end..start + words.len();
    let named = is_learn(word);
    let title = if named { None } else { title(line, rest.clone()) };
    Some(MarkKind::Open { fence, name, rest, title, named })
}

/// Returns the title after a container's name: `Title`, `[Title]{...}` or
/// `| Title`.
fn title(line: Line<'_>, rest: Range<usize>) -> Option<Range<usize>> {
    let text = line.text.get(rest.start - line.start..rest.end - line.start)?;
    let text = text.split(" {").next()?;
    let inner = match text.trim_start().strip_prefix('[') {
        Some(inner) => inner.get(..inner.rfind(']').unwrap_or(inner.len()))?,
        None => text.trim_start().trim_start_matches('|'),
    };
    let inner = inner.trim().trim_matches('"');
    let start = rest.start + text.find(inner)?;
    // A heading needs a space before its text.
    (!inner.is_empty() && line.start + 2 <= start).then(|| start..start + inner.len())
}

fn is_learn(name: &str) -> bool {
    LEARN.contains(&name)
}

/// `::: {.callout-note}` and `:::{note}`, as other tools write names.
fn in_braces(text: &str, start: usize, fence: Fence) -> Option<MarkKind> {
    let inner = text.get(..text.find('}')?)?;
    let skipped = inner.len() - inner.trim_start_matches(['.', ' ']).len();
    let prefix = if inner.get(skipped..)?.starts_with("callout-") { "callout-".len() } else { 0 };
    let from = skipped + prefix;
    let word = word(inner.get(from..)?);
    let name = start + from..start + from + word.len();
    let after = start + inner.len() + 1;
    let rest = after..start + text.len();
    let title = None;
    (!word.is_empty()).then_some(MarkKind::Open { fence, name, rest, title, named: false })
}

fn slashes(line: Line<'_>) -> Option<MarkKind> {
    let rest = line.text.trim_start_matches('/');
    let length = line.text.len() - rest.len();
    if length < 3 {
        return None;
    }
    let fence = Fence { mark: b'/', length };
    if rest.is_empty() {
        return Some(MarkKind::Close { fence, name: None });
    }
    let words = rest.strip_prefix(' ')?.trim_start();
    let start = line.start + line.text.len() - words.len();
    let word = word(words);
    let name = start..start + word.len();
    let rest = name.end..line.start + line.text.len();
    let after = words.get(word.len()..)?.trim_start();
    let fits = !word.is_empty() && (after.is_empty() || after.starts_with('|'));
    let title = title(line, rest.clone());
    fits.then_some(MarkKind::Open { fence, name, rest, title, named: false })
}

fn callout(line: Line<'_>) -> Option<MarkKind> {
    let (rest, folded) = match (line.text.strip_prefix("!!!"), line.text.strip_prefix("???")) {
        (Some(rest), _) => (rest, None),
        (_, Some(rest)) => match rest.strip_prefix('+') {
            Some(rest) => (rest, Some(true)),
            None => (rest, Some(false)),
        },
        _ => return None,
    };
    let words = rest.trim_start_matches(' ');
    let start = line.start + line.text.len() - words.len();
    let first = word(words);
    if first.is_empty() || line.text.len() < 5 {
        return None;
    }
    let after = words.get(first.len()..)?;
    let (plain, title) = match after.split_once('"') {
        Some((plain, quoted)) => {
            let end = quoted.rfind('"').filter(|end| quoted.get(end + 1..) == Some(""))?;
            let from = start + first.len() + plain.len() + 1;
            (plain, Some(from..from + end))
        }
        None => (after, None),
    };
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let name = start..start + first.len();
    plain.chars().all(is_word).then_some(MarkKind::Callout { name, title, folded })
}

fn tab(line: Line<'_>) -> Option<MarkKind> {
    let rest = line.text.strip_prefix("===")?;
    let rest = rest.strip_prefix(['!', '+']).unwrap_or(rest);
    let quoted = rest.trim_start();
    let quote = quoted.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let inner = quoted.get(1..)?.strip_suffix(quote)?;
    let start = line.start + line.text.len() - quoted.len() + 1;
    let title = start..start + inner.len();
    (!inner.trim().is_empty()).then_some(MarkKind::Tab { title })
}

/// Returns the word of letters, digits, `-` and `_` at the start of a text;
/// it begins with a letter.
fn word(text: &str) -> &str {
    if !text.starts_with(|c: char| c.is_alphabetic()) {
        return "";
    }
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(text: &str, deeper: usize) -> String {
        let line = Line { text, start: 0, deeper };
        let Some(mark) = read(line, Flavour::MkDocs) else { return "-".into() };
        let part = |range: Range<usize>| text.get(range).unwrap_or("?").to_string();
        match mark.kind {
            MarkKind::Open { name, rest, named, .. } => {
                format!("open {}|{}|{named}|{}", part(name), part(rest), mark.as_item)
            }
            MarkKind::Close { name, fence } => {
                format!("close {} {}", name.map(part).unwrap_or_default(), fence.length)
            }
            MarkKind::Callout { name, title, folded } => {
                format!("callout {}|{:?}|{folded:?}", part(name), title.map(part))
            }
            MarkKind::Tab { title } => format!("tab {}", part(title)),
        }
    }

    #[test]
    fn reads_marks_of_all_tools() {
        for (text, deeper, expected) in [
            (":::row:::", 0, "open row||true|false"),
            (":::column span=\"2\":::", 3, "open column| span=\"2\"|true|true"),
            (":::column-end:::", 0, "close column 3"),
            (":::zone pivot=\"a\"", 0, "open zone| pivot=\"a\"|true|false"),
            ("::: details Why?", 0, "open details| Why?|false|false"),
            (":::note[Title]", 0, "open note|[Title]|false|false"),
            ("::: {.callout-tip}", 0, "open tip||false|false"),
            ("::::", 0, "close  4"),
            (":::image source=\"a.png\":::", 0, "-"),
            ("::", 0, "-"),
            ("/// note | A title", 0, "open note| | A title|false|false"),
            ("///", 0, "close  3"),
            ("/// not one", 0, "-"),
            ("!!! note", 4, "callout note|None|None"),
            ("???+ tip inline \"A *b*\"", 4, "callout tip|Some(\"A *b*\")|Some(true)"),
            ("!!! note \"\"", 4, "callout note|Some(\"\")|None"),
            ("!!! What?!", 0, "-"),
            ("=== \"Linux\"", 4, "tab Linux"),
            ("=====", 4, "-"),
        ] {
            assert_eq!(describe(text, deeper), expected, "{text}");
        }
    }

    #[test]
    fn covers_have_the_same_length() {
        for (text, deeper, expected) in [
            ("!!! note \"A *b*\"", 4, "-   #     A *b* "),
            ("=== \"Tab\"", 4, "-  # Tab "),
            (":::column:::", 3, "-  #        "),
            (":::row:::", 6, "1.    #  "),
            (":::columnabcdef:::", 8, "001.    #         "),
            (":::row:::", 0, "#        "),
            ("::: tip A *b*", 0, "#       A *b*"),
        ] {
            let mark = read(Line { text, start: 0, deeper }, Flavour::MkDocs).unwrap();
            assert_eq!(cover(&mark, text, deeper), expected);
        }
    }
}
