//! The program is killed in each single PKCS#11 call of a command that writes several objects. What was there before
//! stays, the same command goes on to its end, and the look after it has nothing left to tell.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use parafa_faulty::{Phase, library, log_calls};
use serde_json::Value;

use crate::kit::{PIN, World, module, ran, text};
use crate::left::objects;

const PASSWORD: &str = "Zkouška 9";
const NO_SCRIPT: &str = "";

/// One command that writes several objects, in a world of its own with an older identity on the token.
struct Stage {
    world: World,
    words: Vec<String>,
}

impl Stage {
    fn import() -> Self {
        let world = with_older();
        let (key, leaf, ca) = issued(&world);
        let to = world.file("own.p12");
        let secret = format!("pass:{PASSWORD}");
        let chain = ["-certfile", text(&ca), "-name", "own"];
        let from = [
            "pkcs12",
            "-export",
            "-inkey",
            text(&key),
            "-in",
            text(&leaf),
        ];
        let out = ["-passout", &secret, "-out", text(&to)];
        world.judge("openssl", &[&from[..], &chain, &out].concat());
        let words = ["import", text(&to), "--ca", "--json", "-t", "t"].map(str::to_owned);
        Self {
            words: words.to_vec(),
            world,
        }
    }

    fn install() -> Self {
        let world = with_older();
        let (key, leaf, ca) = issued(&world);
        world.import("t", &key, "Ana Pop", "0b02");
        let sent = world.file("sent.p7b");
        let both = ["-certfile", text(&ca), "-certfile", text(&leaf)];
        let out = ["-outform", "DER", "-out", text(&sent)];
        world.judge(
            "openssl",
            &[&["crl2pkcs7", "-nocrl"][..], &both, &out].concat(),
        );
        let words = ["install", text(&sent), "--ca", "--json"].map(str::to_owned);
        Self {
            words: words.to_vec(),
            world,
        }
    }

    fn request(store: &str) -> Self {
        let words = format!("request --subject CN=Ana --store {store} --key p256 -t t --json");
        Self {
            words: words.split(' ').map(str::to_owned).collect(),
            world: with_older(),
        }
    }

    fn command(&self, script: &str) -> std::process::Command {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let mut command = self.world.parafa(&words);
        command
            .env("PARAFA_MODULE", library())
            .env("FAULTY_MODULE", module())
            .env("FAULTY_LOG", self.log())
            .env("FAULTY_WAIT_FILE", self.world.file("go-on"))
            .env("FAULTY_SCRIPT", script)
            .env("PARAFA_PIN", PIN)
            .env("PARAFA_PASSWORD", PASSWORD)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn log(&self) -> PathBuf {
        self.world.file("calls.log")
    }

    /// Every call of an undisturbed run, with its number among those of its function.
    fn calls(&self) -> Vec<(String, usize)> {
        ran(self.command(NO_SCRIPT).output().unwrap()).code(0);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let entered = log_calls(self.log())
            .into_iter()
            .filter(|call| call.phase == Phase::Enter);
        entered
            .map(|call| {
                let number = seen.entry(call.function.clone()).or_default();
                *number += 1;
                (call.function, *number)
            })
            .collect()
    }

    /// The program is killed while the driver is in this call; the driver's process then ends the call alone.
    fn killed_in(&self, function: &str, number: usize) {
        let entered = self.world.file("entered");
        let script = format!(
            "{function}@{number}=touch:{};{function}@{number}=wait",
            text(&entered)
        );
        let mut program = self.command(&script).spawn().unwrap();
        wait(&script, || {
            entered.exists() || program.try_wait().unwrap().is_some()
        });
        assert!(entered.exists(), "{script} was never reached");
        program.kill().unwrap();
        program.wait().unwrap();
        std::fs::write(self.world.file("go-on"), b"").unwrap();
        let log = format!("FAULTY_LOG={}", text(&self.log()));
        wait(
            &format!("{function}@{number}: the driver's process ends"),
            || !lives(&log),
        );
    }

    fn identities(&self) -> (Vec<Value>, usize, Value) {
        let shown = self
            .world
            .run_with_pin(&["show", "--login", "--json", "-t", "t"]);
        let shown = shown.code(0).document("show");
        let token = &shown["tokens"][0];
        (
            token["identities"].as_array().unwrap().clone(),
            token["chain"].as_array().unwrap().len(),
            shown["warnings"].clone(),
        )
    }
}

fn with_older() -> World {
    let world = World::with_token("t");
    world.identity("t", "Old Pop", "0a01", "60");
    world
}

/// A key in a file, its certificate, and the one that issued it.
fn issued(world: &World) -> (PathBuf, PathBuf, PathBuf) {
    let key = world.file("own.key");
    let make = [
        "genpkey",
        "-algorithm",
        "EC",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
    ];
    world.judge("openssl", &[&make[..], &["-out", text(&key)]].concat());
    let leaf = world.certificate(&key, "Ana Pop", "90");
    let (ca, _) = world.authority();
    (key, leaf, ca)
}

fn wait(what: &str, mut until: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !until() {
        assert!(Instant::now() < end, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Whether a process lives that has this variable: the driver's own, when the program is gone.
fn lives(variable: &str) -> bool {
    let all = std::fs::read_dir("/proc").unwrap().flatten();
    all.filter_map(|process| std::fs::read(process.path().join("environ")).ok())
        .any(|all| {
            all.split(|byte| *byte == 0)
                .any(|one| one == variable.as_bytes())
        })
}

fn find<'a>(all: &'a [Value], id: &str) -> Option<&'a Value> {
    all.iter().find(|one| one["id"] == id)
}

/// Walks through every call of the command; two calls at a time, each in a world of its own.
fn walk(make: fn() -> Stage, finished: fn(&Value)) {
    let calls = make().calls();
    assert!(calls.len() > 20, "{calls:?}");
    let next = std::sync::Mutex::new(calls.iter());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some((function, number)) = next.lock().unwrap().next() else {
                        break;
                    };
                    dies(&make(), function, *number, finished);
                }
            });
        }
    });
}

