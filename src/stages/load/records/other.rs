//! Roles, services, environments and variables.

use super::entry::{Entry, no_map};
use crate::base::{Code, Diagnostic, Span, TextRange};
use crate::model::records::{
    DataFile, Environment, LONGEST_VALUE, Records, RolePart, RoleRecord, Service,
};
use crate::text::data::Node;
use crate::text::fields::Located;
use crate::text::variable;

pub(super) fn role(entry: &Entry<'_>, found: &mut Vec<Diagnostic>) -> RoleRecord {
    let mut problems = Vec::new();
    let mut fields = entry.fields("a role", found);
    let head = entry.head(&mut fields);
    let part = RolePart::read(entry.file, &mut fields, &mut problems);
    fields.finish(&|_| false);
    found.extend(problems);
    RoleRecord { head, part }
}

pub(super) fn service(entry: &Entry<'_>, found: &mut Vec<Diagnostic>) -> Service {
    let mut fields = entry.fields("a service", found);
    let service = Service {
        head: entry.head(&mut fields),
        owner: entry.named(fields.text("owner")),
        environments: entry.all_named(fields.list("environments")),
    };
    fields.finish(&|_| false);
    service
}

pub(super) fn environment(entry: &Entry<'_>, found: &mut Vec<Diagnostic>) -> Environment {
    let mut fields = entry.fields("an environment", found);
    let environment = Environment {
        head: entry.head(&mut fields),
        owner: entry.named(fields.text("owner")),
        protected: fields.flag("protected").is_some_and(|protected| protected.value),
    };
    fields.finish(&|_| false);
    environment
}

/// Reads values by name. Each is text in one line, and mentions no other.
pub(super) fn variables(
    file: &DataFile,
    node: &Node,
    records: &mut Records,
    found: &mut Vec<Diagnostic>,
) {
    let Some(entries) = node.as_map() else {
        if !node.is_null() {
            found.push(no_map(file, node.range));
        }
        return;
    };
    for entry in entries.iter().filter(|entry| !entry.value.is_null()) {
        let name = &entry.key.text;
        let mut wrong = |code, range: TextRange, message: String, help: &str| {
            let span = Span::new(file.file, range);
            found.push(Diagnostic::new(code, span, message).help(help));
        };
        if !is_name(name) {
            let message = format!("`{name}` cannot be the name of a variable");
            wrong(Code::BAD_ID, entry.key.range, message, "use small letters, digits and `-`");
            continue;
        }
        let value = Located { value: entry.value.as_text(), range: entry.value.range };
        match value.value.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")) {
            Some(text) if !variable::find(&text).is_empty() => {
                let message = format!("the value of `{name}` mentions another value");
                wrong(Code::WRONG_TYPE, value.range, message, "write what readers should see");
            }
            Some(text) if text.len() <= LONGEST_VALUE => {
                records.variables.insert(name.as_str().into(), text.into());
            }
            Some(_) => {
                let message = format!("the value of `{name}` is longer than {LONGEST_VALUE} bytes");
                wrong(Code::WRONG_TYPE, value.range, message, "include a file instead");
            }
            None => {
                let message = format!("`{name}` must be text");
                wrong(Code::WRONG_TYPE, value.range, message, "write one text, in quotes");
            }
        }
    }
}

fn is_name(text: &str) -> bool {
    let is_good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(is_good)
}
