//! `renew`: the certificate that follows another, by each mode; the case that goes on by itself.

use serde_json::Value;

use crate::kit::{PIN, Ran, World, ran, text};

/// The name of a Romanian issuer; the certificates are synthetic.
pub(crate) const CERTSIGN: &str =
    "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED 2023 RSA CA/2.5.4.97=VATRO-18288250";
const DIGISIGN: &str =
    "/C=RO/O=DigiSign S.A./2.5.4.97=VATRO-17544945/CN=DigiSign Qualified CA Class 3 2017";

/// A key with a certificate of this issuer on the token; its serial number in lower-case hex.
pub(crate) fn on_token(world: &World, issuer: &str, id: &str, days: &str) -> String {
    let key = world.rsa_key(id);
    world.import("t", &key, "Ana Pop", id);
    let leaf = world.issued(issuer, &key, "/C=RO/CN=Ana Pop", days, &format!("{id}.pem"));
    world.put_certificate("t", &leaf, "Ana Pop", id);
    serial(world, &leaf)
}

pub(crate) fn serial(world: &World, leaf: &std::path::Path) -> String {
    let line = world.judge("openssl", &["x509", "-in", text(leaf), "-noout", "-serial"]);
    line.trim().trim_start_matches("serial=").to_lowercase()
}

pub(crate) fn providers(world: &World) {
    for name in ["Cabinet A", "Cabinet B"] {
        let named = format!("provider={name}");
        let words = ["provider", "set", name, "cui=12345674", "cas=DJ", &named];
        world.run(&words).code(0);
    }
}

fn warned(document: &Value, code: &str) -> bool {
    let mut warnings = document["warnings"].as_array().unwrap().iter();
    warnings.any(|warning| warning["code"] == code)
}

fn steps<'a>(case: &'a Value, state: &str) -> Vec<&'a str> {
    let steps = case["steps"].as_array().unwrap().iter();
    let fit = steps.filter(|step| step["state"] == state);
    fit.filter_map(|step| step["id"].as_str()).collect()
}

#[test]
fn a_vendors_certificate_is_renewed_by_its_issuer_and_its_successor_moves_the_case() {
    let world = World::with_token("t");
    let old = on_token(&world, CERTSIGN, "0a01", "12");
    providers(&world);
    // County and country know the same issuer: which one is meant must be said.
    let unclear = world.run(&["renew", "--json"]).code(3).silent();
    let unclear = unclear.error("several_profiles");
    let candidates = unclear["detail"]["candidates"].as_array().unwrap();
    assert!(candidates.contains(&"ro-siui-dolj".into()), "{unclear}");
    let words = [
        "renew",
        "-p",
        "dolj",
        "--for",
        "Cabinet A",
        "--for",
        "Cabinet B",
        "--json",
    ];
    let begun = world.run(&words).code(0).document("renew");
    assert_eq!(begun["mode"], "vendor");
    assert_eq!(begun["keys"], serde_json::json!([]), "never a key");
    assert_eq!(begun["replaces"]["serial"], old.as_str());
    assert_eq!(begun["renewal"]["issuer"], "certSIGN");
    assert!(
        begun["renewal"]["page"]
            .as_str()
            .unwrap()
            .starts_with("https://")
    );
    let last = begun["replaces"]["not_after"].as_str().unwrap();
    assert_eq!(begun["renewal"]["last_day"], last[..10]);
    let case = begun["case"].as_str().unwrap();
    // Not a second time.
    let again = world
        .run(&["renew", &old, "--json"])
        .code(0)
        .document("renew");
    assert_eq!(again["case"], case);
    assert!(warned(&again, "case_under_way"));
    let now = world.run(&["todo", "--json"]).code(0).document("todo");
    assert_eq!(now["cases"].as_array().unwrap().len(), 1);
    let row = &now["cases"][0];
    assert!(steps(row, "todo").contains(&"renew"), "{row}");
    assert!(
        !row["steps"].to_string().contains("\"issuer\""),
        "the first certificate's own step"
    );
    assert_eq!(row["certificates"], serde_json::json!([]));
    let items = now["items"].as_array().unwrap();
    let ends = items
        .iter()
        .find(|item| item["kind"] == "expiring")
        .unwrap();
    assert_eq!(ends["command"], format!("parafa todo {case}"));
    let new = on_token(&world, CERTSIGN, "0a02", "365");
    the_successor_is_taken(&world, &old, &new);
    // Old and new stand side by side also when the token lies in a drawer.
    let mut command = world.parafa(&["todo", case, "--lang", "ro"]);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    let shown = ran(command.output().unwrap()).code(0);
    assert!(
        shown
            .out
            .contains(&format!("{} → {}", old.to_uppercase(), new.to_uppercase()))
    );
    assert!(
        shown.out.contains("Certificatul vechi și cel nou"),
        "{}",
        shown.out
    );
}

