//! `request --from`: requests of the authority's own generator, followed until their certificates are there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::kit::{World, text};

/// A folder as a generator leaves it: requests, and keys that only it can open.
fn generated(world: &World, names: &[&str]) -> PathBuf {
    let folder = world.file("generator");
    fs::create_dir(&folder).unwrap();
    for name in names {
        let key = world.rsa_key(name);
        let csr = folder.join(format!("{name}.csr"));
        let ask = [
            "req",
            "-new",
            "-key",
            text(&key),
            "-subj",
            "/CN=apteka",
            "-out",
            text(&csr),
        ];
        world.judge("openssl", &ask);
        fs::write(
            folder.join(format!("{name}.jks")),
            [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2],
        )
        .unwrap();
        fs::write(folder.join(format!("{name}.txt")), "haslo").unwrap();
    }
    folder
}

fn issue(world: &World, csr: &Path, out: &str) -> PathBuf {
    let (ca, key) = world.authority_called("/C=PL/CN=CCP1SubCATLS");
    let leaf = world.file("generator").join(out);
    let issue = [
        "x509",
        "-req",
        "-in",
        text(csr),
        "-CA",
        text(&ca),
        "-CAkey",
        text(&key),
    ];
    world.judge(
        "openssl",
        &[&issue[..], &["-days", "700", "-out", text(&leaf)]].concat(),
    );
    leaf
}

fn adopt(world: &World, folder: &Path) -> crate::kit::Ran {
    world.run(&["request", "-p", "apteka", "--from", text(folder), "--json"])
}

fn step<'a>(case: &'a Value, id: &str) -> &'a Value {
    let mut steps = case["steps"].as_array().unwrap().iter();
    steps.find(|step| step["id"] == id).unwrap()
}

#[test]
fn the_generators_requests_are_followed_to_their_certificates() {
    let world = World::new();
    // The case comes first: no key is made, and the step says how the requests are taken over.
    let needed = world
        .run(&["request", "-p", "apteka", "--json"])
        .code(2)
        .silent();
    let needed = needed.error("value_missing");
    let missing = needed["message"].as_str().unwrap();
    let mut words = vec!["request", "-p", "apteka", "--json"];
    let values = [
        "pharmacy_id=1234567",
        "pharmacy_name=Apteka Test",
        "email=a@b.example",
        "professional_group=farmaceuta",
        "pwz=12345678",
    ];
    for value in &values {
        let (field, _) = value.split_once('=').unwrap();
        if missing.contains(&format!("--set {field}=")) {
            words.extend(["--set", value]);
        }
    }
    let open = world.run(&words).code(0).document("request");
    assert_eq!(open["warnings"][0]["code"], "generator_needed");
    assert_eq!(open["keys"], serde_json::json!([]));
    let id = open["case"].as_str().unwrap();
    let now = world.run(&["todo", id, "--json"]).code(0).document("todo");
    let adopt_step = step(&now["cases"][0], "adopt");
    let command = adopt_step["command"].as_str().unwrap();
    assert!(
        command.starts_with("parafa request -p pl-p1-apteka --from "),
        "{command}"
    );
    let folder = generated(&world, &["apteka-tls", "apteka-wss"]);
    let taken = adopt(&world, &folder).code(0).document("request");
    assert_eq!(taken["case"], id, "the case that waits");
    let keys = taken["keys"].as_array().unwrap();
    assert_eq!(keys.len(), 2);
    assert!(keys.iter().all(|key| key["store"] == "elsewhere"));
    assert!(folder.join("receipt.toml").is_file());
    let found = folder.join("apteka-wss.csr");
    let found = world
        .run(&["identify", text(&found), "--json"])
        .code(0)
        .document("identify");
    assert_eq!(
        (&found["files"][0]["purpose"], &found["files"][0]["case"]),
        (&"wss".into(), &taken["case"])
    );
    let now = world.run(&["todo", id, "--json"]).code(0).document("todo");
    assert_eq!(step(&now["cases"][0], "adopt")["state"], "done");
    certificates_are_kept_by_their_keys(&world, &folder, id);
    // The request of another program is never made again by us.
    fs::remove_file(folder.join("apteka-tls.csr")).unwrap();
    let again = world.run(&["request", "--resume", id, "--json"]);
    again.code(2).silent().error("file_not_found");
}

