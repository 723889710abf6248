//! What a module does to the house it lives in: prints, daemons, signals, the environment, secrets.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use parafa::token::{Access, Engine, FaultKind, Role};
use parafa_faulty::TokenFile;

use crate::kit::{Kit, SLOT, hosts_in, millis, processes_in, secret, within};
use crate::leaving::Parent;

fn everything_in(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all += &everything_in(&path);
        } else if !path.ends_with("token.json") {
            all += &String::from_utf8_lossy(&fs::read(path).unwrap());
        }
    }
    all
}

fn of_process(pid: u32, name: &str) -> String {
    let bytes = fs::read(format!("/proc/{pid}/{name}")).unwrap();
    String::from_utf8_lossy(&bytes).replace('\0', "\n")
}

#[test]
fn what_a_module_prints_goes_to_its_log_and_never_to_the_channel() {
    let kit = Kit::new(TokenFile::new("prints")).script("*=print:a line of the vendor");
    let mut client = kit.logged_in();
    assert_eq!(client.slots().unwrap().len(), 1);
    client.end();
    let log = kit.folder.path().join("log/module-faulty.log");
    assert!(within(millis(2000), || {
        fs::read_to_string(&log)
            .unwrap_or_default()
            .matches("a line of the vendor")
            .count()
            >= 2 * kit.entered("C_GetSlotList").len()
    }));
}

/// Ends the helpers that the faulty module started.
struct Helpers(PathBuf);

impl Helpers {
    fn pids(&self) -> Vec<u32> {
        processes_in(&self.0, "sleep")
    }
}

impl Drop for Helpers {
    fn drop(&mut self) {
        for pid in self.pids() {
            let _ = Command::new("kill").arg(pid.to_string()).status();
        }
    }
}

/// An open handle of a process.
struct OpenHandle {
    number: u32,
    target: String,
    /// It is closed in programs that the process starts.
    ours: bool,
}

fn handles(pid: u32) -> Vec<OpenHandle> {
    const CLOSE_ON_EXEC: u32 = 0o2_000_000;
    let mut all: Vec<_> = fs::read_dir(format!("/proc/{pid}/fd"))
        .unwrap()
        .flatten()
        .filter_map(|entry| {
            let number: u32 = entry.file_name().to_str()?.parse().ok()?;
            let target = fs::read_link(entry.path()).ok()?;
            let info = fs::read_to_string(format!("/proc/{pid}/fdinfo/{number}")).ok()?;
            let flags = info.lines().find_map(|line| line.strip_prefix("flags:"))?;
            let flags = u32::from_str_radix(flags.trim(), 8).ok()?;
            Some(OpenHandle {
                number,
                target: target.display().to_string(),
                ours: flags & CLOSE_ON_EXEC != 0,
            })
        })
        .collect();
    all.sort_by_key(|handle| handle.number);
    all
}

#[test]
fn a_helper_of_the_module_has_none_of_our_handles_and_delays_no_end() {
    let kit = Kit::new(TokenFile::new("daemon")).script("C_Initialize=daemon");
    let helpers = Helpers(kit.folder.path().to_owned());
    let mut client = kit.opened(Access::Read);
    assert!(within(millis(2000), || !helpers.pids().is_empty()));
    let pid = helpers.pids()[0];
    let host = hosts_in(kit.folder.path())[0];
    let channel: Vec<_> = handles(host)
        .into_iter()
        .filter(|handle| handle.number > 2 && handle.ours && handle.target.starts_with("pipe:"))
        .collect();
    assert_eq!(channel.len(), 2, "requests and answers, close-on-exec");
    let inherited = handles(pid);
    for handle in &inherited {
        let of_channel = channel.iter().any(|own| own.target == handle.target);
        assert!(!of_channel, "{} is {}", handle.number, handle.target);
    }
    let standard: Vec<_> = inherited
        .iter()
        .filter(|handle| handle.number <= 2)
        .map(|handle| handle.target.as_str())
        .collect();
    assert_eq!(standard[0], "/dev/null");
    assert_eq!(standard[1], standard[2], "both are the log pipe");
    let begun = Instant::now();
    client.end();
    assert!(begun.elapsed() < millis(2000));
    assert!(within(millis(1000), || hosts_in(kit.folder.path()).is_empty()));
    assert!(!helpers.pids().is_empty(), "it outlives the module");
}

