//! `import`: files of every usual program, refused passwords, and what dies half-way.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use parafa_faulty::{Phase, count_calls, library, log_calls};
use serde_json::Value;

use crate::kit::{PIN, Ran, World, module, ran, text};

const PASSWORD: &str = "öffne mich";
/// Java takes ASCII only.
const ASCII: &str = "open sesame";

/// A key of openssl's of this kind, its certificate, and the authority's.
struct Files {
    key: PathBuf,
    leaf: PathBuf,
    ca: PathBuf,
}

fn files(world: &World, kind: &[&str]) -> Files {
    let key = world.file("own.key");
    let make = [&["genpkey", "-out", text(&key)], kind].concat();
    world.judge("openssl", &make);
    let leaf = world.certificate(&key, "Ana Pop", "60");
    let (ca, _) = world.authority();
    Files { key, leaf, ca }
}

const EC: &[&str] = &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];
const RSA: &[&str] = &["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];

impl Files {
    /// `openssl pkcs12 -export` with these further words.
    fn p12(&self, world: &World, name: &str, password: &str, words: &[&str]) -> PathBuf {
        let out = world.file(name);
        let secret = format!("pass:{password}");
        let own = ["-inkey", text(&self.key), "-in", text(&self.leaf)];
        let rest = ["-certfile", text(&self.ca), "-name", "Ana's key"];
        let export = ["pkcs12", "-export", "-out", text(&out), "-passout", &secret];
        world.judge("openssl", &[&export[..], &own, &rest, words].concat());
        out
    }
}

fn import(world: &World, file: &Path, password: &str, words: &[&str]) -> Ran {
    let mut command = world.parafa(&[&["import", text(file), "--json"], words].concat());
    command
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_PASSWORD", password);
    ran(command.output().unwrap())
}

fn identities(world: &World) -> Vec<Value> {
    let shown = world.run_with_pin(&["show", "--login", "--json", "-t", "t"]);
    let shown = shown.code(0).document("show");
    shown["tokens"][0]["identities"].as_array().unwrap().clone()
}

/// The one identity: ready, never extractable, not born on the token.
fn is_in_place(world: &World, kind: &str) {
    let there = identities(world);
    assert_eq!(there.len(), 1, "{there:?}");
    let key = &there[0]["key"];
    assert_eq!(there[0]["state"], "ready");
    assert_eq!(key["type"], kind);
    assert_eq!(key["extractable"], false);
    assert_eq!(key["sensitive"], true);
    assert_eq!(key["on_token"], false, "not born there");
    let objects = world.pkcs11_tool("t", &["--list-objects"]);
    assert!(!objects.contains("Test CA"), "{objects}");
    for class in [
        "Private Key Object",
        "Public Key Object",
        "Certificate Object",
    ] {
        assert_eq!(objects.matches(class).count(), 1, "{objects}");
    }
}

#[test]
fn files_of_openssl_old_and_new_are_imported_once() {
    let world = World::with_token("t");
    let files = files(&world, RSA);
    let ways: [(&str, &[&str]); 5] = [
        ("modern.p12", &[]),
        ("legacy.p12", &["-legacy"]),
        (
            "3des.pfx",
            &["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"],
        ),
        ("nomac.p12", &["-nomac"]),
        ("sha512.p12", &["-macalg", "sha512", "-iter", "3000"]),
    ];
    for (name, words) in ways {
        let file = files.p12(&world, name, PASSWORD, words);
        let done = import(&world, &file, PASSWORD, &[])
            .code(0)
            .document("import");
        let row = &done["imported"][0];
        assert_eq!(row["proof"], "signed", "{name}");
        assert_eq!(row["born_on_token"], false);
        assert_eq!(row["type"], "rsa2048");
        assert_eq!(done["chain"][0]["subject"], "CN=Test CA");
        assert_eq!(done["chain_written"], 0);
        if name == "modern.p12" {
            assert_eq!(row["way"], "created");
            assert_eq!(row["label"], "Ana's key");
            assert_eq!(done["installed"][0]["proof"], "signed");
        } else {
            assert_eq!(row["way"], Value::Null, "{name}: it is there already");
            assert_eq!(done["installed"], serde_json::json!([]));
        }
        is_in_place(&world, "rsa");
    }
}

#[test]
fn curves_and_other_programs() {
    let world = World::with_token("t");
    for curve in ["P-256", "P-384", "P-521"] {
        let name = format!("ec_paramgen_curve:{curve}");
        let files = files(&world, &["-algorithm", "EC", "-pkeyopt", &name]);
        let file = files.p12(&world, &format!("{curve}.p12"), PASSWORD, &[]);
        let done = import(&world, &file, PASSWORD, &["--label", curve]);
        let done = done.code(0).document("import");
        assert_eq!(done["imported"][0]["proof"], "signed", "{curve}");
        assert_eq!(done["imported"][0]["label"], curve);
    }
    assert_eq!(identities(&world).len(), 3);
}

#[test]
fn java_and_nss_and_gnutls() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    let base = files.p12(&world, "base.p12", ASCII, &[]);
    // Java's own form, from the base; the same key each time.
    let java = world.file("java.p12");
    let from = ["-srckeystore", text(&base), "-srcstorepass", ASCII];
    let to = ["-destkeystore", text(&java), "-deststorepass", ASCII];
    let kind = ["-importkeystore", "-deststoretype", "pkcs12", "-noprompt"];
    world.judge("keytool", &[&kind[..], &from, &to].concat());
    // NSS writes BER with indefinite lengths.
    let nss = world.file("nss.p12");
    let db = format!("sql:{}", text(&world.work()));
    world.judge("certutil", &["-N", "-d", &db, "--empty-password"]);
    let known = ["-i", text(&base), "-d", &db, "-W", ASCII];
    world.judge("pk12util", &known);
    let out = ["-o", text(&nss), "-n", "Ana's key", "-d", &db, "-W", ASCII];
    world.judge("pk12util", &out);
    let gnutls = world.file("gnutls.p12");
    let own = [
        "--load-privkey",
        text(&files.key),
        "--load-certificate",
        text(&files.leaf),
    ];
    let how = [
        "--to-p12",
        "--outder",
        "--p12-name",
        "Ana's key",
        "--password",
        ASCII,
    ];
    let out = ["--outfile", text(&gnutls)];
    world.judge("certtool", &[&how[..], &own, &out].concat());
    for file in [java, nss, gnutls] {
        let done = import(&world, &file, ASCII, &[]).code(0).document("import");
        assert_eq!(done["imported"][0]["proof"], "signed", "{file:?}");
        is_in_place(&world, "ec");
    }
}

