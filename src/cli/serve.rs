//! `handover serve`: shows a site while it is written.
//!
//! After each change the site is prepared anew as a whole, which is quick
//! because unchanged files are not parsed again; a page is made when it is
//! asked for. All other pages are made afterwards, on a thread of their own,
//! only to find what is wrong with them. When the environment fails, the
//! last site stays and the failure is shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jiff::civil::Date;

use crate::base::{Diagnostic, SitePath};
use crate::host::DiskFiles;
use crate::host::cache::{DiskCache, Keeping};
use crate::host::server::{self, Announcer, Build, Reply, Server, Status};
use crate::host::watch::Watcher;
use crate::model::baseline::Parted;
use crate::model::extension::{Mode, Rendered};
use crate::model::site::Site;
use crate::model::source::Texts;
use crate::model::world::{Cache, Clock, Failure, Files as _, World};
use crate::pipeline::preview::Preview;
use crate::pipeline::{self, Options, Session, reducing};

#[cfg(test)]
mod tests;

/// Pages that had problems are made at once after a change, so many of them,
/// so that what is still wrong does not vanish for a moment.
const AT_ONCE: usize = 32;
/// So long the other pages wait: the one that is asked for comes first.
const PATIENCE: Duration = Duration::from_millis(300);

/// What `serve` is told.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The folder of the site.
    pub root: PathBuf,
    /// The port; 0 for any free one.
    pub port: u16,
    /// What is opened when the site is ready.
    pub open: Open,
    /// The day.
    pub today: Date,
    /// The interval in which to look for changes, where the system does not
    /// tell of them.
    pub poll: Option<Duration>,
}

/// What is opened when the site is ready.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Open {
    /// The front page in the user's browser.
    Browser,
    /// Nothing.
    Nothing,
}

/// Where a server says what happens. Called from several threads.
pub trait Terminal: Send + Sync + 'static {
    /// The site is ready at `address`.
    fn serving(&self, address: &str);

    /// A change was taken over in so much time.
    fn rebuilt(&self, took: Duration);

    /// Problems of a build, with the site's severities and in order: all of
    /// them after each build, later those found while pages were made. Those
    /// that the baseline knows are told apart.
    fn found(&self, found: &Parted, texts: &Texts, site: &Site);

    /// The environment failed; what was served stays.
    fn failed(&self, failure: &Failure);
}

/// Serves a site until the user presses Ctrl-C.
///
/// # Errors
/// A [`Failure`] if the port is taken, the folder cannot be watched, or the
/// first build fails. Later failures are shown and do not end it.
pub fn serve(options: ServeOptions, terminal: Arc<dyn Terminal>) -> Result<(), Failure> {
    let server = Server::bind(options.port)?;
    let address = server.address();
    let open = options.open;
    let out = Arc::new(RwLock::new(PathBuf::from("public")));
    let (sender, changes) = mpsc::channel();
    // It watches before the first build, which may take its time.
    let is_out = Arc::clone(&out);
    let ignore = move |path: &Path| is_foreign(path) || path.starts_with(&*read(&is_out));
    let tell = move || {
        // Nobody listens any more when the server ends.
        let _ = sender.send(());
    };
    let watcher = Watcher::new(&options.root, options.poll, ignore, tell)?;
    let state = State::start(options, server.announcer(), terminal, out)?;
    let rebuilding = Arc::clone(&state);
    let rebuild = move || rebuild_on(&changes, &rebuilding);
    spawn("rebuild", rebuild)?;
    state.terminal.serving(&address);
    if open == Open::Browser {
        browse(&address, &*state.terminal);
    }
    let served = server.run(state, server::interrupted());
    drop(watcher);
    served
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    let thread = thread::Builder::new().name(name.into()).spawn(work);
    thread.map(drop).map_err(|error| Failure::new("cannot start a thread", error))
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read<T>(value: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    value.read().unwrap_or_else(PoisonError::into_inner)
}

/// Tells whether a path lies in a folder that never holds pages; what is
/// watched in vain is only a cost.
fn is_foreign(path: &Path) -> bool {
    let foreign = ["node_modules", "target", "__pycache__", "vendor"];
    path.iter().any(|part| part.to_str().is_some_and(|part| foreign.contains(&part)))
}

/// Opens the user's browser. The address is our own: nothing an author
/// wrote is part of it.
fn browse(address: &str, terminal: &dyn Terminal) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let waits = command.spawn().map(|mut browser| spawn("browser", move || drop(browser.wait())));
    if let Err(error) = waits {
        let attempt = format!("cannot open a browser with `{program}`");
        terminal.failed(&Failure::new(attempt, error));
    }
}

