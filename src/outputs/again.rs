//! `again.json`: who must learn again since the earlier build that the
//! settings or the command line name, as data for programs.
//!
//! `content/reference/again-schema.json` describes it.

use crate::base::Diagnosed;
use crate::model::extension::{Job, Output, RenderContext, Rendered, Subject};
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::training::{AgainList, since};

/// The output of `again.json`.
pub struct Again;

impl Output for Again {
    fn jobs(&self, site: &Site, _theme: &Theme) -> Vec<Job> {
        let path = Theme::folder().child(AgainList::FILE);
        let job = Job { path, subject: Subject::Special(AgainList::FILE) };
        site.published.is_some().then_some(job).into_iter().collect()
    }

    fn render(&self, _job: &Job, ctx: &RenderContext<'_>) -> Diagnosed<Rendered> {
        let earlier = ctx.site.published.as_ref();
        let text = earlier.map(|earlier| {
            let changes = since(ctx.site, earlier);
            AgainList::of(ctx.site, &changes, Some(&earlier.built)).json()
        });
        Diagnosed::clean(Rendered::Bytes(text.unwrap_or_default().into_bytes()))
    }
}
