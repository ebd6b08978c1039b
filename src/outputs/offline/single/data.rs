//! Files as addresses that hold their bytes (RFC 2397).

use crate::base::sha256::base64;
use crate::base::{SitePath, media, url};
use crate::outputs::offline::Whole;
use crate::outputs::offline::part::target;

/// What is a page or a script is not held in an address.
const HELD: &[&str] = &["image/", "font/", "video/", "audio/"];

fn kind(path: &SitePath) -> &'static str {
    media::of(path).split(';').next().unwrap_or_default()
}

/// Tells whether there is an address that holds a file of the site.
pub(super) fn is_held(whole: &Whole<'_>, path: &SitePath) -> bool {
    whole.files.has(path) && HELD.iter().any(|class| kind(path).starts_with(class))
}

/// Returns the address that holds a file of the site; `None` if there is none,
/// or its type is not known.
pub(super) fn address(whole: &Whole<'_>, path: &SitePath) -> Option<String> {
    let bytes = is_held(whole, path).then(|| whole.files.read(path))??;
    Some(format!("data:{};base64,{}", kind(path), base64(&bytes)))
}

/// Puts the files that a style names into it.
pub(super) fn in_styles(whole: &Whole<'_>, path: &SitePath, text: &str) -> String {
    let mut parts = text.split("url(");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (address_written, rest) = part.split_once(')').unwrap_or((part, ""));
        let bare = address_written.trim().trim_matches(['"', '\'']);
        let file = target(&path.parent(), bare).and_then(|file| address(whole, &file));
        match file {
            Some(data) => out.push_str(&format!("url(\"{data}\"){rest}")),
            // What is not there is not asked for.
            None if url::scheme(bare).is_none() && !bare.starts_with('#') => {
                out.push_str(&format!("url(\"data:,\"){rest}"));
            }
            None => out.push_str(&format!("url({address_written}){rest}")),
        }
    }
    out
}
