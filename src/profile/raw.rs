//! A profile file as serde reads it. Unknown keys are refused everywhere; words come from closed lists.
//!
//! Every table may say where its fact comes from (`source`), that it is still to be confirmed by the authority (`tbc`), and a
//! `note`. What refers to something else (a field, a request, a step) is looked up by [`super::check`].

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::value::Datetime;

use super::words::{
    Check, Condition, Environment, FieldOf, FormKind, Keep, Mode, OnMiss, Per, Policy, Purpose,
    Severity, StorePlace,
};

/// A text for people: in the authority's own language, or by language (`{ pl = "…", en = "…" }`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum RawText {
    One(String),
    Many(BTreeMap<String, String>),
}

/// One value or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(super) fn list(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

/// A profile of a health authority. An overlay (`extends`) gives only what differs: each top-level entry that it has
/// replaces its parent's, except that `sources` are added.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    /// The version of this schema: 1.
    pub(super) schema: u32,
    /// The id of the profile that this one overlays.
    pub(super) extends: Option<String>,
    pub(super) profile: RawHeader,
    /// What the short names in `source` stand for: public addresses.
    #[serde(default)]
    pub(super) sources: BTreeMap<String, String>,
    pub(super) contact: Option<RawContact>,
    pub(super) issuer: Option<Vec<RawIssuer>>,
    pub(super) field: Option<Vec<RawField>>,
    pub(super) request: Option<Vec<RawRequest>>,
    pub(super) step: Option<Vec<RawStep>>,
    pub(super) deadline: Option<Vec<RawDeadline>>,
    pub(super) validity: Option<RawValidity>,
    pub(super) renewal: Option<RawRenewal>,
    pub(super) revocation: Option<RawRevocation>,
    pub(super) form: Option<Vec<RawForm>>,
    pub(super) check: Option<Vec<RawCheck>>,
    pub(super) token: Option<RawToken>,
    pub(super) question: Option<Vec<RawQuestion>>,
}

/// Who and what this is about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHeader {
    /// Lower-case letters, digits and hyphens; begins with the country.
    pub(super) id: String,
    /// Two letters.
    pub(super) country: String,
    /// The authority's own language, two letters.
    pub(super) language: String,
    pub(super) title: RawText,
    pub(super) status: super::words::Status,
    /// When the sources were last read.
    #[schemars(with = "String")]
    pub(super) checked: Datetime,
    /// Words by which people look for it.
    #[serde(default)]
    pub(super) keywords: Vec<String>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// How the authority is reached.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawContact {
    pub(super) authority: String,
    pub(super) web: Option<String>,
    pub(super) mail: Option<String>,
    pub(super) phone: Option<String>,
    /// Where papers are handed in.
    pub(super) desk: Option<RawText>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// An issuer whose certificates belong to this profile.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIssuer {
    pub(super) id: String,
    pub(super) name: String,
    /// The issuer's organizationIdentifier (2.5.4.97), as `VATRO-18288250`.
    pub(super) organization_identifier: Option<String>,
    /// The beginning of the issuer's common name, in any case of letters.
    #[serde(default)]
    pub(super) common_name: Vec<String>,
    /// The issuer's organisation, or the beginning of it.
    #[serde(default)]
    pub(super) organization: Vec<String>,
    /// The page on which its certificates are renewed.
    pub(super) renewal_page: Option<String>,
    /// Days that the old certificate must still be valid.
    pub(super) days_left: Option<u32>,
    /// Who unlocks a token of this issuer.
    pub(super) unlocks: Option<RawText>,
    pub(super) phone: Option<String>,
    /// Whether it takes certificate requests.
    #[serde(default)]
    pub(super) takes_requests: bool,
    /// A test authority: its certificates are not accepted.
    #[serde(default)]
    pub(super) test: bool,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// A value that is asked once.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    pub(super) id: String,
    pub(super) label: RawText,
    /// Of whom it tells something: kept with that provider, or with this case only.
    #[serde(default)]
    pub(super) of: FieldOf,
    #[serde(default)]
    pub(super) required: bool,
    pub(super) validator: Option<String>,
    /// A failed check digit is an error, not a warning.
    #[serde(default)]
    pub(super) strict: bool,
    /// Characters at most.
    pub(super) max: Option<usize>,
    /// A regular expression for the whole value.
    pub(super) pattern: Option<String>,
    /// The value must be one of these.
    #[serde(default)]
    pub(super) choices: Vec<String>,
    #[serde(default)]
    pub(super) ask_twice: bool,
    #[serde(default)]
    pub(super) keep: Keep,
    /// The public register in which it stands.
    pub(super) lookup: Option<String>,
    pub(super) hint: Option<RawText>,
    /// What it is when nothing is typed.
    pub(super) default: Option<String>,
    /// Worked out from other fields.
    pub(super) derive: Option<RawDerive>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// A value that follows from others.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDerive {
    pub(super) rule: super::words::Derivation,
    pub(super) from: Vec<String>,
}

