//! The lists of what can be added to Handover. One line each.

use crate::base::Code;
use crate::checks;
use crate::kinds;
use crate::model::extension::{Check, Output, Packing};
use crate::model::kind::Kind;
use crate::outputs;
pub use crate::outputs::offline::{
    Copied, Copy, Shelf, Shelving, Single, Whole, copy, single, worker,
};
pub use crate::stages::load::{
    KEYS as CONFIG_KEYS, Key as ConfigKey, LARGEST_PUBLISHED, LARGEST_RULES,
};

/// What a page can be.
pub const KINDS: &[&Kind] = &[
    &kinds::article::KIND,
    &kinds::process::KIND,
    &kinds::area::KIND,
    &kinds::runbook::KIND,
    &kinds::charter::KIND,
    &kinds::checklist::KIND,
    &kinds::role::KIND,
    &kinds::term::KIND,
    &kinds::policy::KIND,
    &kinds::path::KIND,
    &kinds::module::KIND,
    &kinds::training_plan::KIND,
];

/// Rules about a whole site.
pub const CHECKS: &[&dyn Check] = &[
    &checks::changed_since_review::ChangedSinceReview,
    &checks::duplicate_relation::DuplicateRelation,
    &checks::area_listed_twice::AreaListedTwice,
    &checks::area_not_listed::AreaNotListed,
    &checks::code_outside_parent::CodeOutsideParent,
    &checks::kept_offline::KeptOffline,
    &checks::duplicate_code::DuplicateCode,
    &checks::level_mismatch::LevelMismatch,
    &checks::id_changed::IdChanged,
    &checks::invisible_character::InvisibleCharacter,
    &checks::copied_session::CopiedSession,
    &checks::danger_without_approval::DangerWithoutApproval,
    &checks::dangerous_command::DangerousCommand,
    &checks::empty_book::EmptyBook,
    &checks::missing_verification::MissingVerification,
    &checks::step_without_expect::StepWithoutExpect,
    &checks::step_without_undo::StepWithoutUndo,
    &checks::missing_alt::MissingAlt,
    &checks::picture_without_size::PictureWithoutSize,
    &checks::remote_picture::RemotePicture,
    &checks::missing_field::MissingField,
    &checks::missing_section::MissingSection,
    &checks::missing_title::MissingTitle,
    &checks::exercise_due::ExerciseDue,
    &checks::exercised_in_future::ExercisedInFuture,
    &checks::never_exercised::NeverExercised,
    &checks::never_reviewed::NeverReviewed,
    &checks::relation_cycle::RelationCycle,
    &checks::review_overdue::ReviewOverdue,
    &checks::reviewed_in_future::ReviewedInFuture,
    &checks::missing_definition::MissingDefinition,
    &checks::sequence_differs::SequenceDiffers,
    &checks::sign_off_by_owner::SignOffByOwner,
    &checks::unknown_variable::UnknownVariable,
    &checks::unused_record::UnusedRecord,
    &checks::unknown_term::UnknownTerm,
    &checks::vocabulary_near_duplicate::VocabularyNearDuplicate,
    &checks::unknown_lane::UnknownLane,
    &checks::lane_conflict::LaneConflict,
    &checks::sequence_disagrees::SequenceDisagrees,
    &checks::connector_one_way::ConnectorOneWay,
    &checks::flow_picture_disagrees::FlowPictureDisagrees,
    &checks::undefined_parameter::UndefinedParameter,
    &checks::unused_parameter::UnusedParameter,
    &checks::example_does_not_match::ExampleDoesNotMatch,
    &checks::secret_in_command::SecretInCommand,
    &checks::placeholder_not_parameter::PlaceholderNotParameter,
    &checks::alert_without_page::AlertWithoutPage,
    &checks::alert_page_is_stub::AlertPageIsStub,
    &checks::alert_unknown::AlertUnknown,
    &checks::runbook_url_wrong::RunbookUrlWrong,
    &checks::missing_escalation::MissingEscalation,
    &checks::agreement_weaker_than_promise::AgreementWeakerThanPromise,
    &checks::escalation_cycle::EscalationCycle,
    &checks::escalation_dead_end::EscalationDeadEnd,
    &checks::escalation_too_slow::EscalationTooSlow,
    &checks::level_loop::LevelLoop,
    &checks::priority_hole::PriorityHole,
    &checks::priority_unused::PriorityUnused,
    &checks::raci_accountable::RaciAccountable,
    &checks::raci_nobody_does::RaciNobodyDoes,
    &checks::role_nobody_plays::RoleNobodyPlays,
    &checks::sla_order::SlaOrder,
    &checks::unanswered_question::UnansweredQuestion,
    &checks::unknown_priority::UnknownPriority,
    &checks::time_over_promise::TimeOverPromise,
    &checks::coverage_gap::CoverageGap,
    &checks::escalation_unreachable::EscalationUnreachable,
    &checks::bad_recurrence::BadRecurrence,
    &checks::task_without_runbook::TaskWithoutRunbook,
    &checks::task_outside_hours::TaskOutsideHours,
    &checks::task_in_freeze::TaskInFreeze,
    &checks::task_conflict::TaskConflict,
    &checks::calendar_ends::CalendarEnds,
    &checks::calendar_without_tasks::CalendarWithoutTasks,
    &checks::audience_without_session::AudienceWithoutSession,
    &checks::duty_without_training::DutyWithoutTraining,
    &checks::material_past_review::MaterialPastReview,
    &checks::module_unneeded::ModuleUnneeded,
    &checks::objective_untested::ObjectiveUntested,
    &checks::path_over_hours::PathOverHours,
    &checks::question_outdated::QuestionOutdated,
    &checks::question_without_answer::QuestionWithoutAnswer,
    &checks::question_without_from::QuestionWithoutFrom,
    &checks::question_without_objective::QuestionWithoutObjective,
    &checks::question_without_wrong_choice::QuestionWithoutWrongChoice,
    &checks::plan_role_misspelt::PlanRoleMisspelt,
    &checks::session_for_nobody::SessionForNobody,
    &checks::session_order::SessionOrder,
    &checks::session_outside_hours::SessionOutsideHours,
    &checks::session_outside_period::SessionOutsidePeriod,
    &checks::stage_no_course::StageNoCourse,
    &checks::unknown_measure::UnknownMeasure,
];

