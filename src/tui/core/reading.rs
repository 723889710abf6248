//! Operations on drivers, and reading tokens without a PIN, shown while they are read.

use jiff::Timestamp;

use super::super::task::Pane;
use crate::ask::{Ask, NoAsk};
use crate::child::Tokens;
use crate::error::{Failure, Notice};
use crate::journal::Journal;
use crate::op::plug::Plug;
use crate::op::select::Selector;
use crate::op::shape::{TokenRow, token_show};
use crate::op::show::Show;
use crate::op::view::View;
use crate::op::{Glimpse, Setting, tokens};
use crate::paths::Paths;
use crate::token::{SlotId, TokenId};

/// The slots with a token, and which token it is where it answered.
pub(in crate::tui) type Seen = Vec<(SlotId, Option<TokenId>)>;

/// What these drivers see.
pub(in crate::tui) fn seen(tokens: &Tokens) -> Seen {
    let slots = tokens.slots();
    slots
        .map(|(_, _, slot)| {
            let token = slot.token.as_ref().ok();
            (slot.id, token.map(|token| token.id.clone()))
        })
        .collect()
}

/// What an operation works with.
pub(super) struct Desk<'a> {
    pub(super) tokens: &'a mut Tokens,
    pub(super) journal: &'a mut Journal,
    pub(super) paths: Option<&'a Paths>,
    /// Who asks what is plugged in besides the drivers.
    pub(super) plug: Option<&'a Plug>,
    pub(super) ask: &'a dyn Ask,
}

impl Desk<'_> {
    /// Runs one operation; afterwards nobody is logged in any more.
    pub(super) fn operate<T>(
        &mut self,
        selector: Option<Selector>,
        glimpse: Option<Glimpse<'_>>,
        work: impl FnOnce(&mut Setting<'_>) -> Result<T, Failure>,
    ) -> (Result<T, Failure>, Vec<Notice>) {
        let mut setting = Setting::new(self.tokens, self.ask, self.journal, self.paths, selector);
        setting.glimpse = glimpse;
        setting.plug = self.plug;
        let came = setting.operation(work);
        let notices = std::mem::take(&mut setting.notices);
        drop(setting);
        let places: Vec<_> = self.tokens.slots().map(|(place, _, _)| place).collect();
        for place in places {
            if let Ok(engine) = self.tokens.engine(place) {
                engine.close(place.slot);
            }
        }
        (came, notices)
    }

    /// One token: its failure hides no other. `part` is shown it while it is read.
    pub(super) fn pane(
        &mut self,
        row: &TokenRow,
        show: &Show,
        part: Option<&dyn Fn(Pane)>,
    ) -> (Pane, Vec<Notice>) {
        let mut pane = Pane::of(row.clone());
        let selector = match Selector::parse(&row.uri) {
            Ok(selector) => selector,
            Err(failure) => {
                pane.failure = Some(failure);
                return (pane, Vec::new());
            }
        };
        let now = Timestamp::now();
        let glimpse = |view: &View| {
            if let Some(part) = part {
                let mut seen = Pane::of(row.clone());
                seen.show = Some(token_show(row.clone(), view, now));
                seen.reading = true;
                part(seen);
            }
        };
        let glimpse: Option<Glimpse<'_>> = part.map(|_| &glimpse as Glimpse<'_>);
        let (came, notices) = self.operate(Some(selector), glimpse, |setting| show.run(setting));
        match came {
            Ok(outcome) => {
                pane.failure = outcome.cut;
                let mut tokens = outcome.tokens.into_iter();
                pane.show = tokens
                    .find(|token| token.token.slot == row.slot && token.token.module == row.module);
            }
            Err(failure) => pane.failure = Some(failure),
        }
        if let Some(show) = &pane.show {
            pane.row = show.token.clone();
        }
        (pane, notices)
    }
}

/// One driver that is read, with a journal of its own: several are read at once.
pub(in crate::tui) struct Reading<'a> {
    tokens: &'a mut Tokens,
    journal: Journal,
    paths: Option<&'a Paths>,
    notices: Vec<Notice>,
}

impl<'a> Reading<'a> {
    /// Nothing is read yet.
    pub(in crate::tui) fn new(tokens: &'a mut Tokens, paths: Option<&'a Paths>) -> Self {
        Self {
            tokens,
            journal: Journal::new(paths.cloned()),
            paths,
            notices: Vec::new(),
        }
    }

    /// Its tokens, and why it is not all of them.
    pub(in crate::tui) fn rows(&mut self) -> Result<(Vec<TokenRow>, Option<Failure>), Failure> {
        let (came, notices) = self.desk().operate(None, None, tokens::run);
        self.notices.extend(notices);
        came.map(|outcome| (outcome.tokens, outcome.cut))
    }

    /// One token; `part` is shown it while it is read.
    pub(in crate::tui) fn token(&mut self, row: &TokenRow, part: &dyn Fn(Pane)) -> Pane {
        let (pane, notices) = self.desk().pane(row, &Show::default(), Some(part));
        self.notices.extend(notices);
        pane
    }

    /// What was noticed.
    pub(in crate::tui) fn ended(self) -> Vec<Notice> {
        self.notices
    }

    fn desk(&mut self) -> Desk<'_> {
        Desk {
            tokens: self.tokens,
            journal: &mut self.journal,
            paths: self.paths,
            plug: None,
            ask: &NoAsk,
        }
    }
}
