//! XML as a tree with the place of each element.
//!
//! `quick-xml` reads; this module builds the tree and holds the limits. Of a
//! document type nothing is used: the five entities of XML and characters by
//! number have a meaning, any other reference stays as it is written, and
//! nothing outside the text is read. What the elements mean is decided by
//! those who ask.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// The most bytes that are read.
pub const LARGEST: usize = 8 * 1024 * 1024;
/// The most elements that stand in each other.
const DEEPEST: usize = 256;
/// The most elements of a document.
const MOST: usize = 200_000;
/// The most names of namespaces that hold at one place.
const NAMESPACES: usize = 256;

/// A document: one element with what stands in it.
#[derive(Debug)]
pub struct Tree {
    elements: Vec<Data>,
    /// The addresses of namespaces, each once.
    spaces: Vec<Box<str>>,
}

/// Why a text is no XML that is read here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct XmlError {
    /// The byte where it goes wrong.
    pub at: usize,
    /// What is wrong, as a lower-case phrase.
    pub message: String,
}

#[derive(Debug)]
struct Data {
    name: Box<str>,
    space: Option<usize>,
    at: usize,
    attributes: Vec<(Option<usize>, Box<str>, String)>,
    content: Vec<Content>,
}

#[derive(Debug)]
enum Content {
    Element(usize),
    Text(String),
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Element<'t> {
    tree: &'t Tree,
    data: &'t Data,
}

impl Tree {
    /// Returns the element that holds all others.
    pub fn root(&self) -> Option<Element<'_>> {
        self.element(0)
    }

    fn element(&self, index: usize) -> Option<Element<'_>> {
        self.elements.get(index).map(|data| Element { tree: self, data })
    }
}

impl<'t> Element<'t> {
    /// Returns its name without the prefix.
    pub fn name(self) -> &'t str {
        &self.data.name
    }

    /// Returns the address of its namespace; empty without one.
    pub fn space(self) -> &'t str {
        self.tree.space(self.data.space)
    }

    /// Returns the byte where it begins.
    pub fn at(self) -> usize {
        self.data.at
    }

    /// Returns the value of an attribute without a namespace.
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        self.attribute_in("", name)
    }

    /// Returns the value of an attribute of a namespace.
    pub fn attribute_in(self, space: &str, name: &str) -> Option<&'t str> {
        let mut attributes = self.data.attributes.iter();
        let (.., value) = attributes
            .find(|(of, called, _)| &**called == name && self.tree.space(*of) == space)?;
        Some(value)
    }

    /// Returns the elements that stand in it, in order.
    pub fn children(self) -> impl Iterator<Item = Element<'t>> {
        let content = self.data.content.iter();
        content.filter_map(move |content| match content {
            Content::Element(index) => self.tree.element(*index),
            Content::Text(_) => None,
        })
    }

    /// Returns its own text and what stands in it, in order, as pieces of
    /// text and elements.
    pub fn content(self) -> impl Iterator<Item = Piece<'t>> {
        let content = self.data.content.iter();
        content.filter_map(move |content| match content {
            Content::Element(index) => self.tree.element(*index).map(Piece::Element),
            Content::Text(text) => Some(Piece::Text(text)),
        })
    }

    /// Returns its own text, without that of the elements in it.
    pub fn text(self) -> String {
        let content = self.data.content.iter();
        let texts = content.filter_map(|content| match content {
            Content::Text(text) => Some(text.as_str()),
            Content::Element(_) => None,
        });
        texts.collect()
    }
}

