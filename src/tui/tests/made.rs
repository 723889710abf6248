//! Cases and remembered certificates for the tests, and the screens that show them.

use crossterm::event::KeyCode;

use super::super::app::App;
use super::super::message::Message;
use super::super::task::{Job, Look, Reply};
use super::super::todo::Ahead;
use super::screens::{certificate, done_with, full, identity, pane};
use super::{drawn, idle_app, key, text};
use crate::op::remembered::Remembered;
use crate::op::shape::IdentityState;
use crate::op::todo::{
    CaseRow, DeadlineRow, ItemKind, ItemRow, LogIn, Records, StepMore, StepRow, TodoOutcome,
};
use crate::token::TokenId;

pub(super) fn both(name: &str, app: &App) {
    for (width, height) in [(80, 24), (120, 40)] {
        let name = format!("{name}_{width}x{height}");
        insta::assert_snapshot!(name, drawn(app, width, height).to_string());
    }
}

/// The end of a job that was asked for.
pub(super) fn answered(reply: Reply, ahead: Ahead) -> Message {
    done_with(reply, ahead)
}

pub(super) fn step(id: &str, text: &str, state: &'static str) -> StepRow {
    StepRow {
        id: id.to_owned(),
        who: Some("the provider".to_owned()),
        text: text.to_owned(),
        place: None,
        expect: None,
        action: None,
        state,
        provider: None,
        on: (state == "done").then(|| "2026-11-20".to_owned()),
        value: None,
        command: (state != "done").then(|| format!("parafa done {id} --case c-7k2m9x")),
        to_be_confirmed: false,
        more: StepMore {
            step: id.to_owned(),
            ..StepMore::default()
        },
    }
}

/// The certificate is there, the first of two providers has handed in.
pub(super) fn dolj() -> CaseRow {
    let hand_in = |provider: &str, state| {
        let text = "Hand in the form: registry, 2 copies, or scan to info@casdj.example";
        let mut row = step("hand-in", text, state);
        row.provider = Some(provider.to_owned());
        row.place = Some("Registratura casei".to_owned());
        row.action = Some("record:number".to_owned());
        row.more.if_skipped = Some("Without it the certificate does not work online.".to_owned());
        row.more.note = Some("A renewal needs a new form, too. ".repeat(3));
        row.more.records = Some(Records {
            label: "Number from the registry".to_owned(),
            hint: Some("It stands on your copy: 123/2026.".to_owned()),
        });
        row
    };
    let mut first = hand_in("Cabinet Pop", "done");
    first.value = Some("123/2026".to_owned());
    let mut online = step("online", "SIUI shows that you are connected", "waiting");
    online.expect = Some("Conectat ONLINE".to_owned());
    online.to_be_confirmed = true;
    online.more.after = vec!["hand-in".to_owned()];
    let mut driver = step("driver", "Install the driver on each computer", "todo");
    driver.more.on_computers = true;
    let mut page = step("page", "Read the house's page", "todo");
    page.action = Some("open:https://cas.example/certificate".to_owned());
    let mut connect = step("connect", "Try the connection", "todo");
    connect.action = Some("connect:service".to_owned());
    connect.command = Some("parafa connect https://siui.example/ -i 1267 -p ro-siui".to_owned());
    connect.more.connects = Some(LogIn {
        address: Some("https://siui.example/".to_owned()),
        serial: Some("1267".to_owned()),
    });
    let mut install = step("install", "Put the certificate on the token", "todo");
    install.action = Some("install".to_owned());
    install.command = Some("parafa install FILE".to_owned());
    CaseRow {
        case: "c-7k2m9x".to_owned(),
        profile: Some("ro-siui-dolj".to_owned()),
        title: Some("SIUI · CAS Dolj".to_owned()),
        mode: "vendor".to_owned(),
        occasion: "renewal".to_owned(),
        holder: Some("ANA POP".to_owned()),
        providers: vec!["Cabinet Pop".to_owned(), "Medpop SRL".to_owned()],
        folder: None,
        folder_there: false,
        wanted: vec!["qualified".to_owned()],
        steps: vec![
            step("issuer", "Renewed with certSIGN's own tool", "done"),
            first,
            hand_in("Medpop SRL", "todo"),
            online,
            driver,
            page,
            connect,
            install,
        ],
        certificates: Vec::new(),
        changes: None,
        deadlines: vec![
            deadline("Certificate to the house", 5),
            deadline("Old certificate ends", 60),
        ],
    }
}

