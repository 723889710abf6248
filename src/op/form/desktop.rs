//! Shows what was made in the desktop's own program.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Opens a file or a folder. The program sees neither our variables nor those that named a secret; whether it can show
/// the file is its own matter, once it runs. `Err`: why none could be started.
pub fn open(path: &Path, hidden: &[OsString]) -> Result<(), String> {
    let mut reason = String::from("-");
    for mut command in open::commands(path) {
        hide(&mut command, hidden);
        let quiet = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        match quiet.spawn() {
            Ok(child) => match failed_at_once(child) {
                None => return Ok(()),
                Some(why) => reason = why,
            },
            Err(error) => {
                if reason == "-" {
                    reason = error.to_string();
                }
            }
        }
    }
    Err(reason)
}

fn hide(command: &mut Command, hidden: &[OsString]) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PARAFA_") || hidden.contains(&name) {
            command.env_remove(name);
        }
    }
}

/// A launcher without a desktop ends at once; one that still runs has taken the file over.
fn failed_at_once(mut child: Child) -> Option<String> {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return None,
            Ok(Some(status)) => return Some(status.to_string()),
            Ok(None) => sleep(PATIENCE / 20),
            Err(error) => return Some(error.to_string()),
        }
    }
    None
}

/// How long a launcher may take to fail.
const PATIENCE: Duration = Duration::from_millis(800);
