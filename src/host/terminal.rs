//! The terminal: what is printed, in which colours, and progress.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::model::world::{Clock, Failure};

/// A clock that began when the command did.
pub struct MonotonicClock {
    start: Instant,
}

impl MonotonicClock {
    /// Starts a clock.
    #[expect(clippy::new_without_default, reason = "starting a clock is an effect")]
    pub fn new() -> MonotonicClock {
        MonotonicClock { start: Instant::now() }
    }
}

impl Clock for MonotonicClock {
    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

/// What the terminal can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terminal {
    /// Whether standard error may be coloured.
    pub colour: bool,
    /// Whether a line may be drawn over.
    pub live: bool,
    /// Whether standard output is a terminal that may be coloured.
    pub out: bool,
}

impl Terminal {
    /// Looks at where text goes and the environment: `NO_COLOR` (no-color.org)
    /// and `TERM=dumb` turn colours off, `CI` turns progress off.
    pub fn detect() -> Terminal {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let is_terminal = std::io::stderr().is_terminal();
        Terminal {
            colour: is_terminal && !dumb && !set("NO_COLOR"),
            live: is_terminal && !dumb && !set("CI"),
            out: std::io::stdout().is_terminal() && !dumb && !set("NO_COLOR"),
        }
    }
}

/// Prints to standard output. A reader who has gone away (`| head`) is no
/// failure.
///
/// # Errors
/// A [`Failure`] if the text cannot be written, on a full disk for example.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::new("cannot write to standard output", error))
        }
        _ => Ok(()),
    }
}

/// Prints to standard error.
pub fn print_error(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// A line that tells how far a long build is. It appears after a second and
/// goes when the build ends.
pub struct Progress {
    terminal: Terminal,
    start: Instant,
    /// Milliseconds after the start when the line was last drawn.
    drawn: AtomicU64,
}

impl Progress {
    /// Begins; nothing is drawn yet.
    pub fn new(terminal: Terminal) -> Progress {
        Progress { terminal, start: Instant::now(), drawn: AtomicU64::new(0) }
    }

    /// Says that `made` of `all` files are made.
    pub fn update(&self, made: usize, all: usize) {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let last = self.drawn.load(Ordering::Relaxed);
        if !self.terminal.live || now < 1000 || now < last + 100 {
            return;
        }
        let won = self.drawn.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed);
        if won.is_ok() {
            print_error(&format!("\r{made} of {all} files\u{1b}[K"));
        }
    }

    /// Removes the line.
    pub fn end(&self) {
        if 0 < self.drawn.load(Ordering::Relaxed) {
            print_error("\r\u{1b}[K");
        }
    }
}
