//! A distinguished name as it is registered, in whatever form, against the certificate's: part by part, then letter by
//! letter.

use unicode_normalization::UnicodeNormalization;

use super::basis::{Found, MOST};
use super::letters;
use super::{About, Kind};
use crate::profile::{NameFormat, OrgIdName};
use crate::x509::typed_name::{self, TypedPart};
use crate::x509::{NameForm, name_forms, names, render_name};

/// `organizationIdentifier` (ETSI EN 319 412-1 §5.1.4).
const ORGANIZATION_IDENTIFIER: &str = "2.5.4.97";

/// One part of the certificate's name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    oid: String,
    label: String,
    value: String,
}

/// A name in every form.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// As we show it, or as the authority's form has it.
    usual: String,
    /// Whether an authority says so.
    wanted: bool,
    forms: Vec<NameForm>,
    parts: Vec<Part>,
}

impl Name {
    /// Of a name in DER; `format` is that of the authority's form.
    pub(super) fn of(der: &[u8], format: Option<(NameFormat, OrgIdName)>) -> Self {
        let (name, org_id) = format.unwrap_or((NameFormat::AsCertificate, OrgIdName::Dotted));
        let mut forms = name_forms(der);
        for form in &mut forms {
            shorten(&mut form.text);
        }
        forms.push(NameForm {
            format: NameFormat::AsCertificate,
            organization_identifier: Some(OrgIdName::Dotted),
            hex: false,
            text: names::display(der),
        });
        let parts = names::parts(der).into_iter().flatten();
        Self {
            usual: render_name(der, name, org_id),
            wanted: format.is_some(),
            forms,
            parts: parts
                .map(|part| Part {
                    value: part
                        .text
                        .unwrap_or_else(|| format!("#{}", hex::encode(&part.der))),
                    oid: part.oid,
                    label: part.label,
                })
                .collect(),
        }
    }

    /// Whether both are the same, part by part.
    pub(super) fn same(&self, other: &Self) -> bool {
        let pairs = |name: &Self| -> Vec<(String, String)> {
            let parts = name.parts.iter();
            parts
                .map(|part| (part.oid.clone(), part.value.clone()))
                .collect()
        };
        pairs(self) == pairs(other)
    }

    /// Whether the text is this name, in any form.
    pub(super) fn is(&self, text: &str, parts: &[TypedPart]) -> bool {
        self.forms.iter().any(|form| form.text == text) || self.order_of(parts).is_some()
    }

    /// How many parts of what was typed are this name's.
    pub(super) fn likeness(&self, typed: &[TypedPart]) -> usize {
        let of = |typed: &TypedPart| {
            let parts = self.parts.iter().filter(|part| means(typed, part));
            let best = parts.map(|part| 1 + 2 * usize::from(same_text(&typed.value, &part.value)));
            best.max().unwrap_or(0)
        };
        typed.iter().map(of).sum()
    }

    /// Letters at the beginning of a value that are the text's, too.
    pub(super) fn values_alike(&self, text: &str) -> usize {
        let parts = self
            .parts
            .iter()
            .filter(|part| part.value.chars().count() > 2);
        parts
            .map(|part| alike(text, &part.value))
            .max()
            .unwrap_or(0)
    }

    /// In which order the parts stand, where they are all there.
    fn order_of(&self, typed: &[TypedPart]) -> Option<Kind> {
        if typed.is_empty() || typed.len() != self.parts.len() {
            return None;
        }
        let fits = |(typed, part): (&TypedPart, &Part)| {
            means(typed, part) && same_text(&typed.value, &part.value)
        };
        if typed.iter().zip(&self.parts).all(fits) {
            return Some(Kind::OtherForm);
        }
        let reversed = typed.iter().zip(self.parts.iter().rev()).all(fits);
        reversed.then_some(Kind::Reversed)
    }

