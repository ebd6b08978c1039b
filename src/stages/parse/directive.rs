//! Directives without content: Microsoft Learn's `:::image`, `:::code`,
//! `:::video`, `[!INCLUDE [title](path)]`, `[!code-lang[](path)]`,
//! `[!VIDEO address]`, and MkDocs' `--8<-- "path"`.

use super::attribute::{attributes, decoded};
use super::builder::Builder;
use super::code;
use super::frame::Open;
use crate::base::{Code, TextRange, url};
use crate::model::config::Flavour;
use crate::model::container::{Include, Picture};
use crate::model::document::{
    BlockKind, Code as DocumentCode, Inline, InlineKind, Reference, ReferenceKind,
};

impl<'a> Builder<'a> {
    /// Adds what a hidden directive stands for.
    pub fn add_leaf(&mut self, range: TextRange) {
        let source = self.text(range);
        let kind = match source.strip_prefix(":::") {
            Some(rest) => {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
                let name = rest.split(|c: char| !is_name(c)).next();
                match name.unwrap_or_default() {
                    "image" => self.picture(range),
                    "video" => self.video_of(range),
                    "code" => self.code_of(range),
                    "no-loc" => self.untranslated(range),
                    _ => None,
                }
            }
            None => self.snippet(range),
        };
        let kind = kind.unwrap_or_else(|| {
            self.report_unsupported(range);
            InlineKind::Unsupported
        });
        self.add_inline(kind, range);
    }

    /// Returns the attributes of `:::name a="b":::` with the places of their
    /// values.
    fn leaf_attributes(&self, range: TextRange) -> Vec<(&'a str, &'a str, TextRange)> {
        let text = self.text(range).trim_end().trim_end_matches(':');
        attributes(text)
            .into_iter()
            .filter_map(|(name, value)| {
                let place = TextRange::new(value.start, value.end).shifted(range.start);
                Some((name, text.get(value)?, place))
            })
            .collect()
    }

