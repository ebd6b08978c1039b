//! What is done in a case, as words: where they lead, how often, after how
//! long. The language is that of lists of flows (`flow::list_way`,
//! `model::flow::jump`); steps stand in prose, so what leads elsewhere is
//! looked for in each clause.

use super::super::flow::line::ending;
use super::super::flow::list_way::{Position, position};
use super::super::flow::piece::{Piece, outside_all};
use super::branch::Value;
use crate::base::TextRange;
use crate::model::flow::jump;
use crate::text::duration::Duration;

/// What parts clauses. The longer of two that begin at one place counts.
const PARTING: &[&str] = &[", then ", " then ", "->", "→", "; ", ". ", ", ", " and "];

/// Where words lead.
#[derive(Clone, Copy, Debug)]
pub(super) enum Said<'t> {
    /// Nowhere else.
    Nothing,
    /// To the next step, in so many words.
    Next,
    /// To a step by its number.
    Position(Position<'t>),
    /// To what is called so.
    Words(Piece<'t>),
    /// To what a reference means.
    Reference(u32),
    Stop,
    Escalate,
}

/// What is done in a case.
#[derive(Clone, Debug)]
pub(super) struct Way<'t> {
    pub said: Said<'t>,
    /// The words that lead there, and the place in them.
    pub jump: Option<TextRange>,
    pub place: Option<TextRange>,
    pub at_most: Option<u32>,
    pub wait: Option<Duration>,
}

/// How a clause is joined to what stands before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// It is all there is.
    Whole,
    /// By "then" or an arrow.
    Then,
    Other,
}

/// At most so many steps are looked for that a value names.
const MOST_NAMED: usize = 64;

/// Reads a value. `is_step` tells whether a step is called so.
pub(super) fn read<'t>(value: &'t Value, is_step: &dyn Fn(&str) -> bool) -> Way<'t> {
    let whole = Piece::new(&value.text, value.range.start as usize).trim();
    let whole = whole.part(0, whole.text.trim_end_matches(['.', ' ']).len());
    let (words, at_most) = match ending(whole) {
        Ok((words, at_most, _)) => (words, at_most),
        Err(_) => (whole, None),
    };
    let mut way = Way { said: Said::Nothing, jump: None, place: None, at_most, wait: None };
    for (clause, joint) in clauses(words, if value.is_led { Joint::Then } else { Joint::Other }) {
        if way.wait.is_none() {
            way.wait = pause(clause);
        }
        if matches!(way.said, Said::Nothing) {
            leads(value, (clause, joint), is_step, &mut way);
        }
    }
    way
}

/// Returns each step that is named by its number, whatever is said of it.
pub(super) fn named(value: &Value) -> Vec<Position<'_>> {
    let whole = Piece::new(&value.text, value.range.start as usize);
    let lower = value.text.to_ascii_lowercase();
    let begins = |at: &usize| {
        !lower.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric()))
    };
    let places = lower.match_indices("step ").map(|(at, _)| at).filter(begins);
    let position = |at| position(whole.part(at, whole.text.len())).filter(|own| !is_elsewhere(own));
    places.take(MOST_NAMED).filter_map(position).collect()
}

/// Tells whether a step is one of another page: `step 3 of the guide`.
fn is_elsewhere(position: &Position<'_>) -> bool {
    let rest = position.rest.text;
    let mut words = ["of ", "in ", "from ", "on "].into_iter();
    words.any(|word| rest.starts_with(word)) && !rest.starts_with("of this ")
}

fn clauses(words: Piece<'_>, first: Joint) -> Vec<(Piece<'_>, Joint)> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for mark in PARTING.iter().filter(|mark| words.text.contains(**mark)) {
        marks.extend(outside_all(words.text, mark).map(|at| (at, at + mark.len())));
    }
    marks.sort_unstable_by_key(|(at, end)| (*at, usize::MAX - end));
    let (mut out, mut start, mut joint) = (Vec::new(), 0, first);
    for (at, end) in marks {
        if at < start {
            continue;
        }
        out.push((words.part(start, at).trim(), joint));
        let mark = words.text.get(at..end).unwrap_or_default();
        joint = if mark.contains("then") || !mark.is_ascii() || mark == "->" {
            Joint::Then
        } else {
            Joint::Other
        };
        start = end;
    }
    if out.is_empty() && joint == Joint::Other {
        joint = Joint::Whole;
    }
    out.push((words.part(start, words.text.len()).trim(), joint));
    out.retain(|(clause, _)| !clause.is_empty());
    out
}

/// Reads `wait 5 minutes`.
fn pause(clause: Piece<'_>) -> Option<Duration> {
    let rest = clause.text.get(..5).filter(|word| word.eq_ignore_ascii_case("wait "));
    Duration::parse(rest.and(clause.text.get(5..))?)
}

