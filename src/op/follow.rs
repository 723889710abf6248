//! A case goes on by itself: a certificate that came of it is kept with it, wherever it was seen, and what it shows to be
//! done is done.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};

use super::Setting;
use super::recognise::issuer_of;
use super::request::part_of;
use crate::case::{self, Case, Issued, Known, StepState};
use crate::journal::{Journal, RequestRecord};
use crate::profile::{Mode, Profile, Profiles};
use crate::x509::{Certificate, names};

/// Clocks differ, and some authorities date certificates back.
const BEFORE: SignedDuration = SignedDuration::from_hours(24);

impl Setting<'_> {
    /// Gives every open case the certificates that came of it: `given` are some that lie in files, the others are
    /// remembered. A case of which all is done is closed.
    pub(super) fn follow(&mut self, profiles: &Profiles, given: &[Certificate]) {
        let cases = self.journal.lenient(Journal::cases);
        let open = |case: &&Case| case.closed.is_none();
        if !cases.iter().any(|case| open(&case)) {
            return;
        }
        let records = self.journal.lenient(Journal::requests);
        let mut known = given.to_vec();
        known.extend(
            self.known_certificates()
                .into_iter()
                .map(|one| one.certificate),
        );
        known.retain(|one| !one.is_ca());
        let mut all = cases.clone();
        for at in 0..all.len() {
            let Some(case) = all.get(at).filter(|case| case.closed.is_none()).cloned() else {
                continue;
            };
            let profile = case.profile.as_deref().and_then(|id| profiles.get(id));
            let Some(profile) = profile else { continue };
            let mut now = case.clone();
            let look = Look {
                profile,
                records: &records,
                others: &all,
                now: self.now,
            };
            for one in look.came_of(&case, &known) {
                now.certificates.push(one);
            }
            let steps = case::steps(profile, &now, known_of(&now, &records));
            if steps.iter().all(|row| row.state == StepState::Done) {
                now.closed = Some(self.now);
            }
            if now != case {
                self.journal.lenient(|journal| journal.keep_case(&now));
                if let Some(slot) = all.get_mut(at) {
                    *slot = now;
                }
            }
        }
    }

    /// Keeps a certificate with the case that somebody said it is for.
    pub(super) fn keep_with(&mut self, case: &str, one: &Certificate) {
        let Some(mut case) = self.journal.lenient(|journal| journal.case(case)) else {
            return;
        };
        let sha256 = one.sha256();
        if case.certificates.iter().any(|it| it.sha256 == sha256) {
            return;
        }
        let request = match case.wanted.as_slice() {
            [only] => Some(only.request.clone()),
            _ => None,
        };
        case.certificates.push(issued(one, request, self.now));
        self.journal.lenient(|journal| journal.keep_case(&case));
    }

    /// How far a case is.
    pub(super) fn known_of(&mut self, case: &Case) -> Known {
        let records = self.journal.lenient(Journal::requests);
        known_of(case, &records)
    }
}

/// What tells whether a certificate came of a case.
struct Look<'a> {
    profile: &'a Profile,
    records: &'a [RequestRecord],
    others: &'a [Case],
    now: Timestamp,
}

