//! Who may read a file.

use std::fs::Metadata;

/// Whether its group or everybody may read it.
#[cfg(unix)]
#[must_use]
pub fn readable_by_others(file: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    file.mode() & 0o044 != 0
}

/// Windows keeps access lists that a mode cannot tell: nothing is claimed.
#[cfg(not(unix))]
#[must_use]
pub fn readable_by_others(_: &Metadata) -> bool {
    false
}
