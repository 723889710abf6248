//! `form`: papers for the authority, from tokens, files and what is remembered.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::kit::{Ran, World, ran, text};

/// The issuer as CAS Prahova's first example has it, letter by letter.
const PRAHOVA: &str =
    "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA/2.5.4.97=VATRO-18288250";

pub(crate) const CERTSIGN: &str =
    "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED 2023 RSA CA/organizationIdentifier=VATRO-18288250";

/// A serial number whose first digit is easily lost.
pub(crate) const SERIAL: &str = "0BF4EAB0";

/// An RSA key and its certificate by a stand-in of this name; the files of both.
pub(crate) fn issued(
    world: &World,
    issuer: &str,
    holder: &str,
    serial: &str,
    days: &str,
) -> (PathBuf, PathBuf) {
    let file = |end: &str| world.file(&format!("{serial}.{end}"));
    let (ca, ca_key) = (file("ca"), file("ca.key"));
    let new = [
        "req", "-x509", "-utf8", "-newkey", "rsa:2048", "-nodes", "-days", "90",
    ];
    let to = ["-subj", issuer, "-keyout", text(&ca_key), "-out", text(&ca)];
    world.judge("openssl", &[&new[..], &to].concat());
    let (key, request, leaf) = (file("key"), file("csr"), file("cer"));
    let subject = format!("/C=RO/CN={holder}");
    let new = [
        "req", "-new", "-utf8", "-newkey", "rsa:2048", "-nodes", "-subj", &subject,
    ];
    let to = ["-keyout", text(&key), "-out", text(&request)];
    world.judge("openssl", &[&new[..], &to].concat());
    let serial = format!("0x{serial}");
    let sign = [
        "x509",
        "-req",
        "-in",
        text(&request),
        "-CA",
        text(&ca),
        "-CAkey",
        text(&ca_key),
    ];
    let to = ["-set_serial", &serial, "-days", days, "-out", text(&leaf)];
    world.judge("openssl", &[&sign[..], &to].concat());
    (key, leaf)
}

/// The same, on a token.
pub(crate) fn on_token(
    world: &World,
    token: &str,
    holder: &str,
    serial: &str,
    id: &str,
) -> PathBuf {
    let (key, leaf) = issued(world, CERTSIGN, holder, serial, "365");
    world.import(token, &key, holder, id);
    world.put_certificate(token, &leaf, holder, id);
    leaf
}

pub(crate) fn provider(world: &World, name: &str, values: &[&str]) {
    world
        .run(&[&["provider", "set", name], values].concat())
        .code(0);
}

pub(crate) fn two_providers(world: &World) {
    provider(
        world,
        "Cabinet A",
        &["provider=Cabinet Dr. Ștefan A", "cui=12345674", "cas=DJ"],
    );
    provider(
        world,
        "Cabinet B",
        &["provider=Cabinet B", "cui=10000008", "cas=DJ"],
    );
}

/// A case of CAS Dolj for both.
pub(crate) fn dolj(world: &World) -> Value {
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
    world.run(&words).code(0).document("request")
}

pub(crate) fn form(world: &World, words: &[&str]) -> Ran {
    world.run(&[&["form"], words, &["--json"]].concat())
}

/// Without any driver: what is plugged in does not show.
pub(crate) fn without_tokens(world: &World, words: &[&str]) -> Ran {
    let words = [&["form"], words, &["--json"]].concat();
    let mut command = world.parafa(&words);
    command.env("PARAFA_MODULE", "/nowhere/module.so");
    ran(command.output().unwrap())
}

pub(crate) fn paths(done: &Value) -> Vec<&str> {
    let files = done["files"].as_array().unwrap().iter();
    files.map(|file| file["path"].as_str().unwrap()).collect()
}

/// The text of the only file whose path ends so.
pub(crate) fn read(done: &Value, end: &str) -> String {
    let fit: Vec<&str> = paths(done)
        .into_iter()
        .filter(|it| it.ends_with(end))
        .collect();
    assert_eq!(fit.len(), 1, "{end}: {:?}", paths(done));
    fs::read_to_string(fit[0]).unwrap()
}

