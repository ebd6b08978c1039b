//! Joins the files of a theme to what pages load: each page one style and one
//! script. A reader waits for few files more than for small ones, and a browser
//! keeps them.

use crate::base::SitePath;
use crate::model::theme::{Family, Shown, Theme};

type Asset = (SitePath, Vec<u8>);

/// Joins the files that pages load. Styles are, in this order, `theme.css`;
/// `lists.css`, unless the page is a charter or of a course; `diagram.css` for
/// drawings; `run.css` and `run/*.css` for something to do; the styles of
/// charters or courses; `own.css`, which a theme has to change single things.
/// A page with a calendar, which may be of a course, has the styles of both.
/// A runbook without lists of pages has `runbook.css`: those without `lists.css`.
/// A book has the styles of all pages, and `book.css` behind them.
///
/// A page begins with `theme.js`, behind the script of charters or courses;
/// the latter runs when the page is there. The scripts `run/*.js` are one function, in order of their names, in which
/// they share one scope: `run.js`. A theme may have a file `run.js` in place
/// of them.
///
/// What readers search with is `search.js`, joined so of `search/*.js`. Its
/// styles, `search.css`, come with it; the page of search has them in one file
/// with `theme.css`.
/// Sites that browsers keep have `offline.css` and `offline.js` on every page;
/// `keeping` is their day.
pub(super) fn join(assets: &mut Vec<Asset>, keeping: Option<&str>) {
    let mut parts = Parts::take(assets);
    parts.keep(assets, keeping);
    for family in Family::ALL {
        for shown in Shown::ALL {
            assets.push((Theme::styles(family, shown), parts.styles(family, shown)));
        }
    }
    assets.push((Theme::runbook_styles(), parts.runbook()));
    assets.push((Theme::book_styles(), parts.book()));
    for family in [Family::Any, Family::Charter, Family::Course] {
        assets.push((Theme::script(family), parts.script(family)));
    }
    assets.push((Theme::run_script(), function(&parts.run_script)));
    if !parts.search_script.is_empty() {
        assets.push((Theme::search_script(), function(&parts.search_script)));
    }
    assets.push((Theme::search_styles(), parts.search_styles(assets)));
    assets.sort();
}

/// The files that are joined.
struct Parts {
    frame: Vec<u8>,
    lists: Vec<u8>,
    drawings: Vec<u8>,
    run: Vec<u8>,
    charters: Vec<u8>,
    courses: Vec<u8>,
    books: Vec<u8>,
    own: Vec<u8>,
    script: Vec<u8>,
    run_script: Vec<u8>,
    charter_script: Vec<u8>,
    course_script: Vec<u8>,
    search_script: Vec<u8>,
}

impl Parts {
    /// Takes them from the files of a theme.
    fn take(assets: &mut Vec<Asset>) -> Parts {
        let run = [file(assets, "run.css"), folder(assets, "run", "css")];
        let (own, scripts) = (file(assets, "run.js"), folder(assets, "run", "js"));
        Parts {
            frame: file(assets, "theme.css"),
            lists: file(assets, "lists.css"),
            drawings: file(assets, "diagram.css"),
            run: lines(run),
            charters: file(assets, "charter/charter.css"),
            courses: file(assets, "course.css"),
            books: file(assets, "book.css"),
            own: file(assets, "own.css"),
            script: file(assets, "theme.js"),
            run_script: if own.is_empty() { scripts } else { own },
            charter_script: file(assets, "charter/now.js"),
            course_script: file(assets, "course.js"),
            search_script: folder(assets, "search", "js"),
        }
    }

    /// Adds what lets browsers keep the site, or leaves it out.
    fn keep(&mut self, assets: &mut Vec<Asset>, keeping: Option<&str>) {
        let [style, script] = ["offline.css", "offline.js"].map(|name| file(assets, name));
        let Some(built) = keeping else { return };
        let script = String::from_utf8_lossy(&script).replace("{built}", built);
        self.frame = lines([std::mem::take(&mut self.frame), style]);
        self.script = lines([std::mem::take(&mut self.script), script.into_bytes()]);
    }

    fn styles(&self, family: Family, shown: Shown) -> Vec<u8> {
        let (lists, charters, courses) = (&self.lists, &self.charters, &self.courses);
        let (first, last): (Option<&Vec<u8>>, &[&Vec<u8>]) = match family {
            Family::Any => (Some(lists), &[]),
            Family::Calendar => (Some(lists), &[charters, courses]),
            Family::Charter => (None, &[charters]),
            Family::Course => (None, &[courses]),
        };
        let drawings = (Shown::Drawings <= shown).then_some(&self.drawings);
        let run = (Shown::Work <= shown).then_some(&self.run);
        let all = [Some(&self.frame), first, drawings, run].into_iter().flatten();
        lines(all.chain(last.iter().copied()).chain([&self.own]).cloned())
    }

    /// A runbook is opened when little else works: it has what it needs alone.
    fn runbook(&self) -> Vec<u8> {
        lines([&self.frame, &self.drawings, &self.run, &self.own].map(Vec::clone))
    }

    /// A book has pages of all kinds. What stands below `main` on a page stands
    /// below its chapter there.
    fn book(&self) -> Vec<u8> {
        let Parts { frame, lists, drawings, run, charters, courses, books, own, .. } = self;
        let pages = lines([frame, lists, drawings, run, charters, courses].map(Vec::clone));
        let pages = String::from_utf8_lossy(&pages)
            .replace("main>", ".chapter>")
            .replace(":is(main,", ":is(.chapter,");
        lines([pages.into_bytes(), books.clone(), own.clone()])
    }

