//! From the objects of a token to keys with their certificates.

use super::{SeenCert, SeenKey, View};
use crate::journal::Journal;
use crate::op::parsed::{Parsed, ParsedCertificates};
use crate::token::{Body, Handle, KeyId, Object, PublicParts, TokenId};
use crate::x509::PublicKey;

/// Objects as keys with their certificates.
pub(super) fn put_together(
    token: Option<&TokenId>,
    placed: &[String],
    parsed: &mut ParsedCertificates,
    journal: &mut Journal,
    objects: Vec<Object>,
) -> View {
    let mut view = View::default();
    let (mut public, mut private) = (Vec::new(), Vec::new());
    for object in objects {
        match &object.body {
            Body::Certificate(body) => {
                let der = body.der.as_deref();
                match der.and_then(|der| parsed.get(der)) {
                    Some(parsed) => view.certificates.push(seen(object, parsed, placed)),
                    None => view.other.push(object),
                }
            }
            Body::PublicKey(body) => {
                let key = body
                    .parts
                    .as_ref()
                    .and_then(|parts| PublicKey::from_parts(parts).ok());
                public.push((object, key));
            }
            Body::PrivateKey(_) => private.push(object),
            Body::Other(_) => view.other.push(object),
        }
    }
    let mut used = Vec::new();
    for object in private {
        let key = pair(
            journal,
            token,
            object,
            &public,
            &view.certificates,
            &mut used,
        );
        view.keys.push(key);
    }
    let alone = public
        .into_iter()
        .filter(|(object, _)| !used.contains(&object.handle));
    view.keys.extend(alone.map(|(object, key)| SeenKey {
        private: None,
        public_object: Some(object.handle),
        id: object.id,
        label: object.label,
        public: key,
    }));
    view
}

/// A private key with its public half, from, in this order: its public key object, what it tells itself, a
/// certificate with the same id, the journal.
fn pair(
    journal: &mut Journal,
    token: Option<&TokenId>,
    object: Object,
    public: &[(Object, Option<PublicKey>)],
    certificates: &[SeenCert],
    used: &mut Vec<Handle>,
) -> SeenKey {
    let own = match &object.body {
        Body::PrivateKey(body) => body
            .parts
            .as_ref()
            .and_then(|parts: &PublicParts| PublicKey::from_parts(parts).ok()),
        _ => None,
    };
    let same_id = |id: &Option<KeyId>| {
        object
            .id
            .as_ref()
            .zip(id.as_ref())
            .is_some_and(|(a, b)| a.fits(b))
    };
    // With ids shared by several keys, what the private half tells of itself decides.
    let fitting = |key: &Option<PublicKey>| match (&own, key) {
        (Some(own), Some(key)) => own.hash() == key.hash(),
        _ => true,
    };
    let half = public
        .iter()
        .find(|(it, key)| !used.contains(&it.handle) && same_id(&it.id) && fitting(key))
        .or_else(|| {
            public.iter().find(|(it, key)| {
                !used.contains(&it.handle) && own.is_some() && key.is_some() && fitting(key)
            })
        });
    let public_object = half.map(|(it, _)| it.handle);
    used.extend(public_object);
    let from_certificate = || {
        let fit = certificates.iter().find(|seen| same_id(&seen.object.id))?;
        fit.certificate
            .public_key()
            .ok()
            .filter(|key| same_kind(&object, key))
    };
    let mut key = half
        .and_then(|(_, key)| key.clone())
        .or(own)
        .or_else(from_certificate);
    if let (None, Some(token), Some(id)) = (&key, token, &object.id) {
        let known = journal.lenient(|journal| journal.public_key(token, id));
        key = known.and_then(|(_, spki)| PublicKey::from_spki(&spki).ok());
    }
    SeenKey {
        public_object,
        id: object.id.clone(),
        label: object.label.clone(),
        public: key,
        private: Some(object),
    }
}

fn same_kind(object: &Object, key: &PublicKey) -> bool {
    match &object.body {
        Body::PrivateKey(body) => body.kind.as_deref().is_none_or(|kind| kind == key.kind()),
        _ => false,
    }
}

fn seen(object: Object, parsed: Parsed, placed: &[String]) -> SeenCert {
    let placeholder = parsed.own && !placed.contains(&parsed.certificate.sha256());
    SeenCert {
        object,
        certificate: parsed.certificate,
        key: parsed.key,
        placeholder,
    }
}
