//! The stream of events every open page listens to (`text/event-stream`).

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

use super::Build;

/// So often an idle stream says that it is alive, and finds out whether
/// anybody still listens.
const ALIVE: Duration = Duration::from_secs(15);

/// Returns a body that tells about builds, the present one first, until the
/// listener is gone or `end` becomes true.
pub(super) fn body(builds: watch::Receiver<Build>, end: watch::Receiver<bool>) -> Body {
    let (sender, lines) = mpsc::channel(1);
    tokio::spawn(tell(builds, end, sender));
    Body::from_stream(ReceiverStream::new(lines))
}

type Line = Result<String, Infallible>;

async fn tell(
    mut builds: watch::Receiver<Build>,
    mut end: watch::Receiver<bool>,
    listener: mpsc::Sender<Line>,
) {
    let mut text = event(*builds.borrow_and_update());
    while listener.send(Ok(text)).await.is_ok() {
        text = tokio::select! {
            changed = builds.changed() => match changed {
                Ok(()) => event(*builds.borrow_and_update()),
                Err(_) => return,
            },
            _ = end.wait_for(|ended| *ended) => return,
            () = listener.closed() => return,
            () = tokio::time::sleep(ALIVE) => ": alive\n\n".to_string(),
        };
    }
}

/// Writes one event. A listener that lost us tries again after a second.
fn event(build: Build) -> String {
    let json = serde_json::to_string(&build).unwrap_or_default();
    format!("retry: 1000\nevent: build\ndata: {json}\n\n")
}
