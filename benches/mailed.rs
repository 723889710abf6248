//! `make bench`: a folder of mailed certificates, checked into a table and a page, beside `openssl x509` on each file in the
//! same run. Nothing here is a test: it prints numbers for `docs/PERFORMANCE.md`.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use parafa::token::{Curve, KeyType};
use parafa::x509::{
    ExtendedKeyUsage, Extras, KeyUsage, RequestPlan, SoftKey, StandInCa, Subject, csr,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

const ROUNDS: usize = 3;

fn main() -> Outcome<()> {
    println!(
        "check DIR --report beside openssl x509 -noout -text on each file, median of {ROUNDS}"
    );
    println!(
        "{:>8}  {:>10}  {:>10}  {:>10}  {:>10}  {:>6}",
        "files", "csv", "html", "redacted", "openssl", "ratio"
    );
    for files in [10, 100, 1000] {
        let folder = tempfile::tempdir()?;
        let mails = folder.path().join("mails");
        std::fs::create_dir(&mails)?;
        fill(&mails, files)?;
        let ours = |ending: &str, more: &[&str]| {
            median_of(|round| checked(folder.path(), &format!("{round}.{ending}"), more))
        };
        let (csv, html) = (ours("csv", &[])?, ours("html", &[])?);
        let redacted = ours("redacted.csv", &["--redact"])?;
        let theirs = median_of(|_| shown(&mails))?;
        let ratio = csv.as_secs_f64() / theirs.as_secs_f64();
        println!(
            "{files:>8}  {csv:>10.1?}  {html:>10.1?}  {redacted:>10.1?}  {theirs:>10.1?}  {ratio:>6.2}"
        );
    }
    Ok(())
}

/// Certificates of as many holders, by one authority; every tenth file is damaged.
fn fill(folder: &Path, files: usize) -> Outcome<()> {
    let authority = StandInCa::new("Bench (synthetic)", jiff::Timestamp::now())?;
    let key = SoftKey::generate(KeyType::Ec(Curve::P256))?;
    std::fs::write(folder.join("ca.pem"), authority.ca_certificate().pem())?;
    for number in 1..files {
        let subject = format!("C=RO,O=Cabinet {number},CN=Holder {number} (synthetic)");
        let plan = RequestPlan {
            subject: Subject::parse(&subject)?,
            alt_names: Vec::new(),
            key_usage: KeyUsage::default(),
            extended_key_usage: ExtendedKeyUsage::default(),
        };
        let tbs = csr::to_be_signed(&plan, key.public_key())?;
        let request = csr::assemble(&tbs, key.public_key(), &key.sign(&tbs)?)?;
        let certificate = authority.issue(&request, 90, &Extras::default())?;
        let der = certificate.der();
        let half = der.get(..der.len() / 2).unwrap_or_default();
        let bytes = if number % 10 == 0 { half } else { der };
        std::fs::write(folder.join(format!("{number:04}.cer")), bytes)?;
    }
    Ok(())
}

fn checked(folder: &Path, report: &str, more: &[&str]) -> Outcome<Duration> {
    let begun = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_parafa"))
        .args(["check", "mails", "--report", report, "-q"])
        .args(more)
        .env("PARAFA_STATE_DIR", folder.join("state"))
        .env("PARAFA_CONFIG_DIR", folder.join("config"))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let took = begun.elapsed();
    match status.code() {
        Some(0 | 6) => Ok(took),
        other => Err(format!("exit {other:?}").into()),
    }
}

/// What a script would do; a damaged file ends it with an error, which is not looked at.
fn shown(folder: &Path) -> Outcome<Duration> {
    let begun = Instant::now();
    for entry in std::fs::read_dir(folder)? {
        Command::new("openssl")
            .args(["x509", "-noout", "-text", "-in"])
            .arg(entry?.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
    }
    Ok(begun.elapsed())
}

fn median_of(mut run: impl FnMut(usize) -> Outcome<Duration>) -> Outcome<Duration> {
    let mut times = (0..ROUNDS).map(&mut run).collect::<Outcome<Vec<_>>>()?;
    times.sort();
    Ok(times.get(ROUNDS / 2).copied().unwrap_or_default())
}
