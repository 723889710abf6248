//! Certification paths (RFC 5280 §6): from a certificate to one that is trusted, each certificate judged by itself.
//!
//! The path is sought here, within bounds; whether it holds, `certval` judges; what is wrong with which certificate, both say.

mod judge;
mod search;

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::certificate::Certificate;
use super::names;

/// Most certificates of a path, the trusted one included: honest ones have two to five.
pub const DEEPEST: usize = 10;

/// Certificates by the name of their holder, each once. Said of their signatures is nothing.
#[derive(Debug, Clone, Default)]
pub struct Pool {
    certificates: Vec<Certificate>,
    by_name: HashMap<Vec<Vec<(String, String)>>, Vec<usize>>,
    seen: HashSet<Vec<u8>>,
}

impl Pool {
    /// Adds one; answers whether it was not there yet.
    pub fn add(&mut self, certificate: Certificate) -> bool {
        if !self.seen.insert(certificate.der().to_vec()) {
            return false;
        }
        let name = names::folded(certificate.subject_der());
        self.by_name
            .entry(name)
            .or_default()
            .push(self.certificates.len());
        self.certificates.push(certificate);
        true
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.certificates.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty()
    }

    /// All of them, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &Certificate> {
        self.certificates.iter()
    }

    /// Those that bear the name which stands as issuer in `certificate`.
    pub(super) fn issuers_of(
        &self,
        certificate: &Certificate,
    ) -> impl Iterator<Item = &Certificate> {
        let name = names::folded(certificate.issuer_der());
        let places = self.by_name.get(&name).map_or(&[][..], Vec::as_slice);
        places
            .iter()
            .filter_map(|place| self.certificates.get(*place))
    }

    /// The one with the same name and the same key, which is all that trust is in (RFC 5280 §6.1.1 d); the same bytes first. What
    /// else it says, such as constraints, is only what is in the pool's own.
    #[must_use]
    pub fn same_as(&self, certificate: &Certificate) -> Option<&Certificate> {
        let name = names::folded(certificate.subject_der());
        let places = self.by_name.get(&name).map_or(&[][..], Vec::as_slice);
        let named = places
            .iter()
            .filter_map(|place| self.certificates.get(*place));
        let mut same = named.filter(|one| one.spki() == certificate.spki());
        let first = same.clone().next();
        same.find(|one| one.der() == certificate.der()).or(first)
    }
}

impl Extend<Certificate> for Pool {
    fn extend<T: IntoIterator<Item = Certificate>>(&mut self, certificates: T) {
        for certificate in certificates {
            self.add(certificate);
        }
    }
}

impl FromIterator<Certificate> for Pool {
    fn from_iter<T: IntoIterator<Item = Certificate>>(certificates: T) -> Self {
        let mut pool = Self::default();
        pool.extend(certificates);
        pool
    }
}

/// What is wrong with one certificate of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathFault {
    /// Its last moment is past.
    Expired {
        /// That moment.
        since: Timestamp,
    },
    /// Its first moment is to come.
    NotYet {
        /// That moment.
        from: Timestamp,
    },
    /// The certificate above bears its issuer's name, but did not sign it.
    BadSignature,
    /// It is signed with a broken hash: anybody may have made it.
    WeakSignature {
        /// The algorithm.
        algorithm: String,
    },
    /// Its signature cannot be judged here.
    UnknownSignature {
        /// The algorithm, or its number.
        algorithm: String,
    },
    /// Nobody is known who bears the name of its issuer and signed it.
    MissingIssuer,
    /// It is signed by itself, and is none of those that are trusted.
    NotTrusted,
    /// It has a critical extension that is not known here, or one of them twice (RFC 5280 §4.2).
    UnknownCritical {
        /// The extension's number.
        oid: String,
    },
    /// An extension that matters does not decode.
    BrokenExtension,
    /// A name in it is not one of those for which an authority above it may issue (RFC 5280 §4.2.1.10).
    NameConstraints,
    /// An authority above it allows fewer authorities below itself (RFC 5280 §4.2.1.9).
    PathLength,
    /// It issues, but is no authority (RFC 5280 §4.2.1.9).
    NotAuthority,
    /// It issues, but its key is not for signing certificates (RFC 5280 §4.2.1.3).
    MayNotIssue,
    /// Its key is an authority's, and too short to be trusted.
    SmallKey {
        /// Bits of the modulus.
        bits: u32,
    },
    /// The policies of the certificates above forbid it (RFC 5280 §6.1.3).
    Policy,
    /// Its issuers issue each other in a circle.
    Loop,
    /// More certificates than a path may have, see [`DEEPEST`].
    TooDeep,
    /// So many certificates bear its issuer's name that the search was given up.
    TooMany,
    /// It is read here, but so far from the standard that a path through it cannot be judged.
    NotStandard,
    /// The judge refuses it for another reason.
    Refused {
        /// In its own words.
        status: String,
    },
}

