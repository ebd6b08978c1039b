//! Which shortcode becomes what, by its name.

use super::body::{Body, Call, Shape};
use super::reference;
use crate::import::draft::Draft;
use crate::import::report::Outcome;
use crate::import::shape;
use crate::model::world::Failure;

impl Body<'_, '_> {
    /// Rewrites one shortcode.
    pub fn shortcode(&mut self, call: Call) -> Result<Shape, Failure> {
        match call.tag.name.to_ascii_lowercase().as_str() {
            "alert" | "hint" | "notice" | "note" | "tip" | "info" | "warning" | "callout"
            | "admonition" | "attention" | "important" | "caution" | "danger" => self.callout(call),
            "ref" | "relref" => Ok(self.reference(call)),
            "tabs" | "tabpane" => self.tabs(call),
            "details" | "expand" => self.details(call),
            "figure" => Ok(self.figure(call)),
            "youtube" | "vimeo" => Ok(self.video(call)),
            "include" | "readfile" => self.include(call),
            "param" => Ok(self.param(call)),
            "highlight" | "code" => self.highlight(call),
            "mermaid" => self.mermaid(call),
            "panel" => self.panel(call),
            "card" => self.card(call),
            "cards" | "columns" | "column" => self.plain(call),
            "comment" => self.comment(call),
            _ => Ok(Shape::Unknown("no shortcode of this name is known".into())),
        }
    }

    fn reference(&mut self, mut call: Call) -> Shape {
        let Some(written) = call.tag.arguments.named_or_next(&["path"]) else {
            return Shape::Unknown("it names no page".into());
        };
        match reference::resolve(self.site, self.found, &written) {
            Ok(address) => {
                self.report_rest(&call.tag);
                Shape::Inline(shape::address(&address))
            }
            Err(reason) => Shape::Unknown(reason),
        }
    }

    fn tabs(&mut self, mut call: Call) -> Result<Shape, Failure> {
        if call.tag.name.eq_ignore_ascii_case("tabpane") {
            // Its tabs hold code unless it says otherwise.
            let reason = "tabs of code are not rewritten; write `::: tabs` with fences";
            return Ok(Shape::Unknown(reason.into()));
        }
        let Some(children) = self.tab_calls(&call) else {
            let reason = "only shortcodes `tab` with an end may stand in it";
            return Ok(Shape::Unknown(reason.into()));
        };
        let titles = call.tag.arguments.named(&["items"]).unwrap_or_default();
        let mut titles = titles.split(',').map(|title| title.trim().trim_matches('"').to_string());
        let mut tabs = Vec::new();
        for mut tab in children {
            let title = tab.tag.arguments.named_or_next(&["header", "name", "title"]);
            let title = title.or_else(|| titles.next()).filter(|title| !title.is_empty());
            let title = title.unwrap_or_else(|| format!("Tab {}", tabs.len() + 1));
            let body = self.inner(&tab)?.unwrap_or_default();
            self.gather.report.count("shortcode tab", Outcome::Changed);
            self.report_rest(&tab.tag);
            tabs.push((title, body));
        }
        // The name that tells it from others is of no use here.
        call.tag.arguments.named_or_next(&["name", "id", "groupId"]);
        self.report_rest(&call.tag);
        Ok(Shape::Block(shape::tabs(&tabs, call.tag.range.start)))
    }

    /// Lists the tabs in a shortcode; `None` if anything else is in it.
    fn tab_calls(&self, call: &Call) -> Option<Vec<Call>> {
        let children = self.children(call)?;
        let calls: Option<Vec<Call>> =
            children.into_iter().map(|at| self.call(at, call.depth + 1)).collect();
        let is_tab =
            |call: &Call| call.tag.name.eq_ignore_ascii_case("tab") && call.inner.is_some();
        calls.filter(|calls| !calls.is_empty() && calls.iter().all(is_tab))
    }

    fn details(&mut self, mut call: Call) -> Result<Shape, Failure> {
        let Some(body) = self.inner(&call)? else {
            return Ok(Shape::Unknown("it never ends".into()));
        };
        let title = call.tag.arguments.named_or_next(&["title", "summary", "label"]);
        let title = title.unwrap_or_else(|| "Details".into());
        self.report_rest(&call.tag);
        let opener = format!("details {title}");
        Ok(Shape::Block(shape::container(&opener, &body, call.tag.range.start)))
    }

    fn panel(&mut self, mut call: Call) -> Result<Shape, Failure> {
        let Some(body) = self.inner(&call)? else {
            return Ok(Shape::Unknown("it never ends".into()));
        };
        let title = call.tag.arguments.named_or_next(&["header", "title"]);
        self.report_rest(&call.tag);
        Ok(Shape::Block(titled(title.map(|title| format!("**{title}**")), &body, &call)))
    }

    fn card(&mut self, mut call: Call) -> Result<Shape, Failure> {
        let body = self.inner(&call)?.unwrap_or_default();
        let arguments = &mut call.tag.arguments;
        let link = arguments.named(&["link", "href", "url"]);
        let title = arguments.named_or_next(&["title", "header", "name"]);
        let words = arguments.named(&["subtitle", "text", "description"]);
        if title.is_none() && body.text().trim().is_empty() {
            return Ok(Shape::Unknown("it has neither a title nor a text".into()));
        }
        let title = title.or_else(|| link.clone());
        let title = match (title, link) {
            (Some(title), Some(link)) => {
                let link = self.address(&link, call.tag.range.start);
                Some(format!("**[{}]({link})**", shape::one_line(&title)))
            }
            (title, _) => title.map(|title| format!("**{}**", shape::one_line(&title))),
        };
        self.report_rest(&call.tag);
        let mut draft = titled(title, &body, &call);
        if let Some(words) = words {
            draft.write(&format!("\n\n{words}"), call.tag.range.start);
        }
        Ok(Shape::Block(draft))
    }

    /// Keeps what stands in a shortcode that is about looks only.
    fn plain(&mut self, call: Call) -> Result<Shape, Failure> {
        let Some(body) = self.inner(&call)? else {
            return Ok(Shape::Unknown("it never ends".into()));
        };
        self.report_rest(&call.tag);
        let is_rule = |line: &str| line.trim() == "<--->";
        let body = body.lines(|_, line| {
            if is_rule(line) { (line.len(), String::new()) } else { (0, String::new()) }
        });
        Ok(Shape::Block(body.trimmed()))
    }

    fn comment(&mut self, call: Call) -> Result<Shape, Failure> {
        let Some(raw) = self.raw(&call).filter(|raw| !raw.contains("--")) else {
            return Ok(Shape::Unknown("it cannot be written as a comment".into()));
        };
        Ok(Shape::Block(Draft::of(format!("<!-- {} -->", raw.trim()), call.tag.range.start)))
    }
}

fn titled(title: Option<String>, body: &Draft, call: &Call) -> Draft {
    let body = body.trimmed();
    let mut draft = Draft::of(title.unwrap_or_default(), call.tag.range.start);
    if !draft.text().is_empty() && !body.text().is_empty() {
        draft.write("\n\n", call.tag.range.start);
    }
    draft.append(&body);
    draft
}
