//! `check --trust`, `--crl`, `--online`: paths to whom is trusted and revocations, against authorities, lists and responders of OpenSSL.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use parafa_practice::pki::{CA, Holder, Wish, free_port};
use serde_json::Value;

use crate::kit::{World, text};

const WEEK: &[&str] = &["-crldays", "7"];

fn root(world: &World, name: &str) -> Holder {
    let wish = Wish {
        subject: &format!("/C=XX/CN={name}"),
        extensions: CA,
        days: 3000,
        ..Wish::default()
    };
    Holder::root(&world.work(), wish)
}

fn check(world: &World, words: &[&str], code: i32) -> Value {
    let all = [&["check", "--json"], words].concat();
    world.run(&all).code(code).document("check")
}

fn numbers(document: &Value) -> Vec<&str> {
    let all = document["findings"].as_array().unwrap().iter();
    all.map(|row| row["number"].as_str().unwrap()).collect()
}

fn message<'d>(document: &'d Value, number: &str) -> &'d str {
    let mut all = document["findings"].as_array().unwrap().iter();
    let row = all.find(|row| row["number"] == number);
    row.unwrap_or_else(|| panic!("{number} in {document}"))["message"]
        .as_str()
        .unwrap()
}

fn path(document: &Value) -> &Value {
    &document["checked"][0]["path_to_trust"]
}

fn revocation(document: &Value) -> &Value {
    &path(document)["steps"][0]["revocation"]
}