/// The time since it was made.
struct Stopwatch(Instant);

impl Clock for Stopwatch {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// A running preview.
struct State {
    files: DiskFiles,
    session: Arc<Session>,
    today: Date,
    /// The output folder, which is not watched.
    out: Arc<RwLock<PathBuf>>,
    current: RwLock<Arc<Current>>,
    /// Counts rebuilds and passes over all pages: a pass ends when something
    /// newer begins, so that a rebuild has the machine for itself.
    begun: AtomicU64,
    /// Why the last change was not taken over.
    failure: Mutex<Option<Failure>>,
    announcer: Announcer,
    terminal: Arc<dyn Terminal>,
}

/// One build.
struct Current {
    generation: u64,
    preview: Preview,
    /// What was found while files were made, by file.
    rendered: Mutex<BTreeMap<SitePath, Vec<Diagnostic>>>,
}

/// Takes over changes until the watcher ends.
fn rebuild_on(changes: &Receiver<()>, state: &Arc<State>) {
    while changes.recv().is_ok() {
        // Several changes while a build ran are one.
        while changes.try_recv().is_ok() {}
        let start = Instant::now();
        match state.rebuild() {
            Ok(()) => {
                state.terminal.rebuilt(start.elapsed());
                state.report(&state.current());
            }
            Err(failure) => {
                state.terminal.failed(&failure);
                *lock(&state.failure) = Some(failure);
                state.announce(&state.current());
            }
        }
        // Without the thread the other pages stay unchecked until looked at.
        let _ = state.make_all_later();
    }
}

impl State {
    fn start(
        options: ServeOptions,
        announcer: Announcer,
        terminal: Arc<dyn Terminal>,
        out: Arc<RwLock<PathBuf>>,
    ) -> Result<Arc<State>, Failure> {
        let files = DiskFiles::open(&options.root)?;
        let cache = DiskCache::open(&options.root, Keeping::Everything);
        let cache = cache.map(|cache| -> Box<dyn Cache> { Box::new(cache) });
        let session = Arc::new(Session::new().with_cache(cache));
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        // A page of an earlier run must not take itself for one of this run.
        let generation = u64::try_from(since.as_millis()).unwrap_or(0);
        let current = Current::make(&files, &session, options.today, generation)?;
        let state = Arc::new(State {
            files,
            session,
            today: options.today,
            out,
            current: RwLock::new(Arc::new(current)),
            begun: AtomicU64::new(0),
            failure: Mutex::new(None),
            announcer,
            terminal,
        });
        let current = state.current();
        state.follow_out(&current);
        state.announce(&current);
        state.report(&current);
        state.make_all_later()?;
        Ok(state)
    }

    fn current(&self) -> Arc<Current> {
        Arc::clone(&read(&self.current))
    }

    /// Prepares the site anew and shows it.
    fn rebuild(&self) -> Result<(), Failure> {
        self.begun.fetch_add(1, Ordering::Relaxed);
        let before = self.current();
        let made = Current::make(&self.files, &self.session, self.today, before.generation + 1)?;
        let current = Arc::new(made);
        let troubled: Vec<SitePath> =
            lock(&before.rendered).keys().take(AT_ONCE).cloned().collect();
        for path in &troubled {
            current.render(path);
        }
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&current);
        *lock(&self.failure) = None;
        self.follow_out(&current);
        self.announce(&current);
        Ok(())
    }

