//! A file handle that the caller passes by its number (`fd:N`).
#![cfg_attr(unix, allow(unsafe_code))]

use std::fs::File;
use std::io;

/// A second handle for the inherited descriptor `number`, for reading: it goes on where the first one stands, also in a
/// file, so that two secrets are two lines.
#[cfg(unix)]
pub fn open(number: u32) -> io::Result<File> {
    let ours = rustix::io::fcntl_dupfd_cloexec(inherited(number)?, 3)?;
    Ok(ours.into())
}

/// From now on no program that we start inherits the descriptor. The standard streams are left as they are: whoever starts
/// a program says what becomes of them.
#[cfg(unix)]
pub fn keep(number: u32) -> io::Result<()> {
    if number > 2 {
        rustix::io::fcntl_setfd(inherited(number)?, rustix::io::FdFlags::CLOEXEC)?;
    }
    Ok(())
}

#[cfg(unix)]
fn inherited(number: u32) -> io::Result<rustix::fd::BorrowedFd<'static>> {
    let number = i32::try_from(number).map_err(|_| io::ErrorKind::InvalidInput)?;
    // SAFETY: borrowed for one call, by which nothing is closed; the system refuses a number that is not open (`EBADF`).
    // It is not -1, which `BorrowedFd` forbids: it came from a `u32`.
    Ok(unsafe { rustix::fd::BorrowedFd::borrow_raw(number) })
}

/// Windows passes handles, not numbers.
#[cfg(not(unix))]
pub fn keep(_: u32) -> io::Result<()> {
    Ok(())
}

/// Windows passes handles, not numbers.
#[cfg(not(unix))]
pub fn open(_: u32) -> io::Result<File> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
