//! A card service of a test's own: pcscd in a mount namespace, with Debian's virtual reader (vsmartcard-vpcd), into which
//! cards of a few lines are put. And one that never answers.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// By what libpcsclite finds its service.
pub(crate) const SOCKET: &str = "PCSCLITE_CSOCK_NAME";
/// The virtual reader's name: that of the faulty module's first slot, too.
pub(crate) const READER: &str = "Parafa test reader 00 00";
/// The answer to reset of certSIGN's eToken.
pub(crate) const ETOKEN: &str = "3BFF9600008131FE4380318065B0855956FB12017882900088";
/// Debian's driver of the virtual reader.
const DRIVER: &str = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";

/// A pcscd that runs until it is dropped.
pub(crate) struct CardService {
    folder: TempDir,
    process: Child,
    port: u16,
}

impl CardService {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (conf, run) = (folder.path().join("conf"), folder.path().join("run"));
        fs::create_dir(&conf).unwrap();
        fs::create_dir(&run).unwrap();
        let port = two_ports();
        let reader = format!(
            "FRIENDLYNAME \"Parafa test reader\"\nDEVICENAME /dev/null:{port:#x}\nLIBPATH {DRIVER}\nCHANNELID {port:#x}\n"
        );
        fs::write(conf.join("vpcd"), reader).unwrap();
        // Its socket has one place, /run/pcscd: this one's is another /run.
        let script = "mount --bind \"$1\" /run && exec pcscd --foreground --config \"$2\"";
        let mut command = Command::new("unshare");
        command.args(["--mount", "--map-root-user", "sh", "-c", script, "sh"]);
        command.arg(&run).arg(&conf);
        let process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let service = Self {
            folder,
            process,
            port,
        };
        soon("pcscd does not start", || service.socket().exists());
        service
    }

    /// Where it is reached.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.path().join("run/pcscd/pcscd.comm")
    }

    /// Puts a card into the reader, until it is dropped.
    pub(crate) fn insert(&self, atr: &str) -> Card {
        let begun = Instant::now();
        let stream = loop {
            match TcpStream::connect(("127.0.0.1", self.port)) {
                Ok(stream) => break stream,
                Err(error) => assert!(begun.elapsed() < PATIENCE, "no reader: {error}"),
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        let mut served = stream.try_clone().unwrap();
        let atr: Vec<u8> = (0..atr.len() / 2)
            .map(|at| u8::from_str_radix(&atr[2 * at..2 * at + 2], 16).unwrap())
            .collect();
        std::thread::spawn(move || while serve(&mut served, &atr).is_some() {});
        Card(stream)
    }
}

impl Drop for CardService {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A card in the reader; dropped, it is taken out.
pub(crate) struct Card(TcpStream);

impl Drop for Card {
    fn drop(&mut self) {
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

/// A message is its length, two bytes, and its bytes: one byte is an order to the card, more a command APDU.
fn serve(stream: &mut TcpStream, atr: &[u8]) -> Option<()> {
    let mut length = [0; 2];
    stream.read_exact(&mut length).ok()?;
    let mut message = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut message).ok()?;
    let answer: &[u8] = match message[..] {
        // Power off, power on, reset: nothing is answered.
        [0..=2] => return Some(()),
        // What is the answer to reset?
        [4] => atr,
        // "Instruction code not supported" (ISO/IEC 7816-4, 5.6).
        _ => &[0x6d, 0x00],
    };
    let length = u16::try_from(answer.len()).ok()?.to_be_bytes();
    stream.write_all(&[&length, answer].concat()).ok()
}

/// A service that takes every connection and answers none.
pub(crate) struct Silent {
    folder: TempDir,
    _listener: UnixListener,
}

impl Silent {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("socket")).unwrap();
        Self {
            folder,
            _listener: listener,
        }
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.path().join("socket")
    }
}

/// Where no service is.
pub(crate) fn none() -> &'static Path {
    Path::new("/nonexistent/pcscd.comm")
}

const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until it is so.
pub(crate) fn soon(what: &str, mut is: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The virtual reader has two places, at this port and the next.
fn two_ports() -> u16 {
    loop {
        let first = TcpListener::bind("0.0.0.0:0").unwrap();
        let port = first.local_addr().unwrap().port();
        if port < u16::MAX && TcpListener::bind(("0.0.0.0", port + 1)).is_ok() {
            return port;
        }
    }
}