    /// Remembers where the site is published, which is not watched.
    fn follow_out(&self, current: &Current) {
        let out = current.preview.site().config.out.as_deref().unwrap_or("public");
        *self.out.write().unwrap_or_else(PoisonError::into_inner) = PathBuf::from(out);
    }

    /// Tells the open pages about a build, unless there is a newer one.
    fn announce(&self, current: &Current) {
        if self.current().generation == current.generation {
            let Status { generation, errors, warnings, .. } = self.status_of(current);
            self.announcer.announce(Build { generation, errors, warnings });
        }
    }

    fn status_of(&self, current: &Current) -> Status {
        let status =
            Status::of(current.generation, &current.diagnostics().new, current.preview.texts());
        match &*lock(&self.failure) {
            Some(failure) => status.failed(failure),
            None => status,
        }
    }

    fn report(&self, current: &Current) {
        let preview = &current.preview;
        self.terminal.found(&current.diagnostics(), preview.texts(), preview.site());
    }

    /// Makes all files of the present build to find what is wrong with them,
    /// until there is a newer one.
    fn make_all_later(self: &Arc<State>) -> Result<(), Failure> {
        let state = Arc::clone(self);
        let begun = self.begun.fetch_add(1, Ordering::Relaxed) + 1;
        spawn("render", move || {
            let current = state.current();
            let told = current.diagnostics().new;
            thread::sleep(PATIENCE);
            for path in current.preview.made() {
                if state.begun.load(Ordering::Relaxed) != begun {
                    return;
                }
                current.render(path);
            }
            let mut found = current.diagnostics();
            found.new.retain(|diagnostic| !told.contains(diagnostic));
            if !found.new.is_empty() {
                let preview = &current.preview;
                state.terminal.found(&found, preview.texts(), preview.site());
                state.announce(&current);
            }
        })
    }
}

impl Current {
    fn make(
        files: &DiskFiles,
        session: &Arc<Session>,
        today: Date,
        generation: u64,
    ) -> Result<Current, Failure> {
        let clock = Stopwatch(Instant::now());
        let options = Options { today, mode: Mode::Preview };
        let mut prepared = pipeline::prepare(session, World { files, clock: &clock }, options)?;
        reducing::reduce(session, files, &mut prepared)?;
        let preview = Preview::new(Arc::clone(session), prepared);
        Ok(Current { generation, preview, rendered: Mutex::default() })
    }

    /// Makes a file and remembers what is wrong with it.
    fn render(&self, path: &SitePath) -> Option<Rendered> {
        let rendered = self.preview.render(path)?;
        if !rendered.diagnostics.is_empty() {
            lock(&self.rendered).insert(path.clone(), rendered.diagnostics);
        }
        Some(rendered.value)
    }

    fn diagnostics(&self) -> Parted {
        self.preview.diagnostics(lock(&self.rendered).values().flatten())
    }
}

impl server::Preview for State {
    fn has(&self, path: &SitePath) -> bool {
        self.current().preview.has(path)
    }

    fn get(&self, path: &SitePath) -> Result<Option<Reply>, Failure> {
        let current = self.current();
        let known = lock(&current.rendered).contains_key(path);
        let Some(rendered) = current.render(path) else { return Ok(None) };
        if !known && lock(&current.rendered).contains_key(path) {
            self.announce(&current);
        }
        let body = match rendered {
            Rendered::Bytes(bytes) => Some(bytes),
            Rendered::Copy(path) => self.files.read(&path)?.map(|bytes| bytes.to_vec()),
        };
        Ok(body.map(|body| Reply { body, generation: current.generation }))
    }

    fn status(&self) -> Status {
        self.status_of(&self.current())
    }
}
