//! Texts to send as Markdown: the name, the header lines as a list, the text.

use super::writer::{Gap, Writer};
use crate::model::document::Code;
use crate::model::message::{HeaderKey, Message};

impl<'a> Writer<'a> {
    /// Writes a message.
    pub(super) fn message(&mut self, message: &'a Message, code: &'a Code) {
        let records = &self.ctx.site.catalog.records;
        self.block(|writer| {
            writer.anchor(&message.id);
            writer.mark("**");
            writer.text(&records.fill(message.name()));
            writer.mark("**");
        });
        let headers = message.headers.iter().filter(|header| !header.value.is_empty());
        let headers = headers.filter(|header| header.key != HeaderKey::Name);
        for (at, header) in headers.enumerate() {
            if 0 < at {
                self.next_after(Gap::Line);
            }
            self.begin();
            self.mark("- ");
            self.mark(header.key.name());
            self.mark(": ");
            self.text(&records.fill(&header.value));
        }
        self.next_after(Gap::Empty);
        let text = message.below_head(&code.text).into();
        self.code(&Code { text, language: "text".into(), ..code.clone() });
    }
}
