//! What the program noted: the end of its log and of what drivers printed.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::error::{Code, Failure};
use crate::paths::Paths;
use crate::sanitize;

/// A log's file with its last lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogTail {
    /// The file.
    pub path: String,
    /// Its last lines, oldest first, safe for a terminal.
    pub lines: Vec<String>,
}

/// Octets that are read at most of each file's end.
const END: u64 = 64 << 10;
/// Lines that are shown at most of each file.
const MOST: usize = 200;

/// The ends of all logs, by name; nothing where nothing was noted.
///
/// # Errors
/// There are logs, and one cannot be read.
pub fn tails(paths: Option<&Paths>) -> Result<Vec<LogTail>, Failure> {
    let Some(folder) = paths.map(|paths| paths.log.as_path()) else {
        return Ok(Vec::new());
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(folder, &error)),
    };
    let mut files: Vec<_> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let text = end_of(path).map_err(|error| unreadable(path, &error))?;
            let mut lines: Vec<String> =
                text.lines().rev().take(MOST).map(sanitize::line).collect();
            lines.reverse();
            Ok(LogTail {
                path: sanitize::line(&path.display().to_string()),
                lines,
            })
        })
        .collect()
}

fn end_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(END)))?;
    let mut bytes = Vec::new();
    file.take(END).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(Code::FileUnreadable)
        .with("file", sanitize::line(&path.display().to_string()))
        .with("text", sanitize::line(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{MOST, tails};
    use crate::paths::Paths;

    #[test]
    fn the_end_of_each_log_is_shown_safely() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths {
            config: folder.path().join("config"),
            state: folder.path().join("state"),
            log: folder.path().join("log"),
        };
        assert_eq!(tails(None).unwrap(), []);
        assert_eq!(tails(Some(&paths)).unwrap(), [], "no folder yet");
        std::fs::create_dir(&paths.log).unwrap();
        let many: Vec<String> = (0..5000).map(|number| format!("line {number}")).collect();
        std::fs::write(paths.log.join("parafa.log"), many.join("\n")).unwrap();
        std::fs::write(paths.log.join("driver.log"), "\u{1b}[2Jhello\n").unwrap();
        let all = tails(Some(&paths)).unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].lines, ["\\u{1b}[2Jhello"]);
        assert_eq!(all[1].lines.len(), MOST);
        assert_eq!(all[1].lines.last().unwrap(), "line 4999");
    }
}
