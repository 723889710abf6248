//! What a certificate is for, as the request of its key says; files that are called after something else.

use super::gather::Given;
use crate::error::{Code, Notice};
use crate::journal::{Journal, RequestRecord};
use crate::op::Setting;
use crate::op::request::{ELSEWHERE, part_of, store_of};
use crate::op::shape::{InstallOutcome, KeptRow};
use crate::profile::{Profiles, Request};
use crate::sanitize;
use crate::x509::Certificate;

impl Setting<'_> {
    /// Certificates whose keys are with another generator are kept with their case; answers with the others.
    pub(super) fn keep_elsewhere(
        &mut self,
        given: Vec<Given>,
        seen: &mut Vec<Certificate>,
        outcome: &mut InstallOutcome,
    ) -> Vec<Given> {
        let mut rest = Vec::new();
        for one in given {
            let record = self.record_of(&one.certificate);
            let Some(record) = record.filter(|record| store_of(record) == ELSEWHERE) else {
                rest.push(one);
                continue;
            };
            let part = part_of(&record);
            self.notice(
                Notice::new(Code::KeyElsewhere)
                    .with("file", sanitize::line(&one.file))
                    .with("value", part.case_or(&record.id)),
            );
            self.judge_purpose(&one);
            outcome.kept.push(KeptRow {
                file: one.file.clone(),
                case: part.case_or(&record.id).to_owned(),
                purpose: part.request,
            });
            seen.push(one.certificate);
        }
        rest
    }

    /// The request of a certificate's key.
    fn record_of(&mut self, certificate: &Certificate) -> Option<RequestRecord> {
        let key = certificate.public_key().ok()?.hash();
        let records = self.journal.lenient(Journal::requests);
        records
            .into_iter()
            .rev()
            .find(|record| record.key == Some(key))
    }

    /// The id of the profile's request that this certificate answers. A file that is called after another request, and a
    /// certificate that lacks what its request asked for, are named.
    pub(super) fn judge_purpose(&mut self, one: &Given) -> Option<String> {
        let record = self.record_of(&one.certificate)?;
        let part = part_of(&record);
        let id = part.request?;
        let case = self
            .journal
            .lenient(|journal| journal.case(part.case.as_deref().unwrap_or_default()));
        let case = case?;
        let profiles = Profiles::load(self.paths);
        let profile = profiles.get(case.profile.as_deref()?)?;
        let request = profile.request(&id)?;
        let stem = std::path::Path::new(&one.file).file_stem();
        let stem = stem
            .map(|stem| stem.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        let says = |request: &&Request| named_after(&stem, &request.id);
        let called = profile.requests.iter().find(says);
        if let Some(other) = called.filter(|other| other.id != id && !named_after(&stem, &id)) {
            self.notice(
                Notice::new(Code::NameMisleads)
                    .with("file", sanitize::line(&one.file))
                    .with("value", &other.id)
                    .with("name", &id),
            );
        }
        let has = one.certificate.extended_key_usage().unwrap_or_default();
        let lacking: Vec<&str> = request
            .ext
            .eku
            .iter()
            .filter(|wanted| !has.contains(wanted))
            .map(String::as_str)
            .collect();
        if !lacking.is_empty() {
            self.notice(
                Notice::new(Code::PurposeLacks)
                    .with("file", sanitize::line(&one.file))
                    .with("name", &id)
                    .with("names", lacking.join(", ")),
            );
        }
        Some(id)
    }
}

/// Whether a file's name has this request's id as a word of its own.
fn named_after(stem: &str, id: &str) -> bool {
    let mut words = stem.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| word == id) || (id.contains('-') && stem.contains(id))
}

#[cfg(test)]
mod tests {
    use super::named_after;

    #[test]
    fn a_name_tells_by_whole_words() {
        assert!(named_after("tls", "tls") && named_after("apteka-tls-2026", "tls"));
        assert!(!named_after("titles", "tls"));
        assert!(named_after(
            "sote-system-signature-test",
            "system-signature"
        ));
    }
}
