//! Code blocks and the attributes of their fences.

use super::builder::Builder;
use crate::base::TextRange;
use crate::model::document::{BlockKind, Code};

impl Builder<'_> {
    /// Ends a code block.
    pub fn close_code(&mut self, info: &str, mut text: String, range: TextRange) {
        self.drop_marks(range);
        if text.contains('\r') {
            text = text.replace("\r\n", "\n");
        }
        let mut code = attributes(info);
        if self.add_snippet_fence(&code, &text, range) {
            return;
        }
        code.text = text.as_str().into();
        if &*code.language == "process" {
            return self.add_flow_fence(code, range);
        }
        if code.language.eq_ignore_ascii_case("mermaid") {
            return self.add_mermaid(code, range);
        }
        self.add_message(&code, range);
        self.find_in_block(&code, range);
        self.keep_code_block(&code, range);
        self.add_block(BlockKind::Code(Box::new(code)), range);
    }
}

/// Reads a fence's info string: the language, then `title="..."`,
/// `{2,4-6}` or `mark="2,4-6"`, `lines` or `lines=5`, `diff`. Words that
/// mean nothing here belong to other tools and are passed over.
pub(super) fn attributes(info: &str) -> Code {
    let mut code = Code::default();
    let mut words = words(info).into_iter().peekable();
    if let Some(first) = words.next_if(|word| !word.starts_with('{') && !word.contains('=')) {
        // `bash{2,3}` and `{.bash}` are written for other tools.
        let (language, marked) = match first.split_once('{') {
            Some((language, marked)) => (language.to_string(), Some(format!("{{{marked}"))),
            None => (first, None),
        };
        code.language = language.trim_end_matches(',').into();
        if let Some(marked) = marked {
            code.marked = ranges(&marked);
        }
    }
    for word in words {
        let (key, value) = word.split_once('=').unwrap_or((&word, ""));
        match key {
            "title" | "filename" | "file" if !value.is_empty() => code.title = Some(value.into()),
            "mark" | "hl_lines" => code.marked = ranges(value),
            "lines" | "linenums" => {
                code.numbered_from = Some(value.parse().ok().filter(|n| 0 < *n).unwrap_or(1));
            }
            "diff" => code.diff = true,
            "literal" => code.literal = true,
            "guard" => code.guard = true,
            key if key.starts_with('{') => code.marked = ranges(key),
            _ => {}
        }
    }
    code
}

/// Splits at white space outside quotes and braces; quotes are dropped.
fn words(info: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote: Option<char> = None;
    let mut braces = 0usize;
    for c in info.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if c.is_whitespace() && braces == 0 => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            (_, c) => {
                match c {
                    '{' => braces += 1,
                    '}' => braces = braces.saturating_sub(1),
                    _ => {}
                }
                word.push(c);
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Reads `2,4-6` with or without braces; what is no number is passed over.
pub(super) fn ranges(text: &str) -> Box<[(u32, u32)]> {
    let inner = text.trim_start_matches('{').trim_end_matches('}');
    let range = |part: &str| {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let first: u32 = first.trim().parse().ok()?;
        let last: u32 = last.trim().parse().ok()?;
        (0 < first && first <= last).then_some((first, last))
    };
    let mut ranges: Vec<(u32, u32)> = inner.split([',', ' ', ';']).filter_map(range).collect();
    ranges.sort_unstable();
    ranges.into()
}

#[cfg(test)]
mod tests {
    use super::attributes;

    #[test]
    fn reads_the_attributes_of_a_fence() {
        let code = attributes("bash title=\"etc/a b.sh\" {2,4-6} lines=5 diff");
        assert_eq!((&*code.language, code.title.as_deref()), ("bash", Some("etc/a b.sh")));
        assert_eq!(
            (&*code.marked, code.numbered_from, code.diff),
            (&[(2, 2), (4, 6)][..], Some(5), true)
        );
        let code = attributes("ts{1}");
        assert_eq!((&*code.language, &*code.marked), ("ts", &[(1, 1)][..]));
        assert_eq!(&*attributes("").language, "");
        assert_eq!(&*attributes("{9-3,x}").marked, &[]);
    }
}
