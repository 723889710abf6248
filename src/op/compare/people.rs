//! The holder as he is registered: by name, or as a whole distinguished name.

use super::basis::{Basis, Found};
use super::letters::{self, Parting};
use super::name::{self, alike};
use super::{About, Kind};
use crate::x509::names;
use crate::x509::typed_name;

/// What a holder may be called.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    /// As the certificate says.
    usual: String,
    /// The same person or organisation, by other parts of the subject.
    also: Vec<String>,
}

impl Holder {
    pub(super) fn of(der: &[u8]) -> Self {
        let last = |oid: &str| names::values(der, oid).pop();
        let usual = names::holder(der).unwrap_or_else(|| names::display(der));
        let mut also = Vec::new();
        if let (Some(given), Some(surname)) = (last("2.5.4.42"), last("2.5.4.4")) {
            also.push(format!("{given} {surname}"));
            also.push(format!("{surname} {given}"));
        }
        also.extend(last("2.5.4.10"));
        also.extend(last("2.5.4.5"));
        also.retain(|name| *name != usual);
        Self { usual, also }
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.usual).chain(&self.also)
    }

    /// Letters at the beginning of a name that are the text's, too.
    pub(super) fn alike(&self, text: &str) -> usize {
        let lower = text.to_lowercase();
        let names = self.all();
        let best = names.map(|name| alike(&lower, &name.to_lowercase()));
        best.max().unwrap_or(0)
    }
}

/// Compares.
pub(super) fn judge(basis: &Basis, text: &str) -> Found {
    if !typed_name::read(text).is_empty() || basis.subject.is(text, &[]) {
        return name::judge(&basis.subject, text);
    }
    let holder = &basis.people;
    let found = |kind, certificate: &str, about| Found {
        kind,
        registered: text.to_owned(),
        certificate: certificate.to_owned(),
        wanted: None,
        about,
    };
    if text == holder.usual {
        return found(Kind::Identical, &holder.usual, About::default());
    }
    if holder.also.iter().any(|name| name == text) {
        return found(Kind::OtherForm, &holder.usual, About::default());
    }
    let words = |name: &str| {
        let mut words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    if words(text) == words(&holder.usual) && words(text).len() > 1 {
        let same_order = text.split_whitespace().eq(holder.usual.split_whitespace());
        if !same_order {
            return found(Kind::Order, &holder.usual, About::default());
        }
    }
    let back = |text: &str| text.chars().rev().collect::<String>();
    let score = |name: &&String| alike(text, name) + alike(&back(text), &back(name));
    let best = holder.also.iter().fold(&holder.usual, |best, name| {
        if score(&name) > score(&best) {
            name
        } else {
            best
        }
    });
    let parting = letters::part(text, best);
    let Some(Parting {
        kind,
        registered,
        certificate,
    }) = parting
    else {
        return found(Kind::Identical, best, About::default());
    };
    let about = About {
        registered,
        certificate,
        ..About::default()
    };
    found(kind, best, about)
}
