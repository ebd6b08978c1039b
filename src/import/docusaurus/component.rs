//! Components that are known: tabs, admonitions, parts of pages, and elements
//! of HTML written as JSX.

use std::collections::BTreeMap;
use std::ops::Range;

use super::body::{Body, Shape};
use super::jsx::{Tag, Value, text_of};
use super::token::{Begin, Token};
use crate::import::draft::Draft;
use crate::import::literal;
use crate::import::page;
use crate::import::report::Outcome;
use crate::import::shape::{self, callout_kind};
use crate::text::data::Node;

impl Body<'_, '_> {
    /// Rewrites a component.
    pub fn component(&mut self, tag: &Tag, inner: Option<Range<usize>>, depth: usize) -> Shape {
        if tag.is_element() {
            return self.element(tag);
        }
        match (tag.name.as_str(), inner) {
            ("Tabs", Some(inner)) => self.tabs(tag, inner, depth),
            ("Admonition", Some(inner)) => {
                let kind = tag.text("type").unwrap_or_default();
                let Some(kind) = callout_kind(&kind) else {
                    return Shape::Unknown("no admonition of this kind is known".into());
                };
                let title = tag.text("title").unwrap_or_default();
                self.left(tag, &["type", "title"]);
                let body = self.inner(&Begin::Tag(tag.clone()), inner, depth);
                Shape::Block(shape::callout(kind, &title, &body, tag.range.start))
            }
            ("Tabs" | "Admonition", None) => Shape::Unknown("it never ends".into()),
            (name, None) if tag.is_closed && tag.attributes.is_empty() => {
                match self.parts.get(name).cloned() {
                    Some(place) => {
                        let from = self.found.page.placed.place.parent();
                        let include = shape::include(place.stem(), &place.relative_from(&from));
                        Shape::Block(Draft::of(include, tag.range.start))
                    }
                    None => Shape::Unknown("no component of this name is known".into()),
                }
            }
            _ => Shape::Unknown("no component of this name is known".into()),
        }
    }

    /// Tells of attributes that have no place in our language.
    fn left(&mut self, tag: &Tag, known: &[&str]) {
        let place = self.found.page.text.place(tag.range.start);
        for (name, _) in tag.attributes.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            let construct = format!("attribute {name} of {}", tag.name);
            self.gather.report.left_out(place, &construct, "there is no such choice");
        }
    }

    fn tabs(&mut self, tag: &Tag, inner: Range<usize>, depth: usize) -> Shape {
        let Some(items) = self.items(inner).filter(|items| !items.is_empty()) else {
            return Shape::Unknown("only `TabItem` may stand in it".into());
        };
        let labels = tag.code("values").map(labels).unwrap_or_default();
        let mut tabs = Vec::new();
        for (item, inner) in items {
            let value = item.text("value").unwrap_or_default();
            let label = item.text("label").or_else(|| labels.get(&value).cloned());
            self.left(&item, &["value", "label"]);
            self.gather.report.count("component TabItem", Outcome::Changed);
            let body = self.inner(&Begin::Tag(item), inner, depth + 1);
            tabs.push((label.unwrap_or(value), body));
        }
        self.left(tag, &["values"]);
        Shape::Block(shape::tabs(&tabs, tag.range.start))
    }

    /// Lists the tabs of an element; `None` if anything else is in it.
    fn items(&self, inner: Range<usize>) -> Option<Vec<(Tag, Range<usize>)>> {
        let mut items = Vec::new();
        let mut at = inner.start;
        while at < inner.end {
            match self.tokens.get(at)? {
                Token::Open(Begin::Tag(item), Some(close)) if item.name == "TabItem" => {
                    items.push((item.clone(), at + 1..*close));
                    at = close + 1;
                }
                Token::Source(range) if self.is_blank(range.clone()) => at += 1,
                _ => return None,
            }
        }
        Some(items)
    }

    fn is_blank(&self, range: Range<usize>) -> bool {
        self.found.page.text.text.get(range).is_some_and(|text| text.trim().is_empty())
    }

    /// Rewrites an element of HTML that has JavaScript in its attributes.
    fn element(&mut self, tag: &Tag) -> Shape {
        let mut attributes = String::new();
        let mut left = Vec::new();
        for (name, value) in &tag.attributes {
            let html = if name == "className" { "class" } else { name };
            let value = match value {
                Value::None => None,
                Value::Text(text) => Some(text.clone()),
                Value::Code(code) => match self.address_of(code).or_else(|| text_of(code)) {
                    Some(text) => Some(text),
                    None => {
                        left.push(name.clone());
                        continue;
                    }
                },
            };
            match value {
                Some(value) => {
                    let value = value.replace('"', "&quot;");
                    attributes.push_str(&format!(" {html}=\"{value}\""));
                }
                None => attributes.push_str(&format!(" {html}")),
            }
        }
        let place = self.found.page.text.place(tag.range.start);
        for name in left {
            let construct = format!("attribute {name} of {}", tag.name);
            match name.as_str() {
                "style" | "width" | "height" => {
                    self.gather.report.left_out(place, &construct, "it is JavaScript");
                }
                _ => self.gather.report.not_understood(place, &construct, "JavaScript is not run"),
            }
        }
        let end = if tag.is_closed { " /" } else { "" };
        Shape::Words(format!("<{}{attributes}{end}>", tag.name))
    }

    /// Reads `require('x').default` and `useBaseUrl('x')`: the address of a
    /// file, as the page can write it.
    fn address_of(&mut self, code: &str) -> Option<String> {
        let code = code.trim();
        let inside = code.strip_prefix("require(").or_else(|| code.strip_prefix("useBaseUrl("))?;
        let (path, range) = literal::string(inside, 0)?;
        let rest = inside.get(range.end..)?.trim();
        matches!(rest, ")" | ").default").then_some(())?;
        let is_from_root = code.starts_with("use") && !path.starts_with('/');
        let path = if is_from_root { format!("/{path}") } else { path };
        let target = self.site.addresses.find(&self.found.page.placed, &path)?;
        Some(page::follow(self.gather, &self.found.page, target))
    }
}

/// Reads `[{label: 'A', value: 'a'}]`.
fn labels(code: &str) -> BTreeMap<String, String> {
    let Ok((node, _)) = literal::read(code, 0) else { return BTreeMap::new() };
    let text = |node: &Node, key: &str| node.get(key).and_then(Node::as_text).map(str::to_string);
    let pair = |node: &Node| Some((text(node, "value")?, text(node, "label")?));
    node.as_list().unwrap_or_default().iter().filter_map(pair).collect()
}