/// Reads where a clause leads, if it leads elsewhere.
fn leads<'t>(
    value: &Value,
    (clause, joint): (Piece<'t>, Joint),
    is_step: &dyn Fn(&str) -> bool,
    way: &mut Way<'t>,
) {
    let (clause, joint) = match clause.text.get(..5) {
        Some(word) if word.eq_ignore_ascii_case("then ") => {
            (clause.part(5, clause.text.len()).trim(), Joint::Then)
        }
        _ => (clause, joint),
    };
    let lower = clause.text.to_ascii_lowercase();
    let plain = match &*lower {
        words if jump::NEXT.contains(&words) => Some(Said::Next),
        "stop" | "stop here" | "end" => Some(Said::Stop),
        words if words == jump::ESCALATE || words.starts_with("escalate to ") => {
            Some(Said::Escalate)
        }
        _ => None,
    };
    if let Some(plain) = plain {
        (way.said, way.jump) = (plain, Some(clause.range));
        return;
    }
    let verb = jump::jump(clause.text);
    let rest = clause.part(verb.unwrap_or_default(), clause.text.len()).trim();
    let Some((said, place)) = place(value, rest, (verb.is_some(), joint)) else { return };
    if matches!(said, Said::Words(words) if !is_step(words.text)) {
        return;
    }
    way.said = said;
    way.place = Some(place);
    way.jump = Some(TextRange { start: clause.range.start, end: place.end });
}

/// Reads a place with the bytes that say it. Without a verb only what cannot
/// be anything else is one.
fn place<'t>(
    value: &Value,
    words: Piece<'t>,
    (has_verb, joint): (bool, Joint),
) -> Option<(Said<'t>, TextRange)> {
    let is_led = has_verb || joint == Joint::Then;
    if let Some(own) = position(words) {
        let is_sole = own.rest.is_empty() && joint == Joint::Whole;
        let is_place = (is_led || is_sole) && !is_elsewhere(&own);
        let length = words.text.len() - own.rest.text.len();
        let said = words.text.get(..length).unwrap_or_default().trim_end();
        return is_place.then(|| (Said::Position(own), words.part(0, said.len()).range));
    }
    if words.is_number() && is_led {
        let (name, rest) = (None, words.part(words.text.len(), words.text.len()));
        return Some((Said::Position(Position { number: words, name, rest }), words.range));
    }
    if words.text.starts_with('[') {
        let own = value.references.iter().find(|(at, _)| *at == words.range.start);
        let is_sole = joint == Joint::Whole && words.text.ends_with([']', ')']);
        return own
            .filter(|_| is_led || is_sole)
            .map(|(_, number)| (Said::Reference(*number), words.range));
    }
    (is_led && !words.is_empty()).then_some((Said::Words(words), words.range))
}

#[cfg(test)]
mod tests {
    use super::{Said, Value, named, read};
    use crate::base::TextRange;

    fn value(text: &str) -> Value {
        let references = text.find('[').map(|at| (at as u32, 7)).into_iter().collect();
        let (range, plain) = (TextRange::new(0, text.len()), text.into());
        Value { range, plain, text: text.into(), is_led: false, references }
    }

    fn said(text: &str) -> String {
        let value = value(text);
        let way = read(&value, &|words| words == "Hold it");
        let goal = match way.said {
            Said::Nothing => "-".into(),
            Said::Next => "next".into(),
            Said::Position(own) => {
                format!("{} {}", own.number.text, own.name.map_or("", |name| name.text))
            }
            Said::Words(words) => format!("\"{}\"", words.text),
            Said::Reference(number) => format!("#{number}"),
            Said::Stop => "stop".into(),
            Said::Escalate => "escalate".into(),
        };
        let jump = way.jump.map_or("", |jump| jump.of(text));
        let most = way.at_most.map(|most| format!(" x{most}")).unwrap_or_default();
        let wait = way.wait.map(|wait| format!(" after {wait}")).unwrap_or_default();
        format!("{goal}|{jump}{most}{wait}")
    }

    #[test]
    fn what_leads_elsewhere_is_found_in_prose() {
        for (text, goal) in [
            ("go to step 3", "3 |go to step 3"),
            ("step 3", "3 |step 3"),
            (
                "Go back to step 3 (Hold (it), now), at most twice.",
                "3 Hold (it), now|Go back to step 3 (Hold (it), now) x2",
            ),
            (
                "wait 10 minutes, then go to step 1 (A), at most 3 times",
                "1 A|go to step 1 (A) x3 after 10 minutes",
            ),
            ("somebody holds it; ask, then go to step 4 (B)", "4 B|go to step 4 (B)"),
            ("restart it and go to step 3.1 again", "3.1 |go to step 3.1"),
            ("go to [[Free space]]", "#7|go to [[Free space]]"),
            ("[[Free space]]", "#7|[[Free space]]"),
            ("see [[Free space]]", "-|"),
            ("see step 2 again", "-|"),
            ("go to step 2 of the guide", "-|"),
            ("escalate to the desk", "escalate|escalate to the desk"),
            ("stop the service", "-|"),
            ("stop", "stop|stop"),
            ("continue", "next|continue"),
            ("use at most 5 replicas", "-|"),
            ("go to the portal, then go to Hold it", "\"Hold it\"|go to Hold it"),
            ("ask, then restart it and go to step 4", "4 |go to step 4"),
            ("", "-|"),
        ] {
            assert_eq!(said(text), goal, "{text}");
        }
    }

    #[test]
    fn steps_are_named_without_a_jump() {
        let value = value("see step 2 again, a misstep 3, Step 4 of the guide");
        let numbers: Vec<&str> = named(&value).iter().map(|own| own.number.text).collect();
        assert_eq!(numbers, ["2"]);
    }
}
