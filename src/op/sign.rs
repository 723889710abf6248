//! `sign`: a detached signature over a file, by a key on a token: CMS, with the signer's certificate and the authorities
//! found beside it.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::export::{chain_of, free, full_name, nothing, one, several};
use super::files;
use super::known::newest;
use super::view::{Depth, Identity, SeenCert};
use crate::ask::Choice;
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::token::{Access, Role, TokenState, token_uri};
use crate::x509::cms::signed::{ContentDigest, Digested, SignedAttributes};
use crate::x509::{Certificate, PublicKey, Validity};

/// What to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// The file; it is read piece by piece.
    pub file: PathBuf,
    /// Which certificate; `None`: the only valid one.
    pub id: Option<String>,
    /// Where the signature goes: a new file, or an existing folder; `None`: the current folder.
    pub out: Option<PathBuf>,
}

/// The file that was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Content {
    /// Absolute.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// The hash: `sha256`, `sha384`, `sha512`.
    pub hash: String,
    /// Its digest, lower-case hex.
    pub digest: String,
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Signer {
    /// Whose certificate.
    pub holder: String,
    /// Its serial number, lower-case hex.
    pub serial: String,
    /// RFC 3339, UTC.
    pub not_after: String,
    /// Of the DER.
    pub sha256: String,
    /// The token's URI.
    pub token: String,
}

/// The answer of `sign`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SignOutcome {
    /// The signature: its absolute path.
    pub path: String,
    /// Of the signature's bytes.
    pub sha256: String,
    /// What was signed.
    pub content: Content,
    /// By whom.
    pub signer: Signer,
    /// The authorities whose certificates are in it, from the signer's upwards.
    pub chain: Vec<String>,
}

/// A certificate on a token, and the authorities that were seen.
struct Found {
    place: Place,
    certificate: Certificate,
    authorities: Vec<Certificate>,
}

impl Sign {
    /// Signs. All that can be refused is refused before the PIN; the signature is verified before it is written, and an
    /// existing file is never overwritten.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<SignOutcome, Failure> {
        let target = self.target()?;
        let path = files::absolute(&self.file);
        let (mut file, _) = files::opened(&self.file)?;
        let found = setting.certificate_to_sign_with(self.id.as_deref())?;
        let certificate = &found.certificate;
        let public = signing_key(certificate)?;
        setting.tell_expired(certificate);
        let Some((size, digested)) = digest(&mut file, &public, &path)? else {
            return Err(setting.cannot_sign(found.place, &public));
        };
        let content = Content {
            path,
            size,
            hash: digested.name().to_owned(),
            digest: digested.hex(),
        };
        let (whole, chain) = setting.signature(&found, &public, digested)?;
        let written = files::write_new(&target, &whole)?;
        if chain.is_empty() && !certificate.signed_by_own_key() {
            setting.notice(Notice::new(Code::ChainNotFound));
        }
        setting.journal_notices();
        let token = setting.tokens.token(found.place).map(|token| &token.id);
        Ok(SignOutcome {
            path: written,
            sha256: files::sha256(&whole),
            content,
            signer: Signer {
                holder: certificate
                    .holder()
                    .unwrap_or_else(|| certificate.subject()),
                serial: certificate.serial().hex,
                not_after: certificate.not_after().to_string(),
                sha256: certificate.sha256(),
                token: token_uri(found.place.slot, token),
            },
            chain,
        })
    }

    /// `<file>.p7s`, in the current folder or the one that was named; tried before any PIN is asked.
    fn target(&self) -> Result<PathBuf, Failure> {
        let name = self.file.file_name().map(|name| {
            let mut name = name.to_owned();
            name.push(".p7s");
            name
        });
        let name = name.unwrap_or_else(|| "signature.p7s".into());
        let target = match &self.out {
            None => PathBuf::from(name),
            Some(folder) if folder.is_dir() => folder.join(name),
            Some(path) => path.clone(),
        };
        free(&target)?;
        let folder = target.parent().filter(|it| !it.as_os_str().is_empty());
        files::out_folder(Some(folder.unwrap_or(Path::new("."))))?;
        Ok(target)
    }
}