    /// The form that is nearest to the text: by what both begin with, then by what both end with.
    fn nearest(&self, text: &str) -> &str {
        let score = |form: &&NameForm| {
            let ahead = alike(text, &form.text);
            let back = |text: &str| text.chars().rev().collect::<String>();
            (ahead, alike(&back(text), &back(&form.text)))
        };
        let best = self.forms.iter().rev().max_by_key(score);
        let usual = self.forms.iter().find(|form| form.text == self.usual);
        match (best, usual) {
            (Some(best), Some(usual)) if score(&best) == score(&usual) => &self.usual,
            (Some(best), _) => &best.text,
            (None, _) => &self.usual,
        }
    }

    /// What 2.5.4.97 is called in the usual form.
    fn usual_org_id(&self) -> Option<String> {
        let parts = typed_name::read(&self.usual);
        let found = parts
            .into_iter()
            .find(|part| part.is_undef() || part.oid.as_deref() == Some(ORGANIZATION_IDENTIFIER));
        found.map(|part| part.label)
    }
}

/// A hostile name is not compared to its end.
fn shorten(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(MOST) {
        text.truncate(end);
    }
}

/// Letters that both texts begin with.
pub(super) fn alike(one: &str, other: &str) -> usize {
    let pairs = one.chars().zip(other.chars());
    pairs.take_while(|(one, other)| one == other).count()
}

/// The same letters, however they are put together.
fn same_text(one: &str, other: &str) -> bool {
    one == other || one.nfc().eq(other.nfc())
}

/// Whether what was typed is a part of this type.
fn means(typed: &TypedPart, part: &Part) -> bool {
    let unknown =
        typed.is_undef() && (part.oid == ORGANIZATION_IDENTIFIER || part.oid == part.label);
    unknown || typed.oid.as_deref() == Some(part.oid.as_str())
}

/// Compares.
pub(super) fn judge(name: &Name, text: &str) -> Found {
    let found = |kind: Kind, certificate: &str, about: About| Found {
        kind,
        registered: text.to_owned(),
        certificate: certificate.to_owned(),
        wanted: (name.wanted && kind != Kind::Identical).then(|| name.usual.clone()),
        about,
    };
    if text == name.usual {
        return found(Kind::Identical, &name.usual, About::default());
    }
    let typed = typed_name::read(text);
    let form = name.forms.iter().find(|form| form.text == text);
    let by_form = form.map(|form| match form.format {
        NameFormat::Rfc4514 => Kind::Reversed,
        _ => Kind::OtherForm,
    });
    if let Some(kind) = by_form.or_else(|| name.order_of(&typed)) {
        let (kind, about) = same(name, &typed, kind);
        return found(kind, &name.usual, about);
    }
    let nearest = name.nearest(text);
    let (kind, about) = differs(name, &typed, text);
    found(kind, nearest, about)
}

/// What is the same in meaning: whether only 2.5.4.97 is called otherwise.
fn same(name: &Name, typed: &[TypedPart], kind: Kind) -> (Kind, About) {
    let theirs = typed
        .iter()
        .find(|part| part.is_undef() || part.oid.as_deref() == Some(ORGANIZATION_IDENTIFIER));
    let called = theirs.map(|part| part.label.clone());
    match (kind, called, name.usual_org_id()) {
        (Kind::OtherForm, Some(called), Some(usual)) if called != usual => {
            let about = About {
                registered: called,
                certificate: usual,
                ..About::default()
            };
            (Kind::OrganizationIdentifier, about)
        }
        _ => (kind, About::default()),
    }
}

