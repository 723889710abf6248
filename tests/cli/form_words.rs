//! `form`: what is missing, what is odd, what people see.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use serde_json::json;

use crate::form::{
    CERTSIGN, SERIAL, files_below, issued, line, paths, provider, read, two_providers, warned,
    without_tokens,
};
use crate::kit::{PIN, World, ran, text};

#[test]
fn what_is_missing_is_told_whole_before_anything_is_written() {
    let world = World::new();
    let (_, leaf) = issued(&world, CERTSIGN, "Ana Pop", SERIAL, "365");
    let count = files_below(&world.work());
    let words = [text(&leaf), "-p", "dolj"];
    let error = without_tokens(&world, &words)
        .code(2)
        .silent()
        .error("value_missing");
    let missing = &error["detail"]["missing"];
    assert_eq!(
        *missing,
        json!(["--for PROVIDER", "provider=…", "cui=…", "cas=…"])
    );
    assert_eq!(
        error["detail"]["command"],
        "parafa provider set NAME provider=… cui=… cas=…"
    );
    provider(&world, "Cabinet A", &["provider=A", "cas=DJ"]);
    let named = [&words[..], &["--for", "Cabinet A"]].concat();
    let error = without_tokens(&world, &named)
        .code(2)
        .silent()
        .error("value_missing");
    assert_eq!(error["detail"]["missing"], json!(["Cabinet A: cui=…"]));
    assert_eq!(
        error["detail"]["command"],
        "parafa provider set 'Cabinet A' cui=…"
    );
    without_tokens(&world, &[&words[..], &["--for", "Nobody"]].concat())
        .code(3)
        .error("provider_not_found");
    // Not on every paper: the sheet with the certificate wants nothing of a provider.
    assert_eq!(files_below(&world.work()), count);
    without_tokens(&world, &[&words[..], &["--kind", "certificate"]].concat()).code(0);
    // The only provider with all that is needed need not be named.
    provider(&world, "Cabinet A", &["cui=12345674"]);
    let done = without_tokens(&world, &words).code(0).document("form");
    assert_eq!(
        line(&read(&done, "Cabinet A/registration.html"), "Furnizor"),
        "A"
    );
    provider(
        &world,
        "Cabinet B",
        &["provider=B", "cui=10000008", "cas=DJ"],
    );
    without_tokens(&world, &words)
        .code(2)
        .error("value_missing");
}

#[test]
fn words_that_mean_nothing_are_refused() {
    let world = World::new();
    let (_, leaf) = issued(&world, CERTSIGN, "Ana Pop", SERIAL, "365");
    two_providers(&world);
    let file = text(&leaf);
    let refused = |words: &[&str], exit: i32, code: &str| {
        without_tokens(&world, words)
            .code(exit)
            .silent()
            .error(code)
    };
    let dolj = [file, "-p", "dolj", "--for", "Cabinet A"];
    let kind = refused(
        &[&dolj[..], &["--kind", "dance"]].concat(),
        2,
        "value_unknown",
    );
    assert_eq!(
        kind["detail"]["candidates"],
        json!(["registration", "certificate", "activation"])
    );
    refused(
        &[&dolj[..], &["--when", "later"]].concat(),
        2,
        "value_unknown",
    );
    refused(
        &[&dolj[..], &["--out", "no-folder"]].concat(),
        2,
        "out_not_folder",
    );
    refused(&[file, "-p", "atlantis"], 3, "profile_not_found");
    refused(&["./none.cer", "-p", "dolj"], 2, "file_not_found");
    refused(&[], 2, "value_missing");
    let needs = refused(
        &["-p", "dolj", "--for", "Cabinet A"],
        3,
        "form_needs_certificate",
    );
    assert!(needs["message"].as_str().unwrap().contains("registration"));
    // A kind of paper is a word as well as its id.
    let words = [&dolj[..], &["--kind", "data-sheet"]].concat();
    let done = without_tokens(&world, &words).code(0).document("form");
    assert_eq!(done["files"].as_array().unwrap().len(), 1);
    assert!(paths(&done)[0].ends_with("own-use/Cabinet A/activation.html"));
}

#[test]
fn an_odd_certificate_is_taken_with_a_word() {
    let world = World::new();
    two_providers(&world);
    let (_, other) = issued(&world, "/O=Nobody/CN=Nobody CA", "Ana Pop", "0C", "365");
    let words = ["-p", "dolj", "--for", "Cabinet A", "--kind", "certificate"];
    let done = without_tokens(&world, &[&[text(&other)], &words[..]].concat()).code(0);
    assert!(warned(&done.document("form"), "issuer_not_listed"));
    without_tokens(&world, &[text(&other)])
        .code(3)
        .silent()
        .error("issuer_unknown");
    let (_, old) = issued(&world, CERTSIGN, "Ana Pop", "0D", "0");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let done = without_tokens(&world, &[&[text(&old)], &words[..]].concat()).code(0);
    let done = done.document("form");
    assert!(warned(&done, "expired") && !warned(&done, "issuer_not_listed"));
}

