//! `make bench`: PKCS#11 calls counted through OpenSC's spy module, and the time of a listing beside `pkcs11-tool` in
//! the same run. Nothing here is a test: it prints numbers for `docs/PERFORMANCE.md`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use parafa::child::{Client, HostProgram, Limits, NoWatch};
use parafa::secret::Secret;
use parafa::token::{
    Access, CertificateWish, Class, Curve, Engine, KeyId, KeyType, KeyWish, ModuleSetup, Role,
    Scheme, SlotId, Usage,
};
use parafa::x509::{Certificate, Extras, PublicKey, RequestPlan, StandInCa, Subject, csr, signing};

type Outcome<T> = Result<T, Box<dyn Error>>;

const PIN: &str = "123456";
const SPIES: [&str; 3] = [
    "/usr/lib/x86_64-linux-gnu/pkcs11-spy.so",
    "/usr/lib/aarch64-linux-gnu/pkcs11-spy.so",
    "/usr/lib64/pkcs11-spy.so",
];
const ROUNDS: usize = 7;

fn main() -> Outcome<()> {
    println!("PKCS#11 calls (pkcs11-spy), one initialised token beside SoftHSM's blank slot");
    println!("{:>8}  {:>6}  {:>6}  {:>8}", "sets", "n", "calls", "n + 28");
    for sets in [1, 10, 100] {
        let room = Room::with(sets)?;
        let calls = room.spied(&["show", "--login", "--json"])?;
        let objects = sets * 3;
        println!(
            "{sets:>8}  {objects:>6}  {:>6}  {:>8}",
            calls.all,
            objects + 28
        );
    }
    let room = Room::with(0)?;
    let request = room.spied(&[
        "request",
        "--subject",
        "CN=Bench (synthetic),C=RO",
        "--json",
    ])?;
    let certificate = room.issue()?;
    let install = room.spied(&["install", &certificate, "--json"])?;
    println!(
        "request {} + install {} = {} calls (limit 56), {} log-ins (limit 2)",
        request.all,
        install.all,
        request.all + install.all,
        request.logins + install.logins
    );
    println!();
    println!("show --login beside pkcs11-tool -O --login, median of {ROUNDS}");
    println!(
        "{:>8}  {:>10}  {:>12}  {:>6}",
        "sets", "parafa", "pkcs11-tool", "ratio"
    );
    for sets in [1, 10, 100, 1000] {
        let room = Room::with(sets)?;
        let (ours, theirs) = room.race()?;
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        println!("{sets:>8}  {ours:>10.1?}  {theirs:>12.1?}  {ratio:>6.2}");
    }
    Ok(())
}

/// A token folder with some keys and certificates.
struct Room {
    folder: tempfile::TempDir,
    module: PathBuf,
}

struct Calls {
    all: usize,
    logins: usize,
}