#[test]
fn a_helper_of_the_module_does_not_hide_its_death() {
    let kit = Kit::new(TokenFile::new("daemon")).script("C_Initialize=daemon;C_GetSlotList=exit:9");
    let _helpers = Helpers(kit.folder.path().to_owned());
    let mut client = kit.client();
    client.module().unwrap();
    let begun = Instant::now();
    assert_eq!(
        client.slots().unwrap_err().kind,
        FaultKind::Exited { code: Some(9) }
    );
    assert!(begun.elapsed() < millis(2000));
}

#[test]
fn no_console_signal_reaches_the_host() {
    let group = |pid: u32| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        let after = stat.rsplit(')').next().unwrap().to_owned();
        after
            .split_whitespace()
            .nth(2)
            .unwrap()
            .parse::<u32>()
            .unwrap()
    };
    let kit = Kit::new(TokenFile::new("group"));
    let _client = kit.opened(Access::Read);
    let host = hosts_in(kit.folder.path())[0];
    assert_ne!(group(host), group(std::process::id()));
    assert_eq!(group(host), host);
}

#[test]
fn a_pin_is_in_no_log_no_argument_and_no_environment() {
    const PIN: &str = "geheim-8731";
    let token = TokenFile::new("pins").with(|token| token.user_pin = Some(PIN.to_owned()));
    let mut kit = Kit::new(token).script("*=print:talkative");
    kit.set("RUST_LOG", "trace");
    let mut client = kit.opened(Access::Write);
    client.login(SLOT, Role::User, Some(&secret(PIN))).unwrap();
    let wrong = client.login(SLOT, Role::So, Some(&secret("geheim-0000")));
    assert!(!format!("{:?}", wrong.unwrap_err()).contains("geheim"));
    let host = hosts_in(kit.folder.path())[0];
    for name in ["cmdline", "environ"] {
        assert!(!of_process(host, name).contains("geheim"), "{name}");
    }
    client.end();
    let log = kit.folder.path().join("log/module-faulty.log");
    assert!(within(millis(2000), || log.exists()));
    let all = everything_in(kit.folder.path());
    assert!(all.contains("talkative") && all.contains("C_Login"));
    assert!(!all.contains("geheim"));
}

#[test]
fn the_host_sees_the_registrys_variables_and_none_that_may_hold_a_secret() {
    let parent = Parent::inside("nothing", "C_Initialize", "delay:1", 30_000);
    assert!(within(millis(10_000), || parent
        .kit
        .entered("C_Login")
        .len()
        == 1));
    let host = hosts_in(parent.kit.folder.path())[0];
    let environ = of_process(host, "environ");
    assert!(environ.contains("ENGINE_TEST_REGISTRY=from registry"));
    assert!(environ.contains("ENGINE_TEST_FOLDER="), "ours otherwise");
    assert!(!environ.contains("PARAFA_"), "{environ}");
    assert!(!environ.contains("ENGINE_TEST_SECRET"), "{environ}");
}

#[test]
fn the_host_dumps_no_core() {
    let kit = Kit::new(TokenFile::new("core"));
    let _client = kit.opened(Access::Read);
    let limits = of_process(hosts_in(kit.folder.path())[0], "limits");
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
}

#[test]
fn our_program_links_no_openssl() {
    use object::{Object, ObjectSection};
    let bytes = fs::read(env!("CARGO_BIN_EXE_parafa")).unwrap();
    let program = object::File::parse(bytes.as_slice()).unwrap();
    let names = program.section_by_name(".dynstr").unwrap().data().unwrap();
    let names = String::from_utf8_lossy(names);
    assert!(names.contains("libc.so"), "these are the needed libraries");
    for library in ["libssl", "libcrypto"] {
        assert!(!names.contains(library), "{library}");
    }
}

/// Q10: after a fork a driver's handles are dead, so a host is a program of its own from its first moment on, and starts none.
#[test]
fn a_host_is_started_by_exec_and_forks_nothing() {
    let kit = Kit::new(TokenFile::new("card"));
    let mut client = kit.logged_in();
    let hosts = hosts_in(kit.folder.path());
    let [host] = hosts.as_slice() else {
        panic!("{hosts:?}")
    };
    let program = std::fs::read_link(format!("/proc/{host}/exe")).unwrap();
    assert_eq!(program.to_str().unwrap(), env!("CARGO_BIN_EXE_parafa"));
    let children = of_process(*host, &format!("task/{host}/children"));
    assert_eq!(children.trim(), "");
    assert_eq!(kit.entered("C_Initialize").len(), 1);
    client.end();
}