impl PathFault {
    /// Its stable name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "expired",
            Self::NotYet { .. } => "not_yet_valid",
            Self::BadSignature => "bad_signature",
            Self::WeakSignature { .. } => "weak_signature",
            Self::UnknownSignature { .. } => "unknown_signature",
            Self::MissingIssuer => "missing_issuer",
            Self::NotTrusted => "not_trusted",
            Self::UnknownCritical { .. } => "unknown_critical",
            Self::BrokenExtension => "broken_extension",
            Self::NameConstraints => "name_constraints",
            Self::PathLength => "path_length",
            Self::NotAuthority => "not_authority",
            Self::MayNotIssue => "may_not_issue",
            Self::SmallKey { .. } => "small_key",
            Self::Policy => "policy",
            Self::Loop => "loop",
            Self::TooDeep => "too_deep",
            Self::TooMany => "too_many",
            Self::NotStandard => "not_standard",
            Self::Refused { .. } => "refused",
        }
    }
}

/// One certificate of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The certificate.
    pub certificate: Certificate,
    /// What is wrong with it, the gravest first; nothing when it is in order.
    pub faults: Vec<PathFault>,
}

/// Where a path ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathEnd {
    /// At one that is trusted.
    Anchor,
    /// At one that signed itself and is not trusted.
    OtherRoot,
    /// Before its end: the last step's faults say why.
    Open,
}

/// A path, from the certificate up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The certificate first, then each one's issuer.
    pub steps: Vec<Step>,
    /// Where it ends.
    pub end: PathEnd,
}

impl Path {
    /// Whether it leads to one that is trusted, and nothing is wrong on the way.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.end == PathEnd::Anchor && self.steps.iter().all(|step| step.faults.is_empty())
    }

    /// The issuer of the certificate at `place`, when it is known and its signature fits.
    #[must_use]
    pub fn issuer(&self, place: usize) -> Option<&Certificate> {
        let step = self.steps.get(place)?;
        let refused = |fault: &PathFault| {
            matches!(
                fault,
                PathFault::BadSignature | PathFault::UnknownSignature { .. }
            )
        };
        if step.faults.iter().any(refused) {
            return None;
        }
        let next = self.steps.get(place + 1).map(|next| &next.certificate);
        // a root is its own issuer
        next.or_else(|| {
            let own = &step.certificate;
            (own.issued_by(own) && own.signed_by_own_key()).then_some(own)
        })
    }
}

/// Judges the best path from `leaf` to one of `anchors`, through `pool`, at the moment `now`. The best is one that holds; else
/// one that leads to an anchor with the fewest faults; else the longest. The work is bounded, whatever the certificates say.
#[must_use]
pub fn judge(leaf: &Certificate, pool: &Pool, anchors: &Pool, now: Timestamp) -> Path {
    search::best(leaf, pool, anchors, now)
}

#[cfg(test)]
mod tests;