/// What stands in the line of this label.
pub(crate) fn line(html: &str, label: &str) -> String {
    let from = html
        .find(&format!(">{label}<"))
        .unwrap_or_else(|| panic!("{label}: {html}"));
    let cell = &html[from..];
    let cell = &cell[cell.find("<td").unwrap()..cell.find("</td>").unwrap()];
    let inner = cell.split_once('>').unwrap().1;
    let inner = inner.replace("<div>", "").replace("</div>", "");
    let inner = inner.replace("<bdi>", "").replace("</bdi>", "");
    inner
        .replace("&#x2f;", "/")
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
}

pub(crate) fn files_below(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => files_below(&path),
            _ => 1,
        })
        .sum()
}

pub(crate) fn warned(done: &Value, code: &str) -> bool {
    let warnings = done["warnings"].as_array().unwrap();
    warnings.iter().any(|row| row["code"] == code)
}

/// A token, two providers with a case, and their papers; the certificate's file.
fn with_papers() -> (World, PathBuf, Value) {
    let world = World::with_token("t");
    let leaf = on_token(&world, "t", "Ana Pop", SERIAL, "0a01");
    two_providers(&world);
    let case = dolj(&world);
    let done = form(&world, &[]).code(0).document("form");
    assert_eq!(done["case"], case["case"]);
    (world, leaf, done)
}

