//! Reads front matter into checked values, without those that are for other
//! audiences than the site's.

use super::schema::Schema;
use super::{exercise, field, foreign, lift, review};
use crate::base::{Code, Diagnostic, SitePath, Span, TextRange};
use crate::model::allow;
use crate::model::audience::{Audiences, Top};
use crate::model::front::{Front, Located, LocatedLevel, PlannedPage, Status};
use crate::model::kind::{Because, COMMON, Field, FieldData, FieldValue};
use crate::model::relation::RelationKind;
use crate::model::source::Source;
use crate::model::tool::Tools;
use crate::text::data::{Entry, Key, Node, Value};
use crate::text::fields::{self, Fields};
use crate::text::front_matter::{self, Split};
use crate::text::yaml::{self, Limits};

/// Relations between pages that every kind has.
const RELATIONS: &[(&str, RelationKind)] = &[
    ("part_of", RelationKind::PartOf),
    ("requires", RelationKind::Requires),
    ("related", RelationKind::Related),
    ("replaces", RelationKind::Replaces),
];

/// Reads the front matter of a file as a tree, with what the settings of its
/// collection say where it says nothing.
pub(super) fn node(
    source: &Source,
    split: &Split,
    audiences: &Audiences,
    found: &mut Vec<Diagnostic>,
) -> Node {
    let range = match split.front {
        front_matter::Front::Closed(range) => range,
        front_matter::Front::None => {
            return with_defaults(source, Node::null(TextRange::default()));
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
            return Node::null(TextRange::default());
        }
    };
    let text = range.of(&source.text);
    let parsed = yaml::parse(source.file, text, range.start, Limits::FRONT_MATTER);
    found.extend(parsed.diagnostics.into_iter().filter(|problem| !foreign::is_blank(problem)));
    let node = parsed.value;
    let mut scoped = Vec::new();
    let node = audiences.visible(&node, Top::Ids, &mut scoped);
    audiences.report(source.file, &scoped, found);
    with_defaults(source, node)
}

/// Keys that name one page; a collection cannot give them to all.
const PERSONAL: &[&str] =
    &["id", "uid", "title", "nav_title", "code", "aliases", "planned", "replaces", "allow"];

