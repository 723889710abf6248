//! Which certificate the papers are about: named, or the newest that the authority's issuers made.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::Object;
use crate::ask::Choice;
use crate::case::Case;
use crate::error::{Code, Failure, Notice};
use crate::journal::{Journal, RequestRecord};
use crate::op::Setting;
use crate::op::export::one;
use crate::op::recognise::issuer_of;
use crate::op::request::part_of;
use crate::op::view::Identity;
use crate::profile::Profile;
use crate::sanitize;
use crate::token::{KeyHash, SlotId, TokenState, token_uri};
use crate::x509::{Certificate, Validity};

/// Where a certificate was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CertificateFrom {
    /// On a token that is plugged in.
    Token,
    /// In a file.
    File,
    /// It is remembered from a token that is not plugged in now.
    Remembered,
    /// A case keeps it; it came in a file.
    Case,
}

/// The certificate that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CertificateTaken {
    /// Whom it names.
    pub holder: Option<String>,
    /// Its subject.
    pub subject: String,
    /// Its issuer.
    pub issuer: String,
    /// Its serial number in hex.
    pub serial: String,
    /// Its last moment, RFC 3339 UTC.
    pub not_after: String,
    /// SHA-256 of its DER.
    pub sha256: String,
    /// Where it was found.
    pub source: CertificateFrom,
    /// The file, the token's URI, or the case.
    pub place: String,
}

/// A certificate, and where it was found.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) certificate: Certificate,
    pub(super) source: CertificateFrom,
    pub(super) place: String,
}

impl Taken {
    /// As the answer shows it.
    pub(super) fn row(&self) -> CertificateTaken {
        let certificate = &self.certificate;
        CertificateTaken {
            holder: certificate.holder(),
            subject: certificate.subject(),
            issuer: certificate.issuer(),
            serial: certificate.serial().hex,
            not_after: certificate.not_after().to_string(),
            sha256: certificate.sha256(),
            source: self.source,
            place: self.place.clone(),
        }
    }

    pub(super) fn key(&self) -> Option<KeyHash> {
        self.certificate.public_key().ok().map(|key| key.hash())
    }

    /// Holder and serial number, for people who choose.
    fn name(&self) -> String {
        let certificate = &self.certificate;
        let holder = certificate.holder();
        let holder = holder.unwrap_or_else(|| certificate.subject());
        let end = certificate.not_after().strftime("%Y-%m-%d");
        sanitize::line(&format!("{holder}  {}  {end}", certificate.serial().hex))
    }
}

/// What is on a token, and that token's URI.
type Seen = (Identity, String);

/// Certificates that could be meant.
pub(super) struct Candidates {
    plugged: Vec<Taken>,
    remembered: Vec<Taken>,
}

impl Candidates {
    /// Those that fit, of the tokens plugged in; only where there are none, of those that are remembered.
    pub(super) fn of(&self, fits: impl Fn(&Taken) -> bool) -> Vec<Taken> {
        let on_tokens: Vec<Taken> = self.plugged.iter().filter(|it| fits(it)).cloned().collect();
        if !on_tokens.is_empty() {
            return on_tokens;
        }
        self.remembered
            .iter()
            .filter(|it| fits(it))
            .cloned()
            .collect()
    }
}

