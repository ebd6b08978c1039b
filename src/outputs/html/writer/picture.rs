//! Pictures and videos as HTML.

use super::Writer;
use crate::base::url;
use crate::model::config::Videos;
use crate::model::container::Picture;
use crate::model::document::Inline;
use crate::model::page::Target;

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
        self.markup(" loading=\"lazy\">");
    }

    /// Writes the start of an `img` with its size.
    fn picture_start(&mut self, number: u32, src: &str, alt: &str) {
        self.markup("<img");
        self.attribute("src", src);
        self.attribute("alt", alt);
        if let Target::Asset(path, _) = self.target(number)
            && let Some((width, height)) = self.ctx.site.image_sizes.get(path)
        {
            self.attribute("width", &width.to_string());
            self.attribute("height", &height.to_string());
        }
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
        self.markup(" loading=\"lazy\">");
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

    /// A picture that is a paragraph of its own.
    pub(super) fn figure(&mut self, number: u32, alt: &[Inline]) {
        self.markup("<figure>");
        self.image(number, alt);
        if let Some(title) = self.title(number) {
            self.markup("<figcaption>");
            self.text(title);
            self.markup("</figcaption>");
        }
        self.markup("</figure>\n");
    }
}
