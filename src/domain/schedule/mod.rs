//! Who is on duty when: teams with their hours, what is promised, and the
//! hours in which nobody keeps a promise.
//!
//! The engine knows no pages: [`staff`] has the values it is given. Someone
//! is there while the clock on their wall shows a time of their hours, so an
//! hour that exists twice counts twice, and one that a change of clocks
//! leaves out does not count.

pub mod staff;

pub use staff::{Arrangement, Called, Clock, Period, Promise, Staff, Standing, Team, Window};
