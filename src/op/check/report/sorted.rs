//! What was found, beside what it is about: each certificate with its findings, then what is about no certificate.

use std::collections::{HashMap, HashSet};

use crate::op::check::{CheckOutcome, CheckedRow, FindingRow, Severity};

/// A row of a report.
#[derive(Debug)]
pub(super) struct Sorted<'o> {
    /// The certificate; `None` for a file or token without one.
    pub(super) certificate: Option<&'o CheckedRow>,
    /// What was found about it, the worst first.
    pub(super) findings: Vec<&'o FindingRow>,
}

impl Sorted<'_> {
    /// The worst that was found, where it is more than good to know.
    pub(super) fn worst(&self) -> Option<Severity> {
        let all = self.findings.iter().map(|finding| finding.severity);
        all.min().filter(|worst| *worst != Severity::Info)
    }

    /// The numbers of all findings, each once.
    pub(super) fn numbers(&self) -> Vec<String> {
        let mut numbers: Vec<String> = Vec::new();
        for finding in &self.findings {
            if !numbers.contains(&finding.number) {
                numbers.push(finding.number.clone());
            }
        }
        numbers
    }
}

/// Token, file and id.
type About<'o> = (Option<&'o str>, Option<&'o str>, Option<&'o str>);

fn about(finding: &FindingRow) -> About<'_> {
    let FindingRow {
        token, path, id, ..
    } = finding;
    (token.as_deref(), path.as_deref(), id.as_deref())
}

/// All rows, in the order in which certificates were looked at. A token's findings stand at each of its certificates, an
/// issuer's at each that is traced through it, and what is about everything everywhere.
pub(super) fn sorted(outcome: &CheckOutcome) -> Vec<Sorted<'_>> {
    let mut by_about: HashMap<About<'_>, Vec<&FindingRow>> = HashMap::new();
    let mut order: Vec<About<'_>> = Vec::new();
    for finding in &outcome.findings {
        let about = about(finding);
        let all = by_about.entry(about).or_insert_with(|| {
            order.push(about);
            Vec::new()
        });
        all.push(finding);
    }
    let mut placed: HashSet<About<'_>> = HashSet::new();
    let mut rows: Vec<Sorted<'_>> = Vec::new();
    for row in &outcome.checked {
        let mut findings = Vec::new();
        for about in abouts(row) {
            if let Some(found) = by_about.get(&about) {
                findings.extend(found.iter().copied());
                placed.insert(about);
            }
        }
        findings.sort_by_key(|finding| finding.severity);
        rows.push(Sorted {
            certificate: Some(row),
            findings,
        });
    }
    let left = order.into_iter().filter(|about| !placed.contains(about));
    rows.extend(left.map(|about| Sorted {
        certificate: None,
        findings: by_about.remove(&about).unwrap_or_default(),
    }));
    rows
}

/// All that a finding about this certificate may be about.
fn abouts(row: &CheckedRow) -> Vec<About<'_>> {
    let (token, path) = (row.token.as_deref(), row.path.as_deref());
    let mut all: Vec<About<'_>> = vec![(token, path, Some(&row.serial))];
    all.extend(token.map(|token| (Some(token), None, None)));
    let steps = row
        .trace
        .iter()
        .flat_map(|trace| trace.steps.iter().skip(1));
    for step in steps {
        let issuer = (None, None, Some(step.serial.as_str()));
        if !all.contains(&issuer) {
            all.push(issuer);
        }
    }
    all.push((None, None, None));
    all
}
