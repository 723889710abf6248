//! Looks for issuers: by name, then by signature. Bounded in depth, in signatures verified and in paths judged.

use jiff::Timestamp;

use super::judge::judged;
use super::{DEEPEST, Path, PathEnd, PathFault, Pool};
use crate::x509::certificate::{Certificate, Validity};
use crate::x509::verify::VerifyError;
use crate::x509::walk::{self, tag};

/// Most signatures that are verified while a path is sought.
const MOST_VERIFIED: usize = 300;
/// Most signatures that are verified to find the issuer of one certificate.
const MOST_TRIED: usize = 60;
/// Most ways through cross-certificates that are judged.
const MOST_JUDGED: usize = 16;

/// `authorityKeyIdentifier` (RFC 5280 §4.2.1.1).
const AUTHORITY_KEY: &str = "2.5.29.35";
/// `subjectKeyIdentifier` (RFC 5280 §4.2.1.2).
const SUBJECT_KEY: &str = "2.5.29.14";

/// The best path that is found.
pub(super) fn best(leaf: &Certificate, pool: &Pool, anchors: &Pool, now: Timestamp) -> Path {
    let mut search = Search {
        pool,
        anchors,
        now,
        verified: 0,
        judged: 0,
        best: None,
    };
    let mut chain = vec![leaf];
    search.extend(&mut chain);
    search.best.unwrap_or(Path {
        steps: Vec::new(),
        end: PathEnd::Open,
    })
}

struct Search<'a> {
    pool: &'a Pool,
    anchors: &'a Pool,
    now: Timestamp,
    verified: usize,
    judged: usize,
    best: Option<Path>,
}

/// What became of those who bear the issuer's name.
struct Issuers<'a> {
    /// Those who signed, or of whom it cannot be told.
    signed: Vec<&'a Certificate>,
    /// The first that should have signed and did not.
    forged: Option<&'a Certificate>,
    /// Why there is none.
    fault: PathFault,
}

impl<'a> Search<'a> {
    /// Goes on from the last certificate of the chain; ends when a path holds, or there is nothing more to try.
    fn extend(&mut self, chain: &mut Vec<&'a Certificate>) {
        let Some(&tip) = chain.last() else { return };
        let anchors = self.anchors;
        if let Some(anchor) = anchors.same_as(tip) {
            return self.anchored(chain, tip, anchor);
        }
        if tip.issued_by(tip) && self.self_signed(tip) {
            return self.end(chain, PathEnd::OtherRoot, Some(PathFault::NotTrusted));
        }
        if chain.len() >= DEEPEST {
            return self.end(chain, PathEnd::Open, Some(PathFault::TooDeep));
        }
        let issuers = self.issuers(chain, tip);
        if issuers.signed.is_empty() {
            let Some(forged) = issuers.forged else {
                return self.end(chain, PathEnd::Open, Some(issuers.fault));
            };
            // The one that should have signed is shown; the signature's fault is found when the path is judged.
            chain.push(forged);
            self.end(chain, PathEnd::Open, None);
            chain.pop();
            return;
        }
        for issuer in issuers.signed {
            if self.judged >= MOST_JUDGED || self.best.as_ref().is_some_and(Path::holds) {
                return;
            }
            chain.push(issuer);
            self.extend(chain);
            chain.pop();
        }
    }

    /// Ends at the certificate that is trusted, not at another one of its name and key: anybody can make one that says more.
    fn anchored(
        &mut self,
        chain: &mut Vec<&'a Certificate>,
        tip: &Certificate,
        anchor: &'a Certificate,
    ) {
        if chain.len() > 1 {
            chain.pop();
            chain.push(anchor);
            self.end(chain, PathEnd::Anchor, None);
        } else if anchor.der() == tip.der() {
            self.end(chain, PathEnd::Anchor, None);
        } else {
            // issued anew for the same key
            chain.push(anchor);
            self.end(chain, PathEnd::Anchor, None);
            chain.pop();
        }
    }

