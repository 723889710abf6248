//! A file handle that the caller passes by its number (`fd:N`).

use std::fs::File;
use std::io;

/// Opens the inherited descriptor `number` for reading. A pipe goes on where it stands.
#[cfg(unix)]
pub fn open(number: u32) -> io::Result<File> {
    // Without `unsafe` a bare number cannot become a file; the system's own folder of descriptors can be opened.
    File::open(format!("/dev/fd/{number}"))
}

/// Windows passes handles, not numbers.
#[cfg(not(unix))]
pub fn open(_: u32) -> io::Result<File> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
