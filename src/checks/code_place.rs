//! The blocks of commands of a site.

use crate::model::document::{Block, BlockKind, Code, Document};
use crate::model::site::Site;
use crate::model::walk;
use crate::text::command;

/// Calls `visit` for every block of commands of a site.
pub fn commands<'a>(site: &'a Site, visit: &mut dyn FnMut(&'a Document, &'a Block, &'a Code)) {
    for page in site.pages.values() {
        for (document, _) in page.parts() {
            walk::walk(&document.body, &mut |block| {
                if let BlockKind::Code(code) = &block.kind
                    && command::is_command(&code.language)
                {
                    visit(document, block, code);
                }
            });
        }
    }
}
