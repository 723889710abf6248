//! What to do now: what cases and remembered certificates ask for, and what the looked-at token shows beyond.

use super::words;
use crate::i18n::t;
use crate::journal::OpenIntent;
use crate::op::remembered::Remembered;
use crate::op::shape::{CertificateRow, IdentityRow, IdentityState, TokenShow};
use crate::op::todo::{CaseRow, ItemKind, ItemRow, TodoOutcome};
use crate::sanitize;

/// What is remembered, judged anew after each job.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    /// What to do now, and the cases under way.
    pub todo: TodoOutcome,
    /// Certificates that were seen once.
    pub remembered: Vec<Remembered>,
    /// What was begun and not ended.
    pub unfinished: Vec<Unfinished>,
}

impl Ahead {
    /// A case under way.
    pub(super) fn case(&self, id: &str) -> Option<&CaseRow> {
        self.todo.cases.iter().find(|case| case.case == id)
    }
}

/// Something that was begun and not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unfinished {
    /// The token's label.
    pub label: String,
    /// Its serial number.
    pub serial: String,
    /// What was going to be done.
    pub what: String,
    /// When.
    pub when: String,
}

impl Unfinished {
    /// From the journal.
    pub(super) fn of(open: &OpenIntent) -> Self {
        Self {
            label: open.intent.token.label.clone(),
            serial: open.intent.token.serial.clone(),
            what: words::operation(open.intent.operation),
            when: words::day(&open.intent.created.to_string()),
        }
    }
}

/// One line of what to do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Todo {
    /// Something was interrupted: looking with the PIN settles it.
    Settle(Unfinished),
    /// A key waits for its certificate.
    Install {
        /// The key's label.
        label: String,
    },
    /// The next step of a case.
    Step {
        /// The case's id.
        case: String,
        /// What the case is called.
        name: String,
        /// What is to be done.
        text: String,
        /// For how many it is done, and of how many, where it is repeated.
        done: Option<(usize, usize)>,
    },
    /// A deadline of a case.
    Deadline {
        /// The case's id.
        case: String,
        /// What the case is called.
        name: String,
        /// What ends.
        text: String,
        /// The last day.
        date: String,
        /// Whole days; negative when it is over.
        days: i64,
        /// So near that it is warned of.
        near: bool,
    },
    /// A certificate can be renewed only until that day.
    Renewal {
        /// Whole days.
        days: i64,
        /// The last day for it.
        date: String,
        /// Whose.
        holder: String,
        /// Its serial number, hex.
        serial: String,
        /// The case in which it is replaced, if there is one.
        case: Option<String>,
    },
    /// A certificate ends soon.
    Expiring {
        /// Whole days.
        days: i64,
        /// The last day.
        date: String,
        /// Whose.
        holder: String,
        /// Its serial number, hex.
        serial: String,
    },
    /// A certificate has ended, and no later one is known.
    Expired {
        /// The last day.
        date: String,
        /// Whose.
        holder: String,
        /// Its serial number, hex.
        serial: String,
    },
}

impl Todo {
    /// The line, sanitised.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Settle(open) => t!(
                "tui-todo-settle",
                what = open.what.clone(),
                date = open.when.clone()
            ),
            Self::Install { label } => t!("tui-todo-install", label = label.clone()),
            Self::Step {
                name, text, done, ..
            } => step_line(name, text, *done),
            Self::Deadline {
                name,
                text,
                date,
                days,
                ..
            } => {
                let (name, text, date) = (name.clone(), text.clone(), date.clone());
                if *days < 0 {
                    t!(
                        "tui-todo-deadline-over",
                        date = date,
                        name = name,
                        text = text
                    )
                } else {
                    t!(
                        "tui-todo-deadline",
                        days = days,
                        date = date,
                        name = name,
                        text = text
                    )
                }
            }
            Self::Renewal {
                days, date, holder, ..
            } => t!(
                "tui-todo-renewal",
                days = days,
                date = date.clone(),
                name = holder.clone()
            ),
            Self::Expiring {
                days, date, holder, ..
            } => t!(
                "tui-todo-expiring",
                days = days,
                date = date.clone(),
                name = holder.clone()
            ),
            Self::Expired { date, holder, .. } => {
                t!(
                    "tui-todo-expired",
                    date = date.clone(),
                    name = holder.clone()
                )
            }
        }
    }

    /// What Enter does there.
    pub(super) fn enter(&self) -> String {
        match self {
            Self::Settle(_) => t!("tui-enter-look"),
            Self::Install { .. } => t!("tui-enter-install"),
            Self::Step { .. } | Self::Deadline { .. } | Self::Renewal { case: Some(_), .. } => {
                t!("tui-enter-open")
            }
            Self::Renewal { case: None, .. } | Self::Expiring { .. } | Self::Expired { .. } => {
                t!("tui-enter-renew")
            }
        }
    }

    /// `!` where it is urgent, else a blank.
    pub(super) fn sign(&self) -> &'static str {
        match self {
            Self::Step { .. } | Self::Deadline { near: false, .. } => " ",
            _ => "!",
        }
    }
}

