//! A site of operations documentation, as large as one likes and the same
//! every time: what the benchmarks build.
//!
//! A page has about 6 KB: front matter, headings, a callout, a table, a task
//! list, two blocks of code and eight links. All names have the same length,
//! so what a page weighs does not depend on how many pages there are.

#![expect(clippy::disallowed_methods, reason = "it writes what is measured")]

mod code;
mod roles;
mod words;

use std::fs;
use std::io;
use std::path::Path;

pub use self::roles::write_roles;
use self::words::Words;

/// How large a site is, and how it is divided.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How many pages are written; pages of folders come on top.
    pub pages: usize,
    /// How many pages lie in one folder.
    pub folder: usize,
    /// How many such folders lie in one folder of the first level.
    pub area: usize,
}

impl Shape {
    /// A site of 20 pages a folder and 10 folders an area.
    pub fn of(pages: usize) -> Shape {
        Shape { pages, folder: 20, area: 10 }
    }

    /// Returns where a page lies, from the content folder.
    pub fn path(self, page: usize) -> String {
        let folder = page / self.folder;
        format!("area-{:05}/topic-{folder:05}/page-{page:05}.md", folder / self.area)
    }

    /// Writes the site into the folder `root`.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(self, root: &Path) -> io::Result<()> {
        let content = root.join("content");
        fs::create_dir_all(&content)?;
        fs::write(root.join("handover.toml"), "title = \"Benchmark\"\n")?;
        fs::write(content.join("index.md"), "# Benchmark\n\nPages made by a program.\n")?;
        for page in 0..self.pages {
            let path = content.join(self.path(page));
            if let Some(folder) = path.parent().filter(|_| page % self.folder == 0) {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, self.text(page))?;
        }
        Ok(())
    }

    /// Makes the text of a page.
    fn text(self, page: usize) -> String {
        let mut words = Words::new(page as u64);
        let mut text = front_matter(page, &mut words);
        text.push_str(&format!("# {}\n\n{}\n", title(page), words.paragraph(40)));
        let kind = words.one_of(&["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"]);
        text.push_str(&format!("\n> [!{kind}]\n> {}\n", words.paragraph(25)));
        for section in 0..3 {
            text.push_str(&format!("\n## {}\n\n{}\n", words.heading(section), words.paragraph(80)));
            text.push_str(&self.links(page, &mut words, section));
            text.push_str(&part(page, section, &mut words));
            text.push_str(&format!(
                "\n### {}\n\n{}\n",
                words.heading(section + 3),
                words.paragraph(70)
            ));
        }
        text.push_str("\n## Afterwards\n\n");
        for done in ["x", " ", " "] {
            text.push_str(&format!("- [{done}] {}\n", words.sentence(9)));
        }
        text
    }

    /// Writes two or three links in a list.
    fn links(self, page: usize, words: &mut Words, section: usize) -> String {
        let mut text = String::from("\n");
        let first = page - page % self.folder;
        let beside = first + words.below(self.folder.min(self.pages - first));
        let far = words.below(self.pages);
        let named = words.below(self.pages);
        text.push_str(&format!(
            "- {} [{}](page-{beside:05}.md)\n",
            words.sentence(6),
            words.sentence(3)
        ));
        text.push_str(&format!(
            "- {} [there](../../{}#afterwards)\n",
            words.sentence(6),
            self.path(far)
        ));
        if section < 2 {
            text.push_str(&format!("- {} [[{}]]\n", words.sentence(6), title(named)));
        }
        text
    }
}

/// Returns the title of a page, which is as long as every other.
fn title(page: usize) -> String {
    format!("Restore the service after failure {page:05}")
}

fn front_matter(page: usize, words: &mut Words) -> String {
    format!(
        "---\ntitle: {}\ndescription: {}\nowner: {}\nreviewed: 2026-{:02}-{:02}\n\
         review_every: {} months\ntags: [{}, {}]\n---\n\n",
        title(page),
        words.sentence(12),
        words.one_of(&["Service desk", "Platform team", "Data owner", "Release manager"]),
        1 + words.below(9),
        1 + words.below(28),
        6 * (1 + words.below(3)),
        words.word(),
        words.word(),
    )
}

/// Writes what a section shows besides text: code, a table, code.
fn part(page: usize, section: usize, words: &mut Words) -> String {
    match section {
        0 => code::block(page, words),
        1 => table(words),
        _ => code::block(page + 1, words),
    }
}

fn table(words: &mut Words) -> String {
    let mut text = String::from("\n| Signal | Meaning | Limit | Who acts |\n|---|---|--:|---|\n");
    for _ in 0..6 {
        let (signal, meaning) = (words.word(), words.sentence(5));
        let limit = words.below(900);
        text.push_str(&format!("| `{signal}` | {meaning} | {limit} | {} |\n", words.word()));
    }
    text
}
