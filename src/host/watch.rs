//! Notices that something below a folder changed.
//!
//! What changed does not matter: a build is run anew and looks itself. So an
//! event only says "look again", also when the system lost count of its
//! events. Reading files is no change, or every build would start the next.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

use crate::model::world::Failure;

#[cfg(test)]
mod tests;

/// So long nothing more may happen before a change counts: an editor writes,
/// renames and sets modes in a row.
const QUIET: Duration = Duration::from_millis(15);
/// After this time a change counts although there is no end to it.
const LONGEST: Duration = Duration::from_millis(200);

/// Watches one folder until it is dropped.
pub struct Watcher {
    messages: Sender<Message>,
    thread: Option<JoinHandle<()>>,
}

/// What the watching thread is told.
enum Message {
    Event(Event),
    Stop,
}

/// The folder that is watched.
struct Place<I> {
    root: PathBuf,
    ignore: I,
}

impl Watcher {
    /// Calls `on_change` after something below `root` changed, on a thread of
    /// its own, once for changes in a row.
    ///
    /// Paths for which `ignore` (given the path from `root`) is true and
    /// hidden ones do not count. With `poll`, the folder is looked through
    /// in that interval, for file systems that send no events.
    ///
    /// # Errors
    /// A [`Failure`] if the folder cannot be watched.
    pub fn new(
        root: &Path,
        poll: Option<Duration>,
        ignore: impl Fn(&Path) -> bool + Send + 'static,
        on_change: impl Fn() + Send + 'static,
    ) -> Result<Watcher, Failure> {
        let cannot = |reason: &dyn std::fmt::Display| {
            Failure::new(format!("cannot watch `{}`", root.display()), reason)
        };
        let root = fs::canonicalize(root).map_err(|error| cannot(&error))?;
        let place = Place { root, ignore };
        let (messages, received) = mpsc::channel();
        let started = match poll {
            Some(interval) => {
                let last = place.fingerprint();
                spawn(move || place.poll(interval, last, &received, &on_change))
            }
            None => {
                let mut system = watch(&messages).map_err(|error| cannot(&explained(&error)))?;
                place.watch_all(&mut system).map_err(|error| cannot(&explained(&error)))?;
                spawn(move || place.follow(system, &received, &on_change))
            }
        };
        let thread = Some(started.map_err(|error| cannot(&error))?);
        Ok(Watcher { messages, thread })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // A thread that is gone already needs no telling.
        let _ = self.messages.send(Message::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn spawn(work: impl FnOnce() + Send + 'static) -> std::io::Result<JoinHandle<()>> {
    thread::Builder::new().name("watch".into()).spawn(work)
}

/// Starts the system's watcher; it sends everything but mere looking.
fn watch(messages: &Sender<Message>) -> notify::Result<RecommendedWatcher> {
    let messages = messages.clone();
    notify::recommended_watcher(move |event: notify::Result<Event>| {
        let event = match event {
            Ok(event) if event.kind.is_access() && !event.need_rescan() => return,
            Ok(event) => event,
            // An event that could not be read may have been anything.
            Err(_) => Event::default().set_flag(notify::event::Flag::Rescan),
        };
        let _ = messages.send(Message::Event(event));
    })
}

fn explained(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "this system watches no more folders; use `--poll`".into()
        }
        _ => error.to_string(),
    }
}

impl<I: Fn(&Path) -> bool> Place<I> {
    /// Watches the root for itself and each folder in it with all below, so
    /// that folders which do not count cost nothing.
    fn watch_all(&self, system: &mut RecommendedWatcher) -> notify::Result<()> {
        system.watch(&self.root, RecursiveMode::NonRecursive)?;
        for entry in fs::read_dir(&self.root)?.flatten() {
            self.watch_folder(&entry.path(), system)?;
        }
        Ok(())
    }

    /// Watches a folder of the root; what is none is left alone.
    fn watch_folder(&self, path: &Path, system: &mut RecommendedWatcher) -> notify::Result<()> {
        let is_folder = fs::symlink_metadata(path).is_ok_and(|kind| kind.is_dir());
        if !is_folder || self.is_ignored(path) {
            return Ok(());
        }
        match system.watch(path, RecursiveMode::Recursive) {
            // It is gone again, or not ours to read; the build will say so.
            Err(error) if !matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => Ok(()),
            watched => watched,
        }
    }

    fn is_ignored(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else { return true };
        let is_hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
        below.iter().any(is_hidden) || (self.ignore)(below)
    }

    /// Waits for events until it is told to stop.
    fn follow(
        &self,
        mut system: RecommendedWatcher,
        received: &Receiver<Message>,
        on_change: &dyn Fn(),
    ) {
        let mut rescanned = None;
        while let Ok(Message::Event(first)) = received.recv() {
            if !self.counts(&first, &mut system, &mut rescanned) {
                continue;
            }
            let start = Instant::now();
            while start.elapsed() < LONGEST {
                match received.recv_timeout(QUIET) {
                    // Part of the same change; only new folders matter.
                    Ok(Message::Event(event)) => {
                        self.counts(&event, &mut system, &mut rescanned);
                    }
                    Err(RecvTimeoutError::Timeout) => break,
                    Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            on_change();
        }
    }

    /// Tells whether an event is a change; watches folders that are new.
    fn counts(
        &self,
        event: &Event,
        system: &mut RecommendedWatcher,
        rescanned: &mut Option<u64>,
    ) -> bool {
        if event.need_rescan() {
            return self.differs_from(rescanned, system);
        }
        let appears =
            matches!(event.kind, EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)));
        for path in event.paths.iter().filter(|path| appears && self.is_child(path)) {
            // Too many watches now would have been too many at the start.
            let _ = self.watch_folder(path, system);
        }
        event.paths.iter().any(|path| !self.is_ignored(path))
    }

    fn is_child(&self, path: &Path) -> bool {
        path.parent() == Some(&self.root)
    }

    /// Looks through the folder after events were lost. A build that reads
    /// many files can itself be what the system lost count of; if nothing
    /// differs since the last time, it must not start the next build.
    fn differs_from(&self, last: &mut Option<u64>, system: &mut RecommendedWatcher) -> bool {
        let _ = self.watch_all(system);
        let now = Some(self.fingerprint());
        std::mem::replace(last, now) != now
    }

    /// Looks through the folder again and again until it is told to stop.
    fn poll(
        &self,
        interval: Duration,
        mut last: u64,
        received: &Receiver<Message>,
        on_change: &dyn Fn(),
    ) {
        while matches!(received.recv_timeout(interval), Err(RecvTimeoutError::Timeout)) {
            let now = self.fingerprint();
            if now != last {
                last = now;
                on_change();
            }
        }
    }

    /// Returns a number that changes with the name, size or time of any file.
    fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let entries = WalkDir::new(&self.root)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !self.is_ignored(entry.path()));
        for entry in entries.flatten().filter(|entry| !entry.file_type().is_dir()) {
            entry.path().hash(&mut hasher);
            let metadata = entry.metadata().ok();
            metadata.map(|found| (found.len(), found.modified().ok())).hash(&mut hasher);
        }
        hasher.finish()
    }
}
