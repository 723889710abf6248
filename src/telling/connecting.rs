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
            facts.push(match server.path_to_trust.state {
                PathState::Trusted => {
                    let name = sanitize::line(&end.subject);
                    let by = t!("cli-connect-trusted-by", name = name);
                    (t!("cli-connect-trusted"), by)
                }
                // What it must be compared with before anybody trusts it.
                _ => {
                    let print = format!("SHA-256 {}", colons(&end.sha256));
                    (t!("cli-connect-fingerprint"), print)
                }
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
