//! The steps of a build, in order. Each takes earlier values and returns a
//! new one; none knows another, none changes anything, none touches the
//! outside world except through the traits it is given.

pub mod assemble;
pub mod check;
pub mod collect;
pub mod discover;
pub mod graft;
pub mod load;
pub mod measure;
pub mod parse;
#[cfg(feature = "images")]
pub mod reduce;
pub mod render;
pub mod resolve;
pub mod select;