fn save(world: &World, name: &str, bytes: &[u8]) -> PathBuf {
    let path = world.file(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Certificates one after another in a file.
fn bundle(world: &World, name: &str, holders: &[&Holder]) -> PathBuf {
    let all: Vec<u8> = holders
        .iter()
        .flat_map(|one| fs::read(one.pem()).unwrap())
        .collect();
    save(world, name, &all)
}

#[test]
fn a_path_is_traced_to_what_is_named_and_to_the_folder_of_the_configuration() {
    let world = World::new();
    let root = root(&world, "Root");
    let middle = root.authority("Middle");
    let leaf = middle.issue(Wish::default());
    let file = bundle(&world, "leaf.pem", &[&leaf, &middle]);
    let (file, anchor) = (text(&file).to_owned(), root.pem());
    // nobody asked: what is only missing is no news
    let document = check(&world, &[&file], 0);
    assert_eq!(path(&document)["state"], "incomplete");
    assert_eq!(numbers(&document), [] as [&str; 0]);
    let document = check(&world, &[&file, "--trust", text(&anchor)], 0);
    assert_eq!(path(&document)["state"], "trusted");
    let steps = path(&document)["steps"].as_array().unwrap();
    let subjects: Vec<&str> = steps
        .iter()
        .map(|step| step["subject"].as_str().unwrap())
        .collect();
    assert_eq!(subjects, ["CN=Ana Pop", "CN=Middle", "C=XX, CN=Root"]);
    assert_eq!(revocation(&document), &Value::Null);
    let said = world
        .run(&["check", &file, "--trust", text(&anchor)])
        .code(0);
    assert!(
        said.out
            .contains("traced to C=XX, CN=Root, which is trusted"),
        "{}",
        said.out
    );
    // what judges paths has a log of its own, with names: nothing of it comes into ours
    world
        .run(&["check", "-vvv", &file, "--trust", text(&anchor)])
        .code(0);
    let log = fs::read_to_string(world.home().join("state/log/parafa.log")).unwrap_or_default();
    assert!(!log.contains("Ana Pop"), "{log}");
    // a folder
    let folder = world.home().join("config/trust");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(&anchor, folder.join("root.pem")).unwrap();
    assert_eq!(path(&check(&world, &[&file], 0))["state"], "trusted");
}

#[test]
fn the_systems_store_is_one_that_the_customary_variables_name() {
    let world = World::new();
    let root = root(&world, "Root");
    let leaf = root.issue(Wish::default());
    let run = |store: &str| {
        let mut command = world.parafa(&["check", "--json", text(&leaf.pem())]);
        let ran = crate::kit::ran(command.env("SSL_CERT_FILE", store).output().unwrap());
        ran.code(0).document("check")
    };
    assert_eq!(path(&run(text(&root.pem())))["state"], "trusted");
    assert_eq!(path(&run("/nowhere"))["state"], "incomplete");
}

#[test]
fn what_breaks_a_path_is_told_with_its_number_and_in_words() {
    let world = World::new();
    let root = root(&world, "Root");
    let other = self::root(&world, "Other");
    let anchor = root.pem();
    let trust = ["--trust", text(&anchor)];
    let leaf = other.issue(Wish::default());
    let file = text(&leaf.pem()).to_owned();
    let document = check(&world, &[&[file.as_str()][..], &trust].concat(), 6);
    assert_eq!(numbers(&document), ["P460"]);
    assert!(message(&document, "P460").contains("C=XX, CN=Other"));
    let file = bundle(&world, "both.pem", &[&leaf, &other]);
    let document = check(&world, &[&[text(&file)][..], &trust].concat(), 6);
    assert_eq!(numbers(&document), ["P461"]);
    assert_eq!(path(&document)["state"], "not_trusted");
    let usage = "keyUsage=critical,keyCertSign,cRLSign";
    let constraint = "nameConstraints=critical,permitted;email:a.example";
    for (extensions, words, fault) in [
        (
            &["basicConstraints=critical,CA:FALSE", usage][..],
            "is not an authority",
            "not_authority",
        ),
        (
            &[
                "basicConstraints=critical,CA:TRUE",
                "keyUsage=critical,cRLSign",
            ],
            "its key is not for that",
            "may_not_issue",
        ),
        (
            &[CA[0], usage, "1.2.3.4=critical,DER:0500"],
            "not known here (1.2.3.4)",
            "unknown_critical",
        ),
        (
            &[CA[0], usage, constraint],
            "may not issue for such names",
            "name_constraints",
        ),
    ] {
        let middle = root.issue(Wish {
            subject: "/CN=Middle",
            extensions,
            ..Wish::default()
        });
        let leaf = middle.issue(Wish {
            extensions: &[
                "subjectAltName=email:x@b.example",
                "keyUsage=critical,digitalSignature",
            ],
            ..Wish::default()
        });
        let file = bundle(&world, "chain.pem", &[&leaf, &middle]);
        // One that is named itself is trusted as it is, but for the names that it allows.
        let code = if fault == "name_constraints" { 6 } else { 0 };
        let itself = ["--trust", text(&middle.pem())].map(str::to_owned);
        let besides = [text(&file), &itself[0], &itself[1]];
        check(&world, &[&besides[..], &trust].concat(), code);
        let document = check(&world, &[&[text(&file)][..], &trust].concat(), 6);
        assert!(message(&document, "P462").contains(words), "{document}");
        assert!(path(&document).to_string().contains(fault));
        assert_eq!(path(&document)["state"], "broken");
    }
}

#[test]
fn a_list_in_a_file_or_a_folder_tells_good_from_revoked() {
    let world = World::new();
    let ca = root(&world, "Root");
    let (good, bad) = (ca.issue(Wish::default()), ca.issue(Wish::default()));
    ca.register(&[&good], &[(&bad, "250203040506Z,keyCompromise")]);
    let folder = world.file("lists");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.crl"), ca.revocation_list(WEEK, "")).unwrap();
    fs::write(folder.join("b.txt"), "no list").unwrap();
    let list = folder.join("a.crl");
    let anchor = ca.pem();
    for source in [&list, &folder] {
        let words = ["--trust", text(&anchor), "--crl", text(source)];
        let of = |one: &Holder| {
            [
                &[text(&one.pem()).to_owned()][..],
                &words.map(str::to_owned),
            ]
            .concat()
        };
        let run = |one: &Holder, code| {
            let words = of(one);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            check(&world, &words, code)
        };
        let document = run(&good, 0);
        assert_eq!(revocation(&document)["state"], "good");
        assert!(
            revocation(&document)["by"]
                .as_str()
                .unwrap()
                .ends_with("a.crl")
        );
        assert!(revocation(&document)["until"].is_string());
        let document = run(&bad, 6);
        assert_eq!(numbers(&document), ["P463"]);
        let said = message(&document, "P463");
        assert!(
            said.contains("since 2025-02-03: its key is said to be in other hands"),
            "{said}"
        );
        assert_eq!(revocation(&document)["since"], "2025-02-03T04:05:06Z");
        assert_eq!(revocation(&document)["reason"], "keyCompromise");
    }
    let words = [
        "check",
        text(&good.pem()),
        "--trust",
        text(&anchor),
        "--crl",
        text(&list),
    ]
    .map(str::to_owned);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let said = world.run(&words).code(0);
    assert!(said.out.contains("not revoked, as of "), "{}", said.out);
}

#[test]
fn what_no_list_says_is_unknown_and_never_good() {
    let world = World::new();
    let ca = root(&world, "Root");
    let other = root(&world, "Other");
    let leaf = ca.issue(Wish::default());
    for one in [&ca, &other] {
        one.register(&[&leaf], &[]);
    }
    let (leaf_file, anchor) = (leaf.pem(), ca.pem());
    let unknown = |list: &[u8], reason: &str| {
        let list = save(&world, "list.crl", list);
        let words = [
            text(&leaf_file),
            "--trust",
            text(&anchor),
            "--crl",
            text(&list),
        ];
        let document = check(&world, &words, 0);
        assert_eq!(revocation(&document)["state"], "unknown");
        assert_eq!(numbers(&document), ["P464"]);
        let doubts = &revocation(&document)["doubts"];
        match reason {
            "" => assert!(message(&document, "P464").contains("no list here is its issuer's")),
            _ => assert_eq!(doubts[0]["reason"], reason, "{doubts}"),
        }
    };
    unknown(&other.revocation_list(WEEK, ""), "");
    let over = [
        "-crl_lastupdate",
        "20240101000000Z",
        "-crl_nextupdate",
        "20240108000000Z",
    ];
    unknown(&ca.revocation_list(&over, ""), "stale");
    let mut forged = ca.revocation_list(WEEK, "");
    let last = forged.len() - 1;
    forged[last] ^= 1;
    unknown(&forged, "bad_signature");
    unknown(
        &ca.revocation_list(WEEK, "2.5.29.27=critical,DER:020101"),
        "delta",
    );
    let nothing = save(&world, "nothing.crl", b"nothing at all");
    let refused = world.run(&["check", "--json", text(&leaf_file), "--crl", text(&nothing)]);
    refused.code(2).error("no_list_in_file");
}

/// A leaf that names these addresses.
fn leaf_at(ca: &Holder, ocsp: Option<&str>, list: Option<&str>, issuer: Option<&str>) -> Holder {
    let mut access = Vec::new();
    access.extend(ocsp.map(|at| format!("OCSP;URI:{at}")));
    access.extend(issuer.map(|at| format!("caIssuers;URI:{at}")));
    let access = format!("authorityInfoAccess={}", access.join(","));
    let point = format!("crlDistributionPoints=URI:{}", list.unwrap_or_default());
    let mut extensions = vec!["keyUsage=critical,digitalSignature"];
    if ocsp.is_some() || issuer.is_some() {
        extensions.push(&access);
    }
    if list.is_some() {
        extensions.push(&point);
    }
    ca.issue(Wish {
        extensions: &extensions,
        ..Wish::default()
    })
}

/// Serves every question with the same bytes after their head; counts them.
fn server(head: &'static str, body: Vec<u8>) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/x", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            counted.fetch_add(1, Ordering::Relaxed);
            let _ = serve(stream.unwrap(), head, &body);
        }
    });
    (address, count)
}

