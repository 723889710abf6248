//! What a module prints: kept in a file of the log folder, never on the screen.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ChildStderr;

/// A log that grew beyond this is begun anew.
const LONGEST: u64 = 4 << 20;

/// Drains what the host's module prints, in a thread of its own; the file is made when something comes.
///
/// The thread ends with the pipe. A daemon that the module left behind may hold it open: nobody waits for it.
pub(super) fn keep(mut prints: ChildStderr, module: String, folder: Option<PathBuf>) {
    std::thread::spawn(move || {
        let mut file: Option<File> = None;
        let mut buffer = [0u8; 4096];
        while let Ok(count) = prints.read(&mut buffer) {
            if count == 0 {
                return;
            }
            if file.is_none() {
                file = folder.as_deref().and_then(|folder| open(folder, &module));
            }
            if let (Some(file), Some(bytes)) = (file.as_mut(), buffer.get(..count)) {
                let _ = file.write_all(bytes);
            }
        }
    });
}

fn open(folder: &Path, module: &str) -> Option<File> {
    fs::create_dir_all(folder).ok()?;
    let name: String = module
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(module)
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() || "-_.".contains(letter) {
                letter
            } else {
                '_'
            }
        })
        .collect();
    let path = folder.join(format!("module-{name}.log"));
    let long = fs::metadata(&path).is_ok_and(|metadata| metadata.len() > LONGEST);
    let mut options = OpenOptions::new();
    options.create(true);
    if long {
        options.write(true).truncate(true)
    } else {
        options.append(true)
    };
    options.open(&path).ok()
}
