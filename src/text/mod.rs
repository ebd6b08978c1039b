//! Languages: everything that reads or writes text in a syntax of its own.
//!
//! Nothing here knows what a page or a site is, and nothing here touches a
//! disk. Text comes in, values come out; what they mean is up to the stages.

pub mod highlight;
