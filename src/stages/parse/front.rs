//! Reads front matter into checked values.

use super::lift;
use crate::base::{Code, Diagnostic, SitePath, Span, TextRange};
use crate::model::config::Tolerance;
use crate::model::front::{Front, KINDS, Located, PlannedPage, Status};
use crate::model::source::Source;
use crate::text::data::{Entry, Key, Node, Value};
use crate::text::fields::{self, Fields};
use crate::text::front_matter::{self, Split};
use crate::text::yaml::{self, Limits};

/// Relations between pages that every kind has.
const RELATIONS: &[&str] = &["part_of", "requires", "related", "replaces"];

/// Reads the front matter of a file.
pub(super) fn read(
    source: &Source,
    split: &Split,
    tolerance: Tolerance,
    found: &mut Vec<Diagnostic>,
) -> Front {
    let range = match split.front {
        front_matter::Front::Closed(range) => range,
        front_matter::Front::None => {
            let nothing = Node::null(TextRange::default());
            return with_defaults(source, nothing, tolerance, found);
        }
        front_matter::Front::Unclosed { fence, yaml } => {
            let message = "front matter begins here and never ends";
            found.push(
                Diagnostic::new(
                    Code::UNCLOSED_FRONT_MATTER,
                    Span::new(source.file, fence),
                    message,
                )
                .help("write a line `---` after the last key"),
            );
            yaml
        }
        front_matter::Front::Foreign(range) => {
            let message = "front matter in another language than YAML is not read";
            found.push(
                Diagnostic::new(Code::DATA_SYNTAX, Span::new(source.file, range), message)
                    .help("write it in YAML, between two lines `---`"),
            );
            return Front::default();
        }
    };
    let text = range.of(&source.text);
    let node = yaml::parse(source.file, text, range.start, Limits::FRONT_MATTER).drain_into(found);
    with_defaults(source, node, tolerance, found)
}

/// Keys that name one page; a collection cannot give them to all.
const PERSONAL: &[&str] =
    &["id", "uid", "title", "nav_title", "code", "aliases", "planned", "replaces"];

/// Reads fields, and takes those that are not written from the settings of
/// the collection. Whoever wrote these hears of their mistakes once, not on
/// every page.
fn with_defaults(
    source: &Source,
    mut node: Node,
    tolerance: Tolerance,
    found: &mut Vec<Diagnostic>,
) -> Front {
    let defaults = source.defaults.as_deref().and_then(Node::as_map).unwrap_or_default();
    if defaults.is_empty() {
        return fields(source, &node, tolerance, found);
    }
    if node.is_null() {
        node.value = Value::Map(Vec::new());
    }
    if let Value::Map(own) = &mut node.value {
        for Entry { key, value } in defaults {
            let is_same = |entry: &Entry| fields::is_same_key(&entry.key.text, &key.text);
            let is_personal = PERSONAL.iter().any(|name| fields::is_same_key(name, &key.text));
            if !is_personal && !own.iter().any(is_same) {
                let key = Key { range: TextRange::default(), text: key.text.clone() };
                let value = Node { range: TextRange::default(), value: value.value.clone() };
                own.push(Entry { key, value });
            }
        }
    }
    let before = found.len();
    let front = fields(source, &node, tolerance, found);
    let is_own =
        |at: usize, problem: &Diagnostic| at < before || problem.span.range != TextRange::default();
    let mut at = 0;
    found.retain(|problem| {
        at += 1;
        is_own(at - 1, problem)
    });
    front
}

