//! Fields of gates in sentences, as Microsoft Learn writes them: "The
//! expected outcome is a signed plan." The sentences stay text.

use crate::base::TextRange;
use crate::model::checklist::Field;
use crate::model::label::Label;

/// How such sentences begin, in lower case.
const BEGINNINGS: &[(&str, Label)] = &[
    ("the expected outcome is ", Label::Outcome),
    ("the expected outcomes are ", Label::Outcome),
    ("the risk of not reaching ", Label::Risk),
    ("the risks of not reaching ", Label::Risk),
    ("get sign-off from ", Label::SignOff),
    ("get signoff from ", Label::SignOff),
];

/// Reads a paragraph whose first words are those of a field.
pub(super) fn read(text: &str, range: TextRange) -> Option<Field> {
    let text = text.trim();
    let is_it = |beginning: &str| {
        let head = text.get(..beginning.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(beginning))
    };
    let (beginning, label) = BEGINNINGS.iter().find(|(beginning, _)| is_it(beginning))?;
    let value = text.get(beginning.len()..).unwrap_or_default().trim_end_matches('.');
    let (text, references, check) = (value.into(), Box::default(), None);
    Some(Field { label: *label, text, range, references, check })
}
