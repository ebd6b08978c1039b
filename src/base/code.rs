//! The names of all problems.
//!
//! Names are stable: people write them into configuration and suppressions.
//! Each has a page in the handbook (`content/reference/diagnostics/`), which
//! is also what `handover explain` prints.

use std::fmt;

use crate::base::Severity;

/// The stable kebab-case name of one kind of problem.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

/// How severe problems are by default.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Profile {
    /// For a folder nobody wrote for Handover: what breaks for readers is an
    /// error, everything else is advice.
    Adopt,
    /// For a site with a configuration.
    #[default]
    Standard,
    /// For a site that publishes nothing doubtful.
    Strict,
}

impl Profile {
    /// Reads a profile's name.
    pub fn parse(name: &str) -> Option<Profile> {
        match name {
            "adopt" => Some(Profile::Adopt),
            "standard" => Some(Profile::Standard),
            "strict" => Some(Profile::Strict),
            _ => None,
        }
    }

    /// Returns the name.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Adopt => "adopt",
            Profile::Standard => "standard",
            Profile::Strict => "strict",
        }
    }
}

macro_rules! codes {
    ($($konst:ident $name:literal $adopt:ident $standard:ident $strict:ident $title:literal;)*) => {
        impl Code {
            $(#[doc = $title] pub const $konst: Code = Code($name);)*

            /// All codes, in the order of their names in the source.
            pub const ALL: &'static [Code] = &[$(Code::$konst),*];

            /// Returns the severity in a profile.
            pub fn severity_in(self, profile: Profile) -> Severity {
                let [adopt, standard, strict] = match self.0 {
                    $($name => [Severity::$adopt, Severity::$standard, Severity::$strict],)*
                    _ => [Severity::Error; 3],
                };
                match profile {
                    Profile::Adopt => adopt,
                    Profile::Standard => standard,
                    Profile::Strict => strict,
                }
            }

            /// Returns what the problem is, in one line.
            pub fn title(self) -> &'static str {
                match self.0 { $($name => $title,)* _ => "" }
            }
        }
    };
}

