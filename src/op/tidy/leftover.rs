//! What on a token is left over, and what is in its place.

use jiff::Timestamp;

use super::{LeftoverRow, Why};
use crate::op::delete::certificate_row;
use crate::op::export::full_name;
use crate::op::shape::OtherRow;
use crate::op::view::{Identity, SeenCert, SeenKey, View};
use crate::token::{Handle, KeyId};
use crate::x509::{Certificate, Validity};

/// Something left over.
#[derive(Debug, Clone)]
pub(super) struct Leftover {
    /// What it is a part of.
    pub(super) identity: Identity,
    /// The certificate; `None`: a public key alone.
    pub(super) seen: Option<SeenCert>,
    /// Why.
    pub(super) why: Why,
    /// The key and the certificate in its place: only with them may it go.
    pub(super) successor: Option<(SeenKey, SeenCert)>,
}

impl Leftover {
    /// The same object in another look at the token.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let name = |one: &Self| {
            let seen = one.seen.as_ref()?;
            Some((seen.certificate.sha256(), seen.object.id.clone()))
        };
        name(self).is_some() && name(self) == name(other) && self.why == other.why
    }

    /// For people.
    pub(super) fn full_name(&self) -> String {
        let mut alone = self.identity.clone();
        if let Some(seen) = &self.seen {
            alone.certificates = vec![seen.clone()];
        }
        full_name(&alone)
    }

    /// The object.
    pub(super) fn object_row(&self) -> OtherRow {
        match &self.seen {
            Some(seen) => certificate_row(seen),
            None => OtherRow {
                class: "public_key".to_owned(),
                id: self.identity.id.as_ref().map(KeyId::hex),
                label: self.identity.label.clone(),
            },
        }
    }

    /// As a row of the answer.
    pub(super) fn row(&self, token: &str) -> LeftoverRow {
        let object = self.object_row();
        let certificate = self.seen.as_ref().map(|seen| &seen.certificate);
        let after = self.successor.as_ref();
        LeftoverRow {
            token: Some(token.to_owned()),
            path: None,
            class: object.class,
            id: object.id,
            label: object.label,
            serial: certificate.map(|one| one.serial().hex),
            sha256: certificate.map(Certificate::sha256),
            not_after: certificate.map(|one| one.not_after().to_string()),
            why: self.why,
            successor: after.map(|(_, seen)| seen.certificate.serial().hex),
            removable: after.is_some(),
        }
    }
}

/// Everything left over in this view. That a private key is missing shows only in a complete one.
pub(super) fn leftovers(view: &View, now: Timestamp) -> Vec<Leftover> {
    let identities = view.identities();
    let mut done: Vec<Handle> = Vec::new();
    let mut found = Vec::new();
    for identity in &identities {
        let copies = in_good_order(identity);
        for (at, seen) in copies.iter().enumerate() {
            if seen.placeholder || done.contains(&seen.object.handle) {
                continue;
            }
            done.push(seen.object.handle);
            let earlier = copies.get(..at).unwrap_or_default();
            let twin = earlier.iter().find(|one| same(one, seen));
            found.extend(judged(
                identity,
                seen,
                twin.copied(),
                &identities,
                view,
                now,
            ));
        }
        let half = identity
            .key
            .as_ref()
            .is_some_and(|key| key.private.is_none());
        if half && view.complete && identity.certificates.is_empty() {
            found.push(Leftover {
                identity: identity.clone(),
                seen: None,
                why: Why::Orphaned,
                successor: None,
            });
        }
    }
    found.extend(authorities(view, now));
    found
}

fn same(a: &SeenCert, b: &SeenCert) -> bool {
    a.certificate.der() == b.certificate.der()
}

/// The copies under the key's own id first: of two, the other one is left over.
fn in_good_order(identity: &Identity) -> Vec<&SeenCert> {
    let fits = |seen: &SeenCert| {
        let ids = identity.id.as_ref().zip(seen.object.id.as_ref());
        ids.is_some_and(|(key, own)| key.fits(own))
    };
    let mut copies: Vec<&SeenCert> = identity.certificates.iter().collect();
    copies.sort_by_key(|seen| !fits(seen));
    copies
}

fn judged(
    identity: &Identity,
    seen: &SeenCert,
    twin: Option<&SeenCert>,
    all: &[Identity],
    view: &View,
    now: Timestamp,
) -> Option<Leftover> {
    let expired = seen.certificate.validity(now) == Validity::Expired;
    let usable = usable_key(identity, view);
    let (why, successor) = match (twin, successor_of(seen, all, view, now)) {
        (Some(twin), _) => (Why::Duplicate, usable.cloned().zip(Some(twin.clone()))),
        (None, after) if expired => (Why::Expired, after),
        (None, Some(after)) => (Why::Superseded, Some(after)),
        (None, None) if view.complete && usable.is_none() => (Why::Orphaned, None),
        (None, None) => return None,
    };
    Some(Leftover {
        identity: identity.clone(),
        seen: Some(seen.clone()),
        why,
        successor,
    })
}

/// A key that can be there; in a complete view, one that is.
fn usable_key<'i>(identity: &'i Identity, view: &View) -> Option<&'i SeenKey> {
    let key = identity.key.as_ref();
    key.filter(|key| !view.complete || key.private.is_some())
}

/// A later, valid certificate of the same holder for the same use, with its key here. While the old one is good, it
/// has to be of the same issuer: two authorities' certificates live beside each other.
fn successor_of(
    old: &SeenCert,
    all: &[Identity],
    view: &View,
    now: Timestamp,
) -> Option<(SeenKey, SeenCert)> {
    let expired = old.certificate.validity(now) == Validity::Expired;
    let follows = |new: &&SeenCert| {
        let (old, new, placeholder) = (&old.certificate, &new.certificate, new.placeholder);
        !placeholder
            && new.validity(now) == Validity::Valid
            && new.not_after() > old.not_after()
            && new.not_before() > old.not_before()
            && new.subject_der() == old.subject_der()
            && (expired || new.issuer_der() == old.issuer_der())
            && new.key_usage() == old.key_usage()
            && new.extended_key_usage() == old.extended_key_usage()
            && new.alt_names() == old.alt_names()
    };
    all.iter().find_map(|identity| {
        let key = usable_key(identity, view)?;
        let new = identity.certificates.iter().find(follows)?;
        // The key that has only its id to show does not prove that the certificate is its own.
        (key.hash().is_some() && key.hash() == new.key).then(|| (key.clone(), new.clone()))
    })
}

/// Certificates of authorities: what ran out, and second copies. Nothing proves them, so they are only listed.
fn authorities(view: &View, now: Timestamp) -> Vec<Leftover> {
    let chain = view.chain();
    let judge = |(at, seen): (usize, &&SeenCert)| {
        let earlier = chain.get(..at).unwrap_or_default();
        let why = if earlier.iter().any(|one| same(one, seen)) {
            Why::Duplicate
        } else if seen.certificate.validity(now) == Validity::Expired {
            Why::Expired
        } else {
            return None;
        };
        Some(Leftover {
            identity: Identity {
                id: seen.object.id.clone(),
                hash: seen.key,
                label: seen.object.label.clone(),
                key: None,
                certificates: vec![(*seen).clone()],
                mismatch: false,
                on: None,
            },
            seen: Some((*seen).clone()),
            why,
            successor: None,
        })
    };
    chain.iter().enumerate().filter_map(judge).collect()
}
