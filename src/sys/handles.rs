//! The module host's channel: taken over from standard input and output before any vendor code runs, so that what a
//! module prints, or the daemon that it starts (Q11), never meets it.
#![cfg_attr(windows, allow(unsafe_code))]

use std::fs::File;
use std::io;

/// The two private ends of the channel.
#[derive(Debug)]
pub struct Channel {
    /// Requests come in here.
    pub requests: File,
    /// Answers go out here.
    pub answers: File,
}

/// Duplicates 0 and 1 to close-on-exec handles above 2, then points 0 at null and 1 at the log pipe on 2.
#[cfg(unix)]
pub fn take_over() -> io::Result<Channel> {
    use rustix::io::fcntl_dupfd_cloexec;
    use rustix::stdio::{dup2_stdin, dup2_stdout, stderr, stdin, stdout};
    let requests = fcntl_dupfd_cloexec(stdin(), 3)?;
    let answers = fcntl_dupfd_cloexec(stdout(), 3)?;
    let null = File::open("/dev/null")?;
    dup2_stdin(&null)?;
    dup2_stdout(stderr())?;
    Ok(Channel {
        requests: requests.into(),
        answers: answers.into(),
    })
}

/// Makes the two handles ours and not inheritable, then sets null and the log pipe in their places.
#[cfg(windows)]
pub fn take_over() -> io::Result<Channel> {
    use std::os::windows::io::{FromRawHandle, IntoRawHandle};
    use windows_sys::Win32::Foundation::{HANDLE_FLAG_INHERIT, SetHandleInformation};
    use windows_sys::Win32::System::Console::{
        GetStdHandle, STD_ERROR_HANDLE, STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, SetStdHandle,
    };
    let null = File::open("NUL")?.into_raw_handle();
    // SAFETY: the standard handles of a process started with pipes are valid and owned by nobody else in it; each is
    // taken exactly once, here, before any other code uses them.
    unsafe {
        let requests = GetStdHandle(STD_INPUT_HANDLE);
        let answers = GetStdHandle(STD_OUTPUT_HANDLE);
        let log = GetStdHandle(STD_ERROR_HANDLE);
        SetHandleInformation(requests, HANDLE_FLAG_INHERIT, 0);
        SetHandleInformation(answers, HANDLE_FLAG_INHERIT, 0);
        SetStdHandle(STD_INPUT_HANDLE, null.cast());
        SetStdHandle(STD_OUTPUT_HANDLE, log);
        Ok(Channel {
            requests: File::from_raw_handle(requests.cast()),
            answers: File::from_raw_handle(answers.cast()),
        })
    }
}