    /// Joins the styles of the page of search; those of search alone stay.
    fn search_styles(&self, assets: &[Asset]) -> Vec<u8> {
        let search = assets.iter().filter(|(path, _)| path.as_str() == "search.css");
        let search = search.map(|(_, bytes)| bytes);
        lines([&self.frame].into_iter().chain(search).chain([&self.own]).cloned())
    }

    fn script(&self, family: Family) -> Vec<u8> {
        let own = match family {
            Family::Any | Family::Calendar => Vec::new(),
            Family::Charter => self.charter_script.clone(),
            Family::Course => function(&self.course_script),
        };
        lines([own, self.script.clone()])
    }
}

/// Takes a file; what a theme does not have is empty.
fn file(assets: &mut Vec<Asset>, name: &str) -> Vec<u8> {
    let taken = assets.extract_if(.., |(path, _)| path.as_str() == name);
    taken.flat_map(|(_, bytes)| bytes).collect()
}

/// Takes the files of a folder with an ending.
fn folder(assets: &mut Vec<Asset>, name: &str, ending: &str) -> Vec<u8> {
    let folder = SitePath::default().child(name);
    let is_part = |path: &SitePath| path.below(&folder).is_some_and(|_| path.extension() == ending);
    let taken = assets.extract_if(.., |(path, _)| is_part(path));
    lines(taken.map(|(_, bytes)| bytes))
}

/// Joins texts, each of which ends its last line.
fn lines(texts: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut joined = Vec::new();
    for text in texts {
        joined.extend(&text);
        if text.last().is_some_and(|last| *last != b'\n') {
            joined.push(b'\n');
        }
    }
    joined
}

/// Makes a function of scripts that runs when the page is there; the file it
/// comes from is known as `script`.
fn function(scripts: &[u8]) -> Vec<u8> {
    let begin = "(() => {\n\"use strict\";\nconst script = document.currentScript;\n\
                 const start = () => {\n";
    let end = "};\nif (document.readyState === \"loading\") \
               addEventListener(\"DOMContentLoaded\", start); else start();\n})();\n";
    let scripts = lines([scripts.to_vec()]);
    [begin.as_bytes(), &scripts, end.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::{Asset, function, join};
    use crate::base::SitePath;

    fn file(path: &str, text: &str) -> Asset {
        (SitePath::new(path).expect("a path"), text.as_bytes().to_vec())
    }

    fn joined(mut files: Vec<Asset>) -> Vec<String> {
        files.sort();
        join(&mut files, None);
        let text = |(path, bytes): Asset| format!("{path}: {}", String::from_utf8_lossy(&bytes));
        files.into_iter().map(text).collect()
    }

    #[test]
    fn each_page_has_one_style_and_one_script() {
        let script = |parts: &str| String::from_utf8(function(parts.as_bytes())).expect("a text");
        let frame = [file("theme.css", "t"), file("theme.js", "s")];
        let parts = [
            file("book.css", "b"),
            file("charter/charter.css", "h main>p"),
            file("charter/now.js", "n"),
            file("course.css", "o"),
            file("course.js", "j"),
            file("diagram.css", "d\n"),
            file("lists.css", "l"),
            file("run.css", "r"),
            file("run/10-a.css", "c"),
            file("run/10-a.js", "a"),
            file("run/20-b.js", "b"),
            file("run/notes.txt", "n"),
            file("search.css", "f"),
            file("search/10-e.js", "e"),
            file("search/60-v.js", "v"),
        ];
        assert_eq!(
            joined([frame.to_vec(), parts.to_vec()].concat()),
            [
                "book.css: t\nl\nd\nr\nc\nh .chapter>p\no\nb\n".to_string(),
                "calendar-diagram.css: t\nl\nd\nh main>p\no\n".into(),
                "calendar-run.css: t\nl\nd\nr\nc\nh main>p\no\n".into(),
                "calendar.css: t\nl\nh main>p\no\n".into(),
                "charter-diagram.css: t\nd\nh main>p\n".into(),
                "charter-run.css: t\nd\nr\nc\nh main>p\n".into(),
                "charter.css: t\nh main>p\n".into(),
                "charter.js: n\ns\n".into(),
                "course-diagram.css: t\nd\no\n".into(),
                "course-run.css: t\nd\nr\nc\no\n".into(),
                "course.css: t\no\n".into(),
                format!("course.js: {}s\n", script("j")),
                "diagram.css: t\nl\nd\n".into(),
                "run.css: t\nl\nd\nr\nc\n".into(),
                format!("run.js: {}", script("a\nb\n")),
                "run/notes.txt: n".into(),
                "runbook.css: t\nd\nr\nc\n".into(),
                "search-page.css: t\nf\n".into(),
                "search.css: f".into(),
                format!("search.js: {}", script("e\nv\n")),
                "theme.css: t\nl\n".into(),
                "theme.js: s\n".into(),
            ]
        );
        let own = [file("run.js", "own"), file("run/10-a.js", "a"), file("own.css", "w")];
        let all = joined([frame.to_vec(), own.to_vec()].concat());
        assert!(all.contains(&"theme.css: t\nw\n".to_string()));
        assert!(all.contains(&"charter-run.css: t\nw\n".to_string()));
        assert!(all.contains(&format!("run.js: {}", script("own"))));
    }
}
