//! The preview server: a site over HTTP, for one author on this machine.
//!
//! It listens on the loopback address only and answers only requests that
//! are meant for it (see `guard`). It never opens a file: what it serves
//! is what its [`Preview`] makes for a path. `_handover/events` tells pages
//! when to load themselves anew, `_handover/status.json` what is wrong.

use std::future::Future;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::handler::HandlerWithoutStateExt as _;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::base::SitePath;
use crate::model::world::Failure;

mod answer;
mod connection;
mod events;
mod guard;
mod status;
#[cfg(test)]
mod tests;

pub use status::{Frame, Problem, Status};

/// So long open answers may take after the end was asked for.
const FAREWELL: Duration = Duration::from_secs(2);

/// What a preview server shows.
pub trait Preview: Send + Sync + 'static {
    /// Tells whether the site has a file at `path`; cheap.
    fn has(&self, path: &SitePath) -> bool;

    /// Makes the file at `path`; `None` if the site has none.
    ///
    /// # Errors
    /// A [`Failure`] if the environment does not let it be made.
    fn get(&self, path: &SitePath) -> Result<Option<Reply>, Failure>;

    /// Returns what is wrong with the site.
    fn status(&self) -> Status;
}

/// One file of the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// Its bytes; an HTML page without any could not be made.
    pub body: Vec<u8>,
    /// The build it is from.
    pub generation: u64,
}

/// What pages are told when a build is done, or more is known about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize)]
pub struct Build {
    /// The build; grows with each, also from one run of the server to the
    /// next.
    pub generation: u64,
    /// How many errors it has.
    pub errors: usize,
    /// How many warnings it has.
    pub warnings: usize,
}

/// Tells all open pages about builds.
#[derive(Clone, Debug)]
pub struct Announcer(watch::Sender<Build>);

impl Announcer {
    /// Tells all open pages, and those opened later. What pages know already
    /// is not repeated.
    pub fn announce(&self, build: Build) {
        self.0.send_if_modified(|known| std::mem::replace(known, build) != build);
    }
}

/// A server that has its port and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
    builds: watch::Sender<Build>,
}

/// What answers are made from.
struct Shared<P> {
    preview: Arc<P>,
    port: u16,
    builds: watch::Sender<Build>,
    /// Becomes true when the server ends.
    end: watch::Receiver<bool>,
}

impl Server {
    /// Takes a port of the loopback address; 0 takes any free one.
    ///
    /// # Errors
    /// A [`Failure`] if the port is not to be had.
    pub fn bind(port: u16) -> Result<Server, Failure> {
        let cannot = |error: std::io::Error| {
            let reason = match error.kind() {
                std::io::ErrorKind::AddrInUse => {
                    let other = port.checked_add(1).unwrap_or(8000);
                    format!("it is in use; try `--port {other}`, or `--port 0` for any free one")
                }
                _ => error.to_string(),
            };
            Failure::new(format!("cannot listen on port {port}"), reason)
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(cannot)?;
        listener.set_nonblocking(true).map_err(cannot)?;
        let port = listener.local_addr().map_err(cannot)?.port();
        Ok(Server { listener, port, builds: watch::Sender::default() })
    }

    /// Returns the port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns the address of the site's front page.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Returns what tells open pages about builds.
    pub fn announcer(&self) -> Announcer {
        Announcer(self.builds.clone())
    }

    /// Answers requests until `until` is ready; see [`interrupted`].
    ///
    /// # Errors
    /// A [`Failure`] if the system has no threads or sockets for us.
    pub fn run(
        self,
        preview: Arc<impl Preview>,
        until: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), Failure> {
        let cannot = |error| Failure::new("cannot serve the site", error);
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime: Runtime = runtime.worker_threads(2).enable_all().build().map_err(cannot)?;
        let served = runtime.block_on(self.serve(preview, until)).map_err(cannot);
        // A page that is still being made must not keep the process.
        runtime.shutdown_background();
        served
    }

    async fn serve(
        self,
        preview: Arc<impl Preview>,
        until: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let (ending, end) = watch::channel(false);
        let mut ended = end.clone();
        let shared = Arc::new(Shared { preview, port: self.port, builds: self.builds, end });
        let listener = connection::Listener::new(self.listener)?;
        let handler = move |request: Request| {
            let shared = Arc::clone(&shared);
            async move { answer::answer(&shared, request).await }
        };
        let serving = axum::serve(listener, handler.into_make_service());
        let serving = serving.with_graceful_shutdown(async move {
            until.await;
            ending.send_replace(true);
        });
        let out_of_patience = async {
            // An error means that nothing serves any more, which ends it too.
            let _ = ended.wait_for(|ended| *ended).await;
            tokio::time::sleep(FAREWELL).await;
        };
        tokio::select! {
            served = serving => served,
            () = out_of_patience => Ok(()),
        }
    }
}

/// Is ready when the user presses Ctrl-C.
pub async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without the signal the system ends the process by itself.
        std::future::pending::<()>().await;
    }
}
