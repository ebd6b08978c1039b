//! The wish that a command ends: Ctrl-C, and what the system sends in its
//! place.
//!
//! A command that leaves something behind while it works, a folder or another
//! program, looks for the wish where it can stop, clears up, and ends as if it
//! had not been listening. All other commands are ended by the system.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use crate::model::world::Failure;

/// What asks for the end of a program.
const SIGNALS: &[i32] = &[SIGHUP, SIGINT, SIGTERM];

/// Whether the end of this program is asked for. Clones hear of the same.
#[derive(Clone, Debug)]
pub struct Stop {
    /// The signal; 0 if there was none.
    signal: Arc<AtomicUsize>,
}

impl Stop {
    /// Listens from now on. Signals do not end the program any more.
    ///
    /// # Errors
    /// A [`Failure`] if the system does not let this program listen.
    pub fn heed() -> Result<Stop, Failure> {
        let signal = Arc::new(AtomicUsize::new(0));
        for own in SIGNALS {
            let number = usize::try_from(*own).unwrap_or_default();
            flag::register_usize(*own, Arc::clone(&signal), number)
                .map_err(|error| Failure::new("cannot listen for Ctrl-C", error))?;
        }
        Ok(Stop { signal })
    }

    /// Hears of nothing, so that tests can be ended.
    #[cfg(test)]
    pub fn never() -> Stop {
        Stop { signal: Arc::default() }
    }

    /// Returns the signal that asked for the end, if one did.
    pub fn asked(&self) -> Option<i32> {
        i32::try_from(self.signal.load(Ordering::Relaxed)).ok().filter(|signal| *signal != 0)
    }

    /// Goes on, if the end is not asked for.
    ///
    /// # Errors
    /// A [`Failure`] if it is; nobody has to be told of it.
    pub fn check(&self) -> Result<(), Failure> {
        match self.asked() {
            None => Ok(()),
            Some(signal) => Err(Failure::new("stopped", format!("signal {signal}"))),
        }
    }
}

/// Ends the program as the signal does where nobody listens, so that whoever
/// started it learns why.
pub fn end_by(signal: i32) {
    // Only what is no signal is refused, and then the caller ends it.
    let _ = low_level::emulate_default_handler(signal);
}
