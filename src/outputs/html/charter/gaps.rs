//! The hours in which nobody keeps a promise, in words; and that there are
//! none, where that is so.

use crate::model::charter::Kept;
use crate::text::html::escape_into;

/// Writes the hours that nobody covers, or that there are none.
pub(super) fn write(kept: &Kept, out: &mut String) {
    if !kept.gaps.is_empty() {
        out.push_str(&format!("<p><b>{}</b></p>\n<ul class=\"gaps\">\n", Kept::TITLE));
        for (promise, words) in &kept.gaps {
            out.push_str("<li><b>");
            escape_into(out, promise);
            out.push_str("</b>, ");
            escape_into(out, words);
            out.push_str("</li>\n");
        }
        if 0 < kept.more {
            out.push_str(&format!("<li>and {} more</li>\n", kept.more));
        }
        out.push_str("</ul>\n");
    }
    let sentences = kept.sentences();
    if !sentences.is_empty() {
        out.push_str("<p>");
        escape_into(out, &sentences);
        out.push_str("</p>\n");
    }
}