fn dies(stage: &Stage, function: &str, number: usize, finished: fn(&Value)) {
    let case = format!("{} {function}@{number}", stage.words[0]);
    stage.killed_in(function, number);
    let (there, _, _) = stage.identities();
    let old = find(&there, "0a01").unwrap_or_else(|| panic!("{case}: {there:?}"));
    assert_eq!(old["state"], "ready", "{case}");
    let again = ran(stage.command(NO_SCRIPT).output().unwrap());
    finished(&again.code(0).document(&stage.words[0]));
    let (there, chain, warnings) = stage.identities();
    assert_eq!((there.len(), chain), (2, 1), "{case}: {there:?}");
    for one in &there {
        assert_eq!(one["state"], "ready", "{case}: {there:?}");
        assert_eq!(one["certificates"].as_array().unwrap().len(), 1, "{case}");
    }
    assert_eq!(warnings, serde_json::json!([]), "{case}");
    let (private, public, _) = objects(&stage.world);
    assert_eq!((private, public), (2, 2), "{case}");
}

#[test]
fn an_import_is_finished_by_the_same_command() {
    walk(Stage::import, |document| {
        let row = &document["imported"][0];
        let already = document["already"]
            .as_array()
            .is_some_and(|all| !all.is_empty());
        assert!(already || row["proof"] == "signed", "{document}");
    });
}

#[test]
fn an_install_with_its_chain_is_finished_by_the_same_command() {
    walk(Stage::install, |document| {
        let count = |key: &str| document[key].as_array().map_or(0, Vec::len);
        assert_eq!(count("installed") + count("already"), 1, "{document}");
        assert_eq!(count("skipped"), 0, "{document}");
    });
}

/// The case that a look names as one to go on with.
fn told_to_resume(warnings: &Value) -> Option<String> {
    let told = warnings.as_array().unwrap().iter();
    let mut unfinished = told.filter(|warning| warning["code"] == "request_unfinished");
    unfinished.find_map(|warning| {
        let words = warning["message"].as_str()?;
        let rest = words.split("“parafa request --resume ").nth(1)?;
        rest.split('”').next().map(str::to_owned)
    })
}

