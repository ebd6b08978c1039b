//! A look over YAML before it is parsed.
//!
//! It knows just enough of the language to tell where a value begins: quotes,
//! comments, blocks, brackets. There it finds references in `[[...]]`,
//! `{{...}}` without quotes and tags; it reports and masks them. It also
//! counts brackets and aliases, because the parser should never see a text
//! made to exhaust it.

mod reference;

use std::borrow::Cow;

use crate::base::{Diagnostic, TextRange};
use crate::text::yaml::{Input, MAX_PROBLEMS, Tags};
pub(super) use reference::quote;

/// What the parser needs to know beside the text.
pub(super) struct Scan<'a> {
    /// The text with harmless bytes in place of what YAML would misread.
    pub text: Cow<'a, str>,
    /// Where that was done, in order: the author's text counts there.
    pub masked: Vec<TextRange>,
    /// The contents of block scalars (`|`, `>`), in order.
    pub blocks: Vec<TextRange>,
    /// Whether the text is not to be parsed at all.
    pub refused: bool,
}

/// Looks over a text and reports what it finds.
pub(super) fn scan<'a>(input: &Input<'a>, out: &mut Vec<Diagnostic>) -> Scan<'a> {
    let mut scanner = Scanner {
        input,
        bytes: input.text.as_bytes(),
        at: 0,
        line: 0,
        value: Place::Item,
        key: None,
        parent: None,
        open: Vec::new(),
        aliases: 0,
        edits: Vec::new(),
        masked: Vec::new(),
        blocks: Vec::new(),
        refused: false,
        out,
    };
    scanner.run();
    let Scanner { edits, masked, blocks, refused, .. } = scanner;
    Scan { text: apply(input.text, &edits), masked, blocks, refused }
}

/// One byte range to be overwritten with one ASCII byte.
struct Edit {
    range: TextRange,
    byte: u8,
}

fn apply<'a>(text: &'a str, edits: &[Edit]) -> Cow<'a, str> {
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for edit in edits {
        if let Some(part) = bytes.get_mut(edit.range.start as usize..edit.range.end as usize) {
            part.fill(edit.byte);
        }
    }
    // Edits cover whole characters, so this is always UTF-8.
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Where the scanner stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where a key or an item of a list may begin.
    Item,
    /// Behind the colon of a key.
    Value,
    /// Behind a value.
    After,
}

struct Scanner<'a, 'o> {
    input: &'o Input<'a>,
    bytes: &'a [u8],
    at: usize,
    /// Where the line began.
    line: usize,
    value: Place,
    /// The key last seen.
    key: Option<TextRange>,
    /// The column of the innermost key or dash of this line.
    parent: Option<usize>,
    /// Brackets not closed yet.
    open: Vec<u8>,
    aliases: usize,
    edits: Vec<Edit>,
    masked: Vec<TextRange>,
    blocks: Vec<TextRange>,
    refused: bool,
    out: &'o mut Vec<Diagnostic>,
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        self.begin_line();
        while let Some(byte) = self.peek(0) {
            if self.refused || MAX_PROBLEMS < self.out.len() {
                break;
            }
            match byte {
                b'\n' => {
                    self.at += 1;
                    self.begin_line();
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'#' if self.after_space() => self.at = self.line_end(),
                _ if self.value == Place::After => self.after_value(byte),
                _ => self.node(byte),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn after_space(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.bytes.get(at));
        before.is_none_or(|byte| byte.is_ascii_whitespace())
    }

    /// Tells whether white space or the end stands `ahead` bytes further on.
    fn space_at(&self, ahead: usize) -> bool {
        self.peek(ahead).is_none_or(|byte| byte.is_ascii_whitespace())
    }

    fn line_end(&self) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        rest.iter().position(|byte| *byte == b'\n').map_or(self.bytes.len(), |n| self.at + n)
    }

    fn begin_line(&mut self) {
        self.line = self.at;
        if self.open.is_empty() {
            self.value = Place::Item;
            self.parent = None;
        }
    }

    /// Behind a value: only `:`, `,` and closing brackets matter.
    fn after_value(&mut self, byte: u8) {
        match byte {
            b':' => return self.colon(),
            b',' if !self.open.is_empty() => self.value = Place::Item,
            b']' | b'}' => {
                self.open.pop();
            }
            _ => {}
        }
        self.at += 1;
    }

    fn colon(&mut self) {
        self.at += 1;
        self.value = Place::Value;
        // A no-break space behind the colon is meant as a space.
        while self.bytes.get(self.at..self.at + 2) == Some(&[0xC2, 0xA0]) {
            self.edits.push(Edit { range: TextRange::new(self.at, self.at + 2), byte: b' ' });
            self.at += 2;
        }
    }

    fn node(&mut self, byte: u8) {
        match byte {
            b'"' | b'\'' => self.quoted(byte),
            b'|' | b'>' if self.open.is_empty() => self.block(),
            b'{' if self.peek(1) == Some(b'{') && self.braces() => {}
            b'[' if self.peek(1) == Some(b'[') && self.wiki_links() => {}
            b'[' | b'{' => self.bracket(byte),
            b']' | b'}' | b',' => self.after_value(byte),
            b'-' | b'?' if self.space_at(1) && self.open.is_empty() => {
                self.parent = Some(self.at - self.line);
                self.value = Place::Item;
                self.at += 1;
            }
            b':' if self.space_at(1) => self.colon(),
            b'!' => self.tag(),
            b'&' => self.at = self.word_end(),
            b'*' => self.alias(),
            _ => self.plain(),
        }
    }

    fn word_end(&self) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b",[]{}".contains(byte);
        rest.iter().position(ends).map_or(self.bytes.len(), |n| self.at + n.max(1))
    }

