//! `check --report`: pages, documents and tables of what was found; without persons where that was wanted; of folders.

use std::fs;
use std::path::{Path, PathBuf};

use parafa::token::{Curve, KeyType};
use parafa::x509::{
    ExtendedKeyUsage, Extras, KeyUsage, RequestPlan, SoftKey, StandInCa, Subject, csr,
};
use serde_json::Value;

use crate::kit::{PIN, World, text};

/// An issuer that the Romanian profile knows by its name.
const CERTSIGN: &str = "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED CA (synthetic)";
/// One that the Czech profile knows.
const POSTSIGNUM: &str = "/C=CZ/CN=PostSignum Public CA 5 (synthetic)";

/// The columns by name, row by row; the mark for Excel must be there.
fn table(path: &Path) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let bare = text.strip_prefix('\u{feff}').expect("the mark");
    assert!(bare.ends_with("\r\n") && !bare.replace("\r\n", "").contains('\r'));
    let mut reader = csv::Reader::from_reader(bare.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// A page needs nothing else, runs nothing, and has no mark-up of whoever named himself.
fn page(path: &Path) -> String {
    let page = fs::read_to_string(path).unwrap();
    let small = page.to_lowercase();
    for active in [
        "<script",
        "javascript:",
        "<img",
        "<link",
        "<iframe",
        "<object",
        "<svg",
        "<base",
        "<form",
        "src=",
        "href=",
        "url(",
        "@import",
        "onerror=\"",
        " onload=",
    ] {
        assert!(!small.contains(active), "{active}: {page}");
    }
    assert!(small.contains("default-src 'none'"), "{page}");
    page
}

fn document(path: &Path) -> Value {
    let value: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(value["schema"], "parafa.check/1");
    value
}

/// A folder of mail, and a certificate in it.
fn mails(world: &World) -> PathBuf {
    let folder = world.file("mails");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn mailed(world: &World, issuer: &str, subject: &str, days: &str, name: &str) -> PathBuf {
    let key = world.file("mail.key");
    if !key.exists() {
        world.rsa_key("mail");
    }
    let file = world.issued(issuer, &key, subject, days, "mailed.pem");
    let to = mails(world).join(name);
    fs::rename(file, &to).unwrap();
    to
}

#[test]
fn one_run_writes_all_three_and_the_answer_names_them() {
    let world = World::new();
    let file = mailed(&world, CERTSIGN, "/C=RO/CN=Ștefan Pop", "20", "a.cer");
    let words = ["check", text(&file), "--json", "--report", "a.html"];
    let more = ["--report", "a.json", "--report", "A.CSV"];
    let answer = world.run(&[&words[..], &more].concat()).code(6);
    let answer = answer.document("check");
    let files = answer["report"].as_array().unwrap();
    let kinds: Vec<&str> = files
        .iter()
        .map(|it| it["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["html", "json", "csv"]);
    for row in files {
        let path = row["path"].as_str().unwrap();
        let judged = world.judge("sha256sum", &[path]);
        assert!(judged.starts_with(row["sha256"].as_str().unwrap()), "{row}");
    }
    // The document is the answer's, but for the files.
    let mut bare = answer.clone();
    bare.as_object_mut().unwrap().remove("report");
    assert_eq!(document(&world.file("a.json")), bare);
    // The page has what openssl reads, in groups.
    let serial = world.judge(
        "openssl",
        &["x509", "-in", text(&file), "-noout", "-serial"],
    );
    let serial = serial.trim().trim_start_matches("serial=").to_owned();
    let four: Vec<char> = serial.chars().collect();
    let four: Vec<String> = four.chunks(4).map(|it| it.iter().collect()).collect();
    let shown = page(&world.file("a.html"));
    let groups: Vec<String> = four.iter().map(|it| format!("<bdi>{it}</bdi>")).collect();
    assert!(shown.contains(&groups.join(" ")), "{serial}: {shown}");
    for said in [
        "Ștefan Pop",
        "CERTSIGN QUALIFIED CA (synthetic)",
        "P421",
        "Was the renewal begun already?",
        "ro-siui",
        " days left)",
        concat!("parafa ", env!("CARGO_PKG_VERSION")),
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let findings = answer["findings"].as_array().unwrap();
    assert!(
        findings.iter().all(|row| row["path"] == text(&file)),
        "{answer}"
    );
    for row in findings {
        let number = row["number"].as_str().unwrap();
        assert!(
            shown.contains(&format!("<p class=\"number\">{number}</p>")),
            "{number}"
        );
    }
    let rows = table(&world.file("A.CSV"));
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["serial"], four.join(" "));
    assert_eq!(
        (&*rows[0]["holder"], &*rows[0]["verdict"]),
        ("Ștefan Pop", "error")
    );
    assert_eq!(rows[0]["file"], text(&file));
    assert!(
        rows[0]["findings"]
            .split(' ')
            .any(|number| number == "P421")
    );
    assert_eq!(rows[0]["message"], findings[0]["message"].as_str().unwrap());
    assert_eq!(
        rows[0]["not_after"],
        answer["checked"][0]["not_after"].as_str().unwrap()
    );
}

#[test]
fn what_cannot_be_written_is_refused_before_anything_is_read() {
    let world = World::new();
    fs::write(world.file("there.csv"), "mine").unwrap();
    // The file that is to be checked is not even looked for.
    for (words, code) in [
        (&["--report", "a.pdf"][..], "value_unknown"),
        (&["--report", "csv"], "value_unknown"),
        (&["--report", "there.csv"], "file_exists"),
        (&["--report", "a.csv", "--report", "a.csv"], "file_exists"),
        (&["--report", "absent/a.csv"], "out_not_folder"),
        (&["--redact"], "usage"),
        (&["--report-lang", "ro"], "usage"),
        (
            &["--report", "a.csv", "--report-lang", "tlh"],
            "value_unknown",
        ),
    ] {
        let all = [&["check", "./absent.cer", "--json"], words].concat();
        world.run(&all).code(2).silent().error(code);
    }
    assert_eq!(fs::read_to_string(world.file("there.csv")).unwrap(), "mine");
    assert!(!world.file("a.csv").exists());
    // What was not checked has no report.
    let all = ["check", "./absent.cer", "--report", "b.csv", "--json"];
    world.run(&all).code(2).silent().error("file_not_found");
    assert!(!world.file("b.csv").exists());
}

#[test]
fn the_page_speaks_the_language_of_whom_it_is_for() {
    let world = World::new();
    let romanian = mailed(&world, CERTSIGN, "/C=RO/CN=Ana", "20", "ro.cer");
    let czech = mailed(&world, POSTSIGNUM, "/C=CZ/CN=Jana", "20", "cs.cer");
    let report = |file: &Path, name: &str, words: &[&str]| {
        let all = ["check", text(file), "--json", "--report", name];
        let ran = world.run(&[&all[..], words].concat());
        (ran.document("check"), page(&world.file(name)))
    };
    let (answer, shown) = report(&romanian, "1.html", &["--report-lang", "authority"]);
    assert!(
        shown.contains("<html lang=\"ro\">") && shown.contains("Constatări"),
        "{shown}"
    );
    assert!(
        answer["verdict"].as_str().unwrap().is_ascii(),
        "the screen's is English"
    );
    assert!(
        answer["warnings"].as_array().unwrap().is_empty(),
        "{answer}"
    );
    let (_, shown) = report(&romanian, "2.html", &[]);
    assert!(shown.contains("<html lang=\"en\">"), "{shown}");
    let (_, shown) = report(&romanian, "3.html", &["--lang", "ro"]);
    assert!(shown.contains("<html lang=\"ro\">"), "{shown}");
    let (_, shown) = report(
        &romanian,
        "4.html",
        &["--lang", "ro", "--report-lang", "en"],
    );
    assert!(shown.contains("<html lang=\"en\">"), "{shown}");
    // A language without sentences yet, none, and two: the user's stands in, and that is said.
    let both = mails(&world);
    let none = mailed(&world, "/CN=Other CA", "/CN=Ion", "20", "none.pem");
    let elsewhere = world.file("none.pem");
    fs::rename(none, &elsewhere).unwrap();
    for (number, (file, names)) in [(&czech, "cs"), (&elsewhere, "-"), (&both, "-")]
        .into_iter()
        .enumerate()
    {
        let name = format!("other{number}.html");
        let (answer, shown) = report(file, &name, &["--report-lang", "authority"]);
        if parafa::i18n::is_offered(names) {
            continue;
        }
        assert!(shown.contains("<html lang=\"en\">"), "{shown}");
        let warning = &answer["warnings"][0];
        assert_eq!(warning["number"], "P536", "{answer}");
        assert!(
            warning["message"].as_str().unwrap().contains(names),
            "{warning}"
        );
    }
}

#[test]
fn a_damaged_file_among_good_ones_is_a_row_and_a_finding() {
    let world = World::new();
    let good = mailed(&world, "/CN=Other CA", "/CN=Ana", "300", "a.cer");
    let folder = mails(&world);
    let pem = fs::read_to_string(&good).unwrap();
    let der = world.file("whole.der");
    let convert = [
        "x509",
        "-in",
        text(&good),
        "-outform",
        "DER",
        "-out",
        text(&der),
    ];
    world.judge("openssl", &convert);
    let der = fs::read(der).unwrap();
    fs::write(folder.join("b.cer"), &der[..der.len() / 2]).unwrap();
    fs::write(folder.join("c.cer"), "").unwrap();
    fs::write(folder.join("d.txt"), "Dear colleague").unwrap();
    fs::write(
        folder.join("e.pem"),
        format!(
            "{pem}{}",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        ),
    )
    .unwrap();
    let words = ["check", "mails", "--json", "--report", "list.csv"];
    let answer = world.run(&words).code(6).document("check");
    assert!(
        answer["warnings"].as_array().unwrap().is_empty(),
        "{answer}"
    );
    let rows = table(&world.file("list.csv"));
    let told: Vec<(&str, &str, &str)> = rows
        .iter()
        .map(|row| {
            let name = row["file"].rsplit('/').next().unwrap();
            (name, row["verdict"].as_str(), row["findings"].as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("a.cer", "ok", ""),
            ("e.pem", "ok", ""),
            ("b.cer", "error", "P311"),
            ("c.cer", "error", "P302"),
            ("e.pem", "error", "P311"),
            ("d.txt", "warning", "P304"),
        ]
    );
    // Alone, such a file is refused as ever.
    fs::remove_file(folder.join("b.cer")).unwrap();
    let refused = world.run(&["check", "mails/c.cer", "--json"]).code(2);
    refused.silent().error("file_empty");
    // Without those that are damaged it is no error.
    for gone in ["c.cer", "e.pem"] {
        fs::remove_file(folder.join(gone)).unwrap();
    }
    let answer = world.run(&["check", "mails", "--json"]).code(0);
    let answer = answer.document("check");
    assert_eq!(answer["findings"][0]["severity"], "warning", "{answer}");
    assert_eq!(answer["findings"][0]["path"], text(&folder.join("d.txt")));
}

/// Many certificates of one key, quickly; the names of their holders.
fn many(folder: &Path, count: usize) -> Vec<String> {
    let now = jiff::Timestamp::now();
    let authority = StandInCa::new("Many (synthetic)", now).unwrap();
    let key = SoftKey::generate(KeyType::Ec(Curve::P256)).unwrap();
    fs::create_dir_all(folder).unwrap();
    let one = |number: usize| {
        let holder = format!("Ionescu{number} Maria");
        let plan = RequestPlan {
            subject: Subject::parse(&format!("C=RO,O=Praxis{number},CN={holder}")).unwrap(),
            alt_names: Vec::new(),
            key_usage: KeyUsage::default(),
            extended_key_usage: ExtendedKeyUsage::default(),
        };
        let tbs = csr::to_be_signed(&plan, key.public_key()).unwrap();
        let signature = key.sign(&tbs).unwrap();
        let request = csr::assemble(&tbs, key.public_key(), &signature).unwrap();
        let certificate = authority.issue(&request, 90, &Extras::default()).unwrap();
        let name = format!("{number:03} {holder}.cer");
        fs::write(folder.join(name), certificate.der()).unwrap();
        holder
    };
    (0..count).map(one).collect()
}

#[test]
fn a_folder_of_sixty_is_a_table_of_sixty() {
    let world = World::new();
    let folder = world.file("mails");
    let holders = many(&folder, 60);
    let words = [
        "check", "mails", "--report", "list.csv", "--report", "a.html",
    ];
    let ran = world.run(&words).code(0);
    // Where nobody looks, no line says how far it is.
    assert_eq!(ran.err, "");
    let rows = table(&world.file("list.csv"));
    let told: Vec<&String> = rows.iter().map(|row| &row["holder"]).collect();
    assert_eq!(told, holders.iter().collect::<Vec<_>>());
    for row in &rows {
        let file = &row["file"];
        let judged = world.judge("openssl", &["x509", "-in", file, "-noout", "-serial"]);
        let plain = row["serial"].replace(' ', "");
        assert_eq!(judged.trim(), format!("serial={plain}"));
        assert!(matches!(row["days_left"].as_str(), "89" | "90"), "{row:?}");
    }
    let shown = page(&world.file("a.html"));
    assert!(holders.iter().all(|holder| shown.contains(holder)));
    // The same folder without persons: as many, all different, none named.
    let words = ["check", "mails", "--redact", "--report", "r.csv"];
    world.run(&words).code(0);
    let masked = table(&world.file("r.csv"));
    let marks: std::collections::BTreeSet<&String> =
        masked.iter().map(|row| &row["holder"]).collect();
    assert_eq!(marks.len(), 60);
    let text = fs::read_to_string(world.file("r.csv")).unwrap();
    for needle in ["Ionescu", "Maria", "Praxis", "mails", ".cer"] {
        assert!(!text.contains(needle), "{needle}: {text}");
    }
}

#[test]
fn on_a_terminal_one_line_says_how_far_it_is_and_goes() {
    let world = World::new();
    let folder = world.file("mails");
    many(&folder, 3);
    // Long letters take their time, on any machine.
    let letter = "Dear colleague, ".repeat(1 << 16);
    for number in 0..30 {
        fs::write(folder.join(format!("{number}.txt")), &letter).unwrap();
    }
    let typed = |more: &str| {
        let program = env!("CARGO_BIN_EXE_parafa");
        let line = format!("{program} check mails --report x{}.csv {more}", more.len());
        let mut command = world.command("script");
        command.args(["-qec", &line, "/dev/null"]);
        let said = command.output().unwrap().stdout;
        String::from_utf8(said).unwrap()
    };
    let said = typed("");
    assert!(said.contains(" of 33 "), "{said}");
    // What was written last over the line are blanks, before the answer begins.
    let (before, _) = said.split_once("It works, but").expect(&said);
    let last = before.rsplit(" of 33 ").next().unwrap();
    let blank = last
        .split('\r')
        .any(|part| part.len() > 10 && part.trim().is_empty());
    assert!(blank, "{said:?}");
    for quiet in ["-q", "--json"] {
        let said = typed(quiet);
        assert!(!said.contains(" of 33 "), "{quiet}: {said}");
    }
}

/// The words that would tell who somebody is.
const PERSONAL: [&str; 8] = [
    "Ștefănescu",
    "Anamaria",
    "1850101221144",
    "stefanescu",
    "cabinet-st.example",
    "Medicina Țîțeica",
    "mails",
    "ștefănescu-a",
];

#[test]
fn without_persons_nothing_of_them_is_left_anywhere() {
    let world = World::new();
    let subject = "/C=RO/O=Medicina Țîțeica SRL/serialNumber=PNORO-1850101221144/CN=Ștefănescu Anamaria/emailAddress=a.stefanescu@cabinet-st.example";
    let one = mailed(&world, CERTSIGN, subject, "20", "ștefănescu-a.cer");
    let again = subject.replace("/emailAddress", "/title=Medic/emailAddress");
    let other = mailed(&world, CERTSIGN, &again, "25", "Ștefănescu 2.cer");
    // One who signs for himself is his own issuer; a name whose letters were lost is a value in a sentence.
    let folder = mails(&world);
    let own = folder.join("own.cer");
    let new = [
        "req", "-x509", "-utf8", "-newkey", "rsa:2048", "-nodes", "-days", "9",
    ];
    let to = ["-subj", subject, "-keyout", "own.key", "-out", text(&own)];
    world.judge("openssl", &[&new[..], &to].concat());
    let lost = "/C=RO/CN=È™tefÄƒnescu Anamaria";
    mailed(&world, CERTSIGN, lost, "25", "lost.cer");
    fs::write(folder.join("Ștefănescu scan.pdf"), "%PDF-1.4").unwrap();
    fs::copy(&one, folder.join("broken.cer")).unwrap();
    fs::write(folder.join("broken.cer"), &fs::read(&one).unwrap()[..200]).unwrap();
    let words = [
        "check",
        "mails",
        "--redact",
        "--all",
        "-p",
        "ro-siui",
        "--trust",
        "mails/own.cer",
    ];
    let files = [
        "--report", "r.html", "--report", "r.json", "--report", "r.csv",
    ];
    world.run(&[&words[..], &files].concat()).code(6);
    let shown = page(&world.file("r.html"));
    let value = document(&world.file("r.json")).to_string();
    let rows = table(&world.file("r.csv"));
    let csv = fs::read_to_string(world.file("r.csv")).unwrap();
    for (kind, text) in [("html", &shown), ("json", &value), ("csv", &csv)] {
        let small = text.to_lowercase();
        for needle in PERSONAL
            .into_iter()
            .chain(["È™tefÄƒnescu", crate::kit::text(&world.work())])
        {
            assert!(
                !small.contains(&needle.to_lowercase()),
                "{kind}: {needle}: {text}"
            );
        }
        for file in [&one, &other, &own] {
            let read = ["x509", "-in", crate::kit::text(file), "-noout"];
            let serial = world.judge("openssl", &[&read[..], &["-serial"]].concat());
            let serial = serial.trim().trim_start_matches("serial=").to_lowercase();
            let bare = small
                .replace(' ', "")
                .replace("<bdi>", "")
                .replace("</bdi>", "");
            let hidden = &serial[..serial.len() - 4];
            assert!(!bare.contains(hidden), "{kind}: {serial}");
            let print = world.judge(
                "openssl",
                &[&read[..], &["-fingerprint", "-sha256"]].concat(),
            );
            let print = print.trim().split_once('=').unwrap().1.replace(':', "");
            assert!(!bare.contains(&print.to_lowercase()), "{kind}");
        }
        // The house that issued it is no person.
        assert!(
            text.contains("CERTSIGN QUALIFIED CA (synthetic)"),
            "{kind}: {text}"
        );
    }
    // The same holder has the same mark, in all three.
    let holder = |days: [&str; 2]| {
        let mut fits = rows
            .iter()
            .filter(|row| days.contains(&row["days_left"].as_str()));
        fits.next().unwrap()["holder"].clone()
    };
    let mark = holder(["19", "20"]);
    assert_eq!(mark, holder(["8", "9"]));
    assert!(mark.starts_with("[holder "), "{rows:?}");
    assert!(shown.contains(&mark) && value.contains(&mark));
    // What the person sees himself is not touched.
    let ran = world.run(&["check", "mails", "--redact", "--report", "s.csv"]);
    assert!(ran.out.contains("Ștefănescu Anamaria"), "{}", ran.out);
}

#[test]
fn hostile_names_stay_text() {
    let world = World::new();
    for (number, name) in [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"http://x.example\")",
        "+1-2",
        "@SUM(A1)",
        "x\u{202e}gro.elpmaxe\u{2066}",
        "</title></style><img src=x onerror=alert(1)>",
        "{{ 7*7 }}{% raw %}",
    ]
    .iter()
    .enumerate()
    {
        let subject = format!("/C=RO/CN={}", name.replace('/', "\\/").replace('+', "\\+"));
        mailed(
            &world,
            "/CN=Other CA",
            &subject,
            "20",
            &format!("{number}.cer"),
        );
    }
    fs::write(mails(&world).join("=1+1,\"x\n<b>.cer"), "junk").unwrap();
    let words = ["check", "mails", "--report", "h.html", "--report", "h.csv"];
    world.run(&words).code(0);
    let raw = fs::read_to_string(world.file("h.html")).unwrap();
    assert!(
        !raw.contains("<script") && !raw.contains("<img") && !raw.contains("<b>"),
        "{raw}"
    );
    assert!(
        raw.contains("&lt;script&gt;") && raw.contains("{{ 7*7 }}{% raw %}"),
        "{raw}"
    );
    assert!(
        !raw.contains('\u{202e}') && !raw.contains('\u{2066}'),
        "{raw}"
    );
    let rows = table(&world.file("h.csv"));
    assert_eq!(rows.len(), 8);
    let holders: Vec<&str> = rows.iter().map(|row| row["holder"].as_str()).collect();
    assert_eq!(holders[0], "<script>alert(1)</script>");
    assert_eq!(holders[1], "'=HYPERLINK(\"http://x.example\")");
    assert_eq!(holders[2], "'+1-2");
    assert_eq!(holders[3], "'@SUM(A1)");
    for (name, cell) in rows.iter().flatten() {
        let formula = cell.starts_with(['=', '+', '@', '\t', '\r']);
        assert!(
            !formula && (name == "days_left" || !cell.starts_with('-')),
            "{name}: {cell}"
        );
        assert!(!cell.chars().any(char::is_control), "{cell:?}");
    }
}

#[test]
fn a_token_and_files_stand_in_one_report_and_no_secret_does() {
    let world = World::with_token("Ana's card");
    world.identity("Ana's card", "Ana Pop", "01", "20");
    let file = mailed(&world, "/CN=Other CA", "/CN=Ion", "200", "ion.cer");
    let words = ["check", "--sign", "--report", "t.html", "--report", "t.csv"];
    world.run_with_pin(&words).code(0);
    let rows = table(&world.file("t.csv"));
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(rows[0]["token"].starts_with("pkcs11:"), "{rows:?}");
    assert_eq!((&*rows[0]["holder"], &*rows[0]["file"]), ("Ana Pop", ""));
    let shown = page(&world.file("t.html"));
    assert!(shown.contains("the key signs"), "{shown}");
    let csv = fs::read_to_string(world.file("t.csv")).unwrap();
    let cells = |text: &str| {
        text.split(|letter: char| !letter.is_alphanumeric())
            .any(|it| it == PIN)
    };
    assert!(!cells(&csv), "{csv}");
    // Both, and unknown.
    let words = ["check", text(&file), "01", "--redact", "--report", "m.json"];
    world.run(&words).code(0);
    let value = document(&world.file("m.json"));
    let places: Vec<(&Value, &Value)> = value["checked"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["token"], &row["path"]))
        .collect();
    assert_eq!(places.len(), 2);
    assert_eq!(places[0].1, "[file 1]");
    assert_eq!(places[1].0, "[token 1]");
    let text = value.to_string();
    for needle in ["Ana Pop", "Ana's card", "Ana%27s", "pkcs11:", "Ion"] {
        assert!(!text.contains(needle), "{needle}: {text}");
    }
    // A key without a certificate has a row of its own.
    let key = world.rsa_key("alone");
    world.import("Ana's card", &key, "alone", "02");
    world
        .run_with_pin(&["check", "--sign", "--report", "k.csv"])
        .code(0);
    let rows = table(&world.file("k.csv"));
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!((&*rows[1]["holder"], &*rows[1]["findings"]), ("", "P428"));
}

#[test]
fn who_unlocks_the_token_stands_beside_a_finding_about_its_pin() {
    let world = World::with_token("t");
    crate::renew::on_token(&world, crate::renew::CERTSIGN, "0a01", "200");
    let told = |name: &str, words: &[&str]| {
        let all = ["check", "--report", name];
        world.run(&[&all[..], words].concat());
        page(&world.file(name))
    };
    assert!(!told("before.html", &[]).contains("Unlocked by:"));
    let mut wrong = world.parafa(&["show", "--login", "-t", "t", "--json"]);
    wrong.env("PARAFA_PIN", "9999").output().unwrap();
    let shown = told("after.html", &[]);
    assert!(shown.contains("Unlocked by: certSIGN"), "{shown}");
    assert_eq!(shown.matches("Unlocked by:").count(), 1, "{shown}");
    let masked = told("masked.html", &["--redact", "--report-lang", "ro"]);
    assert!(masked.contains("Deblocat de: certSIGN"), "{masked}");
}
