//! A page as a part of a file with others: its own text without the frame of
//! the site, ids that no other page has, pictures in place of their addresses.

use std::collections::BTreeMap;

use super::{MARK, data};
use crate::base::{SitePath, url};
use crate::outputs::html::cut::{Copying, Fate, Way, choices, cut, is_choice, is_file};
use crate::outputs::offline::Whole;
use crate::outputs::offline::part::target;
use crate::text::html::{PieceKind, escape, pieces};

/// A page in the file.
pub(super) struct Leaf {
    pub html: String,
    /// The scripts that it begins with.
    pub scripts: Vec<SitePath>,
    /// The symbols that it uses, by their ids.
    pub symbols: BTreeMap<String, String>,
}

/// Symbols are the same on every page: their ids begin so.
const SYMBOL: &str = "i:";
/// Where the first link of a page leads, past its frame.
const MAIN: &str = "#site:main";
/// Attributes that name one or several ids of the page.
const NAMING: &[&str] = &[
    "id",
    "for",
    "list",
    "headers",
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-labelledby",
    "aria-owns",
];
/// Parts of the frame around a page, by their classes.
const FRAME: &[&str] = &["top", "base", "tree", "crumbs", "seq", "hide"];

/// Makes a part of the file of the page published as `path`; `names` are the
/// pages of the file.
pub(super) fn leaf(whole: &Whole<'_>, path: &SitePath, names: &BTreeMap<SitePath, String>) -> Leaf {
    let bytes = whole.files.read(path).unwrap_or_default();
    let html = String::from_utf8_lossy(&bytes);
    let name = names.get(path).map_or("", String::as_str);
    let head = Head::of(&html, path);
    let chosen = chosen(&html);
    let mut of_leaf = OfLeaf { whole, names, chosen, folder: path.parent(), name, path };
    let body = cut(&html, &mut of_leaf);
    let scripts = head.scripts.iter().map(SitePath::name).collect::<Vec<_>>().join(" ");
    let dir = head.dir.map(|dir| format!(" dir=\"{}\"", escape(&dir))).unwrap_or_default();
    let symbols = symbols(&html);
    let html = format!(
        "<div class=\"leaf {}\" id=\"{name}{MARK}\" lang=\"{}\"{dir} data-title=\"{}\" \
         data-scripts=\"{}\">{body}</div>\n",
        escape(&head.class),
        escape(&head.lang),
        escape(&head.title),
        escape(&scripts),
    );
    Leaf { html, scripts: head.scripts, symbols }
}

/// A picture needs no more pixels than so many in a row: two for each CSS pixel
/// of the column of text.
const MOST_WIDE: u32 = 2 * 656;

/// Returns for each picture of a page that has variants the widest that is not
/// wider than it needs to be, by its address.
fn chosen(html: &str) -> BTreeMap<String, String> {
    let mut chosen = BTreeMap::new();
    if !html.contains(" srcset=") {
        return chosen;
    }
    for piece in pieces(html) {
        let PieceKind::Open { name, attributes, .. } = piece.kind else { continue };
        let value = |wanted: &str| attributes.iter().find(|(own, _)| own == wanted);
        let (Some((_, src)), Some((_, choice))) = (value("src"), value("srcset")) else { continue };
        let fitting = choices(choice).filter(|(_, width)| *width <= MOST_WIDE);
        let best = fitting.max_by_key(|(_, width)| *width).or_else(|| choices(choice).next());
        if let Some((address, _)) = best.filter(|_| is_choice(&name, "srcset")) {
            chosen.insert(src.clone(), address.to_string());
        }
    }
    chosen
}

/// Returns the symbols of a page, each as it is written.
fn symbols(html: &str) -> BTreeMap<String, String> {
    let parts = html.split("<symbol ").skip(1).filter_map(|rest| rest.split_once("</symbol>"));
    let symbol = |(inner, _): (&str, &str)| {
        let (_, id) = inner.split_once("id=\"")?;
        let (id, _) = id.split_once('"')?;
        Some((id.to_string(), format!("<symbol {inner}</symbol>")))
    };
    parts.filter_map(symbol).collect()
}

/// What the head of a page says.
#[derive(Default)]
struct Head {
    title: String,
    lang: String,
    dir: Option<String>,
    class: String,
    scripts: Vec<SitePath>,
}

