//! Certificates as lines, and the details of the chosen one: for a token and for files.

use unicode_width::UnicodeWidthStr;

use super::draw::{Look, Row, cell};
use super::words;
use crate::i18n::t;
use crate::op::shape::{CertificateRow, IdentityRow};
use crate::sanitize;

/// In which form a serial number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// Groups of four.
    #[default]
    Groups,
    /// Hex without gaps.
    Hex,
    /// Octets parted by colons.
    Colon,
    /// The number.
    Decimal,
}

impl Form {
    /// The next one.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Groups => Self::Hex,
            Self::Hex => Self::Colon,
            Self::Colon => Self::Decimal,
            Self::Decimal => Self::Groups,
        }
    }

    fn name(self) -> String {
        match self {
            Self::Groups => t!("tui-form-groups"),
            Self::Hex => t!("tui-form-hex"),
            Self::Colon => t!("tui-form-colon"),
            Self::Decimal => t!("tui-form-decimal"),
        }
    }

    /// The number in this form.
    pub(super) fn of(self, certificate: &CertificateRow) -> String {
        let serial = &certificate.serial;
        match self {
            Self::Groups => serial.groups.clone(),
            Self::Hex => serial.hex.clone(),
            Self::Colon => serial.colon.clone(),
            Self::Decimal => serial.decimal.clone(),
        }
    }
}

/// One line: a certificate, or a key without one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The key with its certificates.
    pub identity: &'a IdentityRow,
    /// Which of them; `None` for a key that has none.
    pub certificate: Option<&'a CertificateRow>,
}

/// Every certificate, and every key that has none.
pub(super) fn entries(identities: &[IdentityRow]) -> Vec<Entry<'_>> {
    identities
        .iter()
        .flat_map(|identity| {
            let mut some: Vec<Entry<'_>> = identity
                .certificates
                .iter()
                .map(|certificate| Entry {
                    identity,
                    certificate: Some(certificate),
                })
                .collect();
            if some.is_empty() {
                some.push(Entry {
                    identity,
                    certificate: None,
                });
            }
            some
        })
        .collect()
}

impl Entry<'_> {
    /// The line, `width` columns wide.
    pub(super) fn row(&self, width: usize) -> Row {
        let Some(certificate) = self.certificate else {
            let label = words::named(self.identity.label.as_deref());
            let words = t!("tui-state-awaiting");
            return Row::text(format!("! {} {label}", cell(&words, 10))).look(Look::Warn);
        };
        let (sign, word) = words::state(certificate);
        let dates = format!(
            "{:>11}-{:>11}",
            words::day(&certificate.not_before),
            words::day(&certificate.not_after)
        );
        // Mark, sign, state, dates and gaps take 42 columns; holder and issuer share the rest.
        let room = width.saturating_sub(42).max(8);
        let holder = room * 2 / 5;
        let text = format!(
            "{sign} {} {} {} {dates}",
            cell(&word, 9),
            cell(&words::holder(certificate), holder),
            cell(&words::common_name(&certificate.issuer), room - holder),
        );
        Row::text(text).look(Look::of_sign(sign))
    }

    /// The details of one on a token, three lines of `width` columns.
    pub(super) fn details(&self, form: Form, width: usize) -> Vec<Row> {
        let key = self.identity.key.as_ref().map(words::key);
        self.three(form, width, &key.unwrap_or_else(|| t!("tui-key-after-pin")))
    }

    /// The details of one in a file.
    pub(super) fn details_in_file(&self, form: Form, width: usize) -> Vec<Row> {
        let key = self.identity.key.as_ref().map(words::key_in_file);
        self.three(form, width, &key.unwrap_or_else(|| "-".to_owned()))
    }

    fn three(&self, form: Form, width: usize, key: &str) -> Vec<Row> {
        let key = labelled(&t!("tui-detail-key"), key);
        let Some(certificate) = self.certificate else {
            let id = self.identity.id.clone().unwrap_or_default();
            let hash = self.identity.key_sha256.clone().unwrap_or_default();
            return vec![
                labelled(&t!("tui-detail-id"), &sanitize::line(&id)),
                labelled("SHA-256", &sanitize::line(&hash)),
                key,
            ];
        };
        let serial = sanitize::line(&form.of(certificate));
        // The number itself is never cut for the sake of a hint.
        let room = width.saturating_sub(serial.width() + 11);
        let long = format!("{}   {}", form.name(), t!("tui-detail-serial-keys"));
        let hint = [long, form.name()]
            .into_iter()
            .find(|hint| hint.width() <= room)
            .unwrap_or_default();
        vec![
            labelled(&t!("tui-detail-serial"), &serial).right(hint),
            labelled(
                &t!("tui-detail-issuer"),
                &sanitize::line(&certificate.issuer),
            ),
            key,
        ]
    }
}

fn labelled(label: &str, value: &str) -> Row {
    Row::text(format!("{} {value}", cell(label, 7)))
}
