//! The terminal device as [`TerminalAsk`](super::ask::TerminalAsk) needs it: never standard output, so that
//! `--json` and pipes stay clean.

use std::io::{self, Read, Write};

use super::stop::{Wait, leave_at_once};
use crate::secret::Secret;
use crate::sys::terminal::{self, Terminal};

/// Somebody at a terminal.
pub(super) trait Console: Send + Sync {
    /// Shows a line.
    fn say(&self, line: &str) -> io::Result<()>;

    /// Shows a prompt and reads a line; `None` at its end (Ctrl-D).
    fn line(&self, prompt: &str) -> io::Result<Option<String>>;

    /// Shows a prompt and reads a line that is not shown; `None` when the person turned away.
    fn hidden(&self, prompt: &str) -> io::Result<Option<Secret>>;
}

/// The terminal of this process.
pub(super) struct Device;

impl Device {
    /// The terminal, if there is one.
    pub(super) fn find() -> Option<Self> {
        terminal::open().ok().map(|_| Self)
    }
}

impl Console for Device {
    fn say(&self, line: &str) -> io::Result<()> {
        writeln!(terminal::open()?.output, "{line}")
    }

    fn line(&self, prompt: &str) -> io::Result<Option<String>> {
        let Terminal {
            mut input,
            mut output,
        } = terminal::open()?;
        let _wait = Wait::begin();
        write!(output, "{prompt} ")?;
        output.flush()?;
        read_line(&mut input)
    }

    fn hidden(&self, prompt: &str) -> io::Result<Option<Secret>> {
        // Ctrl-C may end us inside the prompt: `sys::terminal::restore` then brings the echo back.
        terminal::remember();
        let _wait = Wait::begin();
        match rpassword::prompt_password(format!("{prompt} ")) {
            Ok(typed) => Ok(Some(Secret::from_text(typed))),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            // Ctrl-C comes as a character here, and as a signal only afterwards.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => leave_at_once(),
            Err(error) => Err(error),
        }
    }
}

/// One line of bounded length. A terminal hands over whole lines, so byte by byte costs nothing.
fn read_line(input: &mut impl Read) -> io::Result<Option<String>> {
    const MOST: usize = 4096;
    let mut line = Vec::new();
    let mut byte = [0_u8];
    loop {
        match input.read(&mut byte) {
            Ok(0) if line.is_empty() => return Ok(None),
            Ok(0) => break,
            Ok(_) if byte == [b'\n'] => break,
            Ok(_) if line.len() < MOST => line.extend_from_slice(&byte),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::read_line;

    #[test]
    fn lines_end_and_so_does_input() {
        let mut input = Cursor::new(b" yes \r\nn\nrest".to_vec());
        assert_eq!(read_line(&mut input).unwrap().as_deref(), Some("yes"));
        assert_eq!(read_line(&mut input).unwrap().as_deref(), Some("n"));
        assert_eq!(read_line(&mut input).unwrap().as_deref(), Some("rest"));
        assert_eq!(read_line(&mut input).unwrap(), None);
    }
}
