//! What came of a log-in to a server.

use super::checking::{finding, with_sentences};
use super::{Line, Weight, columns};
use crate::i18n::t;
use crate::op::check::{FindingRow, PathState, Severity};
use crate::op::connect::ConnectOutcome;
use crate::sanitize;

/// Names of authorities that are shown of those which a server takes.
const MOST_NAMES: usize = 3;

/// The answer with its sentences, in the language that is spoken.
#[must_use]
pub fn tried(mut outcome: ConnectOutcome) -> ConnectOutcome {
    with_sentences(&mut outcome.findings);
    outcome.verdict = verdict(&outcome);
    outcome
}

fn verdict(outcome: &ConnectOutcome) -> String {
    let errors = outcome.findings.iter();
    let mut errors = errors.filter(|row| row.severity == Severity::Error);
    let host = host(outcome);
    if let Some(first) = errors.next() {
        let text = first.message.as_str();
        return match errors.count() {
            0 => t!("cli-connect-wrong", text = text),
            more => t!("cli-connect-wrong-more", text = text, count = more),
        };
    }
    let mut warnings = outcome.findings.iter();
    if let Some(first) = warnings.find(|row| row.severity == Severity::Warning) {
        let text = first.message.as_str();
        return t!("cli-connect-warned", host = host, text = text);
    }
    match &outcome.certificate {
        Some(own) if own.shown => t!(
            "cli-connect-online",
            host = host,
            name = sanitize::line(&own.holder)
        ),
        _ => t!("cli-connect-reached", host = host),
    }
}

/// The host's name in the address.
fn host(outcome: &ConnectOutcome) -> String {
    let bare = outcome.url.trim_start_matches("https://");
    let host = bare.split('/').next().unwrap_or(bare);
    sanitize::line(host)
}

/// The verdict, the server, what it wants and answered, and the findings.
#[must_use]
pub fn connected(outcome: &ConnectOutcome) -> Vec<Line> {
    let warned = |row: &&FindingRow| row.severity == Severity::Warning;
    let (weight, sign) = if !outcome.ok {
        (Weight::Warning, "✗")
    } else if outcome.findings.iter().any(|row| warned(&row)) {
        (Weight::Warning, "!")
    } else {
        (Weight::Good, "✓")
    };
    let mut lines = vec![Line::of(weight, format!("{sign} {}", outcome.verdict))];
    lines.extend(columns(&facts(outcome)).into_iter().map(Line::plain));
    if !outcome.findings.is_empty() {
        lines.push(Line::plain(""));
    }
    lines.extend(outcome.findings.iter().flat_map(finding));
    lines
}

/// Hex as authorities print fingerprints.
fn colons(hex: &str) -> String {
    let upper = hex.to_uppercase();
    let pairs: Vec<char> = upper.chars().collect();
    let pairs = pairs.chunks(2).map(String::from_iter);
    pairs.collect::<Vec<String>>().join(":")
}

