//! Which of our short classes a scope of a grammar stands for.
//!
//! Grammars name what they find with dotted scopes, hundreds of them. A reader
//! tells about a dozen colours apart, so the table at the end maps prefixes of
//! scopes to one-letter classes. Scopes that say nothing about colour (most
//! punctuation, all of `meta`) keep the class of what encloses them.

use syntect::parsing::Scope;

/// What a piece of code is, as far as colours go.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Class {
    /// Ordinary text: no element is written.
    #[default]
    Plain,
    /// `k`: keywords, storage, directives and operators that are words.
    Keyword,
    /// `s`: strings.
    String,
    /// `c`: comments.
    Comment,
    /// `n`: numbers, dates, `true`, `null` and other constants.
    Number,
    /// `f`: functions and commands.
    Function,
    /// `t`: types, elements, sections.
    Type,
    /// `a`: attributes, keys, properties, options.
    Attribute,
    /// `v`: variables that carry a mark, as `$name`.
    Variable,
    /// `i`: inserted.
    Inserted,
    /// `d`: deleted.
    Deleted,
    /// `e`: errors in logs.
    Error,
    /// `w`: warnings in logs.
    Warning,
    /// An operator: a keyword if it is a word, else ordinary text.
    Operator,
}

impl Class {
    /// Returns the class as written for this text: operators are told apart
    /// by their first letters (`and`, `-eq`; not `&&`, `==`).
    pub fn of_text(self, text: &str) -> Class {
        if self != Class::Operator {
            return self;
        }
        let mut letters = text.trim_start().strip_prefix('-').unwrap_or(text.trim_start()).chars();
        match letters.next() {
            Some(letter) if letter.is_ascii_alphabetic() => Class::Keyword,
            _ => Class::Plain,
        }
    }

    /// Returns the start tag, empty for ordinary text.
    pub fn tag(self) -> &'static str {
        match self {
            Class::Plain | Class::Operator => "",
            Class::Keyword => "<span class=\"k\">",
            Class::String => "<span class=\"s\">",
            Class::Comment => "<span class=\"c\">",
            Class::Number => "<span class=\"n\">",
            Class::Function => "<span class=\"f\">",
            Class::Type => "<span class=\"t\">",
            Class::Attribute => "<span class=\"a\">",
            Class::Variable => "<span class=\"v\">",
            Class::Inserted => "<span class=\"i\">",
            Class::Deleted => "<span class=\"d\">",
            Class::Error => "<span class=\"e\">",
            Class::Warning => "<span class=\"w\">",
        }
    }
}

/// What a scope does to the class in force.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rule {
    /// Leaves the class as it is.
    Keep,
    /// Sets the class.
    Set(Class),
    /// Sets the class to string, but a key in quotes stays a key.
    Text,
    /// Sets the class to variable, but the `$` of `$true` goes with it.
    Mark,
}

/// The table of rules, prepared for looking up.
pub struct Classes {
    /// Rules by the first atom of their prefix, longest prefix first.
    buckets: Vec<(u16, Vec<(Scope, Rule)>)>,
}

impl Classes {
    /// Prepares the table. Costs some microseconds; done once.
    pub fn new() -> Classes {
        let mut buckets: Vec<(u16, Vec<(Scope, Rule)>)> = Vec::new();
        for (prefixes, rule) in RULES {
            for prefix in prefixes.split_whitespace() {
                let Ok(scope) = Scope::new(prefix) else { continue };
                let atom = scope.atom_at(0);
                match buckets.iter_mut().find(|(first, _)| *first == atom) {
                    Some((_, rules)) => rules.push((scope, *rule)),
                    None => buckets.push((atom, vec![(scope, *rule)])),
                }
            }
        }
        for (_, rules) in &mut buckets {
            rules.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
        }
        Classes { buckets }
    }

    /// Returns the class in force inside `scope`, given the one around it.
    pub fn inside(&self, scope: Scope, around: Class) -> Class {
        match self.rule(scope) {
            Rule::Keep => around,
            Rule::Set(class) => class,
            Rule::Text if around == Class::Attribute => around,
            Rule::Text => Class::String,
            Rule::Mark if around == Class::Number => around,
            Rule::Mark => Class::Variable,
        }
    }

    fn rule(&self, scope: Scope) -> Rule {
        let atom = scope.atom_at(0);
        let bucket = self.buckets.iter().find(|(first, _)| *first == atom);
        bucket
            .and_then(|(_, rules)| rules.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)))
            .map_or(Rule::Keep, |(_, rule)| *rule)
    }
}

/// Prefixes of scopes and what they mean; the longest prefix counts. A scope
/// not named here keeps the class around it.
const RULES: &[(&str, Rule)] = &[
    ("comment punctuation.definition.comment", Rule::Set(Class::Comment)),
    ("string string.unquoted.heredoc string.unquoted.block storage.type.string", Rule::Text),
    ("string.unquoted", Rule::Set(Class::Plain)),
    (
        "constant.numeric constant.language constant.character.entity constant.other.color \
         constant.other.date constant.other.datetime constant.other.time constant.other.symbol \
         constant.other.timespan constant.other.uuid constant.other.address \
         support.constant keyword.other.unit storage.type.numeric",
        Rule::Set(Class::Number),
    ),
    (
        "keyword storage entity.name.section markup.heading keyword.operator.word support.keyword \
         punctuation.definition.keyword",
        Rule::Set(Class::Keyword),
    ),
    ("keyword.operator", Rule::Set(Class::Operator)),
    (
        "entity.name.function entity.name.label variable.function variable.annotation \
         punctuation.definition.annotation support.function support.macro markup.info",
        Rule::Set(Class::Function),
    ),
    (
        "entity.name.type entity.name.class entity.name.struct entity.name.enum \
         entity.name.interface entity.name.trait entity.name.namespace entity.name.tag \
         entity.name.table entity.name.section.ini entity.name.section.group-title \
         entity.other.inherited-class support.type support.class",
        Rule::Set(Class::Type),
    ),
    (
        "entity.other.attribute-name entity.name.tag.yaml entity.name.tag.toml \
         meta.mapping.key.json meta.object-literal.key support.type.property-name \
         keyword.other.http-header variable.parameter.option variable.parameter.log \
         variable.parameter.http-request-response variable.declaration.terraform \
         variable.other.property keyword.other.definition.ini",
        Rule::Set(Class::Attribute),
    ),
    (
        "meta.group.expansion.parameter variable.language \
         variable.other.readwrite.powershell support.variable.automatic \
         variable.other.readwrite.shell variable.other.readwrite.assignment.shell \
         variable.other.nginx variable.other.dockerfile variable.other.php \
         variable.other.readwrite.perl variable.other.marked",
        Rule::Set(Class::Variable),
    ),
    ("punctuation.definition.variable", Rule::Mark),
    ("variable.language.star variable.other.member", Rule::Set(Class::Plain)),
    ("markup.inserted", Rule::Set(Class::Inserted)),
    ("markup.deleted", Rule::Set(Class::Deleted)),
    ("markup.error", Rule::Set(Class::Error)),
    ("markup.warning", Rule::Set(Class::Warning)),
    ("markup.raw markup.underline.link", Rule::Text),
    (
        "source text meta.interpolation meta.embedded meta.template.expression \
         meta.group.expansion.command interpolated keyword.other.substatement",
        Rule::Set(Class::Plain),
    ),
];
