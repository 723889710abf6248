//! Certificates that are known without a token: remembered ones, and those that cases keep.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use super::Setting;
use super::files::{self, Source};
use super::follow::parsed;
use crate::ask::Choice;
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::sanitize;
use crate::token::{KeyHash, TokenId, TokenState};
use crate::x509::{Certificate, names};

/// A certificate, and where it is known from.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The certificate; never an authority's.
    pub(super) certificate: Certificate,
    /// The tokens on which it was seen, the latest first.
    pub(super) tokens: Vec<TokenId>,
    /// When it was last seen on one.
    pub(super) last_seen: Option<Timestamp>,
    /// The case that it came of, else the one that replaces it.
    pub(super) case: Option<String>,
    /// The file that was named instead.
    pub(super) file: Option<String>,
}

impl Known {
    fn new(certificate: Certificate) -> Self {
        Self {
            certificate,
            tokens: Vec::new(),
            last_seen: None,
            case: None,
            file: None,
        }
    }

    /// Who holds it, its last day, its number: what people choose by.
    fn line(&self) -> String {
        let one = &self.certificate;
        let holder = one.holder().unwrap_or_else(|| one.subject());
        let until = one.not_after().strftime("%Y-%m-%d");
        sanitize::line(&format!("{holder}, {until}, {}", one.serial().hex))
    }

    /// How exactly a person's words mean this one.
    fn fits(&self, id: &str, closeness: Closeness) -> bool {
        let one = &self.certificate;
        let holder = one.holder();
        match closeness {
            Closeness::Number => one.serial().is(id),
            Closeness::Name => holder.as_deref() == Some(id) || one.subject() == id,
            Closeness::Mark => id.strip_prefix("sha256:").is_some_and(|mark| {
                let mark = mark.to_lowercase();
                let key = one.public_key().ok().map(|key| key.hash());
                let of_key = key.is_some_and(|key: KeyHash| key.hex().starts_with(&mark));
                mark.len() >= MARK && (of_key || one.sha256().starts_with(&mark))
            }),
            Closeness::Part => {
                let id = id.to_lowercase();
                let part = |text: &str| text.to_lowercase().contains(&id);
                holder.as_deref().is_some_and(part) || part(&one.serial().hex)
            }
        }
    }
}

/// In this order.
#[derive(Debug, Clone, Copy)]
enum Closeness {
    Number,
    Name,
    Mark,
    Part,
}

/// The fewest digits of a hash that name something.
const MARK: usize = 8;

