//! The tokens of a script: words, marks, texts, patterns, and what stands
//! between the values of templates. Nothing is guessed: where a slash may
//! begin a pattern or divide, or a sign is unknown, there are no tokens.

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A name or a word of the language.
    Word,
    Number,
    /// What stands in quotes.
    Text,
    /// `/.../`.
    Pattern,
    /// The text of a template up to `${` or its end.
    Chunk,
    Mark,
}

/// A piece of a script.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Whether a line ends between the token before and this one.
    pub begins_line: bool,
    /// For a bracket that opens: the number of the one that closes it, and
    /// the other way round.
    pub pair: usize,
}

/// Marks of several letters, the longest first.
const MARKS: &[&str] = &[
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=",
    "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
    "<<", ">>", "**",
];

/// Marks of one letter.
const SIGNS: &str = "{}()[];,<>+-*/%&|^!~?:=.";

/// Words behind which a slash begins a pattern.
const BEFORE_PATTERN: &[&str] = &[
    "return",
    "typeof",
    "case",
    "in",
    "delete",
    "void",
    "throw",
    "new",
    "else",
    "do",
    "instanceof",
];

/// Words behind which nobody can tell what a slash is.
const UNSURE: &[&str] = &["of", "await", "yield", "async", "let"];

/// Cuts a script into tokens; `None` if a place is not understood.
pub(super) fn tokens(script: &str) -> Option<Vec<Token<'_>>> {
    let mut scanner =
        Scanner { script, at: 0, begins_line: true, tokens: Vec::new(), open: vec![] };
    while scanner.next()? {}
    scanner.open.is_empty().then_some(scanner.tokens)
}

struct Scanner<'a> {
    script: &'a str,
    at: usize,
    begins_line: bool,
    tokens: Vec<Token<'a>>,
    /// The numbers of the brackets that are open.
    open: Vec<usize>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.script.get(self.at..).unwrap_or_default()
    }

    /// Reads a token; false at the end.
    fn next(&mut self) -> Option<bool> {
        self.pass_room()?;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Some(false);
        };
        match first {
            'a'..='z' | 'A'..='Z' | '_' | '$' => self.push(Kind::Word, while_word(rest)),
            '0'..='9' => self.push(Kind::Number, while_number(rest)),
            '.' if rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) => {
                self.push(Kind::Number, while_number(rest));
            }
            '"' | '\'' => self.push(Kind::Text, quoted(rest, first)?),
            '`' => self.chunk(1)?,
            '/' if self.begins_pattern()? => self.push(Kind::Pattern, pattern(rest)?),
            _ => self.mark(rest)?,
        }
        Some(true)
    }

    /// Passes spaces, ends of lines and comments.
    fn pass_room(&mut self) -> Option<()> {
        loop {
            let rest = self.rest();
            let length = match rest.as_bytes() {
                [b'\n' | b'\r', ..] => {
                    self.begins_line = true;
                    1
                }
                [b' ' | b'\t', ..] => 1,
                [b'/', b'/', ..] => rest.find('\n').unwrap_or(rest.len()),
                [b'/', b'*', ..] => {
                    let length = rest.find("*/")? + 2;
                    self.begins_line |= rest.get(..length)?.contains('\n');
                    length
                }
                _ => return Some(()),
            };
            self.at += length;
        }
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let text = self.rest().get(..length).unwrap_or_default();
        let (start, begins_line) = (self.at, self.begins_line);
        self.tokens.push(Token { kind, text, start, begins_line, pair: 0 });
        self.at += length;
        self.begins_line = false;
    }

    fn mark(&mut self, rest: &'a str) -> Option<()> {
        // Comments as pages of HTML have them.
        if rest.starts_with("<!--") || rest.starts_with("-->") {
            return None;
        }
        // In `a?.5:b` the dot is a number's.
        let is_number =
            |mark: &str| mark == "?." && rest.as_bytes().get(2).is_some_and(u8::is_ascii_digit);
        let known = MARKS.iter().find(|mark| rest.starts_with(**mark) && !is_number(mark));
        let length = match known {
            Some(mark) => mark.len(),
            None => rest.starts_with(|first| SIGNS.contains(first)).then_some(1)?,
        };
        let number = self.tokens.len();
        self.push(Kind::Mark, length);
        match rest.get(..length)? {
            "(" | "[" | "{" => self.open.push(number),
            ")" => self.close(number, "(")?,
            "]" => self.close(number, "[")?,
            "}" => self.close(number, "{")?,
            _ => {}
        }
        Some(())
    }

    /// Notes that a bracket closes the last one that is open. Behind a value
    /// of a template, its text goes on.
    fn close(&mut self, number: usize, opening: &str) -> Option<()> {
        let open = self.open.pop()?;
        let before = self.tokens.get(open)?.text;
        let is_value = before == "${" && opening == "{";
        if before != opening && !is_value {
            return None;
        }
        self.tokens.get_mut(open)?.pair = number;
        self.tokens.get_mut(number)?.pair = open;
        if is_value { self.chunk(0) } else { Some(()) }
    }

    /// Reads the text of a template, up to its end or a value.
    fn chunk(&mut self, begin: usize) -> Option<()> {
        let rest = self.rest();
        let mut at = begin;
        loop {
            match rest.as_bytes().get(at..)? {
                [b'\\', ..] => at += 1 + rest.get(at + 1..)?.chars().next()?.len_utf8(),
                [b'`', ..] => {
                    self.push(Kind::Chunk, at + 1);
                    return Some(());
                }
                [b'$', b'{', ..] => {
                    self.push(Kind::Chunk, at);
                    self.open.push(self.tokens.len());
                    self.push(Kind::Mark, 2);
                    return Some(());
                }
                [] => return None,
                _ => at += 1,
            }
        }
    }

    /// Tells whether a slash here begins a pattern.
    fn begins_pattern(&self) -> Option<bool> {
        let Some(last) = self.tokens.last() else {
            return Some(true);
        };
        match (last.kind, last.text) {
            (Kind::Word, word) if UNSURE.contains(&word) => None,
            (Kind::Word, word) => {
                let is_property =
                    self.tokens.iter().rev().nth(1).is_some_and(|own| {
                        matches!(own.text, "." | "?.") && own.kind == Kind::Mark
                    });
                Some(BEFORE_PATTERN.contains(&word) && !is_property)
            }
            (Kind::Mark, ")") => {
                let before = self.tokens.get(last.pair.checked_sub(1)?)?;
                let decides = ["if", "while", "for"].contains(&before.text);
                // A method may have such a name.
                if decides { None } else { Some(false) }
            }
            (Kind::Mark, "]") => Some(false),
            (Kind::Mark, "}" | "++" | "--") => None,
            (Kind::Mark, _) => Some(true),
            _ => Some(false),
        }
    }
}

