//! Links and names as Markdown. A link to a page leads to its twin.

use super::writer::{Flow, Writer};
use crate::base::{SitePath, url};
use crate::model::catalog::{Identity, twin_file};
use crate::model::document::{Inline, ReferenceKind};
use crate::model::page::Target;
use crate::outputs::html::{address, name};

impl<'a> Writer<'a> {
    pub(super) fn target(&self, number: u32) -> &'a Target {
        self.part.targets.get(number as usize).unwrap_or(&Target::Ignored)
    }

    /// Returns where a reference leads, as the twin writes it; `None` if it
    /// leads nowhere.
    pub(super) fn address(&self, number: u32) -> Option<String> {
        match self.target(number) {
            Target::Page(id, fragment) => {
                let page = self.ctx.site.catalog.page(*id)?;
                Some(address::with_fragment(twin(self.folder, page), fragment.as_deref()))
            }
            // The list of a kind has no twin.
            Target::Kind(kind) => {
                Some(address::page(self.folder, &kind.index(), self.ctx.site.config.links))
            }
            Target::Here(fragment) => Some(address::with_fragment(String::new(), Some(fragment))),
            Target::Asset(path, fragment) => {
                Some(address::with_fragment(address::file(self.folder, path), fragment.as_deref()))
            }
            Target::External(address) => Some(url::encode_address(address)),
            Target::Planned(_) | Target::Graft(_) | Target::Broken | Target::Ignored => None,
        }
    }

    pub(super) fn link(&mut self, number: u32, content: &'a [Inline]) {
        if self.to_itself == Some(number) {
            return self.here(|writer| writer.inlines(content));
        }
        if matches!(self.target(number), Target::Ignored) {
            return self.unresolved(number, content);
        }
        let reference = self.part.document.references.get(number as usize);
        let is_bare = reference.is_some_and(|own| own.kind == ReferenceKind::Autolink);
        match self.target(number) {
            Target::Page(id, _) if is_bare => {
                let title = self.ctx.site.catalog.page(*id).map(|page| page.title.clone());
                let title = title.unwrap_or_default();
                self.linked(number, |writer| writer.text(&title));
            }
            Target::External(address) if is_bare && self.plain(content) == **address => {
                let href = url::encode_address(address);
                match *href == **address {
                    true => self.mark(&format!("<{address}>")),
                    false => self.linked(number, |writer| writer.inlines(content)),
                }
            }
            _ => self.linked(number, |writer| writer.inlines(content)),
        }
    }

    /// A link whose text is plain.
    pub(super) fn anchored(&mut self, number: u32, text: &str) {
        self.linked(number, |writer| writer.text(text));
    }

    fn linked(&mut self, number: u32, content: impl FnOnce(&mut Self)) {
        let reference = self.part.document.references.get(number as usize);
        let is_role = reference.is_some_and(|own| own.kind.is_role());
        match (self.target(number), self.address(number)) {
            (Target::Planned(_), _) => self.planned(content),
            (_, Some(href)) => {
                self.mark("[");
                content(self);
                self.mark("](");
                self.destination(&href);
                self.quoted_title(number);
                self.mark(")");
            }
            // A role that nobody declared is a name all the same.
            (Target::Broken, None) if !is_role => {
                content(self);
                self.mark(" (broken link)");
            }
            _ => content(self),
        }
    }

    /// A `[[name]]`: its own text, else the title of what it means.
    pub(super) fn name(&mut self, number: u32, content: Option<&'a [Inline]>) {
        if let Some(content) = content {
            return self.link(number, content);
        }
        let reference = self.part.document.references.get(number as usize);
        let text = name::text(self.ctx.site, self.page, reference, self.target(number));
        match self.to_itself == Some(number) {
            true => self.here(|writer| writer.text(&text)),
            false => self.anchored(number, &text),
        }
    }

    /// What leads nowhere and is no mistake stays as it is written.
    fn unresolved(&mut self, number: u32, content: &'a [Inline]) {
        let reference = self.part.document.references.get(number as usize);
        match reference.map(|reference| reference.kind) {
            Some(ReferenceKind::Italic) => self.delimited("*", content),
            Some(ReferenceKind::Bold) => self.delimited("**", content),
            _ => self.inlines(content),
        }
    }

    pub(super) fn planned(&mut self, content: impl FnOnce(&mut Self)) {
        content(self);
        self.mark(" (planned)");
    }

    /// Writes the name of the page itself, which is no link.
    pub(super) fn here(&mut self, name: impl FnOnce(&mut Self)) {
        let start = self.out.len();
        name(self);
        let name = self.out.split_off(start);
        self.bold(&name);
        self.mark(" (this page)");
    }

    /// Writes a link of the site's own.
    pub(super) fn linked_text(&mut self, text: &str, href: &str) {
        let link = linked(text, href, self.flow);
        self.mark(&link);
    }

    /// Writes where a link leads.
    pub(super) fn destination(&mut self, href: &str) {
        let href = destination(href);
        self.mark(&href);
    }

    /// Writes the title of a link.
    pub(super) fn quoted_title(&mut self, number: u32) {
        let reference = self.part.document.references.get(number as usize);
        let Some(title) = reference.and_then(|reference| reference.title.as_deref()) else {
            return;
        };
        let title = title.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
        let title = title.replace('|', "\\|").replace('&', "&amp;").replace('<', "&lt;");
        self.mark(" \"");
        self.mark(&title);
        self.mark("\"");
    }
}

/// Writes the address of a page's twin, as seen from a page in `folder`.
pub(in crate::outputs) fn twin(folder: &SitePath, page: &Identity) -> String {
    address::file(folder, &twin_file(&page.output))
}

/// Returns a link of the site's own.
pub(super) fn linked(text: &str, href: &str, flow: Flow) -> String {
    format!("[{}]({})", super::plain(text, flow), destination(href))
}

/// Writes where a link leads: brackets would end it.
fn destination(href: &str) -> String {
    let href = href.replace('(', "%28").replace(')', "%29").replace('|', "%7C");
    href.replace('&', "&amp;")
}
