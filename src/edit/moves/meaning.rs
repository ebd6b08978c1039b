//! What a path that an author wrote leads to, before and after a move.

use super::Linked;
use crate::base::{SitePath, TextRange};
use crate::edit::text::TextEdit;
use crate::model::catalog::{Catalog, Identity, PageId};
use crate::model::change::Relocation;
use crate::model::locate::Found;
use crate::model::page::Target;
use crate::text::destination::{self, Destination, Start};

/// A move, seen from the content folder, in the site as it is.
#[derive(Clone, Copy)]
pub struct Moves<'a> {
    /// What is where.
    pub catalog: &'a Catalog,
    /// What moves.
    pub moved: &'a Relocation,
}

/// What a reference means, in a form that outlasts a build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Meaning {
    /// The file it leads to; `None` for a folder nobody wrote a page for.
    pub file: Option<SitePath>,
    /// The folder it leads to, if it is one's page.
    pub section: Option<SitePath>,
    /// The place in it.
    pub fragment: Option<Box<str>>,
}

impl Meaning {
    /// Reads the meaning of a reference; `None` where it leads to no file of
    /// the site.
    pub fn of(target: &Target, part: Linked<'_>, catalog: &Catalog) -> Option<Meaning> {
        match target {
            Target::Graft(_) => {
                let file = Some(part.shown(target)?.clone());
                Some(Meaning { file, section: None, fragment: None })
            }
            Target::Page(id, fragment) => {
                let page = catalog.page(*id)?;
                let file = file_of(page).cloned();
                Some(Meaning { file, section: page.section.clone(), fragment: fragment.clone() })
            }
            Target::Here(fragment) => Some(Meaning {
                file: Some(part.page?.document.source.content_path.clone()),
                section: None,
                fragment: (!fragment.is_empty()).then(|| fragment.clone()),
            }),
            Target::Asset(path, fragment) => {
                let file = Some(path.clone());
                Some(Meaning { file, section: None, fragment: fragment.clone() })
            }
            _ => None,
        }
    }

    /// Returns what it is after a move.
    pub fn moved(self, moved: &Relocation) -> Meaning {
        Meaning {
            file: self.file.map(|file| moved.apply(&file)),
            section: self.section.map(|section| moved.apply(&section)),
            fragment: self.fragment,
        }
    }

    /// Tells whether another meaning is the same to a reader.
    pub fn is_same(&self, other: &Meaning) -> bool {
        let same_place = match &self.file {
            Some(file) => other.file.as_ref() == Some(file),
            None => self.section == other.section,
        };
        same_place && self.fragment == other.fragment
    }
}

/// Returns the file of a page, from the content folder.
pub fn file_of(page: &Identity) -> Option<&SitePath> {
    page.document.as_ref().map(|document| &document.source.content_path)
}

/// Tells whether a file is the page of its folder by its name.
fn is_folder_page(path: &SitePath) -> bool {
    matches!(path.stem().to_lowercase().as_str(), "index" | "_index" | "readme")
}

