//! What is wrong with each certificate of a path: `certval` says whether the whole holds, its single checks and ours say why not.
//!
//! `certval` ends at the first failure, and says nothing of dates once something else is wrong; whoever must act wants all of it.

use certval::policy_graph::check_certificate_policies_graph;
use certval::{
    CertificationPath, CertificationPathResults, CertificationPathSettings, Error, PDVCertificate,
    PDVTrustAnchorChoice, PathValidationStatus, PkiEnvironment, TimeOfInterest,
    check_basic_constraints, check_critical_extensions, check_extended_key_usage, check_key_sizes,
    check_key_usage, check_names, enforce_trust_anchor_constraints,
};
use jiff::Timestamp;

use super::{Path, PathEnd, PathFault, Step};
use crate::x509::certificate::{Certificate, Validity};
use crate::x509::verify::VerifyError;

/// Judges a chain: the certificate first, then each one's issuer.
pub(super) fn judged(chain: &[&Certificate], end: PathEnd, now: Timestamp) -> Path {
    let mut steps: Vec<Step> = Vec::with_capacity(chain.len());
    for (place, certificate) in chain.iter().enumerate() {
        let issuer = chain.get(place + 1).copied();
        steps.push(Step {
            certificate: (*certificate).clone(),
            faults: own_faults(certificate, issuer, now),
        });
    }
    if chain.len() > 1 {
        whole(chain, &mut steps, now);
    }
    for (place, step) in steps.iter_mut().enumerate() {
        // One that is trusted is so as it is.
        if end != PathEnd::Anchor || place + 1 < chain.len() {
            unknown_critical(step);
        }
    }
    Path { steps, end }
}

/// What can be told of one certificate and its issuer's key alone.
fn own_faults(
    certificate: &Certificate,
    issuer: Option<&Certificate>,
    now: Timestamp,
) -> Vec<PathFault> {
    let mut faults = Vec::new();
    if let Some(issuer) = issuer {
        let said = match issuer.public_key() {
            Ok(key) => certificate.verify_under(&key),
            Err(_) => Err(VerifyError::UnknownAlgorithm {
                name: certificate.signature_algorithm(),
            }),
        };
        faults.extend(said.err().map(|error| match error {
            VerifyError::Invalid => PathFault::BadSignature,
            VerifyError::Weak { name } => PathFault::WeakSignature { algorithm: name },
            VerifyError::UnknownAlgorithm { name } => {
                PathFault::UnknownSignature { algorithm: name }
            }
        }));
    }
    match certificate.validity(now) {
        Validity::Valid => {}
        Validity::Expired => faults.push(PathFault::Expired {
            since: certificate.not_after(),
        }),
        Validity::NotYet => faults.push(PathFault::NotYet {
            from: certificate.not_before(),
        }),
    }
    faults
}

/// `certval`'s checks one by one, then the whole as it wants it.
fn whole(chain: &[&Certificate], steps: &mut [Step], now: Timestamp) {
    let Some((path, settings)) = prepared(chain, steps, now) else {
        return;
    };
    let mut environment = PkiEnvironment::new();
    environment.populate_5280_pki_environment();
    let mut results = CertificationPathResults::new();
    // Each goes on where the one before found something; the last reads which extensions the others know.
    let checks = [
        check_key_sizes,
        check_basic_constraints,
        check_names,
        check_certificate_policies_graph,
        check_key_usage,
        check_extended_key_usage,
    ];
    let mut hidden = false;
    for check in checks {
        if let Err(error) = check(&environment, &settings, &path, &mut results) {
            hidden = true;
            note(chain, steps, &error, results.get_failure_index());
        }
    }
    // Where one ended early, it did not say which extensions it knows.
    if !hidden {
        let said = check_critical_extensions(&environment, &settings, &path, &mut results);
        if let Err(error) = said {
            note(chain, steps, &error, results.get_failure_index());
        }
    }
    let mut results = CertificationPathResults::new();
    let said = environment.validate_path(&environment, &settings, &path, &mut results);
    let explained = steps.iter().any(|step| !step.faults.is_empty());
    if let Err(error) = said
        && !explained
    {
        note(chain, steps, &error, results.get_failure_index());
    }
}