#[test]
fn a_key_alone_and_an_empty_password() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    let alone = world.file("alone.p12");
    let export = ["pkcs12", "-export", "-nocerts", "-inkey", text(&files.key)];
    let out = ["-out", text(&alone), "-passout", "pass:"];
    world.judge("openssl", &[&export[..], &out].concat());
    // The empty password is not asked for.
    let done = world.run_with_pin(&["import", text(&alone), "--json", "--label", "x"]);
    let done = done.code(0).document("import");
    assert_eq!(done["imported"][0]["proof"], "signed");
    assert_eq!(done["installed"], serde_json::json!([]));
    assert_eq!(identities(&world)[0]["state"], "awaiting_certificate");
    // Its certificate is installed like any other.
    let put = world.run_with_pin(&["install", text(&files.leaf), "--json"]);
    put.code(0);
    is_in_place(&world, "ec");
}

#[test]
fn an_encrypted_key_in_pem() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    let pem = world.file("key.pem");
    let secret = format!("pass:{PASSWORD}");
    let key = [
        "pkcs8",
        "-topk8",
        "-in",
        text(&files.key),
        "-out",
        text(&pem),
    ];
    world.judge("openssl", &[&key[..], &["-passout", &secret]].concat());
    let both =
        std::fs::read_to_string(&pem).unwrap() + &std::fs::read_to_string(&files.leaf).unwrap();
    std::fs::write(&pem, both).unwrap();
    let done = import(&world, &pem, PASSWORD, &[])
        .code(0)
        .document("import");
    assert_eq!(done["imported"][0]["label"], "Ana Pop");
    is_in_place(&world, "ec");
}

