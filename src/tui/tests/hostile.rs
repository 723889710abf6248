//! Hostile names on every screen: what could move a cursor, is wider or narrower than it seems, or has no end. `drawn`
//! itself asserts that nothing harmful reaches a cell.

use std::sync::mpsc::channel;

use crossterm::event::KeyCode;

use super::super::app::App;
use super::super::care::{Care, Cared};
use super::super::message::{Asked, Message};
use super::super::task::{Checking, Job, Look, Reply};
use super::screens::{certificate, done, identity, module, pane, row};
use super::{drawn, idle_app, key, keys, text};
use crate::ask::{Choice, Question, SecretKind, SecretWanted, TypedConfirmation};
use crate::error::{Args, Code, Failure};
use crate::op::check::{CheckOutcome, CheckedRow, FindingRow, Severity};
use crate::op::delete::{DeleteOutcome, SavedRow};
use crate::op::export::ExportOutcome;
use crate::op::init::InitOutcome;
use crate::op::shape::{
    FileRow, FileShow, IdentityState, InstallOutcome, InstalledRow, ModuleState, OtherRow,
};
use crate::op::show::ShowOutcome;
use crate::op::tidy::{LeftoverRow, Tidy, TidyOutcome, Why};
use crate::op::{Proof, start::Running};
use crate::telling;
use crate::token::{PinState, Role};

fn names() -> Vec<String> {
    vec![
        "\u{1b}[2J\u{1b}]52;c;AAAA\u{7}\u{9b}31m".to_owned(),
        "\u{202e}exe.doc\u{2066}\u{200b}\u{feff}\n\r\t\u{0}".to_owned(),
        "W".repeat(10_000),
        "漢".repeat(10_000),
        "a\u{301}\u{302}\u{303}".repeat(3_000),
        format!("Z{}", "\u{316}".repeat(10_000)),
        "❤\u{fe0f}👨\u{200d}👩\u{200d}👧🇷🇴".repeat(100),
        "\u{1160}\u{3164}\u{115f}\u{ad}".repeat(100),
        "لا שלום ".repeat(200),
        String::new(),
    ]
}

fn home(name: &str) -> Look {
    let mut one = certificate(name, 12);
    one.issuer = format!("CN={name}");
    one.not_after = name.to_owned();
    let mut pane = pane(
        name,
        1,
        vec![
            identity(IdentityState::Ready, name, vec![one]),
            identity(IdentityState::AwaitingCertificate, name, Vec::new()),
        ],
    );
    pane.row.serial = Some(name.to_owned());
    pane.row.manufacturer = Some(name.to_owned());
    pane.failure = Some(Failure::new(Code::ModuleCrashed).with("module", name));
    let mut other = super::screens::pane(name, 2, Vec::new());
    other.reading = true;
    Look {
        panes: vec![pane, other],
        modules: vec![module(name, ModuleState::Error)],
        skipped: vec![(name.to_owned(), name.to_owned())],
        ..Look::default()
    }
}

/// Each screen and dialog that shows foreign words.
fn all(name: &str) -> Vec<App> {
    let shown = || {
        let (mut app, _) = idle_app();
        app.take(done(Reply::Look(home(name))));
        app
    };
    let mut apps: Vec<App> = Vec::new();
    for letters in ["", "?", "o", "i", "s"] {
        let mut app = shown();
        keys(&mut app, letters);
        apps.push(app);
    }
    let mut app = shown();
    let drivers = app.home.drivers();
    app.perform(drivers);
    apps.push(app);
    let mut replies: Vec<Reply> = vec![Reply::Failed(
        Failure::new(Code::ModuleCrashed)
            .with("module", name)
            .with("call", name)
            .detail("call", name),
    )];
    replies.push(Reply::Open(ShowOutcome {
        files: vec![FileShow {
            path: name.to_owned(),
            identities: vec![identity(
                IdentityState::Ready,
                name,
                vec![certificate(name, 9)],
            )],
            chain: vec![certificate(name, 9)],
        }],
        ..ShowOutcome::default()
    }));
    replies.push(Reply::Install(InstallOutcome {
        installed: vec![InstalledRow {
            id: None,
            token: name.to_owned(),
            subject: format!("CN={name}"),
            serial: name.to_owned(),
            not_after: name.to_owned(),
            purpose: None,
            proof: Proof::Signed,
            superseded: Vec::new(),
        }],
        ..InstallOutcome::default()
    }));
    for reply in replies {
        let mut app = shown();
        app.take(done(reply));
        apps.push(app);
    }
    apps.extend(of_one_line(name, &shown));
    for cared in cares(name) {
        let mut app = shown();
        app.take(done(Reply::Cared(Box::new(cared))));
        apps.push(app);
    }
    let mut app = shown();
    app.take(done(checked(name)));
    keys(&mut app, "a");
    apps.push(app);
    for asked in questions(name) {
        let mut app = shown();
        app.take(Message::Asked(asked));
        apps.push(app);
    }
    apps.push(busy(name));
    apps
}

/// A call of this name runs.
fn busy(name: &str) -> App {
    let (mut app, jobs) = idle_app();
    app.take(done(Reply::Look(home(name))));
    app.start(Job::Care(Care::leftovers(None)));
    drop(jobs);
    app.take(Message::Running(Running {
        module: "another".to_owned(),
        call: name.to_owned(),
        changing: true,
        elapsed: std::time::Duration::from_secs(9),
        soft: std::time::Duration::from_secs(5),
        limit: std::time::Duration::from_secs(60),
        usual: None,
    }));
    app
}

