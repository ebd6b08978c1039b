//! The text of a chapter: `{{#include}}` and its like.

use std::ops::Range;

use super::Site;
use super::select::{self, Part};
use crate::base::SitePath;
use crate::import::draft::Draft;
use crate::import::gather::Gather;
use crate::import::out::Out;
use crate::import::page::{self, Page};
use crate::import::report::Outcome;
use crate::import::shape;
use crate::import::walk::{Step, Walk};
use crate::model::world::Failure;

/// A directive longer than this is text.
const LONGEST: usize = 1024;

/// A chapter rewritten.
#[derive(Default)]
pub(super) struct Rewritten {
    /// Its text.
    pub draft: Draft,
    /// The title it gives to its page.
    pub title: Option<String>,
}

/// A directive as it is written: `{{#include a.rs:x}}`.
struct Directive<'a> {
    name: &'a str,
    /// What follows the name.
    rest: &'a str,
    /// The byte it begins at.
    at: usize,
    end: usize,
}

/// What a directive becomes.
enum Shape {
    /// Text put in its place, in code as it is.
    Words(String),
    Block(Draft),
    Title(String),
    Unknown(String),
}

struct Body<'a, 'g> {
    gather: &'a mut Gather<'g>,
    site: &'a Site,
    page: &'a Page,
    title: Option<String>,
}

/// Rewrites a chapter.
///
/// # Errors
/// A [`Failure`] if a file that it includes cannot be read.
pub(super) fn rewrite(
    gather: &mut Gather<'_>,
    site: &Site,
    page: &Page,
) -> Result<Rewritten, Failure> {
    let text = &page.text.text;
    let mut out = Out::default();
    if let Some(unread) = page::unread_front(gather, page) {
        out.block(&unread, 0);
    }
    let mut body = Body { gather, site, page, title: None };
    let mut walk = Walk::new(text, page.front.body..text.len(), &["{{#", "\\{{#"]);
    while let Some(step) = walk.next() {
        match step {
            Step::Text(range) | Step::Comment(range) => out.copy(text, range),
            Step::Code(range) => body.code(range, &mut out)?,
            Step::Mark(at) => {
                let end = body.mark(at, &mut out)?;
                walk.seek(end);
            }
        }
    }
    Ok(Rewritten { draft: out.finish(), title: body.title })
}

/// Reads the directive at byte `at`.
fn directive(text: &str, at: usize) -> Option<Directive<'_>> {
    let rest = text.get(at..)?.strip_prefix("{{#")?;
    let near = rest.as_bytes().get(..LONGEST.min(rest.len()))?;
    let length = near.windows(2).position(|pair| pair == b"}}" || pair.starts_with(b"\n"))?;
    let inside = rest.get(..length).filter(|_| near.get(length) == Some(&b'}'))?;
    let (name, rest) = inside.split_once([' ', '\t']).unwrap_or((inside, ""));
    Some(Directive { name, rest: rest.trim(), at, end: at + 3 + length + 2 })
}

impl Body<'_, '_> {
    /// Rewrites what begins at byte `at` in the text; returns where it ends.
    fn mark(&mut self, at: usize, out: &mut Out) -> Result<usize, Failure> {
        let page = self.page;
        let text = &page.text.text;
        let is_escaped = text.get(at..).is_some_and(|rest| rest.starts_with('\\'));
        let start = at + usize::from(is_escaped);
        let Some(found) = directive(text, start) else {
            let end = start + 3;
            out.code("{{#", at);
            self.gather.report.not_understood(page.text.place(at), "directive", "it never ends");
            return Ok(end);
        };
        let end = found.end;
        let written = text.get(start..end).unwrap_or_default();
        if is_escaped {
            out.code(written, at);
            self.gather.report.count("directive that is shown", Outcome::Changed);
            return Ok(end);
        }
        let name = format!("directive {}", found.name);
        let shape = match self.in_text(&found)? {
            Shape::Block(_) if out.is_in_table() => {
                Shape::Unknown("it is a block, which cannot stand in a table".into())
            }
            shape => shape,
        };
        match shape {
            Shape::Words(words) => out.words(&words, at),
            Shape::Block(block) => out.block(&block, at),
            Shape::Title(title) => self.title = Some(title),
            Shape::Unknown(reason) => {
                out.code(written, at);
                self.gather.report.not_understood(page.text.place(at), &name, &reason);
                return Ok(end);
            }
        }
        self.gather.report.count(&name, Outcome::Changed);
        Ok(end)
    }

