//! A page's own branch of the menu, its breadcrumb, its neighbours.

use super::address;
use super::view::{Child, Crumb, Group, Link, Tab, Tree, TreePage};
use crate::base::{SitePath, url};
use crate::model::catalog::{Catalog, Identity, MenuLink, PageId};
use crate::model::config::LinkStyle;
use crate::model::site::Site;

/// Where a page looks at the site from.
#[derive(Clone, Copy)]
pub(super) struct Viewpoint<'a> {
    pub site: &'a Site,
    /// The folder the page is published in.
    pub folder: &'a SitePath,
    /// The page, if it has a place in the menu.
    pub page: Option<PageId>,
}

/// At most so many pages of one section stand in the menu.
const NEIGHBOURS: usize = 40;
/// Beside so many pages, at most so many links out of the site stand there.
const LINKS: usize = 8;
/// At most so many sections below the page's own stand in the menu.
const BELOW: usize = 12;
/// At most so many tabs stand in the header.
const TABS: usize = 7;

impl<'a> Viewpoint<'a> {
    fn catalog(&self) -> &'a Catalog {
        &self.site.catalog
    }

    pub fn href(&self, page: &Identity) -> String {
        address::page(self.folder, &page.output, self.site.config.links)
    }

    pub fn link(&self, id: PageId) -> Option<Link<'a>> {
        let page = self.catalog().page(id)?;
        Some(Link { title: &page.title, href: self.href(page) })
    }

    /// Returns the listed pages below a page, in order.
    fn children(&self, id: PageId) -> &'a [PageId] {
        let children = self.catalog().navigation.children.get(id.0 as usize);
        children.map(Vec::as_slice).unwrap_or_default()
    }

    fn identities(
        &self,
        ids: impl Iterator<Item = &'a PageId>,
    ) -> impl Iterator<Item = (PageId, &'a Identity)> {
        let catalog = self.catalog();
        ids.filter_map(move |id| catalog.page(*id).map(|page| (*id, page)))
    }

    fn has_children(&self, id: PageId) -> bool {
        !self.children(id).is_empty()
    }

    /// Returns the place of a page among the children of its parent.
    fn position(&self, id: PageId) -> Option<usize> {
        let position = self.catalog().navigation.position.get(id.0 as usize)?;
        position.map(|position| position as usize)
    }

    fn parent(&self, id: PageId) -> Option<PageId> {
        self.catalog().navigation.parent.get(id.0 as usize).copied().flatten()
    }

    /// Returns the pages above the page, the front page first. A damaged
    /// menu cannot make it endless.
    fn ancestors(&self) -> Vec<PageId> {
        let mut ancestors = Vec::new();
        let mut at = self.page.and_then(|page| self.parent(page));
        while let Some(id) = at.filter(|id| !ancestors.contains(id) && ancestors.len() < 32) {
            ancestors.push(id);
            at = self.parent(id);
        }
        ancestors.reverse();
        ancestors
    }

    pub fn breadcrumb(&self, last: &'a str) -> Vec<Crumb<'a>> {
        let above = self.ancestors();
        let pages = above.into_iter().filter_map(|id| self.catalog().page(id));
        let crumb = |page: &'a Identity| {
            let (title, href) = (&*page.nav_title, Some(self.href(page)));
            Crumb { title, href, external: false }
        };
        let mut crumbs: Vec<Crumb<'a>> = pages.map(crumb).collect();
        let navigation = &self.catalog().navigation;
        let home_title = navigation.home_title.as_deref();
        let is_root = self.page.is_some() && self.page == self.catalog().root;
        if crumbs.is_empty() && !is_root {
            let root = self.catalog().root.and_then(|root| self.catalog().page(root));
            crumbs.extend(root.map(crumb));
        }
        if let (Some(first), Some(title)) = (crumbs.first_mut(), home_title) {
            first.title = title;
        }
        if !is_root {
            crumbs.push(Crumb { title: last, href: None, external: false });
        } else if !navigation.crumbs.is_empty() {
            let title = home_title.unwrap_or(last);
            crumbs.push(Crumb { title, href: None, external: false });
        }
        let above = navigation.crumbs.iter().map(|link| {
            let href = Some(url::encode_address(&link.address)).filter(|href| !href.is_empty());
            Crumb { title: &link.title, href, external: true }
        });
        above.chain(crumbs).collect()
    }

    /// Returns the sections of the front page as tabs.
    pub fn tabs(&self) -> Vec<Tab<'a>> {
        let Some(root) = self.catalog().root else { return Vec::new() };
        let above = self.ancestors();
        let sections = self.children(root).iter().filter(|id| self.has_children(**id));
        self.identities(sections.take(TABS))
            .map(|(id, page)| Tab {
                title: &page.nav_title,
                href: self.href(page),
                current: Some(id) == self.page || above.contains(&id),
            })
            .collect()
    }

    /// Returns the page's branch: its section, and the sections below.
    pub fn tree(&self) -> Tree<'a> {
        let Some(page) = self.page else { return Tree::default() };
        let section = match self.has_children(page) {
            true => page,
            false => self.parent(page).unwrap_or(page),
        };
        let Some(identity) = self.catalog().page(section) else { return Tree::default() };
        let mut groups = vec![self.group(section, identity)];
        if let Some(above) = self.parent(section)
            && Some(above) != self.catalog().root
            && let Some(identity) = self.catalog().page(above)
        {
            groups.push(self.sections_beside(above, identity, section));
        }
        Tree { title: &identity.nav_title, groups }
    }

    /// The pages of a section; around the current one, where there are many.
    fn group(&self, section: PageId, identity: &'a Identity) -> Group<'a> {
        let children = self.children(section);
        let here = self.page.filter(|page| *page != section).and_then(|page| self.position(page));
        let first = here.unwrap_or(0).saturating_sub(NEIGHBOURS / 2);
        let first = first.min(children.len().saturating_sub(NEIGHBOURS));
        let below = children.iter().enumerate().skip(first).take(NEIGHBOURS);
        let mut pages: Vec<TreePage<'a>> = Vec::new();
        // Pages come first where there are more entries than a menu takes.
        let room = (NEIGHBOURS + LINKS).saturating_sub(below.len());
        let mut links = self.links_below(section).iter().take(room).peekable();
        for (position, id) in below {
            while let Some(link) = links.next_if(|link| link.position as usize <= position) {
                pages.extend((first <= link.position as usize).then(|| tree_link(link)));
            }
            pages.extend(self.catalog().page(*id).map(|page| self.tree_page(*id, page)));
        }
        if children.len() <= first + NEIGHBOURS {
            pages.extend(links.map(tree_link));
        }
        Group {
            title: &identity.nav_title,
            own: own_name(&pages),
            href: Some(self.href(identity)),
            open: true,
            current: Some(section) == self.page,
            pages,
        }
    }

    /// Returns the links out of the site that stand below a page.
    fn links_below(&self, id: PageId) -> &'a [MenuLink] {
        let links = self.catalog().navigation.links.get(&id);
        links.map(Vec::as_slice).unwrap_or_default()
    }

    /// The sections beside the page's own, below the one above them.
    fn sections_beside(&self, above: PageId, identity: &'a Identity, section: PageId) -> Group<'a> {
        let sections = self.children(above).iter().filter(|id| **id != section).take(BELOW);
        let sections = self.identities(sections).map(|(id, page)| self.tree_page(id, page));
        let pages: Vec<TreePage<'a>> = sections.collect();
        let href = Some(self.href(identity));
        let own = own_name(&pages);
        Group { title: &identity.nav_title, own, href, open: false, current: false, pages }
    }

    fn tree_page(&self, id: PageId, page: &'a Identity) -> TreePage<'a> {
        TreePage {
            title: &page.nav_title,
            href: Some(self.href(page)),
            current: Some(id) == self.page,
            planned: false,
            external: false,
        }
    }

    /// Returns the pages before and after in the same section: the section's
    /// own page comes before its first page, and after it comes that page.
    pub fn neighbours(&self) -> (Option<Link<'a>>, Option<Link<'a>>) {
        let root = self.catalog().root;
        let Some(page) = self.page.filter(|page| Some(*page) != root) else {
            return (None, None);
        };
        let parent = self.parent(page);
        let siblings = parent.map(|parent| self.children(parent)).unwrap_or_default();
        let position = self.position(page);
        let at = |position: usize| siblings.get(position).copied();
        let before = match position {
            // A part of the site begins with its own page.
            _ if self.has_children(page) && parent == root => None,
            Some(0) => parent.filter(|parent| Some(*parent) != root),
            Some(position) => at(position - 1),
            None => None,
        };
        let first_child = self.children(page).first().copied();
        let after = first_child.or_else(|| position.and_then(|position| at(position + 1)));
        let link = |id: Option<PageId>| id.and_then(|id| self.link(id));
        (link(before), link(after))
    }

    /// Returns the pages below the page as a list with descriptions.
    pub fn listed_children(&self) -> Vec<Child<'a>> {
        let Some(page) = self.page else { return Vec::new() };
        self.identities(self.children(page).iter())
            .map(|(id, child)| {
                let below = self.catalog().navigation.below.get(id.0 as usize).copied();
                let count = below.unwrap_or_default();
                Child {
                    title: &child.title,
                    href: self.href(child),
                    description: Some(&*child.description).filter(|text| !text.is_empty()),
                    count: (0 < count).then_some(count),
                }
            })
            .collect()
    }

    pub fn links(&self) -> LinkStyle {
        self.site.config.links
    }
}

/// Returns what the page of a section is called above the pages below it,
/// one of which may have the usual name.
fn own_name(pages: &[TreePage<'_>]) -> &'static str {
    let is_taken = pages.iter().any(|page| page.title.eq_ignore_ascii_case("overview"));
    if is_taken { "Contents" } else { "Overview" }
}

fn tree_link(link: &MenuLink) -> TreePage<'_> {
    TreePage {
        title: &link.title,
        href: Some(url::encode_address(&link.address)),
        current: false,
        planned: false,
        external: true,
    }
}
