//! The least a build can do: read every page, turn its Markdown into HTML,
//! write it. No template, no links, no colours.

use std::fs;
use std::path::{Path, PathBuf};

use handover::text::{front_matter, markdown};
use rayon::prelude::*;

use super::{Figures, Outcome};

/// Builds the pages below `content` into the folder `out`.
pub fn build(content: &Path, out: &Path) -> Outcome<Figures> {
    let mut pages = Vec::new();
    for entry in walkdir::WalkDir::new(content).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            pages.push(entry.path().strip_prefix(content)?.with_extension(""));
        }
    }
    let made: Result<Vec<()>, std::io::Error> =
        pages.par_iter().map(|page| one(content, out, page)).collect();
    made?;
    Ok(Figures::from([("files".into(), pages.len() as f64)]))
}

fn one(content: &Path, out: &Path, page: &PathBuf) -> std::io::Result<()> {
    let text = fs::read_to_string(content.join(page).with_extension("md"))?;
    let body = front_matter::split(&text).body as usize;
    let body = text.get(body..).unwrap_or_default();
    let mut html = String::with_capacity(body.len() * 2);
    pulldown_cmark::html::push_html(
        &mut html,
        pulldown_cmark::Parser::new_ext(body, markdown::options()),
    );
    let folder = out.join(page);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), html)
}