    fn picture(&mut self, range: TextRange) -> Option<InlineKind> {
        let attributes = self.leaf_attributes(range);
        let value = |wanted: &str| {
            let found = attributes.iter().find(|(name, ..)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, value, place)| (*value, *place)).filter(|(value, _)| !value.is_empty())
        };
        let Some((file, place)) = value("source") else {
            let message = "this picture names no file";
            let help = "write `source=\"file.png\"`";
            self.report(Code::MISSING_ASSET, range, message, help);
            return Some(InlineKind::Unsupported);
        };
        if value("type").is_some_and(|(kind, _)| kind.eq_ignore_ascii_case("complex")) {
            self.described.push(range.start);
        }
        let icon = value("type").is_some_and(|(kind, _)| kind.eq_ignore_ascii_case("icon"));
        let alt = value("alt-text").map(|(alt, _)| decoded(alt)).unwrap_or_default();
        if alt.trim().is_empty() && !icon {
            let message = "this picture says nothing to a reader who cannot see it";
            let help = "write what it shows: `alt-text=\"...\"`, or `type=\"icon\"` for decoration";
            self.report(Code::MISSING_ALT, range, message, help);
        }
        let source = self.refer(ReferenceKind::Image, file, place);
        // The same file twice is two places to write a new path.
        let large =
            value("lightbox").map(|(large, at)| self.refer(ReferenceKind::Image, large, at));
        let link = value("link").map(|(link, at)| self.refer(ReferenceKind::Link, link, at));
        let border = value("border").is_some_and(|(border, _)| border == "true");
        let picture = Picture { source, alt: alt.into(), large, link, icon, border };
        Some(InlineKind::Picture(Box::new(picture)))
    }

    /// `:::no-loc text="Name":::` is a word that translators leave alone.
    fn untranslated(&self, range: TextRange) -> Option<InlineKind> {
        let attributes = self.leaf_attributes(range);
        let (_, text, _) = attributes.into_iter().find(|(name, ..)| *name == "text")?;
        Some(InlineKind::Decoded(decoded(text).into()))
    }

    /// Adds a fence of MkDocs that holds one snippet and nothing else; tells
    /// whether it does.
    pub fn add_snippet_fence(
        &mut self,
        shown: &DocumentCode,
        text: &str,
        range: TextRange,
    ) -> bool {
        let line = text.trim();
        let is_alone = !line.contains('\n') && line.contains("8<-");
        if self.flavour != Flavour::MkDocs || !is_alone {
            return false;
        }
        let Some(at) = self.text(range).find(line) else { return false };
        let place = TextRange::new(at, at + line.len()).shifted(range.start);
        let Some(InlineKind::Include(number)) = self.snippet(place) else { return false };
        if let Some(include) = self.includes.last_mut() {
            include.code = Some(Box::new(shown.clone()));
        }
        self.add_block(BlockKind::Include(number), range);
        true
    }

    fn video_of(&mut self, range: TextRange) -> Option<InlineKind> {
        let attributes = self.leaf_attributes(range);
        let (_, address, place) = attributes.into_iter().find(|(name, ..)| *name == "source")?;
        Some(InlineKind::Video(self.refer(ReferenceKind::Link, address, place)))
    }

    fn code_of(&mut self, range: TextRange) -> Option<InlineKind> {
        let attributes = self.leaf_attributes(range);
        let value = |wanted: &str| {
            let found = attributes.iter().find(|(name, ..)| *name == wanted);
            found.map(|(_, value, place)| (*value, *place))
        };
        let (path, place) = value("source")?;
        let mut shown = code::attributes(value("language").map_or("", |(language, _)| language));
        shown.marked = value("highlight").map(|(lines, _)| code::ranges(lines)).unwrap_or_default();
        let include = Include {
            reference: self.refer(ReferenceKind::Include, path, place),
            code: Some(Box::new(shown)),
            lines: value("range").map(|(lines, _)| code::ranges(lines)).unwrap_or_default(),
            region: value("id").map(|(id, _)| id.into()),
        };
        Some(self.add_include(include))
    }

    /// `--8<-- "path"`, `"path:4:6"` or `"path:name"`.
    fn snippet(&mut self, range: TextRange) -> Option<InlineKind> {
        let text = self.text(range);
        let open = text.find(['"', '\''])?;
        let close = text.rfind(['"', '\'']).filter(|close| open < *close)?;
        let inner = text.get(open + 1..close)?;
        let (path, part) = inner.split_once(':').unwrap_or((inner, ""));
        let is_address = part.starts_with("//") || path.is_empty();
        let place = TextRange::new(open + 1, open + 1 + path.len()).shifted(range.start);
        let numbers: Option<Vec<u32>> = part.split(':').map(|part| part.parse().ok()).collect();
        let lines = match numbers.as_deref() {
            Some([from, to]) if 0 < *from && from <= to => Box::new([(*from, *to)]) as Box<[_]>,
            Some([from]) if 0 < *from => Box::new([(*from, u32::MAX)]),
            _ => Box::default(),
        };
        let region = (lines.is_empty() && !part.is_empty()).then(|| part.into());
        let reference = (!is_address).then(|| self.refer(ReferenceKind::Include, path, place))?;
        let include = Include { reference, code: None, lines, region };
        Some(self.add_include(include))
    }

    fn add_include(&mut self, include: Include) -> InlineKind {
        let number = include.reference;
        self.includes.push(include);
        InlineKind::Include(number)
    }

    /// Tells whether the innermost block is a quotation.
    fn in_quote(&self) -> bool {
        self.frames.last().is_some_and(|frame| matches!(frame.open, Open::Quote(_)))
    }

    pub(super) fn refer(&mut self, kind: ReferenceKind, to: &str, range: TextRange) -> u32 {
        let destination = decoded(to).into();
        self.add_reference(Reference { kind, destination, range, title: None })
    }

    /// Finds `[!INCLUDE [title](path)]` and its like, which arrive as text,
    /// a link and text, and makes one inline of each.
    pub fn find_directives(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let has_mark = |inline: &Inline| {
            matches!(inline.kind, InlineKind::Text) && self.text(inline.range).contains("[!")
        };
        if !inlines.iter().any(has_mark) {
            return inlines;
        }
        let mut joined = Vec::with_capacity(inlines.len());
        let mut done = 0;
        for mut inline in inlines {
            if inline.range.end <= done {
                self.ignore_reference(&inline);
                continue;
            }
            if matches!(inline.kind, InlineKind::Text) {
                inline.range.start = inline.range.start.max(done);
                done = self.split_directives(&mut inline.range, &mut joined).max(done);
            }
            if !inline.range.is_empty() {
                joined.push(inline);
            }
        }
        joined
    }

    /// Moves the directives that begin in a text, and the text before them,
    /// to `joined`, leaves the rest in `range`, and returns where the last
    /// directive ends.
    fn split_directives(&mut self, range: &mut TextRange, joined: &mut Vec<Inline>) -> u32 {
        let mut done = 0;
        while let Some(directive) = self.directive_in(*range) {
            let before = TextRange { start: range.start, end: directive.start };
            if !before.is_empty() {
                joined.push(Inline { range: before, kind: InlineKind::Text });
            }
            let kind = self.directive(directive);
            joined.push(Inline { range: directive, kind });
            done = directive.end;
            range.start = done.min(range.end);
        }
        done
    }

    fn directive_in(&self, range: TextRange) -> Option<TextRange> {
        let text = self.text(range);
        let at = text.find("[!")?;
        let word = text.get(at + 2..)?;
        let end = word.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len());
        let word_is = |known: &&str| word.get(..end).is_some_and(|w| w.eq_ignore_ascii_case(known));
        let is_known = ["INCLUDE", "VIDEO", "code", "div"].iter().any(word_is);
        let is_callout = word.get(end..).is_some_and(|rest| rest.starts_with(']'));
        if !is_known || is_callout {
            return None;
        }
        let start = range.start as usize + at;
        let rest = self.source.text.get(start..)?;
        let line = rest.get(..rest.find('\n').unwrap_or(rest.len()))?.trim_end();
        let length = closing_bracket(line).unwrap_or(line.len());
        Some(TextRange::new(start, start + length))
    }

    /// Reads `[!word ...]`.
    fn directive(&mut self, range: TextRange) -> InlineKind {
        let source = self.text(range);
        let inner = source.strip_prefix("[!").unwrap_or_default();
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let word = inner.get(..end).unwrap_or_default().to_ascii_lowercase();
        let kind = match &*word {
            "include" => self.include(range),
            "code" => self.code_include(range),
            "video" => self.video(range),
            // A quotation takes it as its own.
            "div" if self.in_quote() => return InlineKind::Unsupported,
            _ => None,
        };
        kind.unwrap_or_else(|| {
            self.report_unsupported(range);
            InlineKind::Unsupported
        })
    }

    fn include(&mut self, range: TextRange) -> Option<InlineKind> {
        let (path, place) = self.destination_in(range)?;
        let reference = self.refer(ReferenceKind::Include, path, place);
        let region = url::split(path).fragment.filter(|fragment| !fragment.is_empty());
        let region = region.map(|fragment| url::decode(fragment).into());
        let (code, lines) = (None, Box::default());
        Some(self.add_include(Include { reference, code, lines, region }))
    }

    /// `[!code-lang[name](path?name=tag&range=1-4&highlight=2)]`.
    fn code_include(&mut self, range: TextRange) -> Option<InlineKind> {
        let (path, place) = self.destination_in(range)?;
        let language = self.text(range).strip_prefix("[!code")?.split('[').next()?;
        let mut shown = code::attributes(language.trim_start_matches('-').trim());
        let address = url::split(path);
        let query = address.query.unwrap_or_default();
        let value = |wanted: &str| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
        };
        shown.marked = value("highlight").map(code::ranges).unwrap_or_default();
        let fragment = address.fragment.unwrap_or_default();
        let by_lines = fragment.replace('L', "");
        let from_fragment = code::ranges(&by_lines);
        let lines = match (value("range"), value("start")) {
            (Some(range), _) => code::ranges(range),
            (None, Some(start)) => {
                let end = value("end").unwrap_or("4294967295");
                code::ranges(&format!("{start}-{end}"))
            }
            (None, None) => from_fragment,
        };
        let tag = (lines.is_empty() && !fragment.is_empty()).then_some(fragment);
        let region = value("name").or(tag).map(Into::into);
        let reference = self.refer(ReferenceKind::Include, path, place);
        let code = Some(Box::new(shown));
        Some(self.add_include(Include { reference, code, lines, region }))
    }

    fn video(&mut self, range: TextRange) -> Option<InlineKind> {
        let source = self.text(range);
        let inner = source.get("[!VIDEO".len()..)?.trim_end_matches(']');
        let address = inner.trim().trim_matches(['<', '>']);
        if address.is_empty() {
            return None;
        }
        let at = source.find(address)?;
        let place = TextRange::new(at, at + address.len()).shifted(range.start);
        // Microsoft Learn names its own videos by their ids.
        let is_id = address.len() == 36
            && address.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        let address = match is_id {
            true => format!("https://learn-video.azurefd.net/vod/player?id={address}"),
            false => address.to_string(),
        };
        Some(InlineKind::Video(self.refer(ReferenceKind::Link, &address, place)))
    }

    /// Returns the destination of the link inside a directive.
    fn destination_in(&self, range: TextRange) -> Option<(&'a str, TextRange)> {
        let source = self.text(range);
        let open = source.find("](")? + 2;
        let rest = source.get(open..)?;
        let close = rest.rfind(')')?;
        let inner = rest.get(..close)?;
        let path = inner.split(" \"").next()?.trim().trim_matches(['<', '>']);
        let at = open + inner.find(path)?;
        let place = TextRange::new(at, at + path.len()).shifted(range.start);
        (!path.is_empty()).then_some((path, place))
    }

    fn ignore_reference(&mut self, inline: &Inline) {
        if let InlineKind::Link(number, _) | InlineKind::Image(number, _) = &inline.kind {
            self.ignore(*number);
        }
    }

    /// Makes a reference one that means nothing.
    pub(super) fn ignore(&mut self, number: u32) {
        if let Some(reference) = self.references.get_mut(number as usize) {
            reference.kind = ReferenceKind::Ignored;
        }
    }
}

/// Returns the length up to the bracket that closes the first one.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}
