//! Pictures and films.

use super::body::{Body, Call, Shape};
use crate::base::url;
use crate::import::draft::Draft;
use crate::import::page;
use crate::import::shape;

impl Body<'_, '_> {
    /// Rewrites an address given to a shortcode; what leads nowhere is
    /// reported and stays.
    pub fn address(&mut self, written: &str, from: usize) -> String {
        let address = url::split(written);
        if url::scheme(written).is_some() || written.starts_with("//") || address.path.is_empty() {
            return shape::address(written);
        }
        let found = self.found;
        let Some(target) = self.site.addresses.find(&found.page.placed, address.path) else {
            let reason = format!("the source has nothing at `{written}`; it is left as it is");
            self.gather.report.not_understood(found.page.text.place(from), "link", &reason);
            return shape::address(written);
        };
        let new = page::follow(self.gather, &found.page, target);
        match address.fragment {
            Some(fragment) => format!("{new}#{fragment}"),
            None => new,
        }
    }

    /// Rewrites `figure` as a picture and a line below it.
    pub fn figure(&mut self, mut call: Call) -> Shape {
        let from = call.tag.range.start;
        let arguments = &mut call.tag.arguments;
        let Some(src) = arguments.named_or_next(&["src"]) else {
            return Shape::Unknown("it names no picture".into());
        };
        let caption = arguments.named(&["caption"]).map(|text| shape::one_line(&text));
        let title = arguments.named(&["title"]).map(|text| shape::one_line(&text));
        let alt = arguments.named(&["alt"]).map(|text| shape::one_line(&text));
        let link = arguments.named(&["link"]);
        let source = arguments.named(&["attr"]);
        let source_link = arguments.named(&["attrlink"]);
        let src = self.address(&src, from);
        let alt = alt.or_else(|| caption.clone()).or_else(|| title.clone()).unwrap_or_default();
        let mut picture = format!("![{}]({src})", alt.replace(['[', ']'], ""));
        if let Some(link) = link {
            picture = format!("[{picture}]({})", self.address(&link, from));
        }
        let mut words: Vec<String> = Vec::new();
        words.extend(title.map(|title| format!("**{title}**")));
        words.extend(caption.map(|caption| match caption.contains(['*', '_']) {
            true => caption,
            false => format!("*{caption}*"),
        }));
        words.extend(match (source, source_link) {
            (Some(source), Some(link)) => {
                Some(format!("[{source}]({})", self.address(&link, from)))
            }
            (source, link) => source.or(link),
        });
        self.report_rest(&call.tag);
        if !words.is_empty() {
            picture.push_str(&format!("\n\n{}", words.join(" ")));
        }
        Shape::Block(Draft::of(picture, from))
    }

    /// Rewrites a film as a link to it.
    pub fn video(&mut self, mut call: Call) -> Shape {
        let arguments = &mut call.tag.arguments;
        let id = arguments.named_or_next(&["id"]);
        let title = arguments.named(&["title"]).or_else(|| arguments.next());
        let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let Some(id) = id.filter(|id| !id.is_empty() && id.chars().all(is_id)) else {
            return Shape::Unknown("it names no film".into());
        };
        let (host, name) = match call.tag.name.to_ascii_lowercase().as_str() {
            "vimeo" => ("https://vimeo.com/", "Vimeo"),
            _ => ("https://www.youtube.com/watch?v=", "YouTube"),
        };
        self.report_rest(&call.tag);
        let title = title.unwrap_or_else(|| format!("Video on {name}"));
        Shape::Inline(format!("[{}]({host}{id})", shape::one_line(&title)))
    }
}
