//! Leaving a call, and the death of the parent: the host ends at once while looking, after the call while changing.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

use parafa::child::{Client, Limits, NoWatch, Patience, Running, Watch};
use parafa::token::{Class, Engine, FaultKind, ModuleSetup, TokenState};
use parafa_faulty::TokenFile;

use crate::generating::ec_wish;
use crate::kit::{Kit, SLOT, hosts_in, log_in, look, millis, program, within};

/// `CKO_PRIVATE_KEY`.
const PRIVATE_KEY: u64 = 3;

/// Leaves whatever is slow.
struct Impatient;

impl Watch for Impatient {
    fn running(&self, running: &Running) -> Patience {
        if running.is_slow() {
            Patience::Leave
        } else {
            Patience::Wait
        }
    }

    fn interrupted(&self) -> bool {
        false
    }
}

#[test]
fn a_changing_call_that_is_left_finishes_alone() {
    let kit = Kit::new(TokenFile::new("left"))
        .script("C_GenerateKeyPair=delay:1500")
        .limited(|limits| limits.soft = millis(200));
    let mut client = kit.client_watched(Arc::new(Impatient));
    log_in(&mut client);
    let begun = Instant::now();
    let fault = client.generate(SLOT, &ec_wish()).unwrap_err();
    assert!(begun.elapsed() < millis(1300), "we do not wait");
    assert_eq!(fault.kind, FaultKind::Left);
    assert_eq!(fault.call.as_deref(), Some("C_GenerateKeyPair"));
    assert_eq!(fault.state, TokenState::Unknown);
    assert_eq!(kit.token().of_class(PRIVATE_KEY).count(), 0);
    assert_eq!(
        client.slots().unwrap_err().kind,
        FaultKind::SessionLost,
        "no further call goes to a host that was left"
    );
    assert!(within(millis(4000), || hosts_in(kit.folder.path()).is_empty()));
    assert_eq!(kit.token().of_class(PRIVATE_KEY).count(), 1);
}

#[test]
fn a_looking_call_is_never_left() {
    let kit = Kit::new(TokenFile::new("stay").with_certificate(&[1], "c", &[0x30, 0]))
        .script("C_GetAttributeValue=delay:500")
        .limited(|limits| limits.soft = millis(100));
    let mut client = kit.client_watched(Arc::new(Impatient));
    log_in(&mut client);
    assert_eq!(look(&mut client, SLOT, &[Class::Certificate]).0.len(), 1);
}

/// The parent that the tests below kill; its environment says what it does.
#[test]
#[ignore = "run by the other tests of this file as a process of its own"]
fn parent_that_is_killed() {
    let Ok(folder) = std::env::var("ENGINE_TEST_FOLDER") else {
        return;
    };
    let hard = std::env::var("ENGINE_TEST_HARD").unwrap().parse().unwrap();
    let limits = Limits {
        keygen_ec: millis(hard),
        ..Limits::default()
    };
    let mut program = program(Path::new(&folder));
    program.hidden = vec!["ENGINE_TEST_SECRET".into()];
    let setup = ModuleSetup {
        path: parafa_faulty::library().display().to_string(),
        ..ModuleSetup::default()
    };
    let env = vec![(
        "ENGINE_TEST_REGISTRY".to_owned(),
        "from registry".to_owned(),
    )];
    let mut client = Client::new(
        "faulty".to_owned(),
        setup,
        env,
        program,
        limits,
        Arc::new(NoWatch),
    );
    log_in(&mut client);
    match std::env::var("ENGINE_TEST_CALL").unwrap().as_str() {
        "generate" => drop(client.generate(SLOT, &ec_wish())),
        "look" => drop(look(&mut client, SLOT, &[Class::Certificate])),
        _ => std::fs::write(Path::new(&folder).join("inside"), "").unwrap(),
    }
    std::thread::sleep(millis(20_000));
}

/// A parent process in the midst of a call.
pub(crate) struct Parent {
    pub(crate) kit: Kit,
    child: Child,
}

impl Parent {
    /// Starts it and waits until it is inside the call; `function` is what the faulty module touches a file in.
    pub(crate) fn inside(call: &str, function: &str, action: &str, hard: u64) -> Self {
        let kit = Kit::new(TokenFile::new("parent").with_certificate(&[1], "c", &[0x30, 0]));
        let inside = kit.folder.path().join("inside");
        let kit = kit.script(&format!(
            "{function}=touch:{};{function}={action}",
            inside.display()
        ));
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "leaving::parent_that_is_killed", "--ignored"])
            .envs(kit.env.iter().map(|(name, value)| (name, value)))
            .env("ENGINE_TEST_FOLDER", kit.folder.path())
            .env("ENGINE_TEST_CALL", call)
            .env("ENGINE_TEST_HARD", hard.to_string())
            .env("ENGINE_TEST_SECRET", "named by an option")
            .env("PARAFA_PIN", "from our own variable")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let parent = Self { kit, child };
        assert!(within(millis(10_000), || inside.exists()));
        parent
    }

    fn hosts(&self) -> usize {
        hosts_in(self.kit.folder.path()).len()
    }

    /// Kills the parent, not its host.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Parent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_host_of_a_dead_parent_ends_at_once_while_looking() {
    let mut parent = Parent::inside("look", "C_GetAttributeValue", "hang", 30_000);
    assert_eq!(parent.hosts(), 1);
    parent.kill();
    assert!(within(millis(700), || parent.hosts() == 0));
}

#[test]
fn the_host_of_a_dead_parent_finishes_the_changing_call_and_no_other() {
    let mut parent = Parent::inside("generate", "C_GenerateKeyPair", "delay:1500", 30_000);
    parent.kill();
    assert_eq!(
        parent.hosts(),
        1,
        "a card that is reset now keeps a key that nobody sees"
    );
    assert_eq!(parent.kit.token().of_class(PRIVATE_KEY).count(), 0);
    assert!(within(millis(5000), || parent.hosts() == 0));
    assert_eq!(parent.kit.token().of_class(PRIVATE_KEY).count(), 1);
    assert!(
        parent.kit.entered("C_Finalize").is_empty(),
        "nothing after it"
    );
}

#[test]
fn the_host_of_a_dead_parent_tries_no_further_rung() {
    let refused = "delay:600;C_GenerateKeyPair=rv:CKR_TEMPLATE_INCONSISTENT";
    let mut parent = Parent::inside("generate", "C_GenerateKeyPair", refused, 30_000);
    parent.kill();
    assert!(within(millis(4000), || parent.hosts() == 0));
    assert_eq!(parent.kit.entered("C_GenerateKeyPair").len(), 1);
    assert!(parent.kit.entered("C_FindObjectsInit").is_empty());
}

#[test]
fn the_host_of_a_dead_parent_outlives_it_by_the_hard_limit_at_most() {
    let mut parent = Parent::inside("generate", "C_GenerateKeyPair", "hang", 2000);
    let begun = Instant::now();
    parent.kill();
    assert_eq!(parent.hosts(), 1);
    assert!(within(millis(5000), || parent.hosts() == 0));
    assert!(begun.elapsed() > millis(1000), "not before its limit");
}
