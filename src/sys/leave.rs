//! Leaving a process that has vendor code in it: no destructors, no `atexit` handlers (Q01, Q02).
#![allow(unsafe_code)]

/// Ends the process at once.
#[cfg(unix)]
pub fn leave(code: i32) -> ! {
    // SAFETY: _exit takes a number and does not return; nothing of ours waits to be flushed.
    unsafe { libc::_exit(code) }
}

/// Ends the process at once, without the DLLs' detach routines.
#[cfg(windows)]
pub fn leave(code: i32) -> ! {
    use windows_sys::Win32::System::Threading::{GetCurrentProcess, TerminateProcess};
    // SAFETY: the pseudo handle of this process is always valid; the call does not return for it.
    unsafe { TerminateProcess(GetCurrentProcess(), code as u32) };
    std::process::abort()
}
