//! Pictures and videos as HTML.

use super::Writer;
use crate::base::url;
use crate::model::config::Videos;
use crate::model::container::Picture;
use crate::model::document::Inline;
use crate::model::page::Target;

/// How wide the column of text is at most, in CSS pixels: 41 rem of the theme.
pub(super) const COLUMN: u32 = 656;

/// How much of a page's HTML, in bytes, is about what the first screen shows.
const FIRST_SCREEN: usize = 4_000;

impl Writer<'_> {
    pub(super) fn image(&mut self, number: u32, alt: &[Inline]) {
        let alt = self.plain(alt);
        let Some(src) = self.address(number) else {
            return self.missing_picture(number, &alt);
        };
        self.picture_start(number, &src, &alt);
        if let Some(title) = self.title(number) {
            self.attribute("title", title);
        }
        self.picture_end();
    }

    /// Writes the start of an `img` with its size.
    pub(super) fn picture_start(&mut self, number: u32, src: &str, alt: &str) {
        self.markup("<img");
        self.attribute("src", src);
        self.attribute("alt", alt);
        if let Some((width, height)) = self.picture_size(number) {
            self.attribute("width", &width.to_string());
            self.attribute("height", &height.to_string());
            self.choice(number, Some(width));
        }
    }

    /// Writes the end of an `img`. The first of a page is loaded at once if it stands near the head,
    /// the others when a reader comes near; text never waits for one to be decoded.
    pub(super) fn picture_end(&mut self) {
        if self.is_late() {
            self.markup(" loading=\"lazy\"");
        }
        self.has_picture = true;
        self.markup(" decoding=\"async\">");
    }

    /// Tells whether the picture that is being written is loaded when a reader comes near.
    pub(super) fn is_late(&self) -> bool {
        self.has_picture || FIRST_SCREEN < self.out.len()
    }

    /// Returns width and height in pixels of the file that a reference leads to.
    fn picture_size(&self, number: u32) -> Option<(u32, u32)> {
        match self.target(number) {
            Target::Asset(path, _) => self.ctx.site.image_sizes.get(path).copied(),
            _ => None,
        }
    }

    /// Writes the size of an `img` of an author's: what `attributes` leave open. Where they say one
    /// length in pixels, the other is in proportion.
    pub(super) fn element_size(&mut self, number: u32, attributes: &[(&'static str, Box<str>)]) {
        let Some((width, height)) = self.picture_size(number) else { return };
        let written = |wanted: &str| {
            let (_, value) = attributes.iter().find(|(name, _)| *name == wanted)?;
            Some(value.trim().trim_end_matches("px").parse::<u64>().ok())
        };
        let part = |of: u64, one: u32, other: u32| {
            (of * u64::from(other) + u64::from(one) / 2).checked_div(u64::from(one))
        };
        let (own_width, own_height) = match (written("width"), written("height")) {
            (None, None) => (Some(width.into()), Some(height.into())),
            (Some(Some(own)), None) => (None, part(own, width, height)),
            (None, Some(Some(own))) => (part(own, height, width), None),
            _ => (None, None),
        };
        for (name, length) in [("width", own_width), ("height", own_height)] {
            if let Some(length) = length {
                self.attribute(name, &length.to_string());
            }
        }
        let shown = match (written("width"), own_width) {
            (Some(written), _) => written,
            (None, own) => own,
        };
        let shown = shown.and_then(|own| u32::try_from(own).ok());
        // A length of which only one is known has no shape before the picture comes.
        let has_height = own_height.is_some() || written("height").flatten().is_some();
        self.choice(number, shown.filter(|_| has_height));
    }

    /// A picture of Microsoft Learn: its link, or the large one, around it.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let alt = if picture.icon { "" } else { &*picture.alt };
        let Some(src) = self.address(picture.source) else {
            return self.missing_picture(picture.source, &picture.alt);
        };
        let link = picture.link.and_then(|number| self.address(number));
        let large = picture.large.and_then(|number| self.address(number));
        let around = match (link, large) {
            (Some(link), _) => Some((link, None)),
            (None, Some(large)) => Some((large, Some("zoom"))),
            (None, None) => None,
        };
        if let Some((href, class)) = &around {
            self.markup("<a");
            if let Some(class) = class {
                self.attribute("class", class);
            }
            self.attribute("href", href);
            self.markup(">");
        }
        self.picture_start(picture.source, &src, alt);
        if picture.icon {
            self.attribute("class", "icon");
        } else if picture.border {
            self.attribute("class", "border");
        }
        self.picture_end();
        if around.is_some() {
            self.markup("</a>");
        }
    }

    /// A video that stands alone: with its frame, where the site wants it.
    pub(super) fn video_block(&mut self, number: u32) {
        let address = self.address(number).filter(|href| href.starts_with("https://"));
        if let (Some(href), Videos::Frame) = (address, self.ctx.site.config.videos) {
            self.markup("<div class=\"video-frame\"><iframe");
            self.attribute("src", &href);
            self.markup(" title=\"Video\" loading=\"lazy\" allowfullscreen ");
            self.markup("referrerpolicy=\"strict-origin-when-cross-origin\" ");
            self.markup("sandbox=\"allow-scripts allow-same-origin allow-presentation\">");
            self.markup("</iframe></div>\n");
        }
        self.markup("<p>");
        self.video(number);
        self.markup("</p>\n");
    }

    /// A video elsewhere: a link, because a page opens no frame of others.
    pub(super) fn video(&mut self, number: u32) {
        let Some(href) = self.address(number) else {
            return self.broken(number, |writer| writer.markup("Video"));
        };
        let host = href.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split(['/', '?', '#']).next().unwrap_or_default();
        let host = url::decode(host.trim_start_matches("www."));
        self.markup("<a class=\"video\" rel=\"external\"");
        self.attribute("href", &href);
        self.markup(">");
        self.symbol("out");
        self.markup("<span>Watch the video");
        if !host.is_empty() {
            self.markup(" <span class=\"soft\">on ");
            self.text(&host);
            self.markup("</span>");
        }
        self.markup("<span class=\"hide\"> (external site)</span></span></a>");
    }

    /// What stands where a picture should.
    pub(super) fn missing_picture(&mut self, number: u32, alt: &str) {
        self.broken(number, |writer| {
            writer.markup("Picture missing");
            if !alt.is_empty() {
                writer.markup(": ");
                writer.text(alt);
            }
        });
    }

    /// A picture that is a paragraph of its own. One that is shown smaller than it is leads to its
    /// file; the script of the theme shows that over the page.
    pub(super) fn figure(&mut self, number: u32, alt: &[Inline]) {
        let is_small = |(width, _): (u32, u32)| width <= COLUMN;
        let large = match self.picture_size(number) {
            Some(size) if !is_small(size) && !self.plain(alt).is_empty() => self.address(number),
            _ => None,
        };
        self.markup("<figure>");
        if let Some(href) = &large {
            self.markup("<a class=\"zoom\"");
            self.attribute("href", href);
            self.markup(">");
        }
        self.image(number, alt);
        if large.is_some() {
            self.markup("</a>");
        }
        if let Some(title) = self.title(number) {
            self.markup("<figcaption>");
            self.text(title);
            self.markup("</figcaption>");
        }
        self.markup("</figure>\n");
    }
}