/// Reads the fields of front matter.
pub(super) fn fields(
    source: &Source,
    node: &Node,
    tolerance: Tolerance,
    found: &mut Vec<Diagnostic>,
) -> Front {
    let mut problems = Vec::new();
    let mut fields = Fields::new(source.file, "a page", node, found);
    fields.synonyms("id", &["uid"]);
    fields.synonyms("review_every", &["review_in", "ms.update-cycle"]);
    fields.synonyms("reviewed", &["last_reviewed_on", "ms.date"]);
    fields.synonyms("order", &["weight"]);
    let aliases = fields.list("aliases");
    let reviewed = reviewed(source, &mut fields, &mut problems);
    let review_every = fields.duration("review_every").map(|every| every.value);
    let planned = fields.node("planned");
    let front = Front {
        kind: fields
            .choice("kind", KINDS)
            .map(|kind| Located { text: kind.value.into(), range: kind.range }),
        id: Located::from_field(fields.text("id")),
        title: Located::from_field(fields.text("title")),
        description: Located::from_field(fields.text("description")),
        code: Located::from_field(fields.text("code")),
        redirects: redirects(&aliases),
        aliases: aliases
            .into_iter()
            .filter(|alias| !alias.value.starts_with('/'))
            .filter_map(|alias| Located::from_field(Some(alias)))
            .collect(),
        owner: Located::from_field(fields.text("owner")),
        backup: Located::from_field(fields.text("backup")),
        status: status(&mut fields),
        review_due: reviewed.zip(review_every).map(|(day, every)| every.after(day)),
        reviewed,
        relations: relations(&mut fields),
        planned: planned
            .map(|node| PlannedPage::read_all(source.file, node, &mut problems))
            .unwrap_or_default(),
        terms: lift::front_terms(&mut fields),
        foreign: lift::foreign(node),
        order: fields.number("order").map(|order| order.value),
        nav_title: Located::from_field(fields.text("nav_title")),
        hidden: fields.flag("hidden").is_some_and(|hidden| hidden.value),
        lang: Located::from_field(fields.text("lang")),
    };
    // Read by later steps; known here so that they are no mistakes.
    for key in ["audience", "allow", "author", "translation_of", "date"] {
        fields.node(key);
    }
    fields.finish(&|key| is_foreign(key, tolerance));
    found.extend(problems);
    check_id(source, &front, found);
    front
}

/// Tells whether a key belongs to another tool. A dotted name such as
/// `ms.topic` always does; on a site nobody configured, every name does that
/// is not nearly one of ours.
fn is_foreign(key: &str, tolerance: Tolerance) -> bool {
    const OURS: &[&str] = &[
        "kind",
        "title",
        "description",
        "aliases",
        "owner",
        "backup",
        "status",
        "reviewed",
        "review_every",
        "part_of",
        "requires",
        "related",
        "replaces",
        "planned",
        "order",
        "nav_title",
        "hidden",
        "audience",
        "products",
        "industries",
        "stakeholders",
    ];
    let is_near = || crate::base::nearest::nearest_within(key, OURS.iter().copied(), 1).is_some();
    match tolerance {
        _ if key.contains('.') => true,
        Tolerance::Ours => false,
        Tolerance::Foreign => !is_near(),
    }
}

fn status(fields: &mut Fields<'_, '_>) -> Status {
    match fields.choice("status", &["draft", "published", "retired", "planned"]) {
        Some(status) => match status.value {
            "draft" => Status::Draft,
            "retired" => Status::Retired,
            "planned" => Status::Planned,
            _ => Status::Published,
        },
        None => Status::default(),
    }
}

/// Reads `reviewed: DATE` or `reviewed: {on: DATE, ...}`.
fn reviewed(
    source: &Source,
    fields: &mut Fields<'_, '_>,
    found: &mut Vec<Diagnostic>,
) -> Option<jiff::civil::Date> {
    let Some(record) = fields.node("reviewed").filter(|node| node.as_map().is_some()) else {
        return fields.date("reviewed").map(|day| day.value);
    };
    let mut record = Fields::new(source.file, "a review", record, found);
    let day = record.date("on").map(|day| day.value);
    for key in ["by", "hash", "from"] {
        record.node(key);
    }
    record.finish(&|_| false);
    day
}

fn redirects(aliases: &[fields::Located<String>]) -> Box<[(SitePath, TextRange)]> {
    let old = aliases.iter().filter(|alias| alias.value.starts_with('/'));
    old.filter_map(|alias| {
        let path = SitePath::new(&alias.value)?;
        (!path.is_root()).then_some((path, alias.range))
    })
    .collect()
}

fn relations(fields: &mut Fields<'_, '_>) -> Box<[(&'static str, Located)]> {
    let mut relations = Vec::new();
    for relation in RELATIONS {
        let names =
            fields.list(relation).into_iter().filter_map(|name| Located::from_field(Some(name)));
        relations.extend(names.map(|name| (*relation, name)));
    }
    relations.into()
}

/// An id is letters, digits, `-`, `_`, `.` and `/`.
fn check_id(source: &Source, front: &Front, found: &mut Vec<Diagnostic>) {
    let Some(id) = &front.id else { return };
    let good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    if id.text.chars().all(good) {
        return;
    }
    let span = Span::new(source.file, id.range);
    found.push(
        Diagnostic::new(Code::BAD_ID, span, format!("`{}` cannot be an id", id.text))
            .help("use letters, digits, `-`, `_`, `.` and `/`"),
    );
}
