//! Writing a key pair from outside: `C_CreateObject` by a ladder of templates; where the token takes no private key in
//! clear, `C_UnwrapKey` under an AES key of the session. Never extractable, on no rung.

use aes_kw::KeyInit;
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, KeyType as ObjectKeyType, ObjectClass};
use cryptoki_sys::{
    CK_ATTRIBUTE_TYPE, CK_OBJECT_HANDLE, CK_SESSION_HANDLE, CK_ULONG, CKA_COEFFICIENT,
    CKA_EXPONENT_1, CKA_EXPONENT_2, CKA_PRIME_1, CKA_PRIME_2, CKA_PRIVATE_EXPONENT, CKA_VALUE,
};
use zeroize::Zeroizing;

use super::module::Module;
use super::raw::{RawError, Rv};
use super::rv::{self, Context};
use super::search::widen;
use crate::secret::{self, Secret};
use crate::token::{
    Curve, Fault, FaultKind, Handle, ImportWay, ImportWish, Imported, PublicParts, SlotId,
    TokenState, Usage,
};

/// Rungs of the ladder: each further one drops usages beyond SIGN, SIGN, label and subject, PRIVATE.
const RUNGS: u8 = 5;

/// A secret number of a key, under its attribute.
pub(super) type SecretPart<'a> = (CK_ATTRIBUTE_TYPE, &'a [u8]);

/// The numbers of the private half (PKCS#11 2.40 §2.1.3, §2.3.4).
const RSA_PARTS: [CK_ATTRIBUTE_TYPE; 6] = [
    CKA_PRIVATE_EXPONENT,
    CKA_PRIME_1,
    CKA_PRIME_2,
    CKA_EXPONENT_1,
    CKA_EXPONENT_2,
    CKA_COEFFICIENT,
];

/// The key under which another is unwrapped, in bytes.
const WRAPPING_KEY: u32 = 32;

/// A key under another one that the session has.
struct Wrapped {
    key: CK_OBJECT_HANDLE,
    mechanism: Mechanism<'static>,
    bytes: Vec<u8>,
}

/// A key as it came: its PKCS#8, and its numbers under their attributes.
struct Material<'a> {
    pkcs8: &'a [u8],
    parts: Vec<SecretPart<'a>>,
}

impl Module {
    /// Writes the private half first: alone it is a key that a certificate can be matched to by a trial; a public half
    /// alone is nothing.
    pub(super) fn write_key(
        &mut self,
        slot: SlotId,
        wish: &ImportWish,
        key: &Secret,
    ) -> Result<Imported, Fault> {
        let material = material(wish, key)?;
        let (private, way) = match self.create_private(slot, wish, &material) {
            Ok(made) => (made, ImportWay::Created),
            Err(fault) if takes_no_plain_key(&fault) => (
                self.unwrap_private(slot, wish, &material, fault)?,
                ImportWay::Unwrapped,
            ),
            Err(fault) => return Err(fault),
        };
        let public = if wish.public_there {
            None
        } else {
            // The private half is there by now.
            let written = self.create_public(slot, wish);
            written.map_err(|fault| fault.with_state(TokenState::Changed))?
        };
        let handle = |number| Handle(widen(number));
        Ok(Imported {
            private: handle(private),
            public: public.map(handle),
            way,
        })
    }

    fn create_private(
        &mut self,
        slot: SlotId,
        wish: &ImportWish,
        material: &Material<'_>,
    ) -> Result<CK_OBJECT_HANDLE, Fault> {
        self.down_the_ladder(slot, wish, "C_CreateObject", |module, rung| {
            let session = module.open_on(slot)?.session;
            let template = private_template(wish, rung, Whole::Yes);
            Ok(module.changing("C_CreateObject", |raw| {
                raw.create_key(session, &template, &material.parts)
            }))
        })
    }

