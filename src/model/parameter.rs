//! Values that a reader fills in: what a page says of them, and where they
//! are used. Which declaration a use means is known only of a page with its
//! grafts: `model/declared.rs`.

use crate::base::{TextRange, url};
use crate::model::front::Located;
use crate::text::date;

/// A value a reader fills in, as the section *Parameters* or front matter
/// says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// What is written between two braces.
    pub name: Located,
    /// What the reader is told it is.
    pub label: Option<Located>,
    /// What kind of value it is, as it is written.
    pub kind: Option<Located>,
    /// What a value looks like.
    pub pattern: Pattern,
    /// A value that could be.
    pub example: Option<Located>,
    /// The value if the reader gives none.
    pub default: Option<Located>,
    /// Where a reader finds it.
    pub find: Option<Located>,
    /// How older pages write it in code: `<ns>`, `$NS`, `[ns]`.
    pub also: Box<[Located]>,
    /// The variable that holds it: `NS` for `$NS`.
    pub env: Option<Located>,
    /// Where it is declared as a whole.
    pub range: TextRange,
    /// In which place that is.
    pub place: Declaration,
}

impl Parameter {
    /// Makes one of which only the name is said.
    pub fn named(name: Located, range: TextRange, place: Declaration) -> Parameter {
        Parameter {
            name,
            label: None,
            kind: None,
            pattern: Pattern::Any,
            example: None,
            default: None,
            find: None,
            also: Box::default(),
            env: None,
            range,
            place,
        }
    }

    /// Returns what kind of value it is; text if that is not understood.
    pub fn kind(&self) -> ParameterType {
        let written = self.kind.as_ref().and_then(|kind| ParameterType::read(&kind.text));
        match (written, &self.pattern) {
            (Some(kind), _) => kind,
            (None, Pattern::Choices(_)) => ParameterType::Choice,
            (None, _) => ParameterType::Text,
        }
    }

    /// Tells whether nobody but the reader may know it.
    pub fn is_secret(&self) -> bool {
        self.kind() == ParameterType::Secret
    }
}

/// Where a parameter is declared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Declaration {
    /// In front matter.
    Front,
    /// In a table of the section *Parameters*.
    Table,
}

/// What a value of a parameter looks like.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Pattern {
    /// Nothing is said.
    #[default]
    Any,
    /// It matches a regular expression.
    Expression(Located),
    /// It is one of these.
    Choices(Box<[Located]>),
    /// It is as these words say, which only a reader understands.
    Words(Located),
}

/// What kind of value a parameter is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParameterType {
    /// A line of text.
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// A time of the day.
    Time,
    /// The name of a computer, or its address.
    Host,
    /// An address of the web.
    Url,
    /// An address of mail.
    Email,
    /// One of some words.
    Choice,
    /// Several lines.
    Lines,
    /// What nobody but the reader may know.
    Secret,
}

impl ParameterType {
    /// All of them.
    pub const ALL: [ParameterType; 10] = [
        ParameterType::Text,
        ParameterType::Number,
        ParameterType::Date,
        ParameterType::Time,
        ParameterType::Host,
        ParameterType::Url,
        ParameterType::Email,
        ParameterType::Choice,
        ParameterType::Lines,
        ParameterType::Secret,
    ];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            ParameterType::Text => "text",
            ParameterType::Number => "number",
            ParameterType::Date => "date",
            ParameterType::Time => "time",
            ParameterType::Host => "host",
            ParameterType::Url => "url",
            ParameterType::Email => "email",
            ParameterType::Choice => "choice",
            ParameterType::Lines => "lines",
            ParameterType::Secret => "secret",
        }
    }

    /// Returns a value of it.
    pub fn like(self) -> &'static str {
        match self {
            ParameterType::Number => "30",
            ParameterType::Date => "2027-01-15",
            ParameterType::Time => "22:30",
            ParameterType::Host => "orders.example",
            ParameterType::Url => "https://orders.example/",
            ParameterType::Email => "desk@orders.example",
            ParameterType::Text
            | ParameterType::Choice
            | ParameterType::Lines
            | ParameterType::Secret => "nightly",
        }
    }

    /// Tells whether a text can be a value of it.
    pub fn fits(self, text: &str) -> bool {
        match self {
            ParameterType::Number => is_number(text),
            ParameterType::Date => date::parse(text).is_some(),
            ParameterType::Time => is_time(text),
            ParameterType::Host => is_host(text),
            ParameterType::Url => url::scheme(text).is_some() && text.contains("://"),
            ParameterType::Email => {
                text.split_once('@').is_some_and(|(who, at)| !who.is_empty() && is_host(at))
            }
            ParameterType::Text
            | ParameterType::Choice
            | ParameterType::Lines
            | ParameterType::Secret => true,
        }
    }

    /// Reads its name.
    pub fn read(word: &str) -> Option<ParameterType> {
        let word = word.trim();
        ParameterType::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(word))
    }
}

/// `-30`, `2.5`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_digits(whole) && is_digits(part)
}

/// `22:30`, `22:30:15`.
fn is_time(text: &str) -> bool {
    let parts: Vec<Option<u8>> = text.split(':').take(4).map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [Some(hours), rest @ ..] => {
            let small = rest.iter().all(|part| part.is_some_and(|part| part < 60));
            *hours < 24 && small && matches!(rest.len(), 1 | 2)
        }
        _ => false,
    }
}

/// The name of a computer, or its number.
fn is_host(text: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '[' | ']');
    !text.is_empty() && text.chars().all(is_part)
}

/// A place where a value may be filled in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ParameterUse {
    /// Its bytes in the source, with braces or brackets.
    pub range: TextRange,
    /// In what it stands.
    pub place: UsePlace,
}

/// In what a value is filled in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum UsePlace {
    /// In text and in messages.
    Text,
    /// In an address.
    Address,
    /// In code that is no command.
    Code,
    /// In code of a language with templates: only declared names count.
    Template,
    /// In a command.
    Command,
}

/// What a file says and uses of values a reader fills in.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// Those it declares, in order of their places.
    pub declared: Box<[Parameter]>,
    /// Where values may be filled in, in order.
    pub uses: Box<[ParameterUse]>,
    /// What looks like a value to fill in, in commands, in order.
    pub placeholders: Box<[TextRange]>,
    /// Names of variables that its code sets, sorted.
    pub assigned: Box<[Box<str>]>,
}
