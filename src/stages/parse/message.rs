//! Texts to send: the header lines of ` ```message ` fences, and `Tell:`,
//! which names one.
//!
//! The block stays a code block in the tree, so that values are filled into
//! it as into any other; [`Message`] says what its first lines are.

use super::builder::Builder;
use super::item_id;
use crate::base::nearest::nearest_within;
use crate::base::{Code as ProblemCode, Diagnostic, Span, TextRange};
use crate::model::code_lines::{lines, part};
use crate::model::document::{Code, Inline, InlineKind, Reference, ReferenceKind};
use crate::model::message::{Header, HeaderKey, Message};
use crate::model::named_item::{IdOrigin, ItemKind, NamedItem};
use crate::text::fields::is_same_key;
use crate::text::slug::slug;

/// A longer text before a colon, in bytes, is a sentence.
const LONGEST_WORD: usize = 24;
/// So many letters may be wrong in the word of a header.
const WRONG_LETTERS: usize = 2;

/// `Tell:` names one of at most so many messages without brackets.
const MOST_NAMED: usize = 100;

impl Builder<'_> {
    /// Reads a block whose language is `message`.
    pub(super) fn add_message(&mut self, code: &Code, range: TextRange) {
        if &*code.language != "message" {
            return;
        }
        let source = self.source;
        let all = lines(&source.text, range, code);
        let above = all.iter().take_while(|(line, _)| !line.trim().is_empty());
        let above: Vec<(&str, TextRange)> = above.copied().collect();
        let is_head = above.iter().any(|(line, _)| word(line).and_then(key).is_some());
        let (mut headers, mut head) = (Vec::<Header>::new(), 0);
        for (line, place) in above.iter().filter(|_| is_head) {
            let Some(word) = word(line) else { break };
            self.header(&mut headers, (word, line, *place));
            head += 1;
        }
        let is_parted = 0 < head && all.get(head).is_some_and(|(line, _)| line.trim().is_empty());
        let head = head + usize::from(is_parted);
        let (headers, text) = (headers.into(), Box::default());
        let mut message = Message { id: Box::default(), headers, head, text, range };
        message.text = message.below_head(&code.text).trim_end().into();
        self.recipient(&message);
        self.messages.push(message);
    }

    /// Reads a header line, and reports one that nobody knows.
    fn header(&mut self, headers: &mut Vec<Header>, (word, line, place): (&str, &str, TextRange)) {
        let at = line.len() - line.trim_start().len();
        let range = part(line, place, at..at + word.len());
        let Some(key) = key(word) else {
            let names = HeaderKey::ALL.map(HeaderKey::name);
            let help = match nearest_within(word, names, WRONG_LETTERS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known: `{}`; an empty line begins the text", names.join("`, `")),
            };
            let message = format!("`{word}` is not a header of a message");
            return self.report(ProblemCode::UNKNOWN_LABEL, range, message, help);
        };
        if let Some(first) = headers.iter().find(|own| own.key == key) {
            let file = self.source.file;
            let message = format!("`{}` is given twice in this message", key.name());
            self.found.push(
                Diagnostic::new(ProblemCode::LABEL_TWICE, Span::new(file, range), message)
                    .label(Span::new(file, first.word), "first here")
                    .help("write one line, with a comma between several values"),
            );
            return;
        }
        let colon = line.find(':').map_or(line.len(), |colon| colon + 1);
        let value = line.get(colon..).unwrap_or_default();
        let start = colon + value.len() - value.trim_start().len();
        let value = value.trim();
        let own = part(line, place, start..start + value.len());
        headers.push(Header { key, word: range, value: value.into(), range: own });
    }

    /// Reports a message that nobody is to read.
    fn recipient(&mut self, message: &Message) {
        if message.header(HeaderKey::To).is_some() {
            return;
        }
        let keys = [HeaderKey::To, HeaderKey::Channel, HeaderKey::Name];
        let mut places = keys.iter().filter_map(|key| {
            let header = message.headers.iter().find(|header| header.key == *key);
            header.map(|header| header.word)
        });
        let range = places.next().unwrap_or_else(|| self.language_of(message.range));
        let help = "write `To:` with who reads it, such as `To: Key users`";
        let message = "nobody is named in `To:`";
        self.report(ProblemCode::MESSAGE_WITHOUT_RECIPIENT, range, message, help);
    }

    /// Returns where a fence says that it is a message.
    fn language_of(&self, block: TextRange) -> TextRange {
        match self.text(block).find("message") {
            Some(at) => TextRange::new(at, at + "message".len()).shifted(block.start),
            None => block,
        }
    }
}

/// Gives the messages of a page their ids. Those of headings come first, for
/// they are what Git hosts know.
pub(super) fn name(builder: &mut Builder<'_>) {
    for mut message in std::mem::take(&mut builder.messages) {
        let known = message.header(HeaderKey::Name);
        let range = known.map_or(message.range, |name| name.range);
        let is_named =
            known.is_some_and(|name| slug(&name.value).starts_with(char::is_alphanumeric));
        let own = if is_named { message.name() } else { "message" }.to_string();
        let id = item_id::of_name(builder, &own, range);
        let (kind, origin, name) = (ItemKind::Message, IdOrigin::Written, message.name().into());
        builder.items.push(NamedItem { id: id.clone(), kind, name, range, origin });
        message.id = id;
        builder.messages.push(message);
    }
}

/// Makes a reference of the value of `Tell:` that is only the name of a
/// message of the page.
pub(super) fn refer(builder: &mut Builder<'_>, value: Vec<Inline>) -> Vec<Inline> {
    let [Inline { kind: InlineKind::Text, range }] = *value.as_slice() else { return value };
    let wanted = slug(builder.text(range).trim().trim_end_matches('.'));
    let mut messages = builder.messages.iter().take(MOST_NAMED);
    let message = messages.find(|message| slug(message.name()) == wanted);
    let Some(message) = message.filter(|_| !wanted.is_empty()) else { return value };
    let Ok(number) = u32::try_from(builder.references.len()) else { return value };
    let destination = format!("#{}", message.id).into();
    let kind = ReferenceKind::Name;
    builder.references.push(Reference { kind, destination, range, title: None });
    let content = Box::new([Inline { range, kind: InlineKind::Text }]);
    vec![Inline { range, kind: InlineKind::Name(number, Some(content)) }]
}

/// Returns the word a line begins with, if a colon follows it.
fn word(line: &str) -> Option<&str> {
    let (word, value) = line.split_once(':')?;
    let is_value = value.is_empty() || value.starts_with(char::is_whitespace);
    let word = word.trim();
    let is_word = !word.is_empty() && word.len() <= LONGEST_WORD && !word.contains(['{', '.', '/']);
    (is_value && is_word).then_some(word)
}

fn key(word: &str) -> Option<HeaderKey> {
    HeaderKey::ALL.into_iter().find(|key| is_same_key(key.name(), word))
}