/// One key with its certificate.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRequest {
    pub(super) id: String,
    pub(super) title: RawText,
    #[serde(default)]
    pub(super) env: Environment,
    pub(super) purpose: Purpose,
    pub(super) mode: Mode,
    #[serde(default)]
    pub(super) subject_policy: Policy,
    pub(super) store: StorePlace,
    /// Whether it is made when none is named.
    #[serde(default = "yes")]
    pub(super) default: bool,
    pub(super) key: Option<RawKey>,
    /// The label of key and certificate on the token, with placeholders.
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) subject: Vec<RawAttribute>,
    #[serde(default)]
    pub(super) ext: RawExtensions,
    #[serde(default)]
    pub(super) out: RawOut,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

fn yes() -> bool {
    true
}

/// Which keys are taken.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKey {
    pub(super) default: String,
    pub(super) choices: Vec<String>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
}

/// One attribute of a subject, in the order of the encoding.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAttribute {
    /// A short name (`CN`) or an object identifier.
    pub(super) attr: String,
    /// The field that gives it.
    pub(super) from: Option<String>,
    /// Its fixed value.
    pub(super) value: Option<String>,
    /// Left out where the field is empty.
    #[serde(default)]
    pub(super) optional: bool,
    /// Only letters without accents.
    #[serde(default)]
    pub(super) ascii: bool,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
}

/// What the request asks for beside its subject.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExtensions {
    #[serde(default)]
    pub(super) ku: Vec<String>,
    #[serde(default)]
    pub(super) eku: Vec<String>,
    /// As `dns:{fqdn}`.
    #[serde(default)]
    pub(super) san: Vec<String>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
}

/// Names of files; placeholders are `{id}`, `{env}`, `{date}` and every field.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOut {
    pub(super) csr: Option<String>,
    #[serde(default)]
    pub(super) csr_form: super::words::Encoding,
    pub(super) cert: Option<String>,
    pub(super) bundle: Option<String>,
    #[serde(default)]
    pub(super) bundle_cipher: super::words::BundleCipher,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
}

