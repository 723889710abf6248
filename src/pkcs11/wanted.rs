//! Which attributes are read of an object of each class, and how long each usually is.

use cryptoki_sys::{
    CK_ATTRIBUTE_TYPE, CK_ULONG, CKA_ALWAYS_AUTHENTICATE, CKA_CERTIFICATE_TYPE, CKA_CLASS,
    CKA_DECRYPT, CKA_EC_PARAMS, CKA_EC_POINT, CKA_EXTRACTABLE, CKA_ID, CKA_KEY_TYPE, CKA_LABEL,
    CKA_LOCAL, CKA_MODULUS, CKA_PUBLIC_EXPONENT, CKA_PUBLIC_KEY_INFO, CKA_SENSITIVE, CKA_SIGN,
    CKA_TOKEN, CKA_VALUE, CKA_VERIFY,
};

use crate::token::Class;

/// Attributes with the sizes of their buffers.
pub(super) type Wanted = &'static [(CK_ATTRIBUTE_TYPE, usize)];

/// The attributes of this class only; `None` names an object of another class.
pub(super) fn wanted(class: Option<Class>) -> Wanted {
    match class {
        Some(Class::Certificate) => CERTIFICATE,
        Some(Class::PublicKey) => PUBLIC_KEY,
        Some(Class::PrivateKey) => PRIVATE_KEY,
        None => OTHER,
    }
}

const FLAG: usize = 1;
/// The length of a number.
pub(super) const NUMBER: usize = size_of::<CK_ULONG>();

/// Certificates: the only class whose `CKA_VALUE` is asked for (it is the private scalar of an EC key and the bytes
/// of a secret key elsewhere).
const CERTIFICATE: Wanted = &[
    (CKA_CLASS, NUMBER),
    (CKA_TOKEN, FLAG),
    (CKA_CERTIFICATE_TYPE, NUMBER),
    (CKA_ID, 256),
    (CKA_LABEL, 256),
    (CKA_VALUE, 8192),
];

const PUBLIC_KEY: Wanted = &[
    (CKA_CLASS, NUMBER),
    (CKA_TOKEN, FLAG),
    (CKA_KEY_TYPE, NUMBER),
    (CKA_ID, 256),
    (CKA_LABEL, 256),
    (CKA_VERIFY, FLAG),
    (CKA_MODULUS, 1024),
    (CKA_PUBLIC_EXPONENT, 64),
    (CKA_EC_PARAMS, 128),
    (CKA_EC_POINT, 256),
    (CKA_PUBLIC_KEY_INFO, 1024),
];

const PRIVATE_KEY: Wanted = &[
    (CKA_CLASS, NUMBER),
    (CKA_TOKEN, FLAG),
    (CKA_KEY_TYPE, NUMBER),
    (CKA_ID, 256),
    (CKA_LABEL, 256),
    (CKA_SENSITIVE, FLAG),
    (CKA_EXTRACTABLE, FLAG),
    (CKA_LOCAL, FLAG),
    (CKA_SIGN, FLAG),
    (CKA_DECRYPT, FLAG),
    (CKA_ALWAYS_AUTHENTICATE, FLAG),
    (CKA_MODULUS, 1024),
    (CKA_PUBLIC_EXPONENT, 64),
    (CKA_EC_PARAMS, 128),
    (CKA_PUBLIC_KEY_INFO, 1024),
];

/// Every other class is only named.
const OTHER: Wanted = &[
    (CKA_CLASS, NUMBER),
    (CKA_TOKEN, FLAG),
    (CKA_ID, 256),
    (CKA_LABEL, 256),
];

#[cfg(test)]
mod tests {
    use cryptoki_sys::CKA_VALUE;

    use super::{CERTIFICATE, OTHER, PRIVATE_KEY, PUBLIC_KEY, Wanted};

    #[test]
    fn the_value_is_asked_of_certificates_and_of_nothing_else() {
        let asks = |list: Wanted| list.iter().any(|(kind, _)| *kind == CKA_VALUE);
        assert!(asks(CERTIFICATE));
        for list in [PUBLIC_KEY, PRIVATE_KEY, OTHER] {
            assert!(!asks(list));
        }
    }
}
