//! `sign`: a detached signature over a file, by a key on a token: CMS, with the signer's certificate and the authorities
//! found beside it.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::export::{chain_of, free};
use super::files;
use super::own::{Found, Wanted, signing_key};
use crate::error::{Code, Failure, Notice};
use crate::token::token_uri;
use crate::x509::cms::signed::{ContentDigest, Digested, SignedAttributes};
use crate::x509::{Certificate, PublicKey};

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

impl Sign {
    /// Signs. All that can be refused is refused before the PIN; the signature is verified before it is written, and an
    /// existing file is never overwritten.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<SignOutcome, Failure> {
        let target = self.target()?;
        let path = files::absolute(&self.file);
        let (mut file, _) = files::opened(&self.file)?;
        let wanted = Wanted {
            command: "sign",
            any_day: false,
            fits: &may_sign,
        };
        let mut owned = setting.owned()?;
        let found = setting.own_certificate(&mut owned, self.id.as_deref(), &wanted)?;
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
    /// Logs in, signs, and puts the signature together; with the subjects of the authorities in it.
    fn signature(
        &mut self,
        found: &Found,
        public: &PublicKey,
        digested: Digested,
    ) -> Result<(Vec<u8>, Vec<String>), Failure> {
        let certificate = &found.certificate;
        let (view, key) = self.own_key(found, public)?;
        let attributes = SignedAttributes::new(certificate, digested, self.now);
        let signature = self.sign(found.place, &key, public, &attributes.to_sign())?;
        let mut authorities = found.authorities.clone();
        let seen = view.chain().into_iter();
        authorities.extend(seen.map(|seen| seen.certificate.clone()));
        let chain = chain_of(certificate, &authorities);
        let whole = attributes.detached(certificate, public, &signature, &chain);
        let whole = whole.ok_or_else(|| self.cannot_sign(found.place, public))?;
        Ok((whole, chain.iter().map(|one| one.subject()).collect()))
    }
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