/// One thing to do.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStep {
    pub(super) id: String,
    /// Whose step it is.
    pub(super) who: Option<RawText>,
    /// On which portal or at which desk; these words are not translated.
    #[serde(rename = "where")]
    pub(super) place: Option<String>,
    #[serde(rename = "do")]
    pub(super) task: RawText,
    /// `request`, `install`, `check`, `form:KIND`, `export:REQUEST`, `connect`, `tidy`, `revoke`, `copy:FIELD`,
    /// `record:FIELD`, `open:URL`.
    pub(super) action: Option<String>,
    #[serde(default)]
    pub(super) per: Per,
    #[serde(default)]
    pub(super) only_if: Vec<Condition>,
    /// Steps that must be done before.
    #[serde(default)]
    pub(super) after: Vec<String>,
    /// What stops when it is left out.
    pub(super) if_skipped: Option<RawText>,
    pub(super) if_lost: Option<RawText>,
    /// The words that the portal shows when it worked; not translated.
    pub(super) expect: Option<String>,
    /// The days that it usually takes.
    pub(super) usual_days: Option<u32>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// A counter that runs.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDeadline {
    pub(super) id: String,
    pub(super) label: RawText,
    /// `opened`, `issued`, or `step:ID`: from when that step is done.
    pub(super) starts: String,
    /// The step that ends it.
    pub(super) until: String,
    pub(super) days: Option<u32>,
    pub(super) hours: Option<u32>,
    #[serde(default)]
    pub(super) warn_days: Vec<u32>,
    #[serde(default)]
    pub(super) on_miss: OnMiss,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// How long its certificates are valid.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawValidity {
    /// Days at most, by request; `*` for all others.
    #[serde(default)]
    pub(super) max_days: BTreeMap<String, u32>,
    /// Days left at which it is warned.
    #[serde(default)]
    pub(super) warn_days: Vec<u32>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// When and how the next certificate comes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRenewal {
    /// Days before the end at which it opens.
    pub(super) open_days: Option<u32>,
    /// Days that the old certificate must still be valid.
    pub(super) days_left: Option<u32>,
    #[serde(default)]
    pub(super) needs_valid_old: bool,
    /// Days around the first day of a quarter in which the authority is slow.
    pub(super) quarter_days: Option<u32>,
    /// What must be told again, and to whom.
    #[serde(default)]
    pub(super) report: Vec<RawText>,
    /// What must stay as it is.
    #[serde(default)]
    pub(super) keep: Vec<RawText>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// How a certificate is revoked.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRevocation {
    /// Whom or where.
    #[serde(rename = "where")]
    pub(super) place: String,
    pub(super) url: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) hours: Option<u32>,
    #[serde(default)]
    pub(super) serial_format: Option<super::SerialFormat>,
    pub(super) reasons: Vec<RawText>,
    pub(super) steps: Vec<RawText>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// A paper.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForm {
    pub(super) id: String,
    pub(super) kind: FormKind,
    /// In the authority's language.
    pub(super) title: String,
    /// To whom it goes.
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) when: Vec<Condition>,
    #[serde(default)]
    pub(super) per: Per,
    #[serde(default = "one")]
    pub(super) copies: u32,
    pub(super) request: Option<String>,
    #[serde(default)]
    pub(super) serial_format: Option<super::SerialFormat>,
    #[serde(default)]
    pub(super) name_format: Option<super::NameFormat>,
    #[serde(default)]
    pub(super) organization_identifier: Option<super::OrgIdName>,
    /// Paragraphs before the values, in the authority's language; placeholders are fields.
    #[serde(default)]
    pub(super) intro: Vec<String>,
    pub(super) line: Vec<RawLine>,
    /// Paragraphs after the values.
    #[serde(default)]
    pub(super) closing: Vec<String>,
    /// What is handed in with it.
    #[serde(default)]
    pub(super) attach: Vec<String>,
    /// Lines for signatures.
    #[serde(default)]
    pub(super) signatures: Vec<String>,
    /// The authority's own form is known and this follows it.
    #[serde(default)]
    pub(super) official: bool,
    /// The subject of the mail that carries it.
    pub(super) mail_subject: Option<String>,
    #[serde(default)]
    pub(super) mail_text: Vec<String>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

fn one() -> u32 {
    1
}

/// One line of a paper.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLine {
    /// As the authority writes it.
    pub(super) label: String,
    /// A field's id, or one of `@holder`, `@subject`, `@issuer`, `@serial`, `@not_before`, `@not_after`, `@sha256`,
    /// `@sha1`, `@emails`, `@key`, `@csr`, `@csr_sha256`, `@today`.
    pub(super) value: String,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
}

/// A rule for certificates.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCheck {
    pub(super) rule: Check,
    pub(super) arg: Option<OneOrMany>,
    pub(super) severity: Severity,
    pub(super) request: Option<String>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// Hints for tokens.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawToken {
    /// Ids of `vendor-modules.toml`.
    #[serde(default)]
    pub(super) modules: Vec<String>,
    /// What its PIN is not.
    pub(super) pin_is_not: Option<RawText>,
    pub(super) source: Option<OneOrMany>,
    #[serde(default)]
    pub(super) tbc: bool,
    pub(super) note: Option<RawText>,
}

/// What nobody could find out yet.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawQuestion {
    pub(super) question: RawText,
    /// Who knows.
    pub(super) ask: String,
}
