//! Media types: what kind of file a name stands for (RFC 2046).

use crate::base::SitePath;

/// A page.
pub const HTML: &str = "text/html; charset=utf-8";
/// A script.
pub const SCRIPT: &str = "text/javascript; charset=utf-8";
/// Styles.
pub const STYLES: &str = "text/css; charset=utf-8";
/// Data.
pub const JSON: &str = "application/json";
/// Plain text.
pub const TEXT: &str = "text/plain; charset=utf-8";

/// Returns the media type of a file by the end of its name. What is not
/// known is bytes, which a browser saves and never runs.
pub fn of(path: &SitePath) -> &'static str {
    match path.extension().to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "js" | "mjs" => SCRIPT,
        "json" | "map" => JSON,
        "txt" | "md" | "log" | "sh" | "ps1" | "sql" | "yml" | "yaml" | "toml" | "ini" | "conf" => {
            TEXT
        }
        "css" => STYLES,
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "bmp" => "image/bmp",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}