/// What a site is published as.
pub const OUTPUTS: &[&dyn Output] = &[
    &outputs::html::Html,
    &outputs::redirects::Redirects,
    &outputs::assets::Assets,
    &outputs::json::Json,
    &outputs::alerts::Alerts,
    &outputs::due::Due,
    &outputs::again::Again,
    &outputs::calendar::Calendar,
    &outputs::calendar::Sessions,
    &outputs::sign_off::SignOff,
    &outputs::markdown::Markdown,
    &outputs::llms::Llms,
    &outputs::search::SearchData,
];

/// In which forms a path is taken into a learning system.
pub const PACKINGS: &[&dyn Packing] = &[&outputs::package::Scorm12, &outputs::package::Cmi5];

macro_rules! explanations {
    ($($name:literal),* $(,)?) => {
        /// The handbook's page of each problem, by its name.
        const EXPLANATIONS: &[(&str, &str)] = &[$((
            $name,
            include_str!(concat!("../content/reference/diagnostics/", $name, ".md")),
        )),*];
    };
}

explanations![
    "allow-without-reason",
    "alert-page-is-stub",
    "alert-unknown",
    "alert-without-page",
    "ambiguous-entry",
    "ambiguous-reference",
    "area-listed-twice",
    "area-not-listed",
    "bad-id",
    "bad-duration",
    "bad-reading",
    "bad-recurrence",
    "bad-time",
    "broken-anchor",
    "broken-link",
    "calendar-ends",
    "calendar-without-tasks",
    "case-mismatch",
    "changed-since-review",
    "code-outside-parent",
    "code-too-large",
    "comment-hides-text",
    "connector-one-way",
    "danger-without-approval",
    "dangerous-command",
    "data-given-twice",
    "data-syntax",
    "dead-end",
    "dead-redirect",
    "decision-with-one-answer",
    "duplicate-address",
    "duplicate-alert",
    "duplicate-code",
    "duplicate-id",
    "duplicate-relation",
    "duplicate-key",
    "empty-book",
    "entry-cycle",
    "exercise-due",
    "exercised-in-future",
    "extra-cell",
    "file-too-large",
    "flow-name-doubtful",
    "flow-not-understood",
    "flow-picture-disagrees",
    "flow-syntax",
    "gate-without-outcome",
    "gate-without-sign-off",
    "forbidden-allow",
    "ignored-setting",
    "include-cycle",
    "include-limit",
    "internal-error",
    "id-changed",
    "invisible-character",
    "item-without-owner",
    "jump-not-understood",
    "jump-to-nowhere",
    "label-in-paragraph",
    "label-twice",
    "lane-conflict",
    "leftover-syntax",
    "level-mismatch",
    "link-outside",
    "link-to-redirect",
    "loose-table",
    "loose-task",
    "maybe-misspelt",
    "mermaid-not-understood",
    "message-without-recipient",
    "metadata-disagrees",
    "missing-alt",
    "missing-asset",
    "missing-definition",
    "missing-escalation",
    "missing-column",
    "missing-field",
    "missing-include",
    "missing-section",
    "missing-title",
    "missing-verification",
    "never-exercised",
    "never-reviewed",
    "no-such-day",
    "not-announced",
    "not-in-nav",
    "not-utf8",
    "output-in-command",
    "picture-not-reduced",
    "picture-without-size",
    "planned-page-written",
    "prompt-in-command",
    "pseudo-list",
    "redirect-chain",
    "redirect-hides-page",
    "redirect-loop",
    "removed-html",
    "relation-cycle",
    "remote-picture",
    "review-overdue",
    "reviewed-in-future",
    "rules-not-understood",
    "runbook-url-wrong",
    "sequence-differs",
    "sequence-disagrees",
    "several-titles",
    "sign-off-by-owner",
    "skipped-link",
    "tags-not-understood",
    "task-conflict",
    "task-in-freeze",
    "task-outside-hours",
    "task-without-runbook",
    "template-error",
    "ticked-in-source",
    "two-section-pages",
    "unbounded-loop",
    "step-indent",
    "step-name-mismatch",
    "step-without-expect",
    "step-without-undo",
    "time-over-promise",
    "coverage-gap",
    "escalation-unreachable",
    "promise-without-cover",
    "unclosed-comment",
    "unclosed-container",
    "unclosed-front-matter",
    "unclosed-html",
    "undefined-definition",
    "unknown-calendar",
    "unknown-callout",
    "unknown-check",
    "unknown-code",
    "unknown-column",
    "unknown-container",
    "unknown-key",
    "unknown-kind",
    "unknown-label",
    "unknown-lane",
    "unknown-measure",
    "unknown-language",
    "unknown-role",
    "unknown-service",
    "unknown-tag",
    "unknown-team",
    "unknown-term",
    "unknown-variable",
    "unknown-xref",
    "unknown-zone",
    "unreachable-step",
    "unsafe-link",
    "unsupported-directive",
    "unsupported-page",
    "unused-allow",
    "unused-definition",
    "unused-glob",
    "unused-record",
    "vocabulary-near-duplicate",
    "wrong-kind",
    "wrong-type",
    "yaml-comment-value",
    "yaml-unquoted-braces",
    "yaml-wiki-link",
    "unknown-audience",
    "withheld-value",
    "undefined-parameter",
    "unused-parameter",
    "example-does-not-match",
    "secret-in-command",
    "agreement-weaker-than-promise",
    "escalation-cycle",
    "escalation-dead-end",
    "escalation-too-slow",
    "level-loop",
    "priority-hole",
    "priority-unused",
    "raci-accountable",
    "raci-nobody-does",
    "role-nobody-plays",
    "sla-order",
    "unanswered-question",
    "unknown-priority",
    "placeholder-not-parameter",
    "audience-without-session",
    "duty-without-training",
    "material-past-review",
    "module-unneeded",
    "objective-untaught",
    "objective-untested",
    "path-over-hours",
    "question-out-of-place",
    "question-outdated",
    "question-without-answer",
    "question-without-from",
    "question-without-objective",
    "question-without-wrong-choice",
    "requires-cycle",
    "session-for-nobody",
    "session-order",
    "session-outside-hours",
    "session-outside-period",
];

