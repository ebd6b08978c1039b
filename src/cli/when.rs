//! `handover when`: the next times of a rule of recurrence, and what it means
//! in the words of the language.

use super::Exit;
use super::args::WhenArgs;
use super::site;
use crate::host::terminal::{Terminal, print, print_error};
use crate::model::world::Failure;
use crate::report::when::{Form, Question, answer};

/// Prints the next times, or the word that is not understood.
pub(super) fn run(args: &WhenArgs, terminal: Terminal) -> Result<Exit, Failure> {
    let question = Question {
        text: &args.rule,
        zone: args.zone.as_deref(),
        from: site::day(args.from)?,
        count: args.count.into(),
        holidays: &args.holiday,
    };
    match answer(&question, if args.json { Form::Json } else { Form::Text }) {
        Ok(text) => {
            print(&text)?;
            Ok(Exit::Clean)
        }
        Err(refused) => {
            let problems = std::slice::from_ref(&refused.problem);
            print_error(&super::build::problems(problems, &refused.texts, true, terminal));
            Ok(Exit::Findings)
        }
    }
}
