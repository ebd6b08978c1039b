//! A theme: templates and files, compiled and ready.

use crate::base::SitePath;
use crate::text::template::Templates;

/// A theme with the site's overrides applied.
#[derive(Debug)]
pub struct Theme {
    /// Its templates, compiled.
    pub templates: Templates,
    /// Files published as they are, by path below [`Theme::FOLDER`].
    pub assets: Vec<(SitePath, Vec<u8>)>,
}

impl Theme {
    /// The folder of the theme's files in the output.
    pub const FOLDER: &'static str = "_handover";
}
