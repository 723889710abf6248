//! Files that are nobody else's: permissions, identity, and paths as bytes.
//!
//! On Windows the user's profile folder keeps others out by its own access list, so permissions are left as they are.

use std::fs::File;
use std::path::Path;

pub use system::{
    Identity, create_private_file, create_private_folder, identity, is_private, make_private,
    path_bytes, path_from_bytes, sync_folder,
};

/// Holds a lock file together with others, until the answer is dropped; `None` where it is not there any more.
#[must_use]
pub fn hold(path: &Path) -> Option<File> {
    let file = File::options().read(true).write(true).open(path).ok()?;
    file.lock_shared().ok().map(|()| file)
}

/// A named pipe: opening it waits until somebody writes, perhaps for ever. Those of `/dev/fd`, which shells make, are open
/// already.
#[must_use]
pub fn waits_for_a_writer(path: &Path) -> bool {
    let open = ["/dev/", "/proc/"]
        .iter()
        .any(|folder| path.starts_with(folder));
    !open && system::is_pipe(path)
}

#[cfg(unix)]
mod system {
    use std::ffi::OsString;
    use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    use std::os::unix::fs::{
        DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt,
    };
    use std::path::{Path, PathBuf};

    /// Which file a path leads to, whatever its name.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Identity {
        device: u64,
        inode: u64,
    }

    /// Makes a folder and those above it, 0700 each; one that is there is left as it is.
    pub fn create_private_folder(path: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)
    }

    /// Makes a new, empty file with 0600.
    pub fn create_private_file(path: &Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
    }

    /// Whether only the owner can get at it.
    pub fn is_private(path: &Path) -> io::Result<bool> {
        let others = fs::metadata(path)?.mode() & 0o077;
        Ok(others == 0)
    }

    /// Sets a file to 0600.
    pub fn make_private(path: &Path) -> io::Result<()> {
        fs::set_permissions(path, Permissions::from_mode(0o600))
    }

    /// Puts the names in a folder on the disk: a file that was just given its name can lose it in a power cut until then.
    /// Some network file systems know no such thing, and a folder may be for writing only; there, nothing more can be done.
    pub fn sync_folder(path: &Path) -> io::Result<()> {
        match File::open(path).and_then(|folder| folder.sync_all()) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput
                        | io::ErrorKind::Unsupported
                        | io::ErrorKind::PermissionDenied
                ) =>
            {
                Ok(())
            }
            synced => synced,
        }
    }

    /// Whether a pipe lies at `path`.
    pub fn is_pipe(path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_fifo())
    }

    /// Which file lies at `path` now; `None` where the system does not tell.
    pub fn identity(path: &Path) -> io::Result<Option<Identity>> {
        let metadata = fs::metadata(path)?;
        Ok(Some(Identity {
            device: metadata.dev(),
            inode: metadata.ino(),
        }))
    }

    /// A path as bytes, without loss.
    #[must_use]
    pub fn path_bytes(path: &Path) -> Vec<u8> {
        path.as_os_str().as_bytes().to_vec()
    }

    /// The path that [`path_bytes`] was given.
    #[must_use]
    pub fn path_from_bytes(bytes: Vec<u8>) -> PathBuf {
        PathBuf::from(OsString::from_vec(bytes))
    }
}

#[cfg(windows)]
mod system {
    use std::fs::{self, File, OpenOptions};
    use std::io;
    use std::path::{Path, PathBuf};

    /// Which file a path leads to; here never told, since a file in use can be neither moved nor removed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Identity {}

    /// Makes a folder and those above it.
    pub fn create_private_folder(path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    /// Makes a new, empty file.
    pub fn create_private_file(path: &Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create_new(true)
            .open(path)
    }

    /// Whether only the owner can get at it: as private as its folder.
    pub fn is_private(path: &Path) -> io::Result<bool> {
        fs::metadata(path).map(|_| true)
    }

    /// Nothing to do: as private as its folder.
    pub fn make_private(path: &Path) -> io::Result<()> {
        fs::metadata(path).map(|_| ())
    }

    /// Nothing to do: the file system writes names down before it answers.
    pub fn sync_folder(_: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Pipes have no paths among files here.
    pub fn is_pipe(_: &Path) -> bool {
        false
    }

    /// Which file lies at `path` now; never told here.
    pub fn identity(path: &Path) -> io::Result<Option<Identity>> {
        fs::metadata(path).map(|_| None)
    }

    /// A path as UTF-8; lone surrogates are lost.
    #[must_use]
    pub fn path_bytes(path: &Path) -> Vec<u8> {
        path.to_string_lossy().into_owned().into_bytes()
    }

    /// The path that [`path_bytes`] was given.
    #[must_use]
    pub fn path_from_bytes(bytes: Vec<u8>) -> PathBuf {
        PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{
        create_private_file, create_private_folder, identity, is_private, make_private, path_bytes,
        path_from_bytes,
    };

    #[test]
    fn what_we_make_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        create_private_folder(&deep).unwrap();
        create_private_folder(&deep).unwrap();
        let file = deep.join("c");
        create_private_file(&file).unwrap();
        assert!(create_private_file(&file).is_err());
        for path in [&deep, &deep.join(".."), &file] {
            assert!(is_private(path).unwrap(), "{}", path.display());
        }
        make_private(&file).unwrap();
        assert!(is_private(&file).unwrap());
    }

    #[test]
    fn a_file_is_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("1"), folder.path().join("2"));
        create_private_file(&one).unwrap();
        let before = identity(&one).unwrap();
        assert_eq!(identity(&one).unwrap(), before);
        create_private_file(&two).unwrap();
        std::fs::rename(&two, &one).unwrap();
        if before.is_some() {
            assert_ne!(identity(&one).unwrap(), before);
        }
        assert!(identity(&two).is_err());
    }

    #[test]
    fn paths_survive_as_bytes() {
        let path = Path::new("/tmp/Žádost Ștefănescu");
        assert_eq!(path_from_bytes(path_bytes(path)), path);
    }
}
