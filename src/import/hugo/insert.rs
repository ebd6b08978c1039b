//! What is put into a page from elsewhere: files, parameters, code.

use super::body::{Body, Call, Shape};
use super::config;
use crate::base::SitePath;
use crate::import::address::Target;
use crate::import::draft::Draft;
use crate::import::shape;
use crate::model::world::Failure;
use crate::text::data::Node;

impl Body<'_, '_> {
    /// Rewrites `include` and `readfile`: Markdown as an include, anything
    /// else as code.
    pub fn include(&mut self, mut call: Call) -> Result<Shape, Failure> {
        let from = call.tag.range.start;
        let arguments = &mut call.tag.arguments;
        let Some(written) = arguments.named_or_next(&["file", "path"]) else {
            return Ok(Shape::Unknown("it names no file".into()));
        };
        let is_code = arguments.named(&["code"]).is_some_and(|is| is == "true");
        let lang = arguments.named(&["lang"]);
        let file = self.included(&written);
        let Some(file) = file else {
            return Ok(Shape::Unknown(format!("the source has no file `{written}`")));
        };
        if !is_code && let Some(Target::Page(place)) = self.site.addresses.file(&file) {
            self.report_rest(&call.tag);
            let path = place.relative_from(&self.found.page.placed.place.parent());
            let include = shape::include(place.stem(), &path);
            return Ok(Shape::Block(Draft::of(include, from)));
        }
        if !is_code && matches!(file.extension(), "md" | "markdown") {
            let reason = "a Markdown file outside the content folder cannot be included";
            return Ok(Shape::Unknown(reason.into()));
        }
        let Some(text) = self.gather.read(&file)? else {
            return Ok(Shape::Unknown(format!("`{written}` is no text")));
        };
        arguments_of_looks(&mut call);
        self.report_rest(&call.tag);
        let lang = lang.unwrap_or_else(|| file.extension().to_string());
        Ok(Shape::Block(Draft::of(shape::fence(&lang, &text.text), from)))
    }

    /// Finds an included file: from the page's folder, else from that of the
    /// content, else from the site's; never outside.
    fn included(&self, written: &str) -> Option<SitePath> {
        let folder = self.found.page.placed.source.parent();
        let starts = [folder, self.found.content.clone(), SitePath::default()];
        let skip = usize::from(written.starts_with('/'));
        let files = starts.iter().skip(skip).filter_map(|start| start.join(written));
        files.into_iter().find(|file| self.gather.has(file))
    }

    /// Rewrites `param` as its value.
    pub fn param(&mut self, mut call: Call) -> Shape {
        let Some(name) = call.tag.arguments.named_or_next(&["name"]) else {
            return Shape::Unknown("it names no parameter".into());
        };
        let front = &self.found.page.front;
        let whole = Node {
            range: crate::base::TextRange::default(),
            value: crate::text::data::Value::Map(front.entries.clone()),
        };
        let own: Vec<&Node> = [Some(&whole), front.get("params")].into_iter().flatten().collect();
        match config::param(self.config, &own, &name) {
            Some(value) => Shape::Inline(value),
            None => Shape::Unknown(format!("no parameter `{name}` is written in the source")),
        }
    }

    /// Rewrites `highlight` and `code` as a fence.
    pub fn highlight(&mut self, mut call: Call) -> Result<Shape, Failure> {
        let Some(code) = self.raw(&call) else {
            return match call.tag.arguments.named(&["file", "src"]) {
                Some(file) => {
                    let argument = super::argument::Argument { name: None, value: file };
                    call.tag.arguments = super::argument::Arguments::new(vec![argument]);
                    self.include(call)
                }
                None => Ok(Shape::Unknown("it never ends".into())),
            };
        };
        let arguments = &mut call.tag.arguments;
        let mut info = arguments.named_or_next(&["lang", "language", "type"]).unwrap_or_default();
        let options = arguments.next().unwrap_or_default();
        let mut rest = Vec::new();
        for option in options.split(',').map(str::trim).filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("linenos", value)) if value != "false" => info.push_str(" lines"),
                Some(("hl_lines", lines)) => {
                    let lines = lines.trim_matches(['[', ']', '"']).replace(' ', ",");
                    info.push_str(&format!(" {{{lines}}}"));
                }
                _ => rest.push(option.to_string()),
            }
        }
        let place = self.found.page.text.place(call.tag.range.start);
        for option in rest {
            let construct = format!("option {option} of shortcode {}", call.tag.name);
            self.gather.report.left_out(place, &construct, "there is no such choice");
        }
        self.report_rest(&call.tag);
        let fence = shape::fence(&info, &code);
        Ok(Shape::Block(Draft::of(fence, call.tag.range.start)))
    }

    /// Rewrites `mermaid` as a fence.
    pub fn mermaid(&mut self, call: Call) -> Result<Shape, Failure> {
        let Some(code) = self.raw(&call) else {
            return Ok(Shape::Unknown("it never ends".into()));
        };
        self.report_rest(&call.tag);
        Ok(Shape::Block(Draft::of(shape::fence("mermaid", &code), call.tag.range.start)))
    }
}

/// Takes what only says where Markdown is allowed.
fn arguments_of_looks(call: &mut Call) {
    call.tag.arguments.named(&["markdown", "draft"]);
}
