//! The outside world: disk, memory, the day, and the folder a site goes to.
//!
//! Everything that may fail because of the environment is here and in `cli`,
//! and fails with a [`Failure`](crate::model::world::Failure). Nothing here
//! knows what a page is: `cli` hands these values to the pipeline, which sees
//! them as [`Files`](crate::model::world::Files) and
//! [`Sink`](crate::model::world::Sink) only.

pub mod clock;
pub mod disk;
pub mod memory;

#[cfg(feature = "serve")]
pub mod server;
#[cfg(feature = "serve")]
pub mod watch;

mod root;
mod step;

pub use clock::today;
pub use disk::DiskFiles;
pub use memory::{MemoryFiles, MemorySink};
