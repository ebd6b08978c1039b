//! Rules about a whole site, one file each. A check reads the finished site
//! and adds what breaks its rule; it changes nothing and knows no other
//! check; two share where a page says what it is. What each problem means stands in the handbook's reference.

pub mod area_listed_twice;
pub mod area_not_listed;
pub mod changed_since_review;
pub mod code_outside_parent;
mod code_place;
pub mod connector_one_way;
pub mod copied_session;
pub mod danger_without_approval;
pub mod dangerous_command;
pub mod duplicate_code;
pub mod duplicate_relation;
pub mod example_does_not_match;
pub mod flow_picture_disagrees;
pub mod invisible_character;
mod kind_place;
pub mod lane_conflict;
pub mod level_mismatch;
pub mod missing_alt;
pub mod missing_definition;
pub mod missing_field;
pub mod missing_section;
pub mod missing_title;
pub mod missing_verification;
pub mod never_reviewed;
pub mod placeholder_not_parameter;
pub mod relation_cycle;
pub mod review_overdue;
pub mod reviewed_in_future;
pub mod secret_in_command;
pub mod sequence_differs;
pub mod sequence_disagrees;
pub mod sign_off_by_owner;
mod step_place;
pub mod step_without_expect;
pub mod step_without_undo;
pub mod undefined_parameter;
pub mod unknown_lane;
pub mod unknown_term;
pub mod unknown_variable;
pub mod unused_parameter;
pub mod unused_record;
pub mod vocabulary_near_duplicate;