/// What stands in an element.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'t> {
    /// An element.
    Element(Element<'t>),
    /// Text, without markup.
    Text(&'t str),
}

impl Tree {
    fn space(&self, index: Option<usize>) -> &str {
        index.and_then(|index| self.spaces.get(index)).map_or("", |space| space)
    }
}

/// Returns the text of a file: UTF-8, or UTF-16 with its mark.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(read);
        String::from_utf16(&units.collect::<Vec<u16>>()).ok()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

/// Reads a document.
///
/// # Errors
/// An [`XmlError`] where the text is no XML, or has more than is read.
pub fn read(text: &str) -> Result<Tree, XmlError> {
    if LARGEST < text.len() {
        let message = format!("it has more than {} MB", LARGEST / 1024 / 1024);
        return Err(XmlError { at: 0, message });
    }
    let mut reader = NsReader::from_str(text);
    reader.resolver_mut().set_max_namespace_bindings(NAMESPACES);
    reader.config_mut().expand_empty_elements = true;
    let tree = Tree { elements: Vec::new(), spaces: Vec::new() };
    let mut builder = Builder { tree, open: Vec::new() };
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(at);
            XmlError { at, message: format!("this is no XML: {}", phrase(&error.to_string())) }
        })?;
        match event {
            Event::Start(start) => builder.begin(&reader, &start, at)?,
            Event::End(_) => drop(builder.open.pop()),
            Event::Text(text) => builder.text(&text.xml10_content()),
            Event::CData(text) => builder.text(&text.xml10_content()),
            Event::GeneralRef(reference) => builder.text(&character(&reference)),
            Event::Eof => return builder.finish(text.len()),
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

struct Builder {
    tree: Tree,
    open: Vec<usize>,
}

impl Builder {
    fn begin(
        &mut self,
        reader: &NsReader<&[u8]>,
        start: &BytesStart<'_>,
        at: usize,
    ) -> Result<(), XmlError> {
        let refuse = |message: &str| Err(XmlError { at, message: message.into() });
        let index = self.tree.elements.len();
        match self.open.last() {
            _ if MOST <= index => return refuse("it has more elements than are read"),
            _ if DEEPEST <= self.open.len() => return refuse("its elements are nested too deeply"),
            None if 0 < index => return refuse("a second element stands beside the first"),
            None => {}
            Some(parent) => {
                let parent = self.tree.elements.get_mut(*parent);
                parent.into_iter().for_each(|data| data.content.push(Content::Element(index)));
            }
        }
        let (space, name) = reader.resolver().resolve_element(start.name());
        let (space, name) = (self.space(&space), name.as_ref().into());
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                return refuse("this is no XML: an attribute is not written as `name=\"value\"`");
            };
            let (space, name) = reader.resolver().resolve_attribute(attribute.key);
            attributes.push((self.space(&space), name.as_ref().into(), value(&attribute)));
        }
        self.tree.elements.push(Data { name, space, at, attributes, content: Vec::new() });
        self.open.push(index);
        Ok(())
    }

    fn space(&mut self, space: &ResolveResult<'_>) -> Option<usize> {
        let ResolveResult::Bound(space) = space else { return None };
        let known = self.tree.spaces.iter().position(|known| **known == *space.as_ref());
        known.or_else(|| {
            // As many as can hold at one place are told apart.
            (self.tree.spaces.len() < NAMESPACES).then(|| {
                self.tree.spaces.push(space.as_ref().into());
                self.tree.spaces.len() - 1
            })
        })
    }

    fn text(&mut self, text: &str) {
        let Some(data) = self.open.last().and_then(|open| self.tree.elements.get_mut(*open)) else {
            return;
        };
        match data.content.last_mut() {
            Some(Content::Text(before)) => before.push_str(text),
            _ if text.is_empty() => {}
            _ => data.content.push(Content::Text(text.into())),
        }
    }

    fn finish(self, end: usize) -> Result<Tree, XmlError> {
        let refuse = |message: &str| Err(XmlError { at: end, message: message.into() });
        match (self.tree.elements.is_empty(), self.open.is_empty()) {
            (true, _) => refuse("this is no XML: it has no element"),
            (_, false) => refuse("this is no XML: it ends inside an element"),
            _ => Ok(self.tree),
        }
    }
}

/// The value of an attribute; where that is not well-formed, as it is written.
fn value(attribute: &Attribute<'_>) -> String {
    match attribute.normalized_value(XmlVersion::Implicit1_0) {
        Ok(value) => value.into_owned(),
        Err(_) => attribute.value.as_ref().into(),
    }
}

fn character(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => character.into(),
        _ => match resolve_predefined_entity(reference) {
            Some(text) => text.into(),
            None => format!("&{};", &**reference),
        },
    }
}

fn phrase(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", characters.as_str())
}

#[cfg(test)]
mod tests;
