//! Stopping: by the one who takes the rows, by the person, by a limit of the whole read.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use parafa::child::{Patience, Running, Watch};
use parafa::token::{Access, Class, Engine, FaultKind};
use parafa_faulty::TokenFile;

use crate::kit::{Kit, SLOT, hosts_in, log_in, look, millis, within};

fn many(count: u8) -> TokenFile {
    (0..count).fold(TokenFile::new("many"), |token, id| {
        token.with_certificate(&[id], "c", &[0x30, 0])
    })
}

#[test]
fn a_look_ends_early_when_its_taker_has_enough() {
    let kit = Kit::new(many(250)).script("C_GetAttributeValue=delay:2");
    let mut client = kit.opened(Access::Read);
    let mut batches = Vec::new();
    let end = client
        .look(
            SLOT,
            &[Class::Certificate, Class::PublicKey],
            &mut |batch| {
                batches.push(batch.len());
                ControlFlow::Break(())
            },
        )
        .unwrap();
    assert_eq!(batches.len(), 1, "nothing more is handed over");
    // As many as fit into a frame, or as were read in a quarter of a second.
    assert!((10..=64).contains(&batches[0]), "{batches:?}");
    assert!(!end.complete);
    assert!(kit.entered("C_GetAttributeValue").len() < 250);
    let (objects, end) = look(&mut client, SLOT, &[Class::Certificate]);
    assert!(end.complete);
    assert_eq!(objects.len(), 250);
}

#[test]
fn rows_that_were_on_their_way_are_not_handed_over_after_the_stop() {
    let kit = Kit::new(many(250));
    let mut client = kit.opened(Access::Read);
    let mut batches = 0;
    let end = client
        .look(SLOT, &[Class::Certificate], &mut |_| {
            batches += 1;
            // Long enough for the host to send all the others.
            std::thread::sleep(millis(500));
            ControlFlow::Break(())
        })
        .unwrap();
    assert_eq!((batches, end.complete), (1, false));
}

#[test]
fn a_look_that_was_stopped_at_its_last_row_is_not_complete() {
    let kit = Kit::new(many(3));
    let mut client = kit.opened(Access::Read);
    let end = client
        .look(SLOT, &[Class::Certificate], &mut |_| ControlFlow::Break(()))
        .unwrap();
    assert!(!end.complete, "the taker took less than there was");
    assert_eq!(look(&mut client, SLOT, &[Class::Certificate]).0.len(), 3);
}

/// A person who may turn away.
#[derive(Default)]
struct Person(AtomicBool);

impl Watch for Person {
    fn running(&self, _: &Running) -> Patience {
        Patience::Wait
    }

    fn interrupted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[test]
fn nothing_new_is_begun_after_an_interruption() {
    let kit = Kit::new(many(1));
    let person = Arc::new(Person::default());
    let mut client = kit.client_watched(person.clone());
    log_in(&mut client);
    person.0.store(true, Ordering::Relaxed);
    assert_eq!(client.slots().unwrap_err().kind, FaultKind::Interrupted);
    assert_eq!(client.module().unwrap_err().kind, FaultKind::Interrupted);
    let fault = client
        .generate(SLOT, &crate::generating::ec_wish())
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::Interrupted);
    assert!(kit.entered("C_GetSlotList").is_empty());
    assert!(kit.entered("C_GenerateKeyPair").is_empty());
    person.0.store(false, Ordering::Relaxed);
    assert_eq!(
        look(&mut client, SLOT, &[Class::Certificate]).0.len(),
        1,
        "the session is still there"
    );
    person.0.store(true, Ordering::Relaxed);
    client.end();
    assert_eq!(kit.entered("C_Finalize").len(), 1, "but we tidy up");
}

#[test]
fn a_long_look_is_interrupted_between_two_objects() {
    let kit = Kit::new(many(200)).script("C_GetAttributeValue=delay:10");
    let person = Arc::new(Person::default());
    let mut client = kit.client_watched(person.clone());
    log_in(&mut client);
    let begun = Instant::now();
    let fault = client
        .look(SLOT, &[Class::Certificate], &mut |_| {
            person.0.store(true, Ordering::Relaxed);
            ControlFlow::Continue(())
        })
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::Interrupted);
    assert!(begun.elapsed() < millis(1900));
    assert!(kit.entered("C_GetAttributeValue").len() < 200);
    person.0.store(false, Ordering::Relaxed);
    assert_eq!(client.slots().unwrap().len(), 1);
}

/// Turns away as soon as the call is entered.
struct Inside(std::path::PathBuf);
impl Watch for Inside {
    fn running(&self, _: &Running) -> Patience {
        Patience::Wait
    }
    fn interrupted(&self) -> bool {
        self.0.exists()
    }
}

#[test]
fn a_changing_call_under_way_is_not_interrupted() {
    let kit = Kit::new(many(1));
    let inside = kit.folder.path().join("inside");
    let kit = kit.script(&format!(
        "C_GenerateKeyPair=touch:{};C_GenerateKeyPair=delay:300",
        inside.display()
    ));
    let mut client = kit.client_watched(Arc::new(Inside(inside)));
    log_in(&mut client);
    client
        .generate(SLOT, &crate::generating::ec_wish())
        .unwrap();
}

#[test]
fn a_whole_read_has_a_limit_of_its_own() {
    let kit = Kit::new(many(200))
        .script("C_GetAttributeValue=delay:10")
        .limited(|limits| limits.whole_read = Some(millis(300)));
    let mut client = kit.opened(Access::Read);
    let fault = client
        .look(SLOT, &[Class::Certificate], &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::Hung { millis: 300 });
    assert!(within(millis(1000), || hosts_in(kit.folder.path()).is_empty()));
}

#[test]
fn the_time_of_the_taker_is_not_the_modules() {
    let kit = Kit::new(many(130)).limited(|limits| limits.read = millis(300));
    let mut client = kit.opened(Access::Read);
    let mut taken = 0;
    let end = client
        .look(SLOT, &[Class::Certificate], &mut |batch| {
            taken += batch.len();
            std::thread::sleep(millis(500));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(end.complete);
    assert_eq!(taken, 130);
}
