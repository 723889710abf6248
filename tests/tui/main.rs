//! The real program on a real pseudo-terminal, with a SoftHSM token of its own.
#![cfg(unix)] // ConPTY and SoftHSM for Windows are another matter
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)] // a test fails by a panic

mod care;
mod demos;
mod killed;
mod live;
mod new;
mod terminal;

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const ROWS: NonZero<u16> = NonZero::new(24).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(80).unwrap();

/// What the program writes, as a terminal shows it, and as it came.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
}

struct Walk {
    folder: tempfile::TempDir,
    seen: Arc<Mutex<Seen>>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

/// A folder with a token of this label.
fn token(label: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = parafa_practice::configure(folder.path());
    parafa_practice::token(&config, label, "1234", "87654321");
    folder
}

/// The variables with which the program finds its folders and the token.
fn surroundings(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    vec![
        ("PARAFA_LANG", "en".into()),
        ("PARAFA_MODULE", parafa_practice::module().into()),
        ("SOFTHSM2_CONF", folder.join("softhsm2.conf")),
        ("PARAFA_STATE_DIR", folder.join("state")),
        ("PARAFA_CONFIG_DIR", folder.join("config")),
        ("PARAFA_LOG_DIR", folder.join("log")),
    ]
}

/// Runs the program without a terminal; what it prints.
fn run(folder: &Path, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parafa"))
        .args(words)
        .envs(surroundings(folder))
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Runs `openssl` in a folder; what it prints.
fn openssl(folder: &Path, words: &[&str]) -> String {
    let made = Command::new("openssl")
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(made.status.success(), "{words:?}: {made:?}");
    String::from_utf8(made.stdout).unwrap()
}

impl Walk {
    fn begin(term: &str) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
        command.env("TERM", term);
        let mut walk = Self::with(token("Walk"), command);
        if term != "dumb" {
            walk.past_the_first_start();
        }
        walk
    }

    /// The questions of the first start are left open.
    fn past_the_first_start(&mut self) {
        self.until("Which language?");
        self.send("\u{1b}");
    }

    /// `make demo` on a terminal.
    fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new("bash");
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        command.arg(root.join("scripts/demo.sh"));
        command.env("TERM", "xterm-256color");
        command.env("DEMO_DIR", folder.path().join("demo"));
        command.env("DEMO_PROGRAM", env!("CARGO_BIN_EXE_parafa"));
        Self::with(folder, command)
    }

    fn with(folder: tempfile::TempDir, command: CommandBuilder) -> Self {
        Self::spoken(folder, command, Some("en"))
    }