impl Look<'_> {
    /// The certificates that came of the case and are not with it yet.
    fn came_of(&self, case: &Case, known: &[Certificate]) -> Vec<Issued> {
        let has = |one: &Certificate| {
            let sha256 = one.sha256();
            let of_case = |case: &Case| case.certificates.iter().any(|it| it.sha256 == sha256);
            let replaced = case.replaces.as_ref();
            of_case(case) || replaced.is_some_and(|it| it.sha256 == sha256)
        };
        let fresh = known.iter().filter(|one| !has(one));
        if case.mode == Mode::Csr.name() {
            let mut taken = HashSet::new();
            return fresh
                .filter_map(|one| Some((one, self.request_of(case, one)?)))
                .filter(|(one, _)| taken.insert(one.sha256()))
                .map(|(one, request)| issued(one, Some(request), self.now))
                .collect();
        }
        // Whoever else makes the key tells nothing but the certificate itself; one that another case has is not this one's.
        let free: Vec<&Certificate> = fresh
            .filter(|one| {
                !self.others.iter().any(|other| {
                    other
                        .certificates
                        .iter()
                        .any(|it| it.sha256 == one.sha256())
                })
            })
            .filter(|one| self.fits(case, one))
            .collect();
        let new = |one: &&&Certificate| {
            let begin = case.opened.checked_sub(BEFORE).unwrap_or(case.opened);
            one.not_before() >= begin
        };
        let request = match case.wanted.as_slice() {
            [only] => Some(only.request.clone()),
            _ => None,
        };
        let newest: Vec<&&Certificate> = free.iter().filter(new).collect();
        let replaced = case.replaces.is_some();
        let taken: Vec<&Certificate> = match (newest.as_slice(), free.as_slice()) {
            // Each provider's own installer makes one.
            (many @ [_, ..], _) if case.mode == Mode::Pfx.name() => {
                many.iter().map(|it| **it).collect()
            }
            (many @ [_, ..], _) => {
                let last = many.iter().max_by_key(|one| one.not_before());
                last.map(|it| **it).into_iter().collect()
            }
            // It was there before the case was opened, and is the only one that it can be about.
            ([], [only]) if replaced || case.certificates.is_empty() => vec![*only],
            _ => Vec::new(),
        };
        taken
            .into_iter()
            .map(|one| issued(one, request.clone(), self.now))
            .collect()
    }

    /// Whether a certificate can be what a case of this kind waits for: of an issuer of the profile, still valid, and
    /// where it follows another one, of the same holder and newer.
    fn fits(&self, case: &Case, one: &Certificate) -> bool {
        if issuer_of(self.profile, one).is_none() || one.not_after() < self.now {
            return false;
        }
        let old = case.replaces.as_ref().and_then(parsed);
        old.is_none_or(|old| {
            let name = |it: &Certificate| names::common_name(it.subject_der());
            one.not_before() >= old.not_before()
                && one.not_after() > old.not_after()
                && name(one) == name(&old)
        })
    }

    fn request_of(&self, case: &Case, one: &Certificate) -> Option<String> {
        let key = one.public_key().ok()?.hash();
        let mut ours = self.records.iter().filter(|it| it.key == Some(key));
        ours.find_map(|record| {
            let part = part_of(record);
            (part.case.as_deref() == Some(case.id.as_str())).then_some(part.request)?
        })
    }
}

fn issued(one: &Certificate, request: Option<String>, now: Timestamp) -> Issued {
    Issued {
        sha256: one.sha256(),
        der: hex::encode(one.der()),
        request,
        on: now.strftime("%Y-%m-%d").to_string(),
    }
}

/// The certificate as it was kept.
pub(super) fn parsed(issued: &Issued) -> Option<Certificate> {
    let der = hex::decode(&issued.der).ok()?;
    Certificate::parse(&der).ok()
}

/// How far requests and certificates of a case are.
fn known_of(case: &Case, records: &[RequestRecord]) -> Known {
    let ours: Vec<&RequestRecord> = records
        .iter()
        .filter(|record| part_of(record).case.as_deref() == Some(case.id.as_str()))
        .collect();
    let has = |id: &str| {
        let mut all = case.certificates.iter();
        all.any(|one| one.request.as_deref() == Some(id))
    };
    let csr = case.mode == Mode::Csr.name();
    let written = |id: &str| {
        let mut ours = ours.iter();
        ours.any(|record| {
            part_of(record).request.as_deref() == Some(id) && !super::settle::unwritten(record)
        })
    };
    Known {
        requested: csr && case.wanted.iter().all(|it| written(&it.request)),
        installed: if csr {
            !case.wanted.is_empty() && case.wanted.iter().all(|it| has(&it.request))
        } else {
            case.certificates.len() >= case.providers.len().max(1)
        },
        certificate: !case.certificates.is_empty(),
        issued: case
            .certificates
            .iter()
            .filter_map(parsed)
            .map(|certificate| certificate.not_before())
            .max(),
    }
}
