//! The line `***Applies to: A, B***` below the title, as pages of Microsoft
//! Learn have it, names the products of a page.

use super::super::builder::Builder;
use super::{items, term};
use crate::base::TextRange;
use crate::model::document::{Block, BlockKind};
use crate::model::lifted::{Origin, Taxonomy, Term};

/// No product has a name of more words; a longer item is prose.
const LONGEST: usize = 12;

/// Reads the products of the line "Applies to", which stands before the first
/// heading of the text.
pub(super) fn read(builder: &Builder<'_>, body: &[Block]) -> Vec<Term> {
    let intro = body.iter().take_while(|block| !matches!(block.kind, BlockKind::Heading(_)));
    let mut paragraphs =
        intro.filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).map(|b| b.range);
    let Some(range) = paragraphs.find_map(|range| list(builder.text(range), range)) else {
        return Vec::new();
    };
    let items = items::split(&builder.source.text, range);
    if items.iter().any(|item| LONGEST < item.text.split(' ').count()) {
        return Vec::new();
    }
    let product = |item: &crate::model::front::Located| {
        term(&Taxonomy::Products, Origin::AppliesTo, &item.text, item.range)
    };
    items.iter().map(product).collect()
}

/// Returns where the list stands in a paragraph that is such a line.
fn list(paragraph: &str, range: TextRange) -> Option<TextRange> {
    let line = emphasised_line(paragraph);
    let is_strong = line.starts_with("**") && line.ends_with("**");
    let start = after_words(line)?;
    let rest = line.get(start..)?;
    let named = rest.trim_start_matches(is_mark);
    let list = match named.strip_prefix(':') {
        Some(list) => list,
        None if is_strong && rest.starts_with([' ', '\u{a0}']) => rest,
        None => return None,
    };
    let start = line.len() - list.len();
    Some(TextRange::new(start, line.len()).shifted(range.start))
}

/// Returns the line itself where prose follows it in the same paragraph: the
/// lines up to the one that ends its emphasis.
fn emphasised_line(paragraph: &str) -> &str {
    let paragraph = paragraph.trim_end();
    if !paragraph.starts_with('*') {
        return paragraph;
    }
    let mut end = 0;
    for line in paragraph.split_inclusive('\n') {
        end += line.len();
        let continues = paragraph.get(end..).is_some_and(|next| next.starts_with('*'));
        if line.trim_end().ends_with('*') && !continues {
            break;
        }
    }
    paragraph.get(..end).unwrap_or(paragraph).trim_end()
}

/// Returns where the words "Applies to" end at the start of a line.
fn after_words(line: &str) -> Option<usize> {
    let inner = line.trim_start_matches(is_mark);
    let start = line.len() - inner.len();
    let words = ["this applies to", "applies to"];
    let known = words.into_iter().find(|words| {
        inner.get(..words.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(words))
    })?;
    Some(start + known.len())
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_')
}