/// Whatever of key, copy and request is there when the program is killed, the next look names the command that goes on,
/// and it ends with the key that was made first.
fn is_resumed(store: &str, copies: usize, calls: &[(&str, usize)]) {
    for (function, number) in calls {
        let case = format!("{store} {function}@{number}");
        let stage = Stage::request(store);
        stage.killed_in(function, *number);
        let (there, _, warnings) = stage.identities();
        let made = |all: &[Value]| -> Vec<String> {
            let fresh = all.iter().filter(|one| one["id"] != "0a01");
            fresh.map(|one| one["key_sha256"].to_string()).collect()
        };
        let first = made(&there);
        let go_on = told_to_resume(&warnings);
        if *function == "C_Finalize" {
            assert_eq!(warnings, serde_json::json!([]), "{case}");
        } else {
            let case_id = go_on.unwrap_or_else(|| panic!("{case}: {warnings}"));
            let mut resume = stage
                .world
                .parafa(&["request", "--resume", &case_id, "--json"]);
            resume
                .env("PARAFA_PIN", PIN)
                .env("PARAFA_PASSWORD", PASSWORD);
            let done = ran(resume.output().unwrap()).code(0).document("request");
            assert_eq!(done["warnings"], serde_json::json!([]), "{case}");
        }
        let (there, _, warnings) = stage.identities();
        assert_eq!(there.len(), 2, "{case}: {there:?}");
        assert_eq!(made(&there), first, "{case}: no second key");
        assert_eq!(find(&there, "0a01").unwrap()["state"], "ready", "{case}");
        let (private, public, _) = objects(&stage.world);
        assert_eq!((private, public), (2, 2), "{case}");
        assert_eq!(warnings, serde_json::json!([]), "{case}");
        let written = |kind: &str| {
            let all = std::fs::read_dir(stage.world.work()).unwrap().flatten();
            let names = all.map(|one| one.file_name().to_string_lossy().into_owned());
            names
                .filter(|name| name.starts_with("Ana-") && name.ends_with(kind))
                .count()
        };
        assert_eq!((written("csr"), written("p12")), (1, copies), "{case}");
    }
}

#[test]
fn a_request_in_both_places_is_resumed() {
    let calls = [
        ("C_CreateObject", 1),
        ("C_CreateObject", 2),
        ("C_SignInit", 1),
        ("C_Sign", 1),
        ("C_Finalize", 1),
    ];
    is_resumed("both", 1, &calls);
}

#[test]
fn a_request_on_the_token_is_resumed() {
    let calls = [
        ("C_GenerateKeyPair", 1),
        ("C_SignInit", 1),
        ("C_Sign", 1),
        ("C_Finalize", 1),
    ];
    is_resumed("token", 0, &calls);
}

/// A set that was cut off in its second key: the case goes on as a whole, with the keys that are there.
#[test]
fn a_set_is_resumed_as_a_whole() {
    for (function, number) in [
        ("C_GenerateKeyPair", 1),
        ("C_GenerateKeyPair", 2),
        ("C_Sign", 2),
    ] {
        let case = format!("{function}@{number}");
        let words = "request -p postsignum --store token --key rsa2048 --set name=Ana --set org=O --out . \
                     --set email=a@b.example -t t --json";
        let stage = Stage {
            words: words.split_whitespace().map(str::to_owned).collect(),
            world: with_older(),
        };
        stage.killed_in(function, number);
        let (_, _, warnings) = stage.identities();
        let id = told_to_resume(&warnings).unwrap_or_else(|| panic!("{case}: {warnings}"));
        let resume = ["request", "--resume", &id, "--json"];
        let done = stage
            .world
            .run_with_pin(&resume)
            .code(0)
            .document("request");
        assert_eq!(done["case"], id.as_str(), "{case}");
        let keys = done["keys"].as_array().unwrap();
        let purposes: Vec<&str> = keys
            .iter()
            .filter_map(|key| key["purpose"].as_str())
            .collect();
        assert_eq!(purposes, ["personal", "commercial"], "{case}");
        let (there, _, warnings) = stage.identities();
        assert_eq!(there.len(), 3, "{case}: {there:?}");
        assert_eq!(warnings, serde_json::json!([]), "{case}");
        for name in [
            "postsignum-personal.req",
            "postsignum-commercial.req",
            "receipt.toml",
        ] {
            assert!(stage.world.work().join(name).exists(), "{case}: {name}");
        }
    }
}
