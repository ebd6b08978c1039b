//! The lists of what can be added to Handover. One line each.

use crate::checks;
use crate::model::extension::{Check, Output};
use crate::outputs;

/// Rules about a whole site.
pub const CHECKS: &[&dyn Check] =
    &[&checks::missing_alt::MissingAlt, &checks::missing_title::MissingTitle];

/// What a site is published as.
pub const OUTPUTS: &[&dyn Output] =
    &[&outputs::html::Html, &outputs::redirects::Redirects, &outputs::assets::Assets];