    /// Ends it without its folder.
    fn leave(mut self) -> tempfile::TempDir {
        let _ = self.child.kill();
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    /// `None`: no language is asked for, and the system knows none.
    fn spoken(
        folder: tempfile::TempDir,
        mut command: CommandBuilder,
        language: Option<&str>,
    ) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        for (name, value) in surroundings(folder.path()) {
            command.env(name, value);
        }
        if language.is_none() {
            command.env_remove("PARAFA_LANG");
            command.env("LC_ALL", "C");
        }
        command.cwd(folder.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Mutex::new(Seen {
            parser: vt100::Parser::new(ROWS, COLUMNS, 0),
            raw: Vec::new(),
        }));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let into = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let mut seen = into.lock().unwrap();
                seen.parser.process(&bytes[..count]);
                seen.raw.extend_from_slice(&bytes[..count]);
            }
        });
        Self {
            folder,
            seen,
            writer: pair.master.take_writer().unwrap(),
            child,
            master: pair.master,
        }
    }

    fn text(&self) -> String {
        self.seen.lock().unwrap().parser.screen().contents()
    }

    fn raw(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap().raw).into_owned()
    }

    fn until(&self, words: &str) {
        self.until_in(words, Duration::from_secs(20));
    }

    /// For what takes its time: keys that are made, passwords that are stretched.
    fn until_at_last(&self, words: &str) {
        self.until_in(words, Duration::from_secs(180));
    }

    fn until_in(&self, words: &str, limit: Duration) {
        let begin = Instant::now();
        while !self.text().contains(words) {
            assert!(begin.elapsed() < limit, "{words}:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits for the end and gives the exit code.
    fn ended(&mut self) -> u32 {
        let begin = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What it wrote last is still under way.
                std::thread::sleep(Duration::from_millis(100));
                return status.exit_code();
            }
            assert!(begin.elapsed() < Duration::from_secs(20), "{}", self.text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The alternate screen, the mouse and bracketed paste are left, the cursor shows.
    fn restored(&self) {
        let seen = self.seen.lock().unwrap();
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen());
        assert!(!screen.bracketed_paste());
        assert!(!screen.hide_cursor());
        let mouse = screen.mouse_protocol_mode();
        assert_eq!(mouse, vt100::MouseProtocolMode::None);
        drop(seen);
        assert!(self.master.get_termios().is_none_or(|termios| {
            let echo = format!("{:?}", termios.local_flags);
            echo.contains("ECHO") && echo.contains("ICANON")
        }));
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        assert!(self.folder.path().exists());
    }
}

#[test]
fn home_appears_and_the_terminal_comes_back() {
    let mut walk = Walk::begin("xterm-256color");
    walk.until("[Walk]");
    walk.until("Keys show only after the PIN");
    assert!(walk.seen.lock().unwrap().parser.screen().alternate_screen());
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    walk.restored();
}

#[test]
fn the_pin_is_asked_and_never_shown() {
    let mut walk = Walk::begin("xterm-256color");
    walk.until("Keys show only after the PIN");
    walk.send("p");
    walk.until("Enter the PIN and see everything");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send("1234\r");
    walk.until("Nothing is on this token");
    assert!(!walk.raw().contains("1234"));
    walk.send("?");
    walk.until("What can be done here");
    walk.send("\u{1b}");
    walk.until("Certificates on this token");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    walk.restored();
}

#[test]
fn a_file_that_is_dropped_is_opened_and_its_serial_copied() {
    let mut walk = Walk::begin("xterm-256color");
    let file = walk.folder.path().join("a b.pem");
    let made = Command::new("openssl")
        .args([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "9",
        ])
        .args(["-addext", "basicConstraints=CA:FALSE"])
        .args(["-subj", "/CN=Ana Pop", "-set_serial", "0x2005", "-keyout"])
        .arg(walk.folder.path().join("key"))
        .arg("-out")
        .arg(&file)
        .output()
        .unwrap();
    assert!(made.status.success());
    walk.until("Keys show only after the PIN");
    walk.send(&format!("\u{1b}[200~'{}'\u{1b}[201~", file.display()));
    walk.until("Open a certificate file");
    walk.send("\r");
    walk.until("Ana Pop");
    walk.send("y");
    walk.until("Copied: 2005");
    // OSC 52 with "2005" in base64.
    assert!(walk.raw().contains("\u{1b}]52;c;MjAwNQ=="));
    walk.send("\u{3}");
    assert_eq!(walk.ended(), 0);
    walk.restored();
}

#[test]
fn what_was_found_is_saved_as_a_page_that_browsers_know() {
    let mut walk = Walk::begin("xterm-256color");
    walk.until("Keys show only after the PIN");
    walk.send("c");
    walk.until("What was found");
    walk.send("s");
    walk.until("Into which new file");
    walk.send("found");
    walk.send("\r");
    walk.until("Written: ");
    let page = std::fs::read_to_string(walk.folder.path().join("found.html")).unwrap();
    assert!(
        page.contains("<html lang=\"en\">") && page.contains("P414"),
        "{page}"
    );
    walk.send("\u{3}");
    assert_eq!(walk.ended(), 0);
    walk.restored();
}

/// A case for two providers in which the authority makes the key, and a walk beside it.
fn walk_with_a_case() -> Walk {
    let folder = token("Walk");
    for name in ["Cabinet Pop", "Medpop SRL"] {
        let provider = format!("provider={name}");
        let words = ["provider", "set", name, "cui=12345674", "cas=DJ", &provider];
        run(folder.path(), &words);
    }
    let words = ["request", "-p", "ro-siui-dolj"];
    let whom = ["--for", "Cabinet Pop", "--for", "Medpop SRL"];
    run(folder.path(), &[&words[..], &whom].concat());
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
    command.env("TERM", "xterm-256color");
    Walk::with(folder, command)
}

#[test]
fn a_case_is_opened_a_step_ticked_and_what_was_ticked_stays() {
    let mut walk = walk_with_a_case();
    walk.until("SIUI: CAS Dolj (Romania): Choose an accredited issuer");
    walk.send("\r");
    walk.until("For Cabinet Pop, Medpop SRL");
    assert!(!walk.text().contains('✓'), "{}", walk.text());
    walk.send("\r");
    walk.until("On which day was it done?");
    // A day to come is refused, and what was typed stays.
    walk.send("\u{1b}[H\u{1b}[3~9\r");
    walk.until("That did not work");
    walk.send("\r");
    walk.until("▸ 9");
    walk.send("\u{1b}[H\u{1b}[3~2\r");
    walk.until("Noted.");
    assert!(walk.text().contains("✓  1  Choose"), "{}", walk.text());
    walk.send("\u{1b}");
    walk.until("What to do now");
    walk.until("SIUI: CAS Dolj (Romania): Install the issuer's program");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    walk.restored();
    let now: serde_json::Value =
        serde_json::from_str(&run(walk.folder.path(), &["todo", "--json"])).unwrap();
    let steps = now["cases"][0]["steps"].as_array().unwrap();
    let done: Vec<&str> = steps
        .iter()
        .filter(|step| step["state"] == "done")
        .filter_map(|step| step["id"].as_str())
        .collect();
    assert_eq!(done, ["issuer"]);
}

#[test]
fn a_signal_ends_it_and_the_terminal_comes_back() {
    let mut walk = Walk::begin("xterm-256color");
    walk.until("Keys show only after the PIN");
    let id = walk.child.process_id().unwrap().to_string();
    let sent = Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(sent.success());
    walk.ended();
    walk.restored();
}

/// The terminal itself goes, as with a line that breaks: nobody is left to read, and nothing goes on.
#[test]
fn a_terminal_that_is_closed_ends_it() {
    let folder = token("practice");
    let mut command = CommandBuilder::new("script");
    let program = format!("exec {}", env!("CARGO_BIN_EXE_parafa"));
    command.args(["-q", "-f", "-c", &program, "/dev/null"]);
    command.env("TERM", "xterm-256color");
    let mut walk = Walk::with(folder, command);
    walk.past_the_first_start();
    walk.until("Keys show only after the PIN");
    let script = walk.child.process_id().unwrap();
    let listed = format!("/proc/{script}/task/{script}/children");
    let children = std::fs::read_to_string(listed).unwrap();
    let inner = children.split_whitespace().next().unwrap().to_owned();
    let killed = Command::new("kill")
        .args(["-KILL", &script.to_string()])
        .status();
    assert!(killed.unwrap().success());
    let begin = Instant::now();
    let there = || {
        let state = std::fs::read_to_string(format!("/proc/{inner}/stat")).unwrap_or_default();
        !state.is_empty() && !state.contains(") Z ")
    };
    while there() {
        assert!(begin.elapsed() < Duration::from_secs(10), "it goes on");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_dumb_terminal_is_refused() {
    let mut walk = Walk::begin("dumb");
    assert_eq!(walk.ended(), 2);
    walk.until("The terminal screens need a terminal");
}

const OFFER: &str = "demo: open the screen on this token? [y/N]";

#[test]
fn the_demo_ends_by_offering_the_screen_on_its_token() {
    let mut walk = Walk::demo();
    walk.until(OFFER);
    assert!(!walk.seen.lock().unwrap().parser.screen().alternate_screen());
    walk.send("y\r");
    walk.until("[Parafa practice]");
    walk.until("valid     Ana Exemplu");
    assert!(walk.seen.lock().unwrap().parser.screen().alternate_screen());
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    walk.until("demo: the token stays in");
    walk.restored();
}

#[test]
fn without_a_yes_the_demo_opens_nothing() {
    let mut walk = Walk::demo();
    walk.until(OFFER);
    walk.send("\r");
    assert_eq!(walk.ended(), 0);
    walk.until("demo: the token stays in");
    assert!(!walk.raw().contains("\u{1b}[?1049h"), "no screen");
}

#[test]
fn what_is_typed_in_one_burst_is_all_taken_at_once() {
    let mut walk = Walk::begin("xterm-256color");
    walk.until("Keys show only after the PIN");
    walk.send("n");
    walk.until("New certificate: what is it for?");
    // More than one read of the terminal takes, each letter taken back, and what is looked for in the end.
    let burst = "z\u{7f}".repeat(2000);
    walk.send(&format!("{burst}kanta"));
    walk.until("> kanta");
    walk.send("\u{3}");
    assert_eq!(walk.ended(), 0);
}

#[test]
fn the_language_of_the_first_start_is_spoken_at_the_next() {
    let folder = token("Walk");
    let program = || {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
        command.env("TERM", "xterm-256color");
        command
    };
    let mut walk = Walk::spoken(folder, program(), None);
    walk.until("Welcome to Parafa");
    walk.send("\u{1b}[B\r");
    walk.until("Pentru ce este certificatul");
    walk.send("cas dolj\r");
    walk.until("Certificatele de pe acest token");
    walk.send("n");
    walk.until("▸   SIUI: CAS Dolj");
    walk.send("\u{3}");
    assert_eq!(walk.ended(), 0);
    let folder = walk.leave();
    let mut walk = Walk::spoken(folder, program(), None);
    walk.until("Certificatele de pe acest token");
    walk.send("l");
    walk.until("English");
    walk.send("\u{1b}[A\r");
    walk.until("Certificates on this token");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
}

#[test]
fn practising_needs_no_token_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let _ = parafa_practice::configure(folder.path());
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
    command.env("TERM", "xterm-256color");
    let mut walk = Walk::with(folder, command);
    walk.past_the_first_start();
    walk.until("This token is blank");
    walk.send("t");
    walk.until("Whose certificate shall be practised?");
    walk.send("\u{1b}[A");
    for _ in 0..20 {
        walk.send("\u{1b}[B");
    }
    walk.until("▸ Any certificate, no authority");
    walk.send("\r");
    walk.until("nothing here is real. t ends it.");
    walk.until("[Parafa practice]");
    walk.until("Certificates on this token");
    walk.until("✓ valid");
    let shown = walk.text();
    let pin = shown.split("Pretend token, PIN ").nth(1).unwrap();
    let pin = pin.split(':').next().unwrap().to_owned();
    walk.send("p");
    walk.until("Enter the PIN and see everything");
    walk.send("\r");
    walk.until("PIN of the user");
    walk.send(&format!("{pin}\r"));
    walk.until("RSA 2048, on the token");
    walk.send("t");
    walk.until("This token is blank");
    assert!(
        !walk.text().contains("nothing here is real"),
        "{}",
        walk.text()
    );
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    let todo = run(walk.folder.path(), &["todo", "--json"]);
    let todo: serde_json::Value = serde_json::from_str(&todo).unwrap();
    assert_eq!(todo["items"].as_array().map(Vec::len), Some(0), "{todo}");
}
