//! A theme: templates and files, compiled and ready.

use crate::base::SitePath;
use crate::text::template::Templates;

/// A theme with the site's overrides applied.
#[derive(Debug, Default)]
pub struct Theme {
    /// Its templates, compiled.
    pub templates: Templates,
    /// Files published as they are, by path below [`Theme::folder`].
    pub assets: Vec<(SitePath, Vec<u8>)>,
    /// Files that the site has put in place of built-in ones or beside them,
    /// from the folder of its theme.
    pub replaced: Vec<SitePath>,
}

impl Theme {
    /// Returns the folder of the theme's files in the output.
    pub fn folder() -> SitePath {
        SitePath::default().child("_handover")
    }

    /// Returns the path of the styles of a page, below [`Theme::folder`].
    pub fn styles(family: Family, shown: Shown) -> SitePath {
        let name = match (family, shown) {
            (Family::Any, Shown::Text) => "theme.css",
            (Family::Any, Shown::Drawings) => "diagram.css",
            (Family::Any, Shown::Work) => "run.css",
            (Family::Calendar, Shown::Text) => "calendar.css",
            (Family::Calendar, Shown::Drawings) => "calendar-diagram.css",
            (Family::Calendar, Shown::Work) => "calendar-run.css",
            (Family::Charter, Shown::Text) => "charter.css",
            (Family::Charter, Shown::Drawings) => "charter-diagram.css",
            (Family::Charter, Shown::Work) => "charter-run.css",
            (Family::Course, Shown::Text) => "course.css",
            (Family::Course, Shown::Drawings) => "course-diagram.css",
            (Family::Course, Shown::Work) => "course-run.css",
        };
        SitePath::default().child(name)
    }

    /// Returns the path of the styles of a runbook that shows no lists of pages,
    /// below [`Theme::folder`].
    pub fn runbook_styles() -> SitePath {
        SitePath::default().child("runbook.css")
    }

    /// Returns the path of the styles of books, below [`Theme::folder`].
    pub fn book_styles() -> SitePath {
        SitePath::default().child("book.css")
    }

    /// Returns the path of the script that a page begins with, below
    /// [`Theme::folder`].
    pub fn script(family: Family) -> SitePath {
        let name = match family {
            Family::Any | Family::Calendar => "theme.js",
            Family::Charter => "charter.js",
            Family::Course => "course.js",
        };
        SitePath::default().child(name)
    }

    /// Returns the path of the styles of the page of search, below
    /// [`Theme::folder`].
    pub fn search_styles() -> SitePath {
        SitePath::default().child("search-page.css")
    }

    /// Returns the path of the script of search, below [`Theme::folder`].
    pub fn search_script() -> SitePath {
        SitePath::default().child("search.js")
    }

    /// Returns the path of the script of pages that are run, below
    /// [`Theme::folder`].
    pub fn run_script() -> SitePath {
        SitePath::default().child("run.js")
    }
}

/// What a page is, as far as its styles and scripts go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A page of a kind without styles of its own.
    Any,
    /// A page of any kind with a calendar in it.
    Calendar,
    /// A charter.
    Charter,
    /// A course or a path.
    Course,
}

impl Family {
    /// All families.
    pub const ALL: [Family; 4] = [Family::Any, Family::Calendar, Family::Charter, Family::Course];
}

/// What a page shows; each needs the styles of those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// Text alone.
    Text,
    /// Drawings too.
    Drawings,
    /// Something to do: steps, tasks, values.
    Work,
}

impl Shown {
    /// All that pages show.
    pub const ALL: [Shown; 3] = [Shown::Text, Shown::Drawings, Shown::Work];
}