    fn bracket(&mut self, byte: u8) {
        self.open.push(byte);
        if self.input.limits.depth < self.open.len() {
            let message = format!("brackets more than {} deep", self.input.limits.depth);
            self.out.push(self.input.problem(TextRange::new(self.at, self.at + 1), message));
            self.refused = true;
        }
        self.value = Place::Item;
        self.at += 1;
    }

    fn alias(&mut self) {
        let end = self.word_end();
        self.aliases += 1;
        if self.input.limits.aliases < self.aliases {
            let message = format!("more than {} aliases", self.input.limits.aliases);
            let problem = self.input.problem(TextRange::new(self.at, end), message);
            self.out.push(problem.help("write the values out"));
            self.refused = true;
        }
        self.at = end;
        self.value = Place::After;
    }

    fn tag(&mut self) {
        let range = TextRange::new(self.at, self.word_end());
        if self.input.limits.tags == Tags::Reported {
            let message = format!("tags such as `{}` are not read", range.of(self.input.text));
            self.out.push(self.input.problem(range, message).help("remove it; a value is text"));
        }
        self.edits.push(Edit { range, byte: b' ' });
        self.at = range.end as usize;
    }

    fn quoted(&mut self, quote: u8) {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'\\' if quote == b'"' => self.at += 1,
                _ if byte != quote => {}
                _ if quote == b'\'' && self.peek(0) == Some(quote) => self.at += 1,
                _ => break,
            }
        }
        self.value_or_key(start);
    }

    /// Ends a scalar that began at `start`: it is a key if a colon follows.
    fn value_or_key(&mut self, start: usize) {
        self.value = Place::After;
        let mut ahead = 0;
        while matches!(self.peek(ahead), Some(b' ' | b'\t')) {
            ahead += 1;
        }
        let is_key = self.peek(ahead) == Some(b':')
            && (self.space_at(ahead + 1) || !self.open.is_empty() || self.nbsp_at(ahead + 1));
        if is_key {
            self.key = Some(TextRange::new(start, self.at));
            if self.open.is_empty() {
                self.parent = Some(start.saturating_sub(self.line));
            }
            self.at += ahead;
            self.colon();
        }
    }

    fn nbsp_at(&self, ahead: usize) -> bool {
        self.bytes.get(self.at + ahead..self.at + ahead + 2) == Some(&[0xC2, 0xA0])
    }

    /// Skips a plain scalar: to `: `, to ` #`, to the end of the line, and
    /// within brackets to `,` or a bracket.
    fn plain(&mut self) {
        let start = self.at;
        let flow = !self.open.is_empty();
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\n' => break,
                b':' if self.space_at(1) || self.nbsp_at(1) => break,
                b':' if flow && self.peek(1).is_some_and(|next| b",[]{}".contains(&next)) => break,
                b'#' if self.after_space() => break,
                b'{' if flow && self.peek(1) == Some(b'{') && self.braces_from(start) => return,
                b',' | b'[' | b']' | b'{' | b'}' if flow => break,
                _ => self.at += 1,
            }
        }
        let is_value = self.value == Place::Value || self.parent.is_some();
        self.value_or_key(start);
        if self.value == Place::After && is_value && !flow && self.peek(0) == Some(b'\n') {
            self.continuation();
        }
    }

    /// Skips the further lines of a plain scalar.
    fn continuation(&mut self) {
        let Some(parent) = self.parent else { return };
        while self.peek(0) == Some(b'\n') {
            let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
            let indent = rest.iter().take_while(|byte| **byte == b' ').count();
            let first = rest.get(indent).copied().unwrap_or(b'\n');
            if indent <= parent || matches!(first, b'\n' | b'\r' | b'#' | b'\t') {
                return;
            }
            self.at += 1;
            self.at = self.line_end();
        }
    }

    /// Skips the header and the lines of a block scalar.
    fn block(&mut self) {
        let parent = self.parent.unwrap_or(0);
        self.at = (self.line_end() + 1).min(self.bytes.len());
        let start = self.at;
        while self.at < self.bytes.len() {
            let end = self.line_end();
            let line = self.bytes.get(self.at..end).unwrap_or_default();
            let indent = line.iter().take_while(|byte| **byte == b' ').count();
            let blank = line.iter().all(u8::is_ascii_whitespace);
            if !blank && (indent <= parent && self.parent.is_some()) {
                break;
            }
            self.at = (end + 1).min(self.bytes.len());
        }
        self.blocks.push(TextRange::new(start, self.at));
        self.begin_line();
    }
}