/// The issuer's tool put the next one on the token: two steps are done, and what changed is told.
fn the_successor_is_taken(world: &World, old: &str, new: &str) {
    let now = world.run(&["todo", "--json"]).code(0).document("todo");
    let row = &now["cases"][0];
    assert_eq!(row["certificates"], serde_json::json!([new]));
    let done = steps(row, "done");
    assert!(
        done.contains(&"renew") && done.contains(&"on-token"),
        "{done:?}"
    );
    let parts = row["changes"]["parts"].as_array().unwrap();
    let part = |name: &str| parts.iter().find(|part| part["part"] == name).unwrap();
    assert_eq!(part("serial")["old"], old.to_uppercase());
    assert_eq!(part("serial")["new"], new.to_uppercase());
    assert_eq!(part("issuer")["changed"], false);
    assert_eq!(part("key")["changed"], true);
    assert!(
        !row["changes"]["report"].as_array().unwrap().is_empty(),
        "{row}"
    );
    let items = now["items"].as_array().unwrap();
    assert!(
        items.iter().all(|item| item["kind"] != "expiring"),
        "{items:?}"
    );
}

#[test]
fn a_certificate_of_another_person_does_not_move_the_case() {
    let world = World::with_token("t");
    let old = on_token(&world, CERTSIGN, "0a01", "12");
    providers(&world);
    let words = ["renew", &old, "-p", "dolj", "--for", "Cabinet A", "--json"];
    world.run(&words).code(0);
    let key = world.rsa_key("other");
    world.import("t", &key, "Bob Pop", "0b01");
    for (issuer, subject, name) in [
        (CERTSIGN, "/C=RO/CN=Bob Pop", "bob.pem"),
        ("/CN=Somebody", "/C=RO/CN=Ana Pop", "ana.pem"),
    ] {
        let leaf = world.issued(issuer, &key, subject, "365", name);
        world.put_certificate("t", &leaf, "Other", "0b01");
    }
    let now = world.run(&["todo", "--json"]).code(0).document("todo");
    assert_eq!(now["cases"][0]["certificates"], serde_json::json!([]));
    assert!(steps(&now["cases"][0], "todo").contains(&"renew"));
}

#[test]
fn an_issuer_that_wants_days_left_has_a_last_day() {
    let world = World::with_token("t");
    on_token(&world, DIGISIGN, "0a01", "20");
    let now = world.run(&["todo", "--json"]).code(0).document("todo");
    let items = now["items"].as_array().unwrap();
    let last = items.iter().find(|item| item["kind"] == "renewal").unwrap();
    assert!(
        (3..=5).contains(&last["days_left"].as_i64().unwrap()),
        "{last}"
    );
    assert!(
        last["command"]
            .as_str()
            .unwrap()
            .starts_with("parafa renew ")
    );
    let late = World::with_token("t");
    let serial = on_token(&late, DIGISIGN, "0a01", "12");
    providers(&late);
    let words = [
        "renew",
        &serial,
        "-p",
        "prahova",
        "--for",
        "Cabinet A",
        "--json",
    ];
    let begun = late.run(&words).code(0).document("renew");
    assert!(warned(&begun, "renewal_late"), "{begun}");
    let now = late.run(&["todo", "--json"]).code(0).document("todo");
    let items = now["items"].as_array().unwrap();
    assert!(
        items.iter().all(|item| item["kind"] != "renewal"),
        "{items:?}"
    );
}

fn csr_of(document: &Value) -> &str {
    let mut files = document["files"].as_array().unwrap().iter();
    let row = files.find(|row| row["kind"] == "csr").unwrap();
    row["path"].as_str().unwrap()
}

fn with_secrets(world: &World, words: &[&str]) -> Ran {
    let mut command = world.parafa(words);
    command
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_PASSWORD", "open sesame");
    ran(command.output().unwrap())
}

