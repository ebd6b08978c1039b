//! The lists of what can be added to Handover. One line each.

use crate::base::Code;
use crate::checks;
use crate::kinds;
use crate::model::extension::{Check, Output};
use crate::model::kind::Kind;
use crate::outputs;
pub use crate::stages::load::KEYS as CONFIG_KEYS;

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
    &checks::area_listed_twice::AreaListedTwice,
    &checks::area_not_listed::AreaNotListed,
    &checks::code_outside_parent::CodeOutsideParent,
    &checks::duplicate_code::DuplicateCode,
    &checks::level_mismatch::LevelMismatch,
    &checks::missing_alt::MissingAlt,
    &checks::missing_field::MissingField,
    &checks::missing_section::MissingSection,
    &checks::missing_title::MissingTitle,
    &checks::never_reviewed::NeverReviewed,
    &checks::review_overdue::ReviewOverdue,
    &checks::reviewed_in_future::ReviewedInFuture,
    &checks::sequence_differs::SequenceDiffers,
    &checks::vocabulary_near_duplicate::VocabularyNearDuplicate,
];

/// What a site is published as.
pub const OUTPUTS: &[&dyn Output] = &[
    &outputs::html::Html,
    &outputs::redirects::Redirects,
    &outputs::assets::Assets,
    &outputs::json::Json,
    &outputs::due::Due,
];

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
    "ambiguous-entry",
    "ambiguous-reference",
    "area-listed-twice",
    "area-not-listed",
    "bad-id",
    "broken-anchor",
    "broken-link",
    "case-mismatch",
    "changed-since-review",
    "code-outside-parent",
    "code-too-large",
    "comment-hides-text",
    "data-given-twice",
    "data-syntax",
    "dead-redirect",
    "duplicate-address",
    "duplicate-code",
    "duplicate-id",
    "duplicate-key",
    "extra-cell",
    "file-too-large",
    "ignored-setting",
    "include-cycle",
    "include-limit",
    "internal-error",
    "leftover-syntax",
    "level-mismatch",
    "link-outside",
    "link-to-redirect",
    "loose-table",
    "loose-task",
    "maybe-misspelt",
    "metadata-disagrees",
    "missing-alt",
    "missing-asset",
    "missing-column",
    "missing-field",
    "missing-include",
    "missing-section",
    "missing-title",
    "never-reviewed",
    "not-announced",
    "not-in-nav",
    "not-utf8",
    "planned-page-written",
    "pseudo-list",
    "redirect-chain",
    "redirect-hides-page",
    "redirect-loop",
    "removed-html",
    "review-overdue",
    "reviewed-in-future",
    "sequence-differs",
    "several-titles",
    "skipped-link",
    "tags-not-understood",
    "template-error",
    "two-section-pages",
    "unclosed-comment",
    "unclosed-container",
    "unclosed-front-matter",
    "unclosed-html",
    "undefined-definition",
    "unknown-callout",
    "unknown-code",
    "unknown-column",
    "unknown-container",
    "unknown-key",
    "unknown-kind",
    "unknown-language",
    "unknown-tag",
    "unknown-xref",
    "unsafe-link",
    "unsupported-directive",
    "unsupported-page",
    "unused-definition",
    "unused-glob",
    "vocabulary-near-duplicate",
    "wrong-type",
    "yaml-comment-value",
    "yaml-unquoted-braces",
    "yaml-wiki-link",
];

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
    fn the_list_of_problems_says_the_same() {
        let list = include_str!("../content/reference/diagnostics/index.md");
        for code in Code::ALL {
            let [adopt, standard, strict] = [Profile::Adopt, Profile::Standard, Profile::Strict]
                .map(|profile| code.severity_in(profile).word());
            let title = code.title();
            let row =
                format!("| [{code}]({code}.md) | {title} | {adopt} | {standard} | {strict} |");
            assert!(list.contains(&row), "{row}");
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
