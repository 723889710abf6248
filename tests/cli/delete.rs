//! `delete`.

use std::fs;

use crate::kit::{World, text};
use crate::left::run;

#[test]
fn a_certificate_is_saved_and_removed_and_the_key_stays() {
    let world = World::with_token("t");
    let file = world.identity("t", "Ana Pop", "0a01", "60");
    let refused = world
        .run_with_pin(&["delete", "Ana Pop", "--json"])
        .code(2)
        .silent();
    assert_eq!(
        refused.error("confirmation_needed")["token_state"],
        "nothing_changed"
    );
    let document = world
        .run_with_pin(&["delete", "Ana Pop", "-y", "--json"])
        .code(0)
        .document("delete");
    assert_eq!(document["removed"].as_array().unwrap().len(), 1);
    assert_eq!(document["removed"][0]["class"], "certificate");
    assert_eq!(document["removed"][0]["id"], "0a01");
    assert_eq!(document["kept"].as_array().unwrap().len(), 0);
    let saved = document["saved"][0]["path"].as_str().unwrap();
    let print = |file: &str| world.judge("openssl", &["x509", "-in", file]);
    assert_eq!(print(saved), print(text(&file)));
    let left = world.pkcs11_tool("t", &["--list-objects"]);
    assert!(!left.contains("Certificate Object"), "{left}");
    assert!(left.contains("Private Key Object"), "{left}");
}

#[test]
fn a_key_goes_only_with_the_word() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    let all = ["delete", "0a01", "--what", "all", "--json"];
    let asked = world
        .run_with_pin(&all)
        .code(2)
        .silent()
        .error("confirmation_needed");
    assert_eq!(asked["detail"]["confirm"], "Ana Pop");
    let yes = world.run_with_pin(&[&all[..], &["-y"]].concat()).code(2);
    yes.silent().error("confirmation_needed");
    let wrong = world
        .run_with_pin(&[&all[..], &["--confirm", "ana"]].concat())
        .code(1);
    wrong.silent().error("declined");
    let done = world
        .run_with_pin(&[&all[..], &["--confirm", "Ana Pop"]].concat())
        .code(0);
    let document = done.document("delete");
    let classes: Vec<&str> = document["removed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["class"].as_str().unwrap())
        .collect();
    assert_eq!(classes, ["certificate", "private_key", "public_key"]);
    let left = world.pkcs11_tool("t", &["--list-objects"]);
    assert!(!left.contains("Object;"), "{left}");
}

#[test]
fn a_key_that_two_certificates_need_stays() {
    let world = World::with_token("t");
    let first = world.identity("t", "Ana Pop", "01", "60");
    let second = world.certificate(&world.file("Ana Pop.key"), "Ana Pop", "300");
    world.put_certificate("t", &second, "Ana Pop", "01");
    let key = world.run_with_pin(&[
        "delete",
        "01",
        "--what",
        "key",
        "--confirm",
        "Ana Pop",
        "--json",
    ]);
    key.code(2).silent().error("key_shared");
    let which = world
        .run_with_pin(&["delete", "01", "-y", "--json"])
        .code(3)
        .silent();
    assert_eq!(
        which.error("several_match")["detail"]["candidates"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let serial = world.judge(
        "openssl",
        &["x509", "-in", text(&first), "-noout", "-serial"],
    );
    let serial = serial.trim().trim_start_matches("serial=").to_owned();
    let done = world
        .run_with_pin(&["delete", &serial, "--what", "all", "-y", "--json"])
        .code(0);
    let document = done.document("delete");
    assert_eq!(document["removed"].as_array().unwrap().len(), 1);
    assert_eq!(document["kept"][0]["class"], "private_key");
}

#[test]
fn a_script_names_exactly_and_spends_no_try_in_vain() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    world
        .run(&["delete", "Ana", "-y", "--json"])
        .code(3)
        .silent()
        .error("nothing_matches");
    world
        .run(&["delete", "Ana Pop", "-y", "--json"])
        .code(4)
        .silent()
        .error("pin_needed");
    world
        .run(&["delete", "--json"])
        .code(2)
        .silent()
        .error("value_missing");
    let files = fs::read_dir(world.work()).unwrap().filter_map(Result::ok);
    let saved = files.filter(|file| file.file_name().to_string_lossy().starts_with("Ana-Pop"));
    assert_eq!(
        saved.count(),
        0,
        "nothing was saved where nothing was removed"
    );
}

#[test]
fn a_removal_that_did_not_happen_has_its_own_words_and_names_what_was_saved() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    let work = world.work().canonicalize().unwrap();
    let saved = || -> Vec<std::path::PathBuf> {
        let all = fs::read_dir(&work).unwrap().map(|one| one.unwrap().path());
        let ours = |path: &std::path::PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with("Ana-Pop") && name.ends_with(".pem")
        };
        all.filter(ours).collect()
    };
    let words = ["delete", "0a01", "--yes"];
    // The driver says that it is done, and does nothing.
    let told = run(&world, "C_DestroyObject=rv:CKR_OK", &words).code(5);
    assert!(told.err.contains("P150"), "{}", told.err);
    assert!(!told.err.contains("was written"), "{}", told.err);
    let first = saved();
    assert_eq!(first.len(), 1);
    let line = format!("Saved before: {}", text(&first[0]));
    assert!(told.err.contains(&line), "{}", told.err);
    // It refuses: the certificate was saved once more, and that is said.
    let refusal = "C_DestroyObject=rv:CKR_ACTION_PROHIBITED";
    let told = run(&world, refusal, &words).code(5);
    let second: Vec<_> = saved().into_iter().filter(|it| *it != first[0]).collect();
    assert_eq!(second.len(), 1);
    let line = format!("Saved before: {}", text(&second[0]));
    assert!(told.err.contains(&line), "{}", told.err);
    let nothing = "Nothing on the token was changed";
    assert!(told.err.contains(nothing), "{}", told.err);
    let left = world.pkcs11_tool("t", &["--list-objects"]);
    assert!(left.contains("Certificate Object"), "{left}");
}