/// Returns the reference of a kind of page, without its front matter; `None`
/// if no kind has this name.
pub fn kind_explanation(name: &str) -> Option<String> {
    let place = KINDS.iter().position(|kind| kind.name == name)?;
    let page = kinds::reference::page(KINDS.get(place)?, place);
    let body = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    Some(body.map_or(page.as_str(), |(_, body)| body.trim_start()).to_string())
}

/// Returns the handbook's page of a problem, without its front matter.
pub fn explanation(code: Code) -> &'static str {
    let page = EXPLANATIONS.iter().find(|(name, _)| *name == code.name());
    let page = page.map_or("", |(_, page)| page);
    let body = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    body.map_or(page, |(_, body)| body.trim_start())
}

#[cfg(test)]
mod tests {
    use super::{CONFIG_KEYS, explanation};
    use crate::base::Code;
    use crate::base::code::Profile;

    #[test]
    fn every_problem_is_explained_with_its_severities() {
        for code in Code::ALL {
            let text = explanation(*code);
            assert!(text.starts_with(&format!("# {code}\n")), "{code}");
            let [adopt, standard, strict] = [Profile::Adopt, Profile::Standard, Profile::Strict]
                .map(|profile| code.severity_in(profile).word());
            let line =
                format!("Severity: {adopt} in adopt, {standard} in standard, {strict} in strict.");
            assert!(text.contains(&line), "{code}: {line}");
        }
    }

