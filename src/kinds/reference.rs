//! The pages of the reference about kinds, written from their definitions.

use crate::model::kind::{COMMON, Field, Kind, Need, Section, Takes};

/// What stands at the head of a generated page.
fn front(title: &str, description: &str, order: usize) -> String {
    format!(
        "---\nkind: article\ntitle: {title}\ndescription: {description}\nowner: handbook-editor\n\
         reviewed: 2026-11-27\nreview_every: 12 months\norder: {order}\n---\n\n# {title}\n\n"
    )
}

/// Writes the page of all kinds, with the fields that all pages have.
pub fn index(kinds: &[&Kind]) -> String {
    let mut text = front(
        "Kinds and their fields",
        "Every kind of page, and the fields that all pages have.",
        10,
    );
    text.push_str("How Handover knows what a page is stands in [Kinds of pages](../../handover/kinds.md).\n\n");
    text.push_str("| Kind | What it is for |\n|---|---|\n");
    for kind in kinds {
        text.push_str(&format!("| [{}]({}.md) | {} |\n", kind.name, kind.name, kind.about));
    }
    text.push_str("\n## Fields of all pages\n\n");
    text.push_str(&fields(COMMON.iter(), &[]));
    text
}

/// Writes the page of one kind, the one at this place among all.
pub fn page(kind: &Kind, place: usize) -> String {
    let title = format!("The kind {}", kind.name);
    let description =
        format!("The fields and sections of {}, and one to begin with.", kind.article);
    let mut text = front(&title, &description, 10 * (place + 2));
    text.push_str(&format!("{}\n\n```bash\nhandover new {} FILE\n```\n", kind.about, kind.name));
    if !kind.synonyms.is_empty() {
        let names: Vec<String> =
            kind.synonyms.iter().map(|name| format!("`kind: {name}`")).collect();
        text.push_str(&format!("\nIt may also be written {}.\n", names.join(", ")));
    }
    let needed = COMMON.iter().filter(|field| kind.needs.contains(&field.name));
    let own: Vec<&Field> = needed.chain(kind.fields).collect();
    text.push_str("\n## Fields\n\n");
    if own.is_empty() {
        text.push_str(
            "It has none beside the [fields of all pages](index.md#fields-of-all-pages).\n",
        );
    } else {
        text.push_str("Beside the [fields of all pages](index.md#fields-of-all-pages):\n\n");
        text.push_str(&fields(own.into_iter(), kind.needs));
    }
    let holds =
        |field: &&Field| matches!(field.takes, Takes::Records(_) | Takes::TextsOrRecords(_));
    for (at, field) in kind.fields.iter().filter(holds).enumerate() {
        if at == 0 {
            text.push_str("\n## Records\n");
        }
        text.push_str(&records(field));
    }
    if !kind.sections.is_empty() {
        text.push_str("\n## Sections\n\n");
        text.push_str(&sections(kind.sections));
    }
    text.push_str("\n## A page to begin with\n\n");
    text.push_str(&format!(
        "`handover new {}` writes this. What is in braces is filled in.\n\n",
        kind.name
    ));
    text.push_str(&format!("````markdown literal\n{}````\n", kind.scaffold));
    text
}

/// Writes the fields of the records that a field holds.
fn records(field: &Field) -> String {
    let own = match field.takes {
        Takes::Records(own) | Takes::TextsOrRecords(own) => own,
        _ => &[],
    };
    format!("\n### `{}`\n\n{}", field.name, fields(own.iter(), &[]))
}

/// Writes a table of fields; those in `needs` are needed as well.
fn fields<'a>(fields: impl Iterator<Item = &'a Field>, needs: &[&str]) -> String {
    let mut text =
        String::from("| Field | Takes | What it says | For example |\n|---|---|---|---|\n");
    for field in fields {
        let names = std::iter::once(&field.name).chain(field.synonyms);
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        let is_needed = field.need == Need::Required || needs.contains(&field.name);
        let needed = if is_needed { ", needed" } else { "" };
        let example = match field.example {
            "" => String::new(),
            example => format!("`{}`", example.replace('|', "\\|")),
        };
        text.push_str(&format!(
            "| {} | {}{needed} | {} | {example} |\n",
            names.join(", "),
            takes(field.takes),
            field.meaning
        ));
    }
    text
}

fn takes(takes: Takes) -> String {
    match takes {
        Takes::Text => "text".into(),
        Takes::Texts => "texts".into(),
        Takes::Number => "number".into(),
        Takes::Flag => "true or false".into(),
        Takes::Date => "date".into(),
        Takes::Duration => "duration".into(),
        Takes::Choice(words) => words.join(", "),
        Takes::Role(_) => "role".into(),
        Takes::Roles(_) => "roles".into(),
        Takes::Page(_) => "page".into(),
        Takes::Pages(_) => "pages".into(),
        Takes::Records(_) | Takes::Any => "records".into(),
        Takes::TextsOrRecords(_) => "texts, or records".into(),
    }
}

fn sections(sections: &[Section]) -> String {
    let mut text = String::from("| Section | Or called | Holds |\n|---|---|---|\n");
    for section in sections {
        let needed = if section.need == Need::Required { ", needed" } else { "" };
        let synonyms = section.synonyms.join(", ").replace('#', "1");
        text.push_str(&format!("| {}{needed} | {synonyms} | {} |\n", section.title, section.holds));
    }
    text
}