fn step_line(name: &str, text: &str, done: Option<(usize, usize)>) -> String {
    let (name, text) = (name.to_owned(), text.to_owned());
    match done {
        Some((count, limit)) => t!(
            "tui-todo-step-of",
            name = name,
            count = count,
            limit = limit,
            text = text
        ),
        None => t!("tui-todo-step", name = name, text = text),
    }
}

/// All that is to be done: what was interrupted on this token, what cases and certificates ask for, what else the
/// token shows.
pub(super) fn all(show: Option<&TokenShow>, ahead: &Ahead) -> Vec<Todo> {
    let mut todo: Vec<Todo> = show
        .iter()
        .flat_map(|show| settled_by(show, &ahead.unfinished))
        .collect();
    let items = ahead.todo.items.iter();
    todo.extend(items.filter_map(|item| of_item(item, ahead)));
    let identities = show.map_or(&[][..], |show| &show.identities);
    let known = |certificate: &CertificateRow| {
        let mut seen = ahead.remembered.iter();
        seen.any(|seen| seen.certificate.sha256 == certificate.sha256)
    };
    todo.extend(identities.iter().filter_map(|one| ends(one, known)));
    todo.extend(
        identities
            .iter()
            .filter(|one| one.state == IdentityState::AwaitingCertificate)
            .map(|one| Todo::Install {
                label: sanitize::line(&words::named(one.label.as_deref())),
            }),
    );
    todo
}

/// What was interrupted on this token.
fn settled_by<'a>(
    show: &'a TokenShow,
    unfinished: &'a [Unfinished],
) -> impl Iterator<Item = Todo> + 'a {
    let token = &show.token;
    unfinished
        .iter()
        .filter(|open| {
            token.label.as_ref() == Some(&open.label) && token.serial.as_ref() == Some(&open.serial)
        })
        .map(|open| Todo::Settle(open.clone()))
}

/// What a case or a remembered certificate asks for.
fn of_item(item: &ItemRow, ahead: &Ahead) -> Option<Todo> {
    let text = sanitize::line(&item.text);
    let date = words::day(item.due.as_deref().unwrap_or_default());
    let days = item.days_left.unwrap_or_default();
    let serial = item.id.clone().unwrap_or_default();
    let case = || ahead.case(item.case.as_deref()?);
    Some(match item.kind {
        ItemKind::Step => {
            let case = case()?;
            Todo::Step {
                case: case.case.clone(),
                name: words::case_name(case),
                text,
                done: repeated(case),
            }
        }
        ItemKind::Deadline => {
            let case = case()?;
            let mut deadlines = case.deadlines.iter();
            let same =
                deadlines.find(|row| Some(&row.due) == item.due.as_ref() && row.text == item.text);
            Todo::Deadline {
                case: case.case.clone(),
                name: words::case_name(case),
                text,
                date,
                days,
                near: same.is_none_or(words::is_near),
            }
        }
        ItemKind::Renewal => Todo::Renewal {
            days,
            date,
            holder: text,
            serial,
            case: item.case.clone(),
        },
        ItemKind::Expiring => Todo::Expiring {
            days,
            date,
            holder: text,
            serial,
        },
        ItemKind::Expired => Todo::Expired {
            date,
            holder: text,
            serial,
        },
        // Beside its token, by [`settle`].
        ItemKind::Unfinished => return None,
    })
}

/// For how many providers, computers or requests the next step is done, where it is repeated.
fn repeated(case: &CaseRow) -> Option<(usize, usize)> {
    let next = case.steps.iter().find(|row| row.state == "todo")?;
    let rows = || {
        let steps = case.steps.iter();
        steps.filter(|row| row.more.step == next.more.step)
    };
    let count = rows().filter(|row| row.state == "done").count();
    let all = rows().count();
    (all > 1).then_some((count, all))
}

/// A certificate that ends, or the newest of a key that has ended, where the journal could not remember it.
fn ends(identity: &IdentityRow, known: impl Fn(&CertificateRow) -> bool) -> Option<Todo> {
    let newest = identity
        .certificates
        .iter()
        .filter(|certificate| !certificate.placeholder)
        .max_by(|one, other| one.not_after.cmp(&other.not_after))
        .filter(|newest| !known(newest))?;
    let date = words::day(&newest.not_after);
    let holder = words::holder(newest);
    let serial = newest.serial.hex.clone();
    match words::state_of(newest) {
        IdentityState::Expiring => Some(Todo::Expiring {
            days: newest.days_left,
            date,
            holder,
            serial,
        }),
        IdentityState::Expired => Some(Todo::Expired {
            date,
            holder,
            serial,
        }),
        _ => None,
    }
}
