//! Files as addresses that hold their bytes (RFC 2397).

use crate::base::sha256::base64;
use crate::base::{SitePath, media, url};
use crate::outputs::offline::Whole;
use crate::outputs::offline::part::target;

/// Returns the address that holds a file of the site; `None` if there is none,
/// or its type is not known.
pub(super) fn address(whole: &Whole<'_>, path: &SitePath) -> Option<String> {
    let bytes = whole.files.get(path)?;
    // What is a page or a script is not held in an address.
    let held = ["image/", "font/", "video/", "audio/"];
    let kind = media::of(path).split(';').next().unwrap_or_default();
    held.iter().any(|class| kind.starts_with(class)).then_some(())?;
    Some(format!("data:{kind};base64,{}", base64(bytes)))
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
