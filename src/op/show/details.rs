//! All that a certificate says: names and number in every form, every extension in statements, its ASN.1 as a tree.

use schemars::JsonSchema;
use serde::Serialize;

use crate::profile::SerialFormat;
pub use crate::x509::NameForm;
pub use crate::x509::asn1::Asn1Line;
pub use crate::x509::facts::{ExtensionFacts, Fact, FactKind};
use crate::x509::{Certificate, asn1, name_forms};

/// A serial number as an authority or a tool writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SerialForm {
    /// How.
    pub format: SerialFormat,
    /// The number.
    pub text: String,
}

/// All that a certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Details {
    /// The subject in every form, each text once.
    pub subject_forms: Vec<NameForm>,
    /// The issuer, likewise.
    pub issuer_forms: Vec<NameForm>,
    /// The serial number in every form.
    pub serial_forms: Vec<SerialForm>,
    /// With what it was signed: its usual name, else its OID.
    pub signature_algorithm: String,
    /// All extensions, in their order.
    pub extensions: Vec<ExtensionFacts>,
}

/// The ASN.1 of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Asn1 {
    /// Element by element.
    pub lines: Vec<Asn1Line>,
    /// Whether all are there: what is deeper than 64 levels, and more than 10 000 elements, are left out.
    pub complete: bool,
}

/// What a certificate in DER says; `None` where it is none.
#[must_use]
pub fn details(der: &[u8]) -> Option<Details> {
    let certificate = Certificate::parse(der).ok()?;
    let serial = certificate.serial();
    let forms = SerialFormat::ALL.iter().map(|format| SerialForm {
        format: *format,
        text: serial.render(*format),
    });
    Some(Details {
        subject_forms: name_forms(certificate.subject_der()),
        issuer_forms: name_forms(certificate.issuer_der()),
        serial_forms: forms.collect(),
        signature_algorithm: certificate.signature_algorithm(),
        extensions: certificate.facts(),
    })
}

/// DER as a tree.
#[must_use]
pub fn tree(der: &[u8]) -> Asn1 {
    let (lines, complete) = asn1::lines(der);
    Asn1 { lines, complete }
}
