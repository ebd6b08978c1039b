//! What an earlier build left when it was killed.
//!
//! A whole journal is finished: the new site had been decided on. Anything
//! else is thrown away: the old site stands.

use std::ffi::OsString;
use std::path::Path;

use rustix::io::Errno;

use super::journal::{self, Journal};
use super::place::Place;
use super::stage::{INSIDE, Locked, Side, Stage, Taken, take_folder};
use crate::host::root::Root;
use crate::host::step::Steps;
use crate::model::world::Failure;

/// What was done about an earlier build that was killed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Recovered {
    /// No earlier build was killed.
    Nothing,
    /// It had decided on its site, and the change is finished now.
    Finished,
    /// It had not, and what it prepared is removed.
    Discarded,
}

/// Puts the output folder in order after a build that was killed.
///
/// [`Publication::begin`](super::Publication::begin) does the same.
///
/// # Errors
/// A [`Failure`] if another build is at work there, or a step fails.
pub fn recover(out: &Path) -> Result<Recovered, Failure> {
    recover_with(out, &Steps::default())
}

/// As [`recover`], with steps that tests may stop.
pub fn recover_with(out: &Path, steps: &Steps) -> Result<Recovered, Failure> {
    let place = Place::find(out)?;
    if !place.parent.is_dir() {
        return Ok(Recovered::Nothing);
    }
    Held::take(&place, steps)?.recover(&place)
}

/// An output folder that no other build may change, and the one it lies in.
pub struct Held {
    /// The folder above.
    pub parent: Root,
    /// The output folder, if it exists.
    pub out: Option<Root>,
}

impl Held {
    /// Takes the output folder for this process.
    pub fn take(place: &Place, steps: &Steps) -> Result<Held, Failure> {
        let fail = |errno: Errno| place.refused(std::io::Error::from(errno));
        let parent = Root::open(&place.parent, steps).map_err(fail)?;
        let out = match take_folder(&parent, &place.name).map_err(fail)? {
            Locked::Folder(out) => Some(out),
            Locked::Nothing => None,
            Locked::Busy => return Err(busy(place)),
        };
        Ok(Held { parent, out })
    }

    /// Finishes or throws away what an earlier build left.
    pub fn recover(&self, place: &Place) -> Result<Recovered, Failure> {
        let fail = |error: std::io::Error| {
            let attempt = format!("cannot clean up in `{}` after a stopped build", place.shown);
            Failure::new(attempt, error)
        };
        let journal = match &self.out {
            Some(out) => Journal::read(out).map_err(fail)?,
            None => None,
        };
        let beside = self.leftover(place, Side::Beside)?;
        let inside = self.leftover(place, Side::Inside)?;
        if let (Some(journal), Some(out)) = (&journal, &self.out) {
            let stage = match journal.side {
                Side::Beside => beside.as_ref(),
                Side::Inside => inside.as_ref(),
            };
            journal.roll_forward(stage, out).map_err(|errno| fail(errno.into()))?;
        } else if let Some(out) = &self.out {
            // One that is not whole decides nothing.
            out.remove(Path::new(journal::NAME)).map_err(|errno| fail(errno.into()))?;
        }
        for stage in [&beside, &inside].into_iter().flatten() {
            stage.remove(self.out.as_ref()).map_err(|errno| fail(errno.into()))?;
        }
        Ok(match (journal, beside.or(inside)) {
            (Some(_), _) => Recovered::Finished,
            (None, Some(_)) => Recovered::Discarded,
            (None, None) => Recovered::Nothing,
        })
    }

    /// Makes the stage of this build: beside the output folder if that can
    /// be exchanged, else in it.
    pub fn make_stage(&self, place: &Place) -> Result<Stage, Failure> {
        let fail = |error: std::io::Error| place.refused(error);
        let device = |root: &Root| root.stat().map(|stat| stat.st_dev);
        let apart = self.out.as_ref().is_some_and(|out| {
            out.is_mount_point() || device(out).ok() != device(&self.parent).ok()
        });
        if let Some(out) = &self.out {
            out.is_writable().map_err(|errno| fail(errno.into()))?;
        }
        if !apart {
            let holder = self.parent.duplicate().map_err(fail)?;
            match (Stage::make(holder, place.stage_name(), Side::Beside), &self.out) {
                (Ok(Taken::Stage(stage)), _) => return Ok(stage),
                (Ok(_), _) => return Err(busy(place)),
                (Err(Errno::ACCESS | Errno::PERM | Errno::ROFS), Some(_)) => {}
                (Err(errno), _) => return Err(fail(errno.into())),
            }
        }
        let Some(out) = &self.out else { return Err(busy(place)) };
        let holder = out.duplicate().map_err(fail)?;
        match Stage::make(holder, OsString::from(INSIDE), Side::Inside) {
            Ok(Taken::Stage(stage)) => Ok(stage),
            Ok(_) => Err(busy(place)),
            Err(errno) => Err(fail(errno.into())),
        }
    }

    fn leftover(&self, place: &Place, side: Side) -> Result<Option<Stage>, Failure> {
        let fail = |error: std::io::Error| place.refused(error);
        let (holder, name) = match (side, &self.out) {
            (Side::Beside, _) => (&self.parent, place.stage_name()),
            (Side::Inside, Some(out)) => (out, OsString::from(INSIDE)),
            (Side::Inside, None) => return Ok(None),
        };
        let holder = holder.duplicate().map_err(fail)?;
        match Stage::take(holder, name, side) {
            Ok(Taken::Stage(stage)) => Ok(Some(stage)),
            Ok(Taken::Nothing) => Ok(None),
            Ok(Taken::Busy) => Err(busy(place)),
            Err(errno) => Err(fail(errno.into())),
        }
    }
}

fn busy(place: &Place) -> Failure {
    place.refused("another build is at work there; wait until it ends, or choose another folder")
}
