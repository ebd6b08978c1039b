//! `unknown-variable`: a page mentions a value that is nowhere kept;
//! `withheld-value`: one that is for another audience than the site.

use crate::base::{Code, Diagnostic, Span};
use crate::model::document::MentionPlace;
use crate::model::extension::Check;
use crate::model::site::Site;

/// For so many names a value is suggested.
const MOST_SUGGESTED: usize = 100;

/// The check `unknown-variable`.
pub struct UnknownVariable;

impl Check for UnknownVariable {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        let records = &site.catalog.records;
        let mut suggested = 0usize;
        for (document, _) in site.pages.values().flat_map(|page| page.parts()) {
            for mention in &document.mentions {
                let name = mention.range.of(&document.source.text);
                // Code of a site without such values is code of something else.
                let is_foreign = mention.place == MentionPlace::Code && !records.has_root(name);
                if is_foreign || records.value(name).is_some() {
                    continue;
                }
                let span = Span::new(document.source.file, mention.range);
                if let Some(audiences) = records.withheld(name) {
                    found.push(withheld(name, audiences, span));
                    continue;
                }
                suggested += 1;
                let near = (suggested <= MOST_SUGGESTED).then(|| records.nearest(name)).flatten();
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if name.starts_with("var.") => "declare it in `data/variables.yml`".into(),
                    None => "write the name of the file, then its keys: `data.FILE.key`".into(),
                };
                let message = match name.split_once('.') {
                    Some(("var", name)) => format!("no variable `{name}`"),
                    _ => format!("no value `{name}`"),
                };
                found.push(Diagnostic::new(Code::UNKNOWN_VARIABLE, span, message).help(help));
            }
        }
    }
}

fn withheld(name: &str, audiences: &[String], span: Span) -> Diagnostic {
    let whom = match audiences {
        [] => "nobody".to_string(),
        all => all.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
    };
    let message = format!("`{name}` is for {whom} alone, and this site is not");
    Diagnostic::new(Code::WITHHELD_VALUE, span, message)
        .help("take the mention out, or name the audience in `shown` of `audiences`")
}