/// All that is said of one line, and what can be done with it.
fn of_one_line(name: &str, shown: &dyn Fn() -> App) -> Vec<App> {
    let walks: [&[KeyCode]; 6] = [
        &[KeyCode::F(8)],
        &[KeyCode::Char('d')],
        &[KeyCode::Char('d'), KeyCode::Char('x')],
        &[KeyCode::Char('d'), KeyCode::Delete],
        &[KeyCode::Char('=')],
        &[KeyCode::Char('d'), KeyCode::Char('=')],
    ];
    let walked = |walk: &[KeyCode]| {
        let mut app = shown();
        for one in walk {
            key(&mut app, *one);
        }
        assert_ne!(text(&app), text(&shown()), "{walk:?}, {name:.20}");
        app
    };
    walks.into_iter().map(walked).collect()
}

/// Findings about things of this name.
fn checked(name: &str) -> Reply {
    let some = || Some(name.to_owned());
    let finding = FindingRow::new(Code::EndsSoon, Severity::Warning)
        .with("name", name)
        .with("date", name)
        .with("count", 1);
    let row = CheckedRow {
        token: some(),
        path: some(),
        holder: name.to_owned(),
        serial: name.to_owned(),
        not_after: name.to_owned(),
        profile: some(),
        request: some(),
        issuer: some(),
        ..CheckedRow::default()
    };
    let outcome = telling::judged(CheckOutcome {
        ok: true,
        findings: vec![finding],
        checked: vec![row],
        ..CheckOutcome::default()
    });
    let asked = Checking {
        token: some(),
        ..Checking::default()
    };
    Reply::Checked(Box::new((asked, outcome)))
}

/// What came of caring for tokens, keys and certificates of this name.
fn cares(name: &str) -> Vec<Cared> {
    let some = || Some(name.to_owned());
    let left = LeftoverRow {
        token: some(),
        path: some(),
        class: name.to_owned(),
        id: some(),
        label: some(),
        serial: some(),
        sha256: some(),
        not_after: some(),
        why: Why::Superseded,
        successor: some(),
        removable: true,
    };
    let gone = OtherRow {
        class: name.to_owned(),
        id: some(),
        label: some(),
    };
    let saved = || SavedRow {
        path: name.to_owned(),
    };
    let tidied = |leftovers| TidyOutcome {
        dry_run: true,
        leftovers,
        removed: vec![gone.clone()],
        kept: vec![gone.clone()],
        saved: vec![saved()],
        ..TidyOutcome::default()
    };
    let written = FileRow {
        path: name.to_owned(),
        kind: name.to_owned(),
        purpose: some(),
        sha256: String::new(),
    };
    vec![
        Cared::Tidied(tidied(vec![left]), Tidy::default()),
        Cared::Tidied(tidied(Vec::new()), Tidy::default()),
        Cared::Deleted(DeleteOutcome {
            removed: vec![gone.clone()],
            kept: vec![gone.clone()],
            saved: vec![saved()],
        }),
        Cared::Exported(ExportOutcome {
            files: vec![written],
            bytes: Vec::new(),
        }),
        Cared::Initialised(InitOutcome {
            token: row(name, 1),
        }),
    ]
}

fn questions(name: &str) -> Vec<Asked> {
    let args = || Args::from([("token", name.to_owned()), ("serial", name.to_owned())]);
    let wanted = SecretWanted {
        what: SecretKind::Pin(Role::User),
        token: name.to_owned(),
        serial: name.to_owned(),
        state: PinState::CountLow,
    };
    let question = Question {
        id: "tui-final-try",
        args: args(),
    };
    let typed = TypedConfirmation {
        id: "tui-final-try",
        args: args(),
        word: name.to_owned(),
    };
    let choices = vec![
        Choice {
            text: name.to_owned(),
        };
        30
    ];
    vec![
        Asked::Secret(wanted, channel().0),
        Asked::YesNo(question, channel().0),
        Asked::Typed(typed, channel().0),
        Asked::Choose("tui-final-try", choices, channel().0),
    ]
}

#[test]
fn hostile_names_are_harmless_on_every_screen() {
    for name in names() {
        for app in all(&name) {
            for (width, height) in [(80, 24), (100, 30), (120, 40)] {
                let screen = drawn(&app, width, height);
                borders_stand(&screen, &name);
            }
        }
    }
}

/// Where a box is drawn, each of its lines has both its borders, one below the other.
fn borders_stand(screen: &ratatui::backend::TestBackend, name: &str) {
    let buffer = screen.buffer();
    let area = buffer.area;
    let symbol = |x, y| buffer.cell((x, y)).map_or("", |cell| cell.symbol());
    let corners = |mark: &str| -> Vec<(u16, u16)> {
        let all = (0..area.height).flat_map(|y| (0..area.width).map(move |x| (x, y)));
        all.filter(|(x, y)| symbol(*x, *y) == mark).collect()
    };
    for ((left, top), (right, _)) in corners("╭").into_iter().zip(corners("╮")) {
        let bottom = corners("╰").first().map_or(0, |(_, y)| *y);
        assert!(bottom > top, "{name:.20}");
        for y in top + 1..bottom {
            let ends = [symbol(left, y), symbol(right, y)];
            assert_eq!(ends, ["│", "│"], "line {y}, {name:.20}: {screen}");
        }
    }
}
