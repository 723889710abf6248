//! Renewals and what the case screen says of them; steps that run.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};

use crossterm::event::{Event, KeyCode};

use super::super::app::{App, Flow};
use super::super::care::Care;
use super::super::message::Message;
use super::super::order::{Catalogue, Lacking, NextUp, Renewal};
use super::super::task::{Job, Reply};
use super::made::{ahead, answered, both, case_screen, dolj, nothing_plugged_in, step};
use super::{key, keys, text};
use crate::op::Missing;
use crate::op::changes::{ChangedPart, ChangedRow, Changes};
use crate::op::export::{Form, From, To, What};
use crate::op::form::MissingOf;
use crate::op::renew::{RenewOutcome, RenewalRow, ReplacedRow};
use crate::op::request::set::{Draft, SetInput};
use crate::op::shape::{DryRun, FileRow, RequestOutcome};
use crate::op::todo::{CaseRow, Exported};
use crate::profile::Profiles;
use crate::telling::{Line, Weight};

fn drain(jobs: &Receiver<Job>) {
    while jobs.try_recv() != Err(TryRecvError::Empty) {}
}

/// A case whose only step has this action.
fn with_step(action: &str, change: impl FnOnce(&mut CaseRow)) -> (App, Receiver<Job>) {
    let mut case = dolj();
    let mut row = step("s", "Do it", "todo");
    row.action = Some(action.to_owned());
    case.steps = vec![row];
    change(&mut case);
    let (app, jobs) = case_screen(case);
    drain(&jobs);
    (app, jobs)
}

#[test]
fn old_and_new_stand_side_by_side() {
    let row = |part, old: &str, new: &str| ChangedRow {
        part,
        old: old.to_owned(),
        new: new.to_owned(),
        changed: old != new,
    };
    let mut case = dolj();
    case.changes = Some(Changes {
        parts: vec![
            row(ChangedPart::Serial, "0BF4EAB0", "0100000168F0A805"),
            row(ChangedPart::NotAfter, "2026-12-04", "2027-11-20"),
            row(ChangedPart::Subject, "CN=ANA POP", "CN=ANA POP"),
        ],
        report: vec!["The house: serial number and issuer".to_owned()],
        keep: vec!["The activation key".to_owned()],
    });
    let (mut app, _jobs) = case_screen(case);
    both("case_changes", &app);
    keys(&mut app, "c");
    both("changes", &app);
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("Old certificate"));
}

#[test]
fn steps_run_what_their_command_does() {
    let (mut app, jobs) = with_step("request", |_| {});
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Resume("c-7k2m9x".to_owned())));
    let (mut app, jobs) = with_step("tidy", |_| {});
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Care(Care::leftovers(None))));
    let mut shown = dolj();
    let (mut app, jobs) = with_step("revoke", |case| {
        case.steps[0].more.revokes = Some("0bf4".to_owned());
        shown = case.clone();
    });
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::Revoke(Some("0bf4".to_owned()))));
    // What is to be read comes as a page, and goes again.
    let line = |weight, text: &str| Line {
        weight,
        text: text.to_owned(),
    };
    let lines = vec![
        line(Weight::Heading, "ANA POP"),
        line(Weight::Plain, "  1. Tell the issuer"),
        line(Weight::Warning, "Never again."),
    ];
    let page = Reply::Page("Who revokes it".to_owned(), lines);
    app.take(answered(page, ahead(shown, Vec::new())));
    both("revoke", &app);
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("Do it"), "{}", text(&app));
}

#[test]
fn the_certificate_is_written_where_the_case_keeps_its_files() {
    let exports = |there, name: Option<&str>| {
        let (mut app, jobs) = with_step("export:qualified", |case| {
            case.folder = Some("/cases/dolj".to_owned());
            case.folder_there = there;
            case.steps[0].more.exports = Some(Exported {
                serial: "0bf4".to_owned(),
                der: name.is_some(),
                name: name.map(str::to_owned),
            });
        });
        let shown = text(&app);
        assert!(shown.contains("Enter write the file"), "{shown}");
        key(&mut app, KeyCode::Enter);
        match jobs.try_recv() {
            Ok(Job::Care(Care::Export { token, export })) => (token, export),
            other => panic!("{other:?}"),
        }
    };
    let (token, export) = exports(true, Some("ana.cer"));
    assert_eq!(token, None);
    assert_eq!(export.from, From::Token("0bf4".to_owned()));
    assert_eq!((export.what, export.form), (What::Certificate, Form::Der));
    assert_eq!(export.to, To::File("/cases/dolj/ana.cer".into()));
    let (_, export) = exports(true, None);
    assert_eq!(export.form, Form::Pem);
    assert_eq!(export.to, To::Folder("/cases/dolj".into()));
    let (_, export) = exports(false, Some("ana.cer"));
    assert_eq!(export.to, To::File("ana.cer".into()));
}

