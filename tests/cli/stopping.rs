//! Ctrl-C, and questions on a terminal.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::kit::{PIN, World, module};

/// The program on a terminal of its own.
struct Seat {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    seen: Receiver<Vec<u8>>,
    screen: String,
    _master: Box<dyn MasterPty + Send>,
}

impl Seat {
    fn take(world: &World, words: &[&str]) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 200,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
        command.env_clear();
        let like = world.parafa(&[]);
        for (name, value) in like.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        command.env("PARAFA_MODULE", module());
        command.cwd(world.work());
        command.args(words);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, seen) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0_u8; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            keys: pair.master.take_writer().unwrap(),
            seen,
            screen: String::new(),
            _master: pair.master,
        }
    }

    /// Waits until the screen has these words.
    #[track_caller]
    fn sees(&mut self, words: &str) {
        let until = Instant::now() + Duration::from_secs(30);
        while !self.screen.contains(words) {
            match self.seen.recv_timeout(Duration::from_millis(200)) {
                Ok(bytes) => self.screen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(_) => assert!(Instant::now() < until, "{words}: {}", self.screen),
            }
        }
    }

    fn types(&mut self, text: &str) {
        self.keys.write_all(text.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// The exit code, and the rest of the screen.
    fn ends(&mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        while let Ok(bytes) = self.seen.recv_timeout(Duration::from_millis(300)) {
            self.screen.push_str(&String::from_utf8_lossy(&bytes));
        }
        code
    }
}

#[test]
fn ctrl_c_at_a_prompt_leaves_at_once() {
    let world = World::with_token("t");
    let mut seat = Seat::take(&world, &["show", "--login", "-t", "t"]);
    seat.sees("PIN of the user");
    seat.types("\u{3}");
    let code = seat.ends();
    assert_eq!(code, 130, "{}", seat.screen);
    let told = world
        .run(&["tokens", "-t", "t", "--json"])
        .document("tokens");
    assert_eq!(
        told["tokens"][0]["pin"]["failed_here"], 0,
        "no try was spent"
    );
}

#[test]
fn a_pin_that_is_typed_is_not_shown() {
    let world = World::with_token("t");
    let mut seat = Seat::take(&world, &["show", "--login", "-t", "t"]);
    seat.sees("PIN of the user");
    // The echo goes off right after the prompt; nobody types that fast.
    std::thread::sleep(Duration::from_millis(500));
    seat.types(&format!("{PIN}\n"));
    assert_eq!(seat.ends(), 0);
    assert!(
        seat.screen.contains("Nothing is visible"),
        "{}",
        seat.screen
    );
    assert!(!seat.screen.contains(PIN), "{}", seat.screen);
}

#[test]
fn a_person_may_name_a_part_and_sees_the_whole() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    let mut seat = Seat::take(&world, &["delete", "ana", "--what", "all"]);
    seat.sees("Type Ana Pop to go on");
    assert!(seat.screen.contains("id 0a01"), "{}", seat.screen);
    seat.types("Ana\n");
    assert_eq!(seat.ends(), 1);
    assert!(seat.screen.contains("P290"), "{}", seat.screen);
    assert!(
        world
            .pkcs11_tool("t", &["--list-objects"])
            .contains("Ana Pop")
    );
}

#[test]
fn a_missing_value_is_asked() {
    let world = World::new();
    let mut seat = Seat::take(&world, &["explain"]);
    seat.sees("Number of the message");
    seat.types("P041\n");
    assert_eq!(seat.ends(), 0);
    assert!(seat.screen.contains("wrong_pin"), "{}", seat.screen);
}

#[test]
fn a_new_pin_is_typed_twice_and_it_is_said_which_it_is() {
    let world = World::with_token("t");
    let mut seat = Seat::take(&world, &["pin", "change", "-t", "t"]);
    seat.sees("not the password of a program such as SIUI");
    let answers = [
        ("PIN of the user", PIN),
        ("New PIN", "246810"),
        ("once more", "246811"),
        ("not the same", "246810"),
    ];
    for (words, answer) in answers {
        seat.sees(words);
        std::thread::sleep(Duration::from_millis(300));
        seat.screen.clear();
        seat.types(&format!("{answer}\n"));
    }
    seat.sees("once more");
    std::thread::sleep(Duration::from_millis(300));
    seat.types("246810\n");
    assert_eq!(seat.ends(), 0, "{}", seat.screen);
    assert!(seat.screen.contains("PIN was changed"), "{}", seat.screen);
}
