//! Fields of roles and contacts.

use super::{Contact, Named, RolePart};
use crate::base::{Diagnostic, FileId, Span};
use crate::text::data::Node;
use crate::text::fields::{Fields, Located};

impl RolePart {
    /// Reads what is said of a role.
    pub fn read(
        file: FileId,
        fields: &mut Fields<'_, '_>,
        found: &mut Vec<Diagnostic>,
    ) -> RolePart {
        let named = |field| named(file, field);
        fields.synonyms("teams", &["team"]);
        let mut list = |key| fields.list(key).into_iter().filter_map(named).collect();
        let [teams, training, trains] = ["teams", "training", "trains"].map(&mut list);
        RolePart {
            teams,
            training,
            trains,
            alternate: fields.text("alternate").and_then(named),
            reports_to: fields.text("reports_to").and_then(named),
            levels: fields.list("levels").into_iter().map(|level| level.value.into()).collect(),
            contact: fields.node("contact").map(|node| Contact::read(file, node, found)),
        }
    }
}

fn named(file: FileId, field: Located<String>) -> Option<Named> {
    let text = field.value.trim();
    let span = Span::new(file, field.range);
    (!text.is_empty()).then(|| Named { text: text.into(), span })
}

impl Contact {
    /// Reads how somebody is reached.
    pub fn read(file: FileId, node: &Node, found: &mut Vec<Diagnostic>) -> Contact {
        if let Some(text) = node.as_text() {
            return Contact { channel: Some(text.trim().into()), ..Contact::default() };
        }
        let mut fields = Fields::new(file, "a contact", node, found);
        let mut text = |key| fields.text(key).map(|text| text.value.trim().into());
        let [channel, phone, email, audience] =
            ["channel", "phone", "email", "audience"].map(&mut text);
        fields.finish(&|_| false);
        Contact { channel, phone, email, audience }
    }
}