#[test]
fn the_generators_folder_is_asked_for() {
    let (mut app, jobs) = with_step("request", |case| case.steps[0].more.adopts = true);
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Err(TryRecvError::Empty));
    both("adopt", &app);
    app.take(Message::Input(Event::Paste("/no/such".to_owned())));
    key(&mut app, KeyCode::Enter);
    let Ok(Job::Adopt(input)) = jobs.try_recv() else {
        panic!("nothing is taken over");
    };
    assert_eq!(input.profile, "ro-siui-dolj");
    assert_eq!(input.only, ["qualified"]);
    assert_eq!(input.providers, ["Cabinet Pop", "Medpop SRL"]);
    assert_eq!(input.from.as_deref(), Some("/no/such".as_ref()));
}

#[test]
fn a_folder_that_is_gone_is_said() {
    let gone = |there| {
        let (app, _jobs) = with_step("request", |case| {
            case.folder = Some("/gone/folder".to_owned());
            case.folder_there = there;
        });
        text(&app)
    };
    assert!(gone(false).contains("/gone/folder (is not there any more)"));
    assert!(!gone(true).contains("any more"));
}

#[test]
fn what_no_authority_asked_for_shows_its_files() {
    let (mut app, _jobs) = nothing_plugged_in();
    let outcome = RequestOutcome {
        case: "c-none".to_owned(),
        files: vec![FileRow {
            path: "/tmp/ana.csr".to_owned(),
            kind: "csr".to_owned(),
            purpose: None,
            sha256: String::new(),
        }],
        next_steps: vec!["parafa install CERTIFICATE".to_owned()],
        ..RequestOutcome::default()
    };
    app.take(answered(
        Reply::Made(Box::new(outcome)),
        ahead(dolj(), Vec::new()),
    ));
    let shown = text(&app);
    assert!(shown.contains("✓ /tmp/ana.csr"), "{shown}");
}

#[test]
fn a_papers_step_makes_it_and_asks_what_is_missing() {
    let (mut app, jobs) = with_step("form:registration", |case| {
        case.steps[0].command = Some("parafa form -p x --kind registration".to_owned());
        case.steps[0].provider = Some("Medpop SRL".to_owned());
    });
    key(&mut app, KeyCode::Enter);
    let Ok(Job::Form(order)) = jobs.try_recv() else {
        panic!("no paper is made");
    };
    assert_eq!(order.form.kind.as_deref(), Some("registration"));
    assert_eq!(order.form.providers, ["Medpop SRL"]);
    let missing = |provider: &str, id: &str| MissingOf {
        provider: Some(provider.to_owned()),
        field: Missing {
            id: id.to_owned(),
            label: id.to_owned(),
            hint: None,
            twice: false,
        },
    };
    let lacking = Lacking {
        order: *order,
        profile: "ro-siui-dolj".to_owned(),
        missing: vec![missing("Medpop SRL", "cui"), missing("Cabinet Pop", "cui")],
        catalogue: Catalogue {
            profiles: Arc::new(Profiles::built_in()),
            providers: Vec::new(),
            language: "en".to_owned(),
            purpose: None,
        },
    };
    app.take(answered(
        Reply::Lacking(Box::new(lacking)),
        ahead(dolj(), Vec::new()),
    ));
    both("papers", &app);
    keys(&mut app, "12345674");
    key(&mut app, KeyCode::PageDown);
    assert_eq!(jobs.try_recv(), Err(TryRecvError::Empty), "one is missing");
    keys(&mut app, "12345674");
    key(&mut app, KeyCode::PageDown);
    let Ok(Job::Form(order)) = jobs.try_recv() else {
        panic!("no paper is made");
    };
    let typed: Vec<(Option<&str>, &str)> = order
        .typed
        .iter()
        .map(|(of, value)| (of.provider.as_deref(), value.as_str()))
        .collect();
    let wanted = [
        (Some("Medpop SRL"), "12345674"),
        (Some("Cabinet Pop"), "12345674"),
    ];
    assert_eq!(typed, wanted);
    assert!(!format!("{order:?}").contains("12345674"));
    // What was written is told, and shown elsewhere on demand.
    let lines = vec![Line {
        weight: Weight::Plain,
        text: "  registration.html".to_owned(),
    }];
    let papers = Reply::Papers(lines, "/tmp/registration.html".into());
    app.take(answered(papers, ahead(dolj(), Vec::new())));
    assert!(text(&app).contains("registration.html"), "{}", text(&app));
    keys(&mut app, "o");
    let show = Job::Show("/tmp/registration.html".into());
    assert_eq!(jobs.try_recv(), Ok(show));
}

