//! What runs beside a test: daemons, and the libraries of Debian's packages.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program that ends with its test.
pub(crate) struct Server(Child);

impl Server {
    /// Starts it, and waits for the file that shows that it listens; told by its process number.
    pub(crate) fn start(command: &mut Command, listening: impl Fn(u32) -> PathBuf) -> Self {
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null());
        let mut server = Self(quiet.stderr(Stdio::null()).spawn().unwrap());
        let socket = listening(server.0.id());
        let until = Instant::now() + Duration::from_secs(20);
        while !socket.exists() {
            let ended = server.0.try_wait().unwrap();
            assert!(ended.is_none(), "{command:?} ended: {ended:?}");
            assert!(Instant::now() < until, "{command:?} never listened");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The first of these files that there is.
pub(crate) fn library(package: &str, name: &str, below: &str) -> PathBuf {
    let folders = ["x86_64-linux-gnu", "aarch64-linux-gnu", "../lib64"];
    let found = folders
        .iter()
        .map(|folder| Path::new("/usr/lib").join(folder).join(below).join(name))
        .find(|path| path.exists());
    found.unwrap_or_else(|| panic!("package {package}"))
}

/// The version of a package of Debian's, without what Debian adds; elsewhere nothing is told.
pub(crate) fn version(package: &str) -> String {
    let ask = ["-W", "-f", "${Version}\n", package];
    let told = Command::new("dpkg-query").args(ask).output();
    let told = told.map(|told| told.stdout).unwrap_or_default();
    let told = String::from_utf8(told).unwrap();
    let whole = told.lines().next().unwrap_or("not told");
    let whole = whole.split_once(':').map_or(whole, |(_, rest)| rest);
    let upstream = whole
        .rsplit_once('-')
        .map_or(whole, |(upstream, _)| upstream);
    upstream.to_owned()
}
