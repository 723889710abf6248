//! `show`.

use crate::kit::{SO_PIN, World, module, text};

#[test]
fn before_the_pin_the_key_is_hidden_and_after_it_is_not() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    let document = world
        .run(&["show", "--json", "-t", "t"])
        .code(0)
        .document("show");
    let token = &document["tokens"][0];
    assert_eq!(token["logged_in"], false);
    assert_eq!(token["complete"], false);
    let identity = &token["identities"][0];
    assert_eq!(identity["state"], "key_not_visible");
    assert_eq!(identity["id"], "0a01");
    let document = world
        .run_with_pin(&["show", "--login", "--json", "-t", "t"])
        .code(0)
        .document("show");
    let token = &document["tokens"][0];
    assert_eq!(token["logged_in"], true);
    assert_eq!(token["complete"], true);
    let identity = &token["identities"][0];
    assert_eq!(identity["state"], "ready");
    assert_eq!(identity["key"]["type"], "ec");
    assert_eq!(identity["key"]["curve"], "P-256");
    assert_eq!(identity["key_sha256"].as_str().unwrap().len(), 64);
    let row = &identity["certificates"][0];
    assert_eq!(row["subject"], "O=Cabinet Test, CN=Ana Pop");
    assert_eq!(row["validity"], "valid");
    assert_eq!(row["placeholder"], false);
}

#[test]
fn serial_and_hash_are_those_of_openssl() {
    let world = World::with_token("t");
    let file = world.identity("t", "Ana Pop", "01", "60");
    let told = world.judge(
        "openssl",
        &[
            "x509",
            "-in",
            text(&file),
            "-noout",
            "-serial",
            "-fingerprint",
            "-sha256",
        ],
    );
    let plain = told.replace(':', "").to_lowercase();
    for words in [
        vec!["show", "--json", "-t", "t"],
        vec!["show", "--json", text(&file)],
    ] {
        let document = world.run(&words).code(0).document("show");
        let place = if document["files"].as_array().unwrap().is_empty() {
            "tokens"
        } else {
            "files"
        };
        let row = &document[place][0]["identities"][0]["certificates"][0];
        assert!(
            plain.contains(row["serial"]["hex"].as_str().unwrap()),
            "{plain}"
        );
        assert!(plain.contains(row["sha256"].as_str().unwrap()), "{plain}");
    }
}

#[test]
fn a_file_needs_no_driver() {
    let world = World::new();
    let (ca, key) = world.authority();
    let leaf = world.certificate(&key, "Ana Pop", "10");
    let mut command = world.parafa(&["show", "--json", text(&leaf), text(&ca)]);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    let document = crate::kit::ran(command.output().unwrap())
        .code(0)
        .document("show");
    let files = document["files"].as_array().unwrap();
    assert_eq!(files[0]["identities"][0]["state"], "expiring");
    assert_eq!(files[0]["path"], text(&leaf));
    assert_eq!(files[1]["chain"][0]["subject"], "CN=Test CA");
    assert!(document.get("modules").is_none());
}

#[test]
fn an_id_is_found_in_every_form_and_nothing_is_said_so() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    world.identity("t", "Ion Rus", "0a02", "60");
    let all = world.run(&["show", "--json", "-t", "t"]).document("show");
    let find = |holder: &str| {
        let identities = all["tokens"][0]["identities"].as_array().unwrap();
        identities
            .iter()
            .find(|one| one["label"] == holder)
            .unwrap()
            .clone()
    };
    let ana = find("Ana Pop");
    let serial = ana["certificates"][0]["serial"].clone();
    let hash = format!("sha256:{}", &ana["key_sha256"].as_str().unwrap()[..8]);
    let names = [
        "0a01",
        serial["hex"].as_str().unwrap(),
        serial["decimal"].as_str().unwrap(),
        "Ana Pop",
        &hash,
        "pkcs11:object=Ana%20Pop",
        "ana",
    ];
    for name in names {
        let document = world
            .run(&["show", "--json", name])
            .code(0)
            .document("show");
        let shown = document["tokens"][0]["identities"].as_array().unwrap();
        assert_eq!(shown.len(), 1, "{name}");
        assert_eq!(shown[0]["id"], "0a01", "{name}");
    }
    world
        .run(&["show", "--json", "nobody"])
        .code(3)
        .silent()
        .error("nothing_matches");
}

#[test]
fn people_read_state_serial_and_issuer() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "01", "10");
    let ran = world
        .run(&["show", "-t", "t", "--serial-format", "groups"])
        .code(0);
    for words in [
        "! ends in",
        "Ana Pop",
        "CN=Test CA",
        "shows only after the PIN",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert_eq!(ran.err, "");
}

#[test]
fn a_token_whose_pin_was_never_set_hides_no_other() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    let blank = ["--init-token", "--slot-index", "1", "--label", "bare"];
    let officer = ["--module", module(), "--so-pin", SO_PIN];
    world.judge("pkcs11-tool", &[&blank[..], &officer].concat());
    let document = world
        .run_with_pin(&["show", "--login", "--json"])
        .code(0)
        .document("show");
    let token = |label: &str| {
        let tokens = document["tokens"].as_array().unwrap();
        tokens.iter().find(|token| token["label"] == label).unwrap()
    };
    assert_eq!(token("t")["logged_in"], true);
    assert_eq!(token("bare")["logged_in"], false);
    assert_eq!(document["warnings"][0]["code"], "listed_without_pin");
    // Alone, it is what was asked for.
    world
        .run_with_pin(&["show", "--login", "--json", "-t", "bare"])
        .code(4)
        .error("pin_not_set");
}

