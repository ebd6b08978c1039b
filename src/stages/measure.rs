//! Reads the sizes of pictures, so that a page does not jump while they load.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::SitePath;
use crate::model::site::Site;
use crate::model::world::{Failure, Files};

/// Returns width and height in pixels of the site's pictures, by path. A
/// file that is no picture has none; nothing is decoded.
///
/// # Errors
/// A [`Failure`] if a file cannot be read.
pub fn measure(files: &dyn Files, site: &Site) -> Result<BTreeMap<SitePath, (u32, u32)>, Failure> {
    let pictures: Vec<&SitePath> = site.assets.iter().filter(|path| is_picture(path)).collect();
    let sizes: Vec<_> = pictures
        .into_par_iter()
        .map(|path| {
            let file = site.config.content.join(path.as_str()).unwrap_or_default();
            let size = files.read(&file)?.and_then(|bytes| imagesize::blob_size(&bytes).ok());
            let number = |n: usize| u32::try_from(n).ok();
            let size = size.and_then(|size| Some((number(size.width)?, number(size.height)?)));
            Ok(size.map(|size| (path.clone(), size)))
        })
        .collect::<Result<_, Failure>>()?;
    Ok(sizes.into_iter().flatten().collect())
}

fn is_picture(path: &SitePath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "bmp")
}
