//! One snapshot a screen and state, at both sizes.

use std::sync::mpsc::channel;

use crossterm::event::KeyCode;

use super::super::message::{Asked, Message};
use super::super::task::{Done, Job, Look, Pane, Reply};
use super::super::todo::{Ahead, Unfinished};
use super::{drawn, idle_app, key, keys, text};
use crate::ask::{SecretKind, SecretWanted};
use crate::error::{Code, Failure};
use crate::op::Proof;
use crate::op::shape::{
    AlreadyRow, CertificateRow, IdentityRow, IdentityState, InstallOutcome, InstalledRow, KeyRow,
    ModuleRow, ModuleState, PinRow, SkippedRow, SoPinRow, SupersededRow, TokenRow, TokenRowState,
    TokenShow,
};
use crate::token::{PinState, Role, TokenState};

pub(super) fn certificate(holder: &str, days: i64) -> CertificateRow {
    let (from, to, validity) = match days {
        ..0 => ("2024-11-20T00:00:00Z", "2025-11-20T00:00:00Z", "expired"),
        0..=30 => ("2025-12-04T00:00:00Z", "2026-12-04T00:00:00Z", "valid"),
        _ => ("2026-11-20T00:00:00Z", "2027-11-20T00:00:00Z", "valid"),
    };
    let issuer = "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA, 2.5.4.97=VATRO-18288250";
    let content = [0x20, 0x05, 0x06, 0x25, 0x00, 0x11, 0x22, 0x33, 0x44, 0x55];
    CertificateRow {
        holder: Some(holder.to_owned()),
        subject: format!("C=RO, CN={holder}"),
        issuer: issuer.to_owned(),
        serial: serial(&content),
        not_before: from.to_owned(),
        not_after: to.to_owned(),
        days_left: days,
        sha256: "ab".repeat(32),
        sha1: "cd".repeat(20),
        key_usage: None,
        extended_key_usage: None,
        emails: Vec::new(),
        qualified: None,
        placeholder: false,
        validity: match validity {
            "expired" => crate::x509::Validity::Expired,
            _ => crate::x509::Validity::Valid,
        },
        details: None,
        asn1: None,
        der: [].into(),
    }
}

fn serial(content: &[u8]) -> crate::x509::Serial {
    crate::x509::Serial::from_content(content)
}

pub(super) fn identity(
    state: IdentityState,
    label: &str,
    certificates: Vec<CertificateRow>,
) -> IdentityRow {
    let key = KeyRow {
        seen: "private".to_owned(),
        kind: Some("rsa".to_owned()),
        bits: Some(2048),
        curve: None,
        on_token: Some(true),
        extractable: Some(false),
        sensitive: Some(true),
        always_authenticate: None,
        usage: None,
    };
    IdentityRow {
        id: Some("0a1b".to_owned()),
        key_sha256: Some("ef".repeat(32)),
        label: Some(label.to_owned()),
        key: (state != IdentityState::KeyNotVisible).then_some(key),
        state,
        certificates,
    }
}

pub(super) fn row(label: &str, slot: u64) -> TokenRow {
    TokenRow {
        uri: format!("pkcs11:slot-id={slot}"),
        module: Some("mod".to_owned()),
        slot: Some(slot),
        card: Some("Reader 0".to_owned()),
        label: Some(label.to_owned()),
        manufacturer: Some("certSIGN".to_owned()),
        model: Some("ID".to_owned()),
        serial: Some(format!("4A00F{slot}")),
        state: TokenRowState::Ready,
        pin: PinRow {
            state: PinState::NoWarning,
            failed_here: 0,
            min: None,
            max: None,
            pinpad: Some(false),
        },
        so_pin: SoPinRow {
            state: PinState::Unknown,
        },
        read_only: Some(false),
        also_via: Vec::new(),
        atr: None,
        looks_like: Vec::new(),
    }
}

pub(super) fn pane(label: &str, slot: u64, identities: Vec<IdentityRow>) -> Pane {
    let row = row(label, slot);
    Pane {
        show: Some(TokenShow {
            token: row.clone(),
            logged_in: false,
            complete: false,
            identities,
            chain: vec![certificate("CERTSIGN ROOT", 400)],
            other: Vec::new(),
        }),
        ..Pane::of(row)
    }
}