/// Takes values that are not written from the settings of the collection;
/// these have no place in the file.
fn with_defaults(source: &Source, mut node: Node) -> Node {
    let defaults = source.defaults.as_deref().and_then(Node::as_map).unwrap_or_default();
    if node.is_null() && !defaults.is_empty() {
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
    node
}

/// Adds the fields of a page's head to its front matter. A field that both
/// give is reported, and front matter counts.
pub(super) fn with_head(
    source: &Source,
    node: &mut Node,
    head: Vec<Entry>,
    found: &mut Vec<Diagnostic>,
) {
    if head.is_empty() {
        return;
    }
    if node.is_null() {
        node.value = Value::Map(Vec::new());
    }
    let Value::Map(own) = &mut node.value else { return };
    for entry in head {
        let same = own.iter().position(|known| is_same_field(&known.key.text, &entry.key.text));
        let same = same.and_then(|at| own.get(at).map(|known| (at, known.key.range)));
        match same {
            Some((at, range)) if range == TextRange::default() => {
                own.remove(at);
                own.push(entry);
            }
            // The name of an alert that is the title gives way in silence.
            Some(_) if entry.key.range == entry.value.range => {}
            Some((_, range)) => {
                let place = entry.key.range.cover(entry.value.range);
                let message = format!("`{}` is given in front matter and here", entry.key.text);
                found.push(
                    Diagnostic::new(Code::DATA_GIVEN_TWICE, Span::new(source.file, place), message)
                        .label(Span::new(source.file, range), "given here; this one counts")
                        .help("keep one of the two"),
                );
            }
            None => own.push(entry),
        }
    }
}

/// Tells whether two keys mean one field.
fn is_same_field(one: &str, other: &str) -> bool {
    let both = |field: &Field| field.is_named(one) && field.is_named(other);
    fields::is_same_key(one, other) || COMMON.iter().any(both)
}

/// Reads the fields of front matter. Whoever wrote defaults hears of their
/// mistakes once, not on every page: what has no place is not reported.
pub(super) fn fields(
    source: &Source,
    node: &Node,
    schema: Schema<'_>,
    found: &mut Vec<Diagnostic>,
) -> Front {
    let before = found.len();
    let front = all_fields(source, node, schema, found);
    if source.defaults.is_some() {
        let mut at = 0;
        found.retain(|problem| {
            at += 1;
            at <= before || problem.span.range != TextRange::default()
        });
    }
    front
}

fn all_fields(
    source: &Source,
    node: &Node,
    schema: Schema<'_>,
    found: &mut Vec<Diagnostic>,
) -> Front {
    let (mut problems, before) = (Vec::new(), found.len());
    let owner = schema.known.filter(|known| known.because != Because::Nothing);
    let owner = owner.map_or("a page", |known| known.kind.article);
    let mut fields = Fields::new(source.file, owner, node, found);
    let others = |field: &&Field| !field.synonyms.is_empty() && field.name != review::KEY;
    for field in COMMON.iter().filter(others) {
        fields.synonyms(field.name, field.synonyms);
    }
    review::synonyms(&mut fields, node);
    let aliases = fields.list("aliases");
    let reviewed = review::review(source, &mut fields, &mut problems);
    let review_every = review::cycle(&mut fields);
    let planned = fields.node("planned");
    let mut relations = relations(&mut fields);
    let own = schema.known.map(|known| {
        let head = TextRange { start: schema.body, end: u32::MAX };
        field::read(known.kind, &mut fields, Some(head))
    });
    let own = own.unwrap_or_default();
    relations.extend(own.relations);
    let allow = fields.node("allow");
    let front = Front {
        kind: Located::from_field(fields.text("kind")),
        level: level(&mut fields, &own.values),
        id: Located::from_field(fields.text("id")),
        title: Located::from_field(fields.text("title")),
        description: Located::from_field(fields.text("description")),
        code: Located::from_field(fields.text("code")),
        redirects: redirects(&aliases),
        aliases: names(aliases),
        owner: Located::from_field(fields.text("owner")),
        backup: Located::from_field(fields.text("backup")),
        status: status(&mut fields, schema),
        reviewed,
        review_every,
        exercised: exercise::read(source, &own.values, &mut problems),
        exercise_every: exercise::cycle(&mut fields, &own.values),
        relations: relations.into(),
        fields: own.values.into(),
        planned: planned
            .map(|node| PlannedPage::read_all(source.file, node, &mut problems))
            .unwrap_or_default(),
        terms: lift::front_terms(&mut fields, &schema.dialect.taxonomies),
        foreign: lift::foreign(node, &schema.dialect.own_keys),
        order: fields.number("order").map(|order| order.value),
        nav_title: Located::from_field(fields.text("nav_title")),
        hidden: fields.flag("hidden").is_some_and(|hidden| hidden.value),
        lang: Located::from_field(fields.text("lang")),
        allows: allow.map_or_else(Box::default, |node| {
            allow::read_map(source.file, node, &mut problems).into()
        }),
    };
    // Read by later steps; known here so that they are no mistakes.
    for key in ["audience", "author", "translation_of", "date"] {
        fields.node(key);
    }
    fields.finish(&|key| schema.is_foreign(key));
    help_with_keys(found.get_mut(before..).unwrap_or_default(), schema.tools);
    found.extend(problems);
    check_id(source, &front, found);
    front
}

/// Returns the aliases that are names, and no old addresses.
fn names(aliases: Vec<fields::Located<String>>) -> Box<[Located]> {
    let names = aliases.into_iter().filter(|alias| !alias.value.starts_with('/'));
    names.filter_map(|alias| Located::from_field(Some(alias))).collect()
}

/// Finds the level of a process or area among the fields of its kind.
fn level(fields: &mut Fields<'_, '_>, own: &[FieldValue]) -> Option<LocatedLevel> {
    let value = own.iter().find_map(|own| match (own.field.name, &own.value) {
        ("level", FieldData::Number(value)) => Some(*value),
        _ => None,
    })?;
    Some(LocatedLevel { value, range: fields.node("level")?.range })
}

/// Says what to do about keys that are nearly none of ours.
fn help_with_keys(found: &mut [Diagnostic], tools: Tools) {
    let is_open =
        |problem: &&mut Diagnostic| problem.code == Code::UNKNOWN_KEY && problem.help.is_none();
    for problem in found.iter_mut().filter(is_open) {
        let key = problem.message.split('`').nth(1).unwrap_or_default();
        problem.help = Some(foreign::help(key, tools));
    }
}

fn status(fields: &mut Fields<'_, '_>, schema: Schema<'_>) -> Status {
    let written = fields.node("status").and_then(Node::as_text);
    if schema.is_lenient() && written.is_some_and(foreign::is_other_word) {
        return Status::default();
    }
    match fields.choice("status", foreign::STATUS) {
        Some(status) => match status.value {
            "draft" => Status::Draft,
            "retired" => Status::Retired,
            "planned" => Status::Planned,
            _ => Status::Published,
        },
        None => Status::default(),
    }
}

fn redirects(aliases: &[fields::Located<String>]) -> Box<[(SitePath, TextRange)]> {
    let old = aliases.iter().filter(|alias| alias.value.starts_with('/'));
    old.filter_map(|alias| {
        let path = SitePath::new(&alias.value)?;
        (!path.is_root()).then_some((path, alias.range))
    })
    .collect()
}

fn relations(fields: &mut Fields<'_, '_>) -> Vec<(RelationKind, Located)> {
    let mut relations = Vec::new();
    for (key, kind) in RELATIONS {
        let names = fields.list(key).into_iter();
        let names = names.filter_map(|name| Located::from_field(Some(name)));
        relations.extend(names.map(|name| (*kind, name)));
    }
    relations
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