fn while_word(rest: &str) -> usize {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    rest.find(|c| !is_word(c)).unwrap_or(rest.len())
}

/// Returns how long a number is, with its exponent.
fn while_number(rest: &str) -> usize {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let end = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
    let begin = rest.get(..end).unwrap_or_default();
    let goes_on = rest.get(end..).is_some_and(|rest| rest.starts_with(['+', '-']));
    let is_exponent = begin.ends_with(['e', 'E']) && !begin.contains(['x', 'X']);
    if goes_on && is_exponent {
        end + 1 + while_word(rest.get(end + 1..).unwrap_or_default())
    } else {
        end
    }
}

fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' | '\r' => return None,
            _ if letter == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Returns how long a pattern is, with its flags.
fn pattern(rest: &str) -> Option<usize> {
    let (mut is_escaped, mut is_class) = (false, false);
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            '\n' | '\r' => return None,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => is_class = true,
            ']' => is_class = false,
            '/' if !is_class => return Some(at + 1 + while_word(rest.get(at + 1..)?)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    #[test]
    fn a_script_is_cut_or_left() {
        let cut = |script: &str| {
            let tokens = tokens(script)?;
            Some(tokens.iter().map(|token| token.text.to_string()).collect::<Vec<_>>().join(" "))
        };
        for (script, wanted) in [
            ("a?.b ?.5:c", Some("a ?. b ? .5 : c")),
            ("x=>`a${`b${c}`}d`", Some("x => `a ${ `b ${ c } ` } d`")),
            ("a=/[/]\\//g.test(b)/c", Some("a = /[/]\\//g . test ( b ) / c")),
            ("f(a)/b/c", Some("f ( a ) / b / c")),
            ("1e-5+0x1e-5", Some("1e-5 + 0x1e - 5")),
            ("a.return/b", Some("a . return / b")),
            ("'a\\'b' /* c */ // d\n\"e\"", Some("'a\\'b' \"e\"")),
            ("if(a)/b/.c", None),
            ("{}/a/b", None),
            ("a=<!--b", None),
            ("(]", None),
            ("(", None),
            ("'a", None),
            ("`a", None),
            ("`${a", None),
            ("#a", None),
            ("é", None),
        ] {
            assert_eq!(cut(script).as_deref(), wanted, "{script}");
        }
        let lines = tokens("a\nb /*\n*/ c").unwrap_or_default();
        assert!(lines.iter().all(|token| token.begins_line && token.kind == Kind::Word));
    }
}
