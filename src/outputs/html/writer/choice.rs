//! The variants of a picture of which a browser takes the one that fits.

use super::Writer;
use super::picture::COLUMN;
use crate::base::{SitePath, url};
use crate::model::document::{Block, BlockKind};
use crate::model::page::Target;

/// How wide a page without columns beside its text is at most, in CSS pixels:
/// 76 rem of the theme.
const FRAME: u32 = 1_216;
/// Up to this width nothing is narrower, so the screen needs no asking.
const ANYWHERE: u32 = 280;
/// The kinds of pages whose text has all of the frame, or nearly.
const WIDE: &[&str] = &["runbook", "checklist", "charter", "training-plan"];

impl Writer<'_> {
    /// Writes the variants of a picture with their widths, and how much room
    /// it has: `shown` CSS pixels, or less where the page is narrower. Before
    /// there is a variant, nothing is written.
    pub(super) fn choice(&mut self, number: u32, shown: Option<u32>) {
        let Target::Asset(path, _) = self.target(number) else { return };
        let site = self.ctx.site;
        let Some((width, _)) = site.image_sizes.get(path).copied() else { return };
        let variants = site.variants.of(path);
        if variants.is_empty() {
            return;
        }
        let address = |path: &SitePath| url::encode_path(&path.relative_from(self.folder));
        let mut choice = String::new();
        for variant in variants {
            choice.push_str(&format!("{} {}w, ", address(&variant.path), variant.width));
        }
        choice.push_str(&format!("{} {width}w", address(path)));
        self.attribute("srcset", &choice);
        let room = self.room_of_picture(width, shown);
        // Who loads it late knows by then how wide it is, if it is not what an
        // author left open.
        let auto = if self.is_late() && shown.is_some() { "auto, " } else { "" };
        self.attribute("sizes", &format!("{auto}{room}"));
    }

    /// Says how wide a picture is shown, as `sizes` takes it.
    fn room_of_picture(&self, width: u32, shown: Option<u32>) -> String {
        let is_wide = self.is_wide();
        let most = if is_wide { FRAME } else { COLUMN };
        let room = shown.unwrap_or(width).min(most);
        match room {
            ..=ANYWHERE => format!("{room}px"),
            // Between a phone and a desk the text has what others leave.
            COLUMN if !is_wide => format!("(min-width: 72rem) {room}px, 100vw"),
            _ => format!("(min-width: {room}px) {room}px, 100vw"),
        }
    }

    /// Tells whether the text of the page has all of the frame.
    fn is_wide(&self) -> bool {
        let document = &self.page.document;
        let is_card = |block: &Block| matches!(block.kind, BlockKind::Cards(_));
        WIDE.contains(&document.kind_name())
            || self.ctx.site.catalog.root == Some(self.page.id)
            || document.body.iter().any(is_card)
    }
}
