//! The commands.

#[cfg(feature = "serve")]
pub mod serve;
