//! How a record of what was done names a page.

use super::view::RecordView;
use crate::model::catalog::Identity;
use crate::model::document::Document;
use crate::model::material::Material;

/// Returns how a record of what was done names a page.
pub(super) fn record<'a>(identity: &'a Identity, document: &Document) -> Option<RecordView<'a>> {
    let version = Material::of(document)?.whole.to_string();
    Some(RecordView { id: &identity.id, version })
}