#[test]
fn authorities_come_along_on_request() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    let file = files.p12(&world, "own.p12", PASSWORD, &[]);
    let done = import(&world, &file, PASSWORD, &["--ca"])
        .code(0)
        .document("import");
    assert_eq!(done["chain_written"], 1);
    let shown = world.run_with_pin(&["show", "--login", "--json", "-t", "t"]);
    let shown = shown.code(0).document("show");
    assert_eq!(shown["tokens"][0]["chain"][0]["subject"], "CN=Test CA");
    let again = import(&world, &file, PASSWORD, &["--ca"])
        .code(0)
        .document("import");
    assert_eq!(again["chain_written"], 0, "it is there");
}

#[test]
fn install_of_a_file_with_a_key_is_an_import() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    let file = files.p12(&world, "own.p12", PASSWORD, &[]);
    let mut command = world.parafa(&["install", text(&file), "--json"]);
    command
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_PASSWORD", PASSWORD);
    let done = ran(command.output().unwrap()).code(0).document("install");
    assert_eq!(done["imported"][0]["proof"], "signed");
    assert_eq!(
        done["installed"][0]["subject"],
        "O=Cabinet Test, CN=Ana Pop"
    );
    is_in_place(&world, "ec");
}

#[test]
fn one_entry_of_several_is_named() {
    let world = World::with_token("t");
    let store = world.file("store.p12");
    for name in ["first", "second"] {
        let pair = [
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
        ];
        let who = format!("CN={name}");
        let to = [
            "-keystore",
            text(&store),
            "-storepass",
            ASCII,
            "-dname",
            &who,
        ];
        world.judge("keytool", &[&pair[..], &to].concat());
    }
    let error = import(&world, &store, ASCII, &["--entry", "third"])
        .code(3)
        .error("entry_not_found");
    assert_eq!(
        error["detail"]["entries"],
        serde_json::json!(["first", "second"])
    );
    import(&world, &store, ASCII, &["--label", "x"])
        .code(2)
        .error("several_keys_in_file");
    let done = import(&world, &store, ASCII, &["--entry", "second"]);
    assert_eq!(
        done.code(0).document("import")["imported"][0]["label"],
        "second"
    );
    assert_eq!(identities(&world).len(), 1);
    let all = import(&world, &store, ASCII, &[])
        .code(0)
        .document("import");
    let ways: Vec<&Value> = all["imported"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["way"])
        .collect();
    assert_eq!(ways, [&Value::from("created"), &Value::Null]);
}