/// The path and the settings in `certval`'s form; `None` when a certificate is none for it, which that one's faults then say.
fn prepared(
    chain: &[&Certificate],
    steps: &mut [Step],
    now: Timestamp,
) -> Option<(CertificationPath, CertificationPathSettings)> {
    let (top, below) = chain.split_last()?;
    let mut certificates = Vec::new();
    for (certificate, step) in below.iter().zip(steps.iter_mut()) {
        match PDVCertificate::try_from(certificate.der()) {
            Ok(read) => certificates.push(read),
            Err(_) => step.faults.push(PathFault::NotStandard),
        }
    }
    let anchor = PDVTrustAnchorChoice::try_from(top.der());
    if anchor.is_err()
        && let Some(step) = steps.last_mut()
    {
        step.faults.push(PathFault::NotStandard);
    }
    let anchor = anchor.ok()?;
    if certificates.len() < below.len() {
        return None;
    }
    let target = certificates.remove(0);
    certificates.reverse();
    let mut settings = CertificationPathSettings::new();
    settings.set_require_ta_store(false);
    settings.set_enforce_trust_anchor_constraints(true);
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    if let Ok(moment) = TimeOfInterest::from_unix_secs(seconds) {
        settings.set_time_of_interest(moment);
    }
    // RFC 5937: what a trusted certificate allows below itself counts, too.
    let settings = enforce_trust_anchor_constraints(&settings, &anchor).unwrap_or(settings);
    Some((
        CertificationPath::new(anchor, certificates, target),
        settings,
    ))
}

/// Puts a failure where it belongs. `index` counts from the trusted one; without it, it is the certificate's own.
fn note(chain: &[&Certificate], steps: &mut [Step], error: &Error, index: Option<u32>) {
    let place = index
        .and_then(|index| usize::try_from(index).ok())
        .and_then(|index| (chain.len() - 1).checked_sub(index))
        .unwrap_or(0);
    let Some(step) = steps.get_mut(place) else {
        return;
    };
    let fault = match error {
        Error::PathValidation(status) => fault(*status, &step.certificate),
        other => PathFault::Refused {
            status: other.to_string(),
        },
    };
    if !step.faults.contains(&fault) {
        step.faults.push(fault);
    }
}

fn fault(status: PathValidationStatus, certificate: &Certificate) -> PathFault {
    match status {
        PathValidationStatus::SignatureVerificationFailure => PathFault::UnknownSignature {
            algorithm: certificate.signature_algorithm(),
        },
        PathValidationStatus::InvalidNotAfterDate => PathFault::Expired {
            since: certificate.not_after(),
        },
        PathValidationStatus::InvalidNotBeforeDate => PathFault::NotYet {
            from: certificate.not_before(),
        },
        PathValidationStatus::MissingBasicConstraints
        | PathValidationStatus::InvalidBasicConstraints => PathFault::NotAuthority,
        PathValidationStatus::InvalidPathLength => PathFault::PathLength,
        PathValidationStatus::InvalidKeyUsage => PathFault::MayNotIssue,
        PathValidationStatus::NullPolicySet | PathValidationStatus::InvalidPolicyMapping => {
            PathFault::Policy
        }
        PathValidationStatus::NameConstraintsViolation => PathFault::NameConstraints,
        PathValidationStatus::UnprocessedCriticalExtension => first_unknown(certificate),
        PathValidationStatus::EncodingError => PathFault::BrokenExtension,
        PathValidationStatus::InsufficientKeySize => PathFault::SmallKey {
            bits: certificate
                .public_key()
                .ok()
                .and_then(|key| key.bits())
                .unwrap_or(0),
        },
        other => PathFault::Refused {
            status: other.to_string(),
        },
    }
}

/// What is marked critical and unknown: told also of those that `certval` does not reach.
fn unknown_critical(step: &mut Step) {
    let known = |fault: &PathFault| matches!(fault, PathFault::UnknownCritical { .. });
    let unknown = unknown_of(&step.certificate);
    if let Some(oid) = unknown
        && !step.faults.iter().any(known)
    {
        step.faults.push(PathFault::UnknownCritical { oid });
    }
}

fn unknown_of(certificate: &Certificate) -> Option<String> {
    let mut critical = certificate.raw_extensions().critical();
    critical
        .find(|oid| !CRITICAL_KNOWN.contains(oid))
        .map(str::to_owned)
}

fn first_unknown(certificate: &Certificate) -> PathFault {
    let mut critical = certificate.raw_extensions().critical();
    let oid = unknown_of(certificate).or_else(|| critical.next().map(str::to_owned));
    PathFault::UnknownCritical {
        oid: oid.unwrap_or_default(),
    }
}

/// What `certval` processes: basic constraints, key usages, names and their constraints, policies.
const CRITICAL_KNOWN: &[&str] = &[
    "2.5.29.15",
    "2.5.29.17",
    "2.5.29.19",
    "2.5.29.30",
    "2.5.29.32",
    "2.5.29.33",
    "2.5.29.36",
    "2.5.29.37",
    "2.5.29.54",
];
