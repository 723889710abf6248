//! `CKA_VALUE` is the private scalar of an EC key and the bytes of a secret key: neither may reach our pipe, our output
//! or our memory, even where the token would tell it.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::object::{Attribute, KeyType, ObjectClass};
use cryptoki::session::UserType;
use cryptoki::types::AuthPin;
use parafa_practice::module;

pub(crate) const PIN: &str = "123456";
pub(crate) const SCALAR: [u8; 32] = *b"\x3b\xd1\x9e\x57 synthetic EC scalar 47110 \x01";
pub(crate) const AES: [u8; 32] = *b"\x9c\x44\xfa\x10 synthetic AES secret 08150\x02";

/// The parameters of P-256.
const P256: [u8; 10] = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];

/// Runs in a process of its own: SoftHSM reads its configuration from the environment.
#[test]
#[ignore = "a helper process of values_of_keys_go_nowhere"]
fn put_tellable_keys() {
    let api = Pkcs11::new(module()).unwrap();
    api.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK))
        .unwrap();
    let slot = api.get_slots_with_initialized_token().unwrap()[0];
    let session = api.open_rw_session(slot).unwrap();
    session
        .login(UserType::User, Some(&AuthPin::new(PIN.to_owned().into())))
        .unwrap();
    let common = |class, kind, id: u8, value: &[u8]| {
        vec![
            Attribute::Class(class),
            Attribute::KeyType(kind),
            Attribute::Token(true),
            Attribute::Private(true),
            Attribute::Sensitive(false),
            Attribute::Extractable(true),
            Attribute::Id(vec![id]),
            Attribute::Label(vec![b'k', b'0' + id]),
            Attribute::Value(value.to_vec()),
        ]
    };
    let mut ec = common(ObjectClass::PRIVATE_KEY, KeyType::EC, 1, &SCALAR);
    ec.push(Attribute::EcParams(P256.to_vec()));
    session.create_object(&ec).unwrap();
    session
        .create_object(&common(ObjectClass::SECRET_KEY, KeyType::AES, 2, &AES))
        .unwrap();
}

#[test]
fn values_of_keys_go_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let room = folder.path();
    token_with_tellable_keys(room);
    let entered = room.join("entered");
    let go_on = room.join("go-on");
    let script = format!("C_Finalize=touch:{};C_Finalize=wait", entered.display());
    let mut parent = Command::new(env!("CARGO_BIN_EXE_parafa"))
        .args([
            "-m",
            &parafa_faulty::library().display().to_string(),
            "show",
            "--login",
            "--json",
        ])
        .env("FAULTY_MODULE", module())
        .env("FAULTY_SCRIPT", script)
        .env("FAULTY_WAIT_FILE", &go_on)
        .env("SOFTHSM2_CONF", room.join("softhsm2.conf"))
        .env("PARAFA_PIN", PIN)
        .env("PARAFA_STATE_DIR", room.join("state"))
        .env("PARAFA_CONFIG_DIR", room.join("config"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for(&entered);
    // Everything was read; the answer is being made or is made.
    let memory = memory_of(parent.id());
    fs::write(&go_on, "").unwrap();
    let mut output = Vec::new();
    parent
        .stdout
        .take()
        .unwrap()
        .read_to_end(&mut output)
        .unwrap();
    parent
        .stderr
        .take()
        .unwrap()
        .read_to_end(&mut output)
        .unwrap();
    assert!(
        parent.wait().unwrap().success(),
        "{}",
        String::from_utf8_lossy(&output)
    );
    assert!(
        contains(&output, b"\"k1\""),
        "the key is shown: {}",
        String::from_utf8_lossy(&output)
    );
    assert!(
        contains(&memory, b"k1"),
        "the memory that was searched is the right one"
    );
    for (name, secret) in [("EC", SCALAR), ("AES", AES)] {
        for place in [&memory, &output] {
            assert!(!contains(place, &secret), "{name} value found");
            assert!(
                !contains(place, hex::encode(secret).as_bytes()),
                "{name} value found in hex"
            );
        }
        for file in files_below(room)
            .into_iter()
            .filter(|file| !file.starts_with(room.join("tokens")))
        {
            assert!(
                !contains(&fs::read(&file).unwrap(), &secret),
                "{name} value found in {}",
                file.display()
            );
        }
    }
}

/// A SoftHSM token whose EC key and AES key would tell their values.
pub(crate) fn token_with_tellable_keys(room: &Path) {
    let config = parafa_practice::configure(room);
    parafa_practice::token(&config, "values", PIN, "12345678");
    let put = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "values::put_tellable_keys", "--ignored"])
        .env("SOFTHSM2_CONF", config)
        .output()
        .unwrap();
    assert!(
        put.status.success(),
        "{}",
        String::from_utf8_lossy(&put.stdout)
    );
}

fn wait_for(file: &Path) {
    let until = Instant::now() + Duration::from_secs(30);
    while !file.exists() {
        assert!(Instant::now() < until, "{} never came", file.display());
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// All readable and writable memory of a process.
fn memory_of(pid: u32) -> Vec<u8> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let mut memory = fs::File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut all = Vec::new();
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (Some(range), Some(rights)) = (words.next(), words.next()) else {
            continue;
        };
        if !rights.starts_with("rw") || line.ends_with("[vvar]") {
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let (from, to) = (
            u64::from_str_radix(from, 16).unwrap(),
            u64::from_str_radix(to, 16).unwrap(),
        );
        let mut part = vec![0; usize::try_from(to - from).unwrap()];
        if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut part).is_ok() {
            all.extend(part);
        }
    }
    all
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

pub(crate) fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}