impl Head {
    fn of(html: &str, path: &SitePath) -> Head {
        let mut head = Head::default();
        let mut in_title = false;
        for piece in pieces(html) {
            match piece.kind {
                PieceKind::Open { name, attributes, .. } => {
                    in_title = name == "title";
                    let mut own = attributes.into_iter();
                    match name.as_str() {
                        "html" => own.for_each(|(name, value)| match name.as_str() {
                            "lang" => head.lang = value,
                            "dir" => head.dir = Some(value),
                            _ => {}
                        }),
                        "script" => {
                            let files = own.filter(|(name, _)| is_file("script", name));
                            let mut files: Vec<_> = files.collect();
                            // What the page begins with comes first.
                            files.sort_by(|(a, _), (b, _)| b.cmp(a));
                            let paths = files.iter().map(|(_, file)| target(&path.parent(), file));
                            head.scripts.extend(paths.flatten());
                        }
                        "body" => {
                            let class = own.find(|(name, _)| name == "class");
                            head.class = class.map(|(_, class)| class).unwrap_or_default();
                            return head;
                        }
                        _ => {}
                    }
                }
                PieceKind::Text(text) if in_title && head.title.is_empty() => head.title = text,
                PieceKind::Close(_) => in_title = false,
                _ => {}
            }
        }
        head
    }
}

struct OfLeaf<'a> {
    whole: &'a Whole<'a>,
    names: &'a BTreeMap<SitePath, String>,
    /// The variants that stand for pictures, by their addresses.
    chosen: BTreeMap<String, String>,
    folder: SitePath,
    name: &'a str,
    path: &'a SitePath,
}

impl OfLeaf<'_> {
    /// Returns an id as the file has it.
    fn own(&self, id: &str) -> String {
        match id.starts_with(SYMBOL) {
            true => id.to_string(),
            false => format!("{}{MARK}{id}", self.name),
        }
    }
}

impl Copying for OfLeaf<'_> {
    fn way(&mut self, address: &str) -> Way {
        if address == MAIN {
            return Way::Gone;
        }
        if let Some(id) = address.strip_prefix('#') {
            return Way::To(format!("#{}", self.own(id)));
        }
        let Some(target) = target(&self.folder, address) else {
            // A page elsewhere opens beside this one.
            return Way::Kept;
        };
        let target = if target.is_root() { self.path.clone() } else { target };
        match self.names.get(&target) {
            Some(name) => {
                let id = url::split(address).fragment.unwrap_or_default();
                Way::To(format!("#{name}{MARK}{id}"))
            }
            None if data::is_held(self.whole, &target) => Way::Plain,
            None => Way::Nowhere("not in this file"),
        }
    }

    fn fate(&mut self, name: &str, attributes: &[(String, String)]) -> Fate {
        let class = attributes.iter().find(|(name, _)| name == "class");
        let mut classes = class.map_or("", |(_, class)| class).split_ascii_whitespace();
        match name {
            "html" | "body" => Fate::Opened,
            "head" | "script" | "!doctype" => Fate::Gone,
            "header" | "footer" | "nav" | "svg" if classes.any(|class| FRAME.contains(&class)) => {
                Fate::Gone
            }
            _ => Fate::Kept,
        }
    }

    fn is_left_out(&self, element: &str, name: &str) -> bool {
        is_choice(element, name) || (element, name) == ("img", "sizes")
    }

    fn attribute(&mut self, element: &str, name: &str, written: &str) -> Option<String> {
        let value = written;
        if NAMING.contains(&name) {
            let ids = value.split_ascii_whitespace().map(|id| self.own(id));
            return Some(ids.collect::<Vec<_>>().join(" "));
        }
        if (element, name) == ("input", "name") {
            return Some(self.own(value));
        }
        if let Some(id) = value.strip_prefix('#').filter(|_| name == "href" || name == "xlink:href")
        {
            return Some(format!("#{}", self.own(id)));
        }
        if value.contains("url(#") {
            return Some(value.replace("url(#", &format!("url(#{}{MARK}", self.name)));
        }
        if is_file(element, name) {
            let variant = self.chosen.get(written).filter(|_| element == "img");
            let file = target(&self.folder, variant.map_or(written, String::as_str))?;
            return Some(data::address(self.whole, &file).unwrap_or_else(|| "data:,".into()));
        }
        None
    }
}