#[test]
fn a_value_to_be_copied_is_copied() {
    let (mut app, _jobs) = with_step("copy:cui", |case| {
        case.steps[0].more.copies = Some(("CUI".to_owned(), Some("12345674".to_owned())));
    });
    assert_eq!(
        key(&mut app, KeyCode::Enter),
        Flow::Copy("12345674".to_owned())
    );
}

fn renewal(next: NextUp, profiles: Arc<Profiles>) -> Renewal {
    let replaces = ReplacedRow {
        holder: "ANA POP".to_owned(),
        subject: "C=RO, CN=ANA POP".to_owned(),
        serial: "0bf4eab0".to_owned(),
        not_after: "2026-12-04T10:00:00Z".to_owned(),
        days_left: 12,
        sha256: String::new(),
    };
    Renewal {
        outcome: RenewOutcome {
            request: RequestOutcome::default(),
            replaces,
            renewal: Some(RenewalRow {
                issuer: Some("DigiSign".to_owned()),
                page: Some("https://digisign.example/renew".to_owned()),
                phone: None,
                last_day: "2026-11-19".to_owned(),
                report: vec!["The house: serial number and issuer".to_owned()],
                keep: vec!["The activation key".to_owned()],
                to_be_confirmed: true,
            }),
        },
        next,
        catalogue: Catalogue {
            profiles,
            providers: Vec::new(),
            language: "en".to_owned(),
            purpose: None,
        },
    }
}

#[test]
fn a_renewal_begins_with_what_is_replaced_and_the_old_data() {
    let (mut app, jobs) = nothing_plugged_in();
    let profiles = Arc::new(Profiles::built_in());
    let input = SetInput {
        profile: "ro-siui-dolj".to_owned(),
        set: Vec::new(),
        ..SetInput::default()
    };
    let mut draft = Draft::with(&profiles, &[], input, "en").unwrap();
    for (field, value) in [
        ("provider", "Cabinet Pop"),
        ("cui", "12345674"),
        ("cas", "DJ"),
    ] {
        draft.put(field, value).unwrap();
    }
    let next = NextUp::Set(Box::new(draft.gathered()));
    let reply = Reply::Renewal(Box::new(renewal(next, Arc::clone(&profiles))));
    app.take(answered(reply, ahead(dolj(), Vec::new())));
    both("renewal", &app);
    key(&mut app, KeyCode::Enter);
    // No case knows yet for whom it is.
    keys(&mut app, "Cabinet Pop");
    key(&mut app, KeyCode::Enter);
    let shown = text(&app);
    assert!(
        shown.contains("✓ Fiscal code (CUI)") && shown.contains("12345674"),
        "{shown}"
    );
    key(&mut app, KeyCode::Esc);
    key(&mut app, KeyCode::Esc);
    assert!(text(&app).contains("https://digisign.example/renew"));
    key(&mut app, KeyCode::Enter);
    key(&mut app, KeyCode::Enter);
    key(&mut app, KeyCode::PageDown);
    let Ok(Job::Plan(order)) = jobs.try_recv() else {
        panic!("nothing is planned");
    };
    assert_eq!(order.gathered.providers(), ["Cabinet Pop"]);
    assert_eq!(order.kept[0].name, "Cabinet Pop");
}

#[test]
fn a_renewal_of_no_authority_shows_its_request_first() {
    let (mut app, jobs) = nothing_plugged_in();
    let plan = DryRun {
        dry_run: true,
        subject: "CN=ANA POP, C=RO".to_owned(),
        subject_der: String::new(),
        extensions: vec!["keyUsage (critical): digitalSignature".to_owned()],
        template: Vec::new(),
        mechanism: None,
    };
    let mut without = renewal(NextUp::Plain(plan), Arc::new(Profiles::built_in()));
    without.outcome.renewal = None;
    app.take(answered(
        Reply::Renewal(Box::new(without)),
        ahead(dolj(), Vec::new()),
    ));
    both("renewal_plain", &app);
    key(&mut app, KeyCode::Enter);
    assert_eq!(jobs.try_recv(), Ok(Job::RenewPlain("0bf4eab0".to_owned())));
}

#[test]
fn a_renewal_that_is_under_way_opens_its_case() {
    let (mut app, _jobs) = nothing_plugged_in();
    let next = NextUp::Case("c-7k2m9x".to_owned());
    let under_way = renewal(next, Arc::new(Profiles::built_in()));
    app.take(answered(
        Reply::Renewal(Box::new(under_way)),
        ahead(dolj(), Vec::new()),
    ));
    assert!(text(&app).contains("renewal of ANA POP"), "{}", text(&app));
}
