//! Words for data, sanitised: whatever comes from a token or a file passes through here before it is drawn.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::draw::Look;
use crate::error::{Args, Failure, Notice};
use crate::i18n::{self, t};
use crate::journal::Operation;
use crate::op::shape::{CertificateRow, EXPIRING_DAYS, IdentityState, KeyRow, ModuleState};
use crate::op::start::Running;
use crate::op::todo::{CaseRow, DeadlineRow};
use crate::registry::SkipReason;
use crate::sanitize;
use crate::telling::{Line, Weight};
use crate::token::{PinState, Role, TokenState};

/// A label, or the words for none.
pub(super) fn named(label: Option<&str>) -> String {
    match label {
        Some(label) if !label.trim().is_empty() => sanitize::line(label),
        _ => t!("tui-unnamed"),
    }
}

/// The common name in a name's text, else the whole text.
pub(super) fn common_name(name: &str) -> String {
    let mut value = None;
    for part in parts(name) {
        if let Some(rest) = part.strip_prefix("CN=") {
            value = Some(rest.to_owned());
        }
    }
    let plain = value.map_or_else(|| name.to_owned(), |value| unescaped(&value));
    sanitize::line(&plain)
}

/// Whom a certificate names.
pub(super) fn holder(certificate: &CertificateRow) -> String {
    match &certificate.holder {
        Some(holder) if !holder.trim().is_empty() => sanitize::line(holder),
        _ => common_name(&certificate.subject),
    }
}

/// The parts of a name's text, split at commas and pluses that are not escaped.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for letter in name.chars() {
        if !escaped && matches!(letter, ',' | '+') {
            parts.push(String::new());
            continue;
        }
        escaped = !escaped && letter == '\\';
        if let Some(part) = parts.last_mut()
            && !(part.is_empty() && letter == ' ')
        {
            part.push(letter);
        }
    }
    parts
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut escaped = false;
    for letter in text.chars() {
        if letter == '\\' && !escaped {
            escaped = true;
        } else {
            plain.push(letter);
            escaped = false;
        }
    }
    plain
}

/// A day as people write it; what is no time stays as it is.
pub(super) fn day(time: &str) -> String {
    time.parse::<Timestamp>().map_or_else(
        |_| sanitize::line(time),
        |time| written(time.to_zoned(TimeZone::UTC).date()),
    )
}

/// A date as people write it; what is no date stays as it is.
pub(super) fn date(day: &str) -> String {
    day.parse::<Date>()
        .map_or_else(|_| sanitize::line(day), written)
}

/// A day with its month's name, so that no order of numbers can be mistaken.
fn written(day: Date) -> String {
    let (month, year) = (i64::from(day.month()), i64::from(day.year()));
    t!(
        "tui-day",
        day = i64::from(day.day()),
        month = month,
        year = year
    )
}

/// What a case is called.
pub(super) fn case_name(case: &CaseRow) -> String {
    sanitize::line(case.title.as_deref().unwrap_or(&case.case))
}

/// Whether a deadline is so near that its profile warns already; where that says nothing, the last week is.
pub(super) fn is_near(row: &DeadlineRow) -> bool {
    let warn = row.warn_days.iter().max();
    row.days_left <= warn.map_or(7, |days| i64::from(*days))
}

/// Names in a row.
pub(super) fn names(names: &[String]) -> String {
    let safe: Vec<String> = names.iter().map(|name| sanitize::line(name)).collect();
    safe.join(", ")
}

/// Where a certificate stands in time.
pub(super) fn state_of(certificate: &CertificateRow) -> IdentityState {
    use crate::op::shape::IdentityState as State;
    let validity = serde_json::to_value(certificate.validity).unwrap_or_default();
    match validity.as_str() {
        Some("expired") => State::Expired,
        Some("not_yet" | "not_yet_valid") => State::NotYetValid,
        _ if certificate.days_left <= EXPIRING_DAYS => State::Expiring,
        _ => State::Ready,
    }
}

