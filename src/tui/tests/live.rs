//! Tokens come and go, drivers are slow or fail, and the screen goes on: with the worker and scripted drivers behind.

use std::time::{Duration, Instant};

use crossterm::event::KeyCode;

use super::super::app::Flow;
use super::super::care::Care;
use super::super::task::Job;
use super::engine::World;
use super::walk::Walk;
use super::{drawn, key, keys, text};
use crate::op::delete::{Delete, What};
use crate::op::files::Source;
use crate::op::pin::Pin;
use crate::token::{FaultKind, Role};

pub(super) fn count(walk: &Walk, call: &str) -> usize {
    let calls = walk.calls.lock().unwrap();
    calls.iter().filter(|it| *it == call).count()
}

#[test]
fn a_driver_that_hangs_holds_no_other_back() {
    for call in ["module", "slots", "look"] {
        let (slow, quick) = (World::default(), World::default());
        slow.hold(call);
        let mut walk = Walk::tokens(&[(Some("Slow"), slow.clone()), (Some("Quick"), quick)]);
        walk.until("Quick");
        // Whoever came first is chosen.
        if !text(&walk.app).contains("[Quick") {
            key(&mut walk.app, KeyCode::Tab);
        }
        walk.until("Keys show only after the PIN");
        // What needs no driver is done meanwhile.
        keys(&mut walk.app, "n");
        walk.until("New certificate: what is it for?");
        key(&mut walk.app, KeyCode::Esc);
        walk.for_a_while(Duration::from_secs(1));
        walk.until("The driver Slow is still looking for tokens, since 1 s");
        slow.let_go();
        walk.for_a_while(Duration::from_millis(400));
        let screen = drawn(&walk.app, 120, 40).to_string();
        let place = |name: &str| screen.find(&format!(" {name} ")).unwrap();
        assert!(place("Slow") < place("Quick"), "{screen}");
        assert!(!screen.contains("still looking"), "{call}: {screen}");
    }
}

#[test]
fn leaving_waits_for_no_driver_that_looks() {
    let world = World::default();
    world.hold("slots");
    let mut walk = Walk::tokens(&[(None, world.clone())]);
    walk.until("Looking for tokens");
    assert_eq!(key(&mut walk.app, KeyCode::Char('q')), Flow::Quit);
    world.let_go();
}

#[test]
fn tokens_come_and_go_by_themselves() {
    let (first, second) = (World::default(), World::default());
    second.pull();
    let tokens = [
        (Some("First"), first.clone()),
        (Some("Second"), second.clone()),
    ];
    let mut walk = Walk::tokens(&tokens);
    walk.until("Keys show only after the PIN");
    assert!(!text(&walk.app).contains("Second"));
    let looks = count(&walk, "look");
    second.plug();
    walk.until("Second");
    walk.until("[First]");
    key(&mut walk.app, KeyCode::Tab);
    walk.until("[Second]");
    first.pull();
    walk.for_a_while(Duration::from_secs(3));
    let now = text(&walk.app);
    assert!(!now.contains("First") && now.contains("[Second]"), "{now}");
    second.pull();
    walk.until("No token is plugged in.");
    // Only the new token was read; who stays is asked no more than whether it is there.
    assert_eq!(count(&walk, "look"), looks + 1);
}

#[test]
fn idle_drivers_are_asked_every_two_seconds_at_most() {
    let mut walk = Walk::tokens(&[(None, World::default())]);
    walk.until("Keys show only after the PIN");
    let (begun, before) = (Instant::now(), count(&walk, "slots"));
    walk.for_a_while(Duration::from_secs(5));
    let most = usize::try_from(begun.elapsed().as_secs() / 2 + 1).unwrap();
    let asked = count(&walk, "slots") - before;
    assert!((1..=most).contains(&asked), "{asked} of {most}");
    assert_eq!(count(&walk, "look"), 1);
}

#[test]
fn a_driver_that_failed_is_asked_again_only_when_it_is_wanted() {
    let world = World::default();
    world.fail("module", FaultKind::Crashed { signal: Some(11) });
    let mut walk = Walk::tokens(&[(Some("Bad"), world), (Some("Good"), World::default())]);
    walk.until("Keys show only after the PIN");
    walk.for_a_while(Duration::from_secs(3));
    let before = count(&walk, "module");
    walk.for_a_while(Duration::from_secs(3));
    assert_eq!(count(&walk, "module"), before);
    keys(&mut walk.app, "w");
    walk.until("The likely reason");
    walk.until("✗ Bad: it crashed");
    walk.until("✓ Good: works");
    key(&mut walk.app, KeyCode::Esc);
    keys(&mut walk.app, "r");
    let begun = Instant::now();
    while count(&walk, "module") < before + 2 {
        assert!(begun.elapsed() < Duration::from_secs(10), "not tried again");
        walk.for_a_while(Duration::from_millis(50));
    }
}

