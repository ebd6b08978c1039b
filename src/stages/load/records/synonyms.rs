//! `data/synonyms.yml`: words and phrases that mean the same to those who
//! search.

use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::records::{DataFile, Records};
use crate::text::data::Node;

/// A word or phrase has at most so many words.
const WORDS: usize = 3;

/// Reads groups of words that mean the same: a list of lists.
pub(super) fn read(
    file: &DataFile,
    node: &Node,
    records: &mut Records,
    found: &mut Vec<Diagnostic>,
) {
    let mut wrong = |range: TextRange, message: String, help: &str| {
        let span = Span::new(file.file, range);
        found.push(Diagnostic::new(Code::WRONG_TYPE, span, message).help(help));
    };
    let Some(groups) = node.as_list() else {
        if !node.is_null() {
            wrong(node.range, "synonyms must be a list".into(), "write `- [rota, roster]`");
        }
        return;
    };
    for group in groups {
        let Some(words) = group.as_list() else {
            let message = "a group of synonyms must be a list of words".to_string();
            wrong(group.range, message, "write `- [rota, roster]`");
            continue;
        };
        let mut own: Vec<Box<str>> = Vec::new();
        for word in words {
            let text = word.as_text().map(str::trim).filter(|text| !text.is_empty());
            match text.map(|text| (text, text.split_whitespace().count())) {
                None => wrong(word.range, "a synonym must be text".into(), "write a word"),
                Some((text, count)) if WORDS < count => {
                    let message = format!("`{text}` has more than {WORDS} words");
                    wrong(word.range, message, "write the words that somebody would ask for");
                }
                Some((text, _)) => own.push(text.into()),
            }
        }
        match own.as_slice() {
            [only] if words.len() == 1 => {
                let message = format!("`{only}` stands alone in its group");
                wrong(group.range, message, "add a word that means the same");
            }
            _ => records.synonyms.push(own),
        }
    }
}
