//! Asking, over a console that plays from a script.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};

use super::{Console, TerminalAsk};
use crate::ask::{
    Answer, Ask, Choice, Question, SecretAnswer, SecretKind, SecretWanted, TypedConfirmation,
};
use crate::cli::args::Globals;
use crate::error::{Args, Code, Notice};
use crate::secret::Secret;
use crate::token::{PinState, Role};

/// What the person types, and what he saw.
#[derive(Clone, Default)]
struct Script {
    typed: Arc<Mutex<VecDeque<&'static str>>>,
    seen: Arc<Mutex<String>>,
}

impl Script {
    fn of(lines: &[&'static str]) -> Self {
        let script = Self::default();
        script.typed.lock().unwrap().extend(lines);
        script
    }

    fn ask(&self, globals: &Globals) -> TerminalAsk {
        TerminalAsk::over(Some(Box::new(self.clone())), globals, |_| None)
    }

    fn next(&self, prompt: &str) -> Option<String> {
        *self.seen.lock().unwrap() += &(prompt.to_owned() + "\n");
        self.typed.lock().unwrap().pop_front().map(str::to_owned)
    }

    fn seen(&self) -> String {
        self.seen.lock().unwrap().clone()
    }
}

impl Console for Script {
    fn say(&self, line: &str) -> io::Result<()> {
        *self.seen.lock().unwrap() += &(line.to_owned() + "\n");
        Ok(())
    }

    fn line(&self, prompt: &str) -> io::Result<Option<String>> {
        Ok(self.next(prompt))
    }

