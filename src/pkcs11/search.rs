//! Looking: by class, each object read once, rows handed on as they come.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use cryptoki_sys::{
    CK_OBJECT_HANDLE, CK_SESSION_HANDLE, CK_ULONG, CKA_ALWAYS_AUTHENTICATE, CKA_CERTIFICATE_TYPE,
    CKA_CLASS, CKA_DECRYPT, CKA_EC_PARAMS, CKA_EC_POINT, CKA_EXTRACTABLE, CKA_ID, CKA_KEY_TYPE,
    CKA_LABEL, CKA_LOCAL, CKA_MODULUS, CKA_PUBLIC_EXPONENT, CKA_PUBLIC_KEY_INFO, CKA_SENSITIVE,
    CKA_SIGN, CKA_TOKEN, CKA_VALUE, CKA_VERIFY, CKC_X_509, CKK_DH, CKK_DSA, CKK_EC, CKK_EC_EDWARDS,
    CKK_RSA, CKO_CERTIFICATE, CKO_PRIVATE_KEY, CKO_PUBLIC_KEY,
};

use super::Effect;
use super::cells::{self, Attributes};
use super::module::Module;
use super::raw::{MOST_OBJECTS, RawError};
use super::rv::{self, Context};
use super::text::decode;
use crate::token::{
    Body, CertificateObject, Class, Curve, Fault, FaultKind, Handle, KeyId, LookEnd, Object,
    PrivateKeyObject, PublicKeyObject, PublicParts, Rows, SlotId,
};

/// Objects in one batch of rows.
const ROWS: usize = 64;
/// How long the first of them waits for the others.
const ROWS_WAIT: Duration = Duration::from_millis(250);

impl Module {
    /// All handles of a class, in the module's order.
    pub(super) fn find(
        &mut self,
        slot: SlotId,
        class: Option<Class>,
    ) -> Result<Vec<CK_OBJECT_HANDLE>, Fault> {
        let session = self.open_on(slot)?.session;
        self.witness.entering("C_FindObjectsInit", Effect::Looking);
        let raw = &self.loaded()?.raw;
        raw.find_init(session, class.map(class_number))
            .map_err(|error| rv::fault(error, "C_FindObjectsInit", Context::Other))?;
        let found = self.find_all(session);
        self.witness.entering("C_FindObjectsFinal", Effect::Looking);
        if let Err(error) = self.loaded()?.raw.find_final(session) {
            tracing::debug!(?error, "C_FindObjectsFinal");
        }
        found
    }

    /// Batch after batch until an empty one: by the standard only that ends a search (PKCS#11 2.40 §5.7). A batch
    /// shorter than asked for is taken for the last one only where this module was seen to mean it so, and to have
    /// room for more: one that hands out few at a time would else hide the rest.
    fn find_all(&mut self, session: CK_SESSION_HANDLE) -> Result<Vec<CK_OBJECT_HANDLE>, Fault> {
        let mut all: Vec<CK_OBJECT_HANDLE> = Vec::new();
        let mut short_before = false;
        loop {
            self.witness.entering("C_FindObjects", Effect::Looking);
            let (batch, short) = self
                .loaded()?
                .raw
                .find_batch(session)
                .map_err(|error| rv::fault(error, "C_FindObjects", Context::Other))?;
            if batch.is_empty() {
                if short_before && !self.saw_more_after_short {
                    self.learnt.short_batch_ends = true;
                }
                return Ok(all);
            }
            if short_before {
                self.saw_more_after_short = true;
                self.learnt.short_batch_ends = false;
            }
            let roomy = batch.len() < self.largest_batch;
            self.largest_batch = self.largest_batch.max(batch.len());
            all.extend(batch);
            if all.len() > MOST_OBJECTS {
                return Err(rv::fault(
                    RawError::Senseless,
                    "C_FindObjects",
                    Context::Other,
                ));
            }
            if short && roomy && self.learnt.short_batch_ends {
                return Ok(all);
            }
            short_before = short;
        }
    }