#[test]
fn objects_of_other_kinds_are_named_when_asked_for() {
    let world = World::with_token("t");
    let data = world.file("note.bin");
    std::fs::write(&data, b"OTHERVALUE").unwrap();
    let write = ["--write-object", text(&data), "--type", "data"];
    world.pkcs11_tool("t", &[&write[..], &["--label", "note"]].concat());
    let other = |words: &[&str]| {
        let told = world.run_with_pin(&[&["show", "--json", "--login"], words].concat());
        let told = told.code(0);
        assert!(!told.out.contains("OTHERVALUE") && !told.out.contains("4f54484552"));
        told.document("show")["tokens"][0]["other"].clone()
    };
    assert_eq!(other(&[]), serde_json::json!([]));
    let named = other(&["--all"]);
    assert_eq!(named[0]["label"], "note", "{named}");
}

/// What `openssl` prints of a certificate, in each of its forms, stands in what `show --full` prints.
#[test]
fn all_that_a_certificate_says_is_what_openssl_says() {
    let world = World::new();
    let issuer = "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED 2023 RSA CA/2.5.4.97=VATRO-18288250";
    let leaf = crate::form::issued(&world, issuer, "Ștefana Sintetică", "0BF4EAB0", "90").1;
    let document = world
        .run(&["show", text(&leaf), "--full", "--asn1", "--json"])
        .code(0)
        .document("show");
    let row = &document["files"][0]["identities"][0]["certificates"][0];
    let all = |list: &str| -> Vec<String> {
        let forms = row["details"][list].as_array().unwrap().iter();
        forms
            .map(|form| form["text"].as_str().unwrap().to_owned())
            .collect()
    };
    for form in ["RFC2253,-esc_msb,utf8", "oneline", "compat"] {
        let words = [
            "x509",
            "-in",
            text(&leaf),
            "-noout",
            "-subject",
            "-nameopt",
            form,
        ];
        let printed = world.judge("openssl", &words);
        let printed = printed.trim().trim_start_matches("subject=").trim_start();
        assert!(
            all("subject_forms").iter().any(|one| one == printed),
            "{form}: {printed}"
        );
    }
    let issuers = all("issuer_forms");
    for name in [
        "organizationIdentifier",
        "2.5.4.97",
        "OID.2.5.4.97",
        "UNDEF",
    ] {
        let wanted = format!("CN=CERTSIGN QUALIFIED 2023 RSA CA, {name}=VATRO-18288250");
        assert!(
            issuers.iter().any(|one| one.ends_with(&wanted)),
            "{name}: {issuers:?}"
        );
    }
    let numbers = all("serial_forms");
    for form in [
        "0BF4EAB0",
        "0bf4eab0",
        "0B:F4:EA:B0",
        "0BF4 EAB0",
        "0b f4 ea b0",
        "200600240",
    ] {
        assert!(numbers.iter().any(|one| one == form), "{form}: {numbers:?}");
    }
    // Every element of the tree that openssl lists, with its place and length.
    let listed = world.judge("openssl", &["asn1parse", "-in", text(&leaf)]);
    let lines = row["asn1"]["lines"].as_array().unwrap();
    assert_eq!(row["asn1"]["complete"], true);
    for line in listed.lines() {
        let offset: u64 = line.split(':').next().unwrap().trim().parse().unwrap();
        assert!(lines.iter().any(|one| one["offset"] == offset), "{line}");
    }
    // Without the options the answer is as it was.
    let plain = world
        .run(&["show", text(&leaf), "--json"])
        .code(0)
        .document("show");
    let row = &plain["files"][0]["identities"][0]["certificates"][0];
    assert!(row.get("details").is_none() && row.get("asn1").is_none());
}

#[test]
fn extensions_are_told_in_words_and_unknown_ones_in_hex() {
    let world = World::new();
    let key = world.rsa_key("k");
    let config = world.file("config");
    let extensions = "[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=e\n[dn]\nCN=Ana\n[e]\n\
        keyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=clientAuth\n\
        qcStatements=ASN1:SEQUENCE:q\n1.2.3.4.5=ASN1:UTF8String:odd\n\
        [q]\na=SEQUENCE:c\nb=SEQUENCE:d\n[c]\na=OID:0.4.0.1862.1.1\n[d]\na=OID:0.4.0.1862.1.4\n";
    std::fs::write(&config, extensions).unwrap();
    let leaf = world.file("leaf.pem");
    let new = ["req", "-x509", "-key", text(&key), "-config", text(&config)];
    world.judge("openssl", &[&new[..], &["-out", text(&leaf)]].concat());
    let shown = world.run(&["show", text(&leaf), "--full"]).code(0).out;
    for wanted in [
        "keyUsage (2.5.29.15), critical",
        "The key may be used for signatures that bind (nonRepudiation).",
        "It is meant for log-in to servers (clientAuth).",
        "The issuer declares it qualified (eIDAS).",
        "The key lives on a qualified device, such as a token.",
        "1.2.3.4.5 (not known here; its value in hex)",
        "0c036f6464",
    ] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    let romanian = world
        .run(&["show", text(&leaf), "--full", "--lang", "ro"])
        .code(0)
        .out;
    assert!(
        romanian.contains("Emitentul îl declară calificat"),
        "{romanian}"
    );
}
