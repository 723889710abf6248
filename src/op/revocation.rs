//! Whether a certificate is revoked: by lists in files, and, only when it was asked for, by the responders and lists that it names.
//! Where nobody can say, it is unknown, and why.

use std::path::PathBuf;

use jiff::Timestamp;

use super::Setting;
use super::files::{self, Source};
use super::online::Online;
use crate::error::{Code, Failure, Notice};
use crate::net::{NetFault, NetLimits};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::Certificate;
use crate::x509::revocation::{
    Addresses, Doubt, OcspQuestion, RevocationList, Standing, Statement, lists,
};

/// Revocation lists, each with where it comes from.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<(String, RevocationList)>);

/// What is known, and from whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// What is said; unknown where all that was heard does not count.
    pub(super) standing: Standing,
    /// Of when it is, and until when it counts.
    pub(super) as_of: Option<Timestamp>,
    pub(super) until: Option<Timestamp>,
    /// A file or an address.
    pub(super) by: Option<String>,
    /// What was heard and does not count, or could not be had: the source, and why.
    pub(super) doubts: Vec<(String, Why)>,
}

/// Why a source says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    /// What it says does not count.
    Doubt(Doubt),
    /// It was not to be had.
    Net(NetFault),
    /// Nothing can be judged without the issuer's key.
    NoIssuer,
}

impl Why {
    /// Its stable name.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Doubt(doubt) => doubt.name(),
            Self::Net(fault) => fault.name(),
            Self::NoIssuer => "no_issuer",
        }
    }
}

impl Lists {
    /// Those of files and folders; a file that was named and holds none is refused.
    pub(super) fn read(setting: &mut Setting<'_>, named: &[PathBuf]) -> Result<Self, Failure> {
        let mut all = Vec::new();
        for path in named {
            let source = Source::Path(path.clone());
            let before = all.len();
            for one in files::spread(&source)? {
                let single = one == source;
                let name = one.name();
                let bytes = match files::read_bytes(&one) {
                    Ok(bytes) => bytes,
                    Err(failure) if single => return Err(failure),
                    Err(failure) => {
                        setting.notice(Notice {
                            code: failure.code,
                            args: failure.args,
                        });
                        continue;
                    }
                };
                let read = lists(&bytes).into_iter().filter_map(Result::ok);
                all.extend(read.map(|list| (name.clone(), list)));
            }
            if all.len() == before {
                let name = files::absolute(path);
                return Err(Failure::new(Code::NoListInFile)
                    .with("path", sanitize::line(&name))
                    .detail("file", name)
                    .state(TokenState::NothingChanged));
            }
        }
        Ok(Self(all))
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Known {
    /// Of a certificate whose issuer is not known nobody can say anything.
    pub(super) fn without_issuer() -> Self {
        Self {
            doubts: vec![("-".to_owned(), Why::NoIssuer)],
            ..Self::nothing()
        }
    }

    fn nothing() -> Self {
        Self {
            standing: Standing::Unknown(Doubt::OtherIssuer),
            as_of: None,
            until: None,
            by: None,
            doubts: Vec::new(),
        }
    }

    /// Hears one more; a revocation is not taken back by anybody. Answers whether it is settled.
    fn hear(&mut self, by: &str, said: Statement) {
        if let Standing::Unknown(doubt) = said.standing {
            self.doubts.push((by.to_owned(), Why::Doubt(doubt)));
            return;
        }
        if matches!(self.standing, Standing::Revoked { .. }) {
            return;
        }
        let newer = said.as_of > self.as_of;
        let graver = matches!(said.standing, Standing::Revoked { .. });
        if graver || newer || !self.is_settled() {
            self.standing = said.standing;
            (self.as_of, self.until) = (said.as_of, said.until);
            self.by = Some(by.to_owned());
        }
    }

    /// Whether somebody said something that counts.
    pub(super) fn is_settled(&self) -> bool {
        !matches!(self.standing, Standing::Unknown(_))
    }

    fn is_revoked(&self) -> bool {
        matches!(self.standing, Standing::Revoked { .. })
    }
}

/// What is known of `certificate`, which `issuer` issued.
pub(super) fn standing(
    setting: &mut Setting<'_>,
    lists: &Lists,
    online: Option<&mut Online>,
    certificate: &Certificate,
    issuer: &Certificate,
) -> Known {
    let mut known = Known::nothing();
    for (by, list) in &lists.0 {
        // Other authorities' lists in a folder are no doubts.
        if list.is_for(certificate) {
            known.hear(by, list.says(certificate, issuer, setting.now));
        }
    }
    if let Some(online) = online
        && !known.is_revoked()
    {
        ask(setting, online, certificate, issuer, &mut known);
    }
    known
}

/// Asks the responders; where none gives an answer that counts, the lists.
fn ask(
    setting: &mut Setting<'_>,
    online: &mut Online,
    certificate: &Certificate,
    issuer: &Certificate,
    known: &mut Known,
) {
    let addresses = Addresses::of(certificate);
    for address in &addresses.responders {
        let question = OcspQuestion::new(certificate, issuer);
        match online.ask(setting, address, &question.to_der()) {
            Err(fault) => known.doubts.push((address.clone(), Why::Net(fault))),
            Ok(answer) => {
                let said = question.judge(&answer, setting.now);
                let counts = !matches!(said.standing, Standing::Unknown(_));
                known.hear(address, said);
                if counts {
                    return;
                }
            }
        }
    }
    for address in &addresses.lists {
        match online.get(setting, address, NetLimits::LIST) {
            Err(fault) => known.doubts.push((address.clone(), Why::Net(fault))),
            Ok(bytes) => {
                let read = lists(&bytes);
                if read.is_empty() {
                    let none = Doubt::Malformed {
                        part: "CertificateList",
                    };
                    known.doubts.push((address.clone(), Why::Doubt(none)));
                }
                for list in read {
                    let said = match list {
                        Ok(list) => list.says(certificate, issuer, setting.now),
                        Err(doubt) => {
                            known.doubts.push((address.clone(), Why::Doubt(doubt)));
                            continue;
                        }
                    };
                    known.hear(address, said);
                }
            }
        }
    }
}