    fn in_text(&mut self, found: &Directive<'_>) -> Result<Shape, Failure> {
        match found.name {
            "title" => Ok(Shape::Title(found.rest.into())),
            "include" => self.include(found),
            "rustdoc_include" | "playground" | "playpen" => {
                let written = found.rest.split_whitespace().next().unwrap_or_default();
                let code = match self.text_of(written)? {
                    Ok((file, text, part)) => select::part(&text, &part).map(|code| (file, code)),
                    Err(reason) => return Ok(Shape::Unknown(reason)),
                };
                Ok(match code {
                    Some((file, code)) => Shape::Block(fence(&file, &code, found.at)),
                    None => Shape::Unknown("the file has no such mark".into()),
                })
            }
            _ => Ok(Shape::Unknown("no directive of this name is known".into())),
        }
    }

    /// An include in the text: Markdown as an include of ours, or what is
    /// chosen of it; anything else as code.
    fn include(&mut self, found: &Directive<'_>) -> Result<Shape, Failure> {
        let (file, text, part) = match self.text_of(found.rest)? {
            Ok(found) => found,
            Err(reason) => return Ok(Shape::Unknown(reason)),
        };
        let is_markdown = matches!(file.extension(), "md" | "markdown");
        if is_markdown && part == Part::Whole && !text.contains("{{#") {
            let target = self.site.addresses.file(&file);
            if let Some(target) = target {
                let path = page::follow(self.gather, self.page, target);
                let include = shape::include(file.stem(), &path);
                return Ok(Shape::Block(Draft::of(include, found.at)));
            }
        }
        let Some(chosen) = select::part(&text, &part) else {
            return Ok(Shape::Unknown("the file has no such mark".into()));
        };
        Ok(match is_markdown {
            true if chosen.contains("{{#") => {
                Shape::Unknown("what it includes has directives itself".into())
            }
            true => Shape::Words(chosen),
            false => Shape::Block(fence(&file, &chosen, found.at)),
        })
    }

    /// Reads the file that a directive names, and which part of it.
    fn text_of(
        &mut self,
        written: &str,
    ) -> Result<Result<(SitePath, String, Part), String>, Failure> {
        let (path, part) = select::split(written.trim());
        let folder = self.page.placed.source.parent();
        let Some(file) = folder.join(path) else {
            return Ok(Err(format!("`{path}` lies outside the folder of the book")));
        };
        if !self.gather.has(&file) {
            return Ok(Err(format!("the source has no file `{file}`")));
        }
        let text = self.gather.read(&file)?;
        Ok(match text {
            Some(text) => Ok((file, text.text, part)),
            None => Err(format!("`{file}` is no text")),
        })
    }

    /// Copies code, with what directives in it include.
    fn code(&mut self, range: Range<usize>, out: &mut Out) -> Result<(), Failure> {
        let page = self.page;
        let text = &page.text.text;
        let mut done = range.start;
        let mut at = range.start;
        while let Some(next) = text.get(at..range.end).and_then(|rest| rest.find("{{#")) {
            at += next;
            let Some(found) = directive(text, at).filter(|found| found.end <= range.end) else {
                at += 3;
                continue;
            };
            let is_escaped = text.get(..at).is_some_and(|before| before.ends_with('\\'));
            let shape = match is_escaped {
                true => Shape::Words(text.get(at..found.end).unwrap_or_default().into()),
                false => self.in_code(&found)?,
            };
            let name = format!("directive {}", found.name);
            match shape {
                Shape::Words(words) => {
                    out.copy(text, done..at - usize::from(is_escaped));
                    out.words(&words, at);
                    done = found.end;
                    let name = if is_escaped { "directive that is shown" } else { &name };
                    self.gather.report.count(name, Outcome::Changed);
                }
                Shape::Unknown(reason) => {
                    self.gather.report.not_understood(page.text.place(at), &name, &reason);
                }
                Shape::Block(_) | Shape::Title(_) => {}
            }
            at = found.end;
        }
        out.copy(text, done..range.end);
        Ok(())
    }

    fn in_code(&mut self, found: &Directive<'_>) -> Result<Shape, Failure> {
        let is_hiding = match found.name {
            "include" | "playground" | "playpen" => false,
            "rustdoc_include" => true,
            _ => return Ok(Shape::Unknown("it stands in code and is kept as it is".into())),
        };
        let (_, text, part) = match self.text_of(found.rest)? {
            Ok(found) => found,
            Err(reason) => return Ok(Shape::Unknown(reason)),
        };
        let code = match is_hiding {
            true => select::with_hidden(&text, &part),
            false => select::part(&text, &part),
        };
        Ok(match code {
            Some(code) if code.contains("```") => {
                Shape::Unknown("what it includes would end the code".into())
            }
            Some(code) => Shape::Words(code),
            None => Shape::Unknown("the file has no such mark".into()),
        })
    }
}

fn fence(file: &SitePath, code: &str, at: usize) -> Draft {
    let language = match file.extension() {
        "rs" => "rust",
        "sh" => "bash",
        "py" => "python",
        "js" => "javascript",
        other => other,
    };
    Draft::of(shape::fence(language, code), at)
}
