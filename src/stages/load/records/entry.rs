//! One record of a file: its id, its names, and the fields that are read in
//! the same way for all.

use crate::base::{Code, Diagnostic, FileId, Span, TextRange};
use crate::model::records::{Contact, DataFile, Head, Named};
use crate::text::data::{Node, Value};
use crate::text::fields::{Fields, Located};

/// A record as it is written.
pub(super) struct Entry<'a> {
    /// The file it stands in.
    pub file: FileId,
    /// Its id.
    pub id: &'a str,
    /// Where its id is written.
    pub range: TextRange,
    /// Its fields.
    pub node: &'a Node,
}

/// Calls `read` for each record of a file.
pub(super) fn each(
    file: &DataFile,
    node: &Node,
    found: &mut Vec<Diagnostic>,
    mut read: impl FnMut(&Entry<'_>, &mut Vec<Diagnostic>),
) {
    let Some(entries) = node.as_map() else {
        if !node.is_null() {
            found.push(no_map(file, node.range));
        }
        return;
    };
    for entry in entries {
        let (id, range) = (entry.key.text.as_str(), entry.key.range);
        let record = Entry { file: file.file, id, range, node: &entry.value };
        if !is_id(id) {
            let message = format!("`{id}` cannot be an id");
            let problem = Diagnostic::new(Code::BAD_ID, record.span(range), message);
            found.push(problem.help("use small letters, digits, `-`, `_` and `.`"));
        }
        read(&record, found);
    }
}

pub(super) fn no_map(file: &DataFile, range: TextRange) -> Diagnostic {
    let message = format!("`{}` must be a mapping", file.path);
    Diagnostic::new(Code::WRONG_TYPE, Span::new(file.file, range), message)
        .help("write each record under its id: `the-id:`")
}

fn is_id(text: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() && !c.is_uppercase();
    text.starts_with(is_plain) && text.chars().all(|c| is_plain(c) || matches!(c, '-' | '_' | '.'))
}

impl<'a> Entry<'a> {
    /// Begins to read its fields.
    pub fn fields<'o>(&self, owner: &'a str, found: &'o mut Vec<Diagnostic>) -> Fields<'a, 'o> {
        Fields::new(self.file, owner, self.node, found)
    }

    /// Returns a place in its file.
    pub fn span(&self, range: TextRange) -> Span {
        Span::new(self.file, range)
    }

    /// Reads its names.
    pub fn head(&self, fields: &mut Fields<'_, '_>) -> Head {
        let title = text(fields.text("title")).unwrap_or_else(|| from_id(self.id));
        let aliases = fields.list("aliases").into_iter();
        Head {
            id: self.id.into(),
            title,
            aliases: aliases.map(|alias| alias.value.trim().into()).collect(),
            audience: text(fields.text("audience")),
            span: self.span(self.range),
        }
    }

    /// Makes a name with its place of a field.
    pub fn named(&self, field: Option<Located<String>>) -> Option<Named> {
        let field = field.filter(|field| !field.value.trim().is_empty())?;
        Some(Named { text: field.value.trim().into(), span: self.span(field.range) })
    }

    /// Makes names with their places of a field that is a list.
    pub fn all_named(&self, field: Vec<Located<String>>) -> Box<[Named]> {
        field.into_iter().filter_map(|name| self.named(Some(name))).collect()
    }

    /// Reads how a team or a role is reached.
    pub fn contact(
        &self,
        fields: &mut Fields<'_, '_>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Contact> {
        Some(Contact::read(self.file, fields.node("contact")?, found))
    }

    /// Reports an id that another record has.
    pub fn taken(&self, first: Span) -> Diagnostic {
        let message = format!("the id `{}` is taken by another record", self.id);
        Diagnostic::new(Code::DUPLICATE_ID, self.span(self.range), message)
            .label(first, "first here; this one counts")
            .help("choose another; an id is for ever")
    }

    /// Returns the place of some bytes of a scalar's text; the whole scalar
    /// where its source is written otherwise than its text.
    pub fn within(&self, node: &Node, part: std::ops::Range<usize>) -> Span {
        let Value::Scalar(scalar) = &node.value else { return self.span(node.range) };
        let quote = usize::from(scalar.quoted);
        if node.range.len() != scalar.text.len() + 2 * quote {
            return self.span(node.range);
        }
        let range = TextRange::new(part.start + quote, part.end + quote);
        self.span(range.shifted(node.range.start))
    }
}

/// Returns a text that says something.
pub(super) fn text(field: Option<Located<String>>) -> Option<Box<str>> {
    let text = field.map(|field| field.value)?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.into())
}

/// Makes a title of an id: `support-lead` is "Support lead".
fn from_id(id: &str) -> Box<str> {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect::<String>().into()
}