impl Room {
    fn with(sets: usize) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let config = parafa_practice::configure(folder.path());
        parafa_practice::token(&config, "bench", PIN, "12345678");
        let module = PathBuf::from(parafa_practice::module());
        let room = Self { folder, module };
        room.fill(sets)?;
        Ok(room)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, command: &mut Command) -> Outcome<Vec<u8>> {
        let output = command
            .env("SOFTHSM2_CONF", self.path("softhsm2.conf"))
            .env("PARAFA_STATE_DIR", self.path("state"))
            .env("PARAFA_CONFIG_DIR", self.path("config"))
            .env("PARAFA_PIN", PIN)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()?;
        if !output.status.success() {
            return Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(output.stdout)
    }

    /// Key pairs and certificates through the engine itself: a thousand processes would take minutes.
    fn fill(&self, sets: usize) -> Outcome<()> {
        if sets == 0 {
            return Ok(());
        }
        let setup = ModuleSetup {
            path: self.module.display().to_string(),
            ..ModuleSetup::default()
        };
        let env = vec![(
            "SOFTHSM2_CONF".to_owned(),
            self.path("softhsm2.conf").display().to_string(),
        )];
        let program = HostProgram {
            path: env!("CARGO_BIN_EXE_parafa").into(),
            hidden: Vec::new(),
            log: None,
        };
        let mut client = Client::new(
            "bench".to_owned(),
            setup,
            env,
            program,
            Limits::default(),
            Arc::new(NoWatch),
        );
        client.module()?;
        let slots = client.slots()?;
        let ready = slots
            .iter()
            .find(|slot| slot.token.as_ref().is_ok_and(|token| token.initialised));
        let slot = ready.ok_or("no token")?.id;
        client.open(slot, Access::Write)?;
        client.login(slot, Role::User, Some(&Secret::from_text(PIN.to_owned())))?;
        let now = jiff::Timestamp::now();
        let authority = StandInCa::new("Bench (synthetic)", now)?;
        for number in 0..sets {
            one_set(&mut client, slot, number, &authority)?;
        }
        client.end();
        Ok(())
    }

    /// Runs our program through the spy and counts; the loader's own calls are not counted.
    fn spied(&self, words: &[&str]) -> Outcome<Calls> {
        let log = self.path("spy.log");
        let _ = std::fs::remove_file(&log);
        let spy = found(&SPIES).ok_or("no pkcs11-spy.so (package opensc-pkcs11)")?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_parafa"));
        command
            .arg("-m")
            .arg(&spy)
            .args(words)
            .env("PKCS11SPY", &self.module)
            .env("PKCS11SPY_OUTPUT", &log);
        self.run(&mut command)?;
        let text = String::from_utf8_lossy(&std::fs::read(&log)?).into_owned();
        let calls: Vec<&str> = text
            .lines()
            .filter_map(|line| {
                line.split_once(": C_")
                    .filter(|(number, _)| number.parse::<u32>().is_ok())
            })
            .map(|(_, name)| name)
            .filter(|name| {
                !name.starts_with("GetFunctionList") && !name.starts_with("GetInterface")
            })
            .collect();
        let logins = calls.iter().filter(|name| name.trim() == "Login").count();
        // The log holds the PIN.
        std::fs::remove_file(&log)?;
        Ok(Calls {
            all: calls.len(),
            logins,
        })
    }

    /// The stand-in authority issues for the one request in the folder.
    fn issue(&self) -> Outcome<String> {
        let file = std::fs::read_dir(self.folder.path())?
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|end| end == "csr"))
            .ok_or("no request")?;
        let contents = parafa::x509::recognise(&std::fs::read(file)?)?;
        let request = contents.requests.first().ok_or("no request in the file")?;
        let authority = StandInCa::new("Bench (synthetic)", jiff::Timestamp::now())?;
        let certificate = authority.issue(request, 90, &Extras::default())?;
        let path = self.path("issued.pem");
        std::fs::write(&path, certificate.pem())?;
        Ok(path.display().to_string())
    }

    fn race(&self) -> Outcome<(Duration, Duration)> {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            let mut command = Command::new(env!("CARGO_BIN_EXE_parafa"));
            self.run(
                command
                    .arg("-m")
                    .arg(&self.module)
                    .args(["show", "--login", "--json"]),
            )?;
            ours.push(begun.elapsed());
            let begun = Instant::now();
            let mut command = Command::new("pkcs11-tool");
            let tool = command.arg("--module").arg(&self.module);
            self.run(tool.args(["-O", "--login", "--pin", PIN, "--token-label", "bench"]))?;
            theirs.push(begun.elapsed());
        }
        Ok((median(ours), median(theirs)))
    }
}

fn one_set(client: &mut Client, slot: SlotId, number: usize, authority: &StandInCa) -> Outcome<()> {
    let id = KeyId(u32::try_from(number)?.to_be_bytes().to_vec());
    let wish = KeyWish {
        key_type: KeyType::Ec(Curve::P256),
        id: Some(id.clone()),
        label: format!("bench {number}"),
        usage: Usage::Sign,
        before: Vec::new(),
        first_rung: 0,
    };
    let made = client.generate(slot, &wish)?;
    let key = public_half(client, slot, &id)?;
    let plan = RequestPlan {
        subject: Subject::parse(&format!("CN=Bench {number} (synthetic),C=RO"))?,
        alt_names: Vec::new(),
        key_usage: parafa::x509::KeyUsage::default(),
        extended_key_usage: parafa::x509::ExtendedKeyUsage::default(),
    };
    let tbs = csr::to_be_signed(&plan, &key)?;
    let mechanism = parafa::token::SignMechanism::Ecdsa;
    let input = signing::input(mechanism, Scheme::Usual, &key, &tbs)?;
    let raw = client.sign(
        slot,
        made.private,
        mechanism,
        &input,
        parafa::token::KeyAuth::NotAsked,
    )?;
    let request = csr::assemble(&tbs, &key, &signing::finish(&key, &raw)?)?;
    let certificate: Certificate = authority.issue(&request, 90, &Extras::default())?;
    client.put_certificate(
        slot,
        &CertificateWish {
            id: Some(id),
            label: format!("bench {number}"),
            subject: certificate.subject_der().to_vec(),
            issuer: certificate.issuer_der().to_vec(),
            serial: certificate.serial_der().to_vec(),
            der: certificate.der().to_vec(),
        },
    )?;
    Ok(())
}

/// The new key's public half. Reading the whole token for each of a thousand keys is quadratic, and still seconds.
fn public_half(client: &mut Client, slot: SlotId, id: &KeyId) -> Outcome<PublicKey> {
    let mut found = None;
    client.look(slot, &[Class::PublicKey], &mut |batch| {
        for object in batch {
            if object.id.as_ref() == Some(id) {
                found = Some(object);
            }
        }
        std::ops::ControlFlow::Continue(())
    })?;
    match found.map(|object| object.body) {
        Some(parafa::token::Body::PublicKey(body)) => {
            Ok(PublicKey::from_parts(&body.parts.ok_or("no public half")?)?)
        }
        _ => Err("the key is not there".into()),
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn found(paths: &[&str]) -> Option<PathBuf> {
    paths
        .iter()
        .map(Path::new)
        .find(|path| path.exists())
        .map(Path::to_path_buf)
}
