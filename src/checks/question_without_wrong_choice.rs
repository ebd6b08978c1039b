//! `question-without-wrong-choice`: whatever a reader chooses is right.

use super::course_place::{of, questions};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::model::training::Shape;

/// The check `question-without-wrong-choice`.
pub struct QuestionWithoutWrongChoice;

impl Check for QuestionWithoutWrongChoice {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        questions(site, &mut |page, question| {
            let message = match &question.shape {
                Shape::Choices(choices) if choices.iter().all(|choice| choice.is_right) => {
                    "every choice is right"
                }
                Shape::Order(things) if things.len() < 2 => "there is nothing to put in order",
                _ => return,
            };
            let place = of(page, question.range);
            found.push(
                Diagnostic::new(Code::QUESTION_WITHOUT_WRONG_CHOICE, place, message)
                    .help("add what somebody who does not know would choose"),
            );
        });
    }
}
