//! Reads the sizes of pictures, so that a page does not jump while they load,
//! and what drawings beside flows say ([`texts()`]).

mod texts;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::SitePath;
use crate::model::site::{Site, is_drawing, is_picture};
use crate::model::world::{Failure, Files};
use crate::text::exif::Orientation;
use crate::text::html::{self, PieceKind};

pub use texts::texts;

/// Returns width and height in pixels of the site's pictures, by path, as
/// they are shown: a photo that its camera turned has them exchanged. A file
/// that is no picture has none; nothing is decoded.
///
/// # Errors
/// A [`Failure`] if a file cannot be read.
pub fn measure(files: &dyn Files, site: &Site) -> Result<BTreeMap<SitePath, (u32, u32)>, Failure> {
    let pictures: Vec<&SitePath> = site.assets.iter().filter(|path| is_picture(path)).collect();
    let sizes: Vec<_> = pictures
        .into_par_iter()
        .map(|path| {
            let file = site.config.content.join(path.as_str()).unwrap_or_default();
            let size = files.read(&file)?.and_then(|bytes| match is_drawing(path) {
                true => drawing_size(&bytes),
                false => picture_size(&bytes),
            });
            Ok(size.map(|size| (path.clone(), size)))
        })
        .collect::<Result<_, Failure>>()?;
    Ok(sizes.into_iter().flatten().collect())
}

fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    Some(if Orientation::of(bytes).is_quarter() { (height, width) } else { (width, height) })
}

/// How far into a drawing its root element is looked for, in bytes.
const HEAD: usize = 4096;

/// Reads the size of an SVG drawing from its root element: `width` and
/// `height`, else the last two numbers of `viewBox` (SVG 2, 8.2).
fn drawing_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let root = html::pieces(&head).into_iter().find_map(|piece| match piece.kind {
        PieceKind::Open { name, attributes, .. } if name == "svg" => Some(attributes),
        _ => None,
    })?;
    let attribute = |wanted: &str| {
        root.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| &**value)
    };
    let pixels = |text: &str| {
        let number: f64 = text.trim().trim_end_matches("px").parse().ok()?;
        (1.0..100_000.0).contains(&number).then_some(number.round() as u32)
    };
    let written = attribute("width").and_then(pixels).zip(attribute("height").and_then(pixels));
    written.or_else(|| {
        let mut numbers = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty());
        pixels(numbers.nth(2)?).zip(pixels(numbers.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::drawing_size;

    #[test]
    fn drawings_say_their_size() {
        let size = |root: &str| drawing_size(format!("<?xml version='1.0'?>\n{root}").as_bytes());
        assert_eq!(size("<svg width='640' height=\"160px\">"), Some((640, 160)));
        assert_eq!(size("<svg viewBox=\"0 0 24.4 12\" width='100%'>"), Some((24, 12)));
        assert_eq!(size("<svg>"), None);
        assert_eq!(size("<html>"), None);
    }
}
