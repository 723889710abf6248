//! What every operation works with: the tokens, whom to ask, the journal; and what it noticed on the way.

use std::collections::HashMap;

use jiff::Timestamp;

use super::parsed::ParsedCertificates;
use super::plug::Plug;
use super::select::Selector;
use super::view::View;
use crate::ask::Ask;
use crate::child::{Place, Tokens};
use crate::error::{Code, Failure, Notice};
use crate::journal::{Journal, JournalError};
use crate::paths::Paths;
use crate::reader::Told;
use crate::secret::Secret;
use crate::token::{Fault, Role, TokenState};

/// Is shown a token while it is read, as far as it was read.
pub type Glimpse<'a> = &'a dyn Fn(&View);

/// The surroundings of one operation.
pub struct Setting<'a> {
    /// All modules.
    pub tokens: &'a mut Tokens,
    /// Whom to ask.
    pub ask: &'a dyn Ask,
    /// What is remembered.
    pub journal: &'a mut Journal,
    /// Our folders; `None` where there is no home.
    pub paths: Option<&'a Paths>,
    /// Which token was named.
    pub selector: Option<Selector>,
    /// The time of this run.
    pub now: Timestamp,
    /// What was noticed: `warnings[]`.
    pub notices: Vec<Notice>,
    /// Whom to show a token while it is read.
    pub glimpse: Option<Glimpse<'a>>,
    /// Who asks what is plugged in besides the drivers; `None`: nobody.
    pub plug: Option<&'a Plug>,
    /// What the card service told, where it was asked.
    pub(super) told: Option<Told>,
    /// Who is logged in where.
    pub(super) logged_in: HashMap<Place, Role>,
    /// Accepted secrets, for the same counter within the same operation only.
    pub(super) accepted: HashMap<(Place, Role), Secret>,
    /// Marks of refused secrets: never sent again.
    pub(super) refused: Vec<(Place, Role, [u8; 32])>,
    /// Which token a role's secret of a source went to: it belongs to that one alone.
    pub(super) told_to: HashMap<Role, Place>,
    pub(super) mechanisms: HashMap<Place, Vec<u64>>,
    pub(super) parsed: ParsedCertificates,
    /// The case that this run works on: it is not told to be unfinished.
    pub(super) own_case: Option<String>,
    /// The command that goes on with this run, should it be cut off.
    pub(super) again: Option<String>,
    salt: [u8; 32],
}

impl<'a> Setting<'a> {
    /// The surroundings of one run; nothing is asked or opened yet.
    #[must_use]
    pub fn new(
        tokens: &'a mut Tokens,
        ask: &'a dyn Ask,
        journal: &'a mut Journal,
        paths: Option<&'a Paths>,
        selector: Option<Selector>,
    ) -> Self {
        tokens.begin();
        let mut salt = [0; 32];
        // Without randomness the marks are unsalted for this run; they never leave the process.
        let _ = getrandom::fill(&mut salt);
        Self {
            tokens,
            ask,
            journal,
            paths,
            selector,
            now: Timestamp::now(),
            notices: Vec::new(),
            glimpse: None,
            plug: None,
            told: None,
            logged_in: HashMap::new(),
            accepted: HashMap::new(),
            refused: Vec::new(),
            told_to: HashMap::new(),
            mechanisms: HashMap::new(),
            parsed: ParsedCertificates::default(),
            own_case: None,
            again: None,
            salt,
        }
    }

    /// Carries out one operation. Whatever fails, and wherever: what it left on the token is told as it is.
    pub fn operation<T>(
        &mut self,
        act: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        act(self).map_err(|failure| self.as_left(failure))
    }

    /// A failure with the token's state after all that this run did before it: once an object was written, none can say
    /// that nothing was changed.
    pub(super) fn as_left(&self, failure: Failure) -> Failure {
        match (failure.token_state, self.tokens.left()) {
            (None | Some(TokenState::NothingChanged), left)
                if left != TokenState::NothingChanged =>
            {
                failure.state(left)
            }
            _ => failure,
        }
    }

    /// Says something, and keeps it for `warnings[]`.
    pub fn notice(&mut self, notice: Notice) {
        self.ask.tell(&notice);
        self.notices.push(notice);
    }

    /// By what this run knows a secret again.
    pub(super) fn salt(&self) -> &[u8; 32] {
        &self.salt
    }

    /// The id or path of a place's module, for messages.
    pub(super) fn module_of(&self, place: Place) -> String {
        self.tokens
            .host(place)
            .map(|host| host.id.clone())
            .unwrap_or_default()
    }

    /// A fault of a place as a failure.
    pub(super) fn failed(&self, place: Place, fault: Fault) -> Failure {
        let signed_out = self.is_signed_out(place, &fault);
        let mut failure = Failure::from_fault(fault, &self.module_of(place));
        if signed_out {
            failure.code = Code::CloudSignedOut;
        }
        match self.tokens.token(place) {
            Some(token) => failure
                .with("token", crate::sanitize::line(&token.id.label))
                .with("label", crate::sanitize::line(&token.id.label))
                .with("serial", crate::sanitize::line(&token.id.serial)),
            None => failure,
        }
    }

    /// A module whose keys lie at a provider answers so when the person is not signed in there (Q35).
    pub(super) fn is_signed_out(&self, place: Place, fault: &Fault) -> bool {
        let cloud = self
            .tokens
            .host(place)
            .is_some_and(|host| host.habits.cloud);
        cloud && fault.ckr.as_deref() == Some("CKR_FUNCTION_FAILED")
    }

    /// Before anything is changed: the journal must be writable, else nothing is begun.
    pub(super) fn journal_ready(&mut self) -> Result<(), Failure> {
        let ready = self
            .journal
            .check_writable()
            .map_err(|error| journal_failure(&error));
        self.tell_damage();
        ready
    }

    /// After reading commands: a journal that could not be read, or was set aside, is said once.
    pub fn journal_notices(&mut self) {
        if let Some(error) = self.journal.reading_failed() {
            let path = self.journal.path().unwrap_or_default();
            let reason = error.reason().unwrap_or("-").to_owned();
            self.notice(
                Notice::new(Code::JournalUnwritable)
                    .with("path", path.display())
                    .with("text", reason),
            );
        }
        self.tell_damage();
    }

    fn tell_damage(&mut self) {
        if let Some(aside) = self.journal.take_damaged() {
            self.notice(Notice::new(Code::JournalDamaged).with("path", aside.display()));
        }
    }
}

/// A journal's error as a failure: nothing was changed, since it comes before.
pub(super) fn journal_failure(error: &JournalError) -> Failure {
    let code = match error {
        JournalError::Newer { .. } => Code::JournalNewer,
        _ => Code::JournalUnwritable,
    };
    let path = error
        .path()
        .map(|path| path.display().to_string())
        .unwrap_or_default();
    Failure::new(code)
        .with("path", &path)
        .with("text", error.reason().unwrap_or("-"))
        .detail("path", path)
        .state(TokenState::NothingChanged)
        .because(error.clone())
}
