//! Files that go along with the pages: pictures and downloads of the
//! content, styles and scripts of the theme.

use crate::base::Diagnosed;
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::text::{css, script};

/// The output `assets`.
pub struct Assets;

impl Output for Assets {
    fn jobs(&self, site: &Site, theme: &Theme) -> Vec<Job> {
        let own = site
            .assets
            .iter()
            .map(|path| Job { path: path.clone(), subject: Subject::Asset(path.clone()) });
        let variants = site.variants.files();
        let variants =
            variants.map(|path| Job { path: path.clone(), subject: Subject::Asset(path.clone()) });
        let theme = theme.assets.iter().map(|(path, _)| Job {
            path: Theme::folder().join(path.as_str()).unwrap_or_else(|| path.clone()),
            subject: Subject::Special("theme"),
        });
        own.chain(variants).chain(theme).collect()
    }

    fn render(&self, job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let rendered = match &job.subject {
            Subject::Asset(path) if ctx.site.variants.content(path).is_some() => {
                let content = ctx.site.variants.content(path);
                content.cloned().unwrap_or_else(|| Rendered::Bytes(Vec::new()))
            }
            Subject::Asset(path) => {
                let content = &ctx.site.config.content;
                Rendered::Copy(content.join(path.as_str()).unwrap_or_else(|| path.clone()))
            }
            _ => {
                let name = job.path.below(&Theme::folder());
                let file = ctx.theme.assets.iter().find(|(path, _)| Some(path) == name.as_ref());
                let bytes = file.map(|(_, bytes)| bytes.as_slice()).unwrap_or_default();
                match (job.path.extension(), std::str::from_utf8(bytes)) {
                    ("css", Ok(css)) => Rendered::Bytes(css::compact(css).into_bytes()),
                    ("js", Ok(js)) => Rendered::Bytes(script::compact(js).into_bytes()),
                    _ => Rendered::Bytes(bytes.to_vec()),
                }
            }
        };
        Diagnosed::clean(rendered)
    }
}
