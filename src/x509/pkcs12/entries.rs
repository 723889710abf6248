//! Which certificates are which key's.

use std::collections::{HashMap, HashSet};

use super::bags::{Attributes, Bags};
use super::{Entry, Integrity, Pkcs12};
use crate::token::KeyHash;
use crate::x509::certificate::Certificate;
use crate::x509::private::PrivateKey;

/// Sorts what a file holds: by public keys, which cannot lie, not by what the file says about them.
pub(super) fn sorted(bags: Bags, integrity: Integrity) -> Pkcs12 {
    let mut store = Store::default();
    for (certificate, attributes) in bags.certificates {
        store.add(certificate, attributes);
    }
    let mut entries = Vec::new();
    for (key, said) in bags.keys {
        let own = store.take(&key, &said);
        entries.push(entry(key, said, own));
    }
    let rest = store.certificates.into_iter().flatten();
    Pkcs12 {
        entries,
        chain: rest.map(|(one, _)| one).collect(),
        integrity,
        skipped: bags.skipped,
    }
}

/// The certificates of a file, each once, found by what they are of: looking through all of them for each key would take a time
/// that grows with the product of the two.
#[derive(Default)]
struct Store {
    /// `None` once taken.
    certificates: Vec<Option<(Certificate, Attributes)>>,
    seen: HashSet<Vec<u8>>,
    by_key: HashMap<KeyHash, Vec<usize>>,
    by_id: HashMap<Vec<u8>, Vec<usize>>,
}

impl Store {
    fn add(&mut self, certificate: Certificate, said: Attributes) {
        if !self.seen.insert(certificate.der().to_vec()) {
            return;
        }
        let place = self.certificates.len();
        if let Ok(key) = certificate.public_key() {
            self.by_key.entry(key.hash()).or_default().push(place);
        }
        if let Some(id) = &said.local_key_id {
            self.by_id.entry(id.clone()).or_default().push(place);
        }
        self.certificates.push(Some((certificate, said)));
    }

    /// Those over this key's public half; of a key of a foreign kind, those with its `localKeyId`.
    fn take(&mut self, key: &PrivateKey, said: &Attributes) -> Vec<(Certificate, Attributes)> {
        let places = match (key.public_key(), &said.local_key_id) {
            (Some(public), _) => self.by_key.remove(&public.hash()),
            (None, Some(id)) => self.by_id.remove(id),
            (None, None) => None,
        };
        let places = places.into_iter().flatten();
        places
            .filter_map(|place| self.certificates.get_mut(place)?.take())
            .collect()
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