    /// Each way to wrap in turn; a token that knows none of them refused the key itself, and that is what is told.
    fn unwrap_private(
        &mut self,
        slot: SlotId,
        wish: &ImportWish,
        material: &Material<'_>,
        refused: Fault,
    ) -> Result<CK_OBJECT_HANDLE, Fault> {
        for way in [Self::wrap_on_token, Self::wrap_here] {
            let session = self.open_on(slot)?.session;
            let wrapped = match way(self, session, material.pkcs8) {
                Ok(wrapped) => wrapped,
                Err(fault) => {
                    tracing::debug!(%fault, "no key to unwrap with");
                    continue;
                }
            };
            let made = self.down_the_ladder(slot, wish, "C_UnwrapKey", |module, rung| {
                let template = private_template(wish, rung, Whole::No);
                Ok(module.changing("C_UnwrapKey", |raw| {
                    raw.unwrap_key(
                        session,
                        &wrapped.mechanism,
                        wrapped.key,
                        &wrapped.bytes,
                        &template,
                    )
                }))
            });
            let gone = self.looking("C_DestroyObject", |raw| {
                raw.destroy_object(session, wrapped.key)
            });
            if let Err(error) = gone {
                // It goes with the session.
                tracing::debug!(%error, "the wrapping key");
            }
            match made {
                Err(fault) if fault.state == TokenState::NothingChanged && knows_not(&fault) => {
                    tracing::debug!(%fault, "not unwrapped");
                }
                other => return other,
            }
        }
        Err(refused)
    }

    /// An AES key of the session, made and used on the token (`CKM_AES_CBC_PAD`, PKCS#11 2.40 §2.8.7).
    fn wrap_on_token(&self, session: CK_SESSION_HANDLE, pkcs8: &[u8]) -> Result<Wrapped, Fault> {
        let mut vector = [0; 16];
        getrandom::fill(&mut vector).map_err(|_| no_random())?;
        let mechanism = Mechanism::AesCbcPad(vector);
        let key = self.looking("C_GenerateKey", |raw| {
            let mut template = wrapping_template();
            template.push(Attribute::ValueLen(CK_ULONG::from(WRAPPING_KEY).into()));
            template.push(Attribute::Encrypt(true));
            raw.generate_key(session, &Mechanism::AesKeyGen, &template)
        })?;
        let bytes = self.looking("C_Encrypt", |raw| {
            raw.encrypt(session, &mechanism, key, pkcs8)
        })?;
        Ok(Wrapped {
            key,
            mechanism,
            bytes,
        })
    }

    /// An AES key of ours, handed to the session (`CKM_AES_KEY_WRAP_PAD`, PKCS#11 2.40 §2.12; RFC 5649).
    fn wrap_here(&self, session: CK_SESSION_HANDLE, pkcs8: &[u8]) -> Result<Wrapped, Fault> {
        let mut value = Zeroizing::new([0; WRAPPING_KEY as usize]);
        getrandom::fill(value.as_mut_slice()).map_err(|_| no_random())?;
        let cipher = aes_kw::KwpAes256::new(&(*value).into());
        let mut bytes = vec![0; pkcs8.len().next_multiple_of(8) + 8];
        cipher
            .wrap_key(pkcs8, &mut bytes)
            .map_err(|_| no_random())?;
        let key = self.looking("C_CreateObject", |raw| {
            let secret = [(CKA_VALUE, value.as_slice())];
            raw.create_key(session, &wrapping_template(), &secret)
        })?;
        Ok(Wrapped {
            key,
            mechanism: Mechanism::AesKeyWrapPad,
            bytes,
        })
    }

    /// One rung down only when the template was refused, and only while a look shows no new key.
    fn down_the_ladder(
        &mut self,
        slot: SlotId,
        wish: &ImportWish,
        call: &'static str,
        mut run: impl FnMut(&Self, u8) -> Result<Result<CK_OBJECT_HANDLE, RawError>, Fault>,
    ) -> Result<CK_OBJECT_HANDLE, Fault> {
        let mut refused = None;
        for rung in 0..RUNGS {
            if rung == 1 && wish.usage == Usage::Sign {
                continue; // the same template as rung 0
            }
            let error = match run(self, rung)? {
                Ok(handle) => return Ok(handle),
                Err(error) => error,
            };
            let fault = rv::fault(error, call, Context::Other);
            let state = match self.new_key_shows(slot, &wish.before) {
                Ok(false) => TokenState::NothingChanged,
                Ok(true) => TokenState::Changed,
                Err(look) => {
                    tracing::debug!(%look, "the look after a key was refused");
                    TokenState::Unknown
                }
            };
            let fault = fault.with_state(state);
            if state != TokenState::NothingChanged || !rv::is_template_refusal(error) {
                return Err(fault);
            }
            refused = Some(fault);
        }
        Err(refused.unwrap_or_else(|| Fault::of(FaultKind::TemplateRefused, call)))
    }

