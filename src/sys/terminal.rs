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
pub use line::gone;

#[cfg(unix)]
mod line {
    use std::io;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    /// Whether the terminal on standard input was closed: reading it would never give anything again.
    #[must_use]
    pub fn gone() -> bool {
        let input = io::stdin();
        let mut asked = [PollFd::new(&input, PollFlags::IN)];
        if poll(&mut asked, Some(&Timespec::default())).is_err() {
            return false;
        }
        let told = asked.first().map_or(PollFlags::empty(), PollFd::revents);
        told.intersects(PollFlags::HUP | PollFlags::ERR)
    }
}

#[cfg(windows)]
mod line {
    /// The console's own reader tells when it is closed.
    #[must_use]
    pub const fn gone() -> bool {
        false
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
