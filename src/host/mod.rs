//! The outside world: disk, memory, the day, and the folder a site goes to.
//!
//! Everything that may fail because of the environment is here and in `cli`,
//! and fails with a [`Failure`](crate::model::world::Failure). Nothing here
//! knows what a page is: `cli` hands these values to the pipeline, which sees
//! them as [`Files`](crate::model::world::Files) and
//! [`Sink`](crate::model::world::Sink) only.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place that meets the disk, the clock and the environment"
)]

pub mod cache;
pub mod change;
pub mod chromium;
pub mod clock;
pub mod copy;
pub mod disk;
pub mod file;
pub mod folder;
pub mod memory;
pub mod publish;
pub mod rules;
pub mod stop;
pub mod temporary;
pub mod terminal;

#[cfg(feature = "serve")]
pub mod server;
#[cfg(feature = "serve")]
pub mod watch;

mod root;
mod step;

pub use clock::today;
pub use disk::DiskFiles;
pub use memory::{MemoryFiles, MemorySink};
pub use publish::{Publication, Published, Recovered, recover};
