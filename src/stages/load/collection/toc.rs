//! `TOC.yml` and `TOC.md`: the menu of Microsoft Learn, with the files it
//! names as parts of it.

use super::{Reader, Text};
use crate::base::{Code, Diagnostic, FileId, SitePath, Span, TextRange, url};
use crate::model::collection::Collection;
use crate::model::config::NavEntry;
use crate::text::data::Node;
use crate::text::yaml::{self, Limits};

/// The file's names, in the order they are looked for.
const NAMES: &[&str] = &["TOC.yml", "toc.yml", "TOC.md", "toc.md"];
/// Menus deeper than this are cut: no reader would find the way down.
const DEEPEST: usize = 16;
/// A menu consists of at most so many files.
const MOST_FILES: usize = 1_000;
/// A menu has at most so many entries.
const MOST_ENTRIES: usize = 100_000;

/// Reads the menu of a collection, if it has one.
pub(super) fn load(
    reader: &mut Reader<'_>,
    collection: &Collection,
    content: &SitePath,
) -> Option<Vec<NavEntry>> {
    let mut folders = vec![collection.base.clone()];
    for set in &collection.content {
        let folder = collection.base.join(set.source.as_str())?;
        if !folders.contains(&folder) && folders.len() < 16 {
            folders.push(folder);
        }
    }
    let mut menu =
        Menu { reader, base: &collection.base, content, open: Vec::new(), files: 0, entries: 0 };
    folders.iter().find_map(|folder| menu.folder(folder, 0))
}

/// Takes off the one group that frames a whole menu, and returns its title.
pub(super) fn without_frame(mut menu: Vec<NavEntry>) -> (Option<Box<str>>, Vec<NavEntry>) {
    match menu.as_mut_slice() {
        [only] if only.page.is_none() && !only.children.is_empty() => {
            (only.title.take(), std::mem::take(&mut only.children))
        }
        _ => (None, menu),
    }
}

/// A menu being read.
struct Menu<'a, 'r> {
    reader: &'a mut Reader<'r>,
    base: &'a SitePath,
    content: &'a SitePath,
    /// The files whose entries are being read.
    open: Vec<SitePath>,
    files: usize,
    entries: usize,
}

/// Where an entry stands.
struct Place {
    file: FileId,
    /// The folder of the file, from the site's root.
    folder: SitePath,
    depth: usize,
}

impl Menu<'_, '_> {
    /// Reads the menu of a folder, if it has one.
    fn folder(&mut self, folder: &SitePath, depth: usize) -> Option<Vec<NavEntry>> {
        NAMES.iter().find_map(|name| self.file(&folder.child(name), depth))
    }

    /// Reads a file; `None` if there is none.
    fn file(&mut self, path: &SitePath, depth: usize) -> Option<Vec<NavEntry>> {
        if MOST_FILES <= self.files || self.open.contains(path) {
            return None;
        }
        let text = self.reader.read(path)?;
        self.files += 1;
        self.open.push(path.clone());
        let place = Place { file: text.file, folder: path.parent(), depth };
        let entries = match path.extension().to_ascii_lowercase().as_str() {
            "md" => self.headings(&text, &place),
            _ => self.yaml(&text, &place),
        };
        self.open.pop();
        Some(entries)
    }

    fn yaml(&mut self, text: &Text, place: &Place) -> Vec<NavEntry> {
        let node =
            yaml::parse(text.file, &text.text, 0, Limits::DATA).drain_into(self.reader.found);
        let items = node.get("items").unwrap_or(&node);
        self.items(items, place)
    }

    fn items(&mut self, node: &Node, place: &Place) -> Vec<NavEntry> {
        let Some(list) = node.as_list() else {
            if !node.is_null() {
                let span = Span::new(place.file, node.range);
                let help = "write `- name: A page` with `href: page.md` for each entry";
                let message = "the menu must be a list".into();
                self.reader.report(Code::WRONG_TYPE, span, message, help);
            }
            return Vec::new();
        };
        let mut entries = Vec::new();
        for node in list {
            if DEEPEST < place.depth || MOST_ENTRIES <= self.entries {
                break;
            }
            self.entries += 1;
            entries.extend(self.item(node, place));
        }
        entries
    }

    fn item(&mut self, node: &Node, place: &Place) -> Option<NavEntry> {
        if node.as_map().is_none() {
            let span = Span::new(place.file, node.range);
            let message = "an entry of the menu must have a `name`".into();
            let help = "write `- name: A page` and below it `href: page.md`";
            self.reader.report(Code::WRONG_TYPE, span, message, help);
            return None;
        }
        let get = |key: &str| {
            let node = node.get(key)?;
            let text = node.as_text()?.trim();
            (!text.is_empty()).then(|| (text, Span::new(place.file, node.range)))
        };
        let topic = get("topicHref").or_else(|| get("homepage"));
        let uid = get("uid").or_else(|| get("topicUid"));
        let topic = topic.map(|(text, span)| (text.to_string(), span));
        let topic = topic.or_else(|| uid.map(|(uid, span)| (format!("xref:{uid}"), span)));
        let title = get("name").map(|(name, _)| name);
        let mut entry = self.entry(title, get("href").or_else(|| get("tocHref")), topic, place);
        if let Some(items) = node.get("items") {
            let below = Place { depth: place.depth + 1, folder: place.folder.clone(), ..*place };
            entry.children.extend(self.items(items, &below));
        }
        // An address that was reported leaves nothing to show.
        let is_nothing = entry.page.is_none() && entry.children.is_empty();
        Some(entry).filter(|_| !is_nothing || (get("href").is_none() && get("tocHref").is_none()))
    }