#[test]
fn each_provider_gets_a_folder_that_can_be_mailed_as_it_is() {
    let (_world, _, done) = with_papers();
    // In the case's own folder: four files for each, and what is not for mailing apart from them.
    let folder = done["folder"].as_str().unwrap();
    assert!(
        folder.contains("ro-siui-dolj-") && !folder.contains("forms"),
        "{folder}"
    );
    let below = |path: &&str| path.strip_prefix(folder).unwrap()[1..].to_owned();
    let mut found: Vec<String> = paths(&done).iter().map(below).collect();
    found.sort();
    let names = [
        "certificate.cer",
        "certificate.html",
        "mail.txt",
        "registration.html",
    ];
    let both = |name: &str| ["A", "B"].map(|one| format!("Cabinet {one}/{name}"));
    let mut expected: Vec<String> = names.into_iter().flat_map(both).collect();
    expected.extend(["A", "B"].map(|one| format!("own-use/Cabinet {one}/activation.html")));
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(done["folders"].as_array().unwrap().len(), 4);
    let cer = done["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["kind"] == "certificate");
    assert_eq!(cer.unwrap()["for"], "Cabinet A");
    let mail = read(&done, "Cabinet A/mail.txt");
    for part in [
        "Către: Casa de Asigurări de Sănătate Dolj",
        "Cabinet Dr. Ștefan A, CUI 12345674\r\n",
        "\r\n- registration.html\r\n- certificate.html\r\n- certificate.cer\r\n",
    ] {
        assert!(mail.contains(part), "{part}: {mail}");
    }
    assert!(!mail.contains("activation"));
    assert_eq!(done["hand_in"]["to"], "Casa de Asigurări de Sănătate Dolj");
}

#[test]
fn a_form_says_what_the_certificate_says() {
    let (world, leaf, done) = with_papers();
    assert_eq!(done["profile"], "ro-siui-dolj");
    assert_eq!(done["occasion"], "first");
    let certificate = &done["certificate"];
    assert_eq!(certificate["holder"], "Ana Pop");
    assert_eq!(certificate["source"], "token");
    assert_eq!(certificate["serial"], SERIAL.to_lowercase());
    assert!(certificate["place"].as_str().unwrap().contains("token=t"));
    let html = read(&done, "Cabinet A/registration.html");
    let openssl = |file: &str, args: &[&str]| {
        world.judge(
            "openssl",
            &[&["x509", "-noout", "-in", file], args].concat(),
        )
    };
    let said = openssl(text(&leaf), &["-serial"]);
    assert_eq!(
        said.trim(),
        format!("serial={}", line(&html, "Număr serial"))
    );
    assert_eq!(
        line(&html, "Autoritatea emitentă"),
        "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA, 2.5.4.97=VATRO-18288250"
    );
    assert_eq!(line(&html, "Furnizor"), "Cabinet Dr. Ștefan A");
    assert_eq!(line(&html, "Cod fiscal (CUI)"), "12345674");
    assert_eq!(html.matches("<article>").count(), 2, "two copies");
    let other = read(&done, "Cabinet B/registration.html");
    assert_eq!(line(&other, "Furnizor"), "Cabinet B");
    assert_eq!(line(&other, "Cod fiscal (CUI)"), "10000008");
    // The certificate beside it, byte by byte.
    let print = ["-fingerprint", "-sha256"];
    let cer = paths(&done)
        .into_iter()
        .find(|path| path.ends_with("A/certificate.cer"));
    let again = openssl(cer.unwrap(), &[&["-inform", "DER"], &print[..]].concat());
    assert_eq!(openssl(text(&leaf), &print), again);
    // The user's name is worked out; what nobody knows is a ruled line.
    let sheet = read(&done, "own-use/Cabinet A/activation.html");
    assert_eq!(line(&sheet, "Nume de utilizator"), "12345674_DJ");
    assert!(line(&sheet, "Seria de licență").contains("&nbsp;"));
    assert!(warned(&done, "form_unconfirmed"));
}

#[test]
fn the_same_again_is_there_already_and_what_differs_gets_a_number() {
    let world = World::with_token("t");
    on_token(&world, "t", "Ana Pop", SERIAL, "0a01");
    two_providers(&world);
    dolj(&world);
    let words = ["--kind", "registration", "--for", "Cabinet A"];
    let first = form(&world, &words).code(0).document("form");
    assert_eq!(first["files"].as_array().unwrap().len(), 3, "{first}");
    assert!(
        first["files"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["written"] == true)
    );
    let count = files_below(&world.work());
    let again = form(&world, &words).code(0).document("form");
    assert!(
        again["files"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["written"] == false)
    );
    assert_eq!(paths(&again), paths(&first));
    assert_eq!(files_below(&world.work()), count);
    provider(&world, "Cabinet A", &["email=a@a.example"]);
    let other = form(&world, &words).code(0).document("form");
    let path = paths(&other)[0];
    assert!(path.ends_with("Cabinet A/registration-2.html"), "{path}");
    assert!(fs::read_to_string(paths(&first)[0]).is_ok_and(|old| !old.contains("a@a.example")));
    assert_eq!(
        line(
            &fs::read_to_string(path).unwrap(),
            "E-mail<span class=\"mark\">*</span>"
        ),
        "a@a.example"
    );
}

#[test]
fn a_paper_that_was_made_is_known_and_one_that_was_not_handed_in_too() {
    let world = World::with_token("t");
    on_token(&world, "t", "Ana Pop", SERIAL, "0a01");
    two_providers(&world);
    let case = dolj(&world);
    let id = case["case"].as_str().unwrap();
    let step = |name: &str, whom: Option<&str>| {
        let now = world.run(&["todo", id, "--json"]).code(0).document("todo");
        let steps = now["cases"][0]["steps"].as_array().unwrap().clone();
        let fits = |row: &&Value| row["id"] == name && row["for"].as_str() == whom;
        steps
            .iter()
            .find(fits)
            .unwrap_or_else(|| panic!("{name}: {steps:?}"))
            .clone()
    };
    let command = |row: &Value| row["command"].as_str().unwrap().to_owned();
    let a = Some("Cabinet A");
    assert_eq!(
        command(&step("form", a)),
        "parafa form -p ro-siui-dolj --kind registration --for 'Cabinet A'"
    );
    assert_eq!(
        command(&step("activate", None)),
        "parafa form -p ro-siui-dolj --kind activation"
    );
    world.run(&["done", "on-token", "--case", id]).code(0);
    let done = form(&world, &["--for", "Cabinet A"])
        .code(0)
        .document("form");
    let row = step("form", a);
    assert_eq!(row["state"], "done");
    assert_eq!(row["value"], paths(&done)[0]);
    assert_eq!(step("form", Some("Cabinet B"))["state"], "todo");
    assert_eq!(step("sheet", None)["state"], "done");
    // Made is not handed in, and a sheet with values is not the screen filled in.
    assert_eq!(step("hand-in", a)["state"], "todo");
    assert_eq!(step("hand-in", Some("Cabinet B"))["state"], "waiting");
    assert_eq!(step("activate", None)["state"], "todo");
    form(&world, &[]).code(0);
    assert_eq!(step("form", Some("Cabinet B"))["state"], "done");
    assert!(command(&step("activate", None)).starts_with("parafa done activate@PLACE"));
}

#[test]
fn a_file_is_enough_and_prahova_gets_its_issuer_letter_by_letter() {
    let world = World::new();
    let (_, leaf) = issued(&world, CERTSIGN, "Ana Pop", "0BF4EAB0", "365");
    two_providers(&world);
    let words = [text(&leaf), "-p", "prahova", "--for", "Cabinet A"];
    let done = without_tokens(&world, &words).code(0).document("form");
    assert_eq!(done["certificate"]["source"], "file");
    assert_eq!(done["certificate"]["place"], text(&leaf));
    assert!(done.get("case").is_none());
    let html = read(&done, "registration.html");
    assert_eq!(line(&html, "Autoritatea emitentă"), PRAHOVA);
    assert_eq!(html.matches("<article>").count(), 1);
    let folder = done["folder"].as_str().unwrap();
    assert!(
        folder.starts_with(text(&world.work())) && folder.contains("/ro-siui-prahova-forms-20"),
        "{folder}"
    );
    let mode = fs::metadata(paths(&done)[0]).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "a licence series is nobody else's to read");
}

