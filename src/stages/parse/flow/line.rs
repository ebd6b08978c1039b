//! One line of a fence `process`.

use super::piece::{Piece, outside, outside_all};
use super::words::label;
use crate::model::flow::jump;

/// A line that is not empty.
#[derive(Clone, Debug)]
pub(super) enum Line<'a> {
    /// `lanes: A | B`.
    Lanes(Vec<Piece<'a>>),
    /// `3. Hold the queue {#hold} @Operator`.
    Node(Piece<'a>, Words<'a>),
    /// `- Yes -> 4`, below a question.
    Answer(Piece<'a>, Way<'a>),
    /// `- If late: go to step 4`, below a step of a list: else the next line.
    Case(Piece<'a>, Way<'a>),
    /// `- Reload`, below "In parallel".
    Member(Words<'a>),
    /// `-> 4`: instead of the next line.
    Follow(Way<'a>),
    /// `< [[Page]] -> 4`: the flow of another page leads here.
    In(Piece<'a>, Way<'a>),
    /// `> 4 -> [[Page]]`: this leads to the flow of another page.
    Out(Piece<'a>, Way<'a>),
    /// What was not understood, and why.
    Unknown(Piece<'a>, Why),
}

/// What a node says: its words, its id, its lane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    pub(super) text: Piece<'a>,
    pub(super) id: Option<Piece<'a>>,
    pub(super) lane: Option<Piece<'a>>,
}

/// Where something leads.
#[derive(Clone, Debug)]
pub(super) struct Way<'a> {
    /// One after the other; at least one, unless it goes on.
    pub(super) targets: Vec<Piece<'a>>,
    pub(super) at_most: Option<u32>,
    /// Whether the picture shows it.
    pub(super) is_shown: bool,
    /// Whether it goes on to the next line, as ways of lists do that say
    /// nothing else.
    pub(super) goes_on: bool,
}

impl<'a> Way<'a> {
    /// Makes the way to one place.
    pub(super) fn to(target: Piece<'a>) -> Way<'a> {
        Way { targets: vec![target], at_most: None, is_shown: true, goes_on: false }
    }
}

/// Why a line was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::stages::parse) enum Why {
    /// Something that stands below a question has no arrow, or another one.
    Arrow,
    /// It stands below nothing that could have it.
    Owner,
    /// It leads on, and no line stands above it.
    Above,
    /// An arrow leads nowhere.
    Target,
    /// What follows "at most" is no number of times.
    Bound,
    /// Nothing stands where words must.
    Words,
    /// It is none of the lines of a flow.
    Form,
}

/// What the last numbered line takes below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    Answers,
    Members,
    Cases,
    Nothing,
}

/// Reads a line that is neither empty nor a comment.
pub(super) fn read<'a>(line: Piece<'a>, takes: Takes) -> Line<'a> {
    let line = line.trim();
    if let Some(lanes) = line.after("lanes:").or_else(|| line.after("Lanes:")) {
        let lanes = lanes.split("|").into_iter().filter(|lane| !lane.is_empty());
        return Line::Lanes(lanes.map(lane_name).collect());
    }
    if let Some((number, text)) = numbered(line) {
        return match words(text) {
            Some(words) => Line::Node(number, words),
            None => Line::Unknown(line, Why::Words),
        };
    }
    if let Some(way) = line.after("->") {
        return way_of(way).map_or_else(|why| Line::Unknown(line, why), Line::Follow);
    }
    if let Some(item) = item(line) {
        return below(item, takes);
    }
    let ends = [line.after("<"), line.after(">")];
    for (end, make) in ends.into_iter().zip([Line::In, Line::Out]) {
        let Some(end) = end else { continue };
        return match arrow(end) {
            Some((from, way)) if !from.is_empty() => {
                way_of(way).map_or_else(|why| Line::Unknown(line, why), |way| make(from, way))
            }
            _ => Line::Unknown(line, Why::Arrow),
        };
    }
    Line::Unknown(line, Why::Form)
}

