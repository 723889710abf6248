//! What the log tells of a call: never a PIN, never a value.

use std::fmt::Write as _;

use cryptoki_sys::{CK_ATTRIBUTE, CK_MECHANISM, CK_ULONG, CKA_CLASS};

use crate::memory;
use crate::shape::{at, number, template};

/// The detail of the line that a call writes on entering.
pub(crate) fn of(function: &str, words: &[usize]) -> String {
    match function {
        "C_Login" => format!("user={} pin={}", number(words, 1), given(words, 2)),
        "C_SetPIN" => format!("old={} new={}", given(words, 1), given(words, 3)),
        "C_InitPIN" => format!("pin={}", given(words, 1)),
        "C_Initialize" => format!("args={}", given(words, 0)),
        "C_GetSlotList" => format!("present={} list={}", number(words, 0), given(words, 1)),
        "C_GetSlotInfo" | "C_GetTokenInfo" | "C_GetMechanismList" | "C_InitToken" => {
            format!("slot={}", number(words, 0))
        }
        "C_GetMechanismInfo" => format!(
            "slot={} mechanism={:#x}",
            number(words, 0),
            number(words, 1)
        ),
        "C_OpenSession" => format!("slot={} flags={:#x}", number(words, 0), number(words, 1)),
        "C_GetAttributeValue" | "C_SetAttributeValue" => {
            format!(
                "object={} types={}",
                number(words, 1),
                types(&template(words, 2))
            )
        }
        "C_DestroyObject" => format!("object={}", number(words, 1)),
        "C_CreateObject" | "C_FindObjectsInit" => {
            let entries = template(words, 1);
            format!("{}types={}", class(&entries), types(&entries))
        }
        "C_GenerateKeyPair" => {
            let (public, private) = (template(words, 2), template(words, 4));
            let (public, private) = (types(&public), types(&private));
            format!(
                "mechanism={:#x} public={public} private={private}",
                mechanism(words)
            )
        }
        "C_SignInit" | "C_DecryptInit" => {
            format!(
                "mechanism={:#x} object={}",
                mechanism(words),
                number(words, 2)
            )
        }
        "C_Sign" | "C_Decrypt" => format!("out={}", given(words, 3)),
        _ => String::new(),
    }
}

fn given(words: &[usize], index: usize) -> &'static str {
    if at::<u8>(words, index).is_null() {
        "null"
    } else {
        "given"
    }
}

fn mechanism(words: &[usize]) -> CK_ULONG {
    let from = at::<CK_MECHANISM>(words, 1);
    if from.is_null() {
        CK_ULONG::MAX
    } else {
        memory::read(from).mechanism
    }
}

fn types(entries: &[CK_ATTRIBUTE]) -> String {
    let mut text = String::new();
    for entry in entries {
        let comma = if text.is_empty() { "" } else { "," };
        let kind = entry.type_;
        // Writing to a String does not fail.
        let _ = write!(text, "{comma}{kind:#x}");
    }
    text
}

fn class(entries: &[CK_ATTRIBUTE]) -> String {
    let wanted = entries.iter().find(|entry| {
        let kind = entry.type_;
        kind == CKA_CLASS
    });
    let bytes = wanted.and_then(|entry| memory::value(entry).try_into().ok());
    bytes.map_or_else(String::new, |bytes| {
        format!("class={:#x} ", CK_ULONG::from_ne_bytes(bytes))
    })
}