/// All of this is told before the token: its PIN is not even asked.
#[test]
fn what_cannot_be_imported_is_told_apart_without_the_token() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    let file = files.p12(&world, "own.p12", PASSWORD, &[]);
    let refused = |file: &Path, password: Option<&str>, code: i32, name: &str| {
        let mut command = world.parafa(&["import", text(file), "--json"]);
        if let Some(password) = password {
            command.env("PARAFA_PASSWORD", password);
        }
        let told = ran(command.output().unwrap()).code(code);
        let error = told.silent().error(name);
        assert_eq!(error["token_state"], "nothing_changed");
        assert!(!error.to_string().contains(PASSWORD), "{error}");
    };
    refused(&file, Some("falsch"), 4, "password_wrong");
    refused(&file, None, 4, "password_needed");
    let bare = files.p12(&world, "nomac.p12", PASSWORD, &["-nomac"]);
    refused(&bare, Some("falsch"), 4, "password_or_damage");
    // Right password, changed content.
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x55;
    let damaged = world.file("damaged.p12");
    std::fs::write(&damaged, &bytes).unwrap();
    refused(&damaged, Some(PASSWORD), 2, "container_damaged");
    refused(&files.leaf, Some(PASSWORD), 2, "no_key_in_file");
    let jks = world.file("store.jks");
    let pair = [
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "RSA",
        "-storetype",
        "JKS",
    ];
    let to = [
        "-keystore",
        text(&jks),
        "-storepass",
        ASCII,
        "-keypass",
        ASCII,
        "-dname",
        "CN=a",
    ];
    world.judge("keytool", &[&pair[..], &to].concat());
    refused(&jks, Some(ASCII), 2, "java_key_store");
    let dsa = world.file("x448.key");
    world.judge(
        "openssl",
        &["genpkey", "-algorithm", "X448", "-out", text(&dsa)],
    );
    refused(&dsa, Some(PASSWORD), 2, "key_type_not_taken");
    // The file is whole; now the PIN is missing.
    refused(&file, Some(PASSWORD), 4, "pin_needed");
}

/// SoftHSM behind the faulty module.
fn through_faulty(world: &World, file: &Path, script: &str) -> std::process::Command {
    let mut command = world.parafa(&["import", text(file), "--json", "-t", "t"]);
    command
        .env("PARAFA_MODULE", library())
        .env("FAULTY_MODULE", module())
        .env("FAULTY_LOG", world.file("calls.log"))
        .env("FAULTY_SCRIPT", script)
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_PASSWORD", PASSWORD);
    command
}

#[test]
fn a_token_that_takes_no_plain_key_unwraps_it() {
    for kind in [EC, RSA] {
        let world = World::with_token("t");
        let files = files(&world, kind);
        let file = files.p12(&world, "own.p12", PASSWORD, &[]);
        // All rungs of the private key; the public half and the certificate go the usual way.
        let script = "C_CreateObject@1=rv:CKR_FUNCTION_NOT_SUPPORTED";
        let told = ran(through_faulty(&world, &file, script).output().unwrap()).code(0);
        let row = &told.document("import")["imported"][0];
        assert_eq!(
            (&row["way"], &row["proof"]),
            (&"unwrapped".into(), &"signed".into())
        );
        // SoftHSM knows the second way only.
        assert_eq!(count_calls(world.file("calls.log"))["C_UnwrapKey"], 2);
        is_in_place(&world, if kind == EC { "ec" } else { "rsa" });
        let objects = world.pkcs11_tool("t", &["--list-objects"]);
        assert!(!objects.contains("Secret Key"), "{objects}");
    }
}

#[test]
fn a_token_that_takes_no_key_at_all_says_so() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    let file = files.p12(&world, "own.p12", PASSWORD, &[]);
    let script =
        "C_CreateObject=rv:CKR_TEMPLATE_INCONSISTENT;C_GenerateKey=rv:CKR_MECHANISM_INVALID";
    let told = ran(through_faulty(&world, &file, script).output().unwrap()).code(5);
    let error = told.silent().error("key_not_taken");
    assert_eq!(error["token_state"], "nothing_changed");
    assert_eq!(identities(&world).len(), 0);
}

