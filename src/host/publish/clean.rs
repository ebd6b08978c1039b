//! Removing a published site.

use std::path::Path;

use rustix::io::Errno;

use super::journal::remove_with_folders;
use super::place::Place;
use super::recover::Held;
use super::stage::manifest_text;
use crate::host::step::Steps;
use crate::model::artifact::Manifest;
use crate::model::world::Failure;

/// Removes the files that builds have published to `out`, folders that are
/// empty then, and `out` itself if nothing else is in it; else an empty
/// manifest stays, so that the next build may use it. Returns how many files
/// went; 0 if there is no such folder.
///
/// # Errors
/// A [`Failure`] if `out` holds files and no manifest of ours, if another
/// build is at work there, or if a file cannot be removed.
pub fn clean(out: &Path) -> Result<usize, Failure> {
    let place = Place::find(out)?;
    if !place.path.is_dir() {
        return Ok(0);
    }
    let held = Held::take(&place, &Steps::default())?;
    held.recover(&place)?;
    let Some(root) = &held.out else { return Ok(0) };
    let text = manifest_text(root).map_err(|error| place.refused(error))?;
    let Some(manifest) = text.as_deref().and_then(Manifest::parse) else {
        let reason =
            format!("it has no `{}`, so nothing in it is known to be ours", Manifest::NAME);
        return Err(place.refused(reason));
    };
    let fail = |errno: Errno| place.refused(std::io::Error::from(errno));
    for path in manifest.files.keys() {
        remove_with_folders(root, path).map_err(fail)?;
    }
    root.remove(Path::new(Manifest::NAME)).map_err(fail)?;
    match held.parent.remove_folder(Path::new(&place.name)) {
        Ok(()) => Ok(manifest.files.len()),
        Err(Errno::NOTEMPTY | Errno::EXIST) => {
            // The folder stays because of what others put there; it stays ours
            // to build into.
            let empty = Manifest::default().write();
            let name = Path::new(Manifest::NAME);
            root.write(name, empty.as_bytes()).map_err(|error| place.refused(error))?;
            Ok(manifest.files.len())
        }
        Err(error) => Err(fail(error)),
    }
}
