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
}

impl Theme {
    /// Returns the folder of the theme's files in the output.
    pub fn folder() -> SitePath {
        SitePath::default().child("_handover")
    }

    /// Returns the path of the styles of pages with drawings, below
    /// [`Theme::folder`].
    pub fn drawing_styles() -> SitePath {
        SitePath::default().child("diagram.css")
    }

    /// Returns the path of the styles of courses and paths, below
    /// [`Theme::folder`].
    pub fn course_styles() -> SitePath {
        SitePath::default().child("course.css")
    }

    /// Returns the path of the script of courses and paths, below
    /// [`Theme::folder`].
    pub fn course_script() -> SitePath {
        SitePath::default().child("course.js")
    }

    /// Returns the path of the script of pages that are run, below
    /// [`Theme::folder`].
    pub fn run_script() -> SitePath {
        SitePath::default().child("run.js")
    }

    /// Returns the path of the styles of pages that are run, below
    /// [`Theme::folder`].
    pub fn run_styles() -> SitePath {
        SitePath::default().child("run.css")
    }

    /// Returns the path of the script of charters, below [`Theme::folder`].
    pub fn charter_script() -> SitePath {
        SitePath::default().child("charter.js")
    }

    /// Returns the path of the styles of charters, below [`Theme::folder`].
    pub fn charter_styles() -> SitePath {
        SitePath::default().child("charter.css")
    }

    /// Returns the path of a file of charters alone, which joins no other.
    pub fn of_charters(name: &str) -> SitePath {
        SitePath::default().child("charter").child(name)
    }
}