    #[test]
    fn every_problem_has_an_example_that_is_wrong_and_one_that_is_right() {
        for code in Code::ALL {
            let text = explanation(*code);
            for heading in ["## Wrong", "## Right"] {
                let after = text.split(&format!("\n{heading}\n")).nth(1).unwrap_or_default();
                let mut below = after.lines().skip_while(|line| line.is_empty());
                let first = below.find(|line| line.starts_with("```") || line.starts_with("## "));
                let fence = first.filter(|line| line.starts_with("```"));
                let mark = fence.map(|line| line.trim_end_matches(|c| c != '`'));
                let has_text = mark.is_some() && below.next() != mark;
                assert!(has_text, "{code}: no example below `{heading}`");
            }
            let report = format!("[{code}]: ");
            assert!(text.contains(&report), "{code}: no report in its page");
        }
    }

    #[test]
    fn the_lists_of_problems_say_the_same() {
        let lists = [
            include_str!("../content/reference/problems/alerts.md"),
            include_str!("../content/reference/problems/calendars.md"),
            include_str!("../content/reference/problems/charters.md"),
            include_str!("../content/reference/problems/checklists.md"),
            include_str!("../content/reference/problems/data.md"),
            include_str!("../content/reference/problems/files.md"),
            include_str!("../content/reference/problems/flows.md"),
            include_str!("../content/reference/problems/kinds.md"),
            include_str!("../content/reference/problems/links.md"),
            include_str!("../content/reference/problems/procedures.md"),
            include_str!("../content/reference/problems/site.md"),
            include_str!("../content/reference/problems/text.md"),
            include_str!("../content/reference/problems/training.md"),
        ]
        .concat();
        for code in Code::ALL {
            let [adopt, standard, strict] = [Profile::Adopt, Profile::Standard, Profile::Strict]
                .map(|profile| code.severity_in(profile).word());
            let title = code.title();
            let page = format!("[{code}](../diagnostics/{code}.md)");
            let row = format!("| {page} | {title} | {adopt} | {standard} | {strict} |\n");
            assert_eq!(lists.matches(&row).count(), 1, "{row}");
        }
    }

    #[test]
    fn every_key_of_the_configuration_is_in_the_handbook() {
        let page = include_str!("../content/handover/configuration.md");
        for key in CONFIG_KEYS {
            let row =
                format!("| `{}` | {} | {} | {} |", key.name, key.takes, key.default, key.meaning);
            assert!(page.contains(&row), "{row}");
        }
    }
}
