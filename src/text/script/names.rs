//! Short names for what only a script itself can see.

use std::collections::BTreeSet;

use super::scope::{Scopes, is_reserved, scopes};
use super::token::{Token, tokens};

/// Letters of names, those first that are frequent in any script.
const FIRST: &str = "etnrsaoidlcpuhmfgvbykwxjqzETNRSAOIDLCPUHMFGVBYKWXJQZ$_";
const NEXT: &str = "etnrsaoidlcpuhmfgvbykwxjqzETNRSAOIDLCPUHMFGVBYKWXJQZ$_0123456789";

/// Shortens the names of a script; `None` if it is not understood.
pub(super) fn shorten(script: &str) -> Option<String> {
    let tokens = tokens(script)?;
    let scopes = scopes(&tokens)?;
    let names = names(&scopes);
    Some(write(script, &tokens, &scopes, &names))
}

/// Chooses a name for each binding: where it is declared and below it, no
/// other that is seen there may have the same.
fn names(scopes: &Scopes<'_>) -> Vec<String> {
    let mut names: Vec<String> =
        scopes.bindings.iter().map(|binding| binding.name.to_string()).collect();
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); scopes.scopes.len()];
    for (number, binding) in scopes.bindings.iter().enumerate() {
        if let Some(own) = own.get_mut(binding.scope) {
            own.push(number);
        }
    }
    for (scope, mut own) in scopes.scopes.iter().zip(own) {
        let uses = |number: &usize| scopes.bindings.get(*number).map_or(0, |binding| binding.uses);
        own.retain(|number| {
            scopes.bindings.get(*number).is_some_and(|own| !scopes.fixed.contains(own.name))
        });
        own.sort_by_key(|number| std::cmp::Reverse(uses(number)));
        let taken: BTreeSet<String> =
            scope.above.iter().filter_map(|number| names.get(*number).cloned()).collect();
        let is_known = |name: &str| scopes.fixed.contains(name) || scopes.free.contains(name);
        let is_free =
            |name: &String| !taken.contains(name) && !is_known(name) && !is_reserved(name);
        for (number, name) in own.into_iter().zip((0..).map(name).filter(is_free)) {
            if let Some(own) = names.get_mut(number) {
                *own = name;
            }
        }
    }
    names
}

/// Returns a name for each number: `a`, `b`, ..., `aa`.
fn name(number: usize) -> String {
    let letter = |letters: &str, at: usize| letters.chars().nth(at).unwrap_or('_');
    let mut name = String::from(letter(FIRST, number % FIRST.len()));
    let mut rest = number / FIRST.len();
    while rest > 0 {
        rest -= 1;
        name.push(letter(NEXT, rest % NEXT.len()));
        rest /= NEXT.len();
    }
    name
}

/// Writes the script with its names, and without marks and ends of lines that
/// mean nothing.
fn write(script: &str, tokens: &[Token<'_>], scopes: &Scopes<'_>, names: &[String]) -> String {
    let end = |token: &Token<'_>| token.start + token.text.len();
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    for (own, binding) in &scopes.uses {
        let name = binding.and_then(|number| names.get(number));
        if let (Some(token), Some(name)) = (tokens.get(own.token), name) {
            let is_long = own.is_short && token.text != name;
            let before = if is_long { format!("{}:", token.text) } else { String::new() };
            edits.push((token.start, end(token), before + name));
        }
    }
    let idle = scopes.idle.iter().filter_map(|number| tokens.get(*number));
    edits.extend(idle.map(|token| (token.start, end(token), String::new())));
    for number in &scopes.joined {
        let before = number.checked_sub(1).and_then(|before| tokens.get(before));
        if let (Some(before), Some(token)) = (before, tokens.get(*number)) {
            let room = script.get(end(before)..token.start).unwrap_or_default();
            if room.trim().is_empty() {
                edits.push((end(before), token.start, String::new()));
            }
        }
    }
    edits.sort();
    let (mut out, mut at) = (String::with_capacity(script.len()), 0);
    for (start, end, text) in edits {
        if at <= start {
            out.push_str(script.get(at..start).unwrap_or_default());
            out.push_str(&text);
            at = end;
        }
    }
    out + script.get(at..).unwrap_or_default()
}
