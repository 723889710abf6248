//! Crashes, exits and hangs in every kind of call: what they are called, what they leave, what they do not touch.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use parafa::child::{Client, Patience, Running, Watch};
use parafa::token::{Access, Class, Engine, Fault, FaultKind, Role, TokenState};
use parafa_faulty::TokenFile;

use crate::certificates::certificate;
use crate::generating::ec_wish;
use crate::kit::{Kit, SLOT, hosts_in, log_in, look, millis, secret, within};

const LOOKING: [&str; 5] = [
    "C_GetFunctionList",
    "C_Initialize",
    "C_GetSlotInfo",
    "C_GetTokenInfo",
    "C_GetAttributeValue",
];
const CHANGING: [&str; 3] = ["C_Login", "C_GenerateKeyPair", "C_CreateObject"];

fn token() -> TokenFile {
    TokenFile::new("death").with_certificate(&[1], "c", &[0x30, 0])
}

/// Goes as far as this call.
fn go(client: &mut Client, function: &str) -> Fault {
    match function {
        "C_GetFunctionList" | "C_Initialize" => return client.module().unwrap_err(),
        "C_GetSlotInfo" | "C_GetTokenInfo" => {
            client.module().unwrap();
            return client.slots().unwrap_err();
        }
        _ => {}
    }
    client.module().unwrap();
    client.open(SLOT, Access::Write).unwrap();
    let log_in = |client: &mut Client| client.login(SLOT, Role::User, Some(&secret("123456")));
    match function {
        "C_GetAttributeValue" => client
            .look(SLOT, &[Class::Certificate], &mut |_| {
                std::ops::ControlFlow::Continue(())
            })
            .unwrap_err(),
        "C_Login" => log_in(client).unwrap_err(),
        "C_GenerateKeyPair" => {
            log_in(client).unwrap();
            client.generate(SLOT, &ec_wish()).unwrap_err()
        }
        _ => {
            log_in(client).unwrap();
            client.put_certificate(SLOT, &certificate()).unwrap_err()
        }
    }
}

fn state_in(function: &str) -> TokenState {
    if CHANGING.contains(&function) {
        TokenState::Unknown
    } else {
        TokenState::NothingChanged
    }
}

#[test]
fn a_death_is_named_and_takes_nothing_with_it() {
    let bystander = Kit::new(token());
    let mut other = bystander.logged_in();
    for function in LOOKING.into_iter().chain(CHANGING) {
        for (action, kind) in [
            ("crash", FaultKind::Crashed { signal: Some(6) }),
            ("crash-after", FaultKind::Crashed { signal: Some(6) }),
            ("exit:3", FaultKind::Exited { code: Some(3) }),
            ("exit-after:0", FaultKind::Exited { code: Some(0) }),
        ] {
            let kit = Kit::new(token()).script(&format!("{function}={action}"));
            let mut client = kit.client();
            let fault = go(&mut client, function);
            assert_eq!(fault.kind, kind, "{function} {action}");
            assert_eq!(fault.call.as_deref(), Some(function), "{action}");
            assert_eq!(fault.state, state_in(function), "{function} {action}");
            assert_eq!(
                client.slots().unwrap_err().kind,
                FaultKind::SessionLost,
                "a dead host answers nothing, and is not started again by itself"
            );
        }
    }
    assert_eq!(look(&mut other, SLOT, &[Class::Certificate]).0.len(), 1);
}

