//! Which certificates are which key's.

use super::bags::{Attributes, Bags};
use super::{Entry, Integrity, Pkcs12};
use crate::x509::certificate::Certificate;
use crate::x509::private::PrivateKey;

/// Sorts what a file holds: by public keys, which cannot lie, not by what the file says about them.
pub(super) fn sorted(bags: Bags, integrity: Integrity) -> Pkcs12 {
    let mut certificates: Vec<(Certificate, Attributes)> = Vec::new();
    for (certificate, attributes) in bags.certificates {
        if !certificates.iter().any(|(other, _)| *other == certificate) {
            certificates.push((certificate, attributes));
        }
    }
    let mut entries = Vec::new();
    for (key, said) in bags.keys {
        let (own, others): (Vec<_>, Vec<_>) = certificates
            .into_iter()
            .partition(|(certificate, attributes)| belongs(&key, &said, certificate, attributes));
        certificates = others;
        entries.push(entry(key, said, own));
    }
    Pkcs12 {
        entries,
        chain: certificates.into_iter().map(|(one, _)| one).collect(),
        integrity,
        skipped: bags.skipped,
    }
}

fn belongs(key: &PrivateKey, said: &Attributes, other: &Certificate, of: &Attributes) -> bool {
    match key.public_key() {
        Some(public) => other.public_key().is_ok_and(|theirs| theirs == *public),
        None => said.local_key_id.is_some() && said.local_key_id == of.local_key_id,
    }
}

fn entry(key: PrivateKey, said: Attributes, own: Vec<(Certificate, Attributes)>) -> Entry {
    let name = || own.iter().find_map(|(_, said)| said.friendly_name.clone());
    let id = || own.iter().find_map(|(_, said)| said.local_key_id.clone());
    Entry {
        friendly_name: said.friendly_name.or_else(name),
        local_key_id: said.local_key_id.or_else(id),
        key,
        certificates: own.into_iter().map(|(one, _)| one).collect(),
    }
}