impl Setting<'_> {
    /// The certificate that was named. A file is read without loading any driver.
    pub(super) fn certificate_named(&mut self, object: &Object) -> Result<Taken, Failure> {
        let id = match object {
            Object::File(source) => {
                let found = self.in_file(source)?;
                return Ok(Taken {
                    certificate: found.certificate,
                    source: CertificateFrom::File,
                    place: source.name(),
                });
            }
            Object::Id(id) => id,
        };
        let (plugged, failed) = self.plugged()?;
        let identities: Vec<Identity> = plugged.iter().map(|(one, _)| one.clone()).collect();
        match one(id, &identities, self.now) {
            Ok((certificate, _)) => {
                let place = plugged.iter().find(|(identity, _)| {
                    let mut all = identity.certificates.iter();
                    all.any(|seen| seen.certificate == certificate)
                });
                Ok(Taken {
                    certificate,
                    source: CertificateFrom::Token,
                    place: place.map(|(_, uri)| uri.clone()).unwrap_or_default(),
                })
            }
            Err(failure) if failure.code == Code::NothingMatches => {
                let found = self.remembered_named(id)?;
                found.ok_or(failed.unwrap_or(failure))
            }
            Err(failure) => Err(failure),
        }
    }

    /// What is on the tokens plugged in, each with its token; and why drivers did not answer, where one did not.
    fn plugged(&mut self) -> Result<(Vec<Seen>, Option<Failure>), Failure> {
        let mut failed = match self.open_tokens() {
            Err(failure) if failure.code == Code::Interrupted => return Err(failure),
            opened => opened.err(),
        };
        let mut all = Vec::new();
        for place in self.places() {
            let (view, unread) = self.public_look(place);
            failed = failed.or(unread);
            let Some(view) = view else {
                continue;
            };
            let token = self.tokens.token(place).map(|token| &token.id);
            let uri = token_uri(place.slot, token);
            let mut identities = view.identities();
            identities.retain(|identity| !identity.certificates.is_empty());
            all.extend(identities.into_iter().map(|one| (one, uri.clone())));
        }
        Ok((all, failed))
    }

    /// Certificates that are remembered from tokens, or kept with cases, each once; no authority's.
    fn remembered(&mut self) -> Vec<Taken> {
        let known = self.known_certificates().into_iter();
        known
            .map(|known| {
                // The slot is part of the URI of a token without a name only, and none such is remembered.
                let token = known
                    .tokens
                    .first()
                    .map(|it| token_uri(SlotId(0), Some(it)));
                Taken {
                    source: match &token {
                        Some(_) => CertificateFrom::Remembered,
                        None => CertificateFrom::Case,
                    },
                    place: token.or(known.case).unwrap_or_default(),
                    certificate: known.certificate,
                }
            })
            .collect()
    }

    /// By the first rule that fits any: serial number, holder, fingerprint or key, a unique part.
    fn remembered_named(&mut self, id: &str) -> Result<Option<Taken>, Failure> {
        let all = self.remembered();
        let digits = id.strip_prefix("sha256:").map(str::to_lowercase);
        let digits = digits.filter(|digits| digits.len() >= 8);
        let part = id.to_lowercase();
        let rules: [&dyn Fn(&Taken) -> bool; 4] = [
            &|one| one.certificate.serial().is(id),
            &|one| one.certificate.holder().as_deref() == Some(id),
            &|one| {
                let key = one.key().map(|key| key.hex()).unwrap_or_default();
                let print = one.certificate.sha256();
                let begins = |digits: &String| key.starts_with(digits) || print.starts_with(digits);
                digits.as_ref().is_some_and(begins)
            },
            &|one| {
                let subject = one.certificate.subject().to_lowercase();
                !part.is_empty()
                    && (subject.contains(&part) || one.certificate.serial().hex.contains(&part))
            },
        ];
        for rule in rules {
            let fit: Vec<Taken> = all.iter().filter(|one| rule(one)).cloned().collect();
            if !fit.is_empty() {
                return self.newest(id, fit, holder);
            }
        }
        Ok(None)
    }

    /// All that could be meant: what is on the tokens plugged in, and what is remembered. No placeholder, no authority's.
    pub(super) fn candidates(&mut self) -> Result<Candidates, Failure> {
        let (plugged, _) = self.plugged()?;
        let on_tokens = plugged.into_iter().flat_map(|(identity, uri)| {
            let seen = identity.certificates.into_iter();
            seen.filter(|seen| !seen.placeholder && !seen.certificate.is_ca())
                .map(move |seen| Taken {
                    certificate: seen.certificate,
                    source: CertificateFrom::Token,
                    place: uri.clone(),
                })
        });
        Ok(Candidates {
            plugged: on_tokens.collect(),
            remembered: self.remembered(),
        })
    }

    /// The newest valid one; of several groups a person chooses, a script gets exit 3 with the candidates.
    pub(super) fn newest(
        &mut self,
        shown: &str,
        all: Vec<Taken>,
        group: impl Fn(&Taken) -> String,
    ) -> Result<Option<Taken>, Failure> {
        let valid = |one: &Taken| one.certificate.validity(self.now) == Validity::Valid;
        let (mut pool, rest): (Vec<Taken>, Vec<Taken>) = all.into_iter().partition(valid);
        if pool.is_empty() {
            pool = rest;
        }
        pool.sort_by_key(|one| std::cmp::Reverse(one.certificate.not_before()));
        let mut groups = BTreeSet::new();
        pool.retain(|one| groups.insert(group(one)));
        if pool.len() < 2 {
            return Ok(pool.pop());
        }
        let names: Vec<String> = pool.iter().map(Taken::name).collect();
        let choices: Vec<Choice> = names
            .iter()
            .map(|name| Choice { text: name.clone() })
            .collect();
        let chosen = self.ask.choose("cli-choose-certificate", &choices);
        if let Some(one) = chosen.and_then(|index| pool.get(index)) {
            return Ok(Some(one.clone()));
        }
        Err(Failure::new(Code::SeveralMatch)
            .with("value", sanitize::line(shown))
            .with("count", names.len())
            .with("names", names.join(", "))
            .detail("candidates", names)
            .state(TokenState::NothingChanged))
    }

    /// The requests of a case, as far as they were begun.
    pub(super) fn records_of(&mut self, case: &Case) -> Vec<RequestRecord> {
        let mut records = self.journal.lenient(Journal::requests);
        records.retain(|record| part_of(record).case.as_deref() == Some(case.id.as_str()));
        records
    }

    /// Says what is odd about the certificate that was taken; it is taken all the same.
    pub(super) fn doubt_certificate(&mut self, taken: &Taken, profile: &Profile, own_key: bool) {
        let certificate = &taken.certificate;
        let notice = match certificate.validity(self.now) {
            Validity::Valid => None,
            Validity::Expired => Some((Code::Expired, certificate.not_after())),
            Validity::NotYet => Some((Code::NotYetValid, certificate.not_before())),
        };
        if let Some((code, date)) = notice {
            self.notice(Notice::new(code).with("date", date.strftime("%Y-%m-%d")));
        }
        if !profile.issuers.is_empty() && !own_key && issuer_of(profile, certificate).is_none() {
            let notice = Notice::new(Code::IssuerNotListed)
                .with("value", sanitize::line(&certificate.issuer()))
                .with("name", profile.id());
            self.notice(notice);
        }
    }

    /// Whether an older certificate of the same holder is remembered, from one of the authority's issuers.
    pub(super) fn follows_another(&mut self, taken: &Taken, profile: &Profile) -> bool {
        let own = &taken.certificate;
        self.remembered().iter().any(|one| {
            let other = &one.certificate;
            other.not_before() < own.not_before()
                && other.holder() == own.holder()
                && issuer_of(profile, other).is_some()
        })
    }
}

/// Certificates of one holder are one matter: the newest of them is meant.
pub(super) fn holder(taken: &Taken) -> String {
    let holder = taken.certificate.holder();
    holder.unwrap_or_else(|| taken.certificate.subject())
}
