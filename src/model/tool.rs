//! The tools that collections of Markdown are written for, and the keys of
//! front matter that each of them documents.
//!
//! Which tools a site is written for is found in `stages/discover/tool.rs`;
//! what a key means here is decided in `stages/parse/foreign.rs`.

use crate::text::fields::is_same_key;

/// A tool that collections of Markdown are written for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tool {
    /// Microsoft Learn, built by DocFX.
    Learn,
    /// Hugo, with the themes Docsy and Book.
    Hugo,
    /// MkDocs, with the theme Material.
    MkDocs,
    /// Docusaurus.
    Docusaurus,
}

/// Some tools.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Tools(u8);

impl Tool {
    /// All, in the order they are named.
    pub const ALL: [Tool; 4] = [Tool::Learn, Tool::Hugo, Tool::MkDocs, Tool::Docusaurus];

    /// Returns the name, as readers know it.
    pub fn title(self) -> &'static str {
        match self {
            Tool::Learn => "Microsoft Learn",
            Tool::Hugo => "Hugo",
            Tool::MkDocs => "MkDocs",
            Tool::Docusaurus => "Docusaurus",
        }
    }

    /// Tells whether the tool documents a key of front matter.
    pub fn has_key(self, key: &str) -> bool {
        self.keys().iter().any(|own| is_same_key(own, key))
    }

    /// Lists the keys the tool documents, beside those we have too.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Tool::Learn => LEARN,
            Tool::Hugo => HUGO,
            Tool::MkDocs => MKDOCS,
            Tool::Docusaurus => DOCUSAURUS,
        }
    }

    /// Tells whether the tool lets a page have any key, for its theme to read.
    pub fn takes_any_key(self) -> bool {
        match self {
            Tool::Learn => false,
            Tool::Hugo | Tool::MkDocs | Tool::Docusaurus => true,
        }
    }
}

impl Tools {
    /// Adds a tool.
    #[must_use]
    pub fn with(self, tool: Tool) -> Tools {
        Tools(self.0 | 1 << tool as u8)
    }

    /// Tells whether a tool is among them.
    pub fn has(self, tool: Tool) -> bool {
        self.0 & 1 << tool as u8 != 0
    }

    /// Tells whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Lists them.
    pub fn iter(self) -> impl Iterator<Item = Tool> {
        Tool::ALL.into_iter().filter(move |tool| self.has(*tool))
    }
}

/// Keys of Microsoft Learn that have no dot.
const LEARN: &[&str] = &[
    "ai-usage",
    "appliesto",
    "author",
    "brand",
    "breadcrumb_path",
    "child_landing_pages",
    "contributors",
    "contributors_to_exclude",
    "customer-intent",
    "customer_intent",
    "default-dev-lang",
    "dev_langs",
    "doc_type",
    "f1_keywords",
    "feedback_help_link_type",
    "feedback_help_link_url",
    "feedback_product_url",
    "feedback_system",
    "hideEdit",
    "hide_comments",
    "hide_last_updated",
    "helpviewer_keywords",
    "is_archived",
    "is_retired",
    "keywords",
    "learn_banner_products",
    "locale",
    "manager",
    "monikerRange",
    "monikers",
    "no-loc",
    "open_to_public_contributors",
    "original_content_git_url",
    "page_type",
    "permissioned-type",
    "recommendations",
    "reviewer",
    "ROBOTS",
    "searchScope",
    "services",
    "sub_product",
    "summary",
    "titleSuffix",
    "toc_rel",
    "topic_type",
    "uhfHeaderId",
    "zone_pivot_group_filename",
    "zone_pivot_groups",
];

/// Keys of Hugo itself, then those of the themes Docsy and Book.
const HUGO: &[&str] = &[
    "_build",
    "_target",
    "audio",
    "build",
    "cascade",
    "categories",
    "date",
    "draft",
    "expiryDate",
    "headless",
    "images",
    "isCJKLanguage",
    "keywords",
    "lastmod",
    "layout",
    "linkTitle",
    "markup",
    "menu",
    "menus",
    "modified",
    "outputs",
    "params",
    "path",
    "pubdate",
    "publishDate",
    "published",
    "resources",
    "series",
    "sitemap",
    "slug",
    "summary",
    "target",
    "toc",
    "translationKey",
    "type",
    "unpublishdate",
    "url",
    "videos",
    // Docsy
    "body_class",
    "github_project_repo",
    "github_repo",
    "github_subdir",
    "github_url",
    "hide_feedback",
    "hide_readingtime",
    "hide_summary",
    "icon",
    "manualLink",
    "manualLinkRelref",
    "manualLinkTarget",
    "manualLinkTitle",
    "no_list",
    "notoc",
    "path_base_for_github_subdir",
    "resource_types",
    "sidebar_root_for",
    "simple_list",
    "toc_hide",
    "toc_root",
    "upcoming",
    // Book
    "bookCollapseSection",
    "bookComments",
    "bookFlatSection",
    "bookHidden",
    "bookHref",
    "bookIcon",
    "bookSearchExclude",
    "bookToC",
];

/// Keys of MkDocs and of the theme Material.
const MKDOCS: &[&str] = &[
    "authors",
    "categories",
    "comments",
    "date",
    "draft",
    "hide",
    "icon",
    "image",
    "keywords",
    "links",
    "pin",
    "readtime",
    "render_macros",
    "revision_date",
    "robots",
    "search",
    "slug",
    "social",
    "subtitle",
    "template",
];

/// Keys of the pages and posts of Docusaurus.
const DOCUSAURUS: &[&str] = &[
    "author_image_url",
    "author_title",
    "author_url",
    "authors",
    "custom_edit_url",
    "date",
    "displayed_sidebar",
    "draft",
    "format",
    "hide_table_of_contents",
    "hide_title",
    "image",
    "keywords",
    "last_update",
    "mdx",
    "pagination_label",
    "pagination_next",
    "pagination_prev",
    "parse_number_prefixes",
    "search_exclude",
    "sidebar_class_name",
    "sidebar_custom_props",
    "sidebar_key",
    "sidebar_label",
    "sidebar_position",
    "slug",
    "title_meta",
    "toc_max_heading_level",
    "toc_min_heading_level",
    "unlisted",
    "wrapperClassName",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_are_a_set() {
        let tools = Tools::default().with(Tool::Hugo).with(Tool::MkDocs).with(Tool::Hugo);
        assert_eq!(tools.iter().collect::<Vec<_>>(), [Tool::Hugo, Tool::MkDocs]);
        assert!(Tools::default().is_empty() && !tools.is_empty() && !tools.has(Tool::Learn));
    }

    #[test]
    fn keys_are_compared_as_ours_are() {
        assert!(Tool::Learn.has_key("robots") && Tool::Learn.has_key("AI_usage"));
        assert!(!Tool::Learn.has_key("reviewd") && !Tool::MkDocs.has_key("toc_hide"));
    }
}
