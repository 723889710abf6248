//! One certificate onto one token: proof first, old ones saved, written, read back, compared.

use std::path::Path;

use super::gather::Given;
use super::seek::Views;
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::journal::{Intent, IntentCertificate, IntentId, Operation, Outcome, SeenCertificate};
use crate::op::files::{absolute, file_stem, free_name, write_new};
use crate::op::setting::journal_failure;
use crate::op::settle::spki;
use crate::op::shape::{InstalledRow, SupersededRow};
use crate::op::view::{SeenCert, SeenKey, View};
use crate::op::{Proof, Setting};
use crate::token::{
    Body, CertificateWish, FaultKind, KeyId, Object, TokenId, TokenState, token_uri,
};
use crate::x509::Certificate;

impl Setting<'_> {
    /// Puts a certificate beside its key, whose token was just looked at.
    pub(in crate::op) fn put_beside(
        &mut self,
        place: Place,
        key: &SeenKey,
        file: &str,
        certificate: &Certificate,
        view: View,
    ) -> Result<InstalledRow, Failure> {
        let mut views = Views::default();
        views.tokens.insert(place, view);
        let one = Given {
            file: file.to_owned(),
            certificate: certificate.clone(),
        };
        self.put(place, key, &one, &mut views)
    }

    /// Writes an authority's certificate, which has no key here; one that is there is left as it is.
    pub(in crate::op) fn put_authority(
        &mut self,
        place: Place,
        certificate: &Certificate,
        view: &View,
    ) -> Result<bool, Failure> {
        let hash = certificate.sha256();
        let mut there = view.certificates.iter();
        if there.any(|seen| seen.certificate.sha256() == hash) {
            return Ok(false);
        }
        let keyless = SeenKey {
            private: None,
            public_object: None,
            id: None,
            label: certificate.holder(),
            public: certificate.public_key().ok(),
        };
        self.write_down(place, &keyless, certificate, &[])?;
        Ok(true)
    }

    /// Proves the pair, writes the certificate, reads it back and compares it.
    pub(super) fn put(
        &mut self,
        place: Place,
        key: &SeenKey,
        one: &Given,
        views: &mut Views,
    ) -> Result<InstalledRow, Failure> {
        let proof = self.prove(place, key, &one.certificate)?;
        if matches!(proof, Proof::PublicKeyMatch | Proof::NotPossible) {
            self.notice(Notice::new(Code::ProofNotPossible));
        }
        let earlier = earlier_of(key, views, place);
        let mut superseded: Vec<SupersededRow> = earlier.iter().map(superseded_row).collect();
        self.save_where_replaced(place, &earlier, &mut superseded)?;
        let object = self.write_down(place, key, &one.certificate, &earlier)?;
        self.look_for_earlier(place, &earlier, &mut superseded);
        for row in &superseded {
            self.notice(Notice::new(Code::Superseded).with("serial", &row.serial));
        }
        if let Some(view) = views.tokens.get_mut(&place) {
            view.certificates.push(SeenCert {
                object: object.clone(),
                certificate: one.certificate.clone(),
                key: key.hash(),
                placeholder: false,
            });
        }
        let token = self.tokens.token(place).map(|token| &token.id);
        Ok(InstalledRow {
            id: object.id.as_ref().map(KeyId::hex),
            token: token_uri(place.slot, token),
            subject: one.certificate.subject(),
            serial: one.certificate.serial().hex,
            not_after: one.certificate.not_after().to_string(),
            purpose: None,
            proof,
            superseded,
        })
    }

    /// Where a token keeps one certificate per key, the old one is in a file, re-read, before the new one is written.
    fn save_where_replaced(
        &mut self,
        place: Place,
        earlier: &[SeenCert],
        superseded: &mut [SupersededRow],
    ) -> Result<(), Failure> {
        let one = self
            .tokens
            .host(place)
            .is_some_and(|host| host.habits.one_certificate_per_key);
        if !one {
            return Ok(());
        }
        for (seen, row) in earlier.iter().zip(superseded) {
            row.saved_to = Some(save(seen)?);
        }
        Ok(())
    }

    /// Intent, write, read back, outcome.
    fn write_down(
        &mut self,
        place: Place,
        key: &SeenKey,
        certificate: &Certificate,
        earlier: &[SeenCert],
    ) -> Result<Object, Failure> {
        let owner = self.owner(place)?;
        let begun = self.intent_on(place, Operation::PutCertificate, &owner)?;
        let token = begun.token.clone();
        // Public certificates are kept first: whatever the token does to the old ones, they are not lost.
        let old: Vec<SeenCertificate> = earlier
            .iter()
            .map(|seen| remembered(self, &token, &seen.certificate, false))
            .collect();
        self.journal
            .remember_certificates(&old)
            .map_err(|error| journal_failure(&error))?;
        let again = self.again.clone();
        let again = again.unwrap_or_else(|| "parafa install CERTIFICATE".to_owned());
        let intent = Intent {
            wished_id: key.id.clone(),
            label: key.label.clone(),
            key: key.hash(),
            certificate: Some(IntentCertificate {
                sha256: certificate.sha256(),
                der: certificate.der().to_vec(),
            }),
            resume: Some(again),
            ..begun
        };
        let id = self
            .journal
            .begin(&intent)
            .map_err(|error| journal_failure(&error))?;
        let wish = wish(key, certificate);
        let written = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.put_certificate(place.slot, &wish));
        let object = match written {
            Ok(object) => object,
            Err(fault) => return Err(self.not_written(id, place, fault)),
        };
        if !same_bytes(&object, certificate) {
            self.close(
                id,
                &Outcome::Failed {
                    code: Code::ReadBackDiffers.name().to_owned(),
                },
            );
            return Err(Failure::new(Code::ReadBackDiffers)
                .with("token", self.name_of(place))
                .state(TokenState::Changed));
        }
        self.close(
            id,
            &Outcome::Done {
                key: key.hash(),
                spki: spki(key.public.as_ref()),
            },
        );
        let seen = remembered(self, &token, certificate, true);
        self.journal
            .lenient(|journal| journal.remember_certificate(&seen));
        if key
            .id
            .as_ref()
            .zip(object.id.as_ref())
            .is_some_and(|(wished, got)| !wished.fits(got))
        {
            let got = object.id.as_ref().map(KeyId::hex).unwrap_or_default();
            self.notice(Notice::new(Code::IdReplaced).with("value", got));
        }
        Ok(object)
    }

    fn not_written(&mut self, id: IntentId, place: Place, fault: crate::token::Fault) -> Failure {
        if fault.kind == FaultKind::NotLoggedIn && fault.state == TokenState::NothingChanged {
            self.close(id, &Outcome::NothingChanged);
            return self.officer_needed(place);
        }
        let outcome = match fault.state {
            TokenState::NothingChanged => Outcome::NothingChanged,
            TokenState::Changed | TokenState::Unknown => Outcome::Unknown,
        };
        self.close(id, &outcome);
        self.failed(place, fault)
    }

    pub(in crate::op) fn close(&mut self, id: IntentId, outcome: &Outcome) {
        if let Err(error) = self.journal.finish(id, outcome) {
            tracing::error!(%error, "the outcome could not be written down");
            self.notices.push(
                Notice::new(Code::JournalUnwritable)
                    .with("path", "-")
                    .with("text", error),
            );
        }
    }

    /// A token that keeps one certificate per key says so only by what is gone afterwards (Q59): what we still have of
    /// it is saved then, and the next time before.
    fn look_for_earlier(
        &mut self,
        place: Place,
        earlier: &[SeenCert],
        superseded: &mut [SupersededRow],
    ) {
        if earlier.is_empty() {
            return;
        }
        let mut objects = Vec::new();
        let looked = self.look(place, &[crate::token::Class::Certificate], &mut objects);
        let Ok(end) = looked else { return };
        if !end.complete {
            return;
        }
        for (seen, row) in earlier.iter().zip(superseded) {
            row.kept = objects
                .iter()
                .any(|object| same_bytes(object, &seen.certificate));
            if row.kept {
                continue;
            }
            self.learn(place, |learnt| learnt.one_certificate_per_key = true);
            if row.saved_to.is_none() {
                // The journal has it, too: that it cannot be saved here undoes nothing of what was done.
                row.saved_to = save(seen)
                    .inspect_err(|failure| tracing::warn!(?failure, "an earlier certificate"))
                    .ok();
            }
        }
    }
}

