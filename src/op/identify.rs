//! `identify`: which key, request and token a certificate or request belongs to. No PIN, and no driver is needed.

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::files::{self, Input, Source};
use super::request::part_of;
use super::view::{Depth, View};
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::journal::{Journal, RequestRecord};
use crate::token::{Access, KeyHash, KeyId, SlotId, TokenId, token_uri};
use crate::x509::{Bundle, PublicKey};

/// What a file belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IdentifiedRow {
    /// Absolute, or `-`.
    pub path: String,
    /// `certificate`, `csr`, `p7b`, `p12`, `jks` or `private_key`.
    pub kind: String,
    /// The case whose key it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// What it is for, where a profile says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// SHA-256 of the public key's SubjectPublicKeyInfo; `null` where that cannot be read without a password.
    pub key_sha256: Option<String>,
    /// The key's id on its token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The token's URI: plugged in, or remembered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// The answer of `identify`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct IdentifyOutcome {
    /// One row for each thing in each file.
    pub files: Vec<IdentifiedRow>,
    /// A file could not be read: the others stand here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// Why.
    #[serde(skip)]
    pub cut: Option<Failure>,
}

/// What is known without a PIN.
struct Known {
    plugged: Vec<(String, View)>,
    cases: Vec<RequestRecord>,
    remembered: Vec<(KeyHash, TokenId)>,
}

/// Looks into the files first, then on the tokens plugged in, and into what is remembered.
pub fn run(setting: &mut Setting<'_>, sources: &[Source]) -> Result<IdentifyOutcome, Failure> {
    let mut outcome = IdentifyOutcome::default();
    let mut inputs = Vec::new();
    for source in sources {
        let folder = matches!(source, Source::Path(path) if path.is_dir());
        let read = files::spread(source).map(|all| all.into_iter().map(|one| files::read(&one)));
        for input in read.map_or_else(|failure| vec![Err(failure)], Iterator::collect) {
            match input {
                Ok(input) => inputs.push(input),
                // A folder holds other files, too.
                Err(failure) if folder && failure.code == Code::FileNotRecognised => {}
                Err(failure) if sources.len() == 1 && !folder => return Err(failure),
                Err(failure) => {
                    outcome.partial = true;
                    outcome.cut.get_or_insert(failure);
                }
            }
        }
    }
    let known = setting.known()?;
    // Nobody is asked for one password after another.
    let ask = inputs.len() == 1;
    for input in &inputs {
        outcome.files.extend(rows(input, &known));
        outcome
            .files
            .extend(setting.sealed_rows(input, ask, &known));
    }
    setting.journal_notices();
    Ok(outcome)
}

impl Setting<'_> {
    /// The keys of a PKCS#12; without its password, the file itself.
    fn sealed_rows(&mut self, input: &Input, ask: bool, known: &Known) -> Vec<IdentifiedRow> {
        let mut rows = Vec::new();
        for sealed in &input.contents.pkcs12 {
            let opened = if ask {
                self.open_pkcs12(&input.path, sealed).ok()
            } else {
                self.without_password(sealed).ok()
            };
            let entries = opened.map(|opened| opened.entries).unwrap_or_default();
            let keys = entries.iter().map(|entry| entry.key.public_key());
            let before = rows.len();
            rows.extend(keys.map(|key| row(&input.path, "p12", key, known)));
            if rows.len() == before {
                rows.push(row(&input.path, "p12", None, known));
            }
        }
        rows
    }

    fn known(&mut self) -> Result<Known, Failure> {
        if let Err(failure) = self.open_tokens()
            && failure.code == Code::Interrupted
        {
            return Err(failure);
        }
        let mut plugged = Vec::new();
        for place in self.places() {
            if let Some(view) = self.public_view(place) {
                let token = self.tokens.token(place).map(|token| &token.id);
                plugged.push((token_uri(place.slot, token), view));
            }
        }
        let certificates = self.journal.lenient(Journal::certificates);
        Ok(Known {
            plugged,
            cases: self.journal.lenient(Journal::requests),
            remembered: certificates
                .into_iter()
                .filter_map(|seen| Some((seen.key?, seen.token)))
                .collect(),
        })
    }

    /// What a token shows without its PIN; `None` where it shows nothing.
    pub(super) fn public_view(&mut self, place: Place) -> Option<View> {
        self.public_look(place).0
    }

    /// The same, and why it is not whole, where a read failed.
    pub(super) fn public_look(&mut self, place: Place) -> (Option<View>, Option<Failure>) {
        let initialised = self
            .tokens
            .token(place)
            .is_some_and(|token| token.initialised);
        if !initialised {
            return (None, None);
        }
        if let Err(failure) = self.open_session(place, Access::Read) {
            return (None, Some(failure));
        }
        let (view, cut) = self.view_partly(place, Depth::Known);
        let unread = cut.or_else(|| self.unread(place, view.fault.as_ref()));
        (Some(view), unread)
    }
}

fn rows(input: &Input, known: &Known) -> Vec<IdentifiedRow> {
    let contents = &input.contents;
    let certificates = contents
        .certificates
        .iter()
        .map(|one| ("certificate", one.public_key().ok()));
    let requests = contents
        .requests
        .iter()
        .map(|one| ("csr", one.public_key().ok()));
    let mut rows: Vec<IdentifiedRow> = certificates
        .chain(requests)
        .map(|(kind, key)| row(&input.path, kind, key.as_ref(), known))
        .collect();
    let closed = contents.bundle.and_then(|bundle| match bundle {
        Bundle::Pkcs7 => Some("p7b"),
        Bundle::Pkcs12 => None,
        Bundle::Jks => Some("jks"),
    });
    let private = (contents.private_keys > 0).then_some("private_key");
    rows.extend(
        closed
            .into_iter()
            .chain(private)
            .map(|kind| row(&input.path, kind, None, known)),
    );
    rows
}

fn row(path: &str, kind: &str, key: Option<&PublicKey>, known: &Known) -> IdentifiedRow {
    let hash = key.map(PublicKey::hash);
    let case = hash.and_then(|hash| known.cases.iter().find(|case| case.key == Some(hash)));
    let (id, token) = hash
        .map(|hash| place_of(hash, case, known))
        .unwrap_or_default();
    IdentifiedRow {
        path: path.to_owned(),
        kind: kind.to_owned(),
        case: case.map(|case| part_of(case).case_or(&case.id).to_owned()),
        purpose: case.and_then(|case| part_of(case).request),
        key_sha256: hash.map(|hash| hash.hex()),
        id: id.map(|id| id.hex()),
        token,
    }
}

/// Where the key is: on a token plugged in, else where its case or its certificate was.
fn place_of(
    hash: KeyHash,
    case: Option<&RequestRecord>,
    known: &Known,
) -> (Option<KeyId>, Option<String>) {
    for (uri, view) in &known.plugged {
        if let Some(key) = view.key(hash) {
            return (key.id.clone(), Some(uri.clone()));
        }
        let seen = view.certificates.iter().find(|seen| seen.key == Some(hash));
        if let Some(seen) = seen {
            return (seen.object.id.clone(), Some(uri.clone()));
        }
    }
    let id = case.and_then(|case| case.key_id.clone());
    let remembered = known.remembered.iter().find(|(key, _)| *key == hash);
    let token = case
        .and_then(|case| case.token.as_ref())
        .or(remembered.map(|(_, token)| token));
    // A remembered token has no slot: its URI is made of its names.
    (id, token.map(|token| token_uri(SlotId(0), Some(token))))
}