fn serve(mut stream: TcpStream, head: &str, body: &[u8]) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_millis(300)))?;
    let mut asked = [0; 4096];
    let _ = stream.read(&mut asked)?;
    let _ = stream.read(&mut asked);
    write!(
        stream,
        "{head}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)
}

const OK: &str = "HTTP/1.1 200 OK\r\n";

#[test]
fn a_real_responder_is_asked_only_online_and_its_address_is_told_first() {
    let world = World::new();
    let ca = root(&world, "Root");
    let charged = ca.issue(Wish {
        subject: "/CN=Responder",
        extensions: &[
            "extendedKeyUsage=OCSPSigning",
            "keyUsage=critical,digitalSignature",
        ],
        ..Wish::default()
    });
    for signer in [&ca, &charged] {
        // The port must stand in the certificate before the responder knows the certificate.
        let port = free_port();
        let address = format!("http://127.0.0.1:{port}/");
        let (good, bad) = (
            leaf_at(&ca, Some(&address), None, None),
            leaf_at(&ca, Some(&address), None, None),
        );
        ca.register(&[&good], &[(&bad, "250203040506Z,superseded")]);
        let responder = ca.responder_at(port, signer, &["-ndays", "1"]);
        let anchor = ca.pem();
        let run = |one: &Holder, more: &[&str], code| {
            let file = one.pem();
            check(
                &world,
                &[&[text(&file), "--trust", text(&anchor)][..], more].concat(),
                code,
            )
        };
        let document = run(&good, &[], 0);
        assert_eq!(revocation(&document), &Value::Null);
        assert_eq!(document["warnings"].as_array().unwrap().len(), 0);
        let document = run(&good, &["--online"], 0);
        assert_eq!(revocation(&document)["state"], "good", "{document}");
        assert_eq!(revocation(&document)["by"], address.as_str());
        assert_eq!(document["warnings"][0]["number"], "P465");
        let told = document["warnings"][0]["message"].as_str().unwrap();
        assert!(told.contains(&address), "{told}");
        let document = run(&bad, &["--online"], 6);
        assert_eq!(numbers(&document), ["P463"]);
        assert_eq!(revocation(&document)["reason"], "superseded");
        drop(responder);
        let document = run(&good, &["--online"], 0);
        assert_eq!(numbers(&document), ["P464"]);
        assert_eq!(revocation(&document)["doubts"][0]["reason"], "no_line");
    }
}

