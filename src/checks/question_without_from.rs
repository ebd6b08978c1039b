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
            if question.from.is_empty() {
                let place = of(page, question.range);
                let message = "nothing says where the answer stands";
                found.push(
                    Diagnostic::new(Code::QUESTION_WITHOUT_FROM, place, message)
                        .help("add `- From: [[page#step]]`"),
                );
            }
        });
    }
}
