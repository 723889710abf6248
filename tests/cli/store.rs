//! `request --store file|both`: a key with a copy, its certificate added by `install`, and what dies half-way.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use parafa_faulty::library;
use serde_json::Value;

use crate::kit::{PIN, Ran, World, module, ran, text};

const PASSWORD: &str = "open sesame";

fn with_password(world: &World, words: &[&str]) -> Ran {
    let mut command = world.parafa(&[words, &["--json"]].concat());
    command
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_PASSWORD", PASSWORD);
    ran(command.output().unwrap())
}

fn path_of(request: &Value, kind: &str) -> String {
    let files = request["files"].as_array().unwrap();
    let row = files.iter().find(|row| row["kind"] == kind).unwrap();
    row["path"].as_str().unwrap().to_owned()
}

/// A certificate of openssl's for the request.
fn issue(world: &World, csr: &str) -> std::path::PathBuf {
    world.judge("openssl", &["req", "-in", csr, "-verify", "-noout"]);
    let (ca, key) = world.authority();
    let leaf = world.file("leaf.pem");
    let issue = [
        "x509",
        "-req",
        "-in",
        csr,
        "-CA",
        text(&ca),
        "-CAkey",
        text(&key),
    ];
    world.judge(
        "openssl",
        &[&issue[..], &["-days", "60", "-out", text(&leaf)]].concat(),
    );
    leaf
}

/// Certificate and key of a PKCS#12 belong together, as openssl sees it.
fn is_complete(world: &World, p12: &str, authorities: usize) {
    let secret = format!("pass:{PASSWORD}");
    let open = ["pkcs12", "-in", p12, "-nodes", "-passin", &secret];
    let text = world.judge("openssl", &open);
    assert_eq!(
        text.matches("BEGIN CERTIFICATE").count(),
        1 + authorities,
        "{text}"
    );
    fs::write(world.file("all.pem"), &text).unwrap();
    let key = world.judge("openssl", &["pkey", "-in", "all.pem", "-pubout"]);
    let certificate = world.judge("openssl", &["x509", "-in", "all.pem", "-noout", "-pubkey"]);
    assert_eq!(key, certificate);
    fs::remove_file(world.file("all.pem")).unwrap();
}

#[test]
fn a_key_in_a_file_needs_no_driver_and_is_completed_by_its_certificate() {
    for kind in ["p256", "rsa2048"] {
        let world = World::new();
        let run = |words: &[&str]| {
            let mut command = world.parafa(&[words, &["--json"]].concat());
            command
                .env("PARAFA_MODULE", "/nowhere/module.so")
                .env("PARAFA_PASSWORD", PASSWORD);
            ran(command.output().unwrap())
        };
        let words = [
            "request",
            "--subject",
            "C=RO,CN=Ana Pop",
            "--store",
            "file",
            "--key",
            kind,
        ];
        let request = run(&words).code(0).document("request");
        assert_eq!(request["keys"][0]["store"], "file");
        assert_eq!(request["token"], Value::Null);
        let p12 = path_of(&request, "backup");
        assert_eq!(
            fs::metadata(&p12).unwrap().permissions().mode() & 0o777,
            0o600
        );
        // No key in clear, in no file.
        for entry in fs::read_dir(world.work()).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            let clear = bytes.windows(19).any(|part| part == b"BEGIN PRIVATE KEY--");
            assert!(!clear);
        }
        let leaf = issue(&world, &path_of(&request, "csr"));
        let (ca, _) = world.authority();
        let done = run(&["install", text(&leaf), "--chain", text(&ca)]);
        let done = done.code(0).document("install");
        assert_eq!(done["completed"][0]["path"], p12.as_str(), "{kind}");
        is_complete(&world, &p12, 1);
        // Known without the password.
        let mut again = world.parafa(&["install", text(&leaf), "--json"]);
        again.env("PARAFA_MODULE", "/nowhere/module.so");
        let again = ran(again.output().unwrap()).code(0).document("install");
        assert_eq!(again["completed"], serde_json::json!([]));
        assert_eq!(again["already"].as_array().unwrap().len(), 1);
        is_complete(&world, &p12, 1);
    }
}