/// A sign and a word for where a certificate stands.
pub(super) fn state(certificate: &CertificateRow) -> (&'static str, String) {
    if certificate.placeholder {
        return ("·", t!("tui-state-placeholder"));
    }
    match state_of(certificate) {
        IdentityState::Expired => ("✗", t!("tui-state-ended")),
        IdentityState::NotYetValid => ("!", t!("tui-state-not-yet")),
        IdentityState::Expiring => ("!", t!("tui-state-days", days = certificate.days_left)),
        _ => ("✓", t!("tui-state-valid")),
    }
}

/// A key on a token in words.
pub(super) fn key(key: &KeyRow) -> String {
    let on_token = (key.seen == "private").then(|| t!("tui-key-on-token"));
    let words = [Some(key_type(key)), on_token, copies(key)];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A key in a file in words.
pub(super) fn key_in_file(key: &KeyRow) -> String {
    let private = (key.seen == "private").then(|| t!("tui-key-in-file"));
    let words = [Some(key_type(key)), private];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The type of a key and its size.
pub(super) fn key_type(key: &KeyRow) -> String {
    let kind = key.kind.as_deref().unwrap_or("?").to_uppercase();
    let size = match (&key.curve, key.bits) {
        (Some(curve), _) => curve.clone(),
        (None, Some(bits)) => bits.to_string(),
        (None, None) => String::new(),
    };
    sanitize::line(format!("{kind} {size}").trim())
}

/// Whether it can be copied, where that is told.
pub(super) fn copies(key: &KeyRow) -> Option<String> {
    let extractable = key.extractable?;
    Some(if extractable {
        t!("tui-key-extractable")
    } else {
        t!("tui-key-stays")
    })
}

/// What the token says of a PIN.
pub(super) fn pin(state: PinState) -> String {
    match state {
        PinState::NoWarning => t!("tui-pin-no-warning"),
        PinState::CountLow => t!("tui-pin-count-low"),
        PinState::FinalTry => t!("tui-pin-final-try"),
        PinState::Locked => t!("tui-pin-locked"),
        PinState::NotSet => t!("tui-pin-not-set"),
        PinState::ToBeChanged => t!("tui-pin-to-be-changed"),
        PinState::Unknown => t!("tui-pin-unknown"),
    }
}

/// Whose PIN.
pub(super) fn role(role: Role) -> String {
    match role {
        Role::User => t!("tui-role-user"),
        Role::So => t!("tui-role-so"),
        Role::Key => t!("tui-role-key"),
    }
}

/// How a driver answered.
pub(super) fn driver(state: ModuleState) -> (&'static str, String) {
    match state {
        ModuleState::Ok => ("✓", t!("tui-driver-ok")),
        ModuleState::Missing => ("✗", t!("tui-driver-missing")),
        ModuleState::Crashed => ("✗", t!("tui-driver-crashed")),
        ModuleState::Hung => ("✗", t!("tui-driver-hung")),
        ModuleState::Error => ("✗", t!("tui-driver-error")),
    }
}

/// What a running call does, since when, and how long it takes as a rule.
pub(super) fn running(running: &Running) -> String {
    let what = match running.call.as_str() {
        "C_GetFunctionList" | "C_GetInterface" | "C_Initialize" | "C_GetInfo" => {
            t!("tui-call-start")
        }
        "C_GetSlotList" | "C_GetSlotInfo" | "C_GetTokenInfo" => t!("tui-call-slots"),
        "C_Login" => t!("tui-call-login"),
        "C_GenerateKeyPair" => t!("tui-call-generate"),
        "C_SignInit" | "C_Sign" => t!("tui-call-sign"),
        "C_CreateObject" | "C_UnwrapKey" | "C_SetAttributeValue" => t!("tui-call-write"),
        "C_DestroyObject" => t!("tui-call-destroy"),
        "C_SetPIN" | "C_InitPIN" => t!("tui-call-pin"),
        "C_InitToken" => t!("tui-call-init"),
        "C_Finalize" => t!("tui-call-end"),
        _ => t!("tui-call-read"),
    };
    let seconds = running.elapsed.as_secs();
    match running.usual {
        Some(usual) => t!(
            "tui-job-call-usual",
            text = what,
            seconds = seconds,
            limit = usual.as_secs()
        ),
        None => t!("tui-job-call", text = what, seconds = seconds),
    }
}

/// Why a driver was left alone.
pub(super) fn skipped(reason: &SkipReason) -> String {
    match reason {
        SkipReason::TrustPolicy => t!("tui-skipped-trust"),
        SkipReason::Proxy | SkipReason::SameFile { .. } => t!("tui-skipped-same"),
        SkipReason::Missing => t!("tui-driver-missing"),
        _ => t!("tui-skipped-other"),
    }
}

/// What was going to be done to a token.
pub(super) fn operation(operation: Operation) -> String {
    match operation {
        Operation::Generate => t!("tui-operation-generate"),
        Operation::PutCertificate => t!("tui-operation-put"),
        _ => t!("tui-operation-other"),
    }
}

/// Values safe for a terminal.
pub(super) fn safe(args: &Args) -> Args {
    args.iter()
        .map(|(name, value)| (*name, sanitize::line(value)))
        .collect()
}

/// A line that both faces say, with its look.
pub(super) fn told(line: &Line) -> (Look, String) {
    let look = match line.weight {
        Weight::Plain => Look::Plain,
        Weight::Heading => Look::Heading,
        Weight::Dim => Look::Dim,
        Weight::Warning => Look::Warn,
        Weight::Good => Look::Good,
    };
    (look, line.text.clone())
}

/// What happened, by its number and in one sentence.
pub(super) fn notice(notice: &Notice) -> String {
    format!("{} {}", notice.code.label(), sentence(notice))
}

/// The sentence alone, for what is judged while it is typed.
pub(super) fn sentence(notice: &Notice) -> String {
    i18n::text(
        &format!("err-{}", notice.code.fluent()),
        &safe(&notice.args),
    )
}

/// What happened, what is left on the token, what to do next, and by what it can be searched for.
pub(super) fn failure(failure: &Failure) -> Vec<String> {
    let code = failure.code.fluent();
    let mut lines = vec![i18n::text(&format!("err-{code}"), &safe(&failure.args))];
    match failure.token_state {
        Some(TokenState::NothingChanged) => lines.push(t!("tui-token-nothing-changed")),
        Some(TokenState::Changed) => lines.push(t!("tui-token-changed")),
        Some(TokenState::Unknown) => lines.push(t!("tui-token-unknown")),
        None => {}
    }
    lines.push(i18n::text(&format!("rec-{code}"), &Args::new()));
    let known = |name: &str| failure.detail.get(name).and_then(|value| value.as_str());
    let mut details = vec![failure.code.label()];
    details.extend(
        ["call", "ckr"]
            .into_iter()
            .filter_map(known)
            .map(sanitize::line),
    );
    lines.push(details.join(" · "));
    lines
}

#[cfg(test)]
mod tests {
    use super::{common_name, date, day, is_near};
    use crate::op::todo::DeadlineRow;

    #[test]
    fn names_are_found_and_made_safe() {
        assert_eq!(common_name("C=RO,O=A\\, B,CN=ANA\\+POP"), "ANA+POP");
        assert_eq!(common_name("C=RO, CN=ANA POP, 2.5.4.97=X"), "ANA POP");
        assert_eq!(common_name("O=Firm"), "O=Firm");
        assert_eq!(common_name("CN=a\u{1b}[2J"), "a\\u{1b}[2J");
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(day("2026-12-04T10:00:00Z"), "4 Dec 2026");
        assert_eq!(day("never\n"), "never\\u{a}");
        assert_eq!(date("2026-12-04"), "4 Dec 2026");
        assert_eq!(date("\u{1b}"), "\\u{1b}");
        let romanian = || (date("2026-01-31"), date("2026-09-01"));
        let (january, september) = crate::i18n::in_romanian(romanian);
        assert_eq!(january, "31 ian 2026");
        assert_eq!(september, "1 sept 2026");
    }

    #[test]
    fn a_deadline_is_near_from_the_first_warning_on() {
        let near = |days_left, warn_days: &[u32]| {
            is_near(&DeadlineRow {
                id: String::new(),
                text: String::new(),
                due: String::new(),
                days_left,
                warn_days: warn_days.to_vec(),
            })
        };
        assert!(near(30, &[7, 30, 1]) && !near(31, &[7, 30, 1]));
        assert!(near(7, &[]) && !near(8, &[]) && near(-1, &[]));
    }
}
