//! `show`: what is there, as certificates with their keys; on tokens and in files.

pub mod details;
mod file;

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::doubles::merge_read;
use super::files::{self, Source};
use super::look::Looked;
use super::select::{Closeness, matching};
use super::shape::{
    CertificateRow, FileShow, IdentityRow, ModuleRow, TokenShow, identity_row, module_rows,
    token_show,
};
use super::view::{Depth, View};
use crate::error::{Code, Failure, Notice};
use crate::sanitize;
use crate::token::TokenState;
use file::file_show;

/// What to show.
#[derive(Debug, Clone, Default)]
pub struct Show {
    /// Only these objects; all where empty.
    pub ids: Vec<String>,
    /// These files and folders; then no module is loaded unless ids are named, too.
    pub files: Vec<Source>,
    /// Log in first.
    pub login: bool,
    /// Secret keys, data and unknown classes by name.
    pub all: bool,
    /// How much is told of each certificate.
    pub depth: Telling,
}

/// How much is told of each certificate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Telling {
    /// All that it says, in words and in every form.
    pub details: bool,
    /// Its ASN.1.
    pub asn1: bool,
}

/// The answer of `show`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct ShowOutcome {
    /// Modules that were asked; `null` when only files were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modules: Vec<ModuleRow>,
    /// Tokens with what is on them.
    pub tokens: Vec<TokenShow>,
    /// Files with what is in them.
    pub files: Vec<FileShow>,
    /// A reading was cut short: what was read until then stands here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// No token was asked.
    #[serde(skip)]
    pub only_files: bool,
    /// Why it was cut short.
    #[serde(skip)]
    pub cut: Option<Failure>,
}

impl ShowOutcome {
    /// Every certificate in it.
    fn certificates(&mut self) -> impl Iterator<Item = &mut CertificateRow> {
        let tokens = self.tokens.iter_mut();
        let of_tokens = tokens.flat_map(|token| of(&mut token.identities, &mut token.chain));
        let files = self.files.iter_mut();
        let of_files = files.flat_map(|file| of(&mut file.identities, &mut file.chain));
        of_tokens.chain(of_files)
    }

    /// Something could not be read; the first reason is the one that is told.
    fn cut_by(&mut self, failure: Failure) {
        self.partial = true;
        self.cut.get_or_insert(failure);
    }
}

impl Show {
    /// Shows.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<ShowOutcome, Failure> {
        let mut outcome = ShowOutcome::default();
        for source in &self.files {
            match show_files(setting, source, &mut outcome) {
                Ok(()) => {}
                Err(failure) if self.files.len() == 1 => return Err(failure),
                Err(failure) => {
                    // The first is the command's failure; each other is told by itself.
                    if outcome.cut.is_some() {
                        setting.notice(Notice {
                            code: failure.code,
                            args: failure.args.clone(),
                        });
                    }
                    outcome.cut_by(failure);
                }
            }
        }
        outcome.only_files = !self.files.is_empty() && self.ids.is_empty();
        if !outcome.only_files {
            self.show_tokens(setting, &mut outcome)?;
        }
        for row in outcome.certificates() {
            if self.depth.details {
                row.details = details::details(&row.der).map(Box::new);
            }
            row.asn1 = self.depth.asn1.then(|| Box::new(details::tree(&row.der)));
        }
        setting.journal_notices();
        Ok(outcome)
    }

    fn show_tokens(
        &self,
        setting: &mut Setting<'_>,
        outcome: &mut ShowOutcome,
    ) -> Result<(), Failure> {
        let (places, cut) = setting.open_to_look(self.login)?;
        if let Some(failure) = cut {
            outcome.cut_by(failure);
        }
        for place in places {
            let readable = setting
                .tokens
                .token(place)
                .is_some_and(|token| token.initialised);
            let looked = if readable {
                let depth = if self.all { Depth::All } else { Depth::Known };
                setting.look_through(place, self.login, depth)?
            } else {
                setting.settle_init(place);
                Looked::default()
            };
            let view = looked.view;
            if let Some(failure) = looked.cut {
                outcome.cut_by(failure);
            }
            // The log-in may have changed the flags.
            let Some(row) = setting.token_row(place) else {
                continue;
            };
            let mut show = token_show(row, &view, setting.now);
            self.only_named(&view, setting, &mut show);
            outcome.tokens.push(show);
        }
        merge_read(&mut outcome.tokens);
        outcome.modules = module_rows(setting.tokens.hosts());
        self.every_name_fits(outcome)
    }

    fn only_named(&self, view: &View, setting: &Setting<'_>, show: &mut TokenShow) {
        if self.ids.is_empty() {
            return;
        }
        let all = view.identities();
        let named: Vec<IdentityRow> = all
            .iter()
            .filter(|identity| {
                self.ids.iter().any(|id| {
                    matching(id, &all, Closeness::Part)
                        .iter()
                        .any(|fit| std::ptr::eq(*fit, *identity))
                })
            })
            .map(|identity| identity_row(identity, view.logged_in, setting.now))
            .collect();
        show.identities = named;
        show.chain.clear();
        show.other.clear();
    }

    fn every_name_fits(&self, outcome: &mut ShowOutcome) -> Result<(), Failure> {
        if self.ids.is_empty() {
            return Ok(());
        }
        outcome.tokens.retain(|token| !token.identities.is_empty());
        if outcome.tokens.is_empty() && !outcome.partial {
            return Err(Failure::new(Code::NothingMatches)
                .with("value", sanitize::line(&self.ids.join(", ")))
                .state(TokenState::NothingChanged));
        }
        Ok(())
    }
}

/// The certificates of keys, then those of authorities.
fn of<'a>(
    identities: &'a mut [IdentityRow],
    chain: &'a mut [CertificateRow],
) -> impl Iterator<Item = &'a mut CertificateRow> {
    let own = identities.iter_mut();
    own.flat_map(|one| one.certificates.iter_mut()).chain(chain)
}

fn show_files(
    setting: &mut Setting<'_>,
    source: &Source,
    outcome: &mut ShowOutcome,
) -> Result<(), Failure> {
    let sources = files::spread(source)?;
    let single = sources.len() == 1 && sources.first() == Some(source);
    for source in sources {
        match files::read(&source) {
            Ok(input) => {
                let file = file_show(setting, &input.path, &input.contents, single)?;
                outcome.files.extend(file);
            }
            Err(failure) if single => return Err(failure),
            // In a folder, what is no certificate is passed over with a word.
            Err(failure) => setting.notice(Notice {
                code: failure.code,
                args: failure.args,
            }),
        }
    }
    Ok(())
}