pub(super) fn module(id: &str, state: ModuleState) -> ModuleRow {
    ModuleRow {
        id: id.to_owned(),
        path: format!("/usr/lib/{id}.so"),
        name: id.to_owned(),
        state,
        detail: (state != ModuleState::Ok).then(|| "wrong answer, C_Initialize".to_owned()),
    }
}

pub(super) fn full() -> Look {
    let visible = vec![
        identity(
            IdentityState::Ready,
            "new",
            vec![certificate("ANA POP", 360), certificate("ANA POP", 12)],
        ),
        identity(
            IdentityState::Expired,
            "old",
            vec![certificate("ION POP", -5)],
        ),
        identity(
            IdentityState::Expiring,
            "soon",
            vec![certificate("ANA POP", 12)],
        ),
        identity(IdentityState::AwaitingCertificate, "Farmacia", Vec::new()),
    ];
    let hidden = identity(
        IdentityState::KeyNotVisible,
        "x",
        vec![certificate("DAN", 300)],
    );
    Look {
        panes: vec![pane("ANA POP", 1, visible), pane("Other", 2, vec![hidden])],
        modules: vec![module("certsign", ModuleState::Ok)],
        skipped: Vec::new(),
        absent: 34,
        failure: None,
    }
}

/// Something was interrupted on the token ANA POP.
pub(super) fn interrupted() -> Ahead {
    Ahead {
        unfinished: vec![Unfinished {
            label: "ANA POP".to_owned(),
            serial: "4A00F1".to_owned(),
            what: "writing a certificate".to_owned(),
            when: "20 Nov 2026".to_owned(),
        }],
        ..Ahead::default()
    }
}

pub(super) fn done(reply: Reply) -> Message {
    done_with(reply, interrupted())
}

pub(super) fn done_with(reply: Reply, ahead: Ahead) -> Message {
    Message::Done(Box::new(Done {
        reply,
        notices: Vec::new(),
        ahead: Some(ahead),
    }))
}

fn both(name: &str, app: &super::super::app::App) {
    insta::assert_snapshot!(format!("{name}_80x24"), drawn(app, 80, 24).to_string());
    insta::assert_snapshot!(format!("{name}_120x40"), drawn(app, 120, 40).to_string());
}

#[test]
fn nothing_is_plugged_in() {
    let (mut app, jobs) = idle_app();
    both("looking", &app);
    app.take(done(Reply::Look(Look {
        panes: Vec::new(),
        ..full()
    })));
    both("nothing", &app);
    keys(&mut app, "t");
    assert_eq!(jobs.try_recv(), Ok(Job::Practise));
}

#[test]
fn a_token_with_everything() {
    let (mut app, _jobs) = idle_app();
    app.take(done(Reply::Look(full())));
    both("full", &app);
    key(&mut app, KeyCode::Tab);
    both("before_pin", &app);
}

#[test]
fn a_driver_fails() {
    let (mut app, _jobs) = idle_app();
    let failure = Failure::new(Code::ModuleCrashed)
        .with("module", "certsign")
        .with("call", "C_Initialize")
        .detail("call", "C_Initialize")
        .state(TokenState::NothingChanged);
    let look = Look {
        modules: vec![module("certsign", ModuleState::Crashed)],
        failure: Some(failure),
        ..Look::default()
    };
    app.take(done_with(Reply::Look(look), Ahead::default()));
    both("driver_failed", &app);
    let drivers = app.home.drivers();
    app.perform(drivers);
    both("drivers", &app);
}

#[test]
fn the_pin_is_never_drawn() {
    let (mut app, _jobs) = idle_app();
    app.take(done(Reply::Look(full())));
    let (reply, answer) = channel();
    let wanted = SecretWanted {
        what: SecretKind::Pin(Role::User),
        token: "ANA POP".to_owned(),
        serial: "4A00F1".to_owned(),
        state: PinState::CountLow,
    };
    app.take(Message::Asked(Asked::Secret(wanted, reply)));
    keys(&mut app, "7351q?");
    both("pin", &app);
    assert!(!text(&app).contains("7351"));
    key(&mut app, KeyCode::Enter);
    let crate::ask::SecretAnswer::Given(secret) = answer.recv().unwrap() else {
        panic!("not given");
    };
    assert_eq!(secret.expose(), b"7351q?");
    assert!(!text(&app).contains("PIN of the user"));
}

