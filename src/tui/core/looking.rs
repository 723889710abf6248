//! The jobs that look something up, and what is chosen for the screens.

use std::path::Path;

use jiff::Timestamp;

use super::super::ask::TuiAsk;
use super::super::screens::compare::CompareScreen;
use super::super::task::{Checking, Comparing, Connecting, Reply};
use super::Core;
use super::reading::Desk;
use crate::ask::{Answer, Ask, Question};
use crate::error::{Args, Code, Failure, Notice};
use crate::i18n::{self, t};
use crate::op::check::ReportKind;
use crate::op::check::report;
use crate::op::compare::Compare;
use crate::op::connect::Connect;
use crate::op::doctor::{self, Doctor};
use crate::op::files::Source;
use crate::op::prefer::{self, Preference};
use crate::op::select::Selector;
use crate::op::sign::Sign;
use crate::op::{calendar, explain, form, identify, log, modules, profiles};
use crate::sanitize;
use crate::telling::{self, Line};

/// What came of a job, and what was noticed.
type Came = (Reply, Vec<Notice>);

impl Core {
    /// All that is known of an authority.
    pub(super) fn profile(&mut self, id: &str, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let answers = profiles::Answers::No;
            let outcome = profiles::show(setting.paths, id, &i18n::current(), answers)?;
            let lines = telling::profile(&outcome);
            Ok(Reply::Page(t!("tui-title-profile"), lines))
        })
    }

    /// Whether a profile's file holds what it must.
    pub(super) fn check_profile(&mut self, file: &Path, ask: &TuiAsk) -> Came {
        self.with(ask, None, |_| {
            let outcome = profiles::check(file, &i18n::current())?;
            let lines = telling::checked_profile(&outcome);
            Ok(Reply::Page(t!("tui-title-profile-file"), lines))
        })
    }

    /// Whether it will work.
    pub(super) fn check(&mut self, asked: Checking, ask: &TuiAsk) -> Came {
        let selector = match asked.token.as_deref().map(Selector::parse).transpose() {
            Ok(selector) => selector,
            Err(failure) => return (Reply::Failed(failure), Vec::new()),
        };
        self.with(ask, selector, |setting| {
            let outcome = telling::judged(asked.check.run(setting)?);
            Ok(Reply::Checked(Box::new((asked, outcome))))
        })
    }

    /// A log-in to a server.
    pub(super) fn connect(&mut self, asked: &Connecting, ask: &TuiAsk) -> Came {
        let selector = match asked.token.as_deref().map(Selector::parse).transpose() {
            Ok(selector) => selector,
            Err(failure) => return (Reply::Failed(failure), Vec::new()),
        };
        self.tokens.refresh();
        let connect = Connect {
            language: i18n::current(),
            ..asked.connect.clone()
        };
        self.with(ask, selector, |setting| {
            let outcome = telling::tried(connect.run(setting)?);
            let lines = telling::connected(&outcome);
            Ok(Reply::Page(t!("tui-title-connected"), lines))
        })
    }

    /// A signature over a file, beside it.
    pub(super) fn sign(&mut self, file: &Path, token: Option<&str>, ask: &TuiAsk) -> Came {
        let selector = match token.map(Selector::parse).transpose() {
            Ok(selector) => selector,
            Err(failure) => return (Reply::Failed(failure), Vec::new()),
        };
        self.tokens.refresh();
        self.with(ask, selector, |setting| {
            let sign = Sign {
                file: file.to_path_buf(),
                id: None,
                out: file.parent().map(Path::to_path_buf),
            };
            let outcome = sign.run(setting)?;
            let lines = telling::signed(&outcome);
            Ok(Reply::Page(t!("tui-title-signed"), lines))
        })
    }

    /// What a number about PINs means, and who unlocks the token.
    pub(super) fn explain(&mut self, code: Code, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let unlocks = explain::unlocks(setting, &i18n::current());
            let outcome = telling::explanation(code, unlocks);
            let lines = telling::explained(&outcome);
            Ok(Reply::Page(t!("tui-title-number"), lines))
        })
    }

    /// The certificate that something shall be compared with.
    pub(super) fn compare(&mut self, with: &Comparing, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let der = with.der.as_ref().map(|der| Source::Pasted(der.to_vec()));
            let compare = Compare {
                id: with.id.clone(),
                file: der.or_else(|| with.file.clone().map(Source::Path)),
                fields: Vec::new(),
            };
            let (of, basis) = compare.begin(setting)?;
            let screen = CompareScreen::new(with.clone(), of, basis);
            Ok(Reply::Compare(Box::new(screen)))
        })
    }

    /// Which key, request and token a file belongs to.
    pub(super) fn identify(&mut self, file: &Path, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let sources = [Source::Path(file.to_path_buf())];
            let outcome = identify::run(setting, &sources)?;
            let lines = telling::identified(&outcome);
            match outcome.cut {
                Some(failure) => Err(failure),
                None => Ok(Reply::Page(t!("tui-title-identify"), lines)),
            }
        })
    }

    /// Why a token is not seen.
    pub(super) fn doctor(&mut self, ask: &TuiAsk) -> Came {
        let mut desk = Desk {
            tokens: &mut self.tokens,
            journal: &mut self.journal,
            paths: self.paths.as_ref(),
            plug: self.plug.as_ref(),
            ask,
        };
        let discovery = &self.discovery;
        let (came, notices) = desk.operate(None, None, |setting| {
            Doctor::default().run(setting, discovery)
        });
        let reply = match came {
            Ok(mut outcome) => {
                telling::diagnosed(&mut outcome);
                let text = doctor::bundle_text(&outcome);
                Reply::Doctor(telling::diagnosis(&outcome), telling::way(&outcome), text)
            }
            Err(failure) => Reply::Failed(failure),
        };
        (reply, notices)
    }

    /// Writes for the helpdesk what was shown before.
    pub(super) fn bundle(&mut self, file: &Path, text: &str, ask: &TuiAsk) -> Came {
        self.with(ask, None, |_| {
            let bundle = doctor::write_bundle(file, text)?;
            let lines = vec![telling::bundled(&bundle.path)];
            Ok(Reply::Page(t!("tui-title-doctor"), lines))
        })
    }

    /// Writes a page of what was shown before; browsers know it by its ending.
    pub(super) fn report(&mut self, file: &Path, page: &str, ask: &TuiAsk) -> Came {
        self.with(ask, None, |_| {
            let mut named = file.to_path_buf();
            if ReportKind::of(file) != Some(ReportKind::Html) {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                named.set_file_name(format!("{name}.html"));
            }
            let row = report::write(ReportKind::Html, &named, page)?;
            let lines = telling::reported(std::slice::from_ref(&row));
            Ok(Reply::Papers(lines, row.path.into()))
        })
    }

    /// Dates for the calendar that people look into.
    pub(super) fn calendar(&mut self, file: &Path, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let mut days = calendar::days(setting, &i18n::current())?;
            for row in &mut days {
                row.text = telling::on_its_day(row);
            }
            let outcome = calendar::write(file, days, Timestamp::now())?;
            let lines = telling::calendar(&outcome);
            Ok(Reply::Papers(lines, file.to_path_buf()))
        })
    }

    /// Keeps a driver for the next start.
    pub(super) fn add_driver(&mut self, file: &Path, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let outcome = modules::add(file, setting.paths)?;
            let lines = outcome.modules.iter();
            let mut lines: Vec<Line> = lines.map(telling::driver_added).collect();
            lines.push(Line::plain(t!("tui-driver-added")));
            Ok(Reply::Page(t!("tui-title-drivers"), lines))
        })
    }

    /// Tries every driver anew: what was learnt of them is forgotten.
    pub(super) fn probe(&mut self, ask: &TuiAsk) -> Came {
        let forgotten = modules::forget(&self.start, self.paths.as_ref(), &mut self.journal);
        if let Err(failure) = forgotten {
            return (Reply::Failed(failure), Vec::new());
        }
        let discovery = std::mem::take(&mut self.discovery);
        let came = self.with(ask, None, |setting| {
            let outcome = modules::list(setting, &discovery)?;
            let lines = telling::drivers(&outcome);
            Ok(Reply::Page(t!("tui-title-drivers"), lines))
        });
        self.discovery = discovery;
        came
    }

    /// What the program noted last.
    pub(super) fn log(&mut self, ask: &TuiAsk) -> Came {
        self.with(ask, None, |setting| {
            let tails = log::tails(setting.paths)?;
            Ok(Reply::Page(t!("tui-title-log"), telling::log(&tails)))
        })
    }

    /// Shows a page of the web, after asking: the address is seen first.
    pub(super) fn browse(&mut self, address: &str, ask: &TuiAsk) -> Came {
        let hidden = self.hidden.clone();
        self.with(ask, None, |_| {
            let sure = Question {
                id: "tui-ask-browse",
                args: Args::from([("url", sanitize::line(address))]),
            };
            if ask.confirm(&sure) != Answer::Yes {
                return Err(Failure::new(Code::Declined));
            }
            form::open(Path::new(address), &hidden).map_err(|reason| {
                Failure::new(Code::NotOpened)
                    .with("path", sanitize::line(address))
                    .with("text", sanitize::line(&reason))
            })?;
            Ok(Reply::Shown)
        })
    }

    /// Keeps a choice, with the real tokens: practising is not remembered.
    pub(super) fn prefer(&mut self, preference: &Preference) -> Came {
        let journal = self.real_journal();
        match prefer::keep(journal, preference) {
            Ok(()) => (Reply::Quiet, Vec::new()),
            Err(failure) => (Reply::Failed(failure), Vec::new()),
        }
    }
}
