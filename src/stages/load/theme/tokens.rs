//! Reads `theme.toml`: what a theme is called, and the values of its tokens,
//! the custom properties that every colour, face and width of the styles comes
//! from. A theme that changes them needs no style of its own.

use crate::base::nearest::did_you_mean;
use crate::base::{Code, Diagnostic, FileId, SitePath, Span};
use crate::model::source::{Texts, decode};
use crate::text::data::{Entry, Node, Value};
use crate::text::fields::Fields;
use crate::text::toml;

/// The file of a theme that is read here.
pub(super) const FILE: &str = "theme.toml";

/// Returns the styles that give tokens the values of `bytes`, the file
/// `theme.toml` at `path`. Only tokens that `styles` declare can have one.
pub(super) fn read(
    (path, bytes): (&SitePath, &[u8]),
    styles: &str,
    texts: &mut Texts,
    found: &mut Vec<Diagnostic>,
) -> String {
    let text = decode(FileId::of(path), bytes).drain_into(found);
    let file = texts.add(path, &text);
    let node = toml::parse(file, &text).drain_into(found);
    let mut fields = Fields::new(file, "a theme", &node, found);
    for key in ["name", "description", "version"] {
        fields.text(key);
    }
    let light = fields.node("tokens");
    let dark = fields.node("dark");
    fields.finish(&|_| false);
    let known = declared(styles);
    let mut values = |node: Option<&Node>| match node {
        Some(node) => values(file, node, &known, found),
        None => String::new(),
    };
    blocks(&values(light), &values(dark))
}

/// Writes the values where the styles that come with Handover have them: dark
/// ones for screens only, by the reader's system and by the reader's choice.
fn blocks(light: &str, dark: &str) -> String {
    let mut css = String::new();
    if !light.is_empty() {
        css += &format!(":root{{{light}}}\n");
    }
    if !dark.is_empty() {
        css += "@media screen and (prefers-color-scheme:dark){";
        css += &format!(":root:not([data-theme=light]){{{dark}}}}}\n");
        css += &format!("@media screen{{:root[data-theme=dark]{{{dark}}}}}\n");
    }
    css
}

/// Returns the custom properties that styles declare for the root, without
/// their hyphens, sorted.
fn declared(styles: &str) -> Vec<&str> {
    let root = styles.split_once(":root{").and_then(|(_, rest)| rest.split_once('}'));
    let declarations = root.map_or("", |(inside, _)| inside).split(';');
    let names = declarations.filter_map(|declaration| declaration.split_once(':'));
    let mut names: Vec<&str> =
        names.filter_map(|(name, _)| name.trim().strip_prefix("--")).collect();
    names.sort_unstable();
    names
}

/// Writes a table of tokens as declarations.
fn values(file: FileId, node: &Node, known: &[&str], out: &mut Vec<Diagnostic>) -> String {
    let Value::Map(entries) = &node.value else {
        let span = Span::new(file, node.range);
        let problem = Diagnostic::new(Code::WRONG_TYPE, span, "tokens are a table");
        out.push(problem.help("write one line for each token, such as `link = \"#003a8c\"`"));
        return String::new();
    };
    let declarations = entries.iter().filter_map(|entry| value(file, entry, known, out));
    declarations.collect()
}

/// Writes one token; one that is not known, or whose value could end its
/// declaration, is reported and left out.
fn value(file: FileId, entry: &Entry, known: &[&str], out: &mut Vec<Diagnostic>) -> Option<String> {
    let Entry { key, value } = entry;
    let span = |range| Span::new(file, range);
    if known.binary_search(&&*key.text).is_err() {
        let message = format!("the theme has no token `{}`", key.text);
        let near = did_you_mean(&key.text, known.iter().copied());
        let help = near.unwrap_or_else(|| format!("write one of {}", known.join(", ")));
        out.push(Diagnostic::new(Code::TEMPLATE_ERROR, span(key.range), message).help(help));
        return None;
    }
    match value.as_text().filter(|text| is_value(text)) {
        Some(text) => Some(format!("--{}:{};", key.text, text.trim())),
        None => {
            let message = format!("`{}` is no value of a token", key.text);
            let help = "write what may stand behind the colon in a style, such as `\"#003a8c\"`";
            out.push(Diagnostic::new(Code::TEMPLATE_ERROR, span(value.range), message).help(help));
            None
        }
    }
}

/// Tells whether a text is one value: not empty, brackets and quotes in pairs,
/// and nothing that ends a declaration or asks for a file.
fn is_value(text: &str) -> bool {
    let mut open = Vec::new();
    let mut quote = None;
    for letter in text.chars() {
        match (quote, letter) {
            (_, '\\' | '\n' | '{' | '}' | ';' | '<' | '@') => return false,
            (Some(mark), _) if mark == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(') => open.push(letter),
            (None, ')') if open.pop().is_none() => return false,
            _ => {}
        }
    }
    let asks = text.to_ascii_lowercase().contains("url(") || text.contains("/*");
    quote.is_none() && open.is_empty() && !asks && !text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::{blocks, declared, is_value};

    #[test]
    fn tokens_are_those_of_the_root() {
        assert_eq!(declared(":root{color-scheme:light;\n--b:1;--a:x}\n:root{--c:2}"), ["a", "b"]);
        assert_eq!(declared("a{b:c}"), [""; 0]);
    }

    #[test]
    fn a_value_stays_in_its_declaration() {
        for good in ["#fff", "var(--sans)", "\"Iowan Old Style\",serif", "calc((1rem + 2px)*3)"] {
            assert!(is_value(good), "{good}");
        }
        let bad = [
            "", " ", "red;}", "a}b", "\"x", "(1", "1)", "URL(x)", "/*", "\\", "</style", "@import",
        ];
        for bad in bad {
            assert!(!is_value(bad), "{bad}");
        }
    }

    #[test]
    fn dark_values_are_for_screens_by_system_and_by_choice() {
        assert_eq!(blocks("--a:1;", ""), ":root{--a:1;}\n");
        assert_eq!(
            blocks("", "--a:2;"),
            "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){--a:2;}}\n\
             @media screen{:root[data-theme=dark]{--a:2;}}\n"
        );
    }
}