codes! {
    // name, then the severity in the profiles adopt, standard, strict
    ALLOW_WITHOUT_REASON "allow-without-reason" Error Error Error "A problem is allowed and nobody says why";
    ALERT_PAGE_IS_STUB "alert-page-is-stub" Note Warning Error "The page of an alert does not say what to do";
    ALERT_UNKNOWN "alert-unknown" Note Warning Error "A page answers an alert that monitoring does not have";
    ALERT_WITHOUT_PAGE "alert-without-page" Warning Error Error "No page answers an alert";
    AMBIGUOUS_ENTRY "ambiguous-entry" Note Warning Error "A name in a list of next steps fits more than one page";
    AMBIGUOUS_REFERENCE "ambiguous-reference" Error Error Error "A name fits more than one page";
    AREA_LISTED_TWICE "area-listed-twice" Note Warning Error "An area stands in two lists of areas";
    AREA_NOT_LISTED "area-not-listed" Note Warning Error "A process does not list an area that is part of it";
    BAD_ID "bad-id" Note Error Error "An id has characters an id cannot have";
    BAD_DURATION "bad-duration" Note Error Error "A length of time cannot be read";
    BAD_READING "bad-reading" Note Error Error "A reading of a measure cannot be read";
    BAD_RECURRENCE "bad-recurrence" Note Error Error "It is not understood when something is done again";
    BAD_TIME "bad-time" Note Error Error "Hours or a time of the day cannot be read";
    BROKEN_ANCHOR "broken-anchor" Error Error Error "A link leads to a heading that does not exist";
    BROKEN_LINK "broken-link" Error Error Error "A link leads to a page that does not exist";
    CALENDAR_ENDS "calendar-ends" Note Warning Error "A task falls into a year of which its calendar says nothing";
    CALENDAR_WITHOUT_TASKS "calendar-without-tasks" Note Warning Error "A calendar is asked for in which no task stands";
    CASE_MISMATCH "case-mismatch" Warning Warning Error "A link differs from its target in upper and lower case";
    CHANGED_SINCE_REVIEW "changed-since-review" Note Warning Error "A page is no longer what was reviewed";
    CODE_OUTSIDE_PARENT "code-outside-parent" Note Note Warning "The code of an area does not begin with that of its process";
    CODE_TOO_LARGE "code-too-large" Note Note Note "A code block is too large to be highlighted";
    CONNECTOR_ONE_WAY "connector-one-way" Note Note Warning "A flow leads to a flow that does not say so";
    COMMENT_HIDES_TEXT "comment-hides-text" Note Error Error "Text on a comment's line is taken for HTML";
    DANGER_WITHOUT_APPROVAL "danger-without-approval" Note Warning Error "Nobody has to say yes before a step of high danger";
    DANGEROUS_COMMAND "dangerous-command" Note Warning Error "A command destroys something without a word of warning";
    DATA_GIVEN_TWICE "data-given-twice" Note Error Error "The same field is given in two places of a page";
    DATA_SYNTAX "data-syntax" Error Error Error "Front matter, data or configuration cannot be read";
    DEAD_END "dead-end" Note Warning Error "Nothing follows a step of a flow";
    DEAD_REDIRECT "dead-redirect" Warning Error Error "A redirect leads to a page that does not exist";
    DECISION_WITH_ONE_ANSWER "decision-with-one-answer" Note Warning Error "A question has fewer than two answers";
    DUPLICATE_ALERT "duplicate-alert" Note Warning Error "Two pages answer one alert";
    DUPLICATE_ADDRESS "duplicate-address" Error Error Error "Two pages would be published at one address";
    DUPLICATE_CODE "duplicate-code" Note Warning Error "Two pages have one code";
    DUPLICATE_ID "duplicate-id" Warning Error Error "An id is given twice";
    DUPLICATE_RELATION "duplicate-relation" Note Warning Warning "A field names one page or role twice";
    DUPLICATE_KEY "duplicate-key" Note Error Error "A key is given twice";
    ID_CHANGED "id-changed" Note Warning Error "A published id is gone, or is that of something else";
    EMPTY_BOOK "empty-book" Note Warning Error "A book has no page";
    ENTRY_CYCLE "entry-cycle" Note Error Error "Gates of a checklist wait for each other";
    EXERCISE_DUE "exercise-due" Note Warning Error "The day of an exercise has passed";
    EXERCISED_IN_FUTURE "exercised-in-future" Note Warning Error "An exercise has a day that has not come";
    EXTRA_CELL "extra-cell" Warning Warning Error "A row of a table has more cells than the table has columns";
    FILE_TOO_LARGE "file-too-large" Error Error Error "A file is too large to be a page";
    FLOW_NAME_DOUBTFUL "flow-name-doubtful" Note Warning Error "A name in a flow is nearly another one, or not at its place";
    FLOW_NOT_UNDERSTOOD "flow-not-understood" Note Warning Error "A sentence below a flow list says nothing that is understood";
    FLOW_PICTURE_DISAGREES "flow-picture-disagrees" Note Warning Warning "A picture names other steps than the flow beside it";
    FLOW_SYNTAX "flow-syntax" Note Error Error "A line of a flow cannot be read";
    GATE_WITHOUT_OUTCOME "gate-without-outcome" Note Warning Error "A gate does not say what is true when it is passed";
    GATE_WITHOUT_SIGN_OFF "gate-without-sign-off" Note Warning Error "Nobody signs a gate";
    FORBIDDEN_ALLOW "forbidden-allow" Error Error Error "A problem is allowed that must not be";
    IGNORED_SETTING "ignored-setting" Note Note Warning "A setting of another tool has no effect here";
    INCLUDE_CYCLE "include-cycle" Error Error Error "A file includes itself";
    INCLUDE_LIMIT "include-limit" Error Error Error "A page includes too much, or too deep";
    INTERNAL_ERROR "internal-error" Error Error Error "Handover failed on a page; please report it";
    INVISIBLE_CHARACTER "invisible-character" Warning Error Error "A command has a character that nobody sees";
    ITEM_WITHOUT_OWNER "item-without-owner" Note Warning Error "Nobody owns an item of a checklist";
    JUMP_NOT_UNDERSTOOD "jump-not-understood" Note Warning Error "A branch names a step and does not say to go there";
    JUMP_TO_NOWHERE "jump-to-nowhere" Note Error Error "A flow or a step leads to a line that does not exist";
    LABEL_IN_PARAGRAPH "label-in-paragraph" Note Note Warning "A label of a step is a line of a list in the step";
    LABEL_TWICE "label-twice" Note Error Error "A label is given twice";
    LANE_CONFLICT "lane-conflict" Note Warning Error "One thing stands in two lanes of a flow";
    LEFTOVER_SYNTAX "leftover-syntax" Warning Warning Error "Another tool's syntax reached the readers";
    LEVEL_MISMATCH "level-mismatch" Note Warning Error "An area is not one level below its process";
    LINK_OUTSIDE "link-outside" Note Note Note "A link from the root of the host leads out of the site";
    LINK_TO_REDIRECT "link-to-redirect" Warning Warning Error "A link leads to a page that was moved";
    LOOSE_TABLE "loose-table" Note Warning Error "A table is written so that not every tool reads it as one";
    LOOSE_TASK "loose-task" Note Warning Warning "A task item is written so that it is no task";
    MAYBE_MISSPELT "maybe-misspelt" Note Warning Error "A page not written yet is called almost like one that is";
    MERMAID_NOT_UNDERSTOOD "mermaid-not-understood" Note Note Note "A line of a Mermaid flowchart is not understood, or not shown";
    MESSAGE_WITHOUT_RECIPIENT "message-without-recipient" Note Warning Error "A message says nobody who is to read it";
    METADATA_DISAGREES "metadata-disagrees" Note Warning Error "Two places of a page say different things of it";
    MISSING_ALT "missing-alt" Note Warning Error "A picture has no text for those who cannot see it";
    MISSING_ASSET "missing-asset" Error Error Error "A picture or file does not exist";
    MISSING_DEFINITION "missing-definition" Note Warning Error "A term has no definition";
    MISSING_COLUMN "missing-column" Note Warning Error "A table that is read as data lacks a column";
    MISSING_ESCALATION "missing-escalation" Note Note Warning "A runbook does not say who is called when it does not help";
    MISSING_FIELD "missing-field" Note Warning Error "A page lacks a field that its kind needs";
    MISSING_INCLUDE "missing-include" Warning Error Error "A file that a page includes does not exist";
    MISSING_SECTION "missing-section" Note Warning Error "A page lacks a section that its kind needs";
    MISSING_TITLE "missing-title" Note Warning Error "A page has no title";
    MISSING_VERIFICATION "missing-verification" Note Warning Error "A runbook does not say how to see that it worked";
    NEVER_EXERCISED "never-exercised" Note Note Note "A runbook that is to be exercised never was";
    NEVER_REVIEWED "never-reviewed" Note Note Note "A page that is to be reviewed never was";
    NO_SUCH_DAY "no-such-day" Note Warning Error "A day does not exist";
    NOT_ANNOUNCED "not-announced" Note Note Error "A page not written yet is announced nowhere";
    NOT_IN_NAV "not-in-nav" Note Warning Error "A page is in no menu, though the menu lists all others";
    NOT_UTF8 "not-utf8" Error Error Error "A file is not UTF-8 text";
    OUTPUT_IN_COMMAND "output-in-command" Note Warning Error "Output stands among the commands of a block";
    PICTURE_NOT_REDUCED "picture-not-reduced" Note Warning Error "There are no smaller variants of a picture";
    PICTURE_WITHOUT_SIZE "picture-without-size" Note Warning Error "Nothing says how large a picture is";
    PLANNED_PAGE_WRITTEN "planned-page-written" Note Warning Error "A page announced as planned is written";
    PROMPT_IN_COMMAND "prompt-in-command" Note Warning Error "A command is copied with its prompt";
    PSEUDO_LIST "pseudo-list" Note Warning Error "Lines look like a list and are none";
    REDIRECT_CHAIN "redirect-chain" Note Warning Error "A redirect leads to another redirect";
    REDIRECT_HIDES_PAGE "redirect-hides-page" Warning Warning Error "A redirect stands at the address of a page that exists";
    REDIRECT_LOOP "redirect-loop" Error Error Error "Redirects lead to each other in a circle";
    REMOVED_HTML "removed-html" Warning Warning Error "HTML was left out because it is not safe";
    REMOTE_PICTURE "remote-picture" Note Note Warning "A picture comes from another host";
    RELATION_CYCLE "relation-cycle" Warning Error Error "Pages come one before the other, round in a circle";
    REVIEW_OVERDUE "review-overdue" Note Warning Error "The day of a review has passed";
    REVIEWED_IN_FUTURE "reviewed-in-future" Note Warning Error "A review has a day that has not come";
    RULES_NOT_UNDERSTOOD "rules-not-understood" Warning Error Error "A rule file cannot be read";
    RUNBOOK_URL_WRONG "runbook-url-wrong" Warning Error Error "An alert sends its reader to another place than its page";
    SEQUENCE_DIFFERS "sequence-differs" Note Warning Error "A list of next steps differs from those of the pages it lists";
    SEQUENCE_DISAGREES "sequence-disagrees" Note Warning Error "A flow has another order than the areas of its process";
    SEVERAL_TITLES "several-titles" Note Warning Warning "A page has more than one heading of the first level";
    SIGN_OFF_BY_OWNER "sign-off-by-owner" Note Warning Error "A role signs for what it does itself";
    SKIPPED_LINK "skipped-link" Note Warning Error "A symbolic link in the content is not followed";
    TAGS_NOT_UNDERSTOOD "tags-not-understood" Note Warning Warning "A line of hidden tags cannot be read";
    TASK_CONFLICT "task-conflict" Note Warning Error "Two tasks have one environment to themselves at the same time";
    TASK_IN_FREEZE "task-in-freeze" Note Warning Error "A task falls into days on which nothing may be changed";
    TASK_OUTSIDE_HOURS "task-outside-hours" Note Warning Error "A task falls into hours in which its team does not work";
    TASK_WITHOUT_RUNBOOK "task-without-runbook" Note Warning Error "No page says how a task is done";
    TEMPLATE_ERROR "template-error" Error Error Error "A template of the theme is wrong";
    TICKED_IN_SOURCE "ticked-in-source" Note Note Warning "An item of a checklist is ticked for every reader";
    TWO_SECTION_PAGES "two-section-pages" Note Warning Error "A folder has more than one page for itself";
    UNBOUNDED_LOOP "unbounded-loop" Note Warning Error "A flow or a procedure goes back and nothing ends it";
    STEP_NAME_MISMATCH "step-name-mismatch" Note Error Error "A step has another name than a jump says";
    STEP_INDENT "step-indent" Note Warning Error "A line below a step is indented too little";
    STEP_WITHOUT_EXPECT "step-without-expect" Note Note Warning "A step does not say what is seen when it worked";
    STEP_WITHOUT_UNDO "step-without-undo" Note Warning Error "A step changes something and does not say how to undo it";
    TIME_OVER_PROMISE "time-over-promise" Note Warning Error "The steps of a runbook take longer than is promised";
    COVERAGE_GAP "coverage-gap" Note Warning Error "Nobody keeps a promise of a charter on some days";
    ESCALATION_UNREACHABLE "escalation-unreachable" Note Error Error "A ladder calls somebody at hours when nobody it names is there";
    PROMISE_WITHOUT_COVER "promise-without-cover" Note Error Error "A charter promises an answer at hours when nobody is on duty";
    UNCLOSED_COMMENT "unclosed-comment" Error Error Error "A comment never ends";
    UNCLOSED_CONTAINER "unclosed-container" Warning Error Error "A container never ends, or ends without beginning";
    UNCLOSED_FRONT_MATTER "unclosed-front-matter" Error Error Error "Front matter never ends";
    UNCLOSED_HTML "unclosed-html" Note Warning Warning "An HTML element never ends, or ends without beginning";
    UNDEFINED_DEFINITION "undefined-definition" Note Warning Error "A reference link or footnote has no definition";
    UNKNOWN_CALENDAR "unknown-calendar" Note Error Error "No calendar has this name";
    UNKNOWN_CALLOUT "unknown-callout" Note Note Warning "A callout's kind is nearly one of the known kinds";
    UNKNOWN_CHECK "unknown-check" Note Error Error "A check is not one the build knows";
    UNKNOWN_CODE "unknown-code" Error Error Error "No problem has this name";
    UNKNOWN_COLUMN "unknown-column" Note Warning Error "A column of a table has no meaning here";
    UNKNOWN_CONTAINER "unknown-container" Note Warning Error "No container has this name";
    UNKNOWN_KEY "unknown-key" Note Error Error "A key has no meaning here";
    UNKNOWN_KIND "unknown-kind" Note Error Error "No kind of page has this name";
    UNKNOWN_LANE "unknown-lane" Note Warning Error "A lane of a flow is no role, no team and not listed";
    UNKNOWN_LABEL "unknown-label" Note Warning Error "A label is nearly one that is known";
    UNKNOWN_LANGUAGE "unknown-language" Note Note Note "A code block's language is not known";
    UNKNOWN_ROLE "unknown-role" Note Error Error "No role has this name";
    UNKNOWN_SERVICE "unknown-service" Note Error Error "No service has this name";
    UNKNOWN_TAG "unknown-tag" Warning Warning Error "Something in angle brackets is no HTML and is shown as text";
    UNKNOWN_TEAM "unknown-team" Note Error Error "No team has this name";
    UNKNOWN_TERM "unknown-term" Note Error Error "A term is not in its vocabulary";
    UNKNOWN_VARIABLE "unknown-variable" Note Error Error "A page mentions a value that is nowhere kept";
    UNKNOWN_XREF "unknown-xref" Note Warning Error "A cross-reference has an id that no page has";
    UNKNOWN_ZONE "unknown-zone" Note Error Error "No time zone has this name";
    UNREACHABLE_STEP "unreachable-step" Note Warning Error "Nothing leads to a step";
    UNSAFE_LINK "unsafe-link" Error Error Error "A link has an address that could run code";
    UNSUPPORTED_DIRECTIVE "unsupported-directive" Warning Warning Error "A construct of another tool is not supported yet";
    UNSUPPORTED_PAGE "unsupported-page" Warning Warning Error "A page of data is of a kind that is not read";
    UNUSED_ALLOW "unused-allow" Note Warning Error "A problem is allowed that is not there";
    UNUSED_DEFINITION "unused-definition" Note Note Warning "A reference definition or footnote is not used";
    UNUSED_GLOB "unused-glob" Note Warning Error "A pattern of files fits no file";
    UNUSED_RECORD "unused-record" Note Note Warning "A record of a data file is used nowhere";
    VOCABULARY_NEAR_DUPLICATE "vocabulary-near-duplicate" Note Warning Warning "A topic is spelt in two ways";
    WRONG_KIND "wrong-kind" Note Error Error "A name leads to something of another kind than is expected";
    WRONG_TYPE "wrong-type" Note Error Error "A value is not of the kind its key needs";
    YAML_COMMENT_VALUE "yaml-comment-value" Note Error Error "A value is empty because # begins a comment";
    YAML_UNQUOTED_BRACES "yaml-unquoted-braces" Error Error Error "Braces in YAML need quotes";
    YAML_WIKI_LINK "yaml-wiki-link" Note Error Error "A name in YAML is written without brackets";
    UNKNOWN_AUDIENCE "unknown-audience" Error Error Error "No audience has this name";
    WITHHELD_VALUE "withheld-value" Note Warning Warning "A page mentions a value that is for another audience";
    UNDEFINED_PARAMETER "undefined-parameter" Note Error Error "A page has a value to fill in that it does not declare";
    UNUSED_PARAMETER "unused-parameter" Note Warning Warning "A page asks for a value and does not use it";
    EXAMPLE_DOES_NOT_MATCH "example-does-not-match" Note Error Error "The example of a parameter is not what its pattern asks for";
    SECRET_IN_COMMAND "secret-in-command" Warning Error Error "A secret would stand in a command or an address";
    AGREEMENT_WEAKER_THAN_PROMISE "agreement-weaker-than-promise" Note Warning Error "Another party may take longer than is promised";
    ESCALATION_CYCLE "escalation-cycle" Note Error Error "A ladder leads back to somebody who handed on";
    ESCALATION_DEAD_END "escalation-dead-end" Note Error Error "A ladder or a level hands on to nobody";
    ESCALATION_TOO_SLOW "escalation-too-slow" Note Warning Error "A ladder calls somebody when the promise is broken already";
    LEVEL_LOOP "level-loop" Note Error Error "Levels of support hand a request on in a circle";
    PRIORITY_HOLE "priority-hole" Note Error Error "An impact and an urgency give no priority";
    PRIORITY_UNUSED "priority-unused" Note Warning Error "Something is promised for a priority that nothing gives";
    RACI_ACCOUNTABLE "raci-accountable" Note Error Error "Not exactly one role answers for a task";
    RACI_NOBODY_DOES "raci-nobody-does" Note Error Error "No role does a task";
    ROLE_NOBODY_PLAYS "role-nobody-plays" Note Warning Error "A role of a charter has no team, and others have";
    SLA_ORDER "sla-order" Note Error Error "What a charter promises is impossible, or upside down";
    UNANSWERED_QUESTION "unanswered-question" Note Warning Error "A charter lacks a section or a cell that its readers need";
    UNKNOWN_PRIORITY "unknown-priority" Note Error Error "A charter promises nothing for a priority that it names";
    PLACEHOLDER_NOT_PARAMETER "placeholder-not-parameter" Note Warning Error "A command has text to replace, and nothing says by what";
    AUDIENCE_WITHOUT_SESSION "audience-without-session" Note Warning Error "People are to learn and no session is for them";
    DUTY_WITHOUT_TRAINING "duty-without-training" Note Warning Warning "A role does what no course teaches it";
    MATERIAL_PAST_REVIEW "material-past-review" Note Warning Error "A material was to be looked at and the day has passed";
    MODULE_UNNEEDED "module-unneeded" Note Note Note "Nobody asks for a course";
    OBJECTIVE_UNTAUGHT "objective-untaught" Note Warning Error "A course neither teaches nor tests what it promises";
    OBJECTIVE_UNTESTED "objective-untested" Note Warning Error "A course does not test what it promises";
    UNKNOWN_MEASURE "unknown-measure" Note Error Error "Readings are of a measure that no training plan has";
    PATH_OVER_HOURS "path-over-hours" Note Warning Error "The courses of a path take longer than it says";
    QUESTION_OUT_OF_PLACE "question-out-of-place" Note Warning Error "A question stands where none is looked for";
    QUESTION_OUTDATED "question-outdated" Note Warning Error "What a question is drawn from changed since the question was reviewed";
    QUESTION_WITHOUT_ANSWER "question-without-answer" Note Error Error "Nothing says which answer of a question is right";
    QUESTION_WITHOUT_FROM "question-without-from" Note Warning Error "Nothing says which page a question is drawn from";
    QUESTION_WITHOUT_OBJECTIVE "question-without-objective" Note Warning Error "Nothing says what a question tests";
    QUESTION_WITHOUT_WRONG_CHOICE "question-without-wrong-choice" Note Error Error "Whatever is answered is right";
    REQUIRES_CYCLE "requires-cycle" Note Error Error "Courses need each other first, round in a circle";
    SESSION_FOR_NOBODY "session-for-nobody" Note Warning Error "A session is for an audience that the plan does not have";
    SESSION_ORDER "session-order" Note Error Error "A session takes place before the one it comes after";
    SESSION_OUTSIDE_HOURS "session-outside-hours" Note Warning Error "A session is held when its audience does not work";
    SESSION_OUTSIDE_PERIOD "session-outside-period" Note Warning Error "A session takes place in another time than its plan";
}

impl Code {
    /// Returns the code called `name`.
    pub fn parse(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.0 == name)
    }

    /// Returns the name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Tells whether a page may say that it has this problem for a reason.
    ///
    /// No page may of what is about safety or hides a part of itself from
    /// being read: an audience could be in that part. What is about
    /// suppression itself is mended by changing the suppression.
    pub fn can_be_allowed(self) -> bool {
        !matches!(
            self,
            Code::ALLOW_WITHOUT_REASON
                | Code::DATA_SYNTAX
                | Code::FORBIDDEN_ALLOW
                | Code::INTERNAL_ERROR
                | Code::NOT_UTF8
                | Code::UNCLOSED_COMMENT
                | Code::UNCLOSED_CONTAINER
                | Code::UNCLOSED_FRONT_MATTER
                | Code::UNKNOWN_CODE
                | Code::UNSAFE_LINK
                | Code::UNUSED_ALLOW
        )
    }

    /// Returns the severity in the profile `standard`.
    pub fn severity(self) -> Severity {
        self.severity_in(Profile::Standard)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