fn facts(outcome: &ConnectOutcome) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let joined = |parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        sanitize::line(&parts.join(" · "))
    };
    if let Some(server) = &outcome.server {
        let holder = vec![Some(server.holder.clone()), server.address.clone()];
        facts.push((t!("cli-connect-server"), joined(holder)));
        let line = joined(vec![server.protocol.clone(), server.suite.clone()]);
        if !line.is_empty() {
            facts.push((t!("cli-connect-line"), line));
        }
        if let Some(end) = server.path_to_trust.steps.last() {
            facts.push(if server.path_to_trust.state == PathState::Trusted {
                let name = sanitize::line(&end.subject);
                let by = t!("cli-connect-trusted-by", name = name);
                (t!("cli-connect-trusted"), by)
            } else {
                // What it must be compared with before anybody trusts it.
                let print = format!("SHA-256 {}", colons(&end.sha256));
                (t!("cli-connect-fingerprint"), print)
            });
        }
    }
    let names = outcome.authorities.iter().take(MOST_NAMES);
    let mut names: Vec<String> = names.map(|name| sanitize::line(name)).collect();
    let more = outcome.authorities.len().saturating_sub(names.len());
    if more > 0 {
        names.push(t!("cli-connect-takes-more", count = more));
    }
    let takes = names.into_iter();
    facts.extend(takes.map(|name| (t!("cli-connect-takes"), name)));
    if let Some(own) = &outcome.certificate {
        let name = sanitize::line(&format!("{}, {}", own.holder, own.serial.to_uppercase()));
        let text = if own.shown {
            name
        } else {
            t!("cli-connect-not-shown", name = name)
        };
        facts.push((t!("cli-connect-own"), text));
    }
    if let Some(http) = &outcome.http {
        let told = http.meaning.clone().or_else(|| http.title.clone());
        let text = joined(vec![Some(http.status.to_string()), told]);
        facts.push((t!("cli-connect-answer"), text));
        if let Some(location) = &http.location {
            facts.push((t!("cli-connect-leads"), sanitize::line(location)));
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::{connected, tried};
    use crate::op::check::{PathRow, PathState, StepRow};
    use crate::op::connect::{ConnectOutcome, HttpRow, OwnRow, ServerRow};

    /// What a hostile server may say everywhere.
    const HOSTILE: &str = "a\u{1b}[2Jb\u{202e}c\nd";

    fn outcome() -> ConnectOutcome {
        let hostile = || HOSTILE.to_owned();
        ConnectOutcome {
            ok: true,
            verdict: String::new(),
            url: "https://siui.example:8443/x".to_owned(),
            server: Some(ServerRow {
                address: Some("192.0.2.7:8443".to_owned()),
                protocol: Some("TLS 1.3".to_owned()),
                suite: Some("TLS13_AES_256_GCM_SHA384".to_owned()),
                holder: hostile(),
                serial: "01".to_owned(),
                not_after: "2027-01-01T00:00:00Z".to_owned(),
                sha256: "ab".repeat(32),
                name_fits: true,
                path_to_trust: PathRow {
                    state: PathState::Trusted,
                    steps: vec![StepRow {
                        subject: hostile(),
                        serial: "01".to_owned(),
                        not_after: "2027-01-01T00:00:00Z".to_owned(),
                        sha256: "0aff".to_owned(),
                        faults: Vec::new(),
                        revocation: None,
                    }],
                },
            }),
            asked: Some(true),
            authorities: vec![hostile(); 7],
            certificate: Some(OwnRow {
                holder: hostile(),
                serial: "04d2".to_owned(),
                not_after: "2027-01-01T00:00:00Z".to_owned(),
                sha256: "cd".repeat(32),
                token: "pkcs11:".to_owned(),
                shown: true,
                issuer_listed: None,
            }),
            alert: None,
            http: Some(HttpRow {
                status: 302,
                meaning: None,
                profile: None,
                location: Some(hostile()),
                server: Some(hostile()),
                title: Some(hostile()),
            }),
            findings: Vec::new(),
        }
    }

    #[test]
    fn what_a_hostile_server_says_moves_nothing() {
        let outcome = tried(outcome());
        let lines = connected(&outcome);
        let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert!(
            text[0].starts_with("✓ ONLINE: siui.example:8443"),
            "{text:?}"
        );
        for line in &text {
            let moves =
                |letter: char| letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter);
            assert!(!line.contains(moves), "{line:?}");
        }
        let takes = text.iter().filter(|line| line.contains("takes issuers"));
        assert_eq!(takes.count(), 4);
        assert!(
            text.iter().any(|line| line.ends_with("and 4 more")),
            "{text:?}"
        );
        assert!(!text.iter().any(|line| line.contains("fingerprint")));
    }

    #[test]
    fn who_is_not_trusted_is_told_with_a_fingerprint_and_who_was_not_shown_as_such() {
        let mut outcome = outcome();
        if let Some(server) = &mut outcome.server {
            server.path_to_trust.state = PathState::NotTrusted;
        }
        if let Some(own) = &mut outcome.certificate {
            own.shown = false;
        }
        let outcome = tried(outcome);
        assert!(!outcome.verdict.contains("ONLINE"), "{}", outcome.verdict);
        let lines = connected(&outcome);
        let has = |part: &str| lines.iter().any(|line| line.text.contains(part));
        assert!(has("SHA-256 0A:FF") && has("not shown") && !has("traced to"));
    }
}