impl Setting<'_> {
    /// The certificate that is meant, of those that show without the PIN, and where it is.
    fn certificate_to_sign_with(&mut self, id: Option<&str>) -> Result<Found, Failure> {
        self.need_module()?;
        self.open_tokens()?;
        let mut all: Vec<(Place, Identity)> = Vec::new();
        let mut authorities = Vec::new();
        let mut unread = None;
        for place in self.places() {
            let (view, failure) = self.public_look(place);
            unread = unread.or(failure);
            let Some(view) = view else { continue };
            let chain = view.chain().into_iter();
            authorities.extend(chain.map(|seen| seen.certificate.clone()));
            let own = view.identities().into_iter();
            all.extend(own.map(|identity| (place, identity)));
        }
        let identities: Vec<Identity> = all.iter().map(|(_, one)| one.clone()).collect();
        let certificate = match id {
            Some(id) => one(id, &identities, self.now).map(|(found, _)| found),
            None => self.only_valid(&identities),
        };
        let certificate = match (certificate, unread) {
            // What was not read may be it.
            (Err(failure), Some(unread)) if failure.code == Code::NothingMatches => {
                return Err(unread);
            }
            (found, _) => found?,
        };
        let is_it = |seen: &SeenCert| seen.certificate.der() == certificate.der();
        let holds = |(_, one): &&(Place, Identity)| one.certificates.iter().any(is_it);
        let place = all.iter().find(holds).map(|(place, _)| *place);
        Ok(Found {
            place: place.ok_or_else(|| nothing(id.unwrap_or("sign")))?,
            certificate,
            authorities,
        })
    }

    /// The only certificate that is valid and may sign, of each holder the newest; of several a person chooses: nobody
    /// signs with one that he did not mean.
    fn only_valid(&self, identities: &[Identity]) -> Result<Certificate, Failure> {
        let valid = |seen: &&SeenCert| {
            let one = &seen.certificate;
            !seen.placeholder && one.validity(self.now) == Validity::Valid && may_sign(one)
        };
        let mut fit: Vec<(&Identity, &Certificate)> = identities
            .iter()
            .filter_map(|identity| {
                let seen = identity.certificates.iter().find(valid)?;
                Some((identity, &seen.certificate))
            })
            .collect();
        // After a renewal both may be valid: the new one is meant.
        let newest = newest(fit.iter().map(|(_, one)| (*one).clone()));
        fit.retain(|(_, one)| newest.contains(one));
        match fit.as_slice() {
            [(_, only)] => Ok((*only).clone()),
            [] => Err(nothing("sign")),
            many => {
                let choices: Vec<Choice> = many
                    .iter()
                    .map(|(identity, _)| Choice {
                        text: full_name(identity),
                    })
                    .collect();
                let chosen = self.ask.choose("cli-choose-certificate", &choices);
                let chosen = chosen.and_then(|at| many.get(at));
                chosen.map(|(_, one)| (*one).clone()).ok_or_else(|| {
                    let all: Vec<&Identity> = many.iter().map(|(identity, _)| *identity).collect();
                    several("sign", &all)
                })
            }
        }
    }

    /// Logs in, signs, and puts the signature together; with the subjects of the authorities in it.
    fn signature(
        &mut self,
        found: &Found,
        public: &PublicKey,
        digested: Digested,
    ) -> Result<(Vec<u8>, Vec<String>), Failure> {
        let certificate = &found.certificate;
        self.unlock(found.place, Role::User, Access::Read)?;
        let view = self.view(found.place, Depth::Known)?;
        let key = view
            .key(public.hash())
            .filter(|key| key.private.is_some())
            .ok_or_else(|| no_key(certificate))?;
        let attributes = SignedAttributes::new(certificate, digested, self.now);
        let signature = self.sign(found.place, key, public, &attributes.to_sign())?;
        let mut authorities = found.authorities.clone();
        let seen = view.chain().into_iter();
        authorities.extend(seen.map(|seen| seen.certificate.clone()));
        let chain = chain_of(certificate, &authorities);
        let whole = attributes.detached(certificate, public, &signature, &chain);
        let whole = whole.ok_or_else(|| self.cannot_sign(found.place, public))?;
        Ok((whole, chain.iter().map(|one| one.subject()).collect()))
    }

    fn cannot_sign(&self, place: Place, public: &PublicKey) -> Failure {
        Failure::new(Code::NoUsableMechanism)
            .with("value", public.kind())
            .with("types", "-")
            .with("token", self.name_of(place))
            .state(TokenState::NothingChanged)
    }

    /// An expired certificate signs, too; whoever checks it will refuse it, and that is said.
    fn tell_expired(&mut self, certificate: &Certificate) {
        if certificate.validity(self.now) == Validity::Expired {
            let date = certificate.not_after().strftime("%Y-%m-%d");
            let notice = Notice::new(Code::Expired)
                .with("date", date)
                .with("file", certificate.serial().hex);
            self.notice(notice);
        }
    }
}

/// The key that a certificate is about; one of a kind that we sign with.
fn signing_key(certificate: &Certificate) -> Result<PublicKey, Failure> {
    certificate.public_key().map_err(|error| {
        Failure::new(Code::CertificateDamaged)
            .with("file", "-")
            .with("text", error)
            .state(TokenState::NothingChanged)
    })
}

/// Reads the file to its end, a piece at a time.
fn digest(
    file: &mut File,
    public: &PublicKey,
    path: &str,
) -> Result<Option<(u64, Digested)>, Failure> {
    let Some(mut digest) = ContentDigest::for_key(public) else {
        return Ok(None);
    };
    let mut size = 0_u64;
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(Some((size, digest.finish()))),
            Ok(count) => {
                digest.update(piece.get(..count).unwrap_or_default());
                size = size.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(files::read_failure(&error, path)),
        }
    }
}

/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// Whether its issuer lets the key sign; one that does not say forbids nothing.
fn may_sign(certificate: &Certificate) -> bool {
    certificate.key_usage().is_none_or(|usage| {
        usage.contains(&"digitalSignature") || usage.contains(&"nonRepudiation")
    })
}

fn no_key(certificate: &Certificate) -> Failure {
    Failure::new(Code::KeyNotFound)
        .with("value", certificate.serial().hex)
        .state(TokenState::NothingChanged)
}