    fn self_signed(&mut self, tip: &Certificate) -> bool {
        self.verified += 1;
        tip.signed_by_own_key()
    }

    fn issuers(&mut self, chain: &[&'a Certificate], tip: &Certificate) -> Issuers<'a> {
        let mut issuers = Issuers {
            signed: Vec::new(),
            forged: None,
            fault: PathFault::MissingIssuer,
        };
        let pool = self.pool;
        let anchors = self.anchors;
        let mut named: Vec<&Certificate> = anchors
            .issuers_of(tip)
            .chain(pool.issuers_of(tip))
            .collect();
        let wanted = key_wanted(tip);
        let now = self.now;
        named.sort_by_key(|one| {
            let other = fit(wanted, one) == Fit::Other;
            let same = fit(wanted, one) == Fit::Same;
            (other, !same, one.validity(now) != Validity::Valid)
        });
        let most = (self.verified + MOST_TRIED).min(MOST_VERIFIED);
        for one in named {
            if fit(wanted, one) == Fit::Other && !issuers.signed.is_empty() {
                break;
            }
            // the same name with the same key again leads nowhere else
            let again = |known: &&Certificate| {
                known.spki() == one.spki() && known.subject_der() == one.subject_der()
            };
            if chain.iter().any(again) {
                issuers.fault = PathFault::Loop;
                continue;
            }
            if issuers.signed.iter().any(|known| known.der() == one.der()) {
                continue;
            }
            if self.verified >= most {
                issuers.fault = PathFault::TooMany;
                break;
            }
            self.verified += 1;
            let said = one.public_key().map(|key| tip.verify_under(&key));
            match said {
                Ok(
                    Ok(()) | Err(VerifyError::Weak { .. } | VerifyError::UnknownAlgorithm { .. }),
                ) => {
                    issuers.signed.push(one);
                }
                // It names another key than this one as its issuer's: then that one is missing.
                _ if fit(wanted, one) == Fit::Other => {}
                _ => {
                    issuers.forged.get_or_insert(one);
                }
            }
        }
        issuers
    }

    /// Judges what there is, and keeps it if it is better than what there was.
    fn end(&mut self, chain: &[&Certificate], end: PathEnd, fault: Option<PathFault>) {
        self.judged += 1;
        let mut path = judged(chain, end, self.now);
        if let (Some(fault), Some(last)) = (fault, path.steps.last_mut()) {
            last.faults.insert(0, fault);
        }
        if self
            .best
            .as_ref()
            .is_none_or(|best| rank(&path) > rank(best))
        {
            self.best = Some(path);
        }
    }
}

/// What is better is greater.
fn rank(path: &Path) -> (u8, std::cmp::Reverse<usize>, usize) {
    let end = match path.end {
        PathEnd::Anchor => 2,
        PathEnd::OtherRoot => 1,
        PathEnd::Open => 0,
    };
    let faults = path.steps.iter().map(|step| step.faults.len()).sum();
    (end, std::cmp::Reverse(faults), path.steps.len())
}

/// Whether a key is the one that a certificate names as its issuer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Same,
    /// One of them does not say.
    Unsaid,
    Other,
}

fn fit(wanted: Option<&[u8]>, issuer: &Certificate) -> Fit {
    let own = issuer
        .raw_extensions()
        .get(SUBJECT_KEY)
        .and_then(|der| walk::only(der, tag::OCTET_STRING));
    match (wanted, own) {
        (Some(wanted), Some(own)) if wanted == own.value => Fit::Same,
        (Some(_), Some(_)) => Fit::Other,
        _ => Fit::Unsaid,
    }
}

/// `keyIdentifier` of the authority key identifier.
fn key_wanted(certificate: &Certificate) -> Option<&[u8]> {
    let der = certificate.raw_extensions().get(AUTHORITY_KEY)?;
    let fields = walk::only(der, tag::SEQUENCE)?.value;
    // [0] IMPLICIT KeyIdentifier
    let key = walk::each(fields).find(|field| field.tag == 0x80)?;
    Some(key.value)
}
