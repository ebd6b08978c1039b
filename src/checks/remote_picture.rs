//! `remote-picture`: a picture comes from another host. It is missing where
//! that host cannot be reached, and tells it who reads the page.

use crate::base::{Code, Diagnostic, Span};
use crate::model::document::ReferenceKind;
use crate::model::extension::Check;
use crate::model::page::Target;
use crate::model::site::Site;

/// The check `remote-picture`.
pub struct RemotePicture;

impl Check for RemotePicture {
    fn check(&self, site: &Site, found: &mut Vec<Diagnostic>) {
        for (document, targets) in site.pages.values().flat_map(|page| page.parts()) {
            for (reference, target) in document.references.iter().zip(targets) {
                let Target::External(address) = target else { continue };
                if reference.kind != ReferenceKind::Image || !is_of_a_host(address) {
                    continue;
                }
                let span = Span::new(document.source.file, reference.range);
                let message = "this picture comes from another host";
                let help = "put the file beside the page, and write its path";
                found.push(Diagnostic::new(Code::REMOTE_PICTURE, span, message).help(help));
            }
        }
    }
}

/// Tells whether an address names a host, as `https://…` and `//…` do.
fn is_of_a_host(address: &str) -> bool {
    let rest = address.split_once(':').map_or(address, |(scheme, rest)| match scheme {
        "http" | "https" | "HTTP" | "HTTPS" => rest,
        _ => "",
    });
    rest.starts_with("//")
}
