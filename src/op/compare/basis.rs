//! All that is needed to judge what somebody types: the certificate in every form, and others that it may be taken for.

use super::name::{self, Name};
use super::people::{self, Holder};
use super::{About, Field, FieldRow, Kind, letters, number};
use crate::profile::{NameFormat, OrgIdName, SerialFormat};
use crate::x509::typed_name;
use crate::x509::{Certificate, Serial};

/// How another certificate stands to the one that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// It came before.
    Old,
    /// It is somebody else's, or newer.
    Other,
}

/// Another certificate that is known.
#[derive(Debug, Clone)]
pub(super) struct Other {
    pub(super) relation: Relation,
    pub(super) serial: Serial,
    pub(super) issuer: Name,
    pub(super) subject: Name,
    pub(super) holder: String,
    pub(super) until: String,
}

impl Other {
    pub(super) fn of(one: &Certificate, relation: Relation) -> Self {
        Self {
            relation,
            serial: one.serial(),
            issuer: Name::of(one.issuer_der(), None),
            subject: Name::of(one.subject_der(), None),
            holder: one.holder().unwrap_or_else(|| one.subject()),
            until: one.not_after().strftime("%Y-%m-%d").to_string(),
        }
    }

    fn kind(&self) -> Kind {
        match self.relation {
            Relation::Old => Kind::OldCertificate,
            Relation::Other => Kind::OtherCertificate,
        }
    }
}

/// What is compared with.
#[derive(Debug, Clone)]
pub struct Basis {
    pub(super) serial: Serial,
    pub(super) serial_format: Option<SerialFormat>,
    pub(super) issuer: Name,
    pub(super) subject: Name,
    pub(super) people: Holder,
    pub(super) others: Vec<Other>,
}

/// What was found out of one field.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) registered: String,
    pub(super) certificate: String,
    pub(super) wanted: Option<String>,
    pub(super) about: About,
}

/// Most characters that are looked at.
pub(super) const MOST: usize = 4000;

impl Basis {
    /// Of a certificate; others are added by whoever knows them. The formats are those of the authority's form.
    pub(super) fn of(
        one: &Certificate,
        serial_format: Option<SerialFormat>,
        issuer_format: Option<(NameFormat, OrgIdName)>,
    ) -> Self {
        Self {
            serial: one.serial(),
            serial_format,
            issuer: Name::of(one.issuer_der(), issuer_format),
            subject: Name::of(one.subject_der(), None),
            people: Holder::of(one.subject_der()),
            others: Vec::new(),
        }
    }

    /// Compares a text with one field.
    #[must_use]
    pub fn judge(&self, field: Field, text: &str) -> FieldRow {
        let text: String = bare(text).chars().take(MOST).collect();
        let found = match field {
            Field::Serial => number::judge(self, &text),
            Field::Issuer => name::judge(&self.issuer, &text),
            Field::Holder => people::judge(self, &text),
        };
        let found = self.others_own(field, &text, found);
        let first = {
            let line = |text: &str| text.chars().collect::<Vec<_>>();
            let (one, other) = (line(&found.registered), line(&found.certificate));
            (one != other).then(|| letters::common(&one, &other) + 1)
        };
        FieldRow {
            field,
            registered: found.registered,
            certificate: found.certificate,
            same: found.kind.same(),
            same_meaning: found.kind.same_meaning(),
            first_difference: first,
            kind: found.kind,
            message: String::new(),
            wanted: found.wanted,
            about: found.about,
        }
    }

    /// Compares a text with the field that it is most like; `None`: nothing was typed yet.
    #[must_use]
    pub fn judge_any(&self, text: &str) -> Option<FieldRow> {
        let field = self.field_of(text)?;
        Some(self.judge(field, text))
    }

    /// Which field a text is.
    #[must_use]
    pub fn field_of(&self, text: &str) -> Option<Field> {
        let labelled = label(text).0;
        let text = bare(text);
        if text.is_empty() {
            return None;
        }
        if labelled.is_some() {
            return labelled;
        }
        let parts = typed_name::read(text);
        if !parts.is_empty() {
            let issuer = self.issuer.likeness(&parts);
            let subject = self.subject.likeness(&parts);
            return Some(if subject > issuer {
                Field::Holder
            } else {
                Field::Issuer
            });
        }
        if number::looks_like_one(text) {
            return Some(Field::Serial);
        }
        let issuer = self.issuer.values_alike(text);
        Some(if issuer > self.people.alike(text) {
            Field::Issuer
        } else {
            Field::Holder
        })
    }

    /// What differs may be another certificate's own.
    fn others_own(&self, field: Field, text: &str, found: Found) -> Found {
        if found.kind.same_meaning() {
            return found;
        }
        let parts = typed_name::read(text);
        let is = |other: &&Other| match field {
            Field::Serial => number::is(&other.serial, text),
            Field::Issuer => other.issuer.is(text, &parts),
            Field::Holder => !parts.is_empty() && other.subject.is(text, &parts),
        };
        let same = |other: &&Other| match field {
            Field::Issuer => !other.issuer.same(&self.issuer),
            _ => true,
        };
        let mut fit: Vec<&Other> = self.others.iter().filter(is).filter(same).collect();
        fit.sort_by_key(|other| other.relation == Relation::Other);
        let Some(other) = fit.first() else {
            return found;
        };
        Found {
            kind: other.kind(),
            about: About {
                holder: other.holder.clone(),
                until: other.until.clone(),
                serial: other.serial.groups.clone(),
                ..found.about
            },
            ..found
        }
    }
}

/// What tools and forms write before a value; the longer ones first.
const LABELS: &[(&str, Field)] = &[
    ("serial number", Field::Serial),
    ("serialnumber", Field::Serial),
    ("serial no", Field::Serial),
    ("serial", Field::Serial),
    ("număr de serie", Field::Serial),
    ("numar de serie", Field::Serial),
    ("numărul de serie", Field::Serial),
    ("seria", Field::Serial),
    ("serie", Field::Serial),
    ("issuer", Field::Issuer),
    ("issued by", Field::Issuer),
    ("emitent", Field::Issuer),
    ("emis de", Field::Issuer),
    ("autoritatea emitentă", Field::Issuer),
    ("subject", Field::Holder),
    ("holder", Field::Holder),
    ("issued to", Field::Holder),
    ("titular", Field::Holder),
    ("subiect", Field::Holder),
];

/// The field that a label before the text names, and the text behind it.
fn label(text: &str) -> (Option<Field>, &str) {
    let text = text.trim();
    for (name, field) in LABELS {
        let letters = name.chars().count();
        let split = text
            .char_indices()
            .nth(letters)
            .map(|(at, _)| text.split_at(at));
        let Some((before, rest)) = split else {
            continue;
        };
        if before.to_lowercase() != *name {
            continue;
        }
        let rest = rest.trim_start().trim_start_matches('.');
        if let Some(value) = rest.strip_prefix([':', '=']) {
            // `serialNumber=…` is also a part of a name.
            let part = *field == Field::Serial && typed_name::read(text).len() > 1;
            if !part {
                return (Some(*field), value.trim());
            }
        }
    }
    (None, text)
}

/// The text without a label and without blanks around it.
fn bare(text: &str) -> &str {
    label(text).1
}
