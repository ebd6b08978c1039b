//! Links, names and pictures as HTML.

use super::super::{address, name};
use super::Writer;
use crate::base::url;
use crate::model::document::{Inline, ReferenceKind};
use crate::model::page::Target;

impl<'a> Writer<'a> {
    pub(super) fn target(&self, number: u32) -> &'a Target {
        self.part.targets.get(number as usize).unwrap_or(&Target::Ignored)
    }

    /// Returns where a reference leads, as the page writes it; `None` if it
    /// leads nowhere.
    pub(super) fn address(&self, number: u32) -> Option<String> {
        let site = self.ctx.site;
        match self.target(number) {
            Target::Page(id, fragment) => {
                let page = site.catalog.page(*id)?;
                let href = address::page(self.folder, &page.output, site.config.links);
                Some(address::with_fragment(href, fragment.as_deref()))
            }
            Target::Kind(kind) => {
                Some(address::page(self.folder, &kind.index(), site.config.links))
            }
            Target::Here(fragment) => Some(address::with_fragment(String::new(), Some(fragment))),
            Target::Asset(path, fragment) => {
                let href = url::encode_path(&path.relative_from(self.folder));
                Some(address::with_fragment(href, fragment.as_deref()))
            }
            Target::External(address) => Some(url::encode_address(address)),
            Target::Planned(_) | Target::Graft(_) | Target::Broken | Target::Ignored => None,
        }
    }

    pub(super) fn link(&mut self, number: u32, content: &[Inline]) {
        if self.to_itself == Some(number) {
            return self.here(|writer| writer.inlines(content));
        }
        if matches!(self.target(number), Target::Ignored) {
            return self.unresolved(number, content);
        }
        match self.xref_title(number) {
            Some(title) => self.linked(number, |writer| writer.text(&title)),
            None => self.linked(number, |writer| writer.inlines(content)),
        }
    }

    /// A link whose text is plain.
    pub(super) fn anchor(&mut self, number: u32, text: &str) {
        self.linked(number, |writer| writer.text(text));
    }

    /// Returns the title of the page that `<xref:id>` means.
    fn xref_title(&self, number: u32) -> Option<Box<str>> {
        let reference = self.part.document.references.get(number as usize)?;
        let is_bare = reference.kind == ReferenceKind::Autolink;
        let Target::Page(id, _) = self.target(number) else { return None };
        let page = self.ctx.site.catalog.page(*id).filter(|_| is_bare)?;
        Some(page.title.clone())
    }

    fn linked(&mut self, number: u32, content: impl FnOnce(&mut Self)) {
        let title = self.title(number);
        match self.target(number) {
            Target::Broken => self.broken(number, content),
            Target::Planned(_) => self.planned(content),
            target => {
                let external = matches!(target, Target::External(_));
                let Some(href) = self.address(number) else { return content(self) };
                self.markup("<a");
                self.attribute("href", &href);
                if let Some(template) = self.template(target) {
                    self.attribute("data-href", &template);
                }
                if let Some(title) = title {
                    self.attribute("title", title);
                }
                let web = external && (href.starts_with("http") || href.starts_with("//"));
                self.markup(if web { " rel=\"external\">" } else { ">" });
                content(self);
                if web {
                    self.markup("<span class=\"out\">");
                    self.symbol("out");
                    self.markup("</span><span class=\"hide\"> (external site)</span>");
                }
                self.markup("</a>");
            }
        }
    }

    /// Returns an address with the names of values in braces, for a script to
    /// fill in. Its scheme is the author's: an address without one is none of
    /// the web.
    fn template(&self, target: &Target) -> Option<String> {
        let Target::External(address) = target else { return None };
        let places = self.places_in_text(address);
        let begins = address.split(['{', '/', '?', '#']).next().unwrap_or_default();
        let is_secret = places.iter().any(|(_, parameter)| parameter.is_secret());
        if places.is_empty() || is_secret || !begins.contains(':') {
            return None;
        }
        let literal = |from: usize, to: usize| {
            let text = url::encode_address(address.get(from..to).unwrap_or_default());
            text.replace('{', "%7B").replace('}', "%7D")
        };
        let (mut template, mut done) = (String::new(), 0);
        for (written, parameter) in places {
            template.push_str(&literal(done, written.range.start as usize));
            template.push_str(&format!("{{{}}}", parameter.name.text));
            done = written.range.end as usize;
        }
        template.push_str(&literal(done, address.len()));
        Some(template)
    }

    /// A `[[name]]`: its own text, else the title of what it means.
    pub(super) fn name(&mut self, number: u32, content: Option<&[Inline]>) {
        if let Some(content) = content {
            return self.link(number, content);
        }
        let reference = self.part.document.references.get(number as usize);
        let text = name::text(self.ctx.site, self.page, reference, self.target(number));
        match self.target(number) {
            Target::Planned(_) => self.planned(|writer| writer.text(&text)),
            Target::Broken => self.broken(number, |writer| writer.text(&text)),
            _ if self.to_itself == Some(number) => self.here(|writer| writer.text(&text)),
            _ => {
                let Some(href) = self.address(number) else { return self.text(&text) };
                self.markup("<a");
                self.attribute("href", &href);
                self.markup(">");
                self.text(&text);
                self.markup("</a>");
            }
        }
    }

    /// What leads nowhere and is no mistake stays as it is written.
    fn unresolved(&mut self, number: u32, content: &[Inline]) {
        let reference = self.part.document.references.get(number as usize);
        match reference.map(|reference| reference.kind) {
            Some(ReferenceKind::Italic) => self.emphasised("em", content),
            Some(ReferenceKind::Bold) => self.emphasised("strong", content),
            _ => self.inlines(content),
        }
    }

    pub(super) fn planned(&mut self, content: impl FnOnce(&mut Self)) {
        self.markup("<span class=\"planned\">");
        content(self);
        self.markup("<span class=\"hide\"> (planned)</span></span>");
    }

    /// What leads nowhere. A role that nobody declared is a name all the same,
    /// and no reader misses a page.
    pub(super) fn broken(&mut self, number: u32, content: impl FnOnce(&mut Self)) {
        let reference = self.part.document.references.get(number as usize);
        if reference.is_some_and(|reference| reference.kind.is_role()) {
            return content(self);
        }
        self.markup("<span class=\"broken\"");
        if let Some(reference) = reference {
            self.attribute("title", &format!("Nothing at {}", reference.destination));
        }
        self.markup(">");
        content(self);
        self.markup("<span class=\"hide\"> (broken link)</span></span>");
    }

    pub(super) fn title(&self, number: u32) -> Option<&'a str> {
        self.part.document.references.get(number as usize)?.title.as_deref()
    }
}