#[test]
fn what_came_of_an_installation() {
    let (mut app, _jobs) = idle_app();
    app.take(done(Reply::Look(full())));
    let outcome = InstallOutcome {
        installed: vec![InstalledRow {
            id: Some("01".to_owned()),
            token: "pkcs11:token=x".to_owned(),
            subject: "C=RO, CN=ANA POP".to_owned(),
            serial: "20050625".to_owned(),
            not_after: "2027-11-20T00:00:00Z".to_owned(),
            purpose: None,
            proof: Proof::Signed,
            superseded: vec![SupersededRow {
                serial: "1f".to_owned(),
                sha256: String::new(),
                kept: true,
                saved_to: None,
            }],
        }],
        already: vec![AlreadyRow {
            file: "/a.cer".to_owned(),
            id: None,
        }],
        skipped: vec![SkippedRow {
            file: "/b.cer".to_owned(),
            reason: "fits_no_key".to_owned(),
            message: String::new(),
            failure: Some(Box::new(
                Failure::new(Code::FitsNoKey).with("file", "/b.cer"),
            )),
        }],
        ..InstallOutcome::default()
    };
    app.take(done(Reply::Install(outcome)));
    both("installed", &app);
}

#[test]
fn help_says_what_the_keys_do() {
    let (mut app, _jobs) = idle_app();
    app.take(done(Reply::Look(full())));
    keys(&mut app, "?");
    both("help", &app);
    key(&mut app, KeyCode::Esc);
    for action in app.actions() {
        assert!(!action.words.is_empty());
    }
}

#[test]
fn too_little_room_is_said() {
    let (app, _jobs) = idle_app();
    insta::assert_snapshot!(drawn(&app, 60, 20).to_string());
    for (width, height) in [(0, 0), (1, 1), (79, 24), (80, 23)] {
        let _ = drawn(&app, width, height);
    }
}

#[test]
fn hostile_names_draw_harmlessly() {
    let names = [
        "\u{1b}[2J\u{1b}]52;c;AAAA\u{7}".to_owned(),
        "\u{202e}exe.doc\u{200b}\n\r\t".to_owned(),
        "W".repeat(10_000),
        "漢".repeat(10_000),
        String::new(),
    ];
    for name in names {
        let (mut app, _jobs) = idle_app();
        let mut certificate = certificate(&name, 12);
        certificate.issuer = format!("CN={name}");
        certificate.not_after = name.clone();
        let mut pane = pane(
            &name,
            1,
            vec![
                identity(IdentityState::Ready, &name, vec![certificate]),
                identity(IdentityState::AwaitingCertificate, &name, Vec::new()),
            ],
        );
        pane.row.serial = Some(name.clone());
        pane.row.manufacturer = Some(name.clone());
        let look = Look {
            panes: vec![pane],
            modules: vec![module(&name, ModuleState::Error)],
            skipped: vec![(name.clone(), name.clone())],
            ..Look::default()
        };
        app.take(done(Reply::Look(look)));
        for step in 0..3 {
            if step == 1 {
                keys(&mut app, "\t");
            } else if step == 2 {
                let drivers = app.home.drivers();
                app.perform(drivers);
            }
            for (width, height) in [(80, 24), (120, 40)] {
                let shown = drawn(&app, width, height).to_string();
                let hostile =
                    |letter: char| letter != '\n' && (letter.is_control() || letter == '\u{202e}');
                assert!(!shown.contains(hostile), "{shown}");
            }
        }
    }
}

#[test]
fn q25_tokens_of_one_card_say_that_each_has_its_own_pin() {
    let (mut app, _jobs) = idle_app();
    let mut look = full();
    for pane in &mut look.panes {
        pane.row.serial = Some("4A00F1".to_owned());
    }
    app.take(done(Reply::Look(look)));
    both("one_card", &app);
}