/// Reads the mark of an item.
fn item(line: Piece<'_>) -> Option<Piece<'_>> {
    let item = ["-", "*", "+"].into_iter().find_map(|mark| line.after(mark))?;
    item.text.starts_with([' ', '\t']).then(|| item.trim())
}

/// Reads an item: what it is says the line above.
fn below(item: Piece<'_>, takes: Takes) -> Line<'_> {
    match takes {
        Takes::Nothing => Line::Unknown(item, Why::Owner),
        Takes::Cases => match (condition(item), arrow(item)) {
            (Some(said), Some((_, way))) if !said.is_empty() => {
                way_of(way).map_or_else(|why| Line::Unknown(item, why), |way| Line::Case(said, way))
            }
            (Some(_), None) => Line::Unknown(item, Why::Arrow),
            _ => Line::Unknown(item, Why::Owner),
        },
        Takes::Members => words(item).map_or(Line::Unknown(item, Why::Words), Line::Member),
        Takes::Answers => match arrow(item) {
            Some((answer, way)) if !answer.is_empty() => way_of(way)
                .map_or_else(|why| Line::Unknown(item, why), |way| Line::Answer(answer, way)),
            _ => Line::Unknown(item, Why::Arrow),
        },
    }
}

/// Reads the condition of a case: the words behind `If`; `If not` and
/// `Otherwise` are conditions themselves.
fn condition(item: Piece<'_>) -> Option<Piece<'_>> {
    let words = arrow(item).map_or(item, |(words, _)| words);
    let lower = words.text.to_lowercase();
    match &*lower {
        "if not" | "otherwise" => Some(words),
        _ if lower.starts_with("if ") => Some(words.part("if ".len(), words.text.len()).trim()),
        _ => None,
    }
}

fn arrow(piece: Piece<'_>) -> Option<(Piece<'_>, Piece<'_>)> {
    let at = outside(piece.text, "->").next()?;
    // `-->` is no arrow of ours.
    if piece.text.get(..at).is_some_and(|before| before.ends_with(['-', '='])) {
        return None;
    }
    let (before, after) = piece.split_at(at, 2);
    Some((before.trim(), after.trim()))
}

/// Reads `3. text` and `3) text`.
fn numbered(line: Piece<'_>) -> Option<(Piece<'_>, Piece<'_>)> {
    let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.part(digits, line.text.len());
    let text = rest.after(".").or_else(|| rest.after(")"))?;
    let is_number =
        (1..=6).contains(&digits) && (text.is_empty() || text.text.starts_with([' ', '\t']));
    is_number.then(|| (line.part(0, digits), text.trim()))
}

/// Reads the words of a node, its id and its lane; the last two in any order.
fn words(piece: Piece<'_>) -> Option<Words<'_>> {
    let (piece, last) = id_of(piece.trim());
    let (text, lane) = match lane_of(piece) {
        Some((text, lane)) => (text, Some(lane)),
        None => (piece, None),
    };
    let (text, id) = match last {
        Some(id) => (text, Some(id)),
        None => id_of(text),
    };
    (!text.is_empty()).then_some(Words { text, id, lane })
}

/// Takes `{#id}` from the end.
fn id_of(piece: Piece<'_>) -> (Piece<'_>, Option<Piece<'_>>) {
    let at = piece.text.strip_suffix('}').and_then(|inner| inner.rfind("{#"));
    let begins = |at: &usize| {
        let before = piece.text.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '\t'])
    };
    match at.filter(begins) {
        Some(at) => (piece.part(0, at).trim(), Some(piece.part(at + 2, piece.text.len() - 1))),
        None => (piece, None),
    }
}

/// Takes the lane from the end: the last `@` that begins a word.
fn lane_of(piece: Piece<'_>) -> Option<(Piece<'_>, Piece<'_>)> {
    let begins = |at: &usize| {
        let before = piece.text.get(..*at).unwrap_or_default();
        let after = piece.text.get(at + 1..).unwrap_or_default();
        (before.is_empty() || before.ends_with([' ', '\t']))
            && after.starts_with(|c: char| !c.is_whitespace())
    };
    let at = outside(piece.text, "@").filter(begins).last()?;
    let (text, lane) = piece.split_at(at, 1);
    Some((text.trim(), lane_name(lane)))
}

/// Returns the name of a lane; brackets may stand around it.
pub(super) fn lane_name(lane: Piece<'_>) -> Piece<'_> {
    let lane = lane.trim();
    label(lane).name.unwrap_or(lane)
}

fn way_of(piece: Piece<'_>) -> Result<Way<'_>, Why> {
    let (way, at_most, is_shown) = ending(piece)?;
    let targets = way.split("->");
    match targets.iter().any(|target| target.is_empty()) {
        true => Err(Why::Target),
        false => Ok(Way { targets, at_most, is_shown, goes_on: false }),
    }
}

/// Takes `, at most 3 times, not shown` off the end of a way.
pub(in crate::stages::parse) fn ending(
    piece: Piece<'_>,
) -> Result<(Piece<'_>, Option<u32>, bool), Why> {
    let (piece, is_hidden) = match last_words(piece, jump::NOT_SHOWN) {
        Some((before, after)) if after.is_empty() => (before, true),
        _ => (piece, false),
    };
    Ok(match last_words(piece, "at most") {
        Some((before, times)) => (before, Some(bound(times.text)?), !is_hidden),
        None => (piece, None, !is_hidden),
    })
}

/// Splits at the last place of some words behind a space or a comma.
fn last_words<'a>(piece: Piece<'a>, words: &str) -> Option<(Piece<'a>, Piece<'a>)> {
    let lower = piece.text.to_ascii_lowercase();
    let begins = |at: &usize| {
        let before = lower.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '\t', ','])
    };
    let at = outside_all(&lower, words).filter(begins).last()?;
    let (before, after) = piece.split_at(at, words.len());
    let end = before.text.trim_end_matches([' ', '\t', ',']).len();
    Some((before.part(0, end), after.trim()))
}

/// Reads `3 times`.
fn bound(text: &str) -> Result<u32, Why> {
    let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["once"] => Ok(1),
        ["twice"] => Ok(2),
        [number, "time" | "times"] => {
            number.parse().ok().filter(|number| 0 < *number).ok_or(Why::Bound)
        }
        _ => Err(Why::Bound),
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Takes, read};
    use crate::stages::parse::flow::piece::Piece;

    #[test]
    fn reads_each_form() {
        let show = |text: &str, takes| format!("{:?}", read(Piece::new(text, 0), takes));
        let Line::Node(number, words) =
            read(Piece::new("3. Hold it {#hold} @Night desk", 0), Takes::Nothing)
        else {
            panic!("a node")
        };
        assert_eq!((number.text, words.text.text), ("3", "Hold it"));
        assert_eq!(words.id.map(|id| id.text), Some("hold"));
        assert_eq!(words.lane.map(|lane| lane.text), Some("Night desk"));
        let Line::Answer(answer, way) =
            read(Piece::new("   - No, late -> [[A]] -> 3, at most 2 times", 0), Takes::Answers)
        else {
            panic!("an answer")
        };
        let targets: Vec<&str> = way.targets.iter().map(|target| target.text).collect();
        assert_eq!((answer.text, targets, way.at_most), ("No, late", vec!["[[A]]", "3"], Some(2)));
        assert!(show("- No => 3", Takes::Answers).contains("Arrow"));
        assert!(show("- No --> 3", Takes::Answers).contains("Arrow"));
        assert!(show("- No -> 3", Takes::Nothing).contains("Owner"));
        assert!(show("-> ", Takes::Nothing).contains("Target"));
        assert!(show("-> 3, at most often", Takes::Nothing).contains("Bound"));
        assert!(show("4.", Takes::Nothing).contains("Words"));
        assert!(show("2026.5 is no number", Takes::Nothing).contains("Form"));
        assert!(show("1. Write to a@b.example", Takes::Nothing).contains("lane: None"));
    }
}