    /// Reads every object of a class; one that fails stands there with its fault.
    pub(super) fn look_class(
        &mut self,
        slot: SlotId,
        class: Class,
        rows: &mut Rows<'_>,
        end: &mut LookEnd,
    ) -> Result<ControlFlow<()>, Fault> {
        let handles = self.find(slot, Some(class))?;
        let mut batch = Vec::new();
        let mut begun = Instant::now();
        for (read, handle) in (1..).zip(&handles) {
            if self.witness.stopped() {
                end.complete = false;
                return Ok(ControlFlow::Break(()));
            }
            batch.extend(self.read_object(slot, *handle, Some(class))?);
            // A slow card's first objects are not kept back for those that follow.
            let due = batch.len() >= ROWS || begun.elapsed() >= ROWS_WAIT || read == handles.len();
            if !due || batch.is_empty() {
                continue;
            }
            note_faults(&batch, end);
            begun = Instant::now();
            if rows(std::mem::take(&mut batch)).is_break() {
                end.complete = false;
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Names every object of the classes that we do not read.
    pub(super) fn look_others_into(
        &mut self,
        slot: SlotId,
        rows: &mut Rows<'_>,
        end: &mut LookEnd,
    ) -> Result<(), Fault> {
        let known = Class::ALL.map(|class| Body::Other(widen(class_number(class))));
        for chunk in self.find(slot, None)?.chunks(ROWS) {
            let mut batch = Vec::new();
            for handle in chunk {
                if self.witness.stopped() {
                    end.complete = false;
                    return Ok(());
                }
                batch.extend(self.read_object(slot, *handle, None)?);
            }
            batch.retain(|object| !known.contains(&object.body));
            note_faults(&batch, end);
            if !batch.is_empty() && rows(batch).is_break() {
                end.complete = false;
                return Ok(());
            }
        }
        Ok(())
    }

    /// One object; `None` when it turns out to be of another class than was searched for.
    pub(super) fn read_object(
        &mut self,
        slot: SlotId,
        handle: CK_OBJECT_HANDLE,
        class: Option<Class>,
    ) -> Result<Option<Object>, Fault> {
        let session = self.open_on(slot)?.session;
        self.witness
            .entering("C_GetAttributeValue", Effect::Looking);
        let read = match cells::read(&self.loaded()?.raw, session, handle, class) {
            Ok(read) => read,
            Err(error) => {
                let fault = rv::fault(error, "C_GetAttributeValue", Context::Other);
                return if is_general(&fault) {
                    Err(fault)
                } else {
                    Ok(Some(unread(handle, class, fault)))
                };
            }
        };
        self.learnt.stops_early |= read.stopped_early;
        let told = read.number(CKA_CLASS);
        let wanted = class.map(|class| widen(class_number(class)));
        if wanted
            .zip(told)
            .is_some_and(|(wanted, told)| wanted != told)
        {
            tracing::warn!(told, "the search for a class brought another one");
            return Ok(None);
        }
        Ok(Some(object(handle, class, &read)))
    }
}

/// Whether the whole look is over, not only this object.
fn is_general(fault: &Fault) -> bool {
    matches!(
        fault.kind,
        crate::token::FaultKind::Removed | crate::token::FaultKind::SessionLost
    ) && fault.ckr.as_deref() != Some("CKR_OBJECT_HANDLE_INVALID")
}

/// A read that failed makes the look incomplete; the first such fault is told.
fn note_faults(batch: &[Object], end: &mut LookEnd) {
    for fault in batch.iter().filter_map(|object| object.fault.as_ref()) {
        end.complete = false;
        end.fault.get_or_insert_with(|| fault.clone());
    }
}

fn unread(handle: CK_OBJECT_HANDLE, class: Option<Class>, fault: Fault) -> Object {
    let body = match class {
        Some(Class::Certificate) => Body::Certificate(CertificateObject::default()),
        Some(Class::PublicKey) => Body::PublicKey(PublicKeyObject::default()),
        Some(Class::PrivateKey) => Body::PrivateKey(PrivateKeyObject::default()),
        None => Body::Other(0),
    };
    Object {
        handle: Handle(widen(handle)),
        id: None,
        label: None,
        on_token: None,
        body,
        fault: Some(fault),
    }
}

fn object(handle: CK_OBJECT_HANDLE, class: Option<Class>, read: &Attributes) -> Object {
    let body = match class {
        Some(Class::Certificate) => Body::Certificate(CertificateObject {
            der: read.bytes(CKA_VALUE).map(<[u8]>::to_vec),
            x509: read
                .number(CKA_CERTIFICATE_TYPE)
                .map(|kind| kind == widen(CKC_X_509)),
        }),
        Some(Class::PublicKey) => Body::PublicKey(PublicKeyObject {
            parts: parts(read),
            verify: read.flag(CKA_VERIFY),
        }),
        Some(Class::PrivateKey) => Body::PrivateKey(private_key(read)),
        None => Body::Other(read.number(CKA_CLASS).unwrap_or_default()),
    };
    Object {
        handle: Handle(widen(handle)),
        id: read.bytes(CKA_ID).map(|bytes| KeyId(bytes.to_vec())),
        label: read
            .bytes(CKA_LABEL)
            .map(decode)
            .filter(|label| !label.is_empty()),
        on_token: read.flag(CKA_TOKEN),
        body,
        fault: read
            .failed
            .map(|error| rv::fault(error, "C_GetAttributeValue", Context::Other))
            .or_else(|| withheld(class, read)),
    }
}

/// A certificate that is not told is one that was not read: which one it is, nobody knows. Its value can be empty only
/// where it stands elsewhere (PKCS#11 2.40 §4.6.3).
fn withheld(class: Option<Class>, read: &Attributes) -> Option<Fault> {
    let other = read
        .number(CKA_CERTIFICATE_TYPE)
        .is_some_and(|kind| kind != widen(CKC_X_509));
    (class == Some(Class::Certificate) && !other && !read.told(CKA_VALUE))
        .then(|| Fault::of(FaultKind::Refused, "C_GetAttributeValue"))
}

fn private_key(read: &Attributes) -> PrivateKeyObject {
    PrivateKeyObject {
        kind: read.number(CKA_KEY_TYPE).map(kind_name),
        parts: parts(read),
        curve: read.bytes(CKA_EC_PARAMS).and_then(Curve::from_params),
        sensitive: read.flag(CKA_SENSITIVE),
        extractable: read.flag(CKA_EXTRACTABLE),
        local: read.flag(CKA_LOCAL),
        always_authenticate: read.flag(CKA_ALWAYS_AUTHENTICATE),
        sign: read.flag(CKA_SIGN),
        decrypt: read.flag(CKA_DECRYPT),
    }
}

/// The public numbers, in the order in which they can be trusted: the whole SPKI, modulus and exponent, the point.
fn parts(read: &Attributes) -> Option<PublicParts> {
    let rsa = || {
        Some(PublicParts::Rsa {
            modulus: read.bytes(CKA_MODULUS)?.to_vec(),
            exponent: read.bytes(CKA_PUBLIC_EXPONENT)?.to_vec(),
        })
    };
    let ec = || {
        Some(PublicParts::Ec {
            params: read.bytes(CKA_EC_PARAMS)?.to_vec(),
            point: read.bytes(CKA_EC_POINT)?.to_vec(),
        })
    };
    let whole = || {
        read.bytes(CKA_PUBLIC_KEY_INFO)
            .map(|der| PublicParts::Spki(der.to_vec()))
    };
    whole().or_else(rsa).or_else(ec)
}

fn kind_name(number: u64) -> String {
    let known = [
        (CKK_RSA, "rsa"),
        (CKK_EC, "ec"),
        (CKK_EC_EDWARDS, "ed"),
        (CKK_DSA, "dsa"),
        (CKK_DH, "dh"),
    ];
    known
        .into_iter()
        .find(|(kind, _)| widen(*kind) == number)
        .map_or_else(|| format!("0x{number:x}"), |(_, name)| name.to_owned())
}

pub(super) fn class_number(class: Class) -> CK_ULONG {
    match class {
        Class::Certificate => CKO_CERTIFICATE,
        Class::PublicKey => CKO_PUBLIC_KEY,
        Class::PrivateKey => CKO_PRIVATE_KEY,
    }
}

#[allow(clippy::useless_conversion)] // CK_ULONG has 32 bits on Windows
pub(super) fn widen(number: CK_ULONG) -> u64 {
    u64::from(number)
}