#[test]
fn hostile_names_stay_names() {
    let world = World::new();
    let (_, leaf) = issued(&world, CERTSIGN, "<b>Ana", SERIAL, "365");
    let evil = "../../<script>alert(1)</script>";
    provider(
        &world,
        evil,
        &["provider=A&B \"C\" <i>D</i>", "cui=12345674", "cas=DJ"],
    );
    provider(&world, "con", &["provider=Con", "cui=10000008", "cas=DJ"]);
    provider(&world, "CON", &["provider=Con 2", "cui=10000008", "cas=DJ"]);
    let words = [
        text(&leaf),
        "-p",
        "dolj",
        "--out",
        ".",
        "--kind",
        "registration",
    ];
    let whom = [evil, "con", "CON"]
        .into_iter()
        .flat_map(|name| ["--for", name]);
    let words: Vec<&str> = words.into_iter().chain(whom).collect();
    let done = without_tokens(&world, &words).code(0).document("form");
    let work = fs::canonicalize(world.work()).unwrap();
    let mut folders: Vec<String> = paths(&done)
        .iter()
        .map(|path| {
            let below = Path::new(path).strip_prefix(&work).unwrap();
            assert_eq!(below.components().count(), 2, "{path}");
            below.iter().next().unwrap().to_str().unwrap().to_owned()
        })
        .collect();
    folders.dedup();
    folders.sort();
    folders.dedup();
    assert_eq!(folders, ["CON_-2", "con_", "script-alert(1)--script"]);
    let html = read(&done, "script/registration.html");
    assert!(
        !html.contains("<script") && !html.contains("<b>") && !html.contains("<i>"),
        "{html}"
    );
    assert_eq!(line(&html, "Furnizor"), "A&B \"C\" &lt;i&gt;D&lt;/i&gt;");
}

#[test]
fn the_desktop_opens_what_was_made_and_sees_no_secret() {
    let world = World::new();
    let (_, leaf) = issued(&world, CERTSIGN, "Ana Pop", SERIAL, "365");
    two_providers(&world);
    let bin = world.file("bin");
    fs::create_dir(&bin).unwrap();
    let launcher = |script: &str| {
        let path = bin.join("xdg-open");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    };
    let words = [
        "form",
        text(&leaf),
        "-p",
        "dolj",
        "--for",
        "Cabinet A",
        "--open",
        "--json",
    ];
    let open = |more: &[&str]| {
        let mut command = world.parafa(&[&words[..], more].concat());
        // Nothing but our own launcher and the shell's own folder.
        let path = format!("{}:/usr/bin:/bin", text(&bin));
        command
            .env("PATH", path)
            .env("PARAFA_PIN", PIN)
            .env("MY_PIN", "9753")
            .args(["--pin-source", "env:MY_PIN"]);
        ran(command.output().unwrap()).code(0).document("form")
    };
    launcher("env >seen.env; printf '%s' \"$1\" >seen.path");
    let done = open(&[]);
    let seen = |name: &str| fs::read_to_string(world.file(name)).unwrap();
    assert_eq!(seen("seen.path"), done["folder"].as_str().unwrap());
    let env = seen("seen.env");
    assert!(
        env.contains("HOME=") && !env.contains("PARAFA_") && !env.contains("9753"),
        "{env}"
    );
    let done = open(&["--kind", "registration"]);
    assert_eq!(seen("seen.path"), paths(&done)[0]);
    assert!(!warned(&done, "not_opened"));
    launcher("exit 3");
    for other in [
        "gio",
        "gnome-open",
        "kde-open",
        "kde-open5",
        "kde-open6",
        "wslview",
    ] {
        fs::copy(bin.join("xdg-open"), bin.join(other)).unwrap();
    }
    assert!(warned(&open(&[]), "not_opened"));
}

#[test]
fn people_read_which_certificate_was_taken_and_where_the_papers_go() {
    let world = World::new();
    let (_, leaf) = issued(&world, CERTSIGN, "Ana Pop", SERIAL, "365");
    two_providers(&world);
    let words = [
        "form",
        text(&leaf),
        "-p",
        "dolj",
        "--for",
        "Cabinet A",
        "--out",
        ".",
    ];
    let said = world.run(&words).code(0);
    let expected = format!(
        "Certificate of Ana Pop, serial number 0bf4eab0, from {}",
        text(&leaf)
    );
    assert_eq!(said.out.lines().next().unwrap(), expected);
    for part in [
        "  Cabinet A/registration.html\n",
        "  own-use/Cabinet A/activation.html\n",
        "Next:\n  Casa de Asigurări de Sănătate Dolj\n",
    ] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
    assert!(said.err.contains("P533"), "{}", said.err);
    let again = world.run(&words).code(0);
    assert!(
        again.out.contains("Cabinet A/mail.txt (was there already)"),
        "{}",
        again.out
    );
}

