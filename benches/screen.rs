//! `make bench`: how long a key takes to be on the screen while one driver's call takes a minute. The real program on a
//! pseudo-terminal; fails where one key in a hundred takes longer than a picture of 60 a second.

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    on_unix::run()
}

#[cfg(not(unix))]
fn main() {
    println!("the screen is measured on a pseudo-terminal only");
}

#[cfg(unix)]
mod on_unix {
    use std::error::Error;
    use std::io::{Read, Write};
    use std::num::NonZero;
    use std::path::Path;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::{Duration, Instant};

    use parafa_faulty::{TokenFile, library};
    use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

    type Outcome<T> = Result<T, Box<dyn Error>>;

    /// One picture of 60 in a second.
    const MOST: Duration = Duration::from_millis(16);
    /// How often each pair of keys is pressed.
    const ROUNDS: usize = 150;
    /// Keys, and the words that are on the screen, or gone from it, once they were drawn.
    const KEYS: [(&str, &str, Shown); 6] = [
        ("w", "Why is my token not seen?", Shown::Yes),
        ("\u{1b}", "Why is my token not seen?", Shown::No),
        ("o", "Open a certificate file", Shown::Yes),
        ("z", "> z", Shown::Yes),
        ("\u{7f}", "> z", Shown::No),
        ("\u{1b}", "Open a certificate file", Shown::No),
    ];

    #[derive(Clone, Copy, PartialEq)]
    enum Shown {
        Yes,
        No,
    }

    pub(super) fn run() -> Outcome<()> {
        let mut screen = Screen::open()?;
        screen.until("Which language?", Shown::Yes)?;
        screen.press("\u{1b}")?;
        screen.until("[bench]", Shown::Yes)?;
        // From here on the second driver is inside its call of a minute.
        screen.until("still looking for tokens", Shown::Yes)?;
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            for (key, words, shown) in KEYS {
                let begun = Instant::now();
                screen.press(key)?;
                let drawn = screen.until(words, shown)?;
                if round > 0 {
                    times.push(drawn.saturating_duration_since(begun));
                }
                // A person does not press faster than this; what is drawn by itself comes in between.
                std::thread::sleep(Duration::from_millis(3));
            }
        }
        if !screen.text().contains("still looking for tokens") {
            return Err("the slow driver came back before the end".into());
        }
        times.sort();
        let at = |percent: usize| times.get(times.len() * percent / 100).copied();
        let (median, late) = (at(50).ok_or("no times")?, at(99).ok_or("no times")?);
        let last = times.last().copied().unwrap_or_default();
        println!(
            "a key until it is drawn, while a driver's call takes a minute; {} keys",
            times.len()
        );
        println!(
            "{:>10}  {:>10}  {:>10}  {:>10}",
            "p50", "p99", "longest", "limit p99"
        );
        println!("{median:>10.1?}  {late:>10.1?}  {last:>10.1?}  {MOST:>10.1?}");
        if late > MOST {
            return Err(format!("one key in a hundred takes {late:?}, more than {MOST:?}").into());
        }
        Ok(())
    }

    struct Screen {
        _folder: tempfile::TempDir,
        parser: vt100::Parser,
        came: Receiver<(Instant, Vec<u8>)>,
        writer: Box<dyn Write + Send>,
        child: Box<dyn Child + Send + Sync>,
        _master: Box<dyn MasterPty + Send>,
    }

    impl Screen {
        fn open() -> Outcome<Self> {
            let folder = tempfile::tempdir()?;
            let config = parafa_practice::configure(folder.path());
            parafa_practice::token(&config, "bench", "1234", "12345678");
            TokenFile::new("slow").write(folder.path().join("token.json"));
            std::fs::create_dir(folder.path().join("config"))?;
            let limits = "[limits]\nload_and_init = 120\n";
            std::fs::write(folder.path().join("config/config.toml"), limits)?;
            let size = PtySize {
                rows: 24,
                cols: 80,
                pixel_width: 0,
                pixel_height: 0,
            };
            let pair = native_pty_system().openpty(size)?;
            let child = pair.slave.spawn_command(program(folder.path()))?;
            drop(pair.slave);
            let (sender, came) = channel();
            let mut reader = pair.master.try_clone_reader()?;
            std::thread::spawn(move || {
                let mut bytes = [0; 8192];
                while let Ok(count @ 1..) = reader.read(&mut bytes) {
                    let part = bytes.get(..count).unwrap_or_default().to_vec();
                    if sender.send((Instant::now(), part)).is_err() {
                        return;
                    }
                }
            });
            let rows = NonZero::new(24).ok_or("rows")?;
            let columns = NonZero::new(80).ok_or("columns")?;
            Ok(Self {
                _folder: folder,
                parser: vt100::Parser::new(rows, columns, 0),
                came,
                writer: pair.master.take_writer()?,
                child,
                _master: pair.master,
            })
        }

        fn text(&self) -> String {
            self.parser.screen().contents()
        }

        fn press(&mut self, key: &str) -> Outcome<()> {
            self.writer.write_all(key.as_bytes())?;
            self.writer.flush()?;
            Ok(())
        }

        /// Waits until the words are there, or gone; when the bytes came that did it.
        fn until(&mut self, words: &str, shown: Shown) -> Outcome<Instant> {
            let mut last = Instant::now();
            let until = last + Duration::from_secs(30);
            while self.text().contains(words) != (shown == Shown::Yes) {
                let left = until.saturating_duration_since(Instant::now());
                let Ok((time, part)) = self.came.recv_timeout(left) else {
                    return Err(format!("{words:?} did not come:\n{}", self.text()).into());
                };
                self.parser.process(&part);
                last = time;
            }
            Ok(last)
        }
    }

    impl Drop for Screen {
        fn drop(&mut self) {
            let _ = self.child.kill();
        }
    }

    fn program(folder: &Path) -> CommandBuilder {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
        command.arg("-m");
        command.arg(parafa_practice::module());
        command.arg("-m");
        command.arg(library());
        command.env("TERM", "xterm-256color");
        command.env("PARAFA_LANG", "en");
        command.env("SOFTHSM2_CONF", folder.join("softhsm2.conf"));
        command.env("FAULTY_TOKEN", folder.join("token.json"));
        command.env("FAULTY_SCRIPT", "C_Initialize=delay:60000");
        command.env("PARAFA_STATE_DIR", folder.join("state"));
        command.env("PARAFA_CONFIG_DIR", folder.join("config"));
        command.env("PARAFA_LOG_DIR", folder.join("log"));
        command.cwd(folder);
        command
    }
}
