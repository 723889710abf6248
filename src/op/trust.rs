//! Whom a certificate is traced back to: those that are trusted, and the authorities between, from files, from the user's folder,
//! from the system, and, only when it was asked for, from the address that a certificate names.

use std::path::PathBuf;

use super::Setting;
use super::files::{self, Source};
use super::online::Online;
use crate::error::{Args, Code, Failure, Notice};
use crate::net::NetLimits;
use crate::sys;
use crate::token::TokenState;
use crate::x509::path::{self, Path, PathFault, Pool};
use crate::x509::revocation::Addresses;
use crate::x509::{Certificate, recognise};

/// Most addresses that are gone to for one path.
const MOST_FETCHED: usize = 4;

/// All that is trusted: each certificate in these files and folders, in the user's own folder, and in the system's store.
pub(super) fn anchors(setting: &mut Setting<'_>, named: &[PathBuf]) -> Result<Pool, Failure> {
    let mut anchors = Pool::default();
    for path in named {
        let found = certificates(setting, path)?;
        if found.is_empty() {
            let name = files::absolute(path);
            return Err(Failure::new(Code::NoCertificateInFile)
                .with("file", crate::sanitize::line(&name))
                .with("path", crate::sanitize::line(&name))
                .detail("file", name)
                .state(TokenState::NothingChanged));
        }
        anchors.extend(found);
    }
    let own = setting.paths.map(crate::paths::Paths::user_trust);
    if let Some(own) = own.filter(|own| own.is_dir()) {
        anchors.extend(certificates(setting, &own)?);
    }
    let (system, errors) = sys::trust::anchors();
    for error in errors {
        tracing::warn!("the system's store: {error}");
    }
    let system = system.iter().map(|der| Certificate::parse(der));
    anchors.extend(system.filter_map(Result::ok));
    Ok(anchors)
}

/// The certificates of a file, or of all files of a folder: there, what cannot be read is passed over with a word.
fn certificates(
    setting: &mut Setting<'_>,
    path: &std::path::Path,
) -> Result<Vec<Certificate>, Failure> {
    let source = Source::Path(path.to_path_buf());
    let sources = files::spread(&source)?;
    let single = sources.first() == Some(&source);
    let mut found = Vec::new();
    for source in sources {
        match files::read(&source) {
            Ok(input) => found.extend(input.contents.certificates),
            Err(failure) if single => return Err(failure),
            Err(failure) => setting.notice(Notice {
                code: failure.code,
                args: failure.args,
            }),
        }
    }
    Ok(found)
}

/// The path of a certificate. With `online`, an issuer that is missing is fetched where the certificate says, and joins `pool`.
pub(super) fn trace(
    setting: &mut Setting<'_>,
    online: Option<&mut Online>,
    leaf: &Certificate,
    pool: &mut Pool,
    anchors: &Pool,
) -> Path {
    let now = setting.now;
    let mut path = path::judge(leaf, pool, anchors, now);
    let Some(online) = online else { return path };
    for _ in 0..MOST_FETCHED {
        let Some(last) = path.steps.last() else { break };
        if !last.faults.contains(&PathFault::MissingIssuer) {
            break;
        }
        let addresses = Addresses::of(&last.certificate).issuers;
        let mut more = false;
        for address in addresses {
            let bytes = match online.get(setting, &address, NetLimits::ISSUER) {
                Ok(bytes) => bytes,
                Err(fault) => {
                    let args = [
                        ("address", crate::sanitize::line(&address)),
                        ("reason", fault.name().to_owned()),
                    ];
                    setting.notice(Notice {
                        code: Code::NetFailed,
                        args: Args::from(args),
                    });
                    continue;
                }
            };
            let contents = recognise(&bytes).unwrap_or_default();
            for certificate in contents.certificates {
                more |= pool.add(certificate);
            }
            if more {
                break;
            }
        }
        if !more {
            break;
        }
        path = path::judge(leaf, pool, anchors, now);
    }
    path
}