    /// A token that keeps no public keys of its own refuses them: the private half is what counts.
    pub(super) fn create_public(
        &self,
        slot: SlotId,
        wish: &ImportWish,
    ) -> Result<Option<CK_OBJECT_HANDLE>, Fault> {
        let session = self.open_on(slot)?.session;
        for rung in 0..RUNGS {
            let template = public_template(wish, rung);
            let answer = self.changing("C_CreateObject", |raw| {
                raw.create_object(session, &template)
            });
            match answer {
                Ok(handle) => return Ok(Some(handle)),
                Err(error) if rv::is_template_refusal(error) => {}
                Err(RawError::Rv(Rv(value))) if REFUSED_OUTRIGHT.contains(&value) => {
                    return Ok(None);
                }
                Err(error) => {
                    let fault = rv::fault(error, "C_CreateObject", Context::Other);
                    return Err(fault.with_state(rv::state_after(error)));
                }
            }
        }
        Ok(None)
    }
}

/// `CKR_ACTION_PROHIBITED`, `CKR_FUNCTION_NOT_SUPPORTED`.
const REFUSED_OUTRIGHT: [u64; 2] = [0x1B, 0x54];

/// Whether the token refused a private key in clear as such, before anything was made.
fn takes_no_plain_key(fault: &Fault) -> bool {
    let outright = REFUSED_OUTRIGHT.map(rv::name);
    let named = fault.ckr.as_ref().is_some_and(|ckr| outright.contains(ckr));
    fault.state == TokenState::NothingChanged && (named || fault.kind == FaultKind::TemplateRefused)
}

/// Whether the token knows no such way, so that another may do.
fn knows_not(fault: &Fault) -> bool {
    matches!(
        fault.kind,
        FaultKind::MechanismRefused | FaultKind::TemplateRefused | FaultKind::Unsupported
    )
}

fn no_random() -> Fault {
    Fault::new(FaultKind::Host {
        text: "no random bytes".to_owned(),
    })
}

fn material<'a>(wish: &ImportWish, key: &'a Secret) -> Result<Material<'a>, Fault> {
    let senseless = || {
        Fault::new(FaultKind::Host {
            text: "the key came in another form than was announced".to_owned(),
        })
    };
    let numbers = secret::unpack(key).ok_or_else(senseless)?;
    let (pkcs8, numbers) = numbers.split_first().ok_or_else(senseless)?;
    let kinds: &[CK_ATTRIBUTE_TYPE] = match &wish.public {
        PublicParts::Rsa { .. } => &RSA_PARTS,
        PublicParts::Ec { .. } => &[CKA_VALUE],
        PublicParts::Spki(_) => return Err(senseless()),
    };
    if kinds.len() != numbers.len() {
        return Err(senseless());
    }
    Ok(Material {
        pkcs8,
        parts: kinds.iter().copied().zip(numbers.iter().copied()).collect(),
    })
}

/// Whether the template stands for the whole key, or for what an unwrapped key does not bring itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whole {
    Yes,
    No,
}

