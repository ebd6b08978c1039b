//! One folder, and what may be done below it without ever leaving it.
//!
//! All paths are opened from the folder's descriptor, part by part, and no
//! symbolic link is followed on the way: on Linux the kernel does that in one
//! call (`openat2`), elsewhere, and where a sandbox forbids that call, each
//! part is opened by itself. A folder that becomes a link while we work leads
//! to an error and never outside.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Write as _;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{self, AtFlags, Dir, FileType, Mode, OFlags, Stat};
use rustix::io::{Errno, Result};

use super::step::{Step, Steps};

const FOLDER: OFlags =
    OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC).union(OFlags::NOFOLLOW);
// A pipe that takes the place of a file between two calls must not block us.
const FILE: OFlags = OFlags::RDONLY
    .union(OFlags::CLOEXEC)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::NONBLOCK)
    .union(OFlags::NOCTTY);
const NEW: OFlags = OFlags::WRONLY
    .union(OFlags::CREATE)
    .union(OFlags::EXCL)
    .union(OFlags::CLOEXEC)
    .union(OFlags::NOFOLLOW);

/// The mode of new files, before the user's mask.
const FILE_MODE: Mode = Mode::from_raw_mode(0o644);
/// The mode of new folders, before the user's mask.
const FOLDER_MODE: Mode = Mode::from_raw_mode(0o755);

/// What lies at a path.
#[derive(Debug)]
pub enum Found {
    /// A regular file, open for reading, and its size in bytes.
    File(File, u64),
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, socket or device.
    Special,
}

/// One name in a folder.
#[derive(Debug)]
pub struct Item {
    /// The name.
    pub name: OsString,
    /// What it stands for.
    pub kind: FileType,
}

/// A folder and the names in it.
pub struct Folder {
    dir: Dir,
    /// All names but `.` and `..`, in no particular order.
    pub items: Vec<Item>,
}

impl Folder {
    fn read(fd: OwnedFd) -> Result<Folder> {
        let mut dir = Dir::new(fd)?;
        let mut items = Vec::new();
        while let Some(entry) = dir.read() {
            let entry = entry?;
            let bytes = entry.file_name().to_bytes();
            if bytes != b"." && bytes != b".." {
                let name = OsStr::from_bytes(bytes).to_owned();
                items.push(Item { name, kind: entry.file_type() });
            }
        }
        // Some file systems do not say what a name stands for.
        for item in items.iter_mut().filter(|item| item.kind == FileType::Unknown) {
            if let Ok(stat) = fs::statat(dir.fd()?, &item.name, AtFlags::SYMLINK_NOFOLLOW) {
                item.kind = FileType::from_raw_mode(stat.st_mode);
            }
        }
        Ok(Folder { dir, items })
    }

    /// Returns what the system knows about a name; a link is not followed.
    pub fn stat(&self, name: &OsStr) -> Result<Stat> {
        fs::statat(self.dir.fd()?, name, AtFlags::SYMLINK_NOFOLLOW)
    }

    /// Returns the folder's mode, as the system has it.
    pub fn mode(&self) -> Result<fs::RawMode> {
        Ok(self.dir.stat()?.st_mode)
    }
}

/// A folder everything else is found from.
pub struct Root {
    path: PathBuf,
    fd: OwnedFd,
    steps: Steps,
}

impl Root {
    /// Opens a folder; the last part of `path` must not be a link.
    pub fn open(path: &Path, steps: &Steps) -> Result<Root> {
        let fd = fs::open(path, FOLDER, Mode::empty())?;
        Ok(Root { path: path.to_owned(), fd, steps: steps.clone() })
    }

    /// Opens the folder called `name` in this one.
    pub fn open_child(&self, name: &OsStr) -> Result<Root> {
        let fd = fs::openat(&self.fd, name, FOLDER, Mode::empty())?;
        Ok(Root { path: self.path.join(name), fd, steps: self.steps.clone() })
    }

    /// Opens the same folder a second time; a lock is shared.
    pub fn duplicate(&self) -> std::io::Result<Root> {
        let fd = self.fd.try_clone()?;
        Ok(Root { path: self.path.clone(), fd, steps: self.steps.clone() })
    }

    /// Returns the path it was opened by, for messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns what the system knows about the folder itself.
    pub fn stat(&self) -> Result<Stat> {
        fs::fstat(&self.fd)
    }

