//! `question-without-answer`: nothing says which answer of a question is
//! right.

use super::course_place::{of, questions};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::site::Site;
use crate::model::training::Shape;

/// The check `question-without-answer`.
pub struct QuestionWithoutAnswer;

impl Check for QuestionWithoutAnswer {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        questions(site, &mut |page, question| {
            let (message, help) = match &question.shape {
                Shape::Choices(choices) if !choices.iter().any(|choice| choice.is_right) => {
                    ("no choice is marked with `[x]`", "mark the right one with `[x]`")
                }
                Shape::Short(answers) if answers.is_empty() => {
                    ("`Answer` is empty", "write what counts as right, with `|` between several")
                }
                Shape::Open => (
                    "this question has no answer",
                    "write a list of choices, a numbered list to put in order, or `- Answer:`",
                ),
                _ => return,
            };
            let place = of(page, question.range);
            found.push(Diagnostic::new(Code::QUESTION_WITHOUT_ANSWER, place, message).help(help));
        });
    }
}
