//! What the subjects of pages are about: engines that know neither pages nor
//! files, only values.

pub mod diagram;
#[cfg(feature = "images")]
pub mod picture;
pub mod plot;
pub mod schedule;
pub mod search;
