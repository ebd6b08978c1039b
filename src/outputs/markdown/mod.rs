//! Every page a second time as Markdown, for programs that read: its twin,
//! `index.md` beside `index.html`.
//!
//! A twin is what a reader sees and not what an author wrote: files that are
//! included stand in it, comments and hidden tags do not, names are links,
//! links lead to twins. It is written from the tree of the page, like its
//! HTML, so it cannot show what the page does not.

mod areas;
mod block;
mod calendar;
mod chart;
mod container;
mod coverage;
mod element;
mod escape;
mod flow;
mod graft;
mod inline;
mod label;
mod link;
mod made;
mod matrix;
mod message;
mod question;
mod readiness;
mod runbook;
mod table;
mod work;
mod writer;

use crate::base::{Diagnosed, SitePath, url};
use crate::model::catalog::{Identity, twin_file};
use crate::model::document::{Block, BlockKind};
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::front::Status;
use crate::model::kind::{FieldData, FieldValue, Takes};
use crate::model::page::Page;
use crate::model::review::Standing;
use crate::model::sequence::Generated;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::outputs::html::name;
pub(super) use link::twin;
use writer::{Flow, Writer};

/// The output `markdown`.
pub struct Markdown;

impl Output for Markdown {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        if !site.config.twins {
            return Vec::new();
        }
        let pages = site.catalog.ids();
        pages
            .map(|(id, page)| Job { path: twin_file(&page.output), subject: Subject::Page(id) })
            .collect()
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let Subject::Page(id) = job.subject else {
            return Diagnosed::clean(Rendered::Bytes(Vec::new()));
        };
        let text = ctx.site.catalog.page(id).map(|identity| {
            let page = ctx.site.pages.get(&id);
            let head = front_matter(ctx.site, identity, page);
            match page {
                Some(page) => write(ctx, page, &job.path.parent(), head),
                None => made::write(ctx, id, &job.path.parent(), head),
            }
        });
        Diagnosed::clean(Rendered::Bytes(without_controls(text.unwrap_or_default()).into_bytes()))
    }
}

fn write(ctx: &RenderContext<'_>, page: &Page, folder: &SitePath, head: String) -> String {
    let mut writer = Writer::new(ctx, page, folder);
    let title = match &page.document.heading {
        Some(heading) => writer.one_line(Flow::Title, |writer| writer.inlines(&heading.content)),
        None => {
            let title = ctx.site.catalog.page(page.id).map_or("", |page| &*page.title);
            writer.one_line(Flow::Title, |writer| writer.text(title))
        }
    };
    writer.mark(&head);
    writer.block(|writer| {
        writer.mark("# ");
        writer.mark(&title);
    });
    // What a role does stands first, unless its author placed it.
    let is_mark = |block: &Block| matches!(block.kind, BlockKind::Generated(Generated::Duties));
    if !page.document.body.iter().any(is_mark) {
        writer.work_section(page.id);
    }
    writer.blocks(&page.document.body);
    writer.map_below();
    writer.coverage_below();
    writer.gates_below();
    writer.runbook_below();
    writer.answers_below();
    writer.children();
    writer.footnotes();
    writer.out + "\n"
}

/// Writes text of an author's that stands alone in a line, or after a mark.
fn plain(text: &str, flow: Flow) -> String {
    let mut out = String::new();
    let place = escape::Place { begins_line: false, in_cell: flow == Flow::Cell };
    escape::escape_into(&mut out, text, place);
    out
}

/// Returns the field of a role that has a label.
fn field_of(label: &str) -> String {
    match label {
        "Stand-in" => "alternate".into(),
        "Answers to" => "reports_to".into(),
        label => label.to_lowercase().replace(' ', "_"),
    }
}

