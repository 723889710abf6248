//! Who is writing: a lock file, held while an operation runs, by which other programs know that it still does. The
//! module host holds it, too, while it works on a request of the operation: it may outlive us by one call.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::time::Duration;

use super::error::{JournalError, Need};
use crate::paths::Paths;
use crate::sys::files;

/// By what an owner is known in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerName {
    /// The process, for people; it proves nothing, since numbers come again.
    pub pid: u32,
    /// The lock file's name.
    pub lock: String,
}

/// A running operation. The lock goes when this is dropped, or when the process ends in whatever way.
#[derive(Debug)]
pub struct Owner {
    name: OwnerName,
    path: PathBuf,
    held: File,
}

impl Owner {
    /// Makes a lock file and holds it; what dead owners left is swept away.
    pub fn take(paths: &Paths) -> Result<Self, JournalError> {
        let folder = paths.locks();
        let io = |error| JournalError::io(Need::Write, &folder, error);
        files::create_private_folder(&folder).map_err(io)?;
        sweep(&folder);
        let name = name(&folder)?;
        let path = folder.join(&name.lock);
        // Locked under another name first: a sweep never sees an owner's file unlocked.
        let unborn = path.with_extension(UNBORN);
        let held = files::create_private_file(&unborn).map_err(io)?;
        held.try_lock_shared().map_err(|error| io(error.into()))?;
        fs::rename(&unborn, &path).map_err(io)?;
        Ok(Self { name, path, held })
    }

    /// By what it is known in the journal.
    #[must_use]
    pub fn name(&self) -> &OwnerName {
        &self.name
    }

    /// The lock file, for the module host to hold as well.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        // What a module host still holds stays: its call is not over. The next sweep takes it then.
        if self.held.unlock().is_ok() && file_is_free(&self.path) {
            fs::remove_file(&self.path).ok();
        }
    }
}

/// Whether nobody holds this lock any more. In doubt it is held.
pub(super) fn is_free(paths: &Paths, lock: &str) -> bool {
    file_is_free(&paths.locks().join(lock))
}

fn file_is_free(path: &Path) -> bool {
    match OpenOptions::new().read(true).write(true).open(path) {
        // Those who ask hold it for an instant only, and must not take each other for the owner.
        Ok(file) => (0..ASKED).any(|time| {
            std::thread::sleep(Duration::from_millis(time));
            file.try_lock().is_ok()
        }),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Removes the lock files of owners that were cut off.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let is_lock = path.extension().is_some_and(|extension| extension == LOCK);
        if is_lock && file_is_free(&path) {
            fs::remove_file(&path).ok();
        }
    }
}

fn name(folder: &Path) -> Result<OwnerName, JournalError> {
    let mut random = [0; 8];
    getrandom::fill(&mut random).map_err(|error| JournalError::io(Need::Write, folder, error))?;
    let pid = process::id();
    Ok(OwnerName {
        pid,
        lock: format!("{pid}-{}.{LOCK}", hex::encode(random)),
    })
}

/// How often a lock is tried before it counts as held.
const ASKED: u64 = 4;

const LOCK: &str = "lock";

const UNBORN: &str = "new";

#[cfg(test)]
mod tests {
    use super::super::tests::folder;
    use super::{Owner, is_free};

    #[test]
    fn a_lock_is_held_as_long_as_its_owner_lives() {
        let (_folder, paths) = folder();
        let owner = Owner::take(&paths).unwrap();
        let lock = owner.name().lock.clone();
        assert!(!is_free(&paths, &lock));
        let second = Owner::take(&paths).unwrap();
        assert_ne!(second.name(), owner.name());
        assert!(!is_free(&paths, &lock), "not swept away by the second");
        drop(owner);
        assert!(is_free(&paths, &lock));
        assert!(!paths.locks().join(lock).exists());
    }

    #[test]
    fn what_a_module_host_holds_outlives_its_owner() {
        let (_folder, paths) = folder();
        let owner = Owner::take(&paths).unwrap();
        let lock = owner.name().lock.clone();
        let host = crate::sys::files::hold(owner.path()).unwrap();
        drop(owner);
        assert!(!is_free(&paths, &lock));
        drop(Owner::take(&paths).unwrap());
        assert!(!is_free(&paths, &lock), "not swept away");
        drop(host);
        assert!(is_free(&paths, &lock));
    }

    #[test]
    fn what_the_dead_left_is_free_and_swept() {
        let (_folder, paths) = folder();
        drop(Owner::take(&paths).unwrap());
        let left = paths.locks().join("1-00.lock");
        std::fs::write(&left, "").unwrap();
        assert!(is_free(&paths, "1-00.lock"));
        assert!(left.exists(), "asking removes nothing");
        let _owner = Owner::take(&paths).unwrap();
        assert!(!left.exists());
    }
}