/// What came back was saved under swapped names: the key tells.
fn certificates_are_kept_by_their_keys(world: &World, folder: &Path, id: &str) {
    let tls = issue(world, &folder.join("apteka-tls.csr"), "wss.pem");
    issue(world, &folder.join("apteka-wss.csr"), "tls.pem");
    let mut command = world.parafa(&["install", text(folder), "--json"]);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    let put = crate::kit::ran(command.output().unwrap());
    let put: Value = serde_json::from_str(&put.out).unwrap();
    let kept = put["kept"].as_array().unwrap();
    let of = |file: &str| {
        let mut rows = kept.iter();
        let row = rows
            .find(|row| row["file"].as_str().unwrap().ends_with(file))
            .unwrap();
        row["purpose"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        (of("wss.pem").as_str(), of("tls.pem").as_str()),
        ("tls", "wss")
    );
    let codes: Vec<&str> = put["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|warning| warning["code"].as_str())
        .collect();
    assert_eq!(
        codes
            .iter()
            .filter(|code| **code == "name_misleads")
            .count(),
        2,
        "{codes:?}"
    );
    assert!(codes.contains(&"key_elsewhere"));
    let now = world.run(&["todo", id, "--json"]).code(0).document("todo");
    let case = &now["cases"][0];
    assert_eq!(step(case, "match")["state"], "done");
    assert_eq!(case["certificates"].as_array().unwrap().len(), 2);
    assert!(
        case["certificates"]
            .as_array()
            .unwrap()
            .contains(&crate::renew::serial(world, &tls).into())
    );
}

#[test]
fn what_cannot_be_told_apart_is_refused_and_nothing_is_opened() {
    let world = World::new();
    let folder = generated(&world, &["tls"]);
    adopt(&world, &folder)
        .code(2)
        .silent()
        .error("no_request_for");
    fs::copy(folder.join("tls.csr"), folder.join("wss.csr")).unwrap();
    adopt(&world, &folder)
        .code(2)
        .silent()
        .error("requests_share_key");
    let key = world.rsa_key("w");
    for name in ["old-wss.csr", "new-wss.csr"] {
        let csr = folder.join(name);
        let ask = [
            "req",
            "-new",
            "-key",
            text(&key),
            "-subj",
            "/CN=x",
            "-out",
            text(&csr),
        ];
        world.judge("openssl", &ask);
    }
    fs::remove_file(folder.join("wss.csr")).unwrap();
    adopt(&world, &folder)
        .code(2)
        .silent()
        .error("several_requests_for");
    fs::remove_file(folder.join("old-wss.csr")).unwrap();
    // A request that its own key did not sign.
    let csr = fs::read_to_string(folder.join("new-wss.csr")).unwrap();
    let der = pem_body(&csr);
    let mut broken = der.clone();
    *broken.last_mut().unwrap() ^= 1;
    fs::write(folder.join("new-wss.csr"), broken).unwrap();
    adopt(&world, &folder)
        .code(2)
        .silent()
        .error("request_damaged");
    adopt(&world, &world.file("nowhere")).code(2);
    let now = world.run(&["todo", "--json"]).code(0).document("todo");
    assert_eq!(now["cases"], serde_json::json!([]));
    fs::write(folder.join("new-wss.csr"), der).unwrap();
    let taken = adopt(&world, &folder).code(0).document("request");
    assert_eq!(
        taken["files"].as_array().unwrap().len(),
        3,
        "a case of its own"
    );
}

/// The bytes between the lines of a PEM.
fn pem_body(text: &str) -> Vec<u8> {
    use std::process::{Command, Stdio};
    let mut child = Command::new("openssl")
        .args(["req", "-outform", "DER"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), text.as_bytes()).unwrap();
    child.wait_with_output().unwrap().stdout
}