#[test]
fn when_all_drivers_fail_home_says_why() {
    let world = World::default();
    world.fail("module", FaultKind::Hung { millis: 10_000 });
    let mut walk = Walk::tokens(&[(Some("Bad"), world)]);
    walk.until("The driver bad did not answer");
    assert!(!text(&walk.app).contains("No token is plugged in"));
}

/// Each kind of operation, with the token taken out before the call that it fails at: a sentence, and Home again.
#[test]
fn a_token_that_is_taken_out_leads_to_a_sentence_and_a_way_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.cer");
    let ca = crate::x509::StandInCa::new("Test", jiff::Timestamp::now()).unwrap();
    std::fs::write(&file, ca.ca_certificate().pem()).unwrap();
    let token = "pkcs11:token=Scripted";
    let jobs = [
        Job::Prove(token.to_owned()),
        Job::Install(Source::Path(file)),
        Job::Care(Care::leftovers(None)),
        Job::Care(Care::pins(token)),
        Job::Care(Care::Pin {
            token: token.to_owned(),
            pin: Pin::Change(Role::User),
        }),
        Job::Care(Care::Delete {
            token: token.to_owned(),
            delete: Delete {
                id: "07".to_owned(),
                what: What::All,
            },
        }),
    ];
    for job in jobs {
        for call in ["slot", "open", "login", "look"] {
            let world = World::default();
            let mut walk = Walk::tokens(&[(None, world.clone())]);
            walk.until("Keys show only after the PIN");
            world.fail(call, FaultKind::Removed);
            walk.app.start(job.clone());
            let begun = Instant::now();
            while walk.app.waited_for().is_some() {
                assert!(
                    begun.elapsed() < Duration::from_secs(10),
                    "{job:?} at {call}"
                );
                walk.for_a_while(Duration::from_millis(30));
                let now = text(&walk.app);
                if now.contains("> _") {
                    // The old PIN, then a new one.
                    let pin = if now.contains("New PIN") {
                        "5678"
                    } else {
                        "1234"
                    };
                    keys(&mut walk.app, pin);
                    key(&mut walk.app, KeyCode::Enter);
                } else if now.contains("y yes") {
                    keys(&mut walk.app, "y");
                }
            }
            let said = text(&walk.app);
            world.pull();
            for _ in 0..3 {
                key(&mut walk.app, KeyCode::Esc);
            }
            walk.until("No token is plugged in.");
            assert!(!said.contains("internal"), "{job:?} at {call}: {said}");
        }
    }
}

#[test]
fn a_token_taken_out_during_the_pin_is_said() {
    let world = World::default();
    let mut walk = Walk::tokens(&[(None, world.clone())]);
    walk.until("Keys show only after the PIN");
    walk.enter_pin();
    world.pull();
    keys(&mut walk.app, "1234");
    key(&mut walk.app, KeyCode::Enter);
    walk.until("That did not work");
    walk.until("The token was removed.");
    // The screen of the PINs below looks once more.
    for _ in 0..4 {
        key(&mut walk.app, KeyCode::Esc);
        walk.for_a_while(Duration::from_millis(200));
    }
    walk.until("No token is plugged in.");
    world.plug();
    walk.until("Keys show only after the PIN");
}

#[test]
fn a_job_waits_for_a_busy_driver_says_so_and_can_be_stopped() {
    let (slow, quick) = (World::default(), World::default());
    slow.hold("slots");
    let mut walk = Walk::tokens(&[(Some("Slow"), slow.clone()), (Some("Quick"), quick)]);
    walk.until("Keys show only after the PIN");
    walk.app.start(Job::Prove("pkcs11:token=Quick".to_owned()));
    walk.until("Waiting for the driver Slow");
    key(&mut walk.app, KeyCode::Esc);
    walk.until("Stopped; nothing was changed.");
    assert_eq!(count(&walk, "login"), 0);
    walk.app.start(Job::Prove("pkcs11:token=Quick".to_owned()));
    walk.until("Waiting for the driver Slow");
    slow.let_go();
    walk.until("PIN of the user");
    key(&mut walk.app, KeyCode::Esc);
    walk.until("Stopped; nothing was changed.");
}
