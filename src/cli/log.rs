//! Our own log: a file, never the screen. Nothing is made before there is something to say.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tracing::Level;
use tracing_subscriber::fmt::MakeWriter;

use crate::paths::Paths;
use crate::sys;

/// A log that grew beyond this is begun anew.
const LONGEST: u64 = 4 << 20;

/// Begins to log into the folder of `paths`; more with each `-v`.
pub(super) fn begin(paths: Option<&Paths>, verbose: u8) {
    let Some(paths) = paths else { return };
    let level = match verbose {
        0 => Level::WARN,
        1 => Level::INFO,
        2 => Level::DEBUG,
        _ => Level::TRACE,
    };
    let log = Log {
        folder: paths.log.clone(),
        file: Arc::new(Mutex::new(None)),
    };
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_ansi(false)
        .with_writer(log)
        .finish();
    // A second run in the same process (tests) keeps the first log.
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// The file, opened at the first line.
#[derive(Clone)]
struct Log {
    folder: PathBuf,
    file: Arc<Mutex<Option<File>>>,
}

impl Log {
    fn open(&self) -> io::Result<File> {
        sys::files::create_private_folder(&self.folder)?;
        let path = self.folder.join("parafa.log");
        let long = path
            .metadata()
            .is_ok_and(|metadata| metadata.len() > LONGEST);
        if !path.exists() {
            // Another process may be faster; then the file is there, which is all that is wanted.
            let _ = sys::files::create_private_file(&path);
        }
        let mut options = OpenOptions::new();
        if long {
            options.write(true).truncate(true);
        } else {
            options.append(true);
        }
        options.open(path)
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if file.is_none() {
            *file = Some(self.open()?);
        }
        match file.as_mut() {
            Some(file) => file.write(bytes),
            None => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