/// Whatever call the driver dies in: what was there before stays, and the same command finishes what was begun.
#[test]
fn a_death_in_any_call_loses_nothing_and_the_same_command_goes_on() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    let file = files.p12(&world, "own.p12", PASSWORD, &[]);
    ran(through_faulty(&world, &file, "").output().unwrap()).code(0);
    let calls: Vec<String> = log_calls(world.file("calls.log"))
        .into_iter()
        .filter(|call| call.phase == Phase::Enter)
        .map(|call| call.function)
        .collect();
    let mut seen: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    let mut tried = 0;
    for call in &calls {
        let number = seen.entry(call.as_str()).or_default();
        *number += 1;
        if ![
            "C_CreateObject",
            "C_SignInit",
            "C_Sign",
            "C_GetAttributeValue",
            "C_FindObjectsInit",
        ]
        .contains(&call.as_str())
        {
            continue;
        }
        // What only reads leaves the same after it as before.
        let ways: &[&str] = match call.as_str() {
            "C_CreateObject" => &["crash", "crash-after"],
            _ => &["crash"],
        };
        for how in ways {
            dies(call, *number, how);
            tried += 1;
        }
    }
    assert!(tried > 20, "{calls:?}");
}

fn dies(call: &str, number: usize, how: &str) {
    let world = World::with_token("t");
    world.identity("t", "Old Pop", "0a01", "60");
    let files = files(&world, EC);
    let file = files.p12(&world, "own.p12", PASSWORD, &[]);
    let case = format!("{call}@{number}={how}");
    let told = ran(through_faulty(&world, &file, &case).output().unwrap());
    let there = identities(&world);
    let old = there.iter().find(|one| one["id"] == "0a01").unwrap();
    assert_eq!(old["state"], "ready", "{case}");
    if told.code == 0 {
        return; // Fewer calls this time: another key was there before.
    }
    assert_eq!(told.code, 5, "{case} {}", told.err);
    if there.len() > 1 {
        let error: Value = serde_json::from_str(&told.err).unwrap();
        assert_ne!(error["token_state"], "nothing_changed", "{case} {error}");
    }
    let done = import(&world, &file, PASSWORD, &["-t", "t"])
        .code(0)
        .document("import");
    assert_eq!(done["imported"][0]["proof"], "signed", "{case}");
    let there = identities(&world);
    assert_eq!(there.len(), 2, "{case} {there:?}");
    assert!(
        there.iter().all(|one| one["state"] == "ready"),
        "{case} {there:?}"
    );
    let quiet = world.run_with_pin(&["show", "--login", "--json", "-t", "t"]);
    assert_eq!(
        quiet.code(0).document("show")["warnings"],
        serde_json::json!([]),
        "{case}"
    );
}

#[test]
fn the_next_look_tells_what_was_cut_off() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    let file = files.p12(&world, "own.p12", PASSWORD, &[]);
    // The program dies while the token writes the public half.
    let entered = world.file("entered");
    let go_on = world.file("go-on");
    let script = format!(
        "C_CreateObject@2=touch:{};C_CreateObject@2=wait",
        text(&entered)
    );
    let mut program = through_faulty(&world, &file, &script)
        .env("FAULTY_WAIT_FILE", &go_on)
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_secs(30);
    while !entered.exists() {
        assert!(Instant::now() < until);
        std::thread::sleep(Duration::from_millis(10));
    }
    program.kill().unwrap();
    program.wait().unwrap();
    std::fs::write(&go_on, b"").unwrap();
    let warning = loop {
        let shown = world.run_with_pin(&["show", "--login", "--json", "-t", "t"]);
        let shown = shown.code(0).document("show");
        if let Some(warning) = shown["warnings"].get(0) {
            break warning.clone();
        }
        assert!(Instant::now() < until);
    };
    assert_eq!(warning["code"], "import_unfinished");
    let words = warning["message"].as_str().unwrap();
    assert!(
        words.contains(&format!("parafa import {}", text(&file))),
        "{words}"
    );
    // To undo: the command that it names.
    let undo = words
        .split("“parafa ")
        .last()
        .unwrap()
        .split('”')
        .next()
        .unwrap();
    let words: Vec<&str> = undo.split(' ').collect();
    let gone = world.run_with_pin(&[&words[..], &["--json", "-t", "t", "--yes"]].concat());
    let gone = if gone.code == 2 {
        let confirm = gone.error("confirmation_needed")["detail"]["confirm"]
            .as_str()
            .unwrap()
            .to_owned();
        world.run_with_pin(&[&words[..], &["--json", "-t", "t", "--confirm", &confirm]].concat())
    } else {
        gone
    };
    gone.code(0);
    assert_eq!(identities(&world).len(), 0);
}