    /// Takes the folder for this process; false if another one has it.
    ///
    /// The kernel gives it back when the last copy of the descriptor is
    /// closed, however the process ends. Where a file system knows no locks,
    /// the folder counts as taken.
    pub fn lock(&self) -> Result<bool> {
        match fs::flock(&self.fd, fs::FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(true),
            Err(Errno::WOULDBLOCK) => Ok(false),
            Err(Errno::NOSYS | Errno::OPNOTSUPP | Errno::BADF | Errno::INVAL | Errno::NOLCK) => {
                Ok(true)
            }
            Err(error) => Err(error),
        }
    }

    /// Tells whether this process may make files in the folder.
    pub fn is_writable(&self) -> Result<()> {
        fs::accessat(&self.fd, ".", fs::Access::WRITE_OK, AtFlags::EACCESS)
    }

    /// Tells whether the folder is the root of a mounted file system, which
    /// cannot be renamed.
    #[cfg(target_os = "linux")]
    pub fn is_mount_point(&self) -> bool {
        use rustix::fs::{StatxAttributes, StatxFlags};
        fs::statx(&self.fd, "", AtFlags::EMPTY_PATH, StatxFlags::TYPE)
            .is_ok_and(|stat| stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }

    /// Tells whether the folder is the root of a mounted file system, as far
    /// as this system says; a rename that fails says it later.
    #[cfg(not(target_os = "linux"))]
    pub fn is_mount_point(&self) -> bool {
        false
    }

    /// Opens and reads a folder below.
    pub fn folder(&self, path: &Path) -> Result<Folder> {
        Folder::read(self.open_beneath(path, FOLDER)?)
    }

    /// Returns what lies at a path; a file is open.
    pub fn find(&self, path: &Path) -> Result<Option<Found>> {
        let found = self.within(path, |folder, name| {
            let kind = |stat: &Stat| FileType::from_raw_mode(stat.st_mode);
            match kind(&fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?) {
                FileType::RegularFile => {}
                FileType::Directory => return Ok(Found::Folder),
                FileType::Symlink => return Ok(Found::Link),
                _ => return Ok(Found::Special),
            }
            let fd = fs::openat(folder, name, FILE, Mode::empty())?;
            let stat = fs::fstat(&fd)?;
            match kind(&stat) {
                FileType::RegularFile => {
                    Ok(Found::File(File::from(fd), u64::try_from(stat.st_size).unwrap_or(0)))
                }
                FileType::Directory => Ok(Found::Folder),
                _ => Ok(Found::Special),
            }
        });
        match found {
            Ok(found) => Ok(Some(found)),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes a new file; it is an error if something is there.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        self.steps.take(Step::Create)?;
        let fd = self.within(path, |folder, name| fs::openat(folder, name, NEW, FILE_MODE))?;
        self.steps.take(Step::Write)?;
        File::from(fd).write_all(bytes)
    }

    /// Makes a folder; it is no error if it is there.
    pub fn make_folder(&self, path: &Path) -> Result<()> {
        self.steps.take(Step::MakeFolder)?;
        match self.within(path, |folder, name| fs::mkdirat(folder, name, FOLDER_MODE)) {
            Err(Errno::EXIST) => Ok(()),
            made => made,
        }
    }

    /// Makes the folders a path lies in.
    pub fn make_parents(&self, path: &Path) -> Result<()> {
        let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
            return Ok(());
        };
        match self.open_beneath(parent, FOLDER) {
            Err(Errno::NOENT) => {}
            found => return found.map(drop),
        }
        self.make_parents(parent)?;
        self.make_folder(parent)
    }

    /// Gives a folder a mode; the empty path is this one.
    pub fn set_mode(&self, path: &Path, mode: Mode) -> Result<()> {
        self.steps.take(Step::Mode)?;
        fs::fchmod(self.open_beneath(path, FOLDER)?, mode)
    }

    /// Moves `from` to `path` in `to`, in place of a file that may be there.
    pub fn rename(&self, from: &Path, to: &Root, path: &Path) -> Result<()> {
        self.steps.take(Step::Rename)?;
        self.within(from, |old, old_name| {
            to.within(path, |new, new_name| fs::renameat(old, old_name, new, new_name))
        })
    }

    /// Lets two names in this folder change places, at one instant.
    pub fn exchange(&self, one: &OsStr, other: &OsStr) -> Result<()> {
        self.steps.take(Step::Exchange)?;
        #[cfg(any(target_os = "linux", target_vendor = "apple"))]
        return fs::renameat_with(&self.fd, one, &self.fd, other, fs::RenameFlags::EXCHANGE);
        #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
        {
            let _ = (one, other);
            Err(Errno::NOSYS)
        }
    }

    /// Gives the file `name` in `folder` a second name below this root.
    pub fn link(&self, folder: &Folder, name: &OsStr, path: &Path) -> Result<()> {
        self.steps.take(Step::Link)?;
        // Our own staging folder, made by us: nothing in it leads elsewhere.
        fs::linkat(folder.dir.fd()?, name, &self.fd, path, AtFlags::empty())
    }

    /// Gives the file at `from` a second name at `to`; it is an error if
    /// something is there.
    pub fn link_within(&self, from: &Path, to: &Path) -> Result<()> {
        self.steps.take(Step::Link)?;
        self.within(from, |old, old_name| {
            self.within(to, |new, new_name| {
                fs::linkat(old, old_name, new, new_name, AtFlags::empty())
            })
        })
    }

    /// Removes a file; it is no error if there is none.
    pub fn remove(&self, path: &Path) -> Result<()> {
        self.steps.take(Step::Remove)?;
        match self.within(path, |folder, name| fs::unlinkat(folder, name, AtFlags::empty())) {
            Err(Errno::NOENT | Errno::NOTDIR) => Ok(()),
            removed => removed,
        }
    }

    /// Removes an empty folder.
    pub fn remove_folder(&self, path: &Path) -> Result<()> {
        self.steps.take(Step::RemoveFolder)?;
        self.within(path, |folder, name| fs::unlinkat(folder, name, AtFlags::REMOVEDIR))
    }

    /// Does something with the folder a path lies in and its last part.
    fn within<T>(
        &self,
        path: &Path,
        act: impl FnOnce(BorrowedFd<'_>, &OsStr) -> Result<T>,
    ) -> Result<T> {
        let name = path.file_name().ok_or(Errno::INVAL)?;
        match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => {
                act(self.open_beneath(parent, FOLDER)?.as_fd(), name)
            }
            _ => act(self.fd.as_fd(), name),
        }
    }

    fn open_beneath(&self, path: &Path, flags: OFlags) -> Result<OwnedFd> {
        if !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(Errno::INVAL);
        }
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::ResolveFlags;
            let resolve = ResolveFlags::BENEATH
                .union(ResolveFlags::NO_SYMLINKS)
                .union(ResolveFlags::NO_MAGICLINKS);
            let from_here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
            // Without this flag a link at the end is told apart from a file.
            let flags = flags.difference(OFlags::NOFOLLOW);
            match fs::openat2(&self.fd, from_here, flags, Mode::empty(), resolve) {
                // Old kernels do not know the call and sandboxes forbid it.
                Err(Errno::NOSYS | Errno::PERM) => {}
                opened => return opened,
            }
        }
        self.open_by_parts(path, flags)
    }

    fn open_by_parts(&self, path: &Path, flags: OFlags) -> Result<OwnedFd> {
        let mut fd = fs::openat(&self.fd, ".", FOLDER, Mode::empty())?;
        let mut parts = path.iter().peekable();
        while let Some(part) = parts.next() {
            let flags = if parts.peek().is_some() { FOLDER } else { flags };
            fd = match fs::openat(&fd, part, flags, Mode::empty()) {
                Err(Errno::NOTDIR) if is_link(&fd, part) => return Err(Errno::LOOP),
                opened => opened?,
            };
        }
        Ok(fd)
    }
}

