//! Intents and outcomes.

use std::thread;

use super::super::{
    Intent, IntentId, Journal, JournalError, OpenIntent, Operation, Outcome, Owner,
};
use super::{folder, hash, intent, token};

#[test]
fn a_cut_off_operation_shows_only_once_its_lock_is_free() {
    let (_folder, paths) = folder();
    let owner = Owner::take(&paths).unwrap();
    let begun = intent(&owner);
    let id = {
        let mut journal = Journal::new(Some(paths.clone()));
        journal.begin(&begun).unwrap()
    };
    let mut journal = Journal::new(Some(paths));
    assert_eq!(journal.open_intents().unwrap(), []);
    drop(owner);
    let expected = OpenIntent {
        id,
        intent: begun,
        reported: false,
    };
    assert_eq!(
        journal.open_intents().unwrap(),
        std::slice::from_ref(&expected)
    );
    let here = journal.intents_for_token(&token("here")).unwrap();
    assert_eq!(here, [expected]);
    assert_eq!(journal.intents_for_token(&token("there")).unwrap(), []);
}

#[test]
fn the_first_known_outcome_stands() {
    let (_folder, paths) = folder();
    let mut journal = Journal::new(Some(paths.clone()));
    let owner = Owner::take(&paths).unwrap();
    let id = journal.begin(&intent(&owner)).unwrap();
    drop(owner);
    journal.finish(id, &Outcome::Unknown).unwrap();
    assert!(journal.open_intents().unwrap()[0].reported);
    let done = Outcome::Done {
        key: Some(hash(9)),
        spki: Some(vec![1]),
    };
    journal.finish(id, &done).unwrap();
    assert_eq!(journal.open_intents().unwrap(), []);
    assert_eq!(journal.key(hash(9)).unwrap(), Some(vec![1]));
    journal.finish(id, &Outcome::Unknown).unwrap();
    assert_eq!(journal.open_intents().unwrap(), []);
    let nobody = journal.finish(IntentId(99), &done);
    assert!(matches!(nobody, Err(JournalError::NoEntry { .. })));
}

#[test]
fn every_outcome_can_be_written() {
    let (_folder, paths) = folder();
    let mut journal = Journal::new(Some(paths.clone()));
    let owner = Owner::take(&paths).unwrap();
    for (operation, outcome) in Operation::ALL.iter().zip([
        Outcome::NothingChanged,
        Outcome::Unknown,
        Outcome::Failed { code: "c".into() },
        Outcome::Settled { how: "h".into() },
    ]) {
        let intent = Intent::new(*operation, token(""), "m", &owner);
        let id = journal.begin(&intent).unwrap();
        journal.finish(id, &outcome).unwrap();
    }
    for operation in Operation::ALL {
        let intent = Intent::new(*operation, token(""), "m", &owner);
        journal.begin(&intent).unwrap();
    }
    drop(owner);
    assert_eq!(
        journal.open_intents().unwrap().len(),
        Operation::ALL.len() + 1
    );
}

#[test]
fn several_programs_at_once_lose_nothing() {
    let (_folder, paths) = folder();
    let owner = Owner::take(&paths).unwrap();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut pair = [0, 1].map(|_| Journal::new(Some(paths.clone())));
                for _ in 0..25 {
                    for journal in &mut pair {
                        journal.begin(&intent(&owner)).unwrap();
                    }
                }
            });
        }
    });
    drop(owner);
    let open = Journal::new(Some(paths)).open_intents().unwrap();
    assert_eq!(open.len(), 100);
    assert!(open.is_sorted_by(|a, b| a.id < b.id));
}