#[test]
fn a_request_is_made_anew_with_the_old_data() {
    let world = World::new();
    let words = [
        "request",
        "-p",
        "postsignum",
        "--only",
        "commercial",
        "--store",
        "file",
        "--key",
        "rsa2048",
        "--set",
        "name=Ana Nováková",
        "--set",
        "email=ana@a.example",
        "--set",
        "org=Ordinace Test",
        "--json",
    ];
    let made = with_secrets(&world, &words).code(0).document("request");
    let csr = csr_of(&made);
    let (ca, key) = world.authority_called("/C=CZ/CN=PostSignum Public CA 5");
    let leaf = world.file("issued.pem");
    let issue = [
        "x509",
        "-req",
        "-in",
        csr,
        "-CA",
        text(&ca),
        "-CAkey",
        text(&key),
        "-days",
        "5",
    ];
    world.judge("openssl", &[&issue[..], &["-out", text(&leaf)]].concat());
    with_secrets(&world, &["install", text(&leaf), "--json"]).code(0);
    // No token ever saw it: the case keeps it.
    let now = world.run(&["todo", "--json"]).code(0).document("todo");
    let serial = serial(&world, &leaf);
    assert_eq!(now["cases"][0]["certificates"], serde_json::json!([serial]));
    let items = now["items"].as_array().unwrap();
    let ends = items
        .iter()
        .find(|item| item["kind"] == "expiring")
        .unwrap();
    assert_eq!(ends["command"], format!("parafa renew {serial}"));
    let words = [
        "renew", &serial, "--store", "file", "--key", "rsa2048", "--json",
    ];
    let renewed = with_secrets(&world, &words).code(0).document("renew");
    assert_eq!(renewed["profile"], "cz-postsignum");
    assert_eq!(
        renewed["keys"].as_array().unwrap().len(),
        1,
        "that request alone"
    );
    assert_ne!(
        renewed["keys"][0]["key_sha256"],
        made["keys"][0]["key_sha256"]
    );
    let subject = |path: &str| {
        world.judge(
            "openssl",
            &["req", "-in", path, "-noout", "-subject", "-nameopt", "utf8"],
        )
    };
    let again = csr_of(&renewed);
    assert_eq!(subject(again), subject(csr));
    assert!(subject(again).contains("Ana Nováková"));
}

#[test]
fn an_ended_certificate_that_must_be_valid_begins_anew() {
    let world = World::new();
    let key = world.rsa_key("k");
    let leaf = world.issued(
        "/C=CZ/CN=PostSignum Public CA 5",
        &key,
        "/C=CZ/CN=Ana",
        "-1",
        "a.pem",
    );
    let words = [
        "renew",
        text(&leaf),
        "--only",
        "commercial",
        "--store",
        "file",
        "--key",
        "rsa2048",
        "--set",
        "email=ana@a.example",
        "--set",
        "org=Ordinace Test",
        "--json",
    ];
    let begun = with_secrets(&world, &words).code(0).document("renew");
    assert!(warned(&begun, "renewal_ended"), "{begun}");
    let now = world.run(&["todo", "--json"]).code(0).document("todo");
    let ids = now["cases"][0]["steps"].to_string();
    assert!(
        ids.contains("\"branch\"") && !ids.contains("\"in-time\""),
        "{ids}"
    );
}

#[test]
fn without_a_profile_subject_and_usages_are_asked_for_again() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "20");
    let words = ["renew", "Ana Pop", "--json"];
    let made = world.run_with_pin(&words).code(0).document("renew");
    assert!(made.get("profile").is_none() && made.get("renewal").is_none());
    assert_eq!(made["keys"][0]["type"], "p256", "as the old key");
    let csr = made["files"][0]["path"].as_str().unwrap();
    let subject = world.judge(
        "openssl",
        &["req", "-in", csr, "-noout", "-verify", "-subject"],
    );
    assert!(
        subject.contains("O = Cabinet Test, CN = Ana Pop"),
        "{subject}"
    );
    world
        .run(&["renew", "Nobody", "--json"])
        .code(3)
        .silent()
        .error("nothing_remembered");
    let words = ["renew", "Ana Pop", "--for", "Cabinet A", "--json"];
    world.run(&words).code(2).silent().error("profile_needed");
}
