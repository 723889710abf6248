//! What was given: leaves, CA certificates, and what is neither.

use std::collections::HashSet;

use crate::error::{Code, Failure, Notice};
use crate::op::Setting;
use crate::op::files::{self, Source};
use crate::x509::Certificate;

/// A certificate to be put in place, and where it was given.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) file: String,
    pub(super) certificate: Certificate,
}

/// All that was given.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) leaves: Vec<Given>,
    pub(super) chain: Vec<Given>,
    pub(super) refused: Vec<Failure>,
    /// Other things in a folder: requests, keys, key stores.
    pub(super) beside: Vec<Failure>,
    /// Files that want a password: there may be keys in them.
    pub(super) sealed: Vec<(Source, files::Input)>,
    /// Files with a private key beside a certificate.
    pub(super) with_key: Vec<String>,
    /// The certificates among them, in DER.
    known: HashSet<Vec<u8>>,
}

impl Gathered {
    /// Takes certificates of one file, each once.
    pub(super) fn take(&mut self, file: &str, certificates: Vec<Certificate>) {
        for certificate in certificates {
            if !self.known.insert(certificate.der().to_vec()) {
                continue;
            }
            let one = Given {
                file: file.to_owned(),
                certificate,
            };
            if one.certificate.is_ca() {
                self.chain.push(one);
            } else {
                self.leaves.push(one);
            }
        }
    }
}

/// Reads files, folders and standard input. One certificate in several files counts once. A single input that cannot
/// be read ends the command; of several, the others are installed all the same.
pub(super) fn gather(inputs: &[Source]) -> Result<Gathered, Failure> {
    let mut gathered = Gathered::default();
    let mut sources = Vec::new();
    for input in inputs {
        let folder = matches!(input, Source::Path(path) if path.is_dir());
        let all = files::spread(input)?.into_iter();
        sources.extend(all.map(|source| (source, folder)));
    }
    let single = inputs.len() == 1 && sources.len() == 1;
    for (source, in_folder) in &sources {
        let input = match files::read(source) {
            Ok(input) => input,
            Err(failure) if single => return Err(failure),
            // A folder holds letters and pictures, too.
            Err(failure) if *in_folder && is_something_else(failure.code) => continue,
            Err(failure) => {
                gathered.refused.push(failure);
                continue;
            }
        };
        if !input.contents.pkcs12.is_empty() {
            gathered.sealed.push((source.clone(), input));
            continue;
        }
        match refused(&input) {
            // The certificate beside a private key is put in place all the same, with a warning.
            Some(failure)
                if failure.code == Code::PrivateKeyInFile
                    && !input.contents.certificates.is_empty() =>
            {
                gathered.with_key.push(input.path.clone());
            }
            // What lies beside certificates in a folder is named; it was not given to be installed.
            Some(failure) if *in_folder && is_beside(failure.code) => gathered.beside.push(failure),
            failure => gathered.refused.extend(failure),
        }
        gathered.take(&input.path, input.contents.certificates);
    }
    // What was named and cannot be read is the reason where nothing else was to be installed.
    let only_chain = gathered.leaves.is_empty() && gathered.sealed.is_empty();
    if only_chain && !gathered.chain.is_empty() && !gathered.refused.is_empty() {
        return Err(gathered.refused.swap_remove(0));
    }
    let nothing =
        gathered.leaves.is_empty() && gathered.chain.is_empty() && gathered.sealed.is_empty();
    if nothing && gathered.refused.len() <= 1 {
        let failure = gathered.refused.pop().or(gathered.beside.pop());
        let none = || {
            let name = inputs.first().map(Source::name);
            Failure::new(Code::NoCertificateInFile).with("file", name.unwrap_or_default())
        };
        return Err(failure.unwrap_or_else(none));
    }
    Ok(gathered)
}

/// Of the authorities given, those that issued the certificates, and those that issued these. A folder may hold a whole
/// country's.
pub(super) fn issuers_of(leaves: &[Certificate], authorities: &[Given]) -> Vec<Given> {
    let mut wanted: Vec<Given> = Vec::new();
    let mut issued: Vec<Certificate> = leaves.to_vec();
    while let Some(one) = issued.pop() {
        for authority in authorities {
            let theirs = one.issued_by(&authority.certificate) && one != authority.certificate;
            let known = wanted
                .iter()
                .any(|it| it.certificate == authority.certificate);
            if theirs && !known {
                wanted.push(authority.clone());
                issued.push(authority.certificate.clone());
            }
        }
    }
    wanted
}

/// A file that has nothing to do with certificates.
fn is_something_else(code: Code) -> bool {
    matches!(code, Code::FileNotRecognised | Code::FileEmpty)
}

/// A file that has to do with certificates, and is none.
fn is_beside(code: Code) -> bool {
    matches!(
        code,
        Code::NoCertificateInFile | Code::PrivateKeyInFile | Code::JavaKeyStore
    )
}

/// A request is no certificate; a private key, a bundle, a damaged part are named.
fn refused(input: &files::Input) -> Option<Failure> {
    let unusable = files::unusable(&input.path, &input.contents);
    let only_requests =
        input.contents.certificates.is_empty() && !input.contents.requests.is_empty();
    unusable.or_else(|| {
        only_requests.then(|| {
            Failure::new(Code::NoCertificateInFile)
                .with("file", crate::sanitize::line(&input.path))
                .detail("file", input.path.as_str())
                .detail("kind", "csr")
        })
    })
}

/// A clock before the program was made is named as the likely cause of odd validities; said once.
pub(in crate::op) fn check_clock(setting: &mut Setting<'_>) {
    if clock_is_early(setting.now)
        && !setting
            .notices
            .iter()
            .any(|notice| notice.code == Code::ClockEarly)
    {
        let date = setting.now.strftime("%Y-%m-%d").to_string();
        setting.notice(Notice::new(Code::ClockEarly).with("date", date));
    }
}

/// Whether the clock shows a day before the program was made.
pub(in crate::op) fn clock_is_early(now: jiff::Timestamp) -> bool {
    build_date().is_some_and(|built| now < built)
}

/// The day on which the program was built, from its build script.
fn build_date() -> Option<jiff::Timestamp> {
    let seconds = option_env!("BUILT_AT_SECONDS")?.parse().ok()?;
    jiff::Timestamp::from_second(seconds).ok()
}