pub(super) fn deadline(text: &str, days: i64) -> DeadlineRow {
    DeadlineRow {
        id: "d".to_owned(),
        text: text.to_owned(),
        due: format!("2026-12-{:02}T10:00:00Z", days.rem_euclid(28) + 1),
        days_left: days,
        warn_days: vec![3, 30, 14],
    }
}

/// What a case asks for, as the operation says it.
pub(super) fn items(case: &CaseRow) -> Vec<ItemRow> {
    let item = |kind, text: &str| ItemRow {
        kind,
        text: text.to_owned(),
        due: None,
        days_left: None,
        case: Some(case.case.clone()),
        id: None,
        command: String::new(),
        deadline: None,
        warn_days: Vec::new(),
    };
    let mut all: Vec<ItemRow> = case
        .deadlines
        .iter()
        .map(|row| ItemRow {
            due: Some(row.due.clone()),
            days_left: Some(row.days_left),
            ..item(ItemKind::Deadline, &row.text)
        })
        .collect();
    let next = case.steps.iter().find(|step| step.state == "todo");
    all.extend(next.map(|step| item(ItemKind::Step, &step.text)));
    all
}

pub(super) fn seen(holder: &str, days: i64, followed: bool) -> Remembered {
    let mut certificate = certificate(holder, days);
    // The same number everywhere else in these tests.
    certificate.serial = crate::x509::Serial::from_content(holder.as_bytes());
    certificate.sha256 = format!("{holder}{days}");
    Remembered {
        certificate,
        token: Some(TokenId {
            label: "ANA POP".to_owned(),
            manufacturer: "certSIGN".to_owned(),
            model: "ID".to_owned(),
            serial: "4A00F1".to_owned(),
        }),
        last_seen: Some("2026-11-20T10:00:00Z".to_owned()),
        case: None,
        followed,
    }
}

pub(super) fn ending(seen: &Remembered) -> ItemRow {
    let row = &seen.certificate;
    ItemRow {
        kind: match row.days_left {
            ..0 => ItemKind::Expired,
            _ => ItemKind::Expiring,
        },
        text: row.holder.clone().unwrap_or_default(),
        due: Some(row.not_after.clone()),
        days_left: Some(row.days_left),
        case: None,
        id: Some(row.serial.hex.clone()),
        command: String::new(),
        deadline: None,
        warn_days: Vec::new(),
    }
}

pub(super) fn ahead(case: CaseRow, remembered: Vec<Remembered>) -> Ahead {
    let mut items: Vec<ItemRow> = items(&case);
    items.extend(remembered.iter().filter(|it| !it.followed).map(ending));
    items.retain(|item| item.days_left.is_none_or(|days| days <= 60));
    items.sort_by_key(|item| item.days_left.unwrap_or(i64::MAX));
    Ahead {
        todo: TodoOutcome {
            items,
            cases: vec![case],
        },
        remembered,
        ..Ahead::default()
    }
}

pub(super) fn drawer() -> Vec<Remembered> {
    vec![
        seen("ION POP", -5, false),
        seen("ANA POP", 12, false),
        seen("ANA POP", -400, true),
        seen("DAN POP", 300, false),
    ]
}

pub(super) fn nothing_plugged_in() -> (App, std::sync::mpsc::Receiver<Job>) {
    let (mut app, jobs) = idle_app();
    let look = Look {
        panes: Vec::new(),
        ..full()
    };
    app.take(done_with(Reply::Look(look), ahead(dolj(), drawer())));
    (app, jobs)
}

pub(super) fn one_token() -> Look {
    let row = identity(
        IdentityState::Ready,
        "new",
        vec![certificate("ANA POP", 360)],
    );
    Look {
        panes: vec![pane("ANA POP", 1, vec![row])],
        ..full()
    }
}

pub(super) fn with_token(case: CaseRow) -> (App, std::sync::mpsc::Receiver<Job>) {
    let (mut app, jobs) = idle_app();
    app.take(done_with(Reply::Look(one_token()), ahead(case, Vec::new())));
    (app, jobs)
}

/// The case screen of this case, opened from Home.
pub(super) fn case_screen(case: CaseRow) -> (App, std::sync::mpsc::Receiver<Job>) {
    let (mut app, jobs) = with_token(case);
    key(&mut app, KeyCode::Enter);
    (app, jobs)
}

/// Moves down to the line of this text.
pub(super) fn down_to(app: &mut App, words: &str) {
    for _ in 0..40 {
        let shown = text(app);
        let mut lines = shown.lines();
        if lines.any(|line| line.contains(" ▸ ") && line.contains(words)) {
            return;
        }
        key(app, KeyCode::Down);
    }
    panic!("{words}:\n{}", text(app));
}
