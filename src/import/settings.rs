//! The settings of the new site: `handover.toml`.

use super::gather::Gather;
use super::keys::quoted;
use super::menu;
use crate::base::SitePath;

/// What the source says about the site as a whole.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// Its title.
    pub title: Option<String>,
    /// A second, quieter part of its name.
    pub tagline: Option<String>,
    /// The language of its pages.
    pub lang: Option<String>,
    /// Its menu, if it is written down.
    pub menu: Vec<menu::Entry>,
    /// Titles of pages that are announced and not written.
    pub planned: Vec<String>,
}

impl Settings {
    /// Writes `handover.toml` and, if there is a menu, `nav.yml`.
    pub fn write(&self, gather: &mut Gather<'_>) {
        let mut text = String::new();
        let mut line = |key: &str, value: &Option<String>| {
            if let Some(value) = value {
                text.push_str(&format!("{key} = {}\n", quoted(value)));
            }
        };
        line("title", &self.title);
        line("tagline", &self.tagline);
        line("lang", &self.lang);
        text.push_str("content = \"content\"\n");
        if !self.menu.is_empty() {
            text.push_str("nav = \"nav.yml\"\n");
            gather.write(&SitePath::default().child("nav.yml"), menu::write(&self.menu));
        }
        text.push_str(
            "# Broken links are errors, all else is advice. `standard` asks for more.\n\
             profile = \"adopt\"\n",
        );
        for title in &self.planned {
            text.push_str(&format!("\n[[planned]]\ntitle = {}\n", quoted(title)));
        }
        gather.write(&SitePath::default().child("handover.toml"), text);
    }
}