fn wish(key: &SeenKey, certificate: &Certificate) -> CertificateWish {
    CertificateWish {
        id: key.id.clone(),
        label: key
            .label
            .clone()
            .or_else(|| certificate.holder())
            .unwrap_or_default(),
        subject: certificate.subject_der().to_vec(),
        issuer: certificate.issuer_der().to_vec(),
        serial: certificate.serial_der().to_vec(),
        der: certificate.der().to_vec(),
    }
}

/// The certificates of the same key that are on the token; placeholders count as none.
fn earlier_of(key: &SeenKey, views: &Views, place: Place) -> Vec<SeenCert> {
    let Some(view) = views.tokens.get(&place) else {
        return Vec::new();
    };
    view.certificates
        .iter()
        .filter(|seen| !seen.placeholder && seen.key.is_some() && seen.key == key.hash())
        .cloned()
        .collect()
}

/// Into a new file of the current folder, which is read again.
fn save(seen: &SeenCert) -> Result<String, Failure> {
    let holder = seen.certificate.holder();
    let stem = holder.map(|holder| file_stem(&holder)).unwrap_or_default();
    let serial: String = seen.certificate.serial().hex.chars().take(16).collect();
    let path = free_name(Path::new("."), &format!("{stem}-{serial}"), "cer");
    let written = write_new(&path, seen.certificate.der())?;
    let back = std::fs::read(&path).unwrap_or_default();
    if back == seen.certificate.der() {
        return Ok(written);
    }
    Err(Failure::new(Code::WriteFailed)
        .with("path", absolute(Path::new(&written)))
        .with("text", "-")
        .state(TokenState::NothingChanged))
}

fn superseded_row(seen: &SeenCert) -> SupersededRow {
    SupersededRow {
        serial: seen.certificate.serial().hex,
        sha256: seen.certificate.sha256(),
        kept: true,
        saved_to: None,
    }
}

fn remembered(
    setting: &Setting<'_>,
    token: &TokenId,
    certificate: &Certificate,
    by_us: bool,
) -> SeenCertificate {
    SeenCertificate {
        sha256: certificate.sha256(),
        der: certificate.der().to_vec(),
        token: token.clone(),
        key: certificate.public_key().ok().map(|key| key.hash()),
        first_seen: setting.now,
        last_seen: setting.now,
        placed_by_us: by_us,
    }
}

/// Byte for byte; NUL bytes that a token adds at the end are padding.
fn same_bytes(object: &Object, certificate: &Certificate) -> bool {
    let Body::Certificate(body) = &object.body else {
        return false;
    };
    let Some(der) = body.der.as_deref() else {
        return false;
    };
    der.get(..certificate.der().len()) == Some(certificate.der())
        && der
            .iter()
            .skip(certificate.der().len())
            .all(|byte| *byte == 0)
}