    /// Makes an entry from its title and addresses. An address that means a
    /// menu brings its entries.
    fn entry(
        &mut self,
        title: Option<&str>,
        href: Option<(&str, Span)>,
        topic: Option<(String, Span)>,
        place: &Place,
    ) -> NavEntry {
        let folder = place.folder.below(self.content).unwrap_or_default();
        let written = |(text, span): (&str, Span)| (text.into(), span);
        let mut entry = NavEntry {
            title: title.map(Into::into),
            page: topic.as_ref().map(|(text, span)| (text.as_str().into(), *span)),
            folder,
            children: Vec::new(),
        };
        let Some((href, span)) = href else { return entry };
        match self.menu_named(href, span, place) {
            Named::Menu(children) => entry.children = children,
            Named::Page => entry.page = entry.page.or(Some(written((href, span)))),
            Named::Nothing => {}
        }
        entry
    }

    /// Reads the menu an address means: `folder/`, `folder/toc.yml`.
    fn menu_named(&mut self, href: &str, span: Span, place: &Place) -> Named {
        let address = url::split(href).path;
        let is_elsewhere = url::scheme(address).is_some() || address.starts_with(['/', '\\']);
        let is_folder = address.ends_with('/');
        let name = address.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        let is_menu = matches!(name.as_str(), "toc.yml" | "toc.md" | "toc.json");
        if is_elsewhere || !(is_folder || is_menu) {
            return Named::Page;
        }
        let address = url::decode(address);
        let path = match address.strip_prefix("~/") {
            Some(rest) => self.base.join(rest),
            None => place.folder.join(&address),
        };
        let Some(path) = path else { return self.missing(href, span) };
        if self.open.contains(&path) {
            let message = format!("the menu `{href}` stands within itself");
            self.reader.report(Code::BROKEN_LINK, span, message, "remove this entry");
            return Named::Nothing;
        }
        let depth = place.depth + 1;
        let menu = match is_folder {
            true => self.folder(&path, depth),
            false => self.file(&path, depth).or_else(|| self.folder(&path.parent(), depth)),
        };
        match menu {
            Some(menu) => Named::Menu(menu),
            None if is_folder => Named::Page,
            None => self.missing(href, span),
        }
    }

    fn missing(&mut self, href: &str, span: Span) -> Named {
        let message = format!("no menu `{href}`");
        self.reader.found.push(
            Diagnostic::new(Code::BROKEN_LINK, span, message)
                .help("write the path of a `TOC.yml` from the folder of this file"),
        );
        Named::Nothing
    }

    /// Reads a menu of headings: `# Title` or `# [Title](page.md)`, nested by
    /// level.
    fn headings(&mut self, text: &Text, place: &Place) -> Vec<NavEntry> {
        let mut open: Vec<(usize, NavEntry)> = Vec::new();
        let mut entries = Vec::new();
        let mut at = 0;
        for line in text.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let written = line.trim_start_matches('\u{feff}').trim();
            let level = written.len() - written.trim_start_matches('#').len();
            let rest = written.get(level..).unwrap_or_default();
            if level == 0 || DEEPEST < level || MOST_ENTRIES <= self.entries {
                continue;
            }
            self.entries += 1;
            let rest = rest.trim_end_matches('#').trim();
            let link = rest.strip_prefix('[').and_then(|rest| rest.rsplit_once("]("));
            let entry = match link {
                Some((title, rest)) => {
                    let href = rest.split(')').next().unwrap_or_default().trim();
                    let from = start + line.rfind(href).unwrap_or(0);
                    let range = TextRange::new(from, from + href.len());
                    let href = (!href.is_empty()).then(|| (href, Span::new(place.file, range)));
                    self.entry(Some(title), href, None, place)
                }
                None => self.entry(Some(rest), None, None, place),
            };
            close(&mut open, level, &mut entries);
            open.push((level, entry));
        }
        close(&mut open, 0, &mut entries);
        entries
    }
}

/// What an address in a menu names.
enum Named {
    Menu(Vec<NavEntry>),
    Page,
    /// It was reported.
    Nothing,
}

/// Ends all headings of `level` and deeper.
fn close(open: &mut Vec<(usize, NavEntry)>, level: usize, entries: &mut Vec<NavEntry>) {
    while open.last().is_some_and(|(last, _)| level <= *last) {
        let Some((_, entry)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, above)) => above.children.push(entry),
            None => entries.push(entry),
        }
    }
}