    fn hidden(&self, prompt: &str) -> io::Result<Option<Secret>> {
        Ok(self.next(prompt).map(Secret::from_text))
    }
}

fn wanted(what: SecretKind, state: PinState) -> SecretWanted {
    SecretWanted {
        what,
        token: "Farm\u{1b}[2J".to_owned(),
        serial: String::new(),
        state,
    }
}

fn word() -> TypedConfirmation {
    TypedConfirmation {
        id: "cli-token-changed",
        args: Args::new(),
        word: "0A0B".to_owned(),
    }
}

fn question() -> Question {
    Question {
        id: "cli-token-changed",
        args: Args::new(),
    }
}

const PIN: SecretKind = SecretKind::Pin(Role::User);

#[test]
fn a_pin_is_asked_with_token_role_and_counter() {
    let script = Script::of(&["4711"]);
    let answer = script
        .ask(&Globals::default())
        .secret(&wanted(PIN, PinState::CountLow));
    assert!(matches!(answer, SecretAnswer::Given(pin) if pin.expose() == b"4711"));
    let seen = script.seen();
    assert!(seen.contains("a wrong PIN was given since"), "{seen}");
    assert!(
        seen.contains("PIN of the user for token Farm\\u{1b}[2J (serial (no name)):"),
        "{seen}"
    );
}

#[test]
fn nul_is_asked_again_and_nothing_is_turning_away() {
    let script = Script::of(&["1\u{0}2", ""]);
    let answer = script
        .ask(&Globals::default())
        .secret(&wanted(PIN, PinState::NoWarning));
    assert!(matches!(answer, SecretAnswer::Declined));
    assert!(script.seen().contains("NUL"));
}

#[test]
fn a_new_pin_is_typed_twice() {
    let new = wanted(SecretKind::NewPin(Role::User), PinState::Unknown);
    let script = Script::of(&["1111", "2222", "3333", "3333"]);
    let answer = script.ask(&Globals::default()).secret(&new);
    assert!(matches!(answer, SecretAnswer::Given(pin) if pin.expose() == b"3333"));
    let stubborn = Script::of(&["1", "2", "3", "4", "5", "6", "7", "7"]);
    let answer = stubborn.ask(&Globals::default()).secret(&new);
    assert!(matches!(answer, SecretAnswer::Declined));
}

#[test]
fn nobody_is_an_answer() {
    let ask = TerminalAsk::over(None, &Globals::default(), |_| None);
    assert!(!ask.somebody());
    assert!(matches!(
        ask.secret(&wanted(PIN, PinState::NoWarning)),
        SecretAnswer::Nobody
    ));
    assert_eq!(ask.confirm(&question()), Answer::Nobody);
    assert_eq!(ask.confirm_typed(&word()), Answer::Nobody);
    assert_eq!(ask.final_try(&wanted(PIN, PinState::FinalTry)), Answer::No);
    assert_eq!(ask.choose("cli-next", &[]), None);
}

#[test]
fn the_variable_answers_where_nobody_is() {
    let ask = TerminalAsk::over(None, &Globals::default(), |name| {
        (name == "PARAFA_SO_PIN").then(|| "8765".into())
    });
    let so = wanted(SecretKind::Pin(Role::So), PinState::NoWarning);
    assert!(matches!(ask.secret(&so), SecretAnswer::Given(pin) if pin.expose() == b"8765"));
}

#[test]
fn yes_answers_plain_questions_only() {
    let globals = Globals {
        yes: true,
        ..Globals::default()
    };
    let script = Script::of(&["yes", "no"]);
    let ask = script.ask(&globals);
    assert_eq!(ask.confirm(&question()), Answer::Yes);
    assert_eq!(ask.confirm_typed(&word()), Answer::No);
    assert_eq!(ask.final_try(&wanted(PIN, PinState::FinalTry)), Answer::No);
}

#[test]
fn plain_questions_take_yes_and_y() {
    for (typed, answer) in [
        ("y", Answer::Yes),
        ("YES", Answer::Yes),
        ("", Answer::No),
        ("n", Answer::No),
    ] {
        let script = Script::of(&[typed]);
        assert_eq!(
            script.ask(&Globals::default()).confirm(&question()),
            answer,
            "{typed}"
        );
    }
}

#[test]
fn the_typed_word_is_exact() {
    for (typed, answer) in [
        ("0A0B", Answer::Yes),
        ("0a0b", Answer::No),
        ("", Answer::No),
        ("yes", Answer::No),
    ] {
        let script = Script::of(&[typed]);
        assert_eq!(
            script.ask(&Globals::default()).confirm_typed(&word()),
            answer,
            "{typed}"
        );
        let globals = Globals {
            confirm: Some(typed.to_owned()),
            ..Globals::default()
        };
        let ask = TerminalAsk::over(None, &globals, |_| None);
        assert_eq!(ask.confirm_typed(&word()), answer, "{typed}");
    }
}

#[test]
fn the_last_try_wants_the_option_and_a_typed_yes() {
    let globals = Globals {
        allow_final_try: true,
        ..Globals::default()
    };
    let last = wanted(PIN, PinState::FinalTry);
    assert_eq!(
        Script::of(&["yes"]).ask(&globals).final_try(&last),
        Answer::Yes
    );
    assert_eq!(
        Script::of(&["y"]).ask(&globals).final_try(&last),
        Answer::No
    );
    assert_eq!(
        TerminalAsk::over(None, &globals, |_| None).final_try(&last),
        Answer::Yes
    );
}

#[test]
fn choices_are_numbered() {
    let choices = ["a", "b\u{7}"].map(|text| Choice {
        text: text.to_owned(),
    });
    let script = Script::of(&["0", "x", "2"]);
    assert_eq!(
        script.ask(&Globals::default()).choose("cli-next", &choices),
        Some(1)
    );
    assert!(script.seen().contains("   2  b\\u{7}"));
    assert_eq!(
        Script::of(&[""])
            .ask(&Globals::default())
            .choose("cli-next", &choices),
        None
    );
    assert_eq!(
        Script::of(&["3", "3", "3"])
            .ask(&Globals::default())
            .choose("cli-next", &choices),
        None
    );
}

#[test]
fn what_was_told_is_kept_for_programs() {
    let mut globals = Globals::default();
    globals.manner.json = true;
    let ask = TerminalAsk::over(None, &globals, |_| None);
    ask.tell(&Notice::new(Code::NotSensitive));
    assert_eq!(ask.told(), [Notice::new(Code::NotSensitive)]);
}
