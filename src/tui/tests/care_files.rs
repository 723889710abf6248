//! Certificates and keys into files and out of them: what the screens show, and what they ask of the worker.

use std::path::PathBuf;

use crossterm::event::{Event, KeyCode};

use super::super::app::App;
use super::super::care::{Care, Cared};
use super::super::message::Message;
use super::super::task::{Job, Reply};
use super::super::todo::Ahead;
use super::care::{Open, SERIAL, TOKEN, asked, came, details, home};
use super::made::{answered, both};
use super::screens::{certificate, identity};
use super::{key, keys, text};
use crate::op::Proof;
use crate::op::export::{Encryption, ExportOutcome, Form, From, KeyForm, To};
use crate::op::files::Source;
use crate::op::import::{ImportOutcome, ImportedRow, Way};
use crate::op::shape::{FileRow, FileShow, IdentityState};
use crate::op::show::ShowOutcome;

/// Chooses the folder on the screen for saving, from its last line, and comes back there.
fn into(app: &mut App, folder: &str) {
    key(app, KeyCode::Up);
    key(app, KeyCode::Enter);
    app.take(Message::Input(Event::Paste(folder.to_owned())));
    key(app, KeyCode::Enter);
    assert!(text(app).contains("▸ Write the file"), "{}", text(app));
}

#[test]
fn a_certificate_is_saved_as_it_stands_on_the_screen() {
    let (mut app, jobs) = details();
    keys(&mut app, "x");
    into(&mut app, "/home/ana");
    both("care_export", &app);
    key(&mut app, KeyCode::Enter);
    let Care::Export { token, export } = asked(&jobs) else {
        panic!("no export");
    };
    assert_eq!(token.as_deref(), Some(TOKEN));
    assert_eq!(export.from, From::Token(SERIAL.to_owned()));
    assert_eq!((export.form, export.chain), (Form::Pem, false));
    assert_eq!(export.to, To::Folder(PathBuf::from("/home/ana")));
    came(
        &mut app,
        Cared::Exported(ExportOutcome {
            files: vec![FileRow {
                path: "/home/ana/ANA_POP-00112233.pem".to_owned(),
                kind: "certificate".to_owned(),
                purpose: None,
                sha256: String::new(),
            }],
            bytes: Vec::new(),
        }),
    );
    assert!(text(&app).contains("Written: /home/ana/ANA_POP-00112233.pem"));
    keys(&mut app, "o");
    assert_eq!(jobs.try_recv(), Ok(Job::Show(PathBuf::from("/home/ana"))));
    app.take(answered(Reply::Shown, Ahead::default()));
    key(&mut app, KeyCode::Enter);
    assert!(
        text(&app).contains("signatures that bind"),
        "{}",
        text(&app)
    );
}

#[test]
fn form_chain_and_folder_are_chosen() {
    let (mut app, jobs) = details();
    keys(&mut app, "x");
    // Up from the last line: the folder, the chain, two P12, P7B.
    into(&mut app, "/home/ana");
    key(&mut app, KeyCode::Up);
    key(&mut app, KeyCode::Up);
    keys(&mut app, " ");
    assert!(text(&app).contains("[x] with the certificates"));
    // A key on a token cannot be written; that is said, and nothing is chosen.
    key(&mut app, KeyCode::Up);
    key(&mut app, KeyCode::Enter);
    assert!(
        text(&app).contains("cannot be copied out of it"),
        "{}",
        text(&app)
    );
    key(&mut app, KeyCode::Esc);
    key(&mut app, KeyCode::Up);
    key(&mut app, KeyCode::Up);
    key(&mut app, KeyCode::Enter);
    key(&mut app, KeyCode::PageDown);
    key(&mut app, KeyCode::Enter);
    let Care::Export { export, .. } = asked(&jobs) else {
        panic!("no export");
    };
    assert_eq!((export.form, export.chain), (Form::P7b, true));
    assert_eq!(export.to, To::Folder(PathBuf::from("/home/ana")));
}

#[test]
fn without_a_folder_it_is_written_where_the_program_was_started() {
    let (mut app, jobs) = details();
    keys(&mut app, "x");
    key(&mut app, KeyCode::Enter);
    let Care::Export { export, .. } = asked(&jobs) else {
        panic!("no export");
    };
    assert_eq!(export.to, To::Here);
}

