//! `revoke`: whom to tell, and what; also of a token that was lost.

use crate::kit::{World, ran, text};
use crate::renew::{CERTSIGN, on_token, providers, serial};

const DVV: &str = "/C=FI/O=VRK/CN=VRK CA for Social Welfare and Health Care Service Providers";

#[test]
fn the_lost_tokens_certificate_is_told_in_every_form() {
    let world = World::with_token("t");
    let number = on_token(&world, CERTSIGN, "0a01", "200");
    providers(&world);
    let words = [
        "request",
        "-p",
        "dolj",
        "--for",
        "Cabinet A",
        "--for",
        "Cabinet B",
        "--json",
    ];
    let open = world.run(&words).code(0).document("request");
    world.run(&["todo", "--json"]).code(0);
    let mut command = world.parafa(&["revoke", &number.to_uppercase(), "--json"]);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    let told = ran(command.output().unwrap()).code(0).document("revoke");
    assert_eq!(told["holder"], "Ana Pop");
    assert_eq!(told["serial"]["hex"], number.as_str());
    assert_eq!(told["profile"], "ro-siui-dolj");
    assert_eq!(told["revoked_by"]["name"], "certSIGN");
    assert!(
        told["tokens"][0].as_str().unwrap().contains("token=t"),
        "{told}"
    );
    assert!(told["last_seen"].is_string());
    let depends = told["depends"].as_array().unwrap();
    let names = |kind: &str| -> Vec<&str> {
        let rows = depends.iter().filter(|row| row["kind"] == kind);
        rows.filter_map(|row| row["name"].as_str()).collect()
    };
    assert_eq!(names("provider"), ["Cabinet A", "Cabinet B"]);
    assert_eq!(names("case"), [open["case"].as_str().unwrap()]);
    assert!(!told["reasons"].as_array().unwrap().is_empty());
    // Nothing is revoked, and that is said.
    let text = world.run(&["revoke", "Ana Pop"]).code(0).out;
    assert!(
        text.contains("Nothing is revoked by this program"),
        "{text}"
    );
    let decimal = told["serial"]["decimal"].as_str().unwrap();
    assert!(text.contains(decimal), "{text}");
    world
        .run(&["revoke", "0123456789", "--json"])
        .code(3)
        .silent()
        .error("nothing_remembered");
}

#[test]
fn the_clock_and_the_other_certificate_of_the_same_key_are_named() {
    let world = World::with_token("t");
    let key = world.rsa_key("k");
    world.import("t", &key, "k", "0a01");
    let one = world.issued(DVV, &key, "/C=FI/CN=one.example", "200", "one.pem");
    let two = world.issued(DVV, &key, "/C=FI/CN=one.example", "300", "two.pem");
    world.put_certificate("t", &one, "one", "0a01");
    world.put_certificate("t", &two, "two", "0a01");
    let told = world
        .run(&["revoke", text(&one), "--json"])
        .code(0)
        .document("revoke");
    assert_eq!(told["profile"], "fi-dvv-sote");
    assert_eq!(told["hours"], 24);
    let until: jiff::Timestamp = told["done_by"].as_str().unwrap().parse().unwrap();
    let hours = (until.as_second() - jiff::Timestamp::now().as_second()) / 3600;
    assert!((23..=24).contains(&hours), "{until}");
    let other = serial(&world, &two);
    let depends = told["depends"].as_array().unwrap();
    let of = |kind: &str| depends.iter().find(|row| row["kind"] == kind).unwrap()["name"].clone();
    assert_eq!(of("same_key"), other.as_str());
    assert_eq!(of("successor"), other.as_str());
    assert_eq!(told["steps"].as_array().unwrap().len(), 5);
}

#[test]
fn a_certificate_of_no_profile_is_told_all_the_same() {
    let world = World::new();
    let key = world.rsa_key("k");
    let leaf = world.issued("/CN=Nobody", &key, "/CN=Ana", "20", "a.pem");
    let told = world
        .run(&["revoke", text(&leaf), "--json"])
        .code(0)
        .document("revoke");
    assert_eq!(told["profile"], serde_json::Value::Null);
    assert_eq!(told["where"], serde_json::Value::Null);
    assert_eq!(told["serial"]["hex"], serial(&world, &leaf).as_str());
    world
        .run(&["revoke", "--json"])
        .code(3)
        .silent()
        .error("nothing_remembered");
}
