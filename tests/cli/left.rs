//! What a failure leaves on the token, and what is said of it: after the first object was written, no error says that
//! nothing was changed.

use std::path::{Path, PathBuf};
use std::process::Command;

use parafa_faulty::library;
use serde_json::Value;

use crate::kit::{PIN, Ran, World, module, ran, text};

pub(crate) const PASSWORD: &str = "Zkouška 9";

/// The program with SoftHSM behind the faulty module.
pub(crate) fn faulty(world: &World, script: &str, words: &[&str]) -> Command {
    let mut command = world.parafa(words);
    command
        .env("PARAFA_MODULE", library())
        .env("FAULTY_MODULE", module())
        .env("FAULTY_LOG", world.file("calls.log"))
        .env("FAULTY_SCRIPT", script)
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_PASSWORD", PASSWORD);
    command
}

pub(crate) fn run(world: &World, script: &str, words: &[&str]) -> Ran {
    ran(faulty(world, script, words).output().unwrap())
}

/// A PKCS#12 with a key of a curve, its certificate and the authority's.
pub(crate) fn p12(world: &World) -> (PathBuf, PathBuf) {
    let key = world.file("own.key");
    let curve = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
    let make = ["genpkey", "-out", text(&key)];
    world.judge("openssl", &[&make[..], &curve].concat());
    let leaf = world.certificate(&key, "Ana Pop", "90");
    let (ca, _) = world.authority();
    let file = world.file("own.p12");
    let secret = format!("pass:{PASSWORD}");
    let own = ["-inkey", text(&key), "-in", text(&leaf), "-name", "own"];
    let rest = ["-certfile", text(&ca), "-passout", &secret];
    let export = ["pkcs12", "-export", "-out", text(&file)];
    world.judge("openssl", &[&export[..], &own, &rest].concat());
    (file, leaf)
}

/// How many objects of each kind are on the token: private keys, public keys, certificates.
pub(crate) fn objects(world: &World) -> (usize, usize, usize) {
    let all = world.pkcs11_tool("t", &["--list-objects"]);
    let count = |class: &str| all.matches(class).count();
    (
        count("Private Key Object"),
        count("Public Key Object"),
        count("Certificate Object"),
    )
}

fn warned(error: &Value, code: &str) -> Option<Value> {
    let all = error["warnings"].as_array()?;
    all.iter().find(|one| one["code"] == code).cloned()
}

fn import(world: &World, file: &Path, script: &str) -> Ran {
    run(world, script, &["import", text(file), "-t", "t", "--json"])
}

#[test]
fn an_imported_key_without_its_proof_is_said_to_stay() {
    let world = World::with_token("t");
    let (file, _) = p12(&world);
    let told = import(&world, &file, "C_Sign=rv:CKR_FUNCTION_FAILED").code(5);
    let error = told.silent().error("token_refused");
    assert_eq!(error["token_state"], "changed");
    let stays = warned(&error, "key_unproved").unwrap_or_else(|| panic!("{error}"));
    let words = stays["message"].as_str().unwrap();
    let again = format!("parafa import {}", text(&file));
    assert!(words.contains(&again), "{words}");
    assert_eq!(objects(&world), (1, 1, 0));
    // To take it away: the command that it names.
    let name = words.split("parafa delete ").nth(1).unwrap();
    let name = name.split(' ').next().unwrap();
    let delete = ["delete", name, "--what", "key", "-t", "t", "--json"];
    let refused = world.run_with_pin(&delete).code(2);
    let confirm = refused.error("confirmation_needed")["detail"]["confirm"].clone();
    let confirmed = [&delete[..], &["--confirm", confirm.as_str().unwrap()]].concat();
    world.run_with_pin(&confirmed).code(0);
    assert_eq!(objects(&world), (0, 0, 0));
}

#[test]
fn a_certificate_that_fails_after_its_key_is_a_change() {
    let world = World::with_token("t");
    let (file, _) = p12(&world);
    let told = import(&world, &file, "C_CreateObject@3=rv:CKR_DEVICE_MEMORY").code(5);
    let error = told.silent().error("token_full");
    assert_eq!(error["token_state"], "changed");
    assert_eq!(objects(&world), (1, 1, 0));
    // The first object of all: nothing was changed, and that is said.
    let world = World::with_token("t");
    let (file, _) = p12(&world);
    let told = import(&world, &file, "C_CreateObject@1=rv:CKR_DEVICE_MEMORY").code(5);
    let error = told.silent().error("token_full");
    assert_eq!(error["token_state"], "nothing_changed");
    assert_eq!(objects(&world), (0, 0, 0));
}

