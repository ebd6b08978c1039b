//! `question-without-objective`: a question tests nothing that its course
//! promises.

use super::course_place::{modules, of};
use crate::base::{Code, Diagnostic};
use crate::model::extension::Check;
use crate::model::site::Site;

/// The check `question-without-objective`.
pub struct QuestionWithoutObjective;

impl Check for QuestionWithoutObjective {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        modules(site, &mut |page, module| {
            // Without objectives the section is missing, which is said once.
            let Some(first) = module.objectives.first() else { return };
            for question in module.questions.iter().filter(|question| !question.has_objective) {
                let place = of(page, question.range);
                let message = "nothing says which objective this question tests";
                let help = format!("add `- Objective: [[#{}]]` or another one", first.id);
                found.push(
                    Diagnostic::new(Code::QUESTION_WITHOUT_OBJECTIVE, place, message).help(help),
                );
            }
        });
    }
}