#[test]
fn a_dead_module_may_be_started_again_and_is_not_logged_in() {
    let kit = Kit::new(token());
    let once = kit.folder.path().join("once");
    let kit = kit.script(&format!(
        "C_GetAttributeValue=once-file:{}:crash",
        once.display()
    ));
    let mut client = kit.client();
    log_in(&mut client);
    let fault = client
        .look(SLOT, &[Class::Certificate], &mut |_| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap_err();
    assert!(fault.ends_host());
    client.module().unwrap();
    client.open(SLOT, Access::Write).unwrap();
    assert_eq!(look(&mut client, SLOT, &[Class::Certificate]).0.len(), 1);
    assert_eq!(kit.entered("C_Login").len(), 1);
}

#[test]
fn a_host_that_died_between_two_requests_is_told_by_its_process() {
    let kit = Kit::new(token());
    let mut client = kit.opened(Access::Read);
    let pid = hosts_in(kit.folder.path())[0];
    let killed = std::process::Command::new("kill")
        .args(["-9", &pid.to_string()])
        .status();
    assert!(killed.unwrap().success());
    assert!(within(millis(2000), || hosts_in(kit.folder.path()).is_empty()));
    let fault = client.slots().unwrap_err();
    assert_eq!(fault.kind, FaultKind::Crashed { signal: Some(9) });
    assert_eq!(fault.call, None);
    assert_eq!(fault.state, TokenState::NothingChanged);
}

#[test]
fn a_looking_call_that_hangs_is_ended_at_its_limit() {
    for function in LOOKING {
        for action in ["hang", "hang-after"] {
            let kit = Kit::new(token())
                .script(&format!("{function}={action}"))
                .limited(|limits| {
                    limits.load_and_init = millis(400);
                    limits.slot_scan = millis(400);
                    limits.read = millis(400);
                });
            let mut client = kit.client();
            let begun = Instant::now();
            let fault = go(&mut client, function);
            assert_eq!(
                fault.kind,
                FaultKind::Hung { millis: 400 },
                "{function} {action}"
            );
            assert_eq!(fault.call.as_deref(), Some(function));
            assert_eq!(fault.state, TokenState::NothingChanged);
            assert!(begun.elapsed() >= millis(400) && begun.elapsed() < millis(3000));
            assert!(
                within(millis(1000), || hosts_in(kit.folder.path()).is_empty()),
                "{function}: the process is ended"
            );
        }
    }
}

/// Notes what it is told of slow calls, and whether the host was alive then.
#[derive(Default)]
struct Slow {
    folder: PathBuf,
    seen: Mutex<Vec<(Running, bool)>>,
}

impl Watch for Slow {
    fn running(&self, running: &Running) -> Patience {
        if running.is_slow() {
            let alive = !hosts_in(&self.folder).is_empty();
            self.seen.lock().unwrap().push((running.clone(), alive));
        }
        Patience::Wait
    }

    fn interrupted(&self) -> bool {
        false
    }
}

#[test]
fn a_changing_call_that_hangs_is_told_at_the_soft_limit_and_ended_at_the_hard_one() {
    for function in CHANGING {
        let kit = Kit::new(token())
            .script(&format!("{function}=hang"))
            .limited(|limits| {
                limits.soft = millis(250);
                limits.login = millis(900);
                limits.keygen_ec = millis(900);
                limits.write = millis(900);
            });
        let watch = Arc::new(Slow {
            folder: kit.folder.path().to_owned(),
            ..Slow::default()
        });
        let mut client = kit.client_watched(watch.clone());
        let begun = Instant::now();
        let fault = go(&mut client, function);
        assert_eq!(fault.kind, FaultKind::Hung { millis: 900 }, "{function}");
        assert_eq!(fault.call.as_deref(), Some(function));
        assert_eq!(fault.state, TokenState::Unknown);
        assert!(begun.elapsed() >= millis(900));
        let seen = watch.seen.lock().unwrap();
        let (running, alive) = seen.first().expect("a person was told");
        assert!(*alive && running.changing && running.call == function);
        assert!(running.elapsed < millis(900) && running.limit == millis(900));
        assert!(within(millis(1000), || hosts_in(kit.folder.path()).is_empty()));
    }
}

#[test]
fn a_module_that_never_finalises_does_not_keep_us() {
    let kit = Kit::new(token())
        .script("C_Finalize=hang")
        .limited(|limits| limits.finalize = millis(300));
    let mut client = kit.logged_in();
    let begun = Instant::now();
    client.end();
    assert!(begun.elapsed() < millis(2000));
    assert!(within(millis(1000), || hosts_in(kit.folder.path()).is_empty()));
}

#[test]
fn every_call_of_a_request_has_its_limit_for_itself() {
    let kit = Kit::new(token())
        .script("C_GenerateKeyPair=delay:800;C_GenerateKeyPair@1=rv:CKR_TEMPLATE_INCONSISTENT")
        .limited(|limits| limits.keygen_ec = millis(1300));
    let mut client = kit.client();
    log_in(&mut client);
    let begun = Instant::now();
    client.generate(SLOT, &ec_wish()).unwrap();
    assert!(begun.elapsed() > millis(1500), "two calls");
}

#[test]
fn a_request_that_fits_no_frame_is_refused_and_hangs_nobody() {
    let kit = Kit::new(token());
    let mut client = kit.logged_in();
    let wish = parafa::token::CertificateWish {
        der: vec![0; 17 << 20],
        ..certificate()
    };
    let begun = Instant::now();
    let fault = client.put_certificate(SLOT, &wish).unwrap_err();
    assert!(matches!(fault.kind, FaultKind::Host { .. }));
    assert_eq!(fault.state, TokenState::NothingChanged);
    assert!(begun.elapsed() < millis(5000));
    assert!(kit.entered("C_CreateObject").is_empty());
}
