//! A helper that says what a test writes.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use super::{Helper, Line, Reader, VERSION};

/// A script in the helper's place, and the file of its lines.
pub(crate) struct FakeHelper {
    folder: tempfile::TempDir,
}

impl FakeHelper {
    /// One that says hello, then every line that is written, and that it is still there.
    pub(crate) fn new() -> Self {
        let still = "(while sleep 2 && kill -0 $$; do echo \\\"still\\\"; done) 2>/dev/null &";
        Self::saying(still)
    }

    /// One that says nothing but hello and the lines that are written.
    pub(crate) fn quiet() -> Self {
        Self::saying(":")
    }

    fn saying(more: &str) -> Self {
        let fake = Self::script(&format!("{more}\nexec tail -n +1 -f \"$0.lines\""));
        fake.say(&Line::Hello { version: VERSION });
        fake
    }

    /// One that does this.
    pub(crate) fn script(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Written by another process: none of ours has it open for writing when it is started.
        let write =
            "printf '#!/bin/sh\\n%s\\n' \"$1\" >\"$2\" && : >\"$2.lines\" && chmod +x \"$2\"";
        let mut command = Command::new("sh");
        command.args(["-c", write, "sh", text]);
        command.arg(folder.path().join("parafa-readers"));
        assert!(command.status().unwrap().success());
        Self { folder }
    }

    /// It.
    pub(crate) fn helper(&self) -> Helper {
        Helper::beside(&self.folder.path().join("parafa"), Vec::new())
    }

    /// These readers from now on.
    pub(crate) fn readers(&self, readers: &[Reader]) {
        self.say(&Line::Readers(readers.to_vec()));
    }

    fn say(&self, line: &Line) {
        let lines = self.folder.path().join("parafa-readers.lines");
        append(&lines, &serde_json::to_string(line).unwrap());
    }
}

fn append(path: &Path, line: &str) {
    let mut file = OpenOptions::new().append(true).open(path).unwrap();
    file.write_all(format!("{line}\n").as_bytes()).unwrap();
}
