//! Differences between two texts, line by line.
//!
//! In a fence of the language `diff` the lines are coloured as a whole. In a
//! fence of another language that shows a change, each line is marked by its
//! first character and the rest is coloured in that language; what was and
//! what is are read apart, so that a removed quote does not colour the rest.

use super::class::Class;
use super::paint::{Painter, Paper};

/// Writes the output of `diff` or `git diff`.
pub fn paint<'a>(lines: impl Iterator<Item = &'a str>, paper: &mut Paper) {
    let mut lines = lines.peekable();
    let mut number = 0_usize;
    let mut in_header = false;
    while let Some(line) = lines.next() {
        if 0 < number {
            paper.end_line();
        }
        number += 1;
        // `--- a` is the name of a file only right before `+++ b`; else a
        // line of SQL was removed.
        let names_old =
            line.starts_with("--- ") && lines.peek().is_some_and(|next| next.starts_with("+++ "));
        let names_new = in_header && line.starts_with("+++ ");
        in_header = names_old;
        paper.write(line, if names_old || names_new { Class::Keyword } else { class(line) });
    }
}

fn class(line: &str) -> Class {
    match line.as_bytes().first() {
        Some(b'+' | b'>') => Class::Inserted,
        Some(b'-' | b'<') => Class::Deleted,
        Some(b'@') if line.starts_with("@@") => Class::Function,
        Some(b'\\') => Class::Comment,
        Some(b'd' | b'i' | b'n' | b'o' | b'r' | b's')
            if HEADS.iter().any(|head| line.starts_with(head)) =>
        {
            Class::Keyword
        }
        _ => Class::Plain,
    }
}

const HEADS: &[&str] = &[
    "diff ",
    "index ",
    "new file mode ",
    "old mode ",
    "new mode ",
    "deleted file mode ",
    "rename from ",
    "rename to ",
    "similarity index ",
];

/// Writes code in a language whose lines begin with `+`, `-` or a space.
pub fn paint_marked<'a>(
    lines: impl Iterator<Item = &'a str>,
    painter: Option<Painter<'_>>,
    paper: &mut Paper,
) {
    let mut old = painter.clone();
    let mut new = painter;
    for (number, line) in lines.enumerate() {
        if 0 < number {
            paper.end_line();
        }
        let (mark, rest) = match line.as_bytes().first() {
            Some(b'+' | b'-' | b' ') => line.split_at(1),
            _ => ("", line),
        };
        let (tag, current) = match mark {
            "+" => (Class::Inserted.tag(), &mut new),
            "-" => (Class::Deleted.tag(), &mut old),
            _ => {
                // What stayed is part of both texts.
                if let Some(old) = &mut old {
                    old.skip(rest);
                }
                ("", &mut new)
            }
        };
        paper.raw(tag);
        paper.write(mark, Class::Plain);
        match current {
            Some(painter) => painter.line(rest, paper),
            None => paper.write(rest, Class::Plain),
        }
        if !tag.is_empty() {
            paper.raw("</span>");
        }
    }
}