#[test]
fn an_authority_that_fails_after_its_leaf_hides_not_the_leaf() {
    let world = World::with_token("t");
    let (_, leaf) = p12(&world);
    world.import("t", &world.file("own.key"), "Ana Pop", "0a01");
    let (ca, _) = world.authority();
    let words = ["install", text(&leaf), text(&ca), "--ca", "--json"];
    let told = run(&world, "C_CreateObject@2=rv:CKR_DEVICE_MEMORY", &words).code(5);
    let done = told.document("install");
    assert_eq!(done["installed"].as_array().unwrap().len(), 1, "{done}");
    assert_eq!(done["skipped"][0]["reason"], "token_full");
    assert_eq!(done["skipped"][0]["file"], text(&ca));
    assert_eq!(told.error("token_full")["token_state"], "changed");
    assert_eq!(objects(&world).2, 1);
}

#[test]
fn a_copy_without_its_proof_is_a_change() {
    for (script, code) in [
        ("C_Sign@1=rv:CKR_DEVICE_ERROR", "token_refused"),
        ("C_Sign@1=crash", "module_crashed"),
    ] {
        let world = World::with_token("t");
        let words = "request --subject CN=b --store both --key p256 --label b -t t --json";
        let words: Vec<&str> = words.split(' ').collect();
        let error = run(&world, script, &words).code(5).silent().error(code);
        assert_eq!(error["token_state"], "changed", "{script}");
        assert!(warned(&error, "key_unproved").is_some(), "{error}");
        assert_eq!(objects(&world).0, 1);
    }
}

/// The driver dies after the private half: the same command writes the public one, and the certificate.
#[test]
fn an_import_that_was_cut_off_gets_its_public_half() {
    let world = World::with_token("t");
    let (file, _) = p12(&world);
    let words = ["import", text(&file), "--ca", "-t", "t", "--json"];
    let told = run(&world, "C_CreateObject@1=crash-after", &words).code(5);
    let error = told.error("module_crashed");
    assert_eq!(error["token_state"], "unknown");
    assert_eq!(objects(&world), (1, 0, 0));
    // It is something to do, and with all its options.
    let again = format!("parafa import {} -t t --ca", text(&file));
    let todo = world.run(&["todo", "--json"]).code(0).document("todo");
    let items = todo["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{todo}");
    assert_eq!(items[0]["kind"], "unfinished");
    assert_eq!(items[0]["command"], again.as_str());
    let shown = world.run_with_pin(&["show", "--login", "--json", "-t", "t"]);
    let warnings = shown.code(0).document("show")["warnings"].clone();
    assert_eq!(warnings[0]["code"], "import_unfinished", "{warnings}");
    let words_told = warnings[0]["message"].as_str().unwrap();
    assert!(words_told.contains(&again), "{words_told}");
    let done = run(&world, "", &words).code(0).document("import");
    assert_eq!(done["imported"][0]["way"], Value::Null);
    assert_eq!(objects(&world), (1, 1, 2));
    // Nothing is left to do, and once more changes nothing.
    run(&world, "", &words).code(0);
    assert_eq!(objects(&world), (1, 1, 2));
    let todo = world.run(&["todo", "--json"]).code(0).document("todo");
    let kinds = todo["items"].as_array().unwrap().iter();
    assert!(
        kinds.clone().all(|one| one["kind"] != "unfinished"),
        "{todo}"
    );
}

#[test]
fn a_certificate_that_was_cut_off_goes_on_as_an_import() {
    let world = World::with_token("t");
    let (file, _) = p12(&world);
    let told = import(&world, &file, "C_CreateObject@3=crash").code(5);
    told.silent().error("module_crashed");
    let todo = world.run(&["todo", "--json"]).code(0).document("todo");
    let again = format!("parafa import {} -t t", text(&file));
    assert_eq!(todo["items"][0]["command"], again.as_str(), "{todo}");
    import(&world, &file, "").code(0);
    assert_eq!(objects(&world), (1, 1, 1));
}

/// A token that keeps no public keys refuses it each time, and that is no failure.
#[test]
fn a_public_half_that_no_token_takes_is_done_without() {
    let world = World::with_token("t");
    let (file, _) = p12(&world);
    let script = "C_CreateObject@2=rv:CKR_FUNCTION_NOT_SUPPORTED";
    import(&world, &file, script).code(0);
    assert_eq!(objects(&world), (1, 0, 1));
    let again = import(
        &world,
        &file,
        "C_CreateObject@1=rv:CKR_FUNCTION_NOT_SUPPORTED",
    );
    again.code(0);
    assert_eq!(objects(&world), (1, 0, 1));
}