#[test]
fn lists_and_issuers_are_fetched_where_the_certificate_says_and_each_once() {
    let world = World::new();
    let root = root(&world, "Root");
    let middle = root.authority("Middle");
    let (at_issuer, issuers) = server(OK, middle.der.clone());
    // The list stands at an address before the certificate that names it is made: it is about its number.
    middle.register(&[], &[]);
    let (at_list, fetched) = server(OK, middle.revocation_list(WEEK, ""));
    let leaves: Vec<Holder> = (0..3)
        .map(|_| leaf_at(&middle, None, Some(&at_list), Some(&at_issuer)))
        .collect();
    let folder = world.file("mailed");
    fs::create_dir(&folder).unwrap();
    for (number, leaf) in leaves.iter().enumerate() {
        fs::copy(leaf.pem(), folder.join(format!("{number}.cer"))).unwrap();
    }
    let anchor = root.pem();
    let words = [text(&folder), "--trust", text(&anchor)];
    let document = check(&world, &words, 6);
    assert_eq!(path(&document)["state"], "incomplete");
    assert_eq!(
        (
            issuers.load(Ordering::Relaxed),
            fetched.load(Ordering::Relaxed)
        ),
        (0, 0)
    );
    let document = check(&world, &[&words[..], &["--online"]].concat(), 0);
    for row in document["checked"].as_array().unwrap() {
        assert_eq!(row["path_to_trust"]["state"], "trusted", "{row}");
        assert_eq!(
            row["path_to_trust"]["steps"][0]["revocation"]["state"], "good",
            "{row}"
        );
    }
    assert_eq!(
        (
            issuers.load(Ordering::Relaxed),
            fetched.load(Ordering::Relaxed)
        ),
        (1, 1)
    );
}

#[test]
fn responders_that_lie_hang_or_lead_away_leave_it_unknown() {
    let world = World::new();
    let ca = root(&world, "Root");
    let anchor = ca.pem();
    let unknown = |head: &'static str, body: Vec<u8>, reason: &str| {
        let (address, _) = server(head, body);
        let leaf = leaf_at(&ca, Some(&address), None, None);
        let file = leaf.pem();
        let words = [text(&file), "--trust", text(&anchor), "--online"];
        let document = check(&world, &words, 0);
        assert_eq!(revocation(&document)["state"], "unknown");
        assert_eq!(
            revocation(&document)["doubts"][0]["reason"],
            reason,
            "{document}"
        );
    };
    unknown(OK, b"<html>log in</html>".to_vec(), "malformed");
    unknown(OK, vec![0x30, 3, 0x0A, 1, 3], "refused");
    unknown("HTTP/1.1 503 Busy\r\n", Vec::new(), "status");
    unknown(
        "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n",
        Vec::new(),
        "led_away",
    );
    unknown(
        "HTTP/1.1 302 Found\r\nLocation: https://a.example/\r\n",
        Vec::new(),
        "led_away",
    );
    unknown(OK, vec![0; 2 << 20], "too_much");
    // another protocol than http is not gone to
    let leaf = leaf_at(&ca, Some("ldap://127.0.0.1/x"), None, None);
    let file = leaf.pem();
    let document = check(
        &world,
        &[text(&file), "--trust", text(&anchor), "--online"],
        0,
    );
    assert_eq!(
        revocation(&document)["doubts"][0]["reason"],
        "other_protocol"
    );
}

