//! The keys of `handover.toml`: what each takes, its default, what it means.

/// One key of the configuration.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: &'static str,
    /// Its value where it is not written.
    pub default: &'static str,
    /// What it means, in a sentence or two.
    pub meaning: &'static str,
}

/// All keys, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    key("title", "text", "the front page's title", "The site's name, shown on every page."),
    key("tagline", "text", "nothing", "A second, quieter part of the name."),
    key("lang", "language tag", "`en`", "The language of pages that do not name theirs."),
    key(
        "content",
        "folder",
        "`content` if it exists, else the folder itself",
        "Where the pages are.",
    ),
    key(
        "out",
        "folder",
        "`public`",
        "Where the site is written, from the folder of `handover.toml`. A folder that a build wrote is no part of the site, wherever it lies.",
    ),
    key(
        "theme",
        "name",
        "`default`",
        "The theme: `themes/NAME` beside `handover.toml`, file by file over the built-in one.",
    ),
    key(
        "nav",
        "file",
        "none",
        "A YAML file that lists the pages of the menu. Without it the menu follows the folders.",
    ),
    key(
        "links",
        "`portable` or `pretty`",
        "`portable`",
        "How links are written: `portable` ends in `index.html` and opens from a folder too; `pretty` ends in `/` and needs a server.",
    ),
    key(
        "raw_html",
        "`sanitise` or `trust`",
        "`sanitise`",
        "What happens to HTML in Markdown: safe elements stay and the rest is reported, or all of it passes through unchanged.",
    ),
    key(
        "dialect",
        "`auto`, `github`, `learn`, `mkdocs`, `hugo` or `docusaurus`",
        "`auto`",
        "Whose rules hold where tools read one text in two ways, and whose keys front matter may have: `auto` goes by the settings and files of these tools.",
    ),
    key(
        "videos",
        "`link` or `frame`",
        "`link`",
        "How videos of other sites are shown: as a link, or in a frame that loads from there when a reader opens the page.",
    ),
    key(
        "images",
        "table",
        "none",
        "`widths`: smaller variants of pictures, by their widths in pixels, for example `[480, 960]`. A browser takes the one that fits its screen. See [Pictures and HTML](pictures-and-html.md#smaller-variants).",
    ),
    key(
        "profile",
        "`adopt`, `standard` or `strict`",
        "`standard`",
        "How severe problems are. A folder without `handover.toml` has `adopt`.",
    ),
    key(
        "exclude",
        "list of globs",
        "none",
        "Files and folders below the content folder that are left out.",
    ),
    key(
        "fragments",
        "list of globs",
        "`**/includes/**` and `**/_includes/**`",
        "Markdown below the content folder that is no page of its own: other pages include it. A `docfx.json` says this itself.",
    ),
    key(
        "host",
        "address",
        "what a collection of Microsoft Learn has, else none",
        "The beginning of addresses on the site's host, for example `https://example.com`: a link that begins with `/` leads there.",
    ),
    key(
        "base_path",
        "path",
        "what a collection of Microsoft Learn has, else none",
        "The site's own place on its host, for example `/ops`: a link that begins with it leads to a page, and the page for addresses that lead nowhere leads back into it.",
    ),
    key(
        "planned",
        "list of titles or tables",
        "none",
        "Pages announced and not written: `title`, `kind`, `id`, `code`, `owner`, `due`.",
    ),
    key(
        "includes",
        "table",
        "`{ missing = \"stub\" }`",
        "`map`: beginnings of paths, each with the folder below the content folder that it means. `missing`: whether a `stub` or nothing (`drop`) stands where a file is missing.",
    ),
    key(
        "defaults",
        "list of tables",
        "none",
        "What the pages of a folder say where they do not say it themselves: `in` is a glob or a list of globs from the content folder, `owner`, `backup`, `review_every`, `exercise_every` and `kind` are as in front matter. Of two that fit, the later counts.",
    ),
    key(
        "books",
        "list of tables",
        "`[{ role = \"*\" }]` for roles with two to 40 procedures",
        "Pages gathered to be printed as one. Each says what it gathers, one of `section` (a folder), `role` (`*` for each), `kind`, `service` and `all = true`; its `title` and its `name`, the last part of its address, where they should be others. `[]` makes none. See [Printing](printing.md).",
    ),
    key(
        "review_notice",
        "duration",
        "`30 days`",
        "How long before its day a review counts as due soon.",
    ),
    key(
        "twins",
        "`true` or `false`",
        "`true`",
        "Whether a Markdown file for programs stands beside every page.",
    ),
    key("search", "`true` or `false`", "`true`", "Whether readers can search the site."),
    key(
        "offline",
        "list of kinds, ids, folders and globs, or `all`",
        "none",
        "Pages that browsers keep for readers without a network. It needs a server. See [Without a network](offline.md).",
    ),
    key(
        "taxonomies",
        "table",
        "none",
        "Keys of front matter that hold terms: name = `{ title, strict }`. It counts before `data/vocabularies.yml`.",
    ),
    key(
        "own_keys",
        "list of keys",
        "none",
        "Keys of front matter that are the site's own. They are no mistakes, and are kept as data of their pages.",
    ),
    key(
        "glossary",
        "`link` or `off`",
        "`link`",
        "Whether the first mention of a term in a section links to the page of the term.",
    ),
    key(
        "audiences",
        "table",
        "none",
        "`names`: all audiences there are. `shown`: those the site is built for; values and records for any other are withheld.",
    ),
    key(
        "accessibility_contact",
        "text",
        "who owns the front page",
        "Whom readers tell what they cannot read or use, on the page [Accessibility](accessibility.md): a role, an e-mail address, a web address or a few words. `\"\"` names nobody.",
    ),
    key(
        "alert_rules",
        "list of globs",
        "none",
        "Rule files of monitoring, from the folder of `handover.toml`: each alert in them must have a page, and each alert of a page must be in them. See [Alerts](alerts.md).",
    ),
    key(
        "since",
        "file",
        "none",
        "The `site.json` of an earlier build, from the folder of `handover.toml`. Every build then tells lost ids as `handover check --since` does, and a page says who must [learn again](measures.md#learn-again).",
    ),
    key(
        "severity",
        "table",
        "the profile's",
        "A severity for single codes: `error`, `warning`, `note` or `off`.",
    ),
    key(
        "rules",
        "list of tables",
        "none",
        "Severities for a part of the site: `in` (globs), `kind`, and for these `profile` and `severity`. See [Severities, suppression and a baseline](rules.md).",
    ),
];

const fn key(
    name: &'static str,
    takes: &'static str,
    default: &'static str,
    meaning: &'static str,
) -> Key {
    Key { name, takes, default, meaning }
}
