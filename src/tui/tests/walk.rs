//! Keys to screen texts, with the worker and a scripted token behind.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crossterm::event::KeyCode;

use super::super::app::{App, Flow};
use super::super::core::Core;
use super::super::message::Message;
use super::super::task;
use super::super::watch::Stopping;
use super::engine::{Calls, Scripted, World};
use super::{key, keys, text};
use crate::child::{Habits, Host, NoWatch, Tokens};
use crate::journal::Journal;
use crate::op::plug::Plug;
use crate::op::start::Start;
use crate::paths::Paths;
use crate::registry::Reach;

pub(super) struct Walk {
    pub(super) app: App,
    messages: Receiver<Message>,
    pub(super) calls: Calls,
}

impl Walk {
    fn new() -> Self {
        Self::with(None, Vec::new())
    }

    /// With a journal in this folder.
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self::with_mechanisms(folder, Vec::new())
    }

    /// The same with a token that can do these only.
    pub(super) fn with_mechanisms(folder: &Path, mechanisms: Vec<u64>) -> Self {
        let state = folder.join("state");
        let paths = Paths {
            config: folder.join("config"),
            log: state.join("log"),
            state,
        };
        Self::with(Some(paths), mechanisms)
    }

    fn with(paths: Option<Paths>, mechanisms: Vec<u64>) -> Self {
        Self::among(paths, mechanisms, &[(None, World::default())])
    }

    /// With one driver for each of these tokens.
    pub(super) fn tokens(tokens: &[(Option<&'static str>, World)]) -> Self {
        Self::among(None, Vec::new(), tokens)
    }

    /// With drivers that come so to their tokens, and readers.
    pub(super) fn beside_readers(
        plug: Plug,
        reach: Reach,
        tokens: &[(Option<&'static str>, World)],
    ) -> Self {
        let paths: Option<Paths> = None;
        Self::beside(paths, Vec::new(), (Some(plug), reach), tokens)
    }

    fn among(
        paths: Option<Paths>,
        mechanisms: Vec<u64>,
        tokens: &[(Option<&'static str>, World)],
    ) -> Self {
        Self::beside(paths, mechanisms, (None, Reach::Unknown), tokens)
    }

    fn beside(
        paths: Option<Paths>,
        mechanisms: Vec<u64>,
        (plug, reach): (Option<Plug>, Reach),
        tokens: &[(Option<&'static str>, World)],
    ) -> Self {
        let calls = Calls::default();
        let (sender, messages) = channel();
        let stopping = Stopping::new(Arc::new(AtomicBool::new(false)));
        let engine_calls = Arc::clone(&calls);
        let tokens = tokens.to_vec();
        let starter = move || {
            let host = |(label, world): &(Option<&'static str>, World)| {
                let engine = Scripted {
                    calls: Arc::clone(&engine_calls),
                    mechanisms: mechanisms.clone(),
                    world: world.clone(),
                    label: *label,
                    ..Scripted::default()
                };
                let name = label.unwrap_or("Scripted");
                let id = name.to_lowercase();
                let host = Host::new(&id, name, "/none", "option", Box::new(engine));
                host.with_habits(Habits {
                    reach,
                    ..Habits::default()
                })
            };
            let start = Start {
                named: Vec::new(),
                environment: Vec::new(),
                hidden: Vec::new(),
                timeout: None,
                env: Vec::new(),
                program: None,
                watch: Arc::new(NoWatch),
            };
            let journal = Journal::new(paths.clone());
            let tokens = Tokens::new(tokens.iter().map(host).collect());
            let mut core = Core::over(tokens, journal, paths.clone(), start);
            core.plug = plug.clone();
            Ok(core)
        };
        let (jobs, _) = task::spawn(starter, sender, stopping.clone()).unwrap();
        let mut app = App::new(jobs, stopping);
        app.begin(false);
        Self {
            app,
            messages,
            calls,
        }
    }

    /// Takes messages in for a while.
    pub(super) fn for_a_while(&mut self, time: Duration) {
        let begin = Instant::now();
        while begin.elapsed() < time {
            if let Ok(message) = self.messages.recv_timeout(Duration::from_millis(20)) {
                assert_eq!(self.app.take(message), Flow::Go);
            }
        }
    }

    /// By `p` and the first line to the question for the PIN.
    pub(super) fn enter_pin(&mut self) {
        keys(&mut self.app, "p");
        self.until("Enter the PIN and see everything");
        key(&mut self.app, KeyCode::Enter);
        self.until("PIN of the user");
    }

    /// Takes messages in until the screen says `words`.
    pub(super) fn until(&mut self, words: &str) {
        let begin = Instant::now();
        while !text(&self.app).contains(words) {
            assert!(
                begin.elapsed() < Duration::from_secs(10),
                "{words}:\n{}",
                text(&self.app)
            );
            if let Ok(message) = self.messages.recv_timeout(Duration::from_millis(50)) {
                assert_eq!(self.app.take(message), Flow::Go);
            }
        }
    }
}

#[test]
fn keys_show_after_the_pin() {
    let mut walk = Walk::new();
    walk.until("Scripted");
    walk.until("Keys show only after the PIN");
    walk.enter_pin();
    keys(&mut walk.app, "1234");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("A key waits for its certificate: Scripted key");
    let calls = walk.calls.lock().unwrap();
    assert_eq!(calls.iter().filter(|call| *call == "login").count(), 1);
    assert_eq!(calls.last().unwrap(), "close");
}

#[test]
fn what_lies_ahead_asks_no_token_again() {
    let mut walk = Walk::new();
    walk.until("Keys show only after the PIN");
    let looks = |walk: &Walk| {
        let calls = walk.calls.lock().unwrap();
        calls.iter().filter(|call| *call == "look").count()
    };
    assert_eq!(looks(&walk), 1);
    keys(&mut walk.app, "o");
    walk.app.take(Message::Input(crossterm::event::Event::Paste(
        "/no such/file.cer".to_owned(),
    )));
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    assert_eq!(looks(&walk), 1);
}

#[test]
fn a_wrong_pin_is_sent_once_and_told() {
    let mut walk = Walk::new();
    walk.until("Keys show only after the PIN");
    walk.enter_pin();
    keys(&mut walk.app, "9999");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    let calls = walk.calls.lock().unwrap();
    assert_eq!(calls.iter().filter(|call| *call == "login").count(), 1);
}

#[test]
fn esc_at_the_pin_spends_no_try() {
    let mut walk = Walk::new();
    walk.until("Keys show only after the PIN");
    walk.enter_pin();
    key(&mut walk.app, KeyCode::Esc);
    walk.until("Stopped; nothing was changed.");
    walk.until("Keys show only after the PIN");
    assert!(!walk.calls.lock().unwrap().contains(&"login".to_owned()));
    assert_eq!(key(&mut walk.app, KeyCode::Char('q')), Flow::Quit);
}

#[test]
fn a_file_is_opened_by_its_pasted_path() {
    let mut walk = Walk::new();
    walk.until("Keys show only after the PIN");
    keys(&mut walk.app, "o");
    let pasted = crossterm::event::Event::Paste("'/no such/file.cer'".to_owned());
    walk.app.take(Message::Input(pasted));
    walk.until("> /no such/file.cer");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    key(&mut walk.app, KeyCode::Esc);
    key(&mut walk.app, KeyCode::Esc);
    walk.until("Keys show only after the PIN");
}