/// Writes what a page says of itself.
fn front_matter(site: &Site, identity: &Identity, page: Option<&Page>) -> String {
    let document = page.map(|page| &*page.document);
    let mut text = String::from("---\n");
    let mut field = |key: &str, value: &str| {
        text.push_str(&format!("{key}: {}\n", yaml(value)));
    };
    field("title", &identity.title);
    field("id", &identity.id);
    if let Some(document) = document {
        let front = &document.front;
        if front.description.is_some() {
            field("description", &identity.description);
        }
        field("kind", document.kind_name());
        if let Some(code) = &front.code {
            field("code", &code.text);
        }
        if let Some(status) = status(front.status) {
            field("status", status);
        }
        if let Some(owner) = &front.owner {
            field("owner", &owner.text);
        }
        if let Some(day) = front.reviewed.as_ref().map(|review| review.on) {
            field("reviewed", &day.to_string());
        }
        if let Some(day) = front.review_due() {
            field("review_due", &day.to_string());
        }
        let standing = page.and_then(|page| site.reviews.standings.get(&page.id));
        if let Some(word) = standing.and_then(Standing::stale) {
            field("review", word);
        }
    }
    if document.is_none()
        && let Some(kind) = identity.kind()
    {
        field("kind", kind.name);
    }
    // A page says its fields itself, a record does not.
    let record = site.catalog.by_id.get(&identity.id).filter(|_| document.is_none());
    let role = record.and_then(|page| site.catalog.roles.of_page(*page));
    for fact in role.map(|role| name::of_role(site, role)).unwrap_or_default() {
        let key = field_of(fact.label);
        let values: Vec<&str> = fact.values.iter().map(|(text, _)| &**text).collect();
        field(&key, &values.join(", "));
    }
    if let Some(last) = document.and_then(|document| document.front.last_exercise()) {
        field("exercised", &last.on.to_string());
    }
    field("address", &address(site, identity));
    let own = document.map(|document| &*document.front.fields).unwrap_or_default();
    text.extend(own.iter().filter_map(|own| own_field(site, own)));
    let level = page.and_then(|page| site.areas.levels.get(&page.id));
    text.extend(level.map(|level| format!("level: {}\n", level.value)));
    let aliases = document.map(|document| &*document.front.aliases).unwrap_or_default();
    if !aliases.is_empty() {
        let aliases: Vec<String> = aliases.iter().map(|alias| yaml(&alias.text)).collect();
        text.push_str(&format!("aliases: [{}]\n", aliases.join(", ")));
    }
    text.push_str("---\n\n");
    text
}

/// Returns the word of a state that readers must know.
fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Draft => Some("draft"),
        Status::Retired => Some("retired"),
        Status::Published | Status::Planned => None,
    }
}

/// Writes a field that the page has because of its kind; records are left to
/// `site.json`.
fn own_field(site: &Site, own: &FieldValue) -> Option<String> {
    let names_pages = matches!(
        own.field.takes,
        Takes::Role(_) | Takes::Roles(_) | Takes::Page(_) | Takes::Pages(_)
    );
    let value = match &own.value {
        FieldData::Texts(texts) => {
            let texts: Vec<String> = texts
                .iter()
                .map(|text| match names_pages {
                    true => yaml(&name::titled(site, &text.text).0),
                    false => yaml(&site.catalog.records.fill(&text.text)),
                })
                .collect();
            match texts.as_slice() {
                [only] => only.clone(),
                all => format!("[{}]", all.join(", ")),
            }
        }
        FieldData::Number(number) => number.to_string(),
        FieldData::Flag(flag) => flag.to_string(),
        FieldData::Date(day) => day.to_string(),
        FieldData::Duration(time) => time.to_string(),
        FieldData::Node(_) => return None,
    };
    Some(format!("{}: {value}\n", own.field.name))
}

/// Returns the address of a page: on the web if that is known, else from the
/// root of the site.
fn address(site: &Site, identity: &Identity) -> String {
    let own = crate::outputs::html::address::page(
        &SitePath::default(),
        &identity.output,
        site.config.links,
    );
    let home = &site.config.home;
    let Some(host) = &home.host else { return own };
    let base = home.path.as_ref().map(|path| format!("/{}", url::encode_path(path.as_str())));
    format!("{host}{}/{}", base.unwrap_or_default(), own.trim_start_matches("./"))
}

/// Writes a text of YAML: as it is where it can mean nothing else.
fn yaml(text: &str) -> String {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '(' | ')');
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let begins = text.starts_with(char::is_alphabetic);
    let is_day = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let is_plain = (begins || is_day)
        && text.chars().all(is_plain)
        && !text.ends_with(' ')
        && !words.contains(&&*text.to_ascii_lowercase());
    match is_plain {
        true => text.into(),
        false => serde_json::to_string(text).unwrap_or_default(),
    }
}

/// Replaces control characters, which some terminals obey.
fn without_controls(text: String) -> String {
    let is_control = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\t');
    match text.bytes().any(|byte| is_control(char::from(byte))) {
        true => text.replace(is_control, "\u{fffd}"),
        false => text,
    }
}
