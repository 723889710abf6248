//! The screen of what was found: the verdict, then what to do; with the PIN on demand.

use crossterm::event::KeyCode;

use super::super::task::{Checking, Job, Reply};
use super::super::todo::Ahead;
use super::made::{answered, both, nothing_plugged_in};
use super::screens::{done, full};
use super::{idle_app, key, keys, text};
use crate::error::Code;
use crate::op::Proof;
use crate::op::check::{
    Check, CheckOutcome, CheckedRow, FindingRow, Net, PathRow, PathState, RevocationRow,
    RevocationState, Severity, StepRow,
};
use crate::telling;

fn finding(code: Code, severity: Severity) -> FindingRow {
    FindingRow {
        id: Some("0bf4".to_owned()),
        ..FindingRow::new(code, severity)
    }
    .with("name", "ANA POP")
    .with("date", "2026-12-04")
    .with("count", 6)
    .with("names", "QcCompliance, QcSSCD")
}

fn traced() -> PathRow {
    let step = |subject: &str, revocation| StepRow {
        subject: subject.to_owned(),
        serial: "0bf4eab0".to_owned(),
        not_after: "2026-12-04T10:00:00Z".to_owned(),
        sha256: "aa".repeat(32),
        faults: Vec::new(),
        revocation,
    };
    let good = RevocationRow {
        state: RevocationState::Good,
        since: None,
        reason: None,
        as_of: Some("2026-11-20T10:00:00Z".to_owned()),
        until: None,
        by: Some("http://ocsp.example/".to_owned()),
        doubts: Vec::new(),
    };
    PathRow {
        state: PathState::Trusted,
        steps: vec![step("CN=ANA POP", Some(good)), step("CN=Root", None)],
    }
}

fn outcome(findings: Vec<FindingRow>) -> CheckOutcome {
    telling::judged(CheckOutcome {
        ok: findings.iter().all(|row| row.severity != Severity::Error),
        findings,
        checked: vec![CheckedRow {
            token: Some("pkcs11:token=ANA".to_owned()),
            path: None,
            holder: "ANA POP".to_owned(),
            serial: "0bf4eab0".to_owned(),
            not_after: "2026-12-04T10:00:00Z".to_owned(),
            sha256: "aa".repeat(32),
            profile: Some("ro-siui".to_owned()),
            request: Some("qualified".to_owned()),
            issuer: Some("certSIGN".to_owned()),
            proof: Some(Proof::Signed),
            trace: Some(traced()),
            ..CheckedRow::default()
        }],
        ..CheckOutcome::default()
    })
}

fn checked(findings: Vec<FindingRow>) -> Reply {
    let asked = Checking {
        token: Some("pkcs11:token=ANA".to_owned()),
        check: Check::default(),
    };
    Reply::Checked(Box::new((asked, outcome(findings))))
}

#[test]
fn the_verdict_stands_first_and_the_rest_is_one_key_away() {
    let (mut app, jobs) = nothing_plugged_in();
    while jobs.try_recv().is_ok() {}
    let findings = vec![
        finding(Code::EndsSoon, Severity::Warning),
        finding(Code::QualifiedAs, Severity::Info),
    ];
    app.take(answered(checked(findings), Ahead::default()));
    both("checked", &app);
    assert!(!text(&app).contains("P441"));
    keys(&mut app, "a");
    both("checked_all", &app);
    assert!(text(&app).contains("P441"));
    assert!(text(&app).contains("traced to CN=Root, which is trusted"));
    assert!(text(&app).contains("not revoked, as of 2026-11-20"));
    // The issuers are asked only where the person wants it.
    keys(&mut app, "o");
    let Ok(Job::Check(again)) = jobs.try_recv() else {
        panic!("nothing was asked");
    };
    assert_eq!(again.check.trust.net, Net::Online);
    app.take(answered(
        checked(vec![finding(Code::EndsSoon, Severity::Warning)]),
        Ahead::default(),
    ));
    // With the PIN the same is asked again, and the answer stands in its place.
    keys(&mut app, "p");
    let Ok(Job::Check(again)) = jobs.try_recv() else {
        panic!("nothing was asked");
    };
    assert!(again.check.sign);
    assert_eq!(again.token.as_deref(), Some("pkcs11:token=ANA"));
    app.take(answered(checked(Vec::new()), Ahead::default()));
    assert!(text(&app).contains("Good: ANA POP, until 2026-12-04."));
    keys(&mut app, "=");
    assert!(text(&app).contains("parafa check -t"), "{}", text(&app));
    key(&mut app, KeyCode::Esc);
    key(&mut app, KeyCode::Esc);
    assert!(!text(&app).contains("What was found"), "{}", text(&app));
}

#[test]
fn home_asks_for_the_token_that_is_shown() {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(full())));
    while jobs.try_recv().is_ok() {}
    keys(&mut app, "c");
    let Ok(Job::Check(asked)) = jobs.try_recv() else {
        panic!("nothing was asked");
    };
    assert!(asked.token.is_some_and(|uri| uri.starts_with("pkcs11:")));
    assert_eq!(asked.check, Check::default());
}

#[test]
fn what_was_found_is_saved_as_a_page() {
    let (mut app, jobs) = nothing_plugged_in();
    while jobs.try_recv().is_ok() {}
    app.take(answered(
        checked(vec![finding(Code::EndsSoon, Severity::Warning)]),
        Ahead::default(),
    ));
    keys(&mut app, "s");
    assert!(text(&app).contains("Into which new file"), "{}", text(&app));
    keys(&mut app, "check.html");
    key(&mut app, KeyCode::Enter);
    let Ok(Job::Report(path, page)) = jobs.try_recv() else {
        panic!("nothing was to be written");
    };
    assert_eq!(path.to_str(), Some("check.html"));
    for said in ["P421", "ANA POP", "0BF4", "EAB0", "It works, but:"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let lines = telling::reported(&[crate::op::check::ReportRow {
        path: "/tmp/check.html".to_owned(),
        kind: crate::op::check::ReportKind::Html,
        sha256: String::new(),
    }]);
    app.take(done(Reply::Papers(lines, "/tmp/check.html".into())));
    assert!(text(&app).contains("Written: /tmp/check.html"));
    // The findings are below it.
    key(&mut app, KeyCode::Enter);
    assert!(text(&app).contains("What was found"), "{}", text(&app));
}
