//! What the card service tells becomes findings, each at its step.

use std::sync::Arc;

use super::{Doctor, DoctorOutcome, FindingRow, Severity, Step, StepState};
use crate::ask::NoAsk;
use crate::child::Tokens;
use crate::journal::Journal;
use crate::op::Setting;
use crate::op::plug::Plug;
use crate::reader::fake::FakeHelper;
use crate::reader::{Card, Reader};
use crate::registry::{Discovery, Registry};

fn diagnosed(fake: &FakeHelper) -> DoctorOutcome {
    let plug = Plug {
        helper: fake.helper(),
        registry: Arc::new(Registry::built_in().unwrap()),
        installed: Vec::new(),
        whole: true,
    };
    let (mut tokens, mut journal) = (Tokens::default(), Journal::new(None));
    let mut setting = Setting::new(&mut tokens, &NoAsk, &mut journal, None, None);
    setting.plug = Some(&plug);
    Doctor::default()
        .run(&mut setting, &Discovery::default())
        .unwrap()
}

fn of_readers(readers: &[Reader]) -> DoctorOutcome {
    let fake = FakeHelper::new();
    fake.readers(readers);
    diagnosed(&fake)
}

fn reader(card: Card) -> Reader {
    Reader {
        name: "Reader 00".to_owned(),
        card,
        exclusive: false,
    }
}

fn found(outcome: &DoctorOutcome) -> Vec<(Step, &str)> {
    let findings = outcome.findings.iter();
    let here = findings.filter(|one| !matches!(one.step, Step::Program | Step::Driver));
    here.map(|one| (one.step, one.code.as_str())).collect()
}

fn first(outcome: &DoctorOutcome, step: Step) -> &FindingRow {
    outcome
        .findings
        .iter()
        .find(|one| one.step == step)
        .unwrap()
}

fn state(outcome: &DoctorOutcome, step: Step) -> StepState {
    outcome
        .steps
        .iter()
        .find(|row| row.step == step)
        .unwrap()
        .state
}

#[test]
fn each_state_of_a_reader_is_told_where_it_belongs() {
    let present = |atr: &str| Card::Present {
        atr: atr.to_owned(),
    };
    let expected = [
        (Card::Empty, Step::Card, "no_card"),
        (Card::Mute, Step::Card, "card_mute"),
        (Card::Unavailable, Step::Reader, "reader_unavailable"),
        (present("3B00112233"), Step::Card, "card_unknown"),
    ];
    for (card, step, code) in expected {
        let outcome = of_readers(&[reader(card)]);
        assert_eq!(found(&outcome), [(step, code)]);
        assert_eq!(state(&outcome, step), StepState::Error);
        assert_eq!(state(&outcome, Step::Service), StepState::Ok);
    }
    let exclusive = Reader {
        exclusive: true,
        ..reader(present("3B00112233"))
    };
    let outcome = of_readers(&[exclusive]);
    assert_eq!(found(&outcome)[0], (Step::Card, "card_exclusive"));
    assert_eq!(first(&outcome, Step::Card).severity, Severity::Warning);
    // A known card without its driver is no fault of the card.
    let atr = "3BFF9600008131FE4380318065B0855956FB12017882900088";
    let outcome = of_readers(&[reader(present(atr))]);
    assert!(found(&outcome).is_empty());
    assert_eq!(outcome.explaining().unwrap().code, "driver_missing");
    assert_eq!(state(&outcome, Step::Card), StepState::Ok);
}

#[test]
fn a_service_that_cannot_be_asked_is_told_in_its_words() {
    let line = |why: &str| format!(r#"{{"failed":{{"why":"{why}","text":"its words"}}}}"#);
    let hello = r#"echo '{"hello":{"version":1}}'"#;
    for (why, code) in [
        ("no_service", "card_service_missing"),
        ("denied", "card_service_denied"),
        ("other", "card_service_failed"),
    ] {
        let script = format!("{hello}; echo '{}'; exec sleep 60", line(why));
        let outcome = diagnosed(&FakeHelper::script(&script));
        assert_eq!(found(&outcome), [(Step::Service, code)]);
        assert_eq!(first(&outcome, Step::Service).values["text"], "its words");
        assert_eq!(state(&outcome, Step::Reader), StepState::Unknown);
    }
    let lacking = "echo 'x: error while loading shared libraries: libpcsclite.so.1' >&2; exit 127";
    let outcome = diagnosed(&FakeHelper::script(lacking));
    assert_eq!(found(&outcome), [(Step::Service, "card_library_missing")]);
}