#[test]
fn a_responder_that_is_somebody_else_or_answers_about_another_leaves_it_unknown() {
    let world = World::new();
    let ca = root(&world, "Root");
    let (anchor, other) = (ca.pem(), root(&world, "Other"));
    let plain = ca.issue(Wish::default());
    let doubt = |leaf: &Holder| {
        let file = leaf.pem();
        let words = [text(&file), "--trust", text(&anchor), "--online"];
        let document = check(&world, &words, 0);
        assert_eq!(numbers(&document), ["P464"]);
        let reason = &revocation(&document)["doubts"][0]["reason"];
        reason.as_str().unwrap().to_owned()
    };
    for (signer, reason) in [
        (&plain, "signer_not_charged"),
        (&other, "signer_not_charged"),
    ] {
        let port = free_port();
        let address = format!("http://127.0.0.1:{port}/");
        let leaf = leaf_at(&ca, Some(&address), None, None);
        ca.register(&[&leaf], &[]);
        let responder = ca.responder_at(port, signer, &["-ndays", "1"]);
        assert_eq!(doubt(&leaf), reason);
        drop(responder);
    }
    // An answer that was true of another certificate, or of another question, and is sent again.
    ca.register(&[&plain], &[]);
    let question = |nonce: &str| {
        let request = world.file("question.der");
        let (issuer, one) = (ca.pem(), plain.pem());
        let words = ["ocsp", "-issuer", text(&issuer), "-cert", text(&one)];
        let out = [nonce, "-reqout", text(&request)];
        world.judge("openssl", &[&words[..], &out].concat());
        ca.response(&ca, &fs::read(request).unwrap(), &["-ndays", "1"])
    };
    let (address, _) = server(OK, question("-no_nonce"));
    let leaf = leaf_at(&ca, Some(&address), None, None);
    assert_eq!(doubt(&leaf), "other_certificate");
    let (address, _) = server(OK, question("-nonce"));
    let leaf = leaf_at(&ca, Some(&address), None, None);
    assert_eq!(doubt(&leaf), "other_nonce");
}

#[test]
fn a_host_that_is_not_there_is_gone_to_once() {
    let world = World::new();
    let ca = root(&world, "Root");
    let folder = world.file("mailed");
    fs::create_dir(&folder).unwrap();
    let port = free_port();
    for number in 0..3 {
        let at = |what: &str| format!("http://127.0.0.1:{port}/{what}/{number}");
        let leaf = leaf_at(&ca, Some(&at("ocsp")), Some(&at("list")), None);
        fs::copy(leaf.pem(), folder.join(format!("{number}.cer"))).unwrap();
    }
    let anchor = ca.pem();
    let words = [text(&folder), "--trust", text(&anchor), "--online"];
    let document = check(&world, &words, 0);
    let asked = document["warnings"].as_array().unwrap().iter();
    assert_eq!(asked.filter(|one| one["number"] == "P465").count(), 1);
    for row in document["checked"].as_array().unwrap() {
        let known = &row["path_to_trust"]["steps"][0]["revocation"];
        assert_eq!(known["state"], "unknown");
        assert_eq!(known["doubts"].as_array().unwrap().len(), 2, "{known}");
    }
}

#[test]
fn a_responder_that_hangs_is_left_and_no_proxy_of_the_environment_is_used() {
    let world = World::new();
    let ca = root(&world, "Root");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let hangs = format!("http://{}/", listener.local_addr().unwrap());
    let (proxy, asked) = server(OK, Vec::new());
    let leaf = leaf_at(&ca, Some(&hangs), None, None);
    let (file, anchor) = (leaf.pem(), ca.pem());
    let words = [
        "check",
        "--json",
        text(&file),
        "--trust",
        text(&anchor),
        "--online",
    ];
    let mut command = world.parafa(&words);
    for name in ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"] {
        command.env(name, &proxy);
    }
    let begun = Instant::now();
    let document = crate::kit::ran(command.output().unwrap())
        .code(0)
        .document("check");
    assert!(
        begun.elapsed() < Duration::from_secs(40),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(revocation(&document)["doubts"][0]["reason"], "too_slow");
    assert_eq!(asked.load(Ordering::Relaxed), 0);
    drop(listener);
}

#[test]
fn a_certificate_on_a_token_is_traced_through_those_that_lie_beside_it() {
    let world = World::with_token("t1");
    let root = root(&world, "Root");
    let middle = root.authority("Middle");
    let leaf = middle.issue(Wish::default());
    world.import("t1", &leaf.key(), "Ana Pop", "01");
    world.put_certificate("t1", &leaf.pem(), "Ana Pop", "01");
    world.put_certificate("t1", &middle.pem(), "Middle", "02");
    let anchor = root.pem();
    let document = check(&world, &["--trust", text(&anchor)], 0);
    assert_eq!(path(&document)["state"], "trusted", "{document}");
}