#[test]
fn a_key_in_both_is_the_same_key() {
    let world = World::with_token("t");
    let words = [
        "request",
        "--subject",
        "C=RO,CN=Ana Pop",
        "--store",
        "both",
        "--key",
        "p256",
        "-t",
        "t",
    ];
    let request = with_password(&world, &words).code(0).document("request");
    assert_eq!(request["keys"][0]["store"], "both");
    let p12 = path_of(&request, "backup");
    let leaf = issue(&world, &path_of(&request, "csr"));
    let done = with_password(&world, &["install", text(&leaf)])
        .code(0)
        .document("install");
    assert_eq!(done["completed"][0]["path"], p12.as_str());
    assert_eq!(done["installed"][0]["proof"], "signed");
    is_complete(&world, &p12, 0);
    let shown = with_password(&world, &["show", "--login", "-t", "t"])
        .code(0)
        .document("show");
    let identity = &shown["tokens"][0]["identities"][0];
    assert_eq!(identity["state"], "ready");
    assert_eq!(identity["key"]["on_token"], false, "not born there");
    assert_eq!(identity["key"]["extractable"], false);
    assert_eq!(identity["key_sha256"], request["keys"][0]["key_sha256"]);
}

#[test]
fn a_file_that_was_moved_does_not_keep_the_certificate_from_the_token() {
    let world = World::with_token("t");
    let words = "request --subject CN=Ana --store both --key p256 -t t";
    let words: Vec<&str> = words.split(' ').collect();
    let request = with_password(&world, &words).code(0).document("request");
    let (p12, away) = (path_of(&request, "backup"), world.file("away.p12"));
    fs::rename(&p12, &away).unwrap();
    let leaf = issue(&world, &path_of(&request, "csr"));
    let done = with_password(&world, &["install", text(&leaf)]);
    let done = done.code(0).document("install");
    assert_eq!(done["installed"][0]["proof"], "signed");
    assert_eq!(done["completed"], serde_json::json!([]));
    let codes: Vec<&str> = done["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|warning| warning["code"].as_str())
        .collect();
    assert_eq!(codes, ["file_not_found", "backup_not_completed"]);
    let named = ["install", text(&leaf), "--backup", text(&away)];
    let done = with_password(&world, &named).code(0).document("install");
    assert_eq!(done["completed"][0]["path"], text(&away));
    is_complete(&world, text(&away), 0);
}

/// What was written is not denied because something else was refused.
#[test]
fn the_state_of_the_token_is_that_of_the_whole_run() {
    let world = World::with_token("t");
    let mut files = Vec::new();
    for (holder, id) in [("Ana", "0a01"), ("Bob", "0a02")] {
        let key = world.file(&format!("{holder}.key"));
        let make = [
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
        ];
        world.judge("openssl", &[&make[..], &["-out", text(&key)]].concat());
        if holder == "Ana" {
            world.import("t", &key, holder, id);
        }
        files.push(world.certificate(&key, holder, "60"));
    }
    let words = [
        "install",
        "--login",
        text(&files[0]),
        text(&files[1]),
        "--json",
    ];
    let done = world.run_with_pin(&words).code(3);
    assert_eq!(
        done.document("install")["installed"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(done.error("fits_no_key")["token_state"], "changed");
}

#[test]
fn what_is_wrong_is_told_before_there_is_a_key() {
    let world = World::with_token("t");
    let base = ["request", "--subject", "CN=Ana", "--store"];
    let plain = |words: &[&str]| world.run(&[&base[..], words, &["--json"]].concat());
    plain(&["file"]).code(4).error("password_new_needed");
    plain(&["both"]).code(4).error("password_new_needed");
    plain(&["drawer"]).code(2).error("value_unknown");
    plain(&["file", "--key", "ed25519"])
        .code(2)
        .error("key_type_not_made");
    plain(&["file", "--place", "9a"])
        .code(2)
        .error("options_conflict");
    plain(&["file", "--existing", "x"])
        .code(2)
        .error("options_conflict");
    let dry = plain(&["file", "--dry-run"]).code(0).document("request");
    assert_eq!(dry["template"], serde_json::json!([]));
    assert_eq!(fs::read_dir(world.work()).unwrap().count(), 0);
}

#[test]
fn a_wrong_password_leaves_the_file_as_it_is() {
    let world = World::new();
    let words = [
        "request",
        "--subject",
        "CN=Ana",
        "--store",
        "file",
        "--key",
        "p256",
    ];
    let request = with_password(&world, &words).code(0).document("request");
    let p12 = path_of(&request, "backup");
    let before = fs::read(&p12).unwrap();
    let leaf = issue(&world, &path_of(&request, "csr"));
    let mut command = world.parafa(&["install", text(&leaf), "--json"]);
    command.env("PARAFA_PASSWORD", "falsch");
    ran(command.output().unwrap())
        .code(4)
        .error("password_wrong");
    assert_eq!(fs::read(&p12).unwrap(), before);
    // Named by hand, on a computer that does not know the request.
    fs::remove_dir_all(world.home().join("state")).unwrap();
    let done = with_password(&world, &["install", text(&leaf), "--backup", &p12]);
    assert_eq!(
        done.code(0).document("install")["completed"][0]["path"],
        p12.as_str()
    );
    is_complete(&world, &p12, 0);
}

/// The driver dies in each call of the copying: the file has the key, and `--resume` goes on to the request.
#[test]
fn a_death_while_the_copy_is_made_is_resumed_from_the_file() {
    for case in [
        "C_CreateObject@1=crash",
        "C_CreateObject@1=crash-after",
        "C_CreateObject@2=crash",
        "C_CreateObject@2=crash-after",
        "C_Sign@1=crash",
    ] {
        let world = World::with_token("t");
        world.identity("t", "Old Pop", "0a01", "60");
        let words = [
            "request",
            "--subject",
            "CN=Ana",
            "--store",
            "both",
            "--key",
            "p256",
            "-t",
            "t",
            "--json",
        ];
        let mut command = world.parafa(&words);
        command
            .env("PARAFA_MODULE", library())
            .env("FAULTY_MODULE", module())
            .env("FAULTY_SCRIPT", case)
            .env("PARAFA_PIN", PIN)
            .env("PARAFA_PASSWORD", PASSWORD);
        let error = ran(command.output().unwrap())
            .code(5)
            .error("module_crashed");
        let go_on = error["detail"]["command"].as_str().unwrap();
        let id = go_on.rsplit(' ').next().unwrap().to_owned();
        assert!(go_on.starts_with("parafa request --resume c-"), "{go_on}");
        let request = with_password(&world, &["request", "--resume", &id]);
        let request = request.code(0).document("request");
        // The file's key, not another one that the resumed run has made.
        let csr = path_of(&request, "csr");
        let own = world.judge(
            "openssl",
            &["req", "-in", &csr, "-verify", "-noout", "-pubkey"],
        );
        let (p12, secret) = (path_of(&request, "backup"), format!("pass:{PASSWORD}"));
        let open = [
            "pkcs12", "-in", &p12, "-nodes", "-passin", &secret, "-out", "all.pem",
        ];
        world.judge("openssl", &open);
        let kept = world.judge("openssl", &["pkey", "-in", "all.pem", "-pubout"]);
        assert!(own.contains(&kept), "{case}: {own} {kept}");
        let shown = with_password(&world, &["show", "--login", "-t", "t"])
            .code(0)
            .document("show");
        let all = shown["tokens"][0]["identities"].as_array().unwrap().clone();
        assert_eq!(all.len(), 2, "{case}");
        let states: Vec<_> = all.iter().map(|one| &one["state"]).collect();
        assert!(
            states.iter().any(|state| *state == "ready"),
            "{case} {all:?}"
        );
        let fresh = |state: &&Value| *state == "awaiting_certificate";
        assert_eq!(
            states.iter().filter(|state| fresh(state)).count(),
            1,
            "{case}"
        );
    }
}

#[test]
fn a_short_password_is_told_to_be_short() {
    // Characters count, not bytes.
    for (label, password, short) in [("a", "ăîșțâ12", true), ("b", "ăîșțâ123", false)] {
        let world = World::new();
        let words = "request --subject CN=b --store file --key p256 --json --label";
        let words: Vec<&str> = words.split(' ').chain([label]).collect();
        let mut command = world.parafa(&words);
        command.env("PARAFA_PASSWORD", password);
        let done = ran(command.output().unwrap()).code(0).document("request");
        let warnings = done["warnings"].as_array().unwrap();
        let told = warnings.iter().any(|one| one["code"] == "password_short");
        assert_eq!(told, short, "{done}");
    }
}
