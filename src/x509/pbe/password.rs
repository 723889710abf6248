//! One password, as many bytes as programs make of it.

use zeroize::Zeroizing;

use crate::secret::Secret;

/// What a program may have made of a password.
pub(crate) struct Form {
    /// For the derivation of PKCS#12: a `BMPString` with 00 00 at the end (RFC 7292 §B.1), or nothing.
    pub(crate) wide: Zeroizing<Vec<u8>>,
    /// For PBKDF2: UTF-8 (RFC 8018 §3).
    pub(crate) narrow: Zeroizing<Vec<u8>>,
}

/// The forms of a password, the one of the standards first.
///
/// Programs differ on an empty password (nothing at all, or an empty `BMPString`), and OpenSSL before 1.1.0 widened the bytes of
/// UTF-8 one by one.
pub(crate) fn forms(password: &Secret) -> Vec<Form> {
    let bytes = password.expose();
    let form = |wide: Vec<u8>| Form {
        wide: Zeroizing::new(wide),
        narrow: Zeroizing::new(bytes.to_vec()),
    };
    if bytes.is_empty() {
        return vec![form(Vec::new()), form(vec![0, 0])];
    }
    let mut forms = Vec::new();
    if let Ok(text) = std::str::from_utf8(bytes) {
        forms.push(form(ended(text.encode_utf16(), bytes.len())));
    }
    if !bytes.is_ascii() {
        forms.push(form(ended(
            bytes.iter().map(|byte| u16::from(*byte)),
            bytes.len(),
        )));
    }
    forms
}

/// The form for writing: of the standards.
pub(crate) fn standard(password: &Secret) -> Option<Form> {
    std::str::from_utf8(password.expose()).ok()?;
    forms(password).into_iter().next()
}

/// Big-endian units and the end; of the right size at once, so that nothing is left behind.
fn ended(units: impl Iterator<Item = u16>, most: usize) -> Vec<u8> {
    let mut wide = Vec::with_capacity(2 * most + 2);
    for unit in units {
        wide.extend(unit.to_be_bytes());
    }
    wide.extend([0, 0]);
    wide
}

impl Form {
    /// What may have gone into PBKDF2: UTF-8; older NSS took the wide form there too.
    pub(crate) fn for_pbkdf2(&self) -> Vec<&[u8]> {
        let unended = self.wide.strip_suffix(&[0, 0]).unwrap_or(&self.wide);
        let mut all: Vec<&[u8]> = vec![&self.narrow, &self.wide, unended];
        all.dedup();
        all
    }
}
