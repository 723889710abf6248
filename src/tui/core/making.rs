//! The jobs that make requests and renewals, and those about providers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::ask::TuiAsk;
use super::super::order::{
    Catalogue, FormOrder, Kept, Lacking, NextUp, Order, Planned, Renewal, Wanted,
};
use super::super::task::Reply;
use super::Core;
use crate::ask::{Answer, Ask, NoAsk, Question};
use crate::error::{Args, Code, Failure, Notice};
use crate::i18n::{self, t};
use crate::op::prefer;
use crate::op::provider::Desk;
use crate::op::renew::{self, Next};
use crate::op::request::RequestInput;
use crate::op::request::plain::Plain;
use crate::op::request::set::{Draft, SetInput};
use crate::op::revoke;
use crate::op::shape::RequestOutcome;
use crate::op::{Setting, form};
use crate::profile::Profiles;
use crate::sanitize;
use crate::telling;

/// What came of a job, and what was noticed.
type Came = (Reply, Vec<Notice>);

impl Core {
    /// Authorities and remembered providers.
    pub(super) fn catalogue(&mut self, wanted: Wanted, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let catalogue = looked_up(setting, ask)?;
            Ok(Reply::Catalogue(catalogue, wanted))
        })
    }

    /// What a renewal comes to; nothing is made.
    pub(super) fn renew(&mut self, id: &str, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let catalogue = looked_up(setting, ask)?;
            let input = SetInput::default();
            let language = &catalogue.language;
            let begun = renew::begin(setting, &catalogue.profiles, Some(id), input, language)?;
            let next = match begun.next {
                Next::Nothing => NextUp::Case(begun.outcome.request.case.clone()),
                Next::Set(draft) => NextUp::Set(Box::new(draft.gathered())),
                Next::Plain(checked) => NextUp::Plain(checked.dry_run()?),
            };
            Ok(Reply::Renewal(Box::new(Renewal {
                outcome: begun.outcome,
                next,
                catalogue: catalogue.clone(),
            })))
        })
    }

    /// The request of no authority, with the old data.
    pub(super) fn renew_plain(&mut self, id: &str, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let profiles = Profiles::load(setting.paths);
            let (input, language) = (SetInput::default(), i18n::current());
            let begun = renew::begin(setting, &profiles, Some(id), input, &language)?;
            match begun.next {
                Next::Plain(checked) => Ok(made(checked.run(setting)?)),
                Next::Nothing | Next::Set(_) => {
                    Err(Failure::new(Code::Internal).with("text", "no plain renewal"))
                }
            }
        })
    }

    /// Checks a request of no authority, and says what would be made.
    pub(super) fn plan_plain(&mut self, plain: &Plain, ask: &TuiAsk) -> Came {
        self.with(ask, None, |_| {
            Ok(Reply::PlannedPlain(plain.input().check()?.dry_run()?))
        })
    }

    /// Makes a request of no authority.
    pub(super) fn make_plain(&mut self, plain: &Plain, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            Ok(made(plain.input().check()?.run(setting)?))
        })
    }

    /// Checks all that can be checked without a token, and says what would be made.
    pub(super) fn plan(&mut self, order: &Order, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let profiles = Profiles::load(setting.paths);
            let mut draft = Draft::of(&profiles, order.gathered.clone())?;
            let doubts = draft.take_doubts();
            let set = draft.check(setting.journal)?;
            Ok(Reply::Planned(Box::new(Planned {
                runs: set.dry_run()?,
                outlook: set.outlook(),
                makes_keys: set.makes_keys(),
                doubts,
                providers: order.gathered.providers().to_vec(),
            })))
        })
    }

    /// Makes the set. What is to be kept with providers is kept before, since papers are made from it.
    pub(super) fn make(&mut self, order: &Order, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let profiles = Profiles::load(setting.paths);
            let draft = Draft::of(&profiles, order.gathered.clone())?;
            let set = draft.check(setting.journal)?;
            let language = i18n::current();
            let mut desk = Desk {
                journal: setting.journal,
                profiles: &profiles,
                // What may be doubted was said before.
                ask: &NoAsk,
                language: &language,
            };
            for kept in &order.kept {
                desk.set(&kept.name, &kept.pairs)?;
            }
            if set.makes_keys() {
                Ok(made(set.run(setting)?))
            } else {
                Ok(made(set.open(setting.journal)?))
            }
        })
    }

    /// Goes on with the requests of a case.
    pub(super) fn resume(&mut self, case: &str, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let input = RequestInput {
                resume: Some(case.to_owned()),
                ..RequestInput::default()
            };
            Ok(made(input.check()?.run(setting)?))
        })
    }

    /// Takes over the requests of an authority's own generator.
    pub(super) fn adopt(&mut self, input: &SetInput, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let profiles = Profiles::load(setting.paths);
            let language = i18n::current();
            let draft = Draft::begin(&profiles, setting.journal, input.clone(), &language)?;
            let folder = draft.adopts().unwrap_or_default();
            Ok(made(draft.adopt(setting.journal, &folder)?))
        })
    }

    /// Makes papers; where values are missing, says which.
    pub(super) fn form(&mut self, order: &FormOrder, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let catalogue = looked_up(setting, ask)?;
            let (profiles, language) = (&catalogue.profiles, &catalogue.language);
            let mut draft = order.form.begin(setting, profiles, language)?;
            for (of, value) in &order.typed {
                draft.put(of, value)?;
            }
            let missing = draft.missing();
            if !missing.is_empty() {
                return Ok(Reply::Lacking(Box::new(Lacking {
                    order: order.clone(),
                    profile: order.form.profile.clone().unwrap_or_default(),
                    missing,
                    catalogue: catalogue.clone(),
                })));
            }
            let outcome = draft.write(setting)?;
            let path = PathBuf::from(outcome.to_be_shown());
            Ok(Reply::Papers(telling::papers(&outcome), path))
        })
    }

    /// Shows a paper or a folder in the desktop's own program.
    pub(super) fn show(&mut self, path: &Path, ask: &TuiAsk) -> Came {
        let hidden = self.hidden.clone();
        self.with(ask, None, |_| {
            form::open(path, &hidden).map_err(|reason| {
                Failure::new(Code::NotOpened)
                    .with("path", sanitize::line(&path.display().to_string()))
                    .with("text", sanitize::line(&reason))
            })?;
            Ok(Reply::Shown)
        })
    }

    /// Who revokes a certificate, where, and what else hangs on it.
    pub(super) fn revoke(&mut self, id: Option<&str>, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let outcome = revoke::run(setting, id, &i18n::current())?;
            Ok(Reply::Page(
                t!("tui-title-revoke"),
                telling::revoking(&outcome),
            ))
        })
    }

    /// Keeps values with a provider.
    pub(super) fn keep(&mut self, kept: &Kept, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let catalogue = looked_up(setting, ask)?;
            desk(setting, &catalogue, ask).set(&kept.name, &kept.pairs)?;
            Ok(Reply::Catalogue(
                looked_up(setting, ask)?,
                Wanted::Providers,
            ))
        })
    }

    /// Forgets a provider, after a yes.
    pub(super) fn forget(&mut self, name: &str, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let sure = Question {
                id: "tui-ask-forget",
                args: Args::from([("name", sanitize::line(name))]),
            };
            if ask.confirm(&sure) != Answer::Yes {
                return Err(Failure::new(Code::Declined));
            }
            let catalogue = looked_up(setting, ask)?;
            desk(setting, &catalogue, ask).forget(name)?;
            Ok(Reply::Catalogue(
                looked_up(setting, ask)?,
                Wanted::Providers,
            ))
        })
    }
}

fn made(outcome: RequestOutcome) -> Reply {
    Reply::Made(Box::new(outcome))
}

fn desk<'a>(setting: &'a mut Setting<'_>, catalogue: &'a Catalogue, ask: &'a TuiAsk) -> Desk<'a> {
    Desk {
        journal: setting.journal,
        profiles: &catalogue.profiles,
        ask,
        language: &catalogue.language,
    }
}

fn looked_up(setting: &mut Setting<'_>, ask: &TuiAsk) -> Result<Catalogue, Failure> {
    let mut catalogue = Catalogue {
        profiles: Arc::new(Profiles::load(setting.paths)),
        providers: Vec::new(),
        language: i18n::current(),
        purpose: prefer::read(setting.journal).purpose,
    };
    let providers = desk(setting, &catalogue, ask).known()?;
    catalogue.providers = providers;
    Ok(catalogue)
}
