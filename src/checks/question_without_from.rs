//! `question-without-from`: nothing says which page a question is drawn from,
//! so nobody learns that the answer has changed.

use super::course_place::{of, questions};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `question-without-from`.
pub struct QuestionWithoutFrom;

impl Check for QuestionWithoutFrom {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        questions(site, &mut |page, question| {
            if !question.from.is_empty() {
                return;
            }
            let (range, message, help) = match question.unread_from {
                Some(range) => {
                    let words = range.of(&page.document.source.text);
                    let help = format!("write `[[{words}]]`");
                    (range, "this names no page, so nobody learns when the answer changes", help)
                }
                None => {
                    let help = "add `- From: [[page#step]]`".to_string();
                    (question.range, "nothing says where the answer stands", help)
                }
            };
            let place = of(page, range);
            found.push(Diagnostic::new(Code::QUESTION_WITHOUT_FROM, place, message).help(help));
        });
    }
}
