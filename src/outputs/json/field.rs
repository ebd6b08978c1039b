//! The fields a page has because of its kind, as data: a text where a field
//! takes one, a list where it takes several, records as they are written.
//! Pages and roles that fields name stand among the relations as well.

use serde_json::{Map, Value as Json};

use crate::model::kind::{FieldData, FieldValue, Takes};
use crate::model::records::Records;
use crate::text::data::{Node, Value};

/// Returns fields by their names, with values of data files in their texts.
pub(super) fn values(fields: &[FieldValue], records: &Records) -> Map<String, Json> {
    fields.iter().map(|field| (field.field.name.to_string(), value(field, records))).collect()
}

fn value(field: &FieldValue, records: &Records) -> Json {
    let takes_several = matches!(
        field.field.takes,
        Takes::Texts | Takes::TextsOrRecords(_) | Takes::Roles(_) | Takes::Pages(_)
    );
    match &field.value {
        FieldData::Texts(texts) => match &**texts {
            [only] if !takes_several => Json::from(records.fill(&only.text)),
            texts => texts.iter().map(|text| records.fill(&text.text)).collect(),
        },
        FieldData::Number(number) => Json::from(*number),
        FieldData::Flag(flag) => Json::from(*flag),
        FieldData::Date(day) => Json::from(day.to_string()),
        FieldData::Duration(duration) => Json::from(duration.to_string()),
        FieldData::Node(node) => written(node),
    }
}

/// Writes a record as it is written; what no format of data says for certain,
/// such as a number, stays text.
fn written(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Scalar(scalar) => Json::from(&*scalar.text),
        Value::List(list) => list.iter().map(written).collect(),
        Value::Map(map) => {
            let entry =
                |entry: &crate::text::data::Entry| (entry.key.text.clone(), written(&entry.value));
            Json::Object(map.iter().map(entry).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::values;
    use crate::base::TextRange;
    use crate::model::front::Located;
    use crate::model::kind::{Field, FieldData, FieldValue, Shape, Takes};
    use crate::model::records::Records;
    use crate::model::relation::RelationKind;
    use crate::text::data::Node;

    const ALERT: Field = Field::new("alert", Takes::Text, "what fires");
    const TEAMS: Field = Field::new("teams", Takes::Texts, "who is told");
    const ASKS: Field = Field::new("asks", Takes::Roles(RelationKind::Stakeholder), "who is asked");
    const LEVEL: Field = Field::new("level", Takes::Number, "how bad it is");
    const LIVE: Field = Field::new("live", Takes::Flag, "whether it is in use");
    const STEPS: Field = Field::new("steps", Takes::Any, "what is done");

    #[test]
    fn each_type_has_its_form() {
        let text = |text: &str| Located { text: text.into(), range: TextRange::default() };
        let field = |field, value| FieldValue { field, value, shape: Shape::Front };
        let fields = [
            field(&ALERT, FieldData::Texts([text("Down")].into())),
            field(&TEAMS, FieldData::Texts([text("ops")].into())),
            field(&ASKS, FieldData::Texts([text("a"), text("b")].into())),
            field(&LEVEL, FieldData::Number(2)),
            field(&LIVE, FieldData::Flag(true)),
            field(&STEPS, FieldData::Node(Node::plain(TextRange::default(), "07:30"))),
        ];
        let values = values(&fields, &Records::default());
        let expected = r#"{"alert":"Down","teams":["ops"],"asks":["a","b"],"level":2,"live":true,"steps":"07:30"}"#;
        let expected: serde_json::Value = serde_json::from_str(expected).unwrap();
        assert_eq!(serde_json::Value::Object(values), expected);
    }
}