#[test]
fn on_a_terminal_what_is_missing_is_asked_and_not_written_down() {
    let world = World::new();
    let (_, leaf) = issued(&world, CERTSIGN, "Ana Pop", SERIAL, "365");
    provider(&world, "Cabinet A", &["cas=DJ"]);
    let line_of = format!(
        "{} form {} -p dolj --for 'Cabinet A' --kind registration --out .",
        env!("CARGO_BIN_EXE_parafa"),
        text(&leaf)
    );
    let mut command = world.command("script");
    command.args(["-qec", &line_of, "/dev/null"]);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut typed = child.stdin.take().unwrap();
    // The fiscal code is mistyped once.
    typed
        .write_all("Cabinet Țîru\nabc\n12345674\n".as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    drop(typed);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("Cabinet A: Fiscal code (CUI)"), "{said}");
    let html = fs::read_to_string(world.file("Cabinet A/registration.html")).unwrap();
    assert_eq!(line(&html, "Furnizor"), "Cabinet Țîru");
    assert_eq!(line(&html, "Cod fiscal (CUI)"), "12345674");
    let known = world
        .run(&["provider", "--json"])
        .code(0)
        .document("provider");
    assert_eq!(known["providers"][0]["values"], json!({ "cas": "DJ" }));
}

#[test]
fn what_waits_for_the_certificate_is_left_out_with_a_word() {
    let world = World::new();
    let values = [
        "agb=01999999",
        "practice=Praktijk Test",
        "contact_doctor=A. Test",
        "contact_mail=a@b.example",
        "motivation=declareren",
    ];
    let values = values.iter().flat_map(|value| ["--set", value]);
    let words = ["request", "-p", "nl-vecozo"].into_iter().chain(values);
    world.run(&words.collect::<Vec<_>>()).code(0);
    let done = without_tokens(&world, &[]).code(0).document("form");
    assert!(warned(&done, "form_left_out"));
    assert_eq!(paths(&done).len(), 1);
    let html = read(&done, "/aanvraag.html");
    assert_eq!(line(&html, "Praktijk"), "Praktijk Test");
    without_tokens(&world, &["--kind", "certificaatblad"])
        .code(3)
        .silent()
        .error("form_needs_certificate");
    let (_, leaf) = issued(&world, "/O=VECOZO B.V./CN=X", "Praktijk Test", "0F", "365");
    let words = [text(&leaf), "-p", "vecozo"];
    let done = without_tokens(&world, &words).code(0).document("form");
    assert!(!warned(&done, "form_left_out") && !warned(&done, "issuer_not_listed"));
    assert_eq!(
        line(&read(&done, "/certificaatblad.html"), "Serienummer"),
        "0F"
    );
    assert!(
        paths(&done)[2].ends_with("/certificate.cer"),
        "{:?}",
        paths(&done)
    );
}

#[test]
fn a_test_authoritys_certificate_is_taken_only_where_there_is_no_other() {
    let world = World::with_token("t");
    let put = |issuer: &str, serial: &str, id: &str| {
        let (key, leaf) = issued(&world, issuer, "palvelin.example", serial, "365");
        world.import("t", &key, serial, id);
        world.put_certificate("t", &leaf, serial, id);
        std::thread::sleep(std::time::Duration::from_millis(1100));
    };
    let taken = || {
        let words = ["form", "-p", "fi-dvv", "--kind", "certificate", "--json"];
        let done = world.run(&words).code(0).document("form");
        done["certificate"]["serial"].as_str().unwrap().to_owned()
    };
    put("/CN=VRK TEST CA for Social Welfare", "0A", "0a01");
    assert_eq!(taken(), "0a");
    put("/CN=VRK CA for Social Welfare and Health", "0B", "0a02");
    put("/CN=VRK TEST CA for Social Welfare", "0C", "0a03");
    assert_eq!(taken(), "0b", "not the newest, but the real one");
    // Of a set, the same holder has one of each issuer: nobody guesses which is meant.
    put("/CN=PostSignum Qualified CA 4", "0D", "0a04");
    put("/CN=PostSignum Public CA 4", "0E", "0a05");
    let words = [
        "form",
        "-p",
        "postsignum",
        "--kind",
        "certificate",
        "--json",
    ];
    world.run(&words).code(3).silent().error("several_match");
}