#[test]
fn a_file_with_a_key_is_looked_into_after_its_password() {
    let world = World::new();
    let files = files(&world, EC);
    let file = files.p12(&world, "own.pfx", PASSWORD, &[]);
    let show = |password: Option<&str>| {
        let mut command = world.parafa(&["show", text(&file), "--json"]);
        command.env("PARAFA_MODULE", "/nowhere/module.so");
        if let Some(password) = password {
            command.env("PARAFA_PASSWORD", password);
        }
        ran(command.output().unwrap())
    };
    let shown = show(Some(PASSWORD)).code(0).document("show");
    let identity = &shown["files"][0]["identities"][0];
    assert_eq!(identity["state"], "ready");
    assert_eq!(identity["label"], "Ana's key");
    assert_eq!(identity["key"]["seen"], "private");
    assert_eq!(identity["key"]["on_token"], false);
    assert_eq!(identity["key"]["curve"], "P-256");
    assert_eq!(
        identity["certificates"][0]["subject"],
        "O=Cabinet Test, CN=Ana Pop"
    );
    assert_eq!(shown["files"][0]["chain"][0]["subject"], "CN=Test CA");
    show(Some("falsch")).code(4).error("password_wrong");
    show(None).code(4).error("password_needed");
    // In a folder it is named, and nobody is asked.
    let folder = world.run(&["show", ".", "--json"]).code(0).document("show");
    let told = folder["warnings"].as_array().unwrap();
    assert!(
        told.iter().any(|one| one["code"] == "container_closed"),
        "{told:?}"
    );
}

#[test]
fn what_an_authority_sends_is_read_in_every_form() {
    let world = World::with_token("t");
    let files = files(&world, EC);
    world.import("t", &files.key, "Ana Pop", "0a01");
    let p7b = world.file("sent.p7b");
    let both = ["-certfile", text(&files.ca), "-certfile", text(&files.leaf)];
    let out = ["-outform", "DER", "-out", text(&p7b)];
    let make = ["crl2pkcs7", "-nocrl"];
    world.judge("openssl", &[&make[..], &both, &out].concat());
    let pem = std::fs::read_to_string(&files.leaf).unwrap();
    let mail = world.file("sent.eml");
    let body = pem.replace('\n', "\r\n");
    std::fs::write(
        &mail,
        format!(
            "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\nContent-Type: application/x-x509-ca-cert; name=a.cer\r\n\r\n{body}\r\n--b--\r\n"
        ),
    )
    .unwrap();
    let wide = world.file("wide.txt");
    let text16: Vec<u8> = format!("\u{feff}Dear Ana,\r\n{body}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    std::fs::write(&wide, text16).unwrap();
    let all = [text(&p7b), text(&mail), text(&wide), text(&files.leaf)];
    let words = [&["install", "--json", "--ca"][..], &all].concat();
    let done = world.run_with_pin(&words).code(0).document("install");
    assert_eq!(done["installed"].as_array().unwrap().len(), 1, "{done}");
    assert_eq!(done["chain"][0]["subject"], "CN=Test CA");
    assert_eq!(done["chain_written"], 1);
    for one in all {
        let again = world.run_with_pin(&["install", "--json", one]);
        let again = again.code(0).document("install");
        assert_eq!(again["already"].as_array().unwrap().len(), 1, "{one}");
    }
    let shown = world.run_with_pin(&["show", "--login", "--json", "-t", "t"]);
    let shown = shown.code(0).document("show");
    assert_eq!(shown["tokens"][0]["chain"].as_array().unwrap().len(), 1);
}
