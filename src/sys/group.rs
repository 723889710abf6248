//! A child process that no console signal of ours reaches.

use std::process::Command;

/// Gives the child a process group of its own.
#[cfg(unix)]
pub fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

/// Gives the child a process group of its own, and no window.
#[cfg(windows)]
pub fn own_group(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    use windows_sys::Win32::System::Threading::{CREATE_NEW_PROCESS_GROUP, CREATE_NO_WINDOW};
    command.creation_flags(CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW);
}

/// The number of the signal by which a process died, where the system has signals.
#[cfg(unix)]
#[must_use]
pub fn signal_of(status: std::process::ExitStatus) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;
    status.signal()
}

/// Windows has exception codes instead: `0xC0000005` and its kin, which are reported as a crash.
#[cfg(windows)]
#[must_use]
pub fn signal_of(status: std::process::ExitStatus) -> Option<i32> {
    status.code().filter(|code| (*code as u32) >= 0xC000_0000)
}
