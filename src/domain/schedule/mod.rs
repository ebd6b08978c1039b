//! Who is on duty when: teams with their hours, what is promised, and the
//! hours in which nobody keeps a promise.
//!
//! The engine knows no pages: [`staff`] has the values it is given,
//! [`solve`] computes a year from them, [`gaps`] says in words when nobody
//! is on duty. What is computed means this:
//!
//! - **There.** Someone is there while the clock on their wall shows a time
//!   of their hours. An hour that exists twice counts twice, one that a
//!   change of clocks leaves out does not count. A shift over midnight
//!   belongs to the day it begins; so do holidays and periods. A period
//!   takes the place of the usual hours; a holiday stays one within it.
//! - **Desk.** A desk is a team of the charter that answers first: not of
//!   another company, and not one that *watches*, which is a team that an
//!   arrangement calls by its name and that is there more than half of the
//!   week. Without the others, the others are desks too: an outsourced
//!   charter has desks, and so has one whose only team watches.
//! - **On duty for a promise.** Desks are, in their hours; those whom an
//!   arrangement calls are while it holds, if it is for the priority and
//!   answers within the promised time. A team that watches is on duty in its
//!   own hours for the promises its arrangements are for. Each only in the
//!   languages it speaks.
//! - **Promised.** *Around the clock* must be kept at every minute. *Desk
//!   hours* in a language are the hours of the desks that speak it: a reader
//!   who is promised Portuguese in desk hours expects the desk in Lisbon to
//!   be open, not Portuguese at noon in Osaka. The clock stands still while
//!   the desk is closed, on holidays too, so nothing is missing unless no
//!   desk speaks the language: then all desk hours are promised in vain. The
//!   *hours of a team* must be kept whatever that team speaks.
//! - **Location.** A place is where an answer comes from, as no charter says
//!   where its readers sit: for each promise it is told which hours the
//!   people of a place cover. A gap is a time that no place covers.

pub mod coverage;
pub mod gaps;
pub mod occurrence;
pub mod ordinary;
pub mod staff;
pub mod times;
pub mod wall;

pub use coverage::{Coverage, Line, solve};
pub use staff::{Arrangement, Called, Clock, Period, Promise, Staff, Standing, Team, Window};
