//! ERB in pages: `<%= ... %>`.

use super::pages::{Found, Site};
use super::{source, value};
use crate::base::SitePath;
use crate::import::draft::Draft;
use crate::import::gather::Gather;
use crate::import::literal;
use crate::import::out::Out;
use crate::import::page;
use crate::import::report::Outcome;
use crate::import::shape;
use crate::import::walk::{Step, Walk};
use crate::text::data::Node;

/// Code of Ruby longer than this is not looked for an end.
const LONGEST: usize = 16 * 1024;

/// What an expression becomes.
enum Shape {
    Words(&'static str, String),
    Block(&'static str, Draft),
    Unknown(String),
}

struct Erb<'a, 'g> {
    gather: &'a mut Gather<'g>,
    site: &'a Site,
    found: &'a Found,
    config: Option<&'a Node>,
    has_no_end: bool,
}

/// Rewrites the text of a page.
pub(super) fn rewrite(
    gather: &mut Gather<'_>,
    site: &Site,
    found: &Found,
    config: Option<&Node>,
) -> Draft {
    let text = &found.page.text.text;
    let mut out = Out::default();
    if let Some(unread) = page::unread_front(gather, &found.page) {
        out.block(&unread, 0);
    }
    let mut erb = Erb { gather, site, found, config, has_no_end: false };
    let mut walk = Walk::new(text, found.page.front.body..text.len(), &["<%"]);
    while let Some(step) = walk.next() {
        match step {
            Step::Text(range) | Step::Comment(range) => out.copy(text, range),
            Step::Code(range) => erb.code(range, &mut out),
            Step::Mark(at) => {
                let end = erb.mark(at, &mut out);
                walk.seek(end);
            }
        }
    }
    out.finish()
}

impl Erb<'_, '_> {
    /// Copies code; what is shown there and not run is written as it shows.
    fn code(&mut self, range: std::ops::Range<usize>, out: &mut Out) {
        let found = self.found;
        let text = &found.page.text.text;
        let mut done = range.start;
        let mut at = range.start;
        while let Some(next) = text.get(at..range.end).and_then(|rest| rest.find("<%")) {
            at += next;
            if text.get(at..).is_some_and(|rest| rest.starts_with("<%%")) {
                out.copy(text, done..at);
                out.words("<%", at);
                done = at + 3;
                self.gather.report.count("erb that is shown", Outcome::Changed);
            } else {
                let reason = "it stands in code and is kept as it is";
                self.gather.report.not_understood(found.page.text.place(at), "erb", reason);
            }
            at += 2;
        }
        out.copy(text, done..range.end);
    }

    /// Rewrites what begins at byte `at`; returns where it ends.
    fn mark(&mut self, at: usize, out: &mut Out) -> usize {
        let found = self.found;
        let text = &found.page.text.text;
        let rest = text.get(at + 2..).unwrap_or_default();
        if rest.starts_with('%') {
            out.code("<%", at);
            self.gather.report.count("erb that is shown", Outcome::Changed);
            return at + 3;
        }
        let length = if self.has_no_end { None } else { rest.find("%>") };
        self.has_no_end |= length.is_none();
        let Some(length) = length.filter(|length| *length < LONGEST) else {
            self.gather.report.not_understood(found.page.text.place(at), "erb", "it never ends");
            out.code("<%", at);
            return at + 2;
        };
        let end = at + 2 + length + 2;
        let written = rest.get(..length).unwrap_or_default();
        let shape = match self.expression(written.trim_end_matches('-'), at) {
            Shape::Block(..) if out.is_in_table() => {
                Shape::Unknown("it is a block, which cannot stand in a table".into())
            }
            shape => shape,
        };
        match shape {
            Shape::Words(construct, words) => {
                out.words(&words, at);
                self.gather.report.count(construct, Outcome::Changed);
            }
            Shape::Block(construct, block) => {
                out.block(&block, at);
                self.gather.report.count(construct, Outcome::Changed);
            }
            Shape::Unknown(reason) => {
                self.gather.report.not_understood(found.page.text.place(at), "erb", &reason);
                out.code(text.get(at..end).unwrap_or_default(), at);
            }
        }
        end
    }

    fn expression(&mut self, written: &str, at: usize) -> Shape {
        if let Some(comment) = written.strip_prefix('#').filter(|text| !text.contains("--")) {
            return Shape::Words("erb comment", format!("<!-- {} -->", comment.trim()));
        }
        let unknown = || Shape::Unknown("Ruby is not run".into());
        let Some(expression) = written.strip_prefix('=').map(str::trim) else { return unknown() };
        if let Some(key) = expression.strip_prefix("current_page.data.") {
            let value = self.found.page.front.text(key).map(str::to_string);
            let missing = || Shape::Unknown(format!("the page says no `{key}`"));
            let name = if key == "title" { "erb title" } else { "erb value of the page" };
            return value.map_or_else(missing, |value| Shape::Words(name, value));
        }
        if let Some(keys) = expression.strip_prefix("config[:tech_docs]") {
            let keys: Vec<&str> =
                keys.split(['[', ']', ':', '"', '\'']).filter(|key| !key.is_empty()).collect();
            let value = self.config.and_then(|config| value(config, &keys));
            return value.map_or_else(unknown, |value| Shape::Words("erb setting", value));
        }
        let Some((name, arguments)) = call(expression) else { return unknown() };
        match (name, arguments.as_slice()) {
            ("partial", [path]) => self.partial(path, at),
            ("warning_text", [words]) => {
                let body = Draft::of(words, at);
                Shape::Block("erb warning_text", shape::callout("WARNING", "", &body, at))
            }
            ("link_to", [words, address]) => {
                let address = self.address(address, at);
                Shape::Words("erb link_to", format!("[{words}]({address})"))
            }
            ("image_tag", [address, rest @ ..]) if rest.len() < 2 => {
                let alt = rest.first().cloned().unwrap_or_default();
                let address = self.address(address, at);
                Shape::Words("erb image_tag", format!("![{alt}]({address})"))
            }
            _ => unknown(),
        }
    }

    fn address(&mut self, written: &str, at: usize) -> String {
        let found = self.found;
        match self.site.addresses.find(&found.page.placed, written) {
            Some(target) => page::follow(self.gather, &found.page, target),
            None => {
                if crate::base::url::scheme(written).is_none() {
                    let reason = format!("the source has nothing at `{written}`");
                    self.gather.report.not_understood(found.page.text.place(at), "link", &reason);
                }
                shape::address(written)
            }
        }
    }

    /// Rewrites a partial as an include, if the source has it.
    fn partial(&mut self, written: &str, at: usize) -> Shape {
        let folder = self.found.page.placed.source.parent();
        let path = SitePath::new(written).unwrap_or_default();
        let endings = ["md.erb", "html.md.erb", "md", "html.md"];
        let names = endings.iter().flat_map(|ending| {
            [format!("_{}.{ending}", path.name()), format!("{}.{ending}", path.name())]
        });
        for name in names {
            let below = path.parent().child(&name);
            for start in [&folder, &source()] {
                let file = start.join(below.as_str());
                let place = file.and_then(|file| self.site.addresses.place_of(&file));
                if let Some(place) = place {
                    let from = self.found.page.placed.place.parent();
                    let include = shape::include(path.name(), &place.relative_from(&from));
                    return Shape::Block("erb partial", Draft::of(include, at));
                }
            }
        }
        Shape::Unknown(format!("the source has no Markdown partial `{written}`"))
    }
}

/// Reads `name "a", 'b'`, `name("a")` or `name :a`, with `alt: "b"` as a
/// second text; anything that must be computed is not read.
fn call(expression: &str) -> Option<(&str, Vec<String>)> {
    let end = expression.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let (name, rest) = expression.split_at(end);
    let rest = rest.trim();
    let mut rest = match rest.strip_prefix('(') {
        Some(inside) => inside.strip_suffix(')')?.trim(),
        None => rest,
    };
    let mut arguments = Vec::new();
    while !rest.is_empty() {
        rest = rest.strip_prefix("alt:").or_else(|| rest.strip_prefix(":alt =>")).unwrap_or(rest);
        rest = rest.trim_start().trim_start_matches(':');
        let (words, range) = match rest.starts_with(['"', '\'']) {
            true => literal::string(rest, 0)?,
            false => {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                let end = end.unwrap_or(rest.len());
                (rest.get(..end).filter(|word| !word.is_empty())?.to_string(), 0..end)
            }
        };
        // `#{...}` in double quotes is Ruby.
        if words.contains("#{") {
            return None;
        }
        arguments.push(words);
        rest = rest.get(range.end..)?.trim_start();
        rest = match rest.strip_prefix(',') {
            Some(rest) => rest.trim_start(),
            None if rest.is_empty() => rest,
            None => return None,
        };
    }
    Some((name, arguments))
}
