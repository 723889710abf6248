//! Drivers and cards that misbehave, through the program itself.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use parafa_faulty::{Phase, TokenFile, count_calls, library, log_calls};

use crate::kit::{Ran, World, module, ran, text};

/// The user's PIN of the faulty module's own token.
const PIN: &str = "123456";

/// A world with a token of the faulty module.
pub(crate) struct Faulty {
    pub(crate) world: World,
    pub(crate) script: String,
}

impl Faulty {
    pub(crate) fn new(token: &TokenFile, script: &str) -> Self {
        let world = World::new();
        token.write(world.file("token.json"));
        Self {
            world,
            script: script.to_owned(),
        }
    }

    fn log(&self) -> PathBuf {
        self.world.file("calls.log")
    }

    pub(crate) fn parafa(&self, words: &[&str]) -> Command {
        let mut command = self.world.parafa(words);
        command
            .env("PARAFA_MODULE", library())
            .env("PARAFA_PIN", PIN)
            .env("FAULTY_TOKEN", self.world.file("token.json"))
            .env("FAULTY_LOG", self.log())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if !self.script.is_empty() {
            command.env("FAULTY_SCRIPT", &self.script);
        }
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        ran(self.parafa(words).output().unwrap())
    }

    pub(crate) fn count(&self, function: &str) -> usize {
        count_calls(self.log()).get(function).copied().unwrap_or(0)
    }

    /// What is on the token now.
    pub(crate) fn token(&self) -> TokenFile {
        TokenFile::read(self.world.file("token.json"))
    }

    /// The details of each call of a function.
    pub(crate) fn calls(&self, function: &str) -> Vec<String> {
        log_calls(self.log())
            .into_iter()
            .filter(|call| call.phase == Phase::Enter && call.function == function)
            .map(|call| call.detail)
            .collect()
    }
}

#[test]
fn a_crash_and_a_hang_are_answers_of_their_own() {
    let crash = Faulty::new(&TokenFile::new("card"), "C_GetTokenInfo=crash");
    let told = crash.run(&["tokens", "--json"]).code(5);
    assert_eq!(told.document("tokens")["modules"][0]["state"], "crashed");
    told.error("module_crashed");
    let hang = Faulty::new(&TokenFile::new("card"), "C_GetTokenInfo=hang");
    let begun = Instant::now();
    let told = hang.run(&["tokens", "--json", "--timeout", "0.5"]).code(5);
    assert_eq!(told.document("tokens")["modules"][0]["state"], "hung");
    told.error("module_hung");
    assert!(begun.elapsed() < Duration::from_secs(15));
}

#[test]
fn what_a_driver_prints_never_comes_to_us() {
    let faulty = Faulty::new(&TokenFile::new("card"), "*=print:NOISE");
    let told = faulty.run(&["tokens", "--json"]).code(0);
    told.document("tokens");
    assert!(!told.out.contains("NOISE") && !told.err.contains("NOISE"));
}

#[test]
fn the_last_try_is_kept() {
    let token = TokenFile::new("card").with(|token| {
        token.max_tries = 3;
        token.tries_left = 1;
        token.shows_flags = true;
    });
    let faulty = Faulty::new(&token, "");
    let login = ["show", "--login", "--json"];
    faulty.run(&login).code(4).silent().error("final_try");
    assert_eq!(faulty.count("C_Login"), 0);
    let allowed = faulty.run(&[&login[..], &["--allow-final-try"]].concat());
    allowed.code(0).document("show");
    assert_eq!(faulty.count("C_Login"), 1);
}

#[test]
fn a_listing_cut_short_is_shown_and_said() {
    let token = TokenFile::new("card").with_rsa_key(b"01", "Ana Pop", 2048);
    let faulty = Faulty::new(&token, "C_FindObjects@2+=crash");
    let told = faulty.run(&["show", "--json"]).code(5);
    let document = told.document("show");
    assert_eq!(document["partial"], true);
    assert_eq!(document["tokens"][0]["label"], "card");
    told.error("module_crashed");
}

#[test]
fn a_card_that_looks_blank_wants_the_readers_name() {
    let faulty = Faulty::new(&TokenFile::blank().with(|token| token.hardware = true), "");
    let init = ["init", "--label", "new", "--json"];
    let mut command = faulty.parafa(&init);
    command.env("PARAFA_SO_PIN", "12345678");
    let error = ran(command.output().unwrap())
        .code(2)
        .silent()
        .error("token_not_blank");
    assert_eq!(faulty.count("C_InitToken"), 0);
    let word = error["detail"]["confirm"].as_str().unwrap().to_owned();
    let mut command = faulty.parafa(&[&init[..], &["--confirm", &word]].concat());
    command.env("PARAFA_SO_PIN", "12345678");
    let done = ran(command.output().unwrap()).code(0).document("init");
    assert_eq!(done["token"]["label"], "new");
    assert_eq!(faulty.count("C_InitToken"), 1);
    assert_eq!(faulty.count("C_InitPIN"), 1);
}

