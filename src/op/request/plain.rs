//! A request of no authority as the screens gather it: the parts of the subject one by one, and what else it asks for.

use std::path::PathBuf;

use super::{RequestInput, Store};
use crate::error::Failure;
use crate::op::typed::Typed;
use crate::op::values::Fit;
use crate::token::KeyType;
use crate::x509::SoftKey;

/// The parts of a subject, outermost first, which is the order of the encoding (RFC 5280 §4.1.2.4, X.520).
pub const PARTS: &[&str] = &["C", "L", "O", "OU", "GN", "SN", "serialNumber", "CN"];
/// Alternative names, with commas between them.
pub const SAN: &str = "san";
/// Key usages, with commas.
pub const KU: &str = "ku";
/// Extended key usages, with commas.
pub const EKU: &str = "eku";
/// The key's type.
pub const KEY: &str = "key";
/// Where the key lives.
pub const STORE: &str = "store";
/// The key's label.
pub const LABEL: &str = "label";

/// What was gathered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plain {
    /// Values by field: [`PARTS`] and the other fields of this module; empty ones count as left out.
    pub values: Vec<(String, String)>,
    /// The `ID` of a key that is there: none is made.
    pub existing: Option<String>,
    /// An existing folder; else the current one.
    pub out: Option<PathBuf>,
}

impl Plain {
    fn value(&self, field: &str) -> Option<&str> {
        let found = self.values.iter().find(|(id, _)| id == field);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    fn list(&self, field: &str) -> Vec<String> {
        let value = self.value(field).unwrap_or_default();
        let parts = value.split(',').map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// The subject as it is typed: `C=RO,O=…,CN=…`.
    fn subject(&self) -> String {
        let parts = PARTS.iter();
        let parts = parts.filter_map(|part| Some(format!("{part}={}", escaped(self.value(part)?))));
        parts.collect::<Vec<_>>().join(",")
    }

    /// As the operation takes it.
    #[must_use]
    pub fn input(&self) -> RequestInput {
        let subject = self.subject();
        let owned = |field: &str| self.value(field).map(str::to_owned);
        RequestInput {
            subject: (!subject.is_empty()).then_some(subject),
            san: self.list(SAN),
            ku: self.list(KU),
            eku: self.list(EKU),
            key: owned(KEY),
            label: owned(LABEL),
            out: self.out.clone(),
            existing: self.existing.clone(),
            store: self.value(STORE).and_then(Store::find).unwrap_or_default(),
            ..RequestInput::default()
        }
    }

    /// As it is typed.
    #[must_use]
    pub fn command(&self) -> Typed {
        let out = self.out.as_ref();
        let out = out.map(|out| out.display().to_string());
        Typed::command("request")
            .maybe("--existing", self.existing.as_deref())
            .option("--subject", &self.subject())
            .options("--san", self.list(SAN))
            .options("--ku", self.list(KU))
            .options("--eku", self.list(EKU))
            .maybe("--key", self.value(KEY))
            .maybe("--store", self.value(STORE))
            .maybe("--label", self.value(LABEL))
            .maybe("--out", out.as_deref())
    }
}

/// Whether a value can stand in its field, whatever the others are.
///
/// # Errors
/// It cannot; the failure says why.
pub fn judge(field: &str, value: &str) -> Result<Fit, Failure> {
    let mut values = vec![(field.to_owned(), value.to_owned())];
    if !PARTS.contains(&field) {
        // A request must name somebody.
        values.push(("CN".to_owned(), "x".to_owned()));
    }
    let plain = Plain {
        values,
        ..Plain::default()
    };
    plain.input().check().map(|_| Fit {
        value: value.to_owned(),
        doubts: Vec::new(),
    })
}

/// Types of keys that can be chosen for a place.
#[must_use]
pub fn key_types(store: Store) -> Vec<String> {
    let all = KeyType::ALL.into_iter();
    let all = all.filter(|kind| store == Store::Token || SoftKey::makes(*kind));
    all.map(KeyType::name).collect()
}

/// A value of a subject with what is special in it marked (RFC 4514 §2.4).
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for letter in value.chars() {
        if matches!(letter, ',' | '+' | '=' | '\\') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Plain, judge};
    use crate::op::request::Store;

    fn plain(values: &[(&str, &str)]) -> Plain {
        let values = values.iter();
        Plain {
            values: values
                .map(|(id, value)| ((*id).to_owned(), (*value).to_owned()))
                .collect(),
            ..Plain::default()
        }
    }

    #[test]
    fn parts_are_written_in_the_order_of_the_encoding() {
        let own = plain(&[
            ("CN", "Vzor, s.r.o. = A+B"),
            ("C", "CZ"),
            ("O", " "),
            ("san", "dns:a.example, email:it@a.example"),
            ("store", "file"),
        ]);
        let input = own.input();
        let subject = input.subject.as_deref().unwrap();
        assert_eq!(subject, "C=CZ,CN=Vzor\\, s.r.o. \\= A\\+B");
        assert_eq!(input.san, ["dns:a.example", "email:it@a.example"]);
        assert_eq!(input.store, Store::File);
        let checked = input.check().unwrap();
        let run = checked.dry_run().unwrap();
        assert!(run.subject.contains("s.r.o."), "{}", run.subject);
        let line = own.command().text();
        assert!(
            line.starts_with("parafa request --subject 'C=CZ,CN=Vzor"),
            "{line}"
        );
        assert!(line.ends_with("--san dns:a.example --san email:it@a.example --store file"));
    }

    #[test]
    fn each_value_is_judged_by_itself() {
        assert!(judge("C", "RO").is_ok());
        assert!(judge("C", "Romania").is_err());
        assert!(judge("san", "dns:a.example").is_ok());
        assert!(judge("san", "a.example").is_err());
        assert!(judge("key", "p256").is_ok());
        assert!(judge("key", "dsa").is_err());
        assert!(judge("label", &"x".repeat(2000)).is_err());
    }
}