impl Setting<'_> {
    /// All that are known, each once.
    pub(super) fn known_certificates(&mut self) -> Vec<Known> {
        let mut all: Vec<Known> = Vec::new();
        let mut at: BTreeMap<String, usize> = BTreeMap::new();
        for seen in self.journal.lenient(Journal::certificates) {
            if let Some(one) = at.get(&seen.sha256).and_then(|at| all.get_mut(*at)) {
                one.tokens.push(seen.token);
                continue;
            }
            let Some(certificate) = leaf(&seen.der) else {
                continue;
            };
            at.insert(seen.sha256, all.len());
            all.push(Known {
                tokens: vec![seen.token],
                last_seen: Some(seen.last_seen),
                ..Known::new(certificate)
            });
        }
        for case in self.journal.lenient(Journal::cases) {
            for issued in case.certificates.iter().chain(&case.replaces) {
                if !at.contains_key(&issued.sha256) {
                    let Some(certificate) = parsed(issued).filter(|one| !one.is_ca()) else {
                        continue;
                    };
                    at.insert(issued.sha256.clone(), all.len());
                    all.push(Known::new(certificate));
                }
                let one = at.get(&issued.sha256).and_then(|at| all.get_mut(*at));
                if let Some(one) = one {
                    one.case.get_or_insert_with(|| case.id.clone());
                }
            }
        }
        all
    }

    /// The certificate that is meant: a file, else one that is known. Without a word: the only one of `candidates`. On a
    /// terminal a person chooses among several.
    pub(super) fn known_one(
        &mut self,
        id: Option<&str>,
        candidates: impl Fn(&Known) -> bool,
    ) -> Result<Known, Failure> {
        if let Some(path) = id.map(Path::new).filter(|path| path.is_file()) {
            return self.of_file(path);
        }
        let all = self.known_certificates();
        let fit: Vec<Known> = match id {
            None => {
                let newest = newest(all.iter().map(|known| known.certificate.clone()));
                let mut fit = all;
                fit.retain(|known| candidates(known) && newest.contains(&known.certificate));
                fit
            }
            Some(id) => {
                let levels = [
                    Closeness::Number,
                    Closeness::Name,
                    Closeness::Mark,
                    Closeness::Part,
                ];
                let of = |level: &Closeness| -> Vec<Known> {
                    let fit = all.iter().filter(|known| known.fits(id, *level));
                    fit.cloned().collect()
                };
                let mut found = levels.iter().map(of);
                found.find(|fit| !fit.is_empty()).unwrap_or_default()
            }
        };
        self.one_of(fit, id.unwrap_or_default())
    }

    /// The one that a number, a name or a mark means, all of it given.
    pub(super) fn known_exactly(&mut self, id: &str) -> Option<Certificate> {
        let all = self.known_certificates();
        let levels = [Closeness::Number, Closeness::Name, Closeness::Mark];
        let mut found = levels.iter().map(|level| {
            let fit = all.iter().filter(|known| known.fits(id, *level));
            fit.collect::<Vec<_>>()
        });
        match found.find(|fit| !fit.is_empty())?.as_slice() {
            [only] => Some(only.certificate.clone()),
            _ => None,
        }
    }

    /// The certificate of a file that has one.
    fn of_file(&mut self, path: &Path) -> Result<Known, Failure> {
        self.of_source(&Source::Path(path.to_owned()))
    }

    /// The certificate of a file, or of standard input, that has one.
    pub(super) fn of_source(&mut self, source: &Source) -> Result<Known, Failure> {
        let input = files::read(source)?;
        let mut leaves: Vec<Certificate> = input.contents.certificates.clone();
        for sealed in &input.contents.pkcs12 {
            let opened = self.open_pkcs12(&input.path, sealed)?;
            let entries = opened.entries.into_iter();
            leaves.extend(entries.filter_map(|entry| entry.certificates.into_iter().next()));
        }
        leaves.retain(|one| !one.is_ca());
        if leaves.is_empty() {
            return Err(
                files::unusable(&input.path, &input.contents).unwrap_or_else(|| {
                    Failure::new(Code::NoCertificateInFile)
                        .with("file", sanitize::line(&input.path))
                        .detail("file", input.path.as_str())
                }),
            );
        }
        let of_file = |certificate| Known {
            file: Some(input.path.clone()),
            ..Known::new(certificate)
        };
        self.one_of(leaves.into_iter().map(of_file).collect(), &input.path)
    }

    fn one_of(&self, mut fit: Vec<Known>, id: &str) -> Result<Known, Failure> {
        let value = sanitize::line(id);
        if fit.len() > 1 {
            let lines: Vec<String> = fit.iter().map(Known::line).collect();
            let choices: Vec<Choice> = lines
                .iter()
                .map(|text| Choice { text: text.clone() })
                .collect();
            let chosen = self.ask.choose("cli-choose-certificate", &choices);
            if let Some(at) = chosen.filter(|at| *at < fit.len()) {
                return Ok(fit.swap_remove(at));
            }
            let marks: Vec<String> = fit
                .iter()
                .map(|known| known.certificate.serial().hex)
                .collect();
            return Err(Failure::new(Code::SeveralMatch)
                .with("value", value)
                .with("count", fit.len())
                .with("names", lines.join("; "))
                .detail("candidates", marks)
                .state(TokenState::NothingChanged));
        }
        fit.pop().ok_or_else(|| {
            Failure::new(Code::NothingRemembered)
                .with("value", value)
                .state(TokenState::NothingChanged)
        })
    }
}

fn leaf(der: &[u8]) -> Option<Certificate> {
    let parsed = Certificate::parse(der).ok();
    parsed.filter(|certificate| !certificate.is_ca())
}

/// Of each holder and issuer the one that ends last. Renewed certificates keep their holder's common name; numbers in
/// the subject may change.
pub(super) fn newest(all: impl Iterator<Item = Certificate>) -> Vec<Certificate> {
    let mut newest: BTreeMap<(Vec<u8>, Vec<u8>), Certificate> = BTreeMap::new();
    for one in all.filter(|one| !one.is_ca()) {
        let holder = names::common_name(one.subject_der());
        let holder = holder.map_or_else(|| one.subject_der().to_vec(), String::into_bytes);
        let name = (holder, one.issuer_der().to_vec());
        let later = newest
            .get(&name)
            .is_none_or(|it| it.not_after() < one.not_after());
        if later {
            newest.insert(name, one);
        }
    }
    newest.into_values().collect()
}
