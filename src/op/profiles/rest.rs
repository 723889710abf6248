//! Whom a profile has to do with: the authority's desk, issuers, papers, what follows at the end.

use schemars::JsonSchema;
use serde::Serialize;

use crate::profile::{Fact, FormKind, Profile, Text};

/// How the authority is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContactRow {
    /// Its address of mail.
    pub mail: Option<String>,
    /// Its number.
    pub phone: Option<String>,
    /// Where papers are handed in.
    pub desk: Option<String>,
    /// Still to be confirmed by the authority.
    pub to_be_confirmed: bool,
}

/// An issuer of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IssuerRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The page on which its certificates are renewed.
    pub renewal_page: Option<String>,
    /// Days that the old certificate must still be valid.
    pub days_left: Option<u32>,
    /// Who unlocks its tokens.
    pub unlocks: Option<String>,
    /// Its number.
    pub phone: Option<String>,
    /// A test authority.
    pub test: bool,
    /// Still to be confirmed by the issuer.
    pub to_be_confirmed: bool,
}

/// A paper of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PaperRow {
    /// Its id.
    pub id: String,
    /// Which kind.
    pub kind: FormKind,
    /// Its title, in the authority's language.
    pub title: String,
}

/// A counter of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CounterRow {
    /// Its id.
    pub id: String,
    /// What ends.
    pub text: String,
    /// How long it runs, in days.
    pub days: Option<u32>,
    /// How long it runs, in hours.
    pub hours: Option<u32>,
}

/// What an answer of its servers means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnswerRow {
    /// The HTTP status.
    pub status: u16,
    /// What it means there.
    pub means: String,
    /// Still to be confirmed by the authority.
    pub to_be_confirmed: bool,
}

/// What a profile says beside fields, requests and steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rest {
    /// How the authority is reached.
    pub contact: Option<ContactRow>,
    /// Whose certificates belong to it.
    pub issuers: Vec<IssuerRow>,
    /// Its papers.
    pub papers: Vec<PaperRow>,
    /// Its counters.
    pub deadlines: Vec<CounterRow>,
    /// What answers of its servers mean.
    pub answers: Vec<AnswerRow>,
    /// What must be told again after a renewal, and to whom.
    pub report: Vec<String>,
    /// What must not change at a renewal.
    pub keep: Vec<String>,
    /// Who revokes, in the authority's words.
    pub revoked_at: Option<String>,
}

pub(super) fn rest(profile: &Profile, language: &str) -> Rest {
    let own = profile.header.language.as_str();
    let shown = |text: &Text| text.shown(language, own).to_owned();
    let all = |texts: &[Text]| texts.iter().map(shown).collect::<Vec<String>>();
    let renewal = profile.renewal.as_ref();
    Rest {
        contact: profile.contact.as_ref().map(|contact| ContactRow {
            mail: contact.mail.clone(),
            phone: contact.phone.clone(),
            desk: contact.desk.as_ref().map(shown),
            to_be_confirmed: contact.to_be_confirmed(),
        }),
        issuers: profile
            .issuers
            .iter()
            .map(|issuer| IssuerRow {
                id: issuer.id.clone(),
                name: issuer.name.clone(),
                renewal_page: issuer.renewal_page.clone(),
                days_left: issuer.days_left,
                unlocks: issuer.unlocks.as_ref().map(shown),
                phone: issuer.phone.clone(),
                test: issuer.test,
                to_be_confirmed: issuer.to_be_confirmed(),
            })
            .collect(),
        papers: profile
            .forms
            .iter()
            .map(|form| PaperRow {
                id: form.id.clone(),
                kind: form.kind,
                title: form.title.clone(),
            })
            .collect(),
        deadlines: profile
            .deadlines
            .iter()
            .map(|deadline| CounterRow {
                id: deadline.id.clone(),
                text: shown(&deadline.label),
                days: deadline.days,
                hours: deadline.hours,
            })
            .collect(),
        answers: profile
            .answers
            .iter()
            .map(|answer| AnswerRow {
                status: answer.status,
                means: shown(&answer.means),
                to_be_confirmed: answer.to_be_confirmed(),
            })
            .collect(),
        report: renewal.map(|it| all(&it.report)).unwrap_or_default(),
        keep: renewal.map(|it| all(&it.keep)).unwrap_or_default(),
        revoked_at: profile.revocation.as_ref().map(|it| it.place.clone()),
    }
}
