//! `vocabulary-near-duplicate`: two spellings of one topic.
//!
//! Each spelling is reported once, not each place that has it: a folder of
//! many pages would drown in findings otherwise.

use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `vocabulary-near-duplicate`.
pub struct VocabularyNearDuplicate;

impl Check for VocabularyNearDuplicate {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for topic in &site.topics.all {
            let Some((usual, others)) = topic.spellings.split_first() else { continue };
            for other in others {
                let message = format!("`{}` is written `{}` elsewhere", other.text, usual.text);
                let help = format!(
                    "write `{}`, as {} {}; {} {} it as here",
                    usual.text,
                    count(usual.pages),
                    if usual.pages == 1 { "does" } else { "do" },
                    count(other.pages),
                    if other.pages == 1 { "writes" } else { "write" },
                );
                let diagnostic =
                    Diagnostic::new(Code::VOCABULARY_NEAR_DUPLICATE, other.first, message);
                let label = format!("written `{}` here", usual.text);
                found.push(diagnostic.label(usual.first, label).help(help));
            }
        }
    }
}

fn count(pages: usize) -> String {
    if pages == 1 { "1 page".into() } else { format!("{pages} pages") }
}