fn private_template(wish: &ImportWish, rung: u8, whole: Whole) -> Vec<Attribute> {
    let mut template = vec![
        Attribute::Class(ObjectClass::PRIVATE_KEY),
        Attribute::KeyType(object_type(&wish.public)),
        Attribute::Token(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
    ];
    if rung < 4 {
        template.push(Attribute::Private(true));
    }
    if let Some(id) = &wish.id {
        template.push(Attribute::Id(id.0.clone()));
    }
    if rung < 1 && wish.usage == Usage::SignAndDecrypt {
        template.push(Attribute::Decrypt(true));
    }
    if rung < 2 {
        template.push(Attribute::Sign(true));
    }
    if rung < 3 {
        template.push(Attribute::Label(wish.label.as_bytes().to_vec()));
        template.extend(wish.subject.clone().map(Attribute::Subject));
    }
    if whole == Whole::Yes {
        match &wish.public {
            PublicParts::Rsa { modulus, exponent } => {
                template.push(Attribute::Modulus(modulus.clone()));
                template.push(Attribute::PublicExponent(exponent.clone()));
            }
            PublicParts::Ec { params, .. } => template.push(Attribute::EcParams(params.clone())),
            PublicParts::Spki(_) => {}
        }
    }
    template
}

fn public_template(wish: &ImportWish, rung: u8) -> Vec<Attribute> {
    let mut template = vec![
        Attribute::Class(ObjectClass::PUBLIC_KEY),
        Attribute::KeyType(object_type(&wish.public)),
        Attribute::Token(true),
    ];
    match &wish.public {
        PublicParts::Rsa { modulus, exponent } => {
            template.push(Attribute::Modulus(modulus.clone()));
            template.push(Attribute::PublicExponent(exponent.clone()));
        }
        PublicParts::Ec { params, point } => {
            template.push(Attribute::EcParams(params.clone()));
            template.push(Attribute::EcPoint(octets(point)));
        }
        PublicParts::Spki(_) => {}
    }
    if let Some(id) = &wish.id {
        template.push(Attribute::Id(id.0.clone()));
    }
    if rung < 1 && wish.usage == Usage::SignAndDecrypt {
        template.push(Attribute::Encrypt(true));
    }
    if rung < 2 {
        template.push(Attribute::Verify(true));
    }
    if rung < 3 {
        template.push(Attribute::Label(wish.label.as_bytes().to_vec()));
    }
    if rung < 4 {
        template.push(Attribute::Private(false));
    }
    template
}

fn wrapping_template() -> Vec<Attribute> {
    vec![
        Attribute::Class(ObjectClass::SECRET_KEY),
        Attribute::KeyType(ObjectKeyType::AES),
        Attribute::Token(false),
        Attribute::Unwrap(true),
    ]
}

fn object_type(public: &PublicParts) -> ObjectKeyType {
    match public {
        PublicParts::Ec { params, .. } if Curve::from_params(params) == Some(Curve::Ed25519) => {
            ObjectKeyType::EC_EDWARDS
        }
        PublicParts::Ec { .. } => ObjectKeyType::EC,
        PublicParts::Rsa { .. } | PublicParts::Spki(_) => ObjectKeyType::RSA,
    }
}

/// `CKA_EC_POINT` is the DER of an OCTET STRING (PKCS#11 2.40 §2.3.3); a point has at most 133 bytes.
fn octets(point: &[u8]) -> Vec<u8> {
    let length = u8::try_from(point.len()).unwrap_or(u8::MAX);
    let head: &[u8] = if length < 0x80 {
        &[0x04, length]
    } else {
        &[0x04, 0x81, length]
    };
    [head, point].concat()
}

#[cfg(test)]
mod tests {
    use super::{RUNGS, Whole, octets, private_template};
    use crate::token::{ImportWish, KeyId, PublicParts, Usage};

    #[test]
    fn a_key_is_never_extractable_and_always_the_tokens() {
        let wish = ImportWish {
            id: Some(KeyId(vec![1])),
            label: "l".to_owned(),
            public: PublicParts::Rsa {
                modulus: vec![1],
                exponent: vec![3],
            },
            subject: Some(vec![0x30, 0]),
            usage: Usage::SignAndDecrypt,
            public_there: false,
            before: vec![],
        };
        for rung in 0..RUNGS {
            for whole in [Whole::Yes, Whole::No] {
                let text = format!("{:?}", private_template(&wish, rung, whole));
                for kept in [
                    "Token(true)",
                    "Extractable(false)",
                    "Sensitive(true)",
                    "Id(",
                ] {
                    assert!(text.contains(kept), "{rung} {text}");
                }
                assert_eq!(text.contains("Decrypt"), rung < 1);
                assert_eq!(text.contains("Sign("), rung < 2);
                assert_eq!(text.contains("Label"), rung < 3);
                assert_eq!(text.contains("Private("), rung < 4);
                assert_eq!(text.contains("Modulus"), whole == Whole::Yes);
            }
        }
    }

    #[test]
    fn points_stand_in_an_octet_string() {
        assert_eq!(octets(&[9; 65])[..3], [4, 65, 9]);
        assert_eq!(octets(&[9; 133])[..4], [4, 0x81, 133, 9]);
    }
}
