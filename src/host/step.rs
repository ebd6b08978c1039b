//! Every change on the disk, as something that tests can stop at.
//!
//! [`Root`](super::root::Root) announces each change before it makes it. In
//! the program nothing comes of that; in tests the n-th one fails, and so do
//! all after it, as if the process had been killed there.

#[cfg(test)]
use std::sync::Arc;
#[cfg(test)]
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::io;

/// One kind of change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// A folder is made.
    MakeFolder,
    /// A file is made, empty.
    Create,
    /// A new file gets its bytes.
    Write,
    /// A file or folder moves.
    Rename,
    /// Two folders change places.
    Exchange,
    /// A file gets a second name.
    Link,
    /// A file goes.
    Remove,
    /// A folder goes.
    RemoveFolder,
    /// A folder gets its mode.
    Mode,
}

/// Where changes are announced.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    #[cfg(test)]
    fault: Option<Arc<Fault>>,
}

impl Steps {
    /// Announces a change; an error means that it must not happen.
    pub fn take(&self, step: Step) -> io::Result<()> {
        #[cfg(test)]
        if let Some(fault) = &self.fault {
            return fault.take(step);
        }
        let _ = step;
        Ok(())
    }

    /// Returns steps that fail as `fault` says.
    #[cfg(test)]
    pub fn failing(fault: &Arc<Fault>) -> Steps {
        Steps { fault: Some(Arc::clone(fault)) }
    }
}

/// What fails in a test.
#[cfg(test)]
#[derive(Debug, Default)]
pub struct Fault {
    after: Option<usize>,
    refused: Option<Refused>,
    taken: AtomicUsize,
    refusals: AtomicUsize,
}

/// A kind of change that fails, how, and how many times.
#[cfg(test)]
pub type Refused = (Step, io::Errno, usize);

#[cfg(test)]
impl Fault {
    /// Makes a fault: everything fails after `after` changes, and before that
    /// what is refused.
    pub fn new(after: Option<usize>, refused: Option<Refused>) -> Arc<Fault> {
        Arc::new(Fault { after, refused, ..Fault::default() })
    }

    fn take(&self, step: Step) -> io::Result<()> {
        let taken = self.taken.fetch_add(1, Ordering::Relaxed);
        if self.after.is_some_and(|after| after <= taken) {
            return Err(io::Errno::CANCELED);
        }
        match self.refused {
            Some((refused, errno, times))
                if refused == step && self.refusals.fetch_add(1, Ordering::Relaxed) < times =>
            {
                Err(errno)
            }
            _ => Ok(()),
        }
    }

    /// Returns how many changes were announced.
    pub fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }
}
