//! Words everything else is written with: places in text, problems, paths,
//! addresses, hashes.
//!
//! Nothing here knows what a page is, and nothing here touches a disk. What
//! needs Markdown, YAML or HTML belongs to `text`; what needs a page belongs
//! to `model`.

pub mod code;
pub mod diagnosed;
pub mod diagnostic;
pub mod hash;
pub mod media;
pub mod nearest;
pub mod path;
pub mod position;
pub mod sha256;
pub mod span;
pub mod url;

pub use code::Code;
pub use diagnosed::Diagnosed;
pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use hash::Hash;
pub use path::SitePath;
pub use position::{LineIndex, Position};
pub use sha256::Sha256;
pub use span::{FileId, Span, TextRange};

/// Returns the processor time this thread has used: a bound on it holds on a
/// busy machine too.
#[cfg(test)]
pub fn processor_time() -> std::time::Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    std::time::Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}