#[test]
fn a_certificate_in_a_drawer_is_remembered_and_an_older_one_makes_it_a_renewal() {
    let world = World::with_token("t");
    two_providers(&world);
    on_token(&world, "t", "Ana Pop", "0A", "0a01");
    world.run(&["show"]).code(0);
    let words = ["-p", "dolj", "--for", "Cabinet A"];
    let done = without_tokens(&world, &words).code(0).document("form");
    assert_eq!(done["certificate"]["source"], "remembered");
    assert_eq!(
        (&done["certificate"]["serial"], &done["occasion"]),
        (&json!("0a"), &json!("first"))
    );
    // The next one of the same holder.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    on_token(&world, "t", "Ana Pop", "0B", "0a02");
    let done = form(&world, &words).code(0).document("form");
    assert_eq!(
        (&done["certificate"]["serial"], &done["occasion"]),
        (&json!("0b"), &json!("renewal"))
    );
    let first = form(&world, &[&words[..], &["--when", "first"]].concat()).code(0);
    assert_eq!(first.document("form")["occasion"], "first");
    // By its number the older one, also when it is not plugged in.
    for id in ["0A", "10", "ana pop"] {
        let done = without_tokens(&world, &[&[id], &words[..]].concat())
            .code(0)
            .document("form");
        let expected = if id == "ana pop" { "0b" } else { "0a" };
        assert_eq!(done["certificate"]["serial"], expected, "{id}");
    }
    form(&world, &["no such", "-p", "dolj", "--for", "Cabinet A"])
        .code(3)
        .silent()
        .error("nothing_matches");
    // The issuer alone fits the country and its counties.
    let error = form(&world, &["0B"])
        .code(3)
        .silent()
        .error("several_profiles");
    assert!(
        error["detail"]["candidates"]
            .as_array()
            .unwrap()
            .contains(&json!("ro-siui-dolj"))
    );
    // An open case says which.
    dolj(&world);
    assert_eq!(
        form(&world, &["0B"]).code(0).document("form")["profile"],
        "ro-siui-dolj"
    );
}

#[test]
fn two_holders_are_a_question() {
    let world = World::with_token("t");
    two_providers(&world);
    on_token(&world, "t", "Ana Pop", "0A", "0a01");
    on_token(&world, "t", "Bob Pop", "0B", "0a02");
    let words = ["-p", "dolj", "--for", "Cabinet A"];
    let before = files_below(&world.work());
    let error = form(&world, &words).code(3).silent().error("several_match");
    let names = error["detail"]["candidates"].as_array().unwrap();
    assert_eq!(names.len(), 2);
    assert!(
        names
            .iter()
            .any(|name| name.as_str().unwrap().starts_with("Bob Pop  0b"))
    );
    assert_eq!(files_below(&world.work()), before);
    let done = form(&world, &[&["Bob Pop"], &words[..]].concat())
        .code(0)
        .document("form");
    assert_eq!(
        line(
            &read(&done, "registration.html"),
            "Titularul certificatului"
        ),
        "Bob Pop"
    );
}