fn is_link(folder: &OwnedFd, name: &OsStr) -> bool {
    fs::statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)
        .is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Symlink)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn both_ways_of_opening_stay_inside() {
        let place = tempfile::tempdir().expect("a folder");
        let inside = place.path().join("in");
        std::fs::create_dir_all(inside.join("a/b")).expect("made");
        std::fs::create_dir(place.path().join("secret")).expect("made");
        symlink("../../secret", inside.join("a/up")).expect("linked");
        symlink("b", inside.join("a/near")).expect("linked");
        let root = Root::open(&inside, &Steps::default()).expect("open");
        let ways = [Root::open_beneath, Root::open_by_parts];
        for open in ways {
            assert!(open(&root, Path::new("a/b"), FOLDER).is_ok());
            assert!(open(&root, Path::new(""), FOLDER).is_ok());
            for link in ["a/up", "a/near", "a/near/x"] {
                assert_eq!(open(&root, Path::new(link), FOLDER).err(), Some(Errno::LOOP));
            }
            assert_eq!(open(&root, Path::new("a/none"), FOLDER).err(), Some(Errno::NOENT));
        }
        assert!(root.folder(Path::new("../secret")).is_err());
        assert!(root.folder(place.path()).is_err());
        assert!(root.write(Path::new("a/up/x"), b"x").is_err());
        assert!(root.make_folder(Path::new("a/up/x")).is_err());
        assert!(root.remove(Path::new("a/up/../up")).is_err());
    }
}