#[test]
fn one_certificate_as_bytes_takes_no_authorities_along() {
    let (mut app, jobs) = details();
    keys(&mut app, "x");
    for _ in 0..2 {
        key(&mut app, KeyCode::Up);
    }
    keys(&mut app, " ");
    key(&mut app, KeyCode::PageUp);
    key(&mut app, KeyCode::Down);
    keys(&mut app, " ");
    assert!(
        text(&app).contains("[ ] with the certificates"),
        "{}",
        text(&app)
    );
    key(&mut app, KeyCode::PageDown);
    key(&mut app, KeyCode::Enter);
    let Care::Export { export, .. } = asked(&jobs) else {
        panic!("no export");
    };
    assert_eq!((export.form, export.chain), (Form::Der, false));
}

fn opened(key_inside: bool) -> Open {
    let (mut app, jobs) = home(false);
    keys(&mut app, "o");
    app.take(Message::Input(Event::Paste("/a b/ana.p12".to_owned())));
    key(&mut app, KeyCode::Enter);
    assert_eq!(
        jobs.try_recv(),
        Ok(Job::Open(crate::op::files::Source::Path(
            "/a b/ana.p12".into()
        )))
    );
    let mut one = identity(
        IdentityState::Ready,
        "ana",
        vec![certificate("ANA POP", 360)],
    );
    if let Some(key) = one.key.as_mut().filter(|_| !key_inside) {
        key.seen = "public".to_owned();
    }
    let outcome = ShowOutcome {
        files: vec![FileShow {
            path: "/a b/ana.p12".to_owned(),
            identities: vec![one],
            chain: Vec::new(),
        }],
        ..ShowOutcome::default()
    };
    app.take(answered(Reply::Open(outcome), Ahead::default()));
    (app, jobs)
}

#[test]
fn a_file_with_a_key_offers_its_import() {
    let (mut app, jobs) = opened(true);
    both("care_opened_key", &app);
    keys(&mut app, "k");
    let path = PathBuf::from("/a b/ana.p12");
    assert_eq!(asked(&jobs), Care::Import { token: None, path });
    let (mut app, jobs) = opened(false);
    keys(&mut app, "k");
    assert!(text(&app).contains("No private key is in this file."));
    assert!(jobs.try_recv().is_err());
}

#[test]
fn a_key_in_a_file_is_saved_under_a_password() {
    let (mut app, jobs) = opened(true);
    keys(&mut app, "x");
    into(&mut app, "/home/ana");
    for _ in 0..3 {
        key(&mut app, KeyCode::Up);
    }
    both("care_export_file", &app);
    key(&mut app, KeyCode::Enter);
    key(&mut app, KeyCode::PageDown);
    key(&mut app, KeyCode::Enter);
    let Care::Export { token, export } = asked(&jobs) else {
        panic!("no export");
    };
    assert_eq!(token, None);
    let file = Source::Path(PathBuf::from("/a b/ana.p12"));
    assert_eq!(export.from, From::File(file));
    assert_eq!(export.form, Form::Key(KeyForm::Pkcs12(Encryption::Legacy)));
    // Of a file without a key only the certificate.
    let (mut app, _jobs) = opened(false);
    keys(&mut app, "x");
    for _ in 0..3 {
        key(&mut app, KeyCode::Up);
    }
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("No private key is in this file."));
}

#[test]
fn details_of_a_file_are_not_those_of_a_token() {
    let (mut app, _jobs) = opened(true);
    key(&mut app, KeyCode::Enter);
    let shown = text(&app);
    assert!(
        shown.contains("/a b/ana.p12") && !shown.contains("Usable"),
        "{shown}"
    );
    key(&mut app, KeyCode::Delete);
    assert!(text(&app).contains("Parafa deletes no files"));
}

#[test]
fn an_import_goes_onto_the_token_that_is_shown() {
    let (mut app, jobs) = home(false);
    keys(&mut app, "k");
    app.take(Message::Input(Event::Paste("'/a b/ana.p12'".to_owned())));
    both("care_import", &app);
    key(&mut app, KeyCode::Enter);
    let path = PathBuf::from("/a b/ana.p12");
    let token = Some(TOKEN.to_owned());
    assert_eq!(asked(&jobs), Care::Import { token, path });
    came(
        &mut app,
        Cared::Imported(ImportOutcome {
            imported: vec![ImportedRow {
                id: Some("0a1b".to_owned()),
                token: TOKEN.to_owned(),
                label: Some("ana".to_owned()),
                key_sha256: "ef".repeat(32),
                key_type: "rsa2048".to_owned(),
                born_on_token: false,
                way: Some(Way::Created),
                proof: Proof::Signed,
            }],
            chain: vec![certificate("CA", 400)],
            ..ImportOutcome::default()
        }),
    );
    both("care_imported", &app);
    assert_eq!(jobs.try_recv(), Ok(Job::Look));
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("Certificates on this token"));
}
