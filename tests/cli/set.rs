//! `request -p`: what an authority wants, in one run.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::kit::{PIN, Ran, World, ran, text};

const PERSON: &[&str] = &[
    "--set",
    "name=Ana Nováková",
    "--set",
    "email=ana@a.example",
    "--set",
    "org=Ordinace Test",
    "--key",
    "rsa2048",
];

fn postsignum(world: &World, more: &[&str]) -> Ran {
    let words = [&["request", "-p", "postsignum", "--json"][..], PERSON, more].concat();
    let mut command = world.parafa(&words);
    command
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_PASSWORD", "open sesame");
    ran(command.output().unwrap())
}

fn path_of<'a>(done: &'a Value, kind: &str, purpose: &str) -> &'a str {
    let files = done["files"].as_array().unwrap();
    let row = files
        .iter()
        .find(|row| row["kind"] == kind && row["purpose"] == purpose);
    row.unwrap()["path"].as_str().unwrap()
}

#[test]
fn the_whole_set_is_made_on_the_token_with_one_pin_and_put_in_place_again() {
    let world = World::with_token("t");
    let done = postsignum(&world, &["--store", "token"]).code(0);
    let done = done.document("request");
    assert_eq!(done["profile"], "cz-postsignum");
    let keys = done["keys"].as_array().unwrap();
    assert_eq!(keys.len(), 2);
    assert_ne!(keys[0]["key_sha256"], keys[1]["key_sha256"]);
    assert_ne!(
        keys[0]["label"], keys[1]["label"],
        "told apart on the token"
    );
    let mut certificates: Vec<PathBuf> = Vec::new();
    for purpose in ["personal", "commercial"] {
        let csr = path_of(&done, "csr", purpose);
        assert!(csr.ends_with(&format!("postsignum-{purpose}.req")), "{csr}");
        let subject = world.judge(
            "openssl",
            &[
                "req", "-in", csr, "-verify", "-noout", "-subject", "-nameopt", "utf8",
            ],
        );
        assert!(subject.contains("Ana Nováková"), "{subject}");
        let found = world.run(&["identify", csr, "--json"]).document("identify");
        assert_eq!(found["files"][0]["purpose"], purpose);
        assert_eq!(found["files"][0]["case"], done["case"]);
        let (ca, key) = world.authority();
        let leaf = world.file(&format!("sent-{}.pem", certificates.len()));
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
        world.judge("openssl", &[&issue[..], &["-out", text(&leaf)]].concat());
        certificates.push(leaf);
    }
    let receipt = fs::read_to_string(
        PathBuf::from(path_of(&done, "csr", "personal")).with_file_name("receipt.toml"),
    )
    .unwrap();
    // For people, in the authority's language; the rest is for programs.
    let head: Vec<&str> = receipt
        .lines()
        .take_while(|line| line.starts_with("# "))
        .collect();
    assert!(
        head[0].contains("lékaře") || head[0].contains("PostSignum"),
        "{head:?}"
    );
    assert!(
        head.iter().any(|line| line.contains("[commercial]")),
        "{head:?}"
    );
    let receipt: toml::Table = toml::from_str(&receipt).unwrap();
    assert_eq!(receipt["case"].as_str(), done["case"].as_str());
    assert_eq!(receipt["files"].as_array().unwrap().len(), 2);
    // What came back, whatever it is called, in whatever order.
    let folder = world.work().join("back");
    fs::create_dir(&folder).unwrap();
    for (index, file) in certificates.iter().rev().enumerate() {
        fs::rename(file, folder.join(format!("{index}.cer"))).unwrap();
    }
    let back = world.run_with_pin(&["install", text(&folder), "--json"]);
    let back = back.code(0).document("install");
    assert_eq!(back["installed"].as_array().unwrap().len(), 2);
}