impl Moves<'_> {
    /// Writes the edit that lets an address lead to the same thing after the
    /// move; `None` where it does as it is. `file` is where it stands.
    pub fn edit(
        &self,
        address: &Destination<'_>,
        file: &SitePath,
        page: Option<&Identity>,
    ) -> Option<TextEdit> {
        self.edit_from(address, (&file.parent(), &self.moved.apply(file).parent()), page)
    }

    /// As [`Moves::edit`], for an address seen from a folder that is `before`
    /// now and `after` then.
    pub fn edit_from(
        &self,
        address: &Destination<'_>,
        (before, after): (&SitePath, &SitePath),
        page: Option<&Identity>,
    ) -> Option<TextEdit> {
        let written = address.decoded_path();
        if written.is_empty() {
            return None;
        }
        if written.starts_with('/') && self.catalog.is_on_host(&written) {
            return self.own_edit(address, &written);
        }
        let edit = match self.read(&written, before) {
            Some(wanted) => {
                let wanted = self.after(&wanted, page);
                if self.read(&written, after).as_ref() == Some(&wanted) {
                    return None;
                }
                address.leading_to(&wanted, after)
            }
            None => address.with_path(&outside(&written, before, after)?),
        };
        edit.map(|(range, text): (TextRange, String)| TextEdit::new(range, text))
    }

    /// As [`Moves::edit`], for an address of the site's host: in the site's
    /// own place there it leads to a page, elsewhere to nothing of ours.
    fn own_edit(&self, address: &Destination<'_>, written: &str) -> Option<TextEdit> {
        let home = self.catalog.home.path.as_ref()?;
        let located = self.catalog.locate_address(&self.catalog.own_path(written)?)?;
        let path = match located.found {
            Found::Asset(file) => Some(self.moved.apply(&file)).filter(|new| *new != file),
            Found::Page(page) => {
                let file = self.catalog.file(page)?;
                let new = Some(self.moved.apply(file)).filter(|new| new != file)?;
                Some(match is_folder_page(&new) {
                    true => new.parent(),
                    false => new.parent().child(new.stem()),
                })
            }
        };
        let (range, text) = address.with_path(&format!("/{}", home.join(path?.as_str())?))?;
        Some(TextEdit::new(range, text))
    }

    /// Returns what a path names; `None` outside the content folder.
    pub fn read(&self, written: &str, folder: &SitePath) -> Option<SitePath> {
        let (start, rest) = destination::start(written);
        let from = if start == Start::Page { folder.clone() } else { SitePath::default() };
        from.join(rest).or_else(|| {
            let content = SitePath::default().child(self.catalog.folder.as_deref()?);
            content.join(from.as_str())?.join(rest)?.below(&content)
        })
    }

    /// Tells whether there is a file at a path.
    pub fn is_known(&self, path: &SitePath) -> bool {
        let assets = self.catalog.assets.get(&path.as_str().to_lowercase());
        self.catalog.by_path.contains_key(path)
            || assets.is_some_and(|assets| assets.contains(path))
    }

    /// Returns the path that means afterwards what `wanted` means now, in the
    /// same form: with or without the ending, or as a folder.
    fn after(&self, wanted: &SitePath, page: Option<&Identity>) -> SitePath {
        let moved = self.moved;
        let Some(file) = page.and_then(file_of).cloned().or_else(|| self.bare(wanted)) else {
            return moved.apply(wanted);
        };
        let new = moved.apply(&file);
        let without_ending = |path: &SitePath| path.parent().child(path.stem());
        if wanted.as_str().to_lowercase() == file.as_str().to_lowercase() {
            return new;
        }
        let is_bare = *wanted == without_ending(&file);
        let is_html =
            wanted.extension() == "html" && without_ending(wanted) == without_ending(&file);
        if (is_bare || is_html) && new.extension() == "md" {
            let bare = without_ending(&new);
            let html = bare.parent().child(&format!("{}.html", bare.name()));
            return if is_html { html } else { bare };
        }
        match page.and_then(|page| page.section.as_ref()) {
            _ if is_bare || is_html => new,
            Some(section) if wanted != section => moved.apply(wanted),
            Some(section) if moved.moves(section) => moved.apply(section),
            Some(section) if new == file => section.clone(),
            Some(_) if is_folder_page(&new) => new.parent(),
            Some(_) => new,
            None => moved.apply(wanted),
        }
    }

    /// Finds the page that a path without its ending means.
    fn bare(&self, wanted: &SitePath) -> Option<SitePath> {
        let stem = if wanted.extension() == "html" { wanted.stem() } else { wanted.name() };
        let page = wanted.parent().child(&format!("{stem}.md"));
        self.catalog.by_path.contains_key(&page).then_some(page)
    }

    /// Returns the page a reference leads to, if it leads to one.
    pub fn page(&self, target: &Target, own: Option<PageId>) -> Option<&Identity> {
        match target {
            Target::Page(id, _) => self.catalog.page(*id),
            Target::Here(_) => self.catalog.page(own?),
            _ => None,
        }
    }
}

/// Writes a path that climbs out of the content folder for a page at another
/// depth; `None` where it need not change.
fn outside(written: &str, before: &SitePath, after: &SitePath) -> Option<String> {
    let (start, rest) = destination::start(written);
    let depth = |folder: &SitePath| folder.parts().count();
    if start != Start::Page || depth(before) == depth(after) {
        return None;
    }
    let mut parts: Vec<&str> = before.parts().collect();
    let mut above = 0usize;
    for part in rest.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_none() => above += 1,
            ".." => {}
            part => parts.push(part),
        }
    }
    Some("../".repeat(depth(after) + above) + &parts.join("/"))
}
