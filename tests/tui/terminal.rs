//! The terminal itself: what is asked of it, its size, its colours, and how it is left.

use std::process::{Command, Stdio};

use portable_pty::{CommandBuilder, PtySize};

use super::{Walk, surroundings, token};

impl Walk {
    pub(super) fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &id])
            .status();
        assert!(sent.unwrap().success());
    }

    fn resize(&self, rows: u16, cols: u16) {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        // Nothing that is drawn for the new size is shown in the old one.
        let mut seen = self.seen.lock().unwrap();
        let number = |number: u16| std::num::NonZero::new(number).unwrap();
        seen.parser
            .screen_mut()
            .set_size(number(rows), number(cols));
        self.master.resize(size).unwrap();
    }
}

#[test]
fn every_signal_to_end_brings_the_terminal_back() {
    for name in ["HUP", "INT", "TERM"] {
        let mut walk = Walk::begin("xterm-256color");
        walk.until("Keys show only after the PIN");
        walk.signal(name);
        walk.ended();
        walk.restored();
    }
}

/// Nothing is asked of the terminal: one that answers nothing, like this one, keeps nobody waiting.
#[test]
fn no_answer_is_wanted_from_the_terminal() {
    let mut walk = Walk::begin("xterm-256color");
    walk.until("Keys show only after the PIN");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    let raw = walk.raw();
    for query in [
        "\u{1b}[6n",
        "\u{1b}[5n",
        "\u{1b}[c",
        "\u{1b}[0c",
        "\u{1b}[>",
        "\u{1b}[?u",
        ";?",
        "\u{1b}[14t",
    ] {
        assert!(!raw.contains(query), "{query:?}");
    }
}

#[test]
fn a_terminal_that_shrinks_is_told_so_and_comes_back() {
    let mut walk = Walk::begin("xterm-256color");
    walk.until("Keys show only after the PIN");
    walk.resize(20, 60);
    walk.until("80");
    assert!(!walk.text().contains("Keys show only"), "{}", walk.text());
    walk.resize(24, 80);
    walk.until("Keys show only after the PIN");
    walk.resize(40, 120);
    walk.until("Tokens");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    walk.restored();
}

/// The numbers of all colours that were set.
fn colours(raw: &str) -> Vec<String> {
    let mut set = Vec::new();
    for part in raw.split("\u{1b}[").skip(1) {
        let Some((numbers, _)) = part.split_once('m') else {
            continue;
        };
        if numbers
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == ';')
        {
            let colour = |number: &&str| matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=107));
            set.extend(numbers.split(';').filter(colour).map(str::to_owned));
        }
    }
    set
}

#[test]
fn no_color_is_heeded() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parafa"));
    command.env("TERM", "xterm-256color");
    command.env("NO_COLOR", "1");
    let mut walk = Walk::with(token("Walk"), command);
    walk.past_the_first_start();
    walk.until("Keys show only after the PIN");
    walk.send("w");
    walk.until("Why is my token not seen?");
    walk.send("q");
    assert_eq!(walk.ended(), 0);
    assert_eq!(colours(&walk.raw()), Vec::<String>::new());
    // Without it there are some, or this test would see nothing.
    let walk = Walk::begin("xterm-256color");
    walk.until("Keys show only after the PIN");
    assert!(!colours(&walk.raw()).is_empty());
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let folder = token("Walk");
    let output = Command::new(env!("CARGO_BIN_EXE_parafa"))
        .envs(surroundings(folder.path()))
        .env("TERM", "xterm-256color")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("parafa"), "{said}");
    assert!(output.stdout.is_empty());
}
