//! Certificates and requests in files: mailed ones, bundles, PKCS#12 after its password.

use super::{Bench, CheckOutcome, FindingRow, Severity, certificate, rules};
use crate::error::{Code, Failure, Notice};
use crate::op::Setting;
use crate::op::files::{self, Input, Source};
use crate::sanitize;
use crate::x509::{Certificate, Request, Validity};

impl Bench<'_> {
    /// A file, or all in a folder: there, what is no certificate is passed over with a word.
    pub(super) fn files(
        &self,
        setting: &mut Setting<'_>,
        source: &Source,
        outcome: &mut CheckOutcome,
    ) -> Result<(), Failure> {
        let sources = files::spread(source)?;
        let single = sources.len() == 1 && sources.first() == Some(source);
        for source in sources {
            let read = files::read(&source);
            let certificates = read.and_then(|input| {
                let all = all_in(setting, &input, single)?;
                Ok((input, all))
            });
            match certificates {
                Ok((input, all)) => self.of_file(&input, &all, outcome),
                Err(failure) if single => return Err(failure),
                Err(failure) => setting.notice(Notice {
                    code: failure.code,
                    args: failure.args,
                }),
            }
        }
        Ok(())
    }

    fn of_file(&self, input: &Input, all: &[Certificate], outcome: &mut CheckOutcome) {
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

/// All certificates of a file; only of one that was named itself a person is asked the password.
fn all_in(
    setting: &mut Setting<'_>,
    input: &Input,
    single: bool,
) -> Result<Vec<Certificate>, Failure> {
    let contents = &input.contents;
    let mut all = contents.certificates.clone();
    for sealed in &contents.pkcs12 {
        let opened = if single {
            setting.open_pkcs12(&input.path, sealed)?
        } else {
            setting.open_quietly(&input.path, sealed)?
        };
        all.extend(opened.entries.into_iter().flat_map(|it| it.certificates));
        all.extend(opened.chain);
    }
    let nothing = all.is_empty() && contents.requests.is_empty();
    match files::unusable(&input.path, contents) {
        Some(failure) if nothing && contents.pkcs12.is_empty() => Err(failure),
        Some(failure) if contents.pkcs12.is_empty() => {
            setting.notice(Notice {
                code: failure.code,
                args: failure.args,
            });
            Ok(all)
        }
        _ => Ok(all),
    }
}
