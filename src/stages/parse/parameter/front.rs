//! Parameters in front matter: a map of names to records.

use super::pattern_of;
use crate::base::{Code, TextRange};
use crate::model::front::{Front, Located};
use crate::model::kind::FieldData;
use crate::model::parameter::{Declaration, Parameter, Pattern};
use crate::stages::parse::builder::Builder;
use crate::text::data::{Entry, Node, Value};
use crate::text::fields::{self, Fields};

/// Reads the field `parameters`.
pub(super) fn read(builder: &mut Builder<'_>, front: &Front) -> Vec<Parameter> {
    let own = front.fields.iter().find(|value| value.field.name == "parameters");
    let Some(FieldData::Node(node)) = own.map(|own| &own.value) else { return Vec::new() };
    let Value::Map(entries) = &node.value else {
        let message = "`parameters` must be a map of names to records";
        let help = "write for example `host: {label: Name of the host}`";
        builder.report(Code::WRONG_TYPE, node.range, message, help);
        return Vec::new();
    };
    entries.iter().map(|entry| of_entry(builder, entry)).collect()
}

fn of_entry(builder: &mut Builder<'_>, entry: &Entry) -> Parameter {
    let Entry { key, value } = entry;
    let name = Located { text: key.text.as_str().into(), range: key.range };
    let range = key.range.cover(value.range);
    let empty = Parameter::named(name, range, Declaration::Front);
    // `host: Name of the host` says what it is.
    if let Some(label) = value.as_text() {
        let label = Located { text: label.trim().into(), range: value.range };
        return Parameter { label: Some(label), ..empty };
    }
    let mut fields = Fields::new(builder.source.file, "a parameter", value, &mut builder.found);
    let label = Located::from_field(fields.text("label"));
    let kind = Located::from_field(fields.text("type"));
    let pattern = fields.node("pattern").map(pattern).unwrap_or_default();
    let example = Located::from_field(fields.text("example"));
    let default = Located::from_field(fields.text("default"));
    let find = Located::from_field(fields.text("find"));
    let also = fields.list("also").into_iter().map(located).collect();
    let env = Located::from_field(fields.text("env"));
    fields.finish(&|_| false);
    Parameter { label, kind, pattern, example, default, find, also, env, ..empty }
}

fn located(field: fields::Located<String>) -> Located {
    Located { text: field.value.trim().into(), range: field.range }
}

/// A list holds choices; a text is an expression, unless it lists words.
fn pattern(node: &Node) -> Pattern {
    if let Value::List(nodes) = &node.value {
        let text = |node: &Node| Some(place(node.as_text()?, node.range));
        return Pattern::Choices(nodes.iter().filter_map(text).collect());
    }
    let Some(text) = node.as_text() else { return Pattern::Any };
    let code = text.trim().strip_prefix('`').and_then(|text| text.strip_suffix('`'));
    let lists = !text.contains(['[', '(', '{', '\\', '|']) && text.contains([',', ' ']);
    match (code, lists) {
        (Some(code), _) => Pattern::Expression(place(code, node.range)),
        (None, true) => pattern_of(place(text, node.range)),
        (None, false) => Pattern::Expression(place(text, node.range)),
    }
}

fn place(text: &str, range: TextRange) -> Located {
    Located { text: text.trim().into(), range }
}
