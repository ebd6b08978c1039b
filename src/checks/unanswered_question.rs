//! `unanswered-question`: a charter lacks a section, a column or a cell that
//! its readers need.

use super::charters::{self, Subject};
use super::kind_place;
use crate::base::{Code, Diagnostic};
use crate::model::charter::OpenQuestion;
use crate::model::charter::columns::title;
use crate::model::extension::Check;
use crate::model::site::Site;

/// At most so many empty cells of a charter are reported one by one.
const MOST: usize = 100;

/// The check `unanswered-question`.
pub struct UnansweredQuestion;

impl Check for UnansweredQuestion {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for subject in charters::all(site) {
            sections(&subject, found);
            for (range, column) in subject.charter.lacking_columns() {
                let message = format!("this table does not say `{}`", title(column.name));
                let problem =
                    Diagnostic::new(Code::UNANSWERED_QUESTION, subject.span(range), message);
                found.push(problem.help(format!(
                    "add the column `{}`: {}",
                    title(column.name),
                    column.meaning
                )));
            }
            let open = subject.charter.open_questions().take(MOST);
            found.extend(open.map(|question| of_cell(&subject, question)));
        }
    }
}

fn sections(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let missing = subject.charter.missing(subject.named_teams());
    if missing.is_empty() {
        return;
    }
    let message = format!("the charter does not say: {}", missing.join(", "));
    let place = kind_place::of_title(subject.document);
    let help = "`handover explain charter` shows what each asks";
    found.push(Diagnostic::new(Code::UNANSWERED_QUESTION, place, message).help(help));
}

fn of_cell(subject: &Subject<'_>, question: &OpenQuestion) -> Diagnostic {
    let column = title(question.column.name);
    let problem =
        |message| Diagnostic::new(Code::UNANSWERED_QUESTION, subject.span(question.range), message);
    match (question.column.name, &question.about) {
        ("alternate", Some(who)) => problem(format!("nobody stands in for {who}")),
        ("channel", Some(who)) => problem(format!("nobody says how {who} is reached")),
        (_, Some(about)) => problem(format!("`{column}` is not answered for {about}"))
            .help("write the answer, or `-` if there is none"),
        (_, None) => problem(format!("`{column}` is not answered"))
            .help("write the answer, or `-` if there is none"),
    }
}
