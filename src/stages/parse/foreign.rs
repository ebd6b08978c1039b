//! What other tools say in front matter: which of their keys say what one of
//! ours says, when a value is another tool's word, and what to do about a key
//! that only they have. Which keys may stand is said by `schema.rs`.

use crate::base::nearest::{did_you_mean, nearest};
use crate::base::{Code, Diagnostic};
use crate::model::kind::COMMON;
use crate::model::tool::{Tool, Tools};
use crate::text::data::{Entry, Node, Value};
use crate::text::fields::is_same_key;

/// A key of another tool, and what it says in ours.
struct Meaning {
    tool: Tool,
    theirs: &'static str,
    ours: &'static str,
    says: Says,
}

/// What a value of another tool says in ours.
#[derive(Clone, Copy)]
enum Says {
    /// The same.
    Same,
    /// The same, if it is a whole number.
    Number,
    /// If it is true, this; else nothing.
    IfTrue(&'static str),
}

/// Keys of other tools with a key of ours that says the same.
const MEANINGS: &[Meaning] = &[
    Meaning { tool: Tool::Hugo, theirs: "linkTitle", ours: "nav_title", says: Says::Same },
    Meaning { tool: Tool::Hugo, theirs: "draft", ours: "status", says: Says::IfTrue("draft") },
    Meaning { tool: Tool::Hugo, theirs: "toc_hide", ours: "hidden", says: Says::IfTrue("true") },
    Meaning { tool: Tool::Hugo, theirs: "bookHidden", ours: "hidden", says: Says::IfTrue("true") },
    Meaning {
        tool: Tool::Docusaurus,
        theirs: "sidebar_label",
        ours: "nav_title",
        says: Says::Same,
    },
    Meaning {
        tool: Tool::Docusaurus,
        theirs: "sidebar_position",
        ours: "order",
        says: Says::Number,
    },
    Meaning {
        tool: Tool::Docusaurus,
        theirs: "draft",
        ours: "status",
        says: Says::IfTrue("draft"),
    },
    Meaning {
        tool: Tool::Docusaurus,
        theirs: "unlisted",
        ours: "hidden",
        says: Says::IfTrue("true"),
    },
];

/// Returns the tools a page is written for: those of its site, and Microsoft
/// Learn where the page has one of its keys.
pub(super) fn tools_of(node: &Node, site: Tools) -> Tools {
    let entries = node.as_map().unwrap_or_default();
    match entries.iter().any(|entry| entry.key.text.starts_with("ms.")) {
        true => site.with(Tool::Learn),
        false => site,
    }
}

/// Writes what keys of other tools say under our names, where a page does not
/// use these itself.
pub(super) fn translate(node: &mut Node, tools: Tools) {
    let Value::Map(entries) = &mut node.value else { return };
    for meaning in MEANINGS.iter().filter(|meaning| tools.has(meaning.tool)) {
        let is_taken = entries.iter().any(|entry| says(entry, meaning.ours));
        let own = entries.iter().position(|entry| is_same_key(&entry.key.text, meaning.theirs));
        let own = own.filter(|_| !is_taken).and_then(|at| entries.get_mut(at));
        if own.is_some_and(|entry| translate_entry(entry, meaning)) {
            // A status that is another tool's word gives way.
            entries.retain(|entry| {
                !is_same_key(&entry.key.text, meaning.ours) || says(entry, meaning.ours)
            });
        }
    }
}

/// Tells whether a problem is that a key of another tool is left blank, with
/// a comment: its template asks for that.
pub(super) fn is_blank(problem: &Diagnostic) -> bool {
    let key = problem.message.split('`').nth(1).unwrap_or_default();
    let is_ours = COMMON.iter().any(|field| field.is_named(key));
    let is_sentence = problem.code == Code::YAML_COMMENT_VALUE && problem.fix.is_none();
    is_sentence && key.contains('.') && !is_ours
}

/// Tells whether an entry is one of ours, or another name for it.
fn says(entry: &Entry, ours: &str) -> bool {
    let field = COMMON.iter().find(|field| field.name == ours);
    let is_own = field.is_some_and(|field| field.is_named(&entry.key.text));
    let is_status = ours == "status" && entry.value.as_text().is_some_and(is_other_word);
    is_own && !is_status
}

/// Tells whether an entry could be written under our name, and does it.
fn translate_entry(entry: &mut Entry, meaning: &Meaning) -> bool {
    let text = entry.value.as_text().unwrap_or_default().trim();
    let is_said = match meaning.says {
        Says::Same => !text.is_empty(),
        Says::Number => text.parse::<i64>().is_ok(),
        Says::IfTrue(_) => text.eq_ignore_ascii_case("true"),
    };
    if !is_said {
        return false;
    }
    if let (Says::IfTrue(word), Value::Scalar(scalar)) = (meaning.says, &mut entry.value.value) {
        scalar.text = word.into();
    }
    entry.key.text = meaning.ours.into();
    true
}

/// What `status` can say.
pub(super) const STATUS: &[&str] = &["draft", "published", "retired", "planned"];

/// Tells whether a status is a word of another tool, and no slip of ours.
pub(super) fn is_other_word(status: &str) -> bool {
    nearest(status.trim(), STATUS.iter().copied()).is_none()
}

/// Returns what to do about a key that none of ours is near to.
pub(super) fn help(key: &str, tools: Tools) -> String {
    if let Some(help) = did_you_mean(key, tools.iter().flat_map(Tool::keys).copied()) {
        return help;
    }
    let owners = Tool::ALL.into_iter().filter(|tool| tool.has_key(key));
    let owners: Vec<&str> = owners.map(Tool::title).collect();
    let what = match owners.as_slice() {
        [] => String::new(),
        [owner] => format!("{owner} has this key, and this page is not written for it: "),
        _ => {
            let owners = owners.join(" and ");
            format!("{owners} have this key, and this page is not written for them: ")
        }
    };
    format!("{what}leave it out, or list it in `own_keys` of `handover.toml`")
}
