//! Who may ask, and what a request may look like.
//!
//! Any page in the author's browser can send requests to this server. It
//! must not be able to read unpublished pages: not from another origin, not
//! by giving its own name our address (DNS rebinding).

use axum::http::header::{self, AsHeaderName, HeaderMap};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};

/// Bytes of a path; no file system has longer ones.
const LONGEST_PATH: usize = 4096;

/// Why a request is not answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Refusal {
    /// The status of the answer.
    pub(super) status: StatusCode,
    /// The answer; it repeats nothing of the request.
    pub(super) reason: &'static str,
}

fn refusal<T>(status: StatusCode, reason: &'static str) -> Result<T, Refusal> {
    Err(Refusal { status, reason })
}

/// Returns the decoded path of a request that is meant for us: it begins
/// with `/` and has no part that could lead elsewhere.
pub(super) fn admit(request: &Parts, port: u16) -> Result<String, Refusal> {
    let headers = &request.headers;
    let Some(host) = only(headers, header::HOST)? else {
        return refusal(StatusCode::BAD_REQUEST, "A request needs a Host.");
    };
    if !is_ours(host, port) {
        return refusal(StatusCode::FORBIDDEN, "This server answers only for this machine.");
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return refusal(StatusCode::METHOD_NOT_ALLOWED, "This server can only be read.");
    }
    if request.uri.authority().is_some() {
        return refusal(StatusCode::BAD_REQUEST, "This server is no proxy.");
    }
    let foreign = only(headers, header::ORIGIN)?
        .is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(|o| is_ours(o, port)));
    if foreign || is_embedded_elsewhere(headers) {
        return refusal(StatusCode::FORBIDDEN, "Other sites may not read this one.");
    }
    let length = only(headers, header::CONTENT_LENGTH)?;
    if length.is_some_and(|length| length != "0") || headers.contains_key(header::TRANSFER_ENCODING)
    {
        return refusal(StatusCode::BAD_REQUEST, "A request must not have a body.");
    }
    path(request.uri.path())
}

/// Returns a header that may be there once.
fn only(headers: &HeaderMap, name: impl AsHeaderName) -> Result<Option<&str>, Refusal> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    match value.to_str() {
        Ok(text) if values.next().is_none() => Ok(Some(text)),
        _ => refusal(StatusCode::BAD_REQUEST, "A header is there twice or is no text."),
    }
}

/// Tells whether a name with a port is this server's.
fn is_ours(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, given)) if !given.ends_with(']') => (name, given.parse().ok()),
        _ => (host, Some(80)),
    };
    // `parse` takes `+80` too; a browser never writes that.
    let is_plain = !host.contains('+');
    let is_name = name == "127.0.0.1" || name == "[::1]" || name.eq_ignore_ascii_case("localhost");
    is_name && is_plain && given == Some(port)
}

/// Tells whether a page of another site asks for a part of itself. Following
/// a link to us is fine.
fn is_embedded_elsewhere(headers: &HeaderMap) -> bool {
    let is = |name: &str, values: &[&str]| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|v| values.contains(&v))
    };
    is("sec-fetch-site", &["cross-site", "same-site"]) && !is("sec-fetch-mode", &["navigate"])
}

/// Decodes a path, once.
fn path(raw: &str) -> Result<String, Refusal> {
    if LONGEST_PATH < raw.len() {
        return refusal(StatusCode::URI_TOO_LONG, "This address is too long.");
    }
    let Some(path) = decoded(raw) else {
        return refusal(StatusCode::BAD_REQUEST, "This address is not well written.");
    };
    let Some(below) = path.strip_prefix('/') else {
        return refusal(StatusCode::BAD_REQUEST, "This address is not well written.");
    };
    let parts = below.strip_suffix('/').unwrap_or(below);
    let leads_elsewhere = |part: &str| matches!(part, "" | "." | "..");
    if !parts.is_empty() && parts.split('/').any(leads_elsewhere) || path == "//" {
        return refusal(StatusCode::BAD_REQUEST, "This address leads elsewhere.");
    }
    Ok(path)
}

/// Undoes percent-encoding; `None` for a broken sequence, bytes that are no
/// UTF-8, and characters no path of a site has: separators that were
/// encoded, backslashes, control characters.
fn decoded(raw: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let byte = u8::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal)?;
        bytes.push(Some(byte).filter(|byte| *byte != b'/')?);
        rest = rest.get(2..)?;
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains(|c: char| c == '\\' || c.is_control())).then_some(text)
}
