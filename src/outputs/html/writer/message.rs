//! Texts to send as HTML: the header lines, and the text, which can be copied.

use super::Writer;
use crate::base::TextRange;
use crate::model::document::Code;
use crate::model::message::{HeaderKey, Message};

impl<'a> Writer<'a> {
    /// Returns the message that a block of code is.
    pub(super) fn message_at(&self, range: TextRange) -> Option<&'a Message> {
        self.part.document.message(range)
    }

    /// Writes a message.
    pub(super) fn message(&mut self, message: &Message, code: &Code, range: TextRange) {
        self.markup("<figure class=\"code message\"");
        self.id(&message.id);
        self.markup("><figcaption>");
        let begin = self.out.len();
        self.header_value(message.name());
        // Text that stands alone needs no element.
        if self.out.get(begin..).is_some_and(|name| name.contains('<')) {
            self.out.insert_str(begin, "<span>");
            self.markup("</span>");
        }
        self.markup("<button class=\"copy\" type=\"button\" hidden>Copy</button></figcaption>\n");
        let headers = message.headers.iter().filter(|header| !header.value.is_empty());
        let mut headers = headers.filter(|header| header.key != HeaderKey::Name).peekable();
        if headers.peek().is_some() {
            self.markup("<p>");
            let mut between = "";
            for header in headers {
                self.markup(between);
                self.text(header.key.name());
                self.markup(": ");
                self.header_value(&header.value);
                between = "\n";
            }
            self.markup("</p>\n");
        }
        self.markup("<pre tabindex=\"0\"");
        if let Some(language) = message.header(HeaderKey::Language) {
            self.attribute("lang", &language.value);
        }
        self.markup("><code>");
        let html = self.with_places(code, range);
        self.markup(message.below_head(&html));
        self.markup("</code></pre></figure>\n");
    }

    /// Writes the value of a header line.
    fn header_value(&mut self, value: &str) {
        let value = self.ctx.site.catalog.records.fill(value);
        self.prose(&value);
    }
}
