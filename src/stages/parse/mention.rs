//! Mentions of values kept in one place, `{{var.name}}`: in text each is a
//! node of the tree; in code, addresses and front matter its place is kept.
//! What it stands for is put in when a page is written, so a remembered
//! document serves every value.

use super::builder::Builder;
use crate::base::{Code as Problem, TextRange};
use crate::model::document::{Code, Inline, InlineKind, Mention, MentionPlace};
use crate::model::front::Front;
use crate::model::parameter::UsePlace;
use crate::text::variable;

/// Languages with templates of their own: what is no value of ours in them
/// is theirs.
const TEMPLATES: &[&str] = &[
    "yaml",
    "yml",
    "helm",
    "jinja",
    "jinja2",
    "j2",
    "gotmpl",
    "go-template",
    "gotemplate",
    "tmpl",
    "hcl",
    "terraform",
    "tf",
    "liquid",
    "handlebars",
    "hbs",
    "mustache",
    "django",
    "twig",
    "vue",
    "markdown",
    "md",
];

/// Tells whether a language has templates of its own.
pub(super) fn is_template(language: &str) -> bool {
    TEMPLATES.iter().any(|name| language.eq_ignore_ascii_case(name))
}

impl Builder<'_> {
    /// Makes nodes of the mentions in text.
    pub fn split_mentions(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let holds = |inline: &Inline| {
            matches!(inline.kind, InlineKind::Text) && self.text(inline.range).contains("{{")
        };
        if !inlines.iter().any(holds) {
            return inlines;
        }
        let mut split = Vec::with_capacity(inlines.len() + 2);
        for inline in inlines {
            match inline.kind {
                InlineKind::Text => self.split_text_at_mentions(inline.range, &mut split),
                _ => split.push(inline),
            }
        }
        split
    }

    /// Adds the pieces of a text: what stands between mentions, and these.
    pub fn split_text_at_mentions(&mut self, range: TextRange, out: &mut Vec<Inline>) {
        self.find_parameters(range, UsePlace::Text);
        let mut start = range.start;
        for mention in variable::find(self.text(range)) {
            let place = mention.range.shifted(range.start);
            if self.is_escaped(place.start) {
                continue;
            }
            if start < place.start {
                let range = TextRange { start, end: place.start };
                out.push(Inline { range, kind: InlineKind::Text });
            }
            out.push(Inline { range: place, kind: InlineKind::Variable });
            let range = mention.name_range().shifted(range.start);
            self.values.push(Mention { range, place: MentionPlace::Text });
            start = place.end;
        }
        if start < range.end {
            out.push(Inline { range: TextRange { start, end: range.end }, kind: InlineKind::Text });
        }
    }

    /// Tells whether a backslash takes the meaning of a byte of the source.
    pub fn is_escaped(&self, at: u32) -> bool {
        let before = self.source.text.get(..at as usize).unwrap_or_default();
        let slashes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
        slashes % 2 == 1
    }

    /// Keeps the places of mentions in the source of code.
    pub fn find_in_code(&mut self, range: TextRange) {
        self.keep_mentions(range, MentionPlace::Code);
    }

    /// Keeps the places of mentions in a code block.
    pub fn find_in_block(&mut self, code: &Code, range: TextRange) {
        if !code.literal && !is_template(&code.language) && code.text.contains("{{") {
            self.find_in_code(range);
        }
    }

    /// Keeps the places of mentions in addresses and in front matter.
    pub fn find_in_addresses(&mut self, front: &Front) {
        let held = self.references.iter().filter(|reference| reference.destination.contains("{{"));
        let addresses: Vec<TextRange> = held.map(|reference| reference.range).collect();
        addresses.iter().for_each(|range| self.find_parameters(*range, UsePlace::Address));
        let texts = [&front.title, &front.description, &front.nav_title];
        // Braces without quotes are reported already.
        let is_read = |range: &TextRange| {
            let mut braces = self.found.iter().filter(|p| p.code == Problem::YAML_UNQUOTED_BRACES);
            !braces.any(|problem| problem.span.range == *range)
        };
        let texts = texts.into_iter().flatten().map(|text| text.range);
        let texts: Vec<TextRange> = texts.filter(is_read).collect();
        for range in addresses.into_iter().chain(texts) {
            self.keep_mentions(range, MentionPlace::Text);
        }
    }

    fn keep_mentions(&mut self, range: TextRange, place: MentionPlace) {
        for mention in variable::find(self.text(range)) {
            let range = mention.name_range().shifted(range.start);
            self.values.push(Mention { range, place });
        }
    }

    /// Returns the mentions of a page that has ended, in order.
    pub fn take_mentions(&mut self) -> Box<[Mention]> {
        let mut values = std::mem::take(&mut self.values);
        values.sort_unstable();
        values.dedup_by_key(|mention| mention.range);
        values.into()
    }
}