#[test]
fn keys_in_files_have_the_names_that_the_authority_expects() {
    let world = World::new();
    let words = ["--store", "file", "--only", "commercial", "--out", "."];
    let made = postsignum(&world, &words).code(0).document("request");
    let bundle = path_of(&made, "backup", "commercial");
    assert!(
        bundle.ends_with("postsignum-commercial-zaloha.p12"),
        "{bundle}"
    );
    let open = [
        "pkcs12",
        "-in",
        bundle,
        "-passin",
        "pass:open sesame",
        "-nodes",
    ];
    let inside = world.judge("openssl", &open);
    assert!(inside.contains("PRIVATE KEY"));
    // An existing file is never overwritten, and no second key is made first.
    let again = postsignum(&world, &words).code(2).silent();
    again.error("file_exists");
}

#[test]
fn where_others_make_the_key_a_case_is_opened_without_a_pin() {
    let world = World::new();
    let words = "request -p dolj --set cui=12345674 --set cas=DJ --json --set";
    let words: Vec<&str> = words.split(' ').chain(["provider=Cabinet Test"]).collect();
    let mut command = world.parafa(&words);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    let open = ran(command.output().unwrap()).code(0).document("request");
    assert_eq!(
        (&open["mode"], &open["profile"]),
        (&"vendor".into(), &"ro-siui-dolj".into())
    );
    assert_eq!(open["keys"], serde_json::json!([]));
    assert!(!open["next_steps"].as_array().unwrap().is_empty());
}

#[test]
fn what_is_wrong_is_told_before_any_token() {
    let world = World::new();
    let missing = world
        .run(&["request", "-p", "sote", "--json"])
        .code(2)
        .silent();
    let missing = missing.error("value_missing");
    let all = missing["detail"]["missing"].as_array().unwrap().len();
    assert!(all >= 4, "{missing}");
    let refused = |more: &[&str], code: &str| postsignum(&world, more).code(2).silent().error(code);
    refused(&[], "value_missing");
    refused(&["--store", "drawer"], "value_unknown");
    refused(&["--store", "token", "--only", "third"], "value_unknown");
    refused(&["--store", "token", "--set", "ico=1"], "field_invalid");
    refused(
        &["--store", "token", "--set", "colour=red"],
        "field_unknown",
    );
    refused(
        &["--store", "token", "--subject", "CN=a"],
        "options_conflict",
    );
    let words = [
        "request",
        "-p",
        "postsignum",
        "--store",
        "token",
        "--key",
        "p521",
        "--json",
    ];
    let kept = [
        "--set",
        "name=A",
        "--set",
        "email=a@b.example",
        "--set",
        "org=O",
    ];
    let key = world.run(&[&words[..], &kept].concat()).code(2).silent();
    key.error("not_for_this_request");
}

#[test]
fn values_come_from_files_and_providers() {
    let world = World::new();
    let refused = |more: &[&str], code: &str| postsignum(&world, more).code(2).silent().error(code);
    // A mistake in a file is named with its line.
    fs::write(
        world.file("a.toml"),
        "[values]\nname = \"A\"\ncolour = \"red\"\n",
    )
    .unwrap();
    let told = refused(
        &["--store", "token", "--answers", "a.toml"],
        "field_unknown",
    );
    assert_eq!(told["detail"]["line"], 3);
    fs::write(world.file("a.toml"), "nonsense = 1\n").unwrap();
    let told = refused(
        &["--store", "token", "--answers", "a.toml"],
        "answers_invalid",
    );
    assert_eq!(
        (&told["detail"]["line"], &told["detail"]["key"]),
        (&1.into(), &"nonsense".into())
    );
    // Values of a provider that was typed once.
    let cabinet = [
        "provider",
        "set",
        "Ordinace",
        "name=Jan Test",
        "email=j@b.example",
        "org=O",
    ];
    world.run(&cabinet).code(0);
    let words = [
        "request",
        "-p",
        "postsignum",
        "--for",
        "Ordinace",
        "--store",
        "file",
        "--dry-run",
        "--json",
    ];
    let planned = world.run(&words).code(0);
    assert!(planned.out.contains("Jan Test"), "{}", planned.out);
    let nobody = ["request", "-p", "postsignum", "--for", "Nobody", "--json"];
    world
        .run(&nobody)
        .code(3)
        .silent()
        .error("provider_not_found");
}