fn interrupt(pid: u32) {
    let pid = pid.to_string();
    let sent = Command::new("kill").args(["-INT", &pid]).status().unwrap();
    assert!(sent.success());
}

/// Waits until the log-in was entered.
fn login_entered(faulty: &Faulty) {
    let until = Instant::now() + Duration::from_secs(20);
    while !faulty.log().exists() || faulty.count("C_Login") == 0 {
        assert!(Instant::now() < until, "no log-in");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn login_left(faulty: &Faulty) -> bool {
    let calls = log_calls(faulty.log());
    calls
        .iter()
        .any(|call| call.function == "C_Login" && call.phase == Phase::Leave)
}

#[test]
fn ctrl_c_lets_the_call_under_way_finish() {
    let faulty = Faulty::new(&TokenFile::new("card"), "C_Login=delay:1500");
    let child = faulty
        .parafa(&["show", "--login", "--json"])
        .spawn()
        .unwrap();
    login_entered(&faulty);
    interrupt(child.id());
    let told = ran(child.wait_with_output().unwrap()).code(130);
    told.error("interrupted");
    assert!(login_left(&faulty));
}

#[test]
fn a_second_ctrl_c_leaves_at_once_and_the_call_finishes_alone() {
    let faulty = Faulty::new(&TokenFile::new("card"), "C_Login=delay:3000");
    let mut child = faulty
        .parafa(&["show", "--login", "--json"])
        .spawn()
        .unwrap();
    login_entered(&faulty);
    interrupt(child.id());
    std::thread::sleep(Duration::from_millis(300));
    interrupt(child.id());
    let begun = Instant::now();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(begun.elapsed() < Duration::from_secs(2));
    let until = Instant::now() + Duration::from_secs(20);
    while !login_left(&faulty) {
        assert!(Instant::now() < until, "the call was cut off");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_locked_token_hides_no_other_and_is_still_told() {
    let mut token = TokenFile::new("card");
    (token.tries_left, token.shows_flags) = (0, true);
    let faulty = Faulty::new(&token, "");
    faulty.world.token("good");
    let words = ["show", "--login", "--json", "-m"];
    let library = library();
    let modules = [text(&library), "-m", module()];
    let mut command = faulty.parafa(&[&words[..], &modules].concat());
    command.env("PARAFA_PIN", crate::kit::PIN);
    let told = ran(command.output().unwrap()).code(4);
    told.error("pin_locked");
    let document = told.document("show");
    assert_eq!(document["partial"], true);
    let logged_in = |label: &str| {
        let tokens = document["tokens"].as_array().unwrap();
        let token = tokens.iter().find(|token| token["label"] == label);
        token.unwrap()["logged_in"].clone()
    };
    assert_eq!(
        (logged_in("good"), logged_in("card")),
        (true.into(), false.into())
    );
    assert_eq!(faulty.count("C_Login"), 0);
}

#[test]
fn a_key_that_a_host_still_makes_for_a_dead_program_is_not_given_up() {
    let mut faulty = Faulty::new(&TokenFile::new("card"), "C_GenerateKeyPair=delay:6000");
    let mut program = faulty
        .parafa(&["request", "--subject", "CN=Ana Pop", "--key", "p256"])
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_secs(30);
    while faulty.count("C_GenerateKeyPair") == 0 {
        assert!(Instant::now() < until && program.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(20));
    }
    program.kill().unwrap();
    program.wait().unwrap();
    faulty.script.clear();
    let look = || {
        let told = faulty.run(&["show", "--login", "--json"]).code(0);
        told.document("show")
    };
    // The host is still at it: no key shows, and nothing is said to be over.
    let early = look();
    assert_eq!(early["tokens"][0]["identities"], serde_json::json!([]));
    assert_eq!(early["warnings"], serde_json::json!([]));
    let settled = loop {
        let late = look();
        if late["warnings"][0]["code"] == "request_unfinished" {
            break late;
        }
        assert_eq!(late["warnings"], serde_json::json!([]));
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(200));
    };
    let identity = &settled["tokens"][0]["identities"][0];
    assert_eq!(identity["state"], "awaiting_certificate");
}