/// What differs first, in the order in which it was typed.
fn differs(name: &Name, typed: &[TypedPart], text: &str) -> (Kind, About) {
    let lone = |value: &str| {
        let parting = letters::part(text, value);
        parting.map_or((Kind::Different, About::default()), |one| {
            (one.kind, about("", one.registered, one.certificate))
        })
    };
    if typed.is_empty() {
        // One value alone: the issuer's name without the rest.
        let value = name
            .parts
            .iter()
            .max_by_key(|part| alike(text, &part.value));
        return match value {
            Some(part) if part.value == text => {
                let lacking = name.parts.iter().find(|it| it.value != text);
                let lacking = lacking.map_or_else(String::new, Part::written);
                (
                    Kind::PartMissing,
                    about(&part.label, String::new(), lacking),
                )
            }
            Some(part) if alike(text, &part.value) > 0 => lone(&part.value),
            _ => (
                Kind::Different,
                about("", text.to_owned(), name.usual.clone()),
            ),
        };
    }
    let forwards: Vec<&Part> = name.parts.iter().collect();
    let backwards: Vec<&Part> = name.parts.iter().rev().collect();
    let in_place = |parts: &[&Part]| {
        let pairs = typed.iter().zip(parts);
        pairs.filter(|(typed, part)| means(typed, part)).count()
    };
    let parts = if in_place(&backwards) > in_place(&forwards) {
        backwards
    } else {
        forwards
    };
    if same_parts(typed, &parts) {
        let at = typed
            .iter()
            .zip(&parts)
            .find(|(typed, part)| !fits(typed, part));
        let words = at.map(|(typed, part)| (written(typed), part.written()));
        let (mine, theirs) = words.unwrap_or_default();
        return (Kind::Order, about("", mine, theirs));
    }
    first(typed, &parts)
}

fn fits(typed: &TypedPart, part: &Part) -> bool {
    means(typed, part) && same_text(&typed.value, &part.value)
}

fn same_parts(typed: &[TypedPart], parts: &[&Part]) -> bool {
    let mut left: Vec<&Part> = parts.to_vec();
    let taken = typed.iter().all(|typed| {
        let at = left.iter().position(|part| fits(typed, part));
        at.map(|at| left.remove(at)).is_some()
    });
    taken && left.is_empty()
}

/// The first part that differs.
fn first(typed: &[TypedPart], parts: &[&Part]) -> (Kind, About) {
    let same = typed
        .iter()
        .zip(parts)
        .take_while(|(typed, part)| fits(typed, part));
    let at = same.count();
    let (mine, theirs) = (typed.get(at), parts.get(at));
    let (Some(mine), Some(theirs)) = (mine, theirs) else {
        return match (mine, theirs) {
            (Some(mine), _) => (
                Kind::PartExtra,
                about(&mine.label, written(mine), String::new()),
            ),
            (None, Some(theirs)) => {
                let lacking = theirs.written();
                (
                    Kind::PartMissing,
                    about(&theirs.label, String::new(), lacking),
                )
            }
            (None, None) => (Kind::Different, About::default()),
        };
    };
    let next_mine = typed.get(at + 1);
    let next_theirs = parts.get(at + 1);
    if !means(mine, theirs) {
        if same_text(&mine.value, &theirs.value) {
            let called = mine.label.clone();
            return (
                Kind::PartType,
                about(&theirs.value, called, theirs.label.clone()),
            );
        }
        if next_theirs.is_some_and(|part| means(mine, part)) {
            let lacking = theirs.written();
            return (
                Kind::PartMissing,
                about(&theirs.label, String::new(), lacking),
            );
        }
        if next_mine.is_some_and(|typed| means(typed, theirs)) || mine.oid.is_some() {
            return (
                Kind::PartExtra,
                about(&mine.label, written(mine), String::new()),
            );
        }
    }
    let parting = letters::part(&mine.value, &theirs.value);
    match parting {
        Some(one) => (
            one.kind,
            about(&theirs.label, one.registered, one.certificate),
        ),
        None => (
            Kind::PartType,
            about(&theirs.value, mine.label.clone(), theirs.label.clone()),
        ),
    }
}

fn about(part: &str, registered: String, certificate: String) -> About {
    About {
        part: part.to_owned(),
        registered,
        certificate,
        ..About::default()
    }
}

fn written(typed: &TypedPart) -> String {
    format!("{}={}", typed.label, typed.value)
}

impl Part {
    fn written(&self) -> String {
        format!("{}={}", self.label, self.value)
    }
}
