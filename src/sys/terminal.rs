//! The terminal device, whatever the standard streams are, and its echo.

use std::fs::{File, OpenOptions};
use std::io;

/// Both directions of the terminal of this process.
#[derive(Debug)]
pub struct Terminal {
    /// Lines that the person types.
    pub input: File,
    /// What the person sees.
    pub output: File,
}

/// The device's names: one to read, one to write.
#[cfg(unix)]
const DEVICE: (&str, &str) = ("/dev/tty", "/dev/tty");
#[cfg(windows)]
const DEVICE: (&str, &str) = ("CONIN$", "CONOUT$");

/// Opens the terminal; an error when this process has none.
pub fn open() -> io::Result<Terminal> {
    Ok(Terminal {
        input: OpenOptions::new()
            .read(true)
            .write(cfg!(windows))
            .open(DEVICE.0)?,
        output: OpenOptions::new()
            .read(cfg!(windows))
            .write(true)
            .open(DEVICE.1)?,
    })
}

pub use echo::{remember, restore};
pub use line::{Line, rest, wait};

#[cfg(unix)]
mod line {
    use std::io;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    /// What came of waiting for the terminal.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Line {
        /// Something was typed, or may have been.
        Ready,
        /// Nothing in this time.
        Quiet,
        /// The terminal was closed: reading it would never end.
        Gone,
    }

    /// Waits until something is typed on standard input, at most so long.
    pub fn wait(limit: Duration) -> io::Result<Line> {
        let input = io::stdin();
        let mut waited = [PollFd::new(&input, PollFlags::IN)];
        let limit = Timespec {
            tv_sec: i64::try_from(limit.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: limit.subsec_nanos().into(),
        };
        match poll(&mut waited, Some(&limit)) {
            Ok(0) | Err(Errno::INTR) => return Ok(Line::Quiet),
            Ok(_) => {}
            Err(error) => return Err(error.into()),
        }
        let told = waited.first().map_or(PollFlags::empty(), PollFd::revents);
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        Ok(if told.intersects(gone) {
            Line::Gone
        } else {
            Line::Ready
        })
    }

    /// How long the reader of keys has to wait after [`wait`]: that waited the whole time.
    #[must_use]
    pub fn rest(_limit: Duration) -> Duration {
        Duration::ZERO
    }
}

#[cfg(windows)]
mod line {
    use std::io;
    use std::time::Duration;

    /// What came of waiting for the terminal.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    #[allow(dead_code, reason = "here only the reader of keys knows the others")]
    pub enum Line {
        /// Something was typed, or may have been.
        Ready,
        /// Nothing in this time.
        Quiet,
        /// The terminal was closed.
        Gone,
    }

    /// The console's own waiting knows when it is closed.
    pub fn wait(_limit: Duration) -> io::Result<Line> {
        Ok(Line::Ready)
    }

    /// How long the reader of keys has to wait after [`wait`]: the whole time, which [`wait`] left to it.
    #[must_use]
    pub fn rest(limit: Duration) -> Duration {
        limit
    }
}

#[cfg(unix)]
mod echo {
    use std::sync::{Mutex, PoisonError};

    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    /// The settings before the first prompt.
    static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

    /// Keeps the terminal's settings before echo is turned off for the first time.
    pub fn remember() {
        let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if before.is_none()
            && let Ok(terminal) = super::open()
        {
            *before = tcgetattr(&terminal.input).ok();
        }
    }

    /// Puts the kept settings back: for the Ctrl-C handler, while a prompt still hides what is typed.
    pub fn restore() {
        let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(settings), Ok(terminal)) = (before.as_ref(), super::open()) {
            let _ = tcsetattr(&terminal.input, OptionalActions::Now, settings);
        }
    }
}

#[cfg(windows)]
mod echo {
    use std::os::windows::io::AsRawHandle;
    use std::sync::{Mutex, PoisonError};

    use windows_sys::Win32::System::Console::{CONSOLE_MODE, GetConsoleMode, SetConsoleMode};

    /// The console's mode before the first prompt.
    static BEFORE: Mutex<Option<CONSOLE_MODE>> = Mutex::new(None);

    /// Keeps the console's mode before echo is turned off for the first time.
    #[allow(unsafe_code)]
    pub fn remember() {
        let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if before.is_none()
            && let Ok(terminal) = super::open()
        {
            let mut mode = 0;
            // SAFETY: the handle is open for as long as `terminal` lives, and `mode` is a valid place to write to.
            let got = unsafe { GetConsoleMode(terminal.input.as_raw_handle(), &raw mut mode) };
            *before = (got != 0).then_some(mode);
        }
    }

    /// Puts the kept mode back.
    #[allow(unsafe_code)]
    pub fn restore() {
        let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(mode), Ok(terminal)) = (*before, super::open()) {
            // SAFETY: the handle is open for as long as `terminal` lives.
            let _ = unsafe { SetConsoleMode(terminal.input.as_raw_handle(), mode) };
        }
    }
}
