//! Certificates and requests in files: mailed ones, bundles, PKCS#12 after its password.

use super::{Bench, CheckOutcome, FindingRow, Severity, certificate, rules};
use crate::ask::Progress;
use crate::error::{Code, Failure, Notice};
use crate::op::Setting;
use crate::op::files::{self, Input, Source};
use crate::sanitize;
use crate::x509::{Certificate, Request, Validity, names};

impl Bench<'_> {
    /// A file, or all in a folder: there, what cannot be judged is a finding and stops nothing.
    pub(super) fn files(
        &self,
        setting: &mut Setting<'_>,
        source: &Source,
        outcome: &mut CheckOutcome,
    ) -> Result<(), Failure> {
        let sources = files::spread(source)?;
        let single = sources.len() == 1 && sources.first() == Some(source);
        if single {
            let input = files::read(source)?;
            let (all, unusable) = all_in(setting, &input, single)?;
            if let Some(failure) = unusable {
                setting.notice(Notice {
                    code: failure.code,
                    args: failure.args,
                });
            }
            self.of_file(&input, &all, outcome);
            return Ok(());
        }
        // Nobody is asked anything in a folder: who wants to stop may do so at once.
        let alone = setting.ask.alone();
        let all = sources.len();
        for (done, source) in sources.iter().enumerate() {
            setting.ask.progress(&Progress {
                id: "cli-progress-files",
                done,
                all,
            });
            let read = files::read(source).and_then(|input| {
                let found = all_in(setting, &input, single)?;
                Ok((input, found))
            });
            let unusable = match read {
                Ok((input, (all, unusable))) => {
                    self.of_file(&input, &all, outcome);
                    unusable
                }
                Err(failure) => Some(failure),
            };
            let finding = unusable.map(|failure| not_judged(failure, source.name()));
            outcome.findings.extend(finding);
        }
        setting.ask.progress(&Progress {
            id: "cli-progress-files",
            done: all,
            all,
        });
        drop(alone);
        Ok(())
    }

    fn of_file(&self, input: &Input, all: &[Certificate], outcome: &mut CheckOutcome) {
        outcome.met.extend(all.iter().cloned());
        let before = outcome.findings.len();
        let own: Vec<&Certificate> = all.iter().filter(|one| !one.is_ca()).collect();
        for one in &own {
            let replaced = own.iter().any(|other| self.replaces(other, one));
            let (mut row, findings) = self.judge(one, replaced);
            row.path = Some(input.path.clone());
            outcome.checked.push(row);
            outcome.findings.extend(findings);
        }
        // A file of an authority alone is asked about, too.
        if own.is_empty() {
            for one in all {
                let findings = certificate::judge(self, None, one, false);
                let (mut row, _) = self.judge(one, true);
                row.path = Some(input.path.clone());
                outcome.checked.push(row);
                outcome.findings.extend(findings);
            }
        }
        let requests = input.contents.requests.iter();
        outcome
            .findings
            .extend(requests.flat_map(|request| self.request(request)));
        for finding in outcome.findings.iter_mut().skip(before) {
            finding.path = Some(input.path.clone());
        }
        let requests = input.contents.requests.iter();
        outcome
            .personal
            .extend(requests.flat_map(|request| said_in(request.subject_der(), &[])));
    }

    /// Whether another certificate is good and stands for this one: of the same holder, for the same use.
    pub(super) fn replaces(&self, other: &Certificate, one: &Certificate) -> bool {
        let uses = |it: &Certificate| (it.key_usage(), it.extended_key_usage());
        other.der() != one.der()
            && other.validity(self.now) == Validity::Valid
            && other.not_after() > one.not_after()
            && certificate::name(other) == certificate::name(one)
            && uses(other) == uses(one)
    }

    /// A request has a key and a name only.
    fn request(&self, request: &Request) -> Vec<FindingRow> {
        let name = sanitize::line(&request.subject());
        let key = request.public_key().ok();
        let about = key
            .as_ref()
            .map(|key| format!("sha256:{}", key.hash().hex()));
        let mut findings: Vec<FindingRow> = key.iter().flat_map(certificate::of_key).collect();
        if let (Some(profile), Some(key)) = (self.named, &key) {
            findings.extend(rules::of_request_key(profile, key));
        }
        findings.push(FindingRow::new(Code::RequestOnly, Severity::Info));
        let row = |row: FindingRow| row.with("name", &name).about(about.clone());
        findings.into_iter().map(row).collect()
    }
}

/// What a certificate that was looked at says of somebody. Of an authority's its house is no secret: the same stands as
/// the issuer of every other one.
pub(super) fn said_by(one: &Certificate) -> Vec<String> {
    let house: &[&str] = if one.is_ca() { &HOUSE } else { &[] };
    let mut said = said_in(one.subject_der(), house);
    said.extend(one.emails());
    said.extend(one.alt_names());
    said
}

/// What stands in a name, value by value, but for these types; a country names nobody.
fn said_in(name: &[u8], without: &[&str]) -> Vec<String> {
    let parts = names::parts(name).into_iter().flatten();
    let parts = parts.filter(|part| part.oid != COUNTRY && !without.contains(&part.oid.as_str()));
    parts.filter_map(|part| part.text).collect()
}

/// A file of a folder, or a part of it, that could not be judged.
fn not_judged(failure: Failure, path: String) -> FindingRow {
    let severity = match failure.code {
        Code::CertificateDamaged
        | Code::ContainerDamaged
        | Code::FileEmpty
        | Code::FileTooLarge
        | Code::FileUnreadable => Severity::Error,
        _ => Severity::Warning,
    };
    let mut finding = FindingRow::new(failure.code, severity);
    for (name, value) in failure.args {
        finding = finding.with(name, value);
    }
    finding.path = Some(path);
    finding
}

/// All certificates of a file, and what of it cannot be used; only of one that was named itself a person is asked the
/// password.
fn all_in(
    setting: &mut Setting<'_>,
    input: &Input,
    single: bool,
) -> Result<(Vec<Certificate>, Option<Failure>), Failure> {
    let contents = &input.contents;
    let mut all = contents.certificates.clone();
    for sealed in &contents.pkcs12 {
        let opened = if single {
            setting.open_pkcs12(&input.path, sealed)?
        } else {
            setting
                .open_quietly(&input.path, sealed)
                .map_err(|failure| closed(input, failure))?
        };
        all.extend(opened.entries.into_iter().flat_map(|it| it.certificates));
        all.extend(opened.chain);
    }
    let nothing = all.is_empty() && contents.requests.is_empty();
    if !contents.pkcs12.is_empty() {
        return Ok((all, None));
    }
    match files::unusable(&input.path, contents) {
        Some(failure) if nothing => Err(failure),
        unusable => Ok((all, unusable)),
    }
}

/// Without any password it is one closed file among others.
fn closed(input: &Input, failure: Failure) -> Failure {
    let closed = files::unusable(&input.path, &input.contents);
    let closed = closed.filter(|_| failure.code == Code::PasswordNeeded);
    closed.unwrap_or(failure)
}

/// `countryName` (X.520).
const COUNTRY: &str = "2.5.4.6";
/// Place, state, organisation, its part, its number.
const HOUSE: [&str; 5] = ["2.5.4.7", "2.5.4.8", "2.5.4.10", "2.5.4.11", "2.5.4.97"];