#[test]
fn a_sheet_before_the_request_is_answered_needs_no_certificate() {
    let world = World::new();
    let set = [
        "name=Ana Nováková",
        "email=ana@a.example",
        "org=Ordinace Test",
    ];
    let set = set.iter().flat_map(|pair| ["--set", pair]);
    let words = [
        "request",
        "-p",
        "postsignum",
        "--store",
        "file",
        "--key",
        "rsa2048",
        "--json",
    ];
    let words: Vec<&str> = words.into_iter().chain(set).collect();
    let mut command = world.parafa(&words);
    command.env("PARAFA_PASSWORD", "open sesame");
    let case = ran(command.output().unwrap()).code(0).document("request");
    let done = without_tokens(&world, &[]).code(0).document("form");
    assert_eq!(done["case"], case["case"]);
    assert!(done.get("certificate").is_none());
    let html = read(&done, "requests.html");
    assert!(html.contains("<html lang=\"cs\">"));
    let csr = case["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["kind"] == "csr");
    for row in csr {
        let name = Path::new(row["path"].as_str().unwrap())
            .file_name()
            .unwrap();
        assert!(html.contains(name.to_str().unwrap()), "{row}");
        assert!(html.contains(row["sha256"].as_str().unwrap()), "{row}");
        let said = world.judge("sha256sum", &[row["path"].as_str().unwrap()]);
        assert!(said.starts_with(row["sha256"].as_str().unwrap()));
    }
    assert!(html.contains("RSA</bdi> <bdi>2048") && html.contains("Ordinace</bdi> <bdi>Test"));
    assert_eq!(
        line(&html, "ID žádosti o osobní certifikát"),
        "<span>&nbsp;</span>"
    );
    let mail = read(&done, "mail.txt");
    assert!(
        mail.contains("Jméno žadatele: Ana Nováková\r\n") && mail.contains("Číslo smlouvy: ……"),
        "{mail}"
    );
    assert!(
        !paths(&done)
            .iter()
            .any(|path| path.contains("mail-personal")),
        "of a renewal"
    );
    let later = without_tokens(&world, &["--when", "renewal"])
        .code(0)
        .document("form");
    assert!(
        paths(&later)
            .iter()
            .any(|path| path.ends_with("mail-personal.txt"))
    );
    // The sheets are kept; to send the message is the user's step.
    let now = world.run(&["todo", "--json"]).code(0).document("todo");
    let steps = now["cases"][0]["steps"].as_array().unwrap();
    let state = |id: &str| steps.iter().find(|row| row["id"] == id).unwrap()["state"].clone();
    assert_eq!(state("compare"), "done");
    assert_ne!(state("mail-commercial"), "done");
}

#[test]
fn a_certificate_that_came_in_a_file_is_known_by_its_case() {
    let world = World::new();
    let set = [
        "name=Ana Nováková",
        "email=ana@a.example",
        "org=Ordinace Test",
    ];
    let set = set.iter().flat_map(|pair| ["--set", pair]);
    let words = "request -p postsignum --only commercial --store file --key rsa2048 --json";
    let words: Vec<&str> = words.split(' ').chain(set).collect();
    let with_password = |words: &[&str]| {
        let mut command = world.parafa(words);
        command.env("PARAFA_PASSWORD", "open sesame");
        ran(command.output().unwrap())
    };
    let case = with_password(&words).code(0).document("request");
    let csr = case["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["kind"] == "csr");
    let csr = csr.unwrap()["path"].as_str().unwrap();
    let (ca, key) = world.authority_called("/CN=PostSignum Public CA 4");
    let sign = [
        "x509",
        "-req",
        "-in",
        csr,
        "-CA",
        text(&ca),
        "-CAkey",
        text(&key),
    ];
    let to = ["-set_serial", "0x7b", "-days", "300", "-out", "sent.pem"];
    world.judge("openssl", &[&sign[..], &to].concat());
    with_password(&["install", "sent.pem"]).code(0);
    fs::remove_file(world.file("sent.pem")).unwrap();
    let done = without_tokens(&world, &["--kind", "certificate"])
        .code(0)
        .document("form");
    assert_eq!(done["certificate"]["source"], "case");
    assert_eq!(done["certificate"]["place"], case["case"]);
    assert_eq!(done["certificate"]["serial"], "7b");
    // The profile has no sheet of its own: the usual one, in the authority's language.
    let html = read(&done, "certificate.html");
    assert_eq!(line(&html, "Sériové číslo"), "7B");
    assert_eq!(line(&html, "Vydavatel"), "CN=PostSignum Public CA 4");
}
