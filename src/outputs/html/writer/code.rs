//! Code blocks as HTML.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Writer, parameter, word};
use crate::base::{Code as ProblemCode, TextRange};
use crate::model::document::Code;
use crate::text::command;
use crate::text::highlight::{self, Outcome, PlainReason, Request};
use crate::text::html::escape;

/// Languages of drawings, which nobody draws here.
const DRAWINGS: &[&str] = &["mermaid", "plantuml", "puml", "dot", "graphviz", "d2", "ditaa"];

fn is_drawing(language: &str) -> bool {
    DRAWINGS.iter().any(|drawing| drawing.eq_ignore_ascii_case(language))
}

/// Returns HTML of code in which the marks that turn its order are written
/// out; in a command all that is not seen is. Then nobody runs it unseen.
fn seen(html: String, language: &str) -> String {
    let is_command = command::is_command(language);
    let is_hidden = |c: char| is_command || command::turns(c);
    let has_hidden = || command::invisibles(&html).any(|(_, c, _)| is_hidden(c));
    if !command::may_hide(&html) || !has_hidden() {
        return html;
    }
    let (mut shown, mut from) = (String::with_capacity(html.len()), 0);
    for (at, c, _) in command::invisibles(&html).filter(|(_, c, _)| is_hidden(*c)) {
        shown.push_str(html.get(from..at).unwrap_or_default());
        let _ = write!(shown, "<mark>U+{:04X}</mark>", u32::from(c));
        from = at + c.len_utf8();
    }
    shown.push_str(html.get(from..).unwrap_or_default());
    shown
}

impl Writer<'_> {
    pub(super) fn code(&mut self, code: &Code, range: TextRange) {
        let text = self.ctx.site.catalog.records.fill(&code.text);
        match text {
            Cow::Owned(text) if !code.literal => {
                self.filled_code(&Code { text: text.into(), ..code.clone() }, range);
            }
            _ => self.filled_code(code, range),
        }
    }

    fn filled_code(&mut self, code: &Code, range: TextRange) {
        if let Some(message) = self.message_at(range) {
            return self.message(message, code, range);
        }
        let lines = seen(self.with_places(code, range), &code.language);
        // Only commands of runbooks go on in the next line.
        let wraps =
            self.page.document.kind_name() == "runbook" && command::is_command(&code.language);
        let lines = if wraps { word::kept_together(&lines) } else { Cow::Borrowed(&*lines) };
        let highlighter = self.ctx.highlighter;
        let language = highlighter.canonical(&code.language).map(str::to_string);
        let language = language.unwrap_or_else(|| code.language.to_string());
        self.markup("<figure class=\"code");
        if code.numbered_from.is_some() {
            self.markup(" numbered");
        }
        self.markup("\"><figcaption>");
        self.caption(code, &language);
        // Of what a command printed there is nothing to copy.
        if !highlight::is_output(&lines) {
            self.markup("<button class=\"copy\" type=\"button\" hidden>Copy</button>");
        }
        self.markup("</figcaption><pre tabindex=\"0\"><code>");
        self.code_lines(code, &lines);
        self.markup("</code></pre></figure>\n");
    }

    /// Writes what stands above code: its title, its language.
    fn caption(&mut self, code: &Code, language: &str) {
        let name = code.title.as_deref().unwrap_or(language);
        let name = if name.is_empty() { "Text" } else { name };
        let language = code.title.as_ref().map(|_| language).filter(|own| !own.is_empty());
        let is_drawing = is_drawing(&code.language);
        // What stands alone needs no element.
        if language.is_none() && !is_drawing {
            return self.text(name);
        }
        let drawing = is_drawing.then_some("A drawing, shown as its source");
        for part in [Some(name), language, drawing].into_iter().flatten() {
            self.markup("<span>");
            self.text(part);
            self.markup("</span>");
        }
    }

    /// Returns the code as HTML with the values that a reader fills in.
    pub(super) fn with_places(&mut self, code: &Code, range: TextRange) -> String {
        // What colours code writes a zero as a longer character.
        let has_places = !code.literal && !code.text.contains('\0');
        let places = match has_places {
            true => self.places_in_code(&code.text, range),
            false => Vec::new(),
        };
        let places = parameter::spots(&code.language, &code.text, places);
        match parameter::masked(&code.text, &places) {
            Cow::Borrowed(_) => self.coloured(code, range),
            Cow::Owned(text) => {
                let code = Code { text: text.into(), ..code.clone() };
                parameter::unmasked(self.coloured(&code, range), &places)
            }
        }
    }

    /// Returns the code as escaped HTML, coloured if its language is known.
    fn coloured(&mut self, code: &Code, range: TextRange) -> String {
        let highlighter = self.ctx.highlighter;
        let outcome = match code.diff {
            true => highlighter.diff_of(&code.language, &code.text),
            false => highlighter.highlight(Request { language: &code.language, code: &code.text }),
        };
        let reason = match outcome {
            Outcome::Highlighted(html) => return html,
            Outcome::Plain(reason) => reason,
        };
        let fence = self.fence_line(range);
        // What is no flowchart has no other form; of a flowchart it is said
        // already what is not understood.
        if code.language.eq_ignore_ascii_case("mermaid") {
            return escape(&code.text);
        }
        if is_drawing(&code.language) {
            let message = format!("drawings in `{}` are shown as their source", code.language);
            let help = "put a picture of it beside the page, and show that";
            self.report(ProblemCode::UNKNOWN_LANGUAGE, fence, message, help);
            return escape(&code.text);
        }
        match reason {
            PlainReason::NoLanguage => {}
            // A flow that was not read whole; what is wrong is said already.
            PlainReason::UnknownLanguage if matches!(&*code.language, "process" | "message") => {}
            PlainReason::UnknownLanguage => {
                let help = match highlighter.nearest(&code.language) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "it is shown without colours; `text` says that on purpose".into(),
                };
                let message = format!("the language `{}` is not known", code.language);
                self.report(ProblemCode::UNKNOWN_LANGUAGE, fence, message, &help);
            }
            PlainReason::TooLarge => {
                let message = "this block is too large to be coloured".to_string();
                let help = "link to a file instead, or show the part that matters";
                self.report(ProblemCode::CODE_TOO_LARGE, fence, message, help);
            }
        }
        escape(&code.text)
    }

    /// Returns the first line of a block: the fence.
    fn fence_line(&self, range: TextRange) -> TextRange {
        let source = self.source(range);
        let line = source.find('\n').unwrap_or(source.len());
        let length = source.get(..line).unwrap_or(source).trim_end().len();
        TextRange { start: range.start, end: range.start + length as u32 }
    }

    /// Writes lines, each in an element of its own where it is numbered or
    /// marked; such an element holds its own line end.
    fn code_lines(&mut self, code: &Code, html: &str) {
        if code.numbered_from.is_none() && code.marked.is_empty() {
            return self.markup(html);
        }
        for (at, line) in html.split_inclusive('\n').enumerate() {
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let marked = code.marked.iter().any(|(from, to)| *from <= number && number <= *to);
            let class = match (code.numbered_from.is_some(), marked) {
                (true, true) => "ln l",
                (true, false) => "ln",
                (false, true) => "l",
                (false, false) => {
                    self.markup(line);
                    continue;
                }
            };
            self.markup("<span class=\"");
            self.markup(class);
            self.markup("\">");
            self.markup(line);
            self.markup("</span>");
        }
    }
}
