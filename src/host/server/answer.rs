//! From a request to an answer.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;

use super::{Preview, Reply, Shared, events, guard};
use crate::base::{SitePath, media};

/// The script of all pages; see there.
const LIVE: &str = include_str!("../live.js");
/// The styles of what that script shows.
const LIVE_STYLES: &str = include_str!("../live.css");
/// Stands for a page that could not be made, and reloads like every other.
const BROKEN: &str = include_str!("../broken.html");

/// What pages may load: what this server has, and no inline scripts.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// Answers a request, whatever it is.
pub(super) async fn answer<P: Preview>(shared: &Shared<P>, request: Request) -> Response {
    // The body is never read; see `guard`.
    let (request, _) = request.into_parts();
    let is_head = request.method == Method::HEAD;
    let mut response = match guard::admit(&request, shared.port) {
        Ok(path) => route(shared, &request, &path).await,
        Err(refusal) => refuse(refusal),
    };
    if is_head {
        *response.body_mut() = Body::empty();
    }
    harden(response.headers_mut());
    response
}

/// Sets what every answer carries.
fn harden(headers: &mut HeaderMap) {
    let always = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    headers.extend(always.map(|(name, value)| (name, HeaderValue::from_static(value))));
}

fn refuse(refusal: guard::Refusal) -> Response {
    let mut response = bytes(refusal.status, media::TEXT, refusal.reason.into());
    let headers = response.headers_mut();
    // A body we did not ask for must not be taken for the next request.
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    if refusal.status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// Answers a request that is meant for us.
async fn route<P: Preview>(shared: &Shared<P>, request: &Parts, path: &str) -> Response {
    match path {
        "/_handover/events" if request.method == Method::HEAD => stream(Body::empty()),
        "/_handover/events" => stream(events::body(shared.builds.subscribe(), shared.end.clone())),
        "/_handover/live.js" => bytes(StatusCode::OK, media::SCRIPT, LIVE.into()),
        "/_handover/live.css" => bytes(StatusCode::OK, media::STYLES, LIVE_STYLES.into()),
        "/_handover/status.json" => {
            let preview = Arc::clone(&shared.preview);
            let status = tokio::task::spawn_blocking(move || preview.status()).await;
            let json = status.ok().and_then(|status| serde_json::to_vec(&status).ok());
            bytes(StatusCode::OK, media::JSON, json.unwrap_or_else(|| b"{}".to_vec()))
        }
        _ => file(shared, request, path).await,
    }
}

/// Answers with a file of the site.
async fn file<P: Preview>(shared: &Shared<P>, request: &Parts, path: &str) -> Response {
    let asked = if path.ends_with('/') { format!("{path}index.html") } else { path.to_string() };
    let Some(asked) = SitePath::new(&asked) else { return missing(shared).await };
    if !path.ends_with('/')
        && !shared.preview.has(&asked)
        && shared.preview.has(&asked.child("index.html"))
    {
        return moved(request);
    }
    match make(shared, asked.clone()).await {
        Made::File(reply) => page(StatusCode::OK, &asked, reply),
        Made::Nothing => missing(shared).await,
        Made::Failure(reason) => bytes(StatusCode::INTERNAL_SERVER_ERROR, media::TEXT, reason),
    }
}

/// What came of making a file.
enum Made {
    File(Reply),
    Nothing,
    Failure(Vec<u8>),
}

/// Makes a file on a thread that may take its time.
async fn make<P: Preview>(shared: &Shared<P>, path: SitePath) -> Made {
    let preview = Arc::clone(&shared.preview);
    match tokio::task::spawn_blocking(move || preview.get(&path)).await {
        Ok(Ok(Some(reply))) => Made::File(reply),
        Ok(Ok(None)) => Made::Nothing,
        Ok(Err(failure)) => Made::Failure(failure.to_string().into()),
        Err(_) => Made::Failure("this page could not be made".into()),
    }
}

/// Answers with the site's own page for addresses that lead nowhere.
async fn missing<P: Preview>(shared: &Shared<P>) -> Response {
    let path = SitePath::default().child("404.html");
    match make(shared, path.clone()).await {
        Made::File(reply) => page(StatusCode::NOT_FOUND, &path, reply),
        Made::Nothing | Made::Failure(_) => {
            bytes(StatusCode::NOT_FOUND, media::TEXT, "There is no page at this address.".into())
        }
    }
}

/// Leads from `/folder` to `/folder/`, so that relative links work.
fn moved(request: &Parts) -> Response {
    let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let location = format!("{}/{query}", request.uri.path());
    let mut response = bytes(StatusCode::PERMANENT_REDIRECT, media::TEXT, Vec::new());
    // The path was taken apart by `guard`: one slash at its start, no line ends.
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Answers with a file; a page that could not be made says so.
fn page(status: StatusCode, path: &SitePath, reply: Reply) -> Response {
    let kind = media::of(path);
    let mut response = match kind {
        media::HTML if reply.body.is_empty() => {
            bytes(StatusCode::INTERNAL_SERVER_ERROR, kind, BROKEN.into())
        }
        _ => bytes(status, kind, reply.body),
    };
    // How a page learns which build it is from; scripts can read this one.
    let generation = format!("generation;desc=\"{}\"", reply.generation);
    if let Ok(generation) = HeaderValue::from_str(&generation) {
        response.headers_mut().insert(HeaderName::from_static("server-timing"), generation);
    }
    response
}

fn stream(body: Body) -> Response {
    let mut response = Response::new(body);
    let kind = HeaderValue::from_static("text/event-stream; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

fn bytes(status: StatusCode, kind: &'static str, body: Vec<u8>) -> Response {
    let length = HeaderValue::from(body.len());
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, length);
    response
}
