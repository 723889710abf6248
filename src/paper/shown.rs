//! What of a certificate, a request or the day stands in a line: exactly what the certificate says, written as the
//! authority writes it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::sheet::{Entry, Filled, Look};
use crate::i18n::Paper;
use crate::profile::{Form, NameFormat, OrgIdName, SerialFormat, Shown};
use crate::x509::{Certificate, names, render_name};

/// How serial numbers and names are written on a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Serial numbers.
    pub serial: SerialFormat,
    /// Names of holders and issuers.
    pub name: NameFormat,
    /// What 2.5.4.97 is called in names.
    pub organization_identifier: OrgIdName,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            serial: SerialFormat::HexUpper,
            name: NameFormat::AsCertificate,
            organization_identifier: OrgIdName::Dotted,
        }
    }
}

impl Manner {
    /// As a form says; what it does not say is usual.
    #[must_use]
    pub fn of(form: &Form) -> Self {
        let usual = Self::default();
        Self {
            serial: form.serial_format.unwrap_or(usual.serial),
            name: form.name_format.unwrap_or(usual.name),
            organization_identifier: form
                .organization_identifier
                .unwrap_or(usual.organization_identifier),
        }
    }
}

/// A request as a paper shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// The request's id in the profile.
    pub id: String,
    /// What it is called, in the authority's language.
    pub title: String,
    /// The name of its file.
    pub file: Option<String>,
    /// SHA-256 of that file, lower-case hex.
    pub sha256: Option<String>,
    /// Its subject in DER.
    pub subject: Option<Vec<u8>>,
    /// Type and length of its key, such as `RSA 2048`.
    pub key: Option<String>,
}

/// How a line of this looks.
pub(super) fn look(shown: Shown) -> Look {
    match shown {
        Shown::Serial
        | Shown::SerialHex
        | Shown::SerialDecimal
        | Shown::SerialGroups
        | Shown::Sha256
        | Shown::Sha1
        | Shown::Csr
        | Shown::CsrSha256 => Look::Code,
        Shown::Pem => Look::Block,
        Shown::Holder
        | Shown::Subject
        | Shown::Issuer
        | Shown::IssuerName
        | Shown::NotBefore
        | Shown::NotAfter
        | Shown::Emails
        | Shown::Key
        | Shown::Today => Look::Plain,
    }
}

/// Whether only a certificate can tell it; `of_request`: subject and key are the request's.
pub(super) fn of_certificate(shown: Shown, of_request: bool) -> bool {
    match shown {
        Shown::Csr | Shown::CsrSha256 | Shown::Today => false,
        Shown::Subject | Shown::Key => !of_request,
        _ => true,
    }
}

/// What a certificate says.
pub(super) fn in_certificate(
    shown: Shown,
    certificate: &Certificate,
    manner: Manner,
    words: &Paper,
) -> Filled {
    let name = |der: &[u8]| render_name(der, manner.name, manner.organization_identifier);
    let serial = || certificate.serial();
    let text = match shown {
        Shown::Holder => certificate.holder(),
        Shown::Subject => Some(name(certificate.subject_der())),
        Shown::Issuer => Some(name(certificate.issuer_der())),
        Shown::IssuerName => names::common_name(certificate.issuer_der()),
        Shown::Serial => Some(serial().render(manner.serial)),
        Shown::SerialHex => Some(serial().render(SerialFormat::HexUpper)),
        Shown::SerialDecimal => Some(serial().render(SerialFormat::Decimal)),
        Shown::SerialGroups => Some(serial().render(SerialFormat::Groups)),
        Shown::NotBefore => Some(moment(certificate.not_before(), words)),
        Shown::NotAfter => Some(moment(certificate.not_after(), words)),
        Shown::Sha256 => Some(certificate.sha256()),
        Shown::Sha1 => Some(certificate.sha1()),
        Shown::Emails => Some(certificate.emails().join(", ")),
        Shown::Key => certificate.public_key().ok().map(|key| key.words()),
        Shown::Pem => Some(certificate.pem()),
        Shown::Csr | Shown::CsrSha256 | Shown::Today => None,
    };
    match Filled::one(text) {
        // The certificate was read: what it does not have is not to be written in by hand.
        Filled::Blank => Filled::Nothing,
        filled => filled,
    }
}

/// What requests say, each with its name where there are several.
pub(super) fn in_requests(shown: Shown, requests: &[&Asked], manner: Manner) -> Filled {
    let text = |asked: &Asked| match shown {
        Shown::Csr => asked.file.clone(),
        Shown::CsrSha256 => asked.sha256.clone(),
        Shown::Key => asked.key.clone(),
        Shown::Subject => {
            let der = asked.subject.as_deref();
            der.map(|der| render_name(der, manner.name, manner.organization_identifier))
        }
        _ => None,
    };
    let several = requests.len() > 1;
    let entries: Vec<Entry> = requests
        .iter()
        .filter_map(|asked| {
            Some(Entry {
                about: several.then(|| asked.title.clone()),
                text: text(asked).filter(|text| !text.is_empty())?,
            })
        })
        .collect();
    if entries.is_empty() {
        Filled::Blank
    } else {
        Filled::Entries(entries)
    }
}

/// A day as the authority writes it.
pub(super) fn day(date: Date, words: &Paper) -> String {
    words.date(date.year(), date.month(), date.day())
}

/// A moment of a certificate: in UTC, as `openssl` shows it, so that nobody's clock moves the day.
pub(super) fn moment(moment: Timestamp, words: &Paper) -> String {
    let zoned: Zoned = moment.to_zoned(TimeZone::UTC);
    let time = zoned.strftime("%H:%M:%S");
    format!("{}, {time} UTC", day(zoned.date(), words))
}