#[test]
fn the_folder_goes_on_on_another_computer() {
    let world = World::with_token("t");
    let done = postsignum(&world, &["--store", "token"]).code(0);
    let done = done.document("request");
    let csr = path_of(&done, "csr", "commercial").to_owned();
    let folder = PathBuf::from(&csr).parent().unwrap().to_owned();
    // The token is carried along; the journal is not.
    let elsewhere = |words: &[&str]| {
        let mut command = world.parafa(words);
        command
            .env("PARAFA_STATE_DIR", world.file("other-computer"))
            .env("PARAFA_PIN", PIN);
        ran(command.output().unwrap())
    };
    let taken = elsewhere(&["request", "--resume", text(&folder), "--json"]).code(0);
    let taken = taken.document("request");
    assert_eq!(taken["case"], done["case"]);
    assert_eq!(taken["keys"], done["keys"]);
    let found = elsewhere(&["identify", &csr, "--json"]).document("identify");
    assert_eq!(
        (&found["files"][0]["purpose"], &found["files"][0]["case"]),
        (&"commercial".into(), &done["case"])
    );
    let (ca, key) = world.authority();
    let leaf = world.file("sent.pem");
    let issue = ["x509", "-req", "-in", &csr, "-CA", text(&ca), "-CAkey"];
    world.judge(
        "openssl",
        &[&issue[..], &[text(&key), "-out", text(&leaf)]].concat(),
    );
    let put = elsewhere(&["install", text(&leaf), "--json"])
        .code(0)
        .document("install");
    assert_eq!(put["installed"][0]["purpose"], "commercial");
    let now = elsewhere(&["todo", "--json"]).code(0).document("todo");
    assert_eq!(now["cases"][0]["certificates"].as_array().unwrap().len(), 1);
    // Where it is known already, nothing is opened twice.
    let again = elsewhere(&["request", "--resume", text(&folder), "--json"]).code(0);
    assert_eq!(again.document("request")["case"], done["case"]);
    let now = elsewhere(&["todo", "--json"]).code(0).document("todo");
    assert_eq!(now["cases"].as_array().unwrap().len(), 1);
    let receipt = folder.join("receipt.toml");
    let changed = fs::read_to_string(&receipt)
        .unwrap()
        .replace("mode =", "mood =");
    fs::write(&receipt, changed).unwrap();
    let refused = elsewhere(&["request", "--resume", text(&folder), "--json"])
        .code(2)
        .silent();
    let refused = refused.error("receipt_invalid");
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("receipt.toml:"),
        "{refused}"
    );
}

#[test]
fn a_case_whose_folder_is_gone_goes_on() {
    let world = World::with_token("t");
    let done = postsignum(&world, &["--store", "token", "--only", "commercial"]).code(0);
    let done = done.document("request");
    let csr = PathBuf::from(path_of(&done, "csr", "commercial"));
    fs::remove_dir_all(csr.parent().unwrap()).unwrap();
    let now = world.run(&["todo", "--json"]).code(0).document("todo");
    assert_eq!(now["cases"][0]["case"], done["case"]);
    let case = done["case"].as_str().unwrap();
    let again = world.run_with_pin(&["request", "--resume", case, "--json"]);
    let said = again.code(2).silent().error("out_not_folder");
    assert_eq!(said["token_state"], "nothing_changed");
    // The form needs no folder of the case: it makes one of its own.
    let form = world.run(&["form", "-p", "postsignum", "--kind", "requests", "--json"]);
    let form = form.code(0).document("form");
    assert!(!form["files"].as_array().unwrap().is_empty());
}
