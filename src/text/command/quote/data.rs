//! Values in addresses, in requests of HTTP and in JSON.

use super::{Found, Piece, letters, lines};

/// Reads a word that a program takes as it is, or the text it is given.
pub(super) fn argument(pieces: &[Piece], found: &mut Found) {
    if is_json(pieces) {
        return json(pieces, found);
    }
    for line in pieces.split(|piece| piece.letter().is_some_and(char::is_whitespace)) {
        address(line, found);
    }
}

/// Tells whether a text is an object or a list.
fn is_json(pieces: &[Piece]) -> bool {
    let letters = pieces.iter().map(|piece| piece.letter().unwrap_or('x'));
    let mut seen = letters.filter(|letter| !letter.is_whitespace());
    matches!((seen.next(), seen.next()), (Some('{'), Some('"')) | (Some('['), Some('"' | '{')))
}

/// Reads an address: a value behind its scheme is part of it.
fn address(pieces: &[Piece], found: &mut Found) {
    let text = letters(pieces);
    let Some(mark) = text.find("://") else { return };
    let is_named = text
        .get(..mark)
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    if !is_named {
        return;
    }
    let begin = text.get(..mark).map_or(0, |before| before.chars().count()) + 3;
    let mut is_host = true;
    for piece in pieces.iter().skip(begin) {
        match piece {
            Piece::Letter('/' | '?' | '#') => is_host = false,
            Piece::Value(..) => found.add(piece, if is_host { 't' } else { 'u' }),
            _ => {}
        }
    }
}

/// Reads JSON: a value between quotes, or as one of its own.
pub(super) fn json(pieces: &[Piece], found: &mut Found) {
    let (mut is_text, mut escapes) = (false, false);
    for (at, piece) in pieces.iter().enumerate() {
        let escaped = std::mem::take(&mut escapes);
        match piece {
            Piece::Letter('"') if !escaped => is_text = !is_text,
            Piece::Letter('\\') if is_text && !escaped => escapes = true,
            Piece::Value(..) if escaped => {
                found.forbid(std::slice::from_ref(piece));
            }
            Piece::Value(..) if is_text => found.add(piece, 'j'),
            Piece::Value(..) if stands_alone(pieces, at) => found.add(piece, 'J'),
            Piece::Value(..) => found.forbid(std::slice::from_ref(piece)),
            _ => {}
        }
    }
}

/// Tells whether nothing adjoins a value but marks.
pub(super) fn stands_alone(pieces: &[Piece], at: usize) -> bool {
    let is_apart = |piece: Option<&Piece>| match piece {
        None => true,
        Some(Piece::Letter(c)) => {
            !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | '"' | '\''))
        }
        Some(_) => false,
    };
    let before = at.checked_sub(1).and_then(|at| pieces.get(at));
    is_apart(before) && is_apart(pieces.get(at + 1))
}

/// Where in a request a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Request,
    Header,
    Body,
}

/// What the body of a request is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Fields of a form, as in an address.
    Fields,
    Other,
}

/// Reads requests: their lines, headers and bodies.
pub(super) fn http(pieces: &[Piece], found: &mut Found) {
    let (mut part, mut form) = (Part::Request, Form::Other);
    let mut body: Vec<Piece> = Vec::new();
    for line in lines(pieces) {
        let text = letters(line);
        let text = text.trim();
        match part {
            _ if text.starts_with("###") => {
                end_body(&std::mem::take(&mut body), form, found);
                (part, form) = (Part::Request, Form::Other);
                one_line(line, found);
            }
            Part::Body => body.extend_from_slice(line),
            Part::Request if text.is_empty() => {}
            Part::Request if text.starts_with(['#', '@']) => one_line(line, found),
            Part::Request => {
                request(line, found);
                part = Part::Header;
            }
            Part::Header if text.is_empty() => part = Part::Body,
            Part::Header if text.starts_with(['?', '&']) => request(line, found),
            Part::Header => {
                if text.to_ascii_lowercase().contains("x-www-form-urlencoded") {
                    form = Form::Fields;
                }
                one_line(line, found);
            }
        }
    }
    end_body(&body, form, found);
}

fn one_line(line: &[Piece], found: &mut Found) {
    line.iter().for_each(|piece| found.add(piece, 'k'));
}

/// `GET /jobs/{{job}}?of={{queue}} HTTP/1.1`.
fn request(line: &[Piece], found: &mut Found) {
    for word in line.split(|piece| piece.letter().is_some_and(char::is_whitespace)) {
        let (first, rest) = word.split_at(word.len().min(1));
        match first {
            [Piece::Letter('/' | '?' | '&')] => rest.iter().for_each(|piece| found.add(piece, 'u')),
            [Piece::Value(..)] => {
                found.forbid(first);
                rest.iter().for_each(|piece| found.add(piece, 'u'));
            }
            _ if letters(word).contains("://") => address(word, found),
            _ => found.forbid(word),
        }
    }
}

fn end_body(body: &[Piece], form: Form, found: &mut Found) {
    match form {
        Form::Fields => body.iter().for_each(|piece| found.add(piece, 'u')),
        Form::Other if is_json(body) => json(body, found),
        Form::Other => {}
    }
}
